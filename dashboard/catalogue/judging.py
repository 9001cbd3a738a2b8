"""What the catalogue says of judging a measure: when its usual level begins anew, and which questions to ask when."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from dashboard.catalogue.fields import Model, Month, Words
from dashboard.vocabulary import Basis, Situation

# Percentages of fewer cases raise false alarms twice as often near 0 and 100 (statistics.md §1; our choice).
FEWEST_CASES = 30
# The usual range rests on as many points as it needs to be more than a trial (NHSRplotthedots warns below 12).
FEWEST_TO_FIX = 12


class Rebase(Model):
    """A decision that the usual level begins anew: what was done, who decided it, and when."""

    since: Month = Field(description="First month of the new usual level.")
    bases: tuple[Basis, ...] = Field((), description="Forms it touches; empty for all.")
    decided_on: date = Field(description="Day of the decision.")
    by: Words = Field(description="Role of who decided it; never a person's name.")
    reason: Words = Field(description="What changed, in a sentence.")


class Question(Model):
    """A question that a member could ask, and when it is worth asking."""

    ask: Words = Field(description="The question.")
    when: tuple[Situation, ...] = Field((), description="How the figure must be judged for it; empty for always.")


def _as_question(value: object) -> object:
    return {"ask": value} if isinstance(value, str) else value


# A question is written as plain words, or with the situations it is meant for.
AnyQuestion = Annotated[Question, BeforeValidator(_as_question, json_schema_input_type=str | Question)]

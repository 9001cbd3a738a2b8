"""Examples of every issue code, kept beside the code and written by the tests from what the product says."""

from __future__ import annotations

from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

EXAMPLES_FILE = "issue_examples.yaml"


class IssueExample(BaseModel):
    """One example of a code."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    when: str = Field(min_length=1, description="When the code is given, in one sentence.")
    place: str = Field(description="The place as the product says it; empty where it is about the whole file.")
    what: str = Field(min_length=1, description="What the product says is wrong.")


def load_examples() -> dict[str, IssueExample]:
    """Give the example of each code.

    Raises:
        pydantic.ValidationError: when an example lacks a part.
    """
    text = (files("dashboard.catalogue") / EXAMPLES_FILE).read_text(encoding="utf-8")
    return TypeAdapter(dict[str, IssueExample]).validate_python(yaml.safe_load(text))

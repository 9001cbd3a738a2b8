"""What judging needs to know of a measure: its unit, which way is good, and by which rules it is judged."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.judge.signal import CASES_NEEDED, POINTS_NEEDED
from dashboard.judge.xmr import DEFAULT_RULES, NHS_EXCEL_RULES, XmrRules
from dashboard.periods import Period
from dashboard.vocabulary import Polarity, Ruleset, Unit

# The sets of rules that a council can choose from.
RULES_OF = {Ruleset.PLOT_THE_DOTS: DEFAULT_RULES, Ruleset.NHS_EXCEL: NHS_EXCEL_RULES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure as it is judged.

    ``counted`` names what its counts count ("children"), empty where that is not said. ``seasonal`` figures are held
    against the same period of the year before. ``rebases`` are the periods that begin a new usual level: a person's
    decision or a change of definition; ``redefined`` are the latter alone. ``points_needed`` and ``cases_needed`` are
    the fewest that are judged.
    """

    name: str
    unit: Unit
    decimals: int
    polarity: Polarity
    counted: str = ""
    can_exceed_100: bool = False
    seasonal: bool = False
    rules: XmrRules = DEFAULT_RULES
    rebases: tuple[Period, ...] = ()
    redefined: tuple[Period, ...] = ()
    points_needed: int = POINTS_NEEDED
    cases_needed: int = CASES_NEEDED

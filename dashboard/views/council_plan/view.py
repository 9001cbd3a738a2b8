"""The quarterly council-plan report's view: what is off target first, then every measure by section."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.views.paper_head import PaperHead
from dashboard.views.parts import RagChip, TravelMark
from dashboard.vocabulary import Basis, IndicatorId, Missing, Unit

# Forms of which a figure covers a whole year, and so none of its quarters.
YEARLY = frozenset({Basis.FINANCIAL_YEAR, Basis.ACADEMIC_YEAR, Basis.CALENDAR_YEAR})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFigure:
    """One figure: its words, and the number they say; None where they say why there is none.

    ``of`` names its year where that is not the heading's.
    """

    text: str
    value: float | None = None
    missing: Missing | None = None
    of: str = ""

    @property
    def words(self) -> str:
        """Give the figure with its year where that is to be said: "80.2% (2019/20)"."""
        return f"{self.text} ({self.of})" if self.text and self.of else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One measure on one time basis.

    ``quarters`` are in the order of the headings, ``previous`` is that of the year before. A measure told once a year
    has its figure in ``year`` and none of a quarter; ``since`` names the year that its direction is held beside.
    ``why_not`` says why there is no rating, where a target is set. ``commentary`` is a computed draft that officers
    edit. ``detail`` says in small words what the figures cover and which way is good.
    """

    ref: str
    indicator: IndicatorId
    basis: Basis
    name: str
    good_is: str
    basis_words: str
    detail: str
    unit: Unit
    decimals: int
    previous: PlanFigure
    quarters: tuple[PlanFigure, ...]
    target: str
    rag: RagChip
    travel: TravelMark
    commentary: str
    why_not: str = ""
    year: PlanFigure = PlanFigure(text="")
    since: str = ""
    is_chance_unsaid: bool = False

    @property
    def is_yearly(self) -> bool:
        """Tell a measure whose figures are of whole years."""
        return self.basis in YEARLY

    @property
    def title(self) -> str:
        """Name the measure with its reference."""
        return f"{self.ref} {self.name}".strip()

    @property
    def is_suppressed(self) -> bool:
        """Tell a row of which a figure is left out because it could point to a child."""
        return any(one.missing is Missing.SUPPRESSED for one in (self.previous, *self.quarters, self.year))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSection:
    """The measures of one section."""

    name: str
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCount:
    """How many measures have one status; ``words`` say what that means."""

    rag: RagChip
    count: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilPlanView:
    """The whole paper.

    ``lead`` says the counts in a sentence; ``off_target`` are the measures that miss their target, one by one, under
    ``off_target_heading``; of quarters worked out from months, those of which the last month misses it. ``about`` says
    how to read the paper, ``notices`` what must be known before reading it. ``previous_heading`` is empty where no
    figure of the year before is known, ``year_heading`` where no measure is told once a year; ``unsaid`` is said once
    of changes of which no comment says whether they are chance. ``empty`` is said when there is nothing to show.
    """

    head: PaperHead
    quarter_headings: tuple[str, ...]
    previous_heading: str
    lead: str
    counts: tuple[PlanCount, ...]
    off_target_heading: str
    off_target: tuple[PlanRow, ...]
    sections: tuple[PlanSection, ...]
    notices: tuple[str, ...]
    about: tuple[str, ...]
    year_heading: str = ""
    unsaid: str = ""
    empty: str = ""

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """List every measure in the order of the sections."""
        return tuple(row for section in self.sections for row in section.rows)

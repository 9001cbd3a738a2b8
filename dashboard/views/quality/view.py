"""What the Data quality page shows: the figures of our own reports month by month, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.views.quality.releases import Release
from dashboard.views.scorecard import Choice


class CellState(StrEnum):
    """What there is of one measure in one month."""

    FIGURE = "figure"
    LATE = "late"
    PROVISIONAL = "provisional"
    SUPPRESSED = "suppressed"
    MISSING = "missing"
    NO_REPORT = "no_report"
    NOT_DUE = "not_due"


# What was to be there: the figures that are on time or not, and the gaps.
HELD = frozenset({CellState.FIGURE, CellState.LATE, CellState.PROVISIONAL})
STATE_WORDS: dict[CellState, str] = {
    CellState.FIGURE: "on time",
    CellState.LATE: "late",
    CellState.PROVISIONAL: "provisional",
    CellState.SUPPRESSED: "suppressed",
    CellState.MISSING: "missing",
    CellState.NO_REPORT: "no report",
    CellState.NOT_DUE: "not due",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityCell:
    """One measure in one month: ``text`` is the figure or the reason in a word or two, ``title`` the whole of it."""

    state: CellState
    text: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureMonths:
    """One form of one measure over the months; ``held`` of ``due`` figures are there, ``late`` of them came late."""

    indicator: str
    name: str
    basis: str
    basis_words: str
    theme: str
    cells: tuple[QualityCell, ...]
    due: int
    held: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCell:
    """One section in one month: so many figures of those due, and what is amiss in words."""

    due: int
    held: int
    late: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSummary:
    """One section over the months shown."""

    id: str
    name: str
    measures: int
    cells: tuple[SectionCell, ...]
    due: int
    counts: dict[CellState, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One of our reports: which months are held of it, and which between the first and the last are not."""

    name: str
    editions: int
    first: str
    latest: str
    gaps: str
    issued: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFigure:
    """A figure as one source states it, with its place."""

    figure: str
    source: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two sources that give different figures for one and the same; ``why`` says why the first is shown."""

    indicator: str
    name: str
    theme: str
    what: str
    shown: SourceFigure
    other: SourceFigure
    difference: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFigure:
    """A figure in one of the lists, such as those that are provisional."""

    indicator: str
    name: str
    theme: str
    what: str
    figure: str
    source: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A measure whose entry in the catalogue is to be looked at again."""

    indicator: str
    name: str
    theme: str
    owner: str
    day: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedLine:
    """Something that was found when an edition was published, and the reason why it was published all the same."""

    edition: int
    report: str
    code: str
    what: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A measure by name."""

    indicator: str
    name: str
    theme: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityView:
    """The whole page.

    ``section`` is the section looked into, None for all of them together; ``instead`` says that the address asks for
    one that is not there. The lists are those of the section where one is chosen; ``months`` head the cells.
    ``unchecked`` says what could not be held against another source.
    """

    lead: str
    instead: str
    empty: str
    section: Choice | None
    sections: tuple[Choice, ...]
    months: tuple[str, ...]
    summary: tuple[SectionSummary, ...]
    rows: tuple[MeasureMonths, ...]
    reports: tuple[ReportLine, ...]
    provisional: tuple[ListedFigure, ...]
    suppressed: tuple[ListedFigure, ...]
    disagreements: tuple[Disagreement, ...]
    unchecked: tuple[str, ...]
    accepted: tuple[AcceptedLine, ...]
    reviews: tuple[ReviewLine, ...]
    reviews_soon: tuple[ReviewLine, ...]
    never: tuple[MeasureLine, ...]
    releases: tuple[Release, ...]
    today: str

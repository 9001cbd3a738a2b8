"""The scorecard page's view: the printed scorecard, grouped by section."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.views.parts import EditionLine, FigureCell, RagChip, SignalMark, TravelMark
from dashboard.views.spark import SparkView
from dashboard.vocabulary import Basis, IndicatorId, Missing

NO_CELL = FigureCell(text="", missing=Missing.NO_FIGURE, title="No figure")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardRow:
    """One measure of the scorecard on one time basis.

    ``year_to_date_rag`` rates the year's figure by the targets of its own form; None where it has none. ``before`` is
    the figure of the month before (of the quarter before in a report of quarters), ``rag_before`` its rating where that
    was another. ``value`` is the latest figure as a number, for sorting, ``trend`` the series up to it.
    """

    number: str
    indicator: IndicatorId
    basis: Basis
    name: str
    good_is: str
    basis_words: str
    unit_words: str
    months: tuple[FigureCell, ...]
    year_to_date: FigureCell
    year_to_date_rag: RagChip | None
    travel: TravelMark
    rag: RagChip
    signal: SignalMark
    target: str
    tolerance: str
    previous_years: tuple[FigureCell, ...]
    benchmarks: tuple[FigureCell, ...]
    search_text: str
    before: FigureCell = NO_CELL
    rag_before: RagChip | None = None
    value: float | None = None
    trend: SparkView | None = None

    @property
    def latest(self) -> FigureCell:
        """Give the figure of the page's own month."""
        return self.months[-1] if self.months else NO_CELL

    @property
    def key(self) -> tuple[IndicatorId, Basis]:
        """Name the row: a measure stands once on each time basis."""
        return self.indicator, self.basis


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardSection:
    """The measures of one section."""

    id: str
    name: str
    rows: tuple[ScorecardRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a picker: its id for the URL and its words."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardView:
    """The whole page: headings are in the order of the rows' cells.

    ``benchmark_headings`` hold name and year, such as ("Statistical neighbours", "2018/19"). ``summary`` counts states
    in words ("12 on target, 20 within tolerance, 9 off target, ..."), ``news`` the signals likewise; ``by_chance`` says
    how many of them to expect where nothing changed. ``empty`` is said when there is nothing to show.
    ``period_word`` heads the columns of months: "Quarter" where each covers one; ``before_heading`` heads the figure
    before the latest. ``as_of`` is the moment shown as the
    address writes it, empty for now.
    """

    title: str
    area: str
    report: Choice
    as_at: Choice
    reports: tuple[Choice, ...]
    months_to_choose: tuple[Choice, ...]
    edition: EditionLine
    month_headings: tuple[str, ...]
    year_to_date_heading: str
    previous_year_headings: tuple[str, ...]
    benchmark_headings: tuple[tuple[str, str], ...]
    sections: tuple[ScorecardSection, ...]
    summary: str
    news: str
    by_chance: str
    demonstration: str
    empty: str = ""
    period_word: str = "Month"
    before_heading: str = "Before"
    as_of: str = ""

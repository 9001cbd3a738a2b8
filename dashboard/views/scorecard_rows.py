"""Build the rows of the scorecard page: months, year to date, direction, RAG, earlier years, benchmarks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dashboard.catalogue.schema import Indicator
from dashboard.formatting import BASIS_WORDS, POLARITY_WORDS, UNIT_WORDS
from dashboard.intake.session import Session
from dashboard.judge.rag import judge_rag
from dashboard.judge.travel import is_comparable_step, judge_travel
from dashboard.observations import BEST_STATISTICAL_NEIGHBOUR, ENGLAND, NATIONAL_TOP_QUARTILE, STATISTICAL_NEIGHBOURS
from dashboard.periods import MONTHS_IN_QUARTER, Period, PeriodKind, month, quarter
from dashboard.store.records import Edition
from dashboard.views.figures import BLANK, Shown, chip_of, figure_cell, target_words, tolerance_words, travel_mark
from dashboard.views.parts import FigureCell, TravelMark
from dashboard.views.scorecard import ScorecardRow
from dashboard.views.standing import Standing
from dashboard.vocabulary import Basis, Polarity, Rag

PREVIOUS_YEARS = 3
# The four benchmark columns of the printed scorecard, in its order.
BENCHMARK_COLUMNS = (
    (STATISTICAL_NEIGHBOURS, "Statistical neighbours"),
    (BEST_STATISTICAL_NEIGHBOUR, "Best neighbour"),
    (ENGLAND, "England"),
    (NATIONAL_TOP_QUARTILE, "National top quartile"),
)
_REPEATING = frozenset({Basis.MONTH_END, Basis.ROLLING_12_MONTHS, Basis.YEAR_TO_DATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One measure that the edition prints: which, where, and under which number."""

    indicator: Indicator
    basis: Basis
    sheet: str
    row: int
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every row of the page needs."""

    session: Session
    edition: Edition
    as_at: Period
    standing: Standing
    columns: tuple[date, ...]
    quarterly: bool
    years_held: frozenset[Period]
    benchmark_year: Period | None


def build_row(page: Page, line: Line) -> ScorecardRow:
    """Build one measure's row."""
    indicator = line.indicator
    target = indicator.target_for(page.as_at.financial_year, line.basis, page.edition.report)
    rag, travel = _states(page, line)
    return ScorecardRow(
        number=line.number,
        indicator=indicator.id,
        basis=line.basis,
        name=indicator.name,
        good_is=POLARITY_WORDS[indicator.polarity],
        basis_words=BASIS_WORDS[line.basis],
        unit_words=UNIT_WORDS[indicator.unit],
        months=tuple(_month_cell(page, line, end) for end in page.columns),
        year_to_date=_year_cell(page, line),
        travel=travel,
        rag=chip_of(rag, indicator, target),
        target=target_words(target, indicator),
        tolerance=tolerance_words(target, indicator),
        previous_years=tuple(_previous_year(page, indicator, year) for year in previous_years(page)),
        benchmarks=_benchmarks(page, indicator),
        search_text=_search_text(line),
    )


def _previous_year(page: Page, indicator: Indicator, year: Period) -> FigureCell:
    """Give a full year's figure, saying so where another source than this report stands (DESIGN §7)."""
    shown = page.standing.get(indicator.id, Basis.FINANCIAL_YEAR, page.session.our_code, year)
    if shown is None or shown.report == page.edition.report:
        return figure_cell(shown, indicator, label=str(year))
    report = page.session.catalogue.report(shown.report)
    source = f"from the {report.name}" if report else "as published nationally"
    return figure_cell(shown, indicator, label=f"{year}, {source}")


def _column_period(line: Line, end: date, *, quarterly: bool) -> Period:
    """Give the period under which a column's figure of this form is stored."""
    last = month(end.year, end.month)
    if line.basis is Basis.IN_QUARTER:
        return _quarter_ending(last)
    if line.basis is Basis.FINANCIAL_YEAR and quarterly:
        return last.financial_year
    return last


def _quarter_ending(last: Period) -> Period:
    year = last.financial_year.start
    number = (last.start.year - year.year) * 12 + last.start.month - year.month
    return quarter(year.year, number // MONTHS_IN_QUARTER + 1)


def _month_cell(page: Page, line: Line, end: date) -> FigureCell:
    period = _column_period(line, end, quarterly=page.quarterly)
    if period.end != end:
        return BLANK
    shown = page.standing.get(line.indicator.id, line.basis, page.session.our_code, period)
    cell = figure_cell(shown, line.indicator, label=period.words)
    return replace(cell, restated_here=_is_restated_here(page, shown), new=end == page.as_at.end)


def _is_restated_here(page: Page, shown: Shown | None) -> bool:
    """Tell whether the edition shown is the one that restated a figure, as the yellow cell of its sheet says."""
    return shown is not None and shown.restated_by == page.edition.number


def _states(page: Page, line: Line) -> tuple[Rag, TravelMark]:
    current = _column_period(line, page.as_at.end, quarterly=page.quarterly)
    steps = MONTHS_IN_QUARTER if page.quarterly and current.kind is PeriodKind.MONTH else 1
    before = current.shift(-steps)
    value = page.standing.value(line.indicator.id, line.basis, page.session.our_code, current)
    previous = (
        page.standing.value(line.indicator.id, line.basis, page.session.our_code, before)
        if is_comparable_step(line.basis, current, before)
        else None
    )
    target = line.indicator.target_for(page.as_at.financial_year, line.basis, page.edition.report)
    rag = judge_rag(value, target, line.indicator.decimal_places)
    goal = target.green.low if target and target.green else None
    judged = judge_travel(
        value,
        previous,
        polarity=line.indicator.polarity,
        rag=rag,
        decimals=line.indicator.decimal_places,
        target=goal if line.indicator.polarity is Polarity.CLOSE_TO_TARGET else None,
    )
    return rag, travel_mark(judged, before, rag)


def _year_cell(page: Page, line: Line) -> FigureCell:
    """Give the year to date: of a snapshot, rolling or cumulative form that is its latest figure."""
    ours, indicator = page.session.our_code, line.indicator
    year = page.as_at.financial_year
    if line.basis in _REPEATING:
        return figure_cell(
            page.standing.get(indicator.id, line.basis, ours, page.as_at), indicator, label=year_heading(page)
        )
    if page.as_at.end == year.end:
        whole = page.standing.get(indicator.id, Basis.FINANCIAL_YEAR, ours, year)
        if whole is not None:
            return figure_cell(whole, indicator, label=year_heading(page))
    shown = page.standing.get(indicator.id, Basis.YEAR_TO_DATE, ours, page.as_at)
    return figure_cell(shown, indicator, label=year_heading(page))


def year_heading(page: Page) -> str:
    """Head the year column: the year to date, or the year end in March."""
    year = page.as_at.financial_year
    return f"Year end {year}" if page.as_at.end == year.end else f"Year to date {year}"


def previous_years(page: Page) -> list[Period]:
    """List the three financial years before the page's own, oldest first, without those nobody has a figure of."""
    year = page.as_at.financial_year
    years = [year.shift(-step) for step in range(PREVIOUS_YEARS, 0, -1)]
    return [earlier for earlier in years if earlier in page.years_held]


def _benchmarks(page: Page, indicator: Indicator) -> tuple[FigureCell, ...]:
    if page.benchmark_year is None:
        return ()
    cells = []
    for code, name in BENCHMARK_COLUMNS:
        shown = page.standing.get(indicator.id, Basis.FINANCIAL_YEAR, code, page.benchmark_year)
        decimals = max(indicator.decimal_places, shown.figure.decimals or 0) if shown else None
        cells.append(figure_cell(shown, indicator, label=f"{name}, {page.benchmark_year}", decimals=decimals))
    return tuple(cells)


def _search_text(line: Line) -> str:
    indicator = line.indicator
    printed = " ".join(alias.name for alias in indicator.aliases)
    return f"{line.number} {indicator.id} {indicator.name} {indicator.meaning} {printed}".casefold()

"""Build the rows of the scorecard page: months, year to date, direction, RAG, news, earlier years, benchmarks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dashboard.catalogue.schema import Indicator, Target
from dashboard.formatting import BASIS_WORDS, POLARITY_WORDS, UNIT_WORDS, capital
from dashboard.intake.session import Session
from dashboard.judge.clauses import STATE_WORDS
from dashboard.judge.judgement import Judgement
from dashboard.judge.rag import RagJudgement, level_as_shown, rate
from dashboard.judge.signal import SignalState
from dashboard.judge.words import RAG_WORDS
from dashboard.observations import BEST_STATISTICAL_NEIGHBOUR, ENGLAND, NATIONAL_TOP_QUARTILE, STATISTICAL_NEIGHBOURS
from dashboard.periods import MONTHS_IN_QUARTER, Period, PeriodKind, month, quarter
from dashboard.store.records import Edition
from dashboard.views.figures import BLANK, NO_DIRECTION, Shown, figure_cell, tolerance_words, travel_mark
from dashboard.views.judging.reading import Reading
from dashboard.views.parts import FigureCell, RagChip, SignalMark, TravelMark
from dashboard.views.scorecard import ScorecardRow
from dashboard.views.signal_words import BY_REVISION_WORDS, NO_SIGNAL, signal_mark_of
from dashboard.views.sparks import spark_of
from dashboard.views.standing import Standing
from dashboard.vocabulary import Basis

PREVIOUS_YEARS = 3
# The four benchmark columns of the printed scorecard, in its order.
BENCHMARK_COLUMNS = (
    (STATISTICAL_NEIGHBOURS, "Statistical neighbours"),
    (BEST_STATISTICAL_NEIGHBOUR, "Best neighbour"),
    (ENGLAND, "England"),
    (NATIONAL_TOP_QUARTILE, "National top quartile"),
)
UNJUDGED_SIGNAL = SignalMark(state=SignalState.NOT_JUDGED, word="Not judged")
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
    reading: Reading
    columns: tuple[date, ...]
    quarterly: bool
    years_held: frozenset[Period]
    benchmark_year: Period | None


def build_row(page: Page, line: Line) -> ScorecardRow:
    """Build one measure's row."""
    indicator, judged = line.indicator, _judged(page, line)
    rag, before = _rating(page, indicator, line.basis, judged), _before(page, line)
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
        year_to_date_rag=_year_chip(page, line),
        travel=_travel(judged, rag),
        rag=_chip(rag),
        signal=_signal(judged, has_figure=_value(page, line) is not None),
        target=rag.target,
        tolerance=_tolerance(page, line, judged),
        previous_years=tuple(_previous_year(page, indicator, year) for year in previous_years(page)),
        benchmarks=_benchmarks(page, indicator),
        search_text=_search_text(line),
        before=figure_cell(_stands(page, line, line.basis, before), indicator, label=before.words),
        rag_before=_rag_before(page, line, before, rag),
        value=_value(page, line),
        trend=spark_of(judged),
    )


def _previous_year(page: Page, indicator: Indicator, year: Period) -> FigureCell:
    """Give a full year's figure, saying so where another source than this report stands."""
    shown = page.standing.get(indicator.id, Basis.FINANCIAL_YEAR, page.session.our_code, year)
    if shown is None or shown.report == page.edition.report:
        return figure_cell(shown, indicator, label=str(year))
    report = page.session.catalogue.report(shown.report)
    source = f"from the {report.name}" if report else "as published nationally"
    return figure_cell(shown, indicator, label=f"{year}, {source}")


def _column_period(page: Page, line: Line, end: date) -> Period:
    """Give the period under which a column's figure of this form is stored."""
    last = month(end.year, end.month)
    if line.basis is Basis.IN_QUARTER:
        return _quarter_ending(last)
    if line.basis is Basis.FINANCIAL_YEAR and page.quarterly:
        return last.financial_year
    if line.basis is Basis.IN_WEEK:
        return _last_week(page, line, last) or last
    return last


def _last_week(page: Page, line: Line, last: Period) -> Period | None:
    """Give the last week of a month that has a figure; None where the month's own column has it, or none has."""
    series = page.standing.series(line.indicator.id, line.basis, page.session.our_code)
    periods = [shown.figure.period for shown in series]
    weeks = [one for one in periods if one.kind is PeriodKind.WEEK and last.start <= one.end <= last.end]
    return None if last in periods else max(weeks, key=lambda one: one.end, default=None)


def _quarter_ending(last: Period) -> Period:
    year = last.financial_year.start
    number = (last.start.year - year.year) * 12 + last.start.month - year.month
    return quarter(year.year, number // MONTHS_IN_QUARTER + 1)


def _month_cell(page: Page, line: Line, end: date) -> FigureCell:
    period = _column_period(page, line, end)
    if period.end != end and period.kind is not PeriodKind.WEEK:
        return BLANK
    shown = page.standing.get(line.indicator.id, line.basis, page.session.our_code, period)
    cell = figure_cell(shown, line.indicator, label=period.words)
    return replace(cell, restated_here=_is_restated_here(page, shown), new=end == page.as_at.end)


def _is_restated_here(page: Page, shown: Shown | None) -> bool:
    """Tell whether the edition shown is the one that restated a figure, as the yellow cell of its sheet says."""
    return shown is not None and shown.restated_by == page.edition.number


def _judged(page: Page, line: Line) -> Judgement | None:
    """Judge the figure of the page's month."""
    return _judged_at(page, line, _column_period(page, line, page.as_at.end))


def _judged_at(page: Page, line: Line, period: Period) -> Judgement | None:
    return page.reading.judged(line.indicator, line.basis, period, step=_step(page, period), with_others=False)


def _step(page: Page, period: Period) -> int:
    """Give how many periods lie between two columns: in a report of quarters a month stands a quarter before."""
    return MONTHS_IN_QUARTER if page.quarterly and period.kind is PeriodKind.MONTH else 1


def _before(page: Page, line: Line) -> Period:
    """Give the period of the column before the page's month, whether the page has that column or not."""
    period = _column_period(page, line, page.as_at.end)
    if period.kind is PeriodKind.WEEK:
        return _column_period(page, line, page.as_at.shift(-1).end)
    return period.shift(-_step(page, period))


def _rag_before(page: Page, line: Line, before: Period, now: RagJudgement) -> RagChip | None:
    """Give the rating of the column before where both are rated and differ; a year so far begins anew each April."""
    is_new_year = line.basis is Basis.YEAR_TO_DATE and before.financial_year != page.as_at.financial_year
    if not now.state.is_rated or is_new_year or _stands(page, line, line.basis, before) is None:
        return None
    judged = _judged_at(page, line, before)
    changed = judged is not None and judged.rag.state.is_rated and judged.rag.state is not now.state
    return _chip(judged.rag) if judged is not None and changed else None


def _value(page: Page, line: Line) -> float | None:
    shown = _stands(page, line, line.basis, _column_period(page, line, page.as_at.end))
    return shown.figure.value if shown else None


def _target(page: Page, indicator: Indicator, basis: Basis) -> Target | None:
    return indicator.target_for(page.as_at.financial_year, basis, page.edition.report)


def _rating(page: Page, indicator: Indicator, basis: Basis, judged: Judgement | None) -> RagJudgement:
    """Give the rating; of a form without any figure there is only its target to tell of."""
    if judged is not None:
        return judged.rag
    target = _target(page, indicator, basis)
    return rate(None, target, polarity=indicator.polarity, unit=indicator.unit, decimals=indicator.decimal_places)


def _chip(rag: RagJudgement) -> RagChip:
    return RagChip(state=rag.state, word=RAG_WORDS[rag.state], title=rag.target)


def _travel(judged: Judgement | None, rag: RagJudgement) -> TravelMark:
    if judged is None:
        return travel_mark(NO_DIRECTION, rag.state)
    return travel_mark(judged.direction, rag.state)


def _signal(judged: Judgement | None, *, has_figure: bool) -> SignalMark:
    """Say in a word whether the figure is news: a column has no room for how it stands out, its title has.

    A figure beside those of another kind of period, such as a month's beside weeks, is in no series to be judged by.
    """
    if judged is None:
        return UNJUDGED_SIGNAL if has_figure else NO_SIGNAL
    mark = signal_mark_of(judged)
    word = STATE_WORDS.get(mark.state)
    return mark if word is None or mark.word == BY_REVISION_WORDS else replace(mark, word=capital(word))


def _tolerance(page: Page, line: Line, judged: Judgement | None) -> str:
    indicator = line.indicator
    level = level_as_shown(judged.case.level, indicator.decimal_places) if judged else None
    return tolerance_words(_target(page, indicator, line.basis), indicator, level)


def _year_form(page: Page, line: Line) -> tuple[Basis, Period]:
    """Give the form and period of the year column: of a snapshot, rolling or cumulative form its latest figure."""
    year = page.as_at.financial_year
    if line.basis in _REPEATING:
        return line.basis, page.as_at
    is_whole = page.as_at.end == year.end and _stands(page, line, Basis.FINANCIAL_YEAR, year) is not None
    return (Basis.FINANCIAL_YEAR, year) if is_whole else (Basis.YEAR_TO_DATE, page.as_at)


def _stands(page: Page, line: Line, basis: Basis, period: Period) -> Shown | None:
    return page.standing.get(line.indicator.id, basis, page.session.our_code, period)


def _year_cell(page: Page, line: Line) -> FigureCell:
    return figure_cell(_stands(page, line, *_year_form(page, line)), line.indicator, label=year_heading(page))


def _year_chip(page: Page, line: Line) -> RagChip | None:
    """Rate the year to date by the targets of its own form alone; None without any, and where the row is that form."""
    basis, period = _year_form(page, line)
    if basis is line.basis:
        return None
    if _target(page, line.indicator, basis) is None:
        return None
    judged = page.reading.judged(line.indicator, basis, period, with_others=False)
    return _chip(_rating(page, line.indicator, basis, judged))


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

"""Build the scorecard page's view from what stands as at a month."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from dashboard.catalogue.schema import Indicator
from dashboard.formatting import format_date
from dashboard.intake.session import Session
from dashboard.judge.sentences import chance_sentence
from dashboard.judge.signal import SignalState
from dashboard.periods import MONTHS_IN_QUARTER, Period, PeriodKind, month, parse_period
from dashboard.store.records import AsOf, Edition
from dashboard.views.as_of import NOW, as_of_code
from dashboard.views.ground import Ground
from dashboard.views.judging.reading import Reading
from dashboard.views.parts import EditionLine
from dashboard.views.scorecard import Choice, ScorecardRow, ScorecardSection, ScorecardView
from dashboard.views.scorecard_rows import BENCHMARK_COLUMNS, Line, Page, build_row, previous_years, year_heading
from dashboard.views.since import count_since
from dashboard.views.standing import figures_up_to, stand
from dashboard.vocabulary import Basis, IndicatorId, Kind, Rag, ReportId

NOTHING_PUBLISHED = "No scorecard has been published yet. Upload the first workbook on the Upload page."
NOTHING_BY_THEN = "No scorecard had been published by then. Choose a later moment under “As it stood”."
_SHEET_NUMBER = re.compile(r"^\s*\d+[\s.:-]*")
_NUMBER_PARTS = re.compile(r"\d+|[A-Za-z]+")


def build_scorecard(
    session: Session, *, report: str | None, as_at: str | None, as_of: AsOf = NOW, ground: Ground | None = None
) -> ScorecardView:
    """Build the page of a report as at a month; None, or what is not published, takes the first and the latest.

    ``as_of`` is the moment at which everything on the page is read, the months to choose from included. ``ground``
    holds the figures of that moment, where they have been read already.

    Raises:
        StoreError: when ``as_of`` names an edition that does not exist.
    """
    ground = ground or Ground(session, as_of)
    editions = ground.scorecards
    if not editions:
        return _empty_view(session, NOTHING_PUBLISHED if as_of == NOW else NOTHING_BY_THEN)
    reports = list(dict.fromkeys(edition.report for edition in _by_precedence(session, editions)))
    chosen = report if report in reports else reports[0]
    of_report = {str(edition.as_at): edition for edition in editions if edition.report == chosen}
    edition = of_report.get(as_at or "") or of_report[max(of_report)]
    figures = _figures(ground, edition)
    page = _page(session, edition, figures, as_of)
    sections = _sections(page, _lines(page, figures))
    rows = [row for section in sections for row in section.rows]
    return ScorecardView(
        title=report_name(session, chosen),
        area=session.our_name,
        report=Choice(id=chosen, words=report_name(session, chosen)),
        as_at=Choice(id=str(page.as_at), words=page.as_at.words),
        reports=tuple(Choice(id=name, words=report_name(session, name)) for name in reports),
        months_to_choose=_months(of_report),
        edition=edition_line(edition, _notice(page, figures, ground, is_latest=str(page.as_at) == max(of_report))),
        month_headings=tuple(_column_heading(page, end) for end in page.columns),
        before_heading=_column_heading(page, page.as_at.shift(-MONTHS_IN_QUARTER if page.quarterly else -1).end),
        year_to_date_heading=year_heading(page),
        previous_year_headings=tuple(str(year) for year in previous_years(page)),
        benchmark_headings=_benchmark_headings(page),
        sections=sections,
        summary=_summary(rows),
        news=_news(rows, quarterly=page.quarterly),
        by_chance=_by_chance(rows),
        demonstration=session.catalogue.council.demonstration or "",
        period_word="Quarter" if page.quarterly else "Month",
        as_of=as_of_code(as_of),
    )


def _months(codes: Iterable[str]) -> tuple[Choice, ...]:
    """List the months to choose, the latest first."""
    return tuple(Choice(id=code, words=parse_period(code).words) for code in sorted(codes, reverse=True))


def _benchmark_headings(page: Page) -> tuple[tuple[str, str], ...]:
    year = page.benchmark_year
    return tuple((name, str(year)) for _, name in BENCHMARK_COLUMNS) if year else ()


def edition_line(edition: Edition, notice: str = "") -> EditionLine:
    """Say which edition is shown: number, month, issue and day of issue."""
    as_at = edition.as_at.words if edition.as_at else ""
    words = (
        f"Edition {edition.number} · {as_at}, issue {edition.issue_number} · issued {format_date(edition.issued_on)}"
    )
    return EditionLine(number=edition.number, words=words, notice=notice)


def _by_precedence(session: Session, editions: Sequence[Edition]) -> list[Edition]:
    order = {name: place for place, name in enumerate(session.catalogue.precedence_in_year)}
    return sorted(editions, key=lambda edition: order.get(edition.report, len(order)))


def report_name(session: Session, report: str) -> str:
    """Name a report as readers know it."""
    found = session.catalogue.report(report)
    return found.name if found else report


def _figures(ground: Ground, edition: Edition) -> pd.DataFrame:
    """Take what was recorded up to the edition and stood, its own report only up to its own month."""
    figures = ground.figures[ground.figures["edition"] <= edition.number]
    return figures_up_to(figures, [edition.report], edition.as_at) if edition.as_at else figures


def _measures(session: Session) -> list[IndicatorId]:
    return [indicator.id for indicator in session.catalogue.indicators]


def _page(session: Session, edition: Edition, figures: pd.DataFrame, as_of: AsOf) -> Page:
    own = figures[figures["edition"] == edition.number]
    periods = {parse_period(code) for code in own.loc[own["kind"] == str(Kind.VALUE), "period"]}
    benchmarks = own.loc[own["kind"] == str(Kind.BENCHMARK), "period"]
    standing = stand(session, figures)
    as_at = edition.as_at or max(periods, key=lambda period: period.sort_key)
    return Page(
        session=session,
        edition=edition,
        as_at=as_at,
        standing=standing,
        reading=Reading(session, standing, as_of=as_of, report=edition.report),
        columns=_columns(periods, as_at),
        years_held=_years_held(session, figures),
        quarterly=any(period.kind is PeriodKind.QUARTER for period in periods),
        benchmark_year=parse_period(max(benchmarks)) if len(benchmarks) else None,
    )


def _columns(periods: Iterable[Period], as_at: Period) -> tuple[date, ...]:
    """Head the columns by the ends of their months or quarters; a week's figure goes into its month's."""
    ends = {_month_of_end(period).end if period.kind is PeriodKind.WEEK else period.end for period in periods}
    return tuple(sorted(end for end in ends if end <= as_at.end))


def _month_of_end(period: Period) -> Period:
    return month(period.end.year, period.end.month)


def _years_held(session: Session, figures: pd.DataFrame) -> frozenset[Period]:
    full_years = figures[(figures["basis"] == str(Basis.FINANCIAL_YEAR)) & (figures["area"] == session.our_code)]
    return frozenset(parse_period(code) for code in full_years["period"].unique())


def _lines(page: Page, figures: pd.DataFrame) -> list[Line]:
    own = figures[(figures["edition"] == page.edition.number) & (figures["kind"] == str(Kind.VALUE))]
    indicators = {indicator.id: indicator for indicator in page.session.catalogue.indicators}
    firsts = own.drop_duplicates(["indicator", "basis"])
    lines = []
    for name, basis, sheet, cell in zip(
        *(firsts[column].tolist() for column in ("indicator", "basis", "sheet", "cell")), strict=True
    ):
        indicator, form = indicators.get(IndicatorId(name)), Basis(basis)
        if indicator is None:
            continue
        row = int(re.sub(r"\D", "", cell) or 0)
        number = _number(indicator, form, page)
        lines.append(Line(indicator=indicator, basis=form, sheet=sheet, row=row, number=number))
    return sorted(lines, key=lambda line: (line.sheet, _number_key(line.number), line.row))


def _number(indicator: Indicator, basis: Basis, page: Page) -> str:
    for alias in indicator.aliases:
        if alias.report == page.edition.report and alias.basis is basis:
            held = [span.number for span in alias.numbers if span.holds_at(page.as_at)]
            if held and alias.holds_at(page.as_at):
                return held[0]
    return ""


def _number_key(number: str) -> tuple[tuple[int, int, str], ...]:
    """Order 1.2 before 1.10, and 1.A2 after 1.9."""
    parts = _NUMBER_PARTS.findall(number)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def _sections(page: Page, lines: list[Line]) -> tuple[ScorecardSection, ...]:
    grouped: dict[str, list[Line]] = {}
    for line in lines:
        grouped.setdefault(line.sheet, []).append(line)
    ordered = sorted(grouped.items(), key=lambda group: (_number_key(group[1][0].number), group[0]))
    return tuple(
        ScorecardSection(
            id=re.sub(r"[^a-z0-9]+", "-", sheet.casefold()).strip("-"),
            name=_SHEET_NUMBER.sub("", sheet) or sheet,
            rows=tuple(build_row(page, line) for line in group),
        )
        for sheet, group in ordered
    )


def _column_heading(page: Page, end: date) -> str:
    last = parse_period(f"{end:%Y-%m}")
    if not page.quarterly:
        return last.short_words
    first = last.shift(1 - MONTHS_IN_QUARTER)
    return f"{first.short_words[:3]} to {last.short_words}"


def _summary(rows: list[ScorecardRow]) -> str:
    """Count the ratings in words, worst last: "9 on target, 20 within tolerance, 11 off target, 26 with no target"."""
    counts = Counter(row.rag.state for row in rows)
    words = {
        Rag.GREEN: "on target",
        Rag.AMBER: "within tolerance",
        Rag.RED: "off target",
        Rag.NOT_RATED: "not rated",
        Rag.NO_TARGET: "with no target set",
        Rag.NO_FIGURE: "with a target but no figure",
    }
    return ", ".join(f"{counts[state]} {said}" for state, said in words.items() if counts[state])


def _news(rows: list[ScorecardRow], *, quarterly: bool) -> str:
    """Count the signals in words: "3 worse, 2 better, 41 with no real change, 20 not judged month by month"."""
    counts = Counter(row.signal.state for row in rows)
    step = "quarter" if quarterly else "month"
    words = {
        SignalState.CONCERN: "worse",
        SignalState.IMPROVEMENT: "better",
        SignalState.NEUTRAL_HIGH: "higher",
        SignalState.NEUTRAL_LOW: "lower",
        SignalState.COMMON_CAUSE: "with no real change",
        SignalState.TOO_EARLY: "too early to tell",
        SignalState.NOT_JUDGED: f"not judged {step} by {step}",
        SignalState.NO_FIGURE: "without a figure",
    }
    return ", ".join(f"{counts[state]} {said}" for state, said in words.items() if counts[state])


def _by_chance(rows: list[ScorecardRow]) -> str:
    """Say how many of those judged would be marked though nothing changed; empty where none is judged."""
    judged = sum(row.signal.state.is_judged for row in rows)
    return chance_sentence(judged) if judged else ""


def _notice(page: Page, figures: pd.DataFrame, ground: Ground, *, is_latest: bool) -> str:
    """Say that a month of the past is shown as its own issue stated it, and how many of its figures read otherwise now.

    Nothing can have been restated where the report's latest issue is shown as of now.
    """
    if is_latest and ground.as_of == NOW:
        return ""
    past = "" if is_latest else f"{page.as_at.words} is shown as its own issue stated it. "
    return f"{past}{_since_words(page, figures, ground)}" if ground.may_say_since else past.strip()


def _since_words(page: Page, figures: pd.DataFrame, ground: Ground) -> str:
    """Compare the edition's own months with what its report says now."""
    session, edition = page.session, page.edition
    now = stand(session, _ours_now(ground, edition.report))
    own = figures[(figures["edition"] == edition.number) & (figures["kind"] == str(Kind.VALUE))]
    keys = [
        (IndicatorId(name), Basis(basis), session.our_code, parse_period(code))
        for name, basis, code in zip(
            *(own[column].tolist() for column in ("indicator", "basis", "period")), strict=True
        )
    ]
    return count_since((page.standing.get(*key), now.get(*key)) for key in keys).words


def _ours_now(ground: Ground, report: ReportId) -> pd.DataFrame:
    """Give what a report of ours says as of now, whatever moment is shown."""
    session = ground.session
    if ground.as_of != NOW:
        return session.store.figures(indicators=_measures(session), areas=[session.our_code], reports=[report])
    return ground.figures[(ground.figures["report"] == report) & (ground.figures["area"] == session.our_code)]


def _empty_view(session: Session, empty: str) -> ScorecardView:
    nothing = Choice(id="", words="")
    return ScorecardView(
        title="Scorecard",
        area=session.our_name,
        report=nothing,
        as_at=nothing,
        reports=(),
        months_to_choose=(),
        edition=EditionLine(number=None, words="Nothing published yet"),
        month_headings=(),
        year_to_date_heading="",
        previous_year_headings=(),
        benchmark_headings=(),
        sections=(),
        summary="",
        news="",
        by_chance="",
        demonstration=session.catalogue.council.demonstration or "",
        empty=empty,
    )

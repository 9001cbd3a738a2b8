"""Build the scorecard workbook from what a report's edition states, rated and judged as on the Scorecard page."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from dashboard.catalogue.schema import Indicator, Report
from dashboard.errors import DashboardError
from dashboard.formatting import listed
from dashboard.intake.session import Session
from dashboard.judge.signal import SignalState
from dashboard.judge.words import RAG_WORDS
from dashboard.observations import Observation, Observations
from dashboard.periods import Period
from dashboard.store.records import Edition
from dashboard.views.as_of import NOW
from dashboard.views.build_scorecard import NOTHING_BY_THEN, NOTHING_PUBLISHED, build_scorecard, report_name
from dashboard.views.ground import Ground
from dashboard.views.paper import Asked
from dashboard.views.paper_head import head_of
from dashboard.views.scorecard import ScorecardRow, ScorecardView
from dashboard.views.workbook.columns import columns_of, headings_of, sheet_title
from dashboard.views.workbook.front import details_of, notes_of, summary_of
from dashboard.views.workbook.rows import Printed, build_row
from dashboard.views.workbook.view import ChartChoice, Headings, WorkbookRow, WorkbookSheet, WorkbookView
from dashboard.vocabulary import AreaRole, Basis, Kind, Rag, ReportId
from dashboard.workbook.lexicon import Lexicon

# The columns of the summary: each rating, by the colour that heads it.
RAG_COLUMNS = ((Rag.GREEN, "Green"), (Rag.AMBER, "Amber"), (Rag.RED, "Red"))
OTHER_RATINGS = (Rag.NO_TARGET, Rag.NOT_RATED, Rag.NO_FIGURE)
# Small charts are read at a glance, and each costs half a screen (our choice).
MOST_DRAWN = 12
NOTHING_ASKED = Asked()
_SHEET_NUMBER = re.compile(r"^\s*\d+[\s.:-]*")
# The heading of each column of the summary, and the words of the rating that it counts.
_RAG_WORDS = (
    *((colour, RAG_WORDS[state]) for state, colour in RAG_COLUMNS),
    *((RAG_WORDS[state], RAG_WORDS[state]) for state in OTHER_RATINGS),
)
_NO_HEADINGS = Headings(
    note="", month_group="", months=(), years=(), year_note="", travel="", rag="", targets="", previous=(),
    benchmark_group="", benchmarks=(),
)  # fmt: skip


def build_workbook(
    ground: Ground, *, report: ReportId | None, month: Period | None, asked: Asked = NOTHING_ASKED
) -> WorkbookView:
    """Build the workbook of a report as at a month; None takes the first report, and its latest month.

    The cells are what the report's own edition of that month states, as the ground's store gives it; ratings,
    directions and signals are those of the Scorecard page at the same moment.

    Raises:
        DashboardError: when the report or the month asked for is not published.
    """
    session, page = ground.session, _page(ground, report, month)
    if page is None:
        return _empty(ground, asked)
    edition = next(one for one in ground.scorecards if one.number == page.edition.number)
    printed = _printed(ground, edition)
    sheets = _sheets(printed, page)
    keys = [(one, basis) for one, basis, _ in _measures(session, page)]
    headings = headings_of(printed.columns, with_targets=printed.has_targets(keys))
    drawn = _drawn(sheets)
    as_at = printed.columns.as_at
    return WorkbookView(
        head=head_of(
            ground, title=report_name(session, edition.report), as_at=as_at.words, asked=asked, editions=[edition]
        ),
        title=_title(session, edition),
        as_at=f"As at Month End: {as_at.last_month.words}",
        sheet_title=sheet_title(as_at),
        issue=f"Issue {edition.issue_number}",
        issued_on=edition.issued_on.isoformat(),
        details=details_of(session, edition, asked),
        notes=notes_of(printed, sheets, page),
        headings=headings,
        sheets=sheets,
        rag_words=_RAG_WORDS,
        summary=summary_of(page),
        standing_out=drawn,
        drawn=drawn[:MOST_DRAWN],
        undrawn=_undrawn_words(len(drawn) - MOST_DRAWN),
    )


def _page(ground: Ground, report: ReportId | None, month: Period | None) -> ScorecardView | None:
    """Give the Scorecard page of the same month and moment; None where nothing is published."""
    as_at = str(month) if month else None
    page = build_scorecard(ground.session, report=report, as_at=as_at, as_of=ground.as_of, ground=ground)
    if not page.sections and not page.as_at.id:
        return None
    _check_asked(page, report, month)
    return page


def _undrawn_words(more: int) -> str:
    return f"{more} more are off target or stand out: choose them above." if more > 0 else ""


def _check_asked(page: ScorecardView, report: ReportId | None, month: Period | None) -> None:
    if report is not None and page.report.id != report:
        known = listed([one.id for one in page.reports], "or")
        raise DashboardError(f"No edition of {report!r} is published. Ask for {known}.")
    if month is not None and page.as_at.id != str(month):
        newest = page.months_to_choose[0]
        raise DashboardError(
            f"The {page.report.words} is not published as at {month.words}. Its newest month is {newest.words}."
        )


def _printed(ground: Ground, edition: Edition) -> Printed:
    """Read every figure that the edition states, of every area."""
    session = ground.session
    rows = _rows(ground, edition.report)
    figures = _stated(rows, edition)
    earlier = [one for one in ground.scorecards if one.report == edition.report and _order(one) < _order(edition)]
    newest = max((one.period for one in figures if one.kind is Kind.VALUE), key=lambda one: one.sort_key, default=None)
    as_at = edition.as_at or newest
    if as_at is None:
        raise DashboardError(f"Edition {edition.number} states no figure of a month or quarter.")
    return Printed(
        session=session,
        as_of=ground.as_of,
        edition=edition,
        figures=figures,
        before=_stated(rows, earlier[-1]) if earlier else (),
        columns=columns_of(session, figures, as_at),
        lexicon=Lexicon.of(session.layouts, edition.report, session.our_region),
    )


def _rows(ground: Ground, report: ReportId) -> pd.DataFrame:
    """Give a report's rows: those that the ground has read, and the region's, which it has not."""
    region = ground.session.area_codes[AreaRole.REGION]
    regions = ground.session.store.figures(as_of=ground.as_of, areas=[region], reports=[report])
    read = ground.figures[ground.figures["report"] == report]
    return pd.concat([read, regions], ignore_index=True) if len(regions) else read


def _stated(rows: pd.DataFrame, edition: Edition) -> tuple[Observation, ...]:
    return tuple(Observations(rows[rows["edition"] == edition.number]))


def _order(edition: Edition) -> tuple[str, int, int]:
    """Order a report's editions by month, then issue, then record."""
    return (str(edition.as_at), edition.issue_number, edition.number)


def _measures(session: Session, page: ScorecardView) -> list[tuple[Indicator, Basis, ScorecardRow]]:
    indicators = {one.id: one for one in session.catalogue.indicators}
    rows = (row for section in page.sections for row in section.rows)
    return [(indicators[row.indicator], row.basis, row) for row in rows]


def _sheets(printed: Printed, page: ScorecardView) -> tuple[WorkbookSheet, ...]:
    """Print each section under the name its sheet had in the edition."""
    indicators = {one.id: one for one in printed.session.catalogue.indicators}
    values = (one for one in printed.figures if one.kind is Kind.VALUE)
    names = {(one.indicator, one.basis): one.sheet for one in reversed(list(values))}
    sheets = []
    for section in page.sections:
        name = names.get(section.rows[0].key, "") or section.name
        rows = tuple(build_row(printed, indicators[row.indicator], row) for row in section.rows)
        sheets.append(WorkbookSheet(name=name, section=_SHEET_NUMBER.sub("", name) or name, rows=rows))
    return tuple(sheets)


def _title(session: Session, edition: Edition) -> str:
    """Give the printed title where it still has the words that the report is recognised by, else one that has."""
    report: Report | None = session.catalogue.report(edition.report)
    words = report.title_words if report else ()
    if all(one.casefold() in edition.title.casefold() for one in words):
        return edition.title
    return f"{report_name(session, edition.report)} – {' – '.join(words)}"


def _drawn(sheets: Sequence[WorkbookSheet]) -> tuple[ChartChoice, ...]:
    """Choose what is drawn small: what is worse, then what is off target, then what is better or moved."""
    found: list[tuple[int, ChartChoice]] = []
    for place, sheet in enumerate(sheets):
        for number, row in enumerate(sheet.rows):
            rank, why = _why_drawn(row)
            if why:
                found.append((rank, ChartChoice(sheet=place, row=number, why=why)))
    return tuple(choice for _, choice in sorted(found, key=lambda one: (one[0], one[1].sheet, one[1].row)))


def _why_drawn(row: WorkbookRow) -> tuple[int, str]:
    signals = {
        SignalState.CONCERN: 0,
        SignalState.IMPROVEMENT: 2,
        SignalState.NEUTRAL_HIGH: 3,
        SignalState.NEUTRAL_LOW: 3,
    }
    rank = signals.get(row.signal.state)
    off = row.rag.word if row.rag.state is Rag.RED else ""
    words = [word for word in (row.signal.word if rank is not None else "", off) if word]
    return (min(rank if rank is not None else 9, 1 if off else 9), ", ".join(words))


def _empty(ground: Ground, asked: Asked) -> WorkbookView:
    return WorkbookView(
        head=head_of(ground, title="Scorecard", as_at="", asked=asked),
        title="Scorecard", as_at="", sheet_title="", issue="", issued_on="", details=(), notes=(),
        headings=_NO_HEADINGS, sheets=(), rag_words=(), summary=(), standing_out=(), drawn=(),
        empty=NOTHING_PUBLISHED if ground.as_of == NOW else NOTHING_BY_THEN,
    )  # fmt: skip

"""Build each paper's view and name its writers; what takes long to import is imported with the first of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Protocol

from dashboard.errors import DashboardError
from dashboard.formatting import plural
from dashboard.papers.ready import Progress, Ready, Writer
from dashboard.views.ground import Ground
from dashboard.views.paper import Asked, PaperFormat, PaperRequest
from dashboard.views.paper_head import PaperHead

NOTHING_MADE = "Nothing has been made."
# So many of a paper's parts are named before the rest are only counted.
NAMED = 6


def tracker(ground: Ground, request: PaperRequest, progress: Progress) -> Ready:
    """Build the members' tracker of a month.

    Raises:
        DashboardError: when there is no such tracker, theme or month, or no figure at all.
    """
    from dashboard.reports.tracker_docx import tracker_docx
    from dashboard.reports.tracker_html import tracker_html
    from dashboard.reports.tracker_pdf import tracker_pdf
    from dashboard.views.tracker.paper import build_tracker_paper

    progress("Judging the measures")
    view = build_tracker_paper(
        ground,
        tracker=request.tracker or None,
        month=_month(request),
        theme=request.theme or None,
        audience=request.audience,
    )
    _refuse(view.instead or view.empty)
    groups = (*view.news, *view.rest)
    return Ready(
        title=view.title,
        as_at=view.as_at,
        edition=view.edition_number,
        outline=(view.verdict, *_counted((group.title, len(group.lines)) for group in groups)),
        view=view,
        writers={
            PaperFormat.PDF: partial(tracker_pdf, view),
            PaperFormat.HTML: partial(tracker_html, view),
            PaperFormat.DOCX: partial(tracker_docx, view),
        },
    )


def scorecard(ground: Ground, request: PaperRequest, progress: Progress) -> Ready:
    """Build the scorecard of a month as a workbook.

    Raises:
        DashboardError: when the report or the month is not published.
    """
    from dashboard.reports.scorecard_xlsx import scorecard_xlsx
    from dashboard.views.workbook.build import build_workbook

    progress("Judging the measures")
    asked = Asked(audience=request.audience, made_on=request.made_on)
    view = build_workbook(ground, report=request.report, month=request.period, asked=asked)
    _refuse(view.empty)
    outline = tuple(_named(sheet.name for sheet in view.sheets))
    return _headed(view, outline, {PaperFormat.XLSX: partial(scorecard_xlsx, view)})


def council_plan(ground: Ground, request: PaperRequest, progress: Progress) -> Ready:
    """Build the quarterly council-plan report.

    Raises:
        DashboardError: when the report or the quarter is not published.
    """
    from dashboard.reports.council_plan_docx import council_plan_docx
    from dashboard.reports.council_plan_xlsx import council_plan_xlsx
    from dashboard.views.council_plan.build import build_council_plan

    progress("Judging the measures")
    view = build_council_plan(
        ground,
        report=request.report,
        quarter=request.period,
        audience=request.audience,
        made_on=request.made_on,
    )
    _refuse(view.empty)
    outline = (view.lead, *_counted((section.name, len(section.rows)) for section in view.sections))
    writers = {PaperFormat.DOCX: partial(council_plan_docx, view), PaperFormat.XLSX: partial(council_plan_xlsx, view)}
    return _headed(view, outline, writers)


def year_end(ground: Ground, request: PaperRequest, progress: Progress) -> Ready:
    """Build the report on a financial year.

    Raises:
        DashboardError: when there is nothing to say of the year.
    """
    from dashboard.reports.year_end_docx import year_end_docx
    from dashboard.reports.year_end_xlsx import year_end_xlsx
    from dashboard.views.year_end.build import build_year_end

    view = build_year_end(
        ground, year=request.period, audience=request.audience, made_on=request.made_on, progress=progress
    )
    _refuse(view.empty)
    counted = _counted([("Working well", len(view.well)), ("Worried about", len(view.worried))])
    writers = {PaperFormat.DOCX: partial(year_end_docx, view), PaperFormat.XLSX: partial(year_end_xlsx, view)}
    return _headed(view, (*view.lead, *counted), writers)


def clinic(ground: Ground, request: PaperRequest, progress: Progress) -> Ready:
    """Build the clinic pack: of the measures chosen, or of those that the rule proposes.

    Raises:
        DashboardError: when there is no such measure or month, none of those asked for has a figure, or nothing is
            published. That the rule proposes nothing is a pack that says so.
    """
    from dashboard.reports.clinic_docx import clinic_docx
    from dashboard.reports.clinic_pptx import clinic_pptx
    from dashboard.views.clinic.pack import build_clinic_pack

    view = build_clinic_pack(
        ground,
        measures=tuple(str(one) for one in request.indicators) or None,
        month=_month(request),
        progress=progress,
        audience=request.audience,
        made_on=request.made_on,
    )
    _refuse(view.empty)
    sheets = view.sheets
    return Ready(
        title=view.title,
        as_at=view.as_at,
        edition=view.edition_number,
        outline=(view.nothing or plural(len(sheets), "measure"), *_named(one.sheet.name for one in sheets)),
        view=view,
        writers={
            PaperFormat.PPTX: partial(clinic_pptx, view, progress),
            PaperFormat.DOCX: partial(clinic_docx, view, progress),
        },
    )


def daily(ground: Ground, request: PaperRequest, progress: Progress) -> Ready:
    """Build the e-mail of key indicators of a month.

    Raises:
        DashboardError: when there is no such tracker, theme or month, or no figure at all.
    """
    from dashboard.reports.daily_eml import daily_eml
    from dashboard.views.daily.build import build_daily

    progress("Judging the measures")
    view = build_daily(
        ground,
        tracker=request.tracker or None,
        month=_month(request),
        theme=request.theme or None,
        audience=request.audience,
    )
    _refuse(view.instead or view.empty)
    return Ready(
        title=view.subject,
        as_at=next((section.as_at for section in view.sections), ""),
        edition=view.edition_number,
        outline=tuple(_counted((section.title, len(section.items)) for section in view.sections)),
        view=view,
        writers={PaperFormat.EML: partial(daily_eml, view)},
    )


def briefing(ground: Ground, request: PaperRequest, progress: Progress) -> Ready:
    """Build the comparison tables of a briefing."""
    from dashboard.reports.briefing_docx import briefing_docx
    from dashboard.reports.briefing_html import briefing_html
    from dashboard.reports.briefing_xlsx import briefing_xlsx
    from dashboard.views.briefing.build import build_briefing

    progress("Comparing the measures")
    view = build_briefing(
        ground.session,
        indicators=request.indicators,
        years=request.years,
        as_of=request.as_of,
        audience=request.audience,
        compare_with=request.compare_with,
        made_on=request.made_on,
    )
    return Ready(
        title=view.title,
        as_at=", ".join(column.heading for column in view.tables[0].columns),
        edition=view.edition_number,
        outline=(plural(len(view.tables), "table"), *_named(table.title for table in view.tables)),
        view=view,
        writers={
            PaperFormat.HTML: partial(briefing_html, view),
            PaperFormat.DOCX: partial(briefing_docx, view),
            PaperFormat.XLSX: partial(briefing_xlsx, view),
        },
    )


class _Headed(Protocol):
    """A view that says at its head what it is."""

    @property
    def head(self) -> PaperHead: ...


def _headed(view: _Headed, outline: tuple[str, ...], writers: Mapping[PaperFormat, Writer]) -> Ready:
    """Give a paper by what its own head says of it."""
    head = view.head
    return Ready(
        title=head.title,
        as_at=head.as_at,
        edition=head.edition_number,
        outline=outline,
        view=view,
        writers=writers,
    )


def _month(request: PaperRequest) -> str | None:
    return str(request.period) if request.period else None


def _refuse(why: str) -> None:
    """Refuse to make a paper of something else than was asked for, or of nothing."""
    if why:
        raise DashboardError(f"{why} {NOTHING_MADE}")


def _counted(parts: Iterable[tuple[str, int]]) -> list[str]:
    """Name each part of a paper with how many measures it holds."""
    return [f"{title}: {plural(count, 'measure')}" for title, count in parts]


def _named(names: Iterable[str]) -> list[str]:
    """Name the first few parts, and count the rest."""
    every = list(names)
    rest = len(every) - NAMED
    return [*every[:NAMED], *([f"and {rest} more"] if rest > 0 else [])]

"""Where the Data quality page gets its HTML: made once for each store revision, section and day."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.ui.components import print_footer
from dashboard.ui.html import Html
from dashboard.ui.quality_parts import heading_html, quality_html, reports_html
from dashboard.ui.readers import current_session, forget_on_change, read_ground, revision
from dashboard.views.quality.build import build_quality
from dashboard.views.quality.cells import ReportMonths
from dashboard.views.quality.sections import report_lines
from dashboard.views.scorecard import Choice

PAGES_KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPage:
    """The page as HTML, and the sections to choose from."""

    heading: Html
    body: Html
    footer: Html
    section: Choice | None
    sections: tuple[Choice, ...]


def read_quality(section: str | None) -> QualityPage:
    """Give the page of one section, or of all of them together."""
    # What is overdue changes with the day, and the store's revision does not.
    return _page(revision(), section, current_session().clock().date().isoformat())


@st.cache_resource(show_spinner="Looking into the figures …", max_entries=PAGES_KEPT)
def _page(revision: int, section: str | None, today: str) -> QualityPage:
    # Nothing of the ground is judged here, so nobody else is kept waiting for its lock.
    view = build_quality(read_ground(), section=section)
    return QualityPage(
        heading=heading_html(view),
        body=quality_html(view),
        footer=print_footer(f"Data quality on {view.today}"),
        section=view.section,
        sections=view.sections,
    )


def read_reports() -> Html:
    """Give the list of our own reports that are held."""
    return _reports(revision())


@st.cache_resource(show_spinner=False, max_entries=2)
def _reports(revision: int) -> Html:
    ground = read_ground()
    return reports_html(report_lines(ground, ReportMonths.of(ground)))


forget_on_change(_page, _reports)

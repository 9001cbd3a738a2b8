"""Where the compare page gets its view: figures are read once a measure, list and method, views once a choice.

Keys hold the store's revision, as in ``readers``, so a publication or a withdrawal shows at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.reports.compare_download import compare_csv, compare_xlsx
from dashboard.store.records import AsOf
from dashboard.ui.compare_parts import chart_html, trends_html
from dashboard.ui.html import Html
from dashboard.ui.readers import current_session, forget_on_change, revision
from dashboard.views.as_of import NOW, as_of_code, moment_of
from dashboard.views.compare_page.build import (
    Ground,
    MeasureFigures,
    build_year,
    lay_ground,
    read_figures,
    unknown_measure,
)
from dashboard.views.compare_page.choices import find_measure, list_measures
from dashboard.views.compare_page.download import build_download
from dashboard.views.compare_page.view import CompareView, MeasureLink
from dashboard.views.comparing.lait_measures import lait_measures
from dashboard.views.comparing.series import Measure

# Each of these holds some thousand figures of one measure; a view only words.
FIGURES_KEPT = 16
GROUNDS_KEPT = 24
VIEWS_KEPT = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks the page for; empty where it asks for nothing."""

    measure: str
    year: str = ""
    list_id: str = ""
    method: str = ""
    against: str = ""
    neighbour: str = ""
    as_of: str = ""


def read_compare(asked: Asked) -> CompareView:
    """Give the page's view."""
    return _view(revision(), asked)


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT, hash_funcs={Asked: repr})
def _view(revision: int, asked: Asked) -> CompareView:
    ground = _ground_of(revision, asked)
    if ground is None:
        return unknown_measure(asked.measure, _measures(revision, asked.as_of))
    return build_year(ground, period=asked.year, against=asked.against, neighbour=asked.neighbour)


def _ground_of(revision: int, asked: Asked) -> Ground | None:
    return _ground(revision, asked.measure, asked.list_id, asked.method, asked.as_of)


@st.cache_resource(show_spinner=False, max_entries=GROUNDS_KEPT)
def _ground(revision: int, measure: str, list_id: str, method: str, as_of: str) -> Ground | None:
    session = current_session()
    found = find_measure(session, measure, _further(revision, as_of))
    if found is None:
        return None
    figures = _figures(revision, measure, as_of, found)
    return lay_ground(session, found, figures, list_id=list_id, method=method, as_of=moment_of(as_of))


@st.cache_resource(show_spinner=False, max_entries=FIGURES_KEPT)
def _figures(revision: int, measure: str, as_of: str, _found: Measure) -> MeasureFigures:
    return read_figures(current_session(), _found, moment_of(as_of))


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT)
def _further(revision: int, as_of: str) -> tuple[Measure, ...]:
    return lait_measures(current_session(), moment_of(as_of))


def read_chart(asked: Asked) -> Html:
    """Give the main chart with its table."""
    return _chart(revision(), asked)


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT, hash_funcs={Asked: repr})
def _chart(revision: int, asked: Asked) -> Html:
    return chart_html(_view(revision, asked))


def read_trends(asked: Asked, *, dark: bool) -> Html:
    """Give the small lines with their table, in the colours of a theme."""
    return _trends(revision(), asked, dark)


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT, hash_funcs={Asked: repr})
def _trends(revision: int, asked: Asked, dark: bool) -> Html:
    return trends_html(_view(revision, asked), dark=dark)


def read_compared_measures(as_of: AsOf = NOW) -> tuple[MeasureLink, ...]:
    """List the measures that can be compared."""
    return _measures(revision(), as_of_code(as_of))


@st.cache_resource(show_spinner=False, max_entries=VIEWS_KEPT)
def _measures(revision: int, as_of: str) -> tuple[MeasureLink, ...]:
    return list_measures(current_session(), _further(revision, as_of))


def download_csv(asked: Asked, *, all_years: bool) -> bytes:
    """Write what is shown, or every year of it, as CSV."""
    return compare_csv(build_download(_needed(asked), _view(revision(), asked), all_years=all_years))


def download_xlsx(asked: Asked, *, all_years: bool) -> bytes:
    """Write what is shown, or every year of it, as an Excel workbook."""
    return compare_xlsx(build_download(_needed(asked), _view(revision(), asked), all_years=all_years))


def _needed(asked: Asked) -> Ground:
    ground = _ground_of(revision(), asked)
    if ground is None:
        raise LookupError(asked.measure)  # the buttons stand only under a measure that is known
    return ground


forget_on_change(_view, _ground, _chart, _trends, _measures, _further, _figures)

"""What the scorecard's page reads: its filters, and the table of what is asked for, each written once and kept.

The rows of a page are written once for each choice of columns; a new filter only puts some of them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.ui.html import Html
from dashboard.ui.readers import forget_on_change, revision
from dashboard.ui.restated_notes import scorecard_legend
from dashboard.ui.scorecard_table import WrittenRows, board_html, write_rows
from dashboard.views.scorecard import ScorecardView
from dashboard.views.scorecard_ask import BETWEEN, Column, ScorecardAsk
from dashboard.views.scorecard_filter import ChosenRows, ScorecardOffers, chosen, offers

PAGES_KEPT = 64
# A page of 320 measures takes half a megabyte in each choice of columns, and so does each table put together of it.
ROWS_KEPT = 16
BOARDS_KEPT = 64

# A page: the store's revision, report, month and moment.
PageKey = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The table of what is asked for, what explains its marks, and which measures it shows."""

    html: Html
    legend: Html
    shown: ChosenRows


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardPage:
    """One report as at one month: its view, its filters, and the key under which its tables are kept."""

    key: PageKey
    view: ScorecardView
    offers: ScorecardOffers


def read_page(view: ScorecardView) -> ScorecardPage:
    """Give a page with the filters that it offers."""
    return _page((revision(), view.report.id, view.as_at.id, view.as_of), view)


@st.cache_resource(show_spinner=False, max_entries=PAGES_KEPT)
def _page(key: PageKey, _view: ScorecardView) -> ScorecardPage:
    return ScorecardPage(key=key, view=_view, offers=offers(_view))


def read_board(page: ScorecardPage, ask: ScorecardAsk) -> Board:
    """Give the table of what is asked for."""
    return _board(page.key, ask.code, page.view, ask)


@st.cache_resource(show_spinner=False, max_entries=BOARDS_KEPT)
def _board(key: PageKey, code: str, _view: ScorecardView, _ask: ScorecardAsk) -> Board:
    shown = chosen(_view, _ask)
    written = _rows(key, BETWEEN.join(_ask.columns), _view, _ask.columns)
    return Board(
        html=board_html(_view, _ask, shown, written),
        legend=scorecard_legend(_view, shown.rows, _ask.columns),
        shown=shown,
    )


@st.cache_resource(show_spinner=False, max_entries=ROWS_KEPT)
def _rows(key: PageKey, code: str, _view: ScorecardView, _columns: Sequence[Column]) -> WrittenRows:
    return write_rows(_view, _columns)


forget_on_change(_page, _board, _rows)

"""The scorecard's filters, order and columns: each control shows what the address asks for and writes into it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import streamlit as st

from dashboard.charts.marks import RAG_SHAPES
from dashboard.ui.controls import (
    choose_in_address,
    choose_one_in_address,
    choose_several_in_address,
    clear_from_address,
)
from dashboard.ui.scorecard_readers import ScorecardPage
from dashboard.views.scorecard import Choice, ScorecardView
from dashboard.views.scorecard_ask import (
    COLUMNS,
    FILTERS,
    NEWS,
    ONLY,
    RAG,
    SECTION,
    SORT,
    VIEW,
    Column,
    Layout,
    ScorecardAsk,
    Sort,
)
from dashboard.views.scorecard_filter import (
    SORT_WORDS,
    Offer,
    ScorecardOffers,
    column_words,
)
from dashboard.vocabulary import Rag

LAYOUTS = (Choice(id=Layout.SHORT, words="Short"), Choice(id=Layout.PRINTED, words="As printed"))
OWN_LAYOUT = Choice(id="own", words="My columns")
ORDERS = tuple(Choice(id=one, words=SORT_WORDS[one]) for one in Sort)


def show_filters(page: ScorecardPage, ask: ScorecardAsk) -> None:
    """Show what the measures may be narrowed to with counts, the view, and behind buttons the rest."""
    offers = page.offers
    choose_several_in_address("Rating", RAG, _counted(offers.rags, ask.rags), ask.rags)
    choose_several_in_address("Is it news?", NEWS, _counted(offers.signals, ask.signals), ask.signals)
    with st.container(horizontal=True, vertical_alignment="bottom", key="scorecard-view"):
        _show_view(ask)
        _show_more_filters(offers, ask)
        _show_columns(page.view, ask)
        if ask.is_filtered:
            st.button("Clear filters", key="clear-filters", on_click=clear_from_address, args=(FILTERS,))


def _counted(offers: Iterable[Offer], chosen: Collection[str]) -> list[Choice]:
    """Write each filter with its shape, where it has one, and its count; one true of no measure only where chosen."""
    shown = (one for one in offers if one.count or one.id in chosen)
    return [Choice(id=one.id, words=f"{_shape(one.id)}{one.words} {one.count}") for one in shown]


def _shape(id_: str) -> str:
    shape = RAG_SHAPES.get(Rag(id_)) if id_ in set(Rag) else None
    return f"{shape} " if shape else ""


def _show_view(ask: ScorecardAsk) -> None:
    layouts = LAYOUTS if ask.layout else (*LAYOUTS, OWN_LAYOUT)
    current = next((one for one in layouts if one.id == ask.layout), OWN_LAYOUT)
    choose_one_in_address("View", VIEW, layouts, current, resets=(COLUMNS,))


def _show_more_filters(offers: ScorecardOffers, ask: ScorecardAsk) -> None:
    chosen = len(ask.sections) + len(ask.only)
    with st.popover(f"More filters ({chosen})" if chosen else "More filters"):
        choose_several_in_address("Worth a second look", ONLY, _counted(offers.only, ask.only), ask.only)
        choose_several_in_address(
            "Section", SECTION, _counted(offers.sections, ask.sections), ask.sections, is_long=True
        )


def _show_columns(view: ScorecardView, ask: ScorecardAsk) -> None:
    with st.popover("Order and columns"):
        current = next(one for one in ORDERS if one.id == ask.sort)
        choose_in_address("Order", SORT, ORDERS, current)
        columns = [Choice(id=one, words=column_words(one, view)) for one in Column]
        choose_several_in_address("Columns", COLUMNS, columns, ask.columns, is_long=True, resets=(VIEW,))

"""The compare page's pickers: each writes its choice into the address, so that a link reopens exactly this view."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.ui.compare_readers import Asked, download_csv, download_xlsx
from dashboard.ui.controls import asked, choose_in_address, choose_one_in_address
from dashboard.ui.html import element
from dashboard.views.compare_page.view import CompareView, MeasureLink
from dashboard.views.scorecard import Choice

YEAR, LIST, METHOD, AGAINST, NEIGHBOUR = "year", "list", "method", "against", "neighbour"
METHOD_HELP = (
    "Statistical neighbours are the ten authorities most like ours, named by the Department for Education. The lists "
    "change: each serves the years from its own on."
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asked_view(measure: str, as_of: str) -> Asked:
    """Read what the address asks for."""
    return Asked(
        measure=measure,
        year=asked(YEAR) or "",
        list_id=asked(LIST) or "",
        method=asked(METHOD) or "",
        against=asked(AGAINST) or "",
        neighbour=asked(NEIGHBOUR) or "",
        as_of=as_of,
    )


def pick_compared(measures: tuple[MeasureLink, ...], current: str) -> None:
    """Show the box in which to find a measure by typing."""
    options = [Choice(id=one.id, words=one.name) for one in measures]
    choose_in_address("Measure", "id", options, next((one for one in options if one.id == current), None))


def show_pickers(view: CompareView) -> None:
    """Show the pickers of the year, one neighbour, the list and method, and whom to compare with."""
    choices = view.choices
    year, neighbour, how = st.columns([3, 5, 4], vertical_alignment="bottom")
    with year:
        choose_in_address("Year", YEAR, choices.years, view.year)
    with neighbour:
        choose_in_address("Pick a neighbour or another authority", NEIGHBOUR, choices.neighbours, choices.neighbour)
    with how, st.popover(f"Neighbours: {view.method_short}", width="stretch"):
        st.html(element("p", METHOD_HELP))
        choose_in_address("Neighbour list", LIST, choices.lists, choices.list_)
        choose_in_address("The neighbours’ figure", METHOD, choices.methods, choices.method)
    current = next((one for one in choices.against if (one.id or "neighbours") == view.against), choices.against[0])
    choose_one_in_address("Compare with", AGAINST, choices.against, current)


def offer_downloads(view: CompareView, wanted: Asked) -> None:
    """Offer the figures shown, and those of every year, as CSV and Excel; a file is made once it is asked for."""
    name = f"{view.id}-{view.year.id.replace('/', '-')}-{view.against}"
    with st.popover("Download the figures", width="content"):
        for words, all_years in ((f"{view.year.words}, as shown", False), ("Every year, the same authorities", True)):
            stem = f"{view.id}-every-year-{view.against}" if all_years else name
            st.download_button(
                f"{words}: Excel",
                partial(download_xlsx, wanted, all_years=all_years),
                f"compare-{stem}.xlsx",
                XLSX,
                on_click="ignore",
            )
            st.download_button(
                f"{words}: CSV",
                partial(download_csv, wanted, all_years=all_years),
                f"compare-{stem}.csv",
                "text/csv",
                on_click="ignore",
            )

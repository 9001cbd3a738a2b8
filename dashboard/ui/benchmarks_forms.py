"""The controls of the page of published statistics: the day of publication, a list's month and years, areas to see."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.periods import Period, financial_year
from dashboard.ui.benchmarks_parts import past_html, past_words
from dashboard.ui.benchmarks_state import ReleaseInHand, day_key, month_key, year_key
from dashboard.ui.html import element
from dashboard.ui.readers import current_session
from dashboard.views.benchmarks import ALL_AREAS, NEAR, ReleaseView

# The first year that a list may serve: DfE's series of children in need begin with it.
FIRST_YEAR = 2012
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
# A shorter list of restated figures needs no search.
SEARCHED_FROM = 8


def ask_day(in_hand: ReleaseInHand) -> None:
    """Show the field for the day of publication, filled with the day that is known, and how it is known."""
    view, key = in_hand.view, day_key(in_hand.control)
    st.session_state.setdefault(key, view.known_day)
    with st.container(key="release-day"):
        st.date_input(
            "Day on which it was published", value=None, min_value=FIRST_DAY, max_value=LAST_DAY,
            format="DD/MM/YYYY", key=key,
        )  # fmt: skip
        st.html(element("p", _day_words(view), class_="sc-to-do"))


def ask_about_list(in_hand: ReleaseInHand) -> None:
    """Show the fields for what a list of neighbours may not say itself: its month, and the first year it serves."""
    if not in_hand.view.is_list or in_hand.view.upload.already_published:
        return
    with st.container(key="release-list"):
        month, year = st.columns(2)
    with month:
        st.text_input("Month of the list, where it states none", key=month_key(in_hand.control), placeholder="May 2025")
    with year:
        st.selectbox(
            "First year that it serves",
            _years(),
            index=None,
            format_func=_year_words,
            placeholder="As its month says",
            key=year_key(in_hand.control),
        )


def show_past(in_hand: ReleaseInHand) -> None:
    """Show the figures of the past that would read otherwise, with a choice of areas where there are many."""
    view = in_hand.view
    if told := past_words(view):
        st.html(told)
    if not view.restated:
        return
    place, search = ALL_AREAS, ""
    if len(view.restated) > SEARCHED_FROM:
        place = _pick_place(view, in_hand.control) if view.places else ALL_AREAS
        key = f"find-restated-{in_hand.control}"
        search = st.text_input("Find a measure or an area", key=key, placeholder="Name", type="search", live=True) or ""
    st.html(past_html(view.restated, place, search))


def _pick_place(view: ReleaseView, control: str) -> str:
    words = {choice.id: choice.words for choice in view.places}
    first = NEAR if NEAR in words else ALL_AREAS
    picked = st.segmented_control(
        "Whose figures", list(words), default=first, required=True,
        format_func=lambda one: words.get(one, one), key=f"release-place-{control}",
    )  # fmt: skip
    return picked or first


def _day_words(view: ReleaseView) -> str:
    if view.known_day is None:
        return "The file does not say, and it is not known otherwise. It stands on the release’s own page."
    return f"How this day is known: {view.known_how} Change it if the release says otherwise."


def _years() -> list[Period]:
    return [financial_year(first) for first in range(current_session().clock().year + 1, FIRST_YEAR - 1, -1)]


def _year_words(year: Period) -> str:
    return f"{year.words} and after"

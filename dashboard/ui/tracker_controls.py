"""The tracker's pickers: each writes its choice into the address; and the address that reopens exactly this view."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin

import streamlit as st

from dashboard.ui.controls import AS_OF, asked, choose_in_address, choose_one_in_address, pick_moment
from dashboard.ui.html import element, join
from dashboard.ui.links import tracker_link
from dashboard.ui.tracker_readers import AskedTracker
from dashboard.views.as_of import AsOfView
from dashboard.views.scorecard import Choice
from dashboard.views.tracker.view import TrackerView

TRACKER, MONTH, THEME, VIEW = "tracker", "month", "theme", "view"
BY_NEWS, BY_THEME = Choice(id="news", words="What stands out first"), Choice(id="theme", words="By theme")
ALL_THEMES = Choice(id="all", words="All themes")


def asked_tracker(moment: AsOfView) -> AskedTracker:
    """Read what the address asks for."""
    theme = asked(THEME) or ""
    return AskedTracker(
        tracker=asked(TRACKER) or "",
        month=asked(MONTH) or "",
        theme="" if theme == ALL_THEMES.id else theme,
        as_of=moment.code,
    )


def view_asked() -> Choice:
    """Give the order to show the measures in; the page opens with what stands out."""
    return BY_THEME if asked(VIEW) == BY_THEME.id else BY_NEWS


def wrong_view() -> str:
    """Say that the address asks for an order that there is not; empty when it was found."""
    view = asked(VIEW)
    if not view or view in (BY_NEWS.id, BY_THEME.id):
        return ""
    return "The address asks for a view that there is not; what stands out is shown first."


def show_controls(view: TrackerView, moment: AsOfView) -> None:
    """Show the pickers of the tracker where there are several, month, theme and moment, and of the order."""
    with st.container(key="tracker-controls"):
        _show_pickers(view, moment)
        if not view.empty:
            choose_one_in_address("Order", VIEW, (BY_NEWS, BY_THEME), view_asked())


def _show_pickers(view: TrackerView, moment: AsOfView) -> None:
    several = len(view.trackers) > 1
    places = iter(st.columns([4] * several + [3, 4, 4], vertical_alignment="bottom"))
    unheard = _unheard(view, moment)
    if several:
        with next(places):
            shown = next((one for one in view.trackers if one.id == view.id), None)
            choose_in_address("Tracker", TRACKER, view.trackers, shown, resets=(THEME, *unheard))
    with next(places):
        choose_in_address("Month", MONTH, view.months_to_choose, view.as_at, resets=unheard)
    with next(places):
        choose_in_address("Theme", THEME, (ALL_THEMES, *view.themes), view.theme or ALL_THEMES, resets=unheard)
    with next(places):
        pick_moment(moment)


def _unheard(view: TrackerView, moment: AsOfView) -> Sequence[str]:
    """Name what the address asks for and does not get, so that the next pick takes it out."""
    theme = view.theme.id if view.theme else ALL_THEMES.id
    shown = {TRACKER: view.id, MONTH: view.as_at.id, THEME: theme, VIEW: view_asked().id, AS_OF: moment.code}
    return tuple(name for name, here in shown.items() if asked(name) not in (None, here))


def offer_link(view: TrackerView, moment: AsOfView) -> None:
    """Offer the address of exactly this view, its month named even where it is the latest, to copy or to follow."""
    here = _address(view, moment.code)
    with st.popover("Link to this view", width="content"):
        st.html(element("p", "This month, theme and order, with any later correction of its figures:"))
        st.code(_whole(here), language=None, wrap_lines=True)
        then = moment.code or next((one.id for one in moment.editions), "")
        if then:
            st.html(
                join([element("p", "The same, frozen: every figure as it reads today, whatever is revised later:")])
            )
            st.code(_whole(_address(view, then)), language=None, wrap_lines=True)


def _address(view: TrackerView, as_of: str) -> str:
    return tracker_link(
        tracker=view.id if len(view.trackers) > 1 else None,
        month=view.as_at.id or None,
        theme=view.theme.id if view.theme else None,
        view=BY_THEME.id if view_asked() is BY_THEME else None,
        as_of=as_of or None,
    )


def _whole(address: str) -> str:
    """Write an address in full, for a message; where the page's own is not known, from the app on."""
    return urljoin(st.context.url or "", address)

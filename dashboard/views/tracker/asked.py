"""Settle what an address asks of the tracker: what it cannot have is said, with what is shown instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.catalogue.presenting import Tracker, TrackerTheme
from dashboard.periods import Period
from dashboard.views.as_of import month_said_back, said_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The tracker, the month and the theme to show, and the months to choose from, the latest first.

    ``theme`` is None for all. ``instead`` is said where something else was asked for.
    """

    tracker: Tracker
    months: Sequence[Period]
    month: Period
    theme: TrackerTheme | None
    instead: str = ""


def settle(
    trackers: Sequence[Tracker],
    months_of: Callable[[Tracker], Sequence[Period]],
    opening_month: Callable[[Tracker], Period],
    *,
    tracker: str | None,
    month: str | None,
    theme: str | None,
) -> Asked:
    """Find what is asked for among the trackers, of which there is one at least; each has a month or more.

    Where no month is asked for it is the one that ``opening_month`` gives.
    """
    chosen = next((one for one in trackers if one.id == tracker), trackers[0])
    months = months_of(chosen)
    opening = opening_month(chosen)
    as_at = next((one for one in months if str(one) == month), opening)
    shown = next((one for one in chosen.themes_at(as_at) if one.id == theme), None)
    said = []
    if tracker and chosen.id != tracker:
        said.append(f"There is no tracker {said_back(tracker)}: {chosen.name} is shown.")
    if month and str(as_at) != month:
        said.append(f"This tracker has no report for {month_said_back(month)}: {as_at.words}, the latest, is shown.")
    elif not month and as_at != months[0]:
        said.append(
            f"{as_at.words} is shown: of {months[0].words} only few of the measures are known so far. "
            f"Choose {months[0].words} to see them."
        )
    if theme and shown is None:
        said.append(f"{_no_theme(chosen, as_at, theme)}: all themes are shown.")
    return Asked(tracker=chosen, months=months, month=as_at, theme=shown, instead=" ".join(said))


def _no_theme(tracker: Tracker, month: Period, asked: str) -> str:
    """Say that a theme is unknown, or when it is on the tracker."""
    dates = [_when(one) for one in tracker.themes if one.id == asked]
    if not dates:
        return f"{tracker.name} has no theme {said_back(asked)}"
    name = next(one.name for one in tracker.themes if one.id == asked)
    return f"“{name}” is not on the tracker in {month.words}, only {' and '.join(dates)}"


def _when(theme: TrackerTheme) -> str:
    if theme.since is not None and theme.until is not None:
        return f"from {theme.since.words} to {theme.until.words}"
    return f"since {theme.since.words}" if theme.since else f"until {theme.until.words}" if theme.until else "always"

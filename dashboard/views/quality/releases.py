"""When each national release is due next, from the months they come out in and what is held of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from dashboard.catalogue.schema import Catalogue, Dataset, Indicator
from dashboard.formatting import format_date
from dashboard.intake.session import Session
from dashboard.periods import MONTHS_IN_YEAR, Period, month, parse_period


class Due(StrEnum):
    """Whether a release is due."""

    LATER = "later"
    THIS_MONTH = "this_month"
    OVERDUE = "overdue"
    NOT_LOADED = "not_loaded"
    NO_MONTH = "no_month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A file of a national release: the newest period held of it, when that came out, and when the next is due.

    ``newest`` is None where no figure of ours from it is held, ``expected`` where its month of the year is not known.
    ``words`` say all of it.
    """

    dataset: str
    name: str
    source: str
    newest: Period | None
    issued_on: date | None
    expected: Period | None
    due: Due
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The newest period held of a release, and the day on which its figures first came out."""

    newest: Period
    issued_on: date


def releases(session: Session, figures: pd.DataFrame) -> tuple[Release, ...]:
    """Give the releases that the catalogue takes figures from, in its order; ``figures`` are the store's rows."""
    catalogue, today = session.catalogue, session.clock().date()
    used = [one for one in catalogue.datasets if _indicators(catalogue, one)]
    return tuple(next_release(one, held(catalogue, one, figures), today, release_month(session, one)) for one in used)


def release_of(session: Session, indicator: Indicator, figures: pd.DataFrame) -> Release | None:
    """Give the next release of the file that an indicator's published figures come from; None where none does."""
    known = [session.catalogue.dataset(place.dataset) for place in indicator.published]
    if not (found := [one for one in known if one is not None]):
        return None
    dataset = found[0]
    mine = held(session.catalogue, dataset, figures[figures["indicator"] == str(indicator.id)])
    return next_release(dataset, mine, session.clock().date(), release_month(session, dataset))


def release_month(session: Session, dataset: Dataset) -> int | None:
    """Give the month a release comes out in: as the catalogue says, else as its known days tell."""
    return dataset.release_month or session.publications.usual_month(str(dataset.series))


def next_release(dataset: Dataset, held: Held | None, today: date, release_month: int | None) -> Release:
    """Say when a release is due next: in its month of the year, about a year after the one held."""
    expected = _expected(held, today, release_month)
    due = _due(held, expected, today)
    return Release(
        dataset=dataset.id,
        name=dataset.name,
        source=dataset.source,
        newest=held.newest if held else None,
        issued_on=held.issued_on if held else None,
        expected=expected,
        due=due,
        words=_words(due, expected, held),
    )


def held(catalogue: Catalogue, dataset: Dataset, figures: pd.DataFrame) -> Held | None:
    """Find the newest period of which figures of a release are held, among the store's rows."""
    rows = figures[(figures["report"] == str(dataset.series)) & figures["value"].notna()]
    wanted = _indicators(catalogue, dataset)
    known = [(one in wanted) for one in zip(rows["indicator"], rows["basis"], strict=True)]
    rows = rows[pd.Series(known, index=rows.index, dtype="bool")]
    if rows.empty:
        return None
    ends: Mapping[str, Period] = {str(code): parse_period(str(code)) for code in rows["period"].unique()}
    newest = max(ends.values(), key=lambda one: one.sort_key)
    # A correction comes out between two releases: the first of them tells the month.
    first = rows.loc[rows["period"] == str(newest), "issued_on"].min()
    return Held(newest=newest, issued_on=date.fromisoformat(str(first)))


def _indicators(catalogue: Catalogue, dataset: Dataset) -> Collection[tuple[str, str]]:
    return {
        (str(one.id), str(place.basis))
        for one in catalogue.indicators
        for place in one.published
        if place.dataset == dataset.id
    }


def _expected(held: Held | None, today: date, release_month: int | None) -> Period | None:
    if release_month is None:
        return None
    if held is None:
        this_year = month(today.year, release_month)
        return this_year if this_year.end >= today else this_year.shift(MONTHS_IN_YEAR)
    # Releases slip by weeks either way, so the month nearest to a year after the last is the one meant.
    a_year_on = month(held.issued_on.year, held.issued_on.month).shift(MONTHS_IN_YEAR)
    years = (a_year_on.start.year - 1, a_year_on.start.year, a_year_on.start.year + 1)
    return min((month(year, release_month) for year in years), key=lambda one: abs((one.start - a_year_on.start).days))


def _due(held: Held | None, expected: Period | None, today: date) -> Due:
    if held is None:
        return Due.NOT_LOADED
    if expected is None:
        return Due.NO_MONTH
    if today > expected.end:
        return Due.OVERDUE
    return Due.THIS_MONTH if today >= expected.start else Due.LATER


def _words(due: Due, expected: Period | None, held: Held | None) -> str:
    came_out = f"; the one held came out on {format_date(held.issued_on)}" if held else ""
    when = expected.words if expected else ""
    match due:
        case Due.NOT_LOADED:
            return f"not loaded; the next is expected in {when}" if when else "not loaded"
        case Due.NO_MONTH:
            return f"no fixed month{came_out}"
        case Due.OVERDUE:
            return f"overdue: expected in {when} and not loaded{came_out}"
        case Due.THIS_MONTH:
            return f"due this month, {when}{came_out}"
        case Due.LATER:
            return f"expected in {when}{came_out}"

"""A series as it stood in the edition that first stated its latest figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.editions.history import History, Statement
from dashboard.judge.series import Point
from dashboard.periods import Period
from dashboard.store.records import Edition
from dashboard.views.figures import Shown


def as_first_reported(
    points: Sequence[Point], shown: Mapping[Period, Shown], editions: Sequence[Edition]
) -> tuple[Point, ...]:
    """Give the points as first reported with the last of them; empty where nothing was restated since.

    ``editions`` are those that stood. A figure put in place of another has no counts, for they were not kept.
    """
    latest = shown.get(points[-1].period)
    if latest is None or all(one.history is None for one in shown.values()):
        return ()
    order = {edition.number: place for place, edition in enumerate(sorted(editions, key=_order))}
    first = _first_statement(latest, editions, order)
    made = tuple(_as_at(point, shown.get(point.period), latest.report, first, order) for point in points)
    return made if made != tuple(points) else ()


def _order(edition: Edition) -> tuple[str, int, int]:
    """Order the editions of a report: by month, then issue, then record."""
    return (str(edition.as_at or ""), edition.issue_number, edition.revision)


def _first_statement(latest: Shown, editions: Sequence[Edition], order: Mapping[int, int]) -> int:
    """Give the place of the edition that first stated a figure: its report's first up to its month."""
    if latest.history is not None:
        return order.get(latest.history.earlier[0].edition, len(order))
    ends = latest.figure.period.end
    of_report = [one for one in editions if one.report == latest.report and one.as_at and one.as_at.end >= ends]
    return min((order[one.number] for one in of_report), default=order.get(latest.edition, len(order)))


def _as_at(point: Point, shown: Shown | None, report: str, first: int, order: Mapping[int, int]) -> Point:
    if shown is None or shown.history is None or shown.report != report:
        return point
    said = _said_by(shown.history, first, order)
    if said is None or said == shown.history.now:
        return point
    return Point(period=point.period, value=said.value, missing=said.missing if said.value is None else None)


def _said_by(history: History, first: int, order: Mapping[int, int]) -> Statement | None:
    """Give what was last said of a figure up to an edition; None where it had not been said at all."""
    said = [one for one in (*history.earlier, history.now) if order.get(one.edition, 0) <= first]
    return said[-1] if said else None

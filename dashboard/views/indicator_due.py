"""What is expected next: our own report by the rhythm of its past issues, and the national release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from statistics import median_low

from dashboard.formatting import capital, format_date
from dashboard.periods import Period, PeriodKind
from dashboard.store.records import Edition
from dashboard.views.indicator_more import NextUpdate
from dashboard.views.quality.releases import Release

# The rhythm is that of so many issues, the latest; fewer than the fewest tell nothing.
ISSUES_LOOKED_AT = 6
FEWEST_ISSUES = 3
REPORT = "Next report"
RELEASE = "Next national release"
_NUMBERS = {3: "three", 4: "four", 5: "five", 6: "six"}


def updates_of(
    name: str, editions: Iterable[Edition], release: Release | None, *, is_published: bool
) -> Iterator[NextUpdate]:
    """Say when the report ``name``, of which ``editions`` are known, and the national release are expected.

    Without a report there is none to expect; a measure that is published nowhere has no release.
    """
    if name:
        yield _next_report(name, editions)
    if release is not None:
        yield NextUpdate(what=RELEASE, words=f"{release.name}: {release.words}.")
    elif is_published:
        yield NextUpdate(what=RELEASE, words="Not known.")


def _next_report(name: str, editions: Iterable[Edition]) -> NextUpdate:
    """Reckon from the first issues of the latest months: how far apart, and how long after the month each came."""
    months = _first_issues(editions)[-ISSUES_LOOKED_AT:]
    if len(months) < FEWEST_ISSUES:
        return NextUpdate(what=REPORT, words="Not known: there are too few past issues to go by.")
    numbers = [one.month_number for one, _ in months]
    step = median_low(after - before for before, after in pairwise(numbers))
    lag = median_low(late for _, late in months)
    due = months[-1][0].shift(step)
    expected = due.end + timedelta(days=lag)
    report, about = f"{name} for {due.words}", f"about {format_date(expected)}"
    by = f"going by the last {_NUMBERS[len(months)]} issues"
    return NextUpdate(
        what=REPORT,
        words=capital(f"{report}: expected {about}, {by}."),
        late_words=capital(f"{report}: was expected {about}, {by}, and is not here yet."),
        expected=expected,
    )


def _first_issues(editions: Iterable[Edition]) -> list[tuple[Period, int]]:
    """Give each month with the days from its end to the first issue that stands, in the order of time."""
    found: dict[Period, int] = {}
    for one in editions:
        if one.as_at is None or one.as_at.kind is not PeriodKind.MONTH or one.withdrawn:
            continue
        late = (one.issued_on - one.as_at.end).days
        found[one.as_at] = min(late, found.get(one.as_at, late))
    return sorted(found.items(), key=lambda one: one[0].start)

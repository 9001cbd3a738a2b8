"""Settle the day on which a release was published: what is known of it, what an officer says, and whether it can be."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from dashboard.benchmarks.publication import Publication
from dashboard.benchmarks.release import ReleaseRead
from dashboard.formatting import format_date
from dashboard.intake.session import Session
from dashboard.issues import Issue
from dashboard.periods import Period

LIST_DAY = "The list states its month; its last day is taken, as it states no day."


def known_publication(session: Session, read: ReleaseRead) -> Publication | None:
    """Give the day that is known of a release: the one on which its newest year first came out.

    Of a list of neighbours, the last day of its month. None where nothing is known.
    """
    if read.latest is None:
        return None
    if read.list_id:
        year, month = (int(part) for part in read.list_id.split("-"))
        last = date(year, month, monthrange(year, month)[1])
        return Publication(series=str(read.series), year=read.latest, published_on=last, how_known=LIST_DAY)
    return session.publications.of_newest(str(read.series), read.latest)


def check_day(
    read: ReleaseRead, filename: str, *, known: Publication | None, given: date | None, today: date
) -> tuple[Issue, ...]:
    """Say what is wrong with the day of publication that would be recorded."""
    if given is None and (ahead := _not_begun(read, today)):
        what = f"{filename} has figures of {ahead.words}, which has not begun."
        return (Issue(code="benchmark-publication-day-impossible", what=what, file=filename),)
    if given is None:
        what = f"{filename} does not say when it was published, and it is not known otherwise."
        return () if known else (Issue(code="benchmark-no-publication-date", what=what, file=filename),)
    if impossible := _impossible(read, given, today):
        return (Issue(code="benchmark-publication-day-impossible", what=impossible, file=filename),)
    if known is not None and given < known.published_on:
        what = (
            f"{format_date(given)} was given as the day of publication, but figures of {known.year.words} first came "
            f"out on {format_date(known.published_on)} ({known.how_known.rstrip('.')})."
        )
        return (Issue(code="benchmark-publication-day-early", what=what, file=filename),)
    return ()


def _not_begun(read: ReleaseRead, today: date) -> Period | None:
    """Give the newest period of a release's figures where it has not even begun: no day of publication can be right."""
    has_figures = len(read.observations) > 0
    return read.latest if has_figures and read.latest is not None and read.latest.start > today else None


def _impossible(read: ReleaseRead, day: date, today: date) -> str:
    """Say why a release cannot have been published that day; empty where it can."""
    if day > today:
        return f"{format_date(day)} was given as the day of publication, and is still to come."
    has_figures = len(read.observations) > 0
    if has_figures and read.latest is not None and day < read.latest.end:
        return (
            f"{format_date(day)} was given as the day of publication, but the newest figures are of "
            f"{read.latest.words}, which ended on {format_date(read.latest.end)}."
        )
    return ""

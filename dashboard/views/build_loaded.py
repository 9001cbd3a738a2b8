"""Build the list of published statistics that are loaded, and of what is expected next."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.benchmarks.lait_dictionary import DICTIONARY
from dashboard.benchmarks.lait_dictionary import TITLE as DICTIONARY_TITLE
from dashboard.benchmarks.neighbours import LICENCE, NEIGHBOUR_LISTS, SOURCE
from dashboard.catalogue.schema import Dataset
from dashboard.formatting import format_date
from dashboard.intake.session import Session
from dashboard.periods import MONTH_NAMES, MONTHS_IN_YEAR, Period, PeriodKind
from dashboard.store.records import Edition
from dashboard.views.benchmarks import LoadedLine, LoadedView


def build_loaded(session: Session) -> LoadedView:
    """List each kind of published file that is loaded by its newest edition, and what is not loaded."""
    datasets = session.catalogue.datasets
    series = {str(dataset.series) for dataset in datasets} | {str(NEIGHBOUR_LISTS), DICTIONARY}
    standing = [one for one in session.store.standing_editions() if one.report in series]
    newest: dict[tuple[str, str], Edition] = {}
    for edition in sorted(standing, key=_order):
        newest[(str(edition.report), edition.title)] = edition
    lines = tuple(_line(session, edition) for edition in sorted(newest.values(), key=_order, reverse=True))
    held = {edition.title for edition in standing}
    return LoadedView(lines=lines, not_loaded=tuple(one.name for one in datasets if one.name not in held))


def _order(edition: Edition) -> tuple[str, int]:
    return (str(edition.as_at or ""), edition.number)


def _line(session: Session, edition: Edition) -> LoadedLine:
    source, licence = _terms(edition, session.catalogue.datasets)
    counts = edition.counts
    figures = counts.added + counts.restated + counts.unchanged
    return LoadedLine(
        title=edition.title,
        newest=edition.as_at.words if edition.as_at else "",
        edition=edition.number,
        published=format_date(edition.issued_on),
        figures=f"{figures:,}" if figures else "none",
        next_words=_next_words(session, edition),
        source=source,
        licence=licence,
    )


def _terms(edition: Edition, datasets: Iterable[Dataset]) -> tuple[str, str]:
    """Give source and licence: those of the dataset of the edition's title, else of another of its series."""
    if edition.report == NEIGHBOUR_LISTS:
        return SOURCE, LICENCE
    own = [dataset for dataset in datasets if dataset.series == edition.report]
    found = next((dataset for dataset in own if dataset.name == edition.title), own[0] if own else None)
    if found is None and edition.title == DICTIONARY_TITLE:
        found = next((dataset for dataset in datasets if dataset.series == "lait"), None)
    return (found.source, found.licence) if found else ("", "")


def _next_words(session: Session, edition: Edition) -> str:
    """Say what follows: the year after is out already, or the month in which it usually comes out."""
    if edition.as_at is None or edition.report == NEIGHBOUR_LISTS:
        return ""
    steps = MONTHS_IN_YEAR if edition.as_at.kind is PeriodKind.MONTH else 1
    series, following = str(edition.report), edition.as_at.shift(steps)
    if (out := session.publications.of_newest(series, following)) is not None:
        return f"{out.year.words} came out on {format_date(out.published_on)}; not loaded yet"
    month = session.publications.usual_month(series)
    return f"{following.words}, usually in {MONTH_NAMES[month - 1]} {_year_of(following, month)}" if month else ""


def _year_of(year: Period, month: int) -> int:
    """Give the calendar year in which a month next comes after a period has ended."""
    return year.end.year if month > year.end.month else year.end.year + 1

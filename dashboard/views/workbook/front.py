"""The words of the front sheet and of the summary: document details, notes, what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.disclosure.session import suppressed_words
from dashboard.formatting import plural
from dashboard.intake.session import Session
from dashboard.store.records import Edition
from dashboard.views.paper import Asked
from dashboard.views.scorecard import ScorecardView
from dashboard.views.workbook.rows import Printed
from dashboard.views.workbook.view import WorkbookSheet
from dashboard.vocabulary import Missing
from dashboard.workbook.personal_details import names_a_person

# The standing notes of the printed scorecard's front sheet.
NOT_DYNAMIC = (
    "Data reports are not dynamic. Delays in data input can result in changes in figures when reports are re-run "
    "retrospectively."
)
YELLOW = (
    "Data items which have changed since the last report are highlighted in yellow. The highlight (and any obsolete "
    "measures) is removed in later months."
)
RATED_BY_US = (
    "RAG and direction of travel are worked out from the figures and the tolerances beside them; a rating that was "
    "typed otherwise in an earlier workbook is not repeated."
)
COUNTED = (
    "The summary counts the ratings that stand on the sheets, and the charts draw their figures: both follow a change."
)


def details_of(session: Session, edition: Edition, asked: Asked) -> tuple[tuple[str, str], ...]:
    """List the document's details, beside status and date of issue."""
    contact = session.catalogue.council.contact or ""
    details = [("Edition", str(edition.number))]
    # A way to reach a person by name is no part of a paper, and a loader would withhold the cell.
    if contact and not names_a_person(contact):
        details.append(("Contact", contact))
    return (*details, *asked.lines)


def notes_of(printed: Printed, sheets: Sequence[WorkbookSheet], page: ScorecardView) -> tuple[tuple[str, str], ...]:
    """List the notes of the front sheet."""
    standing = [("Please note", words) for words in (NOT_DYNAMIC, YELLOW, RATED_BY_US, COUNTED)]
    if page.edition.notice:
        standing.append(("Please note", page.edition.notice))
    standing += [("Please note", words) for words in _suppressed(printed)]
    numbered = dict.fromkeys(_breaks(printed, sheets))
    return (*standing, *((f"Note {number}", words) for number, words in enumerate(numbered, start=1)))


def _breaks(printed: Printed, sheets: Sequence[WorkbookSheet]) -> Iterator[str]:
    """Tell the changes of definition that lie within the months shown."""
    indicators = {one.id: one for one in printed.session.catalogue.indicators}
    first, last = printed.columns.ends[0], printed.columns.as_at.end
    for row in (row for sheet in sheets for row in sheet.rows):
        for one in indicators[row.indicator].breaks:
            if first < one.since.end <= last:
                yield f"{row.label}: {one.note}"


def _suppressed(printed: Printed) -> Iterator[str]:
    """Say what is left out for the public, and what the edition's own workbook withheld."""
    keys = [(str(one.indicator), str(one.basis), str(one.period)) for one in printed.figures]
    if words := suppressed_words(printed.session, printed.as_of, keys):
        yield f"{words} Each such figure is shown as x."
    elif count := sum(one.missing is Missing.SUPPRESSED for one in printed.figures):
        yield f"{plural(count, 'figure')} shown as x: withheld so that nobody can be recognised."


def summary_of(page: ScorecardView) -> tuple[str, ...]:
    """Say the page's own summary in sentences."""
    said = (page.summary, page.news, page.by_chance)
    return tuple(words if words.endswith(".") else f"{words}." for words in said if words)

"""Say in plain English where an upload stands among what is published, and what that means for its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.editions.preview import EditionChanges
from dashboard.formatting import format_date, plural
from dashboard.issues import Issue
from dashboard.periods import Period
from dashboard.store.records import Edition
from dashboard.vocabulary import Missing
from dashboard.workbook.identity import Identity

# Months named one by one; a longer gap is given by its ends.
NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What an upload's place depends on.

    ``step`` is how many months lie between two issues; ``earlier_year`` tells whether the sheets print a month of an
    earlier year.
    """

    identity: Identity
    sha256: str
    changes: EditionChanges
    step: int
    earlier_year: bool

    @property
    def order(self) -> tuple[str, int]:
        """Give what decides which of two issues is the newer: the month, then the issue number."""
        return (str(self.identity.as_at), self.identity.issue_number)


def tell_story(place: Place, editions: tuple[Edition, ...], issues: Iterable[Issue] = ()) -> tuple[str, ...]:
    """Tell the story in sentences, the most telling first; ``editions`` are all of the store's."""
    same = [edition for edition in editions if edition.sha256 == place.sha256]
    if standing := next((edition for edition in same if edition.withdrawn is None), None):
        return (f"This very file is already published as edition {standing.number}. Publishing it again does nothing.",)
    report = place.identity.report
    own = [one for one in editions if one.report == report.id and one.withdrawn is None and one.as_at is not None]
    newest = max(own, key=_order, default=None)
    return (
        *(_withdrawn(edition) for edition in same[-1:]),
        *([_first(editions)] if newest is None else _beside(place, newest)),
        *(_new_year(place, own, list(issues)) if newest and _starts_year(place.identity.as_at, own) else ()),
        *_vanished(place.changes),
    )


def _order(edition: Edition) -> tuple[str, int, int]:
    return (str(edition.as_at), edition.issue_number, edition.number)


def _withdrawn(edition: Edition) -> str:
    day = f" on {format_date(edition.withdrawn.recorded_at.date())}" if edition.withdrawn else ""
    return (
        f"This very file was published as edition {edition.number} and withdrawn{day}. Publishing it again makes a new "
        "edition; the withdrawn one stays in the history."
    )


def _first(editions: tuple[Edition, ...]) -> str:
    if not editions:
        return "Nothing has been published yet: this becomes edition 1, and every figure in it is new."
    return "No other workbook of this report stands published, so every figure in this one is new."


def _beside(place: Place, newest: Edition) -> list[str]:
    """Say how the upload stands to the newest issue that is published."""
    as_at, issue = place.identity.as_at, place.identity.issue_number
    theirs = newest.as_at or as_at
    if (str(theirs), newest.issue_number) > place.order:
        return [_older(place, newest, theirs)]
    if theirs != as_at:
        return [_after(place, newest, theirs)]
    name = _name(newest, theirs)
    if newest.issue_number == issue:
        return [f"{name}, is published already, from another file. Where the two differ, this later one will stand."]
    return [f"{name}, is published. This is issue {issue} of the month: where the two differ, this one will stand."]


def _older(place: Place, newest: Edition, theirs: Period) -> str:
    kept, added = place.changes.overridden, place.changes.counts.added
    this = "this is an earlier issue" if theirs == place.identity.as_at else f"this one is of {_month(place)}"
    stays = "stays as the newer issue has it" if kept == 1 else "stay as the newer issue has them"
    return (
        f"{_name(newest, theirs)}, is published, and {this}. It fills gaps and overrides nothing newer: "
        f"{plural(added, 'figure')} will be added, and {plural(kept, 'figure')} {stays}."
    )


def _after(place: Place, newest: Edition, theirs: Period) -> str:
    expected = place.identity.as_at.shift(-place.step)
    lacking: list[Period] = []
    while expected.start > theirs.start:
        lacking.insert(0, expected)
        expected = expected.shift(-place.step)
    if not lacking:
        return f"This follows {_name(newest, theirs)}."
    months = ", ".join(one.words for one in lacking)
    if len(lacking) > NAMED:
        months = f"{lacking[0].words} to {lacking[-1].words}"
    verb = "has" if len(lacking) == 1 else "have"
    return (
        f"The last one published is {_name(newest, theirs)}: {months} {verb} not been published. What this workbook "
        "prints of earlier months fills the gap; the rest stays empty until those workbooks are published."
    )


def _starts_year(as_at: Period, own: list[Edition]) -> bool:
    years = {edition.as_at.financial_year.start for edition in own if edition.as_at}
    return max(years) < as_at.financial_year.start


def _new_year(place: Place, own: list[Edition], issues: list[Issue]) -> list[str]:
    as_at, year = place.identity.as_at, place.identity.as_at.financial_year
    said = [f"This is the first workbook of {year} here: each RAG is by the targets of {year}."]
    before = as_at.shift(-place.step)
    if before.financial_year != year and not place.earlier_year:
        held = [edition for edition in own if edition.as_at == before]
        said.append(_compares_with(before, max(held, key=_order) if held else None))
    numbers = sum(issue.code == "number-differs" for issue in issues)
    if numbers:
        verb = "has" if numbers == 1 else "have"
        said.append(f"{plural(numbers, 'measure')} {verb} another number than the catalogue gives; the name decides.")
    return said


def _compares_with(before: Period, edition: Edition | None) -> str:
    if edition is None:
        return (
            f"The sheets do not print {before.words}, and no workbook of that month stands published: a measure has a "
            "direction of travel only where another one gave that month's figure."
        )
    return (
        f"The sheets do not print {before.words}, so direction of travel is since {before.words} as published "
        f"(issue {edition.issue_number}, edition {edition.number})."
    )


def _vanished(changes: EditionChanges) -> list[str]:
    blank = sum(one.new.missing is Missing.NO_FIGURE for one in changes.restated)
    if not blank:
        return []
    said = "figure that is published is" if blank == 1 else "figures that are published are"
    return [f"{blank} {said} blank in this workbook, and will read 'no figure'."]


def _name(edition: Edition, as_at: Period) -> str:
    return f"{as_at.words}, issue {edition.issue_number} (edition {edition.number})"


def _month(place: Place) -> str:
    return f"{place.identity.as_at.words}, issue {place.identity.issue_number}"

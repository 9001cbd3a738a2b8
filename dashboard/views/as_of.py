"""The moment a page is read at: now, just after an edition was recorded, or what readers had been given by a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dashboard.formatting import format_date, plural
from dashboard.intake.session import Session
from dashboard.periods import parse_period
from dashboard.store.records import AsOf, Edition
from dashboard.views.scorecard import Choice

NOW = AsOf()
_EDITION = re.compile(r"\d{1,9}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# What an address asks for is said back; more than this of it helps nobody.
SAID_BACK = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOfView:
    """The moment shown and those that can be chosen.

    ``code`` is how the address writes it, empty for now, ``phrase`` how a button does: "now", "just after edition 9",
    "by 30 November 2019". ``title`` and ``words`` are the standing notice, empty for now; ``wrong`` says what the
    address asks for and does not get. ``editions`` are the newest first.
    """

    as_of: AsOf
    code: str = ""
    phrase: str = "now"
    title: str = ""
    words: str = ""
    wrong: str = ""
    editions: tuple[Choice, ...] = ()


def parse_as_of(text: str) -> AsOf:
    """Read a moment: a number is an edition, a date such as 2019-10-31 is what readers had been given by then.

    Raises:
        ValueError: when it is neither.
    """
    if _EDITION.fullmatch(text):
        return AsOf(edition=int(text))
    if _DAY.fullmatch(text):
        return AsOf(issued=date.fromisoformat(text))
    raise ValueError(f"{text!r} is neither an edition's number nor a date")


def as_of_code(as_of: AsOf) -> str:
    """Write a moment as the address does: ``12``, ``2019-11-30``, or nothing for now."""
    if as_of.edition is not None:
        return str(as_of.edition)
    return as_of.issued.isoformat() if as_of.issued is not None else ""


def moment_of(code: str) -> AsOf:
    """Read what ``as_of_code`` wrote: nothing is now.

    Raises:
        ValueError: when it is no moment.
    """
    return parse_as_of(code) if code else NOW


def as_of_phrase(as_of: AsOf) -> str:
    """Name a moment in short: "now", "just after edition 9", "by 30 November 2019"."""
    if as_of.edition is not None:
        return f"just after edition {as_of.edition}"
    return f"by {format_date(as_of.issued)}" if as_of.issued else "now"


def said_back(asked: str) -> str:
    """Quote what an address asks for, cut short."""
    return f"“{asked[:SAID_BACK]}{'…' if len(asked) > SAID_BACK else ''}”"


def month_said_back(asked: str) -> str:
    """Say in words which month an address asks for; what is none is quoted."""
    try:
        return parse_period(asked).words
    except ValueError:
        return said_back(asked)


def build_as_of(session: Session, asked: str | None) -> AsOfView:
    """Settle the moment that the address asks for; what it cannot have is said, and now is shown."""
    editions = session.store.editions()
    as_of, wrong = _settled(editions, asked)
    title, words = _standing_notice(session, editions, as_of)
    return AsOfView(
        as_of=as_of,
        code=as_of_code(as_of),
        phrase=as_of_phrase(as_of),
        title=title,
        words=words,
        wrong=wrong,
        editions=tuple(
            Choice(id=str(one.number), words=f"Edition {one.number} · {_what(session, one)}")
            for one in reversed(editions)
        ),
    )


def _settled(editions: tuple[Edition, ...], asked: str | None) -> tuple[AsOf, str]:
    if not asked:
        return NOW, ""
    try:
        as_of = parse_as_of(asked)
    except ValueError:
        wrong = f"{said_back(asked)} is neither an edition’s number nor a date such as 2019-11-30"
        return NOW, f"{wrong}: what stands now is shown."
    if as_of.edition is None or any(one.number == as_of.edition for one in editions):
        return as_of, ""
    run = f"editions run from 1 to {editions[-1].number}" if editions else "nothing has been published yet"
    return NOW, f"There is no edition {as_of.edition} ({run}): what stands now is shown."


def _standing_notice(session: Session, editions: tuple[Edition, ...], as_of: AsOf) -> tuple[str, str]:
    """Say which of the two clocks is meant, and what it leaves out."""
    if as_of == NOW:
        return "", ""
    standing = session.store.standing_editions(as_of)
    if as_of.issued is not None:
        title = f"What readers had been given by {format_date(as_of.issued)}"
        said = _by_date(editions, standing, as_of.issued)
    else:
        title = f"As it stood just after edition {as_of.edition}"
        said = _after_edition(session, editions, as_of.edition or 0)
    gone = [one.number for one in standing if one.withdrawn is not None]
    return title, " ".join(part for part in (said, _withdrawn_since(gone)) if part)


def _by_date(editions: tuple[Edition, ...], standing: tuple[Edition, ...], day: date) -> str:
    if not standing:
        first = min((one.issued_on for one in editions), default=None)
        return f"Nothing had been issued by then; the first edition is of {format_date(first)}." if first else ""
    later = sum(one.issued_on > day for one in editions)
    return f"The figures are those of editions issued by then, whenever recorded here. {_left_out(later, 'issued')}"


def _after_edition(session: Session, editions: tuple[Edition, ...], number: int) -> str:
    edition = next(one for one in editions if one.number == number)
    recorded_on = edition.recorded_at.date()
    recorded = "" if recorded_on == edition.issued_on else f" and recorded {format_date(recorded_on)}"
    later = sum(one.revision > edition.revision for one in editions)
    what = f"the {_what(session, edition)}{recorded}"
    return f"The figures are those recorded here up to edition {number}, {what}. {_left_out(later, 'recorded')}"


def _left_out(later: int, done: str) -> str:
    if not later:
        return f"Nothing has been {done} since."
    verb = "is" if later == 1 else "are"
    return f"{plural(later, 'edition')} {done} since {verb} left out."


def _withdrawn_since(gone: list[int]) -> str:
    """Say which editions that stood then stand no more."""
    if not gone:
        return ""
    named = ", ".join(str(number) for number in gone)
    who, verb = ("Edition", "has") if len(gone) == 1 else ("Editions", "have")
    return f"{who} {named} {verb} been withdrawn since; the figures are shown as they stood."


def _what(session: Session, edition: Edition) -> str:
    """Name an edition: its report or file, month and issue, and its day of issue."""
    report = session.catalogue.report(edition.report)
    name = report.name if report else edition.title
    month = f", {edition.as_at.words}, issue {edition.issue_number}" if report and edition.as_at else ""
    return f"{name}{month}, issued {format_date(edition.issued_on)}"

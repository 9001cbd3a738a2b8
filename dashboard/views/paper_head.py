"""What stands at the head of a paper and at its end: whose it is, as at when, from which editions, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.formatting import format_date
from dashboard.intake.session import Session
from dashboard.store.records import Edition
from dashboard.views.briefing.build import moment_words
from dashboard.views.build_history import edition_words
from dashboard.views.ground import Ground
from dashboard.views.paper import Asked, data_date
from dashboard.vocabulary import Polarity

# Which way is good, within a line of small words.
GOOD_WORDS: dict[Polarity, str] = {
    Polarity.HIGHER_IS_BETTER: "high is good",
    Polarity.LOWER_IS_BETTER: "low is good",
    Polarity.CLOSE_TO_TARGET: "close to target is good",
    Polarity.NO_POLARITY: "for information",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """Whose paper it is and what it is of.

    ``as_at`` is the period it is of, empty where there is none. ``lines`` are the words under the title, each with what
    it is: as at, editions, prepared for. ``edition_number`` is the newest of the editions, None where none is named.
    ``data_date`` dates the file, so that the same figures give the same bytes.
    """

    council: str
    title: str
    as_at: str
    lines: tuple[tuple[str, str], ...]
    demonstration: str
    data_date: date
    edition_number: int | None = None

    @property
    def name(self) -> str:
        """Name the paper with whose it is."""
        return f"{self.council}: {self.title}"


def head_of(
    ground: Ground, *, title: str, as_at: str, asked: Asked, editions: Sequence[Edition] = (), label: str = "As at"
) -> PaperHead:
    """Make the head of a paper; ``editions`` are those that its own figures are from, ``label`` what ``as_at`` is."""
    session = ground.session
    lines = [(label, as_at)] if as_at else []
    if editions:
        lines.append(("Edition" if len(editions) == 1 else "Editions", editions_words(session, editions)))
    lines.append(("Figures", moment_words(session, ground.as_of)))
    lines += asked.lines
    return PaperHead(
        council=session.our_name,
        title=title,
        as_at=as_at,
        lines=tuple(lines),
        demonstration=session.catalogue.council.demonstration or "",
        data_date=data_date(ground.as_of, ground.editions),
        edition_number=max((one.number for one in editions), default=None),
    )


def editions_words(session: Session, editions: Sequence[Edition]) -> str:
    """Name editions with report, month, issue and day of issue."""
    return "; ".join(
        f"{one.number} ({edition_words(session, one)}), issued {format_date(one.issued_on)}" for one in editions
    )

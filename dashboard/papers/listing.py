"""The papers made so far, in words: the same for the page and the command line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dashboard.formatting import format_date
from dashboard.intake.session import Session
from dashboard.papers.ready import edition_words
from dashboard.papers.registry import PAPERS
from dashboard.papers.request import request_of
from dashboard.store.papers import PaperRecord
from dashboard.views.as_of import NOW, as_of_phrase
from dashboard.views.paper import AUDIENCE_WORDS, PaperKind, PaperRequest
from dashboard.vocabulary import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper of the list; ``edition`` says which it prints, at which it was read, and when if not "now".

    ``is_for_readers`` tells one that is not for officers alone; one that this version cannot read may be.
    """

    number: int
    title: str
    name: str
    as_at: str
    edition: str
    audience: str
    format: str
    by: str
    when: str
    is_for_readers: bool
    record: PaperRecord
    request: dict[str, Any]


def list_papers(session: Session, newest: int | None = None) -> tuple[PaperLine, ...]:
    """List the papers recorded, the newest first; ``newest`` limits how many.

    Raises:
        StoreError: when the store cannot be read.
    """
    return tuple(_line(record) for record in session.store.papers.recorded(newest))


def one_paper(session: Session, number: int) -> PaperLine:
    """Give one paper of the list.

    Raises:
        StoreError: when there is none of that number.
    """
    return _line(session.store.papers.paper(number))


def _line(record: PaperRecord) -> PaperLine:
    request = _request(record)
    return PaperLine(
        number=record.number,
        title=record.title,
        name=_name(record.kind),
        as_at=record.as_at,
        edition=_edition(record, request),
        audience=AUDIENCE_WORDS[request.audience] if request else "",
        format=record.format,
        by=record.by,
        when=f"{format_date(record.recorded_at.date())}, {record.recorded_at:%H:%M} UTC",
        is_for_readers=request is not None and request.audience is not Audience.INTERNAL,
        record=record,
        request=_asked(record.request),
    )


def _asked(text: str) -> dict[str, Any]:
    """Read the choices as they were written; none where they cannot be read."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _request(record: PaperRecord) -> PaperRequest | None:
    """Read what was asked; None where a newer version wrote what this one does not know."""
    try:
        return request_of(record.request)
    except ValueError:
        return None


def _name(kind: str) -> str:
    return PAPERS[PaperKind(kind)].name if kind in list(PaperKind) else kind


def _edition(record: PaperRecord, request: PaperRequest | None) -> str:
    moment = as_of_phrase(request.as_of) if request and request.as_of != NOW else ""
    said = edition_words(record.edition, record.read_at)
    return f"{said}, {moment}" if moment else said

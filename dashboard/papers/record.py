"""Record a paper that was made: what was asked, what it was read at and made by, and its content, for good."""

from __future__ import annotations

from dashboard.errors import StoreError
from dashboard.intake.session import Session
from dashboard.papers.inputs import made_with
from dashboard.papers.make import MadePaper
from dashboard.papers.request import request_text
from dashboard.store.papers import PaperDraft, PaperRecord

READ_ONLY = "store-read-only"
# What a store says of itself, which beside a paper that is there to be had would be untrue.
NOT_SAVED = "Nothing has been saved."


def record_paper(session: Session, made: MadePaper, *, by: str) -> PaperRecord:
    """Record one making of a paper, with the name of who made it; the same content is kept once.

    Raises:
        StoreError: when ``by`` is empty, or the store cannot be written to.
    """
    draft = PaperDraft(
        kind=str(made.request.kind),
        format=str(made.request.format),
        filename=made.name,
        title=made.title,
        as_at=made.as_at,
        request=request_text(made.request),
        revision=made.revision,
        edition=made.edition,
        read_at=made.read_at,
        made_with=made_with(),
        by=_name(by),
        content=made.content,
        inputs=made.inputs,
    )
    return session.store.papers.record(draft, recorded_at=made.made_at)


def _name(by: str) -> str:
    """Keep a name on one line, without what a terminal or a page would obey."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in by).split())


def why_not_kept(fault: StoreError) -> str:
    """Say why a paper that is made is in no list, and what to do; the paper itself is there all the same."""
    said = [f"{issue.what} {issue.remedy}" for issue in fault.issues[:1]] or [str(fault)]
    return " ".join(said[0].replace(NOT_SAVED, "").split())


def is_read_only(fault: StoreError) -> bool:
    """Tell whether a paper is not recorded because the store can only be read."""
    return any(issue.code == READ_ONLY for issue in fault.issues)

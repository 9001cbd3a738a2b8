"""The session that an audience is served from: for the public, one whose store gives no small counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace

from dashboard.disclosure.cells import CellKey
from dashboard.disclosure.mask import PublicMask
from dashboard.intake.session import Session
from dashboard.store.records import AsOf
from dashboard.store.store import NOW
from dashboard.vocabulary import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSession(Session):
    """A session for the public: ``mask`` is what lies over its store."""

    mask: PublicMask


def for_audience(session: Session, audience: Audience) -> Session:
    """Give the session to make an audience's papers from.

    For the public its store suppresses small counts and what would tell them, so that whatever is judged, compared,
    drawn or put in words from it cannot hold them. For others it is the same session.
    """
    if audience is not Audience.PUBLIC or isinstance(session, PublicSession):
        return session
    mask = PublicMask(session)
    given = {one.name: getattr(session, one.name) for one in fields(session)}
    return replace(PublicSession(**given, mask=mask), store=session.store.masked(mask))


def suppressed_words(session: Session, as_of: AsOf = NOW, keys: Collection[CellKey] | None = None) -> str:
    """Say for the foot of a paper how many figures are left out and why; empty where none is or all may be seen.

    ``keys``, measures with their bases and periods' codes, are those that the paper would show; without them all of
    our figures of the moment count.

    Raises:
        StoreError: when the store cannot be read, or ``as_of`` names an edition that does not exist.
    """
    return session.mask.left_out(as_of, keys).words if isinstance(session, PublicSession) else ""

"""The papers made from editions: each making is recorded, append-only, with its content and all it was made by.

A paper is no step of the store's history: the revision, by which readers' caches are keyed, stays as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, Select, func, insert, select

from dashboard.store.faults import refusal
from dashboard.store.paper_tables import paper_inputs, papers
from dashboard.store.tables import files
from dashboard.store.writes import add_file

Connecting = Callable[[], AbstractContextManager[Connection]]
_FACTS = ("kind", "format", "filename", "title", "as_at", "request", "revision", "edition", "read_at", "made_with")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDraft:
    """A paper to be recorded.

    ``request`` is what was asked, as JSON, ``edition`` the number of the newest edition that it names as its own,
    ``revision`` and ``read_at`` the store's revision and highest edition's number that it was read at. ``inputs`` are
    the files beside the store that it was made by, each by its name, and ``made_with`` says, as JSON, which versions
    of which programs made it.
    """

    kind: str
    format: str
    filename: str
    title: str
    as_at: str
    request: str
    revision: int
    edition: int
    read_at: int
    made_with: str
    by: str
    content: bytes = field(repr=False)
    inputs: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRecord:
    """A paper as it was recorded; ``size`` is its content's bytes, ``inputs`` the hashes of what it was made by."""

    number: int
    recorded_at: datetime
    by: str
    kind: str
    format: str
    filename: str
    title: str
    as_at: str
    request: str
    revision: int
    edition: int
    read_at: int
    made_with: str
    sha256: str
    size: int
    inputs: Mapping[str, str] = field(default_factory=dict)


class PaperShelf:
    """The papers of one store; every method raises ``StoreError`` when the database cannot be reached or refuses."""

    def __init__(self, reading: Connecting, writing: Connecting) -> None:
        self._reading = reading
        self._writing = writing

    def record(self, draft: PaperDraft, *, recorded_at: datetime) -> PaperRecord:
        """Record one making of a paper, whole or not at all; the same content is kept once.

        Raises:
            StoreError: when ``by`` is empty.
            ValueError: when ``recorded_at`` has no time zone.
        """
        if not draft.by.strip():
            raise refusal(code="name-missing", what="Say who makes the paper.")
        if recorded_at.utcoffset() is None:
            raise ValueError("recorded_at needs its time zone")
        with self._writing() as connection:
            number = _last_number(connection) + 1
            _write(connection, draft, number, recorded_at.astimezone(UTC))
            return _one(connection, number)

    def recorded(self, newest: int | None = None) -> tuple[PaperRecord, ...]:
        """List the papers, the newest first, without their inputs; ``newest`` limits how many."""
        with self._reading() as connection:
            query = _query().order_by(papers.c.number.desc()).limit(newest)
            return tuple(_as_record(row, {}) for row in connection.execute(query).mappings())

    def count(self) -> int:
        """Count the papers: their numbers have no gaps."""
        with self._reading() as connection:
            return _last_number(connection)

    def paper(self, number: int) -> PaperRecord:
        """Give one paper's record; ``StoreError`` when there is none of that number."""
        with self._reading() as connection:
            return _one(connection, number)

    def content(self, number: int) -> bytes:
        """Give a paper as it was kept, to the byte.

        Raises:
            StoreError: when there is none of that number, or what is kept is no longer what was put there.
        """
        with self._reading() as connection:
            return _file(connection, number, _one(connection, number).sha256)

    def inputs(self, number: int) -> dict[str, bytes]:
        """Give the files that a paper was made by, each by its name.

        Raises:
            StoreError: as ``content``.
        """
        with self._reading() as connection:
            kept = _one(connection, number).inputs
            return {name: _file(connection, number, sha256) for name, sha256 in kept.items()}


def _write(connection: Connection, draft: PaperDraft, number: int, recorded_at: datetime) -> None:
    sha256 = _keep(connection, draft.content)
    facts = {name: getattr(draft, name) for name in _FACTS}
    row = {"number": number, "recorded_at": recorded_at, "by": draft.by.strip(), "sha256": sha256, **facts}
    connection.execute(insert(papers).values(row))
    for name, content in draft.inputs.items():
        kept = {"paper": number, "name": name, "sha256": _keep(connection, content)}
        connection.execute(insert(paper_inputs).values(kept))


def _keep(connection: Connection, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    add_file(connection, sha256, content)
    return sha256


def _last_number(connection: Connection) -> int:
    return connection.scalar(select(func.coalesce(func.max(papers.c.number), 0))) or 0


def _query() -> Select[tuple[object, ...]]:
    size = func.length(files.c.content).label("size")
    return select(papers, size).join_from(papers, files, files.c.sha256 == papers.c.sha256)


def _one(connection: Connection, number: int) -> PaperRecord:
    row = connection.execute(_query().where(papers.c.number == number)).mappings().one_or_none()
    if row is None:
        last = _last_number(connection)
        run = f"papers run from 1 to {last}" if last else "none has been made yet"
        raise refusal(code="unknown-paper", what=f"There is no paper {number}: {run}.")
    kept = select(paper_inputs.c.name, paper_inputs.c.sha256).where(paper_inputs.c.paper == number)
    inputs = connection.execute(kept.order_by(paper_inputs.c.name))
    return _as_record(row, {one.name: one.sha256 for one in inputs})


def _file(connection: Connection, number: int, sha256: str) -> bytes:
    """Read what is kept, and refuse what somebody altered: whoever asks for a paper relies on it."""
    content = bytes(connection.scalar(select(files.c.content).where(files.c.sha256 == sha256)) or b"")
    if hashlib.sha256(content).hexdigest() != sha256:
        what = f"What is kept of paper {number} is not what was put there: its SHA-256 is not {sha256[:16]}…."
        raise refusal(code="store-damaged", what=what)
    return content


def _as_record(row: RowMapping, inputs: Mapping[str, str]) -> PaperRecord:
    plain = ("number", "recorded_at", "by", "sha256", "size")
    return PaperRecord(**{name: row[name] for name in (*plain, *_FACTS)}, inputs=inputs)

"""Make a recorded paper again, from store, catalogue and day as they were, and hold it against the kept one."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from zipfile import BadZipFile, ZipFile

from dashboard.errors import DashboardError
from dashboard.formatting import listed
from dashboard.intake.session import Session
from dashboard.papers.inputs import INPUT_WORDS, made_with, with_inputs
from dashboard.papers.make import make_paper
from dashboard.papers.ready import Progress, no_progress
from dashboard.papers.request import request_of
from dashboard.store.papers import PaperRecord
from dashboard.views.paper import PaperFormat

# More parts of a file than these are only counted.
PARTS_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Remade:
    """A paper made again.

    ``content`` is what was made now, None where it could not be; ``is_same`` tells the very bytes that were kept.
    ``differs`` says what is different, and what may be why.
    """

    record: PaperRecord
    is_same: bool
    differs: tuple[str, ...] = ()
    content: bytes | None = field(default=None, repr=False)


def make_again(session: Session, number: int, progress: Progress = no_progress) -> Remade:
    """Make paper ``number`` again as it was asked for: later editions, withdrawals and catalogues do not count.

    Raises:
        StoreError: when there is no such paper, or the store cannot be read.
    """
    shelf = session.store.papers
    record, kept = shelf.paper(number), shelf.content(number)
    try:
        as_it_was = _as_it_was(session, record, shelf.inputs(number))
        content = make_paper(as_it_was, request_of(record.request), progress).content
    except (ValueError, DashboardError) as fault:
        return Remade(record=record, is_same=False, differs=(_not_made(fault), *_programs(record)))
    if content == kept:
        return Remade(record=record, is_same=True, content=content)
    return Remade(record=record, is_same=False, content=content, differs=tuple(_differences(record, kept, content)))


def _as_it_was(session: Session, record: PaperRecord, inputs: dict[str, bytes]) -> Session:
    if missing := [words for name, words in INPUT_WORDS.items() if name not in inputs]:
        raise ValueError(f"{listed(missing)} was not kept with it")
    then = replace(session, store=session.store.at(record.revision), clock=lambda: record.recorded_at)
    return with_inputs(then, inputs)


def _not_made(fault: Exception) -> str:
    if isinstance(fault, DashboardError):
        return f"It cannot be made again here: {fault}"
    return f"This version cannot read what was kept with it: {str(fault).splitlines()[0]}."


def _differences(record: PaperRecord, kept: bytes, content: bytes) -> Iterator[str]:
    yield f"It has {len(content):,} bytes now and had {record.size:,}."
    if parts := _parts_that_differ(kept, content):
        more = f" and {len(parts) - PARTS_NAMED} more" if len(parts) > PARTS_NAMED else ""
        yield f"Parts of the file that differ: {', '.join(parts[:PARTS_NAMED])}{more}."
    changed = tuple(_programs(record))
    yield from changed
    if not changed:
        drawn = "the fonts or Pango of this machine, by which a PDF is drawn, or " if _is_pdf(record) else ""
        yield f"The programs have the same versions: {drawn}Scorecard itself was changed without a new version."


def _programs(record: PaperRecord) -> Iterator[str]:
    """Say which programs are of another version than those that made the paper."""
    before, now = json.loads(record.made_with), json.loads(made_with())
    for name in sorted({*before, *now}):
        if before.get(name) != now.get(name):
            yield f"{name} is {now.get(name, 'not there')} now and was {before.get(name, 'not there')}."


def _is_pdf(record: PaperRecord) -> bool:
    return record.format == PaperFormat.PDF


def _parts_that_differ(kept: bytes, content: bytes) -> list[str]:
    """Name the parts of an Office file that differ; none for a file of one piece."""
    try:
        with ZipFile(io.BytesIO(kept)) as old, ZipFile(io.BytesIO(content)) as new:
            names = sorted({*old.namelist(), *new.namelist()})
            return [name for name in names if _part(old, name) != _part(new, name)]
    except BadZipFile:
        return []


def _part(package: ZipFile, name: str) -> bytes | None:
    return package.read(name) if name in package.namelist() else None

"""Publish several published files in one go: every one is read before any is published, so that a bad one stops all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from dashboard.benchmarks.release import ReleaseRead
from dashboard.benchmarks.said import NOTHING_SAID, ReleaseSaid
from dashboard.errors import BenchmarkError, DashboardError, StoreError
from dashboard.intake.history import moves_since
from dashboard.intake.preview import Outcome
from dashboard.intake.publish import TRIES, is_overtaken
from dashboard.intake.release_reading import Population, population_in, read_published
from dashboard.intake.releases import RELEASE_ISSUE, ReleasePreview, compare_release, dated, publish_release
from dashboard.intake.session import Session
from dashboard.issues import Issue
from dashboard.periods import Period
from dashboard.store.records import Receipt
from dashboard.vocabulary import AreaCode

NO_POPULATION = "benchmark-no-population"
# Beyond every edition's number: rows of files to be published in the same go stand last in their series.
_TO_COME = 2**40

Tell = Callable[[str], None]
Stopwatch = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFile:
    """A file to publish, with what was said of it."""

    filename: str
    content: bytes
    said: ReleaseSaid = NOTHING_SAID


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedFile:
    """A file read and compared, and the seconds that it took."""

    preview: ReleasePreview
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """A file published: its preview, its receipt, and the seconds that reading, comparing and saving took."""

    preview: ReleasePreview
    receipt: Receipt
    seconds: float


def preview_together(
    session: Session,
    files: Sequence[ReleaseFile],
    *,
    stopwatch: Stopwatch,
    issued_on: date | None = None,
    strict: bool = False,
    progress: Tell | None = None,
) -> tuple[PreviewedFile, ...]:
    """Read and compare files that are to be published together, in the order given; nothing is written.

    A population among them serves the others' rates, and an older release of a series counts as published before a
    newer one. ``strict`` refuses while an error or a warning stands.

    Raises:
        BenchmarkError: when a file is refused, with the issues of every one that is.
    """
    reads, seconds = _read_all(session, files, stopwatch, progress)
    previews: dict[int, PreviewedFile] = {}
    rows: list[pd.DataFrame] = []
    for place in _in_order(session, reads):
        started = stopwatch()
        earlier = pd.concat(rows, ignore_index=True) if rows else None
        file, read = files[place], reads[place]
        preview = compare_release(session, file.filename, file.content, read, progress=progress, stored_too=earlier)
        preview = dated(session, preview, issued_on)
        if any(other.series == read.series for at, other in enumerate(reads) if at not in {*previews, place}):
            rows.append(_as_stored(preview, _TO_COME + place))
        previews[place] = PreviewedFile(preview=preview, seconds=seconds[place] + stopwatch() - started)
    ordered = tuple(previews[place] for place in range(len(files)))
    _refuse([one.preview for one in ordered], strict=strict)
    return ordered


def publish_together(
    session: Session,
    previewed: Sequence[PreviewedFile],
    *,
    by: str,
    reason: str,
    stopwatch: Stopwatch,
    progress: Tell | None = None,
) -> tuple[PublishedFile, ...]:
    """Publish previewed files, one edition each, without asking back; receipts come in the order given.

    Every issue is accepted for ``reason``. A file of whose series others published meanwhile is compared anew.

    Raises:
        BenchmarkError: when a file is refused.
        StoreError: when others were quicker again and again, or the store refuses.
    """
    published: dict[int, PublishedFile] = {}
    for place in _in_order(session, [one.preview.read for one in previewed]):
        started = stopwatch()
        preview, receipt = _publish(session, previewed[place].preview, by=by, reason=reason, progress=progress)
        spent = previewed[place].seconds + stopwatch() - started
        published[place] = PublishedFile(preview=preview, receipt=receipt, seconds=spent)
    return tuple(published[place] for place in range(len(previewed)))


def _read_all(
    session: Session, files: Sequence[ReleaseFile], stopwatch: Stopwatch, progress: Tell | None
) -> tuple[list[ReleaseRead], list[float]]:
    """Read every file, those again whose rates need a population that another one holds."""
    reads: list[ReleaseRead] = []
    seconds: list[float] = []
    faults: list[DashboardError] = []
    population: dict[tuple[AreaCode, Period], float] = {}
    for file in files:
        started = stopwatch()
        try:
            reads.append(_read(session, file, progress, {}))
        except BenchmarkError as fault:
            faults.append(fault)
        else:
            population.update(population_in(session, reads[-1]))
        seconds.append(stopwatch() - started)
    if faults:
        raise _together(len(files), faults)
    for place, file in enumerate(files) if population else ():
        if any(issue.code == NO_POPULATION for issue in reads[place].issues):
            started = stopwatch()
            reads[place] = _read(session, file, progress, population)
            seconds[place] += stopwatch() - started
    return reads, seconds


def _read(session: Session, file: ReleaseFile, progress: Tell | None, population: Population) -> ReleaseRead:
    tell = None if progress is None else lambda words: progress(f"{file.filename}: {words}")
    return read_published(session, file.filename, file.content, progress=tell, said=file.said, population=population)


def _together(count: int, faults: Sequence[DashboardError]) -> DashboardError:
    if count == 1:
        return faults[0]
    issues = tuple(issue for fault in faults for issue in fault.issues)
    return BenchmarkError(f"{len(faults)} of {count} files cannot be read. Nothing has been saved.", issues)


def _in_order(session: Session, reads: Sequence[ReleaseRead]) -> Iterator[int]:
    """Give the files' places in the order of publication: populations first, then older releases before newer ones."""

    def key(place: int) -> tuple[bool, str, tuple[object, ...], int]:
        latest = reads[place].latest
        age = (latest is not None, *(latest.sort_key if latest else ()))
        return (not population_in(session, reads[place]), str(reads[place].series), age, place)

    return iter(sorted(range(len(reads)), key=key))


def _as_stored(preview: ReleasePreview, number: int) -> pd.DataFrame:
    """Give a preview's figures as the store will give them once it is published."""
    changes = preview.changes
    frame = changes.observations.frame if changes is not None else preview.read.observations.frame
    return frame.assign(
        edition=number,
        report=str(preview.read.series),
        as_at=str(preview.read.latest or ""),
        issue_number=RELEASE_ISSUE,
        issued_on=preview.day.isoformat() if preview.day else "",
        filename=preview.filename,
    )


def _refuse(previews: Sequence[ReleasePreview], *, strict: bool) -> None:
    refused = [one for one in previews if one.outcome is Outcome.REFUSE]
    if refused:
        nothing = "holds nothing to publish" if not _issues(refused) else "cannot be published"
        files = refused[0].filename if len(previews) == 1 else f"{len(refused)} of {len(previews)} files"
        verb = nothing if len(refused) == 1 else nothing.replace("holds", "hold")
        raise BenchmarkError(f"{files} {verb}. Nothing has been saved.", _issues(refused))
    standing = tuple(issue for one in previews if one.already is None for issue in one.to_accept)
    if strict and standing:
        raise BenchmarkError("The files have errors or warnings; nothing has been saved.", standing)


def _issues(previews: Iterable[ReleasePreview]) -> tuple[Issue, ...]:
    return tuple(issue for one in previews for issue in one.to_accept)


def _publish(
    session: Session, preview: ReleasePreview, *, by: str, reason: str, progress: Tell | None
) -> tuple[ReleasePreview, Receipt]:
    for _ in range(TRIES - 1):
        preview = _brought_up_to_date(session, preview)
        try:
            return preview, publish_release(session, preview, by=by, reason=reason, progress=progress)
        except StoreError as fault:
            if not is_overtaken(fault):
                raise
    preview = _brought_up_to_date(session, preview)
    return preview, publish_release(session, preview, by=by, reason=reason, progress=progress)


def _brought_up_to_date(session: Session, preview: ReleasePreview) -> ReleasePreview:
    """Compare anew where the series moved on since; other series' editions change nothing about it."""
    now = session.store.revision()
    if now == preview.revision:
        return preview
    if any(edition.report == preview.read.series for edition in moves_since(session, preview.revision)):
        fresh = compare_release(session, preview.filename, preview.content, preview.read)
        return dated(session, fresh, preview.issued_on)
    return replace(preview, revision=now)

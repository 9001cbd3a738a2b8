"""The demonstration: every workbook of ``data/demo`` and every release of ``data/benchmarks`` through the real road."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from dashboard.benchmarks.own import KeptRelease, load_kept_releases
from dashboard.errors import StoreError, WorkbookError
from dashboard.intake.preview import preview_read, read_file
from dashboard.intake.publish import publish_preview
from dashboard.intake.releases import preview_release, publish_release
from dashboard.intake.session import Session
from dashboard.store.records import Receipt
from dashboard.workbook.read import WorkbookRead

PUBLISHER = "Demonstration"
REASON = "Demonstration data"
# Papers are published in the morning of the day they are issued.
HOUR_OF_ISSUE = 9
ISSUE_DATES = "issued.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One thing to publish, with the day it was issued."""

    issued_on: date
    name: str
    publish: Callable[[Session, date], Receipt]


def fill_demonstration(
    session: Session,
    data_folder: Path,
    *,
    leave_out: Iterable[str] = (),
    progress: Callable[[str], None] | None = None,
) -> tuple[Receipt, ...]:
    """Publish the demonstration in the order of issue, each edition recorded on its day of issue.

    ``leave_out`` names workbooks to skip. Files already published change nothing.

    Raises:
        StoreError: when the store holds editions that the demonstration did not make.
        WorkbookError: when a workbook of the demonstration is refused.
    """
    if any(edition.by != PUBLISHER for edition in session.store.editions()):
        raise StoreError("The store holds editions of its own; the demonstration goes into an empty one only.")
    steps = [*_workbooks(session, data_folder / "demo", frozenset(leave_out)), *_releases(session, data_folder)]
    receipts = []
    for step in sorted(steps, key=lambda step: (step.issued_on, step.name)):
        if progress:
            progress(f"Publishing {step.name}")
        moment = datetime.combine(step.issued_on, time(HOUR_OF_ISSUE), UTC)
        receipts.append(step.publish(replace(session, clock=_stopped_at(moment)), step.issued_on))
    return tuple(receipts)


def _stopped_at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def _workbooks(session: Session, folder: Path, leave_out: frozenset[str]) -> list[_Step]:
    dates = _issue_dates(folder / ISSUE_DATES)
    steps = []
    for path in sorted(folder.glob("*.xlsx")):
        if path.name in leave_out:
            continue
        read = read_file(session, path.name, path.read_bytes())
        issued_on = (read.identity.issued_on if read.identity else None) or dates.get(path.name)
        if issued_on is None:
            raise WorkbookError(f"{path.name} prints no date issued and {ISSUE_DATES} gives none.")
        steps.append(_Step(issued_on=issued_on, name=path.name, publish=_workbook_publisher(path.name, read)))
    return steps


def _workbook_publisher(name: str, read: WorkbookRead) -> Callable[[Session, date], Receipt]:
    def publish(session: Session, issued_on: date) -> Receipt:
        preview = preview_read(session, name, read)
        return publish_preview(session, preview, by=PUBLISHER, reason=REASON, accepted=True, issued_on=issued_on)

    return publish


def _releases(session: Session, data_folder: Path) -> list[_Step]:
    kept = load_kept_releases(data_folder / "benchmarks", session.catalogue)
    return [
        _Step(issued_on=one.release.issued_on, name=one.release.filename, publish=_release_publisher(one))
        for one in kept
    ]


def _release_publisher(kept: KeptRelease) -> Callable[[Session, date], Receipt]:
    def publish(session: Session, issued_on: date) -> Receipt:
        preview = preview_release(session, kept.release.filename, kept.content)
        return publish_release(session, preview, by=PUBLISHER, reason=REASON, issued_on=issued_on)

    return publish


def _issue_dates(path: Path) -> dict[str, date]:
    """Read the dates of workbooks that print none: columns ``file``, ``issued_on``, ``note``."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["file"]: date.fromisoformat(row["issued_on"]) for row in csv.DictReader(file)}

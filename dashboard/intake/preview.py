"""Preview a workbook: guard, read, check and compare with the store; nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.editions.lines import period_of, read_past
from dashboard.editions.preview import EditionChanges, preview_changes
from dashboard.editions.restated_marks import step_of
from dashboard.editions.tidy import tidy_rows
from dashboard.errors import WorkbookError
from dashboard.intake.figure_checks import NOT_COMPARED, Upload, check_figures
from dashboard.intake.ratings import RatingChange, rating_changes
from dashboard.intake.session import Session
from dashboard.intake.story import Place, tell_story
from dashboard.issues import Issue, refuses
from dashboard.store.records import Edition
from dashboard.vocabulary import Kind, Severity
from dashboard.workbook.guard import WorkbookFile, guard_workbook
from dashboard.workbook.identity import Declared, Identity
from dashboard.workbook.matching import RenumberedMeasure, UnknownMeasure
from dashboard.workbook.parse import expect_workbook
from dashboard.workbook.read import NOTHING_DECLARED, WorkbookRead, read_workbook
from dashboard.workbook.recognise import SheetMatch


class Outcome(StrEnum):
    """How an upload ends."""

    LOAD = "load"
    LOAD_WITH_WARNINGS = "load_with_warnings"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What one workbook says and what publishing it would change.

    ``changes`` is None when the file is refused. ``revision`` is the store's revision it was compared with.
    ``already`` is the standing edition of the same bytes. ``story`` says in sentences where the file stands among what
    is published; ``not_checked`` names the checks that could not run, and why.
    """

    filename: str
    file: WorkbookFile | None
    identity: Identity | None
    sheets: tuple[SheetMatch, ...]
    issues: tuple[Issue, ...]
    changes: EditionChanges | None
    revision: int
    ratings: tuple[RatingChange, ...] = ()
    already: Edition | None = None
    story: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()
    unknown_measures: tuple[UnknownMeasure, ...] = ()
    renumbered_measures: tuple[RenumberedMeasure, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """Say how publishing would end."""
        if self.changes is None:
            return Outcome.REFUSE
        return Outcome.LOAD_WITH_WARNINGS if self.to_accept else Outcome.LOAD

    @property
    def to_accept(self) -> tuple[Issue, ...]:
        """List the errors and warnings that need a tick and a reason before publishing."""
        return tuple(issue for issue in self.issues if issue.severity is not Severity.NOTE)

    @property
    def issued_on(self) -> date | None:
        """Give the date issued that the workbook prints."""
        return self.identity.issued_on if self.identity else None


def preview_workbook(
    session: Session,
    filename: str,
    content: bytes,
    *,
    progress: Callable[[str], None] | None = None,
    declared: Declared = NOTHING_DECLARED,
) -> Preview:
    """Read a workbook and work out what publishing it would change. A file that cannot be read gives a refusal."""
    try:
        read = read_file(session, filename, content, progress=progress, declared=declared)
    except WorkbookError as fault:
        return _refusal(filename, session.store.revision(), fault.issues)
    return preview_read(session, filename, read, progress=progress)


def preview_read(
    session: Session, filename: str, read: WorkbookRead, *, progress: Callable[[str], None] | None = None
) -> Preview:
    """Work out what publishing a workbook that is read already would change."""
    revision = session.store.revision()
    if read.identity is None or read.is_refused:
        return _refusal(filename, revision, read.issues, read)
    if progress:
        progress("Comparing with what is published")
    return _compared(session, read, read.identity, revision)


def read_file(
    session: Session,
    filename: str,
    content: bytes,
    *,
    progress: Callable[[str], None] | None = None,
    declared: Declared = NOTHING_DECLARED,
) -> WorkbookRead:
    """Guard and read a workbook.

    Raises:
        WorkbookError: when the guard or the parser refuses it.
    """
    expect_workbook()
    return read_workbook(
        guard_workbook(filename, content, progress),
        session.catalogue,
        session.our_names,
        progress,
        layouts=session.layouts,
        declared=declared,
        our_region=session.our_region,
    )


def _refusal(filename: str, revision: int, issues: tuple[Issue, ...], read: WorkbookRead | None = None) -> Preview:
    return Preview(
        filename=filename,
        file=read.file if read else None,
        identity=read.identity if read else None,
        sheets=read.sheets if read else (),
        issues=issues,
        changes=None,
        revision=revision,
        not_checked=(NOT_COMPARED,),
        unknown_measures=read.unknown_measures if read else (),
        renumbered_measures=read.renumbered_measures if read else (),
    )


def _compared(session: Session, read: WorkbookRead, identity: Identity, revision: int) -> Preview:
    tidied = tidy_rows(read.rows, identity.as_at, session.area_codes)
    report = identity.report.id
    stored = session.store.figures(reports=[report])
    changes = preview_changes(
        tidied.observations,
        stored,
        report=report,
        as_at=identity.as_at,
        issue_number=identity.issue_number,
        refused=tidied.refused,
    )
    past = read_past(stored, session.our_code)
    upload = Upload(rows=read.rows, identity=identity, changes=changes, stored=stored, past=past)
    found, not_checked = check_figures(session, upload)
    issues = (*read.issues, *tidied.issues, *found, *_edition_issues(identity, changes, read.issues))
    editions = session.store.editions()
    already = next((e for e in editions if e.sha256 == read.file.sha256 and e.withdrawn is None), None)
    return Preview(
        filename=read.file.name,
        file=read.file,
        identity=identity,
        sheets=read.sheets,
        issues=issues,
        changes=None if refuses(issues) else changes,
        revision=revision,
        ratings=rating_changes(changes, session.catalogue, report, session.our_code, past),
        already=already,
        story=tell_story(_place(read, identity, changes), editions, issues),
        not_checked=not_checked,
        unknown_measures=read.unknown_measures,
        renumbered_measures=read.renumbered_measures,
    )


def _place(read: WorkbookRead, identity: Identity, changes: EditionChanges) -> Place:
    year = identity.as_at.financial_year
    months = {period_of(row.period) for row in read.rows if row.kind is Kind.VALUE}
    return Place(
        identity=identity,
        sha256=read.file.sha256,
        changes=changes,
        step=step_of(read.rows),
        earlier_year=any(period.start < year.start for period in months),
    )


def _edition_issues(identity: Identity, changes: EditionChanges, read: tuple[Issue, ...]) -> list[Issue]:
    issues = []
    # A date that is printed but cannot be right was told where it was read.
    if identity.issued_on is None and "issue-date-too-early" not in {issue.code for issue in read}:
        issues.append(Issue(code="issue-date-missing", what="The workbook does not say when it was issued."))
    if changes.overridden:
        what = f"A newer issue is published, which states {changes.overridden} of these figures otherwise."
        issues.append(Issue(code="older-issue", what=what))
    return issues

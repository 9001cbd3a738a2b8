"""Preview and publish a published statistical release: benchmarks are editions too."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from dashboard.benchmarks.lait_dictionary import DICTIONARY, without_contacts
from dashboard.benchmarks.publication import Publication
from dashboard.benchmarks.release import ReleaseRead, rows_said
from dashboard.benchmarks.said import NOTHING_SAID, ReleaseSaid
from dashboard.editions.preview import COMPARED_BY, EditionChanges, preview_changes
from dashboard.editions.resolve import last_in_report
from dashboard.errors import BenchmarkError
from dashboard.intake.preview import Outcome
from dashboard.intake.release_checks import Compared, check_release
from dashboard.intake.release_dates import check_day, known_publication
from dashboard.intake.release_reading import read_published
from dashboard.intake.session import Session
from dashboard.issues import Issue, refuses
from dashboard.periods import Period, financial_year
from dashboard.store.records import AcceptedIssue, Edition, EditionDraft, Receipt
from dashboard.vocabulary import ReportId, Severity

__all__ = ["ReleasePreview", "ReleaseSaid", "compare_release", "dated", "preview_release", "publish_release"]

# A release has no issue number of its own; a corrected one is a later record of the same year.
RELEASE_ISSUE = 1
COMPARING, SAVING = "Comparing with what is published", "Saving"
# A release may hold half a million figures: of those stored before, only what is compared and checked is read.
_READ_OF_STORED = (*COMPARED_BY, "derived", "sheet")
# What a file without figures is compared by: it has no rows, so that any year serves.
_NO_YEAR = financial_year(1900)
UNEXPLAINED = "Tick each thing that is wrong and give a reason for it before publishing. Nothing has been saved."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePreview:
    """What a release says and what publishing it would change; ``changes`` is None when it is refused.

    ``issued`` is the day of publication as far as it is known, ``issued_on`` the day that an officer gave. ``checked``
    are the issues found beside what is published, ``about_day`` those about the day. ``already`` is the standing
    edition of the same bytes, ``reached`` the newest period that earlier files of its kind had reached.
    """

    filename: str
    content: bytes
    read: ReleaseRead
    title: str
    changes: EditionChanges | None
    revision: int
    issued: Publication | None = None
    issued_on: date | None = None
    checked: tuple[Issue, ...] = ()
    about_day: tuple[Issue, ...] = ()
    already: Edition | None = None
    reached: Period | None = None

    @property
    def outcome(self) -> Outcome:
        """Say how publishing would end."""
        if self.changes is None or refuses(self.issues):
            return Outcome.REFUSE
        return Outcome.LOAD_WITH_WARNINGS if self.to_accept else Outcome.LOAD

    @property
    def issues(self) -> tuple[Issue, ...]:
        """List the issues met in the file, beside what is published, and about its day of publication."""
        return (*self.read.issues, *self.checked, *self.about_day)

    @property
    def to_accept(self) -> tuple[Issue, ...]:
        """List the errors and warnings that need a tick and a reason before publishing."""
        return tuple(issue for issue in self.issues if issue.severity is not Severity.NOTE)

    @property
    def day(self) -> date | None:
        """Give the day of publication that would be recorded; None where the day of loading stands for it."""
        return self.issued_on or (self.issued.published_on if self.issued else None)

    @property
    def has_figures(self) -> bool:
        """Tell a release from a reference file, such as a list of neighbours."""
        return len(self.read.observations) > 0


def preview_release(
    session: Session,
    filename: str,
    content: bytes,
    *,
    progress: Callable[[str], None] | None = None,
    said: ReleaseSaid = NOTHING_SAID,
) -> ReleasePreview:
    """Read a release and compare it with what its series has stored.

    ``progress`` is told what is being done. The day of publication is the one known; ``dated`` gives it another.

    Raises:
        BenchmarkError: when the file is none that the catalogue knows.
    """
    read = read_published(session, filename, content, progress=progress, said=said)
    return compare_release(session, filename, content, read, progress=progress)


def compare_release(
    session: Session,
    filename: str,
    content: bytes,
    read: ReleaseRead,
    *,
    progress: Callable[[str], None] | None = None,
    stored_too: pd.DataFrame | None = None,
) -> ReleasePreview:
    """Compare a release that is read already with what its series has stored.

    ``stored_too`` are rows to be counted among the stored: those of files that are to be published before it.
    """
    revision = session.store.revision()
    editions = session.store.editions()
    dataset = session.catalogue.dataset(read.dataset)
    title = read.title or (dataset.name if dataset else read.dataset)
    preview = ReleasePreview(
        filename=filename,
        content=content,
        read=read,
        title=title,
        changes=None,
        revision=revision,
        issued=known_publication(session, read),
        already=_standing(editions, content),
        reached=_reached(editions, read.series, title),
    )
    if not refuses(read.issues) and (read.latest is not None or read.facts):
        if progress:
            progress(COMPARING)
        preview = _compared(session, preview, stored_too)
    return dated(session, preview, None)


def dated(session: Session, preview: ReleasePreview, issued_on: date | None) -> ReleasePreview:
    """Give the preview with the day of publication that an officer gives (None: the one known), checked."""
    today = session.clock().date()
    # Of a file that cannot be published so, the day does not matter.
    found = (
        ()
        if preview.changes is None
        else check_day(preview.read, preview.filename, known=preview.issued, given=issued_on, today=today)
    )
    return replace(preview, issued_on=issued_on, about_day=found)


def publish_release(
    session: Session,
    preview: ReleasePreview,
    *,
    by: str,
    reason: str = "",
    issued_on: date | None = None,
    reasons: Mapping[Issue, str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Receipt:
    """Publish a release's figures as an edition.

    Its day of publication is ``issued_on``, else the one that the preview was given or that is known, else today.
    ``reasons`` says of each error and warning why it may stand; left out, ``reason`` stands for them all.

    Raises:
        BenchmarkError: when the release is refused, holds nothing that the catalogue wants, cannot have been published
            on that day, or an issue was not accepted with a reason.
        StoreError: when someone else published since the preview, or the store refuses.
    """
    preview = dated(session, preview, issued_on or preview.issued_on)
    if preview.changes is None:
        raise BenchmarkError(f"{preview.filename} holds nothing to publish. Nothing has been saved.", preview.issues)
    if refuses(preview.issues):
        raise BenchmarkError(f"{preview.filename} cannot be published so. Nothing has been saved.", preview.about_day)
    accepted = _accepted(preview, reasons, reason)
    unexplained = tuple(one.issue for one in accepted if not one.reason)
    if reasons is not None and unexplained and preview.already is None:
        raise BenchmarkError(UNEXPLAINED, unexplained)
    if progress:
        progress(SAVING)
    now = session.clock()
    draft = _draft(preview, preview.changes, preview.day or now.date(), by=by, reason=reason, accepted=accepted)
    return session.store.publish(draft, recorded_at=now, expected_revision=preview.revision)


def _compared(session: Session, preview: ReleasePreview, stored_too: pd.DataFrame | None) -> ReleasePreview:
    read = preview.read
    stored = session.store.figures(reports=[read.series], columns=_READ_OF_STORED)
    if stored_too is not None:
        own = stored_too.loc[stored_too["report"] == read.series, stored.columns]
        stored = pd.concat([stored, own], ignore_index=True) if not stored.empty else own
    stored = last_in_report(stored)
    changes = preview_changes(
        read.observations,
        stored,
        report=read.series,
        as_at=read.latest or _NO_YEAR,
        issue_number=RELEASE_ISSUE,
        refused=sum(rows_said(issue.cell) for issue in read.issues if issue.severity is Severity.ERROR),
    )
    checked = check_release(session, Compared(read=read, stored=stored, changes=changes), preview.filename)
    return replace(preview, changes=changes, checked=checked)


def _standing(editions: tuple[Edition, ...], content: bytes) -> Edition | None:
    digest = hashlib.sha256(content).hexdigest()
    return next((edition for edition in editions if edition.sha256 == digest and edition.withdrawn is None), None)


def _reached(editions: tuple[Edition, ...], series: ReportId, title: str) -> Period | None:
    own = [
        one.as_at
        for one in editions
        if (one.report, one.title) == (series, title) and one.withdrawn is None and one.as_at
    ]
    return max(own, key=lambda period: period.sort_key, default=None)


def _accepted(preview: ReleasePreview, reasons: Mapping[Issue, str] | None, reason: str) -> tuple[AcceptedIssue, ...]:
    given, otherwise = (reasons, "") if reasons is not None else ({}, reason.strip())
    return tuple(
        AcceptedIssue(issue=issue, reason=given.get(issue, "").strip() or otherwise) for issue in preview.to_accept
    )


def _draft(
    preview: ReleasePreview,
    changes: EditionChanges,
    issued_on: date,
    *,
    by: str,
    reason: str,
    accepted: tuple[AcceptedIssue, ...],
) -> EditionDraft:
    return EditionDraft(
        report=preview.read.series,
        title=preview.title,
        as_at=preview.read.latest,
        issue_number=RELEASE_ISSUE,
        issued_on=issued_on,
        filename=preview.filename,
        content=without_contacts(preview.content) if _is_dictionary(preview.read) else preview.content,
        sha256=hashlib.sha256(preview.content).hexdigest(),
        observations=changes.observations,
        by=by,
        reason=reason,
        accepted=accepted,
        counts=changes.counts,
    )


def _is_dictionary(read: ReleaseRead) -> bool:
    return read.series == DICTIONARY

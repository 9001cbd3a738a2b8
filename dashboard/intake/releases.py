"""Preview and publish a published statistical release: benchmarks are editions too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.benchmarks.read import read_release
from dashboard.benchmarks.release import ReleaseRead
from dashboard.editions.preview import EditionChanges, preview_changes
from dashboard.errors import BenchmarkError
from dashboard.intake.preview import Outcome
from dashboard.intake.session import Session
from dashboard.issues import Issue, refuses
from dashboard.store.records import AcceptedIssue, EditionDraft, Receipt
from dashboard.vocabulary import Severity

# A release has no issue number of its own; a corrected one is a later record of the same year.
RELEASE_ISSUE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePreview:
    """What a release says and what publishing it would change; ``changes`` is None when it is refused."""

    filename: str
    content: bytes
    read: ReleaseRead
    changes: EditionChanges | None
    revision: int

    @property
    def outcome(self) -> Outcome:
        """Say how publishing would end."""
        if self.changes is None:
            return Outcome.REFUSE
        stands = any(issue.severity is not Severity.NOTE for issue in self.issues)
        return Outcome.LOAD_WITH_WARNINGS if stands else Outcome.LOAD

    @property
    def issues(self) -> tuple[Issue, ...]:
        """List the issues met in the file."""
        return self.read.issues


def preview_release(session: Session, filename: str, content: bytes) -> ReleasePreview:
    """Read a release and compare it with what its series has stored.

    Raises:
        BenchmarkError: when the file is none that the catalogue knows.
    """
    revision = session.store.revision()
    read = read_release(content, filename, session.catalogue, session.areas)
    changes = None
    if read.latest is not None and not refuses(read.issues):
        changes = preview_changes(
            read.observations,
            session.store.figures(reports=[read.series]),
            report=read.series,
            as_at=read.latest,
            issue_number=RELEASE_ISSUE,
            refused=sum(issue.severity is Severity.ERROR for issue in read.issues),
        )
    return ReleasePreview(filename=filename, content=content, read=read, changes=changes, revision=revision)


def publish_release(
    session: Session, preview: ReleasePreview, *, by: str, reason: str = "", issued_on: date | None = None
) -> Receipt:
    """Publish a release's figures as an edition; ``issued_on`` is its publication date, else today.

    Raises:
        BenchmarkError: when the release is refused or holds nothing that the catalogue wants.
        StoreError: when someone else published since the preview, or the store refuses.
    """
    if preview.changes is None:
        raise BenchmarkError(f"{preview.filename} holds nothing to publish. Nothing has been saved.", preview.issues)
    dataset = session.catalogue.dataset(preview.read.dataset)
    now = session.clock()
    draft = EditionDraft(
        report=preview.read.series,
        title=dataset.name if dataset else preview.read.dataset,
        as_at=preview.read.latest,
        issue_number=RELEASE_ISSUE,
        issued_on=issued_on or now.date(),
        filename=preview.filename,
        content=preview.content,
        observations=preview.changes.observations,
        by=by,
        reason=reason,
        accepted=tuple(AcceptedIssue(issue=issue, reason=reason) for issue in preview.issues),
        counts=preview.changes.counts,
    )
    return session.store.publish(draft, recorded_at=now, expected_revision=preview.revision)

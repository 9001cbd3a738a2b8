"""Publish a previewed workbook as a numbered edition."""

from __future__ import annotations

from datetime import date

from dashboard.errors import WorkbookError
from dashboard.intake.preview import Preview
from dashboard.intake.session import Session
from dashboard.store.records import EditionDraft, Receipt


def publish_preview(
    session: Session,
    preview: Preview,
    *,
    by: str,
    reason: str = "",
    accepted: bool = False,
    issued_on: date | None = None,
) -> Receipt:
    """Publish the preview's figures in one transaction.

    ``accepted`` says that the errors and warnings were seen; it and a reason are needed while any stands. The date
    issued is the workbook's own, else ``issued_on``, else today.

    Raises:
        WorkbookError: when the file is refused, or its issues were not accepted with a reason.
        StoreError: when someone else published since the preview, or the store refuses.
    """
    if (
        preview.changes is not None
        and preview.to_accept
        and preview.already is None
        and not (accepted and reason.strip())
    ):
        raise WorkbookError(
            "Tick that you have seen what is wrong, and give a reason, before publishing. Nothing has been saved.",
            preview.to_accept,
        )
    now = session.clock()
    draft = _draft(preview, by=by, reason=reason, issued_on=preview.issued_on or issued_on or now.date())
    return session.store.publish(draft, recorded_at=now, expected_revision=preview.revision)


def _draft(preview: Preview, *, by: str, reason: str, issued_on: date) -> EditionDraft:
    if preview.changes is None or preview.identity is None or preview.file is None:
        refused = f"{preview.filename} cannot be published: it is refused. Nothing has been saved."
        raise WorkbookError(refused, preview.issues)
    return EditionDraft(
        report=preview.identity.report.id,
        title=preview.identity.title,
        as_at=preview.identity.as_at,
        issue_number=preview.identity.issue_number,
        issued_on=issued_on,
        filename=preview.filename,
        content=preview.file.content,
        observations=preview.changes.observations,
        by=by,
        reason=reason,
        accepted=preview.to_accept,
        counts=preview.changes.counts,
    )

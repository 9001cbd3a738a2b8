"""Publish a previewed workbook as a numbered edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.errors import StoreError, WorkbookError
from dashboard.intake.preview import Preview
from dashboard.intake.session import Session
from dashboard.issues import Issue
from dashboard.store.records import AcceptedIssue, EditionDraft, Receipt

STORE_MOVED = "store-moved"
# How often a publication that others overtake is previewed anew. Of four publishers that never pause, one is overtaken
# this often less than once in ten million publications: (3/4)^60.
TRIES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A publication's receipt, and the preview that it was made from."""

    preview: Preview
    receipt: Receipt


def publish_preview(
    session: Session,
    preview: Preview,
    *,
    by: str,
    reason: str = "",
    reasons: Mapping[Issue, str] | None = None,
    accepted: bool = False,
    issued_on: date | None = None,
) -> Receipt:
    """Publish the preview's figures in one transaction.

    ``reasons`` says of each error and warning why it may stand. ``accepted`` says that all were seen and that
    ``reason``, which is otherwise the edition's own, stands for those without one. The date issued is the workbook's
    own, else ``issued_on``, else today.

    Raises:
        WorkbookError: when the file is refused, or an issue was not accepted with a reason.
        StoreError: when someone else published since the preview (see ``is_overtaken``), or the store refuses.
    """
    standing = _accepted(preview, reasons or {}, reason if accepted else "")
    unexplained = tuple(one.issue for one in standing if not one.reason)
    if preview.changes is not None and unexplained and preview.already is None:
        raise WorkbookError(
            "Tick each thing that is wrong and give a reason for it before publishing. Nothing has been saved.",
            unexplained,
        )
    now = session.clock()
    draft = _draft(preview, standing, by=by, reason=reason, issued_on=preview.issued_on or issued_on or now.date())
    return session.store.publish(draft, recorded_at=now, expected_revision=preview.revision)


def publish_afresh(
    session: Session, preview_now: Callable[[], Preview], *, by: str, reason: str, issued_on: date | None = None
) -> Published:
    """Publish without asking back, previewing anew each time that someone else published meanwhile.

    Every issue is accepted for ``reason``. ``preview_now`` may raise to stop the publication.

    Raises:
        WorkbookError: when the file is refused.
        StoreError: when others were quicker ``TRIES`` times, or the store refuses.
    """
    for _ in range(TRIES - 1):
        try:
            return _publish_now(session, preview_now(), by=by, reason=reason, issued_on=issued_on)
        except StoreError as fault:
            if not is_overtaken(fault):
                raise
    return _publish_now(session, preview_now(), by=by, reason=reason, issued_on=issued_on)


def is_overtaken(fault: StoreError) -> bool:
    """Tell whether a publication was refused because the store has moved on since its preview."""
    return any(issue.code == STORE_MOVED for issue in fault.issues)


def _publish_now(session: Session, preview: Preview, *, by: str, reason: str, issued_on: date | None) -> Published:
    receipt = publish_preview(session, preview, by=by, reason=reason, accepted=True, issued_on=issued_on)
    return Published(preview=preview, receipt=receipt)


def _accepted(preview: Preview, reasons: Mapping[Issue, str], otherwise: str) -> tuple[AcceptedIssue, ...]:
    return tuple(
        AcceptedIssue(issue=issue, reason=reasons.get(issue, "").strip() or otherwise.strip())
        for issue in preview.to_accept
    )


def _draft(
    preview: Preview, accepted: tuple[AcceptedIssue, ...], *, by: str, reason: str, issued_on: date
) -> EditionDraft:
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
        sha256=preview.file.sha256,
        observations=preview.changes.observations,
        by=by,
        reason=reason,
        accepted=accepted,
        counts=preview.changes.counts,
    )

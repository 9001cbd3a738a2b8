"""Build the upload page's view of a preview."""

from __future__ import annotations

from dashboard.formatting import format_date, plural
from dashboard.intake.preview import Outcome, Preview
from dashboard.intake.session import Session
from dashboard.observations import Observation
from dashboard.periods import Period
from dashboard.views.change_words import ChangeWords
from dashboard.views.upload import IssueLine, SheetLine, UploadView
from dashboard.views.upload_signals import signal_changes
from dashboard.vocabulary import Severity

HEADLINES = {
    Outcome.LOAD: "This workbook is sound and can be published.",
    Outcome.LOAD_WITH_WARNINGS: "This workbook can be published once you have looked at what is wrong with it.",
    Outcome.REFUSE: "This file cannot be published. Nothing has been saved.",
}
LOOK = "Look at what will change, then give your name and press Publish."
PUT_RIGHT = "Put right what is said below, save the workbook and drop it again."
MEND = "Mend the workbook and drop it again, or tick each below and say why it may be published so."


def build_upload(session: Session, preview: Preview) -> UploadView:
    """Say what a workbook holds, what is wrong with it and what publishing it would change."""
    changes = preview.changes
    words = ChangeWords(session)
    already = preview.already
    reached = _month_reached(session, preview)
    added = changes.added if changes else ()
    new = [one for one in added if _is_after(one, reached)]
    return UploadView(
        outcome=str(preview.outcome),
        headline=HEADLINES[preview.outcome],
        advice="" if already else _advice(preview),
        identity=_identity(preview),
        sheets=tuple(
            SheetLine(sheet=match.sheet, recognised=_is_read(match.sheet, preview), words=match.evidence)
            for match in preview.sheets
        ),
        issues=tuple(
            IssueLine(
                severity=str(issue.severity), code=issue.code, place=issue.place, what=issue.what, remedy=issue.remedy
            )
            for issue in preview.issues
        ),
        counts=_counts(preview),
        restated=tuple(words.restated(one) for one in (changes.restated if changes else ())),
        added=words.added(new),
        filled=words.added(one for one in added if not _is_after(one, reached)),
        since=reached.words if reached and changes else "",
        late=tuple(words.restated(one) for one in (changes.late if changes else ())),
        ratings=tuple(words.rating(one) for one in preview.ratings),
        signals=tuple(words.signal(one) for one in signal_changes(session, preview)),
        already_published=f"This very file is already published as edition {already.number}." if already else "",
        needs_issue_date=changes is not None and preview.issued_on is None,
        # Of a file that is published already the headline says all there is.
        story=() if already else preview.story,
        not_checked=preview.not_checked,
    )


def _advice(preview: Preview) -> str:
    """Say what to do next, and how much of it there is."""
    if preview.outcome is Outcome.REFUSE:
        return PUT_RIGHT
    left_out = sum(issue.severity is Severity.ERROR for issue in preview.issues)
    to_check = sum(issue.severity is Severity.WARNING for issue in preview.issues)
    counts = [f"{plural(left_out, 'thing')} left out"] * bool(left_out) + [f"{to_check} to check"] * bool(to_check)
    return f"{' and '.join(counts)}. {MEND}" if counts else LOOK


def _month_reached(session: Session, preview: Preview) -> Period | None:
    """Give the latest as-at month of the report's editions that stand; None for its first."""
    if preview.identity is None:
        return None
    report = preview.identity.report.id
    months = [one.as_at for one in session.store.editions() if one.report == report and not one.withdrawn and one.as_at]
    return max(months, key=lambda month: month.sort_key, default=None)


def _is_after(figure: Observation, reached: Period | None) -> bool:
    return reached is None or figure.period.end > reached.end


def _identity(preview: Preview) -> tuple[tuple[str, str], ...]:
    identity = preview.identity
    if identity is None:
        return (("File", preview.filename),)
    issued = format_date(identity.issued_on) if identity.issued_on else "not stated in the workbook"
    return (
        ("File", preview.filename),
        ("Report", identity.report.name),
        ("As at", identity.as_at.words),
        ("Issue", str(identity.issue_number)),
        ("Date issued", issued),
    )


def _is_read(sheet: str, preview: Preview) -> bool:
    if any(match.sheet == sheet and match.is_recognised for match in preview.sheets):
        return True
    return preview.changes is not None and sheet in set(preview.changes.observations.frame["sheet"])


def _counts(preview: Preview) -> tuple[tuple[str, int], ...]:
    if preview.changes is None:
        return ()
    counts = preview.changes.counts
    return (
        ("figures added", counts.added),
        ("restated", counts.restated),
        ("unchanged", counts.unchanged),
        ("cells left out", counts.refused),
    )

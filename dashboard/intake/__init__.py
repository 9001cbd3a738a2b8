"""Intake: from a file to a published edition, the one road for pages, command line and demonstration."""

from dashboard.intake.history import withdraw_edition
from dashboard.intake.preview import Preview, preview_workbook
from dashboard.intake.publish import publish_preview
from dashboard.intake.releases import ReleasePreview, preview_release, publish_release
from dashboard.intake.session import Session, open_session

__all__ = [
    "Preview",
    "ReleasePreview",
    "Session",
    "open_session",
    "preview_release",
    "preview_workbook",
    "publish_preview",
    "publish_release",
    "withdraw_edition",
]

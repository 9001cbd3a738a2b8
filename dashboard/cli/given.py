"""Read a file that a command names, unless it is larger than any that is read."""

from __future__ import annotations

from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.issues import Issue
from dashboard.workbook.limits import MAX_UPLOAD_MEGABYTES, MEGABYTE


def read_given(path: Path) -> bytes:
    """Give a file's bytes; the upload box takes no larger ones either.

    Raises:
        DashboardError: ``file-too-large``, before any of it is read.
    """
    size = path.stat().st_size
    if size > MAX_UPLOAD_MEGABYTES * MEGABYTE:
        what = f"{path.name} has {size / MEGABYTE:,.0f} MB; {MAX_UPLOAD_MEGABYTES} MB is the most."
        raise DashboardError(what, (Issue(code="file-too-large", what=what, file=path.name),))
    return path.read_bytes()

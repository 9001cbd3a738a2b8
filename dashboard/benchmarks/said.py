"""What an officer says of a published file that the file does not say itself."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSaid:
    """What was said of a list of neighbours: its month, such as ``2025-05``, and the first year that it serves."""

    list_month: str = ""
    serves_from: Period | None = None


NOTHING_SAID = ReleaseSaid()

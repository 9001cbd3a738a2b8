"""What publishing would change, counted and listed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.observations import Observation


class ChangeKind(StrEnum):
    """What one figure does to the store.

    Added: none was stored, absent or missing, and one is printed now; restated: one was stored, and another or none is
    printed now; unchanged: the rest of the figures printed. Targets, ratings, directions and blanks are not counted.
    """

    ADDED = "added"
    RESTATED = "restated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCounts:
    """How many figures were added, restated, unchanged, and cells refused because of an issue."""

    added: int = 0
    restated: int = 0
    unchanged: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement:
    """A figure that stood and now reads otherwise."""

    old: Observation
    new: Observation

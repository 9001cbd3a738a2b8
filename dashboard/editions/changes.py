"""What publishing would change, counted and listed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.observations import Observation


class ChangeKind(StrEnum):
    """What one figure does to the store (DESIGN §7, "Counting changes")."""

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

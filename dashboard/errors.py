"""What stops work: one family of exceptions, each carrying the issues that a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.issues import Issue


class DashboardError(Exception):
    """Stop work with a message fit for a reader, and the issues behind it."""

    def __init__(self, message: str, issues: tuple[Issue, ...] = ()) -> None:
        super().__init__(message)
        self.issues = issues


class CatalogueError(DashboardError):
    """The catalogue cannot be used as it stands."""


class WorkbookError(DashboardError):
    """A workbook cannot be read at all."""


class BenchmarkError(DashboardError):
    """A published benchmark file cannot be read."""


class StoreError(DashboardError):
    """The store cannot be opened, or refuses what was asked of it."""


class SettingsError(DashboardError):
    """A setting has a value that cannot be used."""

"""The store: numbered editions, append-only, in SQLite or PostgreSQL."""

from dashboard.store.records import (
    FIGURE_COLUMNS,
    AcceptedIssue,
    AsOf,
    Edition,
    EditionDraft,
    OriginalFile,
    Receipt,
    Withdrawal,
)
from dashboard.store.store import Store, open_store

__all__ = [
    "FIGURE_COLUMNS",
    "AcceptedIssue",
    "AsOf",
    "Edition",
    "EditionDraft",
    "OriginalFile",
    "Receipt",
    "Store",
    "Withdrawal",
    "open_store",
]

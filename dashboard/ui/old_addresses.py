"""Addresses that the app had before: links in mails and bookmarks still lead where they led."""

from __future__ import annotations

from collections.abc import Container

# The scorecard was the page the app opens at; of what it asked for, the tracker that is there now has no use for these.
SCORECARD_ALONE = ("report", "section", "search")


def leads_to_scorecard(page: str, asked: Container[str]) -> bool:
    """Tell whether an address of the opening page, whose path is empty, was written for the scorecard."""
    return not page and any(name in asked for name in SCORECARD_ALONE)

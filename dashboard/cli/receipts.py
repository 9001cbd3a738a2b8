"""What the writing commands share: who does it and why, and the receipt as JSON and in words."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.cli.output import JsonValue
from dashboard.store.records import Receipt

# The command line goes ahead and records what stood with the publisher's name; `--strict` refuses.
ACCEPTED_ON_COMMAND_LINE = "Published from the command line"

ByOption = Annotated[str, typer.Option("--by", help="Who does it; kept with the edition.")]


def receipt_document(receipt: Receipt) -> dict[str, JsonValue]:
    """Give a receipt as JSON."""
    counts = receipt.counts
    return {
        "edition": receipt.edition,
        "added": counts.added,
        "restated": counts.restated,
        "unchanged": counts.unchanged,
        "refused": counts.refused,
        "already_published": receipt.already_published,
    }


def receipt_words(receipt: Receipt) -> str:
    """Say a receipt as a sentence."""
    counts = receipt.counts
    state = "was already published" if receipt.already_published else "is published"
    return (
        f"Edition {receipt.edition} {state}: {counts.added:,} figures added, {counts.restated:,} restated, "
        f"{counts.unchanged:,} unchanged, {counts.refused:,} left out."
    )

"""What a figure was before it was restated, as the commands print it."""

from __future__ import annotations

from dashboard.cli.output import JsonValue
from dashboard.editions.history import History, Statement


def earlier_document(history: History | None) -> list[JsonValue]:
    """List what the figure's own report said before, the oldest first: edition, issued_on, value, missing."""
    return [
        {
            "edition": one.edition,
            "issued_on": one.issued_on.isoformat(),
            "value": one.value,
            "missing": str(one.missing or ""),
        }
        for one in (history.earlier if history else ())
    ]


def earlier_words(history: History | None) -> str:
    """Write the same for a table: "84.7 (edition 3, 2019-05-14)"."""
    return "; ".join(_words(one) for one in (history.earlier if history else ()))


def _words(one: Statement) -> str:
    said = str(one.missing) if one.value is None else f"{one.value:g}"
    return f"{said} (edition {one.edition}, {one.issued_on.isoformat()})"

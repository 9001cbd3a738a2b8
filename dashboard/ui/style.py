"""The one style sheet of the pages, written from the colour tokens."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dashboard.charts.tokens import css_variables
from dashboard.ui.html import Html

_SHEETS = (
    "page.css", "signal.css", "scorecard.css", "tracker.css", "indicator.css", "compare.css", "clinic.css",
    "reports.css", "quality.css", "upload.css", "access.css", "print.css",
)  # fmt: skip


@cache
def style_sheet() -> Html:
    """Give the style sheet as a ``<style>`` element."""
    folder = Path(__file__).with_name("styles")
    rules = "\n".join((folder / name).read_text(encoding="utf-8") for name in _SHEETS)
    return Html(f"<style>{css_variables()}\n{rules}</style>")

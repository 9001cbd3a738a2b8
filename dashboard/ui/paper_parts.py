"""What a page keeps off paper: long tables and explanations that nobody opened."""

from __future__ import annotations

from dashboard.ui.components import folded
from dashboard.ui.html import Html, element


def folded_on_paper(summary: str, content: str) -> Html:
    """Fold content away under a summary; on paper it stands only where the reader opened it before printing."""
    return element("div", folded(summary, content), class_="sc-paper-folded")

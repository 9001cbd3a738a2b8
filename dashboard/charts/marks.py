"""The shapes and colours of statuses, on pages and on paper; the words beside them are the view’s."""

from __future__ import annotations

from dashboard.charts.tokens import LIGHT
from dashboard.vocabulary import Rag

# Of the shapes that every usual font has; Liberation Sans and DejaVu Sans lie on a bare Debian.
RAG_SHAPES: dict[Rag, str] = {Rag.GREEN: "●", Rag.AMBER: "▲", Rag.RED: "■"}
# The letters' colour and the ground's; a page takes them from its style sheet, which has them for the dark as well.
RAG_COLOURS: dict[Rag, tuple[str, str]] = {
    Rag.GREEN: (LIGHT.green, LIGHT.green_ground),
    Rag.AMBER: (LIGHT.amber, LIGHT.amber_ground),
    Rag.RED: (LIGHT.red, LIGHT.red_ground),
}
# An arrow shows where the number went; the word beside it says whether that is good.
TRAVEL_ARROWS = {-1: "↓", 0: "→", 1: "↑"}

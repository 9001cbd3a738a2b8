"""Small parts used on every page: status chips, directions, figures, notices, folded tables."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.charts.marks import RAG_SHAPES, TRAVEL_ARROWS
from dashboard.ui.html import Html, element, join
from dashboard.views.parts import FigureCell, RagChip, TravelMark
from dashboard.vocabulary import Travel

# What a screen reader says at once: a fault, and that something is done.
NOTICE_ROLES = {"error": "alert", "good": "status"}

TRAVEL_TONES = {
    Travel.IMPROVEMENT: "improvement",
    Travel.DECLINE_WITHIN_LIMITS: "concern",
    Travel.DECLINE_NOT_ON_TARGET: "concern",
    Travel.INCREASE_NO_POLARITY: "neutral",
    Travel.DECREASE_NO_POLARITY: "neutral",
}


def hidden(words: str) -> Html:
    """Say words to screen readers only."""
    return element("span", words, class_="sc-hidden")


def rag_chip(chip: RagChip) -> Html:
    """Draw a status as shape and word on its colour; states without a colour are plain words."""
    shape = RAG_SHAPES.get(chip.state)
    mark = element("span", shape, aria_hidden="true", class_="sc-shape") if shape else ""
    return element("span", mark, chip.word, class_=f"sc-chip sc-{chip.state.value}", title=chip.title or None)


def travel_mark(mark: TravelMark) -> Html:
    """Draw a direction of travel: an arrow for the number, a word for the meaning."""
    tone = TRAVEL_TONES.get(mark.state, "plain")
    arrow = TRAVEL_ARROWS.get(mark.moved) if mark.moved is not None else None
    drawn = element("span", arrow, aria_hidden="true", class_="sc-arrow") if arrow else ""
    return element("span", drawn, mark.word, class_=f"sc-travel sc-{tone}", title=mark.title or None)


def figure(cell: FigureCell) -> Html:
    """Write a figure, marked r where it was restated and barred where the edition shown restated it."""
    plain = element("span", cell.text, class_="sc-missing" if cell.missing is not None else None)
    if not cell.restated_from:
        return plain
    mark = element("span", "r", class_="sc-r", aria_hidden="true")
    here = " sc-restated-here" if cell.restated_here else ""
    return element("span", plain, mark, hidden(f", restated from {cell.restated_from}"), class_=f"sc-restated{here}")


def titled_figure(cell: FigureCell) -> Html:
    """Write a figure outside the scorecard's table, with what it says on hovering."""
    return element("span", figure(cell), title=cell.title or None)


def figure_classes(cell: FigureCell) -> str:
    """Name the classes of the table cell that holds a figure."""
    return "sc-num sc-is-missing" if cell.missing is not None else "sc-num"


def figure_cell(cell: FigureCell, *, label: str | None = None, extra: str = "") -> Html:
    """Write a figure as a table cell; ``label`` is its heading where the table is folded into a card."""
    return element(
        "td",
        figure(cell),
        class_=f"{figure_classes(cell)} {extra}".strip(),
        title=cell.title or None,
        data_label=label,
    )


def notice(words: str, *, tone: str = "plain", title: str = "") -> Html:
    """Set a message apart; ``tone`` is ``plain``, ``good``, ``warning`` or ``error``."""
    heading = element("strong", title) if title else ""
    role = NOTICE_ROLES.get(tone, "note")
    said = element("span", words) if words else ""
    return element("div", heading, said, class_=f"sc-notice sc-notice-{tone}", role=role)


def folded(summary: str, content: str, *, is_open: bool = False) -> Html:
    """Fold content away under a summary that opens it."""
    return element("details", element("summary", summary), content, class_="sc-folded", open="" if is_open else None)


def facts(pairs: Iterable[tuple[str, str]], *, beside: bool = False) -> Html:
    """List names and what they stand for, one beneath the other or side by side."""
    lines = [(element("dt", name), element("dd", words)) for name, words in pairs if words]
    if beside:
        return element("dl", *(element("div", *line) for line in lines), class_="sc-facts-beside")
    return element("dl", *(join(line) for line in lines), class_="sc-facts")


def bullets(items: Iterable[str], class_: str = "sc-list") -> Html:
    """List items."""
    return element("ul", *(element("li", item) for item in items), class_=class_)


def section(title: str, *content: str, id_: str | None = None) -> Html:
    """Write a section: its question as heading, then the answer."""
    return element("section", element("h2", title), *content, class_="sc-section", id=id_)


def print_footer(words: str) -> Html:
    """Name the edition at the foot of every printed sheet; sent on its own, for a style is taken out of other HTML."""
    # A style sheet's text ends at "</style>", its string at a quote, a backslash or the line's end.
    said = "".join(f"\\{ord(sign):x} " if sign in '"\\<>&\n' else sign for sign in words)
    return Html(f'<style>@page{{@bottom-left{{content:"{said}";font:9pt sans-serif}}}}</style>')

"""The header every page shares: whose figures these are, and that they are a demonstration while they are."""

from __future__ import annotations

from dashboard.ui.html import Html, element
from dashboard.ui.readers import Header


def header_html(header: Header) -> Html:
    """Write the council's name, the product's, and the demonstration notice."""
    names = element(
        "div",
        element("span", header.council, class_="sc-council"),
        element("span", " · children’s services scorecard", class_="sc-product"),
    )
    return element("header", names, _demonstration(header.demonstration), class_="sc-header")


def tab_title(page: str, header: Header) -> str:
    """Name a browser's tab: the page first, for a row of tabs shows the beginnings alone."""
    return f"{page} · {header.council} scorecard"


def _demonstration(words: str) -> Html:
    if not words:
        return Html("")
    return element("div", words, class_="sc-demonstration", role="note")

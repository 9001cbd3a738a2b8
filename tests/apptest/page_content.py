"""What a page of the app shows a reader, taken from what it sends: words, headings, tables and links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

from streamlit.testing.v1 import AppTest

UNSEEN = frozenset({"style", "script"})
# Attributes that are read out, shown or followed.
SAID = ("alt", "aria-label", "title", "href", "data-label", "data-said", "content")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# How Python and pandas write what is not there; "None of the figures" is English.
NOT_WORDS = re.compile(r"(?<![\w-])(?:nan|NaN|NaT|<NA>|None(?! of\b| rated\b| is\b| are\b| was\b))(?![\w-])")
WIDGETS = ("selectbox", "radio", "multiselect", "checkbox", "text_input", "button", "date_input", "toggle")


@dataclass(slots=True)
class Content:
    """What was found on a page."""

    words: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    tables: int = 0
    captions: int = 0
    unscoped: list[str] = field(default_factory=list)
    pictures_without_words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give all words as one line."""
        return " ".join(" ".join(self.words).split())

    def faults(self) -> list[str]:
        """Say what no page may show."""
        found = [f"“{match.group()}” in “{_around(self.text, match)}”" for match in NOT_WORDS.finditer(self.text)]
        if self.headings.count(1) != 1:
            found.append(f"{self.headings.count(1)} headings of the first level")
        pairs = pairwise(self.headings)
        found += [
            f"a heading of level {after} follows one of {before}" for before, after in pairs if after > before + 1
        ]
        if self.tables != self.captions:
            found.append(f"{self.tables} tables with {self.captions} captions")
        found += [f"a heading cell without its scope: {words}" for words in self.unscoped]
        return found + [f"a picture without words: {words}" for words in self.pictures_without_words]


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(match.start() - 60, 0) : match.end() + 40]


class _Reader(HTMLParser):
    """Read one piece of HTML into what is found."""

    def __init__(self, into: Content) -> None:
        super().__init__()
        self.into = into
        self._unseen = 0
        self._notice: list[str] | None = None
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._unseen += tag in UNSEEN
        self.into.words += [given[name] for name in SAID if given.get(name)]
        if tag in HEADINGS:
            self.into.headings.append(int(tag[1]))
        self.into.tables += tag == "table"
        self.into.captions += tag == "caption"
        if tag == "th" and "scope" not in given:
            self.into.unscoped.append(str(given))
        is_silent = given.get("aria-hidden") == "true" or given.get("role") == "presentation"
        if (tag == "img" or given.get("role") == "img") and not is_silent and not _has_name(tag, given):
            self.into.pictures_without_words.append(f"{tag} {given}")
        if tag == "div":
            self._depth += self._notice is not None
            if "sc-notice" in given.get("class", "").split():
                self._notice, self._depth = [], 1

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN
        if tag == "div" and self._notice is not None:
            self._depth -= 1
            if not self._depth:
                self.into.notices.append(" ".join(" ".join(self._notice).split()))
                self._notice = None

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        self.into.words.append(data)
        if self._notice is not None:
            self._notice.append(data)


def _has_name(tag: str, given: dict[str, str]) -> bool:
    # An empty ``alt`` says that the picture adds nothing to the words beside it.
    return "aria-label" in given or "aria-labelledby" in given or (tag == "img" and "alt" in given)


def content_of(app: AppTest) -> Content:
    """Read all that the app shows: its HTML, its charts with their words, and its controls."""
    found = Content()
    for part in app.get("html"):
        reader = _Reader(found)
        reader.feed(part.proto.body)
        reader.close()
    for chart in app.get("plotly_chart"):
        found.words += [chart.proto.alt, *_words_of(json.loads(chart.proto.spec))]
        if not chart.proto.alt.strip():
            found.pictures_without_words.append(f"chart {chart.proto.id}")
    for kind in WIDGETS:
        for widget in app.get(kind):
            found.words += [str(widget.label), *map(str, getattr(widget, "options", ()))]
    found.words += [str(one.value) for kind in ("markdown", "caption", "error") for one in app.get(kind)]
    return found


def _words_of(node: object) -> Iterator[str]:
    """Find the words of a chart, wherever in it they stand."""
    if isinstance(node, dict):
        # Arrays of numbers come packed: their bytes are no words.
        for value in () if "bdata" in node else node.values():
            yield from _words_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from _words_of(value)
    elif isinstance(node, str):
        yield node

"""Writing HTML safely: every word that comes from a workbook or the catalogue passes through here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape as _escape

VOID_TAGS = frozenset({"br", "hr", "img", "col"})


class Html(str):
    """Markup that is already safe to send; a plain ``str`` is text and gets escaped."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Tell Streamlit that this is HTML: a plain string it takes for a file's name first, then takes apart."""
        return str(self)


def text(words: str) -> Html:
    """Escape words for use as text or as an attribute's value."""
    return words if isinstance(words, Html) else Html(_escape(words, quote=True))


def join(parts: Iterable[str], between: str = "") -> Html:
    """Put parts side by side, escaping those that are plain text."""
    return Html(text(between).join(text(part) for part in parts))


def element(tag: str, *content: str, **attributes: str | None) -> Html:
    """Write one element; ``class_`` gives ``class``, ``aria_label`` gives ``aria-label``, None leaves one out."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{text(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in VOID_TAGS:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{join(content)}</{tag}>")


def paragraphs(words: str, class_: str | None = None) -> Html:
    """Write a text as paragraphs, one for each block between empty lines."""
    blocks = [block.strip() for block in words.split("\n\n") if block.strip()]
    return join(element("p", block, class_=class_) for block in blocks)

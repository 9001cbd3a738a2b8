"""Take out of a view what no Office file may hold: control characters that a text was pasted with."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast

Value = TypeVar("Value")

# All that XML 1.0 has no place for; a tab and the ends of lines it has.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# As long as Office lets a file's title be.
LONGEST_TITLE = 255


def printable(value: Value) -> Value:
    """Give a view, or any part of one, without unprintable characters; the same object where it has none."""
    if isinstance(value, str):
        # A word of a closed set is one of our own.
        is_plain = not isinstance(value, Enum) and _UNPRINTABLE.search(value)
        return cast(Value, _UNPRINTABLE.sub("", value)) if is_plain else value
    if isinstance(value, tuple):
        cleaned = tuple(printable(one) for one in value)
        same = all(one is other for one, other in zip(cleaned, value, strict=True))
        return value if same else cast(Value, cleaned)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        changed = {name: new for name, part in parts.items() if (new := printable(part)) is not part}
        return cast(Value, replace(value, **changed)) if changed else value
    return value


def file_title(words: str) -> str:
    """Cut words to what a file's property may hold."""
    return words[:LONGEST_TITLE]

"""Say a fault of the schema in plain words: whose it is, what stands there, what is wanted, and the nearest right one.

The types of fault are pydantic's (docs.pydantic.dev/latest/errors/validation_errors).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

from dashboard.catalogue.fields import AREA_PATTERN, ID_PATTERN, WORDS_PATTERN

FaultPath = tuple[str | int, ...]

_PATTERNS = {
    WORDS_PATTERN: "is blank: write some words",
    ID_PATTERN: "is not an id: use small letters, digits and hyphens, such as re-referrals",
    AREA_PATTERN: "is not an area's code: a capital letter and eight digits, such as E08000018",
}
_A_DAY = "is not a day: write it as 2024-04-30"
_A_NUMBER = "is not a number"
_A_WHOLE_NUMBER = "is not a whole number"
_A_LIST = "is not a list, in square brackets or with a hyphen before each part"
_KEYS = "has no keys of its own, and needs them"
_KINDS = {
    "string_type": "is not text: put it in quotes",
    "date_type": _A_DAY,
    "date_parsing": _A_DAY,
    "date_from_datetime_parsing": _A_DAY,
    "date_from_datetime_inexact": _A_DAY,
    "float_type": _A_NUMBER,
    "float_parsing": _A_NUMBER,
    "finite_number": "is not a number that a figure can be set against",
    "int_type": _A_WHOLE_NUMBER,
    "int_parsing": _A_WHOLE_NUMBER,
    "int_from_float": _A_WHOLE_NUMBER,
    "bool_type": "is neither true nor false",
    "tuple_type": _A_LIST,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "dict_type": _KEYS,
    "dataclass_type": "is not a period: write 2018/19 for a year, 2019-04 for a month",
    "is_instance_of": "is not a period: write 2018/19 for a year, 2019-04 for a month",
}
_LIMITS = {
    "greater_than": "{value} is not above {gt:g}",
    "less_than": "{value} is not below {lt:g}",
    "greater_than_equal": "{value} is below {ge}",
    "less_than_equal": "{value} is above {le}",
    "string_too_short": "{value} is too short: at least {min_length} characters are needed",
    "too_short": "too few are given: at least {min_length} is needed",
}


def owner_of(path: FaultPath, data: dict[str, Any]) -> str:
    """Say whose key a path leads to, by ids where there are some: ``re-referrals, targets 2, green``."""
    if not path:
        return ""
    parts = [str(path[0])]
    for part in path[1:]:
        if isinstance(part, int):
            parts[-1] += f" {part + 1}"
        else:
            parts.append(part)
    if len(path) > 1 and isinstance(path[1], int) and (name := _id_at(path[0], path[1], data)):
        parts[0] = name if path[0] == "indicators" else f"{path[0]} {name}"
    return ", ".join(parts)


def what_is_wrong(details: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails is not public
    """Say what is wrong with the value, without saying whose it is."""
    kind, value, context = details["type"], say(details["input"]), details.get("ctx", {})
    if details["input"] is None:
        return "nothing is given"
    if kind == "enum":
        return f"{value} is not one of {', '.join(allowed_words(details))}"
    if kind == "string_pattern_mismatch":
        return f"{value} {_PATTERNS[context['pattern']]}"
    if kind in _LIMITS:
        return _LIMITS[kind].format(value=value, **context)
    if kind in _KINDS:
        return f"{value} {_KINDS[kind]}"
    return str(details["msg"]).removeprefix("Value error, ")


def allowed_words(details: Any) -> list[str]:  # noqa: ANN401 - pydantic's ErrorDetails is not public
    """List the words of a closed set, as pydantic's fault names them: ``'a', 'b' or 'c'``."""
    return re.findall(r"'([^']*)'", details["ctx"]["expected"])


def did_you_mean(written: object, known: Iterable[str]) -> str:
    """Propose the nearest of the known words, or nothing where none is near; a word's beginning counts as near."""
    text, words = str(written).casefold(), {word.casefold(): word for word in sorted(known)}
    begun = [word for word in words if text and word.startswith(text)]
    near = [words[word] for word in (begun or difflib.get_close_matches(text, words, n=2))[:2]]
    return f"Did you mean {' or '.join(near)}?" if near else ""


def say(value: object) -> str:
    """Write a value as it stands in the YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list | tuple):
        return "a list"
    return repr(value) if isinstance(value, str) else str(value)


def _id_at(section: str | int, position: int, data: dict[str, Any]) -> str:
    entries = data.get(str(section))
    entry = entries[position] if isinstance(entries, list) and position < len(entries) else None
    name = entry.get("id") if isinstance(entry, dict) else None
    return name if isinstance(name, str) else ""

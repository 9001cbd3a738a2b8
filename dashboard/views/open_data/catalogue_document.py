"""The catalogue as a JSON document, without the names and notes that are for officers alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from dashboard.catalogue.schema import Catalogue
from dashboard.periods import Period
from dashboard.vocabulary import Audience

# Keys of the catalogue that say who answers for or decided something, how to reach them, or why: notes of our own.
INTERNAL_KEYS = frozenset({"owner", "by", "set_by", "why", "contact", "authored_on", "checked_on", "next_review"})


def catalogue_document(catalogue: Catalogue, audience: Audience) -> dict[str, Any]:
    """Give the catalogue as a JSON document; for all but officers without names, roles and notes of our own."""
    left_out: frozenset[str] = frozenset() if audience is Audience.INTERNAL else INTERNAL_KEYS
    document: dict[str, Any] = _document(catalogue, left_out)
    return document


def _document(value: object, left_out: frozenset[str]) -> Any:  # noqa: ANN401 - a JSON document nests anything
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {str(key): _document(part, left_out) for key, part in value.items() if _is_told(key, part, left_out)}
    if isinstance(value, list | tuple):
        return [_document(part, left_out) for part in value]
    return str(value) if isinstance(value, Period | date | str) else value


def _is_told(key: object, value: object, left_out: frozenset[str]) -> bool:
    return key not in left_out and value is not None

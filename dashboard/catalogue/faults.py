"""Faults in the catalogue's data: what pydantic found, said for the person who edits the YAML."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dashboard.catalogue.schema import Indicator
from dashboard.catalogue.wording import FaultPath, allowed_words, did_you_mean, owner_of, what_is_wrong

_Schema = TypeVar("_Schema", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong, with the path of keys and list positions that leads to it."""

    path: FaultPath
    what: str
    code: str = "catalogue-invalid"
    hint: str = ""


def find_schema_faults(schema: type[_Schema], data: dict[str, Any]) -> tuple[_Schema | None, list[Fault]]:
    """Build what a file holds by its schema, or list every way in which the data does not fit."""
    try:
        return schema.model_validate(data), []
    except ValidationError as error:
        return None, [_fault(schema, details, data) for details in error.errors(include_url=False)]


def sound_indicators(data: dict[str, Any]) -> dict[int, Indicator]:
    """Build the indicators that fit the schema, by their position in the file, whatever else is broken."""
    entries = data.get("indicators")
    sound = {}
    for position, entry in enumerate(entries if isinstance(entries, list) else ()):
        try:
            sound[position] = Indicator.model_validate(entry)
        except ValidationError:
            continue  # its faults are in the list that the whole file gave
    return sound


def _fault(schema: type[BaseModel], details: Any, data: dict[str, Any]) -> Fault:  # noqa: ANN401 - pydantic's ErrorDetails is not public
    path = tuple(details["loc"])
    if details["type"] == "extra_forbidden":
        return Fault(
            code="catalogue-unknown-key",
            path=path,
            what=_said(path[:-1], data, f"{path[-1]!r} is not a key here"),
            hint=_nearest_key(schema, path),
        )
    if details["type"] == "missing":
        return Fault(path=path, what=_said(path[:-1], data, f"{path[-1]!r} is missing"))
    a_word = details["type"] == "enum" and isinstance(details["input"], str)
    hint = did_you_mean(details["input"], allowed_words(details)) if a_word else ""
    return Fault(path=path, what=_said(path, data, what_is_wrong(details)), hint=hint)


def _said(path: FaultPath, data: dict[str, Any], what: str) -> str:
    owner = owner_of(path, data)
    return f"{owner}: {what}." if owner else f"{what}."


def _nearest_key(schema: type[BaseModel], path: FaultPath) -> str:
    """Propose the nearest keys of the model in which an unknown key stands."""
    model = _model_at(schema, path[:-1])
    return did_you_mean(path[-1], model.model_fields) if model else ""


def _model_at(schema: type[BaseModel], path: FaultPath) -> type[BaseModel] | None:
    model: type[BaseModel] | None = schema
    for part in path:
        if isinstance(part, int) or model is None:
            continue
        field = model.model_fields.get(part)
        model = _model_in(field.annotation) if field else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - an annotation may be anything
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := _model_in(part))), None)

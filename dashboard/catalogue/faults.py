"""Faults in the catalogue's data: what pydantic found, said for the person who edits the YAML."""

from __future__ import annotations

import difflib
import typing
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from dashboard.catalogue.schema import Catalogue

FaultPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong, with the path of keys and list positions that leads to it."""

    path: FaultPath
    what: str
    code: str = "catalogue-invalid"
    hint: str = ""


def find_schema_faults(data: dict[str, Any]) -> tuple[Catalogue | None, list[Fault]]:
    """Build the catalogue, or list every way in which the data does not fit the schema."""
    try:
        return Catalogue.model_validate(data), []
    except ValidationError as error:
        return None, [_fault(details) for details in error.errors(include_url=False)]


def _fault(details: Any) -> Fault:  # noqa: ANN401 - pydantic's ErrorDetails is not public
    path = tuple(details["loc"])
    where = ".".join(str(part) for part in path) or "the file"
    if details["type"] == "extra_forbidden":
        return Fault(
            code="catalogue-unknown-key", path=path, what=f"{path[-1]!r} is not a key here.", hint=_did_you_mean(path)
        )
    if details["type"] == "missing":
        return Fault(path=path, what=f"{path[-1]!r} is missing.")
    return Fault(path=path, what=f"{where}: {details['msg'].removeprefix('Value error, ')}.")


def _did_you_mean(path: FaultPath) -> str:
    """Propose the nearest keys of the model in which an unknown key stands."""
    model = _model_at(path[:-1])
    near = difflib.get_close_matches(str(path[-1]), model.model_fields, n=2) if model else []
    return f"Did you mean {' or '.join(near)}?" if near else ""


def _model_at(path: FaultPath) -> type[BaseModel] | None:
    model: type[BaseModel] | None = Catalogue
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

"""Open data as JSON: the figures with the whole catalogue beside them, and the package's description of itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.views.open_data.view import Column, Link, OpenDataView, Plan, Table

Document = dict[str, Any]
MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet",
               "md": "text/markdown"}  # fmt: skip
# By this an earlier export is known for one; see ``open_data_package``.
MADE_BY = "scorecard export"
MADE_BY_KEY = "made_by"
DESCRIPTOR = "datapackage.json"


def observations_json(view: OpenDataView) -> bytes:
    """Write the figures as records, with what the columns mean and the catalogue; texts stand as they are."""
    table = view.observations
    about = {
        **_about(view),
        "fields": [_field(column) for column in table.plan.columns],
        "catalogue": view.catalogue,
    }
    # One figure a line, so that two exports can be compared line by line.
    opening = json.dumps(about, ensure_ascii=False, indent=1)[:-2]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, default=_day) for row in table.rows.to_pylist())
    return f'{opening},\n "{table.plan.name}": [\n{lines}\n ]\n}}\n'.encode()


def datapackage_json(view: OpenDataView, files: Iterable[tuple[str, bytes]]) -> bytes:
    """Describe the package (specs.frictionlessdata.io): every file with its digest, every table with its schema."""
    tables = {f"{table.plan.name}.csv": table for table in view.tables}
    resources = [_resource(path, content, tables.get(path)) for path, content in files]
    document = {"profile": "data-package", **_about(view), MADE_BY_KEY: MADE_BY, "resources": resources}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _about(view: OpenDataView) -> Document:
    licence = view.licence
    licences = [{"name": licence.name, "title": licence.title, "path": licence.address}] if licence else None
    told = {
        "name": view.name,
        "title": view.title,
        "description": "\n\n".join([view.about, *view.notices]),
        "version": view.version,
        "as_at": view.moment,
        "issued_on": view.issued_on or None,
        "audience": view.audience,
        "keywords": ["children's services", "performance", "indicators"],
        "contributors": [{"title": view.publisher, "role": "publisher"}],
        "sources": [_source(one.title, one.licence) for one in view.sources] or None,
        "licenses": licences,
    }
    return {key: value for key, value in told.items() if value is not None}


def _source(title: str, licence: str) -> Document:
    return {"title": title, "licence": licence} if licence else {"title": title}


def _resource(path: str, content: bytes, table: Table | None) -> Document:
    ending = path.rpartition(".")[2]
    name = path.translate(str.maketrans("/=_", "---")).removesuffix(f".{ending}")
    digest = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    if table is None:
        described = {"name": f"{name}-{ending}".lower(), "type": "file"}
        return described | {"path": path, "format": ending, "mediatype": MEDIA_TYPES[ending], **digest}
    return {
        "name": table.plan.name,
        "type": "table",
        "profile": "tabular-data-resource",
        "path": path,
        "title": table.plan.title,
        "description": table.plan.about,
        "format": ending,
        "mediatype": MEDIA_TYPES[ending],
        "encoding": "utf-8",
        **digest,
        "schema": _schema(table.plan),
    }


def _schema(plan: Plan) -> Document:
    schema: Document = {
        "fields": [_field(column) for column in plan.columns],
        "missingValues": [""],
        "primaryKey": list(plan.key),
    }
    return schema | ({"foreignKeys": [_link(plan, link) for link in plan.links]} if plan.links else {})


def _field(column: Column) -> Document:
    limits: Mapping[str, object] = {
        **({"required": True} if column.required else {}),
        **({"enum": list(column.values)} if column.values else {}),
    }
    field: Document = {"name": column.name, "type": str(column.type), "description": column.about}
    return field | ({"constraints": limits} if limits else {})


def _link(plan: Plan, link: Link) -> Document:
    # A table names itself by nothing.
    resource = "" if link.table == plan.name else link.table
    return {"fields": list(link.columns), "reference": {"resource": resource, "fields": list(link.key)}}


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in JSON")

"""Find which sheet each comments part of a workbook belongs to, so that what is said of a comment has its place."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from zipfile import ZipFile

from dashboard.workbook.limits import MEGABYTE

_WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def sheets_of_comments(package: ZipFile) -> dict[str, str]:
    """Give the name of the sheet by its comments parts; a part that no sheet names is not there."""
    parts = dict(_relations(package, _WORKBOOK))
    return {
        comments: sheet["name"]
        for sheet in map(_attributes, _SHEET.findall(_text(package, _WORKBOOK)))
        if "name" in sheet
        for _, comments in _relations(package, parts.get(_identifier(sheet), ""))
        if "comment" in comments.casefold()
    }


def _identifier(sheet: dict[str, str]) -> str:
    """Give the sheet's r:id, whatever prefix the file uses."""
    return next((value for name, value in sheet.items() if name.endswith(":id")), "")


def _relations(package: ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """List the parts that a part refers to, each by its identifier."""
    folder, name = posixpath.split(part)
    for written in _RELATIONSHIP.findall(_text(package, f"{folder}/_rels/{name}.rels")):
        relation = _attributes(written)
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
        yield relation.get("Id", ""), target.lstrip("/")


def _attributes(element: str) -> dict[str, str]:
    return {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(element)}


def _text(package: ZipFile, name: str) -> str:
    if name not in package.namelist():
        return ""
    with package.open(name) as part:
        return part.read(MEGABYTE).decode("utf-8", errors="replace")

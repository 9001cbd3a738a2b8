"""Load the catalogue: YAML with line numbers, every fault reported at once, each with its line and a remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml

from dashboard.catalogue.consistency import find_inner_faults
from dashboard.catalogue.faults import Fault, find_schema_faults, sound_indicators
from dashboard.catalogue.files import read_text
from dashboard.catalogue.references import find_reference_faults
from dashboard.catalogue.schema import Catalogue
from dashboard.catalogue.wording import FaultPath
from dashboard.errors import CatalogueError
from dashboard.issues import Issue

_Model = TypeVar("_Model")

# The C parser reads the same YAML several times faster; not every installation has it.
_FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_catalogue(path: Path) -> Catalogue:
    """Read and check the catalogue.

    Raises:
        CatalogueError: with one issue for every fault found, each with file and line.
    """
    text = read_text(path)
    catalogue, issues = check_catalogue(text, str(path))
    if catalogue is None or issues:
        raise CatalogueError(
            f"The catalogue {path} has {len(issues)} fault{'s' if len(issues) != 1 else ''}.", tuple(issues)
        )
    return catalogue


def check_catalogue(text: str, file: str) -> tuple[Catalogue | None, list[Issue]]:
    """Check a catalogue's text and list its faults; the catalogue is None when its schema does not hold."""
    return check_yaml(text, file, _check)


def check_yaml(
    text: str, file: str, check: Callable[[dict[str, Any]], tuple[_Model, list[Fault]]]
) -> tuple[_Model | None, list[Issue]]:
    """Build a text's data and give it to ``check``; every fault becomes an issue with its line."""
    lines: dict[FaultPath, int] = {}
    issues: list[Issue] = []
    try:
        root = yaml.compose(text, Loader=_FAST_LOADER)
        if not isinstance(root, yaml.MappingNode):
            return None, [Issue(code="catalogue-invalid", what="The file is not a mapping of keys.", file=file, line=1)]
        data = _build(root, (), lines, issues, file)
    except yaml.YAMLError as fault:
        return None, [_syntax_issue(fault, file)]
    except RecursionError:
        what = "The lists in this file lie too deeply within one another to be read."
        return None, [Issue(code="catalogue-syntax", what=what, file=file)]
    checked, faults = check(data)
    issues += [_as_issue(fault, lines, file) for fault in faults]
    return checked, sorted(issues, key=lambda issue: issue.line or 0)


def _syntax_issue(fault: yaml.YAMLError, file: str) -> Issue:
    mark = getattr(fault, "problem_mark", None)
    problem = getattr(fault, "problem", None) or str(fault)
    return Issue(
        code="catalogue-syntax",
        what=f"This is not valid YAML: {problem}.",
        file=file,
        line=mark.line + 1 if mark else None,
    )


def _build(node: yaml.Node, path: FaultPath, lines: dict[FaultPath, int], issues: list[Issue], file: str) -> Any:  # noqa: ANN401 - YAML holds anything
    """Turn a node into plain data, noting each path's line and each repeated key."""
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*path, position), lines, issues, file) for position, child in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return _scalar(node, issues, file)
    built: dict[str, Any] = {}
    for key_node, child in node.value:
        key = str(key_node.value)
        if key in built:
            what = f"The key {key!r} stands twice; it was first given at line {lines[(*path, key)]}."
            issues.append(
                Issue(code="catalogue-duplicate-key", what=what, file=file, line=key_node.start_mark.line + 1)
            )
            continue
        built[key] = _build(child, (*path, key), lines, issues, file)
        lines[(*path, key)] = key_node.start_mark.line + 1
    return built


def _scalar(node: yaml.Node, issues: list[Issue], file: str) -> Any:  # noqa: ANN401 - YAML holds anything
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node, deep=True)
    except ValueError:
        # A day such as 2024-13-01: as text, the schema says what is wrong with it.
        return node.value
    except yaml.YAMLError as fault:
        issues.append(_syntax_issue(fault, file))
        return node.value
    finally:
        loader.dispose()


def _check(data: dict[str, Any]) -> tuple[Catalogue | None, list[Fault]]:
    """Check the schema, then how things fit together, from which entries that break the schema are left out."""
    catalogue, faults = find_schema_faults(Catalogue, data)
    sound = dict(enumerate(catalogue.indicators)) if catalogue is not None else sound_indicators(data)
    return catalogue, [*faults, *find_inner_faults(sound), *find_reference_faults(data, sound)]


def _as_issue(fault: Fault, lines: dict[FaultPath, int], file: str) -> Issue:
    """Give a fault the line of the longest part of its path that stands in the file."""
    path = fault.path
    while path and path not in lines:
        path = path[:-1]
    return Issue(code=fault.code, what=fault.what, hint=fault.hint, file=file, line=lines.get(path))

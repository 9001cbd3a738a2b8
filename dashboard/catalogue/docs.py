"""Write the reference pages from what the product itself knows, so that they cannot go stale unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from dashboard.catalogue.issue_pages import issues_page
from dashboard.catalogue.layout_book import LayoutBook
from dashboard.catalogue.schema import Catalogue, Indicator
from dashboard.formatting import BASIS_WORDS, POLARITY_WORDS, UNIT_WORDS

_MADE = "<!-- Made by `scorecard catalogue docs`; change the source, not this page. -->\n"
_LAYOUTS_LEAD = (
    "Every key of `layouts.yaml`, which lies beside `indicators.yaml` and holds the words of your own sheets. The "
    "Upload page adds the headings that are mapped there; the file may be left out."
)


def write_docs(catalogue: Catalogue, folder: Path) -> tuple[Path, ...]:
    """Write every reference page and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in render_docs(catalogue).items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return tuple(written)


def render_docs(catalogue: Catalogue) -> dict[str, str]:
    """Give the text of every reference page by file name."""
    return {
        "catalogue.md": _schema_page(Catalogue, "The catalogue's keys", "Every key of `indicators.yaml`."),
        "indicators.md": _indicators_page(catalogue),
        "issues.md": f"{_MADE}\n{issues_page()}",
        "layouts.md": _schema_page(LayoutBook, "The layouts' keys", _LAYOUTS_LEAD),
    }


def _schema_page(model: type[BaseModel], title: str, lead: str) -> str:
    schema = model.model_json_schema()
    parts = [_MADE, f"# {title}\n", f"{lead} Keys not listed are refused.\n"]
    parts += _model_section(model.__name__, schema)
    for name, definition in sorted(schema["$defs"].items()):
        if "properties" in definition:
            parts += _model_section(name, definition)
        elif "enum" in definition:
            parts.append(f"## {name}\n\nOne of: {', '.join(f'`{value}`' for value in definition['enum'])}.\n")
    return "\n".join(parts)


def _model_section(name: str, definition: dict[str, Any]) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"{' '.join(definition.get('description', '').split())}\n"
    yield "| key | needed | what it says |\n|---|---|---|"
    required = set(definition.get("required", ()))
    for key, field in definition["properties"].items():
        said = " ".join(field.get("description", "").split()).replace("|", "\\|")
        yield f"| `{key}` | {'yes' if key in required else ''} | {said} {_type_words(field)} |"
    yield ""


def _type_words(field: dict[str, Any]) -> str:
    """Name the section that a key's value is described in, where it has one."""
    references = [part["$ref"] for part in _walk(field) if "$ref" in part]
    names = sorted({reference.rsplit("/", 1)[-1] for reference in references})
    return f"See {', '.join(f'[{name}](#{name.lower()})' for name in names)}." if names else ""


def _walk(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a JSON Schema nests anything
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _walk(part)
    elif isinstance(value, list):
        for part in value:
            yield from _walk(part)


def _indicators_page(catalogue: Catalogue) -> str:
    parts = [_MADE, "# Indicators\n"]
    for theme in catalogue.themes:
        found = [indicator for indicator in catalogue.indicators if indicator.theme == theme.id]
        if found:
            parts.append(f"## {theme.name}\n")
            parts += [_indicator_section(indicator) for indicator in found]
    return "\n".join(parts)


def _indicator_section(indicator: Indicator) -> str:
    forms = ", ".join(BASIS_WORDS[basis] for basis in indicator.forms)
    lines = [
        f"### {indicator.name}\n",
        f"`{indicator.id}` · good is: {POLARITY_WORDS[indicator.polarity].lower()} · "
        f"{UNIT_WORDS[indicator.unit]} · {forms}\n",
        f"{' '.join(indicator.meaning.split())}\n",
    ]
    if indicator.numerator:
        lines.append(f"Counted: {' '.join(indicator.numerator.split())}.\n")
    if indicator.denominator:
        lines.append(f"Out of: {' '.join(indicator.denominator.split())}.\n")
    return "\n".join(lines)

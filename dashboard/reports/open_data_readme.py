"""The page that lies in an open data package: what it is, for whom, from where, and what every column means."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.views.open_data.view import Column, OpenDataView, Plan

ESCAPING = (
    "In the CSV files an apostrophe stands before a text that a spreadsheet would take for a formula (one that begins "
    "with =, +, - or @, after spaces and quotation marks too); take that first apostrophe away to have the text as it "
    "was. Numbers are never marked, and JSON and Parquet hold every text as it is."
)


def readme(view: OpenDataView) -> bytes:
    """Write the page as Markdown."""
    licence = f"[{view.licence.title}]({view.licence.address})" if view.licence else "none is given"
    parts = [
        f"# {_plain(view.title)}",
        _plain(view.about),
        *(_plain(notice) for notice in view.notices),
        f"As it stands: {view.moment}. Version {view.version}. For: {view.audience}. Licence: {licence}.",
        f"Sources: {_plain('; '.join(one.title for one in view.sources)) or 'none'}.",
        ESCAPING,
        *(part for table in view.tables for part in table_section(table.plan)),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def table_section(plan: Plan) -> Iterator[str]:
    """Describe one table and its columns."""
    yield f"## {plan.title} (`{plan.name}`)"
    yield f"{plan.about} Key: {', '.join(f'`{name}`' for name in plan.key)}."
    yield "\n".join(["| column | type | meaning |", "|---|---|---|", *(_row(column) for column in plan.columns)])


def _row(column: Column) -> str:
    values = f" One of: {', '.join(f'`{value}`' for value in column.values)}." if column.values else ""
    return f"| `{column.name}` | {column.type}{', always there' if column.required else ''} | {column.about}{values} |"


def _plain(words: str) -> str:
    """Keep what officers wrote from being taken for a mark or a tag."""
    return " ".join(words.split()).replace("<", "&lt;").replace("|", "&#124;")

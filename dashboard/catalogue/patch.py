"""Write a renamed or renumbered measure into the catalogue's text, as a change that a person can review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import cast

import yaml

from dashboard.catalogue.diff import unified_diff
from dashboard.catalogue.edit import (
    Entry,
    Insertion,
    add_item,
    add_key,
    child,
    compose,
    insert_all,
    items,
    quoted,
    scalar,
)
from dashboard.catalogue.load import check_catalogue
from dashboard.catalogue.names import bare_name, name_key
from dashboard.catalogue.schema import Alias, Catalogue, Indicator, NumberSpan
from dashboard.catalogue.wording import did_you_mean
from dashboard.errors import CatalogueError
from dashboard.formatting import one_line
from dashboard.issues import Issue
from dashboard.periods import Period
from dashboard.vocabulary import Basis, IndicatorId, ReportId

# The keys before which a measure's names stand, as in the catalogue's schema.
_KEYS = tuple(Indicator.model_fields)
_BEFORE_ALIASES = _KEYS[: _KEYS.index("aliases")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasEntry:
    """A name to accept for a measure in one report.

    ``since`` is its first as-at month, None for always. ``ends`` is the name that it takes the place of: that one ends
    in the month before.
    """

    indicator: IndicatorId
    report: ReportId
    name: str
    basis: Basis
    number: str = ""
    since: Period | None = None
    ends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberEntry:
    """A number that a known name has from a month on; the number before it ends in the month before."""

    indicator: IndicatorId
    report: ReportId
    name: str
    basis: Basis
    number: str
    since: Period


CatalogueEntry = AliasEntry | NumberEntry


def add_entries(text: str, entries: Sequence[CatalogueEntry], file: str) -> str:
    """Add the entries to the catalogue's text; every other byte stays as it is.

    Raises:
        CatalogueError: when the catalogue has faults, an entry does not fit, or the text is written in a way in which
            it cannot be added safely.
    """
    for entry in entries:
        catalogue = _sound(text, file)
        expected = _expected(catalogue, entry, file)
        root = compose(text)
        place = _entry_node(root, catalogue, entry.indicator)
        insertions = _alias(text, place, entry) if isinstance(entry, AliasEntry) else _number(text, place, entry)
        text = insert_all(text, insertions)
        if _sound(text, file) != expected:
            raise _refused("The catalogue is written in a way in which this cannot be added safely.", file)
    return text


def make_patch(text: str, entries: Sequence[CatalogueEntry], *, file: str, by: str, why: str, on: date) -> str:
    """Give the change as a unified diff with who, when and why above it.

    Raises:
        CatalogueError: as ``add_entries``, or when nothing is to be added.
    """
    if not entries:
        raise _refused("No measure was chosen, so there is nothing to write.", file)
    head = [f"Catalogue change proposed by {one_line(by)} on {on.isoformat()}."]
    head += [f"Why: {one_line(why)}"] if why.strip() else []
    head += [_said(entry) for entry in entries]
    changed = add_entries(text, entries, file)
    return "".join(f"# {line}\n" for line in head) + unified_diff(text, changed, PurePath(file).name)


def _said(entry: CatalogueEntry) -> str:
    since = f" since {entry.since}" if entry.since else ""
    if isinstance(entry, NumberEntry):
        return f"{entry.indicator}: number {one_line(entry.number)} in {entry.report}{since}."
    return f"{entry.indicator}: name {quoted(bare_name(entry.name))} in {entry.report}, {entry.basis}{since}."


def _sound(text: str, file: str) -> Catalogue:
    catalogue, issues = check_catalogue(text, file)
    if catalogue is None or issues:
        raise CatalogueError("With this change the catalogue would have faults, or it has some already.", tuple(issues))
    return catalogue


def _refused(what: str, file: str, hint: str = "") -> CatalogueError:
    return CatalogueError(what, (Issue(code="catalogue-entry-refused", what=what, file=file, hint=hint),))


# ------------------------------------------------------------------------------------------------------
# What the catalogue must say afterwards
# ------------------------------------------------------------------------------------------------------


def _expected(catalogue: Catalogue, entry: CatalogueEntry, file: str) -> Catalogue:
    indicator = catalogue.indicator(entry.indicator)
    if indicator is None:
        near = did_you_mean(entry.indicator, [one.id for one in catalogue.indicators])
        raise _refused(f"No indicator has the id {entry.indicator!r}.", file, near)
    if catalogue.report(entry.report) is None:
        near = did_you_mean(entry.report, [one.id for one in catalogue.reports])
        raise _refused(f"No report has the id {entry.report!r}.", file, near)
    if entry.basis not in indicator.forms:
        forms = ", ".join(indicator.forms)
        raise _refused(f"{indicator.name} is reported on {forms}, not {entry.basis}.", file)
    if isinstance(entry, AliasEntry):
        aliases = _with_alias(indicator, entry, file)
    else:
        aliases = _with_number(indicator, entry, file)
    changed = indicator.model_copy(update={"aliases": aliases})
    listed = tuple(changed if one.id == indicator.id else one for one in catalogue.indicators)
    return catalogue.model_copy(update={"indicators": listed})


def _with_alias(indicator: Indicator, entry: AliasEntry, file: str) -> tuple[Alias, ...]:
    name = bare_name(entry.name)
    numbers = (NumberSpan(number=entry.number, since=entry.since),) if entry.number.strip() else ()
    if len(name) < 3:
        raise _refused(f"{name!r} is too short for a name: at least three characters are needed.", file)
    known = [alias for alias in indicator.aliases if _is(alias, entry, name)]
    if any(entry.since is None or alias.holds_at(entry.since) for alias in known):
        raise _refused(f"{indicator.name} has the name {name!r} in {entry.report} already.", file)
    ended = _alias_to_end(indicator, entry, file) if entry.ends else None
    until = entry.since.shift(-1) if entry.since else None
    kept = tuple(alias.model_copy(update={"until": until}) if alias is ended else alias for alias in indicator.aliases)
    fresh = Alias(report=entry.report, name=name, basis=entry.basis, numbers=numbers, since=entry.since)
    return (*kept, fresh)


def _alias_to_end(indicator: Indicator, entry: AliasEntry, file: str) -> Alias:
    found = [alias for alias in indicator.aliases if _is(alias, entry, entry.ends) and alias.until is None]
    if not found:
        raise _refused(f"{indicator.name} has no name {entry.ends!r} in {entry.report} that could end.", file)
    if entry.since is None:
        raise _refused("Say since which month the new name stands: the old one ends in the month before.", file)
    return found[-1]


def _with_number(indicator: Indicator, entry: NumberEntry, file: str) -> tuple[Alias, ...]:
    found = [alias for alias in indicator.aliases if _is(alias, entry, entry.name)]
    if not found:
        raise _refused(f"{indicator.name} has no name {entry.name!r} in {entry.report}.", file)
    alias = next((one for one in found if one.holds_at(entry.since)), found[-1])
    until = entry.since.shift(-1)
    kept = tuple(span.model_copy(update={"until": until}) if _goes_on(span) else span for span in alias.numbers)
    fresh = NumberSpan(number=entry.number, since=entry.since)
    changed = alias.model_copy(update={"numbers": (*kept, fresh)})
    return tuple(changed if one is alias else one for one in indicator.aliases)


def _goes_on(span: NumberSpan) -> bool:
    return span.until is None


def _is(alias: Alias, entry: CatalogueEntry, name: str) -> bool:
    return alias.report == entry.report and alias.basis is entry.basis and name_key(alias.name) == name_key(name)


# ------------------------------------------------------------------------------------------------------
# Where it is written
# ------------------------------------------------------------------------------------------------------


def _entry_node(root: yaml.MappingNode, catalogue: Catalogue, indicator: IndicatorId) -> yaml.MappingNode:
    position = [one.id for one in catalogue.indicators].index(indicator)
    # The schema has seen to it that every indicator is a mapping.
    return cast("yaml.MappingNode", items(child(root, "indicators"))[position])


def _alias(text: str, place: yaml.MappingNode, entry: AliasEntry) -> list[Insertion]:
    fresh: dict[str, Entry] = {"report": entry.report, "name": quoted(bare_name(entry.name)), "basis": str(entry.basis)}
    if entry.number.strip():
        fresh["numbers"] = [_span(entry.number, entry.since)]
    if entry.since is not None:
        fresh["since"] = str(entry.since)
    listed = child(place, "aliases")
    ended = _until(text, _alias_nodes(listed, entry, entry.ends), entry.since) if entry.ends else []
    if isinstance(listed, yaml.SequenceNode):
        return [*ended, *add_item(text, listed, fresh)]
    behind = [key.value for key, _ in place.value if key.value in _BEFORE_ALIASES]
    return add_key(text, place, behind[-1], "aliases", [fresh])


def _span(number: str, since: Period | None) -> dict[str, Entry]:
    written: dict[str, Entry] = {"number": quoted(number)}
    return written if since is None else {**written, "since": str(since)}


def _until(text: str, nodes: list[yaml.MappingNode], since: Period | None) -> list[Insertion]:
    """Let the last of the entries that go on end in the month before."""
    going_on = [node for node in nodes if child(node, "until") is None]
    if since is None or not going_on:
        return []
    node = going_on[-1]
    return add_key(text, node, str(node.value[-1][0].value), "until", str(since.shift(-1)))


def _number(text: str, place: yaml.MappingNode, entry: NumberEntry) -> list[Insertion]:
    nodes = _alias_nodes(child(place, "aliases"), entry, entry.name)
    node = next((one for one in nodes if _holds(one, entry.since)), nodes[-1])
    listed = child(node, "numbers")
    fresh = _span(entry.number, entry.since)
    if not isinstance(listed, yaml.SequenceNode):
        return add_key(text, node, "basis", "numbers", [fresh])
    spans = [one for one in items(listed) if isinstance(one, yaml.MappingNode)]
    ends = [one for span in spans for one in _until(text, [span], entry.since)]
    return [*ends, *add_item(text, listed, fresh)]


def _alias_nodes(listed: yaml.Node | None, entry: CatalogueEntry, name: str) -> list[yaml.MappingNode]:
    return [
        node
        for node in items(listed)
        if isinstance(node, yaml.MappingNode)
        and scalar(node, "report") == entry.report
        and scalar(node, "basis") == str(entry.basis)
        and name_key(scalar(node, "name") or "") == name_key(name)
    ]


def _holds(node: yaml.MappingNode, as_at: Period) -> bool:
    since, until = scalar(node, "since"), scalar(node, "until")
    # Months are written 2019-04, so that they stand in order as text.
    return (since is None or since <= str(as_at)) and (until is None or str(as_at) <= until)

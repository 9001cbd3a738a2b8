"""Check what no single entry can see: that names are claimed once and that references lead somewhere.

Declared ids are taken from the data as it stands, entries refused for other faults included, so that one broken entry
does not make others look broken. A section that is missing or is no list is a fault already: nothing is checked
against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.catalogue.faults import Fault
from dashboard.catalogue.names import name_key
from dashboard.catalogue.presenting_faults import presenting_faults
from dashboard.catalogue.schema import Alias, Indicator, overlap
from dashboard.catalogue.wording import FaultPath, did_you_mean
from dashboard.vocabulary import Basis, IndicatorId, ReportId

_SECTIONS = ("themes", "reports", "datasets", "indicators")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reference:
    """One id that should lead to an entry of a section."""

    path: FaultPath
    name: str
    section: str
    what: str


def find_reference_faults(data: dict[str, Any], indicators: Mapping[int, Indicator]) -> list[Fault]:
    """List the faults between entries; ``indicators`` are those that fit the schema, by position in the file."""
    return [
        *(fault for section in _SECTIONS for fault in _repeated(data, section, "id")),
        *_repeated(data, "indicators", "name"),
        *_repeated(data, "trackers", "id"),
        *_precedence_faults(data),
        *_entry_faults(data, indicators),
        *_clashing_aliases(indicators),
        *presenting_faults(data, indicators, measures=_declared(data, "indicators"), themes=_declared(data, "themes")),
    ]


def _texts(data: dict[str, Any], section: str, key: str) -> list[tuple[int, str]] | None:
    """List a key's texts by position; None where the section cannot be read."""
    entries = data.get(section, [] if section == "datasets" else None)
    if not isinstance(entries, list):
        return None
    found = ((position, entry.get(key)) for position, entry in enumerate(entries) if isinstance(entry, dict))
    return [(position, text) for position, text in found if isinstance(text, str)]


def _declared(data: dict[str, Any], section: str, key: str = "id") -> frozenset[str] | None:
    texts = _texts(data, section, key)
    return None if texts is None else frozenset(text for _, text in texts)


def _repeated(data: dict[str, Any], section: str, key: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for position, text in _texts(data, section, key) or ():
        folded = " ".join(text.split()).casefold()
        if folded and folded in seen:
            yield Fault(path=(section, position, key), what=f"The {key} {text!r} stands twice.")
        seen.add(folded)


def _precedence_faults(data: dict[str, Any]) -> Iterator[Fault]:
    reports, series = _declared(data, "reports"), _declared(data, "datasets", "series")
    if reports is None or series is None:
        return
    for key in ("precedence_full_year", "precedence_in_year"):
        names = data.get(key)
        for position, name in enumerate(names if isinstance(names, list) else ()):
            if isinstance(name, str) and name not in reports | series:
                what = f"{name!r} is neither a report nor the series of a dataset."
                yield Fault(path=(key, position), what=what, hint=did_you_mean(name, reports | series))


def _entry_faults(data: dict[str, Any], indicators: Mapping[int, Indicator]) -> Iterator[Fault]:
    declared = {section: _declared(data, section) for section in _SECTIONS}
    for position, indicator in indicators.items():
        for reference in _references(indicator):
            known = declared[reference.section]
            if known is not None and reference.name not in known:
                path = ("indicators", position, *reference.path)
                what = f"{indicator.id}: {reference.what}."
                yield Fault(path=path, what=what, hint=did_you_mean(reference.name, known - {indicator.id}))


def _references(indicator: Indicator) -> Iterator[_Reference]:
    theme = f"Theme {indicator.theme!r} is not declared under themes"
    yield _Reference(path=("theme",), name=indicator.theme, section="themes", what=theme)
    for key in ("numerator_indicator", "denominator_indicator"):
        if (other := getattr(indicator, key)) is not None:
            what = f"No indicator has the id {other!r}"
            yield _Reference(path=(key,), name=other, section="indicators", what=what)
    yield from _part_references(indicator, "aliases", "report")
    yield from _part_references(indicator, "targets", "report")
    yield from _part_references(indicator, "published", "dataset")
    for position, figure in enumerate(indicator.published):
        if figure.population is not None:
            what = f"No indicator has the id {figure.population!r}"
            yield _Reference(
                path=("published", position, "population"), name=figure.population, section="indicators", what=what
            )


def _part_references(indicator: Indicator, key: str, field: str) -> Iterator[_Reference]:
    for position, part in enumerate(getattr(indicator, key)):
        if (name := getattr(part, field)) is not None:
            what = f"{field.capitalize()} {name!r} is not declared under {field}s"
            yield _Reference(path=(key, position, field), name=name, section=f"{field}s", what=what)


def _clashing_aliases(indicators: Mapping[int, Indicator]) -> Iterator[Fault]:
    """Refuse a name that two claim in one report for the same months and basis: nothing on the sheet could decide."""
    owners: dict[tuple[ReportId, str, Basis], list[tuple[IndicatorId, Alias]]] = {}
    for position, indicator in indicators.items():
        for place, alias in enumerate(indicator.aliases):
            claims = owners.setdefault((alias.report, name_key(alias.name), alias.basis), [])
            clash = next((owner for owner, claim in claims if owner != indicator.id and overlap(claim, alias)), None)
            claims.append((indicator.id, alias))
            if clash is not None:
                what = f"The name {alias.name!r} of {alias.report} is claimed by {clash} ({alias.basis}) too."
                yield Fault(path=("indicators", position, "aliases", place, "name"), what=what)

"""Check what no single entry can see: that names are claimed once and that references lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.catalogue.faults import Fault
from dashboard.catalogue.names import name_key
from dashboard.catalogue.schema import Catalogue, Indicator
from dashboard.vocabulary import Basis, IndicatorId, ReportId


def find_reference_faults(catalogue: Catalogue, known_ids: frozenset[str]) -> list[Fault]:
    """List the faults between entries.

    ``known_ids`` are all indicator ids of the file, those of entries refused for other faults included, so that one
    broken entry does not make others look broken.
    """
    return [
        *_repeated_ids(catalogue),
        *_precedence_faults(catalogue),
        *_entry_faults(catalogue, known_ids),
        *_clashing_aliases(catalogue),
    ]


def _repeated_ids(catalogue: Catalogue) -> Iterator[Fault]:
    seen: set[IndicatorId] = set()
    for position, indicator in enumerate(catalogue.indicators):
        if indicator.id in seen:
            yield Fault(path=("indicators", position, "id"), what=f"The id {indicator.id!r} stands twice.")
        seen.add(indicator.id)


def _precedence_faults(catalogue: Catalogue) -> Iterator[Fault]:
    known = {report.id for report in catalogue.reports} | {dataset.series for dataset in catalogue.datasets}
    for key in ("precedence_full_year", "precedence_in_year"):
        for position, name in enumerate(getattr(catalogue, key)):
            if name not in known:
                yield Fault(path=(key, position), what=f"{name!r} is neither a report nor the series of a dataset.")


def _entry_faults(catalogue: Catalogue, known_ids: frozenset[str]) -> Iterator[Fault]:
    themes = {theme.id for theme in catalogue.themes}
    reports = {report.id for report in catalogue.reports}
    datasets = {dataset.id for dataset in catalogue.datasets}
    for position, indicator in enumerate(catalogue.indicators):
        path = ("indicators", position)
        if indicator.theme not in themes:
            yield Fault(path=(*path, "theme"), what=f"Theme {indicator.theme!r} is not declared under themes.")
        if indicator.denominator_indicator is not None and indicator.denominator_indicator not in known_ids:
            yield Fault(
                path=(*path, "denominator_indicator"),
                what=f"No indicator has the id {indicator.denominator_indicator!r}.",
            )
        yield from _undeclared(path, "aliases", "report", indicator, frozenset(reports))
        yield from _undeclared(path, "targets", "report", indicator, frozenset(reports))
        yield from _undeclared(path, "published", "dataset", indicator, frozenset(datasets))


def _undeclared(
    path: tuple[str | int, ...], key: str, field: str, indicator: Indicator, declared: frozenset[str]
) -> Iterator[Fault]:
    for position, part in enumerate(getattr(indicator, key)):
        if (name := getattr(part, field)) is not None and name not in declared:
            yield Fault(path=(*path, key, position, field), what=f"{field.capitalize()} {name!r} is not declared.")


def _clashing_aliases(catalogue: Catalogue) -> Iterator[Fault]:
    owners: dict[tuple[ReportId, str], tuple[IndicatorId, Basis]] = {}
    for position, indicator in enumerate(catalogue.indicators):
        for place, alias in enumerate(indicator.aliases):
            mine = (indicator.id, alias.basis)
            owner = owners.setdefault((alias.report, name_key(alias.name)), mine)
            if owner != mine:
                what = f"The name {alias.name!r} of {alias.report} is claimed by {owner[0]} ({owner[1]}) too."
                yield Fault(path=("indicators", position, "aliases", place, "name"), what=what)

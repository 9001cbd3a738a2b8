"""Check what trackers and dated notes refer to: measures and themes that exist, each named once.

Entries that break the schema are left out: their faults are reported already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dashboard.catalogue.faults import Fault
from dashboard.catalogue.presenting import Event, Tracker, TrackerMeasure, TrackerTheme
from dashboard.catalogue.schema import Indicator
from dashboard.catalogue.wording import FaultPath, did_you_mean
from dashboard.vocabulary import Basis, IndicatorId

_Entry = TypeVar("_Entry", bound=BaseModel)
Names = frozenset[str] | None
NO_INDICATOR = "No indicator has the id {name}"
NO_THEME = "Theme {name} is not declared under themes"


def presenting_faults(
    data: dict[str, Any], indicators: Mapping[int, Indicator], *, measures: Names, themes: Names
) -> Iterator[Fault]:
    """List the faults of trackers and events.

    ``indicators`` are those that fit the schema, ``measures`` and ``themes`` the ids declared, None where a section
    cannot be read: nothing is checked against it then.
    """
    forms = {indicator.id: indicator.forms for indicator in indicators.values()}
    for position, tracker in _sound(Tracker, data, "trackers"):
        yield from _tracker_faults(("trackers", position), tracker, measures, forms)
    for position, event in _sound(Event, data, "events"):
        yield from _event_faults(("events", position), event, measures, themes)


def _sound(model: type[_Entry], data: dict[str, Any], section: str) -> Iterator[tuple[int, _Entry]]:
    entries = data.get(section)
    for position, entry in enumerate(entries if isinstance(entries, list) else ()):
        try:
            yield position, model.model_validate(entry)
        except ValidationError:
            continue  # its faults are in the list that the whole file gave


def _tracker_faults(
    path: FaultPath, tracker: Tracker, measures: Names, forms: Mapping[IndicatorId, tuple[Basis, ...]]
) -> Iterator[Fault]:
    numbered = tuple(enumerate(tracker.themes))
    for (_, first), (place, second) in combinations(numbered, 2):
        if first.id == second.id and _overlap(first, second):
            what = f"{tracker.id}: The theme {second.id!r} stands twice for the same months."
            hint = "Give the dates at which one ends and the other begins, or another id."
            yield Fault(path=(*path, "themes", place, "id"), what=what, hint=hint)
    for place, theme in numbered:
        seen: set[tuple[IndicatorId, Basis | None]] = set()
        for number, measure in enumerate(theme.measures):
            at = (*path, "themes", place, "measures", number)
            yield from _measure_faults(at, f"{tracker.id}, {theme.id}", measure, measures, forms)
            if (measure.indicator, measure.basis) in seen:
                what = f"{tracker.id}, {theme.id}: The measure {measure.indicator!r} stands twice in the theme."
                yield Fault(path=(*at, "indicator"), what=what)
            seen.add((measure.indicator, measure.basis))


def _measure_faults(
    path: FaultPath,
    owner: str,
    measure: TrackerMeasure,
    measures: Names,
    forms: Mapping[IndicatorId, tuple[Basis, ...]],
) -> Iterator[Fault]:
    if measures is not None and measure.indicator not in measures:
        yield _unknown((*path, "indicator"), owner, NO_INDICATOR, measure.indicator, measures)
    known = forms.get(measure.indicator)
    if measure.basis is not None and known is not None and measure.basis not in known:
        what = f"{owner}: {measure.indicator} has no form {str(measure.basis)!r}, only {', '.join(known)}."
        yield Fault(path=(*path, "basis"), what=what)


def _event_faults(path: FaultPath, event: Event, measures: Names, themes: Names) -> Iterator[Fault]:
    for number, name in enumerate(event.indicators):
        if measures is not None and name not in measures:
            yield _unknown((*path, "indicators", number), event.what, NO_INDICATOR, name, measures)
    for number, theme in enumerate(event.themes):
        if themes is not None and theme not in themes:
            yield _unknown((*path, "themes", number), event.what, NO_THEME, theme, themes)


def _unknown(path: FaultPath, owner: str, template: str, name: str, known: frozenset[str]) -> Fault:
    what = f"{owner}: {template.format(name=repr(name))}."
    return Fault(path=path, what=what, hint=did_you_mean(name, known))


def _overlap(one: TrackerTheme, other: TrackerTheme) -> bool:
    """Tell whether two themes are on the tracker in a month in common."""
    return _begins_by_the_end_of(one, other) and _begins_by_the_end_of(other, one)


def _begins_by_the_end_of(one: TrackerTheme, other: TrackerTheme) -> bool:
    return one.since is None or other.until is None or one.since.start <= other.until.start

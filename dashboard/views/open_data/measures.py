"""The open data's tables of the catalogue: the measures, and the targets set for them."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.catalogue.bands import bands
from dashboard.catalogue.schema import Bound, Catalogue, Indicator, Target
from dashboard.formatting import one_line
from dashboard.judge.targets import target_words, tolerance_words
from dashboard.views.open_data.plans import EVERY_REPORT, INDICATORS, TARGETS
from dashboard.views.open_data.view import Table, table_of

Row = dict[str, object]


def indicators_table(catalogue: Catalogue) -> Table:
    """Give the measures, in the catalogue's order."""
    themes = {theme.id: theme.name for theme in catalogue.themes}
    return table_of(INDICATORS, [_indicator(one, themes) for one in catalogue.indicators])


def _indicator(one: Indicator, themes: dict[str, str]) -> Row:
    return {
        "id": str(one.id),
        "name": one.name,
        "meaning": one_line(one.meaning),
        "theme": one.theme,
        "theme_name": themes.get(one.theme, one.theme),
        "unit": str(one.unit),
        "decimal_places": one.decimal_places,
        "polarity": str(one.polarity),
        "bases": ",".join(one.forms),
        "numerator": one_line(one.numerator),
        "denominator": one_line(one.denominator),
        "denominator_indicator": one.denominator_indicator,
        "seasonal": one.seasonal,
        "why_it_matters": one_line(one.why_it_matters),
        "caution": one_line(one.caution),
        "breaks": " ".join(f"From {found.since.words}: {one_line(found.note)}" for found in one.breaks),
        "statutory_return": one_line(one.statutory_return),
    }


def targets_table(catalogue: Catalogue) -> Table:
    """Give every target of every year."""
    return table_of(TARGETS, [_target(one, target) for one in catalogue.indicators for target in one.targets])


def _target(one: Indicator, target: Target) -> Row:
    found = bands(target, one.polarity)
    return {
        "indicator": str(one.id),
        "year": str(target.year),
        "basis": str(target.basis),
        "report": target.report or EVERY_REPORT,
        "target": target_words(target, one),
        "tolerance": tolerance_words(target, one),
        **dict(_ends("green", found.green if found else None)),
        **dict(_ends("amber", found.amber if found else None)),
        "relative_to": str(target.relative_to or ""),
    }


def _ends(name: str, bound: Bound | None) -> Iterator[tuple[str, float | bool | None]]:
    low, high = (bound.low, bound.high) if bound else (None, None)
    yield f"{name}_low", low
    yield f"{name}_low_included", None if bound is None or low is None else bound.at_least is not None
    yield f"{name}_high", high
    yield f"{name}_high_included", None if bound is None or high is None else bound.at_most is not None

"""Where two sources give different figures for one and the same, and why the one is shown.

The lower sources stay stored. A scorecard's printed benchmark is held against the published figure of the same area
and year; printed averages of neighbours against those worked out from the published figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from dashboard.catalogue.schema import Catalogue, Indicator
from dashboard.editions.resolve import standing_figures, standing_in_report
from dashboard.editions.same_figures import differing
from dashboard.formatting import BASIS_WORDS, format_difference, format_figure, plural
from dashboard.observations import ENGLAND, KEY
from dashboard.periods import parse_period
from dashboard.views.comparing.printed import PRINTED_AREAS, PRINTED_NAMES
from dashboard.views.ground import Ground
from dashboard.views.indicator import BenchmarkRow
from dashboard.views.indicator_page import load_page
from dashboard.views.quality.stated import YEAR_BASES, records, scorecard_reports
from dashboard.views.quality.view import Disagreement, SourceFigure
from dashboard.vocabulary import AreaCode

_SHOWN = "_shown"


def disagreements(ground: Ground, indicators: Sequence[Indicator]) -> tuple[Disagreement, ...]:
    """List the figures that two sources give differently, by measure in the order given, the latest period first."""
    rows = _pairs(ground)
    rows = rows[differing(rows[f"value{_SHOWN}"], rows[f"decimals{_SHOWN}"], rows["value"], rows["decimals"])]
    by_id = {str(one.id): (place, one) for place, one in enumerate(indicators)}
    found = [row for row in records(rows) if row["indicator"] in by_id]
    found.sort(key=lambda row: parse_period(row["period"]).sort_key, reverse=True)
    found.sort(key=lambda row: by_id[row["indicator"]][0])
    return tuple(_disagreement(ground, by_id[row["indicator"]][1], row) for row in found)


def _pairs(ground: Ground) -> pd.DataFrame:
    """Put what each other source last gave beside what is shown."""
    figures = ground.figures
    shown = standing_figures(figures, ground.session.catalogue)
    pairs = standing_in_report(figures).merge(shown, on=list(KEY), suffixes=("", _SHOWN))
    return pairs[pairs["report"] != pairs[f"report{_SHOWN}"]]


def _disagreement(ground: Ground, indicator: Indicator, row: dict[str, Any]) -> Disagreement:
    catalogue = ground.session.catalogue
    decimals = max(_whole(row["decimals"], indicator), _whole(row[f"decimals{_SHOWN}"], indicator))
    other, shown = (_source(ground, indicator, row, suffix, decimals) for suffix in ("", _SHOWN))
    by = float(row["value"]) - float(row[f"value{_SHOWN}"])
    return Disagreement(
        indicator=str(indicator.id),
        name=indicator.name,
        theme=indicator.theme,
        what=_what(ground, row),
        shown=shown,
        other=other,
        difference=format_difference(by, indicator.unit, decimals),
        why=why_shown(catalogue, row, ours=row["area"] == str(ground.session.our_code)),
    )


def _what(ground: Ground, row: dict[str, Any]) -> str:
    basis = next(words for one, words in BASIS_WORDS.items() if str(one) == row["basis"])
    period = parse_period(str(row["period"])).words
    area = str(row["area"])
    whose = "" if area == str(ground.session.our_code) else f"{PRINTED_NAMES.get(AreaCode(area), area)}, "
    return f"{whose}{period}, {basis}"


def _whole(decimals: float, indicator: Indicator) -> int:
    return int(decimals) if decimals == decimals else indicator.decimal_places


def _source(ground: Ground, indicator: Indicator, row: dict[str, Any], suffix: str, decimals: int) -> SourceFigure:
    edition = row[f"edition{suffix}"]
    return SourceFigure(
        figure=format_figure(float(row[f"value{suffix}"]), indicator.unit, decimals),
        source=f"{source_name(ground.session.catalogue, str(row[f'report{suffix}']))}, edition {edition}",
        place=place_words(row, suffix),
    )


def place_words(row: dict[str, Any], suffix: str = "") -> str:
    """Name the file, sheet and cell of a stored figure, as far as they are known."""
    names = (row[f"filename{suffix}"], row[f"sheet{suffix}"], row[f"cell{suffix}"])
    return " · ".join(str(one) for one in names if one)


def source_name(catalogue: Catalogue, report: str) -> str:
    """Name a report of ours, or the source of a release series."""
    if (known := catalogue.report(report)) is not None:
        return known.name
    return next((one.source for one in catalogue.datasets if str(one.series) == report), report)


def why_shown(catalogue: Catalogue, row: dict[str, Any], *, ours: bool) -> str:
    """Say by which order of sources the first figure is shown."""
    shown, other = (source_name(catalogue, str(row[name])) for name in (f"report{_SHOWN}", "report"))
    is_year = row["basis"] in {str(basis) for basis in YEAR_BASES} or not ours
    kind = "Full-year and comparator figures" if is_year else "Our own figures within the year"
    order = [str(one) for one in (catalogue.precedence_full_year if is_year else catalogue.precedence_in_year)]
    if str(row[f"report{_SHOWN}"]) not in order:
        return f"{kind}: the catalogue puts neither source first, so the one read last is shown."
    return f"{kind} are taken from {shown} before {other}."


# ------------------------------------------------------------------------------------------------------
# Averages that a scorecard prints
# ------------------------------------------------------------------------------------------------------


def printed_averages(ground: Ground, indicators: Iterable[Indicator]) -> tuple[Disagreement, ...]:
    """List the printed averages, best figures and thresholds that differ from those worked out.

    England's are no averages: they are among the figures that two sources give.
    """
    found: list[Disagreement] = []
    printed = _with_printed_averages(ground)
    for indicator in indicators:
        if not indicator.published or str(indicator.id) not in printed:
            continue  # every area's figures are read for one: only where there is something to hold against them
        page = load_page(ground.session, indicator, basis=None, as_at=None, as_of=ground.as_of)
        rows = (row for row in page.comparison.benchmarks() if row.disagrees and row.name != PRINTED_NAMES[ENGLAND])
        found += [_average(indicator, row) for row in rows]
    return tuple(found)


def _with_printed_averages(ground: Ground) -> frozenset[str]:
    areas = [str(area) for area in PRINTED_AREAS if area != ENGLAND]
    rows = ground.figures
    return frozenset(rows.loc[rows["area"].isin(areas) & rows["value"].notna(), "indicator"])


def _average(indicator: Indicator, row: BenchmarkRow) -> Disagreement:
    return Disagreement(
        indicator=str(indicator.id),
        name=indicator.name,
        theme=indicator.theme,
        what=f"{row.name}, {row.year}",
        shown=SourceFigure(figure=row.figure.text, source="Worked out from published figures", place=row.method),
        other=SourceFigure(figure=row.printed_figure, source="Printed in a workbook", place=row.printed_place),
        difference="",
        why="An average worked out from the published figures is shown before a printed one.",
    )


def unchecked_words(ground: Ground, indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """Say how many full-year and comparator figures of workbooks have no published figure to be held against."""
    ids = {str(one.id) for one in indicators}
    figures = ground.figures
    figures = figures[figures["indicator"].isin(ids) & figures["value"].notna()]
    year = figures["basis"].isin([str(basis) for basis in YEAR_BASES])
    mine = figures["area"] == str(ground.session.our_code)
    figures = figures[year]
    is_own = figures["report"].isin(scorecard_reports(ground))
    keys = figures.assign(own=is_own, ours=mine[year]).groupby(list(KEY)).agg({"own": ["any", "all"], "ours": "any"})
    alone = keys[keys["own", "any"] & keys["own", "all"]]
    ours, others = int(alone["ours", "any"].sum()), int((~alone["ours", "any"]).sum())
    said = (
        (ours, "full-year figure of ours", "full-year figures of ours", "of the same measure and year is loaded"),
        (others, "printed benchmark", "printed benchmarks", "of the same area, measure and year is loaded"),
    )
    return tuple(
        f"Could not check {plural(count, one, many)}: no published figure {why}."
        for count, one, many, why in said
        if count
    )

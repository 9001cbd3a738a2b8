"""The template of the quarterly regional return: its columns, notes on each, and an example of this very council."""

from __future__ import annotations

import csv
import io

from dashboard.areas import AreaBook
from dashboard.catalogue.schema import Catalogue, Indicator
from dashboard.vocabulary import Basis, Unit

TEMPLATE_COLUMNS = (
    "measure", "year", "quarter", "basis", "area", "figure", "numerator", "denominator", "missing",
)  # fmt: skip
NOTE_MARK = "#"

# There is no column for remarks: the file is kept as it is, and a remark could name a child.
COLUMN_NOTES = (
    "One row for each figure, under the heading row. Rows that begin with # are notes: leave them or delete them.",
    "measure: the measure's id in indicators.yaml ('scorecard catalogue list' gives them all).",
    "year: the financial year, such as 2019/20.",
    "quarter: Q1 (April to June), Q2 (July to September), Q3 (October to December) or Q4 (January to March).",
    "basis: year_to_date (April to the end of the quarter; taken where the cell is empty), rolling_12_months (the 12 "
    "months to the end of the quarter), in_quarter (the quarter alone) or month_end (as it stood on the last day).",
    "area: an authority of the region, a statistical neighbour elsewhere, or the region itself: code, or name.",
    "figure: the figure as printed, a percentage as 21.3 (under one as 0.8%); empty where there is none.",
    "numerator and denominator: the counts behind it, or empty. A percentage must agree with them after rounding.",
    "missing: why there is no figure: suppressed, not available, not applicable, unreliable, rounds to nought, not "
    "published yet, or not a national measure. The symbols c, x, z, u and low serve too.",
    "Example (delete the # to use a row):",
)
_EXAMPLE_YEAR, _EXAMPLE_QUARTER = "2024/25", "Q4"


def template_notes(catalogue: Catalogue, areas: AreaBook) -> tuple[tuple[str, ...], ...]:
    """Give the template's rows of notes and example, cell by cell."""
    notes = tuple((f"{NOTE_MARK} {note}",) for note in COLUMN_NOTES)
    return notes + _example(catalogue, areas)


def format_template(catalogue: Catalogue, areas: AreaBook) -> bytes:
    """Give the template as the bytes of a CSV file that Excel opens as it is."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(TEMPLATE_COLUMNS)
    writer.writerows(template_notes(catalogue, areas))
    return lines.getvalue().encode("utf-8-sig")


def _example(catalogue: Catalogue, areas: AreaBook) -> tuple[tuple[str, ...], ...]:
    """Make example rows: the region with a figure, one authority with counts, one with a reason."""
    measure = next((one for one in catalogue.indicators if _is_example(one)), None)
    region = areas.region_of(catalogue.council.authority)
    if measure is None or region is None:
        return ()
    members = [area for area in areas.authorities if areas.region_of(area.code) == region and area.valid_to is None]
    opening = (f"{NOTE_MARK} {measure.id}", _EXAMPLE_YEAR, _EXAMPLE_QUARTER, str(Basis.YEAR_TO_DATE))
    rows = [(*opening, region.name, "24.6", "", "", "")]
    rows += [(*opening, str(area.code), "21.3", "213", "1000", "") for area in members[:1]]
    rows += [(*opening, area.name, "", "", "", "suppressed") for area in members[1:2]]
    return tuple(rows)


def _is_example(indicator: Indicator) -> bool:
    has_region = indicator.comparators.region.method is not None
    return has_region and indicator.unit is Unit.PER_CENT and Basis.YEAR_TO_DATE in indicator.forms

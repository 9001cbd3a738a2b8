"""Build measures of the interactive tool and its dictionary with only what a test is about."""

from __future__ import annotations

import csv
import io

from dashboard.benchmarks.lait_measures import LaitMeasure
from dashboard.vocabulary import Polarity

HEADING = (
    "Measure_code", "Topic", "Measure", "Chart_title", "Measure_short", "Polarity", "y_axis_name", "Table_status",
    "Description", "Last Update", "Next Update", "Data Owner (DO) /Supplier and Contact Details", "Methodology",
    "Hyperlink(s)", "dps", "Year_Type", "No_Quartile",
)  # fmt: skip
A_ROW = {
    "Measure_code": "7", "Topic": "Key Stage 2", "Measure": "Pupils who swim", "Chart_title": "Pupils who swim (%)",
    "Measure_short": "Swim", "Polarity": "High", "y_axis_name": "% of pupils", "Table_status": "ks2_la",
    "Description": "Share of pupils who swim.", "Last Update": "45962", "Next Update": "TBC",
    "Data Owner (DO) /Supplier and Contact Details": "A Person, 01709 000000", "Methodology": "-",
    "Hyperlink(s)": "https://example.org/ks2", "dps": "NA", "Year_Type": "Academic Year", "No_Quartile": "NA",
}  # fmt: skip


def a_measure(short: str = "Swim", **changes: object) -> LaitMeasure:
    """Make a measure: a percentage of school years, one decimal, unless told otherwise."""
    facts: dict[str, object] = {
        "code": "7", "topic": "Key Stage 2", "name": "Pupils who swim", "title": "Pupils who swim (%)",
        "unit_words": "% of pupils", "polarity": Polarity.HIGHER_IS_BETTER, "decimals": 1,
        "year_type": "Academic Year", "has_quartiles": True, "definition": "Share of pupils who swim.",
    }  # fmt: skip
    return LaitMeasure(short=short, **{**facts, **changes})  # type: ignore[arg-type]


def measures(*given: LaitMeasure) -> dict[str, LaitMeasure]:
    """Index measures as a dictionary gives them."""
    return {one.short: one for one in given}


def a_dictionary(*rows: dict[str, str], drop: str = "", above: tuple[str, ...] = ()) -> bytes:
    """Make the dictionary's file: each row changes a usual one; ``drop`` leaves a column out."""
    names = [name for name in HEADING if name != drop]
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerows([[line] for line in above])
    writer.writerow(names)
    writer.writerows([{**A_ROW, **row}[name] for name in names] for row in rows)
    return lines.getvalue().encode("utf-8-sig")

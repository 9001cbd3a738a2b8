"""Small catalogues in YAML, sound until a test spoils a line."""

from __future__ import annotations

import re

from dashboard.catalogue.load import check_catalogue
from dashboard.catalogue.schema import Catalogue
from dashboard.issues import Issue

FILE = "indicators.yaml"

HEAD = """\
council: {authority: E08000018}
themes:
  - {id: front-door, name: Front door}
reports:
  - {id: scorecard, name: Scorecard, title_words: [Scorecard], layout: measure_per_row}
datasets:
  - {id: release, name: Release, kind: ees_csv, source: The department, licence: Open, series: releases}
precedence_full_year: [releases, scorecard]
precedence_in_year: [scorecard]
indicators:
"""

ENTRY = """\
  - id: {id}
    name: Name of {id}
    meaning: What it counts.
    theme: front-door
    unit: per_cent
    decimal_places: 1
    polarity: lower_is_better
    forms: [in_month]
    aliases:
      - {{report: scorecard, name: Printed {id}, basis: in_month}}
    targets:
      - {{year: 2019/20, basis: in_month, green: {{below: 22}}, amber: {{at_most: 26}}}}
    comparators:
      region: {{method: published}}
      statistical_neighbours: {{method: mean_of_neighbours}}
      england: {{missing: not_a_national_measure}}
    published:
      - {{dataset: release, value: [percent]}}
    why_it_matters: It matters.
    questions_to_ask: ["Why?"]
    authored_on: 2024-01-01
    next_review: 2027-01-01
"""


def a_catalogue(*ids: str) -> str:
    """Give the text of a sound catalogue with indicators of these ids."""
    return HEAD + "".join(ENTRY.format(id=name) for name in ids or ("first",))


def spoilt(old: str, new: str, text: str | None = None) -> str:
    """Replace the first ``old`` of a sound catalogue, which must be there."""
    text = text or a_catalogue()
    assert old in text, f"{old!r} is not in the snippet"
    return text.replace(old, new, 1)


def line_of(text: str, wanted: str, nth: int = 1) -> int:
    """Give the number of the ``nth`` line that holds ``wanted``."""
    return [number for number, line in enumerate(text.splitlines(), 1) if wanted in line][nth - 1]


def faults(text: str) -> list[Issue]:
    """List the faults of a catalogue's text."""
    return check_catalogue(text, FILE)[1]


def only_fault(text: str) -> Issue:
    """Give the one fault of a catalogue's text."""
    found = faults(text)
    assert len(found) == 1, [issue.what for issue in found]
    return found[0]


def load(text: str) -> Catalogue:
    """Give a catalogue that must be sound."""
    catalogue, issues = check_catalogue(text, FILE)
    assert catalogue is not None, [issue.what for issue in issues]
    assert issues == []
    return catalogue


def matches(pattern: str, text: str) -> bool:
    """Tell whether a pattern stands in a text."""
    return re.search(pattern, text) is not None

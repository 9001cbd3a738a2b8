"""Match a printed measure to the catalogue: the name and its dated aliases decide, the printed number confirms."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from dashboard.catalogue.names import name_key
from dashboard.catalogue.schema import Alias, Catalogue, Indicator
from dashboard.issues import Issue
from dashboard.periods import Period
from dashboard.vocabulary import ReportId

# How alike two names must be to be proposed as a near name; never taken without a person.
NEAR_NAME = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A printed name's indicator and alias."""

    indicator: Indicator
    alias: Alias


class Matcher:
    """Finds the indicator of a printed name in one report as at one month."""

    def __init__(self, catalogue: Catalogue, report: ReportId, as_at: Period) -> None:
        self._as_at = as_at
        self._matches = {
            name_key(alias.name): Match(indicator=indicator, alias=alias)
            for indicator in catalogue.indicators
            for alias in indicator.aliases
            if alias.report == report
        }

    def match(self, printed_name: str) -> Match | None:
        """Find the indicator whose alias is this name; None when there is none."""
        return self._matches.get(name_key(printed_name))

    def number_issue(self, match: Match, number: str, sheet: str, cell: str) -> Issue | None:
        """Say so where the printed number is not the one the catalogue has for that month."""
        known = [span.number for span in match.alias.numbers if span.holds_at(self._as_at)]
        if not number or not known or number in known:
            return None
        what = f"{match.indicator.name} is numbered {number} here, not {' or '.join(known)}."
        return Issue(code="number-differs", what=what, sheet=sheet, cell=cell)

    def unknown_issue(self, printed_name: str, sheet: str, cell: str) -> Issue:
        """Say that a row's measure is in no catalogue, with the nearest known name."""
        near = difflib.get_close_matches(name_key(printed_name), self._matches, n=1, cutoff=NEAR_NAME)
        hint = f"Did you mean {self._matches[near[0]].alias.name!r}?" if near else ""
        shown = printed_name if len(printed_name) <= 200 else f"{printed_name[:200]}…"
        what = f"{shown!r} is not in the catalogue, so its row is left out."
        return Issue(code="unknown-measure", what=what, hint=hint, sheet=sheet, cell=cell)

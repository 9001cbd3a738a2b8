"""Whose figures each row of an Explore education statistics file holds, by its level and codes, and of which time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.areas import Area, AreaBook, AreaKind
from dashboard.benchmarks.ees_table import rows_by
from dashboard.benchmarks.release import Findings
from dashboard.benchmarks.years import YEAR_IDENTIFIERS, is_ees_time
from dashboard.formatting import plural

# Source: compulsory columns of the data standard of Explore education statistics.
TIME, TIME_KIND, LEVEL = "time_period", "time_identifier", "geographic_level"
COUNTRY, REGION, OLD_CODE, NEW_CODE = "country_code", "region_code", "old_la_code", "new_la_code"
STANDARD_COLUMNS = (TIME, TIME_KIND, LEVEL, COUNTRY, REGION, OLD_CODE, NEW_CODE)

NATIONAL, REGIONAL, AUTHORITY = "National", "Regional", "Local authority"
KINDS: Mapping[str, AreaKind] = {
    NATIONAL: AreaKind.COUNTRY,
    REGIONAL: AreaKind.REGION,
    AUTHORITY: AreaKind.AUTHORITY,
}

# Source: the standard's other levels, in its screener of today and of before 2022; figures of them are not kept.
OTHER_LEVELS = frozenset({
    "Local authority district", "RSC region", "Parliamentary constituency", "Local skills improvement plan area",
    "Local enterprise partnership", "English devolved area", "Mayoral combined authority", "Opportunity area", "Ward",
    "MAT", "Multi-academy trust", "Sponsor", "School", "Provider", "Institution", "Planning area", "Police force area",
})  # fmt: skip

# Words in a code column that are no code.
NO_CODE = frozenset({"", "x", "z", ":"})

_PLACE = [LEVEL, COUNTRY, REGION, OLD_CODE, NEW_CODE]


@dataclass(frozen=True, slots=True, kw_only=True)
class EesPlaces:
    """The rows that are about an area of ours, by their number in the file.

    ``areas`` gives the area of each such row; ``facts`` say what was passed over and why that is right.
    """

    areas: Mapping[int, Area]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Codes:
    """The geographical cells of a row."""

    level: str
    country: str
    region: str
    old: str
    new: str

    @property
    def names_authority(self) -> bool:
        return self.old not in NO_CODE or self.new not in NO_CODE

    @property
    def names_region(self) -> bool:
        return self.region not in NO_CODE

    @property
    def words(self) -> str:
        codes = {NATIONAL: (self.country,), REGIONAL: (self.region,)}.get(self.level, (self.new, self.old))
        return f"{self.level.lower()} {' / '.join(code for code in codes if code)}"


def find_places(frame: pd.DataFrame, areas: AreaBook, findings: Findings) -> EesPlaces:
    """Tell each row's area; a row of another level, or one that is left out with an issue, has none."""
    found: dict[int, Area] = {}
    passed_over: dict[str, int] = {}
    for (level, country, region, old, new), numbers in rows_by(frame, _PLACE).items():
        codes = _Codes(level=level, country=country, region=region, old=old, new=new)
        if codes.level in OTHER_LEVELS:
            passed_over[codes.level] = passed_over.get(codes.level, 0) + len(numbers)
        elif fault := _level_fault(codes):
            _note_wrong_level(fault, numbers, findings)
        elif (area := _find_area(codes, areas)) is None:
            _note_unknown(codes, numbers, findings)
        elif area.kind is not KINDS[codes.level]:
            _note_wrong_level(f"has a row labelled {codes.level} with the code of a {area.kind}", numbers, findings)
        else:
            found.update(dict.fromkeys(numbers, area))
    return EesPlaces(areas=found, facts=_say_passed_over(passed_over))


def _level_fault(codes: _Codes) -> str | None:
    """Say how a row's level is none of the standard's, or contradicts the codes beside it."""
    if codes.level not in KINDS:
        return (
            "has a row without a level" if not codes.level else f"has the level {codes.level!r}, which does not exist"
        )
    if codes.level == AUTHORITY:
        return None if codes.names_authority else "has a row labelled Local authority without an authority's code"
    if codes.names_authority:
        return f"has a row labelled {codes.level} with an authority's code"
    if codes.level == REGIONAL:
        return None if codes.names_region else "has a row labelled Regional without a region's code"
    return "has a row labelled National with a region's code" if codes.names_region else None


def _find_area(codes: _Codes, areas: AreaBook) -> Area | None:
    """Find a row's area by code, never by name; an authority without its nine-character code by its number."""
    if codes.level == NATIONAL:
        return areas.by_code(codes.country)
    if codes.level == REGIONAL:
        return areas.by_code(codes.region)
    by_code, by_number = areas.by_code(codes.new), areas.by_la_number(codes.old)
    if codes.new in NO_CODE or by_code is None:
        return by_number
    # Two codes that name two authorities mean that the columns have slipped: neither is to be believed.
    return by_code if by_number is None or by_number == by_code else None


def _note_wrong_level(fault: str, rows: list[int], findings: Findings) -> None:
    for row in rows:
        findings.add("benchmark-wrong-level", f"{findings.filename} {fault}.", row)


def _note_unknown(codes: _Codes, rows: list[int], findings: Findings) -> None:
    what = f"{findings.filename} has figures for {codes.words}, which is not among the areas."
    for row in rows:
        findings.add("benchmark-unknown-area", what, row)


def _say_passed_over(passed_over: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(
        f"{plural(count, 'row')} of the level {level}, which is not kept, {'is' if count == 1 else 'are'} passed over."
        for level, count in passed_over.items()
    )


def check_times(frame: pd.DataFrame, findings: Findings) -> None:
    """Note years that cannot be read, and kinds of year mixed in one file, which the data standard forbids."""
    for (time, identifier), rows in rows_by(frame, [TIME, TIME_KIND]).items():
        if not is_ees_time(time, identifier):
            what = f"{findings.filename} has the year {time!r} as {identifier!r}, which is none of the data standard's."
            for row in rows:
                findings.add("benchmark-unreadable-year", what, row)
    kinds = [kind for kind in frame[TIME_KIND].unique() if kind in YEAR_IDENTIFIERS]
    if len(kinds) > 1:
        what = f"{findings.filename} mixes kinds of year: {' and '.join(kinds)}."
        first = frame.index[frame[TIME_KIND] == kinds[1]]
        findings.add("benchmark-mixed-years", what, int(first[0]))

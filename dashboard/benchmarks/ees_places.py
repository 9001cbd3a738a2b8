"""Whose figures each row of an Explore education statistics file holds, by its level and codes, and of which time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
REGION_NAME, AUTHORITY_NAME = "region_name", "la_name"
STANDARD_COLUMNS = (TIME, TIME_KIND, LEVEL, COUNTRY, REGION, OLD_CODE, NEW_CODE)

NATIONAL, REGIONAL, AUTHORITY = "National", "Regional", "Local authority"
KINDS: Mapping[str, AreaKind] = {
    NATIONAL: AreaKind.COUNTRY,
    REGIONAL: AreaKind.REGION,
    AUTHORITY: AreaKind.AUTHORITY,
}

# The standard's other levels, in its screener of today and of before 2022, of which no figures are kept, and how the
# columns begin that name their places. In a file without such columns the level is a slip: the row is an authority's.
OTHER_LEVELS: Mapping[str, tuple[str, ...]] = {
    "Local authority district": ("lad_",),
    "RSC region": ("rsc_",),
    "Parliamentary constituency": ("pcon_",),
    "Local skills improvement plan area": ("lsip_",),
    "Local enterprise partnership": ("local_enterprise_partnership_",),
    "English devolved area": ("english_devolved_area_",),
    "Mayoral combined authority": ("mayoral_combined_authority_", "english_devolved_area_"),
    "Opportunity area": ("opportunity_area_",),
    "Ward": ("ward_",),
    "MAT": ("trust_",),
    "Multi-academy trust": ("trust_",),
    "Sponsor": ("sponsor_",),
    "School": ("school_",),
    "Provider": ("provider_",),
    "Institution": ("institution_",),
    "Planning area": ("planning_area_",),
    "Police force area": ("pfa_", "police_force_area_"),
}

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
    other_levels = _levels_named(frame.columns)
    for (level, country, region, old, new), numbers in rows_by(frame, _PLACE).items():
        codes = _Codes(level=level, country=country, region=region, old=old, new=new)
        if codes.level in other_levels:
            passed_over[codes.level] = passed_over.get(codes.level, 0) + len(numbers)
        elif fault := _level_fault(codes):
            _note_wrong_level(fault, numbers, findings)
        elif two := _two_authorities(codes, areas):
            _note_two(two, numbers, findings)
        elif (area := _find_area(codes, areas)) is None:
            _note_unknown(codes, numbers, findings)
        elif area.kind is not KINDS[codes.level]:
            _note_wrong_level(f"has a row labelled {codes.level} with the code of a {area.kind}", numbers, findings)
        else:
            found.update(dict.fromkeys(numbers, area))
    _check_names(frame, found, areas, findings)
    return EesPlaces(areas=found, facts=_say_passed_over(passed_over))


def _levels_named(header: Iterable[str]) -> frozenset[str]:
    """Give the standard's other levels whose places the file has columns for."""
    names = tuple(header)
    return frozenset(
        level for level, begun in OTHER_LEVELS.items() if any(name.casefold().startswith(begun) for name in names)
    )


def _level_fault(codes: _Codes) -> str | None:
    """Say how a row's level is none of the standard's, or contradicts the codes beside it."""
    if codes.level in OTHER_LEVELS:
        return f"has the level {codes.level}, and no column that names a place of that level"
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
    by_code = areas.by_code(codes.new) if codes.new not in NO_CODE else None
    return by_code or areas.by_la_number(codes.old)


def _two_authorities(codes: _Codes, areas: AreaBook) -> tuple[Area, Area] | None:
    """Give the two authorities that one row's codes name: its columns have slipped, and neither is to be believed."""
    by_code, by_number = areas.by_code(codes.new), areas.by_la_number(codes.old)
    is_one = codes.level != AUTHORITY or codes.new in NO_CODE or by_code is None or by_number in (None, by_code)
    return None if is_one or by_code is None or by_number is None else (by_code, by_number)


def _check_names(frame: pd.DataFrame, found: Mapping[int, Area], areas: AreaBook, findings: Findings) -> None:
    """Note rows whose name is that of another area than their code; a name that is nobody's does not matter."""
    names = [column for column in (LEVEL, REGION_NAME, AUTHORITY_NAME) if column in frame.columns]
    if LEVEL not in names or len(names) == 1:
        return
    for cells, numbers in rows_by(frame, names).items():
        said = dict(zip(names, cells, strict=True))
        name = said.get(REGION_NAME if said[LEVEL] == REGIONAL else AUTHORITY_NAME, "")
        others = areas.named(name) if said[LEVEL] != NATIONAL else ()
        for row in numbers if others else ():
            if (area := found.get(row)) is not None and area not in others:
                what = f"{findings.filename} has figures with the code of {area.name} and the name {others[0].name}."
                findings.add("benchmark-names-disagree", what, row)


def _note_wrong_level(fault: str, rows: list[int], findings: Findings) -> None:
    for row in rows:
        findings.add("benchmark-wrong-level", f"{findings.filename} {fault}.", row)


def _note_two(two: tuple[Area, Area], rows: list[int], findings: Findings) -> None:
    what = f"{findings.filename} has the codes of two authorities in one row, {two[0].name} and {two[1].name}."
    for row in rows:
        findings.add("benchmark-broken-table", what, row)


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

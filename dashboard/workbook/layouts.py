"""The words by which columns are recognised, as data: another council's words are added here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.vocabulary import AreaRole, ColumnRole
from dashboard.workbook.headings import plain_heading


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingWords:
    """A pattern for a heading's own words (spaces folded, case ignored), and the role it gives its column.

    ``group`` must stand in the heading above for the words to count: "Red" is a tolerance only under a target.
    """

    role: ColumnRole
    pattern: re.Pattern[str]
    area: AreaRole | None = None
    group: re.Pattern[str] | None = None


def _words(role: ColumnRole, pattern: str, *, area: AreaRole | None = None, group: str | None = None) -> HeadingWords:
    above = re.compile(group, re.IGNORECASE) if group else None
    return HeadingWords(role=role, pattern=re.compile(pattern, re.IGNORECASE), area=area, group=above)


_SN = r"(?:stat(?:istical|s)?\.?\s*neigh(?:bour)?s?(?:'s|s)?'?\.?|sns?)"
_AVERAGE = r"(?:\s*(?:ave|avg|average|mean)\.?)?"

# Month, quarter and year headings are read as periods before these words are tried.
HEADING_WORDS: tuple[HeadingWords, ...] = (
    _words(ColumnRole.NUMBER, r"(?:ref(?:erence)?\.?\s*)?(?:no|num|number)\.?|ref(?:erence)?\.?|code|id|#"),
    _words(
        ColumnRole.NAME,
        r"indicators?(?:\s*[-:].*)?|(?:performance\s+)?measures?(?:\s*[-:].*)?|performance indicators?.*|kpis?",
    ),
    _words(ColumnRole.POLARITY, r"good\s+perf(?:ormance)?\.?\s+is|polarity|good is|aim"),
    _words(ColumnRole.NOTE, r"data\s+note(?:\s*\(.*\))?"),
    _words(ColumnRole.FREQUENCY, r"freq(?:uency)?(?:\s+of\s+reporting)?|reporting frequency|data period"),
    _words(ColumnRole.DOT, r"d\.?o\.?t\.?(?:\s*\(.*\))?|direction\s+of\s+travel.*"),
    _words(ColumnRole.RAG, r"rag(?:\s+(?:status|rating))?(?:\s*\(.*\))?|overall\s+status.*|status(?:\s*\(.*\))?"),
    _words(ColumnRole.TARGET_RED, r"red", group=r"target|toleran"),
    _words(ColumnRole.TARGET_AMBER, r"amber", group=r"target|toleran"),
    _words(ColumnRole.TARGET_GREEN, r"(?:target\s*)?\(?green\)?", group=r"target|toleran"),
    _words(ColumnRole.TARGET_GREEN, r"target\s*\(?green\)?|green\s*\(?target\)?"),
    _words(
        ColumnRole.TARGET, r"target(?:\s+(?:19|20)\d{2}\s*[/-]\s*\d{2,4})?|(?:19|20)\d{2}\s*[/-]\s*\d{2,4}\s+target"
    ),
    _words(ColumnRole.YEAR_TO_DATE, r"(?:ytd|year\s+to\s+date).*|.*\bytd"),
    _words(ColumnRole.YEAR_END, r"(?:year\s*end|outturn).*"),
    _words(ColumnRole.BENCHMARK, rf"best\s+{_SN}|{_SN}\s+best", area=AreaRole.BEST_STATISTICAL_NEIGHBOUR),
    _words(ColumnRole.BENCHMARK, rf"{_SN}{_AVERAGE}", area=AreaRole.STATISTICAL_NEIGHBOURS),
    _words(
        ColumnRole.BENCHMARK,
        r"(?:nat(?:ional)?\.?\s+)?top\s+q(?:uar)?tile(?:\s+threshold)?",
        area=AreaRole.NATIONAL_TOP_QUARTILE,
    ),
    _words(ColumnRole.BENCHMARK, rf"(?:nat(?:ional)?\.?|eng(?:land)?\.?){_AVERAGE}", area=AreaRole.ENGLAND),
    _words(
        ColumnRole.BENCHMARK,
        rf"region(?:al)?{_AVERAGE}|yorks(?:hire)? (?:&|and) (?:the )?humber.*",
        area=AreaRole.REGION,
    ),
    _words(ColumnRole.AREA, r"(?:local\s+)?(?:authority|area)"),
    _words(ColumnRole.DIFFERENCE, r"diff(?:erence)?\.?(?:\s*\+\s*/\s*-)?|change"),
)

# A heading row is one that names the measures and at least this many further columns.
MIN_KNOWN_COLUMNS = 3

# Words of a group heading over the benchmark columns, whose year is the benchmarks' year.
BENCHMARK_GROUP = re.compile(r"bench", re.IGNORECASE)
TARGET_GROUP = re.compile(r"target|toleran", re.IGNORECASE)
GROUP_WORDS = re.compile(r"bench|target|toleran|trend|performance|(?:19|20)\d{2}\s*[/-]\s*\d{2}", re.IGNORECASE)

# In a comparison table, a year column with these words is an in-year figure, not the published full year.
IN_YEAR = re.compile(r"in[\s-]?year|ytd|ria|provisional", re.IGNORECASE)

_AREA_WORDS: tuple[tuple[re.Pattern[str], AreaRole], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), area)
    for pattern, area in (
        (rf"best\s+{_SN}", AreaRole.BEST_STATISTICAL_NEIGHBOUR),
        (rf"{_SN}{_AVERAGE}", AreaRole.STATISTICAL_NEIGHBOURS),
        (rf"region(?:al)?{_AVERAGE}", AreaRole.REGION),
        (rf"(?:nat(?:ional)?|england){_AVERAGE}\d?", AreaRole.ENGLAND),
    )
)


def heading_words(leaf: str, groups: tuple[str, ...]) -> HeadingWords | None:
    """Find what a heading's words make of its column; ``groups`` are the headings above it."""
    above = " ".join(groups)
    words_of_leaf = plain_heading(leaf)
    for words in HEADING_WORDS:
        if words.pattern.fullmatch(words_of_leaf) and (words.group is None or words.group.search(above)):
            return words
    return None


def area_role(label: str) -> AreaRole | None:
    """Find which comparator a row label names; None for a place's own name."""
    return next((area for pattern, area in _AREA_WORDS if pattern.fullmatch(label)), None)

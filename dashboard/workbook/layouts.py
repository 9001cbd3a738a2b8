"""The words by which columns are recognised, as data: words that many councils print are added here and nowhere else.

A council's own words need no Python: they stand in ``layouts.yaml`` (docs/how-to/teach-a-layout.md), and a ``Lexicon``
holds both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.vocabulary import AreaRole, ColumnRole
from dashboard.workbook.headings import has_stray, plain_heading, without_year


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingWords:
    """A pattern for a heading's own words (spaces folded, case ignored), and the role it gives its column.

    ``group`` must stand in the heading above for the words to count: "Red" is a tolerance only under a target.
    ``months_before`` counts from the as-at month where the heading names no period: 0 for "Latest".
    """

    role: ColumnRole
    pattern: re.Pattern[str]
    area: AreaRole | None = None
    group: re.Pattern[str] | None = None
    months_before: int | None = None


def _words(
    role: ColumnRole,
    pattern: str,
    *,
    area: AreaRole | None = None,
    group: str | None = None,
    months_before: int | None = None,
) -> HeadingWords:
    return HeadingWords(
        role=role,
        pattern=re.compile(pattern, re.IGNORECASE),
        area=area,
        group=re.compile(group, re.IGNORECASE) if group else None,
        months_before=months_before,
    )


_SN = (
    r"(?:stat(?:istical|s)?\.?\s*neigh(?:bour)?s?(?:'s|s)?'?\.?(?:\s+(?:group|authorities))?|sns?"
    r"|(?:nearest|similar)\s+(?:statistical\s+)?neighbours?)"
)
_AVERAGE = r"(?:\s*(?:ave|av|avg|average|mean)\.?)?"
# The nine regions of England by their names (Office for National Statistics), and the two halves of London, each as
# councils write it.
_REGION_FORMS = {
    "North East": r"(?:the )?north[\s-]?east(?: england)?",
    "North West": r"(?:the )?north[\s-]?west(?: england)?",
    "Yorkshire and The Humber": (
        r"(?:the )?yorks(?:hire)?\.? (?:&|and) (?:the )?humber(?:side)?|y\s*(?:&|and)\s*(?:t\s*)?h"
    ),
    "East Midlands": r"(?:the )?east mid(?:land)?s",
    "West Midlands": r"(?:the )?west mid(?:land)?s",
    "East of England": r"(?:the )?east of england",
    "London": r"(?:greater )?london",
    "Inner London": r"inner london",
    "Outer London": r"outer london",
    "South East": r"(?:the )?south[\s-]?east(?: england)?",
    "South West": r"(?:the )?south[\s-]?west(?: england)?",
}
_REGIONS = rf"(?:{'|'.join(_REGION_FORMS.values())})(?: region)?"
_THING = r"(?:indicators?|measures?|p\.?i\.?s?|kpis?|metrics?)"
_LAST_YEAR = r"(?:last|previous|prior) year(?:'s)?"
_PERIOD_WORD = r"(?:period|month|quarter|qtr|time|point|date)"
_FLOOR = r"(?:tolerances?|floor(?:\s+(?:standard|target|level))?|minimum\s+standard|amber\s+threshold|thresholds?)"
_WIDTH = r"(?:\s*\(?\s*(?:\+\s*/?\s*-|±)\s*\)?)?"
_DOT = r"(?:d\.?o\.?t\.?|direction(?:\s+of\s+travel)?|trend|movement|change)"
_YEAR_ON_YEAR = (
    r"(?:y(?:ea)?r(?:ly)?\.?[\s-]+(?:on|to|over)[\s-]+y(?:ea)?r(?:ly)?\.?|annual|(?:12|twelve) months"
    rf"|(?:(?:since|from|on|vs\.?|against|compared (?:to|with)) )?(?:the )?(?:same \w+ )?{_LAST_YEAR}|long[\s-]term)"
)

# Months, quarters and years are read as periods where none of these words fit. The first that fits decides.
HEADING_WORDS: tuple[HeadingWords, ...] = (
    _words(
        ColumnRole.NUMBER,
        rf"(?:{_THING}\s*)?(?:ref(?:erence)?\.?\s*)?(?:no|nos|num|number)\.?|(?:{_THING}\s*)?(?:ref(?:erence)?\.?|code|id)"
        r"|#",
    ),
    _words(
        ColumnRole.NAME,
        r"indicators?(?:\s*[-:].*)?|(?:performance\s+)?measures?(?:\s*[-:].*)?|performance indicators?.*|kpis?"
        rf"|p\.?i\.?s?|key performance (?:indicators?|measures?).*|{_THING}\s*(?:name|title|description)"
        r"|description(?: of (?:the )?(?:indicator|measure))?|name of (?:indicator|measure)"
        r"|.{2,60}\s(?:performance )?(?:indicators|measures)",
    ),
    _words(
        ColumnRole.POLARITY,
        r"good\s+perf(?:ormance)?\.?(?:\s+is)?|polarity|(?:what(?:'s| is) )?good(?: is|\?)?|good to be|aim"
        r"|desired direction(?: of travel)?"
        r"|(?:bigger|higher|smaller|lower)(?: or (?:smaller|lower|bigger|higher))? is better\??|better to be|aim to",
    ),
    _words(ColumnRole.NOTE, r"data\s+note(?:\s*\(.*\))?"),
    _words(
        ColumnRole.FREQUENCY,
        r"freq(?:uency)?\.?(?:\s+of\s+reporting)?|reporting frequency|data\s+(?:period|basis)|time\s+basis|basis"
        r"|reported",
    ),
    # A direction since a year ago is no direction since last month: it is known, and not read.
    _words(
        ColumnRole.IGNORED,
        rf"{_DOT}\W*{_YEAR_ON_YEAR}\W*|{_YEAR_ON_YEAR}\W*{_DOT}|y(?:ea)?r\.? on y(?:ea)?r\.?",
    ),
    _words(
        ColumnRole.DOT,
        r"d\.?o\.?t\.?(?:\s*\(.*\))?|direction\s+of\s+travel.*|direction|trend|movement"
        r"|short[\s-]term (?:trend|movement)",
    ),
    _words(
        ColumnRole.RAG,
        r"b?rag(?:\s+(?:status|rating|colour))?(?:\s*\(.*\))?|(?:current|latest|in[\s-]month|monthly|quarterly)\s+b?rag"
        r"|overall\s+status.*|status(?:\s*\(.*\))?|(?:performance|target) (?:status|rating)|rating",
    ),
    _words(ColumnRole.TARGET_RED, r"red", group=r"target|toleran|threshold"),
    _words(ColumnRole.TARGET_AMBER, r"amber", group=r"target|toleran|threshold"),
    _words(ColumnRole.TARGET_GREEN, r"(?:target\s*)?\(?green\)?", group=r"target|toleran|threshold"),
    _words(ColumnRole.TARGET_GREEN, r"target\s*\(?green\)?|green\s*\(?target\)?"),
    _words(
        ColumnRole.TARGET,
        r"(?:(?:annual|year[\s-]?end|full year|current|local|agreed|in[\s-]year)\s+)?targets?(?:\s+for (?:the )?year)?"
        r"|target\s*\((?:annual|year[\s-]?end|full year)\)",
    ),
    _words(ColumnRole.TOLERANCE, rf"{_FLOOR}{_WIDTH}|(?:lower|upper|minimum|maximum|min|max)\.?\s+(?:threshold|limit)"),
    _words(
        ColumnRole.SAME_PERIOD_LAST_YEAR,
        rf"(?:the )?same {_PERIOD_WORD}(?: in| of)?(?: the)? {_LAST_YEAR}"
        rf"|{_LAST_YEAR} same {_PERIOD_WORD}|(?:this|at this) (?:time|point|stage) {_LAST_YEAR}"
        rf"|{_PERIOD_WORD} {_LAST_YEAR}",
    ),
    _words(ColumnRole.BENCHMARK, rf"best\s+{_SN}|{_SN}\s+best", area=AreaRole.BEST_STATISTICAL_NEIGHBOUR),
    _words(ColumnRole.BENCHMARK, rf"{_SN}{_AVERAGE}", area=AreaRole.STATISTICAL_NEIGHBOURS),
    _words(
        ColumnRole.BENCHMARK,
        r"(?:nat(?:ional)?\.?\s+)?top\s+q(?:uar)?tile(?:\s+threshold)?",
        area=AreaRole.NATIONAL_TOP_QUARTILE,
    ),
    _words(ColumnRole.BENCHMARK, rf"(?:nat(?:ional)?\.?|eng(?:land)?\.?){_AVERAGE}", area=AreaRole.ENGLAND),
    _words(ColumnRole.BENCHMARK, rf"region(?:al)?{_AVERAGE}|{_REGIONS}{_AVERAGE}", area=AreaRole.REGION),
    _words(ColumnRole.AREA, r"(?:local\s+)?(?:authority|area)"),
    _words(ColumnRole.DIFFERENCE, r"diff(?:erence)?\.?(?:\s*\+\s*/\s*-)?|change"),
    _words(ColumnRole.PERIOD_LABEL, r"(?:reporting |time )?(?:period|month|quarter|year|date)s?"),
    _words(ColumnRole.VALUE, r"values?|figures?"),
    _words(ColumnRole.UNIT, r"units?(?: of (?:measure(?:ment)?|figure))?|format"),
    _words(
        ColumnRole.PERIOD,
        r"(?:latest|current)(?: (?:data|figures?|month|quarter|qtr|value|result|position|performance|actual|outturn))?"
        r"|this (?:month|quarter|period)|actual|(?:latest )?(?:result|performance)",
        months_before=0,
    ),
    _words(
        ColumnRole.PERIOD,
        r"(?:previous|prior|last) month(?:'s)?(?: (?:figure|value|result|performance))?",
        months_before=1,
    ),
    _words(
        ColumnRole.PERIOD,
        r"(?:previous|prior|last) (?:quarter|qtr)(?:'s)?(?: (?:figure|value|result|performance))?",
        months_before=3,
    ),
)

# Columns whose heading may print a year of its own beside its words: "England 2018/19", "Target (2019/20)".
_DATED_ROLES = frozenset(
    {ColumnRole.BENCHMARK, ColumnRole.TARGET, ColumnRole.TOLERANCE, ColumnRole.SAME_PERIOD_LAST_YEAR}
)
# What may stand in a year-to-date or year-end heading; other words ("YTD Target") make it another column.
_YEAR_TO_DATE = re.compile(r"\b(?:ytd|year[\s-]to[\s-]date)\b", re.IGNORECASE)
_YEAR_END = re.compile(r"\b(?:year[\s-]*end|out-?turn)\b", re.IGNORECASE)
_YEAR_FIGURE_WORDS = re.compile(
    r"\b(?:actuals?|figures?|performance|results?|values?|total|data|final|cumulative|average|position|financial|year"
    r"|provisional|full|in|for|the|fy|months?|to)\b|\d",
    re.IGNORECASE,
)

# A heading row is one that names the measures and at least this many columns in all.
MIN_KNOWN_COLUMNS = 3

# Words of a group heading over the benchmark columns, whose year is the benchmarks' year.
BENCHMARK_GROUP = re.compile(r"bench|compar", re.IGNORECASE)
TARGET_GROUP = re.compile(r"target|toleran|threshold", re.IGNORECASE)
GROUP_WORDS = re.compile(
    r"bench|compar|target|toleran|threshold|trend|performance|(?:19|20)\d{2}\s*[/-]\s*\d{2}", re.IGNORECASE
)
_REGION_AVERAGES = {
    region: re.compile(rf"(?:{forms})(?: region)?{_AVERAGE}", re.IGNORECASE) for region, forms in _REGION_FORMS.items()
}
# The region by its own name rather than as "Region".
REGION_NAME = re.compile(rf"{_REGIONS}{_AVERAGE}", re.IGNORECASE)
# Of the two ends of an expected range, which one a threshold's heading means.
LOWER_END = re.compile(r"\b(?:lower|min(?:imum)?)\b", re.IGNORECASE)
UPPER_END = re.compile(r"\b(?:upper|max(?:imum)?)\b", re.IGNORECASE)
# A tolerance that its heading calls a width either side of the target, not the figure where amber ends.
WIDTH_MARK = re.compile(r"\+\s*/?\s*-|±")
# Names of measures that say what a description only explains.
WEAK_NAME = re.compile(r"description.*", re.IGNORECASE)
# Headings under which Q or A state the time basis, and not only how often the figure is reported.
DATA_PERIOD = re.compile(r"data\s+(?:period|basis)|(?:time\s+)?basis", re.IGNORECASE)

# In a comparison table, a year column with these words is an in-year figure, not the published full year.
IN_YEAR = re.compile(r"in[\s-]?year|ytd|ria|provisional", re.IGNORECASE)

# Headings of a list of one figure a row, where "Month" and "Value" head columns of periods and figures. Underscores are
# read as spaces.
LONG_HEADING_WORDS: tuple[HeadingWords, ...] = (
    _words(ColumnRole.NUMERATOR, r"(?:num(?:erator)?)(?: value| count)?"),
    _words(ColumnRole.DENOMINATOR, r"(?:den(?:om(?:inator)?)?)(?: value| count)?|cohort(?: size)?"),
    _words(
        ColumnRole.UNIT,
        r"units?(?: of measure(?:ment)?)?|(?:value|figure|measure|measurement|data) (?:type|format|unit)",
    ),
    _words(
        ColumnRole.VALUE,
        r"(?:(?:indicator|measure|actual|current|latest|reported) )?(?:values?|figures?|results?|outturn"
        r"|performance|score)|actuals?|observation|obs value",
    ),
    _words(
        ColumnRole.PERIOD_LABEL,
        r"(?:(?:time|reporting|report) )?period(?: (?:name|label|date|end(?:ing)?))?"
        r"|(?:reporting |report )?(?:month|date|quarter|qtr)(?:[ -]?(?:end(?:ing)?|name|of|start|year|date))?"
        r"|(?:financial |fiscal )?year|(?:month|quarter) and year|month year",
    ),
    _words(
        ColumnRole.AREA,
        r"(?:local |geographic(?:al)? )?(?:area|authority|geography|council|la|region)(?: (?:names?|codes?))?"
        r"|(?:gss|ons|ecode|new la|old la) ?(?:code)?",
    ),
)

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
    above, words = " ".join(groups), plain_heading(leaf)
    if found := _fitting(words, above):
        return found
    bare = without_year(words)
    dated = _fitting(bare, above) if bare != words else None
    if dated is not None and dated.role in _DATED_ROLES:
        return dated
    return _year_figure(words)


def _fitting(text: str, above: str) -> HeadingWords | None:
    return next(
        (
            words
            for words in HEADING_WORDS
            if words.pattern.fullmatch(text) and (words.group is None or words.group.search(above))
        ),
        None,
    )


def _year_figure(text: str) -> HeadingWords | None:
    """Tell a year-to-date or year-end heading with nothing in it that makes it another column."""
    for role, pattern in ((ColumnRole.YEAR_TO_DATE, _YEAR_TO_DATE), (ColumnRole.YEAR_END, _YEAR_END)):
        rest = pattern.sub(" ", text)
        if rest != text and not has_stray(_YEAR_FIGURE_WORDS.sub(" ", rest)):
            return HeadingWords(role=role, pattern=pattern)
    return None


def region_named(text: str) -> str | None:
    """Find which region a heading or label names; None where it names none ("Region") or anything else."""
    bare = without_year(text)
    fitting = (region for region, forms in _REGION_AVERAGES.items() if forms.fullmatch(bare))
    return next(fitting, None)


def area_role(label: str) -> AreaRole | None:
    """Find which comparator a row label names; None for a place's own name."""
    return next((area for pattern, area in _AREA_WORDS if pattern.fullmatch(label)), None)

"""The interactive tool's measures as values, and the table of them that is shipped: ``lait_measures.csv``."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.benchmarks.lait_years import YearType, parse_year_type
from dashboard.errors import DashboardError
from dashboard.vocabulary import IndicatorId, Polarity, Unit

MEASURES_FILE = "lait_measures.csv"
MEASURE_COLUMNS = (
    "short", "code", "topic", "name", "title", "unit_words", "polarity", "decimals", "year_type", "quartiles", "source",
    "link", "last_update", "next_update", "definition",
)  # fmt: skip

# The measures that the catalogue does not name are kept under ids of their own, which no catalogue can hold.
ID_PREFIX = "lait."
# Two descriptions that differ in their punctuation only are told apart by so many letters of their digests.
TELLING_LETTERS = 6
_SIGNS = {"%": " percent ", "&": " and ", "<": " under ", ">": " over ", "+": " plus "}
_NOT_OF_AN_ID = re.compile(r"[^a-z0-9]+")

_COUNTED = ("number", "total cases", "entries")
_RATE_PER_10000 = re.compile(r"rate per 10,?000\b(?!,)")


@dataclass(frozen=True, slots=True, kw_only=True)
class LaitMeasure:
    """One measure of the interactive tool, as its dictionary describes it.

    ``short`` is the description that the data file joins on. ``unit_words`` are the tool's own ("% of referrals").
    ``decimals`` are those that the tool shows. ``has_quartiles`` is False where the tool draws no quartile bands, since
    the figures lie too close together. ``source`` names the published table behind it. Updates are days such as
    2025-11-01, or words.
    """

    short: str
    code: str
    topic: str
    name: str
    title: str
    unit_words: str
    polarity: Polarity
    decimals: int
    year_type: str
    has_quartiles: bool
    definition: str
    methodology: str = ""
    source: str = ""
    link: str = ""
    last_update: str = ""
    next_update: str = ""

    @property
    def unit(self) -> Unit | None:
        """Give the unit; None where it is none of ours (money, points of a score, a rate per 100,000)."""
        named = self.name.casefold().startswith(("percentage", "%"))
        return parse_unit(self.unit_words) or (Unit.PER_CENT if named else None)

    @property
    def years(self) -> YearType | None:
        """Say what a year of the measure is; None where the dictionary's words for it are not known."""
        return parse_year_type(self.year_type)


def parse_unit(words: str) -> Unit | None:
    """Read the tool's words for a unit; None where they are none of ours."""
    folded = words.strip().casefold()
    if folded.startswith("%"):
        return Unit.PER_CENT
    if _RATE_PER_10000.match(folded):
        return Unit.RATE_PER_10000
    if "fte" in folded.split():
        return Unit.FULL_TIME_EQUIVALENT
    if folded.startswith("average"):
        return Unit.AVERAGE
    return Unit.COUNT if folded.startswith(_COUNTED) else None


def measure_ids(shorts: Iterable[str]) -> dict[str, IndicatorId]:
    """Give each short description the id that its figures are kept under: ``lait.`` and the description's letters.

    Case, spaces and punctuation do not tell ids apart; descriptions that differ in nothing else carry six letters of
    their own SHA-256 each. So an id never changes as long as no such twin appears.
    """
    slugs = {short: _slug(short) for short in shorts}
    often = Counter(slugs.values())
    return {
        short: IndicatorId(f"{ID_PREFIX}{slug if often[slug] == 1 and slug else _told_apart(short, slug)}")
        for short, slug in slugs.items()
    }


def _slug(short: str) -> str:
    words = "".join(_SIGNS.get(letter, letter) for letter in short.casefold())
    return _NOT_OF_AN_ID.sub("-", words).strip("-")


def _told_apart(short: str, slug: str) -> str:
    letters = hashlib.sha256(short.encode()).hexdigest()[:TELLING_LETTERS]
    return f"{slug}-{letters}".strip("-")


def load_lait_measures(reference_folder: Path) -> Mapping[str, LaitMeasure]:
    """Read the shipped measures by their short descriptions; none where the folder has no such file.

    Raises:
        DashboardError: when the file cannot be read, or a row lacks a column.
    """
    path = reference_folder / MEASURES_FILE
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["short"]: _as_measure(row) for row in csv.DictReader(file)}
    except (OSError, KeyError, ValueError, TypeError) as fault:
        raise DashboardError(f"{path} cannot be read: {fault}.") from fault


def _as_measure(row: Mapping[str, str]) -> LaitMeasure:
    plain = ("short", "code", "topic", "name", "title", "unit_words", "year_type", "source", "link")
    return LaitMeasure(
        **{column: row[column] for column in (*plain, "last_update", "next_update", "definition")},
        polarity=Polarity(row["polarity"]),
        decimals=int(row["decimals"]),
        has_quartiles=row["quartiles"] == "1",
    )


def format_lait_measures(measures: Iterable[LaitMeasure]) -> str:
    """Give the text of ``lait_measures.csv``, by short description; methodologies are left to the tool itself."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(MEASURE_COLUMNS)
    for one in sorted(measures, key=lambda measure: measure.short):
        values = {**{name: getattr(one, name) for name in MEASURE_COLUMNS if name != "quartiles"}}
        writer.writerow([*({**values, "quartiles": int(one.has_quartiles)}[name] for name in MEASURE_COLUMNS)])
    return lines.getvalue()

"""Read the dictionary of the Local Authority Interactive Tool: what its measures are called and how they are read.

``python -m dashboard.benchmarks.lait_dictionary SOURCE_FILE DATA_FOLDER`` writes ``lait_measures.csv`` from it.
"""

from __future__ import annotations

import csv
import html
import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from dashboard.benchmarks.columns import not_recognised
from dashboard.benchmarks.lait_measures import MEASURES_FILE, LaitMeasure, format_lait_measures, load_lait_measures
from dashboard.benchmarks.lait_years import parse_year_type
from dashboard.benchmarks.release import Findings, ReleaseRead
from dashboard.benchmarks.text_rows import read_text_rows
from dashboard.errors import BenchmarkError
from dashboard.issues import Issue, refuses
from dashboard.observations import Observations
from dashboard.vocabulary import Polarity, ReportId

__all__ = [
    "DICTIONARY", "LaitMeasure", "is_lait_dictionary_heading", "load_lait_measures", "parse_lait_dictionary",
    "read_lait_dictionary", "without_contacts",
]  # fmt: skip

DICTIONARY = "lait-dictionary"
TITLE = "Dictionary of the Local Authority Interactive Tool"

SHORT, POLARITY, YEAR_TYPE, DECIMALS = "Measure_short", "Polarity", "Year_Type", "dps"
NO_QUARTILE, LAST_UPDATE = "No_Quartile", "Last Update"
NEEDED = (SHORT, "Measure", POLARITY, YEAR_TYPE)
# The heading is the first row; a title may stand above it.
HEADING_WITHIN = 5
# A column of this name holds people: who answers for the data, and how to reach them. It is never kept.
_CONTACTS = re.compile(r"owner|contact|supplier|e-?mail|phone", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

# A blank is written NA, and so is it in the tool's own reading of the file.
_BLANKS = frozenset({"", "NA", "N/A"})
_POLARITIES = {
    "high": Polarity.HIGHER_IS_BETTER, "low": Polarity.LOWER_IS_BETTER, "-": Polarity.NO_POLARITY,
    "": Polarity.NO_POLARITY,
}  # fmt: skip
# Source: the tool's user guide; its code reads a blank as one decimal.
DECIMALS_WHERE_BLANK = 1
MOST_DECIMALS = 6

# Day 1 of a spreadsheet's serial days, from which those after February 1900 are counted one too many.
_SERIAL_ZERO = date(1899, 12, 30)
_SERIAL = re.compile(r"\d{5}")
# Tags only: "Mood <affective> disorders" is no markup.
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|i|li|ol|p|span|strong|sub|sup|table|td|th|tr|u|ul)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_WRITTEN_BREAK = re.compile(r"_x000[aAdD]_|\\r\\n|\\n|\r\n?|<br\s*/?>|</p>", re.IGNORECASE)
_BULLETS = str.maketrans({"\uf0b7": "•", "\u00a0": " ", "\u202f": " ", "\u200b": "", "\ufeff": ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class LaitDictionary:
    """The dictionary read: measures by short description, what is wrong, its rows, and how many stood twice."""

    measures: Mapping[str, LaitMeasure]
    issues: tuple[Issue, ...]
    rows_in: int
    repeated: int
    has_contacts: bool


def is_lait_dictionary_heading(row: Sequence[str]) -> bool:
    """Tell the dictionary by its heading: the short description together with its polarity or its year type."""
    present = {name.strip() for name in row}
    return SHORT in present and bool({POLARITY, YEAR_TYPE} & present)


def read_lait_dictionary(rows: Sequence[Sequence[str]], filename: str) -> ReleaseRead:
    """Read the dictionary's rows of text as an edition that holds no figures.

    Raises:
        BenchmarkError: ``benchmark-not-recognised`` when none of the first rows is the dictionary's heading.
    """
    found = _read(rows, filename)
    measures = found.measures.values()
    facts = [] if refuses(found.issues) else list(_facts(found))
    return ReleaseRead(
        dataset=DICTIONARY,
        series=ReportId(DICTIONARY),
        latest=None,
        observations=Observations.of(()),
        issues=found.issues,
        rows_in=found.rows_in,
        rows_kept=len(measures) if facts else 0,
        title=TITLE,
        facts=tuple(facts),
    )


@lru_cache(maxsize=4)
def parse_lait_dictionary(content: bytes, filename: str = DICTIONARY) -> Mapping[str, LaitMeasure]:
    """Give the dictionary's measures by short description; kept for the bytes last read.

    Raises:
        BenchmarkError: when the bytes are no dictionary.
    """
    return _read(read_text_rows(content, filename), filename).measures


def without_contacts(content: bytes) -> bytes:
    """Give the dictionary's bytes as they may be kept: no column of owners and contacts, no e-mail address.

    What holds neither comes back byte for byte.

    Raises:
        BenchmarkError: when the bytes are no CSV file.
    """
    rows = read_text_rows(content, DICTIONARY)
    heading = next((row for row in rows[:HEADING_WITHIN] if is_lait_dictionary_heading(row)), ())
    dropped = {place for place, name in enumerate(heading) if _CONTACTS.search(name)}
    addressed = any(_ADDRESS.search(cell) for row in rows for cell in row)
    if not dropped and not addressed:
        return content
    lines = io.StringIO(newline="")
    kept = ([_ADDRESS.sub("", cell) for place, cell in enumerate(row) if place not in dropped] for row in rows)
    csv.writer(lines).writerows(kept)
    return lines.getvalue().encode()


def _read(rows: Sequence[Sequence[str]], filename: str) -> LaitDictionary:
    place = next((at for at, row in enumerate(rows[:HEADING_WITHIN]) if is_lait_dictionary_heading(row)), None)
    if place is None:
        raise not_recognised(filename, f"{filename} is not the dictionary of the interactive tool.")
    names = [name.strip() for name in rows[place]]
    findings = Findings(filename=filename, dataset=DICTIONARY)
    for name in NEEDED:
        if name not in names:
            findings.add("benchmark-missing-column", f"{filename} has no column {name!r}.")
    numbered = list(enumerate(rows[place + 1 :], start=place + 2))
    entries = [] if refuses(findings.issues()) else list(_entries(names, numbered, findings))
    chosen = _choose(entries)
    return LaitDictionary(
        measures={short: _as_measure(row) for short, row in chosen.items()},
        issues=findings.issues(),
        rows_in=len(numbered),
        repeated=len(entries) - len(chosen),
        has_contacts=any(_CONTACTS.search(name) for name in names),
    )


def _entries(
    names: Sequence[str], numbered: Iterable[tuple[int, Sequence[str]]], findings: Findings
) -> Iterator[Mapping[str, str]]:
    """Give the rows of measures, with what cannot be understood said of each."""
    for number, cells in numbered:
        row = {name: _unless_blank(cell) for name, cell in zip(names, cells, strict=False)}
        short = row.get(SHORT, "")
        if not short:
            continue
        if row.get(POLARITY, "").casefold() not in _POLARITIES:
            what = (
                f"{findings.filename} gives {short} a polarity that is not High, Low or -; it is read as having none."
            )
            findings.add("benchmark-unreadable-value", what, number)
        if parse_year_type(row.get(YEAR_TYPE, "")) is None:
            what = f"{findings.filename} does not say of {short} which kind of year its figures are about."
            findings.add("benchmark-unreadable-value", what, number)
        yield row


def _choose(entries: Sequence[Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """Keep one row a short description: the one updated last, and of those updated together the first.

    The tool lists some measures under two topics, and keeps up one of the two rows only.
    """
    chosen: dict[str, Mapping[str, str]] = {}
    for row in entries:
        standing = chosen.setdefault(row[SHORT], row)
        if _serial(row) > _serial(standing):
            chosen[row[SHORT]] = row
    return chosen


def _serial(row: Mapping[str, str]) -> int:
    text = row.get(LAST_UPDATE, "")
    return int(text) if _SERIAL.fullmatch(text) else 0


def _as_measure(row: Mapping[str, str]) -> LaitMeasure:
    decimals = row.get(DECIMALS, "")
    known = decimals.isdecimal() and int(decimals) <= MOST_DECIMALS
    return LaitMeasure(
        short=row[SHORT],
        code=row.get("Measure_code", ""),
        topic=plain_prose(row.get("Topic", "").replace("\\", " or ")),
        name=plain_prose(row.get("Measure", "")),
        title=plain_prose(row.get("Chart_title", "")),
        unit_words=plain_prose(row.get("y_axis_name", "")),
        polarity=_POLARITIES.get(row.get(POLARITY, "").casefold(), Polarity.NO_POLARITY),
        decimals=int(decimals) if known else DECIMALS_WHERE_BLANK,
        year_type=row.get(YEAR_TYPE, ""),
        has_quartiles=row.get(NO_QUARTILE, "").upper() != "N",
        definition=plain_prose(row.get("Description", "")),
        methodology=plain_prose(row.get("Methodology", "")),
        source=plain_prose(row.get("Table_status", "")),
        link=row.get("Hyperlink(s)", "").split()[0] if row.get("Hyperlink(s)", "").startswith("https://") else "",
        last_update=_update_words(row.get(LAST_UPDATE, "")),
        next_update=_update_words(row.get("Next Update", "")),
    )


def plain_prose(text: str) -> str:
    """Write a cell as plain text: no tags, escapes or e-mail addresses; blank lines part paragraphs."""
    # Tags before escapes, so that an escaped "&lt;b&gt;" stays what it says.
    bare = html.unescape(_TAG.sub("", _WRITTEN_BREAK.sub("\n", text)))
    known = _ADDRESS.sub("", bare.translate(_BULLETS))
    lines = [" ".join(line.split()) for line in known.splitlines()]
    kept = "".join(letter for letter in "\n".join(lines) if letter == "\n" or letter.isprintable())
    return re.sub(r"\n{2,}", "\n\n", kept).strip()


def _update_words(text: str) -> str:
    """Say when a measure was or will be updated: a day, or the dictionary's own words."""
    return str(_SERIAL_ZERO + timedelta(days=int(text))) if _SERIAL.fullmatch(text) else plain_prose(text)


def _unless_blank(cell: str) -> str:
    return "" if (kept := cell.strip()) in _BLANKS else kept


def _facts(found: LaitDictionary) -> Iterator[str]:
    measures = found.measures.values()
    told = sum(one.polarity is not Polarity.NO_POLARITY for one in measures)
    yield f"{len(measures)} measures are described; of {told} it is said which way is good."
    if found.repeated:
        yield f"{found.repeated} rows describe a measure a second time; of each the row updated last is used."
    if found.has_contacts:
        yield "The column of owners and their contact details is not kept."


def main(arguments: list[str]) -> int:
    """Run from the command line; 0 when done, 1 when the dictionary cannot be read, 2 for wrong arguments."""
    if len(arguments) != len(("SOURCE_FILE", "DATA_FOLDER")):
        sys.stderr.write("usage: python -m dashboard.benchmarks.lait_dictionary SOURCE_FILE DATA_FOLDER\n")
        return 2
    source, target = Path(arguments[0]), Path(arguments[1]) / "reference" / MEASURES_FILE
    try:
        measures = parse_lait_dictionary(source.read_bytes(), source.name)
    except (OSError, BenchmarkError) as fault:
        sys.stderr.write(f"{source} cannot be read: {fault}\n")
        return 1
    target.write_text(format_lait_measures(measures.values()), encoding="utf-8")
    sys.stdout.write(f"{target.name}: {len(measures)} measures\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

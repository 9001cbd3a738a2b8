"""Make a council of 320 measures: the demonstration's sheets and catalogue entries, each several times over.

Everything goes through the real loader, one edition a month for twelve months, so that the pages of the benchmark read
a store like any other. The measures of the demonstration keep their ids; the copies are called "... (part 2)".
"""

from __future__ import annotations

import io
import sys
import textwrap
import warnings
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.intake import open_session, preview_workbook
from dashboard.intake.publish import publish_preview
from dashboard.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
REPORT = "social-care-scorecard"
MEASURES = 320
FIRST_MEASURE_SHEET = 1  # the front sheet comes before
NUMBER, NAME = 1, 2  # columns of the demonstration's sheets
NOTE = " (See Note"
NOBODY = {"missing": "not_a_national_measure"}
OF_THE_ORIGINAL_ALONE = ("published", "derived", "superseded_by", "trajectories", "printed_from")
LONGEST_SHEET_NAME = 31


def make_big_store(folder: Path) -> Settings:
    """Write the catalogue and the store into a folder; give the settings that serve them."""
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = folder / "indicators.yaml"
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    shipped = yaml.safe_load(text)["indicators"]
    books = sorted((ROOT / "data" / "demo").glob("cyps-social-care-scorecard-*.xlsx"))[1:]
    parts = _parts_needed(books[-1])
    copies = yaml.safe_dump([copy for part in parts for copy in _copies(shipped, part)], sort_keys=False)
    # The measures are the catalogue's last key, so more of them can be put at its end.
    catalogue.write_text(text + textwrap.indent(copies, "  "), encoding="utf-8")
    settings = Settings(
        store_url=f"sqlite:///{folder}/scorecard.db",
        catalogue_path=catalogue,
        data_folder=ROOT / "data",
        read_only=False,
    )
    session = open_session(settings)
    for place, book in enumerate(books):
        preview = preview_workbook(session, book.name, enlarged(book, parts))
        issued_on = date(2019 + (place + 5) // 12, (place + 5) % 12 + 1, 20)
        reasons = dict.fromkeys(preview.issues, "Measured")
        publish_preview(
            session, preview, by="Bench", reason="Measured", reasons=reasons, accepted=True, issued_on=issued_on
        )
    session.store.close()
    return settings


def _parts_needed(book: Path) -> range:
    rows = sum(1 for sheet in load_workbook(book).worksheets[FIRST_MEASURE_SHEET:] for _ in _measure_rows(sheet))
    return range(2, -(-MEASURES // rows) + 1)


def _measure_rows(sheet: Worksheet) -> Iterator[int]:
    """List the rows that hold a measure: those with a number in the first column."""
    for row in range(1, sheet.max_row + 1):
        number, name = sheet.cell(row, NUMBER).value, sheet.cell(row, NAME).value
        if number is not None and name and str(number)[:1].isdigit():
            yield row


def _copies(indicators: list[dict[str, Any]], part: int) -> Iterator[dict[str, Any]]:
    """Copy the entries that the scorecard prints, under other ids and printed names."""
    printed = {one["id"] for one in indicators if any(alias["report"] == REPORT for alias in one.get("aliases", ()))}
    for one in indicators:
        if one["id"] not in printed:
            continue
        copy = {key: value for key, value in deepcopy(one).items() if key not in OF_THE_ORIGINAL_ALONE}
        copy |= {"id": f"{one['id']}-part-{part}", "name": f"{one['name']} (part {part})"}
        copy["aliases"] = [
            {key: value for key, value in alias.items() if key != "numbers"} | {"name": f"{alias['name']} part {part}"}
            for alias in copy["aliases"]
            if alias["report"] == REPORT
        ]
        copy["comparators"] = {"region": NOBODY, "statistical_neighbours": NOBODY, "england": NOBODY}
        linked = copy.get("denominator_indicator")
        if linked:
            copy["denominator_indicator"] = f"{linked}-part-{part}" if linked in printed else linked
        yield copy


def enlarged(path: Path, parts: range) -> bytes:
    """Give a workbook with every sheet of measures once more for each part, its measures named after the part."""
    book = load_workbook(path)
    originals = book.worksheets[FIRST_MEASURE_SHEET:]
    for part in parts:
        for sheet in originals:
            _add_part(book, sheet, part)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _add_part(book: Workbook, sheet: Worksheet, part: int) -> None:
    with warnings.catch_warnings(action="ignore"):  # of the name it has for a moment, which is too long
        copy = book.copy_worksheet(sheet)
    words = sheet.title.split(" ", 1)[-1]
    copy.title = f"{part}{sheet.title.split(' ', 1)[0]} {words}"[: LONGEST_SHEET_NAME - 3] + f" {part}"
    for row in _measure_rows(sheet):
        copy.cell(row, NUMBER).value = f"{part}{sheet.cell(row, NUMBER).value}"
        name, *note = str(sheet.cell(row, NAME).value).partition(NOTE)
        copy.cell(row, NAME).value = f"{name} part {part}{''.join(note)}"


if __name__ == "__main__":
    sys.stdout.write(f"{make_big_store(Path(sys.argv[1]))}\n")

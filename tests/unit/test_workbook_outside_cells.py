"""What no scorecard needs is named by its cell and goes nowhere; texts that would run are pointed out.

Every detail here is invented.
"""

import io
import json
import logging
from datetime import datetime
from pathlib import Path

import pytest
from fixtures.builders import (
    CONTACTS,
    PLANS,
    REPEATS,
    TABLE,
    TIMELY,
    Measure,
    Scorecard,
    Shown,
    build_scorecard,
    saved,
    scorecard_book,
    small_catalogue,
)
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.workbook import Workbook

from dashboard.areas import load_area_book
from dashboard.intake import Session, preview_workbook, publish_preview
from dashboard.store.store import open_store
from dashboard.vocabulary import Missing
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.outside_cells import MAX_NAMED
from dashboard.workbook.read import WorkbookRead, read_workbook

ROOT = Path(__file__).resolve().parents[2]
MARKER = "Zzyzx"
DETAILS = f"{MARKER} dob 14/02/2011"
PERSONAL, FORMULA = "possible-personal-data", "formula-like-text"


def read_content(content: bytes, name: str = "small.xlsx") -> WorkbookRead:
    return read_workbook(guard_workbook(name, content), small_catalogue(), frozenset({"ours"}))


def read(spec: Scorecard) -> WorkbookRead:
    return read_content(build_scorecard(spec))


def places(found: WorkbookRead, code: str) -> list[str]:
    return [issue.place for issue in found.issues if issue.code == code]


def kept_text(found: WorkbookRead) -> str:
    """Everything that would go on from here: rows, issues, sheets, proposals, and the cells of the kept copy."""
    book = load_workbook(io.BytesIO(found.file.content))
    cells = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    comments = [cell.comment.text for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    whole = [found.identity, found.sheets, found.rows, found.issues, found.unknown_measures, found.renumbered_measures]
    return "\n".join([repr(whole), found.file.name, *book.sheetnames, *cells, *comments, *book.defined_names])


# Personal details, wherever they stand

PLACES = {
    "beside a measure": f"{TABLE}!R5",
    "under the table": f"{TABLE}!A12",
    "in a column's heading": f"{TABLE}!R4",
    "in a month": f"{TABLE}!E5",
    "in the year to date": f"{TABLE}!H5",
    "in the direction": f"{TABLE}!I5",
    "in the RAG": f"{TABLE}!J5",
    "in a tolerance": f"{TABLE}!K5",
    "in an earlier year": f"{TABLE}!N5",
    "in a benchmark": f"{TABLE}!P5",
    "in the number": f"{TABLE}!A5",
    "in good performance is": f"{TABLE}!C5",
    "in the data note": f"{TABLE}!D5",
    "in a measure's name": f"{TABLE}!B5",
    "in a sub-heading": f"{TABLE}!A10",
    "on the front sheet": "Front Sheet!B12",
    "in the title": "Front Sheet!B3",
}


@pytest.mark.parametrize("where", PLACES)
def test_details_are_named_by_their_cell_and_go_nowhere(where: str):
    sheet, cell = PLACES[where].split("!")
    book = scorecard_book(Scorecard(extra_cells={"R4": "Comments", "R5": "Fewer than last month", "S5": "unheaded"}))
    book[sheet][cell] = f"Number of contacts {DETAILS}"
    found = read_content(saved(book))
    assert places(found, PERSONAL) == [PLACES[where]]
    assert MARKER not in kept_text(found)
    assert "14/02" not in kept_text(found)


@pytest.mark.parametrize("value", [DETAILS, f"See Note 1 {DETAILS}", f"{DETAILS}\n2nd line", f"x {DETAILS}"])
def test_the_rest_of_the_workbook_still_loads(value: str):
    whole = read(Scorecard())
    found = read(Scorecard(extra_cells={"R5": value}))
    assert found.rows == whole.rows
    assert places(found, PERSONAL) == [f"{TABLE}!R5"]


def test_a_figure_cell_with_details_has_no_figure():
    found = read(Scorecard().with_measure(CONTACTS, months=(1196, DETAILS, 1239)))
    (row,) = [row for row in found.rows if row.cell == "F5"]
    assert (row.value, row.missing, row.fault, row.text) == (None, Missing.CELL_ERROR, "unreadable-figure", "")


def test_an_unknown_measures_name_with_details_is_not_repeated():
    stray = Measure(number="9", name=f"Case of {DETAILS}", good="Low", note="Number", months=(1, 2, 3), to_date=6,
                    dot="▲", rag="n/a")  # fmt: skip
    found = read(Scorecard(measures=(CONTACTS, TIMELY, PLANS, REPEATS, stray)))
    assert places(found, PERSONAL) == places(found, "unknown-measure") == [f"{TABLE}!B9"]
    assert MARKER not in kept_text(found)


def test_a_sheets_name_with_details_is_replaced():
    book = scorecard_book(Scorecard())
    book[TABLE].title = f"{MARKER} dob 14.02.2011"
    found = read_content(saved(book))
    assert places(found, PERSONAL) == ["Sheet 2!A1"]
    assert {row.sheet for row in found.rows} == {"Sheet 2"}
    assert MARKER not in kept_text(found)


def test_a_hidden_sheet_is_searched_too_and_not_kept():
    book = scorecard_book(Scorecard())
    hidden = book.create_sheet("Lists")
    hidden["A1"], hidden["A2"], hidden["B1"] = "Surname", MARKER, "someone@example.org"
    hidden.sheet_state = "veryHidden"
    found = read_content(saved(book))
    assert places(found, PERSONAL) == ["Lists!B1", "Lists!A2"]
    assert MARKER not in kept_text(found)


def test_cells_under_a_personal_heading_are_details_whatever_they_hold():
    cells: dict[str, object] = {"R4": "Case ref", "R5": 9900123, "R6": "late", "R7": datetime(2011, 2, 14)}
    found = read(Scorecard(extra_cells=cells))
    assert places(found, PERSONAL) == [f"{TABLE}!R5", f"{TABLE}!R6", f"{TABLE}!R7"]
    assert "9900123" not in kept_text(found)
    assert "2011" not in kept_text(found)


def test_prose_in_a_hidden_column_is_taken_for_details():
    book = scorecard_book(
        Scorecard(extra_cells={"R4": "Notes", "R5": f"Spoke to {MARKER} about it", "R6": 12, "S5": "x"})
    )
    book[TABLE].column_dimensions["R"].hidden = True
    found = read_content(saved(book))
    assert f"{TABLE}!R5" in places(found, PERSONAL)
    assert MARKER not in kept_text(found)


def test_a_commentary_about_performance_is_one_unknown_column():
    cells = {"R4": "Commentary"} | {
        f"R{row}": f"Performance in row {row} improved; see 12% on page 3" for row in range(5, 9)
    }
    found = read(Scorecard(extra_cells=cells))
    assert [(issue.code, issue.place) for issue in found.issues] == [("column-not-recognised", f"{TABLE}!R4")]


def test_ways_to_reach_the_team_are_ordinary_outside_the_measures_rows():
    book = scorecard_book(
        Scorecard(extra_cells={"A14": "Questions: team@example.org or 01709 000000", "R7": "01709 000000"})
    )
    book["Front Sheet"]["C11"] = "Performance team, team@example.org, S60 1AE"
    assert places(read_content(saved(book)), PERSONAL) == [f"{TABLE}!R7"]


def test_many_cells_are_counted_after_the_first_few():
    cells = {f"R{row}": DETAILS for row in range(5, 30)}
    found = read(Scorecard(extra_cells=cells))
    issues = [issue for issue in found.issues if issue.code == PERSONAL]
    assert [issue.cell for issue in issues] == [f"R{row}" for row in range(5, 5 + MAX_NAMED + 1)]
    assert f"{25 - MAX_NAMED} cells" in issues[-1].what


def test_a_files_name_with_details_is_not_kept():
    found = read_content(build_scorecard(), name=f"{MARKER} dob 14-02-2011.xlsx")
    assert found.file.name == "workbook.xlsx"
    assert places(found, PERSONAL) == [""]
    assert MARKER not in kept_text(found)


# Parts that are never read


def with_comment(book: Workbook) -> None:
    book[TABLE]["E5"].comment = Comment(f"Mum of {DETAILS}", "officer")


def with_defined_name(book: Workbook) -> None:
    book.defined_names[f"{MARKER}_dob_14.02.2011"] = DefinedName(
        f"{MARKER}_dob_14.02.2011", attr_text="'1 Front door'!$A$1"
    )


def with_property(book: Workbook) -> None:
    book.properties.keywords = DETAILS


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (with_comment, "A comment on cell E5"),
        (with_defined_name, "A defined name"),
        (with_property, "A document property"),
    ],
)
def test_details_in_parts_that_are_never_read_keep_the_file_out(change, words: str):
    book = scorecard_book(Scorecard())
    change(book)
    found = read_content(saved(book))
    (issue,) = [issue for issue in found.issues if issue.code == PERSONAL]
    assert issue.what.startswith(f"{words} may hold")
    assert MARKER not in kept_text(found)
    assert found.rows == read(Scorecard()).rows


def test_a_comment_is_named_at_its_cell_on_its_sheet():
    book = scorecard_book(Scorecard())
    with_comment(book)
    book.create_sheet("Lookup")["C9"].comment = Comment(f"Mum of {DETAILS}", "officer")
    found = [issue for issue in read_content(saved(book)).issues if issue.code == PERSONAL]
    assert [issue.place for issue in found] == [f"{TABLE}!E5", "Lookup!C9"]


def test_an_ordinary_comment_is_a_note_and_is_not_kept():
    book = scorecard_book(Scorecard())
    book[TABLE]["E5"].comment = Comment(f"Late data about {MARKER}", "officer")
    found = read_content(saved(book))
    assert [(issue.code, issue.place) for issue in found.issues] == [("comments-not-kept", TABLE)]
    assert MARKER not in kept_text(found)


def test_a_sheet_named_after_a_person_is_not_named_by_its_comment():
    book = scorecard_book(Scorecard())
    sheet = book.create_sheet("Child A DOB 01-02-2010")
    sheet["A1"].comment = Comment("Late", "officer")
    assert "Child A" not in repr(read_content(saved(book)).issues)


def test_a_column_that_is_not_the_scorecards_is_not_kept_whatever_it_says():
    found = read(Scorecard(extra_cells={"R4": "Commentary", "R5": f"Improved since {MARKER}"}))
    assert MARKER not in kept_text(found)
    assert found.rows == read(Scorecard()).rows


# The copy that is kept


def test_a_sound_workbook_is_kept_byte_for_byte():
    content = build_scorecard()
    assert read_content(content).file.content == content


def test_the_kept_copy_says_the_same_figures():
    cells = {"R4": "Comments", "R5": DETAILS, "R6": "Fewer than last month", "A13": "=1+1 is no sum"}
    found = read_content(build_scorecard(Scorecard(extra_cells={**cells, "A13": Shown(value="+ note")})))
    again = read_content(found.file.content)
    assert again.rows == found.rows
    assert again.identity == found.identity
    assert places(again, PERSONAL) == []
    assert "Fewer than last month" not in kept_text(found)


def test_the_kept_copy_has_no_formulas():
    book = scorecard_book(Scorecard(extra_cells={"R5": DETAILS}))
    book[TABLE]["A13"] = "=1+1"
    book[TABLE]["A13"].data_type = "s"
    kept = load_workbook(io.BytesIO(read_content(saved(book)).file.content))
    assert kept[TABLE]["A13"].value == "=1+1"
    assert kept[TABLE]["A13"].data_type == "s"


# Texts that would run


@pytest.mark.parametrize("cell", ["B12", "D6", "R6", "A13", "I6"])
def test_a_text_that_would_run_is_pointed_out_at_its_cell(cell: str):
    book = scorecard_book(Scorecard())
    book[TABLE][cell] = "@SUM(1+1)*cmd|' /C calc'!A0"
    found = read_content(saved(book))
    assert places(found, FORMULA) == [f"{TABLE}!{cell}"]
    assert not any("cmd" in issue.what for issue in found.issues if issue.code == FORMULA)


def test_differences_markers_and_bullets_do_not_run():
    cells = {"A12": "-3.7%", "A13": "-", "A14": "- see the note", "R4": "Comments", "R5": "+0.2 points", "R6": "+/- 5"}
    assert places(read(Scorecard(extra_cells=cells)), FORMULA) == []


# All the way: store, log, screen and exports


def test_details_reach_no_store_log_screen_or_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    areas = load_area_book(ROOT / "data" / "reference")
    session = Session(store=store, catalogue=small_catalogue(), areas=areas)
    cells = {"R4": "Comments", "R5": DETAILS, "R6": f"Child A is {MARKER}", "A13": f"Note: {DETAILS}", "J6": DETAILS}
    book = scorecard_book(Scorecard(extra_cells=cells))
    book[TABLE]["E7"].comment = Comment(DETAILS, MARKER)
    preview = preview_workbook(session, "small.xlsx", saved(book))
    assert MARKER not in repr(preview)
    receipt = publish_preview(session, preview, by="An officer", reason="Seen.", accepted=True)
    again = preview_workbook(session, "small.xlsx", saved(scorecard_book(Scorecard())))
    assert MARKER not in repr(session.store.original(receipt.edition)) + repr(
        session.store.accepted_of(receipt.edition)
    )
    assert session.store.editions()[0].sha256 == preview.file.sha256
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert MARKER.encode() not in path.read_bytes(), path
    assert MARKER not in json.dumps([issue.as_row() for issue in preview.issues])
    assert MARKER not in caplog.text + "".join(capsys.readouterr())
    assert again.changes is not None

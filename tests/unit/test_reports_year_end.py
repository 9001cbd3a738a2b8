"""The year-end report's files: the house format and the lists as the view has them, in both formats."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from dashboard.periods import financial_year
from dashboard.reports.status_marks import rag_mark
from dashboard.reports.year_end_docx import year_end_docx
from dashboard.reports.year_end_xlsx import MEASURES, SUMMARY, year_end_xlsx
from dashboard.views.ground import Ground
from dashboard.views.year_end import words
from dashboard.views.year_end.build import build_year_end

SHORTLY = {"": "", "Yes, clear": "clear", "Could be chance": "could be chance", "Cannot be said": ""}
HOSTILE = "=1+1 \x01 & <b>"
WRITERS = {"docx": year_end_docx, "xlsx": year_end_xlsx}


@pytest.fixture(scope="module")
def view(demo):
    return build_year_end(Ground(demo), year=financial_year(2019))


@pytest.fixture(scope="module")
def document(view):
    return Document(io.BytesIO(year_end_docx(view)))


@pytest.fixture(scope="module")
def book(view):
    return load_workbook(io.BytesIO(year_end_xlsx(view)))


def test_the_house_format_comes_first_in_its_order(document, view):
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    tables = [one.title for one in view.tables]
    assert headings == [words.WELL, words.WORRIED, words.NEXT, *tables, words.NOT_SAID, "About this paper"]


def test_every_draft_is_a_bullet_of_its_column(document, view):
    said = [one.text for one in document.paragraphs if one.style.name == "List Bullet"]
    owned = [(step, f" ({step.owner})" if step.owner else "") for step in view.doing]
    asked = [f"{step.name}{owner}: {' '.join(step.lines)}" for step, owner in owned]
    drafts = [one.sentence for one in (*view.well, *view.worried)]
    assert said[: len(drafts) + len(asked)] == [*drafts, *asked]


def test_each_list_stands_in_a_table_of_its_own(document, view):
    assert len(document.tables) == len(view.tables)
    for table, listed in zip(document.tables, view.tables, strict=True):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert listed.title in table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        for row, one in zip(list(table.rows)[1:], listed.rows, strict=True):
            cells = [cell.text for cell in row.cells]
            assert cells[0] == f"{one.name}\n{one.detail}"
            assert cells[1:3] == [one.before.text or "no figure", one.now.text]
            assert all(cells)
            change, _, chance = cells[3].partition("\n")
            assert (change, chance) == (
                one.change.text or "not compared",
                SHORTLY[one.chance] if one.change.text else "",
            )
            below = f"\n{one.target}" if one.target != one.rag.word else ""
            assert cells[4:] in ([], [f"{rag_mark(one.rag).words}{below}"])


def test_the_workbook_lists_every_measure_with_numbers_as_numbers(book, view):
    sheet = book[MEASURES]
    top = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Theme")
    heads = [cell.value for cell in sheet[top]]
    assert sheet.freeze_panes == f"A{top + 1}"
    for place, one in enumerate(view.rows, start=top + 1):
        cells = dict(zip(heads, (cell.value for cell in sheet[place]), strict=True))
        assert cells["Measure"] == one.name
        assert cells["Status"] == rag_mark(one.rag).words
        for heading, figure in ((view.before_heading, one.before), (view.now_heading, one.now)):
            assert cells[heading] == (figure.text or None if figure.value is None else pytest.approx(figure.value))
        assert cells["Change (points for %)"] == (None if one.change.value is None else pytest.approx(one.change.value))
        assert (cells["Better or worse"] or "", cells["More than chance?"] or "") == (one.way, one.chance)


def test_the_drafts_can_be_edited_cell_by_cell(book, view):
    pairs = {(row[0].value, row[1].value) for row in book[SUMMARY].iter_rows()}
    assert {(one.name, one.words) for one in (*view.well, *view.worried)} <= pairs


@pytest.mark.parametrize("format_", WRITERS)
def test_the_same_view_gives_the_same_bytes(format_, view):
    assert WRITERS[format_](view) == WRITERS[format_](view)


def test_no_text_is_a_formula_whatever_it_begins_with(view):
    row = replace(view.rows[0], name=HOSTILE, words=HOSTILE, target=HOSTILE)
    made = load_workbook(io.BytesIO(year_end_xlsx(replace(view, rows=(row,), well=(row,)))))
    said = [cell for sheet in made for each in sheet.iter_rows() for cell in each if "1+1" in str(cell.value)]
    assert len(said) >= 4
    assert {cell.data_type for cell in said} == {"s"}
    assert all(cell.quotePrefix for cell in said if cell.value.startswith("="))


@pytest.mark.parametrize("format_", WRITERS)
def test_an_empty_year_says_so(format_, new_session):
    empty = build_year_end(Ground(new_session()), year=None)
    content = WRITERS[format_](empty)
    if format_ == "docx":
        assert empty.empty in [one.text for one in Document(io.BytesIO(content)).paragraphs]
    else:
        assert empty.empty in [cell.value for cell in load_workbook(io.BytesIO(content))[SUMMARY]["A"]]

"""The quarterly report's files: every status and figure of the view in both, tables that read out, text never run."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl import load_workbook

from dashboard.periods import quarter
from dashboard.reports.council_plan_docx import council_plan_docx
from dashboard.reports.council_plan_xlsx import MEASURES, SUMMARY, council_plan_xlsx
from dashboard.reports.docx_parts import SMALL
from dashboard.reports.status_marks import rag_mark, travel_mark
from dashboard.views.council_plan.build import build_council_plan
from dashboard.views.ground import Ground

HOSTILE = '=HYPERLINK("x") \x07 & <b>'
WRITERS = {"docx": council_plan_docx, "xlsx": council_plan_xlsx}


@pytest.fixture(scope="module")
def ground(demo):
    return Ground(demo)


@pytest.fixture(scope="module")
def plan(ground):
    return build_council_plan(ground, report=None, quarter=None)


@pytest.fixture(scope="module")
def derived(ground):
    return build_council_plan(ground, report="social-care-scorecard", quarter=quarter(2019, 4))


@pytest.fixture(params=["plan", "derived"])
def view(request):
    return request.getfixturevalue(request.param)


def hostile(view):
    section = view.sections[0]
    row = replace(section.rows[0], name=HOSTILE, commentary=HOSTILE, target=HOSTILE)
    return replace(view, sections=(replace(section, name=HOSTILE, rows=(row,)),), off_target=(row,))


def document_of(view):
    return Document(io.BytesIO(council_plan_docx(view)))


def grid_rows(document):
    """Give the cells' words of the tables of measures: each measure's row with the comment under it."""
    for table in document.tables[1:]:
        rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        yield from zip(rows[::2], rows[1::2], strict=True)


def test_the_document_holds_every_figure_status_direction_and_comment(view):
    found = list(grid_rows(document_of(view)))
    rows = [row for section in view.sections for row in sorted(section.rows, key=lambda one: one.is_yearly)]
    assert len(found) == len(view.rows)
    for (cells, comment), row in zip(found, rows, strict=True):
        assert cells[0].startswith(row.title)
        direction = f"{travel_mark(row.travel).words}\n{row.since}".strip()
        assert [row.target, rag_mark(row.rag).words, direction] == cells[-3:]
        figures = [one.words or "–" for one in ((row.year,) if row.is_yearly else row.quarters)]
        assert figures == cells[-3 - len(figures) : -3]
        above = f"see “{view.off_target_heading}” above."
        assert comment[0] == f"Draft comment: {above if row in view.off_target else row.commentary}"
        assert set(comment) == {comment[0]}


def test_the_comment_of_what_is_off_target_stands_once(plan):
    document = document_of(plan)
    said = " ".join([*(one.text for one in document.paragraphs), *(comment[0] for _, comment in grid_rows(document))])
    assert plan.off_target
    assert {said.count(one.commentary) for one in plan.rows} == {1}
    assert said.count(plan.unsaid) == 1


def test_no_cell_of_the_document_is_empty(view):
    assert all(cell.text for table in document_of(view).tables for row in table.rows for cell in row.cells)


def test_no_quarter_heads_a_figure_of_a_year_in_the_document(plan):
    table = next(one for one in document_of(plan).tables if "phonics" in one.rows[1].cells[0].text)
    cells = dict(zip(*([cell.text for cell in row.cells] for row in table.rows[:2]), strict=True))
    assert cells["Once a year"] == "80.2% (2019/20)"
    assert not set(plan.quarter_headings) & set(cells)


def test_a_figure_of_a_year_is_shown_with_its_year_and_stays_a_number(plan):
    sheet = load_workbook(io.BytesIO(council_plan_xlsx(plan)))[MEASURES]
    top = next(row for row in range(1, 20) if sheet.cell(row, 2).value == "Ref")
    place = [cell.value for cell in sheet[top]].index(plan.year_heading)
    shown = next(row for row in sheet.iter_rows(min_row=top) if row[2].value and "phonics" in row[2].value)
    assert (shown[place].value, shown[place].number_format) == (80.2, '#,##0.0"%"" (2019/20)"')
    assert [cell.value for cell in shown[place - 4 : place]] == ["–"] * 4


def test_the_workbook_holds_them_too_with_numbers_as_numbers(view):
    sheet = load_workbook(io.BytesIO(council_plan_xlsx(view)))[MEASURES]
    top = next(row for row in range(1, 20) if sheet.cell(row, 2).value == "Ref")
    heads = [cell.value for cell in sheet[top]]
    first = heads.index("Target") - len(view.quarter_headings) - bool(view.year_heading)
    assert sheet.freeze_panes == f"A{top + 1}"
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.auto_filter.ref.startswith(f"A{top}:")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == (
        9,
        "landscape",
        0,
    )
    for place, row in enumerate(view.rows, start=top + 1):
        cells = [cell.value for cell in sheet[place]]
        for value, figure in zip(cells[first:], row.quarters, strict=False):
            assert value == (figure.text or None if figure.value is None else pytest.approx(figure.value))
        assert cells[heads.index("Status")] == rag_mark(row.rag).words
        assert cells[heads.index("Direction")] == travel_mark(row.travel).words
        assert cells[-1] == row.commentary


def test_a_percentage_shows_its_sign_without_being_multiplied(plan):
    sheet = load_workbook(io.BytesIO(council_plan_xlsx(plan)))[MEASURES]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 20.7)
    assert cell.number_format == '#,##0.0"%"'


def test_the_document_can_be_read_out_and_by_its_headings(view):
    document = document_of(view)
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == ["In short", view.off_target_heading, *(one.name for one in view.sections), "About this paper"]
    for table in document.tables:
        properties = table._tbl.tblPr
        assert all(properties.find(qn(tag)).get(qn("w:val")) for tag in ("w:tblCaption", "w:tblDescription"))
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_reading_text_is_of_twelve_points_on_a4_with_page_numbers(plan):
    document = document_of(plan)
    section = document.sections[0]
    assert document.styles["Normal"].font.size == Pt(12)
    assert sorted([round(section.page_width.cm, 1), round(section.page_height.cm, 1)]) == [21.0, 29.7]
    assert "NUMPAGES" in section.footer._element.xml
    small = {one.text for one in document.paragraphs if one.style.name == SMALL}
    assert small <= set(plan.about)


def test_a_status_is_never_colour_alone(plan):
    for cells, _ in grid_rows(document_of(plan)):
        assert cells[-2].strip("●▲■ ")
    summary = load_workbook(io.BytesIO(council_plan_xlsx(plan)))[SUMMARY]
    assert any(cell.value == "■ Off target" and cell.fill.fgColor.rgb == "FFF6D7D2" for cell in summary["A"])


@pytest.mark.parametrize("format_", WRITERS)
def test_the_same_view_gives_the_same_bytes_dated_by_its_figures(format_, plan):
    first, second = (WRITERS[format_](plan) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        day = plan.head.data_date
        assert {one.date_time[:3] for one in package.infolist()} == {(day.year, day.month, day.day)}
        assert day.isoformat().encode() in package.read("docProps/core.xml")


def test_no_text_is_a_formula_whatever_it_begins_with(plan):
    book = load_workbook(io.BytesIO(council_plan_xlsx(hostile(plan))))
    said = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert said
    assert {cell.data_type for cell in said} == {"s"}
    assert all(cell.quotePrefix for cell in said if cell.value.startswith("="))
    assert any("HYPERLINK" in cells[0] for cells, _ in grid_rows(document_of(hostile(plan))))


@pytest.mark.parametrize("format_", WRITERS)
def test_a_paper_with_nothing_to_show_says_so(format_, new_session):
    view = build_council_plan(Ground(new_session()), report=None, quarter=None)
    content = WRITERS[format_](view)
    if format_ == "docx":
        assert view.empty in [one.text for one in Document(io.BytesIO(content)).paragraphs]
    else:
        book = load_workbook(io.BytesIO(content))
        assert book.sheetnames == [SUMMARY]
        assert view.empty in [cell.value for cell in book[SUMMARY]["A"]]

"""The scorecard workbook as a file: what opens, what is calculated, what prints, and what the loader reads of it."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from catalogue_snippets import ENTRY, HEAD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from test_round_trip import by_key, figures_of, in_process
from test_views_workbook import APRIL, FIRST, JUNE, MAY, OURS, a_figure, a_session, a_view

from dashboard.intake.preview import read_file
from dashboard.observations import ENGLAND, STATISTICAL_NEIGHBOURS, Observations
from dashboard.periods import financial_year
from dashboard.reports.scorecard_xlsx import scorecard_xlsx
from dashboard.views.ground import Ground
from dashboard.views.workbook.build import build_workbook
from dashboard.vocabulary import Basis, Kind, Missing

HOSTILE = '=HYPERLINK("http://example.org","x")'
# A count, and a percentage with everything that a row can have.
COUNT = (
    ENTRY.format(id="second")
    .replace("unit: per_cent", "unit: count")
    .replace("decimal_places: 1", "decimal_places: 0")
    .replace("{below: 22}, amber: {at_most: 26}", "{below: 5}")
)
YEAR = financial_year(2018)


def the_figures():
    months = [(APRIL, 23.1), (MAY, 3.5714285714285716), (JUNE, 57.69230769230769)]
    full = {"basis": Basis.FINANCIAL_YEAR, "period": YEAR}
    return [
        *(a_figure(value, period=when) for when, value in months[:2]),
        a_figure(months[2][1], period=JUNE, numerator=45.0, denominator=78.0),
        *(a_figure(value, indicator="second", period=when) for value, when in ((7.0, APRIL), (8.0, MAY), (9.0, JUNE))),
        a_figure(24.0, indicator="second", basis=Basis.YEAR_TO_DATE, period=JUNE, kind=Kind.YEAR_TO_DATE),
        a_figure(22.9, kind=Kind.PREVIOUS_YEAR, **full),
        a_figure(None, indicator="second", kind=Kind.PREVIOUS_YEAR, missing=Missing.SUPPRESSED, **full),
        a_figure(20.01, kind=Kind.BENCHMARK, area=STATISTICAL_NEIGHBOURS, decimals=2, **full),
        a_figure(None, kind=Kind.BENCHMARK, area=ENGLAND, missing=Missing.NOT_YET_PUBLISHED, **full),
    ]


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    return a_view(tmp_path_factory.mktemp("store"), (JUNE, the_figures()), text=HEAD + FIRST + COUNT)


@pytest.fixture(scope="module")
def content(view) -> bytes:
    return scorecard_xlsx(view)


@pytest.fixture(scope="module")
def book(content):
    return load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def values(content):
    return load_workbook(io.BytesIO(content), data_only=True)


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(one).decode() for one in package.namelist() if re.fullmatch(name, one))


def test_the_same_view_gives_the_same_bytes(view, content):
    assert scorecard_xlsx(view) == content


def test_the_foot_keeps_the_page_number_however_long_the_report_is_named(view):
    long = replace(view, head=replace(view.head, title="Performance & quality " * 30))
    foot = load_workbook(io.BytesIO(scorecard_xlsx(long)))["1 Front door"].oddFooter
    assert view.issue in foot.left.text
    assert "of &[Pages]" in foot.right.text or "&N" in foot.right.text


def test_a_name_that_begins_like_a_formula_stays_a_name_when_its_cell_is_edited(view):
    section = view.sheets[0]
    rows = tuple(replace(one, name=HOSTILE) for one in section.rows)
    made = load_workbook(io.BytesIO(scorecard_xlsx(replace(view, sheets=(replace(section, rows=rows),)))))
    said = [cell for each in made["1 Front door"].iter_rows() for cell in each if cell.value == HOSTILE]
    assert len(said) == len(rows)
    assert all(cell.quotePrefix and cell.data_type == "s" for cell in said)


def test_the_front_sheet_opens_where_its_words_begin_and_keeps_them_words(view):
    hostile = replace(view, title=HOSTILE, details=((HOSTILE, HOSTILE),), notes=((HOSTILE, HOSTILE),))
    front = load_workbook(io.BytesIO(scorecard_xlsx(hostile)))["Front Sheet"]
    (place,) = front.views.sheetView[0].selection
    assert front[place.activeCell].value == view.head.council
    said = [cell for row in front for cell in row if cell.value == HOSTILE]
    assert len(said) == 5
    assert all(cell.quotePrefix and cell.data_type == "s" for cell in said)


def test_the_sheets_stand_in_the_order_of_reading(book):
    assert book.sheetnames == ["Front Sheet", "Summary", "1 Front door", "Charts", "Chart data"]


def test_a_section_prints_on_a3_across_with_its_headings_on_every_page(book):
    sheet = book["1 Front door"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 8)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$4", "C5")
    assert "&P of &N" in sheet.oddFooter.right.text + sheet.oddFooter.left.text


def test_the_file_says_whose_it_is_and_dates_itself_by_its_data(book):
    assert (book.properties.title, book.properties.creator) == ("Rotherham: Scorecard", "Rotherham")
    assert book.properties.created.date().isoformat() == "2019-07-05"


def test_every_formula_has_its_result(book, values):
    formulas = [(sheet.title, cell) for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    results = {(title, cell.coordinate): values[title][cell.coordinate].value for title, cell in formulas}
    assert len(results) > 15
    assert None not in results.values()
    assert not any(isinstance(one, str) and one.startswith("#") for one in results.values())


def test_counts_and_sums_are_formulas_with_the_figures_they_come_to(book, values):
    sheet, shown = book["1 Front door"], values["1 Front door"]
    place = next(cell.coordinate for row in sheet for cell in row if str(cell.value).startswith("=SUM("))
    assert (sheet[place].value, shown[place].value) == ("=SUM(E6:G6)", 24)
    summary = {cell.value: values["Summary"][cell.coordinate].value for cell in book["Summary"][7]}
    assert summary["=COUNTIF('1 Front door'!$K$5:$K$6,\"Off target\")"] == 2


def test_the_year_of_a_measure_that_ended_is_the_month_of_its_last_figure(tmp_path):
    snapshots = {"basis": Basis.MONTH_END}
    figures = [
        a_figure(3.0, period=APRIL, **snapshots),
        a_figure(7.0, period=MAY, **snapshots),
        a_figure(None, period=JUNE, missing=Missing.NOT_APPLICABLE, **snapshots),
        a_figure(5.0, basis=Basis.YEAR_TO_DATE, period=JUNE, kind=Kind.YEAR_TO_DATE),
    ]
    text = HEAD + COUNT.replace("in_month", "month_end").replace("second", "first")
    content = scorecard_xlsx(a_view(tmp_path, (JUNE, figures), text=text))
    sheets = [load_workbook(io.BytesIO(content), data_only=only) for only in (False, True)]
    assert [book["1 Front door"]["H5"].value for book in sheets] == ["=F5", 7]


def test_a_rating_has_shape_word_and_colour_which_follow_an_edit(content, values):
    cell = values["1 Front door"]["K5"]
    assert (cell.value, cell.number_format, cell.fill.fgColor.rgb) == ("Off target", '"■ "@', "FFF6D7D2")
    sheet = part(content, "xl/worksheets/sheet3.xml")
    assert all(f'"{word}"' in sheet.replace("&quot;", '"') for word in ("On target", "Within tolerance", "Off target"))


def test_the_words_behind_an_arrow_are_the_pages(view, values):
    row = view.sheets[0].rows[1]
    cell = values["1 Front door"]["J6"]
    assert (cell.value, cell.number_format) == (row.arrow, f'@" {row.travel.word}"')


def test_every_chart_has_words_for_those_who_do_not_see_it(content):
    drawings = part(content, r"xl/drawings/drawing\d+\.xml")
    assert drawings.count("<xdr:graphicFrame") == 3
    assert len(re.findall(r'descr="Line chart of [^"]{10,}"', drawings)) == 3


def test_the_charts_draw_cells_and_hold_their_figures(content):
    charts = part(content, r"xl/charts/chart\d+\.xml")
    assert "'Chart data'!$B$4:$D$4" in charts
    assert "<c:v>57.7</c:v>" in charts


def test_the_list_of_measures_can_be_chosen_from(book, values):
    (rule,) = book["Charts"].data_validations.dataValidation
    assert rule.formula1 == "'Chart data'!$A$4:$A$5"
    chosen = values["Charts"]["B4"].value
    assert chosen in [values["Chart data"][f"A{row}"].value for row in (4, 5)]


def test_text_that_begins_like_a_formula_is_text(view):
    row = replace(view.sheets[0].rows[0], name=HOSTILE, number="+1", note="@SUM(1)")
    hostile = replace(view, sheets=(replace(view.sheets[0], rows=(row,), section=HOSTILE),), standing_out=(), drawn=())
    read = load_workbook(io.BytesIO(scorecard_xlsx(hostile)))
    cells = [cell for sheet in read for each in sheet for cell in each if HOSTILE in str(cell.value)]
    assert len(cells) >= 2
    assert {cell.data_type for cell in cells} == {"s"}
    assert (read["1 Front door"]["A5"].data_type, read["1 Front door"]["D5"].data_type) == ("s", "s")


def test_no_chart_takes_a_name_for_a_cell_and_a_long_name_keeps_its_reason(view):
    """A title in which a cell's address stands would show that cell instead."""
    section, why = view.sheets[0], view.drawn[0].why
    named = (replace(section.rows[0], number="", name="=Summary!$A$1"), replace(section.rows[1], name="Long " * 60))
    drawn = tuple(replace(view.drawn[0], row=place) for place in (0, 1))
    made = scorecard_xlsx(replace(view, sheets=(replace(section, rows=named),), standing_out=drawn, drawn=drawn))
    charts = part(made, r"xl/charts/chart\d+\.xml")
    assert "<c:f>Summary!$A$1" not in charts
    titles = re.findall(r"<a:t>([^<]*)</a:t>", charts)
    assert len(titles) == 2
    assert all(title.startswith(f"{why}: ") and len(title) <= 110 for title in titles)


@pytest.mark.parametrize(
    ("names", "given"),
    [
        (("A/B: [c]*?", "Summary"), ["A B   c", "Summary 2"]),
        (("x" * 40, "X" * 40), ["x" * 31, f"{'X' * 27} 2"]),
        (("'", "Charts"), ["Section", "Charts 2"]),
    ],
)
def test_sections_have_names_that_excel_allows(view, names, given):
    sheets = tuple(replace(view.sheets[0], name=name) for name in names)
    several = replace(view, sheets=sheets, standing_out=(), drawn=())
    assert load_workbook(io.BytesIO(scorecard_xlsx(several))).sheetnames[2:-2] == given


def test_a_workbook_of_nothing_says_so(tmp_path):
    empty = load_workbook(io.BytesIO(scorecard_xlsx(a_view(tmp_path))))
    assert empty.sheetnames == ["Front Sheet"]
    assert "No scorecard has been published" in str(empty["Front Sheet"]["B3"].value)


# ------------------------------------------------------------------------------------------------------
# Read back
# ------------------------------------------------------------------------------------------------------


def read_again(session, content):
    with in_process():
        return read_file(session, "made.xlsx", content)


def test_counts_digits_reasons_and_comparators_read_back(tmp_path):
    session = a_session(tmp_path, (JUNE, the_figures()), text=HEAD + FIRST + COUNT)
    with session.store:
        found = read_again(session, scorecard_xlsx(build_workbook(Ground(session), report=None, month=None)))
        assert figures_of(session, found) == by_key(Observations(session.store.figures()))
    assert [issue.code for issue in found.issues] == []


_values = st.none() | st.floats(0, 100) | st.integers(0, 100).map(float) | st.decimals(0, 100, places=1).map(float)
_counts = st.none() | st.integers(0, 100_000).map(float)


@given(st.lists(st.tuples(_values, _counts), min_size=3, max_size=3))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_figures_read_back(tmp_path_factory, drawn):
    months = (APRIL, MAY, JUNE)
    figures = [
        a_figure(value, indicator=name, period=when, area=OURS)
        for when, pair in zip(months, drawn, strict=True)
        for name, value in zip(("first", "second"), pair, strict=True)
    ]
    session = a_session(tmp_path_factory.mktemp("any"), (JUNE, figures), text=HEAD + FIRST + COUNT)
    with session.store:
        found = read_again(session, scorecard_xlsx(build_workbook(Ground(session), report=None, month=None)))
        assert figures_of(session, found) == by_key(Observations(session.store.figures()))
    assert found.issues == ()

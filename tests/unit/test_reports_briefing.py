"""The three files of the briefing: every cell read back and compared with the view, and fit to be handed over."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from test_views_briefing import AS_IT_STOOD, COMMITTEE, MEASURES, TODAY, YEARS

from dashboard.errors import DashboardError
from dashboard.periods import financial_year
from dashboard.reports.briefing_docx import briefing_docx
from dashboard.reports.briefing_html import briefing_html
from dashboard.reports.briefing_xlsx import SOURCE_COLUMNS, SOURCES, TABLES, briefing_xlsx
from dashboard.reports.files import fixed_package, write_file
from dashboard.views.briefing.build import build_briefing

HOSTILE = '=HYPERLINK("x") & <script>alert(1)</script>'
WRITERS = {"html": briefing_html, "docx": briefing_docx, "xlsx": briefing_xlsx}
LARGEST_PAGE = 300_000


@pytest.fixture(scope="module")
def june(demo):
    return build_briefing(demo, indicators=MEASURES, years=YEARS, as_of=COMMITTEE)


@pytest.fixture(scope="module")
def today(demo):
    return build_briefing(demo, indicators=MEASURES, years=YEARS, compare_with=COMMITTEE, made_on=date(2026, 1, 5))


@pytest.fixture(scope="module")
def many(demo):
    years = tuple(financial_year(first) for first in range(2018, 2024))
    return build_briefing(demo, indicators=MEASURES[:2], years=years)


@pytest.fixture(params=["june", "today", "many"])
def view(request):
    return request.getfixturevalue(request.param)


class Page(HTMLParser):
    """Reads tables as rows of cells, each a dict of its text, its first ``data`` value and its attributes."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.tags, self.ids, self.text = [], [], [], ""
        self._cell = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._cell = {"tag": tag, "text": "", "value": None, "is": given}
            self.tables[-1][-1].append(self._cell)
        elif tag == "data" and self._cell:
            self._cell["value"] = float(given["value"])

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._cell = None

    def handle_data(self, data):
        self.text += data
        if self._cell is not None:
            self._cell["text"] += data


def marks(cell, table, place):
    label = cell.label if table.marks_in_cells[place] else ""
    return [part for part in (label, f"was: {cell.was}" if cell.was else "") if part]


def words_of(text):
    return " ".join(text.replace("\u00a0", " ").split())


def shown_rows(table):
    """Give each row of a table as the papers write it: name, figures with their source's number, difference."""
    for row in table.rows:
        figures = [
            words_of(" ".join([f"{cell.text} [{cell.source.number}]", *marks(cell, table, place)]))
            for place, cell in enumerate(row.cells)
        ]
        gap = row.difference
        said = [gap.text, gap.label, f"was: {gap.was}" if gap.was else ""]
        yield [row.name, *figures, words_of(" ".join(said))]


def heading_of(table):
    columns = [words_of(f"{column.heading} {column.label}") for column in table.columns]
    return ["Area", *columns, table.difference_heading]


def test_the_page_shows_every_cell_of_the_view(view):
    page = Page(briefing_html(view).decode())
    assert len(page.tables) == len(view.tables)
    for shown, table in zip(page.tables, view.tables, strict=True):
        assert [words_of(cell["text"]) for cell in shown[0]] == heading_of(table)
        assert [[words_of(cell["text"]) for cell in row] for row in shown[1:]] == list(shown_rows(table))
        for row, wanted in zip(shown[1:], table.rows, strict=True):
            assert [cell["value"] for cell in row[1:]] == [
                *(cell.value for cell in wanted.cells), wanted.difference.value,
            ]  # fmt: skip
            assert [cell["is"].get("title") for cell in row[1:-1]] == [cell.source.words for cell in wanted.cells]


def test_the_page_is_whole_without_script_and_says_its_parts(view):
    content = briefing_html(view)
    page = Page(content.decode())
    tags = [tag for tag, _ in page.tags]
    assert len(content) < LARGEST_PAGE
    assert not {"script", "link", "img", "iframe", "object"} & set(tags)
    assert not [value for _, given in page.tags for name, value in given.items() if name.startswith("on")]
    assert "http" not in content.decode()
    assert "url(" not in content.decode()
    assert ("html", {"lang": "en-GB"}) in page.tags
    assert "title" in tags
    assert tags.count("h1") == 1
    assert tags.count("caption") == tags.count("table") == len(view.tables)
    assert {given.get("scope") for tag, given in page.tags if tag == "th"} == {"col", "row"}
    assert len(page.ids) == len(set(page.ids))
    targets = {given["href"] for tag, given in page.tags if tag == "a"}
    assert targets <= {f"#{name}" for name in page.ids}
    assert "@page" in content.decode()
    assert "light-dark(" in content.decode()


def test_all_formats_say_sentences_notes_sources_editions_and_licence(view):
    tables, sources = sheets_of(view)
    texts = {
        "html": words_of(Page(briefing_html(view).decode()).text),
        "docx": words_of(" ".join(paragraph.text for paragraph in document_of(view).paragraphs)),
        "xlsx": words_of(" ".join(str(value) for sheet in (tables, sources) for row in sheet.values for value in row)),
    }
    said = [line for table in view.tables for line in (*table.sentences, *table.notes, table.meaning, table.direction)]
    said += [source.words for table in view.tables for source in table.sources]
    said += [*view.notes, *view.lists, *view.editions, *view.licences, view.demonstration, view.council, view.title]
    said += [line for _, line in view.header]
    for name, text in texts.items():
        assert [line for line in said if words_of(line) not in text] == [], name


def document_of(view):
    return Document(io.BytesIO(briefing_docx(view)))


def test_the_document_shows_every_cell_of_the_view(view):
    document = document_of(view)
    assert len(document.tables) == len(view.tables)
    for shown, table in zip(document.tables, view.tables, strict=True):
        rows = [[words_of(cell.text.replace("\n", " ")) for cell in row.cells] for row in shown.rows]
        assert rows[0] == heading_of(table)
        assert rows[1:] == list(shown_rows(table))


def test_the_document_has_real_headings_repeated_table_heads_and_its_language(view):
    document = document_of(view)
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == [*(table.title for table in view.tables), "Sources", "About these figures"]
    for shown, table in zip(document.tables, view.tables, strict=True):
        assert shown.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert shown._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == table.caption
        assert shown._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == " ".join(table.sentences)
    assert document.styles["Normal"].font.size.pt == 12
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    properties, section = document.core_properties, document.sections[0]
    assert properties.title == f"{view.council}: {view.title}"
    assert properties.language == "en-GB"
    assert properties.created.date() == properties.modified.date() == view.data_date
    assert "python" not in properties.comments
    assert {round(section.page_width.cm, 1), round(section.page_height.cm, 1)} == {21.0, 29.7}
    assert (section.page_width > section.page_height) == (len(view.tables[0].columns) > 3)


def test_the_parts_of_a_cell_stand_in_the_order_that_word_wants(june):
    order = [qn(f"w:{name}") for name in ("tcW", "tcBorders", "shd", "vAlign")]
    cells = [cell for table in document_of(june).tables for row in table.rows for cell in row.cells]
    for cell in cells:
        places = [order.index(part.tag) for part in cell._tc.tcPr]
        assert places == sorted(set(places))


def sheets_of(view):
    book = load_workbook(io.BytesIO(briefing_xlsx(view)))
    assert book.sheetnames == [TABLES, SOURCES]
    return book[TABLES], book[SOURCES]


def as_shown(cell):
    """Write a number as its format shows it, the few kinds of format that are used."""
    if isinstance(cell.value, str):
        return cell.value
    positive = cell.number_format.split(";")[0]
    decimals = len(positive.partition(".")[2].partition('"')[0])
    sign = "+" if positive.startswith("+") and cell.value > 0 else "−" if cell.value < 0 else ""
    return f"{sign}{abs(cell.value):,.{decimals}f}{'%' if positive.endswith(chr(34)) else ''}"


def test_the_workbook_shows_every_cell_of_the_view_as_a_number_where_it_is_one(view):
    tables, _ = sheets_of(view)
    heads = [row for row in tables.iter_rows() if row[0].value == "Area"]
    assert len(heads) == len(view.tables)
    for head, table in zip(heads, view.tables, strict=True):
        width = len(table.columns) + 2
        labels = [f"{column.heading}\n{column.label}".strip() for column in table.columns]
        assert [cell.value for cell in head[:width]] == ["Area", *labels, f"{table.difference_heading} (points)"]
        for step, row in enumerate(table.rows, start=1):
            cells = tables[head[0].row + step][:width]
            figures = [*row.cells, row.difference]
            assert cells[0].value == row.name
            assert [cell.value for cell in cells[1:]] == [
                one.text if one.value is None else one.value for one in figures
            ]
            assert [as_shown(cell) for cell in cells[1:]] == [one.text.removesuffix(" points") for one in figures]


def test_the_workbook_has_one_row_of_source_for_every_figure_linked_to_its_cell(view):
    tables, sources = sheets_of(view)
    rows = [dict(zip((name for name, _ in SOURCE_COLUMNS), row, strict=True)) for row in sources.iter_rows(min_row=2)]
    wanted = [(table, row, place) for table in view.tables for row in table.rows for place in range(len(row.cells))]
    assert len(rows) == len(wanted)
    for line, (table, row, place) in zip(rows, wanted, strict=True):
        cell = row.cells[place]
        linked = tables[line["Cell"].value]
        assert linked.value == (cell.text if cell.value is None else cell.value)
        assert line["Cell"].hyperlink.location == f"'{TABLES}'!{line['Cell'].value}"
        assert [line[name].value for name in ("Measure", "Area", "Year", "Shown", "Source")] == [
            table.title, row.name, table.columns[place].heading, cell.text, cell.source.words,
        ]  # fmt: skip
        assert (line["Edition"].value, line["Place"].value or "") == (cell.source.edition, cell.source.cell)


def test_the_workbook_is_set_up_for_reading_and_paper(view):
    tables, sources = sheets_of(view)
    assert tables.freeze_panes == "B2"
    assert sources.freeze_panes == "C2"
    for sheet in (tables, sources):
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P of &N" in sheet.oddFooter.right.text
        assert sheet.column_dimensions["A"].width >= 30


@pytest.mark.parametrize(("moment", "printed"), [("june", AS_IT_STOOD), ("today", TODAY)])
@pytest.mark.parametrize("name", WRITERS)
def test_the_tables_of_june_2020_in_every_format(request, moment, printed, name):
    found = READERS[name](WRITERS[name](request.getfixturevalue(moment)))
    wanted = [[list(row) for row in table.values()] for table in printed.values()]
    assert found == wanted


def plain(text):
    """Leave out the source's number and the marks below a figure."""
    return re.split(r" \[|provisional|was:|in-year", words_of(text))[0].strip()


def read_page(content):
    return [[[plain(cell["text"]) for cell in row[1:]] for row in table[1:]] for table in Page(content.decode()).tables]


def read_document(content):
    tables = Document(io.BytesIO(content)).tables
    return [[[plain(cell.text) for cell in row.cells[1:]] for row in table.rows[1:]] for table in tables]


def read_book(content):
    sheet = load_workbook(io.BytesIO(content))[TABLES]
    heads = [row[0].row for row in sheet.iter_rows() if row[0].value == "Area"]
    return [
        [
            [f"{as_shown(cell)}{' points' if place == 2 and isinstance(cell.value, float | int) else ''}"
             for place, cell in enumerate(sheet[row][1:4])]
            for row in range(head + 1, head + 5)
        ]
        for head in heads
    ]  # fmt: skip


READERS = {"html": read_page, "docx": read_document, "xlsx": read_book}


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_view_gives_the_same_bytes_on_any_day(view, name, monkeypatch):
    first = WRITERS[name](view)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 5, 6, 7, 8, 9, 0, 126, 0))
    assert WRITERS[name](view) == first


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_the_parts_of_office_files_carry_only_the_day_of_the_figures(june, name):
    with zipfile.ZipFile(io.BytesIO(WRITERS[name](june))) as package:
        assert {part.date_time for part in package.infolist()} == {(2020, 6, 16, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4}-[^<]*)</dcterms", core)) == {"2020-06-16T00:00:00Z"}


def with_hostile_words(view):
    first = view.tables[0]
    rows = (replace(first.rows[0], name=HOSTILE), *first.rows[1:])
    table = replace(first, title=HOSTILE, rows=rows, notes=(HOSTILE, "-1+1", "@x", "+44 is no sum"))
    return replace(view, council=HOSTILE, tables=(table,))


def test_no_words_are_run_or_taken_for_markup(june):
    hostile = with_hostile_words(june)
    page = Page(briefing_html(hostile).decode())
    assert "script" not in [tag for tag, _ in page.tags]
    assert HOSTILE in page.text
    assert HOSTILE in [cell.text for cell in document_of(hostile).tables[0].columns[0].cells]
    for sheet in sheets_of(hostile):
        texts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
        assert {cell.data_type for cell in texts} == {"s"}
        assert all(cell.quotePrefix for cell in texts if cell.value.startswith(("=", "@", "-1+")))
    assert HOSTILE in [cell.value for row in sheets_of(hostile)[0].iter_rows() for cell in row]


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "paper.html"
    write_file(path, b"first")
    write_file(path, b"second")
    assert path.read_bytes() == b"second"

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DashboardError, match=r"No space left on device\. Close the file"):
        write_file(path, b"third")
    assert path.read_bytes() == b"second"
    assert [one.name for one in tmp_path.iterdir()] == ["paper.html"]


def test_a_folder_or_a_missing_one_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(DashboardError, match=r"is a folder\. Give the name of a file in it"):
        write_file(tmp_path, b"x")
    with pytest.raises(DashboardError, match="There is no folder"):
        write_file(tmp_path / "none" / "paper.html", b"x")


def test_a_package_keeps_its_parts_as_they_are():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("a.xml", "<a>2020-01-01</a>")
    fixed = fixed_package(stream.getvalue(), date(2020, 6, 16))
    with zipfile.ZipFile(io.BytesIO(fixed)) as package:
        assert package.read("a.xml") == b"<a>2020-01-01</a>"

"""The clinic as a Word document, read back: a page a measure, its statuses and words, headings, pictures with words."""

import io
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn

from dashboard.reports.clinic_docx import MEANS, NEITHER, NEXT, NOTHING, WELL, WORRIED, clinic_docx
from dashboard.reports.clinic_pptx import clinic_pptx
from dashboard.reports.printable import printable
from dashboard.reports.status_marks import rag_mark, signal_mark, travel_mark
from dashboard.views.clinic.pack import build_clinic_pack
from dashboard.views.ground import Ground

MEASURES = ("conferences-within-15-days", "looked-after-rate", "contacts")


@pytest.fixture(scope="module")
def pack(demo):
    return build_clinic_pack(Ground(demo), measures=MEASURES, month="2020-03")


@pytest.fixture(scope="module")
def content(pack):
    return clinic_docx(pack)


@pytest.fixture(scope="module")
def document(content):
    return Document(io.BytesIO(content))


def pages_of(document):
    """Part the words of the document at its forced page breaks, tables with their cells in their places."""
    pages = [[]]
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            pages[-1] += [cell.text for row in part.rows for cell in row.cells]
            continue
        if part.paragraph_format.page_break_before:
            pages.append([])
        pages[-1].append(part.text)
    return ["\n".join(page) for page in pages]


def test_an_agenda_a_page_for_each_measure_and_what_the_words_mean(pack, document):
    agenda, *measures, last = pages_of(document)
    assert len(measures) == len(pack.sheets)
    for words in (*(f"{name}: {said}" for name, said in pack.header), pack.demonstration, *pack.lead):
        assert words in agenda
    for place, (one, page) in enumerate(zip(pack.sheets, measures, strict=True), start=1):
        assert f"{place}. {one.sheet.name}\n{one.sheet.figure.text}, {one.sheet.period}\n" in agenda
        assert page.startswith(one.sheet.trend.title)
        assert one.meta in page
    assert last.startswith(MEANS)
    assert all(words in last for words in pack.sources)


def test_statuses_counts_and_the_house_format_are_those_of_the_page(pack, document):
    _, *measures, _ = pages_of(document)
    for one, page in zip(pack.sheets, measures, strict=True):
        sheet = one.sheet
        for mark in (rag_mark(sheet.rag), signal_mark(sheet.signal), travel_mark(sheet.travel)):
            assert f"\n{mark.words}" in page
        drafts = (*sheet.well, *sheet.worried, *sheet.neither, *sheet.doing)
        rows = [words for row in one.beside for words in row]
        for words in (
            WELL,
            WORRIED,
            NEXT,
            "Who",
            "By when",
            one.beside_note,
            *rows,
            *(draft.words for draft in drafts),
        ):
            assert words in page
        for row in sheet.recent:
            assert row.period in page
            assert row.figure.text in page
            assert row.counts in page
        assert (NEITHER in page) is bool(sheet.neither)
        said = [name for name, found in ((WELL, sheet.well), (WORRIED, sheet.worried)) if not found]
        assert page.count(f": {NOTHING[0].lower()}{NOTHING[1:]}") == len(said)


def test_readers_who_cannot_see_it_are_told(pack, document, content):
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [
        one.sheet.trend.alt for one in pack.sheets
    ]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert [one.text for one in document.paragraphs if one.style.name == "Title"] == [
        "Rotherham: Clinic pack, March 2020"
    ]
    properties = document.core_properties
    assert (properties.language, properties.title) == ("en-GB", "Rotherham: Clinic pack, March 2020")
    assert properties.created.date() == pack.data_date
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"NUMPAGES" in package.read("word/footer1.xml")


def test_the_same_pack_gives_the_same_bytes(pack, content):
    assert clinic_docx(pack) == content


def test_a_line_without_a_figure_has_no_picture(pack):
    one = pack.sheets[0]
    points = tuple(replace(point, value=None, mark=None, words="no figure") for point in one.sheet.trend.points)
    sheet = replace(one.sheet, trend=replace(one.sheet.trend, points=points))
    document = Document(io.BytesIO(clinic_docx(replace(pack, sheets=(replace(one, sheet=sheet),)))))
    assert not document.inline_shapes
    assert "No figure: Apr 2018 to Mar 2020." in pages_of(document)[1]


def test_a_pack_without_measures_is_an_agenda_that_says_so(pack):
    empty = replace(pack, sheets=(), nothing="The rule proposes nothing for March 2020.")
    agenda, last = pages_of(Document(io.BytesIO(clinic_docx(empty))))
    assert "The rule proposes nothing for March 2020." in agenda
    assert last.startswith(MEANS)


def test_nothing_is_read_out_as_blank_but_what_keeps_two_tables_apart(pack):
    bare = replace(pack.sheets[0], beside_note="", sheet=replace(pack.sheets[0].sheet, counts_note=""))
    alone = replace(bare, beside=(), beside_note="There is nobody to compare with.")
    written = Document(io.BytesIO(clinic_docx(replace(pack, sheets=(*pack.sheets, bare, alone)))))
    parts = list(written.iter_inner_content())
    empty = [
        place
        for place, part in enumerate(parts)
        if not (hasattr(part, "rows") or part.text or part._p.findall(".//" + qn("w:drawing")))
    ]
    assert len(empty) == 1
    assert all(hasattr(parts[place + step], "rows") for place in empty for step in (-1, 1))
    assert not any(hasattr(one, "rows") and hasattr(after, "rows") for one, after in pairwise(parts))


def test_progress_is_told(pack):
    told = []
    clinic_docx(pack, told.append)
    assert told == [f"Drawing {place} of 3 measures" for place in (1, 2, 3)]


def test_control_characters_and_a_long_title_do_no_harm(pack):
    one = pack.sheets[0]
    hostile = replace(one, meta="a\u0007b <b>&", sheet=replace(one.sheet, name="\x00Name\ud800", owner="=1+1\x1f"))
    changed = replace(pack, title="Clinic\x0b " * 60, sheets=(hostile,))
    for write in (clinic_docx, clinic_pptx):
        write(changed)
    assert "ab <b>&" in pages_of(Document(io.BytesIO(clinic_docx(changed))))[1]


def test_a_view_without_unprintable_characters_is_left_alone(pack):
    assert printable(pack) is pack
    assert printable(("a\x00", 1, None)) == ("a", 1, None)

"""What Word documents are made of: pictures with the words that are read out for them."""

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from dashboard.charts.picture import png_of
from dashboard.reports.docx_parts import add_picture, new_document

PNG = png_of('<svg xmlns="http://www.w3.org/2000/svg" width="12" height="8"><path d="M0,0h12v8z"/></svg>', width=12)


@pytest.fixture
def document():
    return new_document(title="A paper", author="Anyshire", day=date(2020, 4, 15))


def read_again(document):
    stream = io.BytesIO()
    document.save(stream)
    return Document(io.BytesIO(stream.getvalue()))


def test_title_and_author_are_cut_to_what_a_property_holds():
    made = new_document(title="A tracker of " * 30, author="Anyshire " * 40, day=date(2020, 4, 15))
    properties = read_again(made).core_properties
    assert (properties.title, properties.author) == (("A tracker of " * 30)[:255], ("Anyshire " * 40)[:255])


def test_picture_has_its_words_and_width(document):
    add_picture(document, PNG, Cm(3), "From 1 to 2")
    shape = read_again(document).inline_shapes[0]
    assert (shape._inline.docPr.get("descr"), shape.width, shape.height) == ("From 1 to 2", Cm(3), Cm(2))


def test_picture_takes_a_cells_empty_paragraph_and_follows_what_is_there(document):
    cell = document.add_table(1, 1).rows[0].cells[0]
    add_picture(cell, PNG, Cm(3), "one")
    add_picture(cell, PNG, Cm(3), "two")
    add_picture(cell.paragraphs[1], PNG, Cm(3), "three")
    assert [len(paragraph.runs) for paragraph in cell.paragraphs] == [1, 2]


def test_picture_without_words_is_marked_as_decoration(document):
    add_picture(document, PNG, Cm(3), "")
    properties = read_again(document).inline_shapes[0]._inline.docPr
    marks = [one for one in properties.iter() if one.tag.endswith("}decorative")]
    assert (properties.get("descr"), [one.get("val") for one in marks]) == ("", ["1"])
    assert properties.find(qn("a:extLst")) is not None

"""The clinic as slides, read back: titles, charts with their data, statuses, words that fit, and equal bytes."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.charts.axis import axis_of
from dashboard.reports.clinic_pptx import MEANS, clinic_pptx
from dashboard.reports.pptx_parts import HEIGHT, WIDTH, Grid
from dashboard.reports.pptx_sheet import NEITHER, NEXT, NO_CHART, NOTHING, WELL, WORRIED
from dashboard.reports.pptx_text import Said, count_lines, cut_to_fit, shortened, width_of
from dashboard.reports.status_marks import rag_mark, signal_mark, travel_mark
from dashboard.views.clinic.pack import build_clinic_pack
from dashboard.views.clinic.view import Draft
from dashboard.views.ground import Ground
from dashboard.views.indicator import BreakMark

# One of each kind: most to say, of others' other year, with a thousand, by quarter, without a figure, by the year.
MEASURES = (
    "conferences-within-15-days",
    "looked-after-rate",
    "assessments-within-45-days",
    "contacts",
    "education-health-care-plans-within-20-weeks",
    "two-year-olds-early-education",
    "phonics-year-1",
)
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
LONG = "Supercalifragilistic words that go on and on, with figures such as 12.5% (25 of 200), until nobody reads them. "


@pytest.fixture(scope="module")
def pack(demo):
    return build_clinic_pack(Ground(demo), measures=MEASURES, month="2020-03")


@pytest.fixture(scope="module")
def content(pack):
    return clinic_pptx(pack)


@pytest.fixture(scope="module")
def slides(content):
    return list(Presentation(io.BytesIO(content)).slides)


def only(pack, one, **changes):
    """Give a pack of one sheet with changes to it."""
    return replace(pack, sheets=(replace(one, sheet=replace(one.sheet, **changes)),))


def read(pack):
    return list(Presentation(io.BytesIO(clinic_pptx(pack))).slides)


def words_of(slide):
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def shapes_of(slides, kind):
    return [shape for slide in slides for shape in slide.shapes if getattr(shape, f"has_{kind}")]


def sheets_of(pack, slides):
    """Give each measure with its slide: they stand between the agenda and the last."""
    return list(zip(pack.sheets, slides[-len(pack.sheets) - 1 : -1], strict=True))


def test_an_agenda_a_slide_for_each_measure_and_what_the_words_mean(pack, slides):
    assert len(slides) == 1 + len(pack.sheets) + 1
    assert slides[0].shapes.title.text_frame.text == "Rotherham: Clinic pack, March 2020"
    assert slides[-1].shapes.title.text_frame.text == MEANS
    for one, slide in sheets_of(pack, slides):
        assert slide.shapes.title.text_frame.text == one.sheet.trend.title
        assert slide.shapes[0] == slide.shapes.title  # read out first
    agenda = words_of(slides[0])
    for words in (*(f"{name}: {said}" for name, said in pack.header), pack.demonstration, *pack.lead):
        assert words in agenda
    for place, one in enumerate(pack.sheets, start=1):
        assert f"{place}. {one.sheet.name}" in agenda
        assert one.owner in agenda
    assert f"Rotherham: clinic pack, March 2020. Page 1 of {len(slides)}" in agenda


def test_statuses_and_the_house_format_are_those_of_the_page(pack, slides):
    for one, slide in sheets_of(pack, slides):
        sheet, said = one.sheet, words_of(slide)
        for mark in (rag_mark(sheet.rag), signal_mark(sheet.signal), travel_mark(sheet.travel)):
            assert f"\n{mark.words}\n" in said
        assert sheet.rag.word in rag_mark(sheet.rag).words
        assert sheet.signal.word in signal_mark(sheet.signal).words
        assert sheet.travel.word in travel_mark(sheet.travel).words
        drafts = (*sheet.well, *sheet.worried, *sheet.neither, *sheet.doing)
        for words in (sheet.figure.text, sheet.target, WELL, WORRIED, NEXT, *(draft.words for draft in drafts)):
            assert words in said
        assert (NEITHER in said) is bool(sheet.neither)
        assert (NOTHING in said) is not (sheet.well and sheet.worried)


def test_the_chart_is_native_and_holds_the_figures_of_the_page(pack, slides):
    for one, slide in sheets_of(pack, slides):
        trend, (frame,) = one.sheet.trend, shapes_of([slide], "chart")
        lines = {line.name: line for line in frame.chart.plots[0].series}
        assert list(lines["Rotherham"].values) == [point.value for point in trend.points]
        axis = axis_of(trend)
        assert (frame.chart.value_axis.minimum_scale, frame.chart.value_axis.maximum_scale) == (axis.low, axis.high)
        assert frame._element._nvXxPr.cNvPr.get("descr") == trend.alt
        assert frame.chart._chartSpace.find(".//" + qn("c:dispBlanksAs")).get("val") == "gap"
        for level in trend.comparators:
            (values,) = [line.values for name, line in lines.items() if name.startswith(level.label)]
            own_year = [level.start <= point.start <= level.end for point in trend.points]
            assert [value is not None for value in values] == own_year
            assert {value for value in values if value is not None} == {level.value}
        book = load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)).active
        assert book.max_row == len(trend.points) + 1
        ours = next(column for column in book.iter_cols(values_only=True) if column[0] == "Rotherham")
        assert list(ours[1:]) == [point.value for point in trend.points]


def test_a_usual_range_keeps_its_thousands_and_marks_are_a_line_of_their_own(pack, slides):
    by_name = {one.sheet.id: slide for one, slide in sheets_of(pack, slides)}
    (contacts,), (conferences,) = (shapes_of([by_name[one]], "chart") for one in ("contacts", MEASURES[0]))
    assert "Usual range 773 to 1,537" in [line.name for line in contacts.chart.plots[0].series]
    marked = {line.name: line for line in conferences.chart.plots[0].series}["Marked: orange diamond"]
    assert sum(value is not None for value in marked.values) == 8


def test_a_change_of_definition_cuts_our_line(pack):
    trend = pack.sheets[0].sheet.trend
    mark = BreakMark(at=trend.points[6].start, number=1, note="Counted anew.")
    changed = read(only(pack, pack.sheets[0], trend=replace(trend, breaks=(mark,))))
    (frame,) = shapes_of(changed, "chart")
    lines = {line.name: line.values for line in frame.chart.plots[0].series}
    values = [point.value for point in trend.points]
    assert list(lines["Rotherham, before note 1"]) == values[:6] + [None] * (len(values) - 6)
    assert list(lines["Rotherham"]) == [None] * 6 + values[6:]
    assert "Note 1. Counted anew." in words_of(changed[1])


def test_nothing_stands_beyond_its_slide_and_no_letters_are_too_small(slides):
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= Pt(WIDTH) + 2
            assert shape.top + shape.height <= Pt(HEIGHT)
            least = 10 if shape.name in ("Notes to the chart", "Foot") or slide is slides[-1] else 12
            for size in shape._element.iter(qn("a:rPr")):
                assert int(size.get("sz", "1200")) >= least * 100


def test_text_boxes_do_not_cover_one_another(slides):
    for slide in slides:
        boxes = [shape for shape in slide.shapes if shape.name != "Rule"]
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
                down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
                assert min(across, down) <= Pt(1), (one.name, other.name)


def test_readers_who_cannot_see_it_are_told(slides, content):
    for frame in (*shapes_of(slides, "table"), *shapes_of(slides, "chart")):
        assert frame._element._nvXxPr.cNvPr.get("descr")
    assert all(frame.table.first_row for frame in shapes_of(slides, "table"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        pages = [package.read(name).decode() for name in package.namelist() if re.match(r"ppt/slides/s", name)]
        core = package.read("docProps/core.xml").decode()
    for page in pages:
        assert set(re.findall(r'<a:rPr[^>]*lang="([^"]*)"', page)) == {"en-GB"}
        assert len(re.findall("<a:rPr", page)) == len(re.findall(r"<a:rPr[^>]*lang=", page))
    assert "<dc:language>en-GB</dc:language>" in core


def test_the_figure_is_read_before_its_statuses_and_rules_are_not_read(pack, slides):
    for _, slide in sheets_of(pack, slides):
        names = [shape.name for shape in slide.shapes]
        first = names.index("Latest figure")
        assert first < min(names.index(one) for one in ("Against target", "Is it news?", "Direction of travel"))
        rules = [shape for shape in slide.shapes if shape.name == "Rule"]
        marks = [mark for one in rules for mark in one._element.iter(DECORATIVE)]
        assert len(rules) == len(marks) == 2
        assert {mark.get("val") for mark in marks} == {"1"}


def test_the_notes_hold_the_full_words(pack, slides):
    for one, slide in sheets_of(pack, slides):
        assert one.sheet.heads in slide.notes_slide.notes_text_frame.text


def test_the_same_pack_gives_the_same_bytes_dated_by_the_figures_and_progress_is_told(pack, content):
    told = []
    assert clinic_pptx(pack, told.append) == content
    assert told[0] == f"Drawing 1 of {len(pack.sheets)} measures"
    assert len(told) == len(pack.sheets)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        assert len(books) == len(pack.sheets)
        for name in books:
            with zipfile.ZipFile(io.BytesIO(package.read(name))) as book:
                assert f">{pack.data_date}T00:00:00Z<" in book.read("docProps/core.xml").decode()
        assert f">{pack.data_date}T00:00:00Z<" in package.read("docProps/core.xml").decode()
        assert {one.date_time[:3] for one in package.infolist()} == {pack.data_date.timetuple()[:3]}


def test_what_does_not_fit_goes_on_and_no_word_is_lost(pack):
    many = tuple(Draft(words=f"{place}: {LONG * 2}".strip()) for place in range(9))
    huge = Draft(words="word " * 1500)
    worried, doing = (tuple(Draft(words=f"{name} {LONG}".strip()) for name in names) for names in ("pq", "xyz"))
    deck = read(only(pack, pack.sheets[0], well=many, worried=worried, neither=(huge,), doing=doing))
    measure = deck[1:-1]
    said = " ".join(words_of(slide) for slide in measure)
    assert len(measure) > 3
    assert "(continued)" in measure[1].shapes.title.text_frame.text
    for draft in (*many, *worried, *doing):
        assert draft.words in said
    assert said.count("word ") + said.count("word\n") >= 1500
    for slide in measure:
        assert all(shape.top + shape.height <= Pt(HEIGHT) for shape in slide.shapes)


def test_a_long_agenda_goes_on_with_its_heading(pack):
    deck = read(replace(pack, sheets=pack.sheets[-1:] * 13))
    tables = [shapes_of([slide], "table") for slide in deck[:2]]
    named = [row.cells[0].text for (frame,) in tables for row in frame.table.rows]
    assert named.count("Measure") == 2
    assert len(named) == 2 + 13


def named(one, name, period):
    return replace(one, owner="Head of Service, Children in Care", sheet=replace(one.sheet, name=name, period=period))


def test_eleven_measures_of_one_month_are_on_one_slide_and_the_month_is_said_once(pack):
    names = ("Looked after children settled in one placement for 2 years", "Rate of children in need")
    sheets = tuple(named(pack.sheets[-1], names[place % 2], "March 2020") for place in range(11))
    deck = read(replace(pack, sheets=sheets))
    assert len(deck) == 1 + 11 + 1
    (frame,) = shapes_of(deck[:1], "table")
    heading, *rows = [[cell.text for cell in row.cells] for row in frame.table.rows]
    assert heading[:2] == ["Measure", "March 2020"]
    assert {row[1] for row in rows} == {sheets[0].sheet.figure.text}
    assert frame.top + frame.height <= Pt(HEIGHT)


def test_figures_of_several_periods_have_each_its_own(pack):
    one = pack.sheets[-1]
    deck = read(replace(pack, sheets=(named(one, "A", "March 2020"), named(one, "B", "February 2020"))))
    (frame,) = shapes_of(deck[:1], "table")
    figure = one.sheet.figure.text
    said = ["Latest figure", f"{figure}, March 2020", f"{figure}, February 2020"]
    assert [row.cells[1].text for row in frame.table.rows] == said


def test_a_line_without_a_figure_has_no_chart(pack):
    trend = pack.sheets[0].sheet.trend
    empty = tuple(replace(point, value=None, mark=None, words="no figure") for point in trend.points)
    deck = read(only(pack, pack.sheets[0], trend=replace(trend, points=empty, ranges=(), comparators=(), targets=())))
    assert not shapes_of(deck, "chart")
    assert NO_CHART in words_of(deck[1])


def test_a_pack_without_measures_is_an_agenda_that_says_so(pack):
    deck = read(replace(pack, sheets=(), nothing="The rule proposes nothing for March 2020."))
    assert len(deck) == 2
    assert "The rule proposes nothing for March 2020." in words_of(deck[0])


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [("", 100, 1), ("one", 100, 1), ("one two", 30, 2), ("one  two three", 1000, 1), ("W" * 50, 100, 7)],
)
def test_lines_are_counted_by_words_and_their_widths(words, width, lines):
    assert count_lines(words, width, 12) == lines


def test_words_are_cut_between_words():
    assert cut_to_fit("one two three", 30, 1, 12) == ("one", "two three")
    assert cut_to_fit("Extraordinarily", 20, 1, 12) == ("Extraordinarily", "")
    assert shortened("one two three", 45, 1, 12) == "one…"
    assert shortened("one", 45, 1, 12) == "one"
    assert width_of("一", 12) > width_of("W", 12) > width_of("i", 12)
    assert width_of("i", 12, bold=True) > width_of("i", 12)


def test_a_table_is_parted_by_the_heights_of_its_rows():
    rows = tuple((Said(words=str(place)),) for place in range(10))
    parts = Grid(widths=(100,), heading=("Number",), rows=rows).pages(60, 100)
    assert [len(part.rows) for part in parts] == [2, 4, 4]
    assert tuple(row for part in parts for row in part.rows) == rows

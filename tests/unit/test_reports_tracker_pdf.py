"""The members' tracker as a PDF that everyone can read: its tags are walked as a screen reader walks them."""

import io
from itertools import pairwise

import pikepdf
import pytest
from fixtures import tracker_views
from fixtures.tracker_papers import paper, paper_of_many

from dashboard.reports.tracker_pdf import tracker_pdf
from dashboard.views.ground import Ground
from dashboard.views.tracker.paper import build_tracker_paper

pytestmark = pytest.mark.usefixtures("pango")

A4 = (595, 842)
SMALLEST_POINTS = 12


@pytest.fixture(scope="module")
def demo_paper(demo):
    return build_tracker_paper(Ground(demo), tracker=None, month=None, theme=None)


@pytest.fixture(scope="module")
def content(demo_paper):
    return tracker_pdf(demo_paper)


@pytest.fixture(scope="module")
def file(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def elements(element, parents=()):
    """Walk the tags in the order of reading, each with those it is in."""
    yield element, parents
    kids = element.get("/K", [])
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid, (*parents, str(element.S)))


def tagged(file):
    return [(str(one.S), one, parents) for one, parents in elements(file.Root.StructTreeRoot.K[0])]


def test_file_is_tagged_named_and_in_british_english(file, demo_paper):
    root = file.Root
    assert root.MarkInfo.Marked
    assert root.Lang == "en-GB"
    assert root.ViewerPreferences.DisplayDocTitle
    assert file.docinfo["/Title"] == f"{demo_paper.council}: {demo_paper.title}"
    with file.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"] == f"{demo_paper.council}: {demo_paper.title}"


def test_headings_come_in_order_and_say_what_they_head(file):
    levels = [int(tag[2]) for tag, *_ in tagged(file) if tag[1:2] == "H" and tag[2:].isdigit()]
    assert levels[:3] == [1, 2, 3]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_table_has_rows_and_every_header_its_scope(file, demo_paper):
    found = tagged(file)
    tables = [one for tag, one, _ in found if tag == "/Table"]
    headers = [(str(one.A.Scope), "/THead" in parents) for tag, one, parents in found if tag == "/TH"]
    rest = sum(len(group.lines) for group in demo_paper.rest)
    assert len(tables) == 1
    assert headers == [("/Column", True)] * 4 + [("/Row", False)] * rest
    assert all("/TR" in parents for tag, _, parents in found if tag in ("/TH", "/TD"))


def test_every_picture_says_its_words_and_lies_on_its_page(file, demo_paper):
    pictures = [one for tag, one, _ in tagged(file) if tag == "/Figure"]
    assert [str(one.Alt) for one in pictures] == [line.spark.words for group in demo_paper.news for line in group.lines]
    for one in pictures:
        left, foot, right, top = (float(side) for side in one.A.BBox)
        assert 0 < left < right < A4[0]
        assert 0 < foot < top < A4[1]
    tops = [float(one.A.BBox[3]) for one in pictures if one.Pg == file.pages[0].obj]
    assert tops == sorted(tops, reverse=True)  # measured from the page's foot
    assert tops[0] > A4[1] / 2


def test_every_mark_is_in_the_tags_or_decoration(file):
    """What is drawn is tagged, or an artifact: the page's foot is the latter, not read out on each side."""
    numbers = {}
    for _, one, _ in tagged(file):
        kids = one.get("/K", [])
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                numbers.setdefault(one.Pg.objgen, set()).add(int(kid))
    for page in file.pages:
        marked = set()
        artifacts = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC":
                marked.add(int(operands[1].MCID))
            artifacts += str(operator) == "BMC" and str(operands[0]) == "/Artifact"
        assert marked == numbers[page.objgen]
        assert artifacts >= 2


def fonts(file):
    for font in (font for page in file.pages for font in page.Resources.Font.values()):
        yield font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor


def test_fonts_are_in_the_file(file):
    found = list(fonts(file))
    assert found
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in found)


def test_sides_are_a4_and_no_letter_is_under_twelve_points(file):
    assert 1 <= len(file.pages) <= 2
    for page in file.pages:
        assert tuple(round(float(side)) for side in page.MediaBox[2:]) == A4
        scale, size, sizes = [1.0], 0.0, set()
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "q":
                    scale.append(scale[-1])
                case "Q":
                    scale.pop()
                case "cm":
                    scale[-1] *= abs(float(operands[3]))
                case "Tf":
                    size = float(operands[1])
                case "Tm" if size:  # a bullet's box has no size of its own
                    sizes.add(round(size * abs(float(operands[3])) * scale[-1], 2))
        assert sizes
        assert min(sizes) >= SMALLEST_POINTS


def test_file_is_dated_by_the_data_and_always_the_same(content, file, demo_paper):
    day = demo_paper.data_date.strftime("D:%Y%m%d")
    assert str(file.docinfo["/CreationDate"]).startswith(day)
    assert str(file.docinfo["/ModDate"]).startswith(day)
    assert tracker_pdf(demo_paper) == content


@pytest.mark.parametrize("view", [tracker_views.EMPTY, tracker_views.QUIET], ids=["empty", "quiet"])
def test_little_to_say_takes_one_side(view):
    with pikepdf.open(io.BytesIO(tracker_pdf(paper(view)))) as file:
        assert len(file.pages) == 1


def test_names_of_any_length_stay_on_the_sheet():
    long = paper_of_many(worse=1, rest=3, name="Measure" * 60)
    with pikepdf.open(io.BytesIO(tracker_pdf(long))) as file:
        assert len(file.pages) <= 2

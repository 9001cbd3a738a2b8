"""The members' tracker as a web page and a Word document: how much fits, what is said, what is left out and said so."""

import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from fixtures import tracker_views
from fixtures.tracker_papers import paper, paper_of_many
from test_reports_briefing import Page

from dashboard.reports.pdf import PrintedPage
from dashboard.reports.tracker_docx import tracker_docx
from dashboard.reports.tracker_fit import LADDER, MOST_SIDES, Density, arrange, estimate_sides, fit
from dashboard.reports.tracker_html import tracker_html, write_page
from dashboard.reports.tracker_pdf import fitted
from dashboard.views.ground import Ground
from dashboard.views.tracker.paper import build_tracker_paper

MOST_BYTES = 300_000


@pytest.fixture(scope="module")
def demo_paper(demo):
    return build_tracker_paper(Ground(demo), tracker=None, month=None, theme=None)


@pytest.fixture(scope="module")
def demo_page(demo_paper):
    return tracker_html(demo_paper).decode()


def words_of(html):
    body = re.sub(r"<style>.*?</style>|<title>.*?</title>", " ", html, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def unescaped(words):
    return words.replace("&#39;", "'").replace("&amp;", "&").replace("&#34;", '"')


def test_page_has_the_verdict_before_everything_else_and_every_measure_with_its_status(demo_paper, demo_page):
    text = unescaped(words_of(demo_page))
    assert text.index(demo_paper.verdict) < text.index("Worse (1)") < text.index("The other measures (12)")
    for line in demo_paper.measures:
        # A measure may be named among the ratings that changed, too.
        places = [text[found.end() : found.end() + 120] for found in re.finditer(re.escape(line.name), text)]
        assert any(all(said in place for said in (line.figure, line.rag.word, line.signal.word)) for place in places), (
            line.name
        )
    for said in (demo_paper.demonstration, demo_paper.edition, *demo_paper.changes.said, "What the words mean"):
        assert said in text


def test_what_stands_out_has_its_sentence_counts_target_trend_and_question(demo_paper, demo_page):
    text = unescaped(words_of(demo_page))
    for line in (line for group in demo_paper.news for line in group.lines):
        for said in (line.sentence, line.counts, f"Target {line.target}", line.questions[0], *line.further):
            assert said in text
        assert f"<title>{line.spark.words}</title>" in demo_page


def test_page_is_of_one_file_without_script_and_small(demo_page):
    page = Page(demo_page)
    assert len(demo_page.encode()) < MOST_BYTES
    assert not {"script", "link", "iframe", "object", "img"} & {tag for tag, *_ in page.tags}
    assert not re.search(r"(?:src|href)\s*=|url\(|@import", demo_page)
    assert set(re.findall(r"https?://[^\"'\s<]+", demo_page)) == {"http://www.w3.org/2000/svg"}


def test_same_paper_gives_the_same_bytes(demo_paper):
    assert tracker_html(demo_paper) == tracker_html(demo_paper)
    assert tracker_docx(demo_paper) == tracker_docx(demo_paper)


def test_words_from_the_data_are_escaped():
    evil = replace(tracker_views.WORSE, name="<script>alert(1)</script> & more", sentence="<b>bold</b>")
    made = paper(replace(tracker_views.VIEW, groups=(replace(tracker_views.VIEW.groups[0], lines=(evil,)),)))
    html = tracker_html(made).decode()
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize(
    ("worse", "rest"), [(1, 0), (0, 1), (2, 15), (6, 54), (60, 0), (0, 60)], ids=lambda count: str(count)
)
def test_no_measure_vanishes_and_two_sides_are_never_passed(worse, rest):
    made = paper_of_many(worse=worse, rest=rest)
    found = fitted(made)
    text = words_of(found.html)
    assert found.printed.sides <= MOST_SIDES
    assert all(line.name in text for line in made.measures)
    assert text.count("Off target") >= worse
    assert text.count("No target set") >= rest


@pytest.mark.usefixtures("pango")
def test_one_measure_takes_one_side_with_everything():
    found = fitted(paper_of_many(worse=1, rest=0))
    assert (found.printed.sides, found.density) == (1, LADDER[0])


@pytest.mark.usefixtures("pango")
def test_where_not_even_the_names_fit_what_stands_out_is_named_first_and_the_rest_counted():
    made = paper_of_many(worse=4, rest=316, name="A measure with a long name that says all that it counts and of whom")
    found = fitted(made)
    named = found.density.named
    assert found.printed.sides == MOST_SIDES
    assert 0 < named < 320
    assert f"{320 - named} of the 320 measures" in words_of(found.html)
    assert [line.name for group in made.news for line in group.lines] == [
        line.name for group in arrange(made, found.density).news for line in group.lines
    ]


def test_each_rung_takes_less_room_than_the_one_before():
    made = paper_of_many(worse=5, rest=12)
    sides = [estimate_sides(made, density) for density in LADDER]
    assert sides == sorted(sides, reverse=True)


def test_off_target_is_named_before_others_where_not_all_fit():
    lines = (tracker_views.REST, replace(tracker_views.REST, indicator="red", name="Red", rag=tracker_views.WORSE.rag))
    made = paper(replace(tracker_views.VIEW, groups=(replace(tracker_views.VIEW.groups[3], lines=lines),)))
    assert [line.name for group in arrange(made, Density(named=1)).rest for line in group.lines] == ["Red"]


def test_off_target_stands_first_among_the_others_with_a_question_where_there_is_room():
    red = replace(tracker_views.REST, indicator="red", name="Red", rag=tracker_views.WORSE.rag, questions=("Why so?",))
    lines = (tracker_views.REST, red)
    made = paper(replace(tracker_views.VIEW, groups=(replace(tracker_views.VIEW.groups[3], lines=lines),)))
    assert [line.name for line in arrange(made, LADDER[0]).rows] == ["Red", tracker_views.REST.name]
    table = re.compile(r"<table.*?</table>", re.DOTALL)
    assert "Ask: Why so?" in words_of(table.search(write_page(made, LADDER[0])).group())
    assert "Why so?" not in words_of(table.search(write_page(made, Density())).group())


def test_on_screen_there_is_room_for_what_the_sides_leave_out(demo_paper, demo_page):
    screen = demo_page[demo_page.index('<section class="on-screen">') :]
    for line in (line for group in demo_paper.rest for line in group.lines):
        assert line.sentence in unescaped(screen)
        assert all(question in unescaped(screen) for question in line.questions)
    for line in (line for group in demo_paper.news for line in group.lines):
        assert all(question in unescaped(demo_page) for question in line.questions)
    assert '<p class="on-paper">Not here' in demo_page
    assert '<section class="on-screen">' not in write_page(paper_of_many(worse=1, rest=60), LADDER[-1])


def test_revised_figures_are_told_beside_a_measure_only_where_their_list_is_cut(demo_paper):
    news = [line for group in demo_paper.news for line in group.lines if line.revised]
    whole, cut = (write_page(demo_paper, replace(LADDER[0], revisions=most)) for most in (12, 0))
    article = re.compile(r"<article>.*?</article>", re.DOTALL)
    assert news
    assert news[0].revised not in unescaped("".join(article.findall(whole)))
    assert news[0].revised in unescaped("".join(article.findall(cut)))


def test_what_is_left_out_is_said_with_its_place():
    said = arrange(paper(), Density()).left_out
    assert said.startswith("Not here, but on the Tracker page of the scorecard: ")
    assert "2 further questions" in said
    assert "1 revised figure" in said
    assert "1 rating that changed" in said
    assert "of the other 4 measures" in said


def test_what_the_public_is_not_shown_is_said_on_page_and_in_word():
    made = replace(paper(), suppressed="5 figures that tell of 1 to 5 cases are left out.")
    assert made.suppressed in words_of(tracker_html(made).decode())
    assert made.suppressed in text_of(Document(io.BytesIO(tracker_docx(made))))


def test_nothing_that_stands_out_and_nothing_at_all_are_said():
    quiet = words_of(tracker_html(paper(tracker_views.QUIET)).decode())
    assert "Nothing stands out No measure moved by more" in quiet
    assert "The measures (3)" in quiet
    empty = words_of(tracker_html(paper(tracker_views.EMPTY)).decode())
    assert "Nothing has been published yet." in empty
    assert "What the words mean" not in empty


@pytest.mark.usefixtures("pango")
def test_page_is_fitted_by_its_words_and_so_the_same_on_every_machine(demo_paper, demo_page):
    assert demo_page == write_page(demo_paper, fit(demo_paper))
    assert fitted(demo_paper).html == demo_page


def test_what_takes_more_than_was_thought_gives_way_to_the_next(demo_paper):
    first = fit(demo_paper)
    second = fit(demo_paper, lambda density: 3 if density == first else 2)
    assert LADDER.index(second) == LADDER.index(first) + 1
    assert fit(demo_paper, lambda density: 3).named == 0


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("rung", [0, 4, 8])
def test_the_words_tell_the_sides_that_are_printed(demo_paper, rung):
    """By the words it is nearly what is measured: a side more or less only where it is nearly full."""
    sides = PrintedPage(write_page(demo_paper, LADDER[rung])).sides
    assert sides - 1.2 < estimate_sides(demo_paper, LADDER[rung]) < sides + 0.1


@pytest.mark.parametrize("rung", range(len(LADDER)))
def test_every_rung_names_every_measure_in_order_of_headings(demo_paper, rung):
    html = write_page(demo_paper, LADDER[rung])
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(line.name in unescaped(html) for line in demo_paper.measures)


@pytest.fixture(scope="module")
def word(demo_paper):
    return Document(io.BytesIO(tracker_docx(demo_paper)))


def text_of(word):
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells]).replace("\u00a0", " ")


def test_word_document_says_what_the_page_says(demo_paper, word):
    text = text_of(word)
    for line in demo_paper.measures:
        assert line.name in text
        assert line.signal.word in text
    for line in (line for group in demo_paper.news for line in group.lines):
        assert line.sentence in text
        assert line.questions[0] in text
    assert demo_paper.verdict in text
    shapes = sum(text.count(shape) for shape in ("● On target", "▲ Within tolerance", "■ Off target"))
    assert shapes == 16


def test_word_document_has_headings_header_row_alternative_texts_and_page_numbers(demo_paper, word):
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles.count("Title") == 1
    assert [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "Heading 1"] == [
        "Worse (1)", "Better (4)", "What changed since last month", "The other measures (12)", "What the words mean",
    ]  # fmt: skip
    assert styles.count("Heading 2") == 5
    assert word.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    described = [one.get("descr") for one in word.element.body.iter(qn("wp:docPr"))]
    assert described == [line.spark.words for group in demo_paper.news for line in group.lines]
    assert "PAGE" in word.sections[0].footer._element.xml
    assert word.core_properties.modified.date() == demo_paper.data_date


@pytest.mark.parametrize("rung", [0, 1, -2, -1])
def test_word_document_is_written_at_every_density(monkeypatch, demo_paper, rung):
    monkeypatch.setattr("dashboard.reports.tracker_docx.fit", lambda paper: LADDER[rung])
    text = text_of(Document(io.BytesIO(tracker_docx(demo_paper))))
    assert all(line.name in text for line in demo_paper.measures)


def test_word_document_of_nothing_says_so():
    text = text_of(Document(io.BytesIO(tracker_docx(paper(tracker_views.EMPTY)))))
    assert "Nothing has been published yet." in text

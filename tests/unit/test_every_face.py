"""The rating, news and direction of every measure of March 2020, as each paper's own file says them: the page's."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from html.parser import HTMLParser
from unittest import mock

import pytest
from docx import Document
from docx.table import Table
from openpyxl import load_workbook
from pptx import Presentation

from dashboard.charts.picture import png_of
from dashboard.formatting import capital
from dashboard.intake.session import Session
from dashboard.papers.ready import no_progress
from dashboard.papers.registry import PAPERS
from dashboard.periods import parse_period
from dashboard.views.build import build_scorecard
from dashboard.views.ground import Ground
from dashboard.views.paper import PaperFormat, PaperKind, PaperRequest
from dashboard.views.scorecard import ScorecardRow
from dashboard.views.tracker.build import build_tracker
from dashboard.vocabulary import Travel

MONTH = "2020-03"
SOCIAL_CARE, COUNCIL_PLAN = "social-care-scorecard", "council-plan"
PERIODS = {PaperKind.COUNCIL_PLAN: "2019/20-Q4", PaperKind.YEAR_END: "2019/20"}
# Written out here, not taken from the product: a file whose shape or word is another one is wrong.
SHAPES = {"On target": "●", "Within tolerance": "▲", "Off target": "■"}
ARROWS = {1: "↑ ", 0: "→ ", -1: "↓ ", None: ""}
PRINTED_ARROWS = {
    Travel.IMPROVEMENT: "▲",
    Travel.INCREASE_NO_POLARITY: "▲",
    Travel.DECLINE_WITHIN_LIMITS: "▼",
    Travel.DECLINE_NOT_ON_TARGET: "▼",
    Travel.DECREASE_NO_POLARITY: "▼",
    Travel.STABLE_WITH_POLARITY: "►",
    Travel.STABLE_NO_POLARITY: "►",
}
# The page says news in short; a paper says it whole, behind its shape.
IN_FULL = {
    "Worse": ("◆ Worse than usual", "◆ Getting worse"),
    "Better": ("◉ Better than usual", "◉ Getting better"),
    "Higher": ("▲ Higher than usual", "▲ Going up"),
    "Lower": ("▼ Lower than usual", "▼ Going down"),
    "No real change": ("○ No real change",),
    "No unusual change": ("○ No unusual change",),
}
SAYINGS = sorted(
    {words[2:] for each in IN_FULL.values() for words in each}
    | {"Not judged", "Too early to tell", "Revised, not new", "Better than a year ago", "Worse than a year ago"},
    key=len,
    reverse=True,
)
WHITE = re.compile(r"\s+")
DRAWN = mock.Mock(return_value=png_of('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>', width=2))


@pytest.fixture(scope="module")
def ground(demo: Session) -> Ground:
    """All papers are of one moment: its figures are read and judged once."""
    return Ground(demo)


@pytest.fixture(scope="module")
def page(demo: Session, ground: Ground) -> list[ScorecardRow]:
    """What the Scorecard page says of every measure."""
    return rows_of(build_scorecard(demo, report=SOCIAL_CARE, as_at=MONTH, ground=ground))


@pytest.fixture(scope="module")
def files(ground: Ground, page: list[ScorecardRow]) -> dict[tuple[PaperKind, PaperFormat], bytes]:
    """Every paper with statuses in every format but PDF, which is printed from the same HTML."""
    made = {}
    measures = tuple(dict.fromkeys(row.indicator for row in page))
    for kind, paper in PAPERS.items():
        if kind is PaperKind.BRIEFING:  # tables of years beside years, without a status
            continue
        request = PaperRequest(
            kind=kind,
            format=paper.formats[0],
            audience=paper.audiences[0],
            period=parse_period(PERIODS.get(kind, MONTH)),
            indicators=measures if kind is PaperKind.CLINIC else (),
        )
        ready = paper.maker(ground, request, no_progress)
        # A picture says no status in words, and costs more than all else that is written.
        with mock.patch.multiple("dashboard.reports.clinic_docx", draw_print_trend=DRAWN, png_of=DRAWN):
            made |= {(kind, form): ready.writers[form]() for form in paper.formats if form is not PaperFormat.PDF}
    return made


def rows_of(view) -> list[ScorecardRow]:
    return [row for section in view.sections for row in section.rows]


def plain(text: object) -> str:
    return WHITE.sub(" ", str(text if text is not None else "").replace("\xa0", " ")).strip()


def rating(row) -> str:
    """Write a row's rating as paper does: "■ Off target"; one without a colour is plain words."""
    return f"{SHAPES[row.rag.word]} {row.rag.word}" if row.rag.word in SHAPES else row.rag.word


def news(row) -> tuple[str, ...]:
    """Give the ways in which paper may say a row's news."""
    return IN_FULL.get(row.signal.word, (row.signal.word,))


def direction(row) -> str:
    return ARROWS[row.travel.moved] + row.travel.word


class Words(HTMLParser):
    """The words of a page, without those of its drawings, its style and its heading."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag, attrs):
        self._hidden += tag in {"svg", "style", "title"}

    def handle_endtag(self, tag):
        self._hidden -= tag in {"svg", "style", "title"}

    def handle_data(self, data):
        if not self._hidden:
            self.words.append(data)


def html_words(content: bytes) -> str:
    reader = Words()
    reader.feed(content.decode())
    return plain(" ".join(reader.words))


def docx_words(content: bytes) -> str:
    body = Document(io.BytesIO(content)).element.body
    return plain(" ".join("".join(one.itertext()) for one in body.iter() if one.tag.endswith("}p")))


def part_of(content: bytes, kind: str) -> str:
    message = message_from_bytes(content, policy=policy.default)
    return message.get_body((kind,)).get_content()


def eml_words(content: bytes) -> str:
    return html_words(part_of(content, "html").encode())


READERS = {PaperFormat.HTML: html_words, PaperFormat.DOCX: docx_words, PaperFormat.EML: eml_words}


def blocks(words: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Cut a text where each measure's name stands: the name, and what follows up to the next one."""
    pattern = "|".join(re.escape(plain(name)) for name in sorted(names, key=len, reverse=True))
    found = list(re.finditer(pattern, words))
    for one, after in zip(found, [*found[1:], None], strict=True):
        yield one.group(), words[one.end() : after.start() if after else len(words)]


def statuses_in(block: str) -> tuple[str, str] | None:
    """Give the rating and the news that stand first in a measure's block; None where it has neither, in a list."""
    rated = re.search(r"[●▲■] (?:On target|Within tolerance|Off target)\b|No target set|Not rated", block)
    said = re.search("|".join(SAYINGS), block)
    return (plain(rated.group()), said.group()) if rated and said else None


@pytest.fixture(scope="module")
def tracker(ground: Ground, page: list[ScorecardRow]) -> dict:
    """What is expected of each measure of the tracker: the page's rating, and its news or how it is on a year ago."""
    rows = {(row.indicator, row.basis): row for row in page}
    expected = {}
    for group in build_tracker(ground, tracker=None, month=MONTH, theme=None).groups:
        for line in group.lines:
            row = rows[line.indicator, line.basis]
            said = news(row) if line.year_mark is None else (line.year_mark.word,)
            expected[plain(line.name)] = (rating(row), {words.lstrip("◆◉▲▼○ ") for words in said})
    return expected


@pytest.mark.parametrize(
    ("kind", "form", "fewest"),
    [
        (PaperKind.TRACKER, PaperFormat.HTML, 17),
        (PaperKind.TRACKER, PaperFormat.DOCX, 17),
        (PaperKind.DAILY, PaperFormat.EML, 5),
    ],
)
def test_papers_of_the_tracker(files, tracker, kind, form, fewest):
    told = {}
    for name, block in blocks(READERS[form](files[kind, form]), tracker):
        if (status := statuses_in(block)) and name not in told:
            told[name] = status
    assert len(told) >= fewest
    for name, (rated, said) in told.items():
        assert rated == tracker[name][0], name
        assert said in tracker[name][1], name


def test_the_plain_text_of_the_mail_says_what_its_page_says(files, tracker):
    text = part_of(files[PaperKind.DAILY, PaperFormat.EML], "plain")
    found = re.findall(r"^(WORSE|BETTER|CHANGED): (.+)\n +\S.*?\. ([A-Z][a-z ]+)\. ([A-Z][a-z ]+)", text, re.MULTILINE)
    assert len(found) == 5
    for way, name, said, rated in found:
        assert said in tracker[plain(name)][1], name
        assert tracker[plain(name)][0].endswith(f" {rated.strip()}"), name
        assert way.capitalize() in said


def test_the_scorecard_workbook(files, page):
    book = load_workbook(io.BytesIO(files[PaperKind.SCORECARD, PaperFormat.XLSX]))
    told = dict(printed_statuses(book))
    expected = {row.number: (row.rag.word, PRINTED_ARROWS.get(row.travel.state, "-")) for row in page if row.number}
    assert len(expected) > 60
    assert told == expected
    listed = dict(standing_out(book))
    assert listed == {row.number: row.signal.word for row in page if row.number in listed}
    marked = {row.number for row in page if row.signal.word in ("Worse", "Better", "Higher", "Lower")}
    assert listed.keys() == marked | {row.number for row in page if row.rag.word == "Off target"}


def printed_statuses(book) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give what stands under the headings RAG and DOT, by the number printed beside the measure."""
    for sheet in book.worksheets:
        if not re.match(r"\d ", sheet.title):
            continue
        heads = {plain(cell.value)[:3]: cell.column - 1 for row in sheet.iter_rows(max_row=4) for cell in row}
        for row in sheet.iter_rows(min_row=4, values_only=True):
            if re.fullmatch(r"\d+\.\w+", str(row[0])):
                yield str(row[0]), (str(row[heads["RAG"]]), str(row[heads["DOT"]] or "-"))


def standing_out(book) -> Iterator[tuple[str, str]]:
    """Give the news of each measure that the summary names, by its number."""
    for row in book["Summary"].iter_rows(values_only=True):
        if found := re.search(r": (\d+\.\w+)$", str(row[0])):
            yield found.group(1), str(row[-1])


def clinic_pages(files, form: PaperFormat) -> Iterator[tuple[str, str, tuple[str, str, str]]]:
    """Give each measure's page: its heading, the line under it, and its rating, news and direction."""
    content = io.BytesIO(files[PaperKind.CLINIC, form])
    if form is PaperFormat.PPTX:
        for slide in Presentation(content).slides:
            words = [plain(one.text_frame.text) for one in slide.shapes if one.has_text_frame]
            if "Against target" in words:
                meta = next(one for one in words if one.startswith("Measure "))
                yield slide.shapes.title.text, meta, tuple(words[words.index(one) + 1] for one in LABELS)
        return
    document = Document(content)
    heading = meta = ""
    for element in document.element.body:
        text = plain("".join(element.itertext()))
        if element.tag.endswith("}p"):
            heading, meta = (meta, text) if text else (heading, meta)
        elif element.tag.endswith("}tbl") and all(label in text for label in LABELS) and "Why it is here" not in text:
            rows = Table(element, document).rows
            at = [plain(cell.text) for cell in rows[0].cells]
            said = rows[1].cells
            yield heading, meta, tuple(plain(said[at.index(one)].paragraphs[0].text) for one in LABELS)


LABELS = ("Against target", "Is it news?", "Direction of travel")


@pytest.mark.parametrize("form", [PaperFormat.PPTX, PaperFormat.DOCX])
def test_the_pages_and_the_agenda_of_the_clinic(files, page, form):
    by_form = {(plain(row.name), capital(row.basis_words)): row for row in page}
    taken = []
    for heading, meta, statuses in clinic_pages(files, form):
        name = next(each for each, _ in by_form if heading.startswith(f"{each}: "))
        row = by_form[name, meta.split(" · ")[1]]
        rated, said, went = statuses
        assert (rated, went) == (rating(row), direction(row)), heading
        assert said in news(row), heading
        if row.rag.word in SHAPES:
            assert row.rag.word.lower() in heading
        taken.append(row)
    assert {row.indicator for row in taken} == {row.indicator for row in page}
    listed = list(agenda(files, form))
    assert len(listed) == len(taken) > 60
    for cells, row in zip(listed, taken, strict=True):
        assert plain(row.name) in cells[0]
        # Of very few cases a clinic is given the counts alone: "1 of 1 case".
        assert cells[1].startswith(row.latest.text) or re.match(r"\d of \d", cells[1])
        assert cells[2] == rating(row)
        assert cells[3] in news(row)


def agenda(files, form: PaperFormat) -> Iterator[list[str]]:
    """Give the rows of the agenda, over as many tables as it takes."""
    content = io.BytesIO(files[PaperKind.CLINIC, form])
    if form is PaperFormat.PPTX:
        slides = Presentation(content).slides
        tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    else:
        tables = Document(content).tables
    for table in tables:
        if "Why it is here" in [plain(cell.text) for cell in table.rows[0].cells]:
            rows = [[plain(cell.text) for cell in row.cells] for row in table.rows]
            yield from (row for row in rows[1:] if len(set(row)) > 1)


def council_plan_tables(files) -> Iterator[tuple[str, list[list[str]]]]:
    document = Document(io.BytesIO(files[PaperKind.COUNCIL_PLAN, PaperFormat.DOCX]))
    yield "docx", [[plain(cell.text) for cell in row.cells] for table in document.tables for row in table.rows]
    book = load_workbook(io.BytesIO(files[PaperKind.COUNCIL_PLAN, PaperFormat.XLSX]))
    yield "xlsx", [[plain(cell) for cell in row] for row in book["Measures"].iter_rows(values_only=True)]


def test_the_council_plan_report(demo, ground, files):
    view = build_scorecard(demo, report=COUNCIL_PLAN, as_at=None, ground=ground)
    expected = {row.number: (rating(row), direction(row)) for row in rows_of(view)}
    assert len(expected) == 16
    for form, rows in council_plan_tables(files):
        told: dict[str, tuple[str, str]] = {}
        for row in rows:
            if {"Measure", "Status", "Direction"} <= set(row):
                status, way = row.index("Status"), row.index("Direction")
            elif found := re.match(r"\d\.\w+", " ".join(row[:2]).removeprefix("Every measure ")):
                # A direction over a year names it beneath: "since 2018/19".
                told[found.group()] = (row[status], row[way].partition(" since ")[0])
        assert told == expected, form


def test_the_year_end_report_rates_the_last_month_as_the_page_does(files, page):
    """A figure of the whole year has no row on the page; one at the end of March, or of twelve months, has."""
    expected = {(plain(row.name), f"March 2020, {row.basis_words}"): rating(row) for row in page}
    document = Document(io.BytesIO(files[PaperKind.YEAR_END, PaperFormat.DOCX]))
    printed = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    in_word = {tuple(map(plain, row[0].split("\n"))): plain(row[-1]) for row in printed if "\n" in row[0]}
    in_word = {(name, covers.split(";")[0]): rated for (name, covers), rated in in_word.items()}
    book = load_workbook(io.BytesIO(files[PaperKind.YEAR_END, PaperFormat.XLSX]))
    rows = [[plain(cell) for cell in row] for row in book["Measures"].iter_rows(values_only=True)]
    heads = next(row for row in rows if "Status" in row)
    in_excel = {(row[1], row[2]): row[heads.index("Status")] for row in rows if row[2]}
    for told in (in_word, in_excel):
        both = told.keys() & expected.keys()
        assert len(both) > 30
        assert [key for key in both if not told[key].startswith(expected[key])] == []

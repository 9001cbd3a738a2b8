"""The status of every measure of March 2020, as each paper's own file says it, is the Scorecard page's."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from html.parser import HTMLParser
from unittest import mock

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from dashboard.intake.session import Session
from dashboard.papers.make import make_paper
from dashboard.papers.registry import PAPERS
from dashboard.periods import parse_period
from dashboard.views.build import build_scorecard
from dashboard.views.ground import Ground
from dashboard.views.paper import PaperFormat, PaperKind, PaperRequest
from dashboard.views.tracker.build import build_tracker

MONTH = "2020-03"
SOCIAL_CARE, COUNCIL_PLAN = "social-care-scorecard", "council-plan"
RATINGS = ("On target", "Within tolerance", "Off target")
NEWS = (
    "Worse than usual",
    "Better than usual",
    "Getting worse",
    "Getting better",
    "Higher than usual",
    "Lower than usual",
)
# So many measures are taken to the clinic here: a page each costs time.
TAKEN = 20
WHITE = re.compile(r"\s+")


@pytest.fixture(scope="module")
def files(demo: Session) -> dict[tuple[PaperKind, PaperFormat], bytes]:
    """Every paper of the month in every format but PDF, which is printed from the same HTML."""
    made, ground = {}, Ground(demo)
    for paper in PAPERS.values():
        for form in paper.formats:
            if form is PaperFormat.PDF or paper.kind in (PaperKind.BRIEFING, PaperKind.YEAR_END):
                continue
            measures = ()
            if paper.kind is PaperKind.CLINIC:
                rows = rows_of(build_scorecard(demo, report=SOCIAL_CARE, as_at=MONTH))
                measures = tuple(dict.fromkeys(row.indicator for row in rows if row.rag.word in RATINGS))[:TAKEN]
            period = parse_period("2019/20-Q4" if paper.kind is PaperKind.COUNCIL_PLAN else MONTH)
            request = PaperRequest(
                kind=paper.kind, format=form, audience=paper.audiences[0], period=period, indicators=measures
            )
            # All are of one moment: its figures are read and judged once.
            with mock.patch("dashboard.papers.make.Ground", return_value=ground):
                made[paper.kind, form] = make_paper(demo, request).content
    return made


@pytest.fixture(scope="module")
def page(demo: Session) -> dict:
    """What the Scorecard page says, by measure and form."""
    return {row.key: row for row in rows_of(build_scorecard(demo, report=SOCIAL_CARE, as_at=MONTH))}


def rows_of(view):
    return [row for section in view.sections for row in section.rows]


def plain(text: str) -> str:
    return WHITE.sub(" ", text.replace("\xa0", " ")).strip()


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


def eml_words(content: bytes) -> str:
    message = message_from_bytes(content, policy=policy.default)
    return html_words(message.get_body(("html",)).get_content().encode())


READERS = {PaperFormat.HTML: html_words, PaperFormat.DOCX: docx_words, PaperFormat.EML: eml_words}


def blocks(words: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Cut a text where each measure's name stands: the name, and what follows up to the next one."""
    pattern = "|".join(re.escape(plain(name)) for name in sorted(names, key=len, reverse=True))
    found = list(re.finditer(pattern, words))
    for one, after in zip(found, [*found[1:], None], strict=True):
        yield one.group(), words[one.end() : after.start() if after else len(words)]


def rating_in(block: str) -> str:
    """Give the rating of a measure's block: its shape and word, the first to stand there; empty where there is none."""
    found = re.search(r"[●▲■] ?(On target|Within tolerance|Off target)\b", block)
    return found.group(1) if found else ""


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (PaperKind.TRACKER, PaperFormat.HTML),
        (PaperKind.TRACKER, PaperFormat.DOCX),
        (PaperKind.DAILY, PaperFormat.EML),
    ],
)
def test_papers_of_the_tracker(demo, files, page, kind, form):
    view = build_tracker(Ground(demo), tracker=None, month=MONTH, theme=None)
    lines = {plain(line.name): line for group in view.groups for line in group.lines}
    told: dict[str, list[str]] = {}
    for name, block in blocks(READERS[form](files[kind, form]), lines):
        told.setdefault(name, []).append(block)
    assert len(told) > (15 if kind is PaperKind.TRACKER else 3)
    for name, found in told.items():
        line = lines[name]
        status = page.get((line.indicator, line.basis)) or line
        # A measure may be named among what was revised as well, where no rating stands with its shape.
        ratings = {rating for block in found if (rating := rating_in(block))}
        if kind is PaperKind.DAILY and not ratings:
            continue
        assert ratings == ({status.rag.word} if status.rag.word in RATINGS else set()), name
        if line.year_mark is None and line.signal.word in NEWS:
            assert line.signal.state is status.signal.state
            assert any(line.signal.word in block for block in found), name


def test_the_scorecard_workbook(files, page):
    book = load_workbook(io.BytesIO(files[PaperKind.SCORECARD, PaperFormat.XLSX]))
    told = dict(printed_ratings(book))
    expected = {row.number: row.rag.word for row in page.values() if row.number}
    assert len(told) == len(expected) > 60
    assert told == expected


def printed_ratings(book) -> Iterator[tuple[str, str]]:
    """Give the words under the heading RAG, by the number printed beside the measure."""
    for sheet in book.worksheets:
        if not re.match(r"\d ", sheet.title):
            continue
        column = next(
            cell.column for row in sheet.iter_rows(max_row=4) for cell in row if str(cell.value).startswith("RAG")
        )
        for row in sheet.iter_rows(min_row=4):
            if re.fullmatch(r"\d+\.\w+", str(row[0].value)):
                yield str(row[0].value), str(row[column - 1].value)


def agendas(files) -> Iterator[tuple[str, list[list[str]]]]:
    shown = Presentation(io.BytesIO(files[PaperKind.CLINIC, PaperFormat.PPTX]))
    tables = [shape.table for slide in shown.slides for shape in slide.shapes if shape.has_table]
    yield "pptx", [[plain(cell.text) for cell in row.cells] for table in tables for row in table.rows]
    document = Document(io.BytesIO(files[PaperKind.CLINIC, PaperFormat.DOCX]))
    yield "docx", [[plain(cell.text) for cell in row.cells] for table in document.tables for row in table.rows]


def test_the_agendas_of_the_clinic(files, page):
    by_name: dict[str, list] = {}
    for row in page.values():
        by_name.setdefault(plain(row.name), []).append(row)
    for form, rows in agendas(files):
        agenda = [row for row in rows if re.match(r"\d+\. |\d+$", row[0]) and len(row) >= 5]
        assert len(agenda) >= TAKEN, form
        for row in agenda:
            name = next(cell for cell in (re.sub(r"^\d+\. ", "", one) for one in row[:2]) if cell in by_name)
            ratings = {word for word in RATINGS for cell in row if cell.endswith(f" {word}")}
            news = {cell.strip("◆○◇◎◉ ") for cell in row if cell.endswith(NEWS)}
            assert any(agrees(ratings, news, one) for one in by_name[name]), (form, name, row)


def agrees(ratings: set[str], news: set[str], row) -> bool:
    """Tell whether a file's words are those of a row of the page, which says news in short: "Better"."""
    is_news = row.signal.word in ("Better", "Worse", "Higher", "Lower")
    same_news = all(row.signal.word.lower() in word.lower() for word in news) if is_news else not news
    return ratings == ({row.rag.word} if row.rag.word in RATINGS else set()) and same_news and bool(news) == is_news


def council_plan_tables(files) -> Iterator[tuple[str, list[list[str]]]]:
    document = Document(io.BytesIO(files[PaperKind.COUNCIL_PLAN, PaperFormat.DOCX]))
    yield "docx", [[plain(cell.text) for cell in row.cells] for table in document.tables for row in table.rows]
    book = load_workbook(io.BytesIO(files[PaperKind.COUNCIL_PLAN, PaperFormat.XLSX]))
    yield "xlsx", [[plain(str(cell or "")) for cell in row] for row in book["Measures"].iter_rows(values_only=True)]


def number_cell(row: list[str]) -> str:
    """Give the cell that begins with a measure's number; the workbook names the section before it."""
    return next((cell for cell in row[:3] if re.match(r"\d\.\w", cell)), "")


def test_the_council_plan_report(demo, files):
    view = build_scorecard(demo, report=None, as_at=None)
    report = next(one.id for one in view.reports if COUNCIL_PLAN in one.id)
    expected = {row.number: row.rag.word for row in rows_of(build_scorecard(demo, report=report, as_at=None))}
    for form, rows in council_plan_tables(files):
        told = {}
        for row in rows:
            if found := re.match(r"\d\.\w+", number_cell(row)):
                told[found.group()] = next((word for word in RATINGS if any(cell.endswith(word) for cell in row)), "")
        assert told == {number: word if word in RATINGS else "" for number, word in expected.items()}, form

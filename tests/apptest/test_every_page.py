"""Every page on real stores: with figures, without any, of one month, with every figure missing, and asked nonsense."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from app_caches import forget
from demo_fixtures import DEMO, publish_demo, reading_once, settings_for
from made_once import made_once
from openpyxl import load_workbook
from page_content import Content, content_of
from streamlit.testing.v1 import AppTest

from dashboard.intake import open_session, preview_workbook
from dashboard.intake.publish import publish_preview
from dashboard.ui import readers

ONE_MONTH = "cyps-social-care-scorecard-2019-04.xlsx"
MEASURE = "re-referrals"
FIRST_FIGURE_COLUMN = 5
# How sheets print that there is no figure; the empty cell among them.
NO_FIGURES = (None, "-", "c", "x", "n/a")
A_FIGURE = re.compile(r"-?[\d.,]+ ?%?")
FAULT = "This page could not be shown"
NASTY = "<b>zz'\"\\%00\u202e;--"

# What each page is asked, and words that it shows of the demonstration.
PAGES: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "tracker": ({}, ("Child protection conferences held within 15 working days", "41.2%", "90% or more")),
    "scorecard": ({}, ("Social care scorecard", "March 2020", "20.7%")),
    "indicator": ({"id": MEASURE}, ("Re-referrals within 12 months", "20.7%", "March 2020")),
    "compare": ({"id": MEASURE, "year": "2018/19"}, ("20.01%", "886 of 4,163", "Doncaster")),
    "clinic": ({}, ("11 measures are proposed for March 2020", "41.2%")),
    "reports": ({"show": "preview"}, ("Members’ tracker", "Vision tracker: March 2020", "5 of 17 measures stand out")),
    "upload": ({}, ("Upload",)),
    "benchmarks": ({}, ("Published statistics", "Children looked after, stability of placements")),
    "history": ({}, ("Social care scorecard, March 2020",)),
    "quality": ({}, ("Data quality", "14 of 14 figures")),
    "catalogue": ({}, ("Re-referrals within 12 months",)),
    "about": ({}, ("How judgements are made",)),
    "accessibility": ({}, ("Accessibility",)),
}
# Pages that have nothing to show before something is published, and say what to do about it.
OF_FIGURES = ("tracker", "scorecard", "indicator", "compare", "clinic", "reports", "benchmarks", "history", "quality")
WHAT_TO_DO = re.compile(r"\b(?:publish|upload|load|drop|choose|pick)(?:ed|s|ing)?\b", re.IGNORECASE)

# What an address may ask that is not there. The words of the page name it, or what is shown instead.
NONSENSE = [
    ("tracker", {"tracker": "bins"}, "bins"),
    ("tracker", {"month": "never"}, "never"),
    ("tracker", {"month": "1999-01"}, "1999"),
    ("tracker", {"theme": "nope"}, "nope"),
    ("tracker", {"view": "weird"}, "what stands out is shown first"),
    ("tracker", {"as_of": "soon"}, "“soon”"),
    ("tracker", {"theme": NASTY}, ""),
    ("scorecard", {"report": "bins"}, "bins"),
    ("scorecard", {"month": "never"}, "never"),
    ("scorecard", {"as_of": "soon"}, "“soon”"),
    ("scorecard", {"search": NASTY}, "the search for “<b>zz"),
    ("scorecard", {"section": "nope"}, "nope"),
    ("scorecard", {"rag": "blue", "news": "weird"}, "blue"),
    ("scorecard", {"only": "zz", "sort": "up", "columns": NASTY}, "zz"),
    ("scorecard", {"view": "weird"}, "weird"),
    ("indicator", {"id": "no-such-measure"}, "no-such-measure"),
    ("indicator", {"id": NASTY}, "There is no such measure"),
    ("indicator", {"id": MEASURE, "basis": "weird"}, "weird"),
    ("indicator", {"id": MEASURE, "month": "never"}, "never"),
    ("indicator", {"id": MEASURE, "as_of": "soon"}, "“soon”"),
    ("compare", {"id": "no-such-measure"}, "no-such-measure"),
    ("compare", {"id": MEASURE, "year": "never"}, "never"),
    ("compare", {"id": MEASURE, "neighbour": "nope", "against": "weird", "list": "zz", "method": "zz"}, ""),
    ("compare", {"id": NASTY}, "There is no measure called"),
    ("clinic", {"measures": "no-such-measure"}, "no-such-measure"),
    ("clinic", {"month": "never"}, "never"),
    ("clinic", {"as_of": "soon"}, "“soon”"),
    ("clinic", {"measures": NASTY}, ""),
    ("reports", {"kind": "poster"}, "There is no paper “poster”"),
    ("reports", {"period": "never"}, "There is nothing for “never”"),
    ("reports", {"audience": "everyone", "format": "doc"}, "no audience “everyone”"),
    ("reports", {"kind": "briefing", "measures": "no-such-measure", "years": "2019"}, "“no-such-measure”"),
    ("reports", {"as_of": "soon", "show": "preview"}, "“soon”"),
    ("reports", {"theme": NASTY, "tracker": NASTY}, "There is no theme"),
    ("reports", {"paper": "999"}, "There is no paper 999"),
    ("history", {"edition": "999"}, "There is no edition 999"),
    ("history", {"from": "nope", "to": NASTY}, ""),
    ("quality", {"section": "nope"}, "nope"),
    ("quality", {"section": NASTY}, ""),
    ("catalogue", {"id": "no-such-measure"}, "no-such-measure"),
    ("catalogue", {"id": NASTY}, ""),
    ("upload", {"id": NASTY}, ""),
    ("about", {"month": NASTY}, ""),
    ("accessibility", {"month": NASTY}, ""),
]


def _empty(path: Path) -> None:
    open_session(settings_for(f"sqlite:///{path}")).store.close()


def _of_one_month(path: Path) -> None:
    session = open_session(settings_for(f"sqlite:///{path}"))
    with session.store:
        publish_demo(session, ONE_MONTH)


def _without_a_figure(path: Path) -> None:
    session = open_session(settings_for(f"sqlite:///{path}"))
    with session.store:
        preview = preview_workbook(session, "scorecard.xlsx", without_figures(DEMO / ONE_MONTH))
        publish_preview(session, preview, by="Performance team", reason="For a test", accepted=True)
        figures = session.store.figures()
        assert not figures.empty
        assert figures["value"].isna().all()


def without_figures(workbook: Path) -> bytes:
    """Take every figure and rating out of a scorecard, and print in turn each way to say that there is none."""
    book = load_workbook(workbook)
    ways = itertools.cycle(NO_FIGURES)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if not re.fullmatch(r"[\d.]+", str(row[0].value)):
                continue
            for cell in row[FIRST_FIGURE_COLUMN - 1 :]:
                if isinstance(cell.value, int | float) or A_FIGURE.fullmatch(str(cell.value).strip()):
                    cell.value = next(ways)
                elif cell.value in ("Red", "Amber", "Green"):
                    cell.value = None
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


STORES: dict[str, Callable[[Path], None]] = {
    "empty": _empty,
    "one month": _of_one_month,
    "every figure missing": _without_a_figure,
}
DEMONSTRATION = "demonstration"


@pytest.fixture(scope="module", params=[DEMONSTRATION, *STORES])
def real_pages(request: pytest.FixtureRequest, root: Path) -> Iterator[str]:
    """Let the pages read a real store through the real readers; what they keep serves all tests of that store."""
    name = request.param
    if name == DEMONSTRATION:
        path = request.getfixturevalue("demo_file")
    else:
        factory = request.getfixturevalue("tmp_path_factory")
        path = made_once(factory, f"{name.replace(' ', '-')}.db", STORES[name])
    forget()
    with pytest.MonkeyPatch.context() as patch, reading_once():
        patch.chdir(root)
        patch.setenv("SCORECARD_STORE", f"sqlite:///{path}")
        for other in ("SCORECARD_CATALOGUE", "SCORECARD_DATA", "SCORECARD_READ_ONLY"):
            patch.delenv(other, raising=False)
        yield name
        readers.current_session().store.close()
    forget()


def on(*stores: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("real_pages", stores, indirect=True)


def sound(app: AppTest) -> Content:
    """Give what a page shows, once nothing is wrong with it."""
    assert not app.exception
    content = content_of(app)
    assert FAULT not in content.text
    assert content.faults() == []
    return content


@on(DEMONSTRATION)
@pytest.mark.parametrize("page", PAGES)
def test_with_figures_it_shows_them(real_pages, open_app, page):
    query, says = PAGES[page]
    content = sound(open_app(page, **query))
    assert [words for words in says if words not in content.text] == []


@on("empty")
@pytest.mark.parametrize("page", PAGES)
def test_before_anything_is_published_it_says_what_to_do(real_pages, open_app, page):
    content = sound(open_app(page, **PAGES[page][0]))
    if page in OF_FIGURES:
        assert WHAT_TO_DO.search(content.text)


@on("one month", "every figure missing")
@pytest.mark.parametrize("page", PAGES)
def test_of_one_month_it_is_sound(real_pages, open_app, page):
    sound(open_app(page, **PAGES[page][0]))


@on("every figure missing")
@pytest.mark.parametrize("page", ["scorecard", "indicator"])
def test_a_figure_that_is_missing_is_said_in_words(real_pages, open_app, page):
    content = sound(open_app(page, **PAGES[page][0]))
    assert re.search(r"no figure|suppressed|not applicable|[Nn]o reliable|not available", content.text)


@on(DEMONSTRATION)
@pytest.mark.parametrize(
    ("page", "query", "says"),
    NONSENSE,
    ids=[f"{page}-{'-'.join(query)}-{n}" for n, (page, query, _) in enumerate(NONSENSE)],
)
def test_what_the_address_asks_and_is_not_there_is_said(real_pages, open_app, page, query, says):
    app = open_app(page, **query)
    content = sound(app)
    assert says in content.text
    assert not any("<b>zz" in part.proto.body for part in app.get("html"))

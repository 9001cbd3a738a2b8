"""The members' paper as a web page, opened from a file: axe's rules, a narrow window, and no line sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import look_at
from fixtures.tracker_papers import paper

from dashboard.reports.tracker_fit import LADDER
from dashboard.reports.tracker_html import write_page

pytestmark = pytest.mark.browser

NARROW = 320
PAPERS = {"full": LADDER[0], "running text": LADDER[-2]}


@pytest.fixture(params=PAPERS)
def address(request, tmp_path):
    file = tmp_path / "paper.html"
    file.write_text(write_page(paper(), PAPERS[request.param]), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_passes_axe_and_fits_a_narrow_window(visitor, address, scheme):
    page = visitor.new_page()
    look_at(page, 1280, scheme)
    page.goto(address)
    assert Axe().run(page).response["violations"] == []
    look_at(page, NARROW, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    page.close()

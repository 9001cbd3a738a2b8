"""Every page in a real browser, light and dark: nothing bars a reader, and nothing is wider than a small screen."""

import ast
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT, look_at
from every_page import PAGES, faults_of, open_page, parts_of, sideways
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WIDE, NARROW = 1280, 320
LAID_OUT_MS = 300


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_it_can_be_read_by_everyone(page: Page, app, name, scheme):
    look_at(page, WIDE, scheme)
    open_page(page, app.url, PAGES[name])
    parts = parts_of(page)
    levels = parts.pop("headings")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert {what: found for what, found in parts.items() if found} == {}
    assert faults_of(page) == {}

    look_at(page, NARROW, scheme)
    # What a wide window laid out is laid out anew.
    page.wait_for_timeout(LAID_OUT_MS)
    assert sideways(page) == 0


def test_no_page_of_the_app_is_left_out():
    calls = [node for node in ast.walk(ast.parse((ROOT / "app.py").read_text())) if isinstance(node, ast.Call)]
    files = {
        Path(str(call.args[0].value)).stem
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "Page" and isinstance(call.args[0], ast.Constant)
    }
    assert files == {path.split("?")[0] or "tracker" for path in PAGES.values()}

"""Whether a figure is news, in a real browser: ring and word, explanation by keyboard, phones, both themes."""

import re

import pytest
from conftest import look_at
from every_page import faults_of
from playwright.sync_api import Page, expect
from rest import visit

pytestmark = pytest.mark.browser

JUDGED = "indicator?id=conferences-within-15-days&basis=in_month"
DERIVED = "indicator?id=children-in-need&basis=month_end"
ROLLING = "indicator?id=re-referrals"


def open_measure(page: Page, app, path: str) -> None:
    visit(page, f"{app.url}/{path}")
    expect(page.locator(".sc-answer")).to_be_visible()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()


def test_the_state_has_a_ring_in_its_own_colour_and_a_word(page: Page, app):
    open_measure(page, app, JUDGED)
    mark = page.locator(".sc-states .sc-signal")
    expect(mark).to_have_text(re.compile("^(Worse|Getting worse|Possibly worse)"))
    ring = mark.locator(".sc-ring")
    size = ring.bounding_box()
    assert size["width"] == size["height"] >= 16
    colours = ring.evaluate("one => [getComputedStyle(one).backgroundColor, getComputedStyle(one.parentNode).color]")
    assert colours[0] == colours[1] == "rgb(184, 74, 0)"
    assert "svg" in ring.evaluate("one => getComputedStyle(one).maskImage")


def test_the_explanation_opens_by_keyboard(page: Page, app):
    open_measure(page, app, JUDGED)
    summary = page.locator("summary", has_text="How to read this chart")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Every figure goes up and down a little")).to_be_visible()


def test_a_form_that_is_judged_is_one_click_away(page: Page, app):
    open_measure(page, app, ROLLING)
    expect(page.locator(".sc-verdict")).to_contain_text("not judged month by month")
    page.get_by_role("link", name="Show that form").click()
    expect(page).to_have_url(re.compile("basis=in_month"))
    expect(page.locator(".sc-states .sc-ring-not-judged")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("path", [JUDGED, DERIVED])
def test_nothing_is_wrong_by_axe_nor_wider_than_the_screen(page: Page, app, path, width, scheme):
    look_at(page, width, scheme)
    open_measure(page, app, path)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    wide, room = page.locator(".stMain").evaluate("main => [main.scrollWidth, main.clientWidth]")
    assert faults_of(page) == {}
    assert wide <= room

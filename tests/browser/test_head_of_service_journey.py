"""A head of service prepares a clinic: off target and news, the measure, its quarters, the neighbours, the sheets."""

from __future__ import annotations

import re

import pytest
from conftest import RunningApp
from every_page import faults_of
from journey import asked, choose, seen, settled, shows_the_same
from keyboard import Keyboard
from paper import WHITE, ground_on_paper, printed
from playwright.sync_api import Browser, Locator, Page, expect
from rest import visit

pytestmark = pytest.mark.browser

SCORECARD, CLINIC = "Social care scorecard", "Clinic preparation"
MEASURE, NUMBER = "Child protection conferences held within 15 working days", 1
# Of March only the council plan is out, so the page opens at February.
LATER, MONTH = "March 2020", "February 2020"
OFF_TARGET, NEWS = re.compile("Off target"), re.compile("^Worse")
NEIGHBOURS = re.compile("^Each neighbour by name")
SHEETS = re.compile(r"^Make the sheets of all (\d+) proposed$")
# Three of the measures proposed are enough for a clinic's morning.
PICKED = ("conferences-within-15-days", "re-referrals", "cp-plan-rate")


def open_scorecard(page: Page, app: RunningApp) -> None:
    visit(page, f"{app.url}/scorecard")
    settled(page, SCORECARD)
    expect(page.locator(".sc-scorecard")).to_be_visible()


def measures(page: Page) -> Locator:
    return page.locator(".sc-scorecard tbody th[scope=row] a")


def open_menu(page: Page, name: str) -> Locator:
    """Find a page's name in the menu at the top."""
    return page.get_by_test_id("stTopNav").get_by_role("link", name=name, exact=True)


def sheets(page: Page) -> Locator:
    return page.get_by_role("article")


def test_a_head_of_service_goes_from_the_scorecard_to_the_clinic(page: Page, browser: Browser, app: RunningApp):
    # What is off target, and of that what is news.
    open_scorecard(page, app)
    everything = measures(page).count()
    page.get_by_role("button", name=OFF_TARGET).click()
    expect(page).to_have_url(re.compile("rag=red"))
    expect(page.get_by_text(re.compile(rf"^\d+ of {everything} measures match: Off target$"))).to_be_visible()
    settled(page, SCORECARD)
    assert 0 < measures(page).count() < everything
    page.get_by_role("button", name=NEWS).click()
    expect(page).to_have_url(re.compile("news=concern"))
    expect(measures(page)).to_have_text([MEASURE])
    expect(page.locator(".sc-scorecard tbody td", has_text="Off target")).to_have_count(1)
    assert faults_of(page) == {}
    filtered, address = seen(page), page.url

    # The measure, and its quarters.
    measures(page).first.click()
    settled(page, MEASURE)
    expect(page.locator(".sc-verdict")).to_be_visible()
    page.get_by_role("radio", name="By quarter").click()
    expect(page).to_have_url(re.compile("step=quarter"))
    expect(page.get_by_text("October to December 2019").first).to_be_visible()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    settled(page, MEASURE)
    assert faults_of(page) == {}
    quarters, by_quarter = seen(page), page.url
    page.reload()
    settled(page, MEASURE)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    shows_the_same(page, quarters)
    assert page.url == by_quarter
    # Back over the form chosen to the month, and to the scorecard as it was filtered.
    page.go_back()
    expect(page).not_to_have_url(re.compile("step="))
    settled(page, MEASURE)
    page.go_back()
    settled(page, SCORECARD)
    expect(measures(page)).to_have_text([MEASURE])
    shows_the_same(page, filtered)
    assert page.url == address

    # The neighbours by name.
    page.go_forward()
    settled(page, MEASURE)
    page.get_by_role("link", name=NEIGHBOURS).click()
    settled(page, f"How do we compare? {MEASURE}")
    expect(page.locator(".sc-cmp")).to_be_visible()
    assert faults_of(page) == {}

    # What the rule proposes, with its reasons, and the sheets of all of them.
    open_menu(page, CLINIC).click()
    settled(page, CLINIC)
    choose(page, "Month", LATER)
    expect(page).to_have_url(re.compile("month=2020-03"))
    choose(page, "Month", MONTH)
    expect(page).to_have_url(re.compile("month=2020-02"))
    settled(page, CLINIC)
    proposed = page.get_by_role("table").first.get_by_role("row").filter(has=page.get_by_role("link"))
    expect(proposed.filter(has_text=MEASURE)).to_contain_text(re.compile("Off target.*Worse than usual", re.DOTALL))
    assert faults_of(page) == {}
    take = page.get_by_role("button", name=SHEETS)
    count = int(SHEETS.match(take.inner_text()).group(1))
    assert count == proposed.count() > 1
    take.click()
    expect(sheets(page)).to_have_count(count)
    settled(page, CLINIC)
    assert len(asked(page)["measures"].split(",")) == count
    pack = seen(page)

    # The link opens the same pack for a colleague who has never been here.
    elsewhere = browser.new_context(viewport=page.viewport_size)
    try:
        theirs = elsewhere.new_page()
        visit(theirs, page.url)
        settled(theirs, CLINIC)
        expect(sheets(theirs)).to_have_count(count)
        shows_the_same(theirs, pack)
    finally:
        elsewhere.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_clinic_on_paper_is_an_agenda_and_one_sheet_a_page(page: Page, app: RunningApp, scheme):
    page.emulate_media(color_scheme=scheme)
    visit(page, f"{app.url}/clinic?month=2020-02&measures={','.join(PICKED)}")
    settled(page, CLINIC)
    expect(sheets(page)).to_have_count(len(PICKED))
    names = sheets(page).get_by_role("heading", level=2).all_inner_texts()
    if scheme == "dark":
        assert faults_of(page) == {}
    grounds, faint = ground_on_paper(page)
    assert (set(grounds), faint) == ({WHITE}, 0)
    paper = printed(page)
    assert paper.pages == 1 + len(PICKED)
    if paper.sheets:
        agenda, *rest = paper.sheets
        assert all(name in agenda for name in names)
        for place, (name, sheet) in enumerate(zip(names, rest, strict=True), start=1):
            assert f"measure {place} of {len(PICKED)}" in sheet
            assert name in sheet
            for words in ("What’s working well", "What are we worried about", "What are we going to do about it"):
                assert words in sheet


def test_a_head_of_service_by_keyboard_alone(page: Page, app: RunningApp):
    keyboard = Keyboard(page=page)
    open_scorecard(page, app)
    keyboard.enter(page.get_by_role("button", name=OFF_TARGET))
    expect(page).to_have_url(re.compile("rag=red"))
    settled(page, SCORECARD)
    keyboard.enter(page.get_by_role("button", name=NEWS))
    expect(measures(page)).to_have_text([MEASURE])
    settled(page, SCORECARD)
    keyboard.enter(measures(page))
    settled(page, MEASURE)

    keyboard.tab_to(page.get_by_role("radiogroup", name="Shown"))
    keyboard.press("ArrowRight")
    keyboard.press("Enter")
    expect(page).to_have_url(re.compile("step=quarter"))
    settled(page, MEASURE)
    keyboard.enter(page.get_by_role("link", name=NEIGHBOURS))
    settled(page, f"How do we compare? {MEASURE}")

    keyboard.enter(open_menu(page, CLINIC))
    settled(page, CLINIC)
    keyboard.choose("Month", LATER)
    expect(page).to_have_url(re.compile("month=2020-03"))
    keyboard.choose("Month", MONTH)
    expect(page).to_have_url(re.compile("month=2020-02"))
    settled(page, CLINIC)
    take = page.get_by_role("link", name=f"Make the sheet of {MEASURE}")
    keyboard.enter(take)
    expect(sheets(page)).to_have_count(NUMBER)
    settled(page, CLINIC)
    expect(sheets(page).get_by_role("heading", level=2)).to_have_text(MEASURE)
    keyboard.enter(page.get_by_role("link", name="Back to what the rule proposes"))
    expect(sheets(page)).to_have_count(0)

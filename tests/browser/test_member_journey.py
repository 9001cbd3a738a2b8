"""A councillor on a phone: what stands out, what to ask, one measure, and back to the same view by every way."""

from __future__ import annotations

import re

import pytest
from conftest import PHONE, RunningApp
from every_page import faults_of, sideways
from journey import asked, choose, seen, settled, shows_the_same
from keyboard import Keyboard
from paper import WHITE, ground_on_paper, printed
from playwright.sync_api import Browser, Locator, Page, expect
from rest import visit

pytestmark = pytest.mark.browser

# Of March only the council plan is out, so the tracker opens at February.
LATER = "March 2020"
MONTH, THEME = "February 2020", "Safe and well"
TITLE = f"Vision tracker: {MONTH}"
MEASURE = "Child protection conferences held within 15 working days"
FIGURE, COUNTS = "41.1%", "23 of 56"
QUESTIONS = "Questions you could ask"
# What a thumb can hit: 24 by 24 pixels by WCAG 2.2, 2.5.8.
TARGET_PIXELS = 24
SHEETS_OF_A_THEME = 3


def card(page: Page) -> Locator:
    """Find the measure that stands out."""
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=MEASURE))


def open_home(page: Page, app: RunningApp) -> None:
    visit(page, app.url)
    settled(page, re.compile("^Vision tracker"))


def test_a_councillor_on_a_phone_reads_asks_follows_and_comes_back(phone: Page, browser: Browser, app: RunningApp):
    # The answer stands on the first screen of the app, before anything is pressed.
    open_home(phone, app)
    answer = phone.locator(".sc-answer")
    expect(answer).to_be_in_viewport(ratio=1)
    expect(answer).to_contain_text("of 17 measures")
    assert sideways(phone) == 0
    assert faults_of(phone) == {}

    # Another month: what stands out comes first, worse before better, each in words, shape and figure.
    choose(phone, "Month", LATER)
    settled(phone, f"Vision tracker: {LATER}")
    expect(answer).to_contain_text("have no new figure yet")
    choose(phone, "Month", MONTH)
    settled(phone, TITLE)
    expect(answer).to_have_text("3 of 17 measures stand out: 1 worse, 2 better.")
    headings = phone.get_by_role("heading", level=2).all_inner_texts()
    assert [re.sub(r"\W*\d+\W*$", "", words) for words in headings[:2]] == ["Worse", "Better"]
    for words in (FIGURE, COUNTS, "Worse than usual", "Off target", "higher is better"):
        expect(card(phone)).to_contain_text(words)
    expect(card(phone).get_by_text("Ask what has changed")).to_be_visible()

    # The questions are one touch away.
    summary = card(phone).locator("summary", has_text=QUESTIONS)
    assert summary.bounding_box()["height"] >= TARGET_PIXELS
    summary.click()
    question = card(phone).locator("details li").first
    expect(question).to_be_visible()
    expect(question).to_contain_text("?")

    # A theme of its own: the measure still stands out, the others' are gone.
    choose(phone, "Theme", THEME)
    settled(phone, TITLE)
    expect(answer).not_to_contain_text("of 17 measures")
    expect(card(phone)).to_contain_text(FIGURE)
    expect(phone.get_by_role("article").filter(has_text="Re-referrals")).to_have_count(0)
    assert asked(phone) == {"month": "2020-02", "theme": "safe-and-well"}
    assert sideways(phone) == 0
    assert faults_of(phone) == {}
    view, address = seen(phone), phone.url

    # To the measure, at the same month, and Back to exactly the same view.
    card(phone).get_by_role("link", name=MEASURE).click()
    settled(phone, MEASURE)
    expect(phone.locator(".sc-headline-figure")).to_contain_text(FIGURE)
    expect(phone.locator(".sc-headline-figure")).to_contain_text(MONTH)
    assert asked(phone)["month"] == "2020-02"
    assert sideways(phone) == 0
    assert faults_of(phone) == {}
    phone.go_back()
    settled(phone, TITLE)
    shows_the_same(phone, view)
    assert phone.url == address

    # A reload keeps it, and a colleague who has never been here sees the same by the link.
    phone.reload()
    settled(phone, TITLE)
    shows_the_same(phone, view)
    assert phone.url == address
    link = offered_link(phone)
    elsewhere = browser.new_context(viewport=PHONE)
    try:
        theirs = elsewhere.new_page()
        visit(theirs, link)
        settled(theirs, TITLE)
        shows_the_same(theirs, view)
    finally:
        elsewhere.close()


def offered_link(page: Page) -> str:
    """Read the first address that the page offers to copy."""
    page.get_by_role("button", name="Link to this view").click()
    offer = page.get_by_role("dialog", name="Link to this view")
    expect(offer.locator("code").first).to_contain_text("theme=")
    said = offer.locator("code").first.inner_text()
    page.keyboard.press("Escape")
    return said


def test_the_tracker_on_paper_is_light_short_and_whole(phone: Page, app: RunningApp):
    phone.emulate_media(color_scheme="dark")
    visit(phone, f"{app.url}/?month=2020-02&theme=safe-and-well")
    settled(phone, TITLE)
    grounds, faint = ground_on_paper(phone)
    assert (set(grounds), faint) == ({WHITE}, 0)
    paper = printed(phone)
    assert 1 <= paper.pages <= SHEETS_OF_A_THEME
    if paper.sheets:
        assert len(paper.sheets) == paper.pages
        words = " ".join(paper.sheets)
        for said in (TITLE, MEASURE, FIGURE, COUNTS, "Worse than usual", "Off target", "Edition 13"):
            assert said in words
        assert "Link to this view" not in words


def test_a_councillor_by_keyboard_alone(page: Page, app: RunningApp):
    keyboard = Keyboard(page=page)
    open_home(page, app)
    keyboard.choose("Month", LATER)
    keyboard.choose("Month", MONTH)
    settled(page, TITLE)
    keyboard.choose("Theme", THEME)
    settled(page, TITLE)
    expect(page).to_have_url(re.compile("theme=safe-and-well"))

    order = page.get_by_role("radiogroup", name="Order")
    keyboard.tab_to(order)
    keyboard.press("ArrowRight")
    keyboard.press("Enter")
    expect(page).to_have_url(re.compile("view=theme"))
    expect(page.get_by_role("heading", level=2).first).to_contain_text(THEME)
    keyboard.press("ArrowLeft")
    keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("view=theme"))
    settled(page, TITLE)

    summary = card(page).locator("summary", has_text=QUESTIONS)
    keyboard.enter(summary)
    expect(card(page).locator("details li").first).to_be_visible()
    link = card(page).get_by_role("link", name=MEASURE)
    keyboard.tab_to(link, back=True)
    keyboard.press("Enter")
    settled(page, MEASURE)
    expect(page.locator(".sc-headline-figure")).to_contain_text(FIGURE)
    # What the browser's own Back key does.
    page.go_back()
    settled(page, TITLE)

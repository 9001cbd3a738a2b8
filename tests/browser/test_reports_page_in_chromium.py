"""An officer in a real browser chooses a paper, sees what it holds, makes it, downloads it, and makes it again."""

from __future__ import annotations

import hashlib

import pytest
from conftest import RunningApp
from every_page import faults_of
from journey import settled
from keyboard import Keyboard
from playwright.sync_api import Page, expect
from rest import visit

from dashboard.store import open_store

pytestmark = pytest.mark.browser
OFFICER = "Performance officer"


def test_a_paper_from_choice_to_the_same_again_by_keyboard_alone(app: RunningApp, page: Page):
    visit(page, f"{app.url}/reports?period=2020-02")
    settled(page, "Reports")
    keys = Keyboard(page=page)
    keys.choose("Format", "Web page, one file to link to")
    expect(page).to_have_url(f"{app.url}/reports?period=2020-02&format=html")
    settled(page, "Reports")

    keys.enter(page.get_by_role("button", name="Show what it would hold"))
    preview = page.frame_locator("iframe")
    expect(preview.get_by_role("heading", name="Vision tracker: February 2020")).to_be_visible()
    settled(page, "Reports")
    assert faults_of(page) == {}
    page.get_by_role("link", name="Skip the preview").focus()
    page.keyboard.press("Tab")
    expect(preview.locator("body")).to_be_focused()
    assert preview.locator("html").evaluate("page => getComputedStyle(page, '::after').borderTopWidth") == "3px"
    keys.enter(page.get_by_role("link", name="Skip the preview"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Your name")).to_be_focused()

    keys.write(page.get_by_role("textbox", name="Your name"), OFFICER)
    keys.enter(page.get_by_role("button", name="Make the paper"))
    expect(page.get_by_text(f"made by {OFFICER}.")).to_be_visible()
    settled(page, "Reports")
    with page.expect_download() as download:
        keys.enter(page.get_by_role("button", name="Download vision-tracker-february-2020"))
    content = download.value.path().read_bytes()

    keys.enter(page.get_by_role("table", name="Papers made so far").get_by_role("link"))
    settled(page, "Paper 1: Vision tracker: February 2020")
    keys.enter(page.get_by_role("button", name="Make it again and compare"))
    expect(page.get_by_text("Made again: the same to the byte")).to_be_visible()
    settled(page, "Paper 1: Vision tracker: February 2020")
    with page.expect_download() as kept:
        keys.enter(page.get_by_role("button", name="Download vision-tracker-february-2020"))
    assert kept.value.path().read_bytes() == content
    with open_store(app.store_url) as store:
        record = store.papers.paper(1)
    assert (record.by, record.sha256) == (OFFICER, hashlib.sha256(content).hexdigest())

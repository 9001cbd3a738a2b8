"""An officer in a real browser chooses a paper, sees what it holds, makes it, downloads it, and makes it again."""

from __future__ import annotations

import hashlib

import pytest
from conftest import RunningApp
from every_page import faults_of
from journey import settled
from playwright.sync_api import Page, expect

from dashboard.store import open_store

pytestmark = pytest.mark.browser
OFFICER = "Performance officer"


def test_a_paper_from_choice_to_the_same_again(app: RunningApp, page: Page):
    page.goto(f"{app.url}/reports?period=2020-02")
    settled(page, "Reports")
    page.get_by_role("combobox", name="Format").click()
    page.get_by_role("option", name="Web page, one file to link to").click()
    expect(page).to_have_url(f"{app.url}/reports?period=2020-02&format=html")

    page.get_by_role("button", name="Show what it would hold").click()
    preview = page.frame_locator("iframe")
    expect(preview.get_by_role("heading", name="Vision tracker: February 2020")).to_be_visible()
    settled(page, "Reports")
    assert faults_of(page) == {}

    page.get_by_role("textbox", name="Your name").fill(OFFICER)
    page.get_by_role("button", name="Make the paper").click()
    expect(page.get_by_text(f"made by {OFFICER}.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download vision-tracker-february-2020").click()
    content = download.value.path().read_bytes()

    page.get_by_role("table", name="Papers made so far").get_by_role("link").first.click()
    settled(page, "Paper 1: Vision tracker: February 2020")
    page.get_by_role("button", name="Make it again and compare").click()
    expect(page.get_by_text("Made again: the same to the byte")).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download vision-tracker-february-2020").click()
    assert kept.value.path().read_bytes() == content
    with open_store(app.store_url) as store:
        record = store.papers.paper(1)
    assert (record.by, record.sha256) == (OFFICER, hashlib.sha256(content).hexdigest())

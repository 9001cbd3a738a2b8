"""Looking back in a real browser: as of an edition, on to a measure, and back to now."""

import re

import pytest
from playwright.sync_api import Page, expect
from rest import visit

pytestmark = pytest.mark.browser

# Restated in the October issue, edition 9: 84.7% until then.
NUMBER, OLD, NEW = "1.2", "84.7%", "82.4%"
NUMBER_AND_NAME = re.compile(rf"^{re.escape(NUMBER)}\s*[A-Z]")
# As printed: the number, the name, what is good, and then the months from April.
APRIL = "td:nth-child(4)"


def row_of(page: Page):
    number = page.locator("td.sc-no", has_text=re.compile(rf"^{re.escape(NUMBER)}$"))
    return page.locator(".sc-scorecard tbody tr").filter(has=number)


def april(page: Page):
    return row_of(page).locator(APRIL)


def test_as_of_an_edition_and_back_to_now(page: Page, app):
    # Now: the figure stands restated, with its mark; the list under the table says what it was.
    visit(page, f"{app.url}/scorecard?view=printed")
    expect(april(page)).to_contain_text(NEW)
    expect(april(page).locator(".sc-r")).to_be_visible()
    notes = page.locator("details.sc-folded", has_text="restated since first published")
    notes.locator("summary").focus()
    page.keyboard.press("Enter")
    of_ours = notes.get_by_role("row").filter(has_text=NUMBER_AND_NAME)
    expect(of_ours).to_contain_text(f"first published as {OLD} in edition 3 (issued 14 May 2019)")

    # Choose edition 7 under "As it stood": the figure of then, and a notice which says so.
    page.get_by_role("button", name="As it stood: now").click()
    editions = page.get_by_role("combobox", name=re.compile("Just after an edition"))
    editions.click()
    editions.fill("Edition 7 ")
    page.get_by_role("option", name=re.compile("^Edition 7 ")).click()
    expect(page).to_have_url(re.compile(r"as_of=7"))
    notice = page.locator(".sc-notice", has_text="As it stood just after edition 7")
    expect(notice).to_be_visible()
    expect(april(page)).to_contain_text(OLD)
    expect(april(page).locator(".sc-r")).to_have_count(0)

    # A link reopens exactly this view, and leads to the measure at the same moment.
    page.reload()
    expect(notice).to_be_visible()
    row_of(page).locator("th a").click()
    expect(page).to_have_url(re.compile(r"/indicator\?id=.+&as_of=7"))
    expect(page.locator(".sc-notice", has_text="As it stood just after edition 7")).to_be_visible()
    expect(page.locator(".sc-headline")).to_contain_text("August 2019")
    page.get_by_text("The figures as a table").click()
    of_april = page.locator(".sc-table tbody tr").filter(has_text="April 2019").first
    expect(of_april).to_contain_text(OLD)

    # Back to now: the restated figure, with what it was and since when.
    page.get_by_role("link", name="Back to now").click()
    expect(page).not_to_have_url(re.compile("as_of"))
    expect(page.locator(".sc-answer")).to_be_visible()
    expect(page.locator(".sc-notice", has_text="As it stood")).to_have_count(0)


def test_what_cannot_be_shown_is_said(page: Page, app):
    visit(page, f"{app.url}/scorecard?as_of=soon")
    expect(page.get_by_text("“soon” is neither an edition’s number nor a date")).to_be_visible()
    expect(page.locator(".sc-scorecard")).to_be_visible()
    visit(page, f"{app.url}/scorecard?as_of=2010-01-01")
    expect(page.get_by_text("No scorecard had been published by then.")).to_be_visible()


def test_on_a_phone_the_moment_can_be_chosen_and_nothing_overflows(phone: Page, app):
    visit(phone, f"{app.url}/scorecard?as_of=7")
    expect(phone.locator(".sc-notice", has_text="As it stood just after edition 7")).to_be_visible()
    phone.get_by_role("button", name="As it stood: just after edition 7").click()
    phone.get_by_role("button", name="Back to now").click()
    expect(phone.locator(".sc-notice", has_text="As it stood")).to_have_count(0)
    phone.locator("details.sc-folded > summary").first.click()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

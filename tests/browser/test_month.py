"""A month's work in a real browser: read the scorecard, follow a measure, upload the next month, take it back."""

import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect
from rest import at_rest, visit

from dashboard.store import open_store

pytestmark = pytest.mark.browser

BEFORE, LATEST = "February 2020", "March 2020"
PUBLISHER = "Journey test"
# How a file of Excel 97-2003 begins.
OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512)


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list as a reader does: open it, press the option."""
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()


def month_heads(page: Page):
    return page.locator(".sc-scorecard thead th")


def open_scorecard(page: Page, app, query: str = "") -> None:
    visit(page, f"{app.url}/scorecard{query}")
    expect(page.locator(".sc-scorecard")).to_be_visible()


def open_page(page: Page, name: str) -> None:
    page.get_by_test_id("stTopNav").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    at_rest(page)


def upload(page: Page, workbook: Path) -> None:
    page.locator("input[type=file]").set_input_files(workbook)
    expect(page.get_by_role("heading", name="What we read")).to_be_visible()
    at_rest(page)


def publish(page: Page) -> None:
    page.get_by_label("Your name").first.fill(PUBLISHER)
    page.get_by_label("Reason", exact=True).fill("Monthly issue")
    ticks = page.get_by_text(re.compile("^I have looked at")).all()
    for tick in ticks:
        tick.click()
    # A reason is asked for once its tick is there.
    expect(page.get_by_label("Why? Kept with the edition")).to_have_count(len(ticks))
    for why in page.get_by_label("Why? Kept with the edition").all():
        why.fill("Confirmed with the service")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(re.compile(r"^Published as edition \d+$"))).to_be_visible()


def withdraw_newest(page: Page) -> None:
    page.locator(".sc-table tbody th a").first.click()
    page.get_by_text("Withdraw this edition").click()
    at_rest(page)
    page.get_by_label("Your name").fill(PUBLISHER)
    page.get_by_label("Reason").fill("Journey's end")
    page.get_by_text("Withdraw it: I have read what would change").click()
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_text(re.compile(r"^Edition \d+ is withdrawn$"))).to_be_visible()


def test_a_month_from_reading_to_withdrawal(page: Page, app, latest_workbook):
    # Open the scorecard, and pick an earlier month.
    open_scorecard(page, app)
    expect(month_heads(page).filter(has_text="Feb")).to_be_visible()
    choose(page, "As at", "October 2019")
    expect(month_heads(page).filter(has_text="Oct")).to_be_visible()
    expect(month_heads(page).filter(has_text="Nov")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"month=2019-10"))

    # Follow a row to its measure, as at that month.
    number = page.locator("td.sc-no", has_text=re.compile(r"^1\.7$"))
    row = page.locator(".sc-scorecard tbody tr").filter(has=number)
    name = row.locator("th a").inner_text()
    row.locator("th a").click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    at_rest(page)
    expect(page).to_have_url(re.compile(r"/indicator\?id=.+&basis=rolling_12_months&month=2019-10"))
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    expect(page.locator(".sc-headline")).to_contain_text("October 2019")

    # Upload the next month, see what would change, publish it.
    open_page(page, "Upload")
    upload(page, latest_workbook)
    expect(page.locator(".sc-counts")).to_contain_text("figures added")
    publish(page)

    # The new month is there at once, and can be followed.
    page.get_by_role("link", name="Scorecard", exact=True).click()
    expect(month_heads(page).filter(has_text="Mar")).to_be_visible()
    expect(page.locator(".sc-edition")).to_contain_text(LATEST)

    # Take it back: it is gone from the scorecard and kept in the history.
    open_page(page, "History")
    expect(page.locator(".sc-table tbody tr").first).to_contain_text(PUBLISHER)
    withdraw_newest(page)
    page.get_by_role("link", name="All editions").click()
    expect(page.locator(".sc-withdrawn").first).to_contain_text("Journey's end")
    page.get_by_role("link", name="Scorecard", exact=True).click()
    expect(month_heads(page).filter(has_text="Mar")).to_have_count(0)
    expect(page.locator(".sc-edition")).to_contain_text(BEFORE)


def test_a_link_reopens_exactly_this_view(page: Page, app):
    open_scorecard(page, app, "?month=2019-10&search=plan")
    expect(page.locator(".sc-edition")).to_contain_text("October 2019")
    expect(page.get_by_label("Find a measure")).to_have_value("plan")
    expect(page.locator(".sc-scorecard tbody th[scope=row] a").first).to_be_visible()
    assert page.locator(".sc-scorecard tbody th[scope=row]").count() < 40


def test_changing_the_report_keeps_the_search_and_drops_the_month(page: Page, app):
    open_scorecard(page, app, "?month=2019-10&search=plan")
    choose(page, "Report", "Early Help scorecard")
    expect(page.get_by_role("heading", level=1)).to_have_text("Early Help scorecard")
    expect(page).to_have_url(re.compile(r"report=early-help"))
    expect(page).not_to_have_url(re.compile(r"month="))
    expect(page.get_by_label("Find a measure")).to_have_value("plan")


def test_the_back_button_undoes_a_choice_in_one_step(page: Page, app):
    visit(page, f"{app.url}/indicator?id=average-caseload")
    first = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("combobox", name="Measure").fill("Referrals to children's social care")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Referrals to children's social care")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(first)


def test_search_narrows_while_typing(page: Page, app):
    open_scorecard(page, app)
    page.get_by_label("Find a measure").press_sequentially("caseload")
    expect(page.locator(".sc-edition")).to_contain_text("measures match “caseload”")
    expect(page).to_have_url(re.compile("search=caseload"))


def test_heading_and_first_columns_stay_in_view(page: Page, app):
    open_scorecard(page, app, "?view=printed")
    frame = page.locator(".sc-scroll")
    frame.evaluate("frame => frame.scrollTo(600, 900)")
    around = frame.bounding_box()
    for selector in (".sc-scorecard thead th.sc-name", ".sc-scorecard thead th.sc-no"):
        box = page.locator(selector).bounding_box()
        assert box["y"] == pytest.approx(around["y"], abs=3)
        assert box["x"] < around["x"] + 60
    # The page itself never scrolls sideways.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_rows_are_cards_on_a_phone(phone: Page, app):
    open_scorecard(phone, app, "?view=printed")
    with_target = phone.locator("td.sc-target-cell:not(:empty)")
    card = phone.locator(".sc-scorecard tbody tr:not(.sc-group)").filter(has=with_target).first
    expect(card.locator(".sc-latest")).to_be_visible()
    expect(card.locator(".sc-target-cell")).to_be_hidden()
    card.locator("summary").click()
    expect(card.locator(".sc-target-cell")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert card.bounding_box()["width"] <= phone.viewport_size["width"]


def test_the_keyboard_reaches_a_measure(page: Page, app):
    open_scorecard(page, app)
    page.get_by_label("Find a measure").focus()
    page.keyboard.press("Tab")
    # The filters come between.
    for _ in range(40):
        if page.evaluate("document.activeElement.matches('.sc-scorecard a')"):
            break
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.sc-scorecard a')")
    page.keyboard.press("Enter")
    expect(page.locator(".sc-answer")).to_be_visible()


def test_an_unknown_measure_offers_the_others(page: Page, app):
    visit(page, f"{app.url}/indicator?id=no-such-measure")
    expect(page.get_by_text("There is no such measure")).to_be_visible()
    page.locator(".sc-picker a").first.click()
    expect(page.locator(".sc-answer")).to_be_visible()


def a_workbook_of_something_else() -> bytes:
    book = Workbook()
    book.active.title = "Bins"
    book.active.append(["Round", "Bins emptied"])
    book.active.append(["Monday", 412])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "what", "remedy"),
    [
        ("scorecard.xlsx", b"this is not a workbook", "This is plain text", "Save As, Excel Workbook"),
        ("scorecard.csv", b"Measure,Apr\nReferrals,412\n", "This is plain text", "Save As, Excel Workbook"),
        ("scorecard.xls", OLD_EXCEL, "Excel 97-2003 workbook", "Save As, Excel Workbook"),
        ("scorecard.xlsx", b"", "The file is empty", "save the workbook again"),
        (
            "scorecard.xlsx",
            a_workbook_of_something_else(),
            "No sheet of this workbook is a scorecard",
            "Check that this is the scorecard",
        ),
    ],
    ids=["wrong file", "csv", "xls", "empty file", "no known sheet"],
)
def test_a_bad_file_is_refused_with_a_remedy_and_changes_nothing(
    page: Page, app, tmp_path, name, content, what, remedy
):
    with open_store(app.store_url) as store:
        before = store.revision()
    bad = tmp_path / name
    bad.write_bytes(content)
    visit(page, f"{app.url}/upload")
    page.locator("input[type=file]").set_input_files(bad)
    expect(page.get_by_text("Stops the file")).to_be_visible()
    expect(page.get_by_text(re.compile(what)).first).to_be_visible()
    expect(page.get_by_text(re.compile(remedy)).first).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    with open_store(app.store_url) as store:
        assert store.revision() == before


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("scorecard", ".sc-scorecard"),
        ("indicator?id=average-caseload", ".js-plotly-plot"),
        ("indicator", ".sc-picker"),
        ("upload", "input[type=file]"),
        ("history", ".sc-table"),
    ],
)
def test_pages_ask_nothing_of_any_other_host(page: Page, app, path, shown):
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).hostname))
    page.goto(f"{app.url}/{path}")
    expect(page.locator(shown).first).to_be_attached()
    page.wait_for_load_state("networkidle")
    # What is written into the page itself (``data:``, ``blob:``) has no host.
    assert hosts - {None, ""} == {"127.0.0.1"}


def test_an_address_of_a_month_that_is_not_there_says_so(page: Page, app):
    open_scorecard(page, app, "?month=1999-01")
    expect(page.get_by_text("There is no scorecard for January 1999; the latest is shown.")).to_be_visible()


def test_the_page_follows_a_dark_setting(page: Page, app):
    page.emulate_media(color_scheme="dark")
    open_scorecard(page, app)
    ground = page.locator(".sc-scorecard td").first.evaluate("cell => getComputedStyle(cell).backgroundColor")
    assert ground == "rgb(20, 24, 27)"

"""An officer's month in a real browser: mend a workbook from what the page says, publish, look back, take it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from every_page import faults_of
from journey import settled
from keyboard import Keyboard
from openpyxl import load_workbook
from playwright.sync_api import FileChooser, Locator, Page, expect
from rest import at_rest, visit

from dashboard.editions.changes import ChangeCounts
from dashboard.observations import Observations
from dashboard.store import EditionDraft, open_store

pytestmark = pytest.mark.browser

OFFICER = "Performance officer"
WHY_IT_STANDS = "The service rates it red by agreement"
FRONT_DOOR = "1 Front door & assessment"
# The three faults: two cells that cannot be read, and a RAG that disagrees with its tolerances.
FAULTS = {"P6": "twelve", "P7": "#DIV/0!"}
MISTYPED = "T11"
FEBRUARY = "13"
PRESSES, ASKED_MS = 10, 1_000


def spoil(original: Path, target: Path) -> None:
    """Write the three faults into a copy of the workbook."""
    book = load_workbook(original)
    sheet = book[FRONT_DOOR]
    for cell, words in FAULTS.items():
        sheet[cell] = words
    sheet["P7"].data_type = "e"
    assert sheet[MISTYPED].value == "Green"
    sheet[MISTYPED] = "Red"
    book.save(target)


def mend(spoiled: Path, original: Path, places: list[str], target: Path) -> None:
    """Put right exactly the cells that the page names."""
    book, right = load_workbook(spoiled), load_workbook(original)
    for place in places:
        sheet, cell = place.rsplit("!", 1)
        book[sheet][cell].value = right[sheet][cell].value
    book.save(target)


def drop(page: Page, workbook: Path) -> None:
    visit(page, page.url)
    page.locator("input[type=file]").set_input_files(workbook)
    expect(page.get_by_role("heading", name="What we read")).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    at_rest(page)


def shown(page: Page, part: str, words: str) -> Locator:
    """Find a part of the page by its words: while a page gives way to the next, parts of both may stand on it."""
    return page.locator(part).filter(has_text=words).first


def places(page: Page, gravity: str) -> list[str]:
    """Read the cells that the page names under one gravity: the officer has nothing else to go by."""
    groups = page.locator(".sc-issue-group").filter(has=page.locator(f".sc-severity-{gravity}"))
    return groups.locator("td.sc-place, th.sc-place, .sc-issue-one .sc-place").all_inner_texts()


def test_an_officer_mends_publishes_looks_back_and_withdraws(page: Page, app, latest_workbook, tmp_path):
    spoiled, mended = tmp_path / "march.xlsx", tmp_path / "march-mended.xlsx"
    spoil(latest_workbook, spoiled)

    # Round 1: three faults, each with its cell and what to do. Publish does nothing yet.
    visit(page, f"{app.url}/upload")
    drop(page, spoiled)
    named = places(page, "error")
    assert sorted(named) == [f"{FRONT_DOOR}!{cell}" for cell in sorted(FAULTS)]
    assert places(page, "warning") == [f"{FRONT_DOOR}!{MISTYPED}"]
    expect(page.get_by_text("What to do:").first).to_be_visible()
    page.get_by_label("Your name").fill(OFFICER)
    page.get_by_label("Reason", exact=True).fill("Monthly issue")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="3 things listed under")).to_be_visible()

    # Round 2: the cells named are mended, one warning stays. A tick without a reason is not enough.
    mend(spoiled, latest_workbook, named, mended)
    drop(page, mended)
    assert places(page, "error") == []
    assert places(page, "warning") == [f"{FRONT_DOOR}!{MISTYPED}"]
    page.get_by_text("I have looked at this and accept that it stands").click()
    page.get_by_label("Your name").fill(OFFICER)
    page.get_by_label("Reason", exact=True).fill("Monthly issue")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="1 thing listed under")).to_be_visible()
    page.get_by_label("Why? Kept with the edition").fill(WHY_IT_STANDS)
    page.get_by_role("button", name="Publish", exact=True).click()
    receipt = page.get_by_text(re.compile(r"^Published as edition \d+$"))
    expect(receipt).to_be_visible()
    number = receipt.inner_text().split()[-1]

    # The history has it: who, why, what was accepted, and the very file.
    page.get_by_role("link", name=f"Edition {number} in the history").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Edition {number}: Social care scorecard, March 2020")
    expect(page.get_by_text(WHY_IT_STANDS)).to_be_visible()
    expect(shown(page, ".sc-facts", OFFICER)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download march-mended.xlsx").click()
    assert Path(download.value.path()).read_bytes() == mended.read_bytes()

    # What it changed has its receipt's counts, and two editions can be compared by their address.
    with open_store(app.store_url) as store:
        counts = store.edition(int(number)).counts
        before = max(one.number for one in store.editions() if one.withdrawn is None and one.number < int(number))
    expect(shown(page, ".sc-counts", f"{counts.added} figures added")).to_be_visible()
    expect(shown(page, ".sc-counts", f"{counts.restated} restated")).to_be_visible()
    visit(page, f"{app.url}/history?from={before}&to={number}")
    expect(shown(page, ".sc-counts", f"{counts.added} figures added")).to_be_visible()
    page.get_by_label("Find a measure").fill("assessments completed")
    expect(shown(page, ".sc-counts", f"{counts.added} figures added")).to_be_visible()
    expect(page.locator(".sc-folded").first).to_contain_text("Assessments completed")
    expect(page.get_by_text("Child protection enquiries started")).to_have_count(0)

    # Take it back: the page says first what would fall back to what, and needs name, reason and tick.
    visit(page, f"{app.url}/history?edition={number}")
    page.get_by_text("Withdraw this edition").click()
    at_rest(page)
    expect(page.get_by_text(re.compile(rf"figures would go back to edition {FEBRUARY}’s"))).to_be_visible()
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="Give your name.")).to_be_visible()
    page.get_by_label("Your name").fill(OFFICER)
    page.get_by_label("Reason").fill("Journey's end")
    page.get_by_text("Withdraw it: I have read what would change").click()
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_text(f"Edition {number} is withdrawn", exact=True)).to_be_visible()
    expect(page.get_by_text("Journey's end")).to_be_visible()
    expect(page.get_by_text("Withdraw this edition")).to_have_count(0)

    # Nothing is lost: both steps stand in the history, and the store still holds the file.
    visit(page, f"{app.url}/history")
    expect(page.locator(".sc-table tbody tr").first).to_contain_text("Withdrawn: Social care scorecard, March 2020")
    with open_store(app.store_url) as store:
        assert store.original(int(number)).content == mended.read_bytes()


@pytest.fixture
def taken_back(app) -> Iterator[None]:
    """Take back afterwards what a test has published, so that the next one finds the store as it was."""
    with open_store(app.store_url) as store:
        before = {one.number for one in store.editions()}
    yield
    with open_store(app.store_url) as store:
        for one in reversed(store.editions()):
            if one.number not in before and one.withdrawn is None:
                store.withdraw(one.number, by=OFFICER, reason="After a test", recorded_at=datetime.now(UTC))


def menu(page: Page, name: str) -> Locator:
    return page.get_by_test_id("stTopNav").get_by_role("link", name=name, exact=True)


def front_door_in_march(page: Page) -> str:
    """Read how many of a section's figures of March are there, as the page on data quality counts them."""
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Front door"))
    return row.first.get_by_role("cell").last.inner_text()


def accept(page: Page, keyboard: Keyboard) -> None:
    """Tick what has been looked at, and give a reason for each."""
    ticks = page.get_by_role("checkbox", name=re.compile("^I have looked at"))
    whys = page.get_by_label("Why? Kept with the edition")
    for place in range(ticks.count()):
        keyboard.tab_to(ticks.nth(place))
        keyboard.press("Space")
        expect(whys).to_have_count(place + 1)
        keyboard.write(whys.nth(place), WHY_IT_STANDS)
        keyboard.press("Tab")


def choose_file(page: Page, keyboard: Keyboard, workbook: Path) -> None:
    """Press Enter on the button that asks for a file; again where the page was drawn anew just then."""
    chosen: list[FileChooser] = []
    page.once("filechooser", lambda chooser: chosen.append(chooser))
    for _ in range(PRESSES):
        keyboard.tab_to(page.get_by_test_id("stFileUploader").locator("button").first)
        keyboard.press("Enter")
        page.wait_for_timeout(ASKED_MS)
        if chosen:
            break
    chosen[0].set_files(workbook)


def test_an_officers_month_by_keyboard_alone(page: Page, app, latest_workbook, taken_back):
    keyboard = Keyboard(page=page)
    visit(page, f"{app.url}/quality")
    settled(page, "Data quality")
    missing = front_door_in_march(page)
    assert " of " in missing

    # Upload: the workbook is chosen, looked at, and published.
    keyboard.enter(menu(page, "Upload"))
    settled(page, "Upload")
    choose_file(page, keyboard, latest_workbook)
    expect(page.get_by_role("heading", name="What we read")).to_be_visible()
    publish = page.get_by_role("button", name="Publish", exact=True)
    expect(publish).to_be_visible()
    assert faults_of(page) == {}
    accept(page, keyboard)
    keyboard.write(page.get_by_label("Your name"), OFFICER)
    keyboard.write(page.get_by_label("Reason", exact=True), "Monthly issue")
    keyboard.enter(publish)
    receipt = page.get_by_text(re.compile(r"^Published as edition \d+$"))
    expect(receipt).to_be_visible()
    number = receipt.inner_text().split()[-1]
    assert faults_of(page) == {}

    # History: who, why, and what it brought.
    keyboard.enter(page.get_by_role("link", name=f"Edition {number} in the history"))
    settled(page, re.compile(f"^Edition {number}: Social care scorecard, March 2020"))
    expect(shown(page, ".sc-facts", OFFICER)).to_be_visible()
    assert faults_of(page) == {}

    # Data quality: what was missing is there.
    keyboard.enter(menu(page, "Data quality"))
    settled(page, "Data quality")
    assert front_door_in_march(page) != missing
    assert front_door_in_march(page).startswith("✓")

    # The members see the new month first, and it is named as what changed.
    keyboard.enter(menu(page, "Vision tracker"))
    settled(page, "Vision tracker: March 2020")
    changes = page.locator("section").filter(has=page.get_by_role("heading", name=re.compile("^What changed")))
    expect(changes.last).to_contain_text("March 2020")
    expect(page.get_by_text("stand out").first).to_be_visible()
    expect(page.locator(".sc-edition")).to_contain_text(f"Edition {number} ")
    assert faults_of(page) == {}


def publish_and_withdraw_nothing(store_url: str) -> tuple[int, int]:
    """Let a colleague publish an edition without a figure and withdraw it; give its number and the store's revision."""
    with open_store(store_url) as store:
        newest = store.editions()[-1]
        draft = EditionDraft(
            report=newest.report, title=newest.title, as_at=None, issue_number=1, issued_on=newest.issued_on,
            filename="nothing.xlsx", content=b"nothing", observations=Observations.of([]), by="A colleague",
            reason="For a test", counts=ChangeCounts(),
        )  # fmt: skip
        moment = datetime.now(UTC)
        receipt = store.publish(draft, recorded_at=moment)
        store.withdraw(receipt.edition, by="A colleague", reason="For a test", recorded_at=moment)
        return receipt.edition, store.revision()


def test_somebody_elses_publication_meanwhile_is_shown_before_anything_is_saved(page: Page, app, latest_workbook):
    visit(page, f"{app.url}/upload")
    drop(page, latest_workbook)
    page.get_by_label("Your name").fill(OFFICER)
    page.get_by_label("Reason", exact=True).fill("Monthly issue")
    number, before = publish_and_withdraw_nothing(app.store_url)
    page.get_by_role("button", name="Publish", exact=True).click()

    expect(page.get_by_text(f"A colleague published edition {number}")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value(OFFICER)
    with open_store(app.store_url) as store:
        assert store.revision() == before

"""An officer teaches the product in a real browser: columns mapped once, a measure accepted, a month declared."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import DEMO, ROOT, RunningApp, served
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from rest import at_rest, visit

from dashboard.catalogue.apply import CHANGES_FOLDER
from dashboard.catalogue.layout_files import load_layout_book
from dashboard.catalogue.load import load_catalogue
from dashboard.catalogue.names import name_key
from dashboard.vocabulary import ColumnRole

pytestmark = pytest.mark.browser

WORKBOOK = DEMO / "cyps-social-care-scorecard-2019-04.xlsx"
OLD_NAME = "Number of referrals"
NEW_NAME = "Number of referrals accepted: front door"
HEADING = "How we are doing"
TRIES, LIST_OPENS_WITHIN = 4, 3_000


@pytest.fixture
def taught(tmp_path: Path) -> Iterator[RunningApp]:
    """An app with an empty store and a catalogue of its own, which the officer may change."""
    shutil.copy(ROOT / "indicators.yaml", tmp_path)
    store_url = f"sqlite:///{tmp_path / 'store.db'}"
    with served(store_url, tmp_path / "server.log", tmp_path / "indicators.yaml") as url:
        yield RunningApp(url=url, store_url=store_url)


def changed_workbook(path: Path, *, renamed: bool = False, heading: bool = False, undated: bool = False) -> Path:
    """Save the April 2019 scorecard with a measure renamed, its RAG column headed otherwise, or no month said."""
    book = load_workbook(io.BytesIO(WORKBOOK.read_bytes()))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                text = cell.value if isinstance(cell.value, str) else ""
                if renamed and text.strip("* ") == OLD_NAME:
                    cell.value = NEW_NAME
                if heading and text.startswith("RAG"):
                    cell.value = HEADING
                if undated and re.search(r"as at", text, re.IGNORECASE):
                    cell.value = "Summary"
    book.save(path)
    return path


def drop(page: Page, app: RunningApp, workbook: Path) -> None:
    visit(page, f"{app.url}/upload")
    page.locator("input[type=file]").set_input_files(workbook)
    expect(page.get_by_role("heading", name="What we read")).to_be_visible()
    at_rest(page)


def unfold(page: Page, words: str, button: str) -> None:
    """Open a form that waits folded, and let it come to rest: a list opened in a moving form closes again."""
    page.get_by_text(words, exact=True).click()
    expect(page.get_by_role("button", name=button)).to_be_visible()
    at_rest(page)


def choose(page: Page, label: str | re.Pattern[str], typed: str, option: str | re.Pattern[str]) -> None:
    """Choose from a long list as a reader does: open it again if the moving page closed it, type, press the option."""
    box, wanted = page.get_by_role("combobox", name=label), page.get_by_role("option", name=option).first
    for _ in range(TRIES):
        box.click()
        box.fill(typed)
        with suppress(PlaywrightTimeout):
            wanted.wait_for(timeout=LIST_OPENS_WITHIN)
            break
        page.keyboard.press("Escape")
    wanted.click()


def test_headings_are_mapped_once_and_known_ever_after(page: Page, taught: RunningApp, tmp_path: Path):
    workbook = changed_workbook(tmp_path / "other-headings.xlsx", heading=True)
    drop(page, taught, workbook)
    expect(page.get_by_role("heading", name="Headings that are not known")).to_be_visible()
    unfold(page, "Say what it holds", "Show the preview with these")
    choose(page, re.compile(HEADING), "RAG", "RAG")
    page.get_by_role("button", name="Show the preview with these").click()
    expect(page.get_by_text("made with this mapping")).to_be_visible()
    # What is only tried out cannot be published.
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)

    page.get_by_role("button", name="Save for next time").click()
    expect(page.get_by_text("Give your name: it is kept with the mapping.")).to_be_visible()
    page.get_by_label("Your name").first.fill("P. Officer")
    page.get_by_role("button", name="Save for next time").click()
    expect(page.get_by_text("saved and will be known from now on")).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    (entry,) = load_layout_book(tmp_path / "layouts.yaml").headings
    assert (entry.heading, entry.role, entry.added_by) == (HEADING, ColumnRole.RAG, "P. Officer")

    # Another visit: nothing is asked any more.
    drop(page, taught, workbook)
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Headings that are not known")).to_have_count(0)


def test_a_renamed_measure_is_accepted_as_a_change_that_can_be_read(page: Page, taught: RunningApp, tmp_path: Path):
    workbook = changed_workbook(tmp_path / "renamed.xlsx", renamed=True)
    drop(page, taught, workbook)
    expect(page.get_by_role("heading", name="Measures that are not in the catalogue")).to_be_visible()
    unfold(page, "Name 1 measure", "Write the change for review")
    choose(page, re.compile(NEW_NAME), "referrals", re.compile(r"in the month \(likely\)"))
    page.get_by_label("Your name").first.fill("P. Officer")
    page.get_by_label("Why", exact=True).fill("Renamed in April's issue")
    page.get_by_role("button", name="Write the change for review").click()

    # The change is there to read and to download; the catalogue is as it was.
    diff = page.get_by_test_id("stCode")
    expect(diff).to_contain_text(f'+        name: "{NEW_NAME}"')
    expect(diff).to_contain_text("until: 2019-03")
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download the change").click()
    patch = Path(downloaded.value.path()).read_text(encoding="utf-8")
    assert "P. Officer" in patch
    assert (tmp_path / "indicators.yaml").read_bytes() == (ROOT / "indicators.yaml").read_bytes()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)

    page.get_by_role("button", name="Apply it to the catalogue now").click()
    expect(page.get_by_text("The change is in the catalogue.")).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    expect(page.get_by_text("is not in the catalogue, so its row is left out")).to_have_count(0)
    names = {
        name_key(alias.name) for one in load_catalogue(tmp_path / "indicators.yaml").indicators for alias in one.aliases
    }
    assert {name_key(NEW_NAME), name_key(OLD_NAME)} <= names
    (kept,) = (tmp_path / CHANGES_FOLDER).iterdir()
    assert kept.read_text(encoding="utf-8") == patch


def test_a_month_that_no_sheet_says_is_declared_and_kept_as_a_warning(page: Page, taught: RunningApp, tmp_path: Path):
    workbook = changed_workbook(tmp_path / "undated.xlsx", undated=True)
    drop(page, taught, workbook)
    expect(page.get_by_text("the last month with figures is April 2019", exact=False).first).to_be_visible()
    unfold(page, "Say it here", "Read it again")
    choose(page, "As at the end of", "April 2019", "April 2019")
    page.get_by_role("button", name="Read it again").click()
    expect(page.get_by_text("it was declared to be April 2019")).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    # Another month contradicts the columns: the file is refused, and the declaration can be changed.
    choose(page, "As at the end of", "August 2019", "August 2019")
    page.get_by_role("button", name="Read it again").click()
    expect(page.get_by_text("the report is as at August 2019", exact=False).first).to_be_visible()

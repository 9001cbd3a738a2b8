"""An officer loads a release in a real browser: sees what it restates, publishes it, and takes it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DESKTOP, PHONE, RunningApp, served
from playwright.sync_api import Page, expect
from rest import at_rest, visit

from dashboard.benchmarks.own import OWN_COLUMNS
from dashboard.intake import open_session
from dashboard.intake.releases import preview_release, publish_release
from dashboard.settings import read_settings
from dashboard.store import open_store

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
OFFICER = "Performance officer"
WHY_IT_STANDS = "The department withdrew the figure"
MEASURE = "repeat-cp-plans-ever"
OURS, DONCASTER, ENGLAND = "E08000018", "E08000017", "E92000001"


def a_release(*figures: tuple[str, str, str, str]) -> bytes:
    """Make a file in our own layout: area, year, figure, and the reason where there is none."""
    rows = []
    for number, (area, year, value, missing) in enumerate(figures, 2):
        cells = {
            "dataset": "dfe-cin-d3", "indicator": MEASURE, "period": year, "area_code": area, "value": value,
            "missing": missing, "row": str(number),
        }  # fmt: skip
        rows.append(",".join(cells.get(column, "") for column in OWN_COLUMNS))
    return "\n".join([",".join(OWN_COLUMNS), *rows, ""]).encode()


OLDER = a_release(
    (OURS, "2021/22", "21.2", ""), (DONCASTER, "2021/22", "100.0", ""), (ENGLAND, "2021/22", "23.3", "")
)  # fmt: skip
NEWER = a_release(
    (OURS, "2021/22", "21.2", ""), (DONCASTER, "2021/22", "", "unreliable"), (ENGLAND, "2021/22", "22.7", ""),
    (OURS, "2022/23", "24.0", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def own_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on a store that holds one release and nothing else."""
    store_url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'scorecard.db'}"
    session = open_session(read_settings(store=store_url, catalogue=str(ROOT / "indicators.yaml")))
    publish_release(session, preview_release(session, "older.csv", OLDER), by="Team", reason="Yearly release")
    session.store.close()
    with served(store_url, tmp_path_factory.mktemp("log") / "server.log") as url:
        yield RunningApp(url=url, store_url=store_url)


def drop(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", name="What we read")).to_be_visible()
    at_rest(page)


def test_an_officer_loads_a_release_sees_what_it_restates_publishes_and_withdraws(page: Page, own_app, tmp_path):
    newer = tmp_path / "d3-2023.csv"
    newer.write_bytes(NEWER)

    # What is loaded stands there first: which release, of which day.
    visit(page, f"{own_app.url}/benchmarks")
    expect(page.get_by_role("heading", level=1)).to_have_text("Published statistics")
    loaded = page.locator("table").filter(has_text="second or subsequent plan (D3)")
    expect(loaded).to_contain_text("2021/22")

    # The file in hand: rows, reasons, and the figures of the past that read otherwise, our neighbour's first.
    drop(page, newer)
    expect(page.get_by_text("Where there is no figure its reason is kept: 1 unreliable.")).to_be_visible()
    issue = page.locator(".sc-issue-group").filter(has_text="Figures of the past that read otherwise")
    expect(issue).to_contain_text("Doncaster 2021/22")
    restated = page.locator("table").filter(has_text="Difference").locator("tbody tr")
    expect(restated).to_have_count(2)
    expect(restated.first).to_contain_text("Doncaster")
    expect(restated.first).to_contain_text("100.0%")
    expect(restated.first).to_contain_text("unreliable")
    expect(restated.nth(1)).to_contain_text("−0.6 points")

    # The day of publication is known and filled in; Publish asks for the tick and its reason.
    expect(page.get_by_text(re.compile("^How this day is known: "))).to_be_visible()
    page.get_by_label("Your name").fill(OFFICER)
    page.get_by_label("Reason", exact=True).fill("Yearly release")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="1 thing listed under")).to_be_visible()
    page.get_by_text("I have looked at this and accept that it stands").click()
    page.get_by_label("Why? Kept with the edition").fill(WHY_IT_STANDS)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published as edition 2", exact=True)).to_be_visible()

    # The history has it, with the reason; taking it back brings the withdrawn figure back.
    page.get_by_role("link", name="Edition 2 in the history").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Edition 2: Children in need")
    expect(page.get_by_text(WHY_IT_STANDS)).to_be_visible()
    page.get_by_text("Withdraw this edition").click()
    page.get_by_label("Your name").fill(OFFICER)
    page.get_by_label("Reason").fill("Loaded too early")
    page.get_by_text("Withdraw it: I have read what would change").click()
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_text("Edition 2 is withdrawn", exact=True)).to_be_visible()
    with open_store(own_app.store_url) as store:
        assert store.edition(2).withdrawn is not None
        standing = store.figures()
        assert standing.loc[standing["area"] == DONCASTER, "value"].tolist() == [100.0]


def test_a_scorecard_dropped_here_is_pointed_to_its_own_page(page: Page, own_app, latest_workbook):
    visit(page, f"{own_app.url}/benchmarks")
    page.locator("input[type=file]").set_input_files(latest_workbook)
    expect(page.get_by_text("If this is a scorecard workbook, drop it on the page")).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_stands_wider_than_the_screen(page: Page, own_app, tmp_path, size):
    file = tmp_path / "release.csv"
    file.write_bytes(NEWER)
    page.set_viewport_size(size)
    visit(page, f"{own_app.url}/benchmarks")
    drop(page, file)
    expect(page.get_by_role("heading", name="What will change")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]

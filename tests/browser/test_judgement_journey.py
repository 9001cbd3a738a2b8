"""From the workbooks to the verdict in a real browser: a shift that two workbooks hold is news on every face."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from conftest import DEMO, ROOT, RunningApp, look_at, served
from every_page import faults_of
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect
from rest import at_rest, visit

from dashboard.demo import fill_demonstration
from dashboard.intake import open_session
from dashboard.settings import read_settings

pytestmark = pytest.mark.browser

YEARS = ("2019-03", "2020-03")
OFFICER = "Performance officer"
FIRST_MONTH = 5
RAG = 20
# A year and five months at one level; then seven months in a row above it, each of them within the usual range.
SHIFTED = (*[0.81, 0.84, 0.82, 0.80, 0.83] * 3, 0.84, 0.81, *[0.86, 0.865, 0.855, 0.86, 0.865, 0.855, 0.86])
# Two years at one level; then one month far below it.
FALLEN = (*[0.85, 0.84, 0.86, 0.85, 0.87, 0.84] * 3, 0.85, 0.84, 0.86, 0.85, 0.87, 0.55)
MADE = {"1.14": SHIFTED, "1.2": FALLEN}

BETTER, WORSE = "conferences-within-15-days", "contacts-decided-within-1-working-day"
ASKED = {"basis": "in_month", "month": "2020-03"}
QUERY = "&basis=in_month&month=2020-03"
PAGES = {
    "scorecard": "scorecard",
    "indicator": f"indicator?id={BETTER}{QUERY}",
    "compare": "compare?id=re-referrals&year=2018/19",
    "upload": "upload",
}
SCREENS = [(1280, "light"), (1280, "dark"), (390, "dark"), (320, "light")]
RAG_WORDS = {"green": "On target", "amber": "Within tolerance", "red": "Off target"}


def made_workbook(month: str, series: Mapping[str, Sequence[float]], path: Path) -> Path:
    """Save a March workbook with the year's twelve figures of some measures put in place of its own."""
    book = load_workbook(DEMO / f"cyps-social-care-scorecard-{month}.xlsx")
    sheet = book.worksheets[1]
    rows = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    for number, figures in series.items():
        for column, figure in enumerate(figures, start=FIRST_MONTH):
            sheet.cell(rows[number], column).value = figure
        # What the sheet says of the figures that were there holds no longer.
        sheet.cell(rows[number], RAG).value = None
    book.save(path)
    return path


@pytest.fixture(scope="module")
def news(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on published statistics and two workbooks, which an officer has published through it."""
    folder = tmp_path_factory.mktemp("news")
    store_url = f"sqlite:///{folder / 'scorecard.db'}"
    session = open_session(read_settings(store=store_url, catalogue=str(ROOT / "indicators.yaml")))
    fill_demonstration(session, ROOT / "data", leave_out=[path.name for path in DEMO.glob("cyps-*.xlsx")])
    session.store.close()
    with served(store_url, folder / "server.log") as url:
        page = browser.new_page()
        page.set_default_timeout(60_000)
        for place, month in enumerate(YEARS):
            year = slice(12 * place, 12 * place + 12)
            figures = {number: made[year] for number, made in MADE.items()}
            publish(page, url, made_workbook(month, figures, folder / f"scorecard-{month}.xlsx"))
        page.close()
        yield RunningApp(url=url, store_url=store_url)


def publish(page: Page, url: str, workbook: Path) -> None:
    visit(page, f"{url}/upload")
    page.locator("input[type=file]").set_input_files(workbook)
    expect(page.get_by_role("heading", name="What we read")).to_be_visible()
    at_rest(page)
    page.get_by_label("Your name").first.fill(OFFICER)
    page.get_by_label("Reason", exact=True).fill("The year's issue")
    ticks = page.get_by_text(re.compile("^I have looked at")).all()
    for tick in ticks:
        tick.click()
    expect(page.get_by_label("Why? Kept with the edition")).to_have_count(len(ticks))
    for why in page.get_by_label("Why? Kept with the edition").all():
        why.fill("Confirmed with the service")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(re.compile(r"^Published as edition \d+$"))).to_be_visible()


def judged(app: RunningApp, measure: str) -> dict[str, dict[str, object]]:
    """Ask the command, as another person would."""
    asked = ["judge", measure, "--basis", ASKED["basis"], "--period", ASKED["month"], "--json"]
    options = ["--store", app.store_url, "--catalogue", str(ROOT / "indicators.yaml")]
    said = subprocess.run(
        [sys.executable, "-m", "dashboard", *options, *asked], cwd=ROOT, capture_output=True, check=True
    )
    return json.loads(said.stdout)


def row_of(page: Page, measure: str) -> Locator:
    link = page.locator(f'th a[href*="id={measure}&"][href*="basis=in_month"]')
    return page.locator(".sc-scorecard tbody tr").filter(has=link)


def open_measure(page: Page, app: RunningApp, measure: str) -> None:
    visit(page, f"{app.url}/indicator?id={measure}{QUERY}")
    expect(page.locator(".sc-answer")).to_be_visible()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()


def states(page: Page) -> Locator:
    return page.locator(".sc-states")


def traces(page: Page) -> list[dict[str, object]]:
    """Read what the first chart draws: how, where, and with which mark."""
    return page.locator(".js-plotly-plot").first.evaluate(
        "plot => plot.data.map(one => ({mode: one.mode, fill: one.fill, dash: one.line && one.line.dash,"
        " symbol: one.marker && one.marker.symbol, x: [...one.x], y: [...one.y]}))"
    )


def section(page: Page, heading: str) -> Locator:
    return page.locator(".sc-section").filter(has=page.get_by_role("heading", name=heading, exact=True))


def sideways(page: Page) -> int:
    return page.locator(".stMain").evaluate("main => main.scrollWidth - main.clientWidth")


@pytest.mark.parametrize(("measure", "ring", "word"), [(BETTER, "improvement", "Better"), (WORSE, "concern", "Worse")])
def test_from_the_scorecard_to_the_measure_and_everywhere_the_same(page: Page, news, measure, ring, word):
    visit(page, f"{news.url}/scorecard")
    row = row_of(page, measure)
    expect(row.locator(f".sc-news-cell .sc-ring-{ring}")).to_have_count(1)
    expect(row.locator(".sc-news-cell .sc-signal")).to_have_text(word)
    rag, travel = row.locator(".sc-rag-cell .sc-chip").text_content(), row.locator(".sc-travel").text_content()

    row.locator("th a").click()
    expect(page.locator(f".sc-states .sc-ring-{ring}")).to_have_count(1)
    expect(states(page).locator(".sc-chip")).to_have_text(rag)
    expect(page.locator(".sc-beside .sc-travel")).to_have_text(travel)

    said = judged(news, measure)
    assert said["signal"]["state"] == ring
    assert RAG_WORDS[str(said["rag"]["state"])] in rag
    answer = page.locator(".sc-answer").inner_text()
    assert answer == said["sentences"]["members"]


def test_the_shift_is_said_drawn_and_told(page: Page, news):
    open_measure(page, news, BETTER)
    drawn = traces(page)
    usual = judged(news, BETTER)["signal"]
    bands = [(one["y"][0], one["y"][2]) for one in drawn if one["fill"] == "toself"]
    assert pytest.approx((usual["lpl"], min(usual["upl"], 100))) in bands
    line = max((one for one in drawn if one["mode"] == "lines+markers"), key=lambda one: len(one["x"]))
    assert [round(value / 100, 3) for value in line["y"]] == list(SHIFTED)
    marked = {day[:7] for one in drawn if one["mode"] == "markers" for day in one["x"]}
    assert {f"2019-{month:02d}" for month in range(9, 13)} | {"2020-01", "2020-02", "2020-03"} <= marked
    expect(section(page, "Is it news?")).to_contain_text("usual level")
    expect(page.locator(".sc-verdict")).to_contain_text("Getting better")


def test_a_point_outside_has_a_shape_of_its_own_and_a_word_in_the_table(page: Page, news):
    open_measure(page, news, WORSE)
    (worse,) = [one for one in traces(page) if one["symbol"] == "diamond"]
    assert [day[:7] for day in worse["x"]][-1] == "2020-03"
    expect(page.locator(".sc-verdict")).to_contain_text("Worse than usual")
    page.locator("summary", has_text="The figures as a table").click()
    latest = page.locator("tr").filter(has=page.locator("th", has_text="March 2020")).first
    expect(latest).to_contain_text("Worse than usual")


def test_the_explanation_is_folded_and_opens_by_keyboard(page: Page, news):
    open_measure(page, news, BETTER)
    fold = page.locator("details").filter(has=page.locator("summary", has_text="How to read this chart"))
    expect(fold.locator("p").first).to_be_hidden()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.locator("p").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(fold.locator("p").first).to_be_hidden()


def test_beside_others_place_and_chance_are_said_apart(page: Page, news):
    open_measure(page, news, "re-referrals")
    compared = section(page, "How do we compare?")
    verdicts = " ".join(compared.locator("td").all_inner_texts())
    assert re.search(r"\b(better|worse)\b", verdicts)
    assert "chance" in verdicts


def test_a_link_reopens_the_same_and_back_undoes_a_form(page: Page, news):
    open_measure(page, news, BETTER)
    answer = page.locator(".sc-answer").inner_text()
    page.reload()
    expect(page.locator(".sc-answer")).to_have_text(answer)

    visit(page, f"{news.url}/indicator?id=re-referrals")
    expect(page.locator(".sc-verdict")).to_contain_text("ot judged")
    rolling = page.locator(".sc-answer").inner_text()
    page.get_by_role("radio", name="In the month").click()
    expect(page).to_have_url(re.compile("basis=in_month"))
    expect(page.locator(".sc-answer")).not_to_have_text(rolling)
    page.go_back()
    expect(page.locator(".sc-answer")).to_have_text(rolling)


def test_paper_shows_the_verdict_and_no_controls(page: Page, news):
    open_measure(page, news, BETTER)
    page.emulate_media(media="print")
    expect(page.locator(".sc-verdict")).to_be_visible()
    expect(states(page).locator(".sc-signal")).to_be_visible()
    expect(page.get_by_role("radiogroup", name="Time basis")).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
@pytest.mark.parametrize("name", list(PAGES))
def test_nothing_bars_a_reader_nor_is_wider_than_the_screen(page: Page, news, name, width, scheme):
    look_at(page, width, scheme)
    visit(page, f"{news.url}/{PAGES[name]}")
    if name == "upload":
        page.locator("input[type=file]").set_input_files(DEMO / "cyps-social-care-scorecard-2019-10.xlsx")
        expect(page.get_by_role("heading", name="What we read")).to_be_visible()
        at_rest(page)
    page.locator("details.sc-folded").evaluate_all("all => all.forEach(one => one.open = true)")
    assert faults_of(page) == {}
    assert sideways(page) <= 0

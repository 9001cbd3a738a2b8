"""The Compare page in a real browser: pick a neighbour, a year, a list; keyboard only; phones; both themes."""

import io
import re

import pytest
from conftest import look_at
from every_page import faults_of
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from rest import visit

pytestmark = pytest.mark.browser

MEASURE = "compare?id=re-referrals"
PAPER = "worse than the average of our ten statistical neighbours (20.01%)"
PHONES = [(390, 844), (320, 700)]
THEMES = ["light", "dark"]


def open_compare(page: Page, app, query: str = f"{MEASURE}&year=2018/19") -> None:
    visit(page, f"{app.url}/{query}")
    expect(page.locator(".sc-cmp")).to_be_visible()


def picker(page: Page, label: str):
    return page.get_by_role("combobox", name=re.compile(label))


def choose(page: Page, label: str, option: str) -> None:
    picker(page, label).click()
    page.get_by_role("option", name=option, exact=True).click()


def show_table(page: Page):
    fold = page.locator("details.sc-folded", has_text="The figures as a table")
    fold.locator("summary").click()
    return fold.locator(".sc-table")


def test_pick_a_year_a_neighbour_and_a_list_and_reopen_the_link(page: Page, app):
    open_compare(page, app, MEASURE)
    choose(page, "Year", "2018/19")
    expect(page.locator(".sc-answer")).to_contain_text(PAPER)
    expect(page).to_have_url(re.compile(r"year=2018%2F19|year=2018/19"))

    choose(page, "Pick a neighbour", "Doncaster")
    expect(page.locator(".sc-cmp-picked-line")).to_have_text(
        "Doncaster: 27.0% (1,290 of 4,781). Ours is 5.7 points lower (better)."
    )
    expect(page.locator(".sc-cmp-row.sc-cmp-is-picked")).to_contain_text("Doncaster")
    expect(show_table(page).locator("tr.sc-picked")).to_contain_text("1st of 10")

    page.get_by_role("button", name=re.compile("^Neighbours: average")).click()
    choose(page, "Neighbour list", "List of May 2025")
    expect(page.locator(".sc-answer")).to_contain_text("(21.13%)")
    expect(page.locator(".sc-cmp-alerts")).to_contain_text("The list of May 2025 was picked")

    page.keyboard.press("Escape")
    page.get_by_role("radio", name="All authorities").click()
    expect(page.locator(".sc-cmp-strip .sc-cmp-dot.sc-cmp-other").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"list=2025-05.*against=all|against=all.*list=2025-05"))

    answer = page.locator(".sc-answer").inner_text()
    page.reload()
    expect(page.locator(".sc-answer")).to_have_text(answer)
    expect(page.locator(".sc-cmp-picked-line")).to_contain_text("Doncaster")
    expect(page.locator(".sc-cmp-strip").first).to_be_visible()


def test_the_back_button_undoes_a_pick(page: Page, app):
    open_compare(page, app)
    before = page.locator(".sc-answer").inner_text()
    choose(page, "Year", "2016/17")
    expect(page.locator(".sc-answer")).to_contain_text("2016/17")
    page.go_back()
    expect(page.locator(".sc-answer")).to_have_text(before)


def tab_to(page: Page, target) -> None:
    """Press Tab until the control has the focus, as a reader without a mouse does."""
    for _ in range(60):
        if target.evaluate("one => one.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")


def test_by_keyboard_alone(page: Page, app):
    open_compare(page, app, MEASURE)
    tab_to(page, picker(page, "Year"))
    page.keyboard.type("2018")
    page.keyboard.press("Enter")
    expect(page.locator(".sc-answer")).to_contain_text(PAPER)

    tab_to(page, picker(page, "Pick a neighbour"))
    page.keyboard.type("Donc")
    page.keyboard.press("Enter")
    expect(page.locator(".sc-cmp-picked-line")).to_contain_text("Doncaster: 27.0%")

    tab_to(page, page.get_by_role("button", name=re.compile("^Neighbours: average")))
    page.keyboard.press("Enter")
    tab_to(page, picker(page, "Neighbour list"))
    page.keyboard.type("May 2025")
    page.keyboard.press("Enter")
    expect(page.locator(".sc-answer")).to_contain_text("(21.13%)")
    page.keyboard.press("Escape")

    tab_to(page, page.get_by_role("radiogroup", name="Compare with"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("against="))

    fold = page.locator("details.sc-folded", has_text="The figures as a table").locator("summary")
    tab_to(page, fold)
    page.keyboard.press("Enter")
    expect(page.locator("tr.sc-ours").first).to_be_visible()


@pytest.mark.parametrize("size", PHONES, ids=str)
@pytest.mark.parametrize("against", ["", "region", "all"])
def test_a_phone_shows_one_column_and_never_scrolls_sideways(page: Page, app, size, against):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_compare(page, app, f"{MEASURE}&year=2018/19&neighbour=E08000017&against={against}")
    for fold in page.locator("details.sc-folded > summary").all():
        fold.click()
    widths = page.evaluate("[document.documentElement, document.querySelector('.stMain')].map(one => one.scrollWidth)")
    outside = page.evaluate(
        "[...document.querySelectorAll('.sc-cmp-label, .sc-cmp-row, .sc-small-panel, .sc-answer')]"
        ".map(one => one.getBoundingClientRect()).filter(box => box.width)"
        ".filter(box => box.left < 0 || box.right > innerWidth + 1).length"
    )
    assert max(widths) <= size[0]
    assert outside == 0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("against", ["", "all"])
def test_nothing_bars_a_reader(page: Page, app, theme, against):
    look_at(page, 1280, theme)
    open_compare(page, app, f"{MEASURE}&year=2018/19&neighbour=E08000017&against={against}")
    for fold in page.locator("details.sc-folded > summary").all():
        fold.click()
    assert faults_of(page) == {}


def test_the_pointer_repeats_what_the_table_says(page: Page, app):
    open_compare(page, app)
    dot = page.locator(".sc-cmp-row.sc-cmp-is-ours .sc-cmp-dot")
    said = dot.get_attribute("data-said")
    assert said == "Rotherham: 21.3% (886 of 4,163), 82nd of 151"
    dot.hover()
    shown = dot.evaluate("one => getComputedStyle(one, '::after').content")
    assert shown == f'"{said}"'
    row = show_table(page).locator("tr.sc-ours")
    for words in ("21.3%", "886 of 4,163", "82nd"):
        expect(row).to_contain_text(words)


def test_the_download_opens_in_a_spreadsheet(page: Page, app):
    open_compare(page, app, f"{MEASURE}&year=2018/19&against=region")
    page.get_by_role("button", name="Download the figures").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="2018/19, as shown: Excel").click()
    assert waiting.value.suggested_filename == "compare-re-referrals-2018-19-region.xlsx"
    sheet = load_workbook(io.BytesIO(waiting.value.path().read_bytes()))["Figures"]
    figures = {row[2]: row[4] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert figures["Rotherham"] == 21.3
    # Fifteen authorities, region and England, and the neighbours both ways: averaged and counted together.
    assert len(figures) == 19


def test_from_the_indicator_page_and_back(page: Page, app):
    visit(page, f"{app.url}/indicator?id=re-referrals")
    page.get_by_role("link", name=re.compile("^Each neighbour by name")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How do we compare? Re-referrals within 12 months")
    page.get_by_role("link", name="Re-referrals within 12 months: our own figures").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Re-referrals within 12 months")


def test_the_page_asks_nothing_of_any_other_host(page: Page, app):
    hosts = set()
    page.on("request", lambda request: hosts.add(re.sub(r"^(data|blob):.*|^\w+://([^:/]+).*", r"\2", request.url)))
    open_compare(page, app)
    expect(page.locator(".sc-small img").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert hosts - {""} == {"127.0.0.1"}

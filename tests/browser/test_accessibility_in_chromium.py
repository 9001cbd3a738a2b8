"""What axe cannot see: the keyboard, enlarged and respaced text, targets for a finger, and a reader's own colours."""

import re

import pytest
from conftest import look_at
from every_page import PAGES, open_page, sideways
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# A window of 1,280 by 1,024 at 400 % zoom.
ZOOMED = {"width": 320, "height": 256}
# Enough for what stands before a page's own content and the first of it, forwards and back.
STOPS = 40
SMALLEST = 24
# WCAG 1.4.12, what a reader may set and lose nothing.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
SETTLE_MS = 300

_FOCUS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const box = one.getBoundingClientRect();
    const marked = [one, one.parentElement, one.parentElement?.parentElement].some(near => {
        const style = getComputedStyle(near);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    });
    // Not wholly hidden: of its part within the window, the middle or a corner is what a pointer there would meet.
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    const places = [[.5, .5], [.05, .1], [.95, .9], [.05, .9], [.95, .1]];
    const met = left < right && top < bottom && places
        .map(([x, y]) => document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y))
        .some(found => found && (one.contains(found) || found.contains(one)));
    return {name: one.outerHTML.slice(0, 160), marked, met};
}"""
_CUT = """() => [...document.querySelectorAll('.stMain .stHtml *, .stMain label, .stMain button')].filter(one => {
    if (!one.checkVisibility({visibilityProperty: true}) || one.closest('.sc-hidden')) return false;
    const style = getComputedStyle(one), hides = way => ['hidden', 'clip'].includes(way);
    const across = hides(style.overflowX) && one.scrollWidth > one.clientWidth + 2;
    const down = hides(style.overflowY) && one.scrollHeight > one.clientHeight + 2;
    return one.innerText?.trim() && one.clientWidth > 1 && (across || down);
}).map(one => one.outerHTML.slice(0, 160))"""
_SMALL = """least => [...document.querySelectorAll('.stHtml a, .stHtml summary')]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.closest('th, td, h3, summary'))
    .filter(one => one.getBoundingClientRect().height < least).map(one => one.outerHTML.slice(0, 120))"""


def walk(page: Page, key: str) -> list[str]:
    """Press a key again and again; name each stop that is hidden or not marked."""
    faults = []
    for _ in range(STOPS):
        page.keyboard.press(key)
        focus = page.evaluate(_FOCUS)
        if focus and not (focus["marked"] and focus["met"]):
            faults.append(f"{key}: {focus}")
    return faults


@pytest.mark.parametrize("name", ["tracker", "scorecard as printed", "clinic sheet"])
def test_each_stop_of_the_keyboard_is_seen(page: Page, app, name):
    open_page(page, app.url, PAGES[name])
    assert walk(page, "Tab") + walk(page, "Shift+Tab") == []


@pytest.mark.parametrize("name", ["tracker", "scorecard", "compare"])
def test_at_four_times_the_size_nothing_is_lost(page: Page, app, name):
    page.set_viewport_size(ZOOMED)
    open_page(page, app.url, PAGES[name])
    assert walk(page, "Tab") == []
    page.add_style_tag(content=SPACING)
    page.wait_for_timeout(SETTLE_MS)
    assert page.evaluate(_CUT) == []
    assert sideways(page) == 0


@pytest.mark.parametrize("name", ["scorecard as printed", "quality", "history"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_finger_meets_the_links_of_tables(page: Page, app, name, width):
    look_at(page, width, "light")
    open_page(page, app.url, PAGES[name])
    assert page.evaluate(_SMALL, SMALLEST) == []


@pytest.mark.parametrize(("name", "button"), [("scorecard", "More filters"), ("tracker", "As it stood")])
def test_a_popover_takes_the_keyboard_and_gives_it_back(page: Page, app, name, button):
    open_page(page, app.url, PAGES[name])
    opener = page.get_by_role("button", name=re.compile(button))
    opener.press("Enter")
    opened = page.get_by_test_id("stPopoverBody")
    expect(opened).to_be_focused()
    page.wait_for_timeout(SETTLE_MS)
    page.keyboard.press("Tab")
    assert opened.evaluate("one => one.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_phone_menu_is_walked_through_only_when_open(phone: Page, app):
    open_page(phone, app.url, "")
    menu = phone.get_by_role("button", name="Menu", exact=True)
    link = phone.get_by_test_id("stSidebarNavLink").first
    expect(link).to_be_hidden()
    menu.press("Enter")
    expect(link).to_be_focused()


def test_the_language_is_ours(page: Page, app):
    open_page(page, app.url, "about")
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")


def test_a_reader_s_own_colours_keep_what_is_drawn(page: Page, app):
    page.emulate_media(forced_colors="active")
    open_page(page, app.url, "compare?id=re-referrals&year=2018/19&against=all")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for drawn in (".sc-cmp-dot.sc-cmp-neighbour", ".stButtonGroup [aria-checked=true]"):
        seen = page.locator(drawn).first.evaluate("one => getComputedStyle(one).backgroundColor")
        assert seen not in (ground, "rgba(0, 0, 0, 0)")
    open_page(page, app.url, PAGES["scorecard"])
    drawn = page.locator(".sc-spark-line, .sc-ring").first.evaluate("one => getComputedStyle(one).backgroundColor")
    assert drawn not in (ground, "rgba(0, 0, 0, 0)")
    chip = page.locator(".sc-chip.sc-red").first
    expect(chip).to_have_css("border-top-style", "solid")
    expect(chip).to_contain_text("■")

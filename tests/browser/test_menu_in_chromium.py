"""The names of the pages: on a desk, on a phone, and in the browser's tab."""

import pytest
from conftest import look_at
from every_page import faults_of, open_page
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_what_does_not_fit_is_a_menu_that_the_keyboard_opens(page: Page, app):
    look_at(page, 1024, "light")
    open_page(page, app.url, "quality")
    expect(page).to_have_title("Data quality · Rotherham scorecard")
    page.get_by_test_id("stTopNav").get_by_role("button", name="more").press("Enter")
    page.get_by_role("menuitem", name="Accessibility").press("Enter")
    expect(page).to_have_title("Accessibility · Rotherham scorecard")
    expect(page.get_by_role("heading", level=1, name="Accessibility")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_menu_of_a_phone_bars_nobody(phone: Page, app, scheme):
    look_at(phone, 390, scheme)
    open_page(phone, app.url, "accessibility")
    # Streamlit keeps a menu open for a visitor who left it so.
    if (button := phone.get_by_test_id("stExpandSidebarButton")).is_visible():
        button.click()
    expect(phone.get_by_test_id("stSidebarNavItems").get_by_role("link", name="Clinic preparation")).to_be_visible()
    assert faults_of(phone) == {}


def test_an_old_link_to_the_scorecard_leads_there_with_what_it_asks_for(page: Page, app):
    open_page(page, app.url, "?search=plan&month=2019-10")
    expect(page).to_have_title("Scorecard · Rotherham scorecard")
    expect(page.get_by_label("Find a measure")).to_have_value("plan")
    assert "month=2019-10" in page.url

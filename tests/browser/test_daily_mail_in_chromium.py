"""The daily e-mail's page as a mail program shows it: axe's rules, light and dark, wide and narrow, nothing loaded."""

import email
from email.policy import default

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import look_at

from dashboard.reports.daily_eml import daily_eml
from dashboard.views.daily.build import build_daily
from dashboard.views.ground import Ground

pytestmark = pytest.mark.browser

WIDE, NARROW = 600, 360


@pytest.fixture(scope="module")
def html(demo) -> str:
    message = email.message_from_bytes(daily_eml(build_daily(Ground(demo))), policy=default)
    return message.get_body(("html",)).get_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_message_passes_axe_and_fits(visitor, html, scheme):
    page = visitor.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    look_at(page, WIDE, scheme)
    page.set_content(html)
    assert Axe().run(page).response["violations"] == []
    look_at(page, NARROW, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert [address for address in asked if not address.startswith("cid:")] == []
    page.close()

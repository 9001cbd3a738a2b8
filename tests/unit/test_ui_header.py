"""The header of every page and the name of the browser's tab."""

from __future__ import annotations

from dashboard.ui.header import header_html, tab_title
from dashboard.ui.readers import Header


def test_the_tab_names_the_page_before_the_council() -> None:
    header = Header(council="Rotherham", demonstration="")

    assert tab_title("Data quality", header) == "Data quality · Rotherham scorecard"


def test_a_demonstration_is_said_on_every_page() -> None:
    assert 'role="note"' in header_html(Header(council="Rotherham", demonstration="Figures are made up."))


def test_a_council_with_its_own_figures_has_no_notice() -> None:
    assert "note" not in header_html(Header(council="Rotherham", demonstration=""))

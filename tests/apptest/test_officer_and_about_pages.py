"""Data quality, the catalogue, how judgements are made, and accessibility, on the demonstration."""

from __future__ import annotations

import pytest
from page_content import content_of

from dashboard.ui import readers

MEASURE = "re-referrals"


@pytest.fixture(autouse=True)
def real_figures(monkeypatch, demo_file, demo):
    """Put the demonstration where the pages look for figures."""
    monkeypatch.setattr(readers, "open_session", lambda _settings: demo)
    monkeypatch.setenv("SCORECARD_STORE", f"sqlite:///{demo_file}")


class TestQuality:
    def test_counts_each_section_and_names_what_is_overdue(self, open_app):
        content = content_of(open_app("quality"))
        assert content.faults() == []
        assert "1,113 of the 1,385 figures due are there" in content.text
        assert "Where do sources disagree? (22)" in content.text

    def test_a_section_of_the_address_shows_its_measures(self, open_app):
        app = open_app("quality", section="looked-after")
        content = content_of(app)
        assert app.selectbox(key="pick-section").value == "looked-after"
        assert content.faults() == []
        assert "Unaccompanied asylum-seeking children in care" in content.text
        assert "suppressed" in content.text

    def test_an_unknown_section_is_named(self, open_app):
        content = content_of(open_app("quality", section="nope"))
        assert any("There is no section “nope”" in words for words in content.notices)


class TestCatalogue:
    def test_lists_every_measure_and_takes_search_and_theme_from_the_address(self, open_app):
        assert "96 measures" in content_of(open_app("catalogue")).text
        found = content_of(open_app("catalogue", search="re-referred", theme="front-door"))
        assert "1 of 96 measures" in found.text
        assert found.faults() == []

    def test_a_deep_link_opens_the_whole_definition(self, open_app):
        content = content_of(open_app("catalogue", id=MEASURE))
        assert content.faults() == []
        for words in ("Low: lower is better", "Below 22%", "22% to 26%", "Head of Service, First Response", "1.7"):
            assert words in content.text
        assert f"indicator?id={MEASURE}" in content.text

    def test_an_unknown_measure_gets_those_most_like_it(self, open_app):
        content = content_of(open_app("catalogue", id="rereferals"))
        assert any("There is no measure called “rereferals”" in words for words in content.notices)
        assert f"catalogue?id={MEASURE}" in content.text


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (
            "about",
            ("On target", "No real change", "Of 96 measures, about 2 would be marked by chance", "Licence v3.0"),
        ),
        ("accessibility", ("WCAG) 2.2", "Rotherham's performance team", "a way round it")),
    ],
)
def test_the_pages_about_the_product_stand_in_order(open_app, page, words):
    content = content_of(open_app(page))
    assert content.faults() == []
    assert all(one in content.text for one in words)

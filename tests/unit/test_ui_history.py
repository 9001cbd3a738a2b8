"""The history page's parts."""

import dataclasses

import pytest
from fixtures import views

from dashboard.ui.history_forms import WithdrawOrder, withdraw_faults
from dashboard.ui.history_parts import accepted_html, comparison_html, edition_html, fall_back_html, steps_html
from dashboard.ui.links import history_link


def test_an_empty_history_is_said():
    assert "Nothing has been published yet." in steps_html(())


def test_each_step_says_who_when_why_and_links_to_its_edition():
    html = steps_html(views.history_steps())
    for words in ("16 April 2020, 09:12 UTC", "by Head of service", "Wrong file", "1 issue accepted", "27 kB"):
        assert words in html
    assert html.count('href="history?edition=12"') == 2
    assert html.count("since withdrawn") == 1
    assert "<script>" not in html


def test_an_edition_shows_what_was_accepted_and_why():
    html = edition_html(views.edition_view())
    assert "Confirmed with the service" in html
    assert "is withdrawn" not in html
    assert "Wrong file" in edition_html(views.edition_view(12))
    assert "Nothing was wrong" in accepted_html(dataclasses.replace(views.edition_view(), accepted=()))


def test_what_a_withdrawal_would_do_is_said_beforehand():
    assert "65 figures would disappear" in fall_back_html(views.edition_view())


class TestComparison:
    def test_shows_restated_gone_and_added(self):
        html = comparison_html(views.comparison_view(), "")
        places = [
            html.index(words) for words in ("figures added", "Restated, old", "none does now", "Added, by measure")
        ]
        assert places == sorted(places)
        assert "+0.5 points" in html

    def test_a_search_keeps_the_measures_that_match_every_word(self):
        html = comparison_html(views.comparison_view(), "number CONTACTS")
        assert "Number of contacts" in html
        assert "re-referred" not in html

    def test_nothing_that_matches_and_nothing_that_differs_are_told_apart(self):
        view = views.comparison_view()
        assert "No figure that changed matches “&lt;b&gt;”." in comparison_html(view, "<b>")
        assert "No figure differs." in comparison_html(dataclasses.replace(view, restated=(), gone=(), added=()), "")

    def test_an_edition_that_is_none_is_said(self):
        assert "There is no edition 14" in comparison_html(views.comparison_view(14), "")

    def test_a_long_list_starts_folded(self):
        view = views.comparison_view()
        assert " open" in comparison_html(view, "")
        long = dataclasses.replace(view, restated=view.restated * 20, gone=(), added=())
        assert " open" not in comparison_html(long, "")


@pytest.mark.parametrize(
    ("order", "sure", "faults"),
    [
        (WithdrawOrder(by="", reason=""), False, 3),
        (WithdrawOrder(by="Officer", reason="Wrong"), False, 1),
        (WithdrawOrder(by="Officer", reason="Wrong"), True, 0),
    ],
)
def test_a_withdrawal_needs_name_reason_and_tick(order, sure, faults):
    assert len(withdraw_faults(order, sure=sure)) == faults


def test_links_to_the_history():
    assert history_link() == "history"
    assert history_link(12) == "history?edition=12"
    assert history_link(first=3, second=12) == "history?from=3&to=12"

"""Looking back: what each edition changed equals its receipt, two moments compared, and what a withdrawal undoes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from demo_fixtures import SOCIAL_CARE, publish_demo

from dashboard.editions.compare import Difference
from dashboard.errors import StoreError
from dashboard.intake.history import (
    compare_editions,
    edition_changes,
    moves_since,
    preview_withdrawal,
    withdraw_edition,
)
from dashboard.views.build_history import build_comparison, build_edition, list_steps, moved_words

MARCH, APRIL, MAY, JUNE = SOCIAL_CARE[:4]


@pytest.fixture
def three(new_session):
    session = new_session()
    for name in (MARCH, APRIL, MAY):
        publish_demo(session, name)
    return session


def test_every_edition_of_the_demonstration_changed_what_its_receipt_says(demo):
    for edition in demo.store.editions():
        changes = edition_changes(demo, edition.number)
        assert changes.counts(edition.counts.refused) == edition.counts, edition.number


def test_neighbouring_editions_of_one_report_differ_by_what_the_later_one_changed(demo):
    numbers = [edition.number for edition in demo.store.editions() if edition.report == "social-care-scorecard"]
    for first, second in pairwise(numbers):
        assert compare_editions(demo, first, second).changes == edition_changes(demo, second).changes


def test_turned_round_what_was_added_is_gone(demo):
    there, back = compare_editions(demo, 4, 9), compare_editions(demo, 9, 4)
    assert len(there.of(Difference.ADDED)) == len(back.of(Difference.GONE)) > 0
    assert len(there.of(Difference.RESTATED)) == len(back.of(Difference.RESTATED)) > 0
    assert compare_editions(demo, 9, 9).changes == ()


@pytest.mark.parametrize("ask", [edition_changes, preview_withdrawal, lambda s, n: compare_editions(s, 1, n)])
def test_an_edition_that_is_none_is_named(demo, ask):
    with pytest.raises(StoreError, match="There is no edition 999") as caught:
        ask(demo, 999)
    assert caught.value.issues[0].code == "unknown-edition"


def test_a_withdrawal_does_what_its_preview_said(three):
    before = three.store.figures()
    fall = preview_withdrawal(three, 3)
    assert three.store.revision() == 3
    withdraw_edition(three, 3, by="Officer", reason="Wrong file")

    assert fall.gone == three.store.edition(3).counts.added
    assert sum(fall.back.values()) == len(before[(before["edition"] == 3) & before["value"].notna()]) - fall.gone
    assert set(fall.back) == {2}


def test_a_withdrawn_file_published_again_is_a_new_edition_with_the_old_counts(three):
    withdraw_edition(three, 3, by="Officer", reason="Wrong file")
    again = publish_demo(three, MAY).receipt
    assert (again.edition, again.already_published) == (4, False)
    assert again.counts == three.store.edition(3).counts
    assert compare_editions(three, 3, 4).changes == ()
    assert preview_withdrawal(three, 3).gone == 0


def test_a_withdrawal_between_two_editions_shows_in_their_comparison(three):
    withdraw_edition(three, 3, by="Officer", reason="Wrong file")
    june = publish_demo(three, JUNE).receipt
    assert june.counts == edition_changes(three, june.edition).counts()
    assert compare_editions(three, 2, june.edition).changes == edition_changes(three, june.edition).changes


def test_moves_name_who_published_and_withdrew_since(three):
    assert moves_since(three, 3) == ()
    assert moved_words(three, 3) == ""
    withdraw_edition(three, 1, by="Head of service", reason="Wrong")
    publish_demo(three, JUNE, by="A colleague")
    assert [edition.number for edition in moves_since(three, 3)] == [1, 4]
    assert moved_words(three, 3) == (
        "Head of service withdrew edition 1 (Social care scorecard, March 2019, issue 1). "
        "A colleague published edition 4 (Social care scorecard, June 2019, issue 1)."
    )


class TestViews:
    def test_steps_are_in_the_order_in_which_they_were_taken_the_newest_first(self, three):
        withdraw_edition(three, 2, by="Head of service", reason="Wrong file")
        steps = list_steps(three)
        assert [(step.number, step.is_withdrawal) for step in steps] == [(2, True), (3, False), (2, False), (1, False)]
        assert (steps[0].by, steps[0].reason) == ("Head of service", "Wrong file")
        assert [step.state for step in steps] == ["", "", "Withdrawn", ""]
        assert steps[1].file.startswith("cyps-social-care-scorecard-2019-05.xlsx, ")

    def test_an_edition_says_what_its_withdrawal_would_do(self, three):
        view = build_edition(three, 3)
        counts = three.store.edition(3).counts
        assert f"{counts.added} figures would disappear" in " ".join(view.fall_back)
        assert "would go back to edition 2’s (Social care scorecard, April 2019, issue 1)." in " ".join(view.fall_back)
        assert "5 of" not in view.withdrawn
        covered = build_edition(three, 2).fall_back
        assert any("would stay as now: newer editions state them." in words for words in covered)

    def test_a_withdrawn_edition_says_by_whom_and_offers_no_withdrawal(self, three):
        withdraw_edition(three, 3, by="Head of service", reason="Wrong file")
        view = build_edition(three, 3)
        assert "by Head of service: Wrong file" in view.withdrawn
        assert view.fall_back == ()

    def test_accepted_issues_come_with_their_reasons(self, demo):
        edition = next(one for one in demo.store.editions() if demo.store.accepted_of(one.number))
        (line,) = build_edition(demo, edition.number).accepted
        assert line.reason == edition.reason
        assert "!" in line.place

    def test_counts_of_a_comparison_are_the_receipts(self, demo):
        edition = demo.store.edition(9)
        counts = dict(build_comparison(demo, 9).counts)
        assert counts["figures added"] == edition.counts.added
        assert counts["restated"] == edition.counts.restated
        assert counts["unchanged"] == edition.counts.unchanged

    def test_a_comparison_over_several_reports_names_each(self, demo):
        last = demo.store.editions()[-1].number
        view = build_comparison(demo, 1, last)
        assert any("Social care scorecard" in line.indicator for line in view.added)

    @pytest.mark.parametrize("number", [0, 999])
    def test_what_is_not_there_is_said(self, demo, number):
        assert "There is no edition" in build_edition(demo, number).not_found
        assert "There is no edition" in build_comparison(demo, number).not_found
        assert "There is no edition" in build_comparison(demo, 1, number).not_found

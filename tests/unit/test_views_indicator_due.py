"""What is expected next: by the rhythm of past issues, and the national release."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dashboard.editions.changes import ChangeCounts
from dashboard.periods import month
from dashboard.store.records import Edition, Withdrawal
from dashboard.views.indicator_due import updates_of
from dashboard.views.quality.releases import Due, Release
from dashboard.vocabulary import ReportId

NOBODY = Withdrawal(by="x", reason="x", recorded_at=datetime(2020, 1, 1, tzinfo=UTC), revision=9)
RELEASE = Release(
    dataset="d",
    name="Children in need",
    source="DfE",
    newest=None,
    issued_on=None,
    expected=month(2020, 10),
    due=Due.LATER,
    words="expected in October 2020",
)


def edition(as_at, days, *, issue=1, withdrawn=None):
    return Edition(
        number=1,
        revision=1,
        report=ReportId("scorecard"),
        title="Scorecard",
        as_at=as_at,
        issue_number=issue,
        issued_on=as_at.end + timedelta(days=days) if as_at else date(2020, 1, 1),
        recorded_at=datetime(2020, 1, 1, tzinfo=UTC),
        filename="x.xlsx",
        sha256="",
        size=1,
        by="x",
        reason="",
        counts=ChangeCounts(added=1),
        withdrawn=withdrawn,
    )


MARCH = month(2020, 3)


def monthly(*lags, step=1):
    return [edition(MARCH.shift(-step * place), days) for place, days in enumerate(reversed(lags))]


def report_words(editions, today=date(2020, 4, 20)):
    (update,) = updates_of("Monthly scorecard", editions, None, is_published=False)
    return update.words_on(today)


def test_the_next_month_is_expected_the_usual_days_after_its_end():
    assert report_words(monthly(20, 12, 12, 15, 13, 12, 16)) == (
        "Monthly scorecard for April 2020: expected about 12 May 2020, going by the last six issues."
    )


def test_once_that_day_has_passed_it_says_so():
    editions = monthly(12, 12, 12)
    assert "expected about 12 May 2020" in report_words(editions, date(2020, 5, 12))
    late = report_words(editions, date(2020, 5, 13))
    assert late.endswith("was expected about 12 May 2020, going by the last three issues, and is not here yet.")


def test_issues_before_the_last_six_count_no_more():
    assert report_words(monthly(90, 90, 90, 90, 90, 90, 10, 10, 10, 10, 10, 10)).count("10 May 2020") == 1


def test_a_quarterly_report_is_expected_a_quarter_on():
    assert "for June 2020: expected about 30 July 2020" in report_words(monthly(30, 30, 30, step=3))


def test_a_later_issue_of_a_month_and_a_withdrawn_edition_do_not_count():
    editions = monthly(12, 12, 12)
    again = [replace(editions[0], issue_number=2, issued_on=date(2020, 6, 30))]
    gone = [edition(month(2020, 4), 1, withdrawn=NOBODY), edition(None, 0)]
    assert report_words([*editions, *again, *gone]) == report_words(editions)


@pytest.mark.parametrize("editions", [[], monthly(12), monthly(12, 12)])
def test_too_few_issues_are_not_known(editions):
    assert report_words(editions) == "Not known: there are too few past issues to go by."


@pytest.mark.parametrize(
    ("release", "is_published", "words"),
    [
        (RELEASE, True, ["Children in need: expected in October 2020."]),
        (None, True, ["Not known."]),
        (None, False, []),
    ],
)
def test_the_national_release_is_said_where_there_is_one(release, is_published, words):
    found = updates_of("", [], release, is_published=is_published)
    assert [one.words_on(date(2020, 1, 1)) for one in found] == words

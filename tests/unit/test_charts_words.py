"""What a chart's points say in words."""

import pytest
from fixtures.views import trend_view

from dashboard.charts.words import gap_words, has_figures, period_word
from dashboard.periods import academic_year, calendar_year, financial_year, month, quarter, week
from dashboard.views.indicator import TrendPoint

NONE, NOT_APPLICABLE = "no figure", "not applicable"


def points(first, *said):
    """Make a point for each: a figure where a number is given, a gap with its reason where words are."""
    periods = [first.shift(place) for place in range(len(said))]
    return tuple(
        TrendPoint(
            start=period.start,
            label=period.short_words,
            value=None if isinstance(one, str) else one,
            words=str(one),
        )
        for period, one in zip(periods, said, strict=True)
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ((), []),
        ((1.0, 2.0), []),
        ((NONE,), ["No figure: Apr 2017."]),
        ((NONE,) * 24, ["No figure: Apr 2017 to Mar 2019."]),
        ((NONE, NONE, 1.0, NONE), ["No figure: Apr 2017 to May 2017, Jul 2017."]),
        ((NONE, NOT_APPLICABLE, NONE), ["No figure: Apr 2017, Jun 2017.", "Not applicable: May 2017."]),
        ((0.0, NOT_APPLICABLE, 0.0), ["Not applicable: May 2017."]),
    ],
)
def test_each_reason_is_said_once_with_its_periods(said, words):
    assert gap_words(points(month(2017, 4), *said)) == words


def test_gaps_of_years_are_said_in_years():
    assert gap_words(points(financial_year(2015), NONE, NONE, 3.0)) == ["No figure: 2015/16 to 2016/17."]


@pytest.mark.parametrize(
    ("first", "word"),
    [
        (month(2019, 4), "month"),
        (quarter(2019, 4), "quarter"),
        (financial_year(2018), "year"),
        (academic_year(2017), "year"),
        (calendar_year(2017), "year"),
        (week(2020, 5), "week"),
    ],
)
def test_the_word_for_a_period_follows_from_its_label(first, word):
    assert period_word(points(first, 1.0)) == word


def test_without_points_the_word_is_month():
    assert period_word(()) == "month"


def test_nought_is_a_figure_and_a_gap_is_none():
    assert has_figures(trend_view(points=points(month(2019, 4), NONE, 0.0)))
    assert not has_figures(trend_view(points=points(month(2019, 4), NONE)))
    assert not has_figures(trend_view(points=()))

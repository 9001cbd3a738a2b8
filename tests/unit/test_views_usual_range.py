"""The usual range as the chart draws it: which stretches, how cut, which points stand out, which notes."""

from datetime import date

import pytest
from fixtures.judgements import APRIL_2018, STEADY, WORSE, judged

from dashboard.catalogue.schema import Break, Rebase
from dashboard.judge.signal import SignalState
from dashboard.periods import month
from dashboard.views.judged_trend import build_judged
from dashboard.views.usual_range import is_of_printed_points, marks_of, ranges_of, rules_of
from dashboard.vocabulary import Basis, Polarity, Unit


def test_the_range_covers_its_points_and_says_itself_in_figures():
    (band,) = ranges_of(judged(STEADY))
    assert (band.start, band.end) == (date(2018, 4, 1), date(2019, 4, 30))
    assert band.low < band.level < band.high
    assert band.words == f"{band.low:.1f}% to {band.high:.1f}%, usual level {band.level:.1f}%"


@pytest.mark.parametrize("count", [2, 6, 11])
def test_a_trial_range_is_not_drawn(count):
    assert ranges_of(judged(STEADY[:count])) == ()
    assert marks_of(judged((*STEADY[: count - 1], 10.0))) == {}


def test_after_a_rebase_each_stretch_has_its_own_range_and_a_short_one_none():
    since = APRIL_2018.shift(13)
    bands = ranges_of(judged((*STEADY, *(value - 40 for value in STEADY)), rebases=(since,)))
    assert [band.start for band in bands] == [APRIL_2018.start, since.start]
    assert bands[1].high < bands[0].low
    assert len(ranges_of(judged((*STEADY, 40.0, 41.0, 42.0), rebases=(since,)))) == 1


@pytest.mark.parametrize(
    ("values", "unit", "low", "high"),
    [
        ((90.0, 100.0) * 7, Unit.PER_CENT, None, 100.0),
        ((0.0, 9.0) * 7, Unit.COUNT, 0.0, None),
        ((0.0, 9.0) * 7, Unit.RATE_PER_10000, 0.0, None),
        # An average may be below nought: nothing is cut.
        ((0.0, 9.0) * 7, Unit.AVERAGE, None, None),
    ],
)
def test_limits_are_drawn_cut_at_what_the_unit_can_be(values, unit, low, high):
    judgement = judged(values, unit=unit)
    (band,), limits = ranges_of(judgement), judgement.signal.limits
    assert band.low == (limits.lower if low is None else low)
    assert band.high == (limits.upper if high is None else high)
    if low is not None:
        assert limits.lower < low


@pytest.mark.parametrize(
    ("polarity", "state", "words"),
    [
        (Polarity.HIGHER_IS_BETTER, SignalState.CONCERN, "Worse than usual"),
        (Polarity.LOWER_IS_BETTER, SignalState.IMPROVEMENT, "Better than usual"),
        (Polarity.NO_POLARITY, SignalState.NEUTRAL_LOW, "Lower than usual"),
        (Polarity.CLOSE_TO_TARGET, SignalState.NEUTRAL_LOW, "Lower than usual"),
    ],
)
def test_a_point_that_stands_out_is_marked_by_polarity(polarity, state, words):
    marks = marks_of(judged(WORSE, polarity=polarity))
    assert {period: (mark.state, mark.words) for period, mark in marks.items()} == {month(2019, 5): (state, words)}


def test_a_point_marked_earlier_stays_marked():
    judgement = judged((*WORSE, 80.0))
    assert judgement.signal.state is SignalState.COMMON_CAUSE
    assert list(marks_of(judgement)) == [month(2019, 5)]


def test_printed_figures_of_separate_months_have_the_range_and_no_chart_of_their_own(demo):
    judgement, indicator = judged(WORSE), demo.catalogue.indicators[0]
    assert is_of_printed_points(judgement)
    assert build_judged(indicator, judgement) is None
    assert not is_of_printed_points(None)
    assert build_judged(indicator, None) is None


def test_what_was_worked_out_has_a_chart_of_its_own_without_limits_on_the_printed_line(demo):
    stock = (600.0, 603.0, 599.0, 605.0, 604.0, 607.0, 603.0, 601.0, 606.0, 604.0, 608.0, 609.0, 605.0, 607.0)
    judgement = judged(stock, basis=Basis.MONTH_END, unit=Unit.COUNT, polarity=Polarity.NO_POLARITY)
    assert not is_of_printed_points(judgement)
    chart = build_judged(demo.catalogue.indicators[0], judgement)
    # The first month has none before it: it is no gap.
    assert [point.value for point in chart.points[:3]] == [3.0, -4.0, 6.0]
    assert chart.points[1].words == "−4.0"
    assert len(chart.ranges) == 1
    assert chart.ranges[0].low < 0 < chart.ranges[0].high
    assert chart.title == "What is judged: the change since the figure before"


def test_differences_of_percentages_are_in_points(demo):
    values = [80.0 + (place % 5) for place in range(30)]
    chart = build_judged(demo.catalogue.indicators[0], judged(values, seasonal=True))
    assert chart.unit_suffix == ""
    assert chart.subtitle.endswith("(points)")
    assert chart.points[0].label == "Apr 2019"
    assert chart.points[0].words.endswith(" points")


class TestRules:
    def changed(self, demo):
        changes = {
            "breaks": (Break(since="2019-12", note="Counted by the day."),),
            "rebases": (
                Rebase(
                    since="2019-06",
                    decided_on=date(2019, 9, 1),
                    by="Head of Service, Safeguarding",
                    reason="A new rota for chairs.",
                ),
                Rebase(
                    since="2019-07", decided_on=date(2019, 9, 1), by="Head", reason="x", bases=(Basis.YEAR_TO_DATE,)
                ),
            ),
        }
        return demo.catalogue.indicators[0].model_copy(update=changes)

    def test_they_are_numbered_in_order_and_only_a_definition_cuts_the_line(self, demo):
        marks = rules_of(self.changed(demo), Basis.IN_MONTH, month(2019, 4), month(2020, 3))
        assert [(mark.number, mark.at, mark.cuts_line) for mark in marks] == [
            (1, date(2019, 6, 1), False),
            (2, date(2019, 12, 1), True),
        ]
        assert marks[0].note == (
            "A new usual level from June 2019: A new rota for chairs "
            "(decided on 1 September 2019 by: Head of Service, Safeguarding)."
        )

    def test_what_lies_outside_the_series_or_on_another_form_is_left_out(self, demo):
        found = self.changed(demo)
        assert rules_of(found, Basis.IN_MONTH, month(2019, 12), month(2020, 3)) == ()
        assert len(rules_of(found, Basis.YEAR_TO_DATE, month(2019, 4), month(2020, 3))) == 3

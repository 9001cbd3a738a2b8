"""The trend the size of a word: which figures, which range, and what it says."""

import pytest
from fixtures.judgements import STEADY, WORSE, judged

from dashboard.judge.signal import SignalState
from dashboard.periods import month
from dashboard.views.sparks import NO_SPARK, PERIODS_SHOWN, spark_of
from dashboard.vocabulary import Basis, Polarity, Unit

LONG = tuple(STEADY[place % len(STEADY)] for place in range(40))


def test_no_judgement_has_no_line():
    assert spark_of(None) == NO_SPARK
    assert (NO_SPARK.values, NO_SPARK.words) == ((), "No figures")


def test_the_last_periods_are_shown_with_their_usual_range_and_what_they_say():
    spark = spark_of(judged(WORSE))
    assert spark.values == WORSE
    assert spark.state is SignalState.CONCERN
    assert spark.low is not None
    assert spark.high is not None
    assert spark.low > WORSE[-1]
    assert spark.words == (
        f"April 2018 to May 2019: from 80.0% to 55.0%; usual range {spark.low:.1f}% to {spark.high:.1f}%; "
        "worse than usual"
    )


def test_two_years_at_most():
    spark = spark_of(judged(LONG))
    assert spark.values == LONG[-PERIODS_SHOWN:]
    assert (spark.state, spark.low is None) == (None, False)
    assert spark.words.startswith("August 2019 to July 2021: from ")


@pytest.mark.parametrize(
    ("values", "kept", "words"),
    [
        ((None, 5.0, None, 7.0), (5.0, None, 7.0), "May 2018 to July 2018: from 5.0% to 7.0%, 1 period without"),
        ((5.0, 7.0, None), (5.0, 7.0, None), "April 2018 to May 2018: from 5.0% to 7.0%; no figure for June 2018"),
        ((5.0, None), (5.0, None), "April 2018: 5.0%, the only figure; no figure for May 2018"),
        ((None, None), (), "No figures"),
        ((0.0, 0.0), (0.0, 0.0), "April 2018 to May 2018: from 0.0% to 0.0%"),
    ],
)
def test_gaps_stay_gaps(values, kept, words):
    spark = spark_of(judged(values))
    assert spark.values == kept
    assert spark.words.startswith(words)
    assert (spark.low, spark.high, spark.state) == (None, None, None)


@pytest.mark.parametrize("basis", [Basis.ROLLING_12_MONTHS, Basis.YEAR_TO_DATE, Basis.MONTH_END])
def test_no_range_where_the_points_judged_are_not_the_printed_ones(basis):
    spark = spark_of(judged(WORSE, basis=basis, unit=Unit.COUNT))
    assert (spark.low, spark.high, spark.state) == (None, None, None)
    assert "range" not in spark.words


def test_a_level_begun_anew_has_no_range_until_it_has_figures_enough():
    spark = spark_of(judged(LONG, rebases=(month(2021, 3),)))
    assert (spark.low, spark.high) == (None, None)
    assert spark_of(judged(LONG, rebases=(month(2020, 3),))).low is not None


def test_a_line_that_never_varied_is_always_the_same():
    assert spark_of(judged((5.0,) * 14, unit=Unit.COUNT)).words.endswith("always 5.0")


def test_higher_or_lower_without_a_better_end():
    spark = spark_of(judged(WORSE, polarity=Polarity.NO_POLARITY))
    assert spark.state is SignalState.NEUTRAL_LOW
    assert spark.words.endswith("lower than usual")

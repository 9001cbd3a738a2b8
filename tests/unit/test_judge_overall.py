"""Ours beside all comparators in one sentence a year: the figures of June 2020, and every way they can lie."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.judge.beside import Comparison, compare_all
from dashboard.judge.case import OtherFigure
from dashboard.judge.comparison import Position
from dashboard.judge.measured import Measured
from dashboard.judge.overall import overall_words, scatter_words
from dashboard.judge.series import Point
from dashboard.judge.verdict import Clear
from dashboard.periods import academic_year, financial_year, month
from dashboard.vocabulary import Basis, Polarity, Unit

YEAR = financial_year(2018)
LOW = Measured(name="Repeat plans", unit=Unit.PER_CENT, decimals=1, polarity=Polarity.LOWER_IS_BETTER)
NONE = Measured(name="Plans", unit=Unit.RATE_PER_10000, decimals=1, polarity=Polarity.NO_POLARITY)
REPEAT, AGAIN = (145, 684), (886, 4163)
NEIGHBOURS = "the average of 10 statistical neighbours"
REGION = "Yorkshire and The Humber"
NO_COUNTS = "the counts are not known"


def ours(counts, period=YEAR):
    return Point(period=period, value=100 * counts[0] / counts[1], numerator=counts[0], denominator=counts[1])


def other(who, value, counts=REPEAT, *, decimals=1, half_digit=0.0, period=YEAR, basis=Basis.FINANCIAL_YEAR, **more):
    return OtherFigure(
        **{"key": who, "who": who, "period": period, "basis": basis, "value": value, "decimals": decimals}
        | {"ours": ours(counts, period), "half_digit": half_digit}
        | more
    )


def beside(who, value, position, clear=Clear.NO, reason="", scatter=None, **more):
    figure = other(who, value, **more)
    return Comparison(other=figure, position=position, clear=clear, reason=reason, allowing_for_scatter=scatter)


def test_repeat_plans_of_june_2020():
    others = [
        other(REGION, 19.6, half_digit=0.05),
        other(NEIGHBOURS, 18.39, decimals=2, half_digit=0.05),
        other("England", 20.8, half_digit=0.05),
    ]
    assert overall_words(LOW, compare_all(LOW, others)) == (
        "In 2018/19 ours (21.2%) was worse than Yorkshire and The Humber (19.6%), the average of 10 statistical "
        "neighbours (18.39%) and England (20.8%); each of these differences could be chance."
    )


def test_re_referrals_of_june_2020():
    others = [
        other(REGION, 24.6, AGAIN, half_digit=0.05),
        other("the pooled rate of 10 statistical neighbours", 22.1, AGAIN, half_digit=0.05),
        other("England", 22.6, AGAIN, half_digit=0.05),
    ]
    assert overall_words(LOW, compare_all(LOW, others)) == (
        "In 2018/19 ours (21.3%) was clearly better than Yorkshire and The Humber (24.6%); better than the pooled rate "
        "of 10 statistical neighbours (22.1%) and England (22.6%), but each of these differences could be chance."
    )


BETTER, WORSE, SAME, CANNOT = Position.BETTER, Position.WORSE, Position.SAME, Position.CANNOT_SAY
SHAPES = {
    "none": ([], ""),
    "one, chance": (
        [beside("England", 20.8, WORSE)],
        "In 2018/19 ours (21.2%) was worse than England (20.8%), but the difference could be chance.",
    ),
    "one, clear": (
        [beside("England", 24.8, BETTER, Clear.YES)],
        "In 2018/19 ours (21.2%) was clearly better than England (24.8%).",
    ),
    "one, cannot say": (
        [beside("England", 24.8, BETTER, Clear.CANNOT_SAY, NO_COUNTS)],
        "In 2018/19 ours (21.2%) was better than England (24.8%); whether that is more than chance cannot be said: "
        "the counts are not known.",
    ),
    "one, the same": (
        [beside("England", 21.2, SAME, Clear.CANNOT_SAY, NO_COUNTS)],
        "In 2018/19 ours (21.2%) was the same as England (21.2%).",
    ),
    "the same and another": (
        [beside(REGION, 19.6, WORSE), beside("England", 21.2, SAME)],
        "In 2018/19 ours (21.2%) was the same as England (21.2%) and worse than Yorkshire and The Humber (19.6%), "
        "but the difference could be chance.",
    ),
    "all clear, both ways": (
        [beside(REGION, 17.6, WORSE, Clear.YES), beside("England", 29.2, BETTER, Clear.YES)],
        "In 2018/19 ours (21.2%) was clearly better than England (29.2%) and clearly worse than Yorkshire and The "
        "Humber (17.6%).",
    ),
    "all chance, both ways": (
        [beside(REGION, 20.6, WORSE), beside("England", 22.2, BETTER)],
        "In 2018/19 ours (21.2%) was better than England (22.2%) and worse than Yorkshire and The Humber (20.6%); "
        "each of these differences could be chance.",
    ),
    "every kind": (
        [
            beside("A", 17.6, WORSE, Clear.YES),
            beside("B", 20.6, WORSE),
            beside("C", 29.2, BETTER, Clear.CANNOT_SAY, NO_COUNTS),
            beside("D", 30.2, BETTER, Clear.YES),
            beside("E", 21.2, SAME),
        ],
        "In 2018/19 ours (21.2%) was clearly better than D (30.2%); better than C (29.2%), though whether that is more "
        "than chance cannot be said: the counts are not known; the same as E (21.2%); clearly worse than A (17.6%); "
        "worse than B (20.6%), but that difference could be chance.",
    ),
    "two years": (
        [
            beside(REGION, 19.6, WORSE, period=financial_year(2017), counts=(100, 500)),
            beside("England", 29.2, BETTER, Clear.YES),
        ],
        "In 2018/19 ours (21.2%) was clearly better than England (29.2%). In 2017/18 ours (20.0%) was worse than "
        "Yorkshire and The Humber (19.6%), but the difference could be chance.",
    ),
    "a school year": (
        [beside("England", 20.8, WORSE, period=academic_year(2017), basis=Basis.ACADEMIC_YEAR)],
        "In the school year 2017/18 ours (21.2%) was worse than England (20.8%), but the difference could be chance.",
    ),
    "a window": (
        [beside(REGION, 20.8, WORSE, period=month(2020, 2), basis=Basis.ROLLING_12_MONTHS)],
        "In the 12 months to February 2020 ours (21.2%) was worse than Yorkshire and The Humber (20.8%), but the "
        "difference could be chance.",
    ),
    "not comparable, for one reason": (
        [
            beside(REGION, None, CANNOT, Clear.CANNOT_SAY, "it is not a national measure"),
            beside("England", None, CANNOT, Clear.CANNOT_SAY, "it is not a national measure"),
        ],
        "Not compared with Yorkshire and The Humber or England: it is not a national measure.",
    ),
    "some not comparable": (
        [
            beside(REGION, 24.0, CANNOT, Clear.CANNOT_SAY, "ours is the year so far, theirs is a full year"),
            beside("England", 20.8, WORSE),
        ],
        "In 2018/19 ours (21.2%) was worse than England (20.8%), but the difference could be chance. Not compared with "
        "Yorkshire and The Humber: ours is the year so far, theirs is a full year.",
    ),
    "ours of few cases": (
        [beside("England", 20.8, WORSE, counts=(3, 9))],
        "In 2018/19 ours (3 of 9) was worse than England (20.8%), but the difference could be chance.",
    ),
    "theirs provisional": (
        [beside("England", 24.8, BETTER, Clear.YES, is_provisional=True)],
        "In 2018/19 ours (21.2%) was clearly better than England (provisional 24.8%).",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes(shape):
    given_comparisons, expected = SHAPES[shape]
    assert overall_words(LOW, given_comparisons) == expected


def test_without_a_better_end_it_is_higher_or_lower():
    figure = Point(period=YEAR, value=64.0)
    both = [
        beside("England", 43.7, Position.HIGHER, Clear.YES, ours=figure),
        beside(REGION, 66.0, BETTER, ours=figure),
    ]
    assert overall_words(NONE, both) == (
        "In 2018/19 ours (64.0 per 10,000) was clearly higher than England (43.7 per 10,000); lower than Yorkshire and "
        "The Humber (66.0 per 10,000), but that difference could be chance."
    )


def test_the_scatter_of_authorities_names_whom_it_makes_alike():
    both = [
        beside("England", 29.2, BETTER, Clear.YES, scatter=Clear.NO),
        beside(REGION, 17.6, WORSE, Clear.YES, scatter=Clear.YES),
        beside("A", 20.6, WORSE, scatter=Clear.NO),
    ]
    assert scatter_words(both) == (
        "But gaps this wide are common: authorities differ far more than chance would make them, and allowing for that "
        "ours is about the same as England."
    )
    assert scatter_words(both[1:]) == ""


COMPARISONS = st.lists(
    st.builds(
        beside,
        st.sampled_from(["A", "B", "C"]),
        st.none() | st.floats(0, 100).map(lambda value: round(value, 1)),
        st.sampled_from(Position),
        st.sampled_from(Clear),
        st.sampled_from(["", NO_COUNTS]),
        period=st.sampled_from([YEAR, financial_year(2017)]),
    ),
    max_size=5,
)


@given(COMPARISONS, st.sampled_from([LOW, NONE]))
def test_every_comparator_is_named_once_in_whole_sentences(several, measured):
    said = overall_words(measured, several)
    assert bool(said) == bool(several)
    assert not re.search(r"[{}_]|\s\s|\.\.|,,|None|nan", said)
    for who in ("A", "B", "C"):
        count = sum(one.other.who == who for one in several)
        assert len(re.findall(rf"\b{who}\b", said)) == count
    assert len(re.findall(r"In \d{4}", said)) <= 2

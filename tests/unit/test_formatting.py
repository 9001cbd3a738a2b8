"""Numbers, differences, counts and reasons as readers see them."""

from datetime import date

import pytest

from dashboard.formatting import (
    BASIS_WORDS,
    MISSING_WORDS,
    POLARITY_WORDS,
    UNIT_WORDS,
    format_counts,
    format_date,
    format_difference,
    format_figure,
    format_number,
    listed,
    one_line,
    plural,
    uncapital,
)
from dashboard.vocabulary import Basis, Missing, Polarity, Unit


@pytest.mark.parametrize(
    ("words", "members"),
    [(BASIS_WORDS, Basis), (UNIT_WORDS, Unit), (MISSING_WORDS, Missing), (POLARITY_WORDS, Polarity)],
)
def test_every_member_has_its_words(words, members):
    assert set(words) == set(members)
    assert all(word.strip() for word in words.values())
    assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "expected"),
    [
        (21.3, Unit.PER_CENT, 1, "21.3%"),
        (20.01, Unit.PER_CENT, 2, "20.01%"),
        (92.85, Unit.PER_CENT, 1, "92.9%"),
        (100, Unit.PER_CENT, 1, "100.0%"),
        (1196, Unit.COUNT, 0, "1,196"),
        (1234567, Unit.COUNT, 0, "1,234,567"),
        (104.55, Unit.RATE_PER_10000, 1, "104.6"),
        (268.9, Unit.FULL_TIME_EQUIVALENT, 1, "268.9"),
        (0, Unit.PER_CENT, 1, "0.0%"),
    ],
)
def test_figures(value, unit, decimals, expected):
    assert format_figure(value, unit, decimals) == expected


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "expected"),
    [
        (1.3, Unit.PER_CENT, 1, "+1.3 points"),
        (-3.7, Unit.PER_CENT, 1, "−3.7 points"),
        (0.0, Unit.PER_CENT, 1, "0.0 points"),
        (-12, Unit.COUNT, 0, "−12"),
        (1204, Unit.COUNT, 0, "+1,204"),
    ],
)
def test_differences_carry_a_sign_and_percentages_are_in_points(value, unit, decimals, expected):
    assert format_difference(value, unit, decimals) == expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(45, 78, "45 of 78"), (1030.0, 4493.0, "1,030 of 4,493"), (0, 12, "0 of 12"), (None, 78, ""), (45, None, "")],
)
def test_counts(numerator, denominator, expected):
    assert format_counts(numerator, denominator) == expected


def test_a_day_has_its_month_as_a_word():
    assert format_date(date(2019, 11, 1)) == "1 November 2019"


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 figures"), (1, "1 figure"), (2, "2 figures"), (1500, "1,500 figures")]
)
def test_a_count_agrees_with_its_noun(count, expected):
    assert plural(count, "figure") == expected


def test_an_irregular_plural_is_given():
    assert (plural(1, "child", "children"), plural(2, "child", "children")) == ("1 child", "2 children")


def test_a_number_rounds_half_up():
    assert format_number(2.5, 0) == "3"


@pytest.mark.parametrize(("value", "written"), [(-0.04, "0.0"), (0.04, "0.0"), (-0.05, "-0.1"), (0.0, "0.0")])
def test_what_rounds_to_nought_has_no_sign(value, written):
    assert format_number(value, 1) == written


@pytest.mark.parametrize(
    ("value", "written"), [(-0.04, "0.0 points"), (0.04, "0.0 points"), (-0.05, "−0.1 points"), (0.05, "+0.1 points")]
)
def test_a_difference_that_rounds_to_nought_has_no_sign(value, written):
    assert format_difference(value, Unit.PER_CENT, 1) == written


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_joined(names, words):
    assert listed(names) == words


def test_another_word_may_stand_before_the_last():
    assert listed(["A", "B"], "or") == "A or B"


@pytest.mark.parametrize(("words", "expected"), [("Below 22%", "below 22%"), ("", ""), ("ADCS region", "aDCS region")])
def test_only_the_first_letter_is_made_small(words, expected):
    assert uncapital(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Broken\nover  lines\n", "Broken over lines"), ("One line", "One line"), (None, ""), ("", "")],
)
def test_words_over_several_lines_become_one(words, expected):
    assert one_line(words) == expected

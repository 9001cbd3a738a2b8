"""Which figures tell a small count by themselves."""

import pytest

from dashboard.disclosure.small import few_cases, is_a_small_fraction, is_small, places_of, tells_a_small_count


@pytest.mark.parametrize(
    ("count", "small"), [(None, False), (0, False), (1, True), (5, True), (5.5, False), (6, False), (-2, False)]
)
def test_counts_of_one_to_five_are_small(count, small):
    assert is_small(count) == small


@pytest.mark.parametrize(
    ("top", "bottom", "is_share", "tells"),
    [
        (3, 40, True, True), (37, 40, True, True), (0, 40, True, False), (40, 40, True, False), (0, 4, True, True),
        (20, 40, True, False), (None, 40, True, False), (3, None, True, True), (37, 40, False, False),
        (60, 4, False, False), (3, 58000, False, True),
    ],
)  # fmt: skip
def test_a_share_tells_by_what_is_above_below_and_left(top, bottom, is_share, tells):
    assert tells_a_small_count(top, bottom, is_share=is_share) == tells


@pytest.mark.parametrize(
    ("value", "decimals", "places"), [(57.1, 1, 1), (57.0, 1, 1), (57.0, 0, 0), (42.857143, 1, 6), (3.0, None, 0)]
)
def test_places_are_those_that_can_be_seen_or_worked_out(value, decimals, places):
    assert places_of(value, decimals) == places


def flags(*values, form="in_month", places=1):
    return few_cases([(form, value, places) for value in values])


def test_percentages_that_mostly_read_as_few_cases_are_taken_for_such():
    assert flags(57.1, 33.3, 50.0, 91.3) == [True, True, True, False]


def test_one_of_many_that_reads_as_few_cases_does_so_by_chance():
    assert flags(57.1, *[90 + tenth / 10 for tenth in range(1, 20)]) == [False] * 20


def test_none_and_all_and_whole_percentages_tell_no_few_cases():
    assert flags(0.0, 100.0) == [False, False]
    assert flags(57, 33, 50, places=0) == [False, False, False]


@pytest.mark.parametrize(
    ("value", "places", "small"),
    [
        (100 * 22 / 27, 9, True),
        (100 * 4 / 31, 9, True),
        (100 * 150 / 311, 9, False),
        (81.5, 1, False),
        (100.0, 9, False),
    ],
)
def test_a_percentage_kept_finely_gives_its_counts_away(value, places, small):
    assert is_a_small_fraction(round(value, 9), places) == small

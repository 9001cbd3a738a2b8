"""Targets and tolerances from their words, each end included or not as the words say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.vocabulary import Polarity
from dashboard.workbook.bounds import PrintedBound, expected_range, parse_bound, read_bound, tolerance_bands
from dashboard.workbook.grid import GridCell

HIGH, LOW = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER


def below(figure: float) -> PrintedBound:
    return PrintedBound(high=figure)


def at_most(figure: float) -> PrintedBound:
    return PrintedBound(high=figure, high_included=True)


def above(figure: float) -> PrintedBound:
    return PrintedBound(low=figure)


def at_least(figure: float) -> PrintedBound:
    return PrintedBound(low=figure, low_included=True)


def between(low: float, high: float) -> PrintedBound:
    return PrintedBound(low=low, high=high, low_included=True, high_included=True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<80%", below(80)), ("< 80", below(80)), ("Less than 22%", below(22)), ("Fewer than 85", below(85)),
        ("lower than 10.8%", below(10.8)), ("Under 460", below(460)), ("below 460", below(460)),
        ("<=80%", at_most(80)), ("≤ 80%", at_most(80)), ("10.8% or less", at_most(10.8)), ("20 or fewer", at_most(20)),
        ("20 or below", at_most(20)), ("No more than 20", at_most(20)), ("not more than 20%", at_most(20)),
        ("At most 20", at_most(20)), ("up to 20", at_most(20)), ("maximum of 20", at_most(20)),
        ("Maximum 20", at_most(20)),
        (">25%", above(25)), ("> 25", above(25)), ("More than 25", above(25)), ("greater than 25%", above(25)),
        ("Over 25", above(25)), ("above 25%", above(25)),
        ("90%+", at_least(90)), ("90 +", at_least(90)), (">=90%", at_least(90)), ("≥90", at_least(90)),
        ("At least 90%", at_least(90)), ("90% or more", at_least(90)), ("90 or above", at_least(90)),
        ("90% and above", at_least(90)), ("no less than 90", at_least(90)), ("no fewer than 90", at_least(90)),
        ("Minimum of 90%", at_least(90)), ("Additional 800", at_least(800)),
        ("80-90%", between(80, 90)), ("80% - 90%", between(80, 90)), ("80–90%", between(80, 90)),
        ("80 to 90%", between(80, 90)), ("between 80 and 90", between(80, 90)), ("90-80%", between(80, 90)),
        ("4.2-5%", between(4.2, 5)), ("1,000-1,200", between(1000, 1200)), ("£1,000 to £2,000", between(1000, 2000)),
        ("\u00a080\u00a0–\u00a090% ", between(80, 90)), ("-5 to 5", between(-5, 5)),
    ],
)  # fmt: skip
def test_a_band_keeps_which_ends_it_includes(words: str, expected: PrintedBound):
    for polarity in Polarity:
        assert parse_bound(words, polarity) == expected


@pytest.mark.parametrize("words", ["99.1", "99.1%", " 99.1 %", "£99.1"])
def test_a_bare_figure_is_bounded_by_the_polarity(words: str):
    assert parse_bound(words, HIGH) == at_least(99.1)
    assert parse_bound(words, LOW) == at_most(99.1)
    assert parse_bound(words, Polarity.CLOSE_TO_TARGET) == between(99.1, 99.1)
    assert parse_bound(words, Polarity.NO_POLARITY) is None


@pytest.mark.parametrize(
    "words",
    ["", "-", "n/a", "No target", "Above Stat Neighbour Average", "Measure for information", "80-90-100", "80%%",
     "<", "<x", "or less", "about 80", "80 or so", "2019/20", "80 or more or less", "80% by March"],
)  # fmt: skip
def test_other_words_are_no_bound(words: str):
    assert parse_bound(words, HIGH) is None


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [(0.95, "0%", at_least(95)), (0.29, "0.0%", at_least(29)), (95, "General", at_least(95)), (633, "0", at_least(633)),
     (0, "0%", at_least(0)), (95.5, '0.0"%"', at_least(95.5)), ("95%+", "General", at_least(95))],
)  # fmt: skip
def test_a_target_cell_may_hold_a_number(value, number_format: str, expected: PrintedBound):
    cell = GridCell(row=1, column=1, value=value, number_format=number_format)
    assert read_bound(cell, HIGH) == expected


@pytest.mark.parametrize("value", [True, False, None, ""])
def test_a_target_cell_may_hold_nothing(value):
    assert read_bound(GridCell(row=1, column=1, value=value), HIGH) is None


def test_the_target_is_the_figure_a_band_names():
    assert (below(85).target, at_least(90).target, between(80, 90).target) == (85, 90, 80)


figures = st.integers(0, 100_000).map(lambda tenths: tenths / 10)


@given(figures, figures)
def test_a_written_range_is_read_back_either_way_round(one: float, other: float):
    expected = between(min(one, other), max(one, other))
    for words in (f"{one}-{other}%", f"{one:,} to {other:,}", f"between {one}% and {other}%"):
        assert parse_bound(words, LOW) == expected


@given(figures)
def test_a_written_bound_is_read_back(figure: float):
    assert parse_bound(f"<{figure}%", HIGH) == below(figure)
    assert parse_bound(f"{figure:,}+", LOW) == at_least(figure)
    assert parse_bound(f"{figure} or less", HIGH) == at_most(figure)


# A target with one tolerance or floor standard


def printed(value, number_format: str = "General") -> GridCell:
    return GridCell(row=1, column=1, value=value, number_format=number_format)


def bands(target, tolerance, polarity: Polarity, *, is_width: bool = False):
    goal = read_bound(printed(target), polarity)
    assert goal is not None
    found = tolerance_bands(goal, printed(tolerance), polarity, is_width=is_width)
    return None if found is None else (found.amber, found.red)


@pytest.mark.parametrize(
    ("target", "tolerance", "amber", "red"),
    [
        (45, 40, PrintedBound(low=40, high=45, low_included=True), below(40)),
        ("45%", "40%", PrintedBound(low=40, high=45, low_included=True), below(40)),
        ("90%+", "85 or more", PrintedBound(low=85, high=90, low_included=True), below(85)),
        (95, "+/- 5%", PrintedBound(low=90, high=95, low_included=True), below(90)),
        (95, "±5", PrintedBound(low=90, high=95, low_included=True), below(90)),
        (95, "2.5 points", PrintedBound(low=92.5, high=95, low_included=True), below(92.5)),
        (">90", 85, PrintedBound(low=85, high=90, low_included=True, high_included=True), below(85)),
    ],
)
def test_where_high_is_good_amber_reaches_from_the_floor_to_the_target(target, tolerance, amber, red):
    assert bands(target, tolerance, HIGH) == (amber, red)


@pytest.mark.parametrize(
    ("target", "tolerance", "amber", "red"),
    [
        (10, 12, PrintedBound(low=10, high=12, high_included=True), above(12)),
        ("10%", "± 2%", PrintedBound(low=10, high=12, high_included=True), above(12)),
        ("Less than 22", 25, PrintedBound(low=22, high=25, low_included=True, high_included=True), above(25)),
    ],
)
def test_where_low_is_good_it_reaches_from_the_target_up(target, tolerance, amber, red):
    assert bands(target, tolerance, LOW) == (amber, red)


def test_a_heading_may_call_the_tolerance_a_width():
    assert bands(95, 5, HIGH, is_width=True) == (PrintedBound(low=90, high=95, low_included=True), below(90))
    assert bands(50, 5, Polarity.CLOSE_TO_TARGET, is_width=True) == (between(45, 55), None)


@pytest.mark.parametrize(
    ("target", "tolerance", "polarity"),
    [
        (90, 5, HIGH),  # a width or a floor of 5?
        (10, 5, LOW),
        (40, 45, HIGH),  # on the good side
        (45, "some", HIGH),
        (45, None, HIGH),
        (50, 45, Polarity.CLOSE_TO_TARGET),
    ],
)
def test_a_tolerance_that_could_be_two_things_is_none(target, tolerance, polarity: Polarity):
    assert bands(target, tolerance, polarity) is None


@given(st.integers(20, 100), st.integers(0, 9), st.sampled_from([HIGH, LOW]))
def test_the_bands_of_a_tolerance_leave_no_figure_out_and_none_twice(goal: int, step: int, polarity: Polarity):
    floor = goal - step if polarity is HIGH else goal + step
    target = read_bound(printed(goal), polarity)
    found = tolerance_bands(target, printed(floor), polarity)
    assert found is not None
    for figure in (goal - 30, floor - 0.1, floor, (goal + floor) / 2, goal, goal + 0.1, floor + 30):
        assert sum(holds(band, figure) for band in (target, found.amber, found.red)) == 1


def holds(band: PrintedBound, figure: float) -> bool:
    low = band.low is None or figure > band.low or (band.low_included and figure == band.low)
    return low and (band.high is None or figure < band.high or (band.high_included and figure == band.high))


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [(100, 150, between(100, 150)), ("1,000", "1,200", between(1000, 1200)), (100, None, at_least(100)),
     (None, 150, at_most(150)), (150, 100, None), (None, None, None), ("n/a", "n/a", None)],
)  # fmt: skip
def test_an_expected_range_has_both_its_ends(lower, upper, expected: PrintedBound | None):
    assert expected_range(printed(lower), printed(upper)) == expected
    assert expected_range(None, None) is None

"""Keys as whole numbers: the same number for the same key, and the last row of each, in any order of the rows."""

import numpy as np
import pandas as pd
import pytest
from editions_builders import ENGLAND, OURS, stored
from hypothesis import given
from hypothesis import strategies as st
from store_fixtures import a_figure

from dashboard.editions.keys import any_in, last_of_each, number_keys, number_report_keys, places_in_order
from dashboard.editions.lean import fill_columns
from dashboard.observations import COLUMNS, KEY, Observations
from dashboard.periods import month
from dashboard.vocabulary import Basis

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["scorecard", "plan"]),
        st.sampled_from([Basis.IN_MONTH, Basis.MONTH_END]),
        st.sampled_from([OURS, ENGLAND]),
        st.integers(1, 3),
        st.integers(1, 4),
    ),
    unique=True,
    max_size=30,
)


def frame_of(rows):
    """One row of the store for each: report, basis, area, month, edition."""
    return stored(
        *(
            (edition, report, f"2019-{edition:02d}", 1, [a_figure(1.0, basis=basis, area=area, period=month(2019, m))])
            for report, basis, area, m, edition in rows
        )
    )


def told_apart(frame, columns):
    """Number the keys the slow way."""
    return [tuple(row) for row in frame[columns].itertuples(index=False)]


@given(ROWS, st.booleans())
def test_a_number_stands_for_a_key(rows, in_store_order):
    frame = frame_of(rows)
    if in_store_order and rows:
        frame = frame.sort_values(["indicator", "area", "basis", "period", "edition"])
    for number, columns in ((number_keys, list(KEY)), (number_report_keys, ["report", *KEY])):
        if rows:
            pairs = set(zip(number(frame).tolist(), told_apart(frame, columns), strict=True))
            assert len(pairs) == len({one for one, _ in pairs}) == len({key for _, key in pairs})


@given(ROWS)
def test_the_last_row_of_each_key_is_that_of_the_highest_edition(rows):
    if not rows:
        return
    frame = frame_of(rows)
    kept = frame[last_of_each(number_report_keys(frame), [places_in_order(frame["edition"])])]
    expected = frame.sort_values("edition", kind="stable").drop_duplicates(["report", *KEY], keep="last").sort_index()
    pd.testing.assert_frame_equal(kept, expected)


def test_of_rows_that_are_alike_the_last_stands():
    flags = last_of_each(np.array([0, 1, 0, 1]), [np.array([5, 2, 5, 1])])
    assert flags.tolist() == [False, True, True, False]


def test_the_first_column_weighs_most():
    flags = last_of_each(np.array([0, 0]), [np.array([2, 1]), np.array([1, 2])])
    assert flags.tolist() == [True, False]


def test_any_in():
    found = any_in(np.array([0, 1, 0, 2]), np.array([True, False, False, False]))
    assert found.tolist() == [True, False, True, False]


def test_nothing_has_no_numbers():
    nothing = frame_of([(("scorecard"), Basis.IN_MONTH, OURS, 1, 1)]).iloc[:0]
    assert number_keys(nothing).tolist() == number_report_keys(nothing).tolist() == []


@pytest.mark.parametrize("lacking", [["text", "kind"], ["numerator", "derived", "cell"], []])
def test_columns_that_were_not_read_say_nothing(lacking):
    whole = Observations.of([a_figure(1.0)]).frame
    filled = Observations(fill_columns(whole.drop(columns=lacking)))
    assert filled.frame[list(COLUMNS)].dtypes.to_dict() == whole[list(COLUMNS)].dtypes.to_dict()
    assert filled[0].value == 1.0

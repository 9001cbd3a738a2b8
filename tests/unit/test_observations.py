"""Observations: the key, its uniqueness, the frame's columns and types, and the way there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_fixtures import OCTOBER, ROTHERHAM, a_figure

from dashboard.observations import COLUMNS, Observations
from dashboard.periods import parse_period
from dashboard.vocabulary import AreaCode, Basis, Kind, Missing

NUMBERS = st.one_of(st.none(), st.floats(-1e9, 1e9, allow_nan=False))


@st.composite
def observations(draw):
    value = draw(NUMBERS)
    return a_figure(
        value,
        missing=None if value is not None else draw(st.sampled_from(Missing)),
        basis=draw(st.sampled_from(Basis)),
        period=parse_period(draw(st.sampled_from(["2019-04", "2019/20-Q4", "2018/19", "2017/18-AY", "2020-W05"]))),
        kind=draw(st.sampled_from(Kind)),
        numerator=draw(NUMBERS),
        denominator=draw(NUMBERS),
        decimals=draw(st.one_of(st.none(), st.integers(0, 9))),
        provisional=draw(st.booleans()),
        derived=draw(st.booleans()),
        text=draw(st.text(max_size=20)),
        sheet=draw(st.text(max_size=20)),
        cell=draw(st.text(max_size=5)),
    )


@given(observations())
def test_what_goes_into_the_frame_comes_out_again(figure):
    assert list(Observations.of([figure])) == [figure]


def test_the_key_is_indicator_basis_area_and_period():
    assert a_figure().key == ("re-referrals", Basis.ROLLING_12_MONTHS, ROTHERHAM, OCTOBER)


@pytest.mark.parametrize(("value", "missing"), [(None, None), (20.7, Missing.SUPPRESSED)], ids=["neither", "both"])
def test_there_is_a_value_or_a_reason_never_both_nor_neither(value, missing):
    with pytest.raises(ValueError, match="give a value or the reason"):
        a_figure(value, missing=missing)


def test_nought_is_a_figure():
    (figure,) = Observations.of([a_figure(0.0)])
    assert (figure.value, figure.missing) == (0.0, None)


def test_a_key_may_stand_once():
    with pytest.raises(ValueError, match=r"re-referrals.*more than once"):
        Observations.of([a_figure(20.7), a_figure(20.8)])


@pytest.mark.parametrize(
    "change",
    [{"indicator": "other"}, {"basis": Basis.IN_MONTH}, {"area": AreaCode("E92000001")}, {"period": OCTOBER.shift(1)}],
)
def test_any_part_of_the_key_tells_two_figures_apart(change):
    assert len(Observations.of([a_figure(), a_figure(**change)])) == 2


@pytest.mark.parametrize("figures", [[], [a_figure()], [a_figure(None, missing=Missing.SUPPRESSED)]])
def test_the_columns_have_the_same_types_whatever_is_in_them(figures):
    types = {name: str(kind) for name, kind in Observations.of(figures).frame.dtypes.items()}
    assert tuple(types) == COLUMNS
    numbers, flags = {"value", "numerator", "denominator", "decimals"}, {"provisional", "derived"}
    for name, kind in types.items():
        assert kind == ("float64" if name in numbers else "bool" if name in flags else "str"), name


def test_a_frame_without_its_columns_is_refused():
    frame = Observations.of([a_figure()]).frame
    with pytest.raises(ValueError, match="lack the columns period, value"):
        Observations(frame.drop(columns=["period", "value"]))

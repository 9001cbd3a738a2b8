"""Reading: figures come back exactly, filtered, and as of either clock."""

import itertools
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from store_fixtures import NOON, OCTOBER, ROTHERHAM, a_draft, a_figure, publish_month

from dashboard.errors import StoreError
from dashboard.observations import COLUMNS, ENGLAND, KEY, Observation, Observations
from dashboard.periods import academic_year, calendar_year, financial_year, month, quarter, week
from dashboard.store import FIGURE_COLUMNS, AsOf, Store
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, Kind, Missing, ReportId

FULL = a_figure(
    57.692307692307693, kind=Kind.BENCHMARK, numerator=45.0, denominator=78.0, decimals=0, provisional=True,
    derived=True, text="58% (45 of 78)", sheet="Social Care", cell="D14",
)  # fmt: skip
BARE = a_figure(None, missing=Missing.SUPPRESSED, area=ENGLAND, period=financial_year(2018))

finite = st.floats(allow_nan=False, allow_infinity=False)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
periods = st.one_of(
    st.builds(month, st.integers(1990, 2090), st.integers(1, 12)),
    st.builds(quarter, st.integers(1990, 2090), st.integers(1, 4)),
    st.builds(financial_year, st.integers(1990, 2090)),
    st.builds(academic_year, st.integers(1990, 2090)),
    st.builds(calendar_year, st.integers(1990, 2090)),
    st.builds(week, st.integers(1990, 2090), st.integers(1, 52)),
)


@st.composite
def any_observation(draw: st.DrawFn) -> Observation:
    missing = draw(st.none() | st.sampled_from(Missing))
    return Observation(
        indicator=IndicatorId(draw(words)),
        basis=draw(st.sampled_from(Basis)),
        area=AreaCode(draw(words)),
        period=draw(periods),
        value=draw(finite) if missing is None else None,
        missing=missing,
        kind=draw(st.sampled_from(Kind)),
        numerator=draw(st.none() | finite),
        denominator=draw(st.none() | finite),
        decimals=draw(st.none() | st.integers(0, 9)),
        provisional=draw(st.booleans()),
        derived=draw(st.booleans()),
        text=draw(words),
        sheet=draw(words),
        cell=draw(words),
    )


def test_the_frame_has_the_figures_columns_and_types(store: Store):
    store.publish(a_draft(FULL, BARE), recorded_at=NOON)
    frame = store.figures()
    assert tuple(frame.columns) == FIGURE_COLUMNS
    assert frame.dtypes[list(COLUMNS)].equals(Observations.of([FULL]).frame.dtypes)
    assert frame.dtypes.astype(str)[len(COLUMNS) :].to_dict() == {
        "edition": "int64", "report": "str", "as_at": "str", "issue_number": "int64", "issued_on": "str",
        "filename": "str",
    }  # fmt: skip
    assert store.figures(indicators=[]).dtypes.equals(frame.dtypes)


def test_a_figure_names_the_edition_that_states_it(store: Store):
    publish_month(store, OCTOBER, 1.0, issued_on=date(2019, 11, 20), filename="a.xlsx", issue_number=3)
    publish_month(store, OCTOBER, 2.0, report=ReportId("early-help"), filename="b.xlsx")
    rows = store.figures()[["value", *FIGURE_COLUMNS[len(COLUMNS) :]]].values.tolist()
    assert rows == [
        [1.0, 1, "social-care", "2019-10", 3, "2019-11-20", "a.xlsx"],
        [2.0, 2, "early-help", "2019-10", 1, "2019-11-20", "b.xlsx"],
    ]


def test_every_field_comes_back(store: Store):
    store.publish(a_draft(FULL, BARE), recorded_at=NOON)
    assert sorted(Observations(store.figures()), key=str) == sorted([FULL, BARE], key=str)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(figures=st.lists(any_observation(), max_size=8, unique_by=lambda figure: figure.key))
def test_any_figure_comes_back_bit_for_bit(store: Store, figures: list[Observation]):
    content = str(store.revision()).encode()
    edition = store.publish(a_draft(*figures, content=content), recorded_at=NOON).edition
    frame = store.figures()
    back = {figure.key: figure for figure in Observations(frame[frame["edition"] == edition])}
    assert back == {figure.key: figure for figure in figures}


@pytest.mark.parametrize("value", [0.1 + 0.2, 5e-324, 1.7976931348623157e308, -1 / 3, 2.0**53 + 2, 100.0, 0.0])
def test_a_number_comes_back_bit_for_bit(store: Store, value: float):
    store.publish(a_draft(a_figure(value, numerator=value)), recorded_at=NOON)
    back = store.figures()[["value", "numerator"]].to_numpy()
    assert back.tobytes() == np.array([value, value]).tobytes()


def test_negative_zero_is_zero_on_both_databases(store: Store):
    store.publish(a_draft(a_figure(-0.0)), recorded_at=NOON)
    assert str(store.figures()["value"].iloc[0]) == "0.0"


def test_a_figure_needs_a_value_or_a_reason(store: Store):
    frame = Observations.of([a_figure()]).frame.assign(missing="suppressed")
    draft = a_draft(observations=Observations(frame))
    with pytest.raises(IntegrityError, match="value_or_reason"):
        store.publish(draft, recorded_at=NOON)
    assert store.is_empty()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"indicators": [IndicatorId("a")]}, [1, 3, 5]),
        ({"indicators": [IndicatorId("a"), IndicatorId("b")]}, [1, 2, 3, 4, 5]),
        ({"areas": [ENGLAND]}, [3]),
        ({"bases": [Basis.MONTH_END]}, [4]),
        ({"reports": [ReportId("early-help")]}, [5]),
        ({"indicators": [IndicatorId("a")], "areas": [ROTHERHAM], "reports": [ReportId("social-care")]}, [1]),
        ({"indicators": []}, []),
        ({"indicators": [IndicatorId("none")]}, []),
    ],
)
def test_filters(store: Store, filters: dict[str, list[str]], expected: list[float]):
    a, b = IndicatorId("a"), IndicatorId("b")
    figures = (
        a_figure(1, indicator=a),
        a_figure(2, indicator=b),
        a_figure(3, indicator=a, area=ENGLAND),
        a_figure(4, indicator=b, basis=Basis.MONTH_END),
    )
    store.publish(a_draft(*figures), recorded_at=NOON)
    store.publish(a_draft(a_figure(5, indicator=a), report=ReportId("early-help"), content=b"2"), recorded_at=NOON)
    assert sorted(store.figures(**filters)["value"]) == expected  # type: ignore[arg-type]


def test_rows_come_in_one_order_on_both_databases(store: Store):
    codes = [IndicatorId(code) for code in ("b", "a-b", "a_b", "aB", "B", "ä", "ab")]
    store.publish(a_draft(*(a_figure(indicator=code) for code in codes)), recorded_at=NOON)
    assert store.figures()["indicator"].tolist() == sorted(codes)


def history(store: Store) -> None:
    """Three editions, two withdrawals: the second figure is wrong, withdrawn in May 2020; the third in June 2020."""

    def at(*day: int) -> datetime:
        return datetime(*day, tzinfo=UTC)  # type: ignore[arg-type, misc]

    def publish(value: float, issued: date, recorded: datetime) -> None:
        draft = a_draft(a_figure(value), content=str(value).encode(), issued_on=issued)
        store.publish(draft, recorded_at=recorded)

    publish(1, date(2019, 11, 20), at(2020, 3, 1))
    publish(2, date(2019, 12, 18), at(2020, 3, 2))
    store.withdraw(2, by="Officer", reason="Wrong file", recorded_at=at(2020, 5, 5, 23, 59, 59, 999_999))
    publish(3, date(2019, 12, 1), at(2020, 5, 6))
    store.withdraw(3, by="Officer", reason="Wrong file", recorded_at=at(2020, 6, 1))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (AsOf(), [1]),
        (AsOf(edition=1), [1]),
        (AsOf(edition=2), [1, 2]),  # its withdrawal came later
        (AsOf(edition=3), [1, 3]),  # edition 2 had been withdrawn by then, edition 3 not yet
        (AsOf(issued=date(2019, 11, 19)), []),
        (AsOf(issued=date(2019, 11, 20)), [1]),
        (AsOf(issued=date(2019, 12, 1)), [1, 3]),
        (AsOf(issued=date(2019, 12, 31)), [1, 2, 3]),  # readers had been given all three
        (AsOf(issued=date(2020, 5, 4)), [1, 2, 3]),
        (AsOf(issued=date(2020, 5, 5)), [1, 3]),  # withdrawn in that day's last microsecond
        (AsOf(issued=date(2020, 5, 31)), [1, 3]),
        (AsOf(issued=date(2020, 6, 1)), [1]),
        (AsOf(issued=date.max), [1]),
        (AsOf(issued=date.min), []),
    ],
)
def test_both_clocks(store: Store, as_of: AsOf, expected: list[float]):
    history(store)
    assert store.figures(as_of=as_of)["value"].tolist() == expected


@pytest.mark.parametrize("number", [0, 4, -1])
def test_as_of_an_edition_that_is_not_there(store: Store, number: int):
    history(store)
    with pytest.raises(StoreError, match=f"no edition {number}: editions run from 1 to 3"):
        store.figures(as_of=AsOf(edition=number))
    with pytest.raises(StoreError, match="no edition"):
        store.original(number)
    with pytest.raises(StoreError, match="no edition"):
        store.issues_of(number)


def test_one_moment_only():
    with pytest.raises(ValueError, match="not both"):
        AsOf(edition=1, issued=date(2020, 1, 1))


def test_a_read_changes_nothing_that_a_second_read_sees(store: Store):
    store.publish(a_draft(FULL), recorded_at=NOON)
    first = store.figures()
    first.loc[:, "value"] = 0.0
    assert store.figures()["value"].tolist() == [FULL.value]


def test_an_earlier_state_is_the_same_whatever_comes_after(store: Store):
    seen: list[pd.DataFrame] = []
    for number, value in enumerate((1.0, 2.0, 3.0), start=1):
        publish_month(store, OCTOBER, value)
        seen.append(store.figures(as_of=AsOf(edition=number)))
    store.withdraw(1, by="Officer", reason="Wrong", recorded_at=NOON)
    for number, frame in enumerate(seen, start=1):
        pd.testing.assert_frame_equal(store.figures(as_of=AsOf(edition=number)), frame)
    assert [len(frame) for frame in seen] == [1, 2, 3]
    assert not any(frame.duplicated([*KEY, "edition"]).any() for frame in seen)
    assert all(len(a) < len(b) for a, b in itertools.pairwise(seen))

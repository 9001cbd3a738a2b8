"""Many figures compared at once: the same results as one after the other."""

import pandas as pd
from editions_builders import stored
from hypothesis import given
from hypothesis import strategies as st
from store_fixtures import ROTHERHAM, a_figure

from dashboard.editions.changes import ChangeCounts, Restatement
from dashboard.editions.preview import preview_changes
from dashboard.editions.resolve import last_in_report
from dashboard.editions.same_figures import differing
from dashboard.observations import ENGLAND, Observations, frame_of
from dashboard.periods import financial_year, month
from dashboard.precision import same_figure
from dashboard.vocabulary import Basis, Kind, Missing, ReportId

REPORT, OTHER = ReportId("lait"), ReportId("briefing")
NOVEMBER = month(2019, 11)

values = st.sampled_from([0.0, -0.0, 20.7, 20.74, 20.75, 20.8, 21.0, 1e9])
decimals = st.none() | st.sampled_from([0, 1, 2])
PERIODS = [month(2019, 9), month(2019, 11), month(2019, 12), financial_year(2018), financial_year(2020)]


@st.composite
def figures(draw):
    """A few figures, reasons and blanks, each key once."""
    keys = draw(
        st.lists(
            st.tuples(st.sampled_from(["a", "b"]), st.sampled_from([ROTHERHAM, ENGLAND]), st.sampled_from(PERIODS)),
            unique=True,
            max_size=8,
        )
    )
    return [draw(a_cell(indicator, area, period)) for indicator, area, period in keys]


@st.composite
def a_cell(draw, indicator, area, period):
    missing = draw(st.none() | st.sampled_from([Missing.NO_FIGURE, Missing.SUPPRESSED, Missing.NOT_AVAILABLE]))
    return a_figure(
        None if missing else draw(values),
        missing=missing,
        decimals=None if missing else draw(decimals),
        indicator=indicator,
        basis=Basis.IN_MONTH,
        area=area,
        period=period,
        kind=draw(st.sampled_from([Kind.VALUE, Kind.BENCHMARK])),
    )


@st.composite
def stores(draw):
    """A few editions of the report and of another."""
    editions = [
        (number, draw(st.sampled_from([REPORT, OTHER])), draw(st.sampled_from(["2019-10", "2019-11", "2019-12"])),
         draw(st.integers(1, 2)), draw(figures()))
        for number in range(1, draw(st.integers(0, 3)) + 1)
    ]  # fmt: skip
    return stored(*editions)


def one_by_one(new_figures, before, *, as_at, issue_number, refused):
    """Count added, restated, unchanged and refused figure by figure: an independent telling of the same rules."""
    standing = {}
    if not before.empty:
        rows = last_in_report(before[before["report"] == REPORT]).reset_index(drop=True)
        orders = zip(rows["as_at"], rows["issue_number"], strict=True)
        standing = {old.key: (old, order) for old, order in zip(Observations(rows), orders, strict=True)}
    kept, added, restated, late = [], [], [], []
    unchanged = overridden = 0
    for new in new_figures:
        old, order = standing.get(new.key, (None, None))
        was = old.value if old else None
        speaks = new.kind is Kind.VALUE and new.period.end <= as_at.end
        if new.missing is Missing.NO_FIGURE and was is None and not speaks:
            continue
        kept.append(new)
        same = was is not None and new.value is not None and same_figure(was, old.decimals, new.value, new.decimals)
        if order is not None and order > (str(as_at), issue_number):
            unchanged += new.value is not None
            overridden += new.value is not None and not same
        elif was is None and new.value is not None:
            added.append(new)
            late += [Restatement(old=old, new=new)] if old else []
        elif was is not None and not same:
            restated.append(Restatement(old=old, new=new))
        else:
            unchanged += new.value is not None
    counts = ChangeCounts(added=len(added), restated=len(restated), unchanged=unchanged, refused=refused)
    return (kept, added, tuple(restated), tuple(late), counts, overridden)


@given(figures(), stores(), st.integers(1, 2))
def test_all_at_once_is_one_by_one(new, before, issue):
    facts = {"as_at": NOVEMBER, "issue_number": issue, "refused": 3}
    found = preview_changes(new, before, report=REPORT, **facts)
    told = (list(found.observations), list(found.added), found.restated, found.late, found.counts, found.overridden)
    assert told == one_by_one(new, before, **facts)
    assert len(found.added_frame) == found.counts.added
    again = preview_changes(Observations.of(new), before, report=REPORT, **facts)
    assert (list(again.observations), again.counts) == (told[0], told[4])


many = st.lists(st.tuples(st.none() | values, decimals, st.none() | values, decimals), min_size=1, max_size=20)


@given(many)
def test_pairs_differ_as_single_pairs_do(pairs):
    columns = [pd.Series(column, dtype="float64") for column in zip(*pairs, strict=True)]
    expected = [
        old is not None and new is not None and not same_figure(old, before, new, now)
        for old, before, new, now in pairs
    ]
    assert differing(*columns).tolist() == expected


@given(
    st.floats(-1e6, 1e6), st.floats(-2, 2), st.integers(0, 3), st.integers(0, 3),
)  # fmt: skip
def test_near_pairs_differ_as_single_pairs_do(old, step, before, now):
    new = old + step
    columns = [pd.Series([one], dtype="float64") for one in (old, before, new, now)]
    assert differing(*columns).tolist() == [not same_figure(old, before, new, now)]


def test_a_frame_may_hold_a_key_twice_until_it_is_kept():
    assert len(frame_of([a_figure(1.0), a_figure(2.0)])) == 2

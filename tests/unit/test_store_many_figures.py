"""Editions of more figures than are in Python's hands at once: written and read in stretches, on both databases."""

import pandas as pd
import pytest
from store_fixtures import NOON, a_draft, a_figure

from dashboard.observations import COLUMNS, ENGLAND, KEY
from dashboard.periods import calendar_year, financial_year, month
from dashboard.store import reads, writes
from dashboard.vocabulary import Basis, Missing

YEAR = {"period": financial_year(2018), "basis": Basis.FINANCIAL_YEAR}
CALENDAR = {"period": calendar_year(2018), "basis": Basis.CALENDAR_YEAR}
FIGURES = [
    *(a_figure(number / 3, period=month(2019, number), text='58% ("45" of 78),\nand more') for number in range(1, 13)),
    a_figure(-0.0, decimals=2, provisional=True, **YEAR),
    a_figure(None, missing=Missing.SUPPRESSED, area=ENGLAND, **YEAR),
    a_figure(0.1 + 0.2, derived=True, numerator=3.0, cell="row 7", **CALENDAR),
]


@pytest.fixture(autouse=True)
def short_stretches(monkeypatch):
    monkeypatch.setattr(reads, "ROWS_AT_ONCE", 4)
    monkeypatch.setattr(writes, "ROWS_AT_ONCE", 4)


def test_what_is_read_is_what_was_written(store):
    store.publish(a_draft(*reversed(FIGURES)), recorded_at=NOON)
    store.publish(a_draft(*FIGURES[:5], content=b"again", issue_number=2), recorded_at=NOON)
    found = store.figures()
    assert found["edition"].tolist().count(2) == 5
    assert found.loc[found["edition"] == 2, "issue_number"].tolist() == [2] * 5
    first = found[found["edition"] == 1].reset_index(drop=True)
    written = a_draft(*FIGURES).observations.frame.sort_values(["indicator", "area", "basis", "period"])
    pd.testing.assert_frame_equal(first[list(COLUMNS)], written.reset_index(drop=True))
    assert (found.sort_values(["indicator", "area", "basis", "period", "edition"]).index == found.index).all()


def test_one_stretch_and_several_give_the_same_frame(store, monkeypatch):
    store.publish(a_draft(*FIGURES), recorded_at=NOON)
    several = store.figures()
    monkeypatch.setattr(reads, "ROWS_AT_ONCE", 1_000)
    pd.testing.assert_frame_equal(store.figures(), several)


def test_an_empty_answer_has_the_same_columns(store):
    nothing = store.figures()
    store.publish(a_draft(*FIGURES), recorded_at=NOON)
    assert nothing.dtypes.to_dict() == store.figures().dtypes.to_dict()
    assert nothing.empty


def test_a_fault_on_the_way_leaves_nothing_behind(store, monkeypatch):
    done = []

    def fail_later(*given):
        done.append(given)
        raise RuntimeError("the process is stopped")

    monkeypatch.setattr(writes, "add_accepted_issues", fail_later)
    with pytest.raises(RuntimeError):
        store.publish(a_draft(*FIGURES), recorded_at=NOON)
    assert done
    assert store.is_empty()
    assert store.figures().empty
    assert list(store.figures()[list(KEY)].columns) == list(KEY)

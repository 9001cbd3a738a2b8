"""Printed targets and tolerances against the catalogue's."""

import pytest
from catalogue_snippets import a_catalogue, load, spoilt
from editions_builders import a_row

from dashboard.catalogue.load import load_catalogue
from dashboard.editions.targets import check_targets
from dashboard.vocabulary import IndicatorId, Kind, Missing

LOW = a_catalogue()
HIGH = spoilt(
    "green: {below: 22}, amber: {at_most: 26}",
    "green: {at_least: 100}, amber: {at_least: 98, below: 100}",
    spoilt("polarity: lower_is_better", "polarity: higher_is_better"),
)
WORDS = spoilt("green: {below: 22}, amber: {at_most: 26}", "text: Above Stat Neighbour Average")
WIDTH = spoilt("amber: {at_most: 26}", "tolerance: 4")
FLOOR = spoilt("amber: {at_most: 26}", "floor: 26")
RELATIVE = spoilt("green: {below: 22}, amber: {at_most: 26}", "relative_to: England")


def codes(catalogue, *targets):
    first = {"indicator": IndicatorId("first"), "printed_name": "Printed first"}
    rows = [a_row(20.7, **first), *(a_row(None, kind=Kind.TARGET, period="2019/20", **first, **one) for one in targets)]
    return [issue.code for issue in check_targets(rows, load(catalogue), "scorecard")]


def band(meaning, low=None, high=None, **changes):
    return {"meaning": meaning, "low": low, "high": high, "missing": None, **changes}


@pytest.mark.parametrize(
    ("catalogue", "printed", "expected"),
    [
        (LOW, band("green", high=22.0), []),
        (LOW, band("green", high=21.0), ["target-differs"]),
        (LOW, band("green", low=22.0), ["target-differs"]),
        (LOW, band("amber", low=22.0, high=26.0), []),
        (LOW, band("amber", low=22.0, high=27.0), ["target-differs"]),
        (LOW, band("red", low=26.0), []),
        (LOW, band("red", low=25.0), ["target-differs"]),
        (HIGH, band("green", low=100.0, high=100.0), ["target-differs"]),
        (HIGH, band("green", low=100.0), []),
        (HIGH, band("amber", low=98.0, high=99.9), []),  # 98-99.9%, with 100% green
        (HIGH, band("red", high=98.0), []),
        (HIGH, band("red", high=97.0), ["target-differs"]),
        (WIDTH, band("amber", low=22.0, high=26.0), []),
        (WIDTH, band("amber", low=22.0, high=27.0), ["target-differs"]),
        (WIDTH, band("red", low=26.0), []),
        (WIDTH, band("red", low=22.0), ["target-differs"]),
        (FLOOR, band("amber", low=22.0, high=26.0), []),
        (FLOOR, band("red", low=27.0), ["target-differs"]),
        (RELATIVE, band("green", text="Below England"), []),
        (RELATIVE, band("green", high=22.0), ["target-differs"]),
        (WORDS, band("green", text="Above Stat Neighbour Average"), []),
        (WORDS, band("green", text="above  stat neighbour average"), []),
        (WORDS, band("green", text="Below Stat Neighbour Average"), ["target-differs"]),
        (WORDS, band("green", low=50.0), ["target-differs"]),
    ],
)
def test_a_printed_band_against_the_catalogues(catalogue, printed, expected):
    assert codes(catalogue, printed) == expected


def test_a_year_without_a_target_is_said_once_not_for_every_band():
    bands = [{**band(meaning, high=22.0), "period": "2018/19"} for meaning in ("red", "amber", "green")]
    first = {"indicator": IndicatorId("first"), "printed_name": "Printed first"}
    rows = [a_row(20.7, **first), *(a_row(None, kind=Kind.TARGET, **first, **one) for one in bands)]
    (issue,) = check_targets(rows, load(LOW), "scorecard")
    assert issue.code == "no-target-for-year"
    assert "has no target for 2018/19" in issue.what


def test_a_blank_or_worded_away_tolerance_is_nothing_to_check():
    assert codes(LOW, {"meaning": "green", "missing": Missing.NO_FIGURE}) == []
    assert codes(LOW, {"meaning": "green", "missing": Missing.NOT_AVAILABLE}) == []


def test_the_issue_prints_both_sides():
    first = {"indicator": IndicatorId("first"), "printed_name": "Printed first"}
    rows = [a_row(20.7, **first), a_row(None, kind=Kind.TARGET, period="2019/20", text="<21%", cell="S10", **first,
                                        **band("green", high=21.0))]  # fmt: skip
    (issue,) = check_targets(rows, load(LOW), "scorecard")
    assert (issue.sheet, issue.cell) == ("1 Front door", "S10")
    assert issue.what == (
        "Name of first: the sheet prints <21% for green; the catalogue has green below 22, amber at most 26."
    )


def test_the_real_workbooks_print_the_catalogues_targets(read_workbooks, root):
    catalogue = load_catalogue(root / "indicators.yaml")
    for name, read in read_workbooks.items():
        assert [i.what for i in check_targets(read.rows, catalogue, read.identity.report.id)] == [], name

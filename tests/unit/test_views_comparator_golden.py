"""The computed series of the reference, whole, and the council's own eight figures of 2018/19.

Source of the eight: the council's committee papers of 16 June 2020. Source of ``comparator_series.csv``: worked out
independently from the department's releases named in data/benchmarks/releases.csv, years ending in March; ``mean_2021``
is the neighbours' mean by the list of April 2021 over ``n_mean_2021`` neighbours, and so on.
"""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dashboard.catalogue.schema import ComparatorMethod
from dashboard.intake.releases import preview_release, publish_release
from dashboard.periods import parse_period
from dashboard.precision import round_half_up
from dashboard.store.records import AsOf
from dashboard.views.comparing.series import ComparatorSeries, measure_of
from dashboard.views.comparing.words import restated_average_words

TABLE = Path(__file__).resolve().parents[1] / "fixtures" / "comparator_series.csv"
AVERAGES = {
    "mean_2021": ("2021-04", ComparatorMethod.MEAN_OF_NEIGHBOURS),
    "mean_2025": ("2025-05", ComparatorMethod.MEAN_OF_NEIGHBOURS),
    "median_2021": ("2021-04", ComparatorMethod.MEDIAN_OF_NEIGHBOURS),
}
# Years before the releases that data/benchmarks keeps.
NOT_KEPT = {
    ("three-or-more-placements", year) for year in ("2010/11", "2011/12", "2012/13", "2013/14", "2015/16", "2016/17")
}

Row = Mapping[str, str]


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def series_of(demo):
    made: dict[tuple[object, ...], ComparatorSeries] = {}

    def make(indicator, list_id=None, method=None) -> ComparatorSeries:
        key = (indicator, list_id, method)
        if key not in made:
            measure = measure_of(demo.catalogue.indicator(indicator))
            made[key] = ComparatorSeries(demo, measure, list_id=list_id, method=method)
        return made[key]

    return make


@pytest.mark.parametrize(
    ("indicator", "ours", "region", "neighbours", "england"),
    [("re-referrals", 21.3, 24.6, 20.01, 22.6), ("repeat-cp-plans-ever", 21.2, 19.6, 18.39, 20.8)],
)
def test_the_eight_figures_of_the_councils_papers(series_of, indicator, ours, region, neighbours, england):
    found = series_of(indicator).year(parse_period("2018/19"))
    assert (found.ours.value, found.region.value, found.england.value) == (ours, region, england)
    assert (found.average.value, found.average.n) == (neighbours, 10)
    assert found.average.words == "mean of 10 neighbours, list of April 2021"


def test_the_whole_table_of_computed_series(series_of):
    left_out = {(row["indicator"], row["year"]) for row in rows() if not check_row(series_of, row)}
    assert left_out == NOT_KEPT
    assert len(rows()) - len(left_out) == 59


def check_row(series_of, row: Row) -> bool:
    """Check one line of the table; False where no release kept carries its year."""
    year = parse_period(row["year"])
    if year not in series_of(row["indicator"]).years:
        return False
    key = (row["indicator"], row["year"])
    for name, (list_id, method) in AVERAGES.items():
        average = series_of(row["indicator"], list_id, method).year(year).average
        assert average.n == int(row[f"n_{name}"]), (*key, name)
        assert average.value == pytest.approx(float(row[name]), abs=0.0051), (*key, name)
    found = series_of(row["indicator"]).year(year)
    assert found.ours.value == float(row["ours"]), key
    for name, figure in (("region", found.region), ("england", found.england)):
        assert figure.value == float(row[name]), (*key, name)
    return True


def test_the_region_counted_together_and_as_a_plain_mean_are_not_alike(series_of):
    year = parse_period("2018/19")
    mean = series_of("re-referrals").region_mean(year)
    assert (series_of("re-referrals").year(year).region.value, str(round_half_up(mean.value, 1)), mean.n) == (
        24.6, "22.0", 15
    )  # fmt: skip


D3 = {
    date(2024, 10, 31): "ees_cin_2024/d3_cpps_subsequent_plan_2013_to_2024.csv",
    date(2025, 10, 30): "ees_cin_2025/d3_cpps_subsequent_plan_2013_to_2025.csv",
}
PLACEMENTS = {
    date(2022, 11, 30): "ees_cla/la_cla_at_31_march_placement_stability_indicator__2022.csv",
    date(2023, 11, 30): "ees_cla/la_cla_placement_stability__2023.csv",
    date(2025, 11, 30): "ees_cla/la_cla_placement_stability__2025.csv",
}


def publish_files(session, folder, files):
    for issued_on, name in files.items():
        path = folder / "benchmarks" / name
        preview = preview_release(session, path.name, path.read_bytes())
        publish_release(session, preview, by="Performance team", reason="For a test", issued_on=issued_on)


@pytest.mark.shared
def test_a_neighbours_withdrawn_figure_moves_the_average_and_is_told(new_session, shared_folder):
    session = new_session()
    publish_files(session, shared_folder, D3)
    measure, year = measure_of(session.catalogue.indicator("repeat-cp-plans-ever")), parse_period("2021/22")
    found = ComparatorSeries(session, measure, list_id="2021-04").year(year)
    assert (str(round_half_up(found.average.value, 2)), found.average.n) == ("22.03", 9)
    assert (str(round_half_up(found.average_before.value, 2)), found.average_before.n) == ("29.83", 10)
    assert restated_average_words(found, measure.unit) == (
        "was 29.83% (mean of 10), now 22.03% (mean of 9) since Doncaster's figure was withdrawn"
    )
    then = ComparatorSeries(session, measure, as_of=AsOf(issued=date(2024, 12, 31))).year(year)
    assert (str(round_half_up(then.average.value, 2)), then.average.n, then.average_before) == ("29.83", 10, None)
    assert (then.region.value, found.region.value) == (28.0, 23.6)
    assert (then.england.value, found.england.value) == (23.3, 22.7)
    others = ComparatorSeries(session, measure)
    told = [str(one) for one in others.years if others.year(one).average_before is not None]
    assert told == ["2021/22"]


@pytest.mark.shared
def test_the_placements_of_the_table_come_from_the_governments_files(new_session, shared_folder):
    session = new_session()
    publish_files(session, shared_folder, PLACEMENTS)
    made = {
        key: ComparatorSeries(session, measure_of(session.catalogue.indicator("three-or-more-placements")), **options)
        for key, options in (
            ((None, None), {}),
            *((key, dict(zip(("list_id", "method"), key, strict=True))) for key in AVERAGES.values()),
        )
    }

    def series(_indicator, list_id=None, method=None):
        return made[list_id, method]

    checked = {
        row["year"] for row in rows() if row["indicator"] == "three-or-more-placements" and check_row(series, row)
    }
    assert {"2017/18", "2018/19", "2019/20", "2020/21", "2021/22", "2022/23", "2023/24", "2024/25"} <= checked

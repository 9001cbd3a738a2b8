"""The published figures themselves: what the council's papers printed, through the importer and from our own folder.

Source of the eight figures of 2018/19: the council's committee papers of 16 June 2020.
"""

import csv
from collections.abc import Mapping

import pytest
from benchmark_fixtures import AREAS, CATALOGUE, DATA, ENGLAND, ROTHERHAM, YORKSHIRE, read

from dashboard.areas import neighbour_list_for
from dashboard.benchmarks.build import build_benchmarks
from dashboard.benchmarks.compare import neighbour_mean
from dashboard.benchmarks.own import load_kept_releases
from dashboard.issues import refuses
from dashboard.observations import Observation
from dashboard.periods import parse_period

C1 = "ees_cin_2025/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
D3 = "ees_cin_2025/d3_cpps_subsequent_plan_2013_to_2025.csv"
C1_2024 = "ees_cin_2024/c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv"
D3_2024 = "ees_cin_2024/d3_cpps_subsequent_plan_2013_to_2024.csv"
C4_2024 = "ees_cin_2024/c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv"

GOLDEN = [
    ("re-referrals", 21.3, 24.6, 20.01, 22.6),
    ("repeat-cp-plans-ever", 21.2, 19.6, 18.39, 20.8),
]

Figures = Mapping[tuple[str, str, str], Observation]


def by_key(observations) -> Figures:
    return {(each.indicator, each.area, str(each.period)): each for each in observations}


def neighbours_of(figures: Figures, indicator: str, year: str, list_id: str):
    neighbours = AREAS.neighbours(ROTHERHAM, list_id)
    found = [figures.get((indicator, area.code, year)) for area in neighbours]
    return neighbour_mean(
        {each.area: each.value for each in found if each and each.value is not None}, neighbours, list_id
    )


def check_golden(figures: Figures, indicator, ours, region, neighbours, england):
    assert figures[indicator, ROTHERHAM, "2018/19"].value == ours
    assert figures[indicator, YORKSHIRE, "2018/19"].value == region
    assert figures[indicator, ENGLAND, "2018/19"].value == england
    mean = neighbours_of(figures, indicator, "2018/19", neighbour_list_for(parse_period("2018/19")))
    assert (mean.value, mean.n, mean.words) == (neighbours, 10, "mean of 10 neighbours, list of April 2021")


@pytest.fixture(scope="module")
def kept() -> Figures:
    """Every kept figure, the series believed first where two carry it, and of one series the newest release."""
    order = [str(series) for series in CATALOGUE.precedence_full_year]
    releases = load_kept_releases(DATA / "benchmarks", CATALOGUE)
    weakest_first = sorted(
        releases, key=lambda each: (-order.index(str(each.read.series)), each.read.latest.start, each.release.issued_on)
    )
    return {key: each for release in weakest_first for key, each in by_key(release.read.observations).items()}


@pytest.fixture(scope="module")
def benchmarks(shared_folder):
    return shared_folder / "benchmarks"


def read_file(benchmarks, name):
    return read((benchmarks / name).read_bytes(), name)


@pytest.mark.parametrize(("indicator", "ours", "region", "neighbours", "england"), GOLDEN)
def test_the_papers_figures_come_from_our_own_folder(kept, indicator, ours, region, neighbours, england):
    check_golden(kept, indicator, ours, region, neighbours, england)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "golden"), [(C1, GOLDEN[0]), (C1_2024, GOLDEN[0]), (D3, GOLDEN[1]), (D3_2024, GOLDEN[1])]
)
def test_the_papers_figures_come_from_the_governments_files(benchmarks, name, golden):
    check_golden(by_key(read_file(benchmarks, name).observations), *golden)


def test_assessments_of_2024_are_worked_out_from_the_bands(kept):
    figure = kept["assessments-within-45-days", ROTHERHAM, "2023/24"]
    assert (figure.value, figure.numerator, figure.denominator, figure.derived) == (82.2, 2970, 3613, True)


def test_the_first_assessments_of_2014_are_all_on_time_though_bands_are_suppressed(kept):
    figure = kept["assessments-within-45-days", ROTHERHAM, "2013/14"]
    assert (figure.value, figure.numerator, figure.denominator) == (100.0, 20, 20)


def test_a_withdrawn_figure_is_unreliable_and_not_in_the_mean(kept):
    doncaster = kept["repeat-cp-plans-ever", "E08000017", "2021/22"]
    assert (doncaster.value, doncaster.missing, doncaster.text) == (None, "unreliable", "u")
    mean = neighbours_of(kept, "repeat-cp-plans-ever", "2021/22", "2021-04")
    assert (round(mean.value, 2), mean.n, mean.of) == (22.03, 9, 10)
    assert mean.words == "mean of 9 of 10 neighbours, list of April 2021"


@pytest.mark.parametrize(
    ("year", "list_id", "expected"),
    [("2023/24", "2021-04", 21.19), ("2023/24", "2025-05", 19.87), ("2024/25", "2025-05", 20.51)],
)
def test_the_choice_of_list_moves_the_mean(kept, year, list_id, expected):
    assert round(neighbours_of(kept, "re-referrals", year, list_id).value, 2) == expected


@pytest.mark.parametrize(
    ("indicator", "area", "year", "value"),
    [
        ("assessments-within-45-days", ROTHERHAM, "2024/25", 87.6),
        ("assessments-within-45-days", YORKSHIRE, "2024/25", 83.6),
        ("assessments-within-45-days", ENGLAND, "2018/19", 83.1),
        ("conferences-within-15-days", ROTHERHAM, "2020/21", 47.8),
        ("conferences-within-15-days", YORKSHIRE, "2018/19", 78.9),
        ("conferences-within-15-days", ENGLAND, "2024/25", 81.4),
        ("looked-after-rate", ROTHERHAM, "2015/16", 76),
        ("looked-after-rate", ROTHERHAM, "2018/19", 113),
        ("looked-after-rate", ENGLAND, "2022/23", 70),
        ("looked-after-rate", ROTHERHAM, "2024/25", 80),
    ],
)
def test_figures_of_the_other_indicators(kept, indicator, area, year, value):
    assert kept[indicator, area, year].value == value


def test_there_are_enough_authorities_for_quartiles(kept):
    for indicator in (each.id for each in CATALOGUE.indicators):
        codes = {area.code for area in AREAS.authorities}
        found = [
            each for (name, area, year), each in kept.items()
            if name == indicator and area in codes and year == "2024/25" and each.value is not None
        ]  # fmt: skip
        assert len(found) >= 150


@pytest.mark.shared
def test_the_release_of_2024_still_had_the_figure_that_was_withdrawn(benchmarks):
    figures = by_key(read_file(benchmarks, D3_2024).observations)
    assert figures["repeat-cp-plans-ever", "E08000017", "2021/22"].value == 100.0
    assert round(neighbours_of(figures, "repeat-cp-plans-ever", "2021/22", "2021-04").value, 2) == 29.83


@pytest.mark.shared
def test_two_releases_under_different_column_names_agree(benchmarks):
    old, new = (by_key(read_file(benchmarks, name).observations) for name in (C1_2024, C1))
    assert old.keys() < new.keys()
    assert [key for key, figure in old.items() if figure.value != new[key].value] == []


@pytest.mark.shared
def test_a_file_that_changes_codes_late_gives_the_same_areas(benchmarks):
    # C4 keeps the codes that Gateshead and Northumberland had before April 2013 until 2019.
    result = read_file(benchmarks, C4_2024)
    assert result.issues == ()
    found = {(each.area, str(each.period)) for each in result.observations}
    assert {("E08000037", "2018/19"), ("E06000057", "2018/19")} <= found


@pytest.mark.shared
def test_our_folder_is_what_the_importer_makes_of_the_governments_files(benchmarks, tmp_path):
    (tmp_path / "reference").symlink_to(DATA / "reference")
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "releases.csv").write_bytes((DATA / "benchmarks" / "releases.csv").read_bytes())
    built = list(build_benchmarks(benchmarks, tmp_path, CATALOGUE))
    assert not any(refuses(each.read.issues) or each.read.issues for each in built)
    for each in built:
        assert each.path.read_bytes() == (DATA / "benchmarks" / each.release.filename).read_bytes()


SERIES = {
    "rereferrals_within_12_months_pct": "re-referrals",
    "cp_plan_second_or_subsequent_ever_pct": "repeat-cp-plans-ever",
    "assessments_within_45_working_days_pct": "assessments-within-45-days",
    "icpc_within_15_working_days_pct": "conferences-within-15-days",
    "cla_rate_per_10000": "looked-after-rate",
}


def series_rows(shared_folder, *kinds):
    with (shared_folder / "reference" / "rotherham_benchmarks.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] in SERIES and row["area_type"] in kinds]
    return [(SERIES[row["indicator"]], row["year_label"], row) for row in rows]


@pytest.mark.shared
def test_every_area_agrees_with_the_reference_series(kept, shared_folder):
    agreed, left_out = 0, []
    for indicator, year, row in series_rows(shared_folder, "la", "sn_member", "region", "national"):
        area = {"region": YORKSHIRE, "national": ENGLAND}.get(row["area_type"])
        code = area or AREAS.by_la_number(row["area_code"]).code
        figure = kept.get((indicator, code, year))
        if figure is None:
            left_out.append((indicator, row["area_type"], year))
            continue
        assert figure.value == (float(row["value"]) if row["value"] else None), (indicator, year, row["area"])
        agreed += 1
    assert agreed == 966
    # Worked out there from counts rounded to 10, before the interactive tool's percentages begin.
    assert sorted(left_out) == sorted(
        (indicator, kind, year)
        for indicator, years in [
            ("assessments-within-45-days", ("2013/14", "2014/15")),
            ("conferences-within-15-days", ("2012/13", "2013/14", "2014/15")),
        ]
        for kind in ("region", "national")
        for year in years
    )


@pytest.mark.shared
def test_every_mean_of_neighbours_agrees_with_the_reference_series(kept, shared_folder):
    rows = series_rows(shared_folder, "sn_mean")
    for indicator, year, row in rows:
        mean = neighbours_of(kept, indicator, year, {"2021": "2021-04", "2025": "2025-05"}[row["sn_list"]])
        assert mean.n == int(row["n_neighbours"]), (indicator, year)
        assert mean.value == pytest.approx(float(row["value"]), abs=0.0051), (indicator, year)
    assert len(rows) == 122

"""The published figures themselves: what the council's papers printed, through the importer and from our own folder.

Source of the eight figures of 2018/19: the council's committee papers of 16 June 2020.
"""

import csv
import io
from collections.abc import Mapping

import pytest
from benchmark_fixtures import AREAS, DATA, ENGLAND, ROTHERHAM, TESTS, YORKSHIRE

from dashboard.areas import AreaKind
from dashboard.benchmarks.build import build_benchmarks
from dashboard.benchmarks.compare import neighbour_mean
from dashboard.benchmarks.own import load_kept_releases
from dashboard.benchmarks.read import read_release
from dashboard.benchmarks.release import NOTHING_KNOWN, Known
from dashboard.catalogue.load import load_catalogue
from dashboard.issues import refuses
from dashboard.observations import Observation
from dashboard.periods import parse_period

CATALOGUE = load_catalogue(TESTS.parent / "indicators.yaml")

C1 = "ees_cin_2025/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
D3 = "ees_cin_2025/d3_cpps_subsequent_plan_2013_to_2025.csv"
C1_2024 = "ees_cin_2024/c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv"
D3_2024 = "ees_cin_2024/d3_cpps_subsequent_plan_2013_to_2024.csv"
PRINTED = ("re-referrals", "referrals")
OLDER_NAMES = ("cin-2024-c1", "cla-2022-stability", "cla-2023-rate", "cla-2023-stability", "cla-2024-social-workers")
LAIT = "lait/bds_long_0.parquet"
ONS = "lookups/ons_mid-year_population_estimates_2012_to_2024.csv"
WORKFORCE = "workforce/csww_indicators_2017_to_2025.csv"
C4 = "ees_cin_2025/c4_children_in_need_section_47s_and_icpcs_2013_to_2025.csv"
D1_2024 = "ees_cin_2024/d1_child_protection_plans_2013_to_2024.csv"
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
    mean = neighbours_of(figures, indicator, "2018/19", AREAS.list_for(parse_period("2018/19")))
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
    return read_release((benchmarks / name).read_bytes(), name, CATALOGUE, AREAS)


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
    for indicator in SERIES.values():
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
    old, new = (
        {
            key: figure.value
            for key, figure in by_key(read_file(benchmarks, name).observations).items()
            if key[0] in PRINTED
        }
        for name in (C1_2024, C1)
    )
    assert old.keys() < new.keys()
    assert [key for key, value in old.items() if value != new[key]] == []


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
    assert not any(refuses(each.read.issues) for each in built)
    # Two pairs of authorities that send one return between them, and names of columns that changed later.
    assert {(each.release.id, issue.code) for each in built for issue in each.read.issues} == {
        ("workforce-2025", "benchmark-unknown-area"),
        *((name, "benchmark-column-drift") for name in OLDER_NAMES),
    }
    for each in built:
        assert each.path.read_bytes() == (DATA / "benchmarks" / each.release.filename).read_bytes()


SERIES = {
    "rereferrals_within_12_months_pct": "re-referrals",
    "cp_plan_second_or_subsequent_ever_pct": "repeat-cp-plans-ever",
    "assessments_within_45_working_days_pct": "assessments-within-45-days",
    "icpc_within_15_working_days_pct": "conferences-within-15-days",
    "cla_rate_per_10000": "looked-after-rate",
}


# The rest of the reference series; before 2015/16 (2017/18 for some) no release that is loaded carries them.
FURTHER = {
    "cin_rate_per_10000_at_31_march": "children-in-need-rate",
    "cla_dental_check_up_to_date_pct": "looked-after-dental-checks",
    "cla_health_assessment_up_to_date_pct": "looked-after-health-assessments",
    "cla_long_term_placement_stability_pct": "long-term-stability",
    "cla_placed_20_miles_outside_la_pct": "placed-over-20-miles",
    "cla_three_or_more_placements_pct": "three-or-more-placements",
    "cla_three_or_more_social_workers_pct": "three-or-more-social-workers",
    "cp_plans_2_years_or_more_at_31_march_pct": "cp-plans-lasting-2-years-share",
    "cp_plans_ceasing_after_2_years_or_more_pct": "cp-plans-ceased-after-2-years",
    "cp_plans_rate_per_10000_at_31_march": "cp-plan-rate",
    "cp_plans_reviewed_on_time_pct": "cp-reviews-on-time",
    "referrals_rate_per_10000": "referral-rate",
    "section_47_rate_per_10000": "section-47-rate",
}


def series_rows(shared_folder, *kinds):
    with (shared_folder / "reference" / "rotherham_benchmarks.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] in SERIES and row["area_type"] in kinds]
    return [(SERIES[row["indicator"]], row["year_label"], row) for row in rows]


@pytest.mark.shared
def test_every_area_agrees_with_the_reference_series(kept, shared_folder):
    agreed = 0
    for indicator, year, row in series_rows(shared_folder, "la", "sn_member", "region", "national"):
        area = {"region": YORKSHIRE, "national": ENGLAND}.get(row["area_type"])
        figure = kept[indicator, area or AREAS.by_la_number(row["area_code"]).code, year]
        assert figure.value == (float(row["value"]) if row["value"] else None), (indicator, year, row["area"])
        agreed += 1
    assert agreed == 976


@pytest.mark.shared
def test_every_mean_of_neighbours_agrees_with_the_reference_series(kept, shared_folder):
    rows = series_rows(shared_folder, "sn_mean")
    for indicator, year, row in rows:
        mean = neighbours_of(kept, indicator, year, {"2021": "2021-04", "2025": "2025-05"}[row["sn_list"]])
        assert mean.n == int(row["n_neighbours"]), (indicator, year)
        assert mean.value == pytest.approx(float(row["value"]), abs=0.0051), (indicator, year)
    assert len(rows) == 122


@pytest.mark.shared
def test_the_further_series_agree_with_the_reference(kept, shared_folder):
    with (shared_folder / "reference" / "rotherham_benchmarks.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["indicator"] in FURTHER]
    agreed, left_out = 0, set()
    for row in rows:
        indicator, year = FURTHER[row["indicator"]], row["year_label"]
        if row["area_type"] not in ("la", "sn_member", "region", "national"):
            continue
        area = {"region": YORKSHIRE, "national": ENGLAND}.get(row["area_type"])
        figure = kept.get((indicator, area or AREAS.by_la_number(row["area_code"]).code, year))
        if figure is None:
            left_out.add((indicator, year))
            continue
        assert figure.value == (float(row["value"]) if row["value"] else None), (indicator, year, row["area"])
        agreed += 1
    assert agreed == 1904
    # From before the releases of today's layout, and from the interactive tool, whose count of them is not kept here.
    years = ("2010/11", "2011/12", "2012/13", "2013/14", "2015/16", "2016/17")
    assert left_out == {("three-or-more-placements", year) for year in years}


# The department's two ways of publishing the same figures


LATEST = {
    ONS: (),
    C1: ("re-referrals", "referrals", "referrals-no-further-action", "referral-rate"),
    D3: ("repeat-cp-plans-ever", "cp-plans-started"),
    C4: ("section-47-rate",),
    "ees_cin_2025/b1_children_in_need_2013_to_2025.csv": ("children-in-need-rate",),
    "ees_cin_2025/d5_cpps_at31march_by_duration_2013_to_2025.csv": (
        "cp-plans", "cp-plan-rate", "cp-plans-lasting-2-years-share",
    ),
    "ees_cin_2024/d6_cpps_reviewed_within_timescales_2013_to_2024.csv": ("cp-reviews-on-time",),
    "ees_cla/cla_number_and_rate_per_10k_children__2025.csv": (
        "looked-after-children", "looked-after-rate", "becoming-looked-after", "ceasing-to-be-looked-after",
    ),
    "ees_cla/la_cla_placement_stability__2025.csv": ("three-or-more-placements", "long-term-stability"),
    "ees_cla/la_cla_swcount__2024.csv": ("three-or-more-social-workers",),
    WORKFORCE: (
        "social-workers", "agency-social-worker-share", "social-work-vacancies", "social-worker-turnover",
        "average-caseload",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def both(benchmarks):
    """The interactive tool's figures and those of the newest release of each file, by key."""
    tool = by_key(read_release((benchmarks / LAIT).read_bytes(), LAIT, CATALOGUE, AREAS).observations)
    releases, known = {}, NOTHING_KNOWN
    for name, indicators in LATEST.items():
        observations = read_release((benchmarks / name).read_bytes(), name, CATALOGUE, AREAS, known).observations
        if not indicators:
            known = Known(population={(one.area, one.period): one.value for one in observations if one.value})
        releases |= {key: one for key, one in by_key(observations).items() if key[0] in indicators}
    return tool, releases


def pairs_of(both, indicator, kinds):
    tool, releases = both
    return [
        (key, one.value, tool[key].value)
        for key, one in releases.items()
        if key[0] == indicator
        and AREAS.by_code(key[1]).kind in kinds
        and one.value is not None
        and key in tool
        and tool[key].value is not None
    ]


@pytest.mark.shared
@pytest.mark.parametrize(("indicator", "pairs"), [("re-referrals", 1503), ("repeat-cp-plans-ever", 1488)])
def test_the_tool_and_the_releases_agree_wherever_both_have_a_figure(both, indicator, pairs):
    found = pairs_of(both, indicator, {AreaKind.AUTHORITY})
    assert [pair for pair in found if pair[1] != pair[2]] == []
    assert len(found) == pairs


@pytest.mark.shared
@pytest.mark.parametrize("indicator", [indicator for indicators in LATEST.values() for indicator in indicators])
def test_every_other_measure_agrees_too_with_regions_and_england(both, indicator):
    found = pairs_of(both, indicator, set(AreaKind))
    assert [pair for pair in found if pair[1] != pair[2]] == []
    assert len(found) > 160


def without_rates(content: bytes) -> bytes:
    """Take the columns of rates out of a file, as releases from 2025 on have none."""
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    kept = [place for place, name in enumerate(header) if not name.endswith("_rate")]
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows([row[place] for place in kept] for row in [header, *rows])
    return lines.getvalue().encode()


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "indicator", "pairs"),
    [(C1_2024, "referral-rate", 1491), (C4_2024, "section-47-rate", 1484), (D1_2024, "cp-plan-rate", 1480)],
)
def test_rates_worked_out_from_the_population_are_those_that_were_printed(benchmarks, name, indicator, pairs):
    population = read_file(benchmarks, ONS).observations
    known = Known(population={(one.area, one.period): one.value for one in population if one.value})
    content = (benchmarks / name).read_bytes()
    printed = by_key(read_release(content, name, CATALOGUE, AREAS).observations)
    worked_out = by_key(read_release(without_rates(content), name, CATALOGUE, AREAS, known).observations)
    # The estimates of June 2022 and 2023 have been revised since the release of 2024.
    keys = [
        key for key, one in worked_out.items()
        if key[0] == indicator and key[2] <= "2021/22" and one.value is not None and printed[key].value is not None
    ]  # fmt: skip
    assert [key for key in keys if worked_out[key].value != printed[key].value] == []
    assert len(keys) == pairs


# Every file of the folder: rows in, rows kept, figures


EXPECTED_ROWS = {
    "lookups/ons_mid-year_population_estimates_2012_to_2024.csv": (2132, 2132, 2132),
    "ees_cin_2024/c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv": (1967, 1967, 7868),
    "ees_cin_2024/c2_children_in_need_assessments_duration_2014_to_2024.csv": (1803, 1803, 3408),
    "ees_cin_2024/c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv": (1967, 1967, 7706),
    "ees_cin_2024/c6_children_in_need_referrals_by_month_2013_to_2024.csv": (1967, 1967, 23604),
    "ees_cin_2024/d1_child_protection_plans_2013_to_2024.csv": (1967, 1967, 7868),
    "ees_cin_2024/d3_cpps_subsequent_plan_2013_to_2024.csv": (1967, 1967, 3934),
    "ees_cin_2024/d6_cpps_reviewed_within_timescales_2013_to_2024.csv": (1967, 1967, 1967),
    "ees_cin_2025/b1_children_in_need_2013_to_2025.csv": (2132, 2132, 4107),
    "ees_cin_2025/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv": (2132, 2132, 8371),
    "ees_cin_2025/c4_children_in_need_section_47s_and_icpcs_2013_to_2025.csv": (2132, 2132, 8177),
    "ees_cin_2025/d3_cpps_subsequent_plan_2013_to_2025.csv": (2132, 2132, 4264),
    "ees_cin_2025/d5_cpps_at31march_by_duration_2013_to_2025.csv": (2132, 2132, 8359),
    "ees_cla/cla_number_and_rate_per_10k_children__2023.csv": (2520, 2454, 3272),
    "ees_cla/cla_number_and_rate_per_10k_children__2025.csv": (2505, 2463, 3284),
    "ees_cla/la_cla_at_31_march_placement_stability_indicator__2022.csv": (3360, 1636, 1636),
    "ees_cla/la_cla_placement_stability__2023.csv": (5040, 1636, 1636),
    "ees_cla/la_cla_placement_stability__2025.csv": (5010, 1642, 1642),
    "ees_cla/la_cla_swcount__2024.csv": (330, 165, 165),
    "workforce/csww_indicators_2017_to_2025.csv": (1463, 1449, 8694),
}


@pytest.mark.shared
def test_every_file_loads(benchmarks):
    population = read_file(benchmarks, ONS).observations
    known = Known(population={(one.area, one.period): one.value for one in population if one.value})
    names = [ONS, *(str(path.relative_to(benchmarks)) for path in sorted(benchmarks.glob("ees_*/*.csv"))), WORKFORCE]
    counted = {}
    for name in names:
        content = (benchmarks / name).read_bytes()
        result = read_release(content, name, CATALOGUE, AREAS, known)
        assert not refuses(result.issues), name
        assert {issue.code for issue in result.issues} <= {"benchmark-column-drift", "benchmark-unknown-area"}, name
        counted[name] = (result.rows_in, result.rows_kept, len(result.observations))
    assert len(names) == 20
    assert counted == EXPECTED_ROWS

"""Every case and every field of the worked examples, through public functions, with its own params and tolerance.

What is only told of a case (its source, a note) is listed; any other field that no check reads fails here, and so does
a kind of case that no check is for. Averages, quartiles and ranks have their own module, test_benchmarks_oracle.py.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import test_benchmarks_oracle

from dashboard.judge import fingertips, stand_out
from dashboard.judge.assurance import Assurance, judge_assurance
from dashboard.judge.five_years import THRESHOLD, WIDTH_OF_95, YearsTrend, measured_trend, proportion_trend
from dashboard.judge.intervals import LEVEL_95, LEVEL_998, Interval, IntervalMethod, proportion_interval
from dashboard.judge.series import Point
from dashboard.judge.signal import POINTS_NEEDED, SignalState, judge_signal, state_of
from dashboard.judge.stand_out import adjusted_p_values, stands_out
from dashboard.judge.verdict import Beside, beside_benchmark
from dashboard.judge.xmr import (
    LIMIT_FACTOR,
    NEAR_SHARE,
    SCREEN_FACTOR,
    Limits,
    Rule,
    TwoInThree,
    XmrRules,
    limits_of,
    make_chart,
    shift_sides,
    trend_sides,
    two_in_three_sides,
)
from dashboard.periods import month
from dashboard.vocabulary import Basis, Polarity, Unit

pytestmark = pytest.mark.shared

# How many cases each file has: one added or lost is looked at before this is changed.
CASES = {
    "benchmark_compare.json": 35,
    "benchmarks_lait.json": 21,
    "benjamini_hochberg.json": 1,
    "spc_rules.json": 27,
    "spc_series.json": 23,
    "trend_markers.json": 7,
    "xmr_limits_published.json": 6,
}
ELSEWHERE = {"benchmarks_lait.json": test_benchmarks_oracle.CASES}
# What is told of a case and not computed from it.
TOLD = frozenset({"source", "published", "published_by_them", "computed_here", "note", "id", "package_gives"})
# By what a case's kind is told.
KIND_FIELDS = frozenset({"method", "rule"})
POLARITIES = {
    "increase": Polarity.HIGHER_IS_BETTER, "high_is_good": Polarity.HIGHER_IS_BETTER,
    "decrease": Polarity.LOWER_IS_BETTER, "low_is_good": Polarity.LOWER_IS_BETTER,
    "neutral": Polarity.NO_POLARITY,
}  # fmt: skip


class Fields(Mapping[str, Any]):
    """A case that remembers which of its fields were read; a part that is a case itself is asked for by its path."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = {key: Fields(one) if isinstance(one, dict) else one for key, one in fields.items()}
        self._read: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self._read.add(key)
        return self._fields[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __contains__(self, key: object) -> bool:
        return key in self._fields

    def unread(self) -> set[str]:
        left = set(self._fields) - self._read - TOLD
        for key in self._read & set(self._fields):
            part = self._fields[key]
            left |= {f"{key}.{one}" for one in part.unread()} if isinstance(part, Fields) else set()
        return left


def interval(lower: float, upper: float, level: float = LEVEL_95) -> Interval:
    return Interval(lower=lower, upper=upper, level=level, method=IntervalMethod.WILSON)


# --- spc_series.json -----------------------------------------------------------------------------------


def rules_of(params: Mapping[str, Any]) -> XmrRules:
    return XmrRules(
        screen=params["screen_outliers"],
        fix_after=params["fix_after_n_points"],
        shift=params["shift_points"],
        trend=params["trend_points"],
        two_in_three=TwoInThree(params["two_in_three"]),
    )


def check_series(case: Fields) -> None:
    params, expected = case["params"], case["expected"]
    chart = make_chart(case["y"], rules_of(params), [point - 1 for point in params["rebase_at_point"]])
    polarity = POLARITIES[params["improvement_direction"]]
    assert [rule and str(rule) for rule in chart.rules] == expected["rule"]
    # A missing month has no rule, which the package calls common cause; that it has no state is judge_signal's to say.
    types = [str(state_of(rule, polarity)) for rule in chart.rules]
    assert types == expected["point_type"]
    assert types[-1] == expected["last_point_type"]
    assert [at for at, rule in enumerate(chart.rules, start=1) if rule] == expected["flagged_points"]
    for segment, wanted in zip(chart.segments, expected["segments"], strict=True):
        assert segment.limits is not None
        found = {
            "first_point": segment.first + 1, "last_point": segment.end, "mean": segment.limits.mean,
            "lpl": segment.limits.lower, "upl": segment.limits.upper,
        }  # fmt: skip
        assert found == pytest.approx(wanted, abs=case["tolerance"])
    said = judge_assurance(chart.segments[-1].limits, params["target"], polarity)
    assert str(said) == (expected["assurance"] or "none")


def check_divergence(case: Fields) -> None:
    """Do what the product should where the package does not: the words are parsed, so that new ones fail."""
    params, values, should = case["params"], case["y"], case["product_should"]
    chart = make_chart(values)
    assert set(chart.rules) == {None}
    limits, polarity = chart.segments[-1].limits, POLARITIES[params["improvement_direction"]]
    points = [Point(period=month(2019, 4).shift(at), value=float(value)) for at, value in enumerate(values)]
    signal = judge_signal(points, Basis.IN_MONTH, polarity, unit=Unit.PER_CENT)
    is_short = len(values) < POINTS_NEEDED
    assert signal.state is (SignalState.TOO_EARLY if is_short else SignalState.COMMON_CAUSE)
    target = params.get("target")
    assurance = judge_assurance(limits, target, polarity)
    said = {
        "mean 100, lpl = upl = 100, no flags, assurance pass (every point meets the target)": (100, Assurance.PASS),
        "mean 98, lpl = upl = 98, no flags, assurance fail": (98, Assurance.FAIL),
        "too few points, no limits, no assurance": (None, Assurance.NONE),
        "no flags": (7, Assurance.NONE),
    }
    level, expected = said[should]
    assert assurance is expected
    found = None if limits is None else (limits.mean, limits.lower, limits.upper)
    assert found == (None if level is None else (level, level, level))


def check_constants(constants: Mapping[str, Any]) -> None:
    assert constants["limit"] == LIMIT_FACTOR
    assert constants["near_limit"] == f"2/3 of {LIMIT_FACTOR}"
    assert pytest.approx(2 / 3) == NEAR_SHARE
    assert constants["screen"] == f"drop moving ranges >= {SCREEN_FACTOR} x mean moving range, once"


USUAL = [10.0, 12.0] * 12
# Points after the usual ones by which two rules meet in the last of them, each with the rule that has it.
MEETINGS = {
    ("outside", "trend"): [11.2, 11.3, 11.4, 11.5, 11.6, 11.7, 30.0],
    ("outside", "shift"): [11.8, 11.9, 11.8, 11.9, 11.8, 11.8, 30.0],
    ("trend", "two_in_three"): [11.5, 11.6, 11.7, 11.8, 11.9, 15.4, 15.5],
    ("trend", "shift"): [11.5, 11.6, 11.7, 11.8, 11.9, 12.0, 12.1],
    ("two_in_three", "shift"): [11.8, 11.9, 11.8, 11.9, 11.8, 15.5, 15.4],
}


def check_rule_order(order: list[str]) -> None:
    """Of two rules that meet in a point the earlier of the order names it; each is the only one without the other."""
    for (first, second), after in MEETINGS.items():
        values = [*USUAL, *after]
        assert order.index(first) < order.index(second)
        assert kind_of(make_chart(values).rules[-1]) == first
        never = {"shift": XmrRules(shift=99), "trend": XmrRules(trend=99)}
        limits = limits_of(values)
        assert limits is not None
        sides = [(value > limits.mean) - (value < limits.mean) for value in values]
        near = [side * (limits.near_upper < value <= limits.upper) for side, value in zip(sides, values, strict=True)]
        also = {
            "trend": trend_sides(values, 7), "shift": shift_sides(sides, 7),
            "two_in_three": two_in_three_sides(near, sides),
        }  # fmt: skip
        assert also[second][-1], (first, second)
        if first in never:
            assert kind_of(make_chart(values, never[first]).rules[-1]) == second
    assert set(order) == {kind_of(rule) for rule in Rule}


def kind_of(rule: Rule | None) -> str:
    return (rule or "").rpartition("_")[0]


# --- spc_rules.json, xmr_limits_published.json ---------------------------------------------------------


def check_shift(case: Fields) -> None:
    assert [abs(side) for side in shift_sides(case["side_of_mean"], case["n"])] == case["expected_part_of_run"]


def check_trend(case: Fields) -> None:
    assert trend_sides(case["values"], case["n"]) == case["expected_part_of_trend"]


def check_two_in_three(case: Fields) -> None:
    near = [mark * side for mark, side in zip(case["near_limit"], case["side_of_mean"], strict=True)]
    assert [abs(side) for side in two_in_three_sides(near, case["side_of_mean"])] == case["expected"]


def check_assurance(case: Fields) -> None:
    limits = Limits(mean=0, lower=case["lpl"], upper=case["upl"], near_lower=0, near_upper=0)
    assert str(judge_assurance(limits, case["target"], POLARITIES[case["direction"]])) == (case["expected"] or "none")


def check_limits(case: Fields) -> None:
    limits = limits_of(case["y"], XmrRules(screen=case["screen_outliers"], factor=case["constant"]))
    assert limits is not None
    found = {
        "mean": limits.mean, "lpl": limits.lower, "upl": limits.upper,
        "near_lpl": limits.near_lower, "near_upl": limits.near_upper,
        "mean_moving_range": (limits.upper - limits.mean) / case["constant"],
    }  # fmt: skip
    for name in set(found) & set(case):
        assert found[name] == pytest.approx(case[name], abs=case["tolerance"]), name


# --- benchmark_compare.json ----------------------------------------------------------------------------


def check_two_levels(case: Fields) -> None:
    inner, outer = interval(*case["ci95"]), interval(*case["ci99_8"], LEVEL_998)
    assert inner.holds(case["value"])
    found = beside_benchmark(inner, outer, case["benchmark"])
    level = "" if found is Beside.SIMILAR else "_99_8" if found.startswith("much") else "_95"
    for way in ("low_is_good", "high_is_good"):
        assert f"{fingertips.category_of(found, POLARITIES[way])}{level}" == case[f"expected_{way}"]


def check_funnel(case: Fields) -> None:
    value, number, benchmark = case["value_pct"], case["denominator"], case["benchmark_pct"]
    part = round(value * number / 100)
    assert part * 100 / number == pytest.approx(value)
    polarity = POLARITIES[case["polarity"]]
    for level, name in ((LEVEL_95, "expected_95"), (LEVEL_998, "expected_99_8")):
        limits = fingertips.funnel_limits(benchmark, number, level)
        by_funnel = Beside.SIMILAR if limits.holds(value) else Beside.HIGHER if value > benchmark else Beside.LOWER
        wilson = proportion_interval(part, number, level)
        by_wilson = beside_benchmark(wilson, wilson, benchmark)
        assert fingertips.category_of(by_funnel, polarity) == case[name]
        assert fingertips.category_of(by_wilson, polarity) == case[name]


def check_overlap(case: Fields) -> None:
    (value, *area), (other, *comparator) = case["area"], case["comparator"]
    assert interval(*area).holds(value)
    assert interval(*comparator).holds(other)
    found = fingertips.intervals_overlap(interval(*area), interval(*comparator))
    assert ("similar" if found is Beside.SIMILAR else f"different_{found}") == case["expected"]


def check_single_target(case: Fields) -> None:
    polarity = POLARITIES[case["polarity"]]
    assert fingertips.single_target(case["value"], case["target"], polarity) == case["expected"]


def check_single_target_with_interval(case: Fields) -> None:
    found = fingertips.single_target_with_interval(
        interval(*case["ci95"]), case["target"], POLARITIES[case["polarity"]]
    )
    assert found == case["expected"]


def check_range_target(case: Fields) -> None:
    found = fingertips.range_target(case["value"], case["lower"], case["upper"], POLARITIES[case["polarity"]])
    assert found == case["expected"]


# --- trend_markers.json, benjamini_hochberg.json -------------------------------------------------------

TRENDS = {
    "increasing": YearsTrend.INCREASING, "decreasing": YearsTrend.DECREASING,
    "no_significant_change": YearsTrend.NO_CLEAR_CHANGE, "cannot_be_calculated": YearsTrend.CANNOT_SAY,
}  # fmt: skip


def check_five_years(case: Fields) -> None:
    if case["method"] in ("proportion", "weighted_or_proportion"):
        found = proportion_trend(case["count"], case["denominator"])
        check_trend_found(case, found.trend, found.chi_squared, "chi2_computed")
    if case["method"] in ("weighted", "weighted_or_proportion"):
        found = measured_trend(case["value"], list(zip(case["lower95"], case["upper95"], strict=True)))
        check_trend_found(case, found.trend, found.chi_squared, "chi2_weighted_computed")
        check_slope(case)


def check_trend_found(case: Fields, trend: YearsTrend, chi_squared: float | None, computed: str) -> None:
    assert trend is TRENDS[case["expected"]]
    if computed in case:
        assert chi_squared == pytest.approx(case[computed], abs=5e-7 * max(1, case[computed]))
    if "expected_chi2" in case:
        assert chi_squared is not None
        assert round(chi_squared, case["chi2_decimals"]) == case["expected_chi2"]
    if "polarity" in case:
        is_rise = trend is YearsTrend.INCREASING
        is_better = is_rise == (POLARITIES[case["polarity"]] is Polarity.HIGHER_IS_BETTER)
        assert case["expected_with_polarity"] == f"{trend}_and_getting_{'better' if is_better else 'worse'}"


def check_slope(case: Fields) -> None:
    """Work the slope out from normal equations, and see that the test falls with the sign that does not hold."""
    weights = [(WIDTH_OF_95 / (up - low)) ** 2 for low, up in zip(case["lower95"], case["upper95"], strict=True)]
    slope = weighted_slope(range(5), case["value"], weights)
    assert slope == pytest.approx(case["slope_weighted_computed"], abs=5e-7)
    without = [[at for at in range(5) if at != left] for left in range(5)]
    slopes = [
        weighted_slope(kept, [case["value"][at] for at in kept], [weights[at] for at in kept]) for kept in without
    ]
    assert all(one * slope > 0 for one in slopes) is case["leave_one_out_same_sign"]


def weighted_slope(times: Any, values: list[float], weights: list[float]) -> float:
    total = sum(weights)
    by_time = sum(w * t for w, t in zip(weights, times, strict=True))
    by_value = sum(w * v for w, v in zip(weights, values, strict=True))
    joint = sum(w * t * v for w, t, v in zip(weights, times, values, strict=True))
    squared = sum(w * t * t for w, t in zip(weights, times, strict=True))
    return (total * joint - by_time * by_value) / (total * squared - by_time**2)


def check_many_tests(case: Fields) -> None:
    p_values, level = case["p"], 0.05
    tests = [stand_out.Tested(key=at, p_value=p_value) for at, p_value in enumerate(p_values)]
    assert [value for _, value in adjusted_p_values(tests)] == pytest.approx(case["adjusted_computed"], abs=5e-7)
    assert len(stands_out(tests, level)) == case["reject_bh_05"]
    # Bonferroni's is each test by itself at its share of the level.
    alone = [
        at for at, p_value in enumerate(p_values) if stands_out([stand_out.Tested(key=at, p_value=p_value)], level / 15)
    ]
    assert len(alone) == case["reject_bonferroni_05"]


# --- All of them ---------------------------------------------------------------------------------------

CHECKS: dict[str, Callable[[Fields], None]] = {
    "spc_series.series": check_series,
    "spc_series.divergences_from_the_package": check_divergence,
    "spc_rules.shift": check_shift,
    "spc_rules.trend": check_trend,
    "spc_rules.two_in_three": check_two_in_three,
    "spc_rules.assurance": check_assurance,
    "xmr_limits_published.": check_limits,
    "benchmark_compare.interval_vs_benchmark_value_two_levels": check_two_levels,
    "benchmark_compare.funnel_limits_about_benchmark": check_funnel,
    "benchmark_compare.intervals_overlap": check_overlap,
    "benchmark_compare.single_target": check_single_target,
    "benchmark_compare.single_target_with_interval": check_single_target_with_interval,
    "benchmark_compare.range_target": check_range_target,
    "trend_markers.cases": check_five_years,
    "benjamini_hochberg.": check_many_tests,
}


def cases_of(path: Path) -> list[tuple[str, dict[str, Any]]]:
    """Give each case of a file with the kind by which its check is found."""
    kept, name = json.loads(path.read_text(encoding="utf-8")), path.stem
    if isinstance(kept, list):
        return [(f"{name}.{case.get('method', '')}", case) for case in kept]
    parts = {key: part for key, part in kept.items() if isinstance(part, list) and isinstance(part[0], dict)}
    return [(f"{name}.{case.get('rule', key)}", case) for key, part in parts.items() for case in part]


@pytest.fixture(scope="session")
def oracles(shared_folder: Path) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    return {path.name: cases_of(path) for path in sorted((shared_folder / "oracles").glob("*.json"))}


def test_no_file_and_no_case_is_left_out(oracles):
    assert {name: len(cases) for name, cases in oracles.items()} == CASES
    checked = Counter(name for name, cases in oracles.items() for kind, _ in cases if kind in CHECKS)
    assert {**checked, **ELSEWHERE} == CASES


def test_every_check_has_cases(oracles):
    assert {kind for cases in oracles.values() for kind, _ in cases} >= set(CHECKS)


@pytest.mark.parametrize("name", sorted(set(CASES) - set(ELSEWHERE)))
def test_every_case_in_every_field(oracles, name):
    for at, (kind, case) in enumerate(oracles[name]):
        fields = Fields(case)
        try:
            CHECKS[kind](fields)
        except AssertionError as failure:
            raise AssertionError(f"{name}, case {at + 1} ({case.get('id', kind)})") from failure
        unread = fields.unread() - KIND_FIELDS
        assert not unread, f"{name}, case {at + 1}: no check reads {sorted(unread)}"


def test_what_stands_beside_the_cases(shared_folder):
    """The constants, the order of the rules and the threshold that the files state once for all their cases."""
    folder = shared_folder / "oracles"
    series, trends, rules = (
        json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("spc_series", "trend_markers", "spc_rules")
    )
    assert set(series) == {"about", "constants", "rule_order", "series", "divergences_from_the_package"}
    assert set(trends) == {"threshold", "note", "cases"}
    assert set(rules) == {"rules", "assurance"}
    check_constants(series["constants"])
    check_rule_order(series["rule_order"])
    assert trends["threshold"] == THRESHOLD

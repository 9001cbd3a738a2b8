"""The judging command: its JSON, its words for people, worked examples of others as they are, and what it refuses."""

from __future__ import annotations

import json
import shutil

import pytest
from demo_fixtures import reading_once
from judge_series import shares, stable_months, windows_of
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.judge.document import judgement_document
from dashboard.views.judging.reading import Reading
from dashboard.views.standing import stand

KEYS = {
    "indicator", "name", "basis", "period", "value", "missing", "numerator", "denominator", "provisional",
    "revised_from", "rag", "direction", "signal", "derivation", "assurance", "comparisons", "year_on_year",
    "five_years", "year_ahead", "course", "frequency", "situations", "questions", "sentences",
}  # fmt: skip
COMPARISON = {"comparator", "period", "value", "method", "n", "position", "clear", "interval", "reason", "ours", "phi"}
DIRECTIONS = ("increase", "decrease", "neutral")

pytestmark = pytest.mark.usefixtures("from_the_checkout")


class Command:
    """Runs the command within the process."""

    def __init__(self, store):
        self.store = f"sqlite:///{store}"

    def __call__(self, *arguments):
        with reading_once():
            return CliRunner().invoke(app, ["--store", self.store, "judge", *map(str, arguments)])

    def json(self, *arguments, code=0):
        result = self(*arguments, "--json")
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)


@pytest.fixture(scope="module")
def judged(demo_file, tmp_path_factory):
    """The command, on one copy of the demonstration."""
    return Command(shutil.copy(demo_file, tmp_path_factory.mktemp("judging") / "demo.db"))


@pytest.fixture
def series(tmp_path):
    """Judges a document saved to a file."""

    def run(document, *, code=0):
        path = tmp_path / "series.json"
        path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
        return Command(tmp_path / "none.db").json("--series", path, code=code)

    return run


# One measure of the store


def test_a_judgement_has_the_keys_of_the_contract(judged):
    found = judged.json("re-referrals")
    assert set(found) == KEYS | {"why_it_matters", "caution", "provenance"}
    assert (found["indicator"], found["basis"], found["period"]) == ("re-referrals", "rolling_12_months", "2020-03")
    assert (found["value"], found["missing"]) == (20.7, "")
    assert set(found["rag"]) == {"state", "target", "reason"}
    assert set(found["direction"]) == {"state", "from_period", "change"}
    assert {"state", "rule", "mean", "lpl", "upl", "reason"} <= set(found["signal"])
    assert set(found["year_ahead"]) == {"state", "needed", "so_far", "target", "reason"}
    assert set(found["sentences"]) == {"members", "heads"}
    assert all(set(one) >= COMPARISON for one in found["comparisons"])
    assert found["provenance"] == {
        "edition": 14, "file": "cyps-social-care-scorecard-2020-03.xlsx", "sheet": "1 Front door & assessment",
        "cell": "P12",
    }  # fmt: skip


def test_a_rolling_figure_is_rated_and_compared_but_is_no_news(judged):
    found = judged.json("re-referrals")
    assert found["rag"] == {"state": "green", "target": "Below 22%", "reason": None}
    assert (found["signal"]["state"], found["signal"]["reason"]) == ("not_judged", "no_counts")
    assert found["assurance"] == {"state": "none"}
    assert (found["direction"]["state"], found["direction"]["from_period"]) == ("improvement", "2020-02")
    assert found["year_ahead"]["state"] == "cannot_say"
    assert found["year_ahead"]["reason"]


@pytest.mark.parametrize(
    ("indicator", "counts", "interval", "verdicts"),
    [
        (
            "repeat-cp-plans-ever", (145, 684), (18.3, 24.4),
            {"region": (19.6, "worse", "no"), "statistical_neighbours": (18.39, "worse", "no"),
             "england": (20.8, "worse", "no")},
        ),
        (
            "re-referrals", (886, 4163), (20.1, 22.6),
            {"region": (24.6, "better", "yes"), "statistical_neighbours": (20.01, "worse", "yes"),
             "england": (22.6, "better", "no")},
        ),
    ],
)  # fmt: skip
def test_the_year_of_the_briefing_beside_each_comparator(judged, indicator, counts, interval, verdicts):
    """2018/19 as published: ours by its counts, each comparator by its name and figure."""
    found = judged.json(indicator, "--basis", "financial_year", "--period", "2018/19")
    assert (found["numerator"], found["denominator"]) == counts
    assert found["signal"]["state"] == "not_judged"
    by_key = {one["comparator"]: one for one in found["comparisons"]}
    for key, (value, position, clear) in verdicts.items():
        one = by_key[key]
        assert (one["period"], round(one["value"], 2), one["position"]) == ("2018/19", value, position)
        assert (key, one["clear"]) == (key, clear)
        assert (one["ours"]["numerator"], one["ours"]["denominator"]) == counts
        assert (round(one["interval"]["lower"], 1), round(one["interval"]["upper"], 1)) == interval
        assert (one["interval"]["level"], one["interval"]["method"]) == (0.95, "wilson")


def test_a_period_is_judged_as_if_nothing_came_after(judged):
    then = judged.json("re-referrals", "--period", "2019-06")
    assert (then["period"], then["value"]) == ("2019-06", 21.8)
    assert then["direction"]["from_period"] == "2019-05"
    assert all(one["period"] <= "2019-06" for one in then["comparisons"])


def test_as_of_an_edition_the_later_ones_are_not_seen(judged):
    assert judged.json("re-referrals", "--as-of", "9")["period"] == "2019-10"
    assert judged.json("re-referrals", "--as-of", "2019-11-20")["period"] == "2019-09"


def test_for_people_it_is_the_sentences_the_statuses_and_a_table(judged):
    result = judged("repeat-cp-plans-ever", "--basis", "financial_year", "--period", "2018/19")
    assert result.exit_code == 0
    said = " ".join(result.stdout.replace("│", " ").split())
    for words in ("2018/19: 21.2% (145 of 684)", "Target No target set", "Direction", "News Not judged"):
        assert words in said
    for words in ("Beside others", "no, could be chance", "What to ask"):
        assert words in said
    assert "{" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["re-referal"], "No indicator has the id 're-referal'. Did you mean re-referrals"),
        (["[/x]"], "No indicator has the id '[/x]'. `scorecard catalogue list` gives them all."),
        (
            ["re-referrals", "--basis", "in_week"],
            "re-referrals is not reported as in_week. There are figures rolling 12",
        ),
        (
            ["re-referrals", "--period", "2018/19"],
            "no figure of re-referrals rolling 12 months for 2018/19: give a period",
        ),
        (["re-referrals", "--period", "2031-01"], "for 2031-01: give a period from 2018-04 to 2020-03"),
        (["re-referrals", "--period", "2010-01"], "for 2010-01: give a period from"),
        # A release's count of one day a year is no month of our own line.
        (
            ["social-workers", "--basis", "month_end", "--period", "2017-09"],
            "at month end for 2017-09: give a period from 2018-04",
        ),
        (["re-referrals", "--as-of", "99"], "There is no edition 99"),
        (["re-referrals", "--as-of", "2001-01-01"], "No figures of re-referrals are stored"),
    ],
)
def test_what_cannot_be_judged_is_said_with_what_to_do(judged, arguments, words):
    told = judged(*arguments)
    assert told.exit_code == 1
    assert words in " ".join(told.stderr.split())
    document = judged.json(*arguments, code=1)
    assert (document["outcome"], words in document["message"]) == ("refuse", True)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["re-referrals", "--basis", "fortnightly"],
        ["re-referrals", "--period", "March"],
        ["re-referrals", "--as-of", "yesterday"],
        ["re-referrals", "--report", "no-such-report"],
        ["--series", "no-such-file.json"],
        ["re-referrals", "--series", "pyproject.toml"],
        ["--series", "pyproject.toml", "--basis", "in_month"],
    ],
)
def test_wrong_usage_ends_with_2(judged, arguments):
    assert judged(*arguments).exit_code == 2


def test_every_measure_of_the_demonstration_has_its_document(demo):
    """Each is plain JSON with both sentences, and nothing is news that its form does not allow."""
    figures = demo.store.figures()
    reading = Reading(demo, stand(demo, figures), figures=figures)
    found = [
        judgement_document(judgement, indicator.id)
        for indicator in demo.catalogue.indicators
        for basis in indicator.forms
        if (judgement := reading.judged(indicator, basis, with_others=False)) is not None
    ]
    assert len({one["indicator"] for one in found}) > 80
    for one in found:
        assert json.loads(json.dumps(one, allow_nan=False)) == one
        assert all(one["sentences"].values())
        assert one["frequency"]
        if one["derivation"] is None:
            assert one["signal"]["state"] in ("not_judged", "no_figure")


# A bare series


@pytest.mark.shared
def test_every_series_of_the_reference_package_as_it_is(series, shared_folder):
    """The limits, rules, types and assurance that are expected stand in the answer, beside our own judgement."""
    cases = json.loads((shared_folder / "oracles" / "spc_series.json").read_text(encoding="utf-8"))["series"]
    assert len(cases) == 19
    for case in cases:
        found, expected, near = series(case), case["expected"], case["tolerance"]
        assert [one["rule"] for one in found["points"]] == expected["rule"], case["id"]
        types = ["no_figure" if y is None else said for y, said in zip(case["y"], expected["point_type"], strict=True)]
        assert [one["type"] for one in found["points"]] == types, case["id"]
        for segment, wanted in zip(found["segments"], expected["segments"], strict=True):
            assert (segment["first"], segment["last"]) == (wanted["first_point"], wanted["last_point"])
            limits = (segment["mean"], segment["lpl"], segment["upl"])
            assert limits == pytest.approx((wanted["mean"], wanted["lpl"], wanted["upl"]), abs=near), case["id"]
        last = found["segments"][-1]
        assert last["assurance"] == (expected["assurance"] or "none"), case["id"]
        is_early = last["points"] < 12
        assert found["signal"]["state"] == ("too_early" if is_early else expected["last_point_type"]), case["id"]
        assert found["signal"]["rule"] == (None if is_early else expected["rule"][-1])
        assert found["assurance"]["state"] == ("none" if is_early else last["assurance"])


@pytest.mark.shared
def test_where_the_reference_package_is_wrong_ours_is_right(series, shared_folder):
    oracle = json.loads((shared_folder / "oracles" / "spc_series.json").read_text(encoding="utf-8"))
    cases = {case["id"]: case for case in oracle["divergences_from_the_package"]}
    constant, above = series(cases["edge_constant"]), series(cases["edge_constant_target_above"])
    assert [constant["segments"][0][key] for key in ("mean", "lpl", "upl", "assurance")] == [100, 100, 100, "pass"]
    assert (constant["signal"]["state"], constant["assurance"]["state"]) == ("common_cause", "pass")
    assert (above["segments"][0]["upl"], above["assurance"]["state"]) == (98, "fail")
    single = series(cases["edge_single"])
    assert (single["segments"][0]["mean"], single["signal"]["state"]) == (None, "too_early")
    assert single["assurance"]["state"] == "none"
    assert {one["rule"] for one in series(cases["edge_seven_on_mean"])["points"]} == {None}


@pytest.mark.shared
def test_limits_that_other_implementations_publish_as_they_are(series, shared_folder):
    for case in json.loads((shared_folder / "oracles" / "xmr_limits_published.json").read_text(encoding="utf-8")):
        (segment,) = series(case)["segments"]
        limits = (segment["mean"], segment["lpl"], segment["upl"])
        assert limits == pytest.approx((case["mean"], case["lpl"], case["upl"]), abs=case["tolerance"])


def test_a_series_out_of_nowhere_has_the_keys_of_the_contract(series):
    found = series({"y": [21.0, 20.0] * 8, "direction": "decrease", "target": 22})
    assert set(found) == KEYS | {"segments", "points"}
    assert found["indicator"] is None
    assert found["signal"]["state"] == "common_cause"
    assert found["rag"] == {"state": "green", "target": "22 or less", "reason": None}
    assert found["points"][0] == {
        "n": 1, "period": "2000-04", "y": 21.0, "judged": 21.0, "rule": None, "type": "common_cause"
    }  # fmt: skip


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize(
    "basis", ["rolling_12_months", "year_to_date", "month_end", "financial_year", "academic_year", "calendar_year"]
)
def test_an_overlapping_series_is_not_judged_whatever_it_does(series, basis, direction):
    found = series({"y": [20.0, 21.0] * 10 + [95.0], "basis": basis, "direction": direction, "target": 30})
    assert found["signal"]["state"] == "not_judged"
    assert found["signal"]["reason"]
    assert (found["segments"], found["assurance"]["state"]) == ([], "none")
    assert {one["type"] for one in found["points"]} == {"not_judged"}


def test_a_year_to_date_with_its_counts_is_taken_apart(series):
    tops = [10, 21, 30, 41, 50, 61, 70, 81, 90, 101, 110, 140]
    document = {
        "y": [100 * top / (50 * at) for at, top in enumerate(tops, 1)], "numerators": tops,
        "denominators": [50 * at for at in range(1, 13)], "basis": "year_to_date", "direction": "decrease",
    }  # fmt: skip
    found = series(document)
    assert (found["derivation"], found["signal"]["state"]) == ("months_of_year_to_date", "concern")
    assert [one["judged"] for one in found["points"]][-2:] == [18, 60]
    assert found["signal"]["rule"] == "outside_above"


def test_rolling_windows_without_their_first_year_are_not_judged(series):
    points = shares(windows_of(stable_months(1, 36)))
    found = series({
        "y": [point.value for point in points], "numerators": [point.numerator for point in points],
        "denominators": [point.denominator for point in points], "basis": "rolling_12_months",
    })  # fmt: skip
    assert (found["signal"]["state"], found["signal"]["reason"]) == ("not_judged", "no_months_before")


def test_a_missing_latest_month_has_no_state(series):
    found = series([20, 21] * 8 + [None])
    assert (found["value"], found["missing"], found["signal"]["state"]) == (None, "no_figure", "no_figure")
    assert found["rag"]["state"] == "no_target"


def test_a_short_series_is_too_early_to_tell(series):
    found = series([20, 21, 40])
    assert (found["signal"]["state"], found["signal"]["points"]) == ("too_early", 3)
    assert found["signal"]["reason"] == "3 of 12 points"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"{", "series.json: The file is no JSON"),
        ([1, "2"], "y 2: '2' is not a number"),
        (b"[1, NaN]", "y 2: nan"),
        ({"y": []}, "y has 0 figures"),
        ({"y": [1], "direction": "up"}, "'up' is not one of"),
        ({"y": [1], "params": {"shift_points": -7}}, "shift: -7 is below"),
        ({"y": [1], "params": {"rebase_at_point": [9]}}, "rebase names point 9"),
    ],
)
def test_what_is_no_series_is_refused_without_a_traceback(series, document, words):
    found = series(document, code=1)
    assert found["outcome"] == "refuse"
    assert words in found["message"]


def test_a_series_for_people(tmp_path):
    path = tmp_path / "series.json"
    path.write_text(
        json.dumps({"y": [21, 20] * 8 + [40], "name": "Cases [new]", "direction": "decrease", "target": 22})
    )
    result = Command(tmp_path / "none.db")("--series", path)
    said = " ".join(result.stdout.replace("│", " ").replace("┃", " ").split())
    assert result.exit_code == 0
    assert all(
        words in said for words in ("Cases [new]", "Target Off target", "Worse than usual", "1 to 17", "What is usual")
    )
    assert not (tmp_path / "none.db").exists()

"""Publishing and checking published statistics from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmark_fixtures import C1_2024, C1_2025, DONCASTER, ENGLAND, ROTHERHAM, a_csv, a_row
from demo_fixtures import DEMO, ROOT, SOCIAL_CARE
from fixtures.builders import saved
from openpyxl import Workbook
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.store import open_store

pytestmark = pytest.mark.usefixtures("from_the_checkout")

RECEIPT = {
    "edition", "added", "restated", "unchanged", "refused", "already_published",
    "file", "title", "series", "rows_in", "rows_kept", "reasons", "facts", "issued_on", "issues", "seconds",
}  # fmt: skip
CHECKED = {
    "outcome", "sheets", "issues", "changes", "restatements", "signals", "story", "not_checked",
    "file", "title", "series", "rows_in", "rows_kept", "reasons", "facts", "issued_on",
}  # fmt: skip
NEIGHBOURS = ("371", "359", "332", "357", "370", "894", "813", "807", "812", "384")
OLDER = a_csv(C1_2024, a_row(ROTHERHAM, "4163", "886", "21.3"), a_row(DONCASTER, "4000", "852", "21.3"))
NEWER = a_csv(
    C1_2025,
    a_row(ROTHERHAM, "4163", "886", "21.3"),
    a_row(DONCASTER, "u", "u", "u"),
    a_row(ROTHERHAM, "4000", "828", "20.7", year="2020"),
)


class Scorecard:
    """Runs commands on one store, within the process."""

    def __init__(self, folder: Path, catalogue: Path) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.store = f"sqlite:///{folder / 'store.db'}"

    def __call__(self, *arguments: object):
        given = ["--store", self.store, "--catalogue", str(self.catalogue), *map(str, arguments)]
        return CliRunner().invoke(app, given)

    def json(self, *arguments: object, code: int = 0):
        result = self(*arguments, "--json")
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    def file(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def editions(self) -> int:
        with open_store(self.store) as store:
            return len(store.editions())


@pytest.fixture
def run(tmp_path) -> Scorecard:
    """Run commands with a small catalogue, whose files have few columns."""
    return Scorecard(tmp_path, ROOT / "tests" / "fixtures" / "benchmark_catalogue.yaml")


@pytest.fixture
def run_whole(tmp_path) -> Scorecard:
    """Run commands with the product's own catalogue."""
    return Scorecard(tmp_path, ROOT / "indicators.yaml")


def a_list_in_excel() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "LA SN Groups"
    sheet.append([])
    sheet.append(["Statistical neighbours, May 2027"])
    sheet.append(["LA num", "LA Name", *(text for rank in range(1, 11) for text in (f"SN{rank}", "SNP"))])
    sheet.append([372, "Rotherham", *(text for number in NEIGHBOURS for text in (number, "Very close"))])
    return saved(book)


class TestBenchmarks:
    def test_the_receipt_says_what_was_read_and_what_changed(self, run):
        receipt = run.json("benchmarks", run.file("c1.csv", OLDER), "--by", "Team")
        assert set(receipt) == RECEIPT
        assert (receipt["edition"], receipt["rows_in"], receipt["rows_kept"]) == (1, 2, 2)
        assert receipt["issued_on"] == "2019-10-31"
        assert receipt["series"] == "dfe-children-in-need"
        assert receipt["seconds"] > 0

    def test_reasons_kept_and_restatements_are_counted(self, run):
        run.json("benchmarks", run.file("older.csv", OLDER), "--by", "Team")
        receipt = run.json("benchmarks", run.file("newer.csv", NEWER), "--by", "Team", "--reason", "Yearly release")
        assert receipt["reasons"]["unreliable"] >= 1
        assert receipt["restated"] >= 1
        issue = next(one for one in receipt["issues"] if one["code"] == "benchmark-restates-the-past")
        assert "Doncaster 2018/19" in issue["what"]
        with open_store(run.store) as store:
            assert {one.reason for one in store.accepted_of(2)} == {"Yearly release"}

    def test_several_files_give_receipts_in_their_order_and_older_ones_go_first(self, run):
        files = (run.file("newer.csv", NEWER), run.file("older.csv", OLDER))
        receipts = run.json("benchmarks", *files, "--by", "Team")
        assert [(one["file"], one["edition"]) for one in receipts] == [("newer.csv", 2), ("older.csv", 1)]

    def test_one_spoiled_file_among_several_changes_nothing(self, run):
        spoiled = NEWER.replace(b"rereferral_percent", b"rereferral_share")
        files = (run.file("older.csv", OLDER), run.file("spoiled.csv", spoiled))
        document = run.json("benchmarks", *files, "--by", "Team", code=1)
        assert document["outcome"] == "refuse"
        assert "benchmark-missing-column" in {one["code"] for one in document["issues"]}
        assert all(one["remedy"] for one in document["issues"])
        assert run.editions() == 0

    @pytest.mark.parametrize(
        ("old", "new", "code"),
        [
            (b"21.3", b"?", "benchmark-unknown-symbol"),
            (b"Local authority", b"National", "benchmark-wrong-level"),
            (b"2020,Reporting", b"2019,Reporting", "benchmark-duplicate-row"),
        ],
    )
    def test_a_mutated_file_is_refused_by_name(self, run, old, new, code):
        document = run.json("benchmarks", run.file("c1.csv", NEWER.replace(old, new)), "--by", "Team", code=1)
        assert code in {one["code"] for one in document["issues"]}
        assert run.editions() == 0

    def test_a_day_given_is_recorded_and_an_impossible_one_refused(self, run):
        path = run.file("c1.csv", OLDER)
        document = run.json("benchmarks", path, "--by", "Team", "--issued-on", "2099-01-01", code=1)
        assert [one["code"] for one in document["issues"]] == ["benchmark-publication-day-impossible"]
        assert run.json("benchmarks", path, "--by", "Team", "--issued-on", "2019-12-05")["issued_on"] == "2019-12-05"

    def test_strict_refuses_while_a_warning_stands(self, run):
        run.json("benchmarks", run.file("older.csv", OLDER), "--by", "Team")
        document = run.json("benchmarks", run.file("newer.csv", NEWER), "--by", "Team", "--strict", code=1)
        assert "benchmark-restates-the-past" in {one["code"] for one in document["issues"]}
        assert run.editions() == 1

    def test_a_release_without_a_known_day_goes_ahead_and_strict_refuses_it(self, run):
        path = run.file("c1.csv", a_csv(C1_2025, a_row(ROTHERHAM, "4163", "886", "21.3", year="2017")))
        document = run.json("benchmarks", path, "--by", "Team", "--strict", code=1)
        assert [one["code"] for one in document["issues"]] == ["benchmark-no-publication-date"]
        assert run.json("benchmarks", path, "--by", "Team")["issued_on"] is None

    def test_a_list_in_excel_is_read_and_its_month_may_be_said(self, run):
        path = run.file("neighbours.xlsx", a_list_in_excel())
        receipt = run.json("benchmarks", path, "--by", "Team", "--list-month", "2027-06", "--serves-from", "2025/26")
        assert (receipt["added"], receipt["series"]) == (0, "neighbour-lists")
        assert receipt["facts"]
        with open_store(run.store) as store:
            assert str(store.edition(1).as_at) == "2025/26"

    @pytest.mark.parametrize(
        "options", [["--list-month", "Foo"], ["--serves-from", "2025"], ["--serves-from", "2025-05"]]
    )
    def test_what_is_no_month_or_year_is_wrong_usage(self, run, options):
        assert run("benchmarks", run.file("c1.csv", OLDER), "--by", "Team", *options).exit_code == 2

    def test_a_scorecard_is_pointed_to_its_own_command(self, run):
        document = run.json("benchmarks", DEMO / SOCIAL_CARE[0], "--by", "Team", code=1)
        (issue,) = document["issues"]
        assert "scorecard publish" in issue["remedy"]

    def test_people_are_told_rows_reasons_day_and_seconds(self, run):
        result = run("benchmarks", run.file("c1.csv", NEWER), "--by", "Team")
        told = " ".join(result.stdout.split())
        assert "3 rows read, 3 kept." in told
        assert "unreliable" in told
        assert "Published on 26 November 2020" in told
        assert "is published" in told
        assert "seconds." in told

    def test_the_same_file_again_writes_nothing(self, run):
        path = run.file("c1.csv", OLDER)
        first, again = (run.json("benchmarks", path, "--by", "Team") for _ in range(2))
        assert (first["already_published"], again["already_published"]) == (False, True)
        assert run.editions() == 1


class TestCheck:
    def test_a_release_is_previewed_with_its_restatements(self, run):
        run.json("benchmarks", run.file("older.csv", OLDER), "--by", "Team")
        document = run.json("check", run.file("newer.csv", NEWER))
        assert set(document) == CHECKED
        assert document["outcome"] == "load_with_warnings"
        restated = [one for one in document["restatements"] if one["indicator"] == "re-referrals"]
        assert restated == [
            {"indicator": "re-referrals", "basis": "financial_year", "area": DONCASTER, "period": "2018/19",
             "old": 21.3, "new": None}
        ]  # fmt: skip
        assert run.editions() == 1

    def test_a_list_in_excel_is_told_from_a_scorecard(self, run):
        document = run.json("check", run.file("neighbours.xlsx", a_list_in_excel()), "--list-month", "2027-05")
        assert (document["outcome"], document["series"]) == ("load", "neighbour-lists")
        assert document["changes"] == {"added": 0, "restated": 0, "unchanged": 0, "refused": 0}

    def test_a_workbook_that_is_neither_is_refused_as_no_scorecard(self, run):
        book = Workbook()
        book.active.append(["Nothing", "to", "see"])
        document = run.json("check", run.file("other.xlsx", saved(book)), code=1)
        assert [one["code"] for one in document["issues"]] == ["no-scorecard-sheet"]

    def test_a_file_that_is_no_release_is_refused_in_the_same_shape(self, run):
        document = run.json("check", run.file("other.csv", b"a,b\n1,2\n"), code=1)
        assert document["outcome"] == "refuse"
        assert [one["code"] for one in document["issues"]] == ["benchmark-not-recognised"]
        assert document["changes"] == {"added": 0, "restated": 0, "unchanged": 0, "refused": 0}

    def test_an_area_left_out_is_named(self, run):
        run.json("benchmarks", run.file("whole.csv", OLDER), "--by", "Team")
        cut = a_csv(C1_2025, a_row(ROTHERHAM, "4163", "886", "21.3"), a_row(ENGLAND, "650000", "147000", "22.6"))
        document = run.json("check", run.file("cut.csv", cut))
        issue = next(one for one in document["issues"] if one["code"] == "benchmark-fewer-areas")
        assert "Doncaster (2018/19)" in issue["what"]


@pytest.mark.shared
def test_the_withdrawn_figure_of_2022_shows_as_a_restatement(run_whole, shared_folder):
    older, newer = (next((shared_folder / "benchmarks" / f"ees_cin_{year}").glob("d3_*.csv")) for year in (2024, 2025))
    receipts = run_whole.json("benchmarks", older, newer, "--by", "Team")
    assert receipts[0]["restated"] == 0
    issue = next(one for one in receipts[1]["issues"] if one["code"] == "benchmark-restates-the-past")
    assert "Doncaster 2021/22" in issue["what"]
    assert "100.0% → unreliable" in issue["what"]


@pytest.mark.shared
def test_rates_are_worked_out_by_a_population_of_the_same_call(run_whole, shared_folder):
    folder = shared_folder / "benchmarks"
    rates = next((folder / "ees_cin_2025").glob("b1_*.csv"))
    population = next((folder / "lookups").glob("ons_*.csv"))
    alone = run_whole.json("check", rates)
    assert "benchmark-no-population" in {one["code"] for one in alone["issues"]}
    together = run_whole.json("benchmarks", rates, population, "--by", "Team")
    assert [one["edition"] for one in together] == [2, 1]
    assert "benchmark-no-population" not in {one["code"] for one in together[0]["issues"]}
    assert together[0]["added"] > alone["changes"]["added"]

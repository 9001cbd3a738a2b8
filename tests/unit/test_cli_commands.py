"""The command line: shapes of its JSON, exit codes, and nothing but JSON on standard output."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys

import pytest
import typer
from demo_fixtures import DEMO, ROOT, SOCIAL_CARE, reading_once
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.cli.figures import parse_as_of
from dashboard.issues import ISSUE_KINDS

MISTYPED = DEMO / "cyps-social-care-scorecard-2019-11.xlsx"
MARCH = DEMO / SOCIAL_CARE[0]
RECEIPT = {"edition", "added", "restated", "unchanged", "refused", "already_published"}
CHECK = {"outcome", "sheets", "issues", "changes", "restatements", "signals", "story", "not_checked"}
READ = (
    "sheet,cell,printed_no,printed_name,indicator,kind,period,basis,area,value,missing,numerator,denominator,restated,"
    "text,meaning,low,high"
)

pytestmark = pytest.mark.usefixtures("from_the_checkout")
VALUES = "period,basis,area,value,missing,numerator,denominator,provisional,edition,file,sheet,cell"


class Command:
    """Runs commands on one store, within the process."""

    def __init__(self, store):
        self.store = f"sqlite:///{store}"

    def __call__(self, *arguments):
        with reading_once():
            return CliRunner().invoke(app, ["--store", self.store, *map(str, arguments)])

    def json(self, *arguments, code=0):
        result = self(*arguments, "--json")
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)


@pytest.fixture
def empty(tmp_path):
    return Command(tmp_path / "new.db")


@pytest.fixture
def filled(demo_copy_file):
    return Command(demo_copy_file)


@pytest.fixture(scope="module")
def reader(demo_file, tmp_path_factory):
    """Commands that only read, on one copy of the demonstration."""
    return Command(shutil.copy(demo_file, tmp_path_factory.mktemp("reader") / "demo.db"))


# Reading


def test_read_gives_a_row_for_every_cell(empty):
    rows = empty.json("read", MARCH)
    assert len(rows) == 1625
    assert ",".join(rows[0]).startswith(READ)
    assert {row["area"] for row in rows} >= {"Rotherham", "England", "statistical neighbours"}
    assert {row["kind"] for row in rows} == {
        "value", "year_end", "previous_year", "benchmark", "target", "rag", "dot"
    }  # fmt: skip


def test_read_csv_has_the_columns_of_the_contract_and_lower_case_truth(empty):
    result = empty("read", MISTYPED, "--csv")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith(READ)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["restated"] for row in rows} == {"true", "false"}
    assert "None" not in result.stdout


def test_reading_for_people_prints_a_table(empty):
    result = empty("read", DEMO / "briefing-comparison-tables-2020-06-16.xlsx")
    assert result.exit_code == 0
    assert "briefing-comparison-tables" in result.stdout


def test_check_says_what_would_change_and_writes_nothing(empty):
    document = empty.json("check", MARCH)
    assert set(document) == CHECK
    assert document["outcome"] == "load"
    assert set(document["changes"]) == {"added", "restated", "unchanged", "refused"}
    assert document["changes"]["added"] > 900
    assert all(set(sheet) == {"sheet", "recognised", "evidence"} for sheet in document["sheets"])
    assert empty.json("editions") == []


def test_check_lists_restatements_with_old_and_new(filled):
    filled.json("withdraw", 14, "--by", "Team", "--reason", "Again")
    document = filled.json("check", DEMO / SOCIAL_CARE[-1])
    assert document["changes"]["restated"] == len(document["restatements"]) == 5
    assert set(document["restatements"][0]) == {"indicator", "basis", "area", "period", "old", "new"}


def test_check_lists_what_comes_to_stand_out_or_ceases_to(filled):
    filled.json("withdraw", 14, "--by", "Team", "--reason", "Again")
    (signal,) = filled.json("check", DEMO / SOCIAL_CARE[-1])["signals"]
    assert signal.pop("sentence").startswith("No real change: 68 in March 2020")
    assert signal == {
        "indicator": "initial-conferences",
        "basis": "in_month",
        "period": "2020-03",
        "before": "2020-02",
        "old": "neutral_low",
        "new": "common_cause",
    }
    told = " ".join(filled("check", DEMO / SOCIAL_CARE[-1]).output.split())
    assert "March 2020: No real change: was lower than usual in February 2020" in told


def test_check_lists_issues_with_their_remedy(empty):
    document = empty.json("check", MISTYPED)
    assert document["outcome"] == "load_with_warnings"
    (issue,) = document["issues"]
    assert issue == {
        "code": "rag-disagrees",
        "severity": "warning",
        "sheet": "2 Children in need & CP",
        "cell": "P20",
        "what": "Child protection reviews held on time is printed as within tolerance; by the tolerances it is on "
        "target.",
        "remedy": ISSUE_KINDS["rag-disagrees"].remedy,
    }


def test_check_previews_a_release_too(empty):
    document = empty.json("check", ROOT / "data" / "benchmarks" / "cla-2023-rate.csv")
    assert document["outcome"] == "load"
    assert document["changes"]["added"] > 800


def test_values_give_every_figure_its_cell(reader):
    rows = reader.json("values", "re-referrals", "--basis", "rolling_12_months")
    assert ",".join(rows[0]) == f"{VALUES},earlier"
    assert [row["period"] for row in rows][0::23] == ["2018-04", "2020-03"]
    assert rows[-1] == {
        "period": "2020-03", "basis": "rolling_12_months", "area": "Rotherham", "value": 20.7, "missing": "",
        "numerator": None, "denominator": None, "provisional": False, "edition": 14,
        "file": "cyps-social-care-scorecard-2020-03.xlsx", "sheet": "1 Front door & assessment", "cell": "P12",
        "earlier": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "months", "edition"),
    [("9", 7 + 12, 9), ("2019-11-21", 7 + 12, 9), ("2019-11-20", 6 + 12, 8), ("1", 0, 0), ("2010-01-01", 0, 0)],
)
def test_values_as_of_an_edition_or_a_date(reader, as_of, months, edition):
    rows = reader.json("values", "re-referrals", "--basis", "rolling_12_months", "--as-of", as_of)
    assert len(rows) == months
    assert max((row["edition"] for row in rows), default=0) == edition


@pytest.mark.parametrize(
    ("area", "name", "value"),
    [
        ("England", "England", 22.6),
        ("E92000001", "England", 22.6),
        ("rotherham", "Rotherham", 21.3),
        ("region", "Yorkshire and The Humber", 24.6),
        ("statistical neighbours", "statistical neighbours", 20.01),
        ("Doncaster", "Doncaster", None),
    ],
)
def test_values_of_another_area_by_name_code_or_role(reader, area, name, value):
    rows = reader.json("values", "re-referrals", "--basis", "financial_year", "--area", area)
    (row,) = [row for row in rows if row["period"] == "2018/19"]
    assert row["area"] == name
    assert value is None or row["value"] == value


@pytest.mark.parametrize(
    ("area", "value", "how"),
    [
        ("statistical neighbours", 20.01, "mean of 10 neighbours, list of April 2021"),
        ("best statistical neighbour", 9.9, "Redcar and Cleveland, list of April 2021"),
        ("national top quartile", 16.85, "best quarter of 151 authorities"),
    ],
)
def test_values_of_a_comparator_are_worked_out_of_published_figures(reader, area, value, how):
    rows = reader.json("values", "re-referrals", "--area", area)
    (row,) = [row for row in rows if (row["period"], row["basis"]) == ("2018/19", "financial_year")]
    assert (row["value"], row["cell"], row["file"], row["sheet"]) == (value, how, "cin-2025-c1.csv", "dfe-cin-c1")


def test_a_comparator_of_a_measure_that_nobody_publishes_is_what_the_sheets_print(reader):
    rows = reader.json("values", "repeat-cp-plans-within-2-years", "--area", "statistical neighbours")
    assert {row["missing"] for row in rows} == {"not_a_national_measure"}


def test_values_are_in_the_order_of_their_periods(reader):
    rows = reader.json("values", "re-referrals")
    by_basis = {}
    for row in rows:
        by_basis.setdefault(row["basis"], []).append(row["period"])
    assert all(periods == sorted(periods) for periods in by_basis.values())


def test_values_as_csv(reader):
    result = reader("values", "re-referrals", "--csv")
    assert result.stdout.splitlines()[0] == f"{VALUES},earlier"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["values", "nobody"], "No indicator has the id 'nobody'"),
        (["values", "[/nobody]"], "No indicator has the id '[/nobody]'"),
        (["values", "re-referrals", "--area", "[/x]"], "'[/x]' is no area"),
        (["values", "re-referrals", "--as-of", "99"], "There is no edition 99"),
        (["withdraw", "99", "--by", "Team", "--reason", "Wrong"], "There is no edition 99"),
        (["withdraw", "1", "--by", " ", "--reason", "Wrong"], "Say who withdraws"),
    ],
)
def test_what_is_refused_says_so_in_words_and_in_json(reader, arguments, words):
    told = reader(*arguments)
    assert told.exit_code == 1
    assert words in " ".join(told.stderr.split())
    assert told.stdout == ""
    document = reader.json(*arguments, code=1)
    assert document["outcome"] == "refuse"
    assert words in document["message"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["values"],
        ["values", "re-referrals", "--basis", "fortnightly"],
        ["read", "no-such-file.xlsx"],
        ["publish", str(MARCH)],
        ["withdraw", "one", "--by", "Team", "--reason", "Wrong"],
        ["withdraw", "1", "--by", "Team"],
        ["no-such-command"],
        ["publish", str(MARCH), "--by", "Team", "--issued-on", "yesterday"],
    ],
)
def test_wrong_usage_ends_with_2(reader, arguments):
    assert reader(*arguments).exit_code == 2


# Writing


def test_publish_withdraw_and_the_history(empty):
    receipt = empty.json("publish", MARCH, "--by", "Performance team", "--reason", "Monthly issue")
    assert set(receipt) == RECEIPT
    assert (receipt["edition"], receipt["restated"], receipt["already_published"]) == (1, 0, False)
    assert empty.json("publish", MARCH, "--by", "Performance team") == {**receipt, "already_published": True}
    (edition,) = empty.json("editions")
    assert (edition["edition"], edition["report"], edition["as_at"]) == (1, "social-care-scorecard", "2019-03")
    assert (edition["issued_on"], edition["by"], edition["withdrawn"]) == ("2019-04-16", "Performance team", None)
    assert (edition["reason"], edition["file"]) == ("Monthly issue", SOCIAL_CARE[0])
    gone = empty.json("withdraw", 1, "--by", "Performance team", "--reason", "Wrong file")
    assert gone == {"edition": 1, "withdrawn": True, "by": "Performance team", "reason": "Wrong file"}
    assert empty.json("editions")[0]["withdrawn"] == "Wrong file"
    assert empty.json("values", "re-referrals") == []
    assert empty.json("publish", MARCH, "--by", "Performance team")["edition"] == 2


def test_publish_goes_ahead_over_a_warning_and_records_it(empty):
    receipt = empty.json("publish", MISTYPED, "--by", "Performance team")
    assert receipt["edition"] == 1
    assert empty.json("editions")[0]["reason"] == "Published from the command line"


def test_strict_refuses_while_a_warning_stands(empty):
    document = empty.json("publish", MISTYPED, "--by", "Performance team", "--strict", code=1)
    assert [issue["code"] for issue in document["issues"]] == ["rag-disagrees"]
    assert empty.json("editions") == []
    assert empty("publish", MARCH, "--by", "Performance team", "--strict").exit_code == 0


@pytest.mark.parametrize("command", [["check"], ["publish", "--by", "Team"], ["read"]])
def test_a_file_that_is_no_workbook_is_refused(empty, tmp_path, command):
    path = tmp_path / "scorecard[draft].xlsx"
    path.write_bytes(b"Measure,April\nReferrals,443\n")
    document = empty.json(command[0], path, *command[1:], code=1)
    assert document["outcome"] == "refuse"
    assert [issue["code"] for issue in document["issues"]] == ["not-an-xlsx"]
    told = empty(command[0], path, *command[1:])
    assert told.exit_code == 1
    assert "Traceback" not in told.output
    assert empty.json("editions") == []


def test_benchmarks_publish_one_edition_a_file(empty):
    files = [ROOT / "data" / "benchmarks" / name for name in ("cla-2023-rate.csv", "cla-2025-rate.csv")]
    receipts = empty.json("benchmarks", *files, "--by", "Team", "--issued-on", "2025-11-30")
    assert all(set(receipt) > RECEIPT for receipt in receipts)
    assert [receipt["edition"] for receipt in receipts] == [1, 2]
    assert {edition["issued_on"] for edition in empty.json("editions")} == {"2025-11-30"}


def test_a_file_that_is_no_release_is_refused(empty, tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    document = empty.json("benchmarks", path, "--by", "Team", code=1)
    assert [issue["code"] for issue in document["issues"]] == ["benchmark-not-recognised"]


def test_the_demonstration_is_left_out_where_there_are_editions(reader):
    assert reader.json("demo", "--if-empty") == {"editions": [], "added": 0}
    assert reader("demo", "--if-empty").exit_code == 0


def test_the_demonstration_refuses_a_store_of_ones_own(empty):
    empty.json("publish", MARCH, "--by", "Performance team")
    assert "editions of its own" in empty.json("demo", code=1)["message"]


# The catalogue


def test_the_catalogue_commands(empty, tmp_path):
    document = empty.json("catalogue", "check")
    assert (document["outcome"], document["issues"]) == ("load", [])
    listed = empty.json("catalogue", "list")
    assert len(listed) == document["indicators"]
    assert {"id", "name"} == set(listed[0])
    assert json.loads(empty("catalogue", "schema").stdout)["properties"]["indicators"]
    assert empty("catalogue", "docs", "--to", tmp_path / "pages").exit_code == 0
    pages = {"catalogue.md", "indicators.md", "issues.md", "layouts.md"}
    assert {path.name for path in (tmp_path / "pages").iterdir()} == pages


def test_a_catalogue_with_faults_ends_with_1_and_lists_them(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("council: {authority: E08000018}\ncolour: red\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["--catalogue", str(path), "catalogue", "check"])
    assert told.exit_code == 1
    assert "line 2" in " ".join(told.stderr.split())
    result = CliRunner().invoke(app, ["--catalogue", str(path), "catalogue", "check", "--json"])
    codes = {issue["code"] for issue in json.loads(result.stdout)["issues"]}
    assert codes == {"catalogue-unknown-key", "catalogue-invalid"}


def test_a_store_that_cannot_be_opened_ends_with_1(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("These are notes. " * 100, encoding="utf-8")
    result = CliRunner().invoke(app, ["--store", f"sqlite:///{path}", "editions", "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["outcome"] == "refuse"


def test_an_unreadable_as_of_is_wrong_usage(reader):
    assert reader("values", "re-referrals", "--as-of", "yesterday").exit_code == 2


@pytest.mark.parametrize("text", ["yesterday", "2019-13-01", "-3", "1.5", "", "21/11/2019"])
def test_as_of_is_a_number_or_a_date(text):
    with pytest.raises(typer.BadParameter, match="number or a date"):
        parse_as_of(text)


# Through a real process


def run(*arguments, store):
    environment = {**os.environ, "SCORECARD_STORE": f"sqlite:///{store}"}
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_real_process_prints_json_and_nothing_else(demo_copy_file):
    result = run("values", "re-referrals", "--json", store=demo_copy_file)
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)[0]["area"] == "Rotherham"


def test_a_real_process_refuses_with_1_and_wrong_usage_with_2(tmp_path):
    (tmp_path / "cut.xlsx").write_bytes(MARCH.read_bytes()[:5000])
    refused = run("check", str(tmp_path / "cut.xlsx"), "--json", store=tmp_path / "store.db")
    assert refused.returncode == 1
    assert json.loads(refused.stdout)["outcome"] == "refuse"
    assert run("check", store=tmp_path / "store.db").returncode == 2

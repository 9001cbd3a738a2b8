"""The catalogue's commands: check, patches written and applied, and what an officer declares of a workbook."""

import json
import shutil

import pytest
from demo_fixtures import ROOT
from fixtures.builders import Scorecard, build_scorecard
from typer.testing import CliRunner

from dashboard.catalogue.load import load_catalogue
from dashboard.cli import app

REPORT = "social-care-scorecard"


@pytest.fixture
def run(tmp_path, monkeypatch, root):
    """Run commands on an empty store and a catalogue of its own."""
    monkeypatch.chdir(root)
    for name in ("SCORECARD_STORE", "SCORECARD_CATALOGUE", "SCORECARD_DATA", "SCORECARD_READ_ONLY"):
        monkeypatch.delenv(name, raising=False)
    shutil.copy(ROOT / "indicators.yaml", tmp_path)

    def invoke(*arguments):
        options = ["--store", f"sqlite:///{tmp_path / 'store.db'}", "--catalogue", str(tmp_path / "indicators.yaml")]
        return CliRunner().invoke(app, [*options, *map(str, arguments)])

    return invoke


def measure(tmp_path):
    """A measure with one name, which is in the scorecard."""
    catalogue = load_catalogue(tmp_path / "indicators.yaml")
    return next(one for one in catalogue.indicators if [alias.report for alias in one.aliases] == [REPORT])


def test_check_covers_the_layouts_too(run, tmp_path):
    assert json.loads(run("catalogue", "check", "--json").stdout)["headings"] == 0
    (tmp_path / "layouts.yaml").write_text('headings:\n  - {heading: "Where we are", role: RAG}\n', encoding="utf-8")
    result = run("catalogue", "check")
    assert result.exit_code == 0
    assert "layouts.yaml is sound: 1 heading." in result.stdout.replace("\n", "")
    (tmp_path / "layouts.yaml").write_text("headings:\n  - {heading: Where, role: ragg}\n", encoding="utf-8")
    result = run("catalogue", "check", "--json")
    assert result.exit_code == 1
    (issue,) = json.loads(result.stdout)["issues"]
    assert (issue["line"], issue["code"]) == ("2", "catalogue-invalid")
    assert "Did you mean" in issue["remedy"]


def test_the_schema_of_the_layouts_is_published(run):
    assert "headings" in json.loads(run("catalogue", "schema", "--layouts").stdout)["properties"]
    assert "indicators" in json.loads(run("catalogue", "schema").stdout)["properties"]


def test_a_name_is_written_as_a_patch_and_applied(run, tmp_path):
    one, patch = measure(tmp_path), tmp_path / "change.patch"
    before = (tmp_path / "indicators.yaml").read_bytes()
    basis = ("--basis", one.aliases[0].basis)
    given = ("catalogue", "alias", one.id, *basis, "--report", REPORT, "--name", 'New: "name" # 2', "--number", "9.9")
    more = ("--since", "2020-04", "--ends", one.aliases[0].name, "--by", "P. Officer", "--why", "Renamed")
    printed = run(*given, *more)
    assert printed.exit_code == 0
    assert run(*given, *more, "--to", patch).exit_code == 0
    assert patch.read_text(encoding="utf-8") == printed.stdout
    assert (tmp_path / "indicators.yaml").read_bytes() == before

    result = run("catalogue", "apply", patch, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["kept"].startswith(str(tmp_path / "catalogue-changes"))
    changed = load_catalogue(tmp_path / "indicators.yaml").indicator(one.id)
    old, fresh = changed.aliases
    assert (str(old.until), fresh.name, str(fresh.since)) == ("2020-03", 'New: "name" # 2', "2020-04")
    again = run("catalogue", "apply", patch)
    assert again.exit_code == 1
    assert "holds this change already" in again.stderr


def test_a_known_name_takes_a_new_number(run, tmp_path):
    one = measure(tmp_path)
    name, basis = one.aliases[0].name, one.aliases[0].basis
    given = ("catalogue", "alias", one.id, "--report", REPORT, "--basis", basis, "--name", name)
    result = run(*given, "--number", "9.9", "--since", "2020-04")
    assert result.exit_code == 0
    assert '{number: "9.9", since: 2020-04}' in result.stdout


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"indicator": "no-such-measure"}, 1, "No indicator has the id"),
        ({"report": "no-such-report"}, 1, "No report has the id"),
        ({"since": "2020"}, 2, "is no month"),
        ({"since": "2019/20"}, 2, "is no month"),
        ({"ends": "No such name"}, 1, "has no name"),
    ],
)
def test_what_does_not_fit_is_said(run, tmp_path, changes, code, words):
    one = measure(tmp_path)
    given = {
        "indicator": one.id,
        "report": REPORT,
        "name": "New",
        "since": "2020-04",
        "ends": "",
    } | changes
    result = run(
        "catalogue", "alias", given["indicator"], "--report", given["report"], "--name", given["name"],
        "--since", given["since"], "--ends", given["ends"], "--basis", one.aliases[0].basis,
    )  # fmt: skip
    assert result.exit_code == code
    assert words in " ".join(result.stderr.replace("│", " ").split())


def test_a_measure_with_several_bases_needs_one(run, tmp_path):
    catalogue = load_catalogue(tmp_path / "indicators.yaml")
    several = next(one for one in catalogue.indicators if len(one.forms) > 1)
    result = run("catalogue", "alias", several.id, "--report", REPORT, "--name", "New name")
    assert result.exit_code == 2
    form = several.forms[-1]
    assert (
        run("catalogue", "alias", several.id, "--report", REPORT, "--name", "New name", "--basis", form).exit_code == 0
    )


# ------------------------------------------------------------------------------------------------------
# Declared report and month
# ------------------------------------------------------------------------------------------------------


@pytest.fixture
def untitled(tmp_path):
    """A workbook that says neither its report nor its month."""
    path = tmp_path / "untitled.xlsx"
    path.write_bytes(build_scorecard(Scorecard(title=None, as_at=None, table_title=None)))
    return path


def test_a_workbook_is_read_as_what_it_is_declared_to_be(run, untitled):
    refused = json.loads(run("check", untitled, "--json").stdout)
    assert {issue["code"] for issue in refused["issues"]} == {"unknown-report"}
    declared = json.loads(run("check", untitled, "--report", REPORT, "--as-at", "2019-06", "--json").stdout)
    codes = {issue["code"] for issue in declared["issues"]}
    assert {"report-declared", "as-at-declared"} <= codes
    assert "unknown-report" not in codes


def test_what_was_declared_is_kept_with_the_edition(run, untitled):
    given = ("--report", REPORT, "--as-at", "2019-06")
    read = run("read", untitled, *given, "--json")
    assert read.exit_code == 0
    published = run("publish", untitled, "--by", "P. Officer", *given, "--json")
    assert published.exit_code == 0
    (edition,) = json.loads(run("editions", "--json").stdout)
    assert (edition["report"], edition["as_at"]) == (REPORT, "2019-06")


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (("--report", "social-care-scorecrd"), "Did you mean social-care-scorecard or"),
        (("--as-at", "September"), "is no month"),
        (("--as-at", "2019/20"), "is no month"),
    ],
)
def test_a_declaration_that_is_none_is_wrong_usage(run, untitled, option, words):
    result = run("check", untitled, *option)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.replace("│", " ").split())

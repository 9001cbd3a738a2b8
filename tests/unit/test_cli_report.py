"""``scorecard report``: the file written, what is printed, and what is refused before anything is written."""

import json
import shutil

import pytest
from demo_fixtures import reading_once
from docx import Document
from openpyxl import load_workbook
from typer.main import get_command
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.views.paper import PaperKind

MEASURES = "re-referrals,repeat-cp-plans-ever,repeat-cp-plans-within-2-years"
REFUSED, WRONG_USAGE = 1, 2


@pytest.fixture(scope="module")
def store_file(demo_file, tmp_path_factory):
    """A copy of the demonstration's store: each paper made is recorded in it."""
    return shutil.copy(demo_file, tmp_path_factory.mktemp("papers") / "copy.db")


@pytest.fixture
def run(store_file, monkeypatch, root):
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("SCORECARD_BY", "Performance team")

    def command(*arguments, code=0):
        with reading_once():
            result = CliRunner().invoke(app, ["--store", f"sqlite:///{store_file}", "report", *map(str, arguments)])
        assert result.exit_code == code, result.output
        return result

    return command


def briefing(to, *more, measures=MEASURES):
    return ("briefing", "--indicators", measures, "--years", "2018/19,2019/20", "--to", to, *more)


def test_each_format_is_written_by_its_ending(run, tmp_path):
    for name in ("paper.html", "paper.docx", "paper.XLSX"):
        said = run(*briefing(tmp_path / name, "--as-of", "2020-06-16")).stdout
        # A folder of a long name is printed over two lines.
        assert name in said.replace("\n", "")
        assert "16 June 2020" in said
    assert (tmp_path / "paper.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert len(Document(tmp_path / "paper.docx").tables) == 3
    with (tmp_path / "paper.XLSX").open("rb") as file:
        assert load_workbook(file).sheetnames == ["Comparison tables", "Sources"]


def test_json_gives_the_path_and_every_cell_with_its_source(run, tmp_path):
    to = tmp_path / "paper.html"
    document = json.loads(run(*briefing(to, "--as-of", "2020-06-16", "--json")).stdout)
    assert document["path"] == str(to)
    assert document["as_of"] == "2020-06-16"
    first = document["tables"][0]
    assert (first["indicator"], first["years"]) == ("re-referrals", ["2018/19", "2019/20"])
    rows = {row["area"]: row for row in first["rows"]}
    assert list(rows) == ["Rotherham", "region", "statistical neighbours", "England"]
    ours = rows["Rotherham"]
    assert [cell["value"] for cell in ours["cells"]] == [21.3, 20.7]
    assert (ours["difference"]["value"], ours["cells"][1]["cell"]) == (-0.6, "D7")
    assert rows["England"]["cells"][1]["missing"] == "not_yet_published"
    assert rows["England"]["difference"]["missing"] == "not_applicable"


def test_the_same_command_writes_the_same_bytes(run, tmp_path):
    for ending in ("html", "docx", "xlsx"):
        for name in ("one", "two"):
            run(*briefing(tmp_path / f"{name}.{ending}"))
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


def test_measures_keep_their_order_and_years_are_put_in_theirs(run, tmp_path):
    to = tmp_path / "paper.html"
    given = (
        "briefing",
        "--indicators",
        "repeat-cp-plans-ever, re-referrals",
        "--years",
        "2019/20, 2018/19",
        "--to",
        to,
    )
    document = json.loads(run(*given, "--json").stdout)
    assert [table["indicator"] for table in document["tables"]] == ["repeat-cp-plans-ever", "re-referrals"]
    assert document["tables"][0]["years"] == ["2018/19", "2019/20"]


def test_audience_date_and_comparison_reach_the_paper(run, tmp_path):
    to = tmp_path / "paper.html"
    run(*briefing(to, "--audience", "public", "--made-on", "2026-01-05", "--compare-with", "2020-06-16"))
    text = to.read_text(encoding="utf-8")
    assert "The public" in text
    assert "5 January 2026" in text
    assert "was: Not published yet" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--indicators", "re-referals"), "Did you mean re-referrals"),
        (("--indicators", " , "), "at least one measure"),
        (("--years", "2019-03"), "'2019-03' is no financial year such as 2018/19"),
        (("--years", "2018/20"), "'2018/20' is no financial year"),
        (("--years", ","), "one to 8 years"),
        (("--years", ",".join(f"{year}/{year - 1999:02d}" for year in range(2010, 2019))), "one to 8 years"),
        (("--as-of", "yesterday"), "edition's number or a date"),
        (("--compare-with", "then"), "edition's number or a date"),
        (("--made-on", "5 January"), "is no date such as 2020-06-16"),
        (("--audience", "everyone"), "public"),
        (("--to", "paper.pdf"), "ends in none of .html, .docx, .xlsx"),
        (("--to", "paper"), "ends in none of"),
    ],
)
def test_wrong_usage_is_said_plainly_and_writes_nothing(run, tmp_path, arguments, said):
    to = tmp_path / "paper.html"
    result = run(*briefing(to), *arguments, code=WRONG_USAGE)
    assert said in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_kind_of_paper_is_wrong_usage(run, tmp_path):
    assert (
        "There is no paper 'nonsense'. The kinds are briefing, tracker"
        in run("nonsense", "--to", tmp_path / "paper.html", code=WRONG_USAGE).stderr
    )


def test_every_paper_has_its_command_with_the_options_that_mean_something_to_it():
    """All take a place, a moment and an audience; an option that another paper takes is none of this one's."""
    commands = get_command(app).commands["report"].commands
    assert set(commands) == {str(kind) for kind in PaperKind}
    everywhere = {"to", "as_of", "audience", "by", "record", "as_json"}
    own = {name: {option.name for option in command.params} - everywhere for name, command in commands.items()}
    assert own["tracker"] == own["daily"] == {"period", "tracker", "theme"}
    assert own["scorecard"] == own["council-plan"] == {"period", "report", "made_on"}
    assert own["year-end"] == {"period", "made_on"}
    assert own["clinic"] == {"period", "indicators", "made_on"}
    assert own["briefing"] == {"indicators", "years", "compare_with", "made_on"}
    must = {name: {option.name for option in command.params if option.required} for name, command in commands.items()}
    assert must.pop("briefing") == {"to", "indicators"}
    assert all(names == {"to"} for names in must.values())


def test_a_place_that_cannot_be_written_is_refused_with_what_to_do(run, tmp_path):
    said = run(*briefing(tmp_path / "none" / "paper.html"), code=REFUSED)
    assert "There is no folder" in said.stderr
    folder = tmp_path / "taken.html"
    folder.mkdir()
    assert "is a folder" in run(*briefing(folder), code=REFUSED).stderr


def test_an_edition_that_does_not_exist_is_refused(run, tmp_path):
    to = tmp_path / "paper.html"
    assert "no edition 999" in run(*briefing(to, "--as-of", "999"), code=REFUSED).stderr
    document = json.loads(run(*briefing(to, "--as-of", "999", "--json"), code=REFUSED).stdout)
    assert document["outcome"] == "refuse"
    assert not to.exists()


def test_measures_that_nobody_publishes_need_their_years(run, tmp_path):
    to = tmp_path / "paper.html"
    said = run("briefing", "--indicators", "contacts", "--to", to, code=REFUSED).stderr
    assert "No year can be compared" in said
    assert "--years 2018/19,2019/20" in said

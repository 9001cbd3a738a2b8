"""``scorecard export``: what is written where, what the public is not given, and what is refused."""

import csv
import json
import zipfile

import pytest
from demo_fixtures import reading_once
from typer.testing import CliRunner

from dashboard.cli import app

REFUSED, WRONG_USAGE = 1, 2
SMALL = {"1", "2", "3", "4", "5"}


@pytest.fixture(scope="module")
def run(demo_file, root):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("COLUMNS", "400")

        def command(to, *more, code=0, store=f"sqlite:///{demo_file}"):
            with reading_once():
                given = ["--store", store, "export", "--to", str(to), *map(str, more)]
                result = CliRunner().invoke(app, given)
            assert result.exit_code == code, result.output
            return result

        yield command


@pytest.fixture(scope="module")
def public(run, tmp_path_factory):
    """The whole package for the public, with what was said."""
    to = tmp_path_factory.mktemp("export") / "open"
    return to, run(to, "--history").stdout


@pytest.fixture(scope="module")
def internal(run, tmp_path_factory):
    to = tmp_path_factory.mktemp("export") / "internal.zip"
    return to, json.loads(run(to, "--audience", "internal", "--history", "--json").stdout)


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_folder_is_written_and_said(public):
    to, said = public
    assert {path.name for path in to.iterdir()} >= {"datapackage.json", "README.md", "observations.csv", "parquet"}
    assert "figures written to" in said.replace("\n", "")
    assert "For: The public. Licence: Open Government Licence v3.0." in said
    assert "To protect children" in said


def test_json_says_the_path_the_version_and_the_rows(internal):
    to, document = internal
    assert (document["path"], document["kind"], document["audience"], document["licence"]) == (
        str(to), "export", "internal", None,
    )  # fmt: skip
    assert document["tables"]["observations"] > 3000
    with zipfile.ZipFile(to) as book:
        assert json.loads(book.read("datapackage.json"))["version"] == document["version"]


def test_the_public_s_files_hold_no_suppressed_figure_and_nobody_s_name(public, internal):
    to, _ = public
    suppressed = {key_of(row) for row in rows_of(to / "observations.csv") if row["missing"] == "suppressed"}
    with zipfile.ZipFile(internal[0]) as book:
        lines = book.read("observations.csv").decode().splitlines()
        whole = {key_of(row): row for row in csv.DictReader(lines)}
    hidden = [key for key in suppressed if whole[key]["value"]]
    assert len(hidden) > 50
    assert all(not row["numerator"] and not row["denominator"] for row in hidden_rows(to, set(hidden)))
    assert not [row for row in hidden_rows(to, set(hidden)) if row["value"]]
    own = {row["id"] for row in rows_of(to / "reports.csv") if not row["licence"]}  # the rest is published nationally
    editions = {row["number"] for row in rows_of(to / "editions.csv") if row["report"] in own}
    units = {row["id"]: row["unit"] for row in rows_of(to / "indicators.csv")}
    for name in ("observations", "history"):
        figures = [row for row in rows_of(to / f"{name}.csv") if row["edition"] in editions]
        assert len(figures) > 1000
        assert not [row for row in figures if units[row["indicator"]] == "count" and row["value"] in SMALL]
        assert not [row for row in figures if row["numerator"] in SMALL or row["denominator"] in SMALL]
    everything = "".join(path.read_text(encoding="utf-8", errors="replace") for path in to.rglob("*") if path.is_file())
    for word in ("published_by", "Demonstration data", ".xlsx", '"owner"', "Head of Service, First Response"):
        assert word not in everything


def key_of(row):
    return tuple(row[name] for name in ("indicator", "basis", "area_code", "period"))


def hidden_rows(folder, keys):
    return [
        row for name in ("observations", "history") for row in rows_of(folder / f"{name}.csv") if key_of(row) in keys
    ]


def test_the_judgements_of_a_suppressed_figure_say_no_figure_either(public):
    to, _ = public
    hidden = {key_of(row) for row in rows_of(to / "observations.csv") if row["missing"] == "suppressed"}
    ours = {(indicator, basis, period) for indicator, basis, area, period in hidden if area.startswith("E08")}
    rows = rows_of(to / "judgements.csv")
    told = [row for row in rows if (row["indicator"], row["basis"], row["period"]) in ours]
    assert told
    assert all(row["value"] == "" for row in told)
    for row in rows_of(to / "comparisons.csv"):
        if (row["indicator"], row["compared_basis"], row["compared_period"]) in ours:
            assert row["our_value"] == ""


def test_one_table_as_it_was_known_at_an_earlier_moment_goes_into_one_file(run, tmp_path):
    then = ("--as-of", "1", "--audience", "members")
    document = json.loads(run(tmp_path / "then.json", *then, "--json").stdout)
    assert (document["as_of"], document["version"], document["licence"]) == ("1", "1.1.0", None)
    run(tmp_path / "then.CSV", *then)
    figures = json.loads((tmp_path / "then.json").read_text(encoding="utf-8"))["observations"]
    assert [key_of(row) for row in rows_of(tmp_path / "then.CSV")] == [key_of(row) for row in figures]
    assert {row["edition"] for row in figures} == {1}


def test_a_folder_of_someone_s_own_is_refused_before_anything_is_read(run, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    said = run(tmp_path, code=REFUSED).output.replace("\n", "")
    assert "mine.txt, which is not of an earlier export" in said
    assert "Nothing has been written" in said
    document = json.loads(run(tmp_path, "--json", code=REFUSED).stdout)
    assert document["outcome"] == "refuse"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_that_cannot_be_written_is_refused_before_anything_is_read(run, tmp_path, monkeypatch):
    monkeypatch.setattr("dashboard.cli.export._view", lambda *_, **__: pytest.fail("read for nothing"))
    assert "There is no folder" in run(tmp_path / "nowhere" / "figures.csv", code=REFUSED).output
    (tmp_path / "figures.zip").mkdir()
    (tmp_path / "figures.zip" / "mine").write_text("mine", encoding="utf-8")
    assert "which is not of an earlier export" in run(tmp_path / "figures.zip", code=REFUSED).output.replace("\n", "")


def test_an_edition_that_is_not_there_is_refused_and_nothing_written(run, tmp_path):
    assert "There is no edition 999" in run(tmp_path / "open", "--as-of", "999", code=REFUSED).output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("figures.xlsx", (), "ends in none of .csv, .parquet, .json, .zip"),
        ("figures.csv", ("--history",), "table of its own"),
        ("figures.csv", ("--audience", "press"), "press"),
        ("figures.csv", ("--as-of", "yesterday"), "yesterday"),
    ],
)
def test_wrong_usage_is_said(run, tmp_path, name, more, said):
    assert said in run(tmp_path / name, *more, code=WRONG_USAGE).output.replace("\n", " ")
    assert not list(tmp_path.iterdir())


def test_an_empty_store_gives_an_empty_package(run, tmp_path):
    said = run(tmp_path / "open", store=f"sqlite:///{tmp_path / 'new.db'}").stdout
    assert said.startswith("0 figures written to")

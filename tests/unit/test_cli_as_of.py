"""``--as-of`` and earlier values on the command line."""

import csv
import io
import json

import pytest
from demo_fixtures import reading_once
from typer.testing import CliRunner

from dashboard.cli import app

MEASURE = "contacts-decided-within-1-working-day"
AUGUST = [
    {"edition": 7, "issued_on": "2019-09-12", "value": 91.2, "missing": ""},
    {"edition": 9, "issued_on": "2019-11-21", "value": 87.6, "missing": ""},
]


@pytest.fixture
def run(demo_file, monkeypatch, root):
    monkeypatch.chdir(root)

    def command(*arguments, code=0):
        with reading_once():
            result = CliRunner().invoke(app, ["--store", f"sqlite:///{demo_file}", *arguments])
        assert result.exit_code == code, result.output
        return result.stdout

    return command


def figure_of(run, period, *arguments):
    rows = json.loads(run("values", MEASURE, "--basis", "in_month", "--json", *arguments))
    return next(row for row in rows if row["period"] == period)


def test_a_restated_figure_lists_its_earlier_values(run):
    row = figure_of(run, "2019-08")
    assert (row["value"], row["edition"], row["earlier"]) == (87.4, 14, AUGUST)
    assert figure_of(run, "2019-10")["earlier"] == []


@pytest.mark.parametrize(
    ("moment", "value", "earlier"),
    [("7", 91.2, []), ("9", 87.6, AUGUST[:1]), ("2019-11-20", 91.2, []), ("2019-11-21", 87.6, AUGUST[:1])],
)
def test_as_of_a_moment_only_what_was_known_then(run, moment, value, earlier):
    row = figure_of(run, "2019-08", "--as-of", moment)
    assert (row["value"], row["earlier"]) == (value, earlier)


def test_a_late_figure_lists_the_reason_that_stood_before(run):
    rows = json.loads(run("values", "social-worker-turnover", "--json"))
    late = [one for row in rows for one in row["earlier"] if one["value"] is None]
    assert late
    assert all(one["missing"] == "not_available" for one in late)


def test_csv_has_the_earlier_values_in_a_column_at_the_end(run):
    rows = list(csv.DictReader(io.StringIO(run("values", MEASURE, "--basis", "in_month", "--csv"))))
    assert list(rows[0])[-2:] == ["cell", "earlier"]
    by_period = {row["period"]: row["earlier"] for row in rows}
    assert by_period["2019-08"] == "91.2 (edition 7, 2019-09-12); 87.6 (edition 9, 2019-11-21)"
    assert by_period["2019-10"] == ""


def test_the_table_says_the_moment(run):
    assert f"{MEASURE}, by 21 November 2019" in run("values", MEASURE, "--as-of", "2019-11-21")


@pytest.mark.parametrize(("moment", "standing"), [("3", [1, 2, 3]), ("2019-05-13", [1, 2]), ("2010-01-01", [])])
def test_editions_that_stood_then(run, moment, standing):
    found = json.loads(run("editions", "--as-of", moment, "--json"))
    assert [edition["edition"] for edition in found] == standing


def test_an_edition_that_is_not_there_is_refused(run):
    assert "no edition 99" in json.loads(run("editions", "--as-of", "99", "--json", code=1))["message"]
    run("values", MEASURE, "--as-of", "soon", code=2)

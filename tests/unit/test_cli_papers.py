"""``scorecard report KIND`` for every kind, and ``scorecard papers``: listed, made again, and the kept copy."""

from __future__ import annotations

import hashlib
import json
import shutil

import pytest
from demo_fixtures import reading_once
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.errors import DashboardError
from dashboard.store import open_store
from dashboard.store.faults import refusal

REFUSED, WRONG_USAGE = 1, 2
NO_REPORT = "This tracker has no report for March 2017. The latest is March 2020."
BY = "Performance team"
# The highest edition that the papers below print: of February's, of March's and the council plan's of that quarter.
PRINTED = {"tracker": 13, "scorecard": 13, "council-plan": 15, "year-end": 15, "clinic": 15, "daily": 14}


@pytest.fixture(scope="module")
def store_file(demo_file, tmp_path_factory):
    return shutil.copy(demo_file, tmp_path_factory.mktemp("papers") / "copy.db")


@pytest.fixture
def run(store_file, monkeypatch, root):
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("SCORECARD_BY", BY)

    def command(*arguments, code=0, store=f"sqlite:///{store_file}"):
        with reading_once():
            result = CliRunner().invoke(app, ["--store", store, *map(str, arguments)])
        assert result.exit_code == code, result.output
        return result

    return command


@pytest.fixture(scope="module")
def newest(store_file):
    """The highest edition of the demonstration, which is a national release."""
    with open_store(f"sqlite:///{store_file}") as store:
        return max(one.number for one in store.editions())


def said(result):
    return " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("kind", "name", "options", "as_at", "audience"),
    [
        ("tracker", "t.html", ("--period", "2020-02", "--theme", "safe-and-well"), "February 2020", "members"),
        ("scorecard", "s.xlsx", ("--period", "2020-02"), "February 2020", "members"),
        ("council-plan", "c.docx", ("--period", "2019/20-Q4"), "January to March 2020", "members"),
        ("year-end", "y.xlsx", ("--period", "2019/20"), "March 2020", "members"),
        ("clinic", "k.docx", ("--indicators", "re-referrals"), "March 2020", "internal"),
        ("daily", "d.eml", (), "March 2020", "members"),
    ],
)
def test_each_kind_is_written_recorded_and_told(run, newest, tmp_path, kind, name, options, as_at, audience):
    to = tmp_path / name
    document = json.loads(run("report", kind, "--to", to, *options, "--json").stdout)
    content = to.read_bytes()
    assert document["path"] == str(to)
    assert (document["kind"], document["audience"], document["by"]) == (kind, audience, BY)
    assert document["format"] == to.suffix[1:]
    assert as_at in document["as_at"]
    assert document["sha256"] == hashlib.sha256(content).hexdigest()
    assert document["not_recorded"] == ""
    listed = json.loads(run("papers", "--json").stdout)[0]
    for told in (document, listed):
        assert told["edition"] == PRINTED[kind]
        assert told["read_at_edition"] == newest > PRINTED[kind]
    assert f"-edition-{told['edition']}" in listed["file"]
    kept = tmp_path / f"kept{to.suffix}"
    run("papers", "get", document["paper"], "--to", kept)
    assert kept.read_bytes() == content


def test_papers_are_listed_and_made_again(run, tmp_path, monkeypatch):
    to = tmp_path / "tracker.html"
    made = json.loads(
        run("report", "tracker", "--to", to, "--as-of", "2019-07-25", "--by", "A councillor", "--json").stdout
    )
    number = made["paper"]
    newest = json.loads(run("papers", "--json").stdout)[0]
    assert (newest["paper"], newest["by"], newest["as_at"]) == (number, "A councillor", "June 2019")
    assert newest["request"]["as_of"] == "2019-07-25"
    monkeypatch.setenv("COLUMNS", "80")
    listed = run("papers").stdout.splitlines()
    assert f"{number} Members’ tracker (.html): June 2019. Edition 5, by 25 July 2019" in listed[0]
    assert "Members. Made " in listed[1]
    assert "by A councillor" in listed[1]
    assert max(map(len, listed)) <= 80
    again = tmp_path / "again.html"
    document = json.loads(run("papers", "again", number, "--to", again, "--json").stdout)
    assert (document["same"], document["path"]) == (True, str(again))
    assert again.read_bytes() == to.read_bytes()
    assert "the same to the byte" in run("papers", "again", number).stdout


def test_the_kept_copy_goes_into_no_file_of_another_format(run, tmp_path):
    number = json.loads(run("report", "daily", "--to", tmp_path / "d.eml", "--json").stdout)["paper"]
    for command in ("get", "again"):
        result = run("papers", command, number, "--to", tmp_path / "x.docx", code=WRONG_USAGE)
        assert f"Paper {number} is a .eml" in said(result)
    assert not (tmp_path / "x.docx").exists()


def test_what_cannot_be_recorded_is_not_written_either(run, tmp_path, monkeypatch):
    to = tmp_path / "d.eml"
    to.write_bytes(b"the last one")

    def busy(*_, **__):
        raise refusal(code="store-busy", what="The store is busy.")

    monkeypatch.setattr("dashboard.cli.paper_making.record_paper", busy)
    document = json.loads(run("report", "daily", "--to", to, "--json", code=REFUSED).stdout)
    assert document["issues"][0]["code"] == "store-busy"
    assert "Nothing has been written" in document["message"]
    assert to.read_bytes() == b"the last one"


def test_what_is_recorded_and_cannot_be_written_after_all_says_where_it_is(run, tmp_path, monkeypatch):
    def full(*_):
        raise DashboardError("The disk is full.")

    monkeypatch.setattr("dashboard.cli.paper_making.write_file", full)
    words = said(run("report", "daily", "--to", tmp_path / "d.eml", code=REFUSED))
    number = json.loads(run("papers", "--json").stdout)[0]["paper"]
    assert f"It is recorded as paper {number}: `scorecard papers get {number} --to FILE` writes it." in words


def test_one_that_cannot_be_made_again_is_said_and_nothing_is_written(run, tmp_path, monkeypatch):
    made = json.loads(run("report", "tracker", "--to", tmp_path / "t.html", "--json").stdout)
    monkeypatch.setattr("dashboard.papers.remake.with_inputs", lambda *_: (_ for _ in ()).throw(ValueError("no")))
    to = tmp_path / "again.html"
    result = run("papers", "again", made["paper"], "--to", to, code=REFUSED)
    assert "This version cannot read what was kept with it: no." in said(result)
    assert f"papers get {made['paper']}" in said(result)
    assert not to.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("tracker", "--to", "t.xlsx"), WRONG_USAGE, "ends in none of .pdf, .html, .docx"),
        (("tracker", "--to", "t.html", "--period", "2019/20"), WRONG_USAGE, "'2019/20' is no month such as 2020-03"),
        (("council-plan", "--to", "c.docx", "--period", "2020-03"), WRONG_USAGE, "is no quarter such as 2019/20-Q4"),
        (("year-end", "--to", "y.docx", "--period", "2020"), WRONG_USAGE, "is no financial year such as 2019/20"),
        (("tracker", "--to", "t.html", "--years", "2018/19"), WRONG_USAGE, "No such option: --years"),
        (("clinic", "--to", "c.docx", "--indicators", "re-referals"), WRONG_USAGE, "Did you mean re-referrals"),
        (("tracker", "--to", "t.html", "--by", " "), WRONG_USAGE, "Give --by NAME"),
        (("clinic", "--to", "c.docx", "--audience", "public"), REFUSED, "take internal or members"),
        (("tracker", "--to", "t.html", "--period", "2031-01"), REFUSED, "There is no scorecard for January 2031"),
        (("tracker", "--to", "t.html", "--tracker", "bins"), REFUSED, "There is no tracker “bins”. There is vision."),
        (("tracker", "--to", "t.html", "--theme", "bins"), REFUSED, "has no theme “bins” in March 2020. There are "),
        (("tracker", "--to", "t.html", "--period", "2017-03"), REFUSED, f"{NO_REPORT} Nothing has been made."),
        (("daily", "--to", "t.eml", "--period", "2017-03"), REFUSED, f"{NO_REPORT} Nothing has been made."),
        (("bins", "--to", "t.pdf"), WRONG_USAGE, "There is no paper 'bins'. The kinds are briefing, tracker,"),
        (("trackr", "--to", "t.pdf"), WRONG_USAGE, "There is no paper 'trackr'. Did you mean tracker?"),
        (("scorecard", "--to", "s.xlsx", "--report", "bins"), REFUSED, "No report has the id “bins”"),
        (("tracker", "--to", "t.html", "--as-of", "2001-01-01"), REFUSED, "Nothing had been published by that moment"),
        (("tracker", "--to", "none/t.html"), REFUSED, "There is no folder"),
    ],
)
def test_what_cannot_be_made_says_what_can_and_leaves_nothing(run, tmp_path, store_file, arguments, code, words):
    with open_store(f"sqlite:///{store_file}") as store:
        before = store.papers.count()
        placed = [str(tmp_path / one) if "." in one and "/" not in one else one for one in arguments]
        assert words in said(run("report", *placed, code=code))
        assert store.papers.count() == before
    assert list(tmp_path.iterdir()) == []


def test_not_recorded_when_not_wanted(run, tmp_path, store_file):
    result = run("report", "tracker", "--to", tmp_path / "t.html", "--no-record")
    assert "Not recorded, as --no-record asks." in said(result)
    assert (tmp_path / "t.html").exists()


def test_a_store_that_can_only_be_read_makes_the_paper_and_says_that_it_is_not_kept(run, tmp_path, store_file):
    to = tmp_path / "t.html"
    result = run("report", "tracker", "--to", to, store=f"sqlite:///file:{store_file}?mode=ro&uri=true")
    assert to.exists()
    assert "it is not recorded" in said(result)
    assert "can only be read. Give the account that runs Scorecard the right to write it" in said(result)
    assert "Nothing has been saved" not in said(result)


def test_an_unknown_paper_and_an_empty_list(run, tmp_path):
    assert "There is no paper 999" in said(run("papers", "get", "999", "--to", tmp_path / "x.html", code=REFUSED))
    empty = f"sqlite:///{tmp_path / 'empty.db'}"
    assert "No paper has been recorded yet" in run("papers", store=empty).stdout
    assert json.loads(run("papers", "--json", store=empty).stdout) == []
    nothing = run("report", "tracker", "--to", tmp_path / "t.html", store=empty, code=REFUSED)
    assert "Nothing has been published yet" in said(nothing)

"""The commands that look back: editions with what was accepted, compare, original."""

import shutil
from hashlib import sha256

import pytest
from demo_fixtures import DEMO, SOCIAL_CARE
from openpyxl import load_workbook
from test_cli_commands import Command

from dashboard.intake.session import open_session
from dashboard.settings import read_settings

pytestmark = pytest.mark.usefixtures("from_the_checkout")

MISTYPED = DEMO / "cyps-social-care-scorecard-2019-11.xlsx"
MARCH, APRIL = (DEMO / name for name in SOCIAL_CARE[:2])
CHANGE = {
    "change", "report", "indicator", "basis", "area", "period", "old", "new", "difference", "old_edition",
    "new_edition",
}  # fmt: skip


@pytest.fixture
def empty(tmp_path):
    return Command(tmp_path / "new.db")


@pytest.fixture(scope="module")
def reader(demo_file, tmp_path_factory):
    """Commands that only read, on one copy of the demonstration."""
    return Command(shutil.copy(demo_file, tmp_path_factory.mktemp("reader") / "demo.db"))


def test_what_was_accepted_is_listed_with_the_reason_given(empty):
    empty.json("publish", MISTYPED, "--by", "Officer", "--reason", "Confirmed with the service")
    (edition,) = empty.json("editions")
    (accepted,) = edition["accepted"]
    assert accepted["code"] == "rag-disagrees"
    assert accepted["reason"] == "Confirmed with the service"
    assert accepted["cell"]
    assert edition["size"] == MISTYPED.stat().st_size


def test_without_a_reason_the_command_line_says_so_of_each_issue(empty):
    empty.json("publish", MISTYPED, "--by", "Officer")
    assert empty.json("editions")[0]["accepted"][0]["reason"] == "Published from the command line"


def test_an_upload_with_personal_details_is_kept_as_a_copy_that_says_so(empty, tmp_path):
    book = load_workbook(MARCH)
    sheet = book.worksheets[1]
    sheet.cell(6, sheet.max_column + 3, "Mother of ZQX, DOB 14/02/2011, tel 07700 900123")
    book.save(upload := tmp_path / "march.xlsx")
    content = upload.read_bytes()
    empty.json("publish", upload, "--by", "Officer")
    original = empty.json("original", 1, "--to", tmp_path / "kept.xlsx")
    assert (original["is_copy"], original["sha256"]) == (True, sha256(content).hexdigest())
    store = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("new.db"))
    assert b"ZQX" not in store
    texts = [cell.value for each in load_workbook(tmp_path / "kept.xlsx") for row in each.iter_rows() for cell in row]
    assert not any("ZQX" in str(text) for text in texts)
    with open_session(read_settings(store=f"sqlite:///{tmp_path / 'new.db'}")).store as store_of_copy:
        assert store_of_copy.original(1).is_copy
    assert empty.json("publish", upload, "--by", "Officer")["already_published"]


def test_a_withdrawal_is_listed_with_who_when_and_why(empty):
    empty.json("publish", MARCH, "--by", "Officer")
    assert empty.json("editions")[0]["withdrawn_by"] is None
    empty.json("withdraw", 1, "--by", "Head of service", "--reason", "Wrong file")
    (edition,) = empty.json("editions")
    assert (edition["withdrawn"], edition["withdrawn_by"]) == ("Wrong file", "Head of service")
    assert edition["withdrawn_at"] > edition["recorded_at"]


def test_what_an_edition_changed_has_its_receipts_counts(reader):
    edition = reader.json("editions")[8]
    document = reader.json("compare", 9)
    assert {name: document[name] for name in ("added", "restated", "unchanged")} == {
        name: edition[name] for name in ("added", "restated", "unchanged")
    }
    assert (document["edition"], len(document["changes"])) == (9, edition["added"] + edition["restated"])
    assert all(set(change) == CHANGE for change in document["changes"])


def test_two_editions_compared_list_old_and_new(reader):
    document = reader.json("compare", 8, 9)
    assert (document["from"], document["to"]) == (8, 9)
    restated = [change for change in document["changes"] if change["change"] == "restated"]
    assert len(restated) == document["restated"] - document["gone"] > 0
    for change in restated:
        assert change["difference"] == pytest.approx(change["new"] - change["old"])
        assert len(str(abs(change["difference"])).split(".")[1]) <= 9  # no binary tail
        assert change["old_edition"] < change["new_edition"] == 9
    assert reader.json("compare", 9, 9)["changes"] == []


def test_people_are_told_the_counts_too(reader):
    result = reader("compare", 8, 9)
    assert result.exit_code == 0
    assert "added" in result.stdout
    assert "unchanged." in result.stdout


def test_more_added_figures_than_anyone_reads_are_counted_by_measure(reader, monkeypatch):
    figures = len(reader.json("compare", 9)["changes"])
    listed = reader("compare", 9).output
    monkeypatch.setattr("dashboard.cli.history.MOST_BY_AREA", 10)
    counted = reader("compare", 9).output
    before, _ = counted.split("Figures added, by measure")
    assert "Figures added, by measure" not in listed
    assert before.count("\n") < listed.count("\n")  # only what was restated is listed one by one
    assert len(reader.json("compare", 9)["changes"]) == figures


@pytest.mark.parametrize("arguments", [["compare", "99"], ["compare", "1", "99"], ["original", "99", "--to", "x.xlsx"]])
def test_an_edition_that_is_none_is_an_issue_with_a_code(reader, arguments):
    document = reader.json(*arguments, code=1)
    (issue,) = document["issues"]
    assert issue["code"] == "unknown-edition"
    assert issue["remedy"]
    told = reader(*arguments)
    assert " ".join(told.stderr.split()).count("There is no edition 99") == 1  # once, not again as an issue


def test_the_original_file_comes_back_byte_for_byte(reader, tmp_path):
    target = tmp_path / "copy.xlsx"
    document = reader.json("original", 2, "--to", target)
    assert target.read_bytes() == MARCH.read_bytes()
    assert (document["path"], document["size"]) == (str(target), MARCH.stat().st_size)
    assert reader("original", 3, "--to", tmp_path).exit_code == 0
    assert (tmp_path / APRIL.name).read_bytes() == APRIL.read_bytes()


def test_nothing_is_written_over(reader, tmp_path):
    target = tmp_path / "mine.xlsx"
    target.write_text("mine")
    assert reader("original", 2, "--to", target).exit_code == 2
    assert target.read_text() == "mine"
    assert reader("original", 2, "--to", tmp_path / "no" / "folder.xlsx").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["withdraw", "99", "--by", "Team", "--reason", "Wrong"], "unknown-edition"),
        (["withdraw", "1", "--by", " ", "--reason", "Wrong"], "name-missing"),
        (["withdraw", "1", "--by", "Team", "--reason", " "], "reason-missing"),
        (["publish", MARCH, "--by", " "], "name-missing"),
    ],
)
def test_what_the_store_refuses_has_a_code_and_a_remedy(empty, arguments, code):
    empty.json("publish", APRIL, "--by", "Officer")
    document = empty.json(*arguments, code=1)
    assert [issue["code"] for issue in document["issues"]] == [code]
    assert document["issues"][0]["remedy"] in document["message"]

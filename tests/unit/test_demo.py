"""Filling the demonstration: what is left out, what cannot be dated, and the days that editions carry."""

import shutil

import pytest
from demo_fixtures import DEMO, SOCIAL_CARE, reading_once

from dashboard.demo import PUBLISHER, fill_demonstration
from dashboard.errors import WorkbookError


@pytest.fixture
def small_folder(tmp_path, root):
    """A data folder with two workbooks and one release."""
    folder = tmp_path / "data"
    (folder / "demo").mkdir(parents=True)
    (folder / "benchmarks").mkdir()
    for name in (SOCIAL_CARE[0], SOCIAL_CARE[1], "issued.csv"):
        shutil.copy(DEMO / name, folder / "demo" / name)
    lines = (root / "data" / "benchmarks" / "releases.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.startswith(("id,", "cla-2023-rate,"))]
    (folder / "benchmarks" / "releases.csv").write_text("".join(kept), encoding="utf-8")
    shutil.copy(root / "data" / "benchmarks" / "cla-2023-rate.csv", folder / "benchmarks")
    return folder


def test_editions_are_recorded_on_their_day_of_issue_in_that_order(new_session, small_folder):
    session, said = new_session(), []
    with reading_once():
        receipts = fill_demonstration(session, small_folder, progress=said.append)
    editions = session.store.editions()
    assert [edition.filename for edition in editions] == [SOCIAL_CARE[0], SOCIAL_CARE[1], "cla-2023-rate.csv"]
    assert [str(edition.issued_on) for edition in editions] == ["2019-04-16", "2019-05-14", "2023-11-30"]
    assert all(edition.recorded_at.date() == edition.issued_on for edition in editions)
    assert {edition.by for edition in editions} == {PUBLISHER}
    assert [receipt.edition for receipt in receipts] == [1, 2, 3]
    assert said == [f"Publishing {edition.filename}" for edition in editions]


def test_filling_again_changes_nothing(new_session, small_folder):
    session = new_session()
    with reading_once():
        fill_demonstration(session, small_folder)
        revision = session.store.revision()
        receipts = fill_demonstration(session, small_folder)
    assert all(receipt.already_published for receipt in receipts)
    assert session.store.revision() == revision


def test_workbooks_can_be_left_out(new_session, small_folder):
    session = new_session()
    with reading_once():
        fill_demonstration(session, small_folder, leave_out=[SOCIAL_CARE[1]])
    assert [edition.filename for edition in session.store.editions()] == [SOCIAL_CARE[0], "cla-2023-rate.csv"]


def test_a_workbook_that_nobody_dates_stops_the_filling(new_session, small_folder):
    name = "council-plan-performance-2019-20-q4.xlsx"
    shutil.copy(DEMO / name, small_folder / "demo" / name)
    (small_folder / "demo" / "issued.csv").write_text("file,issued_on,note\n", encoding="utf-8")
    session = new_session()
    with reading_once(), pytest.raises(WorkbookError, match="prints no date issued"):
        fill_demonstration(session, small_folder)
    assert session.store.is_empty()

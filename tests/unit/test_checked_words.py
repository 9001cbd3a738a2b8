"""What the page and the command line say of an upload's place, and of what could not be checked."""

import json

import pytest
from demo_fixtures import DEMO, SOCIAL_CARE, preview_demo, publish_demo, reading_once
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.ui.upload_parts import changes_html, not_checked_html, sentences_html, verdict_html
from dashboard.views.build_upload import build_upload

APRIL, JUNE = SOCIAL_CARE[1], SOCIAL_CARE[3]
FIRST = "Nothing has been published yet: this becomes edition 1, and every figure in it is new."
UNMARKED = "Whether changed figures are marked in yellow: this report&#x27;s issue of May 2019 is not published."


@pytest.fixture
def run(tmp_path, root, monkeypatch):
    monkeypatch.chdir(root)
    store = tmp_path / "store.db"

    def command(*arguments):
        with reading_once():
            return CliRunner().invoke(app, ["--store", f"sqlite:///{store}", *map(str, arguments)])

    command.store = store
    return command


def test_the_page_tells_the_story_beneath_the_verdict(new_session):
    session = new_session()
    publish_demo(session, APRIL)
    view = build_upload(session, preview_demo(session, JUNE))
    page = verdict_html(view)
    assert page.index(view.headline) < page.index("Where it stands")
    assert "May 2019 has not been published." in page


def test_the_page_names_what_could_not_be_checked_before_what_will_change(new_session):
    session = new_session()
    publish_demo(session, APRIL)
    view = build_upload(session, preview_demo(session, JUNE))
    page = changes_html(view)
    assert page.index("What could not be checked") < page.index("What will change")
    assert UNMARKED in page


def test_a_published_file_says_so_once(new_session):
    session = new_session()
    publish_demo(session, APRIL)
    page = verdict_html(build_upload(session, preview_demo(session, APRIL)))
    assert page.count("already published as edition 1") == 1
    assert "Where it stands" not in page


def test_nothing_left_unchecked_takes_no_room(thirteen_issues):
    session, published = thirteen_issues
    view = build_upload(session, published[3].preview)
    assert view.not_checked == ()
    assert not_checked_html(view) == ""


def test_one_sentence_is_a_paragraph_and_several_a_list():
    assert sentences_html(("One.",)) == "<p>One.</p>"
    assert sentences_html(("One.", "<Two>.")) == "<ul><li>One.</li><li>&lt;Two&gt;.</li></ul>"


def test_check_tells_it_too(run):
    document = json.loads(run("check", DEMO / APRIL, "--json").stdout)
    assert document["story"] == [FIRST]
    assert len(document["not_checked"]) == 2
    printed = " ".join(run("check", DEMO / APRIL).stdout.split())
    assert FIRST in printed
    assert "not checked Whether months were moved or a measure was lost" in printed


def test_check_of_a_store_that_cannot_be_read_is_a_failure_not_a_clean_result(run):
    """ "Could not check" is never "no problems"."""
    run.store.write_bytes(b"This is no store. " * 100)
    result = run("check", DEMO / APRIL, "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert document["outcome"] == "refuse"
    assert document["message"]
    assert run("check", DEMO / APRIL).exit_code == 1

"""A store that the first version made: it migrates by itself, keeps all it held, and stays append-only."""

from __future__ import annotations

import hashlib

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from store_fixtures import NOON, a_draft, a_figure

from dashboard.issues import Issue
from dashboard.store import AcceptedIssue, open_store
from dashboard.store.engine import open_engine, writing
from dashboard.store.migrate import VERSION_TABLE
from dashboard.vocabulary import IndicatorId

CONTENT = b"the file of an old edition"
OLD_ISSUE = Issue(code="rag-disagrees", what="Typed green, worked out red.", sheet="1 Front door", cell="D14")

ROWS = {
    "events": {"revision": 1, "recorded_at": NOON, "by": "Performance team", "reason": "Checked with the service"},
    "files": {"sha256": hashlib.sha256(CONTENT).hexdigest(), "content": CONTENT},
    "editions": {
        "number": 1, "revision": 1, "report": "social-care", "title": "Scorecard", "as_at": "2019-10",
        "issue_number": 1, "issued_on": "2019-11-20", "filename": "october.xlsx",
        "sha256": hashlib.sha256(CONTENT).hexdigest(), "added": 1, "restated": 0, "unchanged": 0, "refused": 0,
    },
    "accepted_issues": {
        "edition": 1, "position": 0, "code": OLD_ISSUE.code, "what": OLD_ISSUE.what, "sheet": OLD_ISSUE.sheet,
        "cell": OLD_ISSUE.cell, "file": "", "hint": "", "line": None,
    },
}  # fmt: skip


def make_old_store(url: str) -> None:
    """Make a store as the first migration leaves it, with one edition in it."""
    engine = open_engine(url, create=True)
    config = Config()
    config.set_main_option("script_location", "dashboard.store:migrations")
    with writing(engine) as connection:
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "0001")
        for table, row in ROWS.items():
            moment = NOON if connection.dialect.name == "postgresql" else NOON.isoformat(timespec="microseconds")
            values = {name: moment if name == "recorded_at" else value for name, value in row.items()}
            columns = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({marks})"), values)
    engine.dispose()


def test_a_store_of_the_first_version_opens_and_keeps_what_it_held(store_url: str):
    make_old_store(store_url)
    with open_store(store_url) as store:
        (edition,) = store.editions()
        assert (edition.by, edition.recorded_at, edition.size) == ("Performance team", NOON, len(CONTENT))
        assert store.original(1).content == CONTENT
        # What was accepted then had one reason for all of it, the edition's.
        assert store.accepted_of(1) == (AcceptedIssue(issue=OLD_ISSUE, reason="Checked with the service"),)


def test_it_takes_new_editions_with_a_reason_for_each_issue(store_url: str):
    make_old_store(store_url)
    accepted = (
        AcceptedIssue(issue=OLD_ISSUE, reason="The service confirms it"),
        AcceptedIssue(issue=Issue(code="error-cell", what="It holds #DIV/0!."), reason="No cases this month"),
    )
    with open_store(store_url) as store:
        figure = a_figure(indicator=IndicatorId("new"))
        assert store.publish(a_draft(figure, accepted=accepted), recorded_at=NOON, expected_revision=1).edition == 2
        assert store.accepted_of(2) == accepted


@pytest.mark.parametrize(
    "statement",
    ["UPDATE accepted_issues SET reason = 'another'", "DELETE FROM accepted_issues", "UPDATE events SET reason = 'x'"],
)
def test_it_is_as_append_only_as_before(store_url: str, statement: str):
    make_old_store(store_url)
    with (
        open_store(store_url) as store,
        pytest.raises(DBAPIError, match="the store is append-only"),
        store._writing() as connection,
    ):
        connection.exec_driver_sql(statement)


def test_migrating_twice_changes_nothing(store_url: str):
    make_old_store(store_url)
    with open_store(store_url) as store:
        before = (store.editions(), store.accepted_of(1))
    with open_store(store_url) as store:
        assert (store.editions(), store.accepted_of(1)) == before

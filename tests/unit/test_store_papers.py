"""Papers are recorded, append-only, with their content; on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import DBAPIError
from store_fixtures import NOON, OCTOBER, publish_month

from dashboard.errors import StoreError
from dashboard.store import Store, open_store
from dashboard.store.papers import PaperDraft

# Each database's own way to change a row by inserting it again.
PUT_IN_PLACE = "INSERT OR REPLACE INTO paper_inputs SELECT * FROM paper_inputs"
PUT_IN_PLACE_ON_POSTGRESQL = (
    "INSERT INTO paper_inputs SELECT * FROM paper_inputs ON CONFLICT (paper, name) DO UPDATE SET name = excluded.name"
)

DRAFT = PaperDraft(
    kind="tracker",
    format="pdf",
    filename="vision-tracker-march-2020-edition-33.pdf",
    title="Vision tracker",
    as_at="March 2020",
    request='{"kind":"tracker"}',
    revision=1,
    edition=1,
    read_at=1,
    made_with='{"scorecard":"0.1.0"}',
    by=" Performance team ",
    content=b"a paper",
    inputs={"catalogue.json": b"{}", "reference.json": b"[]"},
)


def test_a_paper_is_kept_with_its_content_and_what_it_was_made_by(store: Store):
    record = store.papers.record(DRAFT, recorded_at=NOON)
    assert (record.number, record.by, record.recorded_at) == (1, "Performance team", NOON)
    assert (record.sha256, record.size) == (hashlib.sha256(b"a paper").hexdigest(), 7)
    assert (record.request, record.filename, record.revision) == (DRAFT.request, DRAFT.filename, 1)
    assert store.papers.paper(1) == record
    assert store.papers.content(1) == b"a paper"
    assert store.papers.inputs(1) == DRAFT.inputs


def test_each_making_is_a_record_and_the_same_content_is_kept_once(store: Store):
    store.papers.record(DRAFT, recorded_at=NOON)
    store.papers.record(replace(DRAFT, by="Head of service"), recorded_at=NOON)
    assert [(one.number, one.by) for one in store.papers.recorded()] == [
        (2, "Head of service"),
        (1, "Performance team"),
    ]
    assert [one.number for one in store.papers.recorded(1)] == [2]
    assert store.papers.count() == 2
    with store._reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM files").scalar() == 3


def test_recording_a_paper_is_no_step_of_the_history(store: Store):
    publish_month(store, OCTOBER, 20.7)
    store.papers.record(DRAFT, recorded_at=NOON)
    assert store.revision() == 1
    assert len(store.editions()) == 1


def test_an_edition_may_be_published_from_the_bytes_of_a_paper(store: Store):
    store.papers.record(replace(DRAFT, content=f"{OCTOBER} 20.7".encode()), recorded_at=NOON)
    number = publish_month(store, OCTOBER, 20.7)
    assert store.original(number).content == store.papers.content(1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE papers SET sha256 = sha256",
        "DELETE FROM papers",
        "UPDATE paper_inputs SET name = 'another'",
        "DELETE FROM paper_inputs",
        PUT_IN_PLACE,
    ],
)
def test_nobody_changes_what_is_recorded(store: Store, store_url: str, statement: str):
    if statement == PUT_IN_PLACE and not store_url.startswith("sqlite"):
        statement = PUT_IN_PLACE_ON_POSTGRESQL
    store.papers.record(DRAFT, recorded_at=NOON)
    with pytest.raises(DBAPIError, match="the store is append-only"), store._writing() as connection:
        connection.exec_driver_sql(statement)
    assert store.papers.inputs(1) == DRAFT.inputs


def test_a_paper_that_was_never_made_is_said_plainly(store: Store):
    with pytest.raises(StoreError, match="no paper 1: none has been made yet"):
        store.papers.paper(1)
    store.papers.record(DRAFT, recorded_at=NOON)
    for ask in (store.papers.paper, store.papers.content, store.papers.inputs):
        with pytest.raises(StoreError, match="no paper 7: papers run from 1 to 1") as refused:
            ask(7)
        assert refused.value.issues[0].code == "unknown-paper"


def test_what_somebody_altered_is_not_given_out(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.papers.record(DRAFT, recorded_at=NOON)
        with store._writing() as connection:
            for (trigger,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                connection.exec_driver_sql(f'DROP TRIGGER "{trigger}"')
            connection.exec_driver_sql("UPDATE files SET content = x'00'")
        for ask in (store.papers.content, store.papers.inputs):
            with pytest.raises(StoreError, match="paper 1 is not what was put there") as refused:
                ask(1)
            assert refused.value.issues[0].code == "store-damaged"


def test_without_a_name_or_a_time_zone_nothing_is_recorded(store: Store):
    with pytest.raises(StoreError) as refused:
        store.papers.record(replace(DRAFT, by="  "), recorded_at=NOON)
    assert refused.value.issues[0].code == "name-missing"
    with pytest.raises(ValueError, match="time zone"):
        store.papers.record(DRAFT, recorded_at=datetime(2020, 1, 1))
    assert store.papers.count() == 0


def test_the_store_as_it_was_is_not_written_to(store: Store):
    with pytest.raises(ValueError, match="not written to"):
        store.at(0).papers.record(DRAFT, recorded_at=NOON)


def test_papers_made_at_once_are_numbered_without_gaps(store: Store):
    made = [replace(DRAFT, by=f"Officer {number}", content=b"%d" % number) for number in range(8)]
    with ThreadPoolExecutor(4) as officers:
        numbers = list(officers.map(lambda one: store.papers.record(one, recorded_at=NOON).number, made))
    assert sorted(numbers) == list(range(1, 9))


def test_papers_are_there_when_the_store_opens_again(store_url: str):
    with open_store(store_url) as store:
        record = store.papers.record(DRAFT, recorded_at=datetime(2026, 1, 5, 9, 30, tzinfo=UTC))
    with open_store(store_url) as store:
        assert store.papers.paper(1) == record

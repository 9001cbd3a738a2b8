"""What readers share: built once however many ask at once, never held up by another view, gone with the revision."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from dashboard.periods import month
from dashboard.store.records import AsOf
from dashboard.ui import readers, run_revision
from dashboard.views.ground import MONTHS_KEPT, Ground

READERS = 8
PATIENCE_SECONDS = 10


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """A session whose store says only which revision it is at; nothing kept is left behind."""
    state = SimpleNamespace(revision=1, asked=0, now=datetime(2026, 3, 31, 12, tzinfo=UTC))

    def revision():
        state.asked += 1
        return state.revision

    kept = SimpleNamespace(store=SimpleNamespace(revision=revision), clock=lambda: state.now)
    monkeypatch.setattr(readers, "current_session", lambda: kept)
    readers._forget_views()
    yield state
    readers._forget_views()


def all_at_once(work, count=READERS):
    """Do the same from several threads that start together."""
    together = threading.Barrier(count)

    def one(place):
        together.wait(PATIENCE_SECONDS)
        return work(place)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_a_view_that_all_ask_for_at_once_is_built_once(monkeypatch):
    built = []

    def slowly(session, **asked):
        built.append(asked["indicator"])
        time.sleep(0.1)
        return object()

    monkeypatch.setattr(readers, "build_indicator", slowly)
    found = all_at_once(lambda place: readers.read_indicator("contacts", None, None))
    assert built == ["contacts"]
    assert len({id(view) for view in found}) == 1


def test_a_view_is_not_held_up_by_another(monkeypatch):
    both_building = threading.Barrier(2)

    def together(session, **asked):
        both_building.wait(PATIENCE_SECONDS)  # fails where the second waits for the first
        return asked["indicator"]

    monkeypatch.setattr(readers, "build_indicator", together)
    found = all_at_once(lambda place: readers.read_indicator(f"measure-{place}", None, None), count=2)
    assert found == ["measure-0", "measure-1"]


def test_our_figures_are_read_once_for_everybody_at_each_moment(session):
    grounds = all_at_once(lambda place: readers.read_ground())
    assert len({id(ground) for ground in grounds}) == 1
    assert readers.read_ground(AsOf(edition=1)) is not grounds[0]
    session.revision = 2
    assert readers.read_ground() is not grounds[0]


def test_a_changed_catalogue_lets_our_figures_go():
    before = readers.read_ground()
    readers._forget_views()
    assert readers.read_ground() is not before


def test_a_scorecard_is_built_on_the_shared_figures_while_nobody_else_judges_them(monkeypatch):
    inside, most = [], []

    def build(session, *, ground, **asked):
        inside.append(ground)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()
        return shown_of(ground)

    monkeypatch.setattr(readers, "build_scorecard", build)
    grounds = all_at_once(lambda place: readers.read_scorecard(None, f"2020-0{place + 1}"), count=4)
    assert {id(view.ground) for view in grounds} == {id(readers.read_ground())}
    assert max(most) == 1


def shown_of(ground=None):
    """A scorecard as a reader sees it: of which report, as at which month."""
    return SimpleNamespace(report=SimpleNamespace(id="social"), as_at=SimpleNamespace(id="2020-12"), ground=ground)


def test_the_latest_scorecard_is_built_once_by_whatever_name_it_is_asked_for(monkeypatch):
    built = []

    def build(session, *, report, as_at, **asked):
        built.append((report, as_at))
        return shown_of()

    monkeypatch.setattr(readers, "build_scorecard", build)
    for report in (None, "social"):
        for as_at in (None, "2020-12"):
            readers.read_scorecard(report, as_at)
    assert built == [(None, None)]
    for report in (None, "social"):
        readers.read_scorecard(report, "2020-11")
    assert built == [(None, None), ("social", "2020-11")]


def test_a_ground_keeps_the_months_that_are_asked_for():
    ground = Ground(SimpleNamespace())
    first, second = month(2000, 1), month(2000, 2)
    kept, dropped = ground.month(first), ground.month(second)
    for place in range(MONTHS_KEPT - 1):
        ground.month(month(2001 + place, 1))
        assert ground.month(first) is kept
    assert ground.month(second) is not dropped


class View:
    """Something kept that a weak reference can watch."""


def test_what_was_kept_of_the_revision_before_is_let_go(monkeypatch, session):
    made = []
    monkeypatch.setattr(readers, "build_indicator", lambda *_, **__: made.append(View()) or made[-1])
    readers.read_indicator("contacts", None, None)
    old = weakref.ref(made.pop())
    gc.collect()
    assert old() is not None
    session.revision = 2
    readers.read_indicator("contacts", None, None)
    gc.collect()
    assert old() is None


def test_what_is_said_by_the_day_is_said_anew_the_next_day(monkeypatch, session):
    monkeypatch.setattr(readers, "build_indicator", lambda *_, **__: View())
    today = readers.read_indicator("contacts", None, None)
    assert readers.read_indicator("contacts", None, None) is today
    session.now += timedelta(days=1)
    assert readers.read_indicator("contacts", None, None) is not today


def test_the_revision_is_asked_for_once_in_a_run(monkeypatch, session):
    run = SimpleNamespace(cursors={})
    monkeypatch.setattr(run_revision, "get_script_run_ctx", lambda **_: run)
    assert readers.revision() == 1
    session.revision = 2  # somebody publishes while the page is being run
    assert [readers.revision() for _ in range(3)] == [1, 1, 1]
    assert session.asked == 1
    run.cursors = {}  # the next run
    assert readers.revision() == 2


def test_a_run_that_publishes_sees_what_it_published(monkeypatch, session):
    run = SimpleNamespace(cursors={})
    monkeypatch.setattr(run_revision, "get_script_run_ctx", lambda **_: run)
    assert readers.revision() == 1
    session.revision = 2
    run_revision.forget_run_revision()
    assert readers.revision() == 2

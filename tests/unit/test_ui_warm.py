"""The pages opened before the server answers: each run to its end, no session left, no failure that stops it."""

from __future__ import annotations

import asyncio
import gc
import logging

import pytest
from apart import run_apart
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import SessionClient

from dashboard.ui import warm
from dashboard.ui.readers import MeasureChoice


class FakeRuntime:
    """A runtime that runs each page in two goes, as one that changes its own address does."""

    def __init__(self, *, never_ends: bool = False) -> None:
        self.never_ends = never_ends
        self.opened: list[tuple[str, str]] = []
        self.finished: list[str] = []
        self.sessions: dict[str, SessionClient] = {}

    def connect_session(self, *, client: SessionClient, user_info: dict[str, str]) -> str:
        name = f"session {len(self.opened)}"
        self.sessions[name] = client
        return name

    def handle_backmsg(self, session: str, message: BackMsg) -> None:
        self.opened.append((message.rerun_script.page_name, message.rerun_script.query_string))
        asyncio.get_running_loop().call_soon(self._tell, session, ForwardMsg.FINISHED_EARLY_FOR_RERUN)
        if not self.never_ends:
            asyncio.get_running_loop().call_later(0.01, self._end, session)

    def close_session(self, session: str) -> None:
        del self.sessions[session]

    def _end(self, session: str) -> None:
        self.finished.append(session)
        self._tell(session, ForwardMsg.FINISHED_SUCCESSFULLY)

    def _tell(self, session: str, status: ForwardMsg.ScriptFinishedStatus.ValueType) -> None:
        self.sessions[session].write_forward_msg(ForwardMsg(script_finished=status))


@pytest.fixture(autouse=True)
def _collector_as_it_was():
    """Warming up settles the collector for the process; the other tests want it as it was."""
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


def run_lifespan() -> None:
    """Start and stop as a server does."""

    async def serve() -> None:
        async with warm.warmed(None):
            pass

    run_apart(serve())


def given(monkeypatch: pytest.MonkeyPatch, runtime: FakeRuntime, pages: tuple[tuple[str, str], ...]) -> None:
    monkeypatch.setattr(warm, "get_instance", lambda: runtime)
    monkeypatch.setattr(warm, "first_pages", lambda: pages)


def test_every_first_page_has_run_to_its_end_and_no_session_is_left(monkeypatch):
    runtime = FakeRuntime()
    given(monkeypatch, runtime, (("", ""), ("scorecard", ""), ("indicator", "id=contacts")))
    run_lifespan()
    assert runtime.opened == [("", ""), ("scorecard", ""), ("indicator", "id=contacts")]
    assert len(runtime.finished) == 3
    assert runtime.sessions == {}


def test_what_is_in_memory_by_then_is_left_alone_by_the_collector(monkeypatch):
    given(monkeypatch, FakeRuntime(), ())
    run_lifespan()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] == warm.YOUNG_OBJECTS


def test_a_page_that_does_not_end_keeps_nobody_waiting(monkeypatch, caplog):
    runtime = FakeRuntime(never_ends=True)
    given(monkeypatch, runtime, (("", ""),))
    monkeypatch.setattr(warm, "PATIENCE_SECONDS", 0.05)
    with caplog.at_level(logging.WARNING):
        run_lifespan()
    assert "could not be opened beforehand" in caplog.text
    assert runtime.sessions == {}


def test_a_store_that_cannot_be_read_does_not_stop_the_server(monkeypatch, caplog):
    def broken() -> tuple[tuple[str, str], ...]:
        raise OSError("no store")

    monkeypatch.setattr(warm, "get_instance", FakeRuntime)
    monkeypatch.setattr(warm, "first_pages", broken)
    with caplog.at_level(logging.WARNING):
        run_lifespan()
    assert "no store" in caplog.text


@pytest.mark.parametrize(
    ("ids", "expected"),
    [((), ("", "scorecard")), (("contacts", "referrals"), ("", "scorecard", "indicator"))],
    ids=["a catalogue without measures", "with measures"],
)
def test_the_first_pages_are_those_that_there_are(monkeypatch, ids, expected):
    measures = tuple(MeasureChoice(id=one, name=one, theme="") for one in ids)
    monkeypatch.setattr(warm, "read_measures", lambda: measures)
    pages = warm.first_pages()
    assert tuple(page for page, _ in pages) == expected
    assert all(query == "id=contacts" for page, query in pages if page == "indicator")

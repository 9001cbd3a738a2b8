"""Pay before the first reader comes what the first reader would otherwise pay: imports, the latest views, their HTML.

The pages themselves are run, in the process that serves, before it answers anybody: whatever they keep is then kept.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, SessionClient, get_instance

from dashboard.ui.readers import read_measures

# What the first chart, and the first page that offers a workbook, would import while a reader waits.
HEAVY_MODULES = ("pandas", "plotly.graph_objects", "dashboard.charts.trend", "openpyxl")
# Nobody is kept waiting longer than this for an answer; a page that takes its time is left to its first reader.
PATIENCE_SECONDS = 20.0
# Young objects of one run number some ten thousand; collecting ten times within it finds nothing to free.
YOUNG_OBJECTS = 50_000
_LOG = logging.getLogger(__name__)


@st.cache_resource(show_spinner=False)
def warm_up() -> bool:
    """Import the heavy modules and put what is loaded beyond the collector's reach, once for the process."""
    for module in HEAVY_MODULES:
        importlib.import_module(module)
    settle()
    return True


def settle() -> None:
    """Tell the collector that what is in memory now is there to stay, so that it looks at what comes after alone."""
    gc.set_threshold(YOUNG_OBJECTS)
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def warmed(app: object) -> AsyncIterator[None]:
    """Run the pages that readers open first, then let the server answer; a page that fails stops nothing."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await open_pages(get_instance(), first_pages())
    except Exception:  # noqa: BLE001 - whatever it is, the pages say it better than a server that does not come up
        _LOG.warning("The pages could not be opened beforehand; their first readers wait longer.", exc_info=True)
    settle()
    yield


def first_pages() -> tuple[tuple[str, str], ...]:
    """Name the pages that readers open first, each as its address: the page and the query."""
    measures = read_measures()
    of_one = (("indicator", f"id={measures[0].id}"),) if measures else ()
    return (("", ""), ("scorecard", ""), *of_one)


async def open_pages(runtime: Runtime, pages: Sequence[tuple[str, str]]) -> None:
    """Open each page as a browser would, wait until it has run, and leave no session behind."""
    for page, query in pages:
        visitor = _Visitor()
        session = runtime.connect_session(client=visitor, user_info={})
        try:
            state = ClientState(page_name=page, query_string=query)
            runtime.handle_backmsg(session, BackMsg(rerun_script=state))
            await visitor.has_seen_all.wait()
        finally:
            runtime.close_session(session)


class _Visitor(SessionClient):
    """A reader without a browser, who only notices when the page has been run to its end."""

    def __init__(self) -> None:
        self.has_seen_all = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        is_over = msg.WhichOneof("type") == "script_finished"
        if is_over and msg.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.has_seen_all.set()

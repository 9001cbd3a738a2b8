"""Open many sessions against a running app as browsers do: Streamlit's own messages over real websockets.

Run in a process of its own, so that it shares nothing with the server but the machine. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

STREAM = "/_stcore/stream"
# A reader's own pace: a pause is this much shorter or longer than the mean.
SPREAD = 0.2
PATIENCE_SECONDS = 90
# A browser forgets a message that the last runs did not use (global.maxCachedMessageAge in Streamlit's settings).
RUNS_REMEMBERED = 2


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the readers do: ``queries`` are asked for in turn, the first one at the start.

    Every run must show the words ``expect``; a page that shows a notice instead of its content counts as a fault.
    """

    url: str
    page: str
    queries: tuple[str, ...]
    sessions: int
    ramp: float
    seconds: float
    pause: float
    expect: str = ""


@dataclass(kw_only=True)
class Seen:
    """What all readers saw together: milliseconds of each run, bytes received, and what went wrong."""

    first: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    first_bytes: list[int] = field(default_factory=list)
    rerun_bytes: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class RunFailedError(Exception):
    """A run ended with an exception on the page, or in time not at all."""


class Reader:
    """One open page: what a browser keeps of it between two runs."""

    def __init__(self, url: str, page: str) -> None:
        parts = urlsplit(url)
        self.stream = f"ws://{parts.netloc}{STREAM}"
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.page = page
        self.words: list[str] = []
        self._kept: dict[str, str] = {}
        self._url = f"{url}/{page}"
        self._page_hash = ""
        self._remembered: list[set[str]] = []
        self._connection: ClientConnection | None = None

    async def open(self) -> None:
        """Connect as the page's script does."""
        self._connection = await connect(
            self.stream, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None, ping_interval=None
        )

    async def close(self) -> None:
        """Leave the page."""
        if self._connection is not None:
            await self._connection.close()

    async def see(self, query: str, expect: str) -> int:
        """Run with a query string; give the bytes that came.

        Raises:
            RunFailedError: when the page does not show what is expected, or as ``run``.
        """
        received = await self.run(query)
        if expect and not any(expect in words for words in self.words):
            raise RunFailedError(f"{self.page}?{query} does not show {expect!r}")
        return received

    async def run(self, query: str) -> int:
        """Ask for a run with a query string and wait until it has ended; give the bytes that came.

        Raises:
            RunFailedError: when the page shows an exception or the run does not end well.
        """
        assert self._connection is not None
        await self._connection.send(self._request(query))
        self.words, used, received = [], set[str](), 0
        while True:
            payload = await self._connection.recv(decode=False)
            received += len(payload)
            message = ForwardMsg.FromString(payload)
            self._take(message, used)
            if message.WhichOneof("type") == "script_finished" and self._has_ended(message):
                self._remembered = [used, *self._remembered[: RUNS_REMEMBERED - 1]]
                return received

    def _request(self, query: str) -> bytes:
        state = ClientState(
            query_string=query,
            page_name=self.page,
            page_script_hash=self._page_hash,
            cached_message_hashes=set[str]().union(*self._remembered),
            context_info=ContextInfo(
                timezone="Europe/London", locale="en-GB", url=self._url, color_scheme="light", is_embedded=False
            ),
        )
        return BackMsg(rerun_script=state).SerializeToString()

    def _take(self, message: ForwardMsg, used: set[str]) -> None:
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            used.add(message.ref_hash)
            self.words.append(self._kept.get(message.ref_hash, ""))
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            if message.metadata.cacheable:
                used.add(message.hash)
            self._look(message)

    def _look(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RunFailedError(element.exception.message[:200])
        if element.WhichOneof("type") == "html":
            self.words.append(element.html.body)
            if message.metadata.cacheable:
                self._kept[message.hash] = element.html.body

    @staticmethod
    def _has_ended(message: ForwardMsg) -> bool:
        """Tell whether the run is over; one that began again at once goes on."""
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise RunFailedError("the script does not compile")
        return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


async def read_for_a_while(plan: Plan, start_after: float, until: float, seen: Seen) -> None:
    """Be one reader: open the page, then ask for something else after every pause."""
    await asyncio.sleep(start_after)
    reader = Reader(plan.url, plan.page)
    turn = random.randrange(len(plan.queries))
    try:
        begun = time.perf_counter()
        await asyncio.wait_for(_open_and_see(reader, plan, seen), PATIENCE_SECONDS)
        seen.first.append(_since(begun))
        while True:
            pause = plan.pause * random.uniform(1 - SPREAD, 1 + SPREAD)
            if time.perf_counter() + pause > until:
                break
            await asyncio.sleep(pause)
            turn += 1
            begun = time.perf_counter()
            query = plan.queries[turn % len(plan.queries)]
            received = await asyncio.wait_for(reader.see(query, plan.expect), PATIENCE_SECONDS)
            seen.reruns.append(_since(begun))
            seen.rerun_bytes.append(received)
    except (RunFailedError, WebSocketException, OSError, TimeoutError) as fault:
        seen.faults.append(f"{type(fault).__name__}: {fault}")
    # Everybody stays to the end: what a session takes of memory is measured while all are open.
    await asyncio.sleep(max(0.0, until - time.perf_counter()))
    await reader.close()


async def _open_and_see(reader: Reader, plan: Plan, seen: Seen) -> None:
    await reader.open()
    seen.first_bytes.append(await reader.see(plan.queries[0], plan.expect))


def _since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


async def carry_out(plan: Plan) -> Seen:
    """Let all readers read; give what they saw."""
    seen = Seen()
    until = time.perf_counter() + plan.ramp + plan.seconds
    each = plan.ramp / plan.sessions
    await asyncio.gather(*(read_for_a_while(plan, place * each, until, seen) for place in range(plan.sessions)))
    return seen


def percentile(values: Sequence[float], share: float) -> float | None:
    """Give the value that this share of all stay below; None of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def as_json(plan: Plan, seen: Seen) -> str:
    """Write what was seen, in short."""
    return json.dumps(
        {
            "first": {
                "count": len(seen.first),
                "p50": percentile(seen.first, 0.5),
                "p95": percentile(seen.first, 0.95),
            },
            "rerun": {
                "count": len(seen.reruns),
                "p50": percentile(seen.reruns, 0.5),
                "p95": percentile(seen.reruns, 0.95),
            },
            "first_bytes": statistics.median(seen.first_bytes) if seen.first_bytes else None,
            "rerun_bytes": statistics.median(seen.rerun_bytes) if seen.rerun_bytes else None,
            "per_second": len(seen.reruns) / plan.seconds,
            "faults": len(seen.faults),
            "fault": seen.faults[0] if seen.faults else "",
        }
    )


def main() -> None:
    """Read the plan from the arguments, carry it out, print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--page", default="")
    parser.add_argument("--query", action="append", default=[])
    parser.add_argument("--sessions", type=int, default=1)
    parser.add_argument("--ramp", type=float, default=0.0)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--pause", type=float, default=0.0)
    parser.add_argument("--expect", default="")
    given = parser.parse_args()
    plan = Plan(
        url=given.url,
        page=given.page,
        queries=tuple(given.query) or ("",),
        sessions=given.sessions,
        ramp=given.ramp,
        seconds=given.seconds,
        pause=given.pause,
        expect=given.expect,
    )
    sys.stdout.write(as_json(plan, asyncio.run(carry_out(plan))) + "\n")


if __name__ == "__main__":
    main()

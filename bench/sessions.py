"""Measure a whole council at once: 50, 100 and 200 open pages over real websockets, beside a naive page.

A scorecard of 320 measures and twelve months is made first. Readers come within ten seconds and ask for another month
or measure about every ten. Everything runs on this machine, the readers too, so they take their share of its cores.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.big_scorecard import MEASURES, make_big_store
from bench.browser import browser_lines
from bench.servers import ROOT, Server, our_app, plain_app, usage
from dashboard.settings import Settings

SESSIONS = (50, 100, 200)
RAMP_SECONDS, HOLD_SECONDS, PAUSE_SECONDS = 10, 15, 10
NAIVE_SESSIONS = 50
CLIENTS, RATE_SECONDS = 8, 6
COLD_STARTS = 3
MONTHS = ("2020-03", "2020-02", "2020-01", "2019-12")
MEASURE = "re-referrals"
FIRST_P95, RERUN_P95, RATIO, MEGABYTES_A_SESSION, START_SECONDS = 300, 150, 8, 0.5, 5
NAIVE = ROOT / "bench" / "naive_app.py"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page to open: its address, what is asked of it in turn, and words that it must then show."""

    name: str
    path: str
    queries: tuple[str, ...]
    expect: str

    @property
    def naive_queries(self) -> tuple[str, ...]:
        """Ask the naive app for the same."""
        return tuple(f"page={self.name.lower()}&{query}" for query in self.queries)


PAGES = (
    Page(name="Tracker", path="", queries=tuple(f"month={month}" for month in MONTHS), expect="sc-tracker"),
    Page(
        name="Scorecard",
        path="scorecard",
        queries=tuple(f"month={month}" for month in MONTHS),
        expect="Contacts to children",
    ),
    Page(
        name="Indicator",
        path="indicator",
        queries=tuple(f"id={MEASURE}&month={month}" for month in MONTHS),
        expect="How are we doing?",
    ),
)


def session_lines() -> list[str]:
    """Give the section of the results on many sessions at once."""
    with tempfile.TemporaryDirectory() as folder:
        settings = make_big_store(Path(folder) / "store")
        plain = Path(folder) / "plain"
        plain.mkdir()
        starts: list[float] = []
        crowds = [_crowd(settings, page, count, starts) for page in PAGES for count in SESSIONS]
        naive_crowds = [_naive_crowd(settings, page, plain) for page in PAGES]
        rates = [_rates(settings, page, plain) for page in PAGES]
        starts += [_cold_start(settings) for _ in range(COLD_STARTS)]
        browser = browser_lines(settings, plain, {page.name: f"{page.path}?{page.queries[0]}" for page in PAGES})
    return [
        "## A whole council at once",
        "",
        f"A scorecard of {MEASURES} measures and {len(MONTHS) * 3} months in the store. Sessions come over "
        f"{RAMP_SECONDS} s and ask for another month about every {PAUSE_SECONDS} s. A first run counts from before the "
        f"connection is made to the end of the run, a rerun from the asking. Promised at {SESSIONS[-1]} sessions on "
        f"two cores: first run p95 {FIRST_P95} ms, rerun p95 {RERUN_P95} ms, {MEGABYTES_A_SESSION} MB a session. The "
        "clients run on the same cores.",
        "",
        "| page | sessions | first run p50 | p95 | rerun p50 | p95 | server, % of a core | MB a session "
        "| kB first / rerun | faults |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        *crowds,
        *naive_crowds,
        "",
        f"Milliseconds. The naive page shows the same content as most people write it (`bench/naive_app.py`: styled "
        f"dataframe, fresh figure at every run, Streamlit's default settings and watcher), {NAIVE_SESSIONS} sessions.",
        "",
        f"{CLIENTS} clients that ask again without a pause, for {RATE_SECONDS} s each (promised: {RATIO} times):",
        "",
        "| page | reruns a second | p50 ms | naive page, reruns a second | p50 ms | ratio |",
        "|---|---:|---:|---:|---:|---:|",
        *rates,
        "",
        f"From the start of the process to the first answer: {min(starts):.1f} to {max(starts):.1f} s over "
        f"{len(starts)} starts (promised: {START_SECONDS} s); the first pages are built by then.",
        "",
        *browser,
    ]


def _crowd(settings: Settings, page: Page, count: int, starts: list[float]) -> str:
    with our_app(settings) as server:
        starts.append(server.started_in)
        # What is built once for everybody, every month of it, is not counted as a session's memory.
        _visit(server, page.path, page.queries, page.expect, sessions=1, seconds=3.0)
        seen = _measured(server, page.path, page.queries, page.expect, count)
    return _crowd_line(page.name, seen, count)


def _naive_crowd(settings: Settings, page: Page, folder: Path) -> str:
    with plain_app(NAIVE, settings, folder) as server:
        _visit(server, "", page.naive_queries, "", sessions=1, seconds=3.0)
        seen = _measured(server, "", page.naive_queries, "", NAIVE_SESSIONS)
    return _crowd_line(f"naive {page.name}", seen, NAIVE_SESSIONS)


def _measured(server: Server, path: str, queries: tuple[str, ...], expect: str, count: int) -> dict[str, Any]:
    before = usage(server.pid)
    seen = _visit(
        server, path, queries, expect, sessions=count, seconds=HOLD_SECONDS, ramp=RAMP_SECONDS, pause=PAUSE_SECONDS
    )
    # A session that has left is kept for two minutes, so its memory can be seen just after.
    after = usage(server.pid)
    if before and after:
        seen["cpu"] = 100 * (after.cpu_seconds - before.cpu_seconds) / (RAMP_SECONDS + HOLD_SECONDS)
        seen["megabytes"] = (after.rss - before.rss) / 2**20 / count
    return seen


def _visit(
    server: Server,
    path: str,
    queries: tuple[str, ...],
    expect: str,
    *,
    sessions: int,
    seconds: float,
    ramp: float = 0.0,
    pause: float = 0.0,
) -> dict[str, Any]:
    """Send readers, in a process of their own."""
    command = [sys.executable, "-m", "bench.client", "--url", server.url, "--page", path, "--expect", expect]
    command += [f"--query={query}" for query in queries]
    command += [f"--sessions={sessions}", f"--seconds={seconds}", f"--ramp={ramp}", f"--pause={pause}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _crowd_line(name: str, seen: dict[str, Any], count: int) -> str:
    times = [seen["first"]["p50"], seen["first"]["p95"], seen["rerun"]["p50"], seen["rerun"]["p95"]]
    sizes = [(seen[key] or 0) / 1000 for key in ("first_bytes", "rerun_bytes")]
    faults = f"{seen['faults']} ({seen['fault'][:60]})" if seen["faults"] else "0"
    return (
        f"| {name} | {count} | {' | '.join(_whole(one) for one in times)} | {_whole(seen.get('cpu'))} "
        f"| {_decimals(seen.get('megabytes'))} | {sizes[0]:.0f} / {sizes[1]:.0f} | {faults} |"
    )


def _whole(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def _decimals(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _rates(settings: Settings, page: Page, folder: Path) -> str:
    with our_app(settings) as server:
        ours = _rate(server, page.path, page.queries, page.expect)
    with plain_app(NAIVE, settings, folder) as server:
        naive = _rate(server, "", page.naive_queries, "")
    ratio = ours["per_second"] / naive["per_second"] if naive["per_second"] else float("inf")
    return (
        f"| {page.name} | {ours['per_second']:.1f} | {_whole(ours['rerun']['p50'])} | {naive['per_second']:.1f} "
        f"| {_whole(naive['rerun']['p50'])} | {ratio:.1f} |"
    )


def _rate(server: Server, path: str, queries: tuple[str, ...], expect: str) -> dict[str, Any]:
    _visit(server, path, queries, expect, sessions=1, seconds=3.0)
    return _visit(server, path, queries, expect, sessions=CLIENTS, seconds=RATE_SECONDS)


def _cold_start(settings: Settings) -> float:
    with our_app(settings) as server:
        return server.started_in

"""Measure what a page costs a real Chromium: bytes, requests, and the time until its heading and table are painted."""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Request, sync_playwright

from bench.servers import ROOT, our_app, plain_app
from dashboard.settings import Settings

sys.path.insert(0, str(ROOT / "tests" / "browser"))
from chromium import launch

EMPTY = ROOT / "bench" / "empty_app.py"
REPEATS = 3
PATIENCE_MS = 60_000
SETTLE_MS = 500
# The page's own heading, and a table or list of figures beneath it; some lie folded away.
HEADING, FIGURES = (
    "main h1, [data-testid=stMain] h1",
    "[data-testid=stMain] :is(table, li, dl, .sc-tracker) >> visible=true",
)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One opening of a page: seconds until heading and figures stand, bytes over the wire, requests."""

    seconds: float
    megabytes: float
    requests: int


def browser_lines(settings: Settings, folder: Path, pages: dict[str, str]) -> list[str]:
    """Give the part of the results on a real browser; says so where there is none."""
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except Error as missing:
            return [f"No Chromium: {str(missing).splitlines()[0]}", ""]
        with plain_app(EMPTY, settings, folder) as server:
            rows = [_line("an empty Streamlit page", browser, server.url)]
        with our_app(settings) as server:
            rows += [_line(name, browser, f"{server.url}/{path}") for name, path in pages.items()]
        browser.close()
    return [
        "In Chromium, an empty browser cache each time, the median of "
        f"{REPEATS} openings, then opened again with the cache full:",
        "",
        "| page | heading and figures painted, s | again, s | MB | requests |",
        "|---|---:|---:|---:|---:|",
        *rows,
        "",
    ]


def _line(name: str, browser: Browser, url: str) -> str:
    opened = [_open_twice(browser, url) for _ in range(REPEATS)]
    first = statistics.median(one.seconds for one, _ in opened)
    again = statistics.median(one.seconds for _, one in opened)
    return f"| {name} | {first:.2f} | {again:.2f} | {opened[0][0].megabytes:.2f} | {opened[0][0].requests} |"


def _open_twice(browser: Browser, url: str) -> tuple[Opened, Opened]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    first, again = _open(context, url), _open(context, url)
    context.close()
    return first, again


def _open(context: BrowserContext, url: str) -> Opened:
    page = context.new_page()
    messages: list[int] = []
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: messages.append(len(frame))))
    begun = time.perf_counter()
    page.goto(url)
    page.locator(HEADING).first.wait_for(timeout=PATIENCE_MS)
    page.locator(FIGURES).first.wait_for(timeout=PATIENCE_MS)
    seconds = time.perf_counter() - begun
    page.wait_for_timeout(SETTLE_MS)  # what still comes in counts as weight, not as time to content
    received = sum(_size(request) for request in finished) + sum(messages)
    page.close()
    return Opened(seconds=seconds, megabytes=received / 1e6, requests=len(finished))


def _size(request: Request) -> int:
    try:
        return request.sizes()["responseBodySize"]
    except Error:
        return 0

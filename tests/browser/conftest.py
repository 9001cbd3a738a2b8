"""A real browser and the real app: its own store, its own port, stopped by its own process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Literal
from urllib.error import URLError

import pytest
from chromium import launch
from made_once import made_once
from playwright.sync_api import Browser, BrowserContext, Error, Page, ViewportSize, expect, sync_playwright

from dashboard.demo import fill_demonstration
from dashboard.intake import open_session
from dashboard.settings import read_settings

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "data" / "demo"
LATEST_WORKBOOK = DEMO / "cyps-social-care-scorecard-2020-03.xlsx"
START_SECONDS = 60
# The app's scripts are compiled once for all open pages of a visitor, not once for each page. Measurements (bench) do
# without it: there every visit is to cost what it costs.
ONE_PROCESS = "--process-per-site"
STOP_SECONDS = 10
# A page's first run in a fresh server builds its view; on two busy cores that takes some seconds.
PATIENCE_MS = 30_000
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True, kw_only=True)
class RunningApp:
    """The app under test: where it answers, and the store behind it."""

    url: str
    store_url: str


def fill_without_latest_month(path: Path) -> None:
    """Fill a fresh store with the demonstration, leaving March 2020 for the journey to upload."""
    session = open_session(read_settings(store=f"sqlite:///{path}", catalogue=str(ROOT / "indicators.yaml")))
    fill_demonstration(session, ROOT / "data", leave_out=[LATEST_WORKBOOK.name])
    session.store.close()


@pytest.fixture(scope="session")
def latest_workbook() -> Path:
    """The month that the store of ``app`` does not hold."""
    return LATEST_WORKBOOK


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app as ``make run`` starts it, on a store without the latest month."""
    store_url = f"sqlite:///{made_once(tmp_path_factory, 'without-latest-month.db', fill_without_latest_month)}"
    with served(store_url, tmp_path_factory.mktemp("log") / "server.log") as url:
        yield RunningApp(url=url, store_url=store_url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, else Playwright's own."""
    with sync_playwright() as playwright:
        try:
            running = launch(playwright, ONE_PROCESS)
        except Error as missing:
            reason = f"no Chromium: run 'make browser' ({str(missing).splitlines()[0]})"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        yield running
        running.close()


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor for all tests: the app's scripts are fetched and compiled once, as they are for a person."""
    expect.set_options(timeout=PATIENCE_MS)
    context = browser.new_context(accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    _leave_a_page_open(context.new_page())
    yield context
    context.close()


def _leave_a_page_open(page: Page) -> None:
    """Keep an empty page of the app's host open beside the tests' own, as a person's other tabs are.

    A browser whose last page is closed takes its window and its process down with it, and the next test's page waits
    for new ones: a quarter of what a visit costs. The page is answered here; no app is asked for it.
    """
    page.route("**/*", lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>Kept</title>"))
    page.goto("http://127.0.0.1/")
    page.unroute_all()


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    """A fresh page at desktop width, and so a fresh visit; a fault of the page's own scripts fails the test."""
    yield from _fresh_page(visitor, DESKTOP)


@pytest.fixture
def phone(visitor: BrowserContext) -> Iterator[Page]:
    """A fresh page at phone width."""
    yield from _fresh_page(visitor, PHONE)


def _fresh_page(visitor: BrowserContext, size: ViewportSize) -> Iterator[Page]:
    fresh = visitor.new_page()
    fresh.set_viewport_size(size)
    faults: list[str] = []
    fresh.on("pageerror", lambda fault: faults.append(str(fault)))
    yield fresh
    if fresh.url.startswith("http"):
        # Streamlit remembers a menu left open, which would lie over the next test's page.
        fresh.evaluate("localStorage.clear()")
    fresh.close()
    assert not faults


def look_at(page: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    """Make the page's window as wide as a screen, and its setting light or dark."""
    page.set_viewport_size({"width": width, "height": PHONE["height"]})
    page.emulate_media(color_scheme=scheme)


@contextmanager
def served(store_url: str, log: Path, catalogue: Path = ROOT / "indicators.yaml") -> Iterator[str]:
    """Serve the app on a free port for as long as the ``with`` lasts."""
    port = _free_port()
    options = ["--store", store_url, "--catalogue", str(catalogue)]
    command = [sys.executable, "-m", "dashboard", *options, "serve", "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SCORECARD_")}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_healthy(process, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_until_healthy(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == HTTPStatus.OK:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"the app did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

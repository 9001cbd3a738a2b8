"""Start and stop the apps that are measured, each in a process of its own, and tell what that process uses."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError

from dashboard.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60
STOP_SECONDS = 15
LOOK_EVERY_SECONDS = 0.02


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running app: where it answers, its process, and the seconds from its start to its first answer."""

    url: str
    pid: int
    started_in: float


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What a process has used so far: seconds of processor time, and bytes of memory it holds."""

    cpu_seconds: float
    rss: int


@contextmanager
def our_app(settings: Settings) -> Iterator[Server]:
    """Serve the product as ``make run`` does."""
    options = ["--store", settings.store_url, "--catalogue", str(settings.catalogue_path)]
    port = free_port()
    command = [sys.executable, "-m", "dashboard", *options, "serve", "--port", str(port)]
    with running(command, port, ROOT, {"SCORECARD_DATA": str(settings.data_folder)}) as server:
        yield server


@contextmanager
def plain_app(script: Path, settings: Settings, folder: Path) -> Iterator[Server]:
    """Serve a script as Streamlit does by default: none of the product's settings, the watcher as it comes."""
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", "--server.address=127.0.0.1",
        "--server.headless=true", "--browser.gatherUsageStats=false",
    ]  # fmt: skip
    environment = {
        "PYTHONPATH": str(ROOT),
        "SCORECARD_STORE": settings.store_url,
        "SCORECARD_CATALOGUE": str(settings.catalogue_path),
        "SCORECARD_DATA": str(settings.data_folder),
    }
    with running(command, port, folder, environment) as server:
        yield server


@contextmanager
def running(command: Sequence[str], port: int, folder: Path, further: Mapping[str, str]) -> Iterator[Server]:
    """Run a server for as long as the ``with`` lasts."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SCORECARD_", "STREAMLIT_"))}
    url = f"http://127.0.0.1:{port}"
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=kept | dict(further), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_healthy(process, url)
        yield Server(url=url, pid=process.pid, started_in=time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=START_SECONDS) as answer:
                if answer.status == HTTPStatus.OK:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(LOOK_EVERY_SECONDS)  # nothing tells when a server has come up but asking it
    raise RuntimeError(f"the app at {url} did not start")


def usage(pid: int) -> Usage | None:
    """Tell what a process uses; None where the system does not say so in Linux's way."""
    try:
        ticks = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    except OSError:
        return None
    used = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")
    return Usage(cpu_seconds=used, rss=int(pages[1]) * os.sysconf("SC_PAGE_SIZE"))


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""Measure reading, previewing, publishing and page building, each beside a baseline in the same run.

Seconds differ between machines; the ratios are what to compare before and after a change. Writes ``bench/results.md``.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from bench.benchmarks import release_lines
from bench.files import file_lines
from bench.fresh import fresh_lines
from bench.judging import judging_lines
from bench.papers import paper_lines
from bench.reading import reading_lines
from bench.sessions import session_lines
from dashboard.demo import fill_demonstration
from dashboard.intake import Session, open_session, preview_workbook
from dashboard.intake.preview import read_file
from dashboard.settings import Settings
from dashboard.ui.scorecard_table import scorecard_html
from dashboard.views.build import build_indicator, build_scorecard

ROOT = Path(__file__).resolve().parents[1]
WORKBOOK = ROOT / "data" / "demo" / "cyps-social-care-scorecard-2020-03.xlsx"
RESULTS = ROOT / "bench" / "results.md"
REPEATS = 7
CORE = "re-referrals"


@dataclass(frozen=True, kw_only=True)
class Measured:
    what: str
    milliseconds: float
    baseline: str
    baseline_milliseconds: float

    @property
    def ratio(self) -> float:
        return self.milliseconds / self.baseline_milliseconds


def median_ms(work: Callable[[], object], repeats: int = REPEATS) -> float:
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Measure every part, or the one named; keep what the file says of the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=list(PARTS), help="measure this part alone and keep the others' results")
    only = parser.parse_args().only
    kept = read_parts(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    # The order measured is not the order shown: a process counts the memory of the one that started it as its own.
    for name in MEASURED_FIRST if only is None else (only,):
        kept[name] = "\n".join([f"<!-- {name} -->", "", *PARTS[name](), "", f"Measured on {machine()}."])
    text = TITLE + "".join(f"\n{kept[name].strip()}\n" for name in PARTS if name in kept)
    RESULTS.write_text(text, encoding="utf-8")
    print(text if only is None else kept[only])


def read_parts(text: str) -> dict[str, str]:
    """Take the results' file apart into the parts it was written from."""
    found = list(re.finditer(r"^<!-- (\w+) -->$", text, re.MULTILINE))
    ends = [*(one.start() for one in found[1:]), len(text)]
    return {one[1]: text[one.start() : end] for one, end in zip(found, ends, strict=True)}


def machine() -> str:
    """Name what was measured on: processor, cores, memory, and the versions of what matters."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("streamlit", "pandas", "plotly", "starlette"))
    return f"{_processor()}, {os.cpu_count()} cores, {_memory()}, Python {platform.python_version()}, {versions}"


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = re.findall(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    return names[0] if names else platform.machine()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB"
    except (AttributeError, ValueError, OSError):
        return "memory unknown"


def view_lines() -> list[str]:
    """Give the section on reading, previewing, judging and building views."""
    with demonstration() as (session, filling, settings):
        lines = report(measure(session), filling, peak_of_reading(settings)).split("\n")
        return [*lines, *fresh_lines(session)]


def judged_lines() -> list[str]:
    """Give the section on judging."""
    with demonstration() as (session, _, _):
        return judging_lines(session, median_ms)


def papered_lines() -> list[str]:
    """Give the section on papers."""
    with demonstration() as (session, _, settings):
        return paper_lines(session, settings)


@contextmanager
def demonstration() -> Iterator[tuple[Session, float, Settings]]:
    """Fill a store with the demonstration; give its session, the seconds that took, and its settings."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            store_url=f"sqlite:///{folder}/scorecard.db",
            catalogue_path=ROOT / "indicators.yaml",
            data_folder=ROOT / "data",
            read_only=False,
        )
        session = open_session(settings)
        start = time.perf_counter()
        fill(session)
        yield session, time.perf_counter() - start, settings
        session.store.close()


def fill(session: Session) -> None:
    fill_demonstration(session, ROOT / "data")


def measure(session: Session) -> list[Measured]:
    content = WORKBOOK.read_bytes()
    naive = median_ms(lambda: pd.read_excel(WORKBOOK, sheet_name=None, header=None, engine="openpyxl"))
    reading = median_ms(lambda: read_file(session, WORKBOOK.name, content))
    preview = median_ms(lambda: preview_workbook(session, WORKBOOK.name, content))
    everything = median_ms(session.store.figures)
    one = median_ms(lambda: session.store.figures(indicators=[session.catalogue.indicators[0].id]))
    scorecard = median_ms(lambda: build_scorecard(session, report=None, as_at=None))
    indicator = median_ms(lambda: build_indicator(session, indicator=CORE, basis=None, as_at=None))
    view = build_scorecard(session, report=None, as_at=None)
    table = median_ms(lambda: scorecard_html(view))
    return [
        measured("Read a full scorecard: 1,625 cells with place, fill, format and reason", reading, NAIVE, naive),
        measured("Read, check and compare it with the store", preview, NAIVE, naive),
        measured("Read one indicator's figures from the store", one, "all figures of the store", everything),
        measured("Build the scorecard's view, nothing cached", scorecard, NAIVE, naive),
        measured("Build an indicator's view, nothing cached", indicator, NAIVE, naive),
        measured("Write the scorecard's table from its view", table, "building the view", scorecard),
    ]


NAIVE = "pandas.read_excel of the same file, values only"


def measured(what: str, milliseconds: float, baseline: str, baseline_milliseconds: float) -> Measured:
    return Measured(
        what=what, milliseconds=milliseconds, baseline=baseline, baseline_milliseconds=baseline_milliseconds
    )


def peak_of_reading(settings: Settings) -> float:
    session = open_session(settings)
    tracemalloc.start()
    read_file(session, WORKBOOK.name, WORKBOOK.read_bytes())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    session.store.close()
    return peak / 2**20


def report(rows: list[Measured], filling: float, peak: float) -> str:
    lines = [
        "## Reading, previewing and building views",
        "",
        f"Medians of {REPEATS} runs.",
        "",
        "| what | ms | beside | ms | ratio |",
        "|---|---:|---|---:|---:|",
        *(
            f"| {row.what} | {row.milliseconds:.1f} "
            f"| {row.baseline} | {row.baseline_milliseconds:.1f} | {row.ratio:.2f} |"
            for row in rows
        ),
        "",
        f"Filling the demonstration store (all workbooks and releases) took {filling:.1f} s; "
        f"reading one scorecard allocates {peak:.0f} MiB at the most, beside the process that parses it.",
        "",
    ]
    return "\n".join(lines)


TITLE = (
    "# Benchmark results\n\nWritten by `make bench`; `python -m bench --only sessions` measures one part again. "
    "Seconds differ between machines: compare the ratios. Beneath each part stands the machine it was measured on.\n"
)
# In the order shown.
PARTS: dict[str, Callable[[], list[str]]] = {
    "sessions": session_lines,
    "views": view_lines,
    "judging": judged_lines,
    "reading": lambda: reading_lines(WORKBOOK, median_ms),
    "releases": lambda: release_lines(median_ms, fill),
    "files": file_lines,
    "papers": papered_lines,
}
MEASURED_FIRST = ("files", "papers", "sessions", "views", "judging", "reading", "releases")

if __name__ == "__main__":
    main()

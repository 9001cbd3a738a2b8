"""Measure reading, previewing, publishing and page building, each beside a baseline in the same run.

Seconds differ between machines; the ratios are what to compare before and after a change. Writes ``bench/results.md``.
"""

from __future__ import annotations

import platform
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from bench.benchmarks import release_lines
from bench.files import file_lines
from bench.judging import judging_lines
from bench.reading import reading_lines
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
    files = file_lines()  # first: a process counts the memory of the one that started it as its own
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            store_url=f"sqlite:///{folder}/scorecard.db",
            catalogue_path=ROOT / "indicators.yaml",
            data_folder=ROOT / "data",
            read_only=False,
        )
        session = open_session(settings)
        start = time.perf_counter()
        fill_demonstration(session, ROOT / "data")
        filling = time.perf_counter() - start
        measured = measure(session)
        judging = judging_lines(session, median_ms)
        session.store.close()
    sections = [*judging, *reading_lines(WORKBOOK, median_ms), *release_lines(median_ms, fill), *files]
    text = "\n".join([report(measured, filling, peak_of_reading(settings)), *sections])
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


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
        "# Benchmark results",
        "",
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}. Medians of {REPEATS} runs; "
        "compare the ratios, not the milliseconds.",
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


if __name__ == "__main__":
    main()

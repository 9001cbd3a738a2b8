"""Measure published statistics at their size: the whole of the interactive tool read, compared, saved and shown.

The government's file is used where the reference folder lies beside the checkout; otherwise one of the same shape is
made up: every measure of the shipped table, nine years, all areas.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bench.compare import compare_lines
from dashboard.intake import Session, open_session
from dashboard.intake.releases import preview_release, publish_release
from dashboard.settings import Settings
from dashboard.views.build import build_indicator, build_scorecard
from dashboard.views.build_history import build_comparison, build_edition
from dashboard.views.compare_page.build import build_compare
from dashboard.views.comparing.lait_measures import lait_measures
from dashboard.vocabulary import IndicatorId

ROOT: Path = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "benchmarks" / "lait" / "bds_long_0.parquet"
FIRST_YEAR, YEARS = 2016, 9
EVERY_SEVENTH_MISSING = 7
RESTATED_EVERY = 500
ISSUED = date(2026, 4, 8)
CORE = IndicatorId("re-referrals")
REPEATS = 5
KILOBYTES_OF_A_MEGABYTE = 1024

Median = Callable[[Callable[[], object], int], float]


@dataclass(frozen=True, kw_only=True)
class Release:
    """A release to measure with: its bytes, and where they are from."""

    content: bytes
    words: str


def release_lines(median_ms: Median, fill: Callable[[Session], object] | None = None) -> list[str]:
    """Give the section of the results on published statistics; ``fill`` loads what a store holds beside."""
    release = choose_release()
    with tempfile.TemporaryDirectory() as folder:
        session = open_session(
            Settings(
                store_url=f"sqlite:///{folder}/scorecard.db",
                catalogue_path=ROOT / "indicators.yaml",
                data_folder=ROOT / "data",
                read_only=False,
            )
        )
        if fill is not None:
            fill(session)
        before = pages(session, median_ms)
        rows = loading(session, release, Path(folder) / "scorecard.db")
        after = pages(session, median_ms)
        compared = compare_lines(session)
        session.store.close()
    return [
        "## The whole of the Local Authority Interactive Tool",
        "",
        f"{release.words}. Seconds of one run; the ratio is to reading the same file with pyarrow and pandas.",
        "",
        *rows,
        "",
        "| page's view, nothing cached | ms without it | ms with it | ratio |",
        "|---|---:|---:|---:|",
        *(f"| {what} | {ms:.1f} | {after[what]:.1f} | {after[what] / ms:.2f} |" for what, ms in before.items()),
        *(f"| {what} | – | {ms:.1f} | – |" for what, ms in after.items() if what not in before),
        "",
        *compared,
    ]


def choose_release() -> Release:
    """Take the government's file, or make one of its shape."""
    if REAL.is_file():
        return Release(content=REAL.read_bytes(), words="The Department for Education's file of 2026, 641,070 rows")
    content, rows = made_up()
    return Release(content=content, words=f"A made-up file of the same shape, {rows:,} rows")


def made_up() -> tuple[bytes, int]:
    """Make a file with every measure of the shipped table for all areas and years."""
    known = _reference()
    numbered = [area.la_number for area in known.areas if area.la_number]
    draw = random.Random(4)
    columns: dict[str, list[object]] = {"Short Desc": [], "Years": [], "LA Number": [], "Values": []}
    for short in known.lait_measures:
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
            for place, number in enumerate(numbered):
                columns["Short Desc"].append(short)
                columns["Years"].append(str(year))
                columns["LA Number"].append(float(number))
                value = "-" if place % EVERY_SEVENTH_MISSING == 0 else repr(draw.uniform(0, 100))
                columns["Values"].append(value)
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue(), len(columns["Values"])


def _reference() -> Session:
    with tempfile.TemporaryDirectory() as folder:
        return open_session(
            Settings(
                store_url=f"sqlite:///{folder}/empty.db",
                catalogue_path=ROOT / "indicators.yaml",
                data_folder=ROOT / "data",
                read_only=False,
            )
        )


def loading(session: Session, release: Release, path: Path) -> list[str]:
    """Load the release, then the same with some figures restated; say how long each step took."""
    plain = seconds(lambda: pq.read_table(pa.BufferReader(release.content)).to_pandas())
    lines = ["| step | s | ratio |", "|---|---:|---:|", f"| read with pyarrow and pandas | {plain:.2f} | 1.00 |"]
    for name, content in (("the first release", release.content), ("the next, 1 in 500 restated", restated(release))):
        start = time.perf_counter()
        preview = preview_release(session, "bds_long_0.parquet", content)
        previewed = time.perf_counter() - start
        start = time.perf_counter()
        publish_release(session, preview, by="Bench", reason="Measured", issued_on=ISSUED)
        saved = time.perf_counter() - start
        lines.append(f"| read and compare {name} | {previewed:.2f} | {previewed / plain:.2f} |")
        lines.append(
            f"| save {name} ({len(preview.read.observations):,} figures) | {saved:.2f} | {saved / plain:.2f} |"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_OF_A_MEGABYTE
    size = path.stat().st_size / 2**20
    return [*lines, "", f"The store is then {size:.0f} MiB; this process has held {peak:.0f} MiB at the most."]


def restated(release: Release) -> bytes:
    """Give the release again with every five-hundredth figure another."""
    table = pq.read_table(pa.BufferReader(release.content))
    values = table["Values"].to_pylist()
    for place in range(0, len(values), RESTATED_EVERY):
        values[place] = "1.5"
    buffer = io.BytesIO()
    pq.write_table(table.set_column(table.schema.get_field_index("Values"), "Values", pa.array(values)), buffer)
    return buffer.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """Time one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def pages(session: Session, median_ms: Median) -> dict[str, float]:
    """Time the views of the pages, by what they are."""
    works: dict[str, Callable[[], object]] = {
        "Scorecard": lambda: build_scorecard(session, report=None, as_at=None),
        "Indicator": lambda: build_indicator(session, indicator=CORE, basis=None, as_at=None),
        "Read one indicator": lambda: session.store.figures(indicators=[CORE]),
        "Compare, a measure of the catalogue": lambda: build_compare(session, measure=CORE),
        "List the tool's further measures": lambda: lait_measures(session),
    }
    further = lait_measures(session)
    if further:
        works["Compare, a further measure"] = lambda: build_compare(session, measure=further[0].id)
        last = session.store.editions()[-1].number
        works["History, the release's edition"] = lambda: build_edition(session, last)
        works["History, what the release changed"] = lambda: build_comparison(session, last)
    return {what: median_ms(work, 1 if what.startswith("History") else REPEATS) for what, work in works.items()}


if __name__ == "__main__":
    from bench.__main__ import median_ms
    from dashboard.demo import fill_demonstration

    sys.stdout.write("\n".join(release_lines(median_ms, lambda session: fill_demonstration(session, ROOT / "data"))))

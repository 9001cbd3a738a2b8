"""Measure what the first reader after a publication pays: each page's view built from a store nobody has read yet.

The demonstration's store, and one of 320 measures beside it. Processor time, for readers come while others are served.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.big_scorecard import MEASURES, make_big_store
from dashboard.intake import Session, open_session
from dashboard.views.build import build_scorecard
from dashboard.views.clinic.build import build_clinic
from dashboard.views.ground import Ground
from dashboard.views.quality.build import build_quality
from dashboard.views.tracker.build import build_tracker

REPEATS = 3

Build = Callable[[Ground], object]
VIEWS: dict[str, Build] = {
    "Tracker": lambda ground: build_tracker(ground, tracker=None, month=None, theme=None),
    "Scorecard": lambda ground: build_scorecard(
        ground.session, report=None, as_at=None, as_of=ground.as_of, ground=ground
    ),
    "Clinic preparation, what the rule proposes": lambda ground: build_clinic(ground, measures=None, month=None),
    "Data quality": lambda ground: build_quality(ground, section=None),
}


def fresh_lines(demonstration: Session) -> list[str]:
    """Give the table of fresh builds."""
    with tempfile.TemporaryDirectory() as folder:
        big = open_session(make_big_store(Path(folder)))
        rows = [f"| {name} | {_both(demonstration, build)} | {_both(big, build)} |" for name, build in VIEWS.items()]
        big.store.close()
    return [
        "After a publication, milliseconds of CPU until a page's view is there again: with nothing read, and where "
        f"another page has been built before. Medians of {REPEATS}.",
        "",
        f"| view | demonstration | after another page | {MEASURES} measures | after another page |",
        "|---|---:|---:|---:|---:|",
        *rows,
    ]


def _both(session: Session, build: Build) -> str:
    build(Ground(session))  # what a process pays once
    alone, after = zip(*(_fresh(session, build) for _ in range(REPEATS)), strict=True)
    return f"{statistics.median(alone):.0f} | {statistics.median(after):.0f}"


def _fresh(session: Session, build: Build) -> tuple[float, float]:
    """Build a view from a ground of its own, then from one on which the others have been built."""
    shared = Ground(session)
    for other in VIEWS.values():
        if other is not build:
            other(shared)
    return _cpu_ms(build, Ground(session)), _cpu_ms(build, shared)


def _cpu_ms(build: Build, ground: Ground) -> float:
    begun = time.process_time()
    build(ground)
    return (time.process_time() - begun) * 1000

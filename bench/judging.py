"""Measure judging at its size: a hundred indicators of ten years of months, and the rows of a full scorecard.

Beside it, in the same run, a rolling mean of the same figures by pandas: the least that any dashboard works out. What
is cold is measured in processes of their own, in which nothing has been judged before.
"""

from __future__ import annotations

import cProfile
import gc
import json
import pstats
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd

from dashboard.catalogue.schema import Indicator
from dashboard.intake import Session, open_session
from dashboard.judge.judgement import judge
from dashboard.observations import Observation, frame_of
from dashboard.periods import MONTHS_IN_YEAR, Period, month, months_between
from dashboard.settings import Settings
from dashboard.views.build import build_indicator, build_scorecard
from dashboard.views.judging.cases import Cases
from dashboard.views.judging.reading import Reading
from dashboard.views.standing import Standing, figures_up_to, stand
from dashboard.vocabulary import Basis, IndicatorId, Polarity, ReportId, Unit

ROOT = Path(__file__).resolve().parents[1]
INDICATORS = 100
MONTHS = months_between(month(2016, 4), month(2026, 3))
CASES_A_MONTH = 300
SHARE = 0.21
REPORT = ReportId("social-care-scorecard")
# What is promised of judging a hundred indicators of 120 months, nothing kept.
PROMISED_MS = 1000
PROCESSES = 3
REPEATS = 7
MIXES = {
    "in the month": (Basis.IN_MONTH,),
    "rolling, taken apart by their months": (Basis.ROLLING_12_MONTHS,),
    "both forms": (Basis.IN_MONTH, Basis.ROLLING_12_MONTHS),
}
# How cost grows: a year, ten years, twenty.
LENGTHS = (12, 120, 240)
MedianMs = Callable[[Callable[[], object]], float]


@dataclass(frozen=True, kw_only=True)
class Spent:
    """Milliseconds of one piece of work: of the processor, and by the clock."""

    cpu: float
    wall: float


def spent_on(work: Callable[[], object]) -> Spent:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Spent(cpu=(time.process_time() - cpu) * 1000, wall=(time.perf_counter() - wall) * 1000)


def middle(several: list[Spent]) -> Spent:
    return Spent(cpu=statistics.median(one.cpu for one in several), wall=statistics.median(one.wall for one in several))


def judging_lines(session: Session, median_ms: MedianMs) -> list[str]:
    """Give the section of the results on judging; ``session`` has the demonstration's figures."""
    return [
        "## Judging",
        "",
        f"{INDICATORS} indicators of {len(MONTHS)} months; {PROMISED_MS / 1000:g} s is promised, nothing kept. "
        f"Medians of {PROCESSES} fresh processes; the baseline is a {NAIVE}.",
        "",
        "| in a fresh process | CPU ms | ms by the clock | imports before it, CPU ms | baseline, CPU ms | ratio |",
        "|---|---:|---:|---:|---:|---:|",
        *(_cold_row(name) for name in MIXES),
        "",
        *_growth_lines(session),
        "",
        "| what | ms | beside | ms | ratio |",
        "|---|---:|---|---:|---:|",
        *_kept_rows(session, median_ms),
        *_page_rows(session, median_ms),
        "",
    ]


NAIVE = "pandas rolling mean of the same figures"
PAGE = "building the scorecard's view"
MEASURE = "re-referrals"
MEASURE_PAGE = "building an indicator's view"


def _cold_row(name: str) -> str:
    runs = [_fresh(name) for _ in range(PROCESSES)]
    cold, imports, naive = (middle([run[part] for run in runs]) for part in ("cold", "imports", "naive"))
    ratio = cold.cpu / naive.cpu
    return f"| {name} | {cold.cpu:.0f} | {cold.wall:.0f} | {imports.cpu:.0f} | {naive.cpu:.1f} | {ratio:.0f} |"


def _fresh(name: str) -> dict[str, Spent]:
    """Judge in a process that has judged nothing before."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.judging", name], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {part: Spent(**spent) for part, spent in json.loads(done.stdout).items()}


def cold_run(name: str, imports: Spent) -> dict[str, Spent]:
    """Judge everything once, with nothing kept, and take the baseline of the same figures."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            store_url=f"sqlite:///{folder}/scorecard.db",
            catalogue_path=ROOT / "indicators.yaml",
            data_folder=ROOT / "data",
            read_only=False,
        )
        session = open_session(settings)
        ours, indicators = _with_synthetic(session)
        rows = synthetic_rows(ours, indicators)
        gc.collect()
        gc.freeze()  # as the app does once it is warm
        cold = spent_on(lambda: judge_all(ours, rows, indicators, MIXES[name]))
        naive = middle([spent_on(lambda: rolling_means(rows)) for _ in range(REPEATS)])
        session.store.close()
    return {"cold": cold, "imports": imports, "naive": naive}


def _growth_lines(session: Session) -> list[str]:
    """Say how the cost grows with the months, in microseconds of an indicator's month."""
    ours, indicators = _with_synthetic(session)
    few = indicators[:20]
    said = []
    for length in LENGTHS:
        months = months_between(MONTHS[-1].shift(1 - length), MONTHS[-1])
        rows = synthetic_rows(ours, few, months)
        each = [
            middle([spent_on(partial(judge_all, ours, rows, few, forms)) for _ in range(PROCESSES)]).cpu
            for forms in MIXES.values()
        ]
        costs = ", ".join(f"{1000 * cpu / len(few) / length:.0f}" for cpu in each)
        said.append(f"{costs} with {length} months")
    return [f"Microseconds of CPU for one month of one indicator ({'; '.join(MIXES)}): {'; '.join(said)}."]


def _kept_rows(session: Session, median_ms: MedianMs) -> list[str]:
    ours, indicators = _with_synthetic(session)
    rows = synthetic_rows(ours, indicators)
    naive = median_ms(lambda: rolling_means(rows))
    kept, cases = Reading(ours, Standing(rows, {})), Cases(ours, Standing(rows, {}))
    again = median_ms(lambda: judge_latest(kept, indicators, MIXES["both forms"]))
    gathered = [cases.case_of(one, Basis.IN_MONTH, MONTHS[-1], with_others=False) for one in indicators]
    known = [case for case in gathered if case is not None]
    alone = median_ms(lambda: [judge(case) for case in known])
    return [
        _row(f"Judge {INDICATORS} cases in the month, gathered before", alone, NAIVE, naive),
        _row("Both forms of all again, kept", again, NAIVE, naive),
    ]


def _page_rows(session: Session, median_ms: MedianMs) -> list[str]:
    listed, standing = scorecard_rows(session), scorecard_standing(session)
    plain = median_ms(lambda: judge_rows(Reading(session, standing), listed, with_others=False))
    full = median_ms(lambda: judge_rows(Reading(session, standing), listed, with_others=True))
    page = median_ms(lambda: build_scorecard(session, report=None, as_at=None))
    measure = median_ms(lambda: build_indicator(session, indicator=MEASURE, basis=None, as_at=None))
    one = [row for row in listed if row[0].id == MEASURE]
    beside = median_ms(lambda: judge_rows(Reading(session, standing), one, with_others=True))
    return [
        _row(f"Judge the {len(listed)} rows of a scorecard", plain, PAGE, page),
        _row("The same with region, neighbours and England, each measure read from the store", full, PAGE, page),
        _row("Judge one measure with region, neighbours and England", beside, MEASURE_PAGE, measure),
    ]


def _with_synthetic(session: Session) -> tuple[Session, tuple[Indicator, ...]]:
    indicators = synthetic_indicators(session)
    catalogue = session.catalogue.model_copy(update={"indicators": indicators})
    return replace(session, catalogue=catalogue), indicators


def synthetic_indicators(session: Session) -> tuple[Indicator, ...]:
    """Make indicators that are judged by every rule: percentages with counts, a target and a polarity."""
    pattern = next(
        one
        for one in session.catalogue.indicators
        if one.unit is Unit.PER_CENT and Basis.IN_MONTH in one.forms and one.targets
    )
    changes = {"polarity": Polarity.LOWER_IS_BETTER, "denominator_indicator": None, "breaks": ()}
    return tuple(
        pattern.model_copy(update={**changes, "id": IndicatorId(f"measure-{number}")}) for number in range(INDICATORS)
    )


def synthetic_rows(session: Session, indicators: tuple[Indicator, ...], months: list[Period] = MONTHS) -> pd.DataFrame:
    """Make what stands: months with counts, and the rolling twelve months over them."""
    chance = random.Random(120)
    figures = []
    for indicator in indicators:
        counts = [sum(chance.random() < SHARE for _ in range(CASES_A_MONTH)) for _ in months]
        for at, period in enumerate(months):
            window = counts[max(0, at - MONTHS_IN_YEAR + 1) : at + 1]
            for basis, part in ((Basis.IN_MONTH, counts[at : at + 1]), (Basis.ROLLING_12_MONTHS, window)):
                figures.append(
                    Observation(
                        indicator=indicator.id,
                        basis=basis,
                        area=session.our_code,
                        period=period,
                        value=100 * sum(part) / (CASES_A_MONTH * len(part)),
                        missing=None,
                        numerator=sum(part),
                        denominator=CASES_A_MONTH * len(part),
                        decimals=1,
                    )
                )
    return frame_of(figures).assign(edition=1, filename="bench.xlsx", report=str(REPORT))


def judge_all(
    session: Session, rows: pd.DataFrame, indicators: tuple[Indicator, ...], forms: tuple[Basis, ...]
) -> None:
    judge_latest(Reading(session, Standing(rows, {})), indicators, forms)


def judge_latest(reading: Reading, indicators: tuple[Indicator, ...], forms: tuple[Basis, ...]) -> None:
    for indicator in indicators:
        for basis in forms:
            if reading.judged(indicator, basis, MONTHS[-1], with_others=False) is None:
                raise AssertionError(f"{indicator.id}, {basis}: not judged")


def rolling_means(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby(["indicator", "basis"])["value"].rolling(MONTHS_IN_YEAR).mean().to_frame()


def scorecard_rows(session: Session) -> list[tuple[Indicator, Basis]]:
    view = build_scorecard(session, report=None, as_at=None)
    rows = [row for section in view.sections for row in section.rows]
    found = {one.id: one for one in session.catalogue.indicators}
    return [(found[row.indicator], row.basis) for row in rows]


def scorecard_standing(session: Session) -> Standing:
    return stand(session, figures_up_to(session.store.figures(areas=[session.our_code]), [], MONTHS[-1]))


def judge_rows(reading: Reading, rows: list[tuple[Indicator, Basis]], *, with_others: bool) -> None:
    for indicator, basis in rows:
        reading.judged(indicator, basis, with_others=with_others)


def _row(what: str, milliseconds: float, baseline: str, beside: float) -> str:
    return f"| {what} | {milliseconds:.1f} | {baseline} | {beside:.1f} | {milliseconds / beside:.2f} |"


def profile(session: Session) -> None:
    """Print where the time of judging goes."""
    ours, indicators = _with_synthetic(session)
    rows = synthetic_rows(ours, indicators)
    profiler = cProfile.Profile()
    profiler.runcall(judge_all, ours, rows, indicators, MIXES["both forms"])
    pstats.Stats(profiler, stream=sys.stdout).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    # What was spent since the process began is spent on imports.
    imported = Spent(cpu=time.process_time() * 1000, wall=0.0)
    found = cold_run(sys.argv[1], imported)
    sys.stdout.write(json.dumps({part: asdict(spent) for part, spent in found.items()}))

"""The long campaign, run by hand: ``python -m tests.property.campaign --minutes 5``.

Generated workbooks, mutations, broken files, kills, publishers and first connections, as many as the time allows, on
SQLite and, where it is installed, on PostgreSQL. Prints the counts and results; a failure leaves its workbook behind
with the seed that makes it. Exit code 1 when anything failed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))  # as pytest does

from fixtures.broken_packages import BREAKS  # noqa: E402
from fixtures.mutation_oracle import DEMO, Fate, Verdict, truth_of, try_break, try_mutations  # noqa: E402
from fixtures.mutations import MUTATIONS  # noqa: E402
from fixtures.oracle import parsing_here, previewing, written_and_read  # noqa: E402
from fixtures.store_stress import (  # noqa: E402
    KillTally,
    a_reader,
    check_whole,
    kill_during_publish,
    open_together,
    publish_together,
)
from fixtures.strategies import a_workbook  # noqa: E402
from store_fixtures import postgresql_server  # noqa: E402

from dashboard.store import open_store  # noqa: E402

KILLS_A_STORE = 10
OPENERS = 8
PUBLISHERS, EACH = 4, 15
MOST_TOGETHER = 4
# Of the time given: written, mutated, broken, killed (half on each database), opened, published together.
SHARES = {"written": 0.25, "mutated": 0.25, "broken": 0.2, "killed": 0.2, "opened": 0.05, "together": 0.05}

NewStore = Callable[[], str]


class Report:
    """Counts, and the failures with what makes them again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.failures = 0

    def failed(self, name: str, words: list[str], content: bytes = b"") -> None:
        self.failures += 1
        print(f"FAILED {name}", *words[:4], sep="\n    ", flush=True)
        if content:
            (self.folder / f"{name.replace(' ', '-')}.xlsx").write_bytes(content)

    def judged(self, part: str, name: str, verdict: Verdict) -> None:
        self.counts[part][f"{name}: {verdict.fate}"] += 1
        self.counts[part][f"all: {verdict.fate}"] += 1
        if verdict.fate is Fate.WRONG:
            self.failed(name, [*verdict.recipe, *verdict.faults], verdict.content)

    def show(self) -> None:
        for part, counts in self.counts.items():
            print(f"\n{part}: {sum(count for name, count in counts.items() if not name.startswith('all'))}")
            for name, count in sorted(counts.items()):
                print(f"  {count:6}  {name}")
        print(f"\n{self.failures} failures; their workbooks are in {self.folder}")


def until(seconds: float, first: int) -> Iterator[int]:
    """Count seeds until the time is over."""
    end = time.monotonic() + seconds
    seed = first
    while time.monotonic() < end:
        yield seed
        seed += 1


def written(report: Report, seconds: float, first: int) -> None:
    with parsing_here(), previewing(report.folder) as session:
        for seed in until(seconds, first):
            built = a_workbook(random.Random(seed))
            wrong = written_and_read(session, built)
            report.counts["written"]["workbooks, wrong" if wrong else "workbooks, every cell right or named"] += 1
            report.counts["cells"]["in generated workbooks"] += len(built.expected)
            if wrong:
                report.failed(f"written {seed}", wrong, built.content)


def mutated(report: Report, seconds: float, first: int) -> None:
    with parsing_here(), previewing(report.folder) as session:
        truths = [truth_of(session, path) for path in sorted(DEMO.glob("*.xlsx")) if "briefing" not in path.name]
        for seed in until(seconds, first):
            draw = random.Random(f"mutated {seed}")
            alone = MUTATIONS[seed // 2 % len(MUTATIONS)]
            chosen = [alone] if seed % 2 else draw.sample(MUTATIONS, draw.randint(2, MOST_TOGETHER))
            verdict = try_mutations(session, draw.choice(truths), draw, *chosen)
            report.judged("mutated", alone.__name__ if seed % 2 else "several together", verdict)


def broken(report: Report, seconds: float, first: int) -> None:
    with previewing(report.folder) as session:
        truths = [truth_of(session, path) for path in sorted(DEMO.glob("*.xlsx"))[1::4]]
        for seed in until(seconds, first):
            draw = random.Random(f"broken {seed}")
            change = BREAKS[seed % len(BREAKS)]
            report.judged("broken", change.__name__, try_break(session, draw.choice(truths), draw, change))


def killed(report: Report, seconds: float, first: int, name: str, new_store: NewStore) -> None:
    tally = KillTally()
    for seed in until(seconds, first):
        kill_during_publish(new_store(), random.Random(f"killed {seed}"), KILLS_A_STORE, tally)
    counts = report.counts[f"killed on {name}"]
    counts["kills, each leaving a whole store"] += tally.kills
    report.counts["publications"][f"acknowledged before a kill on {name}, none lost"] += tally.acknowledged
    report.counts["publications"][f"whole though not yet acknowledged on {name}"] += tally.unacknowledged_but_whole


def opened(report: Report, seconds: float, first: int, name: str, new_store: NewStore) -> None:
    for _ in until(seconds, first):
        open_together(new_store(), OPENERS)
        report.counts["first connections"][f"rounds of {OPENERS} processes on {name}"] += 1


def together(report: Report, seconds: float, first: int, name: str, new_store: NewStore) -> None:
    for _ in until(seconds, first):
        url = new_store()
        with a_reader(url) as seen:
            told = publish_together(url, PUBLISHERS, EACH)
        with open_store(url) as store:
            assert check_whole(store, told, in_flight=0) == PUBLISHERS * EACH
        [(reads, partial)] = seen
        assert not partial
        report.counts["together"][f"rounds of {PUBLISHERS} x {EACH} publications on {name}"] += 1
        report.counts["reads"][f"while they published on {name}, all of whole editions"] += reads


@contextmanager
def databases(folder: Path) -> Iterator[dict[str, NewStore]]:
    """New stores on each database; the server's fixture is pytest's own, started and stopped by hand."""
    numbers = iter(range(sys.maxsize))
    found: dict[str, NewStore] = {"SQLite": lambda: f"sqlite:///{folder / f'{next(numbers)}.db'}"}
    serving = postgresql_server.__wrapped__()
    try:
        found["PostgreSQL"] = next(serving).new_database
    except BaseException as error:  # noqa: BLE001 - pytest's skip is no Exception
        print(f"PostgreSQL is left out: {error}")
    yield found
    next(serving, None)


def main() -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=0, help="the first seed: another one tries other workbooks")
    parser.add_argument("--parts", default=",".join(SHARES), help="which parts, parted by commas")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="scorecard-campaign-"))
    report = Report(folder)
    parts = given.parts.split(",")
    whole = given.minutes * 60 / sum(SHARES[part] for part in parts)
    for part, run in {"written": written, "mutated": mutated, "broken": broken}.items():
        if part in parts:
            run(report, whole * SHARES[part], given.seed)
    with databases(folder) as stores:
        for part, stress in {"killed": killed, "opened": opened, "together": together}.items():
            for name, new_store in stores.items():
                if part in parts:
                    stress(report, whole * SHARES[part] / len(stores), given.seed, name, new_store)
    report.show()
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())

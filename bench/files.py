"""Measure the reading of every published file of the reference folder, each in a process of its own for its memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.benchmarks import KILOBYTES_OF_A_MEGABYTE, ROOT
from dashboard.benchmarks.row_count import count_rows
from dashboard.errors import BenchmarkError
from dashboard.intake import open_session
from dashboard.intake.release_reading import read_published
from dashboard.settings import Settings

FOLDER = ROOT.parent / "shared" / "benchmarks"
MEASURED = ("ees_cin_2024", "ees_cin_2025", "ees_cla", "cla_legacy", "workforce", "lookups", "lait")
ENDINGS = (".csv", ".parquet")


def file_lines() -> list[str]:
    """Give the section of the results on the government's files; nothing where the reference folder is not there."""
    if not FOLDER.is_dir():
        return []
    paths = [path for name in MEASURED for path in sorted((FOLDER / name).iterdir()) if path.suffix in ENDINGS]
    return [
        "## The government's files, read into figures",
        "",
        "Reasons are what stands in place of a figure. Memory is the most that a process which reads this one file "
        "held, its libraries included.",
        "",
        "| file | rows | figures and reasons kept | of them reasons | s | MiB |",
        "|---|---:|---:|---|---:|---:|",
        *(_line(path) for path in paths),
        "",
    ]


def _line(path: Path) -> str:
    command = [sys.executable, "-m", "bench.files", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    if "refused" in said:
        return f"| {path.name} | {said['rows']:,} | not taken: {said['refused']} | | | |"
    reasons = ", ".join(f"{count:,} {reason.replace('_', ' ')}" for reason, count in said["reasons"].items()) or "none"
    return f"| {path.name} | {said['rows']:,} | {said['kept']:,} | {reasons} | {said['s']:.2f} | {said['mib']:.0f} |"


def measure(path: Path) -> dict[str, object]:
    """Read one file in this process; say its rows, what was kept, the seconds and the memory."""
    content = path.read_bytes()
    rows = count_rows(content)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            store_url=f"sqlite:///{folder}/empty.db",
            catalogue_path=ROOT / "indicators.yaml",
            data_folder=ROOT / "data",
            read_only=False,
        )
        session = open_session(settings)
        start = time.perf_counter()
        try:
            read = read_published(session, path.name, content)
        except BenchmarkError as fault:
            return {"rows": rows, "refused": fault.issues[0].code if fault.issues else str(fault)}
        spent = time.perf_counter() - start
        session.store.close()
    reasons = Counter(str(reason) for reason in read.observations.frame["missing"].tolist() if reason)
    return {
        "rows": rows,
        "kept": len(read.observations),
        "reasons": dict(reasons.most_common()),
        "s": spent,
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_OF_A_MEGABYTE,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]))))

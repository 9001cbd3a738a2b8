"""Measure the guard and the process that parses: a full scorecard, the largest list let through, one refused."""

from __future__ import annotations

import io
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from dashboard.errors import WorkbookError
from dashboard.workbook import parser_process
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.limits import MAX_CELLS, MEGABYTE, ReadingLimits
from dashboard.workbook.parse import expect_workbook, parse_workbook
from dashboard.workbook.sheets import read_grids

COLUMNS = 20
CHILD_LEVEL_ROWS = 192_000
REPEATS = 7
_SHEET = "xl/worksheets/sheet1.xml"
_KILOBYTES_OF_A_MEGABYTE = 1024


@dataclass(kw_only=True)
class PeakMemory:
    """The peak resident memory of the processes started meanwhile, in MB; nought where there is no /proc."""

    megabytes: int = 0
    _start: Callable[[ReadingLimits], parser_process.Process] = field(default=parser_process.start_process)

    def __enter__(self) -> PeakMemory:
        parser_process.waiting.stop()
        parser_process.start_process = self._watched
        return self

    def __exit__(self, *_: object) -> None:
        parser_process.start_process = self._start

    def _watched(self, limits: ReadingLimits) -> parser_process.Process:
        process = self._start(limits)
        threading.Thread(target=self._watch, args=(process,), daemon=True).start()
        return process

    def _watch(self, process: parser_process.Process) -> None:
        status = Path(f"/proc/{process.pid}/status")
        while process.poll() is None and status.is_file():
            found = [line.split()[1] for line in status.read_text(encoding="ascii").splitlines() if "VmHWM" in line]
            self.megabytes = max(self.megabytes, *(int(each) // _KILOBYTES_OF_A_MEGABYTE for each in found), 0)
            time.sleep(0.002)  # often enough to see the most that a short process holds


def reading_lines(scorecard: Path, median_ms: Callable[[Callable[[], object], int], float]) -> list[str]:
    """Give the section of the results on reading."""
    content = scorecard.read_bytes()
    file = guard_workbook(scorecard.name, content)

    def cold() -> None:
        parser_process.waiting.stop()
        parse_workbook(file)

    def warm() -> float:
        expect_workbook()
        time.sleep(0.5)  # as long as a reader takes between two uploads, at the least
        begun = time.perf_counter()
        parse_workbook(file)
        return (time.perf_counter() - begun) * 1000

    guarding = median_ms(lambda: guard_workbook(scorecard.name, content), REPEATS)
    here = median_ms(lambda: list(read_grids(content)), REPEATS)
    apart = median_ms(cold, REPEATS)
    waited = sorted(warm() for _ in range(REPEATS))[REPEATS // 2]
    return [
        "## Reading in a process of its own",
        "",
        f"A full scorecard: guard {guarding:.0f} ms; parsing {here:.0f} ms in this process, {apart:.0f} ms in one "
        f"started for it, {waited:.0f} ms in one that was waiting.",
        "",
        *(f"- {line}" for line in (_largest(), _refused())),
        "",
    ]


def _largest() -> str:
    content = child_level(MAX_CELLS // COLUMNS)
    with PeakMemory() as peak:
        begun = time.perf_counter()
        file = guard_workbook("list.xlsx", content)
        guarded = time.perf_counter() - begun
        parse_workbook(file)
        parsed = time.perf_counter() - begun - guarded
    return (
        f"The largest list that is let through ({MAX_CELLS:,} cells, {len(content) / MEGABYTE:.1f} MB): guard "
        f"{guarded:.1f} s, parsing {parsed:.1f} s, {peak.megabytes} MB at the most in its process."
    )


def _refused() -> str:
    content = child_level(CHILD_LEVEL_ROWS)
    begun = time.perf_counter()
    try:
        guard_workbook("children.xlsx", content)
    except WorkbookError as fault:
        taken = time.perf_counter() - begun
        return (
            f"A child-level list ({CHILD_LEVEL_ROWS * COLUMNS:,} cells, {len(content) / MEGABYTE:.0f} MB) is refused "
            f"in {taken:.2f} s: {fault}"
        )
    return "A child-level list was not refused."


def child_level(rows: int) -> bytes:
    """Write a workbook of so many rows as a list of cases would be, straight as XML: openpyxl would take minutes."""
    plain, stream = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    with ZipFile(plain) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != _SHEET:
                target.writestr(name, source.read(name))
        with target.open(_SHEET, "w") as sheet:
            for written in _sheet(rows):
                sheet.write(written)
    return stream.getvalue()


def _sheet(rows: int) -> Iterator[bytes]:
    yield b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    for row in range(1, rows + 1):
        cells = b"".join(b"<c><v>%d.%d</v></c>" % (row, column * 7919) for column in range(COLUMNS))
        yield b'<row r="%d">%s</row>' % (row, cells)
    yield b"</sheetData></worksheet>"


if __name__ == "__main__":
    from bench.__main__ import WORKBOOK, median_ms

    sys.stdout.write("\n".join(reading_lines(WORKBOOK, median_ms)))

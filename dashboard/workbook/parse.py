"""Parse a workbook in a process of its own, so that no upload can take the application down with it.

The process is a fresh Python with nothing of ours but the parser, not a fork: the server has threads.
"""

from __future__ import annotations

import json
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from dashboard.errors import WorkbookError
from dashboard.issues import Issue
from dashboard.workbook.child import DAMAGED, OUT_OF_MEMORY
from dashboard.workbook.grid import Grid
from dashboard.workbook.grid_json import GridLineError, Json, read_grid_line
from dashboard.workbook.guard import WorkbookFile
from dashboard.workbook.limits import DEFAULT_LIMITS, MAX_ANSWER_BYTES, MAX_READ_AT_ONCE, MEGABYTE, ReadingLimits
from dashboard.workbook.parser_process import Process, waiting

_TIME_USED_UP = -getattr(signal, "SIGXCPU", 0)
_SECONDS_TO_END = 5.0
_SHEET_TOLD = 3
_turns = threading.BoundedSemaphore(MAX_READ_AT_ONCE)


def expect_workbook() -> None:
    """Have a process ready, for a workbook will be parsed in a moment."""
    waiting.start()


def parse_workbook(
    file: WorkbookFile, progress: Callable[[str], None] | None = None, *, limits: ReadingLimits = DEFAULT_LIMITS
) -> tuple[Grid, ...]:
    """Parse a guarded workbook into its sheets' grids.

    ``progress`` is told "Reading sheet 3 of 6", and of a long sheet how many rows are read. Where the system cannot
    limit a process's memory (Windows, macOS), the time-out alone holds.

    Raises:
        WorkbookError: with one issue: the file is damaged, or reading it ran out of memory or time, or stopped.
    """
    with _turns, waiting.process(limits) as process, _time_out(process, limits.seconds) as timed_out:
        _hand_over(process, file.content)
        try:
            return _read_answer(process, progress)
        except _FaultToldError as fault:
            raise _told(file, fault.code, limits) from fault
        except GridLineError as fault:
            raise _untold(process, limits, timed_out=timed_out) from fault


class _FaultToldError(Exception):
    """The process says itself what is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def _time_out(process: Process, seconds: float) -> Iterator[threading.Event]:
    """Kill the process once its time is up; the event tells whether that was done."""
    timed_out = threading.Event()

    def stop() -> None:
        timed_out.set()
        process.kill()

    clock = threading.Timer(seconds, stop)
    clock.daemon = True
    clock.start()
    try:
        yield timed_out
    finally:
        clock.cancel()


def _hand_over(process: Process, content: bytes) -> None:
    if process.stdin is not None:
        # A process that has gone does not take its input; why it went is found out when its answer is read.
        with suppress(OSError):
            process.stdin.write(content)
        with suppress(OSError):
            process.stdin.close()


def _read_answer(process: Process, progress: Callable[[str], None] | None) -> tuple[Grid, ...]:
    grids: list[Grid] = []
    for message in _messages(process):
        if "sheet" in message:
            words = _sheet_words(message["sheet"])
            if progress:
                progress(words)
        elif "grid" in message:
            grids.append(read_grid_line(message["grid"]))
        elif "fault" in message:
            raise _FaultToldError(str(message["fault"]))
        elif message.get("end") == len(grids):
            return tuple(grids)
        else:
            break
    raise GridLineError("no end was told")


def _messages(process: Process) -> Iterator[dict[str, Json]]:
    left = MAX_ANSWER_BYTES
    while process.stdout is not None and (line := process.stdout.readline(left)):
        left -= len(line)
        if left <= 0:
            raise _FaultToldError(OUT_OF_MEMORY)
        if not line.endswith(b"\n"):
            break  # the process ended while it spoke
        yield _message(line)


def _message(line: bytes) -> dict[str, Json]:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise GridLineError("not JSON") from fault
    if not isinstance(message, dict):
        raise GridLineError("not an object")
    return message


def _sheet_words(told: Json) -> str:
    if not (isinstance(told, list) and len(told) == _SHEET_TOLD and all(isinstance(each, int) for each in told)):
        raise GridLineError("not a sheet's position")
    position, sheets, rows = told
    return f"Reading sheet {position} of {sheets}" + (f", {rows:,} rows so far" if rows else "")


def _told(file: WorkbookFile, code: str, limits: ReadingLimits) -> WorkbookError:
    if code == OUT_OF_MEMORY:
        return _ran_out_of_memory(limits)
    if code == DAMAGED:
        return _refusal(Issue(code="damaged-file", what=f"{file.name} cannot be read as a workbook."))
    return _stopped()


def _untold(process: Process, limits: ReadingLimits, *, timed_out: threading.Event) -> WorkbookError:
    """Tell from how the process ended why it did not say."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(_SECONDS_TO_END)
    if timed_out.is_set() or process.returncode == _TIME_USED_UP:
        return _took_too_long(limits)
    return _stopped()


def _ran_out_of_memory(limits: ReadingLimits) -> WorkbookError:
    what = f"Reading the file needs more than {limits.memory_bytes // MEGABYTE:,} MB of memory."
    return _refusal(Issue(code="reading-ran-out-of-memory", what=what))


def _took_too_long(limits: ReadingLimits) -> WorkbookError:
    what = f"Reading the file took more than {min(limits.seconds, limits.processor_seconds):g} seconds."
    return _refusal(Issue(code="reading-took-too-long", what=what))


def _stopped() -> WorkbookError:
    what = "The program that reads workbooks stopped before it had read this one."
    return _refusal(Issue(code="reading-stopped", what=what))


def _refusal(issue: Issue) -> WorkbookError:
    return WorkbookError(issue.what, (issue,))

"""Start, keep waiting and end the processes that parse workbooks."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import dashboard
from dashboard.settings import bare_environment
from dashboard.workbook.limits import DEFAULT_LIMITS, ReadingLimits

CHILD_MODULE = "dashboard.workbook.child"
_FOLDER = Path(dashboard.__file__).resolve().parents[1]

Process = subprocess.Popen[bytes]


def start_process(limits: ReadingLimits) -> Process:
    """Start a fresh Python that parses one workbook under these limits.

    It sees neither this process's environment, which may hold the store's password, nor its errors' words.
    """
    arguments = [str(limits.memory_bytes), str(limits.processor_seconds)]
    return subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", CHILD_MODULE, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**bare_environment(), "PYTHONPATH": str(_FOLDER)},
    )


def end_process(process: Process) -> int:
    """End a process if it still runs, and give its exit code."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what could not be written to a process that has gone
                pipe.close()
    return process.wait()


class WaitingProcess:
    """At most one process that has started and waits for its workbook; starting takes longer than parsing.

    From the second workbook on, the next process is started as soon as one is done with: a program that reads two
    reads a third. One that is never used ends with this program, for then its input ends.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: Process | None = None
        self._taken = 0

    def start(self) -> None:
        """Have a process waiting."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._drop()
                self._process = start_process(DEFAULT_LIMITS)

    def stop(self) -> None:
        """Let the waiting process go."""
        with self._lock:
            self._drop()

    def forget(self) -> None:
        """Leave the waiting process to the program that this one was forked from."""
        self._lock = threading.Lock()
        self._process = None

    @contextmanager
    def process(self, limits: ReadingLimits) -> Iterator[Process]:
        """Give a process for one workbook, the waiting one where there is one; it is ended afterwards."""
        process = self._take() if limits == DEFAULT_LIMITS else start_process(limits)
        try:
            yield process
        finally:
            end_process(process)
            if self._taken > 1:
                self.start()

    def _take(self) -> Process:
        with self._lock:
            waiting, self._process = self._process, None
            self._taken += 1
        if waiting is not None and waiting.poll() is None:
            return waiting
        if waiting is not None:
            end_process(waiting)
        return start_process(DEFAULT_LIMITS)

    def _drop(self) -> None:
        if self._process is not None:
            end_process(self._process)
            self._process = None


waiting = WaitingProcess()
atexit.register(waiting.stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=waiting.forget)

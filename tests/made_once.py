"""What costs seconds to make is made once for a run, however many workers share it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

WORKER = "PYTEST_XDIST_WORKER"


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Give this worker its own copy of a file that the first worker to ask has made; the others wait for it."""
    ours = factory.mktemp("ours") / name
    original = _folder_of_the_run(factory) / "made-once" / name
    original.parent.mkdir(exist_ok=True)
    with original.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not original.exists():
            # A maker that fails leaves nothing behind that another worker would take for the whole.
            unfinished = factory.mktemp("making") / name
            make(unfinished)
            unfinished.replace(original)
    shutil.copy(original, ours)
    return ours


def _folder_of_the_run(factory: pytest.TempPathFactory) -> Path:
    base = factory.getbasetemp()
    return base.parent if WORKER in os.environ else base

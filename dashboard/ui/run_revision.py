"""The store's revision as one run of a page sees it: asked for once, and the same for every part of the page."""

from __future__ import annotations

import threading
from collections.abc import Callable

from streamlit.runtime.scriptrunner import get_script_run_ctx


class _Known(threading.local):
    """What the run of this thread has been told; ``run`` is held, so that no later run can be taken for it."""

    run: object = None
    revision: int = 0


_known = _Known()


def run_revision(ask: Callable[[], int]) -> int:
    """Give what the store said first in this run; outside a run it is asked each time."""
    run = _this_run()
    if run is None:
        return ask()
    if _known.run is not run:
        _known.revision = ask()
        _known.run = run
    return _known.revision


def forget_run_revision() -> None:
    """Ask again within this run: it has just written to the store."""
    _known.run = None


def _this_run() -> object:
    """Give an object that is this run's alone: Streamlit begins each run, a fragment's too, with new cursors."""
    context = get_script_run_ctx(suppress_warning=True)
    return None if context is None else context.cursors


class NewestRevision:
    """The newest revision that any reader has been shown in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._number: int | None = None

    def moves_to(self, number: int) -> bool:
        """Tell whether a revision is another than the one before; only the first to ask is told so."""
        with self._lock:
            has_moved = self._number is not None and number != self._number
            self._number = number
            return has_moved

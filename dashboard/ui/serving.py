"""Run the app's server in this process, its first pages opened before it answers."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType

import streamlit as st

from dashboard.ui.warm import warmed


def run_server(app_file: Path, options: Mapping[str, str | int]) -> None:
    """Serve the app until the process is told to stop; ``options`` are Streamlit's settings by their dotted names."""
    # What the process is told while it starts, and what the server hands on once it has closed its connections.
    signal.signal(signal.SIGTERM, _leave)
    # Streamlit looks for its settings beside the script that it takes the process to have been started with.
    sys.argv = [str(app_file)]
    with suppress(KeyboardInterrupt):
        st.App(app_file, lifespan=warmed).run(config=options)


def _leave(signal_number: int, frame: FrameType | None) -> None:
    """Leave without an error: being told to stop is none."""
    sys.exit(0)

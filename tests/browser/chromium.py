"""Which Chromium drives the pages, and how it is started."""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, Playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def launch(playwright: Playwright, *more: str) -> Browser:
    """Start the system's Chromium, else Playwright's own, with more arguments than the usual where they are given."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, *more])

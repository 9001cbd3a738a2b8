"""Take every page at desktop and phone width, light and dark: ``python tests/browser/screenshots.py URL OUTDIR``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chromium import launch
from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
# The pictures of README.md and docs/how-to show a page's beginning, a little taller than a screen.
TALL = 1330
READY = ".stMainBlockContainer h1"
SETTLE_MS = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture to take: its name, where it is, the link to follow or file to drop first, and its height."""

    name: str
    path: str
    follow_row: bool = False
    file: Path | None = None
    full: bool = True
    height: int | None = None


def shots(workbook: Path | None) -> Iterator[Shot]:
    """List the pictures."""
    yield Shot(name="scorecard", path="/scorecard", full=False)
    yield Shot(name="scorecard-search", path="/scorecard?search=plan", full=False)
    yield Shot(name="scorecard-as-of", path="/scorecard?as_of=7", full=False)
    yield Shot(name="indicator", path="/scorecard", follow_row=True)
    yield Shot(name="indicator-top", path="/indicator?id=re-referrals", full=False, height=TALL)
    yield Shot(name="indicator-as-of", path="/indicator?id=re-referrals&as_of=2019-11-30")
    yield Shot(name="indicator-choose", path="/indicator")
    yield Shot(name="indicator-unknown", path="/indicator?id=no-such-measure")
    yield Shot(name="compare", path="/compare?id=re-referrals&year=2018/19&neighbour=E08000017")
    yield Shot(name="compare-all", path="/compare?id=re-referrals&year=2018/19&against=all")
    yield Shot(name="compare-as-of", path="/compare?id=re-referrals&as_of=2020-06-16", full=False, height=TALL)
    yield Shot(name="compare-choose", path="/compare")
    yield Shot(name="upload", path="/upload")
    yield Shot(name="benchmarks", path="/benchmarks")
    yield Shot(name="history", path="/history")
    yield Shot(name="history-edition", path="/history?edition=10")
    yield Shot(name="history-compare", path="/history?from=9&to=12")
    if workbook is not None:
        yield Shot(name="upload-preview", path="/upload", file=workbook)
        yield Shot(name="upload-top", path="/upload", file=workbook, full=False, height=TALL)


def take(page: Page, url: str, shot: Shot, target: Path) -> None:
    """Open a page, wait until it stands still, and keep its picture."""
    page.goto(url.rstrip("/") + shot.path)
    page.wait_for_selector(READY)
    if shot.follow_row:
        page.locator(".sc-scorecard th.sc-name a").nth(6).click()
        page.wait_for_selector(".sc-answer")
    if shot.file is not None:
        page.locator("input[type=file]").set_input_files(shot.file)
        # Of a file that could not be opened nothing was read.
        page.wait_for_selector("text=What is wrong")
    page.wait_for_timeout(SETTLE_MS)
    if shot.full:
        grow(page)
    page.screenshot(path=target)


def grow(page: Page) -> None:
    """Make the window as tall as the page, because Streamlit scrolls inside it."""
    height = page.evaluate("document.querySelector('.stMain').scrollHeight")
    width = page.viewport_size["width"] if page.viewport_size else WIDTHS["desktop"][0]
    page.set_viewport_size({"width": width, "height": min(int(height) + 20, 8000)})
    page.wait_for_timeout(SETTLE_MS // 2)


def take_all(browser: Browser, url: str, folder: Path, workbook: Path | None, only: str) -> None:
    """Take every picture at every width in every scheme."""
    for width_name, (width, height) in WIDTHS.items():
        for scheme in SCHEMES:
            for shot in shots(workbook):
                if only not in shot.name:
                    continue
                size = {"width": width, "height": shot.height or height}
                context = browser.new_context(viewport=size, color_scheme=scheme)
                take(context.new_page(), url, shot, folder / f"{shot.name}-{width_name}-{scheme}.png")
                context.close()


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workbook", type=Path, default=None, help="a workbook to preview on the upload page")
    parser.add_argument("--only", default="", help="only pictures whose name holds this")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        take_all(browser, asked.url, asked.folder, asked.workbook, asked.only)
        browser.close()


if __name__ == "__main__":
    main()

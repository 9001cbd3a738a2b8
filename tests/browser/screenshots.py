"""Take every page at desktop and phone width, light and dark: ``python tests/browser/screenshots.py URL OUTDIR``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chromium import launch
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
# The pictures of README.md: light, as wide as a desk, and in so few colours that each is light to load.
FOR_README = ("tracker-top", "scorecard", "indicator-top", "compare-top", "clinic-top", "upload-top")
README_COLOURS = 256
# An answer above its chart needs a little more than a screen.
TALL = 1100
READY = ".stMainBlockContainer h1"
SETTLE_MS = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture to take: its name, where it is, the file to drop first, and how much of it is shown."""

    name: str
    path: str
    file: Path | None = None
    full: bool = True
    height: int | None = None


def shots(workbook: Path | None) -> Iterator[Shot]:
    """List the pictures: every page at an address that shows figures, and what a wrong or empty choice shows."""
    yield Shot(name="tracker", path="/")
    yield Shot(name="tracker-top", path="/", full=False)
    yield Shot(name="tracker-theme", path="/?theme=safe-and-well")
    yield Shot(name="scorecard", path="/scorecard", full=False)
    yield Shot(name="scorecard-printed", path="/scorecard?view=printed", full=False)
    yield Shot(name="scorecard-search", path="/scorecard?search=plan", full=False)
    yield Shot(name="scorecard-as-of", path="/scorecard?as_of=7", full=False)
    yield Shot(name="indicator", path="/indicator?id=re-referrals")
    yield Shot(name="indicator-top", path="/indicator?id=conferences-within-15-days", full=False, height=TALL)
    yield Shot(name="indicator-as-of", path="/indicator?id=re-referrals&as_of=2019-11-30")
    yield Shot(name="indicator-choose", path="/indicator")
    yield Shot(name="indicator-unknown", path="/indicator?id=no-such-measure")
    yield Shot(name="compare", path="/compare?id=re-referrals&year=2018/19&neighbour=E08000017")
    yield Shot(name="compare-top", path="/compare?id=re-referrals&year=2018/19", full=False, height=TALL)
    yield Shot(name="compare-all", path="/compare?id=re-referrals&year=2018/19&against=all")
    yield Shot(name="compare-choose", path="/compare")
    yield Shot(name="clinic", path="/clinic")
    yield Shot(name="clinic-top", path="/clinic", full=False)
    yield Shot(name="clinic-sheet", path="/clinic?measures=conferences-within-15-days")
    yield Shot(name="quality", path="/quality")
    yield Shot(name="quality-section", path="/quality?section=looked-after")
    yield Shot(name="upload", path="/upload")
    yield Shot(name="benchmarks", path="/benchmarks")
    yield Shot(name="history", path="/history")
    yield Shot(name="history-edition", path="/history?edition=10")
    yield Shot(name="history-compare", path="/history?from=9&to=12")
    yield Shot(name="about", path="/about")
    yield Shot(name="catalogue", path="/catalogue")
    yield Shot(name="catalogue-definition", path="/catalogue?id=re-referrals")
    yield Shot(name="accessibility", path="/accessibility")
    if workbook is not None:
        yield Shot(name="upload-preview", path="/upload", file=workbook)
        yield Shot(name="upload-top", path="/upload", file=workbook, full=False, height=TALL)


def take(page: Page, url: str, shot: Shot, target: Path) -> None:
    """Open a page, wait until it stands still, and keep its picture."""
    page.goto(url.rstrip("/") + shot.path)
    page.wait_for_selector(READY)
    if shot.file is not None:
        page.locator("input[type=file]").set_input_files(shot.file)
        # Of a file that could not be opened nothing was read.
        page.wait_for_selector("text=What is wrong")
    page.wait_for_timeout(SETTLE_MS)
    for chart in page.locator(".stPlotlyChart").all():
        chart.locator(".main-svg").first.wait_for()
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


def keep_for_readme(folder: Path, target: Path) -> None:
    """Put the pictures that README.md shows where it looks for them, in few colours."""
    for name in FOR_README:
        taken = folder / f"{name}-desktop-light.png"
        if taken.exists():
            few = Image.open(taken).convert("RGB").quantize(README_COLOURS, Image.Quantize.FASTOCTREE)
            few.save(target / f"{name.removesuffix('-top')}.png", optimize=True)


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workbook", type=Path, default=None, help="a workbook to preview on the upload page")
    parser.add_argument("--only", default="", help="only pictures whose name holds this")
    parser.add_argument("--readme", type=Path, default=None, help="where the pictures of README.md go")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        take_all(browser, asked.url, asked.folder, asked.workbook, asked.only)
        browser.close()
    if asked.readme is not None:
        keep_for_readme(asked.folder, asked.readme)


if __name__ == "__main__":
    main()

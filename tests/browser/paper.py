"""What a page is on paper: how many sheets, the words of each, and its ground."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

from playwright.sync_api import Page

WHITE = "rgb(255, 255, 255)"
_GROUND = """() => {
    const grounds = ['.stApp', '.stMain'].map(part => getComputedStyle(document.querySelector(part)).backgroundColor);
    const parts = document.querySelectorAll('.stMain :is(h1, h2, h3, p, td, th)');
    const dark = colour => Math.max(...colour.match(/\\d+/g).slice(0, 3).map(Number)) < 160;
    const faint = one => one.checkVisibility() && one.innerText && !dark(getComputedStyle(one).color);
    return [grounds, [...parts].filter(faint).length];
}"""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A page as printed; ``sheets`` holds each sheet's words where something on the machine reads them."""

    pages: int
    sheets: tuple[str, ...]


def printed(page: Page) -> Paper:
    """Print the page as a browser does unless told otherwise: A4, no backgrounds."""
    content = page.pdf(format="A4")
    pages = len(re.findall(rb"/Type\s*/Page\b", content))
    reader = shutil.which("pdftotext")
    if reader is None:
        return Paper(pages=pages, sheets=())
    said = subprocess.run([reader, "-", "-"], input=content, capture_output=True, check=True)
    sheets = tuple(re.sub(r"\s+", " ", sheet) for sheet in said.stdout.decode().split("\f") if sheet.strip())
    return Paper(pages=pages, sheets=sheets)


def ground_on_paper(page: Page) -> tuple[list[str], int]:
    """Give the page's grounds on paper, and how many of its words would be too light to read on white."""
    page.emulate_media(media="print")
    grounds, faint = page.evaluate(_GROUND)
    page.emulate_media(media="null")
    return grounds, faint

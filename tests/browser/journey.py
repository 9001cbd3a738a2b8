"""What the readers' journeys share: choosing as a reader does, and whether two views are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect
from rest import at_rest

TRIES, PAUSE_MS = 50, 200
_VIEW = """() => {
    const all = (parts, said) => [...document.querySelectorAll(`.stMain :is(${parts})`)].map(said);
    return {
        words: all('.stHtml', one => one.textContent.replace(/\\s+/g, ' ').trim()),
        picked: all('input[role=combobox]', one => one.value),
        pressed: all('[aria-checked=true], [aria-pressed=true]', one => one.innerText),
    };
}"""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A view as its reader sees it: every word, and what each picker says."""

    words: tuple[str, ...]
    picked: tuple[str, ...]
    pressed: tuple[str, ...]


def settled(page: Page, title: str | re.Pattern[str]) -> None:
    """Wait until the page of a title stands there whole."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    at_rest(page)


def seen(page: Page) -> Seen:
    """Take down what the page shows."""
    view = page.evaluate(_VIEW)
    return Seen(words=tuple(view["words"]), picked=tuple(view["picked"]), pressed=tuple(view["pressed"]))


def shows_the_same(page: Page, view: Seen) -> None:
    """Wait until a page shows a view; a visitor's first page fetches some of its controls when it comes to them."""
    for _ in range(TRIES):
        if seen(page) == view:
            return
        page.wait_for_timeout(PAUSE_MS)
    assert seen(page) == view


def asked(page: Page) -> dict[str, str]:
    """Read what the page's address asks for."""
    return {name: ",".join(values) for name, values in parse_qs(urlsplit(page.url).query).items()}


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list as a reader does: open it, again where the page was drawn anew meanwhile, press the option."""
    picker, wanted = page.get_by_role("combobox", name=label), page.get_by_role("option", name=option, exact=True)
    for _ in range(TRIES):
        if wanted.is_visible():
            break
        if not page.get_by_role("listbox").is_visible():
            picker.click()
        page.wait_for_timeout(PAUSE_MS)
    wanted.click()
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(picker).to_have_value(option)

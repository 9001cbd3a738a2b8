"""When a page stands still: only then does a reader act on it, and only then can it be measured."""

from __future__ import annotations

from playwright.sync_api import Page, expect

# Streamlit fetches each kind of control when a page first shows one, and holds its place with a skeleton of another
# height: until the last has come, what stands below moves, and a press begun on a button ends beside it.
_UNFINISHED = "[data-stale=true], [data-testid=stSkeleton], [data-testid=stAppSkeleton]"
# Letters of our own face may be wider than those they replace, and a form that folds open moves what is in it. A
# turning wheel has no end to wait for; what is drawn anew by a script of the page's is known by where its parts are.
_STILL = """async () => {
    const moving = () => document.getAnimations().filter(
        one => one.playState === 'running' && one.effect.getComputedTiming().endTime !== Infinity);
    const places = () => [...document.querySelectorAll('.stMain [data-testid=stElementContainer]')].map(one => {
        const {top, left, width, height} = one.getBoundingClientRect();
        return [top, left, width, height].join();
    }).join(';');
    await document.fonts.ready;
    for (let still = 0, before = ''; still < STILL_FRAMES;) {
        await Promise.allSettled(moving().map(one => one.finished));
        await new Promise(requestAnimationFrame);
        const now = places();
        still = now === before ? still + 1 : 0;
        before = now;
    }
}""".replace("STILL_FRAMES", "3")


def at_rest(page: Page) -> None:
    """Wait until a page has run, every control on it has come, and nothing moves any more."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.locator(".stApp[data-test-script-state=notRunning]")).to_be_visible()
    expect(page.locator(_UNFINISHED)).to_have_count(0)
    page.evaluate(_STILL)


def visit(page: Page, address: str) -> None:
    """Open a page of the app at its address, and wait until it stands still."""
    page.goto(address)
    at_rest(page)

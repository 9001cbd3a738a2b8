"""A reader without a mouse: Tab, Enter and the arrows alone, and at every stop it is seen where the keyboard is."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page
from rest import at_rest

# More stops than the longest way on any page: the menu, the controls, a link for each of a section's measures.
STOPS = 120
# At each stop: whether what the keyboard is on can be seen there, and whether the stop before looks otherwise without
# the keyboard. A mark is an outline of two pixels or more or a shadow, on the part itself or round it, once every
# transition is over: on the way from none to a line of one pixel, an outline is three pixels wide for a moment.
# Two exceptions: Streamlit's hidden box for a file has the keyboard for one press after a file was chosen; and while
# a frame's own page has the keyboard, Chromium lets no rule of the page around it know.
_STOP = """async () => {
    const styles = one => [one, one.parentElement, one.parentElement.parentElement].map(each => getComputedStyle(each));
    const outlined = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const marks = one => styles(one).map(style => [outlined(style) && style.outline, style.boxShadow].join('/')).join();
    const within = box => box.height && box.bottom > 0 && box.top < innerHeight;
    const soon = async holds => {
        for (let frame = 0; frame < 30 && !holds(); frame++) await new Promise(requestAnimationFrame);
        return holds();
    };
    const one = document.activeElement, last = window.lastStop, faults = [];
    window.lastStop = null;
    await new Promise(requestAnimationFrame);
    const transitions = document.getAnimations().filter(each => each instanceof CSSTransition);
    await Promise.allSettled(transitions.map(each => each.finished));
    if (one === document.body || one.matches('[data-testid=stFileUploaderDropzoneInput], iframe')) return faults;
    const tell = (fault, part) => faults.push(`${fault}: ${part.outerHTML.slice(0, 160)}`);
    const marked = style => outlined(style) || style.boxShadow !== 'none';
    if (!await soon(() => styles(one).some(marked))) tell('no mark', one);
    if (!await soon(() => within(one.getBoundingClientRect()))) tell('out of sight', one);
    // A box with buttons in it keeps its mark while the keyboard is on one of them.
    const left = last && last.one.isConnected && !last.one.parentElement.parentElement.contains(one);
    if (left && !await soon(() => marks(last.one) !== last.marks))
        tell('marked without the keyboard, too', last.one);
    window.lastStop = {one, marks: marks(one)};
    return faults;
}"""


@dataclass(frozen=True, kw_only=True)
class Keyboard:
    """The keyboard of a page whose marks come at once, as a reader may set it."""

    page: Page

    def __post_init__(self) -> None:
        self.page.emulate_media(reduced_motion="reduce")

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)

    def tab(self, *, back: bool = False) -> None:
        """Go to the next stop, or the one before; fail where it cannot be seen."""
        self.press("Shift+Tab" if back else "Tab")
        faults = self.page.evaluate(_STOP)
        assert not faults, faults

    def tab_to(self, target: Locator, *, back: bool = False) -> None:
        """Press Tab until the target, or something inside it, has the keyboard."""
        target.first.wait_for()
        at_rest(self.page)
        for _ in range(STOPS):
            if target.first.evaluate("one => one.contains(document.activeElement)"):
                return
            self.tab(back=back)
        raise AssertionError(f"the keyboard does not reach {target}")

    def enter(self, target: Locator) -> None:
        """Go to a link, a button or what folds something away, and press Enter."""
        self.tab_to(target)
        self.press("Enter")

    def choose(self, label: str, words: str) -> None:
        """Go to a picker, type what to choose, and take it."""
        self.tab_to(self.page.get_by_role("combobox", name=label))
        self.page.keyboard.type(words)
        self.page.get_by_role("option", name=words, exact=True).wait_for()
        self.press("Enter")

    def write(self, target: Locator, words: str) -> None:
        """Go to a box and write into it."""
        self.tab_to(target)
        self.page.keyboard.type(words)

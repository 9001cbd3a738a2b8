"""The accessibility statement: kept here alone, so that the page and the documentation cannot differ."""

from __future__ import annotations

from dataclasses import dataclass

STANDARD = "Web Content Accessibility Guidelines (WCAG) 2.2 at level AA"
FORMATS = (
    "Most pages print as A4 sheets from the browser, and the briefing can be had as a Word document with real headings "
    "and tables, or as a workbook.",
    "Ask {council}'s performance team for large print, a read-out or any other format, or to say what is in your way. "
    "Say which page, and what you use to read it.",
)
BUILT = (
    "Every status is a word and a shape beside its colour; nothing is told by colour alone.",
    "Every chart has a sentence that says what it shows, and a table of its figures on the same page.",
    "Each page has one main heading and its sections in order; tables have captions and headings.",
    "Reading text is 16 pixels or more; notes and wide tables are smaller, and grow with the page when it is enlarged.",
    "At 320 pixels, which is a screen of 1,280 pixels at 400% zoom, pages run in one column. A wider table scrolls "
    "in its own frame, which the keyboard can reach.",
    "Everything that moves is still where the system asks for reduced motion. Pages follow its light or dark theme.",
    "Each page's address holds what is chosen on it, so a link or a bookmark opens the same view.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """Something that was tested, how, and what came of it."""

    what: str
    how: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Something that is in a reader's way, whose it is, and the way round it."""

    what: str
    whose: str
    way_round: str


TESTED: tuple[Tested, ...] = (
    Tested(
        what="Every page by the rules a machine can check",
        how="axe-core in Chromium on each page as it opens, at 1,280 pixels in both themes and at 320 pixels",
        found="No fault in what these pages write; what remains is listed under the known limits.",
    ),
    Tested(
        what="The keyboard alone",
        how="Tab and Enter through Data quality, the catalogue and How judgements are made, in Chromium, 1,280 pixels",
        found="The first stop skips the menu; every link, control and table is reached in the order of the page.",
    ),
    Tested(
        what="Contrast of text",
        how="worked out for every colour of text on its ground, in both themes, each time the tests run",
        found="4.5 to 1 or more.",
    ),
    Tested(
        what="A narrow screen, and 400% zoom",
        how="each page at 320 pixels in Chromium: whether the page itself scrolls sideways",
        found="It does not.",
    ),
)
NOT_TESTED: tuple[str, ...] = (
    "No screen reader has been tried with a person who uses one every day.",
    "No one with a disability has yet been asked to try the pages.",
    "Browsers other than Chromium have not been gone through page by page.",
)
LIMITS: tuple[Limit, ...] = (
    Limit(
        what="On a phone the menu's list holds headings beside its items, which a screen reader may announce wrongly.",
        whose="Streamlit, the software the pages are built with",
        way_round="Each page links to those that follow from it, and addresses can be bookmarked.",
    ),
    Limit(
        what="The box on which a file is dropped has a name and no role.",
        whose="Streamlit",
        way_round="The button inside it does the same, and so does “scorecard publish” on the command line.",
    ),
    Limit(
        what="Charts that can be pointed at give their details to a pointer only.",
        whose="Plotly, which draws them",
        way_round="The sentence above and the table beneath say the same.",
    ),
    Limit(
        what="A page is drawn anew when something is chosen, and a screen reader may not be told so.",
        whose="Streamlit",
        way_round="The choice is in the address: reload the page, and read from its heading.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityView:
    """The statement."""

    council: str
    lead: str
    built: tuple[str, ...]
    tested: tuple[Tested, ...]
    not_tested: tuple[str, ...]
    limits: tuple[Limit, ...]
    formats: tuple[str, ...]


def build_accessibility(council: str) -> AccessibilityView:
    """Give the statement of a council's pages."""
    return AccessibilityView(
        council=council,
        lead=(
            f"These pages are meant to be used by everyone. They are built to the {STANDARD}, and meet it in part: the "
            "known limits are listed below, each with a way round it."
        ),
        built=BUILT,
        tested=TESTED,
        not_tested=NOT_TESTED,
        limits=LIMITS,
        formats=tuple(words.format(council=council) for words in FORMATS),
    )

"""The accessibility statement: kept here alone, so that the page and the documentation cannot differ."""

from __future__ import annotations

from dataclasses import dataclass

STANDARD = "Web Content Accessibility Guidelines (WCAG) 2.2 at level AA"
FORMATS = (
    "Most pages print as A4 sheets from the browser, and the briefing can be had as a Word document with real headings "
    "and tables, or as a workbook.",
    "Ask {council}'s performance team{contact} for large print, a read-out or any other format, or to say what is in "
    "your way. Say which page, and what you use to read it.",
)
BUILT = (
    "Every status is a word and a shape beside its colour; nothing is told by colour alone.",
    "Every chart has a sentence that says what it shows, and a table of its figures on the same page.",
    "Each page has one main heading and its sections in order; tables have captions and headings.",
    "Reading text is 16 pixels or more; notes and wide tables are smaller, and grow with the page when it is enlarged.",
    "At 320 pixels, which is a screen of 1,280 pixels at 400% zoom, pages run in one column. A wider table scrolls "
    "in its own frame, which the keyboard can reach.",
    "Links in tables and whatever opens and shuts are 24 pixels high or more, for a finger or an unsteady hand.",
    "Everything that moves is still where the system asks for reduced motion. Pages follow its light or dark theme, "
    "and its own colours where high contrast is set: shapes, dashes and words tell what colours told.",
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
        how="axe-core in Chromium on each page, also with filters and popovers open, columns chosen, nothing found, a "
        "file read or refused, and an address that is wrong: at 1,280 pixels in both themes and at 320 pixels",
        found="No fault in what these pages write; what remains is listed under the known limits.",
    ),
    Tested(
        what="The keyboard alone",
        how="Tab forwards and back through twelve pages in Chromium, at 1,280 by 700 and at 320 by 256 pixels",
        found="The first stop skips the menu, and nothing traps the keyboard. Every stop is marked and none is hidden "
        "behind what is fixed. A popover takes the keyboard; Escape shuts it and gives it back.",
    ),
    Tested(
        what="Contrast of text",
        how="worked out for every colour of text on its ground, in both themes, each time the tests run",
        found="4.5 to 1 or more.",
    ),
    Tested(
        what="A narrow screen, and 400% zoom",
        how="each page at 320 pixels, and at 320 by 256, in Chromium: whether the page itself scrolls sideways",
        found="It does not.",
    ),
    Tested(
        what="Text set wider apart",
        how="the spacing of lines, letters, words and paragraphs that WCAG names, at 320 and 1,280 pixels",
        found="Nothing is cut off.",
    ),
    Tested(
        what="A reader's own colours",
        how="forced colours in Chromium: tracker, scorecard, indicator, compare, clinic sheet and data quality, looked "
        "at one by one",
        found="Ratings, signs, small trends, drawn comparisons and what is chosen can all be told. Charts keep "
        "colours of their own, with dashes and names at the lines' ends.",
    ),
    Tested(
        what="Tables on a phone",
        how="what Chromium tells a screen reader of tables whose rows stand as cards, on five pages",
        found="Rows, their headings and cells are still told as such; each figure has its column's name before it.",
    ),
)
NOT_TESTED: tuple[str, ...] = (
    "No screen reader has been tried with a person who uses one every day.",
    "No one with a disability has yet been asked to try the pages.",
    "Browsers other than Chromium have not been gone through page by page; Safari may read the rows of a table on a "
    "phone as plain text, in which each figure still follows its name.",
    "Speech control and switches have not been tried.",
)
LIMITS: tuple[Limit, ...] = (
    Limit(
        what="A popover stands at the end of the page: after its last control the keyboard leaves the page's content.",
        whose="Streamlit, the software the pages are built with; a short script of ours takes the keyboard into it",
        way_round="Escape goes back to the button that opened it.",
    ),
    Limit(
        what="The name of the phone's menu and of the box that a file is dropped on are put right by a short script of "
        "ours, a moment after they appear.",
        whose="Streamlit",
        way_round="Streamlit's own name for the menu is “Expand sidebar”; the button inside the box does the same as "
        "dropping a file, and so does “scorecard publish” on the command line.",
    ),
    Limit(
        what="In the lists from which several are chosen, the button that takes one out is less than 24 pixels wide.",
        whose="Streamlit",
        way_round="Backspace takes the last one out, and the same list can be opened to choose and to leave out.",
    ),
    Limit(
        what="Charts that can be pointed at give their details to a pointer only.",
        whose="Plotly, which draws them",
        way_round="The sentence above and the table beneath say the same.",
    ),
    Limit(
        what="A page is drawn anew when something is chosen; some screen readers say the count or the answer that then "
        "holds, others say nothing.",
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


def build_accessibility(council: str, contact: str | None = None) -> AccessibilityView:
    """Give the statement of a council's pages; ``contact`` is how to reach those who answer for them."""
    reached = f" ({contact})" if contact else ""
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
        formats=tuple(words.format(council=council, contact=reached) for words in FORMATS),
    )


def accessibility_markdown(view: AccessibilityView) -> str:
    """Write the statement for the documentation."""
    tested = (f"| {one.what} | {one.how} | {one.found} |" for one in view.tested)
    limits = (f"| {one.what} | {one.whose} | {one.way_round} |" for one in view.limits)
    parts = (
        f"# Accessibility\n\n{view.lead}",
        f"## How the pages are built\n\n{_listed(view.built)}",
        "\n".join(("## What was tested, and how\n", "| What | How | Found |", "|---|---|---|", *tested)),
        f"### What was not\n\n{_listed(view.not_tested)}",
        "\n".join(
            ("## Known limits\n", "| What is in the way | Whose it is | The way round it |", "|---|---|---|", *limits)
        ),
        "\n\n".join(("## Other forms", *view.formats)),
    )
    return "\n\n".join(parts) + "\n"


def _listed(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)

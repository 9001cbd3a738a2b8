"""What stands round the scorecard's table: title, counts, edition."""

from __future__ import annotations

from dashboard.formatting import capital
from dashboard.ui.components import facts, folded
from dashboard.ui.html import Html, element, join
from dashboard.ui.scorecard_readers import Board
from dashboard.views.scorecard import ScorecardView

# What the three columns of judgement rest on, each in the words of its heading.
HOW_JUDGED = (
    (
        "RAG",
        "The figure against the target of its own time basis and year. A year to date is rated by its own target, "
        "never by the month’s. Without a target there is no rating.",
    ),
    (
        "Direction of travel",
        "The figure against the one before. On a figure that never really changes it says better or worse about as "
        "often, so one step is no trend.",
    ),
    (
        "Is it news?",
        "The figure against its own usual range, worked out from how much it has always gone up and down. Better and "
        "worse mean more than its usual ups and downs; no real change means that this movement tells nothing. Figures "
        "of 12 months, of the year so far or at a month’s end overlap from month to month: they are judged only where "
        "single months can be taken out of them.",
    ),
)


def title_html(view: ScorecardView) -> Html:
    """Write the page's title; on paper, where the filters are left out, the counts that they show."""
    news = f"Is it news? {capital(view.news)}." if view.news else ""
    counted = (element("p", words, class_="sc-summary sc-on-paper") for words in (view.summary, news) if words)
    return join([element("h1", view.title), *counted])


def how_judged_html(view: ScorecardView) -> Html:
    """Fold away how the columns of judgement are worked out, in words that a councillor can read in half a minute."""
    return folded("How these are judged", facts(HOW_JUDGED)) if view.news else Html("")


def found_html(view: ScorecardView, board: Board) -> Html:
    """Write how many measures are shown, of which edition, what its marks mean, and what to expect by chance."""
    count = element("strong", board.shown.words)
    parts = [part for part in (view.edition.words, board.legend, view.by_chance) if part]
    # What is read out is the count alone, not all that stands beside it.
    said = element("span", count, role="status", aria_live="polite")
    return join([element("div", join([said, *parts], " · "), class_="sc-edition"), how_judged_html(view)])

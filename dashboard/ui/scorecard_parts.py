"""What stands round the scorecard's table: title, counts, edition."""

from __future__ import annotations

from dashboard.formatting import capital
from dashboard.ui.components import facts, folded
from dashboard.ui.html import Html, element, join
from dashboard.ui.restated_notes import scorecard_legend
from dashboard.ui.scorecard_table import count_matches
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
    """Write the page's title and the counts of states in words."""
    counted = element("p", view.summary, class_="sc-summary")
    return join([element("h1", view.title), counted, _news(view)])


def _news(view: ScorecardView) -> Html:
    if not view.news:
        return Html("")
    said = " ".join(part for part in (f"Is it news? {capital(view.news)}.", view.by_chance) if part)
    return element("p", said, class_="sc-summary")


def how_judged_html(view: ScorecardView) -> Html:
    """Fold away how the columns of judgement are worked out, in words that a councillor can read in half a minute."""
    return folded("How these are judged", facts(HOW_JUDGED)) if view.news else Html("")


def matches_words(view: ScorecardView, search: str) -> str:
    """Say how many measures the search found; empty when nothing is searched for."""
    if not search.strip():
        return ""
    found, total = count_matches(view, search), count_matches(view, "")
    return f"{found} of {total} measures match “{search.strip()}”. "


def edition_html(view: ScorecardView, matches: str) -> Html:
    """Write which edition is shown, and what the mark of its restated figures means."""
    parts = [part for part in (view.edition.words, scorecard_legend(view)) if part]
    return element("div", matches, join(parts, " · "), class_="sc-edition", aria_live="polite")

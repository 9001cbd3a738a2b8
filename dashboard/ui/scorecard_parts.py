"""What stands round the scorecard's table: title, counts, edition."""

from __future__ import annotations

from dashboard.ui.html import Html, element, join
from dashboard.ui.restated_notes import scorecard_legend
from dashboard.ui.scorecard_table import count_matches
from dashboard.views.scorecard import ScorecardView


def title_html(view: ScorecardView) -> Html:
    """Write the page's title and the counts of states in words."""
    return join([element("h1", view.title), element("p", view.summary, class_="sc-summary")])


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

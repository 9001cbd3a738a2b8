"""The accessibility statement as a page."""

from __future__ import annotations

from dashboard.ui.components import bullets, section
from dashboard.ui.html import Html, element, join
from dashboard.ui.tables import Row, table_html, words
from dashboard.views.accessibility import AccessibilityView


def accessibility_html(view: AccessibilityView) -> Html:
    """Write the statement."""
    tested = (Row(cells=(one.what, one.how, one.found)) for one in view.tested)
    limits = (Row(cells=(one.what, one.whose, one.way_round)) for one in view.limits)
    return join(
        [
            element("h1", "Accessibility"),
            element("p", view.lead),
            section("How are the pages built?", bullets(view.built)),
            section(
                "What was tested, and how?",
                table_html("Tests and what they found", words("What", "How", "Found"), tested),
                element("h3", "What was not"),
                bullets(view.not_tested),
            ),
            section(
                "What are the known limits?",
                table_html("Known limits", words("What is in the way", "Whose it is", "The way round it"), limits),
            ),
            section("How can I have it in another form?", *(element("p", words_) for words_ in view.formats)),
        ]
    )

"""The standing notice of a page that shows the past: one notice for the moment, the month and what changed since."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.ui.components import notice
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import same_page_link, scorecard_link
from dashboard.views.as_of import AsOfView


def standing_notice(moment: AsOfView, said: str, asked: Mapping[str, str], *, to_scorecard: bool = False) -> Html:
    """Say which moment is shown, and ``said``: which month, and how many of its figures read differently now.

    ``asked`` is what the address holds, for the way back to now. Nothing where now is shown and nothing has changed.
    """
    if not moment.code:
        return notice(said) if said else Html("")
    links = [element("a", "Back to now", href=same_page_link(asked, without="as_of"), target="_self")]
    if to_scorecard:
        address = scorecard_link(asked.get("month"), moment.code)
        links.insert(0, element("a", "The scorecard at that moment", href=address, target="_self"))
    words = join([" ".join(part for part in (moment.words, said) if part), " ", join(links, " · ")])
    return notice(words, title=moment.title)

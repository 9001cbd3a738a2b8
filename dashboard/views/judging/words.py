"""Why there is no comparator's figure to hold ours against, in words."""

from __future__ import annotations

from dashboard.formatting import MISSING_WORDS
from dashboard.periods import Period
from dashboard.views.comparing.words import why_nobody
from dashboard.vocabulary import AreaRole, Missing

_LEVELS = {
    AreaRole.REGION: "the region's figure",
    AreaRole.STATISTICAL_NEIGHBOURS: "the statistical neighbours' average",
    AreaRole.BEST_STATISTICAL_NEIGHBOUR: "the best statistical neighbour's figure",
    AreaRole.ENGLAND: "England's figure",
    AreaRole.NATIONAL_TOP_QUARTILE: "the edge of the best quarter of authorities",
}
# These are said of the measure; other reasons of one figure.
_OF_THE_MEASURE = frozenset({Missing.NOT_A_NATIONAL_MEASURE, Missing.NOT_APPLICABLE})


def absent_words(missing: Missing | None, period: Period) -> str:
    """Say why a comparator has no figure: "not published yet for 2019/20"."""
    reason = missing or Missing.NO_FIGURE
    return why_nobody(reason) if reason in _OF_THE_MEASURE else f"{MISSING_WORDS[reason]} for {period.words}"


def level_absent_words(role: AreaRole, missing: Missing | None, period: Period) -> str:
    """Say why a target that another's figure sets has none: "England's figure for 2019/20 is not published yet"."""
    who = _LEVELS.get(role, "the comparator's figure")
    reason = missing or Missing.NO_FIGURE
    if reason is Missing.NO_FIGURE:
        return f"{who} for {period.words} is not known"
    return f"{who} for {period.words} is {MISSING_WORDS[reason]}"


def unlike_level_words(role: AreaRole, period: Period) -> str:
    """Say that a target that another's figure sets is not of the figure's own stretch of time."""
    return f"{_LEVELS.get(role, 'it')} is published for whole years, and {period.words} is not one"

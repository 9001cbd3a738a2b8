"""The comparator's figure that sets a target, of our own period; or in words why there is none."""

from __future__ import annotations

from dashboard.judge.rag import level_as_shown
from dashboard.periods import Period
from dashboard.views.comparing.measure import YearComparison
from dashboard.views.judging.others import Others
from dashboard.views.judging.words import level_absent_words, unlike_level_words
from dashboard.vocabulary import AreaRole, Basis, Missing

# Single months and quarters are never held against a whole year's figure.
_SINGLE = frozenset({Basis.IN_WEEK, Basis.IN_MONTH, Basis.IN_QUARTER})

Level = tuple[float | None, str]


def level_of(others: Others, role: AreaRole, period: Period, basis: Basis) -> Level:
    """Give the figure with an empty reason, or None with the reason.

    A full year takes the same year's figure; what covers or ends a year takes that year's, and else the comparator's
    provisional figure of the same month and form.
    """
    if basis not in _SINGLE:
        year = others.year_ending_with(period, basis)
        if year is not None:
            return _made(_of_year(year, role), role, year.period, others)
        running = others.in_year(period, basis).get(role)
        if running is not None and running.value is not None:
            return level_as_shown(running.value, others.measure.decimals), ""
    if basis in _SINGLE or period.end != period.financial_year.end:
        return None, unlike_level_words(role, period)
    return None, level_absent_words(role, Missing.NOT_YET_PUBLISHED, period.financial_year)


def _of_year(year: YearComparison, role: AreaRole) -> tuple[float | None, Missing | None]:
    if role is AreaRole.STATISTICAL_NEIGHBOURS:
        return year.average.value, year.average.missing
    if role is AreaRole.NATIONAL_TOP_QUARTILE:
        return year.top_quartile, None
    areas = {
        AreaRole.REGION: year.region,
        AreaRole.ENGLAND: year.england,
        AreaRole.BEST_STATISTICAL_NEIGHBOUR: year.best_neighbour,
    }
    found = areas.get(role)
    return (found.value, found.missing) if found else (None, None)


def _made(found: tuple[float | None, Missing | None], role: AreaRole, year: Period, others: Others) -> Level:
    value, missing = found
    if value is None:
        return None, level_absent_words(role, missing, year)
    return level_as_shown(value, others.measure.decimals), ""

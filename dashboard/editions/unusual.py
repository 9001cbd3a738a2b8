"""Notice a figure far outside the measure's own past: a slipped decimal point, swapped digits, another row's figure.

The rule. Figures are put on a scale on which chance moves them about equally far wherever they lie: twice the square
root of a count, twice the arcsine of the root of a percentage, the logarithm of a rate, an average or days (M. S.
Bartlett, The use of transformations, Biometrics 3, 1947). A figure's distance from the nearest of four references (the
median of the measure's other figures, the median of those next to it in time, the one just before, and the same month a
year before) is divided by the spread of those other figures: the largest of their median absolute deviation, their mean
absolute deviation, and what chance alone would do. Beyond ``LIMIT`` spreads it is unusual; beyond ``SLIP_LIMIT`` when
ten times it, a tenth of it, or its first two digits changed round would be usual.

How often it is wrong: 8 of 20,000 made-up series without a fault (counts, percentages of 5 to 500 children, rolling
percentages, trends, seasons, stocks, averages; 9 to 24 figures each) had their last figure called unusual, and none of
the demonstration's sixteen workbooks. How often it is right: of each kind of series it found a figure ten times too
large in 57 to 100%, ten times too small in 61 to 100%, with swapped digits in 46 to 97%; what it misses lies within the
measure's own ups and downs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean, median

from dashboard.catalogue.schema import Catalogue, Indicator
from dashboard.editions.lines import Line, Past, PrintedLines
from dashboard.formatting import format_figure
from dashboard.issues import Issue
from dashboard.observations import Observation
from dashboard.periods import Period
from dashboard.vocabulary import AreaCode, Basis, Kind, Unit

# Fewer figures say too little of a measure's own spread.
MIN_HISTORY = 8
LIMIT = 6.0
SLIP_LIMIT = 4.0
USUAL = 2.0
NEIGHBOURS = 4
# A median or mean absolute deviation times these is the standard deviation of a normal spread.
MEDIAN_TO_DEVIATION = 1.4826
MEAN_TO_DEVIATION = 1.2533
# What chance alone does, on each scale: one for any count; percentages of some 600 cases, or of 16 where the past never
# moves off 0% or 100% and so says nothing of their number; five per cent of a rate, average or days.
COUNT_SPREAD = 1.0
SHARE_SPREAD = 0.04
EDGE_SHARE_SPREAD = 0.25
OTHER_SPREAD = 0.05
WHOLE = 100.0
TENFOLD = 10.0

# A count from April on and a full year are no series of separate figures.
_JUDGED = frozenset({Basis.IN_WEEK, Basis.IN_MONTH, Basis.IN_QUARTER, Basis.MONTH_END, Basis.ROLLING_12_MONTHS})


@dataclass(frozen=True, kw_only=True)
class OwnPast:
    """A measure's other figures by period, and how far chance moves them; ``cases`` is the known denominator."""

    figures: Mapping[Period, float]
    unit: Unit
    cases: float | None = None

    @cached_property
    def middle(self) -> float:
        """Give the median, on the unit's scale."""
        return median(self._scaled.values())

    @cached_property
    def spread(self) -> float:
        """Give one spread, on the unit's scale."""
        away = [abs(value - self.middle) for value in self._scaled.values()]
        return max(MEDIAN_TO_DEVIATION * median(away), MEAN_TO_DEVIATION * fmean(away), self._chance())

    def is_unusual(self, value: float, period: Period) -> bool:
        """Tell whether a figure of a period lies far outside this past; never where the past is too short."""
        if len(self.figures) < MIN_HISTORY:
            return False
        placed = scale(value, self.unit)
        distance = min(abs(placed - reference) for reference in self._references(period)) / self.spread
        return distance > LIMIT or (distance > SLIP_LIMIT and any(self._is_usual(slip) for slip in slips(value)))

    @cached_property
    def _scaled(self) -> dict[Period, float]:
        return {period: scale(value, self.unit) for period, value in self.figures.items()}

    def _chance(self) -> float:
        if self.unit is Unit.COUNT:
            return COUNT_SPREAD
        if self.unit is not Unit.PER_CENT:
            return OTHER_SPREAD
        at_edge = len(set(self.figures.values())) == 1 or median(self.figures.values()) in (0, WHOLE)
        known = 1 / math.sqrt(self.cases) if self.cases else 0.0
        return max(EDGE_SHARE_SPREAD if at_edge else SHARE_SPREAD, known)

    def _references(self, period: Period) -> list[float]:
        nearest = sorted(self._scaled, key=lambda other: abs((other.start - period.start).days))[:NEIGHBOURS]
        references = [self.middle, median(self._scaled[one] for one in nearest), self._scaled[nearest[0]]]
        before = [one for one in nearest if one.start < period.start]
        references += [self._scaled[before[0]]] if before else []
        a_year_ago = next((one for one in self._scaled if _is_year_before(one, period)), None)
        return [*references, self._scaled[a_year_ago]] if a_year_ago else references

    def _is_usual(self, value: float) -> bool:
        return abs(scale(value, self.unit) - self.middle) < USUAL * self.spread


def scale(value: float, unit: Unit) -> float:
    """Put a figure on the scale on which chance moves it about equally far wherever it lies."""
    if unit is Unit.PER_CENT:
        return 2 * math.asin(math.sqrt(min(max(value, 0.0), WHOLE) / WHOLE))
    return 2 * math.sqrt(max(value, 0.0)) if unit is Unit.COUNT else math.log1p(max(value, 0.0))


def slips(value: float) -> list[float]:
    """List what the figure may have been meant to be: its decimal point one place on, or its first two digits swapped.

    Swapped digits are tried where the figure has two before its decimal point.
    """
    text = f"{value:g}"
    two_digits = len(text) > 1 and text[:2].isdigit() and text[0] != text[1]
    swapped = [float(text[1] + text[0] + text[2:])] if two_digits else []
    return [value * TENFOLD, value / TENFOLD, *swapped]


def check_unusual(
    news: Iterable[Observation], printed: PrintedLines, past: Past, catalogue: Catalogue, ours: AreaCode
) -> list[Issue]:
    """List our own new or restated month and quarter figures that lie far outside the measure's past.

    Figures from before a change of definition that the catalogue dates are no past. ``news`` are the figures that the
    upload adds or restates: one that stood already was judged when it came.
    """
    indicators = {indicator.id: indicator for indicator in catalogue.indicators}
    issues = []
    for figure in news:
        indicator = indicators.get(figure.indicator)
        if indicator is None or figure.kind is not Kind.VALUE or figure.area != ours or figure.basis not in _JUDGED:
            continue
        own = _own_past(figure, indicator, printed, past)
        if figure.value is not None and own.is_unusual(figure.value, figure.period):
            issues.append(_issue(figure, figure.value, indicator, own))
    return issues


def past_lengths(printed: PrintedLines, past: Past) -> list[int]:
    """Give, for each measure whose figures are judged, how many others its latest figure is held against."""
    return [
        len({*months, *past.lines.get(line, {})}) - 1
        for line, months in printed.items()
        if line[1] in _JUDGED and months
    ]


def _own_past(figure: Observation, indicator: Indicator, printed: PrintedLines, past: Past) -> OwnPast:
    line = (figure.indicator, figure.basis)
    figures = {period: stored.value for period, stored in past.lines.get(line, {}).items()}
    figures |= {period: row.value for period, row in printed.get(line, {}).items() if row.value is not None}
    breaks = [one.since for one in indicator.breaks if not one.bases or figure.basis in one.bases]
    others = {
        period: value
        for period, value in figures.items()
        if period != figure.period and _is_comparable(period, figure.period, breaks)
    }
    return OwnPast(figures=others, unit=indicator.unit, cases=_cases(figure, indicator, printed))


def _is_comparable(one: Period, other: Period, breaks: Iterable[Period]) -> bool:
    """Tell periods of one kind with no change of definition between them."""
    return one.kind is other.kind and all((one.end < since.start) == (other.end < since.start) for since in breaks)


def _cases(figure: Observation, indicator: Indicator, printed: PrintedLines) -> float | None:
    """Give the denominator: printed with the figure, else that of the linked measure in the same period."""
    if figure.denominator is not None or indicator.denominator_indicator is None:
        return figure.denominator
    line: Line = (indicator.denominator_indicator, figure.basis)
    row = printed.get(line, {}).get(figure.period)
    return row.value if row else None


def _issue(figure: Observation, value: float, indicator: Indicator, own: OwnPast) -> Issue:
    words = _figures([value, min(own.figures.values()), max(own.figures.values())], indicator, figure.decimals)
    what = (
        f"{indicator.name} is {words[0]} for {figure.period.words}; the measure's other {len(own.figures)} figures lie "
        f"between {words[1]} and {words[2]}."
    )
    return Issue(code="unusual-figure", what=what, sheet=figure.sheet, cell=figure.cell)


def _figures(values: Sequence[float], indicator: Indicator, decimals: int | None) -> list[str]:
    """Write figures with the decimals shown, or printed where those are more: a slip may lie in them."""
    places = max(indicator.decimal_places, min(decimals or 0, 2))
    return [format_figure(value, indicator.unit, places) for value in values]


def _is_year_before(one: Period, period: Period) -> bool:
    return one.kind is period.kind and (one.start.year, one.start.month) == (period.start.year - 1, period.start.month)

"""The chart of the points judged, where these are not the printed figures but were worked out from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile

from dashboard.catalogue.presenting import Event
from dashboard.catalogue.schema import Indicator
from dashboard.formatting import UNIT_WORDS, unit_suffix
from dashboard.judge.judgement import Judgement
from dashboard.judge.separate import DIFFERENCES, Derivation
from dashboard.periods import Period
from dashboard.views.indicator import TrendPoint, TrendView
from dashboard.views.indicator_events import events_within
from dashboard.views.trend_alt import alt_words
from dashboard.views.usual_range import (
    PointMark,
    is_of_printed_points,
    judged_words,
    marks_of,
    ranges_of,
    rules_of,
)
from dashboard.vocabulary import Unit

# What each point of the chart is.
JUDGED_POINTS = {
    Derivation.AS_PRINTED: "the printed figures",
    Derivation.MONTHS_OF_ROLLING: "single months, taken out of the 12-month figures",
    Derivation.MONTHS_OF_YEAR_TO_DATE: "single months, taken out of the year so far",
    Derivation.NET_CHANGE: "the change since the figure before",
    Derivation.SAME_MONTH_LAST_YEAR: "the difference from the same month a year before",
}
NOT_KNOWN_ALONE = "not known by itself"


def build_judged(indicator: Indicator, judgement: Judgement | None, events: Iterable[Event] = ()) -> TrendView | None:
    """Build the chart of the points judged; None where these are printed ones, or none is judged."""
    if judgement is None or judgement.signal.derivation is None or is_of_printed_points(judgement):
        return None
    signal, case = judgement.signal, judgement.case
    if signal.chart is None or not signal.periods:
        return None
    marks, ranges = marks_of(judgement), ranges_of(judgement)
    drawn = list(_from_the_first(signal.periods, signal.chart.values))
    points = tuple(_point(judgement, period, value, marks.get(period)) for period, value in drawn)
    noted = events_within(events, [period for period, _ in drawn])
    is_difference, what = signal.derivation in DIFFERENCES, JUDGED_POINTS[judgement.signal.derivation]
    unit = "points" if is_difference and case.measured.unit is Unit.PER_CENT else UNIT_WORDS[case.measured.unit]
    title, subtitle = f"What is judged: {what}", f"{indicator.name}: {what} ({unit})"
    return TrendView(
        title=title,
        subtitle=subtitle,
        alt=alt_words(title, subtitle, points, ranges=ranges, events=noted),
        unit_suffix="" if is_difference else unit_suffix(case.measured.unit),
        decimals=case.measured.decimals,
        points=points,
        comparators=(),
        targets=(),
        breaks=rules_of(indicator, case.basis, signal.periods[0], signal.periods[-1]),
        ranges=ranges,
        events=noted,
    )


def _from_the_first(periods: Sequence[Period], values: Sequence[float | None]) -> Iterator[tuple[Period, float | None]]:
    """Leave out what stands before the first figure: nothing could be worked out there, so it is no gap."""
    return dropwhile(lambda one: one[1] is None, zip(periods, values, strict=True))


def _point(judgement: Judgement, period: Period, value: float | None, mark: PointMark | None) -> TrendPoint:
    words = NOT_KNOWN_ALONE
    if value is not None:
        words = judged_words(judgement.case, judgement.signal.derivation, value)
    return TrendPoint(
        start=period.start,
        label=period.short_words,
        value=value,
        words=words,
        mark=mark.state if mark else None,
        mark_words=mark.words if mark else "",
    )

"""A bare series to be judged: a list of figures with its direction, target and rules, as a JSON document gives it.

The names of the parameters are ours and those of the worked examples of NHSRplotthedots, so that others' examples run
as they are. Points are numbered from 1; null in ``y`` is a period without a figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from dashboard.catalogue.faults import find_schema_faults
from dashboard.catalogue.fields import Figure, Model
from dashboard.catalogue.schema import Bound, Target
from dashboard.errors import DashboardError
from dashboard.formatting import plural
from dashboard.judge.case import Case
from dashboard.judge.measured import RULES_OF, Measured
from dashboard.judge.series import Point, gap
from dashboard.judge.signal import CASES_NEEDED, POINTS_NEEDED
from dashboard.judge.travel import is_comparable_step
from dashboard.judge.xmr import LIMIT_FACTOR, TwoInThree, XmrRules
from dashboard.periods import (
    Period,
    PeriodKind,
    academic_year,
    calendar_year,
    financial_year,
    month,
    parse_period,
    quarter,
    week,
)
from dashboard.vocabulary import Basis, Polarity, Ruleset, Unit

# No series of a council is longer, nor any figure larger; sums of what is allowed stay numbers.
LONGEST, LARGEST = 5_000, 1e12
MOST_DECIMALS = 3
# The first period where none is given: any year serves, and a year to date begins in April.
SOME_YEAR = 2000


class Way(StrEnum):
    """Which way is good."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


_POLARITIES = {
    Way.INCREASE: Polarity.HIGHER_IS_BETTER,
    Way.DECREASE: Polarity.LOWER_IS_BETTER,
    Way.NEUTRAL: Polarity.NO_POLARITY,
}
_FIRST = {
    Basis.IN_WEEK: week(SOME_YEAR, 1),
    Basis.IN_QUARTER: quarter(SOME_YEAR, 1),
    Basis.FINANCIAL_YEAR: financial_year(SOME_YEAR),
    Basis.ACADEMIC_YEAR: academic_year(SOME_YEAR),
    Basis.CALENDAR_YEAR: calendar_year(SOME_YEAR),
}
_FIRST_MONTH = month(SOME_YEAR, 4)
_OF_MONTHS_OR_QUARTERS = frozenset({Basis.YEAR_TO_DATE, Basis.ROLLING_12_MONTHS, Basis.MONTH_END})
_OTHER_NAMES = {
    "improvement_direction": "direction",
    "first_period": "start",
    "screen_outliers": "screen",
    "fix_after_n_points": "fix_after",
    "rebase_at_point": "rebase",
    "shift_points": "shift",
    "trend_points": "trend",
    "constant": "factor",
}
# What worked examples say of themselves: where they come from, and what is expected.
_SAID_OF_EXAMPLES = frozenset({
    "id", "about", "source", "published", "published_by_them", "computed_here", "tolerance", "note", "expected",
    "package_gives", "product_should", "mean", "lpl", "upl", "near_lpl", "near_upl", "mean_moving_range",
})  # fmt: skip

_Number = Annotated[Figure, Field(ge=-LARGEST, le=LARGEST)]
_Count = Annotated[Figure, Field(ge=0, le=LARGEST)]
_Length = Annotated[int, Field(strict=True, ge=2)]
_Fewest = Annotated[int, Field(strict=True, ge=1)]


class BareSeries(Model):
    """The document's keys, with what holds where one is left out; without a unit nothing is taken apart."""

    y: tuple[_Number | None, ...]
    direction: Way = Way.NEUTRAL
    target: _Number | None = None
    basis: Basis = Basis.IN_MONTH
    unit: Unit | None = None
    decimals: Annotated[int, Field(strict=True, ge=0, le=MOST_DECIMALS)] | None = None
    name: Annotated[str, Field(strict=True, min_length=1)] = "The series"
    start: Annotated[str, Field(strict=True)] | None = None
    numerators: tuple[_Count | None, ...] = ()
    denominators: tuple[_Count | None, ...] = ()
    seasonal: Annotated[bool, Field(strict=True)] = False
    ruleset: Ruleset = Ruleset.PLOT_THE_DOTS
    screen: Annotated[bool, Field(strict=True)] | None = None
    fix_after: _Length | None = None
    rebase: tuple[Annotated[int, Field(strict=True)], ...] = ()
    shift: _Length | None = None
    trend: _Length | None = None
    two_in_three: TwoInThree | None = None
    factor: Annotated[Figure, Field(ge=0.01, le=100)] = LIMIT_FACTOR
    points_needed: _Fewest = POINTS_NEEDED
    cases_needed: _Fewest = CASES_NEEDED

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not 1 <= len(self.y) <= LONGEST:
            raise ValueError(f"y has {plural(len(self.y), 'figure')}: give from 1 to {LONGEST:,}")
        for name, counts in (("numerators", self.numerators), ("denominators", self.denominators)):
            if counts and len(counts) != len(self.y):
                raise ValueError(f"{name} has {plural(len(counts), 'number')} and y has {len(self.y)}: give as many")
        if any(self._is_no_share(point) for point in range(len(self.numerators))):
            raise ValueError("a numerator of percentages has a denominator, and is no more than that")
        outside = [str(point) for point in self.rebase if not 1 <= point <= len(self.y)]
        if outside:
            raise ValueError(f"rebase names point {', '.join(outside)}, and points run from 1 to {len(self.y)}")
        self.periods()  # raises where they do not fit
        return self

    def _is_no_share(self, point: int) -> bool:
        """Tell whether the counts of a percentage cannot be those of one."""
        top = self.numerators[point]
        bottom = self.denominators[point] if self.denominators else None
        return self.units is Unit.PER_CENT and top is not None and (bottom is None or top > bottom)

    @property
    def units(self) -> Unit:
        """Give the unit: where none is said, percentages where there are denominators, else plain numbers."""
        return self.unit or (Unit.PER_CENT if self.denominators else Unit.AVERAGE)

    def periods(self) -> tuple[Period, ...]:
        """Give each point's period.

        Raises:
            ValueError: when the first is no period of the basis, or they run beyond the last year there is.
        """
        usual = _FIRST.get(self.basis, _FIRST_MONTH)
        first = _period_of(self.start) if self.start is not None else usual
        kinds = {usual.kind} | ({PeriodKind.QUARTER} if self.basis in _OF_MONTHS_OR_QUARTERS else set())
        if first.kind not in kinds:
            raise ValueError(f"start {first} does not fit the basis {self.basis}: write it as {usual}")
        try:
            periods = tuple(first.shift(step) for step in range(len(self.y)))
            periods[-1].shift(1)
        except (ValueError, OverflowError) as fault:
            raise ValueError(f"start {first} is too late for {plural(len(self.y), 'point')}") from fault
        return periods

    def points(self) -> tuple[Point, ...]:
        """Give the points, gaps in their places."""
        tops, bottoms = (counts or (None,) * len(self.y) for counts in (self.numerators, self.denominators))
        return tuple(
            gap(period) if value is None else Point(period=period, value=value, numerator=top, denominator=bottom)
            for period, value, top, bottom in zip(self.periods(), self.y, tops, bottoms, strict=True)
        )

    def rules(self) -> XmrRules:
        """Give the rules: those of the ruleset, with what is said otherwise."""
        base = RULES_OF[self.ruleset]
        return XmrRules(
            screen=base.screen if self.screen is None else self.screen,
            shift=self.shift or base.shift,
            trend=self.trend or base.trend,
            two_in_three=self.two_in_three or base.two_in_three,
            fix_after=self.fix_after,
            factor=self.factor,
        )

    def measured(self) -> Measured:
        """Give what judging needs to know of the measure."""
        first = self.periods()[0]
        shown = [value for value in (*self.y, self.target) if value is not None]
        return Measured(
            name=self.name,
            unit=self.units,
            decimals=_decimals(shown) if self.decimals is None else self.decimals,
            polarity=_POLARITIES[self.direction],
            seasonal=self.seasonal,
            rules=self.rules(),
            rebases=tuple(first.shift(point - 1) for point in self.rebase if point > 1),
            points_needed=self.points_needed,
            cases_needed=self.cases_needed,
        )

    def case(self) -> Case:
        """Give the case: the last point judged beside the one before it, against the target where there is one."""
        points = self.points()
        before = points[-2] if len(points) > 1 else None
        if before is not None and not is_comparable_step(self.basis, points[-1].period, before.period):
            before = None
        return Case(
            measured=self.measured(), basis=self.basis, points=points, before=before, target=self._target(points[-1])
        )

    def _target(self, latest: Point) -> Target | None:
        """Give the target as a bound; without a better direction there is nothing that would meet it."""
        if self.target is None or self.direction is Way.NEUTRAL:
            return None
        is_up = self.direction is Way.INCREASE
        bound = Bound.model_validate({"at_least" if is_up else "at_most": self.target})
        return Target(year=latest.period.financial_year, basis=self.basis, green=bound)


def _period_of(text: str) -> Period:
    try:
        return parse_period(text)
    except ValueError as fault:
        raise ValueError(
            f"start {text!r} is no period: write it as 2019-04, 2019/20-Q4, 2018/19 or 2020-W05"
        ) from fault


def read_bare_series(content: bytes) -> BareSeries:
    """Read a series from a JSON document: a list of numbers, or an object with ``y`` and what else is known.

    Raises:
        DashboardError: when it is no JSON or no series, with every fault in words.
    """
    keys, twice = _by_our_names(_document(content))
    series, faults = find_schema_faults(BareSeries, keys)
    wrong = [*twice, *(f"{fault.what} {fault.hint}".strip() for fault in faults)]
    if series is None or wrong:
        raise DashboardError(f"The series cannot be judged. {' '.join(wrong)}")
    return series


def _document(content: bytes) -> dict[str, Any]:
    """Give the document as an object with ``y``; a list is the ``y`` of one."""
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise DashboardError("The file is no text in UTF-8: save the series as JSON.") from fault
    except RecursionError as fault:
        raise DashboardError("The file holds lists within lists without end: give one list of numbers.") from fault
    except ValueError as fault:
        raise DashboardError(f"The file is no JSON ({fault}). Give a list of numbers, or an object with y.") from fault
    if isinstance(document, list):
        return {"y": document}
    if not isinstance(document, dict):
        raise DashboardError("The file holds a single value. Give a list of numbers, or an object with y.")
    return document


def _by_our_names(document: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Put the parameters beside the other keys, under our own names; what is given twice must be the same.

    What is null is left out, for the worked examples write the parameters that they do not use.
    """
    params = document.get("params")
    if params is not None and not isinstance(params, dict):
        return {}, ["params: is no group of keys."]
    own = ((key, value) for key, value in document.items() if key != "params" and key not in _SAID_OF_EXAMPLES)
    pairs: list[tuple[str, Any]] = [*own, *(params or {}).items()]
    keys: dict[str, Any] = {}
    faults = []
    for written, value in pairs:
        key = _OTHER_NAMES.get(written, written)
        if value is None and key != "y":
            continue
        if key in keys and keys[key] != value:
            faults.append(f"{key}: is given twice, and differs: keep one.")
        # One point by itself is a list of one.
        keys[key] = [value] if key == "rebase" and not isinstance(value, list) else value
    return keys, faults


def _decimals(figures: Iterable[float]) -> int:
    """Give the most decimals that any figure has, as far as they are shown."""
    exponents = [Decimal(repr(float(figure))).normalize().as_tuple().exponent for figure in figures]
    return min(MOST_DECIMALS, max((-part for part in exponents if isinstance(part, int) and part < 0), default=0))

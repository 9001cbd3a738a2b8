"""The list of what stands out: of all tests of all indicators, those that are more than chance would bring up.

Only real tests take part: beside a comparator, against a year before, and over five years. A signal is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.judge.beside import Comparison
from dashboard.judge.five_years import FiveYears
from dashboard.judge.p_values import trend_p_value
from dashboard.judge.stand_out import Tested
from dashboard.judge.verdict import Clear
from dashboard.judge.year_on_year import YearOnYear
from dashboard.vocabulary import IndicatorId


class Aspect(StrEnum):
    """In what an indicator is tested."""

    COMPARATOR = "comparator"
    YEAR_ON_YEAR = "year_on_year"
    FIVE_YEARS = "five_years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One test of one indicator, which may stand out; ``comparator`` is a comparator's key, empty for other tests."""

    indicator: IndicatorId
    aspect: Aspect
    comparator: str = ""


def candidates_of(
    indicator: IndicatorId,
    *,
    comparisons: Sequence[Comparison] = (),
    year_on_year: YearOnYear | None = None,
    five_years: FiveYears | None = None,
) -> tuple[Tested[Candidate], ...]:
    """Give the tests that were made of one indicator; what could not be tested takes no part."""
    return tuple(_candidates_of(indicator, comparisons, year_on_year, five_years))


def _candidates_of(
    indicator: IndicatorId,
    comparisons: Sequence[Comparison],
    year_on_year: YearOnYear | None,
    five_years: FiveYears | None,
) -> Iterator[Tested[Candidate]]:
    for one in comparisons:
        if one.clear is not Clear.CANNOT_SAY and one.p_value is not None:
            key = Candidate(indicator=indicator, aspect=Aspect.COMPARATOR, comparator=one.other.key)
            yield Tested(key=key, p_value=one.p_value)
    if year_on_year is not None and year_on_year.clear is not Clear.CANNOT_SAY and year_on_year.p_value is not None:
        key = Candidate(indicator=indicator, aspect=Aspect.YEAR_ON_YEAR)
        yield Tested(key=key, p_value=year_on_year.p_value)
    if five_years is not None and five_years.chi_squared is not None:
        key = Candidate(indicator=indicator, aspect=Aspect.FIVE_YEARS)
        yield Tested(key=key, p_value=trend_p_value(five_years.chi_squared))

"""Take one year's figure from another's where the two may be compared, and say what must be known to read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.schema import Break
from dashboard.formatting import MISSING_WORDS, capital, format_difference, listed
from dashboard.periods import MONTHS_IN_YEAR, Period, PeriodKind
from dashboard.precision import round_half_up
from dashboard.views.briefing.figures import Stated
from dashboard.views.briefing.view import BriefingDifference
from dashboard.views.comparing.series import AreaFigure, Measure
from dashboard.vocabulary import Basis, Missing

NOT_SHOWN = "N/A"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The stretch that a figure covers, laid into one year: how many months, and the month in which it ends."""

    months: int
    ends_in: int


def take_difference(earlier: Stated, later: Stated, measure: Measure) -> BriefingDifference:
    """Take the earlier figure from the later one, both rounded as they are shown.

    Nothing is taken where one of the two is missing, where the definition changed between them, or where a count from
    April on does not reach the end of the year; a year so far is named as provisional.
    """
    one, other = earlier.figure, later.figure
    if one.missing is Missing.NOT_A_NATIONAL_MEASURE and other.missing is Missing.NOT_A_NATIONAL_MEASURE:
        return _none(capital(MISSING_WORDS[one.missing]), one.missing, "")
    if one.value is None or other.value is None:
        return _none(NOT_SHOWN, Missing.NOT_APPLICABLE, _why_missing([one, other]))
    if changed := _redefined(measure, one.period, other.period):
        return _none(NOT_SHOWN, Missing.NOT_APPLICABLE, f"the definition changed in {changed.since.words}")
    if not _may_stand_side_by_side(one, other):
        return _none(NOT_SHOWN, Missing.NOT_APPLICABLE, _unlike(earlier, later))
    decimals = max(one.decimals, other.decimals)
    gap = float(round_half_up(other.value, other.decimals) - round_half_up(one.value, one.decimals))
    return BriefingDifference(
        text=format_difference(gap, measure.unit, decimals),
        value=gap,
        decimals=decimals,
        missing=None,
        label="provisional" if earlier.is_so_far or later.is_so_far else "",
        note="; ".join(note for note in (_provisional(earlier, later), _of_others(earlier, later)) if note),
    )


def covers_words(figure: AreaFigure) -> str:
    """Say what a figure that is not of a full year covers: "April 2019 to March 2020", "12 months to March 2020"."""
    end = figure.period.last_month.words
    if figure.basis is Basis.YEAR_TO_DATE:
        april = figure.period.financial_year.start
        return f"{_month_words(april)} to {end}"
    if figure.basis is Basis.ROLLING_12_MONTHS:
        return f"12 months to {end}"
    return f"year end {figure.period.words}" if figure.basis is Basis.FINANCIAL_YEAR else end


def _month_words(day: date) -> str:
    return Period(kind=PeriodKind.MONTH, start=day).words


def _none(text: str, missing: Missing, note: str) -> BriefingDifference:
    return BriefingDifference(text=text, value=None, decimals=0, missing=missing, note=note)


def _why_missing(figures: list[AreaFigure]) -> str:
    """Name the years without a figure with their reasons: "2019/20 is missing (not published yet)"."""
    lacking: dict[str, list[str]] = {}
    for one in figures:
        if one.value is None:
            why = MISSING_WORDS[one.missing or Missing.NO_FIGURE]
            lacking.setdefault("" if one.missing is Missing.NO_FIGURE else f" ({why})", []).append(_year(one))
    said = [f"{listed(years)} {'is' if len(years) == 1 else 'are'} missing{why}" for why, years in lacking.items()]
    return " and ".join(said)


def _year(figure: AreaFigure) -> str:
    return figure.period.words if figure.period.kind is not PeriodKind.MONTH else figure.period.financial_year.words


def _redefined(measure: Measure, earlier: Period, later: Period) -> Break | None:
    """Find a change of definition after the start of the earlier period and up to the end of the later one."""
    breaks = measure.indicator.breaks if measure.indicator else ()
    return next(
        (
            one
            for one in breaks
            if earlier.start < one.since.start <= later.end and (not one.bases or measure.basis in one.bases)
        ),
        None,
    )


def _may_stand_side_by_side(one: AreaFigure, other: AreaFigure) -> bool:
    """Tell figures of like stretches; a rolling year beside a full one is let through with its note."""
    spans = (_span(one), _span(other))
    return spans[0] == spans[1] or all(span.months == MONTHS_IN_YEAR for span in spans)


def _span(figure: AreaFigure) -> Span:
    end = figure.period.end.month
    if figure.basis is Basis.YEAR_TO_DATE:
        start = figure.period.financial_year.start.month
        return Span(months=(end - start) % MONTHS_IN_YEAR + 1, ends_in=end)
    return Span(months=MONTHS_IN_YEAR, ends_in=end)


def _unlike(earlier: Stated, later: Stated) -> str:
    one, other = (covers_words(each.figure) if each.is_so_far else "a whole year" for each in (earlier, later))
    return f"the earlier figure covers {one}, the later {other}"


def _provisional(earlier: Stated, later: Stated) -> str:
    """Say which of the two is the year so far; empty where both are full years."""
    one, other = covers_words(earlier.figure), covers_words(later.figure)
    if earlier.is_so_far and later.is_so_far:
        return f"both figures are of a year so far ({one}; {other}), provisional"
    if not earlier.is_so_far and not later.is_so_far:
        return ""
    which, covered = ("later", other) if later.is_so_far else ("earlier", one)
    return f"the {which} figure is the year so far ({covered}), provisional"


def _of_others(earlier: Stated, later: Stated) -> str:
    """Say that two averages are not of the same neighbours; empty where they are, or are no averages."""
    one, other = earlier.average_of, later.average_of
    if one is None or other is None or set(one.average.members) == set(other.average.members):
        return ""
    if one.list_id != other.list_id:
        return f"the earlier average is of the {one.list_words}, the later of the {other.list_words}"
    return f"the earlier average is of {one.average.n} neighbours, the later of {other.average.n}, not all the same"

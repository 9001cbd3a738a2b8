"""Build the rows of the workbook: each measure as its edition states it, rated and judged as on the Scorecard page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dashboard.catalogue.schema import Alias, Indicator
from dashboard.disclosure.session import PublicSession
from dashboard.formatting import POLARITY_WORDS
from dashboard.intake.session import Session
from dashboard.judge.targets import goal_of
from dashboard.observations import Observation
from dashboard.periods import Period, PeriodKind, month
from dashboard.store.records import AsOf, Edition
from dashboard.views.scorecard import ScorecardRow
from dashboard.views.workbook.cells import CellMaker, holds_shares
from dashboard.views.workbook.columns import Columns
from dashboard.views.workbook.tolerances import tolerances_of
from dashboard.views.workbook.view import SheetCell, WorkbookRow, YearCell, YearForm
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, Kind, Missing, Polarity, Travel, Unit
from dashboard.workbook.lexicon import Lexicon

UNIT_NOTES: dict[Unit, str] = {
    Unit.PER_CENT: "Percentage",
    Unit.COUNT: "Number",
    Unit.RATE_PER_10000: "Rate per 10,000",
    Unit.AVERAGE: "Average",
    Unit.FULL_TIME_EQUIVALENT: "FTE",
    Unit.DAYS: "Days",
}
# What stands in brackets behind the unit; a note without is of the month itself.
BASIS_NOTES: dict[Basis, str] = {
    Basis.IN_WEEK: "in week",
    Basis.IN_MONTH: "",
    Basis.IN_QUARTER: "in quarter",
    Basis.YEAR_TO_DATE: "cumulative",
    Basis.ROLLING_12_MONTHS: "rolling 12 months",
    Basis.MONTH_END: "month end",
    Basis.FINANCIAL_YEAR: "financial year",
    Basis.ACADEMIC_YEAR: "academic year",
    Basis.CALENDAR_YEAR: "calendar year",
}
YEAR_NOTES: dict[Basis, str] = {
    Basis.ROLLING_12_MONTHS: "Rolling year",
    Basis.MONTH_END: "Snapshot",
    Basis.YEAR_TO_DATE: "Year to date",
}
WHOLE_YEAR = "Financial Year"
# Arrows are about performance where there is good and bad, as the key under each table says.
ARROWS: dict[Travel, str] = {
    Travel.IMPROVEMENT: "▲",
    Travel.DECLINE_WITHIN_LIMITS: "▼",
    Travel.DECLINE_NOT_ON_TARGET: "▼",
    Travel.STABLE_WITH_POLARITY: "►",
    Travel.INCREASE_NO_POLARITY: "▲",
    Travel.STABLE_NO_POLARITY: "►",
    Travel.DECREASE_NO_POLARITY: "▼",
    Travel.NO_COMPARISON: "-",
}
# Forms whose year column repeats the latest month: it is checked against it and not stored.
_REPEATING = frozenset({Basis.MONTH_END, Basis.ROLLING_12_MONTHS})
_Key = tuple[IndicatorId, Basis, AreaCode, Period]


@dataclass(frozen=True, kw_only=True)
class Printed:
    """What one edition states, and its columns; ``before`` is what the report's issue before stated."""

    session: Session
    as_of: AsOf
    edition: Edition
    figures: tuple[Observation, ...]
    before: tuple[Observation, ...]
    columns: Columns
    lexicon: Lexicon

    @cached_property
    def by_key(self) -> dict[_Key, Observation]:
        """Give each figure by what makes it unique."""
        return {one.key: one for one in self.figures}

    @cached_property
    def _by_column(self) -> dict[tuple[IndicatorId, Basis, date], Observation]:
        """Give each month's or quarter's figure by the column it stands in: of several weeks the last."""
        found: dict[tuple[IndicatorId, Basis, date], Observation] = {}
        values = (one for one in self.figures if one.kind is Kind.VALUE)
        for one in sorted(values, key=lambda one: (one.period.end, one.period.kind is not PeriodKind.WEEK)):
            end = one.period.last_month.end if one.period.kind is PeriodKind.WEEK else one.period.end
            found[one.indicator, one.basis, min(end, self.columns.as_at.end)] = one
        return found

    @cached_property
    def _before(self) -> dict[_Key, Observation]:
        return {one.key: one for one in self.before}

    def came_late(self, figure: Observation | None) -> bool:
        """Tell a figure for which the issue before had only a reason why there was none."""
        earlier = self._before.get(figure.key) if figure is not None and figure.value is not None else None
        # What is suppressed for the public was no gap in the issue before.
        unsaid = {Missing.NO_FIGURE, *((Missing.SUPPRESSED,) if isinstance(self.session, PublicSession) else ())}
        return earlier is not None and earlier.value is None and earlier.missing not in unsaid

    def month(self, indicator: IndicatorId, basis: Basis, end: date) -> Observation | None:
        """Give the figure of a month's or quarter's column."""
        return self._by_column.get((indicator, basis, end))

    def ours(self, indicator: IndicatorId, basis: Basis, period: Period) -> Observation | None:
        """Give our own figure of a key."""
        return self.by_key.get((indicator, basis, self.session.our_code, period))

    def has_targets(self, keys: Iterable[tuple[Indicator, Basis]]) -> bool:
        """Tell whether any of the measures has a target for the edition's year."""
        year = self.columns.as_at.financial_year
        return any(indicator.target_for(year, basis, self.edition.report) for indicator, basis in keys)


def build_row(printed: Printed, indicator: Indicator, page: ScorecardRow) -> WorkbookRow:
    """Build one measure's row."""
    basis, columns = page.basis, printed.columns
    line = _Line(printed=printed, indicator=indicator, basis=basis)
    months = tuple(line.month(end, page, place) for place, end in enumerate(columns.ends))
    target = indicator.target_for(columns.as_at.financial_year, basis, printed.edition.report)
    alias = _alias(printed, indicator, basis)
    return WorkbookRow(
        indicator=indicator.id,
        number=_number(alias, columns.as_at) or page.number,
        name=alias.name if alias else page.name,
        changed=_is_changed(indicator, basis, alias, columns.as_at),
        good_is=good_is(indicator.polarity),
        note=_note(indicator.unit, basis, quarterly=columns.quarterly),
        months=months,
        years=tuple(line.year(kind, months) for kind in columns.year_kinds),
        year_note=YEAR_NOTES.get(basis, WHOLE_YEAR) if columns.year_kinds else "",
        arrow=ARROWS[page.travel.state],
        travel=page.travel,
        rag=page.rag,
        tolerances=tolerances_of(target, indicator),
        previous=tuple(line.previous()),
        benchmarks=tuple(line.benchmark(area, year) for area, year in columns.benchmarks),
        signal=page.signal,
        latest=page.latest.text,
        unit=UNIT_NOTES[indicator.unit],
        decimals=indicator.decimal_places,
        scale=line.maker.scale,
        goal=goal_of(target, indicator.polarity),
    )


def good_is(polarity: Polarity) -> str:
    """Say which way is good in the words of the printed column."""
    return "Info" if polarity is Polarity.NO_POLARITY else POLARITY_WORDS[polarity]


def _note(unit: Unit, basis: Basis, *, quarterly: bool) -> str:
    if quarterly:
        return BASIS_NOTES[basis].capitalize() or "In month"
    return f"{UNIT_NOTES[unit]} ({BASIS_NOTES[basis]})" if BASIS_NOTES[basis] else UNIT_NOTES[unit]


@dataclass(frozen=True, kw_only=True)
class _Line:
    """One measure on one time basis, and how its cells are made."""

    printed: Printed
    indicator: Indicator
    basis: Basis

    @cached_property
    def maker(self) -> CellMaker:
        """Give the maker of the row's cells, all in one manner."""
        unit = self.indicator.unit
        return CellMaker(
            unit=unit,
            decimals=self.indicator.decimal_places,
            lexicon=self.printed.lexicon,
            as_share=holds_shares((one for one in self._found() if one), unit),
        )

    def month(self, end: date, page: ScorecardRow, place: int) -> SheetCell:
        """Make a month's cell, yellow where this edition restated it, or gave it late."""
        shown = page.months[place] if len(page.months) == len(self.printed.columns.ends) else None
        figure = self._month(end)
        restated = bool(shown and shown.restated_here)
        return self.maker.cell(figure, changed=restated or self.printed.came_late(figure))

    def year(self, kind: Kind, months: tuple[SheetCell, ...]) -> YearCell:
        """Make a year's cell: worked out from the months where that gives the very figure."""
        figure = self._year(kind)
        cell = self.maker.cell(figure)
        place = self._repeated if self.basis in _REPEATING else len(months) - 1
        if self.basis in (*_REPEATING, Basis.YEAR_TO_DATE) and figure is self._month(self.printed.columns.ends[place]):
            form = YearForm.TYPED if months[place].is_blank else YearForm.LATEST
            return YearCell(cell=replace(cell, changed=False), form=form, month=place)
        return YearCell(cell=cell, form=YearForm.SUM if self._adds_up(cell, months) else YearForm.TYPED)

    def previous(self) -> Iterator[SheetCell]:
        """Make the cells of the same period last year and of the earlier years."""
        columns = self.printed.columns
        if columns.last_year:
            yield self.maker.cell(self._last_year())
        for year in columns.previous:
            yield self.maker.cell(self.printed.ours(self.indicator.id, Basis.FINANCIAL_YEAR, year))

    def benchmark(self, area: AreaCode, year: Period) -> SheetCell:
        """Make a comparator's cell."""
        return self.maker.cell(self._benchmark(area, year), benchmark=True)

    def _found(self) -> Iterator[Observation | None]:
        columns = self.printed.columns
        yield from (self._month(end) for end in columns.ends)
        yield from (self._year(kind) for kind in columns.year_kinds)
        yield from (self.printed.ours(self.indicator.id, Basis.FINANCIAL_YEAR, year) for year in columns.previous)
        yield from (self._benchmark(area, year) for area, year in columns.benchmarks)
        yield self._last_year()

    def _month(self, end: date) -> Observation | None:
        return self.printed.month(self.indicator.id, self.basis, end)

    def _year(self, kind: Kind) -> Observation | None:
        as_at = self.printed.columns.as_at
        if self.basis in _REPEATING:
            return self._month(self.printed.columns.ends[self._repeated])
        if kind is Kind.YEAR_END:
            return self.printed.ours(self.indicator.id, Basis.FINANCIAL_YEAR, as_at.financial_year)
        return self.printed.ours(self.indicator.id, Basis.YEAR_TO_DATE, as_at)

    @cached_property
    def _repeated(self) -> int:
        """Give the place of the month that a year's cell repeats.

        It is the latest, which is repeated with its reason where its figure is awaited or held back. Of a measure that
        ended during the year it is the last month with a figure: no other is to come.
        """
        columns, last = self.printed.columns, len(self.printed.columns.ends) - 1
        for place in range(last, -1, -1):
            figure = self._month(columns.ends[place])
            if figure is None or columns.ends[place] < columns.as_at.financial_year.start:
                break
            if figure.missing is not Missing.NOT_APPLICABLE:
                return place if figure.value is not None else last
        return last

    def _last_year(self) -> Observation | None:
        """Give the same period a year before, where it was printed for comparison and not as one of the months."""
        if not self.printed.columns.last_year:
            return None
        found = (
            one
            for one in self.printed.figures
            if (one.indicator, one.basis, one.kind) == (self.indicator.id, self.basis, Kind.PREVIOUS_YEAR)
        )
        return next((one for one in found if one.period.kind is not PeriodKind.FINANCIAL_YEAR), None)

    def _benchmark(self, area: AreaCode, year: Period) -> Observation | None:
        found = self.printed.by_key.get((self.indicator.id, Basis.FINANCIAL_YEAR, area, year))
        return found if found is not None and found.kind is Kind.BENCHMARK else None

    def _adds_up(self, cell: SheetCell, months: tuple[SheetCell, ...]) -> bool:
        """Tell a count whose year to date is the sum of the year's months, all of them on the sheet."""
        columns = self.printed.columns
        year = columns.as_at.financial_year
        first = month(columns.ends[0].year, columns.ends[0].month)
        numbers = [one.number for one in months]
        separate = self.basis is Basis.IN_MONTH and self.indicator.unit is Unit.COUNT and not columns.quarterly
        whole = first.start == year.start and len(months) == columns.as_at.month_number - first.month_number + 1
        if not (separate and whole) or cell.number is None:
            return False
        return sum(number for number in numbers if number is not None) == cell.number and None not in numbers


def _alias(printed: Printed, indicator: Indicator, basis: Basis) -> Alias | None:
    """Give the name under which the report prints the measure at its month, else the last one it had."""
    found = [one for one in indicator.aliases if one.report == printed.edition.report and one.basis is basis]
    held = [one for one in found if one.holds_at(printed.columns.as_at)]
    return next(iter(held), found[-1] if found else None)


def _number(alias: Alias | None, as_at: Period) -> str:
    return next((span.number for span in alias.numbers if span.holds_at(as_at)), "") if alias else ""


def _is_changed(indicator: Indicator, basis: Basis, alias: Alias | None, as_at: Period) -> bool:
    """Tell a measure whose name, number or definition is new with this month's issue."""
    began = [alias.since, *(span.since for span in alias.numbers)] if alias else []
    breaks = [one.since for one in indicator.breaks if not one.bases or basis in one.bases]
    return as_at in (*began, *breaks)

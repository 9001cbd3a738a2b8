"""The figures of a year that no national release gives yet: what scorecards, briefings and returns say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.benchmarks.compare import ComparatorFigure, compare_neighbours
from dashboard.benchmarks.years import months_of
from dashboard.catalogue.schema import Comparator, ComparatorMethod, DatasetKind, Indicator
from dashboard.intake.session import Session
from dashboard.observations import STATISTICAL_NEIGHBOURS
from dashboard.periods import Period, PeriodKind, parse_period
from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW
from dashboard.views.comparing.area_figure import AreaFigure, make_area_figure
from dashboard.views.comparing.measure import Measure
from dashboard.views.figures import Shown, mean_decimals
from dashboard.views.standing import Standing, stand
from dashboard.vocabulary import AreaCode, AreaRole, Basis, Missing

NEIGHBOURS_NAME = "Statistical neighbours"
# The forms in which a year is given while it runs, the first preferred. At its end both cover the same twelve months.
IN_YEAR_FORMS = (Basis.YEAR_TO_DATE, Basis.ROLLING_12_MONTHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """The month up to which a year is given, and the form in which it is."""

    month: Period
    basis: Basis


def in_year_figures(
    session: Session, measure: Measure, year: Period, *, as_of: AsOf = NOW, figures: pd.DataFrame | None = None
) -> Mapping[AreaRole, AreaFigure]:
    """Give ours, region, neighbours and England for a year that no national release gives, up to its latest month.

    All are of one form and one month, that of the newest figure of another area; every figure is provisional. Ours is
    from the report that gives the region's too, else the one that stands. The neighbours' average is given only where
    every neighbour has a figure: those of our own region alone would be another average. Empty where a national
    release gives the year, where nothing in-year is held, and for a year that is no financial year. ``figures`` are the
    store's rows of the indicator at that moment where they have been read.

    Raises:
        StoreError: when the store cannot be read, or ``as_of`` names an edition that does not exist.
    """
    indicator = measure.indicator
    if indicator is None or year.kind is not PeriodKind.FINANCIAL_YEAR:
        return {}
    if figures is None:
        figures = session.store.figures(
            as_of=as_of,
            indicators=[indicator.id],
            bases=[Basis.FINANCIAL_YEAR, *IN_YEAR_FORMS],
            periods=[year, *months_of(year)],
        )
    if figures.empty or _is_published(session, figures, year):
        return {}
    rows = _of_year(figures, year)
    moment = _latest(rows, session)
    return {} if moment is None else _Compared(session, measure, indicator, rows, moment, as_of).by_role()


def in_year_words(figure: AreaFigure) -> str:
    """Say what an in-year figure is: "in-year, to March 2020, provisional"."""
    months = "12 months to" if figure.basis is Basis.ROLLING_12_MONTHS and not _ends_year(figure.period) else "to"
    return f"in-year, {months} {figure.period.words}, provisional"


def _ends_year(month: Period) -> bool:
    return month.end == month.financial_year.end


def _is_published(session: Session, figures: pd.DataFrame, year: Period) -> bool:
    """Tell whether any national release gives the full year, of whatever area."""
    national = {str(one.series) for one in session.catalogue.datasets if one.kind is not DatasetKind.REGIONAL_RETURN}
    of_year = (figures["basis"] == str(Basis.FINANCIAL_YEAR)) & (figures["period"] == str(year))
    return bool((of_year & figures["report"].isin(national) & figures["value"].notna()).any())


def _of_year(figures: pd.DataFrame, year: Period) -> pd.DataFrame:
    """Keep the in-year forms of the year's months."""
    months = {
        code
        for code in figures["period"].unique()
        if (period := parse_period(code)).kind is PeriodKind.MONTH and period.financial_year == year
    }
    forms = [str(basis) for basis in IN_YEAR_FORMS]
    return figures[figures["period"].isin(months) & figures["basis"].isin(forms)]


def _latest(rows: pd.DataFrame, session: Session) -> _Moment | None:
    """Find the newest month of another area's figure, ours where there is none; then the form preferred."""
    given = rows[rows["value"].notna()]
    others = given[given["area"] != session.our_code]
    considered = given if others.empty else others
    if considered.empty:
        return None
    month = considered["period"].max()
    region = session.area_codes[AreaRole.REGION]
    forms = considered[considered["period"] == month]
    of_region = set(forms.loc[forms["area"] == region, "basis"])
    held = of_region or set(forms["basis"])
    basis = next(basis for basis in IN_YEAR_FORMS if str(basis) in held)
    return _Moment(month=parse_period(month), basis=basis)


class _Compared:
    """Puts the four parties of one month together."""

    def __init__(
        self,
        session: Session,
        measure: Measure,
        indicator: Indicator,
        rows: pd.DataFrame,
        moment: _Moment,
        as_of: AsOf,
    ) -> None:
        self._session = session
        self._measure = measure
        self._kinds = indicator.comparators
        self._rows = rows
        self._moment = moment
        self._book = session.area_book(as_of)
        self._standing = stand(session, rows)

    def by_role(self) -> Mapping[AreaRole, AreaFigure]:
        """Give the four."""
        codes = self._session.area_codes
        region = self._of(codes[AreaRole.REGION])
        return {
            AreaRole.OURS: self._ours(region),
            AreaRole.REGION: self._made(AreaRole.REGION, region, self._kinds.region),
            AreaRole.STATISTICAL_NEIGHBOURS: self._neighbours(),
            AreaRole.ENGLAND: self._made(AreaRole.ENGLAND, self._of(codes[AreaRole.ENGLAND]), self._kinds.england),
        }

    def _ours(self, region: Shown | None) -> AreaFigure:
        """Take ours from the report that gives the region's: figures that were collected together."""
        beside = None
        if region is not None:
            same = stand(self._session, self._rows[self._rows["report"] == region.report])
            beside = self._of(self._session.our_code, same)
        has_figure = beside is not None and beside.figure.value is not None
        return self._made(AreaRole.OURS, beside if has_figure else self._of(self._session.our_code), None)

    def _of(self, area: AreaCode, standing: Standing | None = None) -> Shown | None:
        """Find an area's figure; at the year's end in the other form too, which covers the same months by then."""
        at = self._moment
        forms = IN_YEAR_FORMS if _ends_year(at.month) else ()
        found = [
            shown
            for basis in (at.basis, *(form for form in forms if form is not at.basis))
            if (shown := (standing or self._standing).get(self._measure.id, basis, area, at.month)) is not None
        ]
        return next((shown for shown in found if shown.figure.value is not None), found[0] if found else None)

    def _neighbours(self) -> AreaFigure:
        """Average the neighbours where all have a figure, else give what is printed, or why there is none."""
        kinds = self._kinds.statistical_neighbours
        printed = self._of(STATISTICAL_NEIGHBOURS)
        worked_out = self._average(kinds) if kinds.missing is None else None
        if worked_out is None or worked_out.n < worked_out.of or worked_out.value is None:
            note = "" if worked_out is None or not worked_out.n else f"{_held(worked_out)} are held"
            return replace(self._made(AreaRole.STATISTICAL_NEIGHBOURS, printed, kinds), note=note)
        return AreaFigure(
            area=STATISTICAL_NEIGHBOURS,
            name=NEIGHBOURS_NAME,
            period=self._moment.month,
            value=worked_out.value,
            missing=None,
            decimals=mean_decimals((), self._measure.decimals),
            basis=self._moment.basis,
            provisional=True,
            source=worked_out.words,
            note=worked_out.words,
        )

    def _average(self, kinds: Comparator) -> ComparatorFigure:
        list_id = self._book.list_for(self._moment.month)
        neighbours = self._book.neighbours(self._session.our_code, list_id)
        shown = {area.code: found for area in neighbours if (found := self._of(area.code)) is not None}
        method = kinds.method or ComparatorMethod.MEAN_OF_NEIGHBOURS
        figures = {code: one.figure for code, one in shown.items()}
        return compare_neighbours(method, figures, neighbours, list_id, self._measure.unit)

    def _made(self, role: AreaRole, shown: Shown | None, kinds: Comparator | None) -> AreaFigure:
        if shown is not None:
            made = make_area_figure(self._session, shown, decimals=self._measure.decimals)
            # A paper may print 20.70% for what everybody else calls 20.7%.
            decimals = min(made.decimals, self._measure.decimals)
            return replace(made, name=self._name(role), decimals=decimals, provisional=True)
        return AreaFigure(
            area=self._session.area_codes[role],
            name=self._name(role),
            period=self._moment.month,
            value=None,
            missing=_reason(kinds),
            decimals=self._measure.decimals,
            basis=self._moment.basis,
            provisional=True,
        )

    def _name(self, role: AreaRole) -> str:
        area = self._session.areas.by_code(self._session.area_codes[role])
        return area.name if area else NEIGHBOURS_NAME


def _held(average: ComparatorFigure) -> str:
    return f"in-year figures of {average.n} of {average.of} neighbours"


def _reason(kinds: Comparator | None) -> Missing:
    """Say why there is no figure: the catalogue's reason, else that the year is still to be published."""
    if kinds is None or kinds.method is ComparatorMethod.IN_YEAR_RETURN:
        return Missing.NOT_AVAILABLE
    return kinds.missing or Missing.NOT_YET_PUBLISHED

"""Choose the figure of each party and year that a briefing prints: the published year, else what stands in for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.benchmarks.area_words import why_no_neighbours
from dashboard.intake.session import Session
from dashboard.periods import Period, academic_year, parse_period
from dashboard.precision import round_half_up
from dashboard.store.records import AsOf
from dashboard.views.comparing.every_area import AreaFigures
from dashboard.views.comparing.in_year import in_year_figures
from dashboard.views.comparing.series import AreaFigure, ComparatorSeries, Measure, YearComparison
from dashboard.vocabulary import AreaCode, AreaRole, Basis, Missing

ROLES = (AreaRole.OURS, AreaRole.REGION, AreaRole.STATISTICAL_NEIGHBOURS, AreaRole.ENGLAND)
# Reasons that a better source may fill: nobody has said anything, or nobody has yet.
_OPEN_REASONS = (Missing.NO_FIGURE, Missing.NOT_YET_PUBLISHED, Missing.NOT_AVAILABLE, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The figure printed for one party and year.

    ``average_of`` is how it was worked out, where it is an average; ``is_so_far`` tells a figure of a year that is not
    published yet, which the published one will replace. ``why`` says in words why there is none, where more is known
    than the reason.
    """

    figure: AreaFigure
    average_of: YearComparison | None = None
    is_so_far: bool = False
    why: str = ""

    @property
    def behind(self) -> tuple[AreaFigure, ...]:
        """List the figures that the file gives: the one itself, or those that the average is of."""
        if self.average_of is None:
            return (self.figure,)
        members = self.average_of.average.members
        return tuple(one for one in self.average_of.neighbours if one.area in members)

    @property
    def is_open(self) -> bool:
        """Tell that there is no figure, and that another source may have one."""
        return self.figure.value is None and self.figure.missing in _OPEN_REASONS


class BriefingFigures:
    """The figures of one measure, year by year, as a briefing prints them at a moment.

    Raises:
        StoreError: when ``as_of`` names an edition that does not exist.
    """

    def __init__(self, session: Session, measure: Measure, *, as_of: AsOf) -> None:
        self._session = session
        self._measure = measure
        self._as_of = as_of
        self._rows = session.store.figures(as_of=as_of, indicators=[measure.id], bases=[measure.basis])
        self._series = ComparatorSeries(session, measure, as_of=as_of, first_published=True)
        self._printed = AreaFigures(session, measure, self._rows, book=session.areas)
        self._releases = frozenset(dataset.id for dataset in session.catalogue.datasets)

    @property
    def years(self) -> frozenset[Period]:
        """List the years in which ours and at least one other party have a figure of the full year."""
        codes = self._rows.loc[self._rows["value"].notna(), "period"].unique()
        known = {*self._series.years, *(parse_period(code) for code in codes)}
        return frozenset(year for year in known if self._is_comparable(year))

    def of_year(self, year: Period) -> dict[AreaRole, Stated]:
        """Give each party's figure of a year, or the reason why there is none.

        A published full year comes first, then a full year as a workbook prints it, then the year so far, then a year
        end that is provisional still.
        """
        period = self.period_of(year)
        full = self._full_years(period)
        so_far = in_year_figures(self._session, self._measure, period, as_of=self._as_of)
        chosen = {role: self._choose(full[role], so_far.get(role)) for role in ROLES}
        return {role: self._with_shown_decimals(one) for role, one in chosen.items()}

    def period_of(self, year: Period) -> Period:
        """Give the period that a measure is published for in a financial year.

        The year itself for most; the school year that begins in it, or the month or calendar year that ends in it.
        """
        if self._measure.basis is Basis.FINANCIAL_YEAR:
            return year
        if self._measure.basis is Basis.ACADEMIC_YEAR:
            return academic_year(year.start.year)
        return next((period for period in self._series.years if period.financial_year == year), year)

    def is_national(self, figure: AreaFigure) -> bool:
        """Tell a figure of a national release from one that a workbook prints."""
        return figure.dataset in self._releases

    def _full_years(self, period: Period) -> dict[AreaRole, Stated]:
        compared = self._series.year(period)
        full = {
            AreaRole.OURS: Stated(figure=compared.ours),
            AreaRole.REGION: self._published(AreaRole.REGION, compared.region, compared),
            AreaRole.STATISTICAL_NEIGHBOURS: self._average(compared),
            AreaRole.ENGLAND: self._published(AreaRole.ENGLAND, compared.england, compared),
        }
        beside = self._printed_beside(full[AreaRole.REGION].figure)
        taken = {role: self._take_beside(stated, beside.get(stated.figure.area)) for role, stated in full.items()}
        return {role: replace(stated, is_so_far=stated.figure.provisional) for role, stated in taken.items()}

    def _printed_beside(self, region: AreaFigure) -> Mapping[AreaCode, AreaFigure]:
        """Give what the workbook that the region's figure is from prints of that year; nothing beside a release."""
        if region.value is None or self.is_national(region):
            return {}
        rows = self._rows[self._rows["report"] == region.dataset]
        return AreaFigures(self._session, self._measure, rows, book=self._session.areas).of_year(region.period)

    def _take_beside(self, stated: Stated, printed: AreaFigure | None) -> Stated:
        """Take a figure from the region's own workbook where that prints it and no release gives it: like with like."""
        from_release = stated.average_of is not None or self.is_national(stated.figure)
        return stated if from_release or printed is None or printed.value is None else Stated(figure=printed)

    def _is_comparable(self, year: Period) -> bool:
        ours, *others = (stated for stated in self._full_years(year).values())
        told = [not stated.is_so_far and stated.figure.value is not None for stated in others]
        return not ours.is_so_far and ours.figure.value is not None and any(told)

    def _average(self, compared: YearComparison) -> Stated:
        """Take the average of the neighbours' figures, else the one that a workbook prints."""
        role, average = AreaRole.STATISTICAL_NEIGHBOURS, compared.average
        if average.value is None or self._never(role) is not None:
            code = self._session.area_codes[role]
            printed = self._published(role, self._printed.of_year(compared.period).get(code), compared)
            return printed if printed.figure.edition is not None else replace(printed, why=self._why_none(compared))
        absent = self._absent(role, compared)
        figure = replace(absent, value=average.value, missing=None, decimals=compared.average_decimals)
        return Stated(figure=figure, average_of=compared)

    def _why_none(self, compared: YearComparison) -> str:
        """Say why the neighbours have no average: there is no list of them, or none has a figure."""
        if self._never(AreaRole.STATISTICAL_NEIGHBOURS) is not None:
            return ""
        book = self._session.area_book(self._as_of)
        words = why_no_neighbours(book, self._session.our_code, compared.list_id) or f"{compared.average.words}."
        return words[:1].upper() + words[1:]

    def _published(self, role: AreaRole, figure: AreaFigure | None, compared: YearComparison) -> Stated:
        """Take a figure that is published or printed; without one, the catalogue's word why there never is any."""
        never = self._never(role)
        if figure is None or (figure.value is None and never is not None):
            return Stated(figure=self._absent(role, compared))
        return Stated(figure=figure)

    def _never(self, role: AreaRole) -> Missing | None:
        """Give the reason, where the catalogue states one, why a party never has a figure."""
        if self._measure.indicator is None:
            return None
        kinds = self._measure.indicator.comparators
        stated = {
            AreaRole.REGION: kinds.region,
            AreaRole.STATISTICAL_NEIGHBOURS: kinds.statistical_neighbours,
            AreaRole.ENGLAND: kinds.england,
        }
        return stated[role].missing

    def _absent(self, role: AreaRole, compared: YearComparison) -> AreaFigure:
        """Make the figure of a party of which nothing is held; without a reason of its own, the neighbours' holds."""
        return AreaFigure(
            area=self._session.area_codes[role],
            name=str(role),
            period=compared.period,
            value=None,
            missing=self._never(role) or compared.average.missing or Missing.NO_FIGURE,
            decimals=self._measure.decimals,
            basis=self._measure.basis,
        )

    def _choose(self, full: Stated, so_far: AreaFigure | None) -> Stated:
        if so_far is None or not (full.is_so_far or full.is_open):
            return full
        if so_far.value is not None:
            return Stated(figure=so_far, is_so_far=True)
        return Stated(figure=so_far) if full.figure.value is None and full.figure.edition is None else full

    def _with_shown_decimals(self, stated: Stated) -> Stated:
        """Leave out closing noughts that a sheet's format adds beyond the catalogue's decimals: 6.00 is 6.0."""
        figure, decimals = stated.figure, stated.figure.decimals
        if figure.value is None or stated.average_of is not None:
            return stated
        value = round_half_up(figure.value, decimals)
        while decimals > self._measure.decimals and value == round_half_up(figure.value, decimals - 1):
            decimals -= 1
        return replace(stated, figure=replace(figure, decimals=decimals))

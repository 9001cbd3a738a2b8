"""Say how ours stands beside region, statistical neighbours and England, full year against the same full year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

import pandas as pd

from dashboard.catalogue.schema import ComparatorMethod, Indicator
from dashboard.formatting import capital
from dashboard.intake.session import Session
from dashboard.judge.beside import Comparison as Judged
from dashboard.periods import Period
from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW
from dashboard.views.benchmark_rows import benchmark_rows
from dashboard.views.comparators import (
    NEIGHBOURS_KEY,
    NEIGHBOURS_NAME,
    OURS_KEY,
    Compared,
    is_comparable,
    neighbours_of_year,
    parties_of_year,
    pooled_of_year,
    printed_average,
)
from dashboard.views.compare_page.verdicts import (
    CHANCE_NOTE,
    NEIGHBOURS_NOTE,
    range_words,
    scatter_words,
    verdict_words,
)
from dashboard.views.compare_page.words import gap_words, sentence
from dashboard.views.comparing.beside import POOLED_KEY, comparisons_of_year, overall_of_year, scatter_of
from dashboard.views.comparing.every_area import year_before
from dashboard.views.comparing.measure import YearComparison
from dashboard.views.comparing.printed import PrintedBenchmarks, printed_year
from dashboard.views.comparing.series import ComparatorSeries, measure_of
from dashboard.views.comparing.words import (
    older_words,
    place_words,
    region_words,
    restated_average_words,
    why_nobody,
)
from dashboard.views.figures import figure_words
from dashboard.views.indicator import BenchmarkRow, ComparisonRow
from dashboard.views.parts import FigureCell
from dashboard.views.standing import Standing
from dashboard.vocabulary import Basis

# Full years of comparison in the table: the latest and the two before.
COMPARED_YEARS = 3

YEARS_WORDS = {
    Basis.FINANCIAL_YEAR: "full financial years",
    Basis.ACADEMIC_YEAR: "full school years",
    Basis.CALENDAR_YEAR: "full calendar years",
}

AVERAGE_NOTES = {
    ComparatorMethod.MEAN_OF_NEIGHBOURS: (
        "The neighbours' figure is the average (mean) of their published figures, in which each counts alike."
    ),
    ComparatorMethod.MEDIAN_OF_NEIGHBOURS: (
        "The neighbours' figure is the median: the middle one of their published figures, put in order."
    ),
    ComparatorMethod.POOLED_NEIGHBOURS: (
        "The neighbours' figure counts all of them together, as if they were one authority; it needs their published "
        "counts."
    ),
}
POOLED_NOTE = (
    "Region and England are counted as a whole, so a large authority weighs more there than a small one: they are not "
    "like for like with an average in which each counts alike."
)
UNHEADED_NOTE = (
    "The scorecard heads its benchmarks with financial years; these published figures are of one day or of other "
    "years, so the two are not set side by side."
)
PUBLISHED_SINCE_NOTE = (
    "Monthly figures are those known at the month shown; full-year figures are as published up to the moment shown."
)


class Comparison:
    """The comparison of one indicator up to one full year.

    ``figures`` are the store's rows of the indicator at the moment read and ``standing`` what stands among them;
    ``ours`` is the period of our latest figure.
    """

    def __init__(
        self,
        session: Session,
        indicator: Indicator,
        figures: pd.DataFrame,
        standing: Standing,
        ours: Period | None,
        as_of: AsOf = NOW,
    ) -> None:
        measure = measure_of(indicator)
        self._session = session
        self._indicator = indicator
        self._measure = measure
        self._ours = ours
        self._printed = PrintedBenchmarks(session, measure, figures)
        self._series = ComparatorSeries(
            session, measure, as_of=as_of, figures=figures, standing=standing, first_published=True
        )
        self._years = {year: self._series.year(year) for year in self._compared_years(ours)}
        self._by_year = {year: parties_of_year(indicator, one, self._printed) for year, one in self._years.items()}
        self._judged = {year: self._judge(one) for year, one in self._years.items()}

    def _judge(self, year: YearComparison) -> tuple[Judged, ...]:
        return comparisons_of_year(year, self._measure, printed_average(self._indicator, year, self._printed))

    @property
    def series(self) -> ComparatorSeries:
        """Give everyone's figures, put together once for all that the page says of them."""
        return self._series

    @property
    def by_year(self) -> Mapping[Period, list[Compared]]:
        """Give ours, neighbours' average, region and England of each year, the latest year first."""
        return self._by_year

    @property
    def caption(self) -> str:
        """Caption the table."""
        years = YEARS_WORDS.get(self._measure.basis, "one figure a year")
        return f"{self._indicator.name}: {years}, figures as published"

    def rows(self) -> tuple[ComparisonRow, ...]:
        """List the four parties of each year, then each neighbour in the latest one."""
        rows = [self._row(one, year.words) for year in self._by_year for one in self._with_pooled(year)]
        latest = next(iter(self._by_year), None)
        if latest is not None:
            neighbours = neighbours_of_year(self._indicator, self._years[latest])
            rows += [self._row(one, f"Each statistical neighbour, {latest.words}") for one in neighbours]
        return tuple(rows)

    def _with_pooled(self, year: Period) -> Iterator[Compared]:
        """Name the neighbours counted together beneath their average: the two differ, and either may be meant."""
        pooled = pooled_of_year(self._indicator, self._years[year])
        for one in self._by_year[year]:
            yield one
            if one.key == NEIGHBOURS_KEY and pooled is not None:
                yield pooled

    def benchmarks(self) -> tuple[BenchmarkRow, ...]:
        """List the four benchmarks of each year, beside what the workbooks printed."""
        return benchmark_rows(self._indicator, self._years.values(), self._printed, self._series.years)

    def sentence(self) -> str:
        """Compare like with like: our own full year beside the others' same year; empty where it cannot be done."""
        for year, judged in self._judged.items():
            if said := overall_of_year(self._years[year], self._measure, judged):
                return said
        return ""

    def lead(self) -> tuple[str, ...]:
        """Say what stands before the table: how ours stands, how old that is, our place, and a restated average."""
        latest = next(iter(self._years.values()), None)
        if latest is None:
            return ()
        unit, restated = self._indicator.unit, restated_average_words(latest, self._indicator.unit)
        said = (
            self.sentence(),
            older_words(latest.period, self._ours) if self._ours else "",
            place_words(latest, unit),
            f"The neighbours' figure for {latest.period.words} {restated}." if restated else "",
        )
        return tuple(sentence for sentence in said if sentence)

    def notes(self, *, as_at_chosen: bool) -> tuple[str, ...]:
        """Say what the comparison does and does not mean, and where the figures come from."""
        if not is_comparable(self._indicator):
            kinds = self._indicator.comparators
            reason = kinds.england.missing or kinds.statistical_neighbours.missing
            return (sentence(why_nobody(reason)),)
        if not self._by_year:
            return ("No published figures of other areas are held for this measure and these years yet.",)
        since = (PUBLISHED_SINCE_NOTE,) if as_at_chosen else ()
        sources = [self._session.catalogue.dataset(one.dataset) for one in self._indicator.published]
        unlike = dict.fromkeys(one.note for one in self._indicator.published if one.note)
        named = sorted({f"{dataset.source} ({dataset.licence})" for dataset in sources if dataset})
        restated = (
            f"r {row.who}, {row.period}: {row.figure.history}." for row in self.rows() if row.figure.restated_from
        )
        return (
            *since,
            *restated,
            *self._restated_before(),
            CHANCE_NOTE,
            NEIGHBOURS_NOTE,
            *self._scatter(),
            *self._not_alike(),
            *self._unheaded(),
            *unlike,
            *(f"Source: {name}." for name in named),
        )

    def _restated_before(self) -> Iterator[str]:
        """Say how the neighbours' average was restated in the years before those of the table."""
        first = list(self._years)[-1]
        for year in self._series.restated_years():
            if year.period.end < first.end:
                words = restated_average_words(year, self._indicator.unit)
                yield f"r {NEIGHBOURS_NAME}, {year.period.words}: {words}."

    def _scatter(self) -> tuple[str, ...]:
        words = scatter_words(scatter_of(next(iter(self._years.values())), self._indicator.unit))
        return (words,) if words else ()

    def _not_alike(self) -> tuple[str, ...]:
        """Say why the neighbours' average and the region's figure are not like for like, with the region's own mean."""
        latest = next(iter(self._years.values()))
        decimals = max(self._indicator.decimal_places, 1)
        mean = self._series.region_mean(latest.period)
        said = region_words(latest.region, mean, self._indicator.unit, decimals)
        return tuple(part for part in (f"{AVERAGE_NOTES[latest.average.method]} {POOLED_NOTE}", said) if part)

    def _unheaded(self) -> tuple[str, ...]:
        """Say why printed benchmarks are not set beside published ones whose year a sheet's heading does not tell."""
        is_told = all(printed_year(year) is not None for year in self._years)
        return () if is_told or not self._printed.years else (UNHEADED_NOTE,)

    def _compared_years(self, ours: Period | None) -> list[Period]:
        """Start at the newest year, up to the page's own, in which any comparator has a figure."""
        if not is_comparable(self._indicator):
            return []
        published = self._series.years
        headed = {printed_year(year) for year in published}
        printed_only = set() if headed == {None} else set(self._printed.years) - headed
        known = sorted({*published, *printed_only}, key=lambda year: year.sort_key, reverse=True)
        for year in known:
            if ours is not None and year.end > ours.financial_year.end:
                continue
            parties = parties_of_year(self._indicator, self._series.year(year), self._printed)
            if any(one.value is not None for one in parties[1:]):
                return list(islice(_back_from(year), COMPARED_YEARS))
        return []

    def _row(self, one: Compared, group: str) -> ComparisonRow:
        text = figure_words(one.value, one.missing, self._indicator.unit, one.decimals)
        counts = f" ({one.counts})" if one.counts else ""
        changed = f", {one.changed}: {one.history}" if one.history else ""
        return ComparisonRow(
            who=one.who,
            is_ours=one.key == OURS_KEY,
            figure=FigureCell(
                text=text,
                missing=one.missing,
                title=f"{one.who}, {one.period.words}: {text}{counts}{changed}",
                restated_from=one.restated_from,
                history=one.history,
            ),
            period=one.period.words,
            method=one.method,
            verdict=self._verdict(one),
            group=group,
        )

    def _verdict(self, one: Compared) -> str:
        """Say how ours stands beside it; of ours how far chance alone goes, of a single neighbour only the figures."""
        ours, judged = self._years[one.period].ours, self._judged[one.period]
        if one.key == OURS_KEY:
            return capital(range_words(judged, ours, self._measure))
        found = {each.other.key: each for each in judged}.get(self._key(one))
        if found is not None:
            return verdict_words(found, ours, self._measure)
        return gap_words(ours, one.value, one.decimals, self._measure)

    def _key(self, one: Compared) -> str:
        """Give the key that a party is judged under: an average that counts neighbours together is that one."""
        is_pooled = self._years[one.period].average.method is ComparatorMethod.POOLED_NEIGHBOURS
        return POOLED_KEY if one.key == NEIGHBOURS_KEY and is_pooled else one.key


def _back_from(year: Period) -> Iterator[Period]:
    """Go back year by year."""
    while True:
        yield year
        year = year_before(year)

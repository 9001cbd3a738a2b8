"""Say how ours stands beside region, statistical neighbours and England, full year against the same full year."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.catalogue.schema import Indicator
from dashboard.formatting import format_difference, format_figure
from dashboard.intake.session import Session
from dashboard.judge.comparison import judge_position
from dashboard.judge.words import POSITION_PHRASES, position_words
from dashboard.periods import Period
from dashboard.views.comparators import NEIGHBOURS_KEY, OURS_KEY, Comparators, Compared, is_comparable
from dashboard.views.figures import change_word, figure_words, history_words, restated_from
from dashboard.views.indicator import ComparisonRow
from dashboard.views.parts import FigureCell
from dashboard.views.standing import Standing

# Full years of comparison in the table: the latest and the two before.
COMPARED_YEARS = 3

CHANCE_NOTE = (
    "Better and worse compare the printed figures only; they do not say whether the difference could be chance."
)
POOLED_NOTE = (
    "The neighbours' figure is a plain mean of their published figures. Region and England count the whole area "
    "together, so a large authority weighs more there."
)
PUBLISHED_SINCE_NOTE = (
    "Monthly figures are those known at the month shown; full-year figures are as published up to the moment shown."
)


class Comparison:
    """The comparison of one indicator up to one full year."""

    def __init__(self, session: Session, indicator: Indicator, standing: Standing, latest_year: Period | None) -> None:
        self._session = session
        self._indicator = indicator
        self._comparators = Comparators(session, indicator, standing)
        self._by_year = {year: self._comparators.of_year(year) for year in self._years(latest_year)}

    @property
    def by_year(self) -> Mapping[Period, list[Compared]]:
        """Give ours, neighbours' mean, region and England of each year, the latest year first."""
        return self._by_year

    @property
    def caption(self) -> str:
        """Caption the table."""
        return f"{self._indicator.name}: full financial years, figures as published"

    def rows(self) -> tuple[ComparisonRow, ...]:
        """List the four parties of each year, then each neighbour in the latest one."""
        rows = [self._row(parties[0], one, str(year)) for year, parties in self._by_year.items() for one in parties]
        latest = next(iter(self._by_year), None)
        if latest is not None:
            ours = self._by_year[latest][0]
            neighbours = self._comparators.neighbours_of_year(latest)
            rows += [self._row(ours, one, f"Each statistical neighbour, {latest}") for one in neighbours]
        return tuple(rows)

    def sentence(self) -> str:
        """Compare like with like: our own full year beside the others' same year; empty where it cannot be done."""
        for year, parties in self._by_year.items():
            ours, others = parties[0], [one for one in parties[1:] if one.value is not None]
            if ours.value is not None and others:
                *first, last = [f"{self._phrase(ours, one)} {self._named(one)}" for one in others]
                said = f"{', '.join(first)} and {last}" if first else last
                return f"For the full year {year} ours was {self._written(ours)}: {said}."
        return ""

    def notes(self, *, as_at_chosen: bool) -> tuple[str, ...]:
        """Say what the comparison does and does not mean, and where the figures come from."""
        if not is_comparable(self._indicator):
            kinds = self._indicator.comparators
            reason = kinds.england.missing or kinds.statistical_neighbours.missing
            return (f"No comparison: {figure_words(None, reason, self._indicator.unit, 0)}.",)
        if not self._by_year:
            return ("No published figures of other areas are held for this measure and these years yet.",)
        since = (PUBLISHED_SINCE_NOTE,) if as_at_chosen else ()
        sources = [self._session.catalogue.dataset(one.dataset) for one in self._indicator.published]
        named = sorted({f"{dataset.source} ({dataset.licence})" for dataset in sources if dataset})
        restated = (
            f"r {row.who}, {row.period}: {row.figure.history}." for row in self.rows() if row.figure.restated_from
        )
        return (*since, *restated, CHANCE_NOTE, POOLED_NOTE, *(f"Source: {name}." for name in named))

    def _years(self, latest_year: Period | None) -> list[Period]:
        """Start at the latest year, up to the page's own, in which any comparator has a figure."""
        if latest_year is None or not is_comparable(self._indicator):
            return []
        for back in range(COMPARED_YEARS):
            candidate = latest_year.shift(-back)
            if any(one.value is not None for one in self._comparators.of_year(candidate)[1:]):
                return [candidate.shift(-step) for step in range(COMPARED_YEARS)]
        return []

    def _phrase(self, ours: Compared, other: Compared) -> str:
        decimals = max(ours.decimals, other.decimals)
        return POSITION_PHRASES[judge_position(ours.value, other.value, self._indicator.polarity, decimals)]

    def _written(self, one: Compared) -> str:
        return format_figure(one.value or 0.0, self._indicator.unit, one.decimals)

    def _named(self, one: Compared) -> str:
        who = "the mean of our statistical neighbours" if one.key == NEIGHBOURS_KEY else one.who
        return f"{who} ({self._written(one)})"

    def _row(self, ours: Compared, one: Compared, group: str) -> ComparisonRow:
        text = figure_words(one.value, one.missing, self._indicator.unit, one.decimals)
        history = history_words(one.history, self._indicator, one.decimals)
        counts = f" ({one.counts})" if one.counts else ""
        changed = f", {change_word(one.history)}: {history}" if history else ""
        return ComparisonRow(
            who=one.who,
            is_ours=one.key == OURS_KEY,
            figure=FigureCell(
                text=text,
                missing=one.missing,
                title=f"{one.who}, {one.period}: {text}{counts}{changed}",
                restated_from=restated_from(one.history, self._indicator, one.decimals),
                history=history,
            ),
            period=str(one.period),
            method=one.method,
            verdict="" if one.key == OURS_KEY else self._verdict(ours, one),
            group=group,
        )

    def _verdict(self, ours: Compared, one: Compared) -> str:
        if ours.value is None or one.value is None:
            return ""
        decimals = max(ours.decimals, one.decimals)
        position = judge_position(ours.value, one.value, self._indicator.polarity, decimals)
        gap = ours.value - one.value
        difference = format_difference(abs(gap), self._indicator.unit, decimals).removeprefix("+")
        return position_words(position, is_higher=gap > 0, difference=difference)

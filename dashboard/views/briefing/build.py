"""Build the briefing: for each measure ours, region, statistical neighbours and England, year beside year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dashboard.areas import neighbour_list_words
from dashboard.catalogue.schema import ComparatorMethod, Indicator
from dashboard.disclosure.cells import CellKey
from dashboard.disclosure.session import for_audience, suppressed_words
from dashboard.errors import DashboardError
from dashboard.formatting import MISSING_WORDS, capital, format_date, format_figure, listed
from dashboard.intake.session import Session
from dashboard.periods import Period
from dashboard.precision import round_half_up
from dashboard.store.records import AsOf, Edition
from dashboard.views.as_of import NOW
from dashboard.views.briefing.differences import take_difference
from dashboard.views.briefing.figures import ROLES, BriefingFigures, Stated
from dashboard.views.briefing.view import (
    BriefingCell,
    BriefingColumn,
    BriefingRow,
    BriefingSource,
    BriefingTable,
    BriefingView,
)
from dashboard.views.briefing.words import (
    difference_notes,
    figure_notes,
    label_words,
    source_words,
    standing_sentence,
)
from dashboard.views.build_history import edition_words
from dashboard.views.compare_page.verdicts import CHANCE_NOTE
from dashboard.views.compare_page.words import WAY_WORDS
from dashboard.views.comparing.series import Measure, measure_of
from dashboard.views.comparison import POOLED_NOTE
from dashboard.views.paper import data_date
from dashboard.vocabulary import AreaRole, Audience, Basis, IndicatorId, Missing

TITLE = "How we compare: region, neighbours and England"
FULL_YEAR = "Full year"
# The years that a briefing shows where none are asked for: the latest and the one before.
YEARS_SHOWN = 2
IN_YEAR_NOTE = (
    "In-year figures are provisional: they come from the regional return, a briefing or the scorecard, and the "
    "published figure takes their place."
)


def build_briefing(
    session: Session,
    *,
    indicators: Sequence[IndicatorId],
    years: Sequence[Period] = (),
    as_of: AsOf = NOW,
    audience: Audience = Audience.MEMBERS,
    compare_with: AsOf | None = None,
    made_on: date | None = None,
) -> BriefingView:
    """Build the paper, its measures and financial years in the order given.

    Without ``years`` the two latest that can be compared are taken. ``compare_with`` is an earlier moment whose texts
    are shown beside those that read differently; ``made_on`` is printed where it is given.

    Raises:
        DashboardError: when no measure is asked for, one is in no catalogue, or no year can be compared.
        StoreError: when a moment names an edition that does not exist.
    """
    session = for_audience(session, audience)
    view = _Paper(session, indicators, years, as_of, audience).build(made_on)
    if compare_with is None:
        return view
    shown = tuple(column.period for column in view.tables[0].columns)
    before = _Paper(session, indicators, shown, compare_with, audience).build(made_on)
    tables = zip(view.tables, before.tables, strict=True)
    return replace(view, compared_with=before.moment, tables=tuple(_beside(one, was) for one, was in tables))


def moment_words(session: Session, as_of: AsOf) -> str:
    """Say as of when figures are read, and by which clock."""
    if as_of.issued is not None:
        return f"{format_date(as_of.issued)}: what readers had been given by then"
    if as_of.edition is not None:
        edition = session.store.edition(as_of.edition)
        return f"Just after edition {edition.number} ({edition_words(session, edition)}) was recorded here"
    editions = session.store.editions()
    return f"What stands now (edition {editions[-1].number} is the latest)" if editions else "Nothing published yet"


@dataclass(slots=True)
class _Sources:
    """Number the sources of a paper, the same words under one number."""

    _numbers: dict[str, BriefingSource] = field(default_factory=dict)

    def of(self, stated: Stated, words: str) -> BriefingSource:
        figure = stated.figure
        made = BriefingSource(
            number=len(self._numbers) + 1,
            words=words,
            file=figure.filename,
            sheet=figure.sheet,
            cell=figure.cell,
            edition=figure.edition,
        )
        return self._numbers.setdefault(words, made)


class _Paper:
    """One paper being put together."""

    def __init__(
        self,
        session: Session,
        indicators: Sequence[IndicatorId],
        years: Sequence[Period],
        as_of: AsOf,
        audience: Audience,
    ) -> None:
        self._session = session
        self._as_of = as_of
        self._audience = audience
        self._measures = [measure_of(indicator) for indicator in _indicators(session, indicators)]
        self._figures = {measure.id: BriefingFigures(session, measure, as_of=as_of) for measure in self._measures}
        self._years = tuple(years) or self._latest_years()
        self._sources = _Sources()
        self._stated: list[Stated] = []
        self._our_keys: set[CellKey] = set()

    def build(self, made_on: date | None) -> BriefingView:
        """Make the tables, then what is said of the editions, lists and licences they rest on."""
        tables = tuple(self._table(measure) for measure in self._measures)
        editions = self._editions()
        return BriefingView(
            council=self._session.our_name,
            title=TITLE,
            moment=moment_words(self._session, self._as_of),
            compared_with="",
            audience=self._audience,
            demonstration=self._session.catalogue.council.demonstration or "",
            tables=tables,
            notes=self._notes(tables),
            editions=tuple(_edition_line(self._session, edition) for edition in editions),
            lists=self._lists(),
            licences=self._licences(),
            data_date=data_date(self._as_of, editions),
            edition_number=max((one.number for one in editions), default=None),
            made_on=made_on,
        )

    def _latest_years(self) -> tuple[Period, ...]:
        known = {year.financial_year for figures in self._figures.values() for year in figures.years}
        if not known:
            raise DashboardError(
                "No year can be compared: no full year holds a figure of ours and of another. Say the years with "
                "--years 2018/19,2019/20, or publish the DfE files of these measures first."
            )
        latest = max(known, key=lambda year: year.sort_key)
        return tuple(latest.shift(-back) for back in reversed(range(YEARS_SHOWN)))

    def _table(self, measure: Measure) -> BriefingTable:
        figures = self._figures[measure.id]
        by_year = [figures.of_year(year) for year in self._years]
        self._stated += [stated for year in by_year for stated in year.values()]
        ours = [year[AreaRole.OURS].figure for year in by_year]
        self._our_keys |= {(str(measure.id), str(figure.basis), str(figure.period)) for figure in ours}
        rows = tuple(self._row(role, [year[role] for year in by_year], measure) for role in ROLES)
        columns = tuple(
            BriefingColumn(period=year, heading=year.words, label=_column_label([row.cells[place] for row in rows]))
            for place, year in enumerate(self._years)
        )
        sentences = (
            standing_sentence(year, stated, measure) for year, stated in zip(self._years, by_year, strict=True)
        )
        return BriefingTable(
            id=measure.id,
            title=measure.name,
            caption=f"{measure.name}, {listed([year.words for year in self._years])}",
            direction=WAY_WORDS[measure.polarity],
            meaning=measure.definition,
            unit=measure.unit,
            columns=columns,
            difference_heading=self._difference_heading,
            rows=rows,
            sentences=tuple(sentence for sentence in sentences if sentence),
            notes=(
                *difference_notes(rows, self._session.our_name),
                *figure_notes(zip(self._years, by_year, strict=True), measure),
            ),
        )

    @property
    def _difference_heading(self) -> str:
        """Head the column of differences: with more than two years it names the two, with one there is none."""
        *_, earlier, later = (None, None, *self._years)
        if earlier is None or later is None:
            return ""
        return "Difference" if len(self._years) == YEARS_SHOWN else f"Difference, {earlier.words} to {later.words}"

    def _row(self, role: AreaRole, stated: Sequence[Stated], measure: Measure) -> BriefingRow:
        difference = take_difference(stated[-2], stated[-1], measure) if len(stated) > 1 else None
        return BriefingRow(
            role=role,
            name=self._party(role, stated),
            cells=tuple(self._cell(one, measure) for one in stated),
            difference=difference,
        )

    def _party(self, role: AreaRole, stated: Sequence[Stated]) -> str:
        """Name a party as the papers do: our own name, Regional, Statistical neighbours, National."""
        if role is AreaRole.OURS:
            return self._session.our_name
        if role is AreaRole.REGION:
            return f"Regional: {self._session.our_region}" if self._session.our_region else "Regional"
        return "Statistical neighbours" if role is AreaRole.STATISTICAL_NEIGHBOURS else "National: England"

    def _cell(self, stated: Stated, measure: Measure) -> BriefingCell:
        figure = stated.figure
        return BriefingCell(
            text=(
                capital(MISSING_WORDS[figure.missing or Missing.NO_FIGURE])
                if figure.value is None
                else format_figure(figure.value, measure.unit, figure.decimals)
            ),
            value=None if figure.value is None else float(round_half_up(figure.value, figure.decimals)),
            decimals=figure.decimals,
            missing=figure.missing,
            basis=figure.basis,
            period=figure.period,
            source=self._sources.of(stated, source_words(stated, measure.unit, self._session)),
            label=label_words(stated),
        )

    def _notes(self, tables: Iterable[BriefingTable]) -> tuple[str, ...]:
        cells = [cell for table in tables for row in table.rows for cell in row.cells]
        return (
            CHANCE_NOTE,
            *((POOLED_NOTE,) if self._takes_means_only else ()),
            *((IN_YEAR_NOTE,) if any(cell.is_in_year for cell in cells) else ()),
            *((left_out,) if (left_out := suppressed_words(self._session, self._as_of, self._our_keys)) else ()),
        )

    @property
    def _takes_means_only(self) -> bool:
        methods = {one.average_of.average.method for one in self._stated if one.average_of is not None}
        return methods == {ComparatorMethod.MEAN_OF_NEIGHBOURS}

    def _editions(self) -> list[Edition]:
        numbers = {figure.edition for one in self._stated for figure in one.behind}
        return [one for one in self._session.store.editions() if one.number in numbers]

    def _lists(self) -> tuple[str, ...]:
        """Name the neighbour list of each year, with the neighbours on it."""
        used = {
            one.average_of.period.financial_year: one.average_of for one in self._stated if one.average_of is not None
        }
        by_list: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for year in sorted(used, key=lambda year: year.sort_key):
            named = tuple(neighbour.name for neighbour in used[year].neighbours)
            by_list.setdefault((used[year].list_id, named), []).append(year.words)
        return tuple(
            f"{', '.join(years)}: {neighbour_list_words(list_id)} ({', '.join(named)})."
            for (list_id, named), years in by_list.items()
        )

    def _licences(self) -> tuple[str, ...]:
        """Attribute what is taken from national releases, under its licence."""
        datasets = [self._session.catalogue.dataset(one.dataset) for each in self._stated for one in each.behind]
        by_licence: dict[str, dict[str, None]] = {}
        for dataset in datasets:
            if dataset is not None:
                by_licence.setdefault(dataset.licence, {})[dataset.source] = None
        return tuple(
            f"Contains public sector information licensed under the {licence}. Source: {'; '.join(sources)}."
            for licence, sources in by_licence.items()
        )


def _indicators(session: Session, ids: Sequence[IndicatorId]) -> list[Indicator]:
    found = [session.catalogue.indicator(one) for one in ids]
    if unknown := [one for one, indicator in zip(ids, found, strict=True) if indicator is None]:
        raise DashboardError(f"No measure of the catalogue has the id {unknown[0]!r}.")
    if not found:
        raise DashboardError("Say at least one measure: `scorecard catalogue list` gives their ids.")
    return [indicator for indicator in found if indicator is not None]


def _column_label(cells: Sequence[BriefingCell]) -> str:
    """Say what a column's figures cover, where they all cover the same."""
    labels = {cell.label or _covers(cell) for cell in cells if cell.value is not None}
    return capital(labels.pop()) if len(labels) == 1 else ""


def _covers(cell: BriefingCell) -> str:
    return FULL_YEAR if cell.basis is Basis.FINANCIAL_YEAR else cell.period.words


def _edition_line(session: Session, edition: Edition) -> str:
    return f"Edition {edition.number}: {edition_words(session, edition)}, issued {format_date(edition.issued_on)}"


def _beside(table: BriefingTable, before: BriefingTable) -> BriefingTable:
    """Put into each cell what it said at the earlier moment, where it reads differently now."""
    rows = tuple(_row_beside(row, was) for row, was in zip(table.rows, before.rows, strict=True))
    return replace(table, rows=rows)


def _row_beside(row: BriefingRow, before: BriefingRow) -> BriefingRow:
    cells = tuple(
        replace(cell, was=was.text if was.text != cell.text else "")
        for cell, was in zip(row.cells, before.cells, strict=True)
    )
    difference, was_difference = row.difference, before.difference
    if difference is not None and was_difference is not None and was_difference.text != difference.text:
        difference = replace(difference, was=was_difference.text)
    return replace(row, cells=cells, difference=difference)

"""Read the quarterly regional return: in-year figures of a region's authorities, in a CSV template of our own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.areas import Area, AreaBook, AreaKind
from dashboard.benchmarks.release import Findings, ReleaseRead, collect
from dashboard.benchmarks.return_figures import FigureReader, ReturnFigure
from dashboard.benchmarks.return_template import NOTE_MARK, TEMPLATE_COLUMNS, template_notes
from dashboard.benchmarks.text_rows import read_text_rows
from dashboard.benchmarks.years import FINANCIAL_YEAR, parse_ees_year
from dashboard.catalogue.fields import ID_PATTERN
from dashboard.catalogue.schema import Catalogue, Dataset, DatasetKind, Indicator
from dashboard.catalogue.wording import did_you_mean
from dashboard.errors import BenchmarkError
from dashboard.formatting import BASIS_WORDS, plural
from dashboard.issues import Issue
from dashboard.observations import Observation
from dashboard.periods import Period, quarter
from dashboard.vocabulary import Basis, Kind

UNREADABLE = "regional-return-unreadable"
# More of the template's columns than this share make a file a return, whatever else its heading row says.
LEAST_FIT = 1 / 2
FIRST_ROW = 1
QUARTERS = 4

# The forms of a figure during the year; a whole year comes from the national release.
IN_YEAR_BASES = (Basis.YEAR_TO_DATE, Basis.ROLLING_12_MONTHS, Basis.IN_QUARTER, Basis.MONTH_END)
_BASES: Mapping[str, Basis] = {
    "": Basis.YEAR_TO_DATE,
    **{str(basis): basis for basis in IN_YEAR_BASES},
    **{BASIS_WORDS[basis].casefold(): basis for basis in IN_YEAR_BASES},
}
_QUARTER = re.compile(r"(?:q|quarter ?)?([1-4])", re.IGNORECASE | re.ASCII)
# A year outside these is a slip of the keyboard: the returns began in the 2010s.
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row of the return by column, and its number in the file (the heading is row 1)."""

    cells: Mapping[str, str]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    """The quarter of a row, and the period that its figure is kept under."""

    quarter: Period
    period: Period
    basis: Basis


def is_regional_return(heading: Sequence[str]) -> bool:
    """Tell by its heading row whether a file is a regional return, the columns complete or not."""
    return len(set(_folded(heading)) & set(TEMPLATE_COLUMNS)) > len(TEMPLATE_COLUMNS) * LEAST_FIT


def read_regional_return(content: bytes, filename: str, catalogue: Catalogue, areas: AreaBook) -> ReleaseRead:
    """Read a return; its figures are provisional, and ``latest`` is the last month of its last quarter.

    A figure keeps its basis: ``in_quarter`` ones stand under the quarter, all others under the quarter's last month.
    A percentage stands as printed, and must agree with its counts. No cell is echoed in an issue, numbers excepted.

    Raises:
        BenchmarkError: ``regional-return-not-recognised`` when the heading row is not the template's, there is no row
            beneath it, or the catalogue declares no dataset of the kind.
    """
    dataset = _dataset(catalogue, filename)
    numbered = enumerate(read_text_rows(content, filename), FIRST_ROW)
    heading, *lines = [(number, line) for number, line in numbered if any(cell.strip() for cell in line)] or [(0, ())]
    _check_heading(heading[1], filename)
    findings = Findings(filename=filename, dataset=dataset.id)
    rows = list(_rows(heading[1], lines, _note_cells(catalogue, areas), findings))
    if not rows and not findings.issues():
        raise _not_recognised(filename, f"{filename} has no row of figures under its heading row.")
    reader = _Reader(catalogue, areas, findings, dataset)
    observations = [one for row in rows if (one := reader.read(row)) is not None]
    read = collect(dataset, observations, findings, len(rows))
    return _described(read, areas) if read.latest is not None else read


def _described(read: ReleaseRead, areas: AreaBook) -> ReleaseRead:
    """Name the edition by its quarter, and say what it holds."""
    frame = read.observations.frame
    assert read.latest is not None
    latest = read.latest.last_month
    quarters = (quarter(latest.financial_year.start.year, number) for number in range(1, QUARTERS + 1))
    last = next(one for one in quarters if one.last_month == latest)
    held = f"{plural(int(frame['value'].notna().sum()), 'figure')} of {plural(frame['indicator'].nunique(), 'measure')}"
    fact = f"In-year figures to {latest.words}: {held} for {plural(frame['area'].nunique(), 'area')}, all provisional."
    return replace(read, latest=latest, title=f"Regional return, {last.short_words}", facts=(fact,))


def _dataset(catalogue: Catalogue, filename: str) -> Dataset:
    found = next((one for one in catalogue.datasets if one.kind is DatasetKind.REGIONAL_RETURN), None)
    if found is None:
        raise _not_recognised(filename, "indicators.yaml declares no dataset of the kind regional_return.")
    return found


def _not_recognised(filename: str, what: str) -> BenchmarkError:
    return BenchmarkError(what, (Issue(code="regional-return-not-recognised", what=what, file=filename),))


def _check_heading(heading: Sequence[str], filename: str) -> None:
    """Refuse other headings: a column of someone's own could hold what must not be kept."""
    found = [name for name in _folded(heading) if name]
    lacking = [name for name in TEMPLATE_COLUMNS if name not in found]
    if lacking:
        columns = "columns" if len(lacking) > 1 else "column"
        raise _not_recognised(filename, f"{filename} lacks the {columns} {', '.join(lacking)} of the template.")
    if len(found) > len(TEMPLATE_COLUMNS):
        further = plural(len(found) - len(TEMPLATE_COLUMNS), "column")
        raise _not_recognised(filename, f"{filename} has {further} more than the template.")


def _folded(heading: Sequence[str]) -> list[str]:
    return [" ".join(name.split()).casefold() for name in heading]


def _note_cells(catalogue: Catalogue, areas: AreaBook) -> frozenset[tuple[str, ...]]:
    return frozenset(_filled(note) for note in template_notes(catalogue, areas))


def _filled(line: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line if cell.strip())


def _rows(
    heading: Sequence[str],
    lines: Iterable[tuple[int, Sequence[str]]],
    notes: frozenset[tuple[str, ...]],
    findings: Findings,
) -> Iterator[_Row]:
    """Give the rows of figures; the template's own notes are passed over."""
    names = _folded(heading)
    for number, line in lines:
        filled = _filled(line)
        if filled in notes:
            continue
        if filled[0].startswith(NOTE_MARK):
            findings.add(UNREADABLE, "A row begins with # and is none of the template's notes: delete it.", number)
        elif any(cell.strip() for cell in line[len(names) :]):
            findings.add(UNREADABLE, "A row has more cells than the heading row.", number)
        else:
            cells = dict(zip(names, [*line, *[""] * len(names)], strict=False))
            yield _Row(cells={name: " ".join(cells[name].split()) for name in TEMPLATE_COLUMNS}, number=number)


class _Reader:
    """Reads rows, noting each fault of a row and not only the first."""

    def __init__(self, catalogue: Catalogue, areas: AreaBook, findings: Findings, dataset: Dataset) -> None:
        self._catalogue = catalogue
        self._areas = areas
        self._findings = findings
        self._dataset = dataset
        self._region = areas.region_of(catalogue.council.authority)
        self._neighbours = frozenset(
            area.code for info in areas.lists for area in areas.neighbours(catalogue.council.authority, info.id)
        )

    def read(self, row: _Row) -> Observation | None:
        """Make a row's observation; None where something is wrong with it."""
        indicator, when = self._indicator(row), self._when(row)
        area = self._area(row, when)
        figure = self._figure(row, indicator) if indicator is not None else None
        if indicator is None or when is None or area is None or figure is None:
            return None
        return self._observation(row, indicator, when, area, figure)

    def _observation(
        self, row: _Row, indicator: Indicator, when: _When, area: Area, figure: ReturnFigure
    ) -> Observation:
        return Observation(
            indicator=indicator.id,
            basis=when.basis,
            area=area.code,
            period=when.period,
            value=figure.value,
            missing=figure.missing,
            kind=Kind.BENCHMARK,
            numerator=figure.numerator,
            denominator=figure.denominator,
            decimals=figure.decimals,
            provisional=True,
            text=figure.text,
            sheet=self._dataset.id,
            cell=f"row {row.number}",
        )

    def _figure(self, row: _Row, indicator: Indicator) -> ReturnFigure | None:
        read = FigureReader(indicator=indicator).read(row.cells)
        if isinstance(read, ReturnFigure):
            return read
        self._findings.add(read.code, read.what, row.number)
        return None

    def _indicator(self, row: _Row) -> Indicator | None:
        written = row.cells["measure"]
        found = self._catalogue.indicator(written)
        if found is None:
            near = did_you_mean(written, [one.id for one in self._catalogue.indicators]) if _is_id(written) else ""
            what = "The column measure does not hold the id of a measure."
            self._findings.add("regional-return-unknown-measure", f"{what} {near}".strip(), row.number)
        return found

    def _when(self, row: _Row) -> _When | None:
        year = parse_ees_year(row.cells["year"], FINANCIAL_YEAR)
        number = _QUARTER.fullmatch(row.cells["quarter"])
        basis = _BASES.get(row.cells["basis"].casefold())
        if year is None or year.start.year not in _YEARS:
            self._findings.add(
                UNREADABLE, "The column year does not hold a financial year such as 2019/20.", row.number
            )
            year = None
        if number is None:
            self._findings.add(UNREADABLE, "The column quarter does not hold Q1, Q2, Q3 or Q4.", row.number)
        if basis is None:
            known = ", ".join(IN_YEAR_BASES)
            self._findings.add(UNREADABLE, f"The column basis holds none of {known}.", row.number)
        if year is None or number is None or basis is None:
            return None
        covered = quarter(year.start.year, int(number[1]))
        period = covered if basis is Basis.IN_QUARTER else covered.last_month
        return _When(quarter=covered, period=period, basis=basis)

    def _area(self, row: _Row, when: _When | None) -> Area | None:
        written = row.cells["area"]
        area = self._areas.by_code(written) or self._areas.by_la_number(written) or self._areas.by_name(written)
        if area is None:
            what = "The column area holds no code or name of an area that is known."
            self._findings.add("benchmark-unknown-area", what, row.number)
            return None
        if not self._belongs(area):
            region = self._region.name if self._region else "our region"
            what = f"{area.name} is not {region}, does not lie in it, and is none of our statistical neighbours."
            self._findings.add(UNREADABLE, what, row.number)
            return None
        if when is not None and not area.exists_on(when.quarter.end):
            what = f"{area.name} was not in being at the end of {when.quarter.last_month.words}."
            self._findings.add(UNREADABLE, what, row.number)
            return None
        return area

    def _belongs(self, area: Area) -> bool:
        if area.kind is AreaKind.AUTHORITY and area.code in self._neighbours:
            return True
        region = self._areas.region_of(area.code)
        return region is not None and self._region is not None and region.code == self._region.code


def _is_id(text: str) -> bool:
    return re.fullmatch(ID_PATTERN, text) is not None

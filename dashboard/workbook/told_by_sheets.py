"""Tell an untitled workbook's report by its measures and its month by its columns: never without a warning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dashboard.catalogue.names import name_key
from dashboard.catalogue.schema import Catalogue, Report
from dashboard.periods import Period, PeriodKind
from dashboard.vocabulary import ColumnRole
from dashboard.workbook.grid import GridCell
from dashboard.workbook.identity import Declared
from dashboard.workbook.long_rows import printed_periods
from dashboard.workbook.sheet_reader import FoundSheet

# A report is told by its measures where it has at least so many of the sheets' measures, as a number and as a share,
# and no other report has half of them.
MIN_MEASURES = 3
MIN_SHARE = 2 / 3
MAX_SHARE_OF_ANOTHER = 1 / 2


def tell_by_sheets(sheets: Iterable[FoundSheet], catalogue: Catalogue, declared: Declared) -> Declared:
    """Complete what was declared with what the recognised sheets leave no doubt about, and the evidence in words."""
    read = [found for found in sheets if found.has_figures]
    told = declared
    if told.report is None and (by_measures := _report_of(read, catalogue)) is not None:
        report, evidence = by_measures
        told = replace(told, report=report.id, report_evidence=evidence)
    if told.as_at is None and (as_at := _last_month(read)) is not None:
        told = replace(told, as_at=as_at, as_at_evidence=f"the last month with figures is {as_at.words}")
    return told


def _report_of(sheets: list[FoundSheet], catalogue: Catalogue) -> tuple[Report, str] | None:
    names = {name_key(text) for found in sheets for text in _names(found)}
    counts = {report.id: len(names & _names_of(report, catalogue)) for report in catalogue.reports}
    best = max(catalogue.reports, key=lambda report: counts[report.id], default=None)
    if best is None or counts[best.id] < max(MIN_MEASURES, MIN_SHARE * len(names)):
        return None
    others = max((count for report, count in counts.items() if report != best.id), default=0)
    if others >= MAX_SHARE_OF_ANOTHER * counts[best.id]:
        return None
    return best, f"{counts[best.id]} of its {len(names)} measures are those of the {best.name}"


def _names_of(report: Report, catalogue: Catalogue) -> set[str]:
    return {
        name_key(alias.name)
        for indicator in catalogue.indicators
        for alias in indicator.aliases
        if alias.report == report.id
    }


def _names(found: FoundSheet) -> list[str]:
    """List the names of a sheet's rows that hold a figure."""
    grid, table = found.grid, found.match.table
    if table is not None and (name := table.column(ColumnRole.NAME)) is not None:
        periods = [column.index for column in table.columns_of(ColumnRole.PERIOD)]
        return [
            grid.cell(row, name.index).text
            for row in grid.rows
            if table.holds(row) and any(_is_figure(grid.cell(row, index)) for index in periods)
        ]
    if found.long is None:
        return []
    rows = range(found.long.heading_row + 1, found.long.last_row + 1)
    columns = found.long.of(ColumnRole.NAME)
    return [text for row in rows for column in columns if (text := grid.shown(row, column).text)]


def _last_month(sheets: list[FoundSheet]) -> Period | None:
    """Give the month at whose end the last figures of every sheet stand; None where the sheets differ."""
    last = {max(periods, key=lambda period: period.end) for found in sheets if (periods := _periods(found))}
    months = {period if period.kind is PeriodKind.MONTH else period.last_month for period in last}
    return months.pop() if len(months) == 1 else None


def _periods(found: FoundSheet) -> list[Period]:
    """List the months and quarters in which a sheet prints a figure."""
    grid, table = found.grid, found.match.table
    if found.long is not None:
        periods: Iterable[Period] = printed_periods(grid, found.long)
    elif table is not None:
        rows = [row for row in grid.rows if table.holds(row)]
        columns = [column for column in table.columns_of(ColumnRole.PERIOD) if column.period and not column.is_relative]
        periods = (
            column.period
            for column in columns
            if column.period and any(_is_figure(grid.cell(row, column.index)) for row in rows)
        )
    else:
        return []
    return [period for period in periods if period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER)]


def _is_figure(cell: GridCell) -> bool:
    """Tell a cell that prints a number, as such or in its text."""
    if isinstance(cell.value, bool):
        return False
    return isinstance(cell.value, int | float) or any(character.isdigit() for character in cell.text)

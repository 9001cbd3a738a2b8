"""What the mark r says, where neither pointer nor colour is needed: every restated figure with its earlier values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.formatting import plural
from dashboard.ui import tables
from dashboard.ui.components import folded
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import indicator_link
from dashboard.ui.paper_parts import folded_on_paper
from dashboard.views.parts import FigureCell
from dashboard.views.scorecard import ScorecardRow, ScorecardView
from dashboard.views.scorecard_ask import Column

HEADINGS = (tables.Column(name="Measure"), tables.Column(name="What was published", extra="sc-said"))


RESTATED_WORDS = "restated since first published"
LATE_WORDS = "added late, where none could be given at first"
# A longer list takes more sheets than the table itself: on paper it is named, not printed.
LONG_ON_PAPER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One figure of a row that was restated or came late."""

    row: ScorecardRow
    period: str
    cell: FigureCell


def measure_link(view: ScorecardView, row: ScorecardRow) -> Html:
    """Link a measure to its page, at the month and the moment shown."""
    address = indicator_link(row.indicator, row.basis.value, view.as_at.id, view.as_of)
    return element("a", row.name, href=address, target="_self")


def restated_notes(view: ScorecardView, rows: Sequence[ScorecardRow], columns: Sequence[Column]) -> Html:
    """Fold away the list of what was restated in the columns shown, and of what came late; nothing where none was."""
    changes = [change for row in rows for change in _changes(view, row, columns)]
    restated = [change for change in changes if change.cell.restated_from]
    late = [change for change in changes if not change.cell.restated_from]
    return join([_list(view, RESTATED_WORDS, restated), _list(view, LATE_WORDS, late)])


def restated_legend(more: str = "") -> Html:
    """Explain the mark r; ``more`` goes on."""
    return join([element("span", "r", class_="sc-r-key"), f" restated: changed since first published{more}"])


def scorecard_legend(view: ScorecardView, rows: Iterable[ScorecardRow], columns: Sequence[Column]) -> Html:
    """Explain the mark, and the bar where it stands; empty where no figure shown wears it."""
    cells = [change.cell for row in rows for change in _changes(view, row, columns) if change.cell.restated_from]
    if not cells:
        return Html("")
    bar = " (with a bar: in the edition shown)" if any(cell.restated_here for cell in cells) else ""
    return restated_legend(f"{bar}, listed under the table")


def _list(view: ScorecardView, what: str, changes: Sequence[_Change]) -> Html:
    if not changes:
        return Html("")
    title = f"{plural(len(changes), 'figure')} {what}"
    by_measure = groupby(changes, key=lambda change: change.row.key)
    lines = (_line(view, list(of_measure)) for _, of_measure in by_measure)
    table = tables.table_html(title, HEADINGS, lines)
    if len(changes) <= LONG_ON_PAPER:
        return folded(title, table)
    named = element("p", f"{title}: listed on the scorecard’s page.", class_="sc-legend sc-on-paper")
    return join([folded_on_paper(title, table), named])


def _line(view: ScorecardView, changes: Sequence[_Change]) -> tables.Row:
    """List the changed figures of one measure beneath each other."""
    row = changes[0].row
    name = element("span", f"{row.number} " if row.number else "", measure_link(view, row))
    said = (element("li", f"{change.period}: {change.cell.history}") for change in changes)
    return tables.Row(cells=(name, element("ul", *said, class_="sc-said-list")))


def _changes(view: ScorecardView, row: ScorecardRow, columns: Sequence[Column]) -> Iterator[_Change]:
    """List the changed figures of a row, each once: the latest month is one of the months, too."""
    seen: set[tuple[str, str]] = set()
    for column in columns:
        if column is Column.YEAR and row.year_to_date.history == row.latest.history:
            continue
        for period, cell in _named(view, row, column):
            if cell.history and (period, cell.history) not in seen:
                seen.add((period, cell.history))
                yield _Change(row=row, period=period, cell=cell)


def _named(view: ScorecardView, row: ScorecardRow, column: Column) -> Iterable[tuple[str, FigureCell]]:
    """Give the figures of a column, each with its period."""
    if column is Column.LATEST:
        return zip(view.month_headings[-1:], row.months[-1:], strict=True)
    if column is Column.BEFORE:
        return [(view.before_heading, row.before)]
    if column is Column.MONTHS:
        return zip(view.month_headings, row.months, strict=True)
    if column is Column.YEAR:
        return [(view.year_to_date_heading, row.year_to_date)]
    if column is Column.YEARS:
        return zip(view.previous_year_headings, row.previous_years, strict=True)
    if column is Column.BENCHMARKS:
        return zip((f"{name}, {year}" for name, year in view.benchmark_headings), row.benchmarks, strict=True)
    return ()

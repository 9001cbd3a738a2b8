"""What the mark r says, where neither pointer nor colour is needed: every restated figure with its earlier values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.formatting import plural
from dashboard.ui.components import folded
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import indicator_link
from dashboard.ui.tables import Column, Row, table_html
from dashboard.views.parts import FigureCell
from dashboard.views.scorecard import ScorecardRow, ScorecardView

COLUMNS = (
    Column(name="Measure"),
    Column(name="Period", extra="sc-nowrap"),
    Column(name="What was published", extra="sc-said"),
)


RESTATED_WORDS = "restated since first published"
LATE_WORDS = "added late, where none could be given at first"


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


def restated_notes(view: ScorecardView, rows: Sequence[ScorecardRow]) -> Html:
    """Fold away the list of what was restated, and of what came late; nothing where nothing was."""
    changes = [change for row in rows for change in _changes(view, row)]
    restated = [change for change in changes if change.cell.restated_from]
    late = [change for change in changes if not change.cell.restated_from]
    return join([_list(view, RESTATED_WORDS, restated), _list(view, LATE_WORDS, late)])


def restated_legend(more: str = "") -> Html:
    """Explain the mark r; ``more`` goes on."""
    return join([element("span", "r", class_="sc-r-key"), f" restated: changed since first published{more}"])


def scorecard_legend(view: ScorecardView) -> Html:
    """Explain the mark, and the bar where it stands; empty where no figure of the page wears it."""
    rows = [row for section in view.sections for row in section.rows]
    cells = [change.cell for row in rows for change in _changes(view, row) if change.cell.restated_from]
    if not cells:
        return Html("")
    bar = " (with a bar: in the edition shown)" if any(cell.restated_here for cell in cells) else ""
    return restated_legend(f"{bar}, listed under the table")


def _list(view: ScorecardView, what: str, changes: Sequence[_Change]) -> Html:
    if not changes:
        return Html("")
    title = f"{plural(len(changes), 'figure')} {what}"
    lines = (_line(view, change) for change in changes)
    return folded(title, table_html(title, COLUMNS, lines))


def _line(view: ScorecardView, change: _Change) -> Row:
    history = change.cell.history
    number = f"{change.row.number} " if change.row.number else ""
    name = element("span", number, measure_link(view, change.row))
    return Row(cells=(name, change.period, history[:1].upper() + history[1:]))


def _changes(view: ScorecardView, row: ScorecardRow) -> Iterator[_Change]:
    """List the changed figures of a row; a year to date that repeats the latest month is not listed twice."""
    benchmarks = (f"{name}, {year}" for name, year in view.benchmark_headings)
    repeats = bool(row.months) and row.year_to_date.history == row.months[-1].history
    named = [
        *zip(view.month_headings, row.months, strict=True),
        *([] if repeats else [(view.year_to_date_heading, row.year_to_date)]),
        *zip(view.previous_year_headings, row.previous_years, strict=True),
        *zip(benchmarks, row.benchmarks, strict=True),
    ]
    for period, cell in named:
        if cell.history:
            yield _Change(row=row, period=period, cell=cell)

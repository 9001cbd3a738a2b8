"""The columns of the scorecard's table: what each is headed, and the cells that it gives a row.

A figure's cell has no class and no title: hundreds of rows of two dozen figures go to every reader, so alignment, edges
and the labels of a phone's cards are the column's, written once (``scorecard_table``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from dashboard.formatting import uncapital
from dashboard.ui.components import figure, hidden, rag_chip, travel_mark
from dashboard.ui.html import Html, element, join
from dashboard.ui.signal_parts import signal_mark
from dashboard.ui.spark_parts import spark_html
from dashboard.views.parts import FigureCell
from dashboard.views.scorecard import ScorecardRow, ScorecardView
from dashboard.views.scorecard_ask import Column

NEWS, TRAVEL, TARGET = "Is it news?", "Direction of travel", "Target and tolerance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of one column: its words, beneath which group, the label of its cells on a card."""

    label: str
    words: Html | str
    group: str = ""
    numeric: bool = True
    class_: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One choice of the reader's: a column, or a group of them."""

    headings: tuple[Heading, ...]
    cells: Callable[[ScorecardRow], Iterable[Html]]


def parts_of(view: ScorecardView, columns: Iterable[Column]) -> tuple[Part, ...]:
    """Give the parts of the table for the columns chosen, in their order."""
    return tuple(_MAKERS[column](view) for column in columns)


def figure_cell(cell: FigureCell, class_: str = "") -> Html:
    """Write a figure; one restated says from what, one that is not there why."""
    missing = "sc-is-missing" if cell.missing is not None and cell.text else ""
    if cell.missing is not None and not cell.text:
        return element("td", class_=class_ or None)
    classes = " ".join(name for name in (class_, missing) if name) or None
    was = f"restated from {cell.restated_from}" if cell.restated_from else None
    return element("td", figure(cell) if was or missing else cell.text, class_=classes, title=was)


def _two_lines(heading: str) -> Html:
    """Set a month over its year: "Apr 2019" in two lines."""
    return join(heading.rsplit(" ", 1), element("br"))


def _latest(view: ScorecardView) -> Part:
    words = view.month_headings[-1] if view.month_headings else view.as_at.words
    return Part(
        headings=(Heading(label=words, words=_two_lines(words), class_="sc-latest-head"),),
        cells=lambda row: (_latest_cell(row.latest),),
    )


def _latest_cell(cell: FigureCell) -> Html:
    return figure_cell(cell, "sc-latest")


def _before(view: ScorecardView) -> Part:
    heading = Heading(label=view.before_heading, words=_two_lines(view.before_heading))
    return Part(headings=(heading,), cells=lambda row: (figure_cell(row.before, "sc-before"),))


def _rag(view: ScorecardView) -> Part:
    words = f"RAG in {view.period_word.lower()}"
    heading = Heading(label="RAG", words=words, numeric=False, class_="sc-rag-cell")
    return Part(headings=(heading,), cells=lambda row: (element("td", *_rating(row), class_="sc-rag-cell"),))


def _rating(row: ScorecardRow) -> Iterator[Html]:
    """Write the rating, and what it was a month before where that was another; the target has its own column."""
    yield rag_chip(replace(row.rag, title=""))
    if row.rag_before:
        yield element("span", f"was {uncapital(row.rag_before.word)}", class_="sc-was")


def _news(view: ScorecardView) -> Part:
    heading = Heading(label=NEWS, words=NEWS, numeric=False, class_="sc-news-cell")
    return Part(headings=(heading,), cells=lambda row: (_news_cell(row),))


def _news_cell(row: ScorecardRow) -> Html:
    """Write whether the figure is news; where it stands out its sentence, on hovering and for screen readers."""
    if not row.signal.state.stands_out:
        return element("td", signal_mark(replace(row.signal, title="")), class_="sc-news-cell")
    said = hidden(f": {row.signal.title}") if row.signal.title else ""
    return element("td", signal_mark(row.signal), said, class_="sc-news-cell")


def _direction(view: ScorecardView) -> Part:
    heading = Heading(label=TRAVEL, words=TRAVEL, numeric=False, class_="sc-travel-cell")
    return Part(
        headings=(heading,),
        cells=lambda row: (element("td", travel_mark(replace(row.travel, title="")), class_="sc-travel-cell"),),
    )


def _trend(view: ScorecardView) -> Part:
    heading = Heading(label="Trend", words="Trend", numeric=False, class_="sc-trend-cell")
    return Part(headings=(heading,), cells=lambda row: (_trend_cell(row),))


def _trend_cell(row: ScorecardRow) -> Html:
    return element("td", spark_html(row.trend) if row.trend else "", class_="sc-trend-cell")


def _target(view: ScorecardView) -> Part:
    heading = Heading(label=TARGET, words=TARGET, numeric=False, class_="sc-target-cell")
    return Part(headings=(heading,), cells=lambda row: (_target_cell(row),))


def _target_cell(row: ScorecardRow) -> Html:
    tolerance = element("span", row.tolerance, class_="sc-unit") if row.tolerance else ""
    return element("td", row.target, tolerance, class_="sc-target-cell")


def _good(view: ScorecardView) -> Part:
    heading = Heading(label="Good is", words="Good is", numeric=False, class_="sc-good")
    return Part(headings=(heading,), cells=lambda row: (element("td", row.good_is, class_="sc-good"),))


def _months(view: ScorecardView) -> Part:
    return Part(
        headings=tuple(
            Heading(label=words, words=_two_lines(words), group=view.period_word) for words in view.month_headings
        ),
        cells=lambda row: (
            *(figure_cell(cell) for cell in row.months[:-1]),
            *(_latest_cell(cell) for cell in row.months[-1:]),
        ),
    )


def _year(view: ScorecardView) -> Part:
    words = view.year_to_date_heading
    return Part(headings=(Heading(label=words, words=words),), cells=lambda row: (_year_cell(row),))


def _year_cell(row: ScorecardRow) -> Html:
    """Write the year's figure, beneath it how its own target rates it; the month's rating stands in its column."""
    if not row.year_to_date_rag:
        return figure_cell(row.year_to_date)
    both = element("span", figure(row.year_to_date), rag_chip(row.year_to_date_rag), class_="sc-rated")
    return element("td", both)


def _years(view: ScorecardView) -> Part:
    headings = (Heading(label=words, words=words, group="Previous years") for words in view.previous_year_headings)
    return Part(headings=tuple(headings), cells=lambda row: map(figure_cell, row.previous_years))


def _benchmarks(view: ScorecardView) -> Part:
    return Part(
        headings=tuple(
            Heading(
                label=f"{name}, {year}",
                words=join([name, element("br"), element("span", year, class_="sc-year")]),
                group="Latest benchmarks",
                class_="sc-benchmark",
            )
            for name, year in view.benchmark_headings
        ),
        cells=lambda row: map(figure_cell, row.benchmarks),
    )


_MAKERS: dict[Column, Callable[[ScorecardView], Part]] = {
    Column.LATEST: _latest,
    Column.BEFORE: _before,
    Column.RAG: _rag,
    Column.NEWS: _news,
    Column.DIRECTION: _direction,
    Column.TREND: _trend,
    Column.TARGET: _target,
    Column.GOOD: _good,
    Column.MONTHS: _months,
    Column.YEAR: _year,
    Column.YEARS: _years,
    Column.BENCHMARKS: _benchmarks,
}

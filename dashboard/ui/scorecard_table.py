"""The printed scorecard as one HTML table; on a phone the same table's rows become cards."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.ui.components import figure, figure_cell, figure_classes, hidden, rag_chip, travel_mark
from dashboard.ui.html import Html, element, join
from dashboard.ui.restated_notes import measure_link, restated_notes
from dashboard.ui.signal_parts import signal_mark
from dashboard.views.scorecard import ScorecardRow, ScorecardSection, ScorecardView

# Columns beside the months, earlier years and benchmarks: number, name, good is, year to date, news, direction,
# RAG, target.
FIXED_COLUMNS = 8
NEWS, TRAVEL = "Is it news?", "Direction of travel"


def scorecard_html(view: ScorecardView, search: str = "") -> Html:
    """Write the table of the measures that match ``search``, grouped by section, and what was restated beneath it."""
    words = search.casefold().split()
    groups = [(section, _matching(section, words)) for section in view.sections]
    bodies = [_body(view, section, rows) for section, rows in groups if rows]
    if not bodies:
        return element(
            "p", f"No measure matches “{search}”. Try one word of its name, or its number.", class_="sc-empty"
        )
    table = element("table", _caption(view), _head(view), *bodies, class_="sc-scorecard")
    scrolling = element("div", table, class_="sc-scroll", role="region", aria_label="Scorecard table", tabindex="0")
    return join([scrolling, restated_notes(view, [row for _, rows in groups for row in rows])])


def count_matches(view: ScorecardView, search: str) -> int:
    """Count the measures that match ``search``."""
    words = search.casefold().split()
    return sum(len(_matching(section, words)) for section in view.sections)


def _matching(section: ScorecardSection, words: list[str]) -> list[ScorecardRow]:
    return [row for row in section.rows if all(word in row.search_text.casefold() for word in words)]


def _caption(view: ScorecardView) -> Html:
    return element("caption", f"{view.title}, {view.as_at.words}", class_="sc-hidden")


def _head(view: ScorecardView) -> Html:
    return element("thead", element("tr", *_group_headings(view)), element("tr", *_single_headings(view)))


def _group_headings(view: ScorecardView) -> Iterator[Html]:
    yield element("th", "No.", rowspan="2", scope="col", class_="sc-no")
    yield element("th", "Indicator", rowspan="2", scope="col", class_="sc-name")
    yield element("th", "Good is", rowspan="2", scope="col", class_="sc-good")
    yield _group(view.period_word, len(view.month_headings))
    yield element("th", view.year_to_date_heading, rowspan="2", scope="col", class_="sc-num sc-edge")
    yield element("th", NEWS, rowspan="2", scope="col", class_="sc-news-cell")
    yield element("th", TRAVEL, rowspan="2", scope="col", class_="sc-travel-cell")
    yield element("th", f"RAG in {view.period_word.lower()}", rowspan="2", scope="col", class_="sc-rag-cell")
    yield element("th", "Target and tolerance", rowspan="2", scope="col", class_="sc-edge")
    yield _group("Previous years", len(view.previous_year_headings))
    yield _group("Latest benchmarks", len(view.benchmark_headings))


def _group(words: str, span: int) -> Html:
    return element("th", words, colspan=str(span), scope="colgroup", class_="sc-edge") if span else Html("")


def _single_headings(view: ScorecardView) -> Iterator[Html]:
    for place, heading in enumerate(view.month_headings):
        yield element("th", _two_lines(heading), scope="col", class_=_edge("sc-num", first=place == 0))
    for place, heading in enumerate(view.previous_year_headings):
        yield element("th", heading, scope="col", class_=_edge("sc-num", first=place == 0))
    for place, (name, year) in enumerate(view.benchmark_headings):
        words = join([name, element("br"), element("span", year, class_="sc-year")])
        yield element("th", words, scope="col", class_=_edge("sc-num sc-benchmark", first=place == 0))


def _two_lines(heading: str) -> Html:
    """Set a month over its year: "Apr 2019" in two lines."""
    return join(heading.rsplit(" ", 1), element("br"))


def _edge(classes: str, *, first: bool) -> str:
    return f"{classes} sc-edge" if first else classes


def _body(view: ScorecardView, section: ScorecardSection, rows: list[ScorecardRow]) -> Html:
    columns = FIXED_COLUMNS + len(view.month_headings) + len(view.previous_year_headings) + len(view.benchmark_headings)
    heading = element("th", element("span", section.name), colspan=str(columns), scope="rowgroup")
    return element("tbody", element("tr", heading, class_="sc-group"), *(_row(view, row) for row in rows))


def _row(view: ScorecardView, row: ScorecardRow) -> Html:
    return element(
        "tr",
        element("td", row.number, class_="sc-no"),
        _name(view, row),
        element("td", row.good_is, class_="sc-rest sc-good", data_label="Good is"),
        *_figures(view.month_headings, row, latest=len(row.months) - 1),
        _year_to_date(view, row),
        _news(row),
        element("td", travel_mark(row.travel), class_="sc-travel-cell", data_label=TRAVEL),
        element("td", rag_chip(row.rag), class_="sc-rag-cell"),
        _target(row),
        *_previous_years(view, row),
        *_benchmarks(view, row),
        element("td", element("details", element("summary", _more_words(view))), class_="sc-more"),
    )


def _year_to_date(view: ScorecardView, row: ScorecardRow) -> Html:
    """Write the year's figure, beneath it how its own target rates it; the month's rating stands in its column."""
    cell = row.year_to_date
    chip = rag_chip(row.year_to_date_rag) if row.year_to_date_rag else ""
    return element(
        "td",
        element("span", figure(cell), chip, class_="sc-rated") if chip else figure(cell),
        class_=f"{figure_classes(cell)} sc-rest sc-edge",
        title=cell.title or None,
        data_label=view.year_to_date_heading,
    )


def _news(row: ScorecardRow) -> Html:
    """Write whether the figure is news, its sentence on hovering and for screen readers."""
    said = hidden(f": {row.signal.title}") if row.signal.title else ""
    return element("td", signal_mark(row.signal), said, class_="sc-news-cell", data_label=NEWS)


def _more_words(view: ScorecardView) -> str:
    return f"All {view.period_word.lower()}s, target and benchmarks"


def _name(view: ScorecardView, row: ScorecardRow) -> Html:
    link = measure_link(view, row)
    unit = " · ".join(words for words in (row.unit_words, row.basis_words) if words)
    return element("th", link, element("span", unit, class_="sc-unit"), scope="row", class_="sc-name")


def _figures(headings: tuple[str, ...], row: ScorecardRow, *, latest: int) -> Iterator[Html]:
    for place, (heading, cell) in enumerate(zip(headings, row.months, strict=True)):
        extra = "sc-latest" if place == latest else "sc-rest"
        yield figure_cell(cell, label=heading, extra=_edge(extra, first=place == 0))


def _target(row: ScorecardRow) -> Html:
    tolerance = element("span", row.tolerance, class_="sc-unit") if row.tolerance else ""
    words = element("span", element("span", row.target, class_="sc-target"), tolerance)
    return element("td", words, class_="sc-rest sc-edge sc-target-cell", data_label="Target and tolerance")


def _previous_years(view: ScorecardView, row: ScorecardRow) -> Iterator[Html]:
    for place, (heading, cell) in enumerate(zip(view.previous_year_headings, row.previous_years, strict=True)):
        yield figure_cell(cell, label=heading, extra=_edge("sc-rest", first=place == 0))


def _benchmarks(view: ScorecardView, row: ScorecardRow) -> Iterator[Html]:
    for place, ((name, year), cell) in enumerate(zip(view.benchmark_headings, row.benchmarks, strict=True)):
        yield figure_cell(cell, label=f"{name}, {year}", extra=_edge("sc-rest", first=place == 0))

"""The parts of the indicator page, one question each."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from dashboard.charts.words import has_figures, period_word
from dashboard.formatting import capital, uncapital
from dashboard.judge.signal import SignalState
from dashboard.ui.components import bullets, facts, figure, folded, rag_chip, titled_figure, travel_mark
from dashboard.ui.html import Html, element, join
from dashboard.ui.news_parts import range_caption
from dashboard.ui.restated_notes import restated_legend
from dashboard.ui.signal_parts import SIGNAL_TONES, signal_mark
from dashboard.ui.tables import Column, Row, number, table_html, words
from dashboard.views.indicator import BenchmarkRow, ComparisonRow, FiguresRow, IndicatorView, Provenance

# What stands beside each period in the table under the chart.
FIGURE_COLUMNS = (number("Figure"), *words("Counts", "RAG"), Column(name="From", extra="sc-source"))
TWO_ALONE = "Two figures alone are no news"
# The states of a figure that was held against its usual range.
JUDGED_STATES = frozenset(SIGNAL_TONES) | {SignalState.COMMON_CAUSE}
MARK_COLUMN = Column(name="Is it news?")
# Stands last, and only where some figure of the line was restated or came late.
EARLIER_COLUMN = Column(name="Earlier values", extra="sc-source sc-said")
COMPARISON_COLUMNS = (*words("Who"), number("Figure"), *words("Period", "How worked out", "Beside ours"))
BENCHMARK_COLUMNS = (
    *words("Benchmark"),
    number("Figure"),
    *words("Year", "How worked out"),
    Column(name="As printed", extra="sc-source sc-said"),
)
NOT_PRINTED = "not printed for this year"
BENCHMARKS_LEAD = (
    "The four benchmark columns of the printed scorecard, worked out here from the published figures. “As printed” is "
    "what a workbook loaded here says for the same year."
)


def answer_html(view: IndicatorView) -> Html:
    """Write the name, the answer for members, then figure, status and direction."""
    return join(
        [
            element("h1", view.name),
            element("p", view.answer, class_="sc-answer"),
            element("p", element("strong", "Bear in mind. "), view.caution, class_="sc-caution")
            if view.caution
            else "",
            element("div", _headline_figure(view), _states(view), class_="sc-headline"),
        ]
    )


def _headline_figure(view: IndicatorView) -> Html:
    return element(
        "div",
        element("span", view.as_at, class_="sc-label"),
        element("span", figure(view.latest), class_="sc-big", title=view.latest.title or None),
        element("span", view.numbers, class_="sc-label"),
        class_="sc-headline-figure",
    )


def _states(view: IndicatorView) -> Html:
    has_target = view.target_words != view.rag.word
    target = element("span", view.target_words, class_="sc-label") if has_target else ""
    assurance = element("span", view.assurance, class_="sc-label") if view.assurance else ""
    others = [element("span", words, class_="sc-label") for words in view.other_ratings]
    return element(
        "dl",
        _state("Against target", rag_chip(view.rag), target, assurance, *others),
        _state("Is it news?", signal_mark(view.signal)) if view.signal.word else "",
        _state("Direction of travel", travel_mark(view.travel), _since(view)),
        class_="sc-states",
    )


def _state(name: str, *said: Html | str) -> Html:
    return element("div", element("dt", name), element("dd", *said))


def _since(view: IndicatorView) -> Html | str:
    """Say what the direction is since; where the figure is judged, that two months side by side are no news."""
    if not view.travel_since:
        return ""
    alone = element("span", TWO_ALONE, class_="sc-label") if view.signal.state in JUDGED_STATES else ""
    return join([element("span", view.travel_since, class_="sc-label"), alone])


def figures_html(view: IndicatorView) -> Html:
    """Fold the chart's figures into a table beneath it; nothing where there is no line."""
    if not view.figures:
        return Html("")
    marked = any(row.mark for row in view.figures)
    changed = any(row.earlier for row in view.figures)
    rows = (_figure_row(row, marked=marked, changed=changed) for row in view.figures)
    word = period_word(view.trend.points)
    caption = f"{view.trend.subtitle}: every {word}" + (" in the chart" if has_figures(view.trend) else "")
    caption = ". ".join(part for part in (caption, range_caption(view.trend)) if part)
    period = Column(name=word.capitalize(), extra="sc-nowrap")
    extra = (*([MARK_COLUMN] if marked else []), *([EARLIER_COLUMN] if changed else []))
    columns = (period, *FIGURE_COLUMNS, *extra)
    restated = any(row.figure.restated_from for row in view.figures)
    legend = element("p", restated_legend(), ".", class_="sc-legend") if restated else ""
    return folded("The figures as a table", join([table_html(caption, columns, rows, show_caption=True), legend]))


def _figure_row(row: FiguresRow, *, marked: bool, changed: bool) -> Row:
    cells = (row.period, titled_figure(row.figure), row.counts, rag_chip(row.rag), row.source)
    extra = (*((row.mark,) if marked else ()), *((capital(row.earlier),) if changed else ()))
    return Row(cells=(*cells, *extra))


def comparison_html(view: IndicatorView) -> Html:
    """Write the comparison table, and what may not be compared."""
    if not view.comparison:
        return element("p", " ".join(["There is nobody to compare with here.", *view.comparison_notes]))
    (_, first), *rest = [(name, list(rows)) for name, rows in groupby(view.comparison, key=lambda row: row.group)]
    lead = [element("p", sentence) for sentence in view.comparison_lead]
    tables = [_comparison_table(view.comparison_caption, first)]
    tables += [
        folded(name, _comparison_table(f"{view.comparison_caption}, {uncapital(name)}", rows)) for name, rows in rest
    ]
    return join([*lead, *tables, bullets(view.comparison_notes, "sc-notes")])


def _comparison_table(caption: str, rows: Iterable[ComparisonRow]) -> Html:
    return table_html(caption, COMPARISON_COLUMNS, (_comparison_row(row) for row in rows), show_caption=True)


def _comparison_row(row: ComparisonRow) -> Row:
    cells = (row.who, titled_figure(row.figure), row.period, row.method, row.verdict)
    return Row(cells=cells, class_="sc-ours" if row.is_ours else None)


def benchmarks_html(view: IndicatorView) -> Html:
    """Write the four benchmarks of each year, the newest year open; nothing where there is none."""
    years = [(year, list(rows)) for year, rows in groupby(view.benchmarks, key=lambda row: row.year)]
    if not years:
        return Html("")
    (newest, first), *rest = years
    tables = [_benchmark_table(view, newest, first)]
    tables += [folded(f"Benchmarks for {year}", _benchmark_table(view, year, rows)) for year, rows in rest]
    return join([element("p", BENCHMARKS_LEAD), *tables])


def _benchmark_table(view: IndicatorView, year: str, rows: Iterable[BenchmarkRow]) -> Html:
    caption = f"{view.name}: benchmarks for {year}"
    return table_html(caption, BENCHMARK_COLUMNS, (_benchmark_row(row) for row in rows), show_caption=True)


def _benchmark_row(row: BenchmarkRow) -> Row:
    printed = element("strong", row.printed) if row.disagrees else row.printed or NOT_PRINTED
    return Row(cells=(row.name, titled_figure(row.figure), row.year, row.method, printed))


def meaning_html(view: IndicatorView) -> Html:
    """Say what the measure means, why it matters, and what a member could ask."""
    return join(
        [
            element("p", view.meaning),
            element("p", view.why_it_matters),
            element("h3", "Questions you could ask"),
            bullets(view.questions),
        ]
    )


def provenance_html(view: IndicatorView) -> Html:
    """Say which cell of which file the latest figure stands in, and how the measure is defined."""
    return join(
        [
            facts(_places(view.provenance, view.edition.words)),
            element("h3", "How it is defined", class_="sc-spaced"),
            facts(view.definition),
        ]
    )


def _places(provenance: Provenance, edition: str) -> list[tuple[str, str]]:
    return [
        ("Edition", edition),
        ("Report", provenance.report),
        ("File", provenance.file),
        ("Sheet and cell", " · ".join(words for words in (provenance.sheet, provenance.cell) if words)),
        ("Issued", provenance.issued),
        ("Earlier values", provenance.earlier_values),
    ]

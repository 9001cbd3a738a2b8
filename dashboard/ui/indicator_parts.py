"""The parts of the indicator page, one question each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from dashboard.charts.words import has_figures, period_word
from dashboard.formatting import capital, uncapital
from dashboard.judge.signal import SignalState
from dashboard.ui.components import bullets, facts, figure, rag_chip, titled_figure, travel_mark
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import history_link
from dashboard.ui.news_parts import range_caption
from dashboard.ui.paper_parts import folded_on_paper
from dashboard.ui.restated_notes import restated_legend
from dashboard.ui.signal_parts import SIGNAL_TONES, signal_mark
from dashboard.ui.tables import Column, Row, number, table_html, words
from dashboard.views.indicator import BenchmarkRow, ComparisonRow, FiguresRow, IndicatorView, Provenance

# What stands beside each period in the table under the chart.
COUNTS_COLUMN = Column(name="Counts", extra="sc-nowrap")
FIGURE_COLUMNS = (number("Figure"), COUNTS_COLUMN, *words("RAG"), Column(name="From", extra="sc-source"))
TWO_ALONE = "Two figures alone are no news"
# The states of a figure that was held against its usual range.
JUDGED_STATES = frozenset(SIGNAL_TONES) | {SignalState.COMMON_CAUSE}
MARK_COLUMN = Column(name="Is it news?")
# Stands last, and only where some figure of the line was restated or came late.
EARLIER_COLUMN = Column(name="Earlier values", extra="sc-source sc-said")
EVENT_COLUMN = Column(name="Noted", extra="sc-nowrap")
# Columns that stand only where some figure has something to say in them.
_EXTRA_CELLS: dict[Column, Callable[[FiguresRow], str]] = {
    MARK_COLUMN: lambda row: row.mark,
    EVENT_COLUMN: lambda row: row.noted,
    EARLIER_COLUMN: lambda row: capital(row.earlier),
}
COUNTS_DERIVED = (
    "Counts are worked out here from the printed percentage and the number that it is out of, where only one whole "
    "number fits."
)
FILES = "Each edition’s page gives the workbook itself to download."
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
    """Write the name with its form, the states at its right, the answer for members; then figure, target, direction."""
    caution = element("p", element("strong", "Bear in mind. "), view.caution, class_="sc-caution")
    return join(
        [
            element("div", _name(view), _states(view), class_="sc-measure-head"),
            element("p", view.answer, class_="sc-answer", role="status"),
            caution if view.caution else "",
            element("div", _headline_figure(view), _beside(view), class_="sc-headline"),
        ]
    )


def _name(view: IndicatorView) -> Html:
    form = ", ".join(part for part in (view.basis.words, view.as_at) if part)
    return element("div", element("h1", view.name), element("p", capital(form), class_="sc-form"))


def _headline_figure(view: IndicatorView) -> Html:
    return element(
        "div",
        element("span", view.as_at, class_="sc-label"),
        element("span", figure(view.latest), class_="sc-big", title=view.latest.title or None),
        element("span", view.numbers, class_="sc-label"),
        class_="sc-headline-figure",
    )


def _states(view: IndicatorView) -> Html:
    """Give rating and signal, each under its question."""
    return element(
        "dl",
        _state("Against target", rag_chip(view.rag)),
        _state("Is it news?", signal_mark(view.signal)) if view.signal.word else "",
        class_="sc-states",
    )


def _beside(view: IndicatorView) -> Html:
    """Say beside the figure what its target is and where it went."""
    # "Target 2019/20: 90% or more" is a heading with its words.
    heading, _, target = view.target_words.partition(": ") if view.target_words != view.rag.word else ("Target", "", "")
    said = [words for words in (target, view.assurance, *view.other_ratings) if words]
    return element(
        "dl",
        _state(heading, *(element("span", capital(words)) for words in said)) if said else "",
        _state("Direction of travel", travel_mark(view.travel), _since(view)),
        class_="sc-beside",
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
    extra = [column for column, cell in _EXTRA_CELLS.items() if any(cell(row) for row in view.figures)]
    rows = (_figure_row(row, extra) for row in view.figures)
    word = period_word(view.trend.points)
    caption = f"{view.trend.subtitle}: every {word}" + (" in the chart" if has_figures(view.trend) else "")
    caption = ". ".join(part for part in (caption, range_caption(view.trend)) if part)
    period = Column(name=word.capitalize(), extra="sc-nowrap")
    columns = (period, *FIGURE_COLUMNS, *extra)
    restated = any(row.figure.restated_from for row in view.figures)
    legends = [element("p", restated_legend(), ".", class_="sc-legend")] if restated else []
    if any(row.counts_derived for row in view.figures):
        legends.append(element("p", COUNTS_DERIVED, class_="sc-legend"))
    table = table_html(caption, columns, rows, show_caption=True)
    return folded_on_paper("The figures as a table", join([table, *legends, element("p", FILES, class_="sc-legend")]))


def _figure_row(row: FiguresRow, extra: Sequence[Column]) -> Row:
    cells = (row.period, titled_figure(row.figure), row.counts, rag_chip(row.rag), _source(row))
    return Row(cells=(*cells, *(_EXTRA_CELLS[column](row) for column in extra)))


def _source(row: FiguresRow) -> Html | str:
    """Name the edition, which leads to its file, and the cell."""
    if row.edition is None:
        return row.source
    edition = element("a", f"Edition {row.edition}", href=history_link(row.edition), target="_self")
    return join([edition, f", {row.source}"])


def comparison_html(view: IndicatorView) -> Html:
    """Write the comparison table, and what may not be compared."""
    if not view.comparison:
        return element("p", " ".join(["There is nobody to compare with here.", *view.comparison_notes]))
    (_, first), *rest = [(name, list(rows)) for name, rows in groupby(view.comparison, key=lambda row: row.group)]
    lead = [element("p", sentence) for sentence in view.comparison_lead]
    tables = [_comparison_table(view.comparison_caption, first)]
    tables += [
        folded_on_paper(name, _comparison_table(f"{view.comparison_caption}, {uncapital(name)}", rows))
        for name, rows in rest
    ]
    return join([*lead, *tables, bullets(view.comparison_notes, "sc-notes")])


def _comparison_table(caption: str, rows: Iterable[ComparisonRow]) -> Html:
    return table_html(caption, COMPARISON_COLUMNS, (_comparison_row(row) for row in rows), show_caption=True)


def _comparison_row(row: ComparisonRow) -> Row:
    cells = (row.who, titled_figure(row.figure), row.period, row.method, row.verdict)
    return Row(cells=cells, class_="sc-ours" if row.is_ours else None)


def benchmarks_html(view: IndicatorView) -> Html:
    """Write the four benchmarks of each year under their own heading, the newest year open; nothing without any."""
    years = [(year, list(rows)) for year, rows in groupby(view.benchmarks, key=lambda row: row.year)]
    if not years:
        return Html("")
    (newest, first), *rest = years
    tables = [_benchmark_table(view, newest, first)]
    tables += [folded_on_paper(f"Benchmarks for {year}", _benchmark_table(view, year, rows)) for year, rows in rest]
    heading = element("h3", "The scorecard’s four benchmarks", class_="sc-spaced")
    return join([heading, element("p", BENCHMARKS_LEAD), *tables])


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


def provenance_html(view: IndicatorView, today: date) -> Html:
    """Say which cell of which file the latest figure stands in, what is expected next, and how it is defined."""
    updates = [(update.what, update.words_on(today)) for update in view.updates]
    due = [element("h3", "What comes next", class_="sc-spaced"), facts(updates)] if updates else []
    return join(
        [
            element("h3", "How it is defined"),
            facts(view.definition),
            *due,
            element(
                "h3", f"The latest figure, {view.as_at}" if view.as_at else "The latest figure", class_="sc-spaced"
            ),
            facts(_places(view.provenance, view.edition.words)),
        ]
    )


def _places(provenance: Provenance, edition: str) -> list[tuple[str, str]]:
    said: Html | str = edition
    if provenance.edition is not None:
        said = element("a", edition, href=history_link(provenance.edition), target="_self")
    return [
        ("Edition", said),
        ("Report", provenance.report),
        ("File", provenance.file),
        ("Sheet and cell", " · ".join(words for words in (provenance.sheet, provenance.cell) if words)),
        ("Issued", provenance.issued),
        ("Earlier values", provenance.earlier_values),
    ]

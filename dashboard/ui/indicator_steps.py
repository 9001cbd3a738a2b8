"""The indicator page's views by quarter and by year, and its other forms: what stands round their charts."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.formatting import BASIS_WORDS, capital, uncapital
from dashboard.ui.chart_parts import chart_key, chart_notes
from dashboard.ui.components import notice, rag_chip, titled_figure
from dashboard.ui.html import Html, element, join
from dashboard.ui.indicator_parts import COUNTS_COLUMN
from dashboard.ui.links import indicator_link
from dashboard.ui.paper_parts import folded_on_paper
from dashboard.ui.signal_parts import signal_mark
from dashboard.ui.tables import Column, Row, number, table_html, words
from dashboard.views.as_of import said_back
from dashboard.views.indicator import IndicatorView, StepView
from dashboard.views.indicator_more import FormRow, StepRow
from dashboard.views.indicator_page import month_asked

STEP_COLUMNS = (number("Figure"), COUNTS_COLUMN, *words("How"), Column(name="From", extra="sc-source"))
FORM_COLUMNS = (
    *words("Form", "Period"),
    number("Figure"),
    COUNTS_COLUMN,
    *words("Against target", "Is it news?"),
)
FORMS_LEAD = (
    "Each form counts a stretch of time of its own and has its own target: they are not read against each other."
)
THIS_FORM = "shown on this page"


def step_asked(view: IndicatorView, asked: str | None) -> StepView | None:
    """Give the longer step that the address asks for; None for the series' own."""
    return next((step for step in view.steps if step.id == asked), None)


def step_html(view: IndicatorView, step: StepView, month: str | None, as_of: str) -> Html:
    """Write what stands beneath the chart by quarter or by year: the rule first, then key, notes and table."""
    address = indicator_link(view.id, step.form_link, month, as_of) if step.form_link else ""
    published = element("a", "The published years, with their target", href=address, target="_self") if address else ""
    return join(
        [
            element("p", step.rule, " ", step.judging, " ", published, class_="sc-rule-words"),
            element("p", step.origins, class_="sc-rule-words") if step.origins else "",
            chart_key(step.trend),
            chart_notes(step.trend),
            folded_on_paper("The figures as a table", _table(step)),
        ]
    )


def _table(step: StepView) -> Html:
    columns = (Column(name=capital(step.id), extra="sc-nowrap"), *STEP_COLUMNS)
    return table_html(step.trend.subtitle, columns, (_row(row) for row in step.rows), show_caption=True)


def _row(row: StepRow) -> Row:
    return Row(cells=(row.period, titled_figure(row.figure), row.counts, capital(row.how), row.source))


def forms_html(view: IndicatorView, month: str | None, as_of: str) -> Html:
    """Put the measure's forms side by side, each with its own rating, signal and link; nothing where it has but one."""
    if not view.forms:
        return Html("")
    rows = (_form(view, row, month, as_of) for row in view.forms)
    caption = f"{view.name}: the latest figure of each form"
    table = table_html(caption, FORM_COLUMNS, rows, show_caption=True)
    heading = element("h3", "The same measure in its other forms", class_="sc-spaced")
    return join([heading, element("p", FORMS_LEAD), table])


def _form(view: IndicatorView, row: FormRow, month: str | None, as_of: str) -> Row:
    name: Html | str = capital(row.words)
    if not row.is_shown:
        name = element("a", name, href=indicator_link(view.id, row.id, month, as_of), target="_self")
    else:
        name = join([name, element("span", f" ({THIS_FORM})", class_="sc-by")])
    cells = (name, row.period, titled_figure(row.figure), row.counts, rag_chip(row.rag), signal_mark(row.signal))
    return Row(cells=cells, class_="sc-ours" if row.is_shown else None)


def instead_html(view: IndicatorView, basis: str | None, step: str | None, month: str | None) -> Html:
    """Say what of the address is not there, and what is shown instead; nothing where all of it is."""
    said = " ".join(_instead(view, basis, step, month))
    return notice(said, tone="warning") if said else Html("")


def _instead(view: IndicatorView, basis: str | None, step: str | None, month: str | None) -> Iterator[str]:
    if basis and basis != view.basis.id:
        words = next((words for form, words in BASIS_WORDS.items() if form == basis), "")
        lacking = f"There is no figure {words}" if words else f"There is no time basis {said_back(basis)}"
        yield f"{lacking}; the measure is shown {uncapital(view.basis.words)}."
    own = view.native_step
    if step and not step_asked(view, step) and not (own and step == own.id):
        shown = own.words if own else "as printed"
        yield f"These figures cannot be shown by {said_back(step)}; they are shown {shown}."
    if month and month_asked(month) is None:
        yield f"{capital(said_back(month))} is not a month; the latest is shown."

"""The forms of a measure side by side: each its latest figure, with the rating and the signal of its own."""

from __future__ import annotations

from dataclasses import replace

from dashboard.formatting import BASIS_WORDS, format_counts
from dashboard.judge.judgement import Judgement
from dashboard.views.figures import BLANK, figure_cell
from dashboard.views.indicator_more import FormRow
from dashboard.views.indicator_page import IndicatorPage
from dashboard.views.indicator_states import rag_of, signal_of
from dashboard.vocabulary import Basis


def build_forms(page: IndicatorPage) -> tuple[FormRow, ...]:
    """List the forms that have figures, in the catalogue's order; nothing where there is but one."""
    if len(page.bases) < 2:
        return ()
    judged = page.other_forms
    if page.judgement is not None:
        judged = {**judged, page.series.basis: page.judgement}
    return tuple(_row(page, form, judged.get(form)) for form in page.bases)


def _row(page: IndicatorPage, form: Basis, judged: Judgement | None) -> FormRow:
    latest = page.forms[form].latest
    cell = figure_cell(latest[1], page.indicator, label=latest[0].words) if latest else BLANK
    point = judged.case.latest if judged else None
    is_few = judged is not None and judged.is_of_few_cases
    return FormRow(
        id=str(form),
        words=BASIS_WORDS[form],
        period=latest[0].words if latest else "",
        figure=replace(cell, text=judged.counts) if judged is not None and is_few else cell,
        counts=format_counts(point.numerator, point.denominator) if point and not is_few else "",
        rag=rag_of(judged),
        signal=signal_of(judged),
        is_shown=form is page.series.basis,
    )

"""The indicator's page by quarter and by year: the figures of ``period_views`` in words, with what is printed first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from dashboard.formatting import MISSING_WORDS, UNIT_WORDS, format_counts, format_figure, unit_suffix
from dashboard.judge.judgement import Judgement
from dashboard.periods import Period, PeriodKind
from dashboard.views.comparing.area_figure import is_release_series
from dashboard.views.figures import Shown, figure_cell
from dashboard.views.indicator import StepView, TrendPoint, TrendView
from dashboard.views.indicator_events import events_within
from dashboard.views.indicator_more import StepRow
from dashboard.views.indicator_page import IndicatorPage
from dashboard.views.parts import FigureCell
from dashboard.views.period_views import Longer, Rule, Step, WhyNone, by_step, counting_of, rule_of, steps_of
from dashboard.views.scorecard import Choice
from dashboard.views.step_words import (
    STEP_WORDS,
    how_words,
    judging_words,
    origins_words,
    rule_words,
    why_words,
)
from dashboard.views.trend_alt import alt_words
from dashboard.views.usual_range import rules_of
from dashboard.vocabulary import Basis, Missing

# What the cell of a period without a figure says; how it comes about stands beside it.
_CELLS = {WhyNone.INCOMPLETE: "incomplete", WhyNone.NO_FIGURE: ""}
_CANNOT = "no figure"


def build_steps(page: IndicatorPage) -> tuple[Choice | None, tuple[StepView, ...]]:
    """Build every longer step that the form can be shown by; its own step first, None where it is the only one."""
    judged, basis = page.judgement, page.series.basis
    points = judged.case.points if judged else ()
    steps = steps_of(basis, points[0].period.kind if points else None)
    if judged is None or len(steps) < 2:
        return None, ()
    own, *longer = steps
    return _choice(own), tuple(_step(page, judged, one) for one in longer)


def _choice(step: Step) -> Choice:
    return Choice(id=step.value, words=f"by {step.value}")


def _step(page: IndicatorPage, judged: Judgement, step: Step) -> StepView:
    indicator, basis, case = page.indicator, page.series.basis, judged.case
    counting = counting_of(indicator.unit, can_exceed_100=indicator.can_exceed_100)
    derived = {one.period: one for one in by_step(case.points, basis, step, counting, case.measured.redefined)}
    printed = _printed(page, step)
    periods = sorted({*derived, *printed}, key=lambda one: one.start)
    kind = case.points[0].period.kind
    rows = [_row(page, kind, period, derived.get(period), printed.get(period)) for period in periods]
    return StepView(
        id=step.value,
        words=f"by {step.value}",
        rule=rule_words(basis, step, kind, indicator.unit, is_published=bool(printed)),
        judging=judging_words(step, kind),
        trend=_trend(page, step, periods, [_value(period, derived, printed) for period in periods], rows),
        rows=tuple(reversed(rows)),
        origins=origins_words([(period, period in printed) for period in periods], kind),
        form_link=str(Basis.FINANCIAL_YEAR) if printed and step is Step.YEAR else "",
    )


def _printed(page: IndicatorPage, step: Step) -> Mapping[Period, Shown]:
    """Give figures printed or published for whole periods: years of any form, quarters of single months alone."""
    form = Basis.FINANCIAL_YEAR if step is Step.YEAR else Basis.IN_QUARTER
    kind = PeriodKind.FINANCIAL_YEAR if step is Step.YEAR else PeriodKind.QUARTER
    if form not in page.forms or (step is Step.QUARTER and page.series.basis is not Basis.IN_MONTH):
        return {}
    found = ((period, shown) for period, shown in page.forms[form].points if period.kind is kind)
    return {period: shown for period, shown in found if shown is not None and shown.figure.value is not None}


def _value(period: Period, derived: Mapping[Period, Longer], printed: Mapping[Period, Shown]) -> float | None:
    if period in printed:
        return printed[period].figure.value
    return derived[period].value if period in derived else None


def _row(page: IndicatorPage, kind: PeriodKind, period: Period, made: Longer | None, printed: Shown | None) -> StepRow:
    if printed is not None:
        return StepRow(
            period=period.words,
            figure=figure_cell(printed, page.indicator, label=period.words),
            counts=format_counts(printed.figure.numerator, printed.figure.denominator),
            how=_origin(page, printed),
            source=_place(printed),
            is_printed=True,
        )
    if made is None:
        raise ValueError(f"{period} is neither printed nor worked out")
    shown = {one: known for one, known in page.series.points if known is not None}
    return StepRow(
        period=period.words,
        figure=_cell(page, made, kind),
        counts=format_counts(made.numerator, made.denominator) if made.value is not None else "",
        how=how_words(made, page.series.basis, kind) if made.value is not None else _reason(page, made, kind),
        source=_places(shown[part] for part in made.parts if part in shown) if made.value is not None else "",
    )


def _origin(page: IndicatorPage, printed: Shown) -> str:
    """Name who gives a figure of the whole period."""
    session = page.session
    if not is_release_series(session, printed.report):
        report = session.catalogue.report(printed.report)
        return f"as printed by the {report.name if report else printed.report}"
    dataset = session.catalogue.dataset(printed.figure.sheet)
    return f"as published: {dataset.source if dataset else printed.filename}"


def _reason(page: IndicatorPage, made: Longer, kind: PeriodKind) -> str:
    return why_words(made, page.series.basis, kind, page.indicator.unit)


def _cell(page: IndicatorPage, made: Longer, kind: PeriodKind) -> FigureCell:
    indicator = page.indicator
    if made.value is None:
        why = _reason(page, made, kind)
        missing = made.missing or Missing.NOT_AVAILABLE
        text = _CELLS.get(made.why or WhyNone.NO_FIGURE, _CANNOT) or MISSING_WORDS[missing]
        return FigureCell(text=text, missing=missing, title=f"{made.period.words}: {why}")
    words = format_figure(made.value, indicator.unit, indicator.decimal_places)
    return FigureCell(text=words, title=f"{made.period.words}: {words}, {how_words(made, page.series.basis, kind)}")


def _place(shown: Shown) -> str:
    return f"Edition {shown.edition}, {shown.figure.sheet} {shown.figure.cell}".rstrip()


def _places(parts: Iterable[Shown]) -> str:
    """Name every cell that a figure rests on, those of one sheet together."""
    return "; ".join(_sheets(parts))


def _sheets(parts: Iterable[Shown]) -> Iterator[str]:
    for (edition, sheet), group in groupby(parts, key=lambda one: (one.edition, one.figure.sheet)):
        yield f"Edition {edition}, {sheet} {', '.join(one.figure.cell for one in group)}"


def _trend(
    page: IndicatorPage,
    step: Step,
    periods: Sequence[Period],
    values: Sequence[float | None],
    rows: Sequence[StepRow],
) -> TrendView:
    indicator, basis = page.indicator, page.series.basis
    points = tuple(
        TrendPoint(
            start=period.start,
            label=period.short_words,
            value=value,
            words=row.figure.text if value is not None else row.how,
        )
        for period, value, row in zip(periods, values, rows, strict=True)
    )
    title = _finding(page, step, list(zip(periods, points, rows, strict=True)))
    subtitle = f"{indicator.name}, by {step.value} ({UNIT_WORDS[indicator.unit]})"
    events = events_within(page.session.catalogue.events_of(indicator), periods)
    return TrendView(
        title=title,
        subtitle=subtitle,
        alt=alt_words(title, subtitle, points, events=events),
        unit_suffix=unit_suffix(indicator.unit),
        decimals=indicator.decimal_places,
        points=points,
        comparators=(),
        targets=(),
        breaks=rules_of(indicator, basis, periods[0], periods[-1]),
        events=events,
    )


def _finding(page: IndicatorPage, step: Step, drawn: Sequence[tuple[Period, TrendPoint, StepRow]]) -> str:
    """Say the latest figure there is, with when it is of: a window's or a stock's is its end."""
    name, known = page.indicator.name, [one for one in drawn if one[1].value is not None]
    if not known:
        return f"{name}: no {STEP_WORDS[step]} can be worked out"
    period, point, row = known[-1]
    is_at_end = rule_of(page.series.basis) is Rule.LAST_WITHIN and not row.is_printed
    return f"{name}: {point.words}, {row.how}" if is_at_end else f"{name}: {point.words} in {period.words}"

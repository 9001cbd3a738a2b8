"""Build the indicator page's view: trend, comparators, meaning and provenance of one measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.formatting import (
    BASIS_WORDS,
    POLARITY_WORDS,
    UNIT_WORDS,
    format_counts,
    format_date,
    one_line,
)
from dashboard.intake.session import Session
from dashboard.judge.judgement import Judgement
from dashboard.periods import Period
from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW
from dashboard.views.build_news import assurance_sentence, build_news
from dashboard.views.build_scorecard import edition_line, report_name
from dashboard.views.figures import BLANK, Shown, figure_cell, history_words, rag_chip
from dashboard.views.indicator import FiguresRow, IndicatorView, Provenance, TrendView
from dashboard.views.indicator_due import updates_of
from dashboard.views.indicator_forms import build_forms
from dashboard.views.indicator_more import NextUpdate
from dashboard.views.indicator_page import IndicatorPage, load_page, month_asked
from dashboard.views.indicator_states import (
    finding_words,
    rag_of,
    rating_words,
    signal_of,
    since_words,
    target_sentence,
    travel_of,
)
from dashboard.views.indicator_steps import build_steps
from dashboard.views.judged_trend import build_judged
from dashboard.views.parts import EditionLine, FigureCell
from dashboard.views.scorecard import Choice
from dashboard.views.trend import Finding, build_trend
from dashboard.views.unknown_indicator import unknown_indicator

# What stands under counts that take a percentage's place.
TOO_FEW_FOR_A_PERCENTAGE = "too few for a percentage"


def build_indicator(
    session: Session, *, indicator: str, basis: str | None, as_at: str | None, as_of: AsOf = NOW
) -> IndicatorView:
    """Build the page of one indicator.

    ``basis`` is one of its forms, else the first with figures. ``as_at`` is a month: local figures are then as the
    reports of up to that month stated them, while comparators are those published since for the same years. ``as_of``
    is the moment at which all of it is read.

    Raises:
        StoreError: when ``as_of`` names an edition that does not exist.
    """
    found = session.catalogue.indicator(indicator)
    if found is None:
        return unknown_indicator(session, indicator)
    month = month_asked(as_at)
    page = load_page(session, found, basis=basis, as_at=month, as_of=as_of)
    demonstration = session.catalogue.council.demonstration or ""
    return _view(page, as_at_chosen=month is not None, demonstration=demonstration)


def _view(page: IndicatorPage, *, as_at_chosen: bool, demonstration: str) -> IndicatorView:
    """Put a page in words; every status is the judgement's."""
    found, judged = page.indicator, page.judgement
    trend, (own_step, steps) = _trend(page), build_steps(page)
    view = IndicatorView(
        id=found.id,
        name=found.name,
        meaning=one_line(found.meaning),
        answer=_answer(page),
        numbers=_counts(page),
        basis=Choice(id=str(page.series.basis), words=BASIS_WORDS[page.series.basis]),
        bases=tuple(Choice(id=str(form), words=BASIS_WORDS[form]) for form in page.bases),
        as_at=page.latest[0].words if page.latest else "",
        latest=_cell(page, page.latest),
        rag=rag_of(judged),
        travel=travel_of(judged),
        target_words=target_sentence(judged),
        signal=signal_of(judged),
        news=build_news(judged, page.other_forms),
        trend=trend,
        figures=_figures(page, trend),
        comparison=page.comparison.rows(),
        comparison_caption=page.comparison.caption,
        comparison_notes=page.comparison.notes(as_at_chosen=as_at_chosen),
        why_it_matters=one_line(found.why_it_matters),
        questions=tuple(question.ask for question in found.questions_to_ask),
        definition=_definition(page),
        provenance=_provenance(page),
        edition=_edition_line(page),
        demonstration=demonstration,
        comparison_lead=page.comparison.lead(),
        benchmarks=page.comparison.benchmarks(),
        caution=one_line(found.caution),
        forms=build_forms(page),
        native_step=own_step,
        steps=steps,
        updates=tuple(_updates(page)),
    )
    return view if judged is None else _with_judged(view, page, judged)


def _trend(page: IndicatorPage) -> TrendView:
    finding = Finding(words=_finding(page), judgement=page.judgement)
    noted = page.session.catalogue.events_of(page.indicator)
    return build_trend(page.series, page.on_chart, page.report, finding, noted)


def _with_judged(view: IndicatorView, page: IndicatorPage, judged: Judgement) -> IndicatorView:
    """Add what only a judgement can say: questions for its state, the target's part, counts in place of few cases."""
    is_few = judged.is_of_few_cases
    others = page.by_other_reports.items()
    return replace(
        view,
        latest=replace(view.latest, text=judged.counts) if is_few else view.latest,
        numbers=TOO_FEW_FOR_A_PERCENTAGE if is_few else view.numbers,
        travel_since=since_words(judged),
        assurance=assurance_sentence(judged),
        other_ratings=tuple(
            rating_words(report_name(page.session, report), one)
            for report, one in others
            if one.rag.state is not judged.rag.state
        ),
        judged=build_judged(page.indicator, judged, page.session.catalogue.events_of(page.indicator)),
        questions=judged.questions,
    )


def _cell(page: IndicatorPage, point: tuple[Period, Shown | None] | None) -> FigureCell:
    return figure_cell(point[1], page.indicator, label=point[0].words) if point else BLANK


def _finding(page: IndicatorPage) -> str:
    return finding_words(page.indicator.name, page.judgement)


def _counts(page: IndicatorPage) -> str:
    point = page.judgement.case.latest if page.judgement else None
    return format_counts(point.numerator, point.denominator) if point and point.value is not None else ""


def _updates(page: IndicatorPage) -> Iterator[NextUpdate]:
    """Say what is expected next; of a moment or a month of the past nothing is."""
    if page.as_of != NOW or page.as_at is not None:
        return iter(())
    report = page.session.catalogue.report(page.report or "")
    editions = [one for one in page.editions.values() if report is not None and one.report == report.id]
    name = report.name if report else ""
    return updates_of(name, editions, page.release, is_published=bool(page.indicator.published))


def _answer(page: IndicatorPage) -> str:
    """Give the sentence for members; without any figure, say that there is none."""
    if page.judgement is not None:
        return page.judgement.members
    had = "has" if page.as_of == NOW else "had"
    return f"No figure {had} been published for this measure {_by_now(page)}."


def _figures(page: IndicatorPage, trend: TrendView) -> tuple[FiguresRow, ...]:
    """List every period, the latest first; the latest has the judgement's own rating."""
    rows: list[FiguresRow] = []
    counted = {point.period: point for point in page.judgement.case.points} if page.judgement else {}
    for (period, shown), point in zip(reversed(page.series.points), reversed(trend.points), strict=True):
        figure, known = shown.figure if shown else None, counted.get(period)
        cell = _cell(page, (period, shown))
        earlier_rag = rag_chip(figure.value if figure else None, page.indicator, page.target(period))
        counts = format_counts(known.numerator, known.denominator) if known and known.value is not None else ""
        rows.append(
            FiguresRow(
                period=period.words,
                figure=cell,
                earlier=cell.history,
                counts=counts,
                rag=earlier_rag if rows else rag_of(page.judgement),
                source=f"{shown.figure.sheet} {shown.figure.cell}" if shown else "",
                mark=point.mark_words,
                noted=", ".join(event.name for event in trend.events if event.at == period.start),
                edition=shown.edition if shown else None,
                counts_derived=bool(counts and figure and figure.numerator is None),
            )
        )
    return tuple(rows)


def _definition(page: IndicatorPage) -> tuple[tuple[str, str], ...]:
    indicator = page.indicator
    forms = ", ".join(BASIS_WORDS[form] for form in indicator.forms)
    pairs = (
        ("Counted", one_line(indicator.numerator)),
        ("Out of", one_line(indicator.denominator)),
        ("Unit", UNIT_WORDS[indicator.unit]),
        ("Good performance is", POLARITY_WORDS[indicator.polarity].lower()),
        ("Reported", forms),
        ("Statutory return", indicator.statutory_return or ""),
        ("Answers for it", indicator.owner or ""),
        ("Next review of this entry", format_date(indicator.next_review)),
    )
    return tuple((name, words) for name, words in pairs if words)


def _provenance(page: IndicatorPage) -> Provenance:
    shown = page.latest[1] if page.latest else None
    edition = page.editions.get(shown.edition) if shown else None
    if shown is None or edition is None:
        return Provenance(edition=None, report="", file="", sheet="", cell="", issued="")
    report = page.session.catalogue.report(edition.report)
    return Provenance(
        edition=edition.number,
        report=report.name if report else edition.title,
        file=edition.filename,
        sheet=shown.figure.sheet,
        cell=shown.figure.cell,
        issued=format_date(edition.issued_on),
        earlier_values=history_words(shown.history, page.indicator, page.indicator.decimal_places),
    )


def _edition_line(page: IndicatorPage) -> EditionLine:
    shown = page.latest[1] if page.latest else None
    edition = page.editions.get(shown.edition) if shown else None
    if edition is None:
        return EditionLine(number=None, words=f"Nothing published {_by_now(page)}", notice=page.notice)
    return edition_line(edition, page.notice)


def _by_now(page: IndicatorPage) -> str:
    return "yet" if page.as_of == NOW else "by then"

"""Build the indicator page's view: trend, comparators, meaning and provenance of one measure."""

from __future__ import annotations

from dashboard.formatting import (
    BASIS_WORDS,
    POLARITY_WORDS,
    UNIT_WORDS,
    format_counts,
    format_date,
    format_figure,
)
from dashboard.intake.session import Session
from dashboard.judge.rag import judge_rag
from dashboard.judge.travel import judge_travel
from dashboard.judge.words import RAG_WORDS
from dashboard.periods import Period
from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW
from dashboard.views.build_scorecard import edition_line
from dashboard.views.figures import (
    BLANK,
    Shown,
    chip_of,
    figure_cell,
    figure_words,
    history_words,
    rag_chip,
    target_words,
    travel_mark,
)
from dashboard.views.indicator import FiguresRow, IndicatorView, Provenance
from dashboard.views.indicator_page import IndicatorPage, load_page, month_asked
from dashboard.views.parts import EditionLine, FigureCell, RagChip, TravelMark
from dashboard.views.scorecard import Choice
from dashboard.views.trend import build_trend
from dashboard.views.unknown_indicator import unknown_indicator
from dashboard.vocabulary import Polarity, Rag


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
    """Put a page in words."""
    found = page.indicator
    rag, travel = _states(page)
    return IndicatorView(
        id=found.id,
        name=found.name,
        meaning=" ".join(found.meaning.split()),
        answer=_answer(page, rag, travel),
        numbers=_counts(page),
        basis=Choice(id=str(page.series.basis), words=BASIS_WORDS[page.series.basis]),
        bases=tuple(Choice(id=str(form), words=BASIS_WORDS[form]) for form in page.bases),
        as_at=page.latest[0].words if page.latest else "",
        latest=_cell(page, page.latest),
        rag=rag,
        travel=travel,
        target_words=_target_sentence(page),
        trend=build_trend(page.series, page.on_chart, page.report, _finding(page)),
        figures=_figures(page),
        comparison=page.comparison.rows(),
        comparison_caption=page.comparison.caption,
        comparison_notes=page.comparison.notes(as_at_chosen=as_at_chosen),
        comparison_lead=page.comparison.lead(),
        benchmarks=page.comparison.benchmarks(),
        why_it_matters=" ".join(found.why_it_matters.split()),
        questions=found.questions_to_ask,
        definition=_definition(page),
        provenance=_provenance(page),
        edition=_edition_line(page),
        demonstration=demonstration,
    )


def _cell(page: IndicatorPage, point: tuple[Period, Shown | None] | None) -> FigureCell:
    return figure_cell(point[1], page.indicator, label=point[0].words) if point else BLANK


def _value(point: tuple[Period, Shown | None] | None) -> float | None:
    return point[1].figure.value if point and point[1] else None


def _states(page: IndicatorPage) -> tuple[RagChip, TravelMark]:
    indicator, latest = page.indicator, page.latest
    target = page.target(latest[0]) if latest else None
    rag = judge_rag(_value(latest), target, indicator.decimal_places)
    before = page.before
    goal = target.green.low if target and target.green and indicator.polarity is Polarity.CLOSE_TO_TARGET else None
    judged = judge_travel(
        _value(latest),
        _value(before),
        polarity=indicator.polarity,
        rag=rag,
        decimals=indicator.decimal_places,
        target=goal,
    )
    return chip_of(rag, indicator, target), travel_mark(judged, before[0] if before else None, rag)


def _finding(page: IndicatorPage) -> str:
    """State what the latest point is; whether it is news is judged elsewhere."""
    name = page.indicator.name
    if page.latest is None:
        return f"{name}: no figures yet"
    period, shown = page.latest
    if shown is None or shown.figure.value is None:
        return f"{name}: no figure for {period.words}"
    words = format_figure(shown.figure.value, page.indicator.unit, page.indicator.decimal_places)
    rag = judge_rag(shown.figure.value, page.target(period), page.indicator.decimal_places)
    said = f", {RAG_WORDS[rag].lower()}" if rag in (Rag.GREEN, Rag.AMBER, Rag.RED) else ""
    return f"{name}: {words} in {period.words}{said}"


def _target_sentence(page: IndicatorPage) -> str:
    target = page.target(page.latest[0]) if page.latest else None
    words = target_words(target, page.indicator)
    if target is None or not words:
        return "No target set"
    return f"Target {target.year}: {f'“{words}”' if target.text else words[:1].lower() + words[1:]}"


def _counts(page: IndicatorPage) -> str:
    shown = page.latest[1] if page.latest else None
    return format_counts(shown.figure.numerator, shown.figure.denominator) if shown else ""


def _answer(page: IndicatorPage, rag: RagChip, travel: TravelMark) -> str:
    """Answer in one or two sentences: how much, against what target, which way, and beside whom."""
    if page.latest is None:
        had = "has" if page.as_of == NOW else "had"
        return f"No figure {had} been published for this measure {_by_now(page)}."
    period, shown = page.latest
    if shown is None or shown.figure.value is None:
        reason = figure_words(None, shown.figure.missing if shown else None, page.indicator.unit, 0)
        return f"There is no figure for {period.words} ({reason})."
    words = format_figure(shown.figure.value, page.indicator.unit, page.indicator.decimal_places)
    form = BASIS_WORDS[page.series.basis]
    first = f"{words} in {period.words} ({form}): {_against_target(page, rag, period)}{_since_before(page, travel)}."
    return " ".join(part for part in (first, page.comparison.sentence()) if part)


def _against_target(page: IndicatorPage, rag: RagChip, period: Period) -> str:
    if rag.state is Rag.NO_TARGET:
        return "no target is set"
    target = page.target(period)
    words = target_words(target, page.indicator)
    if rag.state is Rag.NOT_RATED:
        return f"the target is in words ({words})"
    if target is not None and target.text:
        return f"{rag.word.lower()} (the target is “{words}”)"
    return f"{rag.word.lower()} (the target is {words[:1].lower()}{words[1:]})"


def _since_before(page: IndicatorPage, travel: TravelMark) -> str:
    before = page.before
    value = _value(before)
    if before is None or value is None or travel.moved is None:
        return ""
    words = format_figure(value, page.indicator.unit, page.indicator.decimal_places)
    moved = {1: "up from", -1: "down from", 0: "the same as"}[travel.moved]
    return f", {moved} {words} in {before[0].words}"


def _figures(page: IndicatorPage) -> tuple[FiguresRow, ...]:
    rows = []
    for period, shown in reversed(page.series.points):
        figure = shown.figure if shown else None
        cell = _cell(page, (period, shown))
        rows.append(
            FiguresRow(
                period=period.words,
                figure=cell,
                earlier=cell.history,
                counts=format_counts(figure.numerator, figure.denominator) if figure else "",
                rag=rag_chip(figure.value if figure else None, page.indicator, page.target(period)),
                source=f"Edition {shown.edition}, {shown.figure.sheet} {shown.figure.cell}" if shown else "",
            )
        )
    return tuple(rows)


def _definition(page: IndicatorPage) -> tuple[tuple[str, str], ...]:
    indicator = page.indicator
    forms = ", ".join(BASIS_WORDS[form] for form in indicator.forms)
    pairs = (
        ("Counted", _one_line(indicator.numerator)),
        ("Out of", _one_line(indicator.denominator)),
        ("Unit", UNIT_WORDS[indicator.unit]),
        ("Good performance is", POLARITY_WORDS[indicator.polarity].lower()),
        ("Reported", forms),
        ("Statutory return", indicator.statutory_return or ""),
        ("Answers for it", indicator.owner or ""),
        ("Next review of this entry", format_date(indicator.next_review)),
    )
    return tuple((name, words) for name, words in pairs if words)


def _one_line(text: str | None) -> str:
    return " ".join(text.split()) if text else ""


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

"""Build the indicator page's view: trend, comparators, meaning and provenance of one measure."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.catalogue.schema import Indicator, Target
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
from dashboard.judge.travel import is_comparable_step, judge_travel
from dashboard.judge.words import RAG_WORDS
from dashboard.observations import Observation
from dashboard.periods import MONTHS_IN_YEAR, Period, PeriodKind, parse_period
from dashboard.store.records import Edition
from dashboard.views.build_scorecard import edition_line
from dashboard.views.comparators import OURS_KEY, Compared
from dashboard.views.comparison import Comparison
from dashboard.views.figures import (
    BLANK,
    Shown,
    chip_of,
    figure_cell,
    figure_words,
    rag_chip,
    target_words,
    travel_mark,
)
from dashboard.views.indicator import FiguresRow, IndicatorView, Provenance
from dashboard.views.parts import EditionLine, FigureCell, RagChip, TravelMark
from dashboard.views.scorecard import Choice
from dashboard.views.standing import Standing, ended_by, figures_up_to, stand
from dashboard.views.trend import Series, build_trend, fill_gaps
from dashboard.views.unknown_indicator import unknown_indicator
from dashboard.vocabulary import AreaCode, Basis, Kind, Polarity, Rag


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What every part of the page needs."""

    session: Session
    indicator: Indicator
    standing: Standing
    comparison: Comparison
    series: Series
    spacing: int
    bases: tuple[Basis, ...]
    editions: dict[int, Edition]

    @property
    def latest(self) -> tuple[Period, Shown | None] | None:
        return self.series.latest

    @property
    def before(self) -> tuple[Period, Shown | None] | None:
        """Give the point that the latest one has its direction since; None where there is none to compare with."""
        if self.latest is None:
            return None
        period = self.latest[0].shift(-self.spacing)
        found = dict(self.series.points).get(period)
        return (period, found) if found and is_comparable_step(self.series.basis, self.latest[0], period) else None

    @property
    def report(self) -> str | None:
        """Give the report of the edition that states the latest figure, whose targets hold."""
        shown = self.latest[1] if self.latest else None
        edition = self.editions.get(shown.edition) if shown else None
        return edition.report if edition else None

    @property
    def on_chart(self) -> list[Compared]:
        """List the comparators of the years that the series touches, the latest year first."""
        touched = [parties for year, parties in self.comparison.by_year.items() if year in self.series.years]
        return [one for parties in touched for one in parties if one.key != OURS_KEY]

    def target(self, period: Period) -> Target | None:
        return self.indicator.target_for(period.financial_year, self.series.basis, self.report)


def build_indicator(session: Session, *, indicator: str, basis: str | None, as_at: str | None) -> IndicatorView:
    """Build the page of one indicator.

    ``basis`` is one of its forms, else the first with figures. ``as_at`` is a month: local figures are then as the
    reports of up to that month stated them, while comparators are those published since for the same years.
    """
    found = session.catalogue.indicator(indicator)
    if found is None:
        return unknown_indicator(session, indicator)
    page = _page(session, found, basis, as_at)
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
        comparison_notes=page.comparison.notes(as_at_chosen=_month(as_at) is not None),
        why_it_matters=" ".join(found.why_it_matters.split()),
        questions=found.questions_to_ask,
        definition=_definition(page),
        provenance=_provenance(page),
        edition=_edition_line(page),
        demonstration=session.catalogue.council.demonstration or "",
    )


def _page(session: Session, indicator: Indicator, basis: str | None, as_at: str | None) -> _Page:
    figures = session.store.figures(indicators=[indicator.id])
    if (month := _month(as_at)) is not None:
        local = [report.id for report in session.catalogue.reports]
        figures = ended_by(figures_up_to(figures, local, month), month)
    standing = stand(session, figures)
    series = {
        form: fill_gaps(indicator, form, standing.series(indicator.id, form, session.our_code))
        for form in indicator.forms
    }
    bases = tuple(form for form in indicator.forms if series[form].points) or indicator.forms[:1]
    chosen = next((form for form in bases if form == basis), bases[0])
    years = series[chosen].years
    return _Page(
        session=session,
        indicator=indicator,
        standing=standing,
        comparison=Comparison(session, indicator, standing, years[-1] if years else None),
        series=series[chosen],
        spacing=_spacing(figures, series[chosen], session.our_code),
        bases=bases,
        editions={edition.number: edition for edition in session.store.editions()},
    )


def _month(code: str | None) -> Period | None:
    """Read the month that the address asks for; what is no month asks for the latest."""
    try:
        period = parse_period(code) if code else None
    except ValueError:
        return None
    return period if period and period.kind is PeriodKind.MONTH else None


def _spacing(figures: pd.DataFrame, series: Series, ours: AreaCode) -> int:
    """Give how many periods lie between two columns of the report that states the latest figure: 3 for quarters."""
    latest = series.latest[1] if series.latest else None
    if latest is None or latest.figure.period.kind is not PeriodKind.MONTH:
        return 1
    own = figures[(figures["edition"] == latest.edition) & (figures["kind"] == str(Kind.VALUE))]
    codes = own.loc[(own["basis"] == str(series.basis)) & (own["area"] == ours), "period"].tolist()
    starts = sorted(parse_period(code).start for code in codes)
    if len(starts) < 2:
        return 1
    return (starts[-1].year - starts[-2].year) * MONTHS_IN_YEAR + starts[-1].month - starts[-2].month


def _cell(page: _Page, point: tuple[Period, Shown | None] | None) -> FigureCell:
    return figure_cell(point[1], page.indicator, label=point[0].words) if point else BLANK


def _value(point: tuple[Period, Shown | None] | None) -> float | None:
    return point[1].figure.value if point and point[1] else None


def _states(page: _Page) -> tuple[RagChip, TravelMark]:
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


def _finding(page: _Page) -> str:
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


def _target_sentence(page: _Page) -> str:
    target = page.target(page.latest[0]) if page.latest else None
    words = target_words(target, page.indicator)
    if target is None or not words:
        return "No target set"
    return f"Target {target.year}: {f'“{words}”' if target.text else words[:1].lower() + words[1:]}"


def _counts(page: _Page) -> str:
    shown = page.latest[1] if page.latest else None
    return format_counts(shown.figure.numerator, shown.figure.denominator) if shown else ""


def _answer(page: _Page, rag: RagChip, travel: TravelMark) -> str:
    """Answer in one or two sentences: how much, against what target, which way, and beside whom."""
    if page.latest is None:
        return "No figure has been published for this measure yet."
    period, shown = page.latest
    if shown is None or shown.figure.value is None:
        reason = figure_words(None, shown.figure.missing if shown else None, page.indicator.unit, 0)
        return f"There is no figure for {period.words} ({reason})."
    words = format_figure(shown.figure.value, page.indicator.unit, page.indicator.decimal_places)
    form = BASIS_WORDS[page.series.basis]
    first = f"{words} in {period.words} ({form}): {_against_target(page, rag, period)}{_since_before(page, travel)}."
    return " ".join(part for part in (first, page.comparison.sentence()) if part)


def _against_target(page: _Page, rag: RagChip, period: Period) -> str:
    if rag.state is Rag.NO_TARGET:
        return "no target is set"
    target = page.target(period)
    words = target_words(target, page.indicator)
    if rag.state is Rag.NOT_RATED:
        return f"the target is in words ({words})"
    if target is not None and target.text:
        return f"{rag.word.lower()} (the target is “{words}”)"
    return f"{rag.word.lower()} (the target is {words[:1].lower()}{words[1:]})"


def _since_before(page: _Page, travel: TravelMark) -> str:
    before = page.before
    value = _value(before)
    if before is None or value is None or travel.moved is None:
        return ""
    words = format_figure(value, page.indicator.unit, page.indicator.decimal_places)
    moved = {1: "up from", -1: "down from", 0: "the same as"}[travel.moved]
    return f", {moved} {words} in {before[0].words}"


def _figures(page: _Page) -> tuple[FiguresRow, ...]:
    rows = []
    for period, shown in reversed(page.series.points):
        figure = shown.figure if shown else None
        rows.append(
            FiguresRow(
                period=period.words,
                figure=_cell(page, (period, shown)),
                counts=format_counts(figure.numerator, figure.denominator) if figure else "",
                rag=rag_chip(figure.value if figure else None, page.indicator, page.target(period)),
                source=f"Edition {shown.edition}, {shown.figure.sheet} {shown.figure.cell}" if shown else "",
            )
        )
    return tuple(rows)


def _definition(page: _Page) -> tuple[tuple[str, str], ...]:
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


def _provenance(page: _Page) -> Provenance:
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
        earlier_values=_earlier(page, shown.figure),
    )


def _earlier(page: _Page, figure: Observation) -> tuple[str, ...]:
    """List what other editions stated for the same key and otherwise."""
    stored = page.session.store.figures(indicators=[figure.indicator], areas=[figure.area], bases=[figure.basis])
    rows = stored[(stored["period"] == str(figure.period)) & stored["value"].notna()]
    words = (
        format_figure(figure.value, page.indicator.unit, page.indicator.decimal_places)
        if figure.value is not None
        else ""
    )
    written = [
        (edition, format_figure(float(value), page.indicator.unit, page.indicator.decimal_places))
        for edition, value in zip(rows["edition"], rows["value"], strict=True)
    ]
    return tuple(f"edition {edition}: {said}" for edition, said in written if said != words)


def _edition_line(page: _Page) -> EditionLine:
    shown = page.latest[1] if page.latest else None
    edition = page.editions.get(shown.edition) if shown else None
    return edition_line(edition) if edition else EditionLine(number=None, words="Nothing published yet")

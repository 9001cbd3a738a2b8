"""Check the RAG and direction that a sheet prints against those the product works out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.catalogue.schema import Catalogue, Indicator
from dashboard.editions.lines import NO_PAST, Past
from dashboard.issues import Issue
from dashboard.judge.rag import rate
from dashboard.judge.series import Point
from dashboard.judge.travel import direction_of, is_comparable_step
from dashboard.judge.words import RAG_WORDS, TRAVEL_WORDS
from dashboard.periods import Period, parse_period
from dashboard.vocabulary import Kind, Rag, ReportId, Travel
from dashboard.workbook.marks import PRINTED_DECLINE
from dashboard.workbook.rows import DraftRow

_DECLINES = frozenset({Travel.DECLINE_WITHIN_LIMITS, Travel.DECLINE_NOT_ON_TARGET})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """The month columns of one printed measure, by period, and what the store holds of months not printed."""

    by_period: Mapping[Period, DraftRow]
    past: Past

    def value(self, period: Period) -> float | None:
        row = self.by_period.get(period)
        return row.value if row is not None else None

    def value_before(self, row: DraftRow, period: Period) -> float | None:
        """Give the period before's figure: the sheet's, else the store's where the sheet has no such column."""
        before = period.shift(-1)
        if not is_comparable_step(row.basis, period, before):
            return None
        if before in self.by_period:
            return self.value(before)
        stored = self.past.figure((row.indicator, row.basis), before)
        return stored.value if stored else None


def check_marks(rows: Iterable[DraftRow], catalogue: Catalogue, report: ReportId, past: Past = NO_PAST) -> list[Issue]:
    """List the printed RAGs and directions that differ from those worked out; an unknown one differs from nothing.

    In a year's first issue the month before stands in the store, not on the sheet.
    """
    rows = list(rows)
    figures = _figures_by_measure(rows, past)
    indicators = {indicator.id: indicator for indicator in catalogue.indicators}
    issues = []
    for row in rows:
        if row.kind not in (Kind.RAG, Kind.DOT) or not row.meaning:
            continue
        months = figures.get((row.sheet, row.printed_name))
        if months is None:
            continue
        issue = (_rag_issue if row.kind is Kind.RAG else _travel_issue)(row, months, indicators[row.indicator], report)
        if issue is not None:
            issues.append(issue)
    return issues


def _figures_by_measure(rows: list[DraftRow], past: Past) -> dict[tuple[str, str], _Figures]:
    grouped: dict[tuple[str, str], dict[Period, DraftRow]] = {}
    for row in rows:
        if row.kind is Kind.VALUE:
            grouped.setdefault((row.sheet, row.printed_name), {})[parse_period(row.period)] = row
    return {measure: _Figures(by_period=by_period, past=past) for measure, by_period in grouped.items()}


def _rag(row: DraftRow, months: _Figures, indicator: Indicator, report: ReportId) -> Rag:
    period = parse_period(row.period)
    target = indicator.target_for(period.financial_year, row.basis, report)
    return rate(
        months.value(period),
        target,
        polarity=indicator.polarity,
        unit=indicator.unit,
        decimals=indicator.decimal_places,
    ).state


def _rag_issue(row: DraftRow, months: _Figures, indicator: Indicator, report: ReportId) -> Issue | None:
    worked_out = _rag(row, months, indicator, report)
    if not worked_out.is_rated or worked_out == row.meaning:
        return None
    printed = RAG_WORDS[Rag(row.meaning)].lower()
    what = f"{indicator.name} is printed as {printed}; by the tolerances it is {RAG_WORDS[worked_out].lower()}."
    return Issue(code="rag-disagrees", what=what, sheet=row.sheet, cell=row.cell)


def _travel_issue(row: DraftRow, months: _Figures, indicator: Indicator, report: ReportId) -> Issue | None:
    period = parse_period(row.period)
    rag = _rag(row, months, indicator, report)
    target = indicator.target_for(period.financial_year, row.basis, report)
    worked_out = direction_of(
        months.value(period),
        Point(period=period.shift(-1), value=months.value_before(row, period)),
        polarity=indicator.polarity,
        rag=rag,
        decimals=indicator.decimal_places,
        target=target,
    ).state
    if worked_out is Travel.NO_COMPARISON or worked_out == row.meaning:
        return None
    # A decline's two states differ only by the RAG, which has an issue of its own where it disagrees.
    if worked_out in _DECLINES and (row.meaning == PRINTED_DECLINE or row.meaning in _DECLINES):
        return None
    printed = TRAVEL_WORDS[Travel(row.meaning)].lower() if row.meaning != PRINTED_DECLINE else "worse"
    what = f"{indicator.name} is printed as {printed}; from its two figures it is {TRAVEL_WORDS[worked_out].lower()}."
    return Issue(code="travel-disagrees", what=what, sheet=row.sheet, cell=row.cell)

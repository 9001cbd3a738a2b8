"""Build the quarterly council-plan report: the Scorecard page's statuses of a report of quarters, comments drafted.

Where no report of quarters has been published the quarters are worked out from the monthly one, and are not rated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dashboard.disclosure.cells import CellKey
from dashboard.disclosure.session import suppressed_words
from dashboard.periods import MONTHS_IN_QUARTER, Period, PeriodKind, parse_period
from dashboard.store.records import Edition
from dashboard.views.as_of import NOW
from dashboard.views.build_scorecard import build_scorecard, report_name
from dashboard.views.council_plan import words
from dashboard.views.council_plan.reports import Source, find_source, quarters_up_to
from dashboard.views.council_plan.rows import derived_row, printed_row
from dashboard.views.council_plan.view import CouncilPlanView, PlanRow, PlanSection
from dashboard.views.ground import Ground
from dashboard.views.judging.reading import Reading
from dashboard.views.paper import Asked
from dashboard.views.paper_head import head_of
from dashboard.views.period_views import Step, longer_period
from dashboard.views.scorecard import ScorecardRow, ScorecardView
from dashboard.views.standing import figures_up_to, stand
from dashboard.vocabulary import Audience, Basis, Rag, ReportId


def build_council_plan(
    ground: Ground,
    *,
    report: ReportId | None,
    quarter: Period | None,
    audience: Audience | None = None,
    made_on: date | None = None,
) -> CouncilPlanView:
    """Build the paper of a quarter; None takes the report that has quarters, and the newest one.

    A month stands for the quarter it lies in. ``audience`` and ``made_on`` are printed only where they are given.

    Raises:
        DashboardError: when the report is none of ours or has nothing for the quarter asked for.
        StoreError: when the figures cannot be read.
    """
    asked = Asked(audience=audience, made_on=made_on)
    source = find_source(ground, report, quarter)
    return _empty(ground, asked) if source is None else _Paper(ground, source).build(asked)


class _Paper:
    """One paper being put together."""

    def __init__(self, ground: Ground, source: Source) -> None:
        self._ground = ground
        self._source = source
        edition = source.edition
        self._as_at = _as_at(edition)
        self._page: ScorecardView = build_scorecard(
            ground.session, report=edition.report, as_at=str(edition.as_at), as_of=ground.as_of, ground=ground
        )
        self._reading = _reading(ground, edition)

    def build(self, asked: Asked) -> CouncilPlanView:
        source, page = self._source, self._page
        sections = tuple(
            PlanSection(
                name=section.name if len(page.sections) > 1 else words.ONE_SECTION, rows=tuple(self._rows(section.rows))
            )
            for section in page.sections
        )
        rows = [row for section in sections for row in section.rows]
        title = words.TITLE if source.is_quarterly else words.TITLE_DERIVED
        has_previous = any(row.previous.text for row in rows)
        return CouncilPlanView(
            head=head_of(
                self._ground,
                title=f"{title}, {source.quarter.short_words}",
                as_at=source.quarter.words,
                asked=asked,
                editions=(source.edition,),
                label="Quarter",
            ),
            quarter_headings=self._headings(),
            previous_heading=page.previous_year_headings[-1] if has_previous else "",
            lead=words.lead_words(rows) if rows else "",
            counts=words.counts_of(rows, is_quarterly=source.is_quarterly),
            off_target_heading=self._off_target_heading(),
            off_target=self._off_target(rows),
            sections=sections,
            notices=tuple(self._notices(rows)),
            about=self._about(rows),
            year_heading=words.ONCE_A_YEAR if any(row.is_yearly for row in rows) else "",
            unsaid=words.UNSAID_CHANCE if any(row.is_chance_unsaid for row in rows) else "",
            empty="" if rows else words.NO_ROWS,
        )

    def _off_target_heading(self) -> str:
        if self._source.is_quarterly:
            return words.OFF_TARGET
        return words.OFF_TARGET_IN_MONTH.format(month=self._as_at.words)

    def _off_target(self, rows: Sequence[PlanRow]) -> tuple[PlanRow, ...]:
        """Take the measures that the Scorecard page rates off target, of the quarter or of its last month."""
        of_page = (row for section in self._page.sections for row in section.rows)
        red = {row.key for row in of_page if row.rag.state is Rag.RED}
        return tuple(row for row in rows if (row.indicator, row.basis) in red)

    def _rows(self, rows: Sequence[ScorecardRow]) -> Iterator[PlanRow]:
        for row in rows:
            indicator = self._ground.session.catalogue.indicator(row.indicator)
            if indicator is None:
                continue
            period = self._period_of(row.basis)
            if self._source.is_quarterly:
                step = MONTHS_IN_QUARTER if period.kind is PeriodKind.MONTH else 1
                judged = self._reading.judged(indicator, row.basis, period, step=step)
                yield printed_row(row, indicator, judged, period, len(self._page.month_headings))
            else:
                judged = self._reading.judged(indicator, row.basis, period, with_others=False)
                yield derived_row(row, indicator, judged, quarters_up_to(self._source.quarter), self._as_at.words)

    def _period_of(self, basis: Basis) -> Period:
        """Give the period under which a form's figure of the paper's date is stored, as the Scorecard page does."""
        if basis is Basis.IN_QUARTER:
            return longer_period(self._as_at, Step.QUARTER)
        if basis is Basis.FINANCIAL_YEAR and self._source.is_quarterly:
            return self._as_at.financial_year
        return self._as_at

    def _headings(self) -> tuple[str, ...]:
        if self._source.is_quarterly:
            return self._page.month_headings
        return tuple(one.short_words for one in quarters_up_to(self._source.quarter))

    def _notices(self, rows: Sequence[PlanRow]) -> Iterator[str]:
        report = report_name(self._ground.session, self._source.edition.report)
        if not self._source.is_quarterly:
            yield words.DERIVED.format(report=report, month=self._as_at.words)
        if self._as_at.end < self._source.quarter.end:
            yield words.UNDER_WAY.format(report=report, month=self._as_at.words)
        if self._page.edition.notice:
            yield self._page.edition.notice
        left_out = suppressed_words(self._ground.session, self._ground.as_of, self._keys(rows))
        yield from (left_out,) if left_out else words.suppressed_words(rows)

    def _keys(self, rows: Sequence[PlanRow]) -> frozenset[CellKey]:
        """Name the figures of the year that the paper rests on, and the full year before."""
        year, figures = self._as_at.financial_year, self._ground.figures
        shown = {(str(row.indicator), str(row.basis)) for row in rows}
        before = {(str(row.indicator), str(Basis.FINANCIAL_YEAR), str(year.shift(-1))) for row in rows}
        ours = figures[figures["area"] == self._ground.session.our_code]
        given = set(zip(*(ours[name].tolist() for name in ("indicator", "basis", "period")), strict=True))
        of_year = {one for one in given if one[:2] in shown and parse_period(one[2]).financial_year == year}
        return frozenset(of_year | before)

    def _about(self, rows: Sequence[PlanRow]) -> tuple[str, ...]:
        rated = (words.ABOUT_STATUS, words.ABOUT_DIRECTION) if self._source.is_quarterly else ()
        yearly = (words.ABOUT_YEARLY,) if any(row.is_yearly for row in rows) else ()
        return (*rated, *yearly, words.ABOUT_DRAFTS, words.ABOUT_GAPS)


def _as_at(edition: Edition) -> Period:
    if edition.as_at is None:
        raise ValueError(f"edition {edition.number} is as at no period")
    return edition.as_at.last_month


def _reading(ground: Ground, edition: Edition) -> Reading:
    """Judge by what the Scorecard page of the edition rests on: recorded up to it, its own targets."""
    figures = ground.figures[ground.figures["edition"] <= edition.number]
    known = figures_up_to(figures, [edition.report], edition.as_at) if edition.as_at else figures
    return Reading(
        ground.session,
        stand(ground.session, known),
        as_of=ground.as_of,
        report=edition.report,
        editions=ground.editions,
        shared=ground.comparators,
    )


def _empty(ground: Ground, asked: Asked) -> CouncilPlanView:
    return CouncilPlanView(
        head=head_of(ground, title=words.TITLE, as_at="", asked=asked),
        quarter_headings=(),
        previous_heading="",
        lead="",
        counts=(),
        off_target_heading="",
        off_target=(),
        sections=(),
        notices=(),
        about=(),
        empty=words.NOTHING if ground.as_of == NOW else words.NOTHING_BY_THEN,
    )

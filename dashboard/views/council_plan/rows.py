"""Make the rows of the quarterly report: as a report of quarters prints them, or worked out from months."""

from __future__ import annotations

from dataclasses import replace

from dashboard.catalogue.schema import Indicator
from dashboard.formatting import MISSING_WORDS, capital, format_counts, format_figure, uncapital, unit_suffix
from dashboard.judge.judgement import Judgement
from dashboard.judge.said_figures import is_too_few
from dashboard.judge.words import RAG_WORDS
from dashboard.periods import Period
from dashboard.views.council_plan.commentary import draft_comment, is_chance_unsaid
from dashboard.views.council_plan.view import YEARLY, PlanFigure, PlanRow
from dashboard.views.paper_head import GOOD_WORDS
from dashboard.views.parts import FigureCell, RagChip, TravelMark
from dashboard.views.period_views import Longer, Rule, Step, WhyNone, by_step, counting_of, rule_of
from dashboard.views.scorecard import ScorecardRow
from dashboard.views.step_words import how_words, judging_words, why_words
from dashboard.vocabulary import Basis, Missing, Rag, Travel, Unit

NOT_JUDGED = TravelMark(state=Travel.NO_COMPARISON, word="Not judged", moved=None)
NO_FIGURES = "No figure for the quarter."
NO_FIGURE_OF_YEAR = "No figure for the year."
# A quarter of a measure told once a year.
NO_QUARTER = PlanFigure(text="–")
SINCE = "since {year}"
OF_QUARTER = "{figure} in {quarter} ({how})."
# A stock, a window of months or a year so far: the quarter's figure is that of its last month, and so is the rating.
AT_ITS_END = "{figure} at the end of the quarter ({how}): {rated}."
BEFORE = "The quarter before it was {figure}."
NONE_OF_QUARTER = "There is no figure for {quarter} ({why})."
IS_INCOMPLETE = "{quarter} is {why}."
NOT_WORKED_OUT = "{quarter} {why}."
OF_MONTH = "{month} by itself: {figure}, {rated}."
OF_LAST_MONTH = "{month}: {figure}, {rated}."


def printed_row(
    row: ScorecardRow, indicator: Indicator, judged: Judgement | None, period: Period, quarters: int
) -> PlanRow:
    """Take a row of the Scorecard page as it stands, with a drafted comment; ``quarters`` are the latest to show.

    A figure of a whole year, that of ``period``, stands under none of them.
    """
    base = _base(row, indicator)
    if row.basis in YEARLY:
        return _yearly(row, base, judged, period, quarters)
    shown = tuple(_figure(cell) for cell in row.months[-quarters:])
    why_not = judged.rag.reason if judged is not None and row.rag.state is Rag.NOT_RATED else ""
    comment = draft_comment(judged) if judged is not None else NO_FIGURES
    unsaid = judged is not None and is_chance_unsaid(judged)
    return replace(base, quarters=shown, why_not=why_not, commentary=comment, is_chance_unsaid=unsaid)


def _yearly(row: ScorecardRow, base: PlanRow, judged: Judgement | None, period: Period, quarters: int) -> PlanRow:
    none = (NO_QUARTER,) * quarters
    if judged is None:
        return replace(base, quarters=none, commentary=NO_FIGURE_OF_YEAR)
    since = judged.direction.since
    return replace(
        base,
        quarters=none,
        year=_of_year(row, judged, period),
        why_not=judged.rag.reason if row.rag.state is Rag.NOT_RATED else "",
        commentary=draft_comment(judged),
        since=SINCE.format(year=since.words) if since is not None and row.travel.moved is not None else "",
        is_chance_unsaid=is_chance_unsaid(judged),
    )


def _of_year(row: ScorecardRow, judged: Judgement, period: Period) -> PlanFigure:
    """Give the figure of the year: the page's own words, else the figure judged, which no quarter of the page shows."""
    if row.months and row.months[-1].text:
        return replace(_figure(row.months[-1]), of=period.words)
    said = judged.said
    if said.value is None or is_too_few(said, said.denominator):
        return PlanFigure(text=format_counts(said.numerator, said.denominator) or "", of=period.words)
    return replace(_figure(FigureCell(text=format_figure(said.value, said.unit, said.decimals))), of=period.words)


def derived_row(
    row: ScorecardRow, indicator: Indicator, judged: Judgement | None, quarters: tuple[Period, ...], month: str
) -> PlanRow:
    """Work a row's quarters out from its months; it is not rated, and its comment says how its month is."""
    if row.basis in YEARLY:
        return replace(
            _base(row, indicator),
            quarters=(NO_QUARTER,) * len(quarters),
            travel=NOT_JUDGED,
            commentary=NO_FIGURE_OF_YEAR,
        )
    made = _derived(indicator, row.basis, judged)
    kind = judged.case.latest.period.kind if judged is not None else quarters[-1].last_month.kind
    chip = RagChip(state=Rag.NOT_RATED, word=RAG_WORDS[Rag.NOT_RATED], title=judging_words(Step.QUARTER, kind))
    # A measure without a target is one wherever it is read.
    rag = row.rag if row.rag.state is Rag.NO_TARGET else chip
    return replace(
        _base(row, indicator),
        quarters=tuple(_made_figure(made.get(one), judged) for one in quarters),
        rag=rag,
        travel=NOT_JUDGED,
        why_not=chip.title if rag is chip else "",
        commentary=_derived_comment(row, indicator, judged, [made.get(one) for one in quarters], quarters[-1], month),
    )


def _base(row: ScorecardRow, indicator: Indicator) -> PlanRow:
    return PlanRow(
        ref=row.number,
        indicator=row.indicator,
        basis=row.basis,
        name=row.name,
        good_is=row.good_is,
        detail=f"{capital(row.basis_words)}; {GOOD_WORDS[indicator.polarity]}",
        basis_words=row.basis_words,
        unit=indicator.unit,
        decimals=indicator.decimal_places,
        previous=_figure(row.previous_years[-1]) if row.previous_years else PlanFigure(text=""),
        quarters=(),
        target=capital(row.target) or RAG_WORDS[Rag.NO_TARGET],
        rag=row.rag,
        travel=row.travel,
        commentary="",
    )


def _figure(cell: FigureCell) -> PlanFigure:
    """Give a cell's words with the number that they write."""
    if cell.missing is not None or not cell.text:
        return PlanFigure(text=cell.text, missing=cell.missing)
    return PlanFigure(text=cell.text, value=float(cell.text.replace(",", "").removesuffix(unit_suffix(Unit.PER_CENT))))


def _derived(indicator: Indicator, basis: Basis, judged: Judgement | None) -> dict[Period, Longer]:
    points = judged.case.points if judged is not None else ()
    if (
        judged is None
        or not points
        or rule_of(basis) is None
        or points[0].period.kind.value not in ("month", "quarter")
    ):
        return {}
    counting = counting_of(indicator.unit, can_exceed_100=indicator.can_exceed_100)
    redefined = judged.case.measured.redefined
    return {one.period: one for one in by_step(points, basis, Step.QUARTER, counting, redefined)}


def _made_figure(made: Longer | None, judged: Judgement | None) -> PlanFigure:
    if made is None or judged is None:
        return PlanFigure(text="")
    if made.value is None:
        return PlanFigure(text=MISSING_WORDS[made.missing or Missing.NOT_AVAILABLE], missing=made.missing)
    measured = judged.case.measured
    if is_too_few(measured, made.denominator):
        return PlanFigure(text=format_counts(made.numerator, made.denominator) or "too few")
    text = format_figure(made.value, measured.unit, measured.decimals)
    return replace(_figure(FigureCell(text=text)), text=text)


def _derived_comment(
    row: ScorecardRow,
    indicator: Indicator,
    judged: Judgement | None,
    made: list[Longer | None],
    quarter: Period,
    month: str,
) -> str:
    latest, before = made[-1], made[-2] if len(made) > 1 else None
    if judged is None or latest is None:
        return NO_FIGURES
    kind = judged.case.latest.period.kind
    rated = uncapital(row.rag.word) + (f" ({uncapital(row.target)})" if row.target and row.rag.state.is_rated else "")
    was = BEFORE.format(figure=_made_figure(before, judged).text) if before and before.value is not None else ""
    is_at_end = rule_of(row.basis) is Rule.LAST_WITHIN
    figure = row.latest.text or MISSING_WORDS[Missing.NO_FIGURE]
    of_month = (OF_LAST_MONTH if is_at_end else OF_MONTH).format(month=month, figure=figure, rated=rated)
    if latest.value is None:
        said = _none_words(quarter, why_words(latest, row.basis, kind, indicator.unit), latest.why)
        return " ".join(filter(None, (said, was, of_month)))
    shown, how = _made_figure(latest, judged).text, how_words(latest, row.basis, kind)
    if is_at_end and shown == figure:
        return " ".join(filter(None, (AT_ITS_END.format(figure=shown, how=how, rated=rated), was)))
    said = OF_QUARTER.format(figure=shown, quarter=quarter.words, how=how)
    return " ".join(filter(None, (said, was, of_month)))


def _none_words(quarter: Period, why: str, reason: WhyNone | None) -> str:
    """Say why a quarter has no figure, in one sentence with one colon."""
    if reason is WhyNone.INCOMPLETE:
        return IS_INCOMPLETE.format(quarter=quarter.words, why=why)
    worked_out = (WhyNone.NO_COUNTS, WhyNone.COUNTS_DISAGREE, WhyNone.REDEFINED)
    return (NOT_WORKED_OUT if reason in worked_out else NONE_OF_QUARTER).format(quarter=quarter.words, why=why)

"""Make one measure's sheet: its figure and statuses, history, comparators, year ahead, counts and drafts."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.catalogue.presenting import ClinicRule
from dashboard.formatting import BASIS_WORDS, capital, format_counts, listed, one_line
from dashboard.judge import said_figures as figures
from dashboard.judge.beside import Comparison
from dashboard.judge.comparing_clauses import course_words, year_ahead_words
from dashboard.judge.comparison import Position
from dashboard.judge.judgement import Judgement
from dashboard.judge.overall import is_compared, plain_position
from dashboard.judge.to_say import ToSay
from dashboard.judge.verdict import Clear
from dashboard.judge.year_ahead import YearAhead
from dashboard.views.clinic.candidates import Candidate
from dashboard.views.clinic.drafts import draft, months_left_words
from dashboard.views.clinic.proposals import check_rule
from dashboard.views.clinic.view import BesideRow, ClinicSheet, CountsRow, Finding, Proposal, Verdict
from dashboard.views.clinic.words import why_not_ahead
from dashboard.views.comparators import NEIGHBOURS_KEY, NEIGHBOURS_NAME, Compared
from dashboard.views.comparing.beside import POOLED_KEY
from dashboard.views.figures import BLANK, Shown, figure_cell
from dashboard.views.indicator import TrendView
from dashboard.views.indicator_states import (
    finding_words,
    rag_of,
    signal_of,
    since_words,
    target_sentence,
    travel_of,
)
from dashboard.views.parts import FigureCell
from dashboard.views.sparks import spark_of
from dashboard.views.trend import Finding as Found
from dashboard.views.trend import build_trend

# As many recent periods as stand beside the comparators on one page: half a year of months.
RECENT = 6
NO_COUNTS = "The counts behind these figures are not known."
WORKED_OUT = "worked out"
NOT_PRINTED = "The counts{which} are worked out from the percentage and what it is out of; no report prints them."
SOME_COUNTS = "A blank is a figure whose counts are not known."
NOBODY = "There is nobody to compare with."
OWN_PERIOD = "Each is set beside our own figure of the same period and form."
CLEAR_WORDS = {
    Clear.YES: "more than chance",
    Clear.NO: "it could be chance",
    Clear.CANNOT_SAY: "whether that is chance cannot be said",
}
COMMON_GAP = "more than chance, but such gaps are common"


def build_sheet(one: Candidate, rule: ClinicRule) -> ClinicSheet:
    """Make the sheet of one measure at the month."""
    judged, indicator = one.judgement, one.indicator
    found, drafts = check_rule(rule, one), draft(judged)
    recent = _recent(one)
    return ClinicSheet(
        id=indicator.id,
        name=indicator.name,
        theme=theme_name(one),
        basis=BASIS_WORDS[one.series.basis],
        basis_id=str(one.series.basis),
        owner=indicator.owner or "",
        meaning=one_line(indicator.meaning),
        caution=one_line(indicator.caution),
        period=one.period.words,
        figure=headline(one),
        counts=counts_of(one),
        rag=rag_of(judged),
        target=target_sentence(judged),
        signal=signal_of(judged),
        travel=travel_of(judged),
        travel_since=since_words(judged),
        heads=judged.heads,
        trend=_trend(one),
        spark=spark_of(judged),
        beside=tuple(_beside(judged.said, each) for each in judged.comparisons if _is_shown(each)),
        beside_note=OWN_PERIOD if any(map(_is_shown, judged.comparisons)) else _why_nobody(judged),
        ahead=tuple((name, words) for name, words in _ahead(judged) if words),
        recent=recent,
        counts_note=_counts_note(recent),
        well=drafts.well,
        worried=drafts.worried,
        neither=drafts.neither,
        doing=drafts.doing,
        met=_of(found, Verdict.MET),
        not_checked=_of(found, Verdict.NOT_CHECKED),
    )


def build_proposal(one: Candidate, found: tuple[Finding, ...]) -> Proposal:
    """Make the line of one measure among the proposals."""
    judged = one.judgement
    return Proposal(
        id=one.indicator.id,
        name=one.indicator.name,
        theme=theme_name(one),
        basis=BASIS_WORDS[one.series.basis],
        period=one.period.words,
        figure=headline(one),
        counts=counts_of(one),
        rag=rag_of(judged),
        signal=signal_of(judged),
        spark=spark_of(judged),
        met=_of(found, Verdict.MET),
        not_checked=_of(found, Verdict.NOT_CHECKED),
    )


def theme_name(one: Candidate) -> str:
    """Name the measure's theme."""
    themes = one.ground.session.catalogue.themes
    return next((theme.name for theme in themes if theme.id == one.indicator.theme), "")


def headline(one: Candidate) -> FigureCell:
    """Give the latest figure, as counts where they are too few for a percentage."""
    judged, shown = one.judgement, one.series.points[-1][1]
    cell = figure_cell(shown, one.indicator, label=one.period.words) if shown else BLANK
    return FigureCell(text=judged.counts, title=cell.title) if judged.is_of_few_cases else cell


def counts_of(one: Candidate) -> str:
    """Give the counts behind the latest figure; empty where they stand in its place or are not known."""
    judged = one.judgement
    if judged.is_of_few_cases:
        return ""
    counts = format_counts(judged.case.latest.numerator, judged.case.latest.denominator)
    return f"{counts}, {WORKED_OUT}" if counts and _is_worked_out(one.series.points[-1][1]) else counts


def _is_worked_out(shown: Shown | None) -> bool:
    """Tell counts that no report prints: they follow from the percentage and what it is out of."""
    return shown is None or shown.figure.numerator is None or shown.figure.denominator is None


def _of(found: tuple[Finding, ...], verdict: Verdict) -> tuple[Finding, ...]:
    return tuple(one for one in found if one.verdict is verdict)


def _trend(one: Candidate) -> TrendView:
    """Draw the whole line, with the comparators of the years that it touches."""
    judged, shown = one.judgement, one.series.points[-1][1]
    finding = Found(words=finding_words(one.indicator.name, judged), judgement=judged)
    others = [_compared(each) for each in judged.comparisons if each.other.key != POOLED_KEY]
    on_line = [each for each in others if each.period.financial_year in one.series.years]
    events = one.ground.session.catalogue.events_of(one.indicator)
    return build_trend(one.series, on_line, shown.report if shown else None, finding, events)


def _compared(one: Comparison) -> Compared:
    other = one.other
    return Compared(
        key=other.key,
        who=NEIGHBOURS_NAME if other.key == NEIGHBOURS_KEY else capital(other.who),
        period=other.period,
        value=other.value,
        missing=other.missing,
        method=other.method,
        decimals=other.decimals,
    )


def _is_shown(one: Comparison) -> bool:
    return one.other.value is not None


def _why_nobody(judged: Judgement) -> str:
    """Say why nobody's figure stands beside ours."""
    reasons = dict.fromkeys(one.reason or one.other.reason for one in judged.comparisons)
    why = "; ".join(reason.rstrip(".") for reason in reasons if reason)
    return f"{NOBODY.rstrip('.')}: {why}." if why else NOBODY


def _beside(said: ToSay, one: Comparison) -> BesideRow:
    other = one.other
    return BesideRow(
        who=capital(other.who),
        figure=figures.theirs(said, other),
        period=capital(figures.when(other.period, other.basis).removeprefix("in ")),
        ours=figures.ours(said, other),
        position=capital(str(plain_position(one, said.polarity))) if is_compared(one) else "Not compared",
        clear=_clear(one) if is_compared(one) else one.reason or other.reason,
    )


def _clear(one: Comparison) -> str:
    if one.position is Position.SAME:
        return ""
    is_common = one.clear is Clear.YES and one.allowing_for_scatter is Clear.NO
    return COMMON_GAP if is_common else CLEAR_WORDS[one.clear]


def _ahead(judged: Judgement) -> Iterator[tuple[str, str]]:
    """Say what the year still needs or why that is not known, and how far we are on the way to a dated target."""
    said, period = judged.said, judged.case.latest.period
    is_known = judged.year_ahead is not None and judged.year_ahead.state is not YearAhead.CANNOT_SAY
    yield "Rest of the year", year_ahead_words(said) if is_known else f"{why_not_ahead(judged)}."
    yield "Months left", months_left_words(period) if is_known else ""
    yield "On the way", course_words(said)


def _recent(one: Candidate) -> tuple[CountsRow, ...]:
    """List the last periods with their counts, the latest first; a gap is a row too."""
    return tuple(_counts_row(one, shown, place) for place, shown in _last(one))


def _last(one: Candidate) -> list[tuple[int, Shown | None]]:
    points = list(enumerate(shown for _, shown in one.series.points))
    return list(reversed(points[-RECENT:]))


def _counts_row(one: Candidate, shown: Shown | None, place: int) -> CountsRow:
    period = one.series.points[place][0]
    judged = one.judgement if period == one.period else one.judged(period)
    latest, few = judged.case.latest, judged.is_of_few_cases
    cell = figure_cell(shown, one.indicator, label=period.words) if shown else BLANK
    return CountsRow(
        period=period.words,
        figure=FigureCell(text="Too few for a percentage", title=cell.title) if few else _said(cell),
        counts=format_counts(latest.numerator, latest.denominator),
        worked_out=latest.denominator is not None and _is_worked_out(shown),
        rag=rag_of(judged),
    )


def _said(cell: FigureCell) -> FigureCell:
    return cell if cell.text else FigureCell(text="no figure", missing=cell.missing)


def _counts_note(recent: tuple[CountsRow, ...]) -> str:
    """Say which counts are not known, and which are worked out."""
    known = [row for row in recent if row.counts]
    if not known:
        return NO_COUNTS
    worked_out = [row.period for row in known if row.worked_out]
    which = "" if len(worked_out) == len(known) else f" of {listed(worked_out)}"
    said = (
        SOME_COUNTS if len(known) < len(recent) else "",
        NOT_PRINTED.format(which=which) if worked_out else "",
    )
    return " ".join(part for part in said if part)

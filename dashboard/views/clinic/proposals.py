"""Hold a measure against the catalogue's rule: which parts it meets, by which figures, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from dashboard.catalogue.presenting import ClinicRule
from dashboard.formatting import capital, listed, uncapital
from dashboard.judge import phrases
from dashboard.judge.beside import Comparison
from dashboard.judge.clauses import verdict_words
from dashboard.judge.comparing_clauses import comparison_words, year_ahead_words
from dashboard.judge.comparison import Position
from dashboard.judge.judgement import Judgement
from dashboard.judge.overall import is_compared, latest_words, year_words
from dashboard.judge.said_figures import figure_or_counts
from dashboard.judge.signal import SignalState
from dashboard.judge.verdict import Clear
from dashboard.judge.year_ahead import YearAhead
from dashboard.periods import MONTH_NAMES, Period, PeriodKind
from dashboard.views.clinic.candidates import Candidate
from dashboard.views.clinic.view import Finding, RulePart, Verdict
from dashboard.views.clinic.words import NO_BETTER_END, NO_BETTER_END_OF_OTHERS, OFF_TARGET_BUT, why_not_ahead
from dashboard.views.compare_page.words import ENGLAND_KEY, NEIGHBOURS_KEY, REGION_KEY
from dashboard.views.comparing.beside import POOLED_KEY
from dashboard.vocabulary import AreaRole, Rag

# The comparisons that stand for a comparator of the rule: the neighbours' average, and they counted together.
_KEYS = {
    AreaRole.REGION: (REGION_KEY,),
    AreaRole.STATISTICAL_NEIGHBOURS: (NEIGHBOURS_KEY, POOLED_KEY),
    AreaRole.ENGLAND: (ENGLAND_KEY,),
}


def check_rule(rule: ClinicRule, one: Candidate) -> tuple[Finding, ...]:
    """Check each part of the rule that is switched on."""
    return tuple(_check(rule, one))


def _check(rule: ClinicRule, one: Candidate) -> Iterator[Finding]:
    if rule.months_red is not None:
        yield check_off_target(one, rule.months_red)
    if rule.concern:
        yield check_concern(one.judgement)
    if rule.worse_than:
        yield check_others(one.judgement, rule.worse_than)
    if rule.out_of_reach:
        yield check_year_ahead(one.judgement)


def check_off_target(one: Candidate, running: int) -> Finding:
    """Tell whether the latest figures were off target so many periods running, each by its own target."""
    part, run = RulePart.OFF_TARGET, []
    for period in islice((one.period, *one.before), running):
        judged = one.judged(period)
        run.append(judged)
        if not judged.rag.state.is_rated:
            return Finding(part=part, verdict=Verdict.NOT_CHECKED, words=_not_rated(run))
        if judged.rag.state is not Rag.RED:
            return Finding(part=part, verdict=Verdict.NOT_MET)
    if len(run) < running:
        words = OFF_TARGET_BUT.format(when=_whens(run), why="there is no earlier figure")
        return Finding(part=part, verdict=Verdict.NOT_CHECKED, words=words)
    return Finding(part=part, verdict=Verdict.MET, words=off_target_words(run))


def _not_rated(run: list[Judgement]) -> str:
    """Say why the last of a run is not rated; a later one that is off target is said first."""
    *later, last = run
    why = last.rag.reason or last.rag.state.value.replace("_", " ")
    if not later:
        return capital(why)
    return OFF_TARGET_BUT.format(when=_whens(later), why=f"{last.case.latest.period.words}: {why}")


def off_target_words(run: list[Judgement]) -> str:
    """Say when figures were off target, what they were, and by which target: the latest figure last."""
    in_order = list(reversed(run))
    shown = ", ".join(_figure(judged) for judged in in_order)
    targets = list(dict.fromkeys(uncapital(judged.rag.target) for judged in in_order))
    return f"Off target in {_whens(run)}: {shown}, target {', then '.join(targets)}"


def _figure(judged: Judgement) -> str:
    latest = judged.case.latest
    return figure_or_counts(judged.case.measured, latest.value or 0.0, latest.numerator, latest.denominator)


def _whens(run: list[Judgement]) -> str:
    """Name the periods of a run, the earliest first; months of one year name it once: "February and March 2020"."""
    periods = [judged.case.latest.period for judged in reversed(run)]
    years = {period.start.year for period in periods}
    if len(years) > 1 or any(period.kind is not PeriodKind.MONTH for period in periods):
        return listed([period.words for period in periods])
    return f"{listed([_month_name(period) for period in periods])} {years.pop()}"


def _month_name(period: Period) -> str:
    return MONTH_NAMES[period.start.month - 1]


def check_concern(judged: Judgement) -> Finding:
    """Tell whether the latest figure is worse than usual; one that is not judged could not be checked."""
    part, state = RulePart.CONCERN, judged.signal.state
    if not state.is_judged:
        return Finding(part=part, verdict=Verdict.NOT_CHECKED, words=_why_not_judged(judged))
    if not judged.case.measured.polarity.has_better_end:
        return Finding(part=part, verdict=Verdict.NOT_CHECKED, words=NO_BETTER_END)
    if state is not SignalState.CONCERN:
        return Finding(part=part, verdict=Verdict.NOT_MET)
    words = verdict_words(judged.said).replace(phrases.ASK_WHAT_CHANGED, "").strip().rstrip(".")
    return Finding(part=part, verdict=Verdict.MET, words=words)


def _why_not_judged(judged: Judgement) -> str:
    words = judged.members if judged.said.value is None else verdict_words(judged.said)
    return words.rstrip(".")


def check_others(judged: Judgement, worse_than: tuple[AreaRole, ...]) -> Finding:
    """Tell whether ours is clearly worse than one of the rule's comparators, on their own period."""
    part = RulePart.WORSE_THAN_OTHERS
    of_rule = [each for role in worse_than for each in judged.comparisons if each.other.key in _KEYS.get(role, ())]
    known = [each for each in of_rule if is_compared(each)]
    if not known:
        why = comparison_words(judged.said, of_rule[0]) if of_rule else "No comparable figure is held"
        return Finding(part=part, verdict=Verdict.NOT_CHECKED, words=why.rstrip("."))
    if not judged.case.measured.polarity.has_better_end:
        return Finding(part=part, verdict=Verdict.NOT_CHECKED, words=NO_BETTER_END_OF_OTHERS)
    worse = [each for each in known if each.position is Position.WORSE]
    for clear, verdict in ((Clear.YES, Verdict.MET), (Clear.CANNOT_SAY, Verdict.NOT_CHECKED)):
        found = next((each for each in worse if each.clear is clear), None)
        if found is not None:
            return Finding(part=part, verdict=verdict, words=_beside(judged, found))
    return Finding(part=part, verdict=Verdict.NOT_MET)


def _beside(judged: Judgement, one: Comparison) -> str:
    """Say both figures with their period, which may be another than that of the figure judged."""
    said = judged.said
    latest = latest_words(said.period, one)
    return year_words(said, [one], polarity=said.polarity, latest=latest, for_members=True).rstrip(".")


def check_year_ahead(judged: Judgement) -> Finding:
    """Tell whether the year's target can no longer be met; without its counts or a target that cannot be checked."""
    part, ahead = RulePart.OUT_OF_REACH, judged.year_ahead
    if ahead is None or ahead.state is YearAhead.CANNOT_SAY:
        return Finding(part=part, verdict=Verdict.NOT_CHECKED, words=why_not_ahead(judged))
    if ahead.state is not YearAhead.OUT_OF_REACH:
        return Finding(part=part, verdict=Verdict.NOT_MET)
    return Finding(part=part, verdict=Verdict.MET, words=year_ahead_words(judged.said).rstrip("."))

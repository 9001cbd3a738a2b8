"""The judgement of one figure: every status the product shows of it, and its sentences, worked out in one place."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from dashboard.judge.assurance import Assurance, judge_assurance
from dashboard.judge.beside import compare_all
from dashboard.judge.case import Case
from dashboard.judge.course import judge_course
from dashboard.judge.questions import choose_questions, situations_of
from dashboard.judge.rag import RagJudgement, level_as_shown, rate
from dashboard.judge.said_figures import counts_words, is_too_few
from dashboard.judge.sentences import heads_sentence, member_sentence
from dashboard.judge.separate import Derivation
from dashboard.judge.series import Point
from dashboard.judge.signal import Signal, judge_signal
from dashboard.judge.statuses import Statuses
from dashboard.judge.targets import goal_of, is_goal_enough, target_words
from dashboard.judge.telling import to_say
from dashboard.judge.to_say import ToSay
from dashboard.judge.travel import direction_of
from dashboard.judge.year_ahead import RequiredRate, required_rate_at_pace
from dashboard.judge.year_on_year import judge_five_years, judge_year_on_year
from dashboard.judge.years import is_of_a_year, since_redefined, without_redefinition
from dashboard.periods import Period
from dashboard.vocabulary import Situation, Unit

# Units of which a single month is measured as the year is, so that a target for the year holds for the month too.
_MONTH_LIKE_YEAR = frozenset({Unit.PER_CENT, Unit.AVERAGE, Unit.DAYS})
_MONTHS_TAKEN_OUT = frozenset({Derivation.MONTHS_OF_ROLLING, Derivation.MONTHS_OF_YEAR_TO_DATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Statuses):
    """The statuses with their words.

    ``situations`` are the most urgent first, and ``questions`` up to three to ask in them. ``members`` is the sentence
    for councillors, ``heads`` the fuller one for heads of service, ``said`` what both are made from.
    """

    situations: tuple[Situation, ...]
    questions: tuple[str, ...]
    said: ToSay
    members: str
    heads: str

    @property
    def is_of_few_cases(self) -> bool:
        """Tell a percentage of so few cases that its counts are shown in its place."""
        return self.said.value is not None and is_too_few(self.said, self.said.denominator)

    @property
    def counts(self) -> str:
        """Give the counts behind the figure in words: "3 of 9 cases"."""
        return counts_words(self.said)


def judge(case: Case) -> Judgement:
    """Judge the latest figure of a case.

    Comparators, years and trajectories change nothing of the rating, the direction and the signal.

    Raises:
        ValueError: when the case has no points.
    """
    if not case.points:
        raise ValueError("there is no figure to judge, nor a gap in its place")
    return _in_words(_with_years_and_others(_of_the_latest(case)))


def rate_latest(case: Case) -> RagJudgement:
    """Rate the latest figure of a case."""
    measured = case.measured
    return rate(
        case.latest.value,
        case.target,
        polarity=measured.polarity,
        unit=measured.unit,
        decimals=measured.decimals,
        level=case.level,
        level_reason=case.level_reason,
    )


def _of_the_latest(case: Case) -> Statuses:
    """Rate the latest figure, give its direction and tell whether it is news."""
    measured = case.measured
    rag = rate_latest(case)
    direction = direction_of(
        case.latest.value,
        case.before,
        polarity=measured.polarity,
        rag=rag.state,
        decimals=measured.decimals,
        target=case.target,
        level=case.level,
    )
    signal = _signal_of(case, case.points)
    return Statuses(
        case=case,
        rag=rag,
        direction=direction,
        signal=signal,
        assurance=_assured(case, signal),
        level_since=_level_since(signal),
        revised_from=_revised_from(case),
        is_by_revision=_is_by_revision(case, signal),
    )


def _signal_of(case: Case, points: tuple[Point, ...]) -> Signal:
    measured = case.measured
    return judge_signal(
        points,
        case.basis,
        measured.polarity,
        unit=measured.unit,
        seasonal=measured.seasonal,
        known=case.known,
        can_exceed_100=measured.can_exceed_100,
        rules=measured.rules,
        rebase_at=measured.rebases,
        needed=measured.points_needed,
        cases_needed=measured.cases_needed,
    )


def _assured(case: Case, signal: Signal) -> Assurance:
    """Hold the usual range against the target, where its points are of the target's own kind and enough of them."""
    is_of_target = signal.derivation is Derivation.AS_PRINTED or (
        signal.derivation in _MONTHS_TAKEN_OUT and case.measured.unit in _MONTH_LIKE_YEAR
    )
    if not is_of_target or case.target is None or not signal.state.is_judged:
        return Assurance.NONE
    given = (case.target, case.measured.polarity, _level_of(case))
    return judge_assurance(signal.limits, goal_of(*given), case.measured.polarity, is_enough=is_goal_enough(*given))


def _level_of(case: Case) -> float | None:
    """Give the comparator's figure that a relative target is set by, as it is shown."""
    return level_as_shown(case.level, case.measured.decimals)


def _level_since(signal: Signal) -> Period | None:
    if signal.chart is None or not signal.chart.segments[-1].first:
        return None
    return signal.periods[signal.chart.segments[-1].first]


def _is_by_revision(case: Case, signal: Signal) -> bool:
    """Tell whether only restated figures made the state another than the one first reported, where that had one.

    A figure that came late was not judged before. Counts as first reported are not kept, so what could not be taken
    apart without them tells nothing either.
    """
    if not case.as_reported or not signal.state.is_judged:
        return False
    reported = _signal_of(case, case.as_reported)
    lost_counts = signal.derivation is not Derivation.AS_PRINTED and reported.points < signal.points
    return reported.state.is_judged and reported.state is not signal.state and not lost_counts


def _revised_from(case: Case) -> float | None:
    reported = case.as_reported[-1].value if case.as_reported else None
    return None if reported == case.latest.value else reported


def _with_years_and_others(judged: Statuses) -> Statuses:
    """Add what is said of other years, of the rest of this one, and of comparators."""
    case, measured = judged.case, judged.case.measured
    yearly = since_redefined(measured, case.whole_years)
    like = yearly if is_of_a_year(case.basis, case.latest.period) else ()
    apart = judge_year_on_year(measured, case.points, like)
    return replace(
        judged,
        year_on_year=without_redefinition(measured, case.basis, case.latest.period, apart),
        five_years=judge_five_years(measured, yearly) if yearly else None,
        year_ahead=_year_ahead(case),
        course=judge_course(
            case.latest.value, case.latest.period, case.trajectory, measured.polarity, measured.decimals
        ),
        comparisons=compare_all(measured, case.others),
    )


def _year_ahead(case: Case) -> RequiredRate | None:
    """Work out what the rest of the year must bring; None where its counts or its target are not known."""
    so_far, polarity, target = case.year_so_far, case.measured.polarity, case.target_of_year
    goal = goal_of(target, polarity, _level_of(case)) if target else None
    if so_far is None or goal is None or case.measured.unit is not Unit.PER_CENT or case.latest.value is None:
        return None
    latest = case.latest.period
    months = latest.last_month.month_number - latest.financial_year.month_number + 1
    counts = so_far.numerator, so_far.denominator, so_far.expected_denominator
    return required_rate_at_pace(*counts, months, goal, polarity)


def _in_words(judged: Statuses) -> Judgement:
    """Add the situations, the questions to ask in them, and the sentences."""
    case = judged.case
    year = case.year_so_far.target if case.year_so_far else None
    said = to_say(judged, year_goal=target_words(year, case.measured, _level_of(case)) if year else "")
    situations = situations_of(
        case.latest.value,
        polarity=case.measured.polarity,
        rag=judged.rag.state,
        signal=judged.signal,
        assurance=judged.assurance,
        comparisons=judged.comparisons,
        year_on_year=judged.year_on_year,
        is_revised=judged.revised_from is not None,
        is_by_revision=judged.is_by_revision,
    )
    return Judgement(
        **{field.name: getattr(judged, field.name) for field in fields(Statuses)},
        situations=situations,
        questions=choose_questions(case.questions, situations, case.latest.period),
        said=said,
        members=member_sentence(said),
        heads=heads_sentence(said),
    )

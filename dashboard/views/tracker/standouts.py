"""What stands out among a tracker's measures, and why.

A signal comes first: it is news of the month. Where a figure is not judged period by period, a clear difference from a
year ago is news in its place. A clear difference from others is mostly an old story, so it has a part of its own.
Differences are held against chance together (Benjamini and Hochberg), over the two that members are told of: beside
the comparator they are given, and beside a year ago.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.formatting import plural, uncapital
from dashboard.judge import said_figures
from dashboard.judge.beside import Comparison
from dashboard.judge.clauses import is_usual_change, says_figure
from dashboard.judge.comparing_clauses import MEMBERS_ORDER
from dashboard.judge.judgement import Judgement
from dashboard.judge.overall import is_compared, plain_position
from dashboard.judge.shift import Shift, shift_of
from dashboard.judge.signal import SignalState
from dashboard.judge.stand_out import Tested, stands_out
from dashboard.judge.standing_out import Aspect, candidates_of
from dashboard.judge.words import POSITION_PHRASES
from dashboard.views.signal_words import signal_word
from dashboard.views.tracker.followed import Followed
from dashboard.views.tracker.view import Revision, Standout
from dashboard.vocabulary import Basis, IndicatorId

_OF_SIGNAL = {
    SignalState.CONCERN: Standout.WORSE,
    SignalState.IMPROVEMENT: Standout.BETTER,
    SignalState.NEUTRAL_HIGH: Standout.CHANGED,
    SignalState.NEUTRAL_LOW: Standout.CHANGED,
}
# What has no signal of its own, so that a year ago is all there is to tell a change by.
_WITHOUT_SIGNAL = frozenset({SignalState.NOT_JUDGED, SignalState.TOO_EARLY})
_OF_SHIFT = {
    Shift.BETTER: Standout.BETTER,
    Shift.WORSE: Standout.WORSE,
    Shift.HIGHER: Standout.CHANGED,
    Shift.LOWER: Standout.CHANGED,
}

# A difference of one measure's form, and what it is from.
Difference = tuple[IndicatorId, Basis, Aspect]
Found = frozenset[Difference]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where one measure stands, and the short reasons for it.

    ``by_year`` tells that only a year ago tells its change, ``year_word`` which way that is: "better". ``also`` is a
    clear difference from a year ago that the members' sentence leaves out.
    """

    standout: Standout
    reasons: tuple[str, ...]
    by_year: bool = False
    year_word: str = ""
    also: str = ""


def find_standing_out(followed: Sequence[Followed]) -> Found:
    """Name the differences that stand out among all that members are told of."""
    tests = [test for one in followed if (judged := _tested(one)) for test in _tests_of(one, judged)]
    # A measure may stand under two themes.
    return frozenset(stands_out(dict.fromkeys(tests)))


def place(one: Followed, found: Found, revisions: Sequence[Revision]) -> Placed:
    """Say where a measure stands and why; ``found`` are the differences that stand out, ``revisions`` its own."""
    judged = one.judged
    if judged is None:
        return Placed(standout=Standout.REST, reasons=())
    apart = _beside(judged) if _is_found(one, Aspect.COMPARATOR, found) else None
    is_changed = _is_found(one, Aspect.YEAR_ON_YEAR, found)
    reasons = tuple(
        reason
        for reason in (
            _signal_reason(one, judged),
            f"clearly {_year_shift(judged)} than a year ago" if is_changed else "",
            _apart_reason(judged, apart) if apart else "",
            _revised_reason(revisions),
        )
        if reason
    )
    is_restated = any(not revision.is_late for revision in revisions)
    standout = _of_month(one, judged, is_changed=is_changed) or (
        Standout.REVISED if is_restated or _is_by_revision(judged) else Standout.APART if apart else Standout.REST
    )
    return Placed(
        standout=standout,
        reasons=reasons,
        by_year=standout in _OF_SIGNAL.values() and judged.signal.state in _WITHOUT_SIGNAL,
        year_word=_year_shift(judged) if is_changed else "",
        also=_also(judged) if is_changed else "",
    )


def _tested(one: Followed) -> Judgement | None:
    """Give the judgement of a figure whose differences may stand out."""
    judged = one.judged
    return judged if judged is not None and one.has_figure and not judged.is_of_few_cases else None


def _tests_of(one: Followed, judged: Judgement) -> Iterator[Tested[Difference]]:
    beside, measure = _beside(judged), one.indicator.id
    tests = candidates_of(measure, comparisons=[beside] if beside else [], year_on_year=judged.year_on_year)
    for test in tests:
        yield Tested(key=(measure, one.basis, test.key.aspect), p_value=test.p_value)


def _beside(judged: Judgement) -> Comparison | None:
    """Give the comparator that members are told of."""
    known = [one for one in judged.comparisons if is_compared(one) and one.other.key in MEMBERS_ORDER]
    return min(known, key=lambda one: MEMBERS_ORDER.index(one.other.key), default=None)


def _is_found(one: Followed, aspect: Aspect, found: Found) -> bool:
    return (one.indicator.id, one.basis, aspect) in found


def _of_month(one: Followed, judged: Judgement, *, is_changed: bool) -> Standout | None:
    """Give the part of what is news of the month: a figure of which a later one is due is none."""
    if one.is_late or _is_by_revision(judged):
        return None
    state = judged.signal.state
    if state in _OF_SIGNAL:
        return _OF_SIGNAL[state]
    return _OF_SHIFT[_year_shift(judged)] if is_changed and state in _WITHOUT_SIGNAL else None


def _is_by_revision(judged: Judgement) -> bool:
    return judged.is_by_revision and judged.signal.state in _OF_SIGNAL


def _signal_reason(one: Followed, judged: Judgement) -> str:
    """Say how the figure stands out: "worse than usual", "getting worse, 8 months running"."""
    if judged.signal.state not in _OF_SIGNAL:
        return ""
    word, run = uncapital(signal_word(judged.signal)), judged.said.signal.run
    running = f", {said_figures.steps(judged.said, run)} running" if run else ""
    when = f" in {judged.said.period.words}" if one.is_late else ""
    revised = ", only since earlier figures were revised" if judged.is_by_revision else ""
    return f"{word}{running}{when}{revised}"


def _year_shift(judged: Judgement) -> Shift:
    change = judged.year_on_year.change if judged.year_on_year else 0.0
    return shift_of(change, judged.said.polarity)


def _also(judged: Judgement) -> str:
    """Say a clear difference from a year ago where the sentence is of the usual range alone."""
    said, before = judged.said, judged.year_on_year
    if before is None or not says_figure(said):
        return ""
    then = said_figures.figure_or_counts(said, before.value, before.numerator, before.denominator)
    when = "" if is_usual_change(said) else f", when it was {said_figures.bare(said, then)}"
    return f"Clearly {_year_shift(judged)} than a year ago{when}."


def _apart_reason(judged: Judgement, beside: Comparison) -> str:
    phrase = POSITION_PHRASES[plain_position(beside, judged.said.polarity)]
    return f"clearly {phrase} {beside.other.who} ({beside.other.period.words})"


def _revised_reason(revisions: Sequence[Revision]) -> str:
    restated = sum(not one.is_late for one in revisions)
    return f"{plural(restated, 'earlier figure')} revised" if restated else ""

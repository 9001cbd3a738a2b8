"""What is said of the latest point: whether it is news, and what the usual range means for the target.

Each function gives whole sentences made from their templates; nothing where there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.formatting import capital
from dashboard.judge import phrases
from dashboard.judge import said_figures as figures
from dashboard.judge.assurance import Assurance
from dashboard.judge.separate import WhyNotSeparate
from dashboard.judge.signal import SignalState, WhyNotJudged
from dashboard.judge.to_say import ToSay
from dashboard.judge.words import RAG_WORDS
from dashboard.vocabulary import Polarity, Rag

HAS_BETTER_END = frozenset({Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER})
# What each state that stands out is called.
STATE_WORDS = {
    SignalState.IMPROVEMENT: "better",
    SignalState.CONCERN: "worse",
    SignalState.NEUTRAL_HIGH: "higher",
    SignalState.NEUTRAL_LOW: "lower",
}
OUTSIDE = "outside"


def is_judged(said: ToSay) -> bool:
    """Tell whether the latest point was held against a usual level, or will be once there are enough points."""
    return said.signal.state in (*STATE_WORDS, SignalState.COMMON_CAUSE, SignalState.TOO_EARLY)


def verdict_words(said: ToSay) -> str:
    """Say whether the latest point is news, or why that is not said."""
    state, signal = said.signal.state, said.signal
    if state is SignalState.TOO_EARLY:
        since = phrases.SINCE.format(since=signal.since.words) if signal.since else ""
        noun = figures.step_noun(said, signal.needed)
        return phrases.TOO_EARLY.format(since=since, points=signal.points, needed=signal.needed, steps=noun)
    if is_judged(said) and figures.judged_value(said) is None:
        return phrases.NO_POINT.format(period=said.period.words)
    if state in STATE_WORDS:
        return _standing_out(said)
    if state is not SignalState.COMMON_CAUSE:
        return _not_judged(said)
    if not figures.has_range(said):
        return phrases.NO_USUAL_LEVEL.format(steps=figures.step_noun(said, 0))
    if said.assurance is Assurance.FAIL:
        return f"{phrases.STEADILY_MISSING} {_beside_target(said, _within(said))}"
    return phrases.NO_REAL_CHANGE.format(within=_within(said), step=figures.step_noun(said, 1))


def level_words(said: ToSay) -> str:
    """Say the usual level and range, from how many points, and what the points are where they are worked out."""
    step = figures.step_noun(said, 1)
    if not is_judged(said):
        why = _of_reason(phrases.NOT_TAKEN_APART, said)
        return why.format(steps=figures.step_noun(said, 0))
    derivation = said.signal.derivation
    derived = phrases.DERIVED.get(derivation, "").format(step=step) if derivation else ""
    is_early = said.signal.state is SignalState.TOO_EARLY
    if is_early or not figures.has_range(said) or figures.judged_value(said) is None:
        return derived
    low, high = figures.range_ends(said)
    template = phrases.USUAL_CONSTANT if figures.is_constant(said) else phrases.USUAL
    usual = template.format(
        level=figures.level_name(said),
        mean=figures.mean_words(said),
        low=low,
        high=high,
        points=figures.steps(said, said.signal.points),
        step=step,
    )
    return f"{derived} {usual}".strip()


def target_words(said: ToSay, *, with_rag: bool = False) -> tuple[str, ...]:
    """Say what the usual range means for the target, and with ``with_rag`` how this figure is rated."""
    return (_rag_words(said) if with_rag else "", _assurance_words(said))


def _standing_out(said: ToSay) -> str:
    kind, word = _kind(said), _word(said)
    if kind not in phrases.EVIDENCE or not figures.has_range(said):
        return phrases.NO_USUAL_LEVEL.format(steps=figures.step_noun(said, 0))
    evidence = _evidence(said, kind, word)
    if said.signal.is_by_revision:
        return f"{phrases.BY_REVISION}: {evidence}."
    is_judged_good = word in ("better", "worse")
    openings = phrases.OPENINGS if is_judged_good else phrases.PLAIN_OPENINGS
    opening = openings[kind].format(word=word, Word=capital(word), going=phrases.GOING.get(word, ""))
    if word == "better" and said.assurance is Assurance.FAIL and not _has_met(said):
        return f"{phrases.NOT_YET_ENOUGH.format(opening=opening)} {_beside_target(said, evidence)}"
    return f"{opening}: {evidence}.{_ask(said, word)}"


def _evidence(said: ToSay, kind: str, word: str) -> str:
    template = phrases.EVIDENCE[kind]
    if kind == OUTSIDE and figures.is_constant(said):
        template = phrases.OUTSIDE_CONSTANT
    return template.format(
        figure=figures.judged_point(said),
        range_of=figures.range_of(said),
        range_with=figures.range_with(said),
        run=figures.steps(said, said.signal.run),
        steps=figures.step_noun(said, 0),
        period=said.period.words,
        side=_side(said),
        level=figures.level_name(said),
        mean=figures.mean_words(said),
        moving=phrases.MOVING[word],
    )


def _ask(said: ToSay, word: str) -> str:
    if word == "worse":
        return f" {phrases.ASK_WHAT_CHANGED}"
    if word == "better":
        return ""
    if said.polarity is Polarity.CLOSE_TO_TARGET:
        return f" {phrases.NEAR_IS_GOOD.format(of_target=_of_target(said))}"
    return f" {phrases.NEITHER}"


def _kind(said: ToSay) -> str:
    return (said.signal.rule or "").rpartition("_")[0]


def _side(said: ToSay) -> str:
    return (said.signal.rule or "").rpartition("_")[2]


def _word(said: ToSay) -> str:
    """Name the state; without a better end a point is only higher or lower, whatever the state says."""
    word = STATE_WORDS[said.signal.state]
    if word in ("better", "worse") and said.polarity not in HAS_BETTER_END:
        return "higher" if _side(said) in ("above", "up") else "lower"
    return word


def _within(said: ToSay) -> str:
    template = phrases.WITHIN_CONSTANT if figures.is_constant(said) else phrases.WITHIN
    return template.format(
        figure=figures.judged_point(said), range_with=figures.range_with(said), level=figures.level_name(said)
    )


def _beside_target(said: ToSay, evidence: str) -> str:
    return f"{capital(evidence)}{phrases.AND_TARGET.format(target=said.target) if said.target else '.'}"


def _assurance_words(said: ToSay) -> str:
    """Say what the usual range means for the target; empty where the verdict has said it."""
    is_early = said.signal.state is SignalState.TOO_EARLY
    if is_early or not is_judged(said) or said.polarity not in HAS_BETTER_END or figures.judged_value(said) is None:
        return ""
    state, of_target = said.signal.state, _of_target(said)
    if said.assurance is Assurance.FAIL and state is SignalState.IMPROVEMENT and _has_met(said):
        return phrases.MET_UNUSUALLY.format(of_target=of_target)
    is_said = state is SignalState.COMMON_CAUSE or (state is SignalState.IMPROVEMENT and not said.signal.is_by_revision)
    if said.assurance is Assurance.FAIL and is_said:
        return ""
    if said.assurance is Assurance.PASS and said.rag in (Rag.AMBER, Rag.RED):
        return phrases.MISSED_UNUSUALLY.format(of_target=of_target)
    if said.assurance is Assurance.PASS and state is SignalState.CONCERN and _has_met(said):
        return phrases.STILL_MEETS.format(of_target=of_target)
    template = phrases.ASSURANCE.get(said.assurance, "")
    return template.format(of_target=of_target, step=figures.step_noun(said, 1), steps=figures.step_noun(said, 0))


def _rag_words(said: ToSay) -> str:
    if said.rag is None or said.rag is Rag.NO_FIGURE:
        return ""
    words = RAG_WORDS[said.rag]
    has_target = said.target and said.rag is not Rag.NO_TARGET
    return phrases.RAG_WITH_TARGET.format(rag=words, target=said.target) if has_target else f"{words}."


def _not_judged(said: ToSay) -> str:
    reason = _of_reason(phrases.NOT_JUDGED_REASONS, said)
    return (reason or phrases.NOT_JUDGED.get(said.basis, phrases.NOT_JUDGED_ELSE)).format(
        step=figures.step_noun(said, 1), steps=figures.step_noun(said, 0), period=said.period.words
    )


def _of_reason(templates: Mapping[WhyNotSeparate | WhyNotJudged, str], said: ToSay) -> str:
    return templates.get(said.signal.reason, "") if said.signal.reason else ""


def _has_met(said: ToSay) -> bool:
    return said.rag is Rag.GREEN


def _of_target(said: ToSay) -> str:
    return phrases.OF_TARGET.format(target=said.target) if said.target else ""

"""What is said of the latest point: whether it is news, and what the usual range means for the target.

Each function gives whole sentences made from their templates; nothing where there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.formatting import capital
from dashboard.judge import phrases
from dashboard.judge import said_figures as figures
from dashboard.judge.assurance import Assurance
from dashboard.judge.rag import TARGET_IN_WORDS
from dashboard.judge.separate import Derivation, WhyNotSeparate
from dashboard.judge.signal import SignalState, WhyNotJudged
from dashboard.judge.to_say import ToSay
from dashboard.judge.words import RAG_WORDS
from dashboard.judge.xmr import side_of
from dashboard.vocabulary import Polarity, Rag

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
        since = phrases.SINCE.format(since=figures.period_words(signal.since)) if signal.since else ""
        noun = figures.step_noun(said, signal.needed)
        return phrases.TOO_EARLY.format(since=since, points=signal.points, needed=signal.needed, steps=noun)
    if is_judged(said) and figures.judged_value(said) is None:
        return phrases.NO_POINT.format(period=figures.period_words(said.period))
    if state in STATE_WORDS:
        return _standing_out(said)
    if state is not SignalState.COMMON_CAUSE:
        return _not_judged(said)
    if not figures.has_range(said):
        return phrases.NO_USUAL_LEVEL.format(steps=figures.step_noun(said, 0))
    if said.assurance is Assurance.FAIL:
        return phrases.STEADILY_MISSING.format(evidence=_it_is_within(said), and_target=_and_target(said))
    return f"{_no_change(said)} {_not_a_story(said)}"


def brief_verdict(said: ToSay) -> str:
    """Say in few words whether the latest point is news: what the rest of a member's reading says is left out."""
    if is_not_judged_by_form(said):
        return _by_step(phrases.NOT_JUDGED_BRIEFLY.get(said.basis, phrases.NOT_JUDGED_ELSE), said)
    verdict = verdict_words(said)
    # A target met and missed by chance says the same of a month's movement; of a stock the year before tells more.
    says_chance = said.assurance is Assurance.HIT_OR_MISS and said.signal.state is SignalState.COMMON_CAUSE
    return verdict.removesuffix(f" {_not_a_story(said)}") if says_chance or is_usual_change(said) else verdict


def is_not_judged_by_form(said: ToSay) -> bool:
    """Tell a figure that is not judged for the length of its period alone, which every month's reading would repeat."""
    return said.signal.state is SignalState.NOT_JUDGED and not _of_reason(phrases.NOT_JUDGED_REASONS, said)


def is_usual_change(said: ToSay) -> bool:
    """Tell a stock whose latest change is nothing unusual, and whose figure of a year ago is known."""
    apart = said.year_on_year
    is_stock = said.signal.state is SignalState.COMMON_CAUSE and said.signal.derivation is Derivation.NET_CHANGE
    return is_stock and says_figure(said) and apart is not None and apart.redefined is None


def says_figure(said: ToSay) -> bool:
    """Tell whether the verdict holds the figure that was judged."""
    is_early = said.signal.state is SignalState.TOO_EARLY
    return is_judged(said) and not is_early and figures.judged_value(said) is not None and figures.has_range(said)


def says_target(said: ToSay) -> bool:
    """Tell whether the verdict says what the usual range means for the target."""
    if said.assurance is not Assurance.FAIL or not says_figure(said) or said.signal.is_by_revision:
        return False
    is_not_enough = said.signal.state is SignalState.IMPROVEMENT and not _has_met(said)
    return said.signal.state is SignalState.COMMON_CAUSE or is_not_enough


def is_unsettled(said: ToSay) -> bool:
    """Tell a point that stands out where the target is met and missed by chance: that held while nothing changed."""
    return said.signal.state in STATE_WORDS and said.assurance is Assurance.HIT_OR_MISS and says_figure(said)


def names_target(said: ToSay) -> bool:
    """Tell whether the verdict names the target, because good is to be close to it."""
    stands_out = said.signal.state in STATE_WORDS and says_figure(said)
    return stands_out and said.polarity is Polarity.CLOSE_TO_TARGET and not said.signal.is_by_revision


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
    """Say what the usual range means for the target, and with ``with_rag`` how this figure is rated.

    The target itself is said once.
    """
    rated = rag_words(said, with_target=not (says_target(said) or names_target(said))) if with_rag else ""
    is_said = with_rag and said.rag is not None and said.rag.is_rated
    return (rated, _assurance_words(said, of_target="" if is_said else _of_target(said)))


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
    if not is_judged_good and said.signal.derivation is Derivation.NET_CHANGE:
        opening = _stock_opening(said, kind, word)
    if word == "better" and said.assurance is Assurance.FAIL and not _has_met(said):
        evidence = _evidence(said, kind, word, as_sentence=True)
        return phrases.NOT_YET_ENOUGH.format(opening=opening, evidence=evidence, and_target=_and_target(said))
    return f"{opening}: {evidence}.{_ask(said, word)}"


def _evidence(said: ToSay, kind: str, word: str, *, as_sentence: bool = False) -> str:
    template = (phrases.IT_STANDS_OUT if as_sentence else phrases.EVIDENCE)[kind]
    if kind == OUTSIDE and figures.is_constant(said):
        template = phrases.IT_IS_NOT_CONSTANT if as_sentence else phrases.OUTSIDE_CONSTANT
    return template.format(
        figure=figures.judged_point(said),
        range_of=figures.range_of(said),
        range_with=figures.range_with(said),
        run=figures.steps(said, said.signal.run),
        steps=figures.step_noun(said, 0),
        point=figures.judged_point(said, in_run=True),
        side=_side(said),
        level=figures.level_name(said),
        mean=figures.mean_words(said),
        moving=phrases.MOVING[word],
    )


def _stock_opening(said: ToSay, kind: str, word: str) -> str:
    """Say how a stock moves beside its usual change; one that stayed rose or fell less than usual."""
    is_high = word == "higher"
    way = side_of(figures.judged_value(said), 0) or (-1 if is_high else 1)
    move, moving = phrases.STOCK_MOVES[way]
    size, more = phrases.MORE if is_high == (way > 0) else phrases.LESS
    return phrases.STOCK_OPENINGS[kind].format(size=size, move=move, more=more, moving=moving, Moving=capital(moving))


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
    if word in ("better", "worse") and not said.polarity.has_better_end:
        return "higher" if _side(said) in ("above", "up") else "lower"
    return word


def _within(said: ToSay) -> str:
    return _beside_range(said, phrases.WITHIN_CONSTANT if figures.is_constant(said) else phrases.WITHIN)


def _it_is_within(said: ToSay) -> str:
    return _beside_range(said, phrases.IT_IS_CONSTANT if figures.is_constant(said) else phrases.IT_IS_WITHIN)


def _beside_range(said: ToSay, template: str) -> str:
    return template.format(
        figure=figures.judged_point(said), range_with=figures.range_with(said), level=figures.level_name(said)
    )


def _no_change(said: ToSay) -> str:
    is_stock = said.signal.derivation is Derivation.NET_CHANGE
    return (phrases.NO_UNUSUAL_CHANGE if is_stock else phrases.NO_REAL_CHANGE).format(within=_within(said))


def _not_a_story(said: ToSay) -> str:
    return phrases.NOT_A_STORY.format(step=figures.step_noun(said, 1))


def _assurance_words(said: ToSay, *, of_target: str) -> str:
    """Say what the usual range means for the target; empty where the verdict has said it."""
    is_early = said.signal.state is SignalState.TOO_EARLY
    if is_early or not is_judged(said) or not said.polarity.has_better_end or figures.judged_value(said) is None:
        return ""
    state = said.signal.state
    if said.assurance is Assurance.FAIL and state is SignalState.IMPROVEMENT and _has_met(said):
        return phrases.MET_UNUSUALLY.format(of_target=of_target)
    if says_target(said):
        return ""
    if said.assurance is Assurance.PASS and said.rag in (Rag.AMBER, Rag.RED):
        return phrases.MISSED_UNUSUALLY.format(of_target=of_target)
    if said.assurance is Assurance.PASS and state is SignalState.CONCERN and _has_met(said):
        return phrases.STILL_MEETS.format(of_target=of_target)
    template = phrases.ASSURANCE.get(said.assurance, "")
    return template.format(of_target=of_target, step=figures.step_noun(said, 1), steps=figures.step_noun(said, 0))


def rag_words(said: ToSay, *, with_target: bool = True) -> str:
    """Say how the figure is rated and by which target, or why it is not."""
    if said.rag is None or said.rag is Rag.NO_FIGURE:
        return ""
    is_in_words = said.rag_reason == TARGET_IN_WORDS and bool(said.target)
    if said.rag is Rag.NOT_RATED and said.rag_reason and not is_in_words:
        why = figures.because(said.rag_reason)
        return phrases.NOT_RATED.format(of_target=_of_target(said), why=why)
    if said.rag is Rag.NOT_RATED and said.target:
        return phrases.TARGET_IN_WORDS.format(target=said.target)
    of_target = _of_target(said) if with_target and said.rag is not Rag.NO_TARGET else ""
    if said.rag is Rag.AMBER and of_target:
        return phrases.RATED_AMBER.format(rag=RAG_WORDS[said.rag], of_target=of_target)
    return phrases.RATED.format(rag=RAG_WORDS[said.rag], of_target=of_target)


def _not_judged(said: ToSay) -> str:
    reason = _of_reason(phrases.NOT_JUDGED_REASONS, said)
    return _by_step(reason or phrases.NOT_JUDGED.get(said.basis, phrases.NOT_JUDGED_ELSE), said)


def _by_step(template: str, said: ToSay) -> str:
    return template.format(
        step=figures.step_noun(said, 1), steps=figures.step_noun(said, 0), period=figures.period_words(said.period)
    )


def _of_reason(templates: Mapping[WhyNotSeparate | WhyNotJudged, str], said: ToSay) -> str:
    return templates.get(said.signal.reason, "") if said.signal.reason else ""


def _has_met(said: ToSay) -> bool:
    return said.rag is Rag.GREEN


def _and_target(said: ToSay) -> str:
    return phrases.AND_TARGET.format(target=said.target) if said.target else ""


def _of_target(said: ToSay) -> str:
    return phrases.OF_TARGET.format(target=said.target) if said.target else ""

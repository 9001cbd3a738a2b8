"""How judgements are made, in a councillor's words: each mark of the pages with its meaning, and the rules in force."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue.schema import Catalogue, Tracker
from dashboard.formatting import format_number, listed, plural
from dashboard.intake.session import Session
from dashboard.judge.chance import FEWEST_CASES as FEWEST_TO_SHOW
from dashboard.judge.measured import RULES_OF
from dashboard.judge.sentences import chance_sentence
from dashboard.judge.signal import CASES_NEEDED, POINTS_NEEDED, Signal, SignalState
from dashboard.judge.words import RAG_WORDS, TRAVEL_TITLES, TRAVEL_WORDS
from dashboard.judge.xmr import Rule
from dashboard.views.clinic.words import rule_words
from dashboard.views.definition import RULESET_WORDS, dates_words
from dashboard.views.how_to_read import how_to_read
from dashboard.views.parts import RagChip, SignalMark, TravelMark
from dashboard.views.signal_words import rule_word, signal_word
from dashboard.vocabulary import Polarity, Rag, Travel

_RAG_MEANINGS: dict[Rag, str] = {
    Rag.GREEN: "The latest figure, rounded as it is shown, meets the target of its own year.",
    Rag.AMBER: "It is short of the target, but within the tolerance set for it.",
    Rag.RED: "It is neither on target nor within tolerance.",
    Rag.NO_TARGET: "Nobody has set a target. It is never shown as green.",
    Rag.NOT_RATED: "There is a target, but nothing to hold the figure against yet, or the target is in words alone.",
    Rag.NO_FIGURE: "There is nothing to rate.",
}
_MOVED: dict[Travel, int] = {
    Travel.IMPROVEMENT: 1,
    Travel.DECLINE_WITHIN_LIMITS: -1,
    Travel.DECLINE_NOT_ON_TARGET: -1,
    Travel.STABLE_WITH_POLARITY: 0,
    Travel.INCREASE_NO_POLARITY: 1,
    Travel.DECREASE_NO_POLARITY: -1,
}
_SIGNAL_MEANINGS: dict[SignalState, str] = {
    SignalState.IMPROVEMENT: "News, and good: the figure did something it does not do by itself.",
    SignalState.CONCERN: "News, and a reason to ask.",
    SignalState.NEUTRAL_HIGH: "News, but neither good nor bad by itself.",
    SignalState.NEUTRAL_LOW: "News, but neither good nor bad by itself.",
    SignalState.COMMON_CAUSE: "It moved no more than it usually does, however large the movement looks.",
    SignalState.TOO_EARLY: f"There are fewer than {POINTS_NEEDED} figures, so nobody knows yet what is usual.",
    SignalState.NOT_JUDGED: (
        "Its months cannot be told apart, as in a figure over twelve months, or it rests on too few cases. That is not "
        "“fine”: it is held against a year ago, its target and others instead."
    ),
    SignalState.NO_FIGURE: "The latest month has none; last month's news is not this month's.",
}
_SHOWN_BY: dict[SignalState, tuple[Rule, Polarity]] = {
    SignalState.IMPROVEMENT: (Rule.OUTSIDE_ABOVE, Polarity.HIGHER_IS_BETTER),
    SignalState.CONCERN: (Rule.OUTSIDE_BELOW, Polarity.HIGHER_IS_BETTER),
    SignalState.NEUTRAL_HIGH: (Rule.OUTSIDE_ABOVE, Polarity.NO_POLARITY),
    SignalState.NEUTRAL_LOW: (Rule.OUTSIDE_BELOW, Polarity.NO_POLARITY),
}
COMPARING = (
    "“Better” or “worse” sets one printed figure beside another of the same year and the same kind, and always names "
    "whose, for which year and by how much.",
    "“Clearly” means that the difference is more than chance would make of our own number of cases; “could be chance” "
    "means that it is not. Where the counts behind a figure are not known, that cannot be said, and the page says so.",
    "“Clearly better, though such gaps are common” means both: it is more than luck, and councils in general lie as "
    "far apart as that, because they differ in need and in how they record.",
    "A year is never set beside part of a year. An average of similar councils counts each of them alike; the region "
    "and England are counted as a whole.",
)
WILL_NOT = (
    "Say whether the work is good, or why a figure changed. It tells when to ask.",
    "Call one month's movement a change, or forecast the months to come.",
    "Give a percentage of fewer than {shown} cases in a sentence, or judge one of fewer than {judged} month by month, "
    "unless the catalogue sets another number for the measure.",
    "Give one score for a service, or put councils in a league table of averages of many measures.",
    "Fill in a missing or suppressed figure, or count it as nought.",
    "Move the usual range by itself: where it begins anew, a person has decided so, and the day, the role and the "
    "reason are shown.",
    "Delete what was published: earlier editions can be opened as they stood.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerLine:
    """A theme of a tracker, with when it is on it and its measures."""

    tracker: str
    theme: str
    when: str
    measures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source of published statistics with its licence and what is taken from it."""

    source: str
    licence: str
    files: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView:
    """The page: every mark with its meaning, the rules in force, and where published figures come from."""

    council: str
    ratings: tuple[tuple[RagChip, str], ...]
    directions: tuple[tuple[TravelMark, str], ...]
    signals: tuple[tuple[SignalMark, str], ...]
    how_to_read: tuple[str, ...]
    by_chance: str
    comparing: tuple[str, ...]
    rules: tuple[str, ...]
    clinic: tuple[str, ...]
    trackers: tuple[TrackerLine, ...]
    will_not: tuple[str, ...]
    sources: tuple[SourceLine, ...]


def build_about(session: Session) -> AboutView:
    """Explain the marks, and say the rules as the catalogue has them now."""
    catalogue = session.catalogue
    return AboutView(
        council=session.our_name,
        ratings=tuple((RagChip(state=state, word=RAG_WORDS[state]), said) for state, said in _RAG_MEANINGS.items()),
        directions=tuple(
            (TravelMark(state=state, word=TRAVEL_WORDS[state], moved=moved), f"{TRAVEL_TITLES[state]}.")
            for state, moved in _MOVED.items()
        ),
        signals=tuple((_signal_mark(state), said) for state, said in _SIGNAL_MEANINGS.items()),
        how_to_read=how_to_read(RULES_OF[catalogue.ruleset], "month"),
        by_chance=chance_sentence(len(catalogue.indicators)),
        comparing=COMPARING,
        rules=_rules(catalogue),
        clinic=rule_words(catalogue.clinic),
        trackers=tuple(line for tracker in catalogue.trackers for line in _tracker(catalogue, tracker)),
        will_not=tuple(
            words.format(shown=format_number(FEWEST_TO_SHOW, 0), judged=format_number(CASES_NEEDED, 0))
            for words in WILL_NOT
        ),
        sources=_sources(catalogue),
    )


def _signal_mark(state: SignalState) -> SignalMark:
    by = _SHOWN_BY.get(state)
    return SignalMark(state=state, word=rule_word(*by) if by else signal_word(Signal(state=state)))


def _rules(catalogue: Catalogue) -> tuple[str, ...]:
    own = [one for one in catalogue.indicators if one.ruleset not in (None, catalogue.ruleset)]
    seasonal = [one for one in catalogue.indicators if one.seasonal]
    rebased = [one for one in catalogue.indicators if one.rebases]
    said = (
        f"The rules by which a figure is news are {RULESET_WORDS[catalogue.ruleset]}.",
        f"{plural(len(own), 'measure')} of {len(catalogue.indicators)} go by other rules." if own else "",
        f"Judged on the difference from a year before: {listed([one.name for one in seasonal])}." if seasonal else "",
        f"The usual level was begun anew for: {listed([one.name for one in rebased])}." if rebased else "",
    )
    return tuple(words for words in said if words)


def _tracker(catalogue: Catalogue, tracker: Tracker) -> tuple[TrackerLine, ...]:
    names = {one.id: one.name for one in catalogue.indicators}
    return tuple(
        TrackerLine(
            tracker=tracker.name,
            theme=theme.name,
            when=dates_words(theme) or "always",
            measures="; ".join(names.get(one.indicator, str(one.indicator)) for one in theme.measures),
        )
        for theme in tracker.themes
    )


def _sources(catalogue: Catalogue) -> tuple[SourceLine, ...]:
    files: dict[tuple[str, str], list[str]] = {}
    for one in catalogue.datasets:
        files.setdefault((one.source, one.licence), []).append(one.name)
    return tuple(
        SourceLine(source=source, licence=licence, files="; ".join(names)) for (source, licence), names in files.items()
    )

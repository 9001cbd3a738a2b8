"""The parts of the tracker: what stands out first, then the rest by why it does not, and the answer before them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.formatting import listed, plural, uncapital
from dashboard.judge.sentences import chance_sentence
from dashboard.judge.signal import SignalState
from dashboard.judge.words import RAG_WORDS
from dashboard.periods import Period
from dashboard.views.tracker.view import Standout, TrackerGroup, TrackerLine
from dashboard.vocabulary import Basis, IndicatorId, Rag

_TITLES = {
    Standout.WORSE: "Worse",
    Standout.BETTER: "Better",
    Standout.CHANGED: "Higher or lower",
    Standout.REVISED: "Earlier figures revised",
    Standout.APART: "Clearly different from others",
}
_LEADS = {
    Standout.WORSE: "Worse than usual, or clearly worse than a year ago.",
    Standout.BETTER: "Better than usual, or clearly better than a year ago.",
    Standout.CHANGED: "Neither high nor low is good in itself, so ask why.",
    Standout.REVISED: "Nothing new in the month itself, but what was reported of earlier months reads otherwise now.",
    Standout.APART: "By more than chance, which is often so for years: no news of this month.",
}
# News of the month; what was revised, and what is always apart from others, is none.
NEWS = (Standout.WORSE, Standout.BETTER, Standout.CHANGED)
_NEWS_WORDS = {Standout.WORSE: "worse", Standout.BETTER: "better", Standout.CHANGED: "higher or lower"}
_RATED = (Rag.RED, Rag.AMBER, Rag.GREEN)


def build_groups(lines: Sequence[TrackerLine], late: Callable[[TrackerLine], bool]) -> tuple[TrackerGroup, ...]:
    """Put the lines into their parts, in the order of the page; ``late`` tells what should have a newer figure."""
    single = _once(lines)
    parts = [_part(standout, [line for line in single if line.standout is standout]) for standout in _TITLES]
    rest = [line for line in single if line.standout is Standout.REST]
    return tuple(part for part in (*parts, *_rest(rest, late)) if part.lines)


def _once(lines: Sequence[TrackerLine]) -> list[TrackerLine]:
    """Give each measure's first line: one may stand under two themes."""
    found: dict[tuple[IndicatorId, Basis], TrackerLine] = {}
    for line in lines:
        found.setdefault((line.indicator, line.basis), line)
    return list(found.values())


def _part(standout: Standout, lines: Sequence[TrackerLine]) -> TrackerGroup:
    """Put the signals before what only a year ago tells."""
    ordered = sorted(lines, key=lambda line: line.by_year)
    return TrackerGroup(
        id=str(standout), title=_TITLES[standout], lines=tuple(ordered), lead=_LEADS[standout], standout=standout
    )


def _rest(lines: Sequence[TrackerLine], late: Callable[[TrackerLine], bool]) -> tuple[TrackerGroup, ...]:
    by_title: dict[tuple[str, str, str], list[TrackerLine]] = {
        ("no-real-change", "No real change", ""): [],
        (
            "not-judged",
            "Not judged month by month",
            "One month says little of these: they cover 12 months, mostly count the same ones again, or count few. "
            "Hold them against a year ago.",
        ): [],
        ("too-early", "Too early to tell", ""): [],
        ("no-new-figure", "No new figure", "A later figure is due; the latest there is is shown."): [],
        ("no-figure", "No figure", ""): [],
    }
    keys = {key[0]: key for key in by_title}
    for line in lines:
        by_title[keys[_why_at_rest(line, is_late=late(line))]].append(line)
    return tuple(
        TrackerGroup(id=f"rest-{name}", title=title, lines=_worst_first(found), lead=lead, standout=Standout.REST)
        for (name, title, lead), found in by_title.items()
    )


def _worst_first(lines: Sequence[TrackerLine]) -> tuple[TrackerLine, ...]:
    """Put what is off target first: the usual may not be good enough."""
    return tuple(sorted(lines, key=lambda line: line.rag.state is not Rag.RED))


def _why_at_rest(line: TrackerLine, *, is_late: bool) -> str:
    state = line.signal.state
    if state is SignalState.NO_FIGURE:
        return "no-figure"
    if is_late:
        return "no-new-figure"
    return {SignalState.NOT_JUDGED: "not-judged", SignalState.TOO_EARLY: "too-early"}.get(state, "no-real-change")


def summary_words(lines: Sequence[TrackerLine], waiting: int = 0) -> str:
    """Say how many measures stand out, and which way: "2 of 17 measures stand out: 1 worse, 1 better.".

    ``waiting`` is of how many a later figure is due: that none of these stands out says nothing of the month.
    """
    due = f" {waiting} {'has' if waiting == 1 else 'have'} no new figure yet." if waiting else ""
    return f"{_standing_out(lines)}{due}"


def _standing_out(lines: Sequence[TrackerLine]) -> str:
    once = _once(lines)
    counts = {standout: sum(line.standout is standout for line in once) for standout in NEWS}
    number = sum(counts.values())
    if not number:
        return (
            f"None of {plural(len(once), 'measure')} stands out."
            if len(once) > 1
            else "Its 1 measure does not stand out."
        )
    said = ", ".join(f"{counts[standout]} {_NEWS_WORDS[standout]}" for standout in NEWS if counts[standout])
    return f"{number} of {plural(len(once), 'measure')} {'stands' if number == 1 else 'stand'} out: {said}."


def target_words(lines: Sequence[TrackerLine]) -> str:
    """Count the ratings: "Against their targets: 7 on target, 7 within tolerance, 2 off target."; empty without any."""
    once = _once(lines)
    counts = {state: sum(line.rag.state is state for line in once) for state in _RATED}
    said = ", ".join(f"{count} {uncapital(RAG_WORDS[state])}" for state, count in counts.items() if count)
    return f"Against their targets: {said}." if said else ""


def nothing_words(lines: Sequence[TrackerLine], month: Period) -> str:
    """Say that nothing stands out, and of how many that cannot be told; empty where something does."""
    once = _once(lines)
    if any(line.standout in NEWS for line in once):
        return ""
    without = [line for line in once if line.signal.state is SignalState.NO_FIGURE]
    if len(without) == len(once):
        return f"Nothing can be said of {month.words}: no measure has a figure."
    unjudged = sum(line.signal.state in (SignalState.NOT_JUDGED, SignalState.TOO_EARLY) for line in once)
    limits = [
        f"{count} {words}"
        for count, words in (
            (unjudged, "cannot be judged month by month"),
            (len(without), "has no figure" if len(without) == 1 else "have no figure"),
        )
        if count
    ]
    if unjudged + len(without) == len(once) and not any(line.has_year_ago for line in once):
        none = f"None of {plural(len(once), 'measure')} can" if len(once) > 1 else "Its 1 measure cannot"
        return f"{none} be judged yet: too few months are known so far."
    judged = "" if unjudged + len(without) == len(once) else "no figure is better or worse than usual, and "
    tail = f" Of {plural(len(once), 'measure')}, {listed(limits)}." if limits else ""
    return f"Nothing stands out in {month.words}: {judged}none is clearly other than a year ago.{tail}"


def by_chance_words(lines: Sequence[TrackerLine]) -> str:
    """Say how many of those judged would be marked though nothing changed; empty where none is judged."""
    once = _once(lines)
    judged = sum(line.signal.state.is_judged and not line.by_year for line in once)
    if not judged:
        return ""
    of_all = f"{judged} of {plural(len(once), 'measure')} {'is' if judged == 1 else 'are'} judged month by month. "
    return f"{of_all if judged < len(once) else ''}{chance_sentence(judged)}"

"""Put a judgement in the words of the page: the verdict, what it rests on, and what else is judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.formatting import BASIS_WORDS, capital
from dashboard.judge.clauses import level_words, target_words, verdict_words
from dashboard.judge.comparing_clauses import (
    against_year_ago,
    change_words,
    course_words,
    still_to_change,
    year_ahead_words,
)
from dashboard.judge.five_years import YearsTrend
from dashboard.judge.frequency import frequency_of
from dashboard.judge.judgement import Judgement
from dashboard.judge.said_figures import step_noun
from dashboard.judge.shift import shift_of
from dashboard.judge.signal import SignalState
from dashboard.judge.to_say import ToSay
from dashboard.views.how_to_read import how_to_read
from dashboard.views.news import NO_NEWS, NewsView, OtherForm
from dashboard.views.signal_words import signal_word
from dashboard.vocabulary import Basis

_NOT_JUDGED = (SignalState.NOT_JUDGED, SignalState.NO_FIGURE)


def build_news(judgement: Judgement | None, others: Mapping[Basis, Judgement] | None = None) -> NewsView:
    """Say whether the latest figure is news; ``others`` are the judgements of the measure's other forms."""
    said = judgement.said if judgement else None
    if judgement is None or said is None:
        return NO_NEWS
    chart = judgement.signal.chart
    return NewsView(
        verdict=judgement.members if said.value is None else verdict_words(said),
        grounds=tuple((name, words) for name, words in _grounds(judgement, said) if words),
        heads=judgement.heads,
        other_form=_other_form(judgement, others or {}),
        how_to_read=how_to_read(judgement.case.measured.rules, step_noun(said, 1)) if chart else (),
    )


def assurance_sentence(judgement: Judgement | None) -> str:
    """Say what the usual range means for the target; empty where it says nothing."""
    said = judgement.said if judgement else None
    return _sentences(*target_words(said)) if said else ""


def _grounds(judgement: Judgement, said: ToSay) -> Iterator[tuple[str, str]]:
    is_judged = judgement.signal.state not in _NOT_JUDGED
    since = judgement.level_since
    level = f"The usual level was begun anew in {since.words}." if since and is_judged else ""
    yield "Why" if is_judged else "Why not", _sentences(level_words(said), level)
    yield "For the target", _sentences(*target_words(said))
    yield "Beside a year ago", _sentences(against_year_ago(said, with_counts=True), change_words(said))
    yield "Over five years", _five_years_words(judgement)
    yield "Rest of the year", year_ahead_words(said)
    yield "On the way", course_words(said)
    yield "How often to look", frequency_of(judgement.case).sentence if is_judged else ""
    yield "May still change", _sentences(*still_to_change(said))


def _five_years_words(judgement: Judgement) -> str:
    """Say whether the last five full years move one way."""
    found = judgement.five_years
    if found is None or found.trend is YearsTrend.CANNOT_SAY:
        return ""
    years = f"From {found.first.words} to {found.last.words}" if found.first and found.last else "Over five full years"
    if found.trend is YearsTrend.NO_CLEAR_CHANGE:
        return f"{years}: no clear rise or fall."
    rises = found.trend is YearsTrend.INCREASING
    polarity = judgement.case.measured.polarity
    meaning = f", which is {shift_of(1 if rises else -1, polarity)}" if polarity.has_better_end else ""
    return f"{years}: a clear {'rise' if rises else 'fall'}{meaning}."


def _other_form(judgement: Judgement, others: Mapping[Basis, Judgement]) -> OtherForm | None:
    """Find a form that is judged where this one is not."""
    if judgement.signal.state not in _NOT_JUDGED:
        return None
    for basis, other in others.items():
        if other.signal.state not in (*_NOT_JUDGED, SignalState.TOO_EARLY):
            word, period = signal_word(other.signal), other.case.latest.period.words
            form = capital(BASIS_WORDS[basis])
            return OtherForm(words=f"{form} it is judged: {word.lower()}, {period}.", basis=basis)
    return None


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)

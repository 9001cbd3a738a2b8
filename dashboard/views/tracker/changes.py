"""What a month's editions changed since the ones before: restated figures of the past, and ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.editions.history import Statement
from dashboard.formatting import plural, uncapital
from dashboard.judge.words import RAG_WORDS
from dashboard.periods import Period
from dashboard.views.figures import Shown, figure_words
from dashboard.views.ground import MonthGround
from dashboard.views.tracker.followed import Followed
from dashboard.views.tracker.view import Changes, Revision
from dashboard.views.tracker.words import new_month_words
from dashboard.vocabulary import Rag

NO_EARLIER = "There is no earlier month to compare with."
NONE_REVISED = "No figure of an earlier month was revised."


def revisions_of(one: Followed, month: MonthGround) -> tuple[Revision, ...]:
    """List the past figures of a measure that the month's editions restated or gave for the first time, latest first.

    What differs only between two issues of the same month is no change since the month before.
    """
    editions = _numbers(month)
    found = (_revision(one, shown, editions) for shown in reversed(one.past))
    return tuple(revision for revision in found if revision is not None)


def _revision(one: Followed, shown: Shown, editions: set[int]) -> Revision | None:
    old = _said_before(shown, editions)
    if old is None or shown.history is None or old.agrees_with(shown.history.now):
        return None
    before, now = in_words(one, old, shown.history.now)
    return Revision(
        indicator=one.indicator.id,
        basis=one.basis,
        name=one.indicator.name,
        period=shown.figure.period.words,
        old=before,
        new=now,
        is_late=old.value is None,
    )


def _numbers(month: MonthGround) -> set[int]:
    return {edition.number for edition in month.editions}


def _said_before(shown: Shown, editions: set[int]) -> Statement | None:
    """Give what was said of a figure before the month's editions, where one of them changed it."""
    if shown.history is None or shown.history.now.edition not in editions:
        return None
    before = [said for said in shown.history.earlier if said.edition not in editions]
    return before[-1] if before else None


def in_words(one: Followed, old: Statement, new: Statement) -> tuple[str, str]:
    """Write both figures, with the decimals printed where the measure's own would make them look the same."""
    unit, places = one.indicator.unit, one.indicator.decimal_places
    before, now = (figure_words(said.value, said.missing, unit, places) for said in (old, new))
    if before != now:
        return before, now
    places = max(places, old.decimals or 0, new.decimals or 0)
    return (
        figure_words(old.value, old.missing, unit, places),
        figure_words(new.value, new.missing, unit, places),
    )


def build_changes(
    followed: Sequence[Followed], revisions: Sequence[Revision], month: MonthGround, *, is_first: bool
) -> Changes:
    """Put the new month apart from the restated past; ``is_first`` where no month stands before it."""
    new_month = new_month_words(followed, month.as_at)
    if is_first:
        return Changes(new_month=new_month, revised=NO_EARLIER)
    ratings = (_rating(one, month) for one in followed)
    return Changes(
        new_month=new_month,
        revised=_revised_words(revisions),
        revisions=tuple(revisions),
        ratings=tuple(dict.fromkeys(words for words in ratings if words)),
    )


def _revised_words(revisions: Sequence[Revision]) -> str:
    """Say how many figures of the past were restated, and how many came late."""
    late = sum(one.is_late for one in revisions)
    restated = len(revisions) - late
    words = NONE_REVISED
    if restated:
        were = "was" if restated == 1 else "were"
        words = f"{plural(restated, 'figure')} of earlier months {were} revised."
    return f"{words} {plural(late, 'figure')} of earlier months came late." if late else words


def _rating(one: Followed, month: MonthGround) -> str:
    """Say a rating that is another than the one of the period before, as that stood before the month's editions."""
    judged = one.judged
    if judged is None or not (one.is_of_month and one.has_figure) or len(judged.case.points) < 2:
        return ""
    before = judged.case.points[-2].period
    was, now = _rating_before(one, before, month), judged.rag.state
    if was is None or was is now or not (was.is_rated or now.is_rated):
        return ""
    return f"{one.indicator.name}: {uncapital(RAG_WORDS[now])}, was {uncapital(RAG_WORDS[was])} in {before.words}"


def _rating_before(one: Followed, before: Period, month: MonthGround) -> Rag | None:
    """Rate the period before as it was first stated, by its own year's target; None where it had no figure.

    Two reports may hold a measure against different targets: a rating by the other one's is no change.
    """
    shown = next((shown for shown in reversed(one.past) if shown.figure.period == before), None)
    if shown is None or (one.shown is not None and one.shown.report != shown.report):
        return None
    said = _said_before(shown, _numbers(month))
    value = said.value if said is not None else shown.figure.value
    rag = None if value is None else month.reading.rated(one.indicator, one.basis, before, value)
    return rag.state if rag else None


def all_revisions(by_measure: Sequence[tuple[Revision, ...]]) -> Iterator[Revision]:
    """List the revisions of all measures once each: a measure may stand under two themes."""
    yield from dict.fromkeys(revision for revisions in by_measure for revision in revisions)

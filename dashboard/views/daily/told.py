"""What a reader was told before: each measure he follows as it stood then, so that he hears of a change once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.catalogue.presenting import Tracker, TrackerMeasure, TrackerTheme
from dashboard.editions.history import Statement
from dashboard.formatting import uncapital
from dashboard.judge.signal import SignalState
from dashboard.judge.words import RAG_WORDS
from dashboard.periods import Period
from dashboard.views.daily.since import Turned, form_name
from dashboard.views.figures import Shown
from dashboard.views.ground import MonthGround
from dashboard.views.tracker.changes import in_words
from dashboard.views.tracker.followed import Followed, follow
from dashboard.views.tracker.groups import NEWS
from dashboard.views.tracker.lines import build_line
from dashboard.views.tracker.standouts import find_standing_out, place
from dashboard.views.tracker.view import Revision, Standout
from dashboard.vocabulary import Basis, IndicatorId

WITHDRAWN = "withdrawn"

Key = tuple[IndicatorId, Basis]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a measure stands out with its latest figure: which way, None where it does not, and in a mark's words.

    What neither high nor low is good may turn from one to the other: ``is_higher`` tells which it is.
    """

    standout: Standout | None
    is_higher: bool = False
    word: str = ""

    def is_as(self, other: Stand | None) -> bool:
        """Tell whether another says the same."""
        return other is not None and (self.standout, self.is_higher) == (other.standout, other.is_higher)


class Told:
    """The measures followed as a reader was last told of them; ``standing`` numbers the editions that stand now."""

    def __init__(
        self, month: MonthGround, followed: Sequence[Followed], *, together: bool, standing: frozenset[int]
    ) -> None:
        before = [_with_figure(one, month) for one in follow(month, _tracker_of(followed))]
        self._before = {(one.indicator.id, one.basis): one for one in before}
        self._stands, self._now = stands_of(before, together=together), stands_of(followed, together=together)
        self._standing = standing

    def has_new(self, one: Followed) -> bool:
        """Tell whether the latest figure is another than the reader was told of: of a later period, or revised."""
        before = self._before.get(_key(one))
        if one.shown is None:
            return False
        if before is None or before.shown is None or before.shown.figure.period != one.shown.figure.period:
            return not self._is_back(one)
        return not _said(before.shown).agrees_with(_said(one.shown))

    def begins(self, one: Followed) -> bool:
        """Tell whether a measure stands out otherwise than the reader was told."""
        now = self._now[_key(one)]
        return now.standout is not None and not self._is_back(one) and not now.is_as(self._stands.get(_key(one)))

    def is_known(self, one: Followed) -> bool:
        """Tell that he has heard: what stood out when he was last told, he was told."""
        return True

    def ended(self, followed: Sequence[Followed]) -> Iterator[tuple[IndicatorId, str]]:
        """Say what no longer stands out, once for a measure, and not while another of its forms still does so."""
        still = {(one.indicator.id, self._now[_key(one)].standout) for one in followed}
        for one in followed:
            then, now = self._stands.get(_key(one)), self._now[_key(one)]
            is_over = then is not None and now.standout is None and _can_end(one) and not self._is_back(one)
            if then is None or not is_over or then.standout is None or (one.indicator.id, then.standout) in still:
                continue
            still.add((one.indicator.id, then.standout))
            period = self._before[_key(one)].period
            when = f"in {period.words}" if period is not None and period != one.period else "when you were last told"
            yield one.indicator.id, f"{form_name(one)}: was {uncapital(then.word)} {when}"

    def turned(self, one: Followed) -> Turned | None:
        """Give a rating that is another than the reader was told; one by another report's target is none."""
        before = self._before.get(_key(one))
        if before is None or not one.has_figure or not before.has_figure or self._is_back(one):
            return None
        if one.judged is None or before.judged is None or not _is_same_report(one.shown, before.shown):
            return None
        now, was = one.judged.rag.state, before.judged.rag.state
        if was is now or not (was.is_rated or now.is_rated):
            return None
        when = "before that was revised" if before.period == one.period else f"in {_words(before.period)}"
        said = f"{form_name(one)}: {uncapital(RAG_WORDS[now])}, was {uncapital(RAG_WORDS[was])} {when}"
        return Turned(indicator=one.indicator.id, basis=one.basis, now=now, words=said)

    def revised(self, one: Followed) -> Iterator[Revision]:
        """Give the figures that read otherwise than the reader was told, were withdrawn, or came late."""
        before = self._before.get(_key(one))
        now = {shown.figure.period: shown for shown in one.past}
        for shown in reversed(before.past if before is not None else ()):
            found = self._revision(one, shown, now.get(shown.figure.period))
            if found is not None:
                yield found

    def _revision(self, one: Followed, then: Shown, now: Shown | None) -> Revision | None:
        is_gone = then.edition not in self._standing
        old = _said(then)
        if now is None:
            if not is_gone or old.value is None:
                return None
            words = in_words(one, old, old)[0], WITHDRAWN
        elif old.agrees_with(_said(now)) or not (is_gone or then.report == now.report):
            return None
        else:
            words = in_words(one, old, _said(now))
        return Revision(
            indicator=one.indicator.id,
            basis=one.basis,
            name=form_name(one, with_first=True),
            period=then.figure.period.words,
            old=words[0],
            new=words[1],
            is_late=old.value is None,
        )

    def _is_back(self, one: Followed) -> bool:
        """Tell whether the latest figure is of a period before the one told of, as that was withdrawn since."""
        before = self._before.get(_key(one))
        if before is None or before.period is None or one.period is None:
            return False
        return one.period.sort_key < before.period.sort_key


def stands_of(followed: Sequence[Followed], *, together: bool) -> Mapping[Key, Stand]:
    """Say how each measure stands out with its latest figure, be a later one due or not.

    ``together`` holds the differences from a year ago of all of them against chance, as a tracker does.
    """
    found = find_standing_out(followed) if together else frozenset()
    made = {}
    for one in followed:
        # As at its own period: that a later figure is due ends nothing.
        own = replace(one, as_at=one.period) if one.period is not None else one
        placed = place(own, found, ())
        line = build_line(own, placed, ())
        mark = line.year_mark or line.signal
        stands_out = placed.standout in NEWS
        made[_key(one)] = Stand(
            standout=placed.standout if stands_out else None,
            is_higher=stands_out and mark.state is SignalState.NEUTRAL_HIGH,
            word=mark.word,
        )
    return made


def _can_end(one: Followed) -> bool:
    """Tell whether a figure can show that nothing stands out any more; one that only a revision marks cannot."""
    return one.has_figure and one.judged is not None and not one.judged.signal.state.stands_out


def _tracker_of(followed: Sequence[Followed]) -> Tracker:
    forms = dict.fromkeys(_key(one) for one in followed)
    measures = tuple(TrackerMeasure(indicator=measure, basis=form) for measure, form in forms)
    return Tracker(id="told", name="Told", themes=(TrackerTheme(id="told", name="Told", measures=measures),))


def _with_figure(one: Followed, month: MonthGround) -> Followed:
    """Take a measure at the last period that has a figure: a month without one ends nothing."""
    if one.judged is None or one.has_figure:
        return one
    last = next((shown for shown in reversed(one.past) if shown.figure.value is not None), None)
    if last is None:
        return one
    judged = month.reading.judged(one.indicator, one.basis, last.figure.period)
    return replace(one, judged=judged, shown=last)


def _key(one: Followed) -> Key:
    return one.indicator.id, one.basis


def _words(period: Period | None) -> str:
    return period.words if period is not None else ""


def _is_same_report(one: Shown | None, other: Shown | None) -> bool:
    return one is not None and other is not None and one.report == other.report


def _said(shown: Shown) -> Statement:
    figure = shown.figure
    # Only what was said counts here, not when.
    return Statement(
        edition=shown.edition,
        issued_on=date.min,
        value=figure.value,
        missing=figure.missing,
        decimals=figure.decimals,
    )

"""Name what changes between two statements: measures, areas, figures old and new, ratings, signals."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.catalogue.schema import Indicator
from dashboard.editions.changes import Restatement
from dashboard.formatting import BASIS_WORDS, format_difference, plural, uncapital
from dashboard.intake.measure_names import measure_names
from dashboard.intake.nearness import area_name
from dashboard.intake.ratings import RatingChange
from dashboard.intake.session import Session
from dashboard.judge.signal import SignalState
from dashboard.observations import Observation
from dashboard.precision import round_half_up
from dashboard.views.figures import chip_of, figure_words
from dashboard.views.signal_words import signal_mark_of
from dashboard.views.upload import AddedLine, ChangeLine, RatingLine, SignalLine
from dashboard.views.upload_signals import SignalChange
from dashboard.vocabulary import Basis, Rag

# What a report states nothing for.
NOTHING = "–"
# What is said of a signal that had none before.
FIRST_FIGURES = "the first figures of it"
CAME_LATE = "had no figure, which has now come"
BEFORE_RESTATED = "before figures were restated"


class ChangeWords:
    """Names measures, areas and figures for lists of changes."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._indicators = {str(indicator.id): indicator for indicator in session.catalogue.indicators}
        self._names = measure_names(session)

    def restated(self, one: Restatement) -> ChangeLine:
        """Put an old figure beside the new one."""
        return self.change(one.old, one.new)

    def change(self, old: Observation | None, new: Observation | None) -> ChangeLine:
        """Put two statements side by side, either of which may be absent.

        The difference is that of the two figures as they are shown, or a reader who subtracts them finds another.
        """
        figure = new or old
        if figure is None:
            raise ValueError("a change has a side")
        indicator = self._indicators.get(figure.indicator)
        places = _telling_places(old, new, indicator)
        difference = ""
        if indicator and old and new and old.value is not None and new.value is not None:
            change = round_half_up(new.value, places) - round_half_up(old.value, places)
            difference = format_difference(float(change), indicator.unit, places)
        return ChangeLine(
            indicator=self.measure(figure),
            period=figure.period.words,
            old=self._figure(indicator, old, places),
            new=self._figure(indicator, new, places),
            difference=difference,
        )

    def added(self, figures: Iterable[Observation]) -> tuple[AddedLine, ...]:
        """Group the figures added by measure: how many, and for which periods."""
        grouped: dict[str, list[Observation]] = {}
        for figure in figures:
            grouped.setdefault(self.measure(figure), []).append(figure)
        return tuple(AddedLine(indicator=name, words=self._added(group)) for name, group in grouped.items())

    def rating(self, one: RatingChange) -> RatingLine:
        """Put one changed rating in words."""
        indicator = self._indicators[one.indicator]
        restated = "figure come late" if one.old is Rag.NO_FIGURE else "restated"
        return RatingLine(
            indicator=f"{indicator.name}, {BASIS_WORDS[one.basis]}",
            period=one.period.words,
            old=chip_of(one.old, indicator, None),
            new=chip_of(one.new, indicator, None),
            words=restated if one.is_restated else f"since {one.before.words}",
        )

    def signal(self, one: SignalChange) -> SignalLine:
        """Put one changed signal in words: the mark it would have, and what it is now ("was no real change in ...")."""
        return SignalLine(
            indicator=f"{one.indicator.name}, {BASIS_WORDS[one.basis]}",
            period=one.period.words,
            mark=signal_mark_of(one.new),
            words=_was_words(one),
            sentence=one.new.members,
        )

    def measure(self, figure: Observation) -> str:
        """Name a figure's measure, its time basis, and its area where it is not ours."""
        parts = [self.basis_of_measure(figure.indicator, figure.basis)]
        if figure.area != self._session.our_code:
            parts.append(area_name(self._session, figure.area))
        return " · ".join(parts)

    def basis_of_measure(self, indicator: str, basis: Basis) -> str:
        """Name a measure and its time basis."""
        return f"{self._names.get(indicator, indicator)}, {BASIS_WORDS[basis]}"

    def _added(self, figures: list[Observation]) -> str:
        """Say a single figure itself; of more, how many and over which time."""
        first, last = _span(figures)
        if len(figures) > 1:
            span = first if first == last else f"{first} to {last}"
            return f"{plural(len(figures), 'figure')}, {span}"
        indicator = self._indicators.get(figures[0].indicator)
        return f"{self._figure(indicator, figures[0], _telling_places(None, figures[0], indicator))}, {first}"

    def _figure(self, indicator: Indicator | None, figure: Observation | None, places: int) -> str:
        if figure is None:
            return NOTHING
        if indicator is None:  # the catalogue no longer has the measure; the store keeps its figures
            return figure.text or (f"{figure.value:g}" if figure.value is not None else NOTHING)
        return figure_words(figure.value, figure.missing, indicator.unit, places)


def _telling_places(old: Observation | None, new: Observation | None, indicator: Indicator | None) -> int:
    """Give the measure's decimals, or those printed where the measure's would make two figures look the same."""
    places = indicator.decimal_places if indicator else 1
    if old is None or new is None or old.value is None or new.value is None:
        return places
    if round_half_up(old.value, places) != round_half_up(new.value, places):
        return places
    return max(places, old.decimals or 0, new.decimals or 0)


def _was_words(one: SignalChange) -> str:
    """Say what a changed signal is now, of which period or why it changes."""
    if one.old is None or one.before is None:
        return FIRST_FIGURES
    if one.old.signal.state is SignalState.NO_FIGURE and one.is_restated:
        return CAME_LATE
    word = signal_mark_of(one.old).word
    when = BEFORE_RESTATED if one.is_restated else f"in {one.before.words}"
    return f"was {uncapital(word)} {when}"


def _span(figures: list[Observation]) -> tuple[str, str]:
    periods = sorted({figure.period for figure in figures}, key=lambda period: period.sort_key)
    return periods[0].short_words, periods[-1].short_words

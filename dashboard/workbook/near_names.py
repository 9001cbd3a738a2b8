"""Propose known measures for a name that is in no catalogue: by likeness and by the printed number, never taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from dashboard.catalogue.names import name_key
from dashboard.catalogue.schema import Catalogue
from dashboard.periods import Period
from dashboard.vocabulary import IndicatorId, ReportId

# How alike two names must be to be proposed as a near name; never taken without a person.
NEAR_NAME = 0.75
# How alike they must be where the printed number is the measure's own too.
NEAR_WITH_NUMBER = 0.4
MOST_PROPOSALS = 3
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A measure that a person may have meant, and how it came to be proposed, to be put after "Did you mean"."""

    indicator: IndicatorId
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A name that the catalogue knows: its key, the same with its words in order, and how it is told."""

    indicator: IndicatorId
    key: str
    sorted_key: str
    figures: frozenset[str]
    words: str
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Score:
    """How near a known name is; what has other figures in it, such as 4 weeks for 6 weeks, comes after all else."""

    agrees: bool
    likeness: float
    is_own: bool

    @property
    def rank(self) -> tuple[bool, float, bool]:
        return (self.agrees, round(self.likeness, 2), self.is_own)


class NearNames:
    """The names of one catalogue as one report's sheets may mean them."""

    def __init__(self, catalogue: Catalogue, report: ReportId, as_at: Period) -> None:
        self._catalogue = catalogue
        self._report = report
        self._as_at = as_at
        # Most workbooks have no unknown measure: the names are made ready when the first is met.
        self._known: list[_Known] = []
        self._numbers: dict[str, frozenset[IndicatorId]] = {}

    def proposals(self, printed_name: str, number: str = "") -> tuple[Proposal, ...]:
        """Give up to three measures, the nearest first; a measure is proposed once, by its nearest name."""
        if not self._known:
            self._known = list(_known_names(self._catalogue, self._report))
            self._numbers = self._printed_numbers()
        numbered = self._numbers.get(number, frozenset()) if number else frozenset()
        best: dict[IndicatorId, tuple[_Score, _Known]] = {}
        for score, known in self._scores(name_key(printed_name), numbered):
            kept = best.get(known.indicator)
            if kept is None or score.rank > kept[0].rank:
                best[known.indicator] = (score, known)
        ranked = sorted(best.values(), key=lambda pair: pair[0].rank, reverse=True)
        return tuple(Proposal(indicator=known.indicator, words=known.words) for _, known in ranked[:MOST_PROPOSALS])

    def _scores(self, key: str, numbered: frozenset[IndicatorId]) -> Iterator[tuple[_Score, _Known]]:
        sorted_key, figures = _in_order(key), _figures(key)
        whole, in_order = SequenceMatcher(b=key, autojunk=False), SequenceMatcher(b=sorted_key, autojunk=False)
        for known in self._known:
            least = NEAR_WITH_NUMBER if known.indicator in numbered else NEAR_NAME
            likeness = max(_likeness(whole, known.key, least), _likeness(in_order, known.sorted_key, least))
            if likeness >= least:
                bonus = 1 - NEAR_NAME if known.indicator in numbered else 0
                score = _Score(agrees=_agree(known.figures, figures), likeness=likeness + bonus, is_own=known.is_own)
                yield score, known

    def _printed_numbers(self) -> dict[str, frozenset[IndicatorId]]:
        """Give the measures that the report prints beside each number in the month."""
        found: dict[str, set[IndicatorId]] = {}
        for indicator in self._catalogue.indicators:
            for alias in indicator.aliases:
                for span in alias.numbers if alias.report == self._report else ():
                    if span.holds_at(self._as_at):
                        found.setdefault(span.number, set()).add(indicator.id)
        return {number: frozenset(indicators) for number, indicators in found.items()}


def _known_names(catalogue: Catalogue, report: ReportId) -> Iterator[_Known]:
    reports = {one.id: one.name for one in catalogue.reports}
    for indicator in catalogue.indicators:
        for alias in indicator.aliases:
            own = alias.report == report
            told = repr(alias.name) if own else f"{alias.name!r}, as the {reports[alias.report]} prints it"
            yield _known(indicator.id, alias.name, told, is_own=own)
        yield _known(indicator.id, indicator.name, f"the measure {indicator.name!r}", is_own=False)


def _known(indicator: IndicatorId, name: str, words: str, *, is_own: bool) -> _Known:
    key = name_key(name)
    return _Known(
        indicator=indicator, key=key, sorted_key=_in_order(key), figures=_figures(key), words=words, is_own=is_own
    )


def _in_order(key: str) -> str:
    """Put a name's words in order, so that "LAC visits, % up to date" is like "% of LAC visits up to date"."""
    return " ".join(sorted(_WORD.findall(key)))


def _figures(key: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(key))


def _agree(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two names' figures may be of one measure: the shorter name may leave some out, not change them."""
    return ours <= theirs or theirs <= ours


def _likeness(matcher: SequenceMatcher[str], key: str, least: float) -> float:
    """Compare by difflib's ratio, 0 where its quicker upper bounds show that it falls short."""
    matcher.set_seq1(key)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()

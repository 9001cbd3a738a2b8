"""Choose and order the measures of the scorecard: which filters there are, what they leave, what to loosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from dashboard.formatting import capital, listed, plural, uncapital
from dashboard.judge.clauses import STATE_WORDS
from dashboard.judge.signal import Signal, SignalState
from dashboard.judge.words import RAG_WORDS
from dashboard.views.scorecard import ScorecardRow, ScorecardSection, ScorecardView
from dashboard.views.scorecard_ask import Column, Only, ScorecardAsk, Sort
from dashboard.views.signal_words import signal_word
from dashboard.vocabulary import Rag

# The worst first; what is not rated comes after what is.
RAG_ORDER = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NOT_RATED, Rag.NO_FIGURE, Rag.NO_TARGET)
NEWS_ORDER = (
    SignalState.CONCERN, SignalState.IMPROVEMENT, SignalState.NEUTRAL_HIGH, SignalState.NEUTRAL_LOW,
    SignalState.COMMON_CAUSE, SignalState.TOO_EARLY, SignalState.NOT_JUDGED, SignalState.NO_FIGURE,
)  # fmt: skip
# "No figure" alone would read as if those without a target had one.
RAG_FILTER_WORDS = RAG_WORDS | {Rag.NO_FIGURE: "Target but no figure"}
SORT_WORDS = {
    Sort.PRINTED: "As printed, by section",
    Sort.RAG: "Rating, the worst first",
    Sort.NEWS: "News first",
    Sort.NAME: "Name",
    Sort.FIGURE: "Latest figure, the largest first",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One filter that may be set: its id for the address, its words, and how many measures it is true of."""

    id: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardOffers:
    """Every filter with its count, in the order in which they are worth looking at."""

    sections: tuple[Offer, ...]
    rags: tuple[Offer, ...]
    signals: tuple[Offer, ...]
    only: tuple[Offer, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenRows:
    """The measures that are shown, in groups: the sections as printed, or one group without a name where sorted.

    ``words`` say how many of how many, and by what they were chosen; ``loosen`` what to loosen where none is left.
    """

    groups: tuple[ScorecardSection, ...]
    found: int
    total: int
    words: str
    loosen: tuple[str, ...] = ()

    @property
    def rows(self) -> Iterator[ScorecardRow]:
        """Give the measures in the order shown."""
        return (row for group in self.groups for row in group.rows)


def offers(view: ScorecardView) -> ScorecardOffers:
    """List the filters of a page with their counts."""
    rows = [row for section in view.sections for row in section.rows]
    rags = Counter(row.rag.state for row in rows)
    signals = Counter(row.signal.state for row in rows)
    only = {one: sum(is_so(row) for row in rows) for one, is_so in _ONLY.items()}
    return ScorecardOffers(
        sections=tuple(Offer(id=one.id, words=one.name, count=len(one.rows)) for one in view.sections),
        rags=tuple(Offer(id=one, words=RAG_FILTER_WORDS[one], count=rags[one]) for one in RAG_ORDER),
        signals=tuple(Offer(id=one, words=news_words(one), count=signals[one]) for one in NEWS_ORDER),
        only=tuple(Offer(id=one, words=only_words(one, view), count=only[one]) for one in Only),
        total=len(rows),
    )


def news_words(state: SignalState) -> str:
    """Say a state of the column "Is it news?" as a filter."""
    word = STATE_WORDS.get(state)
    return capital(word) if word else signal_word(Signal(state=state))


def only_words(one: Only, view: ScorecardView) -> str:
    """Say what makes a measure worth a second look, in the page's own kind of period."""
    period = view.period_word.lower()
    words = {
        Only.RESTATED: "Restated in this edition",
        Only.RATING: f"Rating changed since last {period}",
        Only.NO_FIGURE: f"No figure this {period}",
    }
    return words[one]


def column_words(column: Column, view: ScorecardView) -> str:
    """Name a column, or a group of columns, to choose it by."""
    words = {
        Column.LATEST: "Latest figure",
        Column.BEFORE: f"{view.period_word} before",
        Column.RAG: "RAG",
        Column.NEWS: "Is it news?",
        Column.DIRECTION: "Direction of travel",
        Column.TREND: "Trend",
        Column.TARGET: "Target and tolerance",
        Column.GOOD: "Good is",
        Column.MONTHS: f"{view.period_word}s of the year",
        Column.YEAR: view.year_to_date_heading or "Year to date",
        Column.YEARS: "Previous years",
        Column.BENCHMARKS: "Benchmarks",
    }
    return words[column]


def _is_restated(row: ScorecardRow) -> bool:
    return any(cell.restated_here for cell in row.months)


def _is_without_figure(row: ScorecardRow) -> bool:
    return row.latest.missing is not None


_ONLY: dict[Only, Callable[[ScorecardRow], bool]] = {
    Only.RESTATED: _is_restated,
    Only.RATING: lambda row: row.rag_before is not None,
    Only.NO_FIGURE: _is_without_figure,
}


def chosen(view: ScorecardView, ask: ScorecardAsk) -> ChosenRows:
    """Choose the measures asked for and put them into the order asked for."""
    groups = _kept(view, ask)
    found, total = _count(groups), _count(view.sections)
    return ChosenRows(
        groups=groups if ask.sort is Sort.PRINTED else _sorted(groups, ask.sort),
        found=found,
        total=total,
        words=_found_words(view, ask, found, total),
        loosen=() if found else tuple(_loosen(view, ask)),
    )


def _count(groups: Iterable[ScorecardSection]) -> int:
    return sum(len(group.rows) for group in groups)


def _kept(view: ScorecardView, ask: ScorecardAsk) -> tuple[ScorecardSection, ...]:
    if not ask.is_filtered:
        return tuple(section for section in view.sections if section.rows)
    sections = (section for section in view.sections if not ask.sections or section.id in ask.sections)
    kept = (replace(section, rows=tuple(row for row in section.rows if _fits(row, ask))) for section in sections)
    return tuple(section for section in kept if section.rows)


def _fits(row: ScorecardRow, ask: ScorecardAsk) -> bool:
    return (
        (not ask.rags or row.rag.state in ask.rags)
        and (not ask.signals or row.signal.state in ask.signals)
        and (not ask.only or any(_ONLY[one](row) for one in ask.only))
        and _matches(row, ask.words)
    )


def _matches(row: ScorecardRow, words: tuple[str, ...]) -> bool:
    text = row.search_text.casefold() if words else ""
    return all(word in text for word in words)


def _sorted(groups: tuple[ScorecardSection, ...], sort: Sort) -> tuple[ScorecardSection, ...]:
    """Put all measures into one group; those that the order does not tell apart stay as printed."""
    rows = sorted((row for group in groups for row in group.rows), key=_KEYS[sort])
    return (ScorecardSection(id="all", name="", rows=tuple(rows)),) if rows else ()


def _by_figure(row: ScorecardRow) -> tuple[bool, float]:
    return row.value is None, -(row.value or 0.0)


_KEYS: dict[Sort, Callable[[ScorecardRow], tuple[object, ...]]] = {
    Sort.RAG: lambda row: (RAG_ORDER.index(row.rag.state),),
    Sort.NEWS: lambda row: (NEWS_ORDER.index(row.signal.state),),
    Sort.NAME: lambda row: (row.name.casefold(),),
    Sort.FIGURE: _by_figure,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filter:
    """One filter that is set: in words, how it is called where it is to be loosened, and what is asked without it."""

    words: str
    called: str
    without: ScorecardAsk


def _filters(view: ScorecardView, ask: ScorecardAsk) -> Iterator[_Filter]:
    names = {section.id: section.name for section in view.sections}
    if ask.sections:
        words = listed([names.get(one, one) for one in ask.sections], word="or")
        yield _Filter(words=words, called=f"the section {words}", without=replace(ask, sections=()))
    if ask.rags:
        words = _either(RAG_FILTER_WORDS[one] for one in ask.rags)
        yield _Filter(words=words, called=f"the rating “{words}”", without=replace(ask, rags=()))
    if ask.signals:
        words = _either(news_words(one) for one in ask.signals)
        called = f"“Is it news? {words}”"
        yield _Filter(words=f"Is it news? {words}", called=called, without=replace(ask, signals=()))
    if ask.only:
        words = _either(only_words(one, view) for one in ask.only)
        yield _Filter(words=words, called=f"“{words}”", without=replace(ask, only=()))
    if ask.words:
        words = f"“{ask.search}”"
        yield _Filter(words=words, called=f"the search for {words}", without=replace(ask, search=""))


def _either(words: Iterable[str]) -> str:
    return capital(listed([uncapital(one) for one in words], word="or"))


def _found_words(view: ScorecardView, ask: ScorecardAsk, found: int, total: int) -> str:
    if not ask.is_filtered:
        return plural(total, "measure")
    by = [one.words for one in _filters(view, ask)]
    colon = "" if by == [f"“{ask.search}”"] else ":"
    return f"{found} of {plural(total, 'measure')} match{colon} {'; '.join(by)}"


def _loosen(view: ScorecardView, ask: ScorecardAsk) -> Iterator[str]:
    """Say of each filter how many measures there would be without it, the most helpful first."""
    counted = [(_count(_kept(view, one.without)), one.called) for one in _filters(view, ask)]
    for count, called in sorted(counted, key=lambda one: -one[0]):
        if count:
            yield f"Without {called} there are {count:,}." if count > 1 else f"Without {called} there is 1."

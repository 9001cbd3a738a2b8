"""What a reader asks of the scorecard: which measures, in which order, with which columns; as the address says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from dashboard.formatting import listed
from dashboard.judge.signal import SignalState
from dashboard.views.as_of import said_back
from dashboard.views.scorecard import ScorecardView
from dashboard.vocabulary import Rag

# The names under which the address holds what is asked; several ids stand between commas.
SECTION, RAG, NEWS, ONLY, SEARCH = "section", "rag", "news", "only", "search"
SORT, VIEW, COLUMNS = "sort", "view", "columns"
FILTERS = (SECTION, RAG, NEWS, ONLY, SEARCH)
BETWEEN = ","
# An address may hold anything: more unknown ids than these are not said back.
MOST_SAID_BACK = 3


class Column(StrEnum):
    """A column, or a group of columns, that a reader may choose; number and name always stand."""

    LATEST = "latest"
    BEFORE = "before"
    RAG = "rag"
    NEWS = "news"
    DIRECTION = "direction"
    TREND = "trend"
    TARGET = "target"
    GOOD = "good"
    MONTHS = "months"
    YEAR = "year"
    YEARS = "years"
    BENCHMARKS = "benchmarks"


class Layout(StrEnum):
    """A ready choice of columns."""

    SHORT = "short"
    PRINTED = "printed"


class Sort(StrEnum):
    """An order of the measures."""

    PRINTED = "printed"
    RAG = "rag"
    NEWS = "news"
    NAME = "name"
    FIGURE = "figure"


class Only(StrEnum):
    """What makes a measure worth a second look this month."""

    RESTATED = "restated"
    RATING = "rating"
    NO_FIGURE = "no-figure"


COLUMNS_OF: dict[Layout, tuple[Column, ...]] = {
    Layout.SHORT: (
        Column.LATEST, Column.BEFORE, Column.RAG, Column.NEWS, Column.DIRECTION, Column.TREND, Column.TARGET
    ),
    # As the printed scorecard has them.
    Layout.PRINTED: (
        Column.GOOD, Column.MONTHS, Column.YEAR, Column.NEWS, Column.DIRECTION, Column.RAG, Column.TARGET,
        Column.YEARS, Column.BENCHMARKS,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardAsk:
    """Which measures are wanted, in which order, with which columns.

    A measure is shown where it is any of the ``sections``, any of the ``rags``, any of the ``signals`` and any of
    ``only``, none named meaning all, and has every word of ``search``.
    """

    sections: tuple[str, ...] = ()
    rags: tuple[Rag, ...] = ()
    signals: tuple[SignalState, ...] = ()
    only: tuple[Only, ...] = ()
    search: str = ""
    sort: Sort = Sort.PRINTED
    columns: tuple[Column, ...] = COLUMNS_OF[Layout.SHORT]

    @property
    def layout(self) -> Layout | None:
        """Give the ready choice whose columns these are; None for a choice of the reader's own."""
        return next((layout for layout, columns in COLUMNS_OF.items() if columns == self.columns), None)

    @property
    def words(self) -> tuple[str, ...]:
        """Give the words searched for."""
        return tuple(self.search.casefold().split())

    @property
    def is_filtered(self) -> bool:
        """Tell whether any measure may be left out."""
        return any((self.sections, self.rags, self.signals, self.only, self.words))

    @property
    def code(self) -> str:
        """Write what is asked as one text, the same for the same measures, order and columns."""
        parts = (self.sections, self.rags, self.signals, self.only, (self.sort,), self.columns)
        return "/".join([*(BETWEEN.join(part) for part in parts), repr(self.words)])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAsk:
    """What an address asks for, and what of it is not there, each in a sentence saying what is shown in its place."""

    ask: ScorecardAsk
    wrong: tuple[str, ...] = ()


def read_ask(asked: Mapping[str, str], view: ScorecardView) -> ReadAsk:
    """Read what the address asks of a scorecard."""
    reader = _Reader(asked)
    known = [section.id for section in view.sections]
    ask = ScorecardAsk(
        sections=reader.several(SECTION, "section", lambda one: known[known.index(one)]),
        rags=reader.several(RAG, "rating", Rag),
        signals=reader.several(NEWS, "answer to “Is it news?”", SignalState),
        only=reader.several(ONLY, "reason for a second look", Only),
        search=asked.get(SEARCH, "").strip(),
        sort=reader.one(SORT, "order", Sort, Sort.PRINTED, "the printed order is used"),
        columns=_columns(reader),
    )
    return ReadAsk(ask=ask, wrong=tuple(reader.wrong))


def _columns(reader: _Reader) -> tuple[Column, ...]:
    """Take the columns named, each once and in their usual order; those of a ready choice where none is."""
    layout = reader.one(VIEW, "view", Layout, Layout.SHORT, "the short one is shown")
    named = in_usual_order(reader.several(COLUMNS, "column", Column))
    return named or COLUMNS_OF[layout]


def in_usual_order(named: Iterable[Column]) -> tuple[Column, ...]:
    """Put columns into the order of the short view, or of the printed one where they are all its own."""
    wanted = set(named)
    if wanted == set(COLUMNS_OF[Layout.PRINTED]):
        return COLUMNS_OF[Layout.PRINTED]
    return tuple(column for column in Column if column in wanted)


_T = TypeVar("_T", bound=str)


class _Reader:
    """Reads ids out of an address, keeping a sentence for each that is not known."""

    def __init__(self, asked: Mapping[str, str]) -> None:
        self._asked = asked
        self.wrong: list[str] = []

    def several(self, name: str, what: str, read: Callable[[str], _T]) -> tuple[_T, ...]:
        """Read ids between commas, each once; what is not known is left out."""
        found: dict[_T, None] = {}
        unknown: list[str] = []
        for one in filter(None, (part.strip() for part in self._asked.get(name, "").split(BETWEEN))):
            try:
                found[read(one)] = None
            except ValueError:
                unknown.append(one)
        self._say(unknown, what, "left out")
        return tuple(found)

    def one(self, name: str, what: str, read: Callable[[str], _T], otherwise: _T, instead: str) -> _T:
        """Read one id; what is not known gives way to the usual."""
        asked = self._asked.get(name, "")
        try:
            return read(asked) if asked else otherwise
        except ValueError:
            self.wrong.append(f"There is no {what} {said_back(asked)}; {instead}.")
            return otherwise

    def _say(self, unknown: Sequence[str], what: str, instead: str) -> None:
        if unknown:
            quoted = listed([said_back(one) for one in unknown[:MOST_SAID_BACK]], word="or")
            more = " and more" if len(unknown) > MOST_SAID_BACK else ""
            verb = "they are" if len(unknown) > 1 else "it is"
            self.wrong.append(f"There is no {what} {quoted}{more}; {verb} {instead}.")

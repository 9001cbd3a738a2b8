"""Put the mask over the store's figures: what the public is not shown is suppressed before anything is judged of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.areas import AreaKind
from dashboard.disclosure.cells import KEY_COLUMNS, CellKey, cells_of, national_series, shared_series, small_rows
from dashboard.disclosure.settle import Settled, settle
from dashboard.formatting import plural
from dashboard.intake.session import Session
from dashboard.store.records import AsOf
from dashboard.store.store import NOW
from dashboard.vocabulary import Missing, ReportId

# What is settled for one moment takes some kilobytes; papers are made for a few moments at a time.
MOMENTS_KEPT = 8

SHARED_WORDS = "Figures that councils share only among themselves are left out too."

_EMPTY = float("nan")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many figures are left out: ``small`` tell of 1 to 5 cases, ``telling`` would let such a count be found.

    ``has_shared`` tells that figures which councils share among themselves are left out too.
    """

    small: int
    telling: int
    has_shared: bool = False

    @property
    def words(self) -> str:
        """Say it for the foot of a paper; empty where nothing is left out."""
        return " ".join(said for said in (self._to_protect, SHARED_WORDS if self.has_shared else "") if said)

    @property
    def _to_protect(self) -> str:
        if not self.small and not self.telling:
            return ""
        verb = "is" if self.small + self.telling == 1 else "are"
        if not self.small:
            found = f"{plural(self.telling, 'figure')} that would reveal a count of 1 to 5 cases"
        else:
            also = (
                f", and {self.telling:,} that would reveal {'it' if self.small == 1 else 'them'},"
                if self.telling
                else ""
            )
            found = (
                f"{plural(self.small, 'figure')} that {'tells' if self.small == 1 else 'tell'} of 1 to 5 cases{also}"
            )
        return f"To protect children, {found} {verb} left out."


class PublicMask:
    """What is put over every frame of a session's figures; safe to share between threads.

    What is hidden at a moment is what must be hidden then and what must be hidden now: two papers laid side by side
    tell no more than the newer one.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._national, self._shared = national_series(session.catalogue), shared_series(session.catalogue)
        self._kept: OrderedDict[tuple[int, AsOf], Settled] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, figures: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
        """Suppress the rows that the public is not shown: value, counts and printed text."""
        if figures.empty:
            return figures
        shared = figures["report"].isin(self._shared)
        settled = self.settled(as_of)
        hidden = (self._hidden_rows(figures, settled.hidden) | self._said_otherwise(figures, settled)) & ~shared
        masked = figures.copy()
        masked.loc[hidden | shared, ["value", "numerator", "denominator"]] = _EMPTY
        masked.loc[hidden | shared, "text"] = ""
        masked.loc[hidden | shared, "derived"] = False
        masked.loc[hidden, "missing"] = str(Missing.SUPPRESSED)
        # A blank over nothing: as if councils had shared nothing.
        masked.loc[shared, "missing"] = str(Missing.NO_FIGURE)
        return masked

    def settled(self, as_of: AsOf = NOW) -> Settled:
        """Give what is left out of our own figures at a moment."""
        then, now = self._settled_at(as_of), self._settled_at(NOW)
        small = then.small | now.small
        # What stands no more was left out while it stood, or nobody has reckoned with it: its edition is withdrawn.
        unsaid = {
            key for key, value in then.stands.items()
            if key[0] in now.protected and (key, value) not in now.said and key not in then.published
        }  # fmt: skip
        return replace(
            then, small=small, telling=(then.telling | now.telling | unsaid) - small,
            protected=then.protected | now.protected,
        )  # fmt: skip

    def left_out(self, as_of: AsOf = NOW, keys: Collection[CellKey] | None = None) -> LeftOut:
        """Count what is left out, of all our figures or of those that a paper would show.

        ``keys`` are measures, bases and periods' codes.
        """
        settled = self.settled(as_of)
        wanted = settled.hidden if keys is None else settled.hidden & frozenset(keys)
        has_shared = bool(self._session.store.standing_editions(as_of, reports=[ReportId(one) for one in self._shared]))
        return LeftOut(small=len(wanted & settled.small), telling=len(wanted & settled.telling), has_shared=has_shared)

    def _settled_at(self, as_of: AsOf) -> Settled:
        store = self._session.store
        moment = (store.revision(), as_of)
        with self._lock:  # two readers who ask at once have it settled once
            if moment not in self._kept:
                rows = store.figures(as_of=as_of, areas=[self._session.our_code])
                cells = cells_of(rows, self._session.catalogue)
                self._kept[moment] = settle(cells, self._session.catalogue)
                while len(self._kept) > MOMENTS_KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(moment)
            return self._kept[moment]

    def _hidden_rows(self, figures: pd.DataFrame, hidden: frozenset[CellKey]) -> pd.Series:
        """Flag our hidden figures in every edition's row, and whatever else states a small count of its own."""
        ours = figures["area"] == self._session.our_code
        named = _among(figures, ours, hidden)
        small = small_rows(figures, self._session.catalogue)
        by_counts = small & (ours | self._is_an_authority(figures) | figures["numerator"].notna())
        has_figure = figures["value"].notna() | figures["numerator"].notna()
        national = figures["report"].isin(self._national)
        flags: pd.Series = ~national & has_figure & (named | by_counts)
        return flags

    def _said_otherwise(self, figures: pd.DataFrame, settled: Settled) -> pd.Series:
        """Flag our rows that say of a protected measure what does not stand: an earlier edition's, another report's.

        Sums are made safe as they stand now; what they were before would be more to work from.
        """
        ours = (figures["area"] == self._session.our_code) & ~figures["report"].isin(self._national)
        some = figures[ours & figures["value"].notna() & figures["indicator"].isin(settled.protected)]
        keys = zip(*(some[name] for name in KEY_COLUMNS), some["value"], strict=True)
        otherwise = [
            settled.stands.get((measure, basis, period), value) != value for measure, basis, period, value in keys
        ]
        return pd.Series(figures.index.isin(some.index[otherwise]), index=figures.index)

    def _is_an_authority(self, figures: pd.DataFrame) -> pd.Series:
        book = self._session.areas
        codes = [code for code in figures["area"].unique() if (area := book.by_code(code)) is not None
                 and area.kind is AreaKind.AUTHORITY]  # fmt: skip
        flags: pd.Series = figures["area"].isin(codes)
        return flags


def _among(figures: pd.DataFrame, ours: pd.Series, hidden: frozenset[CellKey]) -> pd.Series:
    """Flag our rows of hidden figures; only those of measures of which something is hidden are looked at one by one."""
    some = figures.loc[ours & figures["indicator"].isin({measure for measure, *_ in hidden}), list(KEY_COLUMNS)]
    named = [key in hidden for key in zip(*(some[name] for name in KEY_COLUMNS), strict=True)]
    return pd.Series(figures.index.isin(some.index[named]), index=figures.index)

"""One family of figures that tell of each other: hide further ones until no hidden count can be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from dashboard.disclosure.bounds import Bounds, Flags, Numbers, Places, Rows, at_least_nought, narrowed
from dashboard.disclosure.cells import Cell
from dashboard.disclosure.small import FEWEST_VALUES, LARGEST, SMALLEST
from dashboard.disclosure.solver import found_out
from dashboard.disclosure.system import NO_CELL, System
from dashboard.disclosure.unknowns import BOTTOM, COUNT, MONTH, REST, TOP, Unknown, serial_of, span_of
from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR
from dashboard.vocabulary import Basis, IndicatorId

# So many figures are tried, the cheapest first, for one that hides a count by itself.
TRIED = 8
# What is lost with a form, by whether the same is told elsewhere on paper: sums first, whole years last (our choice).
_LOSS = {
    Basis.YEAR_TO_DATE: 1,
    Basis.ROLLING_12_MONTHS: 2,
    Basis.IN_MONTH: 3,
    Basis.IN_QUARTER: 3,
    Basis.MONTH_END: 4,
    Basis.FINANCIAL_YEAR: 8,
}
_LOSS_OF_OTHERS = 5
# The form that members see first counts as so much more.
_LOSS_OF_HEADLINE = 2
# A figure as dear as this is shown again, if the solver finds that it need not be hidden.
_DEAR = _LOSS[Basis.FINANCIAL_YEAR]
# A reader knows roughly how many cases a month has: a count hides behind no month beyond this (our choice).
TIMES_A_MONTH, FEW_A_MONTH = 10, 100.0
_MONTHS_OF = {Basis.IN_QUARTER: MONTHS_IN_QUARTER, Basis.IN_MONTH: 1, Basis.MONTH_END: 1}


class Family:
    """The figures and unknowns that are tied together, with the rows that tie them."""

    def __init__(
        self,
        system: System,
        places: Places,
        rows: Rows,
        owner: Places,
        columns: Places,
        *,
        full: Bounds,
        hidden: Flags,
        headlines: Mapping[IndicatorId, Basis],
    ) -> None:
        local = {int(column): at for at, column in enumerate(columns)}
        self.places = places
        self.cells: tuple[Cell, ...] = tuple(system.cells[place] for place in places)
        self.hidden = hidden
        self._parts = [{part: local[at] for part, at in system.parts[place].items()} for place in places]
        self._names: list[Unknown] = [system.names[column] for column in columns]
        self._rows, self._owner, self._full, self._headlines = rows, owner, full, headlines
        self._public = np.array([cell.is_public for cell in self.cells], dtype="bool")
        self._since = np.array([0 if cell.is_public else cell.since for cell in self.cells], dtype=np.int64)
        self._moments: list[int] = np.unique(self._since[~self._public]).tolist()
        self._moment = self._moments[0] if self._moments else 0
        self._starts: dict[int, Bounds] = {}
        public_only = self._bounds(self._public)
        self._told_anyway = public_only.width < FEWEST_VALUES - 1
        self._given_up: set[int] = set()
        self._found: dict[tuple[int, bool, bytes], list[int]] = {}
        self._proven: list[tuple[Flags, Numbers, frozenset[int]]] = []

    def hide_what_tells(self) -> None:
        """Hide figures until every hidden count keeps three possible values, by bounds and then by the solver.

        It is done edition by edition, and what is hidden of one rests on nothing that came later, so that it comes out
        the same whenever it is done: what an earlier paper has shown is not taken back where a newer figure can go
        instead, and what it has hidden stays hidden. So the papers of many months tell no more than the last.
        """
        moments = self._moments
        while moments and (unsafe := self._first_unsafe(moments)) is not None:
            self._moment = moments[unsafe]
            for thoroughly in (False, True):
                kept = self.hidden.copy()
                self._hide_until_safe(thoroughly=thoroughly)
                self._show_again(kept, dearer_than=_DEAR if thoroughly else 0, thoroughly=thoroughly)
            moments = moments[unsafe + 1 :]

    def _first_unsafe(self, moments: Sequence[int]) -> int | None:
        """Find the first edition from which something can be worked out; what one tells, all later ones tell."""
        low, high = 0, len(moments) - 1
        if not self._tells_at(moments[high]):
            return None
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self._tells_at(moments[middle]) else (middle + 1, high)
        return low

    def _tells_at(self, moment: int) -> bool:
        self._moment = moment
        return bool(self._unsafe(thoroughly=True))

    def _hide_until_safe(self, *, thoroughly: bool) -> None:
        while unsafe := self._unsafe(thoroughly=thoroughly):
            visible = self._visible()
            for target in unsafe:
                self._protect(target, visible, by_loss=thoroughly)

    def _unsafe(self, *, thoroughly: bool) -> list[int]:
        """List the counts that can be worked out; ``thoroughly`` also from several figures at once."""
        asked = (self._moment, thoroughly, self.hidden.tobytes())
        if asked not in self._found:
            self._found[asked] = self._worked_out(thoroughly=thoroughly)
        return [one for one in self._found[asked] if one not in self._given_up]

    def _worked_out(self, *, thoroughly: bool) -> list[int]:
        rows = self._rows.kept(self._shown(self._visible()))
        bounds = narrowed(rows, self._start())
        targets = [one for one in self._targets() if one not in self._given_up]
        told = [one for one in targets if bounds.width[one] < FEWEST_VALUES - 1] or [*self._told_small(bounds)]
        return told or (self._solved(rows, bounds, targets) if thoroughly else [])

    def _solved(self, rows: Rows, bounds: Bounds, targets: Sequence[int]) -> list[int]:
        """Ask the solver for what is not proven: what was safe with more shown and believed is safe with less."""
        visible, most = self._visible(), self._start().high
        safe = {
            one
            for shown, limit, proven in self._proven
            if not (visible & ~shown).any() and (limit <= most).all()
            for one in proven
        }
        unproven = [one for one in targets if one not in safe]
        found = found_out(rows, bounds, unproven)
        self._proven.append((visible, most, frozenset(unproven) - frozenset(found)))
        return found

    def _show_again(self, kept: Flags, *, dearer_than: int, thoroughly: bool) -> None:
        """Show again what figures hidden later hide as well, the dearest first."""
        extra = [int(place) for place in np.flatnonzero(self.hidden & ~kept) if self._loss(int(place)) >= dearer_than]
        for place in sorted(extra, key=lambda place: -self._loss(place)):
            self.hidden[place] = False
            if self._unsafe(thoroughly=thoroughly):
                self.hidden[place] = True

    def _loss(self, place: int) -> int:
        cell = self.cells[place]
        loss = _LOSS.get(cell.basis, _LOSS_OF_OTHERS)
        return loss + (_LOSS_OF_HEADLINE if self._headlines.get(cell.indicator) is cell.basis else 0)

    def _visible(self) -> Flags:
        visible: Flags = (~self.hidden & self._printed()) | self._public
        return visible

    def _printed(self) -> Flags:
        printed: Flags = self._since <= self._moment
        return printed

    def _shown(self, visible: Flags) -> Flags:
        shown: Flags = np.ones(len(self._owner), dtype="bool")
        printed = self._owner != NO_CELL
        shown[printed] = visible[self._owner[printed]]
        return shown

    def _bounds(self, visible: Flags) -> Bounds:
        rows = self._rows.kept(self._shown(visible))
        return narrowed(rows, self._start())

    def _start(self) -> Bounds:
        """Give what a reader believes as at the moment, before he looks at any figure."""
        before = None
        for moment in [one for one in self._moments if one <= self._moment]:
            if moment not in self._starts:
                printed = self._rows.kept(self._shown((self._since <= moment) | self._public))
                full = narrowed(printed, at_least_nought(len(self._names)))
                self._starts[moment] = _plausible(self._names, full, before)
            before = self._starts[moment]
        return before or at_least_nought(len(self._names))

    def _targets(self) -> list[int]:
        """List the unknowns that hidden figures are to keep: a count, or the small ones of a share's."""
        found = {
            at
            for place in np.flatnonzero(self.hidden & self._printed() & ~self._public)
            for at in self._kept_by(self._parts[place])
        }
        return sorted(at for at in found if not self._told_anyway[at])

    def _kept_by(self, parts: Mapping[str, int]) -> Iterator[int]:
        if COUNT in parts:
            yield parts[COUNT]
        elif parts:
            small = [parts[part] for part in (TOP, REST, BOTTOM) if self._may_be_small(parts[part])]
            yield from small or [parts[TOP]]

    def _may_be_small(self, at: int) -> bool:
        return bool(max(self._full.low[at], SMALLEST) <= min(self._full.high[at], LARGEST))

    def _told_small(self, bounds: Bounds) -> Iterator[int]:
        """List the small counts that nobody prints and that what is shown gives away."""
        told = (bounds.width >= 0) & (bounds.width < FEWEST_VALUES - 1)
        told &= (bounds.low >= SMALLEST) & (bounds.low <= LARGEST) & ~self._told_anyway
        yield from (int(at) for at in np.flatnonzero(told) if int(at) not in self._given_up)

    def _protect(self, target: int, before: Flags, *, by_loss: bool) -> None:
        """Hide the figure that costs least and hides the count by itself, else the one that is nearest to it."""
        if not np.array_equal(self._visible(), before) and self._is_safe(target, self._visible()):
            return
        candidates = self._candidates(target, by_loss=by_loss)
        if not candidates:
            self._given_up.add(target)
            return
        for place in candidates[:TRIED]:
            without = self._visible()
            without[place] = False
            if self._is_safe(target, without):
                self.hidden[place] = True
                return
        self.hidden[candidates[0]] = True

    def _is_safe(self, target: int, visible: Flags) -> bool:
        return bool(self._bounds(visible).width[target] >= FEWEST_VALUES - 1)

    def _candidates(self, target: int, *, by_loss: bool) -> list[int]:
        """List the figures of ours still shown, the best to hide first: of the count's own time, then cheap and new.

        Figures that an earlier paper has shown come in only where no new one is left.
        """
        shown = self._visible() & ~self._public
        fresh = shown & (self._since == self._moment)
        measure, (first, last) = self._names[target][0], span_of(self._names[target])
        ranked = []
        for place in np.flatnonzero(fresh if fresh.any() else shown):
            cell = self.cells[place]
            if not self._parts[place]:
                continue
            start, end = _span(cell)
            apart = max(0, start - last - 1, first - end - 1)
            loss = self._loss(int(place))
            near = (cell.indicator != measure, abs(end - last) > 1)
            order = (loss, *near) if by_loss else (*near, loss)
            ranked.append((apart > 0, *order, abs(end - last), -end, int(place)))
        ranked.sort()
        return [one[-1] for one in ranked]


def _plausible(names: Sequence[Unknown], full: Bounds, before: Bounds | None) -> Bounds:
    """Take what nobody says of a month to be no more than ten times what months are known to be, or a hundred.

    What was taken ``before``, by the figures of earlier editions, stands: a later figure makes no old paper tell less.
    """
    is_month = np.array([name[2] == MONTH for name in names], dtype="bool")
    known = full.high[is_month & np.isfinite(full.high)]
    most = max(FEW_A_MONTH, TIMES_A_MONTH * float(known.max())) if known.size else np.inf
    high = np.where(is_month, most, np.inf)
    if before is not None:
        high = np.minimum(high, before.high)
    return Bounds(low=at_least_nought(len(names)).low, high=np.maximum(high, full.low))


def _span(cell: Cell) -> tuple[int, int]:
    end = serial_of(cell.period)
    if cell.basis is Basis.YEAR_TO_DATE:
        return cell.period.financial_year.start.year * MONTHS_IN_YEAR + 4, end
    return end - _MONTHS_OF.get(cell.basis, MONTHS_IN_YEAR) + 1, end


def families_of(
    system: System, full: Bounds, hidden: Flags, headlines: Mapping[IndicatorId, Basis]
) -> Iterator[Family]:
    """Give each family of which something is hidden or told; all others are shown whole."""
    rows = system.rows
    number_of = rows.families()
    of_cell = np.array([number_of[min(parts.values())] if parts else -1 for parts in system.parts])
    of_row = np.full(len(rows.low), -1)
    of_row[rows.row] = number_of[rows.column]
    shown = system.shown(~hidden | np.array([cell.is_public for cell in system.cells]))
    visible = rows.kept(shown)
    bounds = narrowed(visible, at_least_nought(rows.unknowns))
    told = (bounds.low >= SMALLEST) & (bounds.low <= LARGEST) & (bounds.width < FEWEST_VALUES - 1)
    wanted = {*of_cell[hidden].tolist(), *number_of[told].tolist()} - {-1}
    for number in sorted(wanted):
        columns = np.flatnonzero(number_of == number)
        places = np.flatnonzero(of_cell == number)
        kept = np.flatnonzero(of_row == number)
        yield Family(
            system, places, _local(rows, kept, columns), _local_owner(system.owner[kept], places), columns,
            full=Bounds(low=full.low[columns], high=full.high[columns]), hidden=hidden[places].copy(),
            headlines=headlines,
        )  # fmt: skip


def _local(rows: Rows, kept: Places, columns: Places) -> Rows:
    row_place = np.full(len(rows.low), -1)
    row_place[kept] = np.arange(len(kept))
    entries = np.flatnonzero(row_place[rows.row] >= 0)
    return Rows(
        row=row_place[rows.row[entries]], column=np.searchsorted(columns, rows.column[entries]),
        value=rows.value[entries], low=rows.low[kept], high=rows.high[kept], unknowns=len(columns),
    )  # fmt: skip


def _local_owner(owner: Places, places: Places) -> Places:
    return np.where(owner == NO_CELL, NO_CELL, np.searchsorted(places, owner))

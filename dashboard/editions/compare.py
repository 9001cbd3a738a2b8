"""Compare what the store stated at two moments: figures added, restated and gone, and what a withdrawal would undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard.editions.changes import ChangeCounts
from dashboard.editions.keys import number_report_keys, places_in_order
from dashboard.editions.lean import fill_columns
from dashboard.editions.resolve import standing_in_report
from dashboard.editions.same_figures import differing
from dashboard.observations import KEY, Observation, Observations
from dashboard.vocabulary import ReportId

_BY = ["report", *KEY]
_PLACE, _NUMBER = "_place", "_number"
_OLD_PLACE, _NEW_PLACE = f"{_PLACE}_old", f"{_PLACE}_new"
# All that telling what stands needs of a row.
TOLD_BY = [*_BY, "value", "missing", "decimals", "edition", "as_at", "issue_number"]
# All that saying what changed needs of it: a figure of a measure that the catalogue no longer has is shown as printed.
SAID_BY = [*TOLD_BY, "text"]


class Difference(StrEnum):
    """What one figure is at the second moment, beside the first."""

    ADDED = "added"
    RESTATED = "restated"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """A figure, or the reason for none, with the edition that states it."""

    figure: Observation
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """One figure that is not what it was. A side is None where its report states nothing for the key."""

    kind: Difference
    report: ReportId
    old: StatedFigure | None
    new: StatedFigure | None

    @property
    def figure(self) -> Observation:
        """Give the figure as it is, else as it was."""
        side = self.new or self.old
        if side is None:
            raise ValueError("a change has a side")
        return side.figure


@dataclass(frozen=True, kw_only=True, eq=False)
class FigureChanges:
    """Every figure that differs between two moments, in the order of report and key; ``unchanged`` counts the rest.

    ``rows`` holds a row for each: ``kind``, ``report`` and its place in the rows ``old`` and ``new``, NaN where its
    report states nothing. A release may add half a million figures, so that single figures are made on demand only.
    """

    rows: pd.DataFrame
    old: pd.DataFrame
    new: pd.DataFrame
    unchanged: int

    @cached_property
    def changes(self) -> tuple[FigureChange, ...]:
        """Give every change."""
        return _changes(self.rows, self.old, self.new)

    def of(self, kind: Difference) -> tuple[FigureChange, ...]:
        """Give the changes of one kind."""
        return _changes(self.rows[self.rows["kind"] == kind.value], self.old, self.new)

    @property
    def added_frame(self) -> pd.DataFrame:
        """Give the figures added as a frame, with the columns of ``Store.figures``."""
        places = self.rows.loc[self.rows["kind"] == Difference.ADDED.value, _NEW_PLACE]
        return self.new.loc[places.astype("int64").tolist()]

    def by_report(self) -> Mapping[tuple[ReportId, Difference], int]:
        """Count the changes by report and kind, in the order of the reports."""
        counted = self.rows.groupby(["report", "kind"], sort=True).size()
        pairs = zip(counted.index.tolist(), counted.tolist(), strict=True)
        return {(ReportId(report), Difference(kind)): int(count) for (report, kind), count in pairs}

    def counts(self, refused: int = 0) -> ChangeCounts:
        """Count as a receipt does: a figure that is gone was restated."""
        added = int((self.rows["kind"] == Difference.ADDED.value).sum())
        return ChangeCounts(added=added, restated=len(self.rows) - added, unchanged=self.unchanged, refused=refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class FallBack:
    """What a withdrawal would do to the figures that the edition states.

    ``back`` counts, by edition, the figures that would be that edition's again; ``differing`` of them read otherwise
    there. ``gone`` counts those that no other edition states. ``covered`` counts the edition's figures that a newer
    edition states, which stay as they are; ``returning`` those that the edition took away and an earlier one states.
    """

    back: Mapping[int, int]
    differing: int
    gone: int
    covered: int
    returning: int = 0


def compare_figures(before: pd.DataFrame, after: pd.DataFrame) -> FigureChanges:
    """Compare what each report stated at two moments.

    Both frames are as ``Store.figures`` gives them, with the columns ``SAID_BY`` at least.
    """
    numbers = number_report_keys(pd.concat([before[_BY], after[_BY]], ignore_index=True))
    return _compared(
        before.assign(**{_NUMBER: numbers[: len(before)]}), after.assign(**{_NUMBER: numbers[len(before) :]})
    )


def _compared(before: pd.DataFrame, after: pd.DataFrame) -> FigureChanges:
    """Compare two sets of rows of which each row's key and report are numbered."""
    old, new = _standing(before), _standing(after)
    pairs = _pairs(old, new)
    has_old, has_new = pairs["value_old"].notna(), pairs["value_new"].notna()
    differs = _differs(pairs, has_old & has_new)
    kinds = pd.Series("", index=pairs.index)
    kinds = kinds.mask(~has_old & has_new, Difference.ADDED.value)
    kinds = kinds.mask(has_old & ~has_new, Difference.GONE.value).mask(differs, Difference.RESTATED.value)
    rows = pairs.assign(kind=kinds).loc[kinds != "", ["kind", _OLD_PLACE, _NEW_PLACE]]
    return FigureChanges(
        rows=_in_order(rows, old, new),
        old=old,
        new=new,
        unchanged=int((has_old & has_new & ~differs).sum()),
    )


def changes_by_edition(figures: pd.DataFrame, number: int) -> FigureChanges:
    """Say what one edition itself changed, counted as its receipt counts.

    ``figures`` are its report's, read as of the edition; without its own rows they are what stood just before.
    """
    own = figures["edition"] == number
    numbered = figures.assign(**{_NUMBER: number_report_keys(figures)})
    changed = _compared(numbered[~own], numbered)
    stated = int((changed.rows["kind"] != Difference.GONE.value).sum())
    return replace(changed, unchanged=int(figures.loc[own, "value"].notna().sum()) - stated)


def fall_back(figures: pd.DataFrame, number: int) -> FallBack:
    """Say what withdrawing an edition would do to its figures; ``figures`` are its report's, as they stand now."""
    figures = figures[TOLD_BY]
    figures = figures.assign(**{_NUMBER: number_report_keys(figures)})
    now = _standing(figures)
    before = _standing(figures[figures["edition"] != number])
    pairs = _pairs(now, before)
    ours = pairs[(pairs["edition_old"] == number) & pairs["value_old"].notna()]
    again = ours[ours["value_new"].notna()]
    counted = Counter(int(edition) for edition in again["edition_new"].tolist())
    stated = figures[(figures["edition"] == number) & figures["value"].notna()]
    return FallBack(
        back=dict(sorted(counted.items(), reverse=True)),
        differing=int(_differs(again, again["value_new"].notna()).sum()),
        gone=len(ours) - len(again),
        covered=len(stated) - len(ours),
        returning=int((pairs["value_old"].isna() & pairs["value_new"].notna()).sum()),
    )


def _standing(figures: pd.DataFrame) -> pd.DataFrame:
    rows = standing_in_report(figures).reset_index(drop=True)
    return rows.assign(**{_PLACE: range(len(rows))})


def _pairs(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    columns = [_NUMBER, "value", "decimals", "edition", _PLACE]
    return old[columns].merge(new[columns], on=_NUMBER, how="outer", suffixes=("_old", "_new"))


def _in_order(rows: pd.DataFrame, old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Put changes in the order of report and key, and name each one's report."""
    is_new = rows[_NEW_PLACE].notna().to_numpy(dtype="bool")
    places = rows[_NEW_PLACE].fillna(rows[_OLD_PLACE]).to_numpy(dtype="int64")
    stated = pd.concat([new[_BY].iloc[places[is_new]], old[_BY].iloc[places[~is_new]]], ignore_index=True)
    back = np.argsort(np.concatenate([np.flatnonzero(is_new), np.flatnonzero(~is_new)]), kind="stable")
    stated = stated.iloc[back]
    order = np.lexsort([places_in_order(stated[name]) for name in reversed(_BY)])
    return rows.assign(report=stated["report"].array).iloc[order]


def _differs(pairs: pd.DataFrame, both: pd.Series[bool]) -> pd.Series[bool]:
    """Tell which pairs of figures are not the same."""
    apart = differing(pairs["value_old"], pairs["decimals_old"], pairs["value_new"], pairs["decimals_new"])
    return both & apart


def _changes(pairs: pd.DataFrame, old: pd.DataFrame, new: pd.DataFrame) -> tuple[FigureChange, ...]:
    was = _stated(old, pairs[_OLD_PLACE])
    now = _stated(new, pairs[_NEW_PLACE])
    return tuple(
        FigureChange(kind=Difference(kind), report=ReportId(report), old=before, new=after)
        for kind, report, before, after in zip(pairs["kind"].tolist(), pairs["report"].tolist(), was, now, strict=True)
    )


def _stated(figures: pd.DataFrame, places: pd.Series[float]) -> list[StatedFigure | None]:
    """Give the figure at each place of the frame, None where there is no place."""
    wanted = figures.loc[[int(place) for place in places.dropna().tolist()]]
    found: dict[int, StatedFigure] = {}
    for _, rows in wanted.groupby("report"):  # one key may stand in two reports
        editions = zip(rows[_PLACE].tolist(), rows["edition"].tolist(), strict=True)
        for (place, edition), figure in zip(editions, Observations(fill_columns(rows)), strict=True):
            found[place] = StatedFigure(figure=figure, edition=int(edition))
    return [found.get(int(place)) if place == place else None for place in places.tolist()]

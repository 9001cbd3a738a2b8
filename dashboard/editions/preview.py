"""Work out what publishing a workbook's figures would change, against what its report last said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.editions.changes import ChangeCounts, Restatement
from dashboard.editions.lean import fill_columns
from dashboard.editions.resolve import REPORT_ORDER, last_in_report
from dashboard.editions.same_figures import differing
from dashboard.observations import KEY, Observation, Observations, frame_of
from dashboard.periods import Period, parse_period
from dashboard.vocabulary import Kind, Missing, ReportId

_Flags = npt.NDArray[np.bool_]
_NOWHERE = -1
# All that comparing needs of a stored figure; what else it says is blank in a restatement's old side.
COMPARED_BY = (*KEY, "value", "missing", "decimals", "text", "report", *REPORT_ORDER)
_NOTHING_STORED = Observations.of(()).frame.assign(as_at="", issue_number=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChanges:
    """What would change: the figures to store, those added, those restated (old beside new) and the counts.

    ``late`` are those added where the report printed a reason or a blank before, such as DATA NOT YET AVAILABLE.
    ``overridden`` counts figures of which a newer issue of the report already says something else: they fill no gap.
    Blanks of months up to the as-at month are stored, for a blank takes an older figure away whichever of the two is
    published first; only one over a stored figure counts as a change.
    """

    observations: Observations
    added: Observations
    restated: tuple[Restatement, ...]
    late: tuple[Restatement, ...]
    counts: ChangeCounts
    overridden: int

    @property
    def added_frame(self) -> pd.DataFrame:
        """Give the figures added as a frame: a release may add half a million."""
        return self.added.frame


def preview_changes(
    observations: Iterable[Observation],
    stored: pd.DataFrame,
    *,
    report: ReportId,
    as_at: Period,
    issue_number: int,
    refused: int,
) -> EditionChanges:
    """Compare an upload with the figures its report has stored.

    ``stored`` holds the store's rows (see ``standing_figures``) of any report, with the columns ``COMPARED_BY`` at
    least; only this report's are compared. A blank counts only where it stands over a stored figure.
    """
    pairs = _Pairs.of(frame_of(observations), _standing(stored, report))
    newer = pairs.stated_by_a_newer(as_at, issue_number)
    has_new, has_old, differ = pairs.has_new, pairs.has_old, pairs.differ
    kept = ~pairs.blank | has_old | _is_statement(pairs.new, pairs.blank, as_at)
    added = kept & ~newer & has_new & ~has_old
    restated = kept & ~newer & has_old & (differ | ~has_new)
    return EditionChanges(
        observations=Observations(pairs.new[kept]),
        added=Observations(pairs.new[added]),
        restated=pairs.restatements(restated),
        late=pairs.restatements(added & (pairs.place != _NOWHERE)),
        counts=ChangeCounts(
            added=int(added.sum()),
            restated=int(restated.sum()),
            unchanged=int((kept & has_new & ~added & ~restated).sum()),
            refused=refused,
        ),
        overridden=int((kept & newer & has_new & (differ | ~has_old)).sum()),
    )


@dataclass(frozen=True, kw_only=True)
class _Pairs:
    """An upload's figures, each with the place of what the report last said of its key, or ``_NOWHERE``."""

    new: pd.DataFrame
    old: pd.DataFrame
    place: npt.NDArray[np.int64]
    blank: _Flags
    has_new: _Flags
    has_old: _Flags
    differ: _Flags

    @classmethod
    def of(cls, new: pd.DataFrame, old: pd.DataFrame) -> _Pairs:
        """Find each figure's old one."""
        places = old[list(KEY)].assign(place=range(len(old)))
        found = new[list(KEY)].merge(places, on=list(KEY), how="left")["place"]
        place = found.fillna(_NOWHERE).to_numpy(dtype="int64")
        before = old[["value", "decimals"]].reindex(place).reset_index(drop=True)
        return cls(
            new=new,
            old=old,
            place=place,
            blank=(new["missing"] == str(Missing.NO_FIGURE)).to_numpy(dtype="bool"),
            has_new=new["value"].notna().to_numpy(dtype="bool"),
            has_old=before["value"].notna().to_numpy(dtype="bool"),
            differ=differing(before["value"], before["decimals"], new["value"], new["decimals"]),
        )

    def stated_by_a_newer(self, as_at: Period, issue_number: int) -> _Flags:
        """Tell the figures of which a newer issue of the report says something, whichever was published first."""
        months, numbers = self.old["as_at"], self.old["issue_number"]
        newer = (months > str(as_at)) | ((months == str(as_at)) & (numbers > issue_number))
        return np.append(newer.to_numpy(dtype="bool"), False)[self.place]

    def restatements(self, chosen: _Flags) -> tuple[Restatement, ...]:
        """Give the old and the new figure at each place chosen."""
        old = fill_columns(self.old.iloc[self.place[chosen]])
        pairs = zip(Observations(old), Observations(self.new[chosen]), strict=True)
        return tuple(Restatement(old=before, new=now) for before, now in pairs)


def _is_statement(new: pd.DataFrame, blank: _Flags, as_at: Period) -> _Flags:
    """Tell the blank of a month that has been from the empty columns of months, years and benchmarks to come."""
    asked = blank & (new["kind"] == str(Kind.VALUE)).to_numpy(dtype="bool")
    been = {code: parse_period(code).end <= as_at.end for code in new.loc[asked, "period"].unique()}
    asked[asked] = [been[code] for code in new.loc[asked, "period"]]
    return asked


def _standing(stored: pd.DataFrame, report: ReportId) -> pd.DataFrame:
    """Give what the report last said of each key."""
    of_report = stored["report"] == report if not stored.empty else None
    own = stored if of_report is None else last_in_report(stored if of_report.all() else stored[of_report])
    return _NOTHING_STORED if own.empty else own.reset_index(drop=True)

"""Work out what publishing a workbook's figures would change, against what its report last said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from dashboard.editions.changes import ChangeCounts, ChangeKind, Restatement
from dashboard.editions.resolve import last_in_report
from dashboard.observations import Observation, Observations
from dashboard.periods import Period
from dashboard.precision import same_figure
from dashboard.vocabulary import Kind, Missing, ReportId

_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChanges:
    """What would change: the figures to store, those added, those restated (old beside new) and the counts.

    ``late`` are those added where the report printed a reason or a blank before, such as DATA NOT YET AVAILABLE.
    ``overridden`` counts figures of which a newer issue of the report already says something else: they fill no gap.
    Blanks of months up to the as-at month are stored, for a blank takes an older figure away whichever of the two is
    published first; only one over a stored figure counts as a change.
    """

    observations: Observations
    added: tuple[Observation, ...]
    restated: tuple[Restatement, ...]
    late: tuple[Restatement, ...]
    counts: ChangeCounts
    overridden: int


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

    ``stored`` holds the store's rows (see ``standing_figures``) of any report; only this report's are compared.
    """
    standing = _standing(stored, report)
    tally = _Tally(as_at=as_at, issue_number=issue_number)
    for new in observations:
        tally.count(new, standing.get(_key(new)))
    return tally.changes(refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What the report last said of a key, and from which as-at month and issue."""

    observation: Observation
    order: tuple[str, int]


@dataclass(slots=True, kw_only=True)
class _Tally:
    """Sorts an upload's figures, one after the other, into what they do to the store."""

    as_at: Period
    issue_number: int
    kept: list[Observation] = field(default_factory=list)
    added: list[Observation] = field(default_factory=list)
    restated: list[Restatement] = field(default_factory=list)
    late: list[Restatement] = field(default_factory=list)
    unchanged: int = 0
    overridden: int = 0

    def count(self, new: Observation, found: _Standing | None) -> None:
        """Place one figure; a blank counts only where it stands over a stored figure."""
        old = found.observation if found else None
        if new.missing is Missing.NO_FIGURE and (old is None or old.value is None) and not self._is_statement(new):
            return
        self.kept.append(new)
        change = _compare(old, new)
        if found is not None and found.order > (str(self.as_at), self.issue_number):
            self.unchanged += new.value is not None
            self.overridden += new.value is not None and change is not ChangeKind.UNCHANGED
        elif change is ChangeKind.ADDED:
            self.added.append(new)
            self.late += [Restatement(old=old, new=new)] if old else []
        elif change is ChangeKind.RESTATED and old is not None:
            self.restated.append(Restatement(old=old, new=new))
        else:
            self.unchanged += new.value is not None

    def _is_statement(self, blank: Observation) -> bool:
        """Tell the blank of a month that has been from the empty columns of months, years and benchmarks to come."""
        return blank.kind is Kind.VALUE and blank.period.end <= self.as_at.end

    def changes(self, refused: int) -> EditionChanges:
        """Give the whole."""
        return EditionChanges(
            observations=Observations.of(self.kept),
            added=tuple(self.added),
            restated=tuple(self.restated),
            late=tuple(self.late),
            counts=ChangeCounts(
                added=len(self.added), restated=len(self.restated), unchanged=self.unchanged, refused=refused
            ),
            overridden=self.overridden,
        )


def _standing(stored: pd.DataFrame, report: ReportId) -> dict[_Key, _Standing]:
    if stored.empty:
        return {}
    rows = last_in_report(stored[stored["report"] == report]).reset_index(drop=True)
    orders = zip(rows["as_at"].tolist(), rows["issue_number"].tolist(), strict=True)
    return {
        _key(observation): _Standing(observation=observation, order=(str(as_at), int(number)))
        for observation, (as_at, number) in zip(Observations(rows), orders, strict=True)
    }


def _key(observation: Observation) -> _Key:
    return (observation.indicator, observation.basis, observation.area, str(observation.period))


def _compare(old: Observation | None, new: Observation) -> ChangeKind | None:
    """Say what one figure does; None where neither side is a figure."""
    if old is None or old.value is None:
        return ChangeKind.ADDED if new.value is not None else None
    if new.value is None:
        return ChangeKind.RESTATED
    if same_figure(old.value, old.decimals, new.value, new.decimals):
        return ChangeKind.UNCHANGED
    return ChangeKind.RESTATED

"""Work out what publishing a workbook's figures would change, against what its report last said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.editions.changes import ChangeCounts, ChangeKind, Restatement
from dashboard.editions.resolve import standing_in_report
from dashboard.observations import Observation, Observations
from dashboard.periods import Period
from dashboard.precision import same_figure
from dashboard.vocabulary import Missing, ReportId

_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChanges:
    """What would change: the figures to store, those added, those restated (old beside new) and the counts.

    ``overridden`` counts figures that a newer issue of the report already states otherwise: they fill no gap.
    """

    observations: Observations
    added: tuple[Observation, ...]
    restated: tuple[Restatement, ...]
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
    kept: list[Observation] = []
    added: list[Observation] = []
    restated: list[Restatement] = []
    unchanged = overridden = 0
    for new in observations:
        found = standing.get(_key(new))
        if new.missing is Missing.NO_FIGURE and (found is None or found.observation.value is None):
            continue
        kept.append(new)
        if found is not None and found.order > (str(as_at), issue_number):
            unchanged += new.value is not None
            overridden += _compare(found.observation, new) is ChangeKind.RESTATED
            continue
        change = _compare(found.observation if found else None, new)
        if change is ChangeKind.ADDED:
            added.append(new)
        elif change is ChangeKind.RESTATED and found is not None:
            restated.append(Restatement(old=found.observation, new=new))
        elif new.value is not None:
            unchanged += 1
    return EditionChanges(
        observations=Observations.of(kept),
        added=tuple(added),
        restated=tuple(restated),
        counts=ChangeCounts(added=len(added), restated=len(restated), unchanged=unchanged, refused=refused),
        overridden=overridden,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What the report last said of a key, and from which as-at month and issue."""

    observation: Observation
    order: tuple[str, int]


def _standing(stored: pd.DataFrame, report: ReportId) -> dict[_Key, _Standing]:
    if stored.empty:
        return {}
    rows = standing_in_report(stored[stored["report"] == report]).reset_index(drop=True)
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

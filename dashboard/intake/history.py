"""Look back: what an edition changed, how two moments differ; and withdraw an edition, seeing first what falls back."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.editions.compare import (
    SAID_BY,
    TOLD_BY,
    FallBack,
    FigureChanges,
    changes_by_edition,
    compare_figures,
    fall_back,
)
from dashboard.intake.session import Session
from dashboard.store.records import AsOf, Edition, Receipt
from dashboard.vocabulary import ReportId


def withdraw_edition(session: Session, number: int, *, by: str, reason: str) -> Receipt:
    """Withdraw an edition; its figures fall back to the editions before, and it stays in the history.

    Raises:
        StoreError: when the name or the reason is empty, or the edition is unknown or already withdrawn.
    """
    return session.store.withdraw(number, by=by, reason=reason, recorded_at=session.clock())


def preview_withdrawal(session: Session, number: int) -> FallBack:
    """Say what withdrawing an edition would do; nothing is written.

    Raises:
        StoreError: when there is no such edition.
    """
    report = session.store.edition(number).report
    return fall_back(session.store.figures(reports=[report], columns=TOLD_BY), number)


def edition_changes(session: Session, number: int) -> FigureChanges:
    """Say what an edition itself changed, against just before it; the counts are its receipt's.

    Raises:
        StoreError: when there is no such edition.
    """
    report = session.store.edition(number).report
    return changes_by_edition(
        session.store.figures(as_of=AsOf(edition=number), reports=[report], columns=SAID_BY), number
    )


def compare_editions(session: Session, first: int, second: int) -> FigureChanges:
    """Compare the figures as they stood just after one edition with just after another.

    Only reports of which another edition stood are read; ``unchanged`` counts theirs.

    Raises:
        StoreError: when there is no such edition.
    """
    one, other = session.store.edition(first), session.store.edition(second)
    editions = session.store.editions()
    reports = _reports(_standing_at(editions, one) ^ _standing_at(editions, other), editions)
    before, after = (
        session.store.figures(as_of=AsOf(edition=number), reports=reports, columns=SAID_BY)
        for number in (first, second)
    )
    return compare_figures(before, after)


def moves_since(session: Session, revision: int) -> tuple[Edition, ...]:
    """List the editions published or withdrawn after a revision of the store, in the order of their numbers."""
    return tuple(
        edition
        for edition in session.store.editions()
        if edition.revision > revision or (edition.withdrawn is not None and edition.withdrawn.revision > revision)
    )


def _standing_at(editions: Iterable[Edition], moment: Edition) -> frozenset[int]:
    return frozenset(
        edition.number
        for edition in editions
        if edition.revision <= moment.revision
        and not (edition.withdrawn is not None and edition.withdrawn.revision < moment.revision)
    )


def _reports(numbers: frozenset[int], editions: Iterable[Edition]) -> list[ReportId]:
    return sorted({edition.report for edition in editions if edition.number in numbers})

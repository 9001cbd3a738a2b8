"""Take an edition back."""

from __future__ import annotations

from dashboard.intake.session import Session
from dashboard.store.records import Receipt


def withdraw_edition(session: Session, number: int, *, by: str, reason: str) -> Receipt:
    """Withdraw an edition; its figures fall back to the editions before, and it stays in the history.

    Raises:
        StoreError: when the name or the reason is empty, or the edition is unknown or already withdrawn.
    """
    return session.store.withdraw(number, by=by, reason=reason, recorded_at=session.clock())

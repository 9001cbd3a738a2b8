"""The measures of the interactive tool: as its published dictionary describes them, else as the shipped table does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dashboard.benchmarks.lait_dictionary import DICTIONARY, parse_lait_dictionary
from dashboard.benchmarks.lait_measures import LaitMeasure
from dashboard.intake.session import Session
from dashboard.store.records import AsOf
from dashboard.store.store import NOW, Store


def known_measures(session: Session, as_of: AsOf = NOW) -> Mapping[str, LaitMeasure]:
    """Give the measures by the short description that the tool's data file joins on.

    The dictionary that was published last and stood then beats the shipped table, which describes the release of 2026.
    Where a published one leaves a measure out, the shipped description stands.

    Raises:
        StoreError: when ``as_of`` names an edition that does not exist.
    """
    published = [one for one in session.store.standing_editions(as_of) if one.report == DICTIONARY]
    if not published:
        return session.lait_measures
    newest = max(published, key=lambda one: (one.issued_on, one.number))
    return {**session.lait_measures, **_published(session.store, newest.number, newest.sha256)}


@lru_cache(maxsize=4)
def _published(store: Store, number: int, sha256: str) -> Mapping[str, LaitMeasure]:
    del sha256  # a store that took another's place has other bytes under the number
    return parse_lait_dictionary(store.original(number).content)

"""Fixtures of the unit tests: stores on both databases."""

import pytest
from store_fixtures import postgresql_server, store, store_url

__all__ = ["postgresql_server", "store", "store_url"]


@pytest.fixture
def from_the_checkout(monkeypatch, root):
    """The default paths are those of the checkout; nothing of the caller's environment counts."""
    monkeypatch.chdir(root)
    for name in ("SCORECARD_STORE", "SCORECARD_CATALOGUE", "SCORECARD_DATA", "SCORECARD_READ_ONLY"):
        monkeypatch.delenv(name, raising=False)

"""Fixtures of the unit tests: stores on both databases."""

from store_fixtures import postgresql_server, store, store_url

__all__ = ["postgresql_server", "store", "store_url"]

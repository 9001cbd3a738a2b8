"""Fixtures every test may use."""

from pathlib import Path

import pytest
from demo_fixtures import demo, demo_copy, demo_copy_file, demo_file, new_session, read_workbooks, thirteen_issues
from hypothesis import settings

__all__ = ["demo", "demo_copy", "demo_copy_file", "demo_file", "new_session", "read_workbooks", "thirteen_issues"]

# A busy machine must not fail a property: only what is true counts, not how fast it was found.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The reference folder beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the reference folder ../shared is not beside this checkout")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the golden files be written anew: see tests/golden/README.md."""
    parser.addoption("--refresh-golden", action="store_true", help="write tests/golden anew instead of comparing")

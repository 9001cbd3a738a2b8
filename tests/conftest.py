"""Fixtures every test may use, and the order in which workers share the files out."""

import gc
import os
from pathlib import Path

import pytest
from demo_fixtures import demo, demo_copy, demo_copy_file, demo_file, new_session, read_workbooks, thirteen_issues
from hypothesis import settings
from made_once import WORKER

from dashboard.reports.pdf import pdf_problem

__all__ = ["demo", "demo_copy", "demo_copy_file", "demo_file", "new_session", "read_workbooks", "thirteen_issues"]

# Python looks for garbage in cycles so often that it was a quarter of a run's time: nine thousand collected tests, a
# catalogue and read workbooks are gone through again and again, and none of it is garbage. What is freed at once is
# freed at once all the same (measured: 41 s of processor time became 28 s, with 2% more memory).
gc.set_threshold(100_000, 20, 20)

# A busy machine must not fail a property: only what is true counts, not how fast it was found.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# The longest files first, so that no worker is left alone with one at the end (measured with ``--durations``).
LONGEST_FIRST = (
    "test_judgement_journey", "test_views_indicator", "test_every_page_in_chromium", "test_every_page",
    "test_month", "test_teaching", "test_compare_journey", "test_news_in_chromium", "test_officer_journey",
    "test_benchmarks_journey", "test_as_it_stood_in_chromium", "test_views_benchmark_rows", "test_demonstration",
    "test_intake_history", "test_cli_report", "test_truth", "test_intake_overtaken", "test_cli_history",
    "test_workbook_councils", "test_views_scorecard", "test_workbook_layout_independence", "test_cli_commands",
    "test_intake_story", "test_workbook_outside_cells", "test_views_upload_signals", "test_store_durability",
    "test_editions_compare", "test_benchmarks_page", "test_mutated_workbooks", "test_store_file_faults",
    "test_views_comparator_series", "test_editions_keys", "test_disclosure_recovery", "test_papers_frozen",
    "test_round_trip", "test_reports_open_data", "test_every_face", "test_mail_run",
)  # fmt: skip

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def pango() -> None:
    """The part of the system that lays PDFs out; without it the product says so, and makes the other formats."""
    if reason := pdf_problem():
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The reference folder beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the reference folder ../shared is not beside this checkout")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the golden files be written anew: see tests/golden/README.md."""
    parser.addoption("--refresh-golden", action="store_true", help="write tests/golden anew instead of comparing")


def pytest_collection_finish() -> None:
    """Leave the tests themselves, which live to the end, out of every search for garbage."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give workers the longest files first; one process alone keeps the usual order."""
    if WORKER in os.environ:
        places = {name: place for place, name in enumerate(LONGEST_FIRST)}
        items.sort(key=lambda item: places.get(item.path.stem, len(places)))

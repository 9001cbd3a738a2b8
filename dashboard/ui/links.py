"""Links between pages, with the state of the view in the address."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

INDICATOR_PATH = "indicator"
HISTORY_PATH = "history"
UPLOAD_PATH = "upload"
BENCHMARKS_PATH = "benchmarks"
COMPARE_PATH = "compare"
SCORECARD_PATH = "scorecard"
CLINIC_PATH = "clinic"
QUALITY_PATH = "quality"
CATALOGUE_PATH = "catalogue"
REPORTS_PATH = "reports"
ACCESSIBILITY_PATH = "accessibility"
# The tracker is the page that the app opens at.
TRACKER_PATH = "./"


def indicator_link(indicator: str, basis: str | None = None, month: str | None = None, as_of: str | None = None) -> str:
    """Write the address of one measure's page, relative to any page of the app."""
    return _address(INDICATOR_PATH, {"id": indicator, "basis": basis, "month": month, "as_of": as_of})


def compare_link(indicator: str, year: str | None = None, as_of: str | None = None) -> str:
    """Write the address of one measure beside other authorities, relative to any page of the app."""
    return _address(COMPARE_PATH, {"id": indicator, "year": year, "as_of": as_of})


def scorecard_link(month: str | None = None, as_of: str | None = None) -> str:
    """Write the address of the scorecard, relative to any page of the app."""
    return _address(SCORECARD_PATH, {"month": month, "as_of": as_of})


def tracker_link(**asked: str | None) -> str:
    """Write the address of the tracker, with what it is to show: ``tracker``, ``month``, ``theme``, ``view``."""
    return _address(TRACKER_PATH, asked)


def clinic_link(measures: str | None = None, month: str | None = None, as_of: str | None = None) -> str:
    """Write the address of clinic preparation; ``measures`` are ids between commas."""
    return _address(CLINIC_PATH, {"measures": measures, "month": month, "as_of": as_of})


def quality_link(section: str | None = None) -> str:
    """Write the address of the page on the quality of the figures."""
    return _address(QUALITY_PATH, {"section": section})


def catalogue_link(indicator: str | None = None) -> str:
    """Write the address of the catalogue, or of one measure's definition in it."""
    return _address(CATALOGUE_PATH, {"id": indicator})


def reports_link(paper: int | None = None, **asked: str | None) -> str:
    """Write the address of the papers, of one that was made, or with one asked for: ``kind``, ``period``, …."""
    return _address(REPORTS_PATH, {"paper": str(paper) if paper is not None else None, **asked})


def history_link(edition: int | None = None, *, first: int | None = None, second: int | None = None) -> str:
    """Write the address of the history, of one edition in it, or of two editions compared."""
    asked = {"edition": edition, "from": first, "to": second}
    return _address(HISTORY_PATH, {name: str(value) for name, value in asked.items() if value is not None})


def upload_link() -> str:
    """Write the address of the page where a scorecard is published."""
    return UPLOAD_PATH


def benchmarks_link() -> str:
    """Write the address of the page where published statistics are loaded."""
    return BENCHMARKS_PATH


def same_page_link(asked: Mapping[str, str], *, without: str) -> str:
    """Write the address of the page shown, without one of the things it asks for."""
    return f"?{urlencode({name: value for name, value in asked.items() if name != without})}"


def _address(path: str, asked: Mapping[str, str | None]) -> str:
    written = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{written}" if written else path

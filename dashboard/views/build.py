"""Every view's builder, one function a page."""

from dashboard.views.as_of import build_as_of
from dashboard.views.build_benchmarks import build_refused, build_release, redated, shown_issues
from dashboard.views.build_history import build_comparison, build_edition, list_steps, moved_words
from dashboard.views.build_indicator import build_indicator
from dashboard.views.build_loaded import build_loaded
from dashboard.views.build_scorecard import build_scorecard
from dashboard.views.build_teaching import build_teaching
from dashboard.views.build_upload import build_upload

__all__ = [
    "build_as_of",
    "build_comparison",
    "build_edition",
    "build_indicator",
    "build_loaded",
    "build_refused",
    "build_release",
    "build_scorecard",
    "build_teaching",
    "build_upload",
    "list_steps",
    "moved_words",
    "redated",
    "shown_issues",
]

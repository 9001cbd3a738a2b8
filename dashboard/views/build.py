"""Every view's builder, one function a page."""

from dashboard.views.build_indicator import build_indicator
from dashboard.views.build_scorecard import build_scorecard
from dashboard.views.build_upload import build_upload, list_history

__all__ = ["build_indicator", "build_scorecard", "build_upload", "list_history"]

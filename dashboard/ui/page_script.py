"""The one script of the pages: what Streamlit leaves undone for the keyboard and for screen readers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dashboard.ui.html import Html


@cache
def page_script() -> Html:
    """Give the script as a ``<script>`` element; it runs once a visit and sends nothing anywhere."""
    written = Path(__file__).with_name("scripts") / "help.js"
    return Html(f"<script>{written.read_text(encoding='utf-8')}</script>")

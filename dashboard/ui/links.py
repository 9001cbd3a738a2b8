"""Links between pages, with the state of the view in the address."""

from __future__ import annotations

from urllib.parse import urlencode

INDICATOR_PATH = "indicator"


def indicator_link(indicator: str, basis: str | None = None, month: str | None = None) -> str:
    """Write the address of one measure's page, relative to any page of the app."""
    asked = {"id": indicator, "basis": basis, "month": month}
    return f"{INDICATOR_PATH}?{urlencode({name: value for name, value in asked.items() if value})}"

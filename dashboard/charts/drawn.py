"""A figure that is drawn once and shown many times."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import plotly.graph_objects as go


class DrawnFigure(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A figure whose dictionary is made when it is first asked for, and kept: change nothing in it afterwards.

    Streamlit asks for it in every run, and Plotly would copy the whole figure each time.
    """

    @cached_property
    def _as_dictionary(self) -> dict[str, Any]:
        made: dict[str, Any] = super().to_dict()
        return made

    def to_dict(self) -> dict[str, Any]:
        """Give the figure as a dictionary, the same each time."""
        return self._as_dictionary

"""How every Plotly figure looks: one template for the light and one for the dark theme."""

from __future__ import annotations

from functools import cache

import plotly.graph_objects as go

from dashboard.charts.lines import COMPARATOR_DASHES as COMPARATOR_DASHES
from dashboard.charts.lines import comparator_colour as comparator_colour
from dashboard.charts.tokens import FONT, palette

FONT_SIZE = 14
LINE_WIDTH = 2
COMPARATOR_WIDTH = 2.5
POINT_SIZE = 7


def translucent(colour: str, share: float) -> str:
    """Write ``#RRGGBB`` as an ``rgba`` of which ``share`` is opaque."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"


@cache
def template(*, dark: bool) -> go.layout.Template:
    """Give the template: our font, hairline grid, no frame, no legend."""
    colours = palette(dark=dark)
    axis = {
        "gridcolor": colours.hairline,
        "linecolor": colours.rule,
        "zerolinecolor": colours.rule,
        "tickcolor": colours.rule,
        "tickfont": {"color": colours.secondary, "size": FONT_SIZE - 1},
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": FONT_SIZE, "color": colours.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hoverlabel": {
                "bgcolor": colours.panel,
                "bordercolor": colours.rule,
                "font": {"family": FONT, "size": FONT_SIZE, "color": colours.text},
                "align": "left",
            },
            "xaxis": {**axis, "showgrid": False, "showline": True, "ticks": "outside"},
            "yaxis": {**axis, "showline": False, "zeroline": False},
            "dragmode": False,
        }
    )

"""How every Plotly figure looks: one template for the light and one for the dark theme."""

from __future__ import annotations

from functools import cache

import plotly.graph_objects as go

from dashboard.charts.tokens import FONT, Palette, palette

FONT_SIZE = 14
LINE_WIDTH = 2
COMPARATOR_WIDTH = 2.5
POINT_SIZE = 7

# Beside their colours the comparators differ by dash: region long, neighbours dash and dot, England short.
COMPARATOR_DASHES = {"region": "12px,5px", "statistical_neighbours": "10px,4px,2px,4px", "england": "5px,4px"}


def comparator_colour(key: str, colours: Palette) -> str:
    """Give a comparator's colour; one we do not know is drawn as plain text."""
    by_key = {
        "region": colours.region,
        "statistical_neighbours": colours.statistical_neighbours,
        "england": colours.england,
    }
    return by_key.get(key, colours.secondary)


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

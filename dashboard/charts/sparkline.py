"""A trend the size of a word, as SVG that needs no script: for tables, print and e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dashboard.charts.tokens import Palette

WIDTH = 96
HEIGHT = 24
INSET = 4.0


def draw_sparkline(values: Sequence[float | None], *, words: str, colours: Palette) -> str:
    """Draw a line over the values, oldest first, with a dot on the last; None leaves a gap.

    ``words`` is what the picture says, for readers who cannot see it.
    """
    drawn = "".join(_stretch(points, colours) for points in _stretches(_places(values)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{escape(words, quote=True)}">{drawn}{_last_dot(_places(values), colours)}</svg>'
    )


def _places(values: Sequence[float | None]) -> list[tuple[float, float] | None]:
    known = [value for value in values if value is not None]
    if not known:
        return [None] * len(values)
    low, spread = min(known), max(known) - min(known)
    across = (WIDTH - 2 * INSET) / max(len(values) - 1, 1)
    return [
        None if value is None else (INSET + place * across, _height(value, low, spread))
        for place, value in enumerate(values)
    ]


def _height(value: float, low: float, spread: float) -> float:
    share = (value - low) / spread if spread else 0.5
    return HEIGHT - INSET - share * (HEIGHT - 2 * INSET)


def _stretches(places: list[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    stretches: list[list[tuple[float, float]]] = [[]]
    for place in places:
        if place is None:
            stretches.append([])
        else:
            stretches[-1].append(place)
    return [stretch for stretch in stretches if stretch]


def _stretch(points: list[tuple[float, float]], colours: Palette) -> str:
    if len(points) == 1:
        return f'<circle cx="{points[0][0]:.1f}" cy="{points[0][1]:.1f}" r="1.2" fill="{colours.line}"/>'
    path = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
    return f'<polyline points="{path}" fill="none" stroke="{colours.line}" stroke-width="1.5" stroke-linejoin="round"/>'


def _last_dot(places: list[tuple[float, float] | None], colours: Palette) -> str:
    """Mark the last month; nothing when it has no figure, for then the last dot would be an earlier month's."""
    if not places or places[-1] is None:
        return ""
    across, down = places[-1]
    return f'<circle cx="{across:.1f}" cy="{down:.1f}" r="2.8" fill="{colours.text}"/>'

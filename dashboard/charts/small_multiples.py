"""Small lines on the same axes, each a picture of its own, so that they stand in as many columns as there is room for.

They are SVG without any words: titles, scales and what they say stand beside them as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.charts.axis import Axis, fit_axis
from dashboard.charts.style import COMPARATOR_DASHES, comparator_colour
from dashboard.charts.tokens import Palette
from dashboard.views.compare_page.view import SmallMultiples, SmallPanel

WIDTH = 240
HEIGHT = 120
INSET = 6.0
# As the main chart's lines are dashed, for pictures a quarter as wide.
DASH_SHARE = 0.6

_Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallScale:
    """The one scale of all pictures: its ends in words."""

    top: str
    bottom: str


def scale_of(view: SmallMultiples) -> SmallScale:
    """Say from where to where every picture runs."""
    axis = _axis(view)
    return SmallScale(top=f"{axis.high:,g}{view.unit_suffix}", bottom=f"{axis.low:,g}{view.unit_suffix}")


def draw_panel(view: SmallMultiples, panel: SmallPanel, colours: Palette) -> str:
    """Draw one area's years over ours; a year without a figure leaves a gap, as does a change of definition."""
    axis = _axis(view)
    parts = [
        *_grid(axis, colours),
        *_breaks(view, colours),
        *_chosen(view, colours),
        *_line(view, view.ours, axis, colours.line, width=1.25),
        *_line(view, panel.values, axis, _colour(panel, colours), width=2.25, dash=_dash(panel)),
        *_chosen_dot(view, view.ours, axis, colours.line, 2.2),
        *_chosen_dot(view, panel.values, axis, _colour(panel, colours), 3.2),
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'


def _axis(view: SmallMultiples) -> Axis:
    rows = (view.ours, *(panel.values for panel in view.panels))
    return fit_axis([value for row in rows for value in row if value is not None] or [0.0], view.unit_suffix)


def _colour(panel: SmallPanel, colours: Palette) -> str:
    if panel.key == "picked":
        return colours.link
    return comparator_colour(panel.key, colours) if panel.key in COMPARATOR_DASHES else colours.text


def _dash(panel: SmallPanel) -> str:
    pattern = COMPARATOR_DASHES.get(panel.key, "")
    return ",".join(f"{float(part.removesuffix('px')) * DASH_SHARE:g}" for part in pattern.split(",") if part)


def _across(view: SmallMultiples, position: float) -> float:
    return round(INSET + position * (WIDTH - 2 * INSET) / max(len(view.years) - 1, 1), 1)


def _down(value: float, axis: Axis) -> float:
    share = (value - axis.low) / (axis.high - axis.low)
    return round(HEIGHT - INSET - share * (HEIGHT - 2 * INSET), 1)


def _grid(axis: Axis, colours: Palette) -> Iterator[str]:
    for tick in axis.ticks:
        yield _rule(INSET, _down(tick, axis), WIDTH - INSET, _down(tick, axis), colours.hairline)


def _breaks(view: SmallMultiples, colours: Palette) -> Iterator[str]:
    for change in view.breaks:
        at = _across(view, change.position - 0.5)
        yield _rule(at, 0, at, HEIGHT, colours.secondary, dash="2,3")


def _chosen(view: SmallMultiples, colours: Palette) -> Iterator[str]:
    if view.chosen is not None:
        at = _across(view, view.chosen)
        yield _rule(at, 0, at, HEIGHT, colours.rule)


def _chosen_dot(
    view: SmallMultiples, values: Sequence[float | None], axis: Axis, colour: str, size: float
) -> Iterator[str]:
    value = values[view.chosen] if view.chosen is not None else None
    if view.chosen is not None and value is not None:
        yield f'<circle cx="{_across(view, view.chosen)}" cy="{_down(value, axis)}" r="{size}" fill="{colour}"/>'


def _line(
    view: SmallMultiples, values: Sequence[float | None], axis: Axis, colour: str, *, width: float, dash: str = ""
) -> Iterator[str]:
    for points in _stretches(view, values, axis):
        if len(points) == 1:
            yield f'<circle cx="{points[0][0]}" cy="{points[0][1]}" r="{width}" fill="{colour}"/>'
            continue
        path = " ".join(f"{across},{down}" for across, down in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        yield (
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"'
            f"{dashed}/>"
        )


def _stretches(view: SmallMultiples, values: Sequence[float | None], axis: Axis) -> list[list[_Place]]:
    """Part a line where a year has no figure, and where the definition changed."""
    edges = {change.position for change in view.breaks}
    stretches: list[list[_Place]] = [[]]
    for position, value in enumerate(values):
        if value is None or position in edges:
            stretches.append([])
        if value is not None:
            stretches[-1].append((_across(view, position), _down(value, axis)))
    return [stretch for stretch in stretches if stretch]


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str, *, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="1"{dashed}/>'

"""A trend the size of a word, as SVG that needs no script: for tables, print and e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.tokens import Palette
from dashboard.judge.signal import SignalState

WIDTH = 120
HEIGHT = 32
# Room for the mark on the last point, whole within the picture wherever it stands.
INSET = 7
# Half pixels: whole numbers are shorter to send, and finer is not seen.
GRAIN = 2
LINE_WIDTH = 1.5
SVG_NAMESPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkShape:
    """Where everything of a sparkline stands, in a box of ``WIDTH`` by ``HEIGHT`` parted by ``GRAIN``.

    ``path`` is the line as SVG writes it, parted where there is a gap; ``band`` the top and the bottom of the usual
    range, ``last`` the place of the last value: None where they are not known.
    """

    path: str
    band: tuple[int, int] | None
    last: tuple[int, int] | None


def shape_spark(values: Sequence[float | None], low: float | None = None, high: float | None = None) -> SparkShape:
    """Place the values, oldest first, and the usual range behind them; None leaves a gap."""
    scale = _scale([*values, low, high])
    across = (WIDTH - 2 * INSET) / max(len(values) - 1, 1)
    places = [
        None if value is None else (round(GRAIN * (INSET + place * across)), scale.height(value))
        for place, value in enumerate(values)
    ]
    path = "".join(_stretch(points) for points in _stretches(places))
    band = None if low is None or high is None or not path else (scale.height(high), scale.height(low))
    return SparkShape(path=path, band=band, last=places[-1] if places else None)


def draw_sparkline(
    values: Sequence[float | None],
    *,
    words: str,
    colours: Palette,
    low: float | None = None,
    high: float | None = None,
    state: SignalState | None = None,
) -> str:
    """Draw a line over the values with a mark on the last: nothing there when it has no figure.

    ``low`` and ``high`` are the ends of the usual range, ``state`` how the last value stands out. ``words`` is what the
    picture says, for readers who cannot see it.
    """
    shape = shape_spark(values, low, high)
    drawn = (_band(shape, colours), line_svg(shape.path, colours.line), _mark(shape.last, state, colours))
    return (
        f'<svg xmlns="{SVG_NAMESPACE}" width="{WIDTH}" height="{HEIGHT}" viewBox="{view_box()}" role="img" '
        f'aria-label="{escape(words, quote=True)}">{"".join(drawn)}</svg>'
    )


def view_box() -> str:
    """Give the box that shapes are placed in, as SVG writes it."""
    return f"0 0 {GRAIN * WIDTH} {GRAIN * HEIGHT}"


def line_svg(path: str, colour: str, width: float = GRAIN * LINE_WIDTH, more: str = "") -> str:
    """Draw the line of a shape; ``more`` are further attributes. A value between gaps becomes a dot."""
    if not path:
        return ""
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" {ends}{more}/>'


@dataclass(frozen=True, slots=True)
class _Scale:
    """Heights from the lowest to the highest of what is drawn; what is all alike stands in the middle."""

    low: float
    spread: float

    def height(self, value: float) -> int:
        share = (value - self.low) / self.spread if self.spread else 0.5
        return round(GRAIN * (HEIGHT - INSET - share * (HEIGHT - 2 * INSET)))


def _scale(drawn: Sequence[float | None]) -> _Scale:
    known = [value for value in drawn if value is not None] or [0.0]
    return _Scale(min(known), max(known) - min(known))


def _stretches(places: list[tuple[int, int] | None]) -> list[list[tuple[int, int]]]:
    stretches: list[list[tuple[int, int]]] = [[]]
    for place in places:
        if place is None:
            stretches.append([])
        else:
            stretches[-1].append(place)
    return [stretch for stretch in stretches if stretch]


def _stretch(points: list[tuple[int, int]]) -> str:
    """Write a stretch by its steps, which are shorter to send than its places."""
    (across, down), further = points[0], points[1:]
    steps = (
        f"{one[0] - before[0]}{one[1] - before[1]:+d}".replace("+", ",")
        for before, one in zip(points, further, strict=False)
    )
    return f"M{across},{down}" + (f"l{','.join(steps)}" if further else "h0")


def _band(shape: SparkShape, colours: Palette) -> str:
    if shape.band is None:
        return ""
    (top, bottom), right = shape.band, GRAIN * WIDTH
    edges = f'<path d="M0,{top}H{right}M0,{bottom}H{right}" stroke="{colours.secondary}" stroke-dasharray="4 4"/>'
    return f'<rect y="{top}" width="{right}" height="{bottom - top}" fill="{colours.text}" opacity=".08"/>{edges}'


def _mark(place: tuple[int, int] | None, state: SignalState | None, colours: Palette) -> str:
    """Mark the last value by shape and colour: ring for better, diamond for worse, triangle for higher or lower."""
    if place is None:
        return ""
    across, down = place
    at = f'cx="{across}" cy="{down}"'
    match state:
        case SignalState.IMPROVEMENT:
            ring = f'<circle {at} r="11" fill="none" stroke="{colours.improvement}" stroke-width="3"/>'
            return f'{ring}<circle {at} r="6" fill="{colours.improvement}"/>'
        case SignalState.CONCERN:
            return f'<path d="M{across},{down - 11}l11,11-11,11-11-11z" fill="{colours.concern}"/>'
        case SignalState.NEUTRAL_HIGH:
            return f'<path d="M{across},{down - 10}l10,18h-20z" fill="{colours.neutral}"/>'
        case SignalState.NEUTRAL_LOW:
            return f'<path d="M{across},{down + 10}l10-18h-20z" fill="{colours.neutral}"/>'
        case _:
            return f'<circle {at} r="6" fill="{colours.text}"/>'

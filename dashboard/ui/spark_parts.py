"""A trend the size of a word on a page: line, usual range, and the last point in the shape of its state.

Streamlit takes drawings out of a page's HTML, and a picture in an address follows the system's theme, not the page's.
So the line is a mask, as the rings are (``signal_parts``), and range and mark are boxes of the style sheet
(``styles/signal.css``): all in the colours of the theme in use, and of paper.
"""

from __future__ import annotations

from dashboard.charts.sparkline import GRAIN, HEIGHT, LINE_WIDTH, SVG_NAMESPACE, WIDTH, line_svg, shape_spark, view_box
from dashboard.judge.signal import SignalState
from dashboard.ui.html import Html, element
from dashboard.views.spark import SparkView

END_MARKS = {
    SignalState.IMPROVEMENT: "sc-mark-improvement",
    SignalState.CONCERN: "sc-mark-concern",
    SignalState.NEUTRAL_HIGH: "sc-mark-neutral-high",
    SignalState.NEUTRAL_LOW: "sc-mark-neutral-low",
}

# What an unquoted CSS address and an attribute cannot hold.
_ENCODED = str.maketrans({"<": "%3C", ">": "%3E", '"': "%22", " ": "%20"})


def spark_html(spark: SparkView) -> Html:
    """Draw a sparkline that says its words; nothing where no value is known."""
    shape = shape_spark(spark.values, spark.low, spark.high)
    if not shape.path:
        return Html("")
    parts = [_band(shape.band), _part("line", f"--sc-path:url({_line_address(shape.path)})")]
    return element("span", *parts, _end(shape.last, spark.state), class_="sc-spark", role="img", aria_label=spark.words)


def _line_address(path: str) -> str:
    # The picture stretches with its box; the line keeps its width. Any colour does for a mask.
    line = line_svg(path, "red", LINE_WIDTH, ' vector-effect="non-scaling-stroke"')
    svg = f'<svg xmlns="{SVG_NAMESPACE}" viewBox="{view_box()}" preserveAspectRatio="none">{line}</svg>'
    return f"data:image/svg+xml,{svg.translate(_ENCODED)}"


def _band(band: tuple[int, int] | None) -> Html:
    if band is None:
        return Html("")
    top, bottom = band
    return _part("band", f"top:{_down(top)};height:{_down(bottom - top)}")


def _end(place: tuple[int, int] | None, state: SignalState | None) -> Html:
    if place is None:
        return Html("")
    across, down = place
    mark = END_MARKS.get(state, "sc-mark-plain") if state else "sc-mark-plain"
    return _part(f"end {mark}", f"left:{across / (GRAIN * WIDTH):.1%};top:{_down(down)}")


def _part(name: str, style: str) -> Html:
    return element("i", class_=f"sc-spark-{name}", style=style)


def _down(height: int) -> str:
    return f"{height / (GRAIN * HEIGHT):.0%}"

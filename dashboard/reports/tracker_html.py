"""Write the members' tracker as one web page of its own: no script, nothing loaded from elsewhere, fit for paper.

The PDF is this page printed, so what goes on its sides decides how much the page shows.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from dashboard.charts.marks import RAG_SHAPES
from dashboard.charts.sparkline import draw_sparkline
from dashboard.charts.tokens import DARK, FONT, LIGHT, Palette, css_variables
from dashboard.judge.signal import SignalState
from dashboard.reports.tracker_fit import Density, arrange, fit
from dashboard.views.spark import SparkView
from dashboard.views.tracker.paper_view import TrackerPaper

PRINT_FONT = "'Liberation Sans', Arial, Helvetica, 'DejaVu Sans', sans-serif"
SIGNAL_CLASSES = {
    SignalState.IMPROVEMENT: "better",
    SignalState.CONCERN: "worse",
    SignalState.NEUTRAL_HIGH: "higher",
    SignalState.NEUTRAL_LOW: "lower",
}
_ENVIRONMENT = Environment(
    loader=PackageLoader("dashboard.reports"),
    autoescape=True,
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def tracker_html(paper: TrackerPaper) -> bytes:
    """Give the page's bytes, UTF-8; the same paper gives the same bytes on every machine."""
    return write_page(paper, fit(paper)).encode()


def write_page(paper: TrackerPaper, density: Density) -> str:
    """Write the page at one density."""
    return _template().render(
        paper=paper,
        shown=arrange(paper, density),
        density=density,
        shapes=RAG_SHAPES,
        signals=SIGNAL_CLASSES,
        spark=_spark,
        # The colours and the fonts are our own; everything else is escaped.
        colours=Markup(css_variables()),
        night=Markup(_night()),
        font=Markup(FONT),
        print_font=Markup(PRINT_FONT),
    )


@cache
def _template() -> Template:
    return _ENVIRONMENT.get_template("tracker.html.j2")


def _spark(spark: SparkView) -> Markup:
    """Draw the small line with its words in the picture, where the PDF's tags look for them."""
    if not any(value is not None for value in spark.values):
        return Markup("")
    svg = draw_sparkline(
        spark.values, words=spark.words, colours=LIGHT, low=spark.low, high=spark.high, state=spark.state
    )
    start, _, drawn = svg.partition(">")
    return Markup(f"{start}><title>{escape(spark.words)}</title>{drawn}")


def _night() -> str:
    """Say in CSS which colour of a drawing takes which one's place in the dark."""
    pairs = {getattr(LIGHT, one.name): getattr(DARK, one.name) for one in fields(Palette)}
    drawn = (LIGHT.line, LIGHT.secondary, LIGHT.text, LIGHT.improvement, LIGHT.concern, LIGHT.neutral)
    return "".join(f'svg [{way}="{day}"]{{{way}:{pairs[day]}}}' for day in drawn for way in ("fill", "stroke"))

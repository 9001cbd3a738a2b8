"""A trend as a native chart that officers can edit: the same lines as the page's chart, over periods named beneath."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.xmlchemy import BaseOxmlElement, OxmlElement
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts.axis import axis_of, axis_words
from dashboard.charts.lines import comparator_colour, mark_colour
from dashboard.charts.tokens import LIGHT
from dashboard.charts.words import MONTH_WORD, gap_words, period_word
from dashboard.formatting import capital, listed
from dashboard.judge.signal import SignalState
from dashboard.reports.pptx_parts import BODY, FONT, Box, describe, rgb
from dashboard.reports.pptx_text import Said
from dashboard.reports.properties import LANGUAGE
from dashboard.views.indicator import TrendPoint, TrendView

# The legend's share of the chart's width; the lines have the rest, less the axis' own words.
LEGEND_SHARE = 0.42
_AXIS_POINTS, _NAME_POINTS, _KEY_POINTS = 44.0, 62.0, 38.0
# Months between names: a quarter, half a year, whole years.
_MONTH_STEPS = (1, 2, 3, 6, 12, 24)
_POINT = (XL_MARKER_STYLE.CIRCLE, 5)
RANGE_NAME = "Usual range"
_MARKERS = {
    SignalState.IMPROVEMENT: (XL_MARKER_STYLE.CIRCLE, 8),
    SignalState.CONCERN: (XL_MARKER_STYLE.DIAMOND, 10),
    SignalState.NEUTRAL_HIGH: (XL_MARKER_STYLE.TRIANGLE, 9),
    SignalState.NEUTRAL_LOW: (XL_MARKER_STYLE.SQUARE, 8),
}
_MARK_NAMES = {
    SignalState.IMPROVEMENT: "blue circle",
    SignalState.CONCERN: "orange diamond",
    SignalState.NEUTRAL_HIGH: "purple triangle",
    SignalState.NEUTRAL_LOW: "purple square",
}
_MARK_WORDS = {
    SignalState.IMPROVEMENT: "better",
    SignalState.CONCERN: "worse",
    SignalState.NEUTRAL_HIGH: "higher",
    SignalState.NEUTRAL_LOW: "lower",
}
_DASHES = {
    "region": MSO_LINE.LONG_DASH,
    "statistical_neighbours": MSO_LINE.DASH_DOT,
    "england": MSO_LINE.DASH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One series of the chart; one that is not ``named`` has no line of its own in the legend."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    width: float
    dash: MSO_LINE | None = None
    named: bool = True
    ours: bool = False
    marker: tuple[XL_MARKER_STYLE, int] | None = None


def add_trend(slide: Slide, box: Box, trend: TrendView, council: str) -> None:
    """Add the chart of a trend with figures; its words for readers who cannot see it are the page's."""
    lines: tuple[_Line, ...] = tuple(_lines(trend, council))
    data: Any = _chart_data(trend)
    by_date = _is_by_date(trend)
    data.categories = [point.start if by_date else point.label for point in trend.points]
    for line in lines:
        data.add_series(line.name, line.values)
    # The library's types know neither its own chart data nor the frame that it gives.
    frame: Any = slide.shapes.add_chart(
        XL_CHART_TYPE.LINE_MARKERS, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height), data
    )
    describe(frame, "Chart: how it has gone", trend.alt)
    chart: Chart = frame.chart
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(BODY), FONT, rgb(LIGHT.text)
    chart.has_title = False
    _set_upright(chart, trend)
    _set_along(chart, trend, box, by_date=by_date)
    for line, series in zip(lines, chart.plots[0].series, strict=True):
        _draw(series, line)
    _set_legend(chart, lines)
    _number_breaks(chart, lines, trend)
    for properties in chart._chartSpace.iter(qn("a:defRPr"), qn("a:rPr")):
        properties.set("lang", LANGUAGE)


def _chart_data(trend: TrendView) -> CategoryChartData:
    # python-pptx leaves it without types.
    return CategoryChartData(number_format=_number_format(trend, trend.decimals))  # type: ignore[no-untyped-call]


def _lines(trend: TrendView, council: str) -> Iterator[_Line]:
    """List the lines from the back to the front, ours last."""
    for place, band in enumerate(trend.ranges):
        last = place == len(trend.ranges) - 1
        words = f"{RANGE_NAME} {band.words.partition(', ')[0]}"
        for value, named in ((band.low, last), (band.high, False)):
            name = words if named else f"{RANGE_NAME}, {'lower' if value == band.low else 'upper'} edge"
            values = _over(trend.points, band.start, band.end, value)
            yield _Line(
                name=name, values=values, colour=LIGHT.secondary, width=1, dash=MSO_LINE.SQUARE_DOT, named=named
            )
    yield from _targets(trend)
    yield from _levels(trend)
    stretches = _stretches(trend)
    for place, values in enumerate(stretches):
        last = place == len(stretches) - 1
        name = council if last else f"{council}, before note {place + 1}"
        yield _Line(name=name, values=values, colour=LIGHT.line, width=2, named=last, ours=True, marker=_POINT)
    yield from _marks(trend)


def _marks(trend: TrendView) -> Iterator[_Line]:
    """Draw the points that stand out over our line, each state a series of marks without a line."""
    for state, marker in _MARKERS.items():
        values = tuple(point.value if point.mark is state else None for point in trend.points)
        if any(value is not None for value in values):
            name = f"Marked: {_MARK_NAMES[state]}"
            yield _Line(name=name, values=values, colour=mark_colour(state, LIGHT), width=0, named=False, marker=marker)


def _targets(trend: TrendView) -> Iterator[_Line]:
    bands = [band for band in trend.targets if band.target is not None]
    for place, band in enumerate(bands):
        values = _over(trend.points, band.start, band.end, band.target)
        if any(value is not None for value in values):
            last = place == len(bands) - 1
            yield _Line(
                name=band.label, values=values, colour=LIGHT.target, width=1.75, dash=MSO_LINE.ROUND_DOT, named=last
            )


def _levels(trend: TrendView) -> Iterator[_Line]:
    """Draw each comparator over its own year; the legend names the latest year of each."""
    latest = {level.key: level for level in sorted(trend.comparators, key=lambda one: one.start)}
    for level in trend.comparators:
        values = _over(trend.points, level.start, level.end, level.value)
        if any(value is not None for value in values):
            yield _Line(
                name=f"{level.label}, {level.source.split(', ')[0]}",
                values=values,
                colour=comparator_colour(level.key, LIGHT),
                width=2.25,
                dash=_DASHES.get(level.key),
                named=level is latest[level.key],
            )


def _over(points: Sequence[TrendPoint], start: date, end: date, value: float | None) -> tuple[float | None, ...]:
    return tuple(value if start <= point.start <= end else None for point in points)


def _stretches(trend: TrendView) -> list[tuple[float | None, ...]]:
    """Cut our line where the definition changes."""
    edges = sorted(mark.at for mark in trend.breaks if mark.cuts_line)
    stretch_of = [sum(edge <= point.start for edge in edges) for point in trend.points]
    return [
        tuple(point.value if of == stretch else None for point, of in zip(trend.points, stretch_of, strict=True))
        for stretch in sorted(set(stretch_of))
    ]


def _number_format(trend: TrendView, decimals: int) -> str:
    number = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return f'{number}"{trend.unit_suffix}"' if trend.unit_suffix else number


def _is_by_date(trend: TrendView) -> bool:
    """Tell a line of months on end: they are kept as dates, so that every program leaves out names without room."""
    months = [point.start.year * 12 + point.start.month for point in trend.points]
    return period_word(trend.points) == MONTH_WORD and months == list(range(months[0], months[0] + len(months)))


def _set_upright(chart: Chart, trend: TrendView) -> None:
    axis, upright = axis_of(trend), chart.value_axis
    upright.minimum_scale, upright.maximum_scale, upright.major_unit = axis.low, axis.high, axis.step
    upright.major_gridlines.format.line.color.rgb = rgb(LIGHT.hairline)
    upright.format.line.fill.background()
    upright.tick_labels.number_format_is_linked = False
    places = 0 if all(float(tick).is_integer() for tick in axis.ticks) else 1
    upright.tick_labels.number_format = _number_format(trend, places)
    upright.tick_labels.font.size, upright.tick_labels.font.color.rgb = Pt(BODY), rgb(LIGHT.secondary)


def _set_along(chart: Chart, trend: TrendView, box: Box, *, by_date: bool) -> None:
    """Name as many periods as have room, level: turned words are hard to read."""
    along = chart.category_axis
    along.tick_label_position, along.major_tick_mark = XL_TICK_LABEL_POSITION.LOW, XL_TICK_MARK.OUTSIDE
    along.format.line.color.rgb = rgb(LIGHT.rule)
    along.has_major_gridlines = False
    along.tick_labels.font.size, along.tick_labels.font.color.rgb = Pt(BODY), rgb(LIGHT.secondary)
    room = max(int((box.width * (1 - LEGEND_SHARE) - _AXIS_POINTS) / _NAME_POINTS), 1)
    every = ceil(len(trend.points) / room)
    element = along._element
    if by_date:
        along.tick_labels.number_format_is_linked = False
        along.tick_labels.number_format = "mmm yyyy"
        every = next((step for step in _MONTH_STEPS if step >= every), every)
        values = {"c:baseTimeUnit": "months", "c:majorUnit": str(every), "c:majorTimeUnit": "months"}
        for tag in values:
            for old in element.findall(qn(tag)):
                element.remove(old)
        _append(element, values, ("c:minorUnit", "c:minorTimeUnit", "c:dispUnits", "c:extLst"))
    else:
        values = {"c:tickLblSkip": str(every), "c:tickMarkSkip": "1"}
        _append(element, values, ("c:noMultiLvlLbl", "c:extLst"))
    turned = element.find(qn("c:txPr")).find(qn("a:bodyPr"))
    turned.set("rot", "0")
    turned.set("vert", "horz")


def _append(axis: BaseOxmlElement, values: Mapping[str, str], before: tuple[str, ...]) -> None:
    for tag, value in values.items():
        child = OxmlElement(tag)
        child.set("val", value)
        axis.insert_element_before(child, *before)


def _draw(series: LineSeries, line: _Line) -> None:
    series.smooth = False
    drawn = series.format.line
    if line.width:
        drawn.color.rgb, drawn.width = rgb(line.colour), Pt(line.width)
    else:
        drawn.fill.background()
    if line.dash is not None:
        drawn.dash_style = line.dash
    # A level over a single period is no line: there it is drawn as a dash.
    alone = sum(value is not None for value in line.values) == 1
    style, size = line.marker or ((XL_MARKER_STYLE.DASH, 10) if alone else (XL_MARKER_STYLE.NONE, 5))
    series.marker.style, series.marker.size = style, size
    if style is not XL_MARKER_STYLE.NONE:
        look = series.marker.format
        look.fill.solid()
        look.fill.fore_color.rgb = rgb(line.colour)
        look.line.color.rgb = rgb(line.colour)


def _set_legend(chart: Chart, lines: Sequence[_Line]) -> None:
    """Name the lines at the right; lines of earlier years and second edges have no line of their own there."""
    chart.has_legend = True
    legend = chart.legend
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.RIGHT, False
    legend.font.size = Pt(BODY)
    element = legend._element
    for place, line in enumerate(lines):
        if not line.named:
            entry = parse_xml(
                f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
            )
            element.insert_element_before(entry, "c:layout", "c:overlay", "c:spPr", "c:txPr")
    element.insert_element_before(_layout(1 - LEGEND_SHARE + 0.01, 0.0, LEGEND_SHARE - 0.01, 1.0), "c:overlay")
    plot = chart._chartSpace.chart.plotArea
    for old in plot.findall(qn("c:layout")):
        plot.remove(old)
    plot.insert(0, _layout(0.0, 0.02, 1 - LEGEND_SHARE, 0.97))


def _layout(left: float, top: float, width: float, height: float) -> object:
    """Fix a place within the chart, in shares of it."""
    return parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{left:.3f}"/>'
        f'<c:y val="{top:.3f}"/><c:w val="{width:.3f}"/><c:h val="{height:.3f}"/></c:manualLayout></c:layout>'
    )


def _number_breaks(chart: Chart, lines: Sequence[_Line], trend: TrendView) -> None:
    """Write the number of a note at the first point after a change of definition, and the letter of a dated note."""
    words: dict[int, list[str]] = {}
    starts = [point.start for point in trend.points]
    for mark in trend.breaks:
        after = [place for place, start in enumerate(starts) if start >= mark.at]
        if after:
            words.setdefault(after[0], []).append(f"Note {mark.number}")
    for event in trend.events:
        if event.at in starts:
            words.setdefault(starts.index(event.at), []).append(event.letter)
    for line, series in zip(lines, chart.plots[0].series, strict=True):
        for place in words if line.ours else ():
            if line.values[place] is not None:
                label = series.points[place].data_label
                frame = label.text_frame
                frame.text = ", ".join(words[place])
                frame.paragraphs[0].runs[0].font.size = Pt(BODY)
                label.position = XL_LABEL_POSITION.ABOVE


def legend_height(trend: TrendView, council: str, width: float) -> float:
    """Give the points that the names of the lines take beside a chart of a width."""
    room = width * (LEGEND_SHARE - 0.02) - _KEY_POINTS
    return sum(Said(words=line.name).height(room) + 2 for line in _lines(trend, council) if line.named) + 4


def trend_notes(trend: TrendView, name: str = "") -> tuple[str, ...]:
    """Say beneath the chart what is plotted, what its marks mean, its gaps and notes, and where the axis starts.

    The measure's ``name`` is not said again where it stands above the chart.
    """
    seen = {point.mark for point in trend.points if point.value is not None}
    marks = listed([f"{_MARK_NAMES[mark]} {_MARK_WORDS[mark]}" for mark in _MARKERS if mark in seen])
    said = (
        f"{capital(trend.subtitle.removeprefix(f'{name}, '))}.",
        f"Marked points stand out: {marks}." if marks else "",
        axis_words(trend),
        *(f"Note {mark.number}. {mark.note}" for mark in trend.breaks),
        *(f"{mark.letter}: {mark.what}, {mark.day}." for mark in trend.events),
        *gap_words(trend.points),
    )
    return tuple(words for words in said if words)

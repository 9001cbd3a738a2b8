"""The compare page's pictures as HTML: they fit any width, keep real words, and follow the theme and the paper.

The pictures say their takeaway once, as their ``aria-label``; every figure in them stands in the tables beneath.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from dashboard.charts.compare import MIDDLE, ComparePlot, PlacedBand, PlacedDot, PlacedLine, PlacedRow, place_compare
from dashboard.charts.small_multiples import HEIGHT, WIDTH, draw_panel, scale_of
from dashboard.charts.tokens import palette
from dashboard.ui.html import Html, element, join
from dashboard.views.compare_page.view import CompareChart, ComparePoint, Part, SmallMultiples, SmallPanel

# The picture's lines in their key, in the order of the sentence above it.
_SAMPLES = {"region": "region", "statistical_neighbours": "statistical-neighbours", "england": "england"}
_WAYS = {"low": "← better", "high": "better →"}


def compare_chart_html(chart: CompareChart) -> Html:
    """Draw the main chart with its finding above it, its key and its absences beneath."""
    plot = place_compare(chart)
    heading = [
        element("h2", chart.title, class_="sc-cmp-title"),
        element("p", chart.subtitle, class_="sc-chart-subtitle sc-cmp-subtitle"),
    ]
    return join([*heading, _picture(chart, plot), _key(chart), _notes(chart, plot)])


def _picture(chart: CompareChart, plot: ComparePlot) -> Html:
    lines = sorted(plot.lines, key=lambda one: one.slot)
    return element(
        "div",
        element("div", *(_label(one) for one in lines), class_="sc-cmp-labels"),
        element("div", *(_line(one) for one in lines), class_="sc-cmp-field"),
        _strip(plot),
        *(_row(one) for one in plot.rows),
        _axis(chart, plot),
        class_="sc-cmp",
        role="img",
        aria_label=chart.alt,
        style=f"--slots:{len(lines)}",
    )


def _label(placed: PlacedLine) -> Html:
    line = placed.line
    side = f"right:{100 - placed.across:.2f}%" if placed.is_left else f"left:{placed.across:.2f}%"
    return element(
        "span",
        element("span", line.name, class_="sc-cmp-wide"),
        element("span", line.short_name, class_="sc-cmp-narrow"),
        " ",
        element("b", line.words),
        class_=f"sc-cmp-label sc-cmp-{_SAMPLES[line.key]}{' sc-cmp-left sc-cmp-east' if placed.is_left else ''}",
        style=f"{side};--slot:{placed.slot}",
        data_said=line.said,
    )


def _line(placed: PlacedLine) -> Html:
    return element(
        "span",
        class_=f"sc-cmp-line sc-cmp-{_SAMPLES[placed.line.key]}",
        style=f"left:{placed.across}%;--slot:{placed.slot}",
    )


def _strip(plot: ComparePlot) -> Html:
    """Draw every authority as a dot on the quarters; nothing where a chart has no strip."""
    if not plot.strip:
        return Html("")
    # What matters is drawn last, over the others.
    ordered = sorted(plot.strip, key=lambda one: _WEIGHT[one.point.part])
    return element(
        "div",
        element("span", "All authorities", class_="sc-cmp-name"),
        element("div", *(_band(one) for one in plot.bands), *(_dot(one) for one in ordered), class_="sc-cmp-track"),
        class_="sc-cmp-row sc-cmp-strip",
    )


_WEIGHT = {Part.OTHER: 0, Part.NEIGHBOUR: 1, Part.PICKED: 2, Part.OURS: 3}


def _band(placed: PlacedBand) -> Html:
    return element(
        "span",
        element("span", placed.words, class_="sc-cmp-wide"),
        element("span", placed.narrow_words, class_="sc-cmp-narrow"),
        class_=f"sc-cmp-band sc-cmp-{placed.band.tone.value}",
        style=f"left:{placed.start}%;width:{placed.end - placed.start:.2f}%",
    )


def _dot(placed: PlacedDot) -> Html:
    return _mark(placed.point, placed.across, f"left:{placed.across}%;top:{placed.down}%")


def _mark(point: ComparePoint, across: float, place: str) -> Html:
    # What the pointer shows opens towards the middle, so that it stays within the picture.
    side = " sc-cmp-east" if across > MIDDLE else ""
    return element("span", class_=f"sc-cmp-dot sc-cmp-{point.part.value}{side}", style=place, data_said=point.said)


def _row(placed: PlacedRow) -> Html:
    point = placed.point
    return element(
        "div",
        element("span", point.name, _tag(point), class_="sc-cmp-name"),
        element("div", _mark(point, placed.across, f"left:{placed.across}%"), class_="sc-cmp-track"),
        element("span", point.words, class_="sc-cmp-value"),
        class_=f"sc-cmp-row sc-cmp-is-{point.part.value}",
    )


def _tag(point: ComparePoint) -> Html:
    """Say in a word what colour and shape say too."""
    words = {Part.OURS: "ours", Part.PICKED: "picked"}.get(point.part, "")
    return element("span", words, class_="sc-cmp-tag") if words else Html("")


def _axis(chart: CompareChart, plot: ComparePlot) -> Html:
    ticks = (element("span", tick.words, style=f"left:{tick.across}%") for tick in plot.ticks)
    way = element("span", _WAYS.get(chart.good_end, ""), class_=f"sc-cmp-way sc-cmp-way-{chart.good_end or 'none'}")
    return element("div", element("div", *ticks, way, class_="sc-cmp-track"), class_="sc-cmp-row sc-cmp-axis")


def _key(chart: CompareChart) -> Html:
    """Say what shapes, colours and shades mean; the comparators' lines say so themselves."""
    parts = {point.part for point in (*chart.rows, *chart.strip)}
    marks = [
        (Part.OURS, "Ours"),
        (Part.PICKED, "The authority picked"),
        (Part.NEIGHBOUR, "A statistical neighbour of ours"),
        (Part.OTHER, "Another authority"),
    ]
    shown = [
        _item(element("i", class_=f"sc-cmp-dot sc-cmp-{part.value}"), words) for part, words in marks if part in parts
    ]
    bands = [
        _item(element("i", class_=f"sc-cmp-swatch sc-cmp-{band.tone.value}"), f"{band.words}: {band.range_words}")
        for band in (chart.bands if chart.strip else ())
    ]
    kind = "sc-key sc-cmp-key sc-cmp-strip" if chart.strip else "sc-key sc-cmp-key"
    return element("ul", *shown, *bands, class_=kind)


def _item(mark: Html, words: str) -> Html:
    return element("li", element("span", mark, class_="sc-cmp-key-mark", aria_hidden="true"), element("span", words))


def _notes(chart: CompareChart, plot: ComparePlot) -> Html:
    items = [*_absences(chart), *(element("li", words) for words in (f"{chart.way}.", plot.crop_words) if words)]
    return element("ul", *items, class_="sc-notes")


def _absences(chart: CompareChart) -> Iterator[Html]:
    """List who has no figure, those of one reason together."""
    reasons = dict.fromkeys(one.reason for one in chart.missing)
    for reason in reasons:
        names = ", ".join(one.name for one in chart.missing if one.reason == reason)
        yield element("li", element("strong", names), f": {reason}.")


def small_multiples_html(view: SmallMultiples, *, dark: bool) -> Html:
    """Draw the small lines side by side, as many in a row as fit."""
    panels = (_panel(view, panel, dark=dark) for panel in view.panels)
    notes = [
        f"Note {change.number}, at the dotted line before {view.years[change.position]}. {change.note}"
        for change in view.breaks
    ]
    scale = scale_of(view)
    notes.append(f"Every picture runs from {scale.bottom} to {scale.top}. A year without a figure is a gap.")
    return join(
        [
            element("h3", view.title, class_="sc-spaced"),
            element("p", view.subtitle, class_="sc-chart-subtitle"),
            element("div", *panels, class_="sc-small"),
            element("ul", *(element("li", note) for note in notes), class_="sc-notes"),
        ]
    )


def _panel(view: SmallMultiples, panel: SmallPanel, *, dark: bool) -> Html:
    scale = scale_of(view)
    picture = quote(draw_panel(view, panel, palette(dark=dark)))
    year = f" in {view.years[view.chosen]}" if view.chosen is not None else ""
    return element(
        "figure",
        element(
            "figcaption",
            element("span", panel.name, class_="sc-small-name"),
            element("span", f"{panel.words}{year}", class_="sc-small-figure"),
        ),
        element("span", scale.top, class_="sc-small-scale", aria_hidden="true"),
        element(
            "img", src=f"data:image/svg+xml,{picture}", alt=panel.alt, width=str(WIDTH), height=str(HEIGHT),
        ),
        _ends([scale.bottom], "sc-small-scale"),
        _ends([view.years[0], view.years[-1]] if len(view.years) > 1 else view.years[:1], "sc-small-years"),
        class_=f"sc-small-panel sc-small-{panel.key.replace('_', '-')}",
    )  # fmt: skip


def _ends(words: Iterable[str], class_: str) -> Html:
    return element("div", *(element("span", word) for word in words), class_=class_, aria_hidden="true")

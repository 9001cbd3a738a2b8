"""What stands round a chart: its finding above; key, notes and table beneath."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from dashboard.charts.axis import axis_words
from dashboard.charts.print_trend import WIDE, draw_print_trend
from dashboard.charts.tokens import palette
from dashboard.charts.usual_range import RANGE_LABEL
from dashboard.charts.words import gap_words, has_figures, period_word
from dashboard.periods import month
from dashboard.ui.html import Html, element, join
from dashboard.views.indicator import ComparatorLevel, TrendView


def chart_heading(trend: TrendView) -> Html:
    """Write the finding, what is plotted, and the chart for paper: the screen's keeps the screen's width there."""
    subtitle = element("p", trend.subtitle, class_="sc-chart-subtitle")
    return join([element("h3", trend.title), subtitle, _paper_chart(trend)])


def _paper_chart(trend: TrendView) -> Html:
    """Draw the chart in the light theme's colours, for paper alone; nothing where there is nothing to draw."""
    drawn = draw_print_trend(trend, palette(dark=False))
    if not drawn:
        return Html("")
    size = {"width": str(WIDE.width), "height": str(WIDE.height)}
    source = f"data:image/svg+xml,{quote(drawn)}"
    return element("img", src=source, alt=trend.alt, class_="sc-on-paper sc-paper-chart", **size)


def chart_key(trend: TrendView) -> Html:
    """List what the lines and marks are, each comparator with its period and method; nothing where no chart is."""
    if not has_figures(trend):
        return Html("")
    word = period_word(trend.points)
    items = [_line("ours", f"Ours, {word} by {word}"), *_marks(trend), *_ranges(trend), *_comparators(trend)]
    if any(band.target is not None for band in trend.targets):
        items.append(_line("target", "Target, over the year it was set for"))
    if any(band.amber_low is not None or band.amber_high is not None for band in trend.targets):
        items.append(_line("tolerance", "Within tolerance"))
    if any(point.restated for point in trend.points):
        items.append(_line("restated", "Restated: changed since first published"))
    return element("ul", *items, class_="sc-key")


def chart_notes(trend: TrendView) -> Html:
    """Write notes, events, what the gaps are, and where the axis starts; gaps alone where nothing is drawn."""
    notes = list(_notes(trend))
    return element("ul", *notes, class_="sc-notes") if notes else Html("")


def _notes(trend: TrendView) -> Iterator[Html]:
    drawn = has_figures(trend)
    for mark in trend.breaks if drawn else ():
        yield element("li", element("strong", f"Note {mark.number}. "), mark.note)
    for event in trend.events if drawn else ():
        said = " ".join(part for part in (f"{event.what}.", event.detail) if part)
        yield element("li", element("span", event.name, class_="sc-event"), f" {event.day}: {said}")
    gaps = gap_words(trend.points)
    if gaps:
        yield element("li", element("strong", "Gaps. "), " ".join(gaps))
    axis = axis_words(trend) if drawn else ""
    if axis:
        yield element("li", axis)


def _line(kind: str, *words: str) -> Html:
    return element(
        "li", element("span", class_=f"sc-sample sc-sample-{kind}", aria_hidden="true"), element("span", *words)
    )


def _marks(trend: TrendView) -> Iterator[Html]:
    """Write one line for each way in which points stand out, those of one shape together."""
    by_state: dict[str, dict[str, None]] = {}
    for point in trend.points:
        if point.mark is not None:
            by_state.setdefault(point.mark.value, {})[point.mark_words] = None
    for state, said in by_state.items():
        yield _line(f"mark sc-mark-{state.replace('_', '-')}", "; ".join(said))


def _ranges(trend: TrendView) -> Iterator[Html]:
    """Write the usual range in figures, each stretch's from when it holds."""
    for place, band in enumerate(trend.ranges):
        since = f" from {month(band.start.year, band.start.month).words}" if len(trend.ranges) > 1 and place else ""
        words = f"{RANGE_LABEL}{since} {band.words}"
        yield _line("range", words)


def _comparators(trend: TrendView) -> Iterator[Html]:
    """Write one line for each comparator, with each of its years."""
    for key in dict.fromkeys(level.key for level in trend.comparators):
        years = (_year(level) for level in trend.comparators if level.key == key)
        yield _line(key.replace("_", "-"), join(years, "; "))


def _year(level: ComparatorLevel) -> Html:
    return join([level.label, element("span", f" · {level.source}", class_="sc-key-source")])

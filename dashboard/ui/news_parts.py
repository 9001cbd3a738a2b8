"""The parts that say whether the latest figure is news, and how to read the chart."""

from __future__ import annotations

from dashboard.charts.usual_range import RANGE_LABEL
from dashboard.charts.words import period_word
from dashboard.ui.components import facts
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import indicator_link
from dashboard.ui.paper_parts import folded_on_paper
from dashboard.ui.signal_parts import signal_ring
from dashboard.ui.tables import Column, Row, number, table_html, words
from dashboard.views.indicator import IndicatorView, TrendPoint, TrendView

HOW_TO_READ = "How to read this chart"
HEADS = "For heads of service"


def how_to_read_html(view: IndicatorView) -> Html:
    """Fold away how to read the usual range; nothing where none is drawn."""
    drawn = view.judged or view.trend
    if not view.news.how_to_read or not drawn.ranges:
        return Html("")
    return folded_on_paper(HOW_TO_READ, join(element("p", paragraph) for paragraph in view.news.how_to_read))


def news_html(view: IndicatorView, month: str | None, as_of: str) -> Html:
    """Write the verdict, what it rests on, and the fuller sentence for heads of service."""
    news = view.news
    heads = folded_on_paper(HEADS, element("p", news.heads)) if news.heads else ""
    verdict = element("p", signal_ring(view.signal.state), element("span", news.verdict), class_="sc-verdict")
    return join([verdict, _other_form(view, month, as_of), facts(news.grounds), heads])


def _other_form(view: IndicatorView, month: str | None, as_of: str) -> Html | str:
    other = view.news.other_form
    if other is None:
        return ""
    link = indicator_link(view.id, str(other.basis), month, as_of)
    return element("p", other.words, " ", element("a", "Show that form", href=link, target="_self"))


def judged_table_html(trend: TrendView) -> Html:
    """Fold the points judged into a table beneath their chart."""
    name = period_word(trend.points).capitalize()
    marked = any(point.mark_words for point in trend.points)
    columns = (Column(name=name, extra="sc-nowrap"), number("Judged"), *(words("Is it news?") if marked else ()))
    rows = (_judged_row(point, marked=marked) for point in reversed(trend.points))
    caption = ". ".join(part for part in (trend.subtitle, range_caption(trend)) if part)
    return folded_on_paper("The points judged as a table", table_html(caption, columns, rows, show_caption=True))


def _judged_row(point: TrendPoint, *, marked: bool) -> Row:
    return Row(cells=(point.label, point.words, *((point.mark_words,) if marked else ())))


def range_caption(trend: TrendView) -> str:
    """Say the latest usual range in figures; empty where none is drawn."""
    return f"{RANGE_LABEL}: {trend.ranges[-1].words}" if trend.ranges else ""

"""One measure's sheet for a clinic: on a screen a section of its own, on paper a page."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from dashboard.charts.axis import axis_words
from dashboard.charts.print_trend import WIDE, draw_print_trend
from dashboard.charts.tokens import palette
from dashboard.charts.words import gap_words, has_figures
from dashboard.formatting import capital
from dashboard.ui.components import facts, figure, notice, rag_chip, titled_figure, travel_mark
from dashboard.ui.html import Html, element
from dashboard.ui.links import indicator_link
from dashboard.ui.signal_parts import signal_mark
from dashboard.ui.tables import Row, number, table_html, words
from dashboard.views.clinic.view import BesideRow, ClinicSheet, Draft
from dashboard.views.indicator import TrendView

WELL, WORRIED, DOING = "What’s working well", "What are we worried about", "What are we going to do about it"
NEITHER = "Neither good nor bad"
NOTHING = "No figure on this sheet says so."
ASKED = "Drafted from the figures and the measure’s own questions; nothing here is decided."
LAST_TIME = "Agreed at the last clinic"
LAST_TIME_HINT = "To be written in on paper: nothing is kept here."
# As many lines as take a hand's width on the page.
LINES = 3
BESIDE_COLUMNS = (*words("Who"), number("Theirs"), number("Ours"), *words("Period", "Ours is"))
# Where all are set beside one figure of ours, it is said once beneath the table.
BESIDE_ONE_COLUMNS = (*words("Who"), number("Theirs"), *words("Ours is"))
RECENT_COLUMNS = (*words("Period"), number("Figure"), number("Counts"), *words("Against target"))


def sheet_html(sheet: ClinicSheet, opening: str, *, dark: bool) -> Html:
    """Write one sheet; ``opening`` says above its name of which clinic it is, and its place."""
    name = f"sheet-{sheet.id}"
    return element(
        "article",
        _heading(sheet, opening, name),
        _headline(sheet),
        _part("What do the figures say?", element("p", sheet.heads, class_="sc-clinic-heads"), _caution(sheet)),
        _part("How has it gone?", trend_html(sheet.trend, dark=dark)),
        element("div", _recent(sheet), _beside(sheet), class_="sc-clinic-two"),
        _ahead(sheet),
        _house_format(sheet),
        _foot(sheet),
        class_="sc-clinic-sheet",
        aria_labelledby=name,
    )


def _heading(sheet: ClinicSheet, opening: str, name: str) -> Html:
    said = (capital(sheet.basis), sheet.theme, f"Answers for it: {sheet.owner}" if sheet.owner else "No owner is named")
    link = indicator_link(str(sheet.id), sheet.basis_id)
    return element(
        "header",
        element("p", opening, class_="sc-clinic-small"),
        element("h2", sheet.name, id=name),
        element("p", " · ".join(part for part in said if part), class_="sc-clinic-meta"),
        element(
            "p",
            sheet.meaning,
            " ",
            element("a", "The whole record", href=link, target="_self", aria_label=f"The whole record of {sheet.name}"),
            class_="sc-clinic-screen",
        ),
    )


def _headline(sheet: ClinicSheet) -> Html:
    latest = element(
        "div",
        element("span", sheet.period, class_="sc-label"),
        element("span", figure(sheet.figure), class_="sc-big", title=sheet.figure.title or None),
        element("span", sheet.counts, class_="sc-label"),
        class_="sc-headline-figure",
    )
    target = element("span", sheet.target, class_="sc-label") if sheet.target != sheet.rag.word else ""
    since = element("span", sheet.travel_since, class_="sc-label") if sheet.travel_since else ""
    states = element(
        "dl",
        _state("Against target", rag_chip(sheet.rag), target),
        _state("Is it news?", signal_mark(sheet.signal)),
        _state("Direction of travel", travel_mark(sheet.travel), since),
        class_="sc-states",
    )
    return element("div", latest, states, class_="sc-headline")


def _state(name: str, *said: str) -> Html:
    return element("div", element("dt", name), element("dd", *said))


def _part(title: str, *content: str) -> Html:
    return element("section", element("h3", title), *content, class_="sc-clinic-part")


def _caution(sheet: ClinicSheet) -> Html | str:
    return element("p", element("strong", "Bear in mind. "), sheet.caution) if sheet.caution else ""


def trend_html(trend: TrendView, *, dark: bool) -> Html:
    """Show the line as a still picture, which prints as it stands; in the dark theme paper gets a light one."""
    if not has_figures(trend):
        return notice("There is no figure to draw yet.", title="No chart")
    pictures = [_picture(trend, dark=dark, only="sc-clinic-screen" if dark else None)]
    if dark:
        pictures.append(_picture(trend, dark=False, only="sc-clinic-paper"))
    notes = [f"Note {mark.number}. {mark.note}" for mark in trend.breaks] + gap_words(trend.points)
    notes += [f"{mark.letter}: {mark.what}, {mark.day}." for mark in trend.events]
    said = " ".join(part for part in (*notes, axis_words(trend)) if part)
    frame = element("div", *pictures, class_="sc-clinic-chart", tabindex="0", role="group", aria_label=trend.subtitle)
    plotted = element("span", trend.subtitle, ". ", class_="sc-clinic-screen")
    caption = element("figcaption", plotted, said, class_="sc-clinic-small")
    return element("figure", frame, caption, class_="sc-clinic-figure")


def _picture(trend: TrendView, *, dark: bool, only: str | None) -> Html:
    drawn = quote(draw_print_trend(trend, palette(dark=dark)))
    return element(
        "img",
        src=f"data:image/svg+xml,{drawn}",
        alt=trend.alt,
        width=str(WIDE.width),
        height=str(WIDE.height),
        class_=only,
    )


def _recent(sheet: ClinicSheet) -> Html:
    rows = (Row(cells=(row.period, titled_figure(row.figure), row.counts, rag_chip(row.rag))) for row in sheet.recent)
    table = table_html(f"{sheet.name}: the latest figures and their counts", RECENT_COLUMNS, rows)
    return _part("What is behind it?", table, _small(sheet.counts_note))


def _ahead(sheet: ClinicSheet) -> Html | str:
    return _part("What is ahead this year?", facts(sheet.ahead)) if sheet.ahead else ""


def _beside(sheet: ClinicSheet) -> Html:
    ours = {(row.ours, row.period) for row in sheet.beside if row.ours}
    is_one = len(ours) == 1 and all(row.ours for row in sheet.beside)
    rows = (Row(cells=_beside_cells(row, with_ours=not is_one)) for row in sheet.beside)
    columns = BESIDE_ONE_COLUMNS if is_one else BESIDE_COLUMNS
    table = table_html(f"{sheet.name}: beside others", columns, rows) if sheet.beside else ""
    said = f"{ours.pop()[1]}, as ours beside it: {sheet.beside[0].ours}." if is_one else sheet.beside_note
    return _part("How do we compare?", table, _small(said))


def _beside_cells(row: BesideRow, *, with_ours: bool) -> tuple[str, ...]:
    return (row.who, row.figure, *((row.ours, row.period) if with_ours else ()), _stands(row))


def _stands(row: BesideRow) -> str:
    return ": ".join(part for part in (row.position, row.clear) if part)


def _small(said: str) -> Html | str:
    return element("p", said, class_="sc-clinic-small") if said else ""


def _house_format(sheet: ClinicSheet) -> Html:
    columns = (_column(WELL, "well", sheet.well), _column(WORRIED, "worried", sheet.worried), _doing(sheet.doing))
    asked = element("p", ASKED, class_="sc-clinic-small sc-clinic-screen")
    return _part("What should we talk about?", asked, element("div", *columns, class_="sc-clinic-format"))


def _foot(sheet: ClinicSheet) -> Html:
    """Close with what is neither good nor bad, and lines to write on."""
    rest = _part(NEITHER, _drafts(sheet.neither)) if sheet.neither else ""
    return element("div", rest, _last_time(), class_="sc-clinic-foot")


def _column(title: str, kind: str, drafts: tuple[Draft, ...]) -> Html:
    said = _drafts(drafts) if drafts else element("p", NOTHING, class_="sc-clinic-small")
    return element("section", element("h4", title), said, class_=f"sc-clinic-column sc-clinic-{kind}")


def _drafts(drafts: Iterable[Draft]) -> Html:
    return element("ul", *(element("li", one.words) for one in drafts), class_="sc-clinic-found")


def _doing(drafts: tuple[Draft, ...]) -> Html:
    items = (element("li", one.words, _lines_for_who()) for one in drafts)
    return element(
        "section",
        element("h4", DOING),
        element("ul", *items, class_="sc-clinic-found"),
        class_="sc-clinic-column sc-clinic-doing",
    )


def _lines_for_who() -> Html:
    blank = element("span", class_="sc-clinic-blank")
    return element("span", "Who", blank, "By when", blank, class_="sc-clinic-who")


def _last_time() -> Html:
    lines = element("div", *(element("div") for _ in range(LINES)), class_="sc-clinic-ruled", aria_hidden="true")
    return _part(LAST_TIME, element("p", LAST_TIME_HINT, class_="sc-clinic-small sc-clinic-screen"), lines)

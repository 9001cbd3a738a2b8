"""The scorecard as one HTML table with the columns chosen; on a phone the same table's rows become cards.

Each row is written once for a choice of columns; what a filter leaves is put together from those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.ui.html import Html, element, join
from dashboard.ui.restated_notes import measure_link, restated_notes
from dashboard.ui.scorecard_columns import Heading, Part, parts_of
from dashboard.views.scorecard import ScorecardRow, ScorecardSection, ScorecardView
from dashboard.views.scorecard_ask import Column, ScorecardAsk
from dashboard.views.scorecard_filter import ChosenRows, chosen
from dashboard.vocabulary import Basis, IndicatorId

RowKey = tuple[IndicatorId, Basis]
# The columns that always stand: number and name.
FIXED = 2
# A card shows this many facts at once; where there are more, the rest is folded away.
FACTS_OF_A_CARD = 7
ALL = ScorecardAsk()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRows:
    """Every row of a page as HTML, for one choice of columns, with what stands round the rows."""

    head: Html
    foot: Html
    width: int
    rows: Mapping[RowKey, Html]


def write_rows(view: ScorecardView, columns: Sequence[Column]) -> WrittenRows:
    """Write every row of a page for a choice of columns."""
    parts = parts_of(view, columns)
    headings = [heading for part in parts for heading in part.headings]
    folds = len(headings) > FACTS_OF_A_CARD
    rows = (row for section in view.sections for row in section.rows)
    return WrittenRows(
        head=join([_caption(view), _head(headings)]),
        foot=_column_styles(headings),
        width=FIXED + len(headings),
        rows={row.key: _row(view, row, parts, len(headings), folds=folds) for row in rows},
    )


def scorecard_html(view: ScorecardView, ask: ScorecardAsk = ALL) -> Html:
    """Write the table of what is asked for, and what was restated beneath it."""
    return board_html(view, ask, chosen(view, ask), write_rows(view, ask.columns))


def board_html(view: ScorecardView, ask: ScorecardAsk, shown: ChosenRows, written: WrittenRows) -> Html:
    """Put the rows that are shown into the table; where there are none, say which filters to loosen."""
    if not shown.found:
        return _nothing_found(shown)
    bodies = (_body(group, written) for group in shown.groups)
    is_short = Column.MONTHS not in ask.columns
    table = element("table", written.head, *bodies, class_="sc-scorecard sc-few" if is_short else "sc-scorecard")
    scrolling = element("div", table, class_="sc-scroll", role="region", aria_label="Scorecard table", tabindex="0")
    return join([scrolling, written.foot, restated_notes(view, tuple(shown.rows), ask.columns)])


def _nothing_found(shown: ChosenRows) -> Html:
    tips = element("ul", *(element("li", words) for words in shown.loosen), class_="sc-list") if shown.loosen else ""
    why = "Loosen one filter:" if shown.loosen else "No filter alone is in the way: take several out, or clear all."
    said = [element("strong", "No measure matches every filter"), element("p", why), tips]
    return element("div", *said, class_="sc-notice sc-nothing")


def _caption(view: ScorecardView) -> Html:
    return element("caption", f"{view.title}, {view.as_at.words}", class_="sc-hidden")


def _head(headings: Sequence[Heading]) -> Html:
    """Write the headings in one line, or in two where some stand beneath a group's."""
    is_grouped = any(heading.group for heading in headings)
    span = "2" if is_grouped else None
    first = [
        element("th", "No.", rowspan=span, scope="col", class_="sc-no"),
        element("th", "Indicator", rowspan=span, scope="col", class_="sc-name"),
    ]
    for group, members in groupby(headings, key=lambda heading: heading.group):
        several = list(members)
        if group:
            first.append(element("th", group, colspan=str(len(several)), scope="colgroup", class_="sc-edge"))
        else:
            first.extend(_single(heading, span) for heading in several)
    second = [_single(heading, None) for heading in headings if heading.group]
    return element("thead", element("tr", *first), element("tr", *second) if second else "")


def _single(heading: Heading, span: str | None) -> Html:
    classes = " ".join(name for name in ("sc-num" if heading.numeric else "", heading.class_) if name)
    return element("th", heading.words, rowspan=span, scope="col", class_=classes or None)


def _column_styles(headings: Sequence[Heading]) -> Html:
    """Write once for each column what would else stand in every cell: its label on a card, the edge of its group."""
    label = "".join(f"{_nth(place)}::before{{content:{_css_text(one.label)}}}" for place, one in enumerate(headings))
    before = ["", *(heading.group for heading in headings)]
    edges = [_nth(place) for place, one in enumerate(headings) if one.group != before[place]]
    edge = f"@media(min-width:641px){{{','.join(edges)}{{border-left:1px solid var(--sc-rule)}}}}" if edges else ""
    return Html(f"<style>{edge}@media(max-width:640px){{{label}}}</style>")


def _nth(place: int) -> str:
    return f".sc-scorecard td:nth-child({place + FIXED + 1})"


def _css_text(words: str) -> str:
    """Write a text for a style sheet; what is no letter, digit or space is written by its number."""
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda one: f"\\{ord(one[0]):06x}", words) + '"'


def _body(group: ScorecardSection, written: WrittenRows) -> Html:
    heading = element("th", element("span", group.name), colspan=str(written.width), scope="rowgroup")
    named = element("tr", heading, class_="sc-group") if group.name else ""
    return element("tbody", named, *(written.rows[row.key] for row in group.rows))


def _row(view: ScorecardView, row: ScorecardRow, parts: Sequence[Part], width: int, *, folds: bool) -> Html:
    cells = [cell for part in parts for cell in part.cells(row)]
    if len(cells) != width:
        raise ValueError(f"{row.name} has {len(cells)} cells beneath {width} headings")
    number = element("td", row.number, class_="sc-no")
    return element("tr", number, _name(view, row), *cells, *_unfold(folds=folds))


def _unfold(*, folds: bool) -> Iterator[Html]:
    """Write the switch that unfolds a card, where it holds more than it shows."""
    if folds:
        yield element("td", element("details", element("summary", "All figures")), class_="sc-more")


def _name(view: ScorecardView, row: ScorecardRow) -> Html:
    unit = " · ".join(words for words in (row.unit_words, row.basis_words) if words)
    link = measure_link(view, row)
    return element("th", link, element("span", unit, class_="sc-unit"), scope="row", class_="sc-name")

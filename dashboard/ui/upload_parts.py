"""The parts of the upload page that are words and tables: what was read, what would change, and the receipt."""

from __future__ import annotations

from dataclasses import replace

from dashboard.store.records import Receipt
from dashboard.ui.components import facts, folded, notice, rag_chip, section
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import history_link, scorecard_link
from dashboard.ui.signal_parts import signal_mark
from dashboard.ui.tables import Column, Row, number, table_html, words
from dashboard.views.upload import AddedLine, ChangeLine, RatingLine, SheetLine, SignalLine, UploadView

HEADLINE_TONES = {"load": "good", "load_with_warnings": "warning", "refuse": "error"}
# A longer list of figures starts folded.
OPEN_UP_TO = 12

SHEET_COLUMNS = (*words("Sheet"), Column(name="Read?", extra="sc-nowrap"), *words("Why"))
RESTATED_COLUMNS = (
    *words("Measure"),
    Column(name="Period", extra="sc-nowrap"),
    number("Old", "sc-old"),
    number("New", "sc-fresh"),
    number("Difference"),
)
RATING_COLUMNS = (*words("Measure"), Column(name="Month", extra="sc-nowrap"), *words("Was", "Will be", "Why"))
SIGNAL_COLUMNS = (*words("Measure"), Column(name="Month", extra="sc-nowrap"), *words("Is it news?", "Why"))
RESTATED_WORDS = "Restated figures, old beside new"
LATE_WORDS = "Figures that were missing and have now come"
RATINGS_WORDS = "Every RAG that changes"
SIGNALS_WORDS = "Every figure that comes to stand out or ceases to"
NO_SIGNAL_CHANGES = "No figure comes to stand out or ceases to, of restated months or since the latest month published."
ADDED_COLUMNS = words("Measure", "Figures")


def verdict_html(view: UploadView) -> Html:
    """Write the verdict, what to do next, and where the workbook stands among what is published."""
    tone = HEADLINE_TONES.get(view.outcome, "plain")
    told = section("Where it stands", sentences_html(view.story)) if view.story else ""
    return join([notice(view.advice, tone=tone, title=view.already_published or view.headline), told])


def read_html(view: UploadView) -> Html:
    """Write what was read; nothing of a file that could not be opened."""
    if not view.sheets and len(view.identity) == 1:
        return Html("")
    return section("What we read", facts(view.identity, beside=True), _sheets(view.sheets))


def not_checked_html(view: UploadView) -> Html:
    """Name the checks that could not run: "could not check" is never "no problems"."""
    if not view.not_checked:
        return Html("")
    return section("What could not be checked", sentences_html(view.not_checked))


def sentences_html(sentences: tuple[str, ...]) -> Html:
    """Write sentences as a list, or as a paragraph where there is only one."""
    if len(sentences) == 1:
        return element("p", sentences[0])
    return element("ul", *(element("li", sentence) for sentence in sentences))


def changes_html(view: UploadView) -> Html:
    """Write what could not be checked, and what publishing would change: new months apart from the past, then news."""
    change = section(
        "What will change",
        counts_html(view.counts),
        part("New figures", _new_words(view), added_html(view.added, "New figures, by measure")),
        part("The past", _past_words(view), _past(view)),
        part("Red, amber, green", _rating_words(view), _ratings(view.ratings)),
        part("Is it news?", "" if view.signals else NO_SIGNAL_CHANGES, _signals(view.signals)),
    )
    return join([not_checked_html(view), change])


def restated_html(lines: tuple[ChangeLine, ...], caption: str, *, is_open: bool | None = None) -> Html:
    """List figures old beside new, folded where there are many."""
    if not lines:
        return Html("")
    rows = (Row(cells=(line.indicator, line.period, line.old, line.new, line.difference)) for line in lines)
    opened = len(lines) <= OPEN_UP_TO if is_open is None else is_open
    return folded(f"{caption} ({len(lines):,})", table_html(caption, RESTATED_COLUMNS, rows), is_open=opened)


def added_html(lines: tuple[AddedLine, ...], caption: str, *, is_open: bool = False) -> Html:
    """List how many figures of each measure come in, folded."""
    if not lines:
        return Html("")
    rows = (Row(cells=(line.indicator, line.words)) for line in lines)
    return folded(f"{caption} ({len(lines):,})", table_html(caption, ADDED_COLUMNS, rows), is_open=is_open)


def counts_html(counts: tuple[tuple[str, int], ...]) -> Html:
    """Write counts, the numbers large."""
    items = (element("li", element("strong", f"{count:,}"), f" {name}") for name, count in counts)
    return element("ul", *items, class_="sc-counts")


def part(title: str, said: str, content: Html) -> Html:
    """Write one part of what would change under its own heading; nothing where there is nothing to say."""
    if not said and not content:
        return Html("")
    return join([element("h3", title, class_="sc-part"), element("p", said) if said else "", content])


def receipt_html(receipt: Receipt, *, withdrawn: bool) -> Html:
    """Write the receipt of a publication or a withdrawal."""
    counts = receipt.counts
    if withdrawn:
        title = f"Edition {receipt.edition} is withdrawn"
        words = "Its figures have fallen back to the editions before it. The edition itself is kept in the history."
    elif receipt.already_published:
        title = f"This file is already published as edition {receipt.edition}"
        words = "Nothing was written."
    elif not any((counts.added, counts.restated, counts.unchanged, counts.refused)):
        title = f"Published as edition {receipt.edition}"
        words = "It holds no figures of its own."
    else:
        title = f"Published as edition {receipt.edition}"
        words = (
            f"{counts.added:,} figures added, {counts.restated:,} restated, {counts.unchanged:,} unchanged, "
            f"{counts.refused:,} cells left out."
        )
    in_history = f"Edition {receipt.edition} in the history"
    links = (("The scorecard", scorecard_link()), (in_history, history_link(receipt.edition)))
    written = join((element("a", name, href=address, target="_self") for name, address in links), " · ")
    return notice(join([words, " ", written]), tone="good", title=title)


def _sheets(sheets: tuple[SheetLine, ...]) -> Html:
    if not sheets:
        return Html("")
    rows = (Row(cells=(sheet.sheet, "✓ Read" if sheet.recognised else "✗ Not read", sheet.words)) for sheet in sheets)
    table = table_html("Sheets", SHEET_COLUMNS, rows)
    unread = sum(not sheet.recognised for sheet in sheets)
    said = f"{unread} of {len(sheets)} not read" if unread else f"all {len(sheets)} read"
    return folded(f"Sheets, and how each was recognised ({said})", table, is_open=bool(unread))


def _new_words(view: UploadView) -> str:
    if not view.since:
        return "This is the report’s first edition: every figure in it is new."
    if not view.added:
        return f"None: the report already has figures up to {view.since}."
    return f"Figures of periods after {view.since}, the latest month published so far."


def _past_words(view: UploadView) -> str:
    if not view.since or view.restated or view.filled or view.late:
        return ""
    return f"No figure up to {view.since} changes."


def _rating_words(view: UploadView) -> str:
    return "" if view.ratings else "No RAG changes, of restated months or since the month before."


def _past(view: UploadView) -> Html:
    return join(
        [
            restated_html(view.restated, RESTATED_WORDS),
            restated_html(view.late, LATE_WORDS),
            added_html(view.filled, "Earlier periods that had no figure, by measure"),
        ]
    )


def _ratings(lines: tuple[RatingLine, ...]) -> Html:
    if not lines:
        return Html("")
    rows = (
        Row(cells=(line.indicator, line.period, rag_chip(line.old), rag_chip(line.new), line.words)) for line in lines
    )
    table = table_html(RATINGS_WORDS, RATING_COLUMNS, rows)
    return folded(f"{RATINGS_WORDS} ({len(lines)})", table, is_open=len(lines) <= OPEN_UP_TO)


def _signals(lines: tuple[SignalLine, ...]) -> Html:
    """List changed signals: the word it will be, what it was, and the verdict."""
    if not lines:
        return Html("")
    rows = (Row(cells=(line.indicator, line.period, _news(line), line.sentence)) for line in lines)
    table = table_html(SIGNALS_WORDS, SIGNAL_COLUMNS, rows)
    return folded(f"{SIGNALS_WORDS} ({len(lines)})", table, is_open=len(lines) <= OPEN_UP_TO)


def _news(line: SignalLine) -> Html:
    # One element, for a phone sets a cell's parts side by side. The sentence is in the next cell, so it is no title.
    return element("span", signal_mark(replace(line.mark, title="")), f": {line.words}")

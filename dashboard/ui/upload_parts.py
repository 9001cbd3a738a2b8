"""The parts of the upload page: what was read, what is wrong, what would change, and the history."""

from __future__ import annotations

from dashboard.store.records import Receipt
from dashboard.ui.components import facts, folded, notice, rag_chip
from dashboard.ui.html import Html, element, join
from dashboard.ui.tables import Column, Row, number, table_html, words
from dashboard.views.upload import AddedLine, ChangeLine, HistoryLine, IssueLine, RatingLine, SheetLine, UploadView
from dashboard.vocabulary import Severity

HEADLINE_TONES = {"load": "good", "load_with_warnings": "warning", "refuse": "error"}
SEVERITY_WORDS = {
    Severity.ERROR.value: "Left out",
    Severity.WARNING.value: "Check",
    Severity.NOTE.value: "For information",
}
REFUSED = "refuse"
# A longer list of restated figures starts folded.
OPEN_UP_TO = 12

SHEET_COLUMNS = (*words("Sheet"), Column(name="Read?", extra="sc-nowrap"), *words("Why"))
ISSUE_COLUMNS = (*words("How grave"), Column(name="Where", extra="sc-place"), *words("What", "What to do"))
RESTATED_COLUMNS = (
    *words("Measure"),
    Column(name="Month", extra="sc-nowrap"),
    number("Old", "sc-old"),
    number("New", "sc-fresh"),
    number("Difference"),
)
RATING_COLUMNS = (*words("Measure"), Column(name="Month", extra="sc-nowrap"), *words("Was", "Will be", "Why"))
RESTATED_WORDS = "Restated figures, old beside new"
LATE_WORDS = "Figures that were missing and have now come"
RATINGS_WORDS = "RAG that changes"
ADDED_COLUMNS = words("Measure", "Added")
HISTORY_COLUMNS = (
    *words("Edition", "What"),
    Column(name="Issued", extra="sc-nowrap"),
    *words("Published", "Counts", "Reason", "State"),
)


def preview_html(view: UploadView) -> Html:
    """Write the whole preview, the verdict first."""
    return join(
        [
            notice(view.already_published or view.headline, tone=HEADLINE_TONES.get(view.outcome, "plain")),
            _part("What we read", join([facts(view.identity), _sheets(view.sheets)])),
            _part("What is wrong", _issues(view)),
            _part("What will change", _changes(view)) if view.outcome != REFUSED else "",
        ]
    )


def needs_acceptance(view: UploadView) -> int:
    """Count the errors and warnings that stand and must be accepted before publishing."""
    return sum(issue.severity in {Severity.ERROR.value, Severity.WARNING.value} for issue in view.issues)


def _part(title: str, content: str) -> Html:
    return element("section", element("h2", title), content, class_="sc-section")


def _sheets(sheets: tuple[SheetLine, ...]) -> Html:
    if not sheets:
        return Html("")
    rows = (Row(cells=(sheet.sheet, "✓ Read" if sheet.recognised else "✗ Not read", sheet.words)) for sheet in sheets)
    return table_html("Sheets", SHEET_COLUMNS, rows)


def _issues(view: UploadView) -> Html:
    if not view.issues:
        return element("p", "Nothing was found wrong.")
    order = {severity: place for place, severity in enumerate(SEVERITY_WORDS)}
    listed = sorted(view.issues, key=lambda issue: order.get(issue.severity, len(order)))
    return table_html("Issues", ISSUE_COLUMNS, (_issue(issue, view.outcome) for issue in listed))


def _issue(issue: IssueLine, outcome: str) -> Row:
    stops = outcome == REFUSED and issue.severity == Severity.ERROR.value
    word = "Stops the file" if stops else SEVERITY_WORDS.get(issue.severity, "")
    grave = element("span", word, class_=f"sc-severity sc-severity-{issue.severity}")
    return Row(cells=(grave, issue.place or "Whole file", issue.what, issue.remedy))


def _changes(view: UploadView) -> Html:
    return join(
        [
            _counts(view.counts),
            _restated(view.restated, RESTATED_WORDS),
            _restated(view.late, LATE_WORDS),
            _ratings(view.ratings),
            _added(view.added),
        ]
    )


def _counts(counts: tuple[tuple[str, int], ...]) -> Html:
    items = (element("li", element("strong", f"{count:,}"), f" {name}") for name, count in counts)
    return element("ul", *items, class_="sc-counts")


def _restated(lines: tuple[ChangeLine, ...], words: str) -> Html:
    if not lines:
        return Html("")
    rows = (Row(cells=(line.indicator, line.period, line.old, line.new, line.difference)) for line in lines)
    return folded(
        f"{words} ({len(lines)})", table_html(words, RESTATED_COLUMNS, rows), is_open=len(lines) <= OPEN_UP_TO
    )


def _ratings(lines: tuple[RatingLine, ...]) -> Html:
    if not lines:
        return Html("")
    rows = (
        Row(cells=(line.indicator, line.period, rag_chip(line.old), rag_chip(line.new), line.words)) for line in lines
    )
    return folded(f"{RATINGS_WORDS} ({len(lines)})", table_html(RATINGS_WORDS, RATING_COLUMNS, rows))


def _added(lines: tuple[AddedLine, ...]) -> Html:
    if not lines:
        return Html("")
    rows = (Row(cells=(line.indicator, line.words)) for line in lines)
    return folded(f"New figures, by measure ({len(lines)})", table_html("New figures", ADDED_COLUMNS, rows))


def history_html(lines: tuple[HistoryLine, ...]) -> Html:
    """Write the editions, the newest first."""
    if not lines:
        return element("p", "Nothing has been published yet.")
    return table_html("Editions", HISTORY_COLUMNS, (_edition(line) for line in lines))


def _edition(line: HistoryLine) -> Row:
    published = element("span", line.published, element("span", f"by {line.by}", class_="sc-by"))
    cells = (
        str(line.number),
        line.words,
        line.issued,
        published,
        line.counts,
        line.reason,
        line.withdrawn or "Published",
    )
    return Row(cells=cells, class_="sc-withdrawn" if line.withdrawn else None)


def receipt_html(receipt: Receipt, *, withdrawn: bool) -> Html:
    """Write the receipt of a publication or a withdrawal."""
    counts = receipt.counts
    if withdrawn:
        title = f"Edition {receipt.edition} is withdrawn"
        words = "Its figures have fallen back to the editions before it. The edition itself is kept in the history."
    elif receipt.already_published:
        title = f"This file is already published as edition {receipt.edition}"
        words = "Nothing was written."
    else:
        title = f"Published as edition {receipt.edition}"
        words = (
            f"{counts.added:,} figures added, {counts.restated:,} restated, {counts.unchanged:,} unchanged, "
            f"{counts.refused:,} cells left out."
        )
    return notice(words, tone="good", title=title)

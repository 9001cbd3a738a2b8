"""The heading of each kind of issue in an officer's words, where its code turned into words would not do."""

from __future__ import annotations

TITLES = {
    "alias-not-current": "A name from another time",
    "as-at-declared": "You said which month it is",
    "as-at-disagrees": "The sheets name different months",
    "as-at-missing": "No sheet says which month it is",
    "as-at-told-by-columns": "The month was taken from the columns",
    "benchmark-year-missing": "A comparison without its year",
    "column-not-recognised": "A column that is not known",
    "column-pasted-again": "Last month’s column pasted again",
    "comments-not-kept": "Comments are not kept",
    "counts-disagree": "The percentage and its counts disagree",
    "damaged-file": "The file is damaged",
    "duplicate-measure": "One measure on two rows",
    "duplicate-month": "One month on two columns",
    "error-cell": "An error in a cell",
    "file-too-large": "The file is too large",
    "formula-like-text": "Text that looks like a formula",
    "formula-without-value": "A formula without its result",
    "hidden-sheet-ignored": "A hidden sheet was not read",
    "issue-date-missing": "No date of issue",
    "issue-date-too-early": "The date of issue is another issue's",
    "macro-enabled": "The workbook has macros",
    "marked-not-restated": "Marked yellow but not changed",
    "measure-missing": "Measures that were there last time",
    "measure-not-current": "A measure that has ended or not begun",
    "month-out-of-order": "Months out of order",
    "months-do-not-match-as-at": "The months are not those of the report",
    "no-scorecard-sheet": "No sheet is a scorecard",
    "no-target-for-year": "No target for the year",
    "not-an-xlsx": "Not an Excel workbook",
    "number-differs": "Another number than the catalogue’s",
    "numerator-over-denominator": "The part is larger than the whole",
    "old-excel-format": "An Excel 97-2003 workbook",
    "older-issue": "A newer issue is published",
    "password-protected": "The file has a password",
    "polarity-differs": "Good performance is printed the other way",
    "possible-personal-data": "Possible personal details",
    "report-declared": "You said which report it is",
    "report-disagrees": "The sheets name different reports",
    "report-told-by-measures": "The report was told by its measures",
    "restated-not-marked": "Changed but not marked yellow",
    "same-key-different-values": "Two values for one figure",
    "second-table": "A second table on the sheet",
    "part-of-area": "Figures of a part of the area",
    "sheet-not-recognised": "A sheet that was not read",
    "stale-copy": "Last month’s figures again",
    "unknown-measure": "A measure that is not in the catalogue",
    "unknown-report": "Not known which report this is",
    "unreadable-figure": "A cell that cannot be read as a figure",
    "unsafe-zip-member": "The file holds a part with an unsafe name",
    "xml-entities": "The file holds instructions no workbook needs",
    "year-to-date-disagrees": "The year to date disagrees with the latest month",
    "year-to-date-near-sum": "The year to date is near the sum of its months",
    "year-to-date-not-sum": "The year to date is not the sum of its months",
    "zip-bomb": "The file unpacks to far more than a workbook",
}
_CAPITALS = {"rag": "RAG"}


def issue_title(code: str) -> str:
    """Give the heading of a kind of issue."""
    if code in TITLES:
        return TITLES[code]
    first, *rest = [_CAPITALS.get(word, word) for word in code.split("-")]
    return " ".join([first[:1].upper() + first[1:], *rest])

"""The one table of issue codes: how grave each is, and what the person can do about it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.vocabulary import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueKind:
    """One kind of issue: how grave it is and what the person can do.

    ``refuses_file`` marks a file-level error; other errors leave out one cell and let the rest load.
    """

    severity: Severity
    remedy: str
    refuses_file: bool = False


_Kinds = dict[str, IssueKind]


def _refusal(remedy: str) -> IssueKind:
    return IssueKind(severity=Severity.ERROR, remedy=f"{remedy} Nothing has been saved.", refuses_file=True)


def _unusable(remedy: str) -> IssueKind:
    return IssueKind(severity=Severity.ERROR, remedy=remedy, refuses_file=True)


def _left_out(remedy: str) -> IssueKind:
    return IssueKind(severity=Severity.ERROR, remedy=remedy)


def _warning(remedy: str) -> IssueKind:
    return IssueKind(severity=Severity.WARNING, remedy=remedy)


def _note(remedy: str) -> IssueKind:
    return IssueKind(severity=Severity.NOTE, remedy=remedy)


_FILE: _Kinds = {
    "empty-file": _refusal("The file has no content: save the workbook again and upload that copy."),
    "file-too-large": _refusal(
        "A scorecard has some thousands of cells. If this is a list with a row for each child or case, upload the "
        "scorecard that was made from it instead; otherwise remove sheets and formatting that are not part of the "
        "scorecard, then upload again."
    ),
    "not-an-xlsx": _refusal("Open the file in Excel and use Save As, Excel Workbook (.xlsx), then upload that copy."),
    "old-excel-format": _refusal(
        "Open the file in Excel and use Save As, Excel Workbook (.xlsx), then upload that copy."
    ),
    "macro-enabled": _refusal(
        "Use Save As, Excel Workbook (.xlsx), which leaves the macros out, then upload that copy."
    ),
    "password-protected": _refusal(
        "Open it in Excel, take the password off under File, Info, Protect Workbook, save and upload again."
    ),
    "damaged-file": _refusal("The file is cut off or damaged: save it again from Excel and upload that copy."),
    "reading-stopped": _refusal(
        "Upload the file again; if it stops again, save it anew from Excel and upload that copy."
    ),
    "reading-ran-out-of-memory": _refusal(
        "Remove sheets, formatting and text that are not part of the scorecard, then upload again."
    ),
    "reading-took-too-long": _refusal(
        "Upload the file again at a quieter time; if it takes too long again, remove sheets and formatting that are "
        "not part of the scorecard."
    ),
    "zip-bomb": _refusal(
        "A scorecard holds far less. If you know who made the file, open it in Excel, take out pictures and sheets "
        "that are not part of the scorecard, save it and upload that copy."
    ),
    "xml-entities": _refusal(
        "Excel never writes such a file. If you know who made it, open it in Excel, save it and upload that copy."
    ),
    "unsafe-zip-member": _refusal(
        "Excel never writes such a file. If you know who made it, open it in Excel, save it and upload that copy."
    ),
    "no-scorecard-sheet": _refusal(
        "Check that this is the scorecard. A sheet is recognised by a heading row with the measure's name and months, "
        "quarters or comparison years."
    ),
    "unknown-report": _refusal(
        "Put the report's usual title on the front sheet, or say on the Upload page (or with --report) which it is. "
        "For a new report, have its title words added under 'reports' in indicators.yaml."
    ),
    "as-at-missing": _refusal(
        "Write 'As at Month End: October 2019' (with your month) on the front sheet, or say the month on the Upload "
        "page (or with --as-at)."
    ),
    "report-disagrees": _refusal(
        "Choose the report that the sheets name, or upload the workbook that you meant; what the sheets print is never "
        "overruled."
    ),
    "as-at-disagrees": _refusal(
        "Make the front sheet and the sheets' titles name the same month, and choose that month if you said one."
    ),
    "months-do-not-match-as-at": _refusal(
        "Make the as-at month on the front sheet and the month columns agree; last year's template may have been used."
    ),
    "months-shifted": _refusal(
        "Put each month's figures under its own heading. If this workbook is right and the one published before had "
        "its months moved, withdraw that edition first."
    ),
    "stale-copy": _refusal(
        "Delete or hide the sheet that is out of date; a hidden sheet is not read and is named in the list of issues."
    ),
    "duplicate-month": _refusal("Give each month column its own month, then upload again."),
}

_LEFT_OUT: _Kinds = {
    "unknown-measure": _left_out(
        "Pick the measure it is under 'Measures that are not in the catalogue' on the Upload page, or with 'scorecard "
        "catalogue alias'; otherwise take the row out."
    ),
    "ambiguous-measure": _left_out(
        "Say the row's time basis in its DATA NOTE, such as rolling 12 months, then upload again."
    ),
    "measure-name-missing": _left_out(
        "Write the measure's name in the row, or take the figures out of it, then upload again."
    ),
    "duplicate-measure": _left_out("Keep one row for the measure, then upload again. Neither row has been read."),
    "error-cell": _left_out("Mend the formula in Excel, save and upload again."),
    "formula-without-value": _left_out("Open the workbook in Excel, let it calculate, save and upload again."),
    "unreadable-figure": _left_out(
        "Type a number, or one of the words for a missing figure such as n/a or DATA NOT YET AVAILABLE."
    ),
    "unit-disagrees": _left_out(
        "Check that the row is the measure it is named as, and type the figure in the measure's own unit."
    ),
    "ambiguous-percentage": _left_out(
        "Format the cell as a percentage, or write the per cent sign, so that it can be read one way only."
    ),
    "percentage-over-100": _left_out("Check the figure: a share cannot be more than 100%."),
    "negative-count": _left_out("Check the figure: it cannot be below nought."),
    "numerator-over-denominator": _left_out("Check the two counts: the part cannot be larger than the whole."),
    "counts-disagree": _left_out("Check the percentage and the counts beside it: they do not agree after rounding."),
    "same-key-different-values": _left_out("Make the cells agree, then upload again. None of them has been read."),
    "benchmark-year-missing": _left_out(
        "Put the benchmarks' year in their heading, such as LATEST BENCHMARKING - 2018/19."
    ),
    "year-missing": _left_out(
        "Put this report's year in the column's heading, such as YTD 2019/20 or Year End 2018/19."
    ),
    "period-not-known": _left_out(
        "Write the row's month, quarter or full year in its period column, such as Apr-19, Q4 2019/20 or 2018/19."
    ),
    "basis-disagrees": _left_out(
        "Write the measure's own time basis, such as rolling 12 months, in the DATA NOTE. If the sheet is right, have "
        "the basis changed in indicators.yaml."
    ),
    "period-does-not-fit": _left_out(
        "Check the heading of the column: a year's figure belongs under its year, a quarter's under its quarter, a "
        "month's under its month. If the sheet is right, have the measure's time basis changed in indicators.yaml."
    ),
}

_KEPT: _Kinds = {
    "year-to-date-disagrees": _warning(
        "Check the year-to-date or year-end cell: for this measure it should repeat the latest month."
    ),
    "column-pasted-again": _warning(
        "Put this month's own figures into the column; if they really are the same, give that as the reason."
    ),
    "year-to-date-not-sum": _warning(
        "Check the year to date and the months it is made of; where it counts each child once, give that as the reason."
    ),
    "year-to-date-near-sum": _note(
        "Late entries can explain so small a difference; where they do not, check the year to date and its months."
    ),
    "unusual-figure": _warning(
        "Check the figure against your records: the decimal point, the order of its digits, the row it belongs to. If "
        "it is right, give what happened as the reason."
    ),
    "restated-not-marked": _warning(
        "Fill the cell yellow if the figure was meant to change; otherwise put back the figure of the issue before."
    ),
    "marked-not-restated": _note("Take the yellow off the cell, or put in the figure that was meant to change."),
    "rag-disagrees": _warning(
        "Check the RAG that was typed against the tolerances; the product shows the one it works out."
    ),
    "travel-disagrees": _note("Check the direction that was typed; the product shows the one it works out."),
    "target-differs": _warning(
        "Check the tolerances on the sheet against the catalogue, which decides the RAG; change whichever is wrong."
    ),
    "no-target-for-year": _warning("Add the year's target to indicators.yaml, or confirm that there is none."),
    "alias-not-current": _note("Check the measure's name, or the months of its names in indicators.yaml."),
    "measure-not-current": _warning(
        "Check that the row is not left over from another month, or change 'since' and 'until' of the measure's name "
        "in indicators.yaml."
    ),
    "number-differs": _note("Check the measure's number: the name decided which measure it is."),
    "polarity-differs": _warning(
        "Check GOOD PERF IS on the sheet; if the sheet is right, have 'polarity' changed in indicators.yaml."
    ),
    "tolerance-unclear": _warning(
        "Write in the tolerance column the figure at which amber ends, or its width with a sign, such as +/-5."
    ),
    "hidden-cells-read": _warning(
        "Unhide the rows or columns and check them; delete those that should not be published."
    ),
    "second-table": _warning("Move the second table to a sheet of its own if it should be read."),
    "possible-personal-data": _warning(
        "Delete what the cell says from the workbook and upload it again. If it is published as it is, the copy kept "
        "leaves the cell out."
    ),
    "formula-like-text": _warning(
        "Type the text without the sign in front, or check who put it there; every export writes it as plain text."
    ),
    "hidden-sheet-ignored": _warning("Unhide the sheet if it should be read, or delete it."),
    "sheet-not-recognised": _warning("Check the sheet's heading row if it should have been read."),
    "month-missing": _warning("Check that no month's column was lost or headed otherwise."),
    "measure-missing": _warning(
        "Check that no sheet or row was lost; where a measure has ended, have its last month put in indicators.yaml, "
        "as 'until' under its name."
    ),
    "column-not-recognised": _warning(
        "If it should be read, say once what the column holds under 'Headings that are not known' on the Upload page; "
        "a column of notes may be left as it is."
    ),
    "earlier-marks-not-read": _note(
        "Nothing needs to be done, unless the column is the latest period's: then check the heading above it."
    ),
    "month-out-of-order": _warning(
        "Check the order of the month columns; each column's figures belong to its own heading."
    ),
    "report-told-by-measures": _warning(
        "Check that it is this report, and of the whole area: a locality's or a team's figures would be taken for the "
        "council's. Put the report's usual title on the front sheet so that it need not be told by its measures."
    ),
    "as-at-told-by-columns": _warning(
        "Check the month; write 'As at Month End' and the month on the front sheet so that it need not be told by the "
        "columns."
    ),
    "report-declared": _warning(
        "Check that it is this report; put its usual title on the front sheet so that it need not be declared."
    ),
    "as-at-declared": _warning(
        "Check the month against the columns; write 'As at Month End' and the month on the front sheet so that it need "
        "not be declared."
    ),
    "older-issue": _warning(
        "Publish it to fill gaps only; if this one is right and the newer one wrong, withdraw the newer edition first."
    ),
    "issue-date-too-early": _warning(
        "Put this issue's own date on the front sheet, or give it when publishing; otherwise the day of publication "
        "stands for it."
    ),
    "issue-date-missing": _note("Give it when publishing; otherwise the day of publication stands for it."),
    "external-links-ignored": _note(
        "Open the workbook in Excel, let it update its links and save it, if a figure from another workbook looks old."
    ),
    "data-connections-ignored": _note("Refresh the data in Excel and save the workbook, if a figure looks old."),
    "embedded-objects-ignored": _note(
        "Nothing needs to be done, unless a figure of the scorecard stands in one of them."
    ),
}

_PUBLISHING: _Kinds = {
    "name-missing": _refusal("Give your name: it is kept with what you do."),
    "reason-missing": _refusal("Give the reason: it is kept with what you do."),
    "unknown-edition": _unusable("Give the number of an edition that the list of editions shows."),
    "already-withdrawn": _refusal("Publish the file again if its figures should stand after all."),
    "store-moved": _refusal("Preview the file again, look at what would change now, and publish."),
}

_STORE: _Kinds = {
    "store-busy": _refusal("Try again in a minute."),
    "store-read-only": _unusable(
        "Nothing has been saved. Give the account that runs Scorecard the right to write it (for a file, its folder "
        "too)."
    ),
    "store-full": _unusable("Nothing has been saved. Make room, then try again."),
    "store-unreachable": _unusable(
        "Check that the database server runs and that the address, user name and password in SCORECARD_STORE are right."
    ),
    "store-not-opened": _unusable("Check the path in SCORECARD_STORE and who may read and write it."),
    "store-not-ours": _unusable(
        "It has not been touched. Check the address in SCORECARD_STORE; Scorecard makes a new file where there is none."
    ),
    "store-damaged": _unusable("Put the latest backup of the file in its place."),
    "store-disk-fault": _unusable(
        "Nothing has been saved. Make room if the disk is full; otherwise have it looked at, or move the file to "
        "another."
    ),
    "store-address-wrong": _unusable("Write sqlite:///data/scorecard.db or postgresql://host/name."),
    "store-on-network-drive": _unusable(
        "Keep the file on a disk of this machine, or set SCORECARD_STORE to a PostgreSQL server."
    ),
    "store-missing": _unusable("Check the path in SCORECARD_STORE, or publish a first edition."),
    "store-newer": _unusable("Update Scorecard; the store has not been touched."),
}

_CATALOGUE: _Kinds = {
    "catalogue-not-found": _unusable("Put indicators.yaml where the setting says, or change SCORECARD_CATALOGUE."),
    "catalogue-syntax": _unusable("Mend the YAML at that line."),
    "catalogue-duplicate-key": _unusable("Keep one of the two."),
    "catalogue-unknown-key": _unusable(
        "Use one of the keys in docs/reference/catalogue.md (layouts.md there for layouts.yaml)."
    ),
    "catalogue-invalid": _unusable(
        "Write the value as docs/reference/catalogue.md says (layouts.md there for layouts.yaml)."
    ),
    "catalogue-not-writable": _unusable(
        "Let the app write the file and its folder, or give the change to whoever keeps the catalogue. Nothing has "
        "been changed."
    ),
    "catalogue-moved": _unusable("Try again from the file as it is now. Nothing has been changed."),
    "catalogue-entry-refused": _unusable("Choose another measure, name or month. Nothing has been changed."),
    "patch-unreadable": _unusable(
        "Use a patch as the Upload page or 'scorecard catalogue alias' wrote it. Nothing has been changed."
    ),
    "patch-does-not-fit": _unusable("Make the patch again from the catalogue as it is now. Nothing has been changed."),
}

_BENCHMARKS: _Kinds = {
    "benchmark-not-recognised": _refusal(
        "Upload a DfE data file unchanged; the files known are listed under 'datasets' in indicators.yaml."
    ),
    "benchmark-missing-column": _refusal(
        "Add the file's new column name under 'datasets' in indicators.yaml, then load it again."
    ),
    "benchmark-missing-label": _refusal(
        "Add the file's new wording under 'published' of the indicator in indicators.yaml, then load it again."
    ),
    "benchmark-unreadable-value": _left_out(
        "Check the cell in the published file. If the publisher uses a new symbol, tell whoever keeps Scorecard."
    ),
    "benchmark-duplicate-row": _refusal("Use the file as published: one row for each area and year."),
    "benchmark-unknown-area": _left_out("Add the area to data/reference/areas.csv if it should be kept."),
}

ISSUE_GROUPS: dict[str, _Kinds] = {
    "The file as a whole": _FILE,
    "A cell or row that is left out": _LEFT_OUT,
    "Kept, but worth a look": _KEPT,
    "Publishing and withdrawing": _PUBLISHING,
    "The store": _STORE,
    "The catalogue": _CATALOGUE,
    "Published statistics": _BENCHMARKS,
}
ISSUE_KINDS: _Kinds = {code: kind for group in ISSUE_GROUPS.values() for code, kind in group.items()}

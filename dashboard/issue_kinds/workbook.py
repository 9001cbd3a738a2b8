"""Issues of a workbook: what refuses the file, what leaves a cell or row out, what is kept but worth a look."""

from __future__ import annotations

from dashboard.issue_kinds.kind import Kinds, left_out, note, refusal, warning

FILE: Kinds = {
    "empty-file": refusal("The file has no content: save the workbook again and upload that copy."),
    "file-too-large": refusal(
        "A scorecard has some thousands of cells. If this is a list with a row for each child or case, upload the "
        "scorecard that was made from it instead; otherwise remove sheets and formatting that are not part of the "
        "scorecard, then upload again."
    ),
    "not-an-xlsx": refusal("Open the file in Excel and use Save As, Excel Workbook (.xlsx), then upload that copy."),
    "old-excel-format": refusal(
        "Open the file in Excel and use Save As, Excel Workbook (.xlsx), then upload that copy."
    ),
    "macro-enabled": refusal(
        "Use Save As, Excel Workbook (.xlsx), which leaves the macros out, then upload that copy."
    ),
    "password-protected": refusal(
        "Open it in Excel, take the password off under File, Info, Protect Workbook, save and upload again."
    ),
    "damaged-file": refusal("The file is cut off or damaged: save it again from Excel and upload that copy."),
    "reading-stopped": refusal(
        "Upload the file again; if it stops again, save it anew from Excel and upload that copy."
    ),
    "reading-ran-out-of-memory": refusal(
        "Remove sheets, formatting and text that are not part of the scorecard, then upload again."
    ),
    "reading-took-too-long": refusal(
        "Upload the file again at a quieter time; if it takes too long again, remove sheets and formatting that are "
        "not part of the scorecard."
    ),
    "zip-bomb": refusal(
        "A scorecard holds far less. If you know who made the file, open it in Excel, take out pictures and sheets "
        "that are not part of the scorecard, save it and upload that copy."
    ),
    "xml-entities": refusal(
        "Excel never writes such a file. If you know who made it, open it in Excel, save it and upload that copy."
    ),
    "unsafe-zip-member": refusal(
        "Excel never writes such a file. If you know who made it, open it in Excel, save it and upload that copy."
    ),
    "no-scorecard-sheet": refusal(
        "Check that this is the scorecard. A sheet is recognised by a heading row with the measure's name and months, "
        "quarters or comparison years."
    ),
    "unknown-report": refusal(
        "Put the report's usual title on the front sheet, or say on the Upload page (or with --report) which it is. "
        "For a new report, have its title words added under 'reports' in indicators.yaml."
    ),
    "as-at-missing": refusal(
        "Write 'As at Month End: October 2019' (with your month) on the front sheet, or say the month on the Upload "
        "page (or with --as-at)."
    ),
    "report-disagrees": refusal(
        "Choose the report that the sheets name, or upload the workbook that you meant; what the sheets print is never "
        "overruled."
    ),
    "as-at-disagrees": refusal(
        "Make the front sheet and the sheets' titles name the same month, and choose that month if you said one."
    ),
    "months-do-not-match-as-at": refusal(
        "Make the as-at month on the front sheet and the month columns agree; last year's template may have been used."
    ),
    "months-shifted": refusal(
        "Put each month's figures under its own heading. If this workbook is right and the one published before had "
        "its months moved, withdraw that edition first."
    ),
    "stale-copy": refusal(
        "Delete or hide the sheet that is out of date; a hidden sheet is not read and is named in the list of issues."
    ),
    "duplicate-month": refusal("Give each month column its own month, then upload again."),
}

LEFT_OUT: Kinds = {
    "unknown-measure": left_out(
        "Pick the measure it is under 'Measures that are not in the catalogue' on the Upload page, or with 'scorecard "
        "catalogue alias'; otherwise take the row out."
    ),
    "ambiguous-measure": left_out(
        "Say the row's time basis in its DATA NOTE, such as rolling 12 months, then upload again."
    ),
    "measure-name-missing": left_out(
        "Write the measure's name in the row, or take the figures out of it, then upload again."
    ),
    "duplicate-measure": left_out("Keep one row for the measure, then upload again. Neither row has been read."),
    "error-cell": left_out("Mend the formula in Excel, save and upload again."),
    "formula-without-value": left_out("Open the workbook in Excel, let it calculate, save and upload again."),
    "unreadable-figure": left_out(
        "Type a number, or one of the words for a missing figure such as n/a or DATA NOT YET AVAILABLE."
    ),
    "unit-disagrees": left_out(
        "Check that the row is the measure it is named as, and type the figure in the measure's own unit."
    ),
    "ambiguous-percentage": left_out(
        "Format the cell as a percentage, or write the per cent sign, so that it can be read one way only."
    ),
    "percentage-over-100": left_out("Check the figure: a share cannot be more than 100%."),
    "negative-count": left_out("Check the figure: it cannot be below nought."),
    "numerator-over-denominator": left_out("Check the two counts: the part cannot be larger than the whole."),
    "counts-disagree": left_out("Check the percentage and the counts beside it: they do not agree after rounding."),
    "same-key-different-values": left_out("Make the cells agree, then upload again. None of them has been read."),
    "benchmark-year-missing": left_out(
        "Put the benchmarks' year in their heading, such as LATEST BENCHMARKING - 2018/19."
    ),
    "year-missing": left_out(
        "Put this report's year in the column's heading, such as YTD 2019/20 or Year End 2018/19."
    ),
    "period-not-known": left_out(
        "Write the row's month, quarter or full year in its period column, such as Apr-19, Q4 2019/20 or 2018/19."
    ),
    "basis-disagrees": left_out(
        "Write the measure's own time basis, such as rolling 12 months, in the DATA NOTE. If the sheet is right, have "
        "the basis changed in indicators.yaml."
    ),
    "period-does-not-fit": left_out(
        "Check the heading of the column: a year's figure belongs under its year, a quarter's under its quarter, a "
        "month's under its month. If the sheet is right, have the measure's time basis changed in indicators.yaml."
    ),
}

KEPT: Kinds = {
    "year-to-date-disagrees": warning(
        "Check the year-to-date or year-end cell: for this measure it should repeat the latest month."
    ),
    "column-pasted-again": warning(
        "Put this month's own figures into the column; if they really are the same, give that as the reason."
    ),
    "year-to-date-not-sum": warning(
        "Check the year to date and the months it is made of; where it counts each child once, give that as the reason."
    ),
    "year-to-date-near-sum": note(
        "Late entries can explain so small a difference; where they do not, check the year to date and its months."
    ),
    "unusual-figure": warning(
        "Check the figure against your records: the decimal point, the order of its digits, the row it belongs to. If "
        "it is right, give what happened as the reason."
    ),
    "restated-not-marked": warning(
        "Fill the cell yellow if the figure was meant to change; otherwise put back the figure of the issue before."
    ),
    "marked-not-restated": note("Take the yellow off the cell, or put in the figure that was meant to change."),
    "rag-disagrees": warning(
        "Check the RAG that was typed against the tolerances; the product shows the one it works out."
    ),
    "travel-disagrees": note("Check the direction that was typed; the product shows the one it works out."),
    "target-differs": warning(
        "Check the tolerances on the sheet against the catalogue, which decides the RAG; change whichever is wrong."
    ),
    "no-target-for-year": warning("Add the year's target to indicators.yaml, or confirm that there is none."),
    "alias-not-current": note("Check the measure's name, or the months of its names in indicators.yaml."),
    "measure-not-current": warning(
        "Check that the row is not left over from another month, or change 'since' and 'until' of the measure's name "
        "in indicators.yaml."
    ),
    "number-differs": note("Check the measure's number: the name decided which measure it is."),
    "polarity-differs": warning(
        "Check GOOD PERF IS on the sheet; if the sheet is right, have 'polarity' changed in indicators.yaml."
    ),
    "tolerance-unclear": warning(
        "Write in the tolerance column the figure at which amber ends, or its width with a sign, such as +/-5."
    ),
    "hidden-cells-read": warning(
        "Unhide the rows or columns and check them; delete those that should not be published."
    ),
    "second-table": warning(
        "Check that the table that was read is the council's own. Move this one to a sheet of its own if it should be "
        "read too."
    ),
    "part-of-area": warning(
        "If the table is the whole council's, say so in the line above it, such as Borough, and in the sheet's name, "
        "then upload again."
    ),
    "possible-personal-data": warning(
        "Delete what the cell says from the workbook and upload it again. If it is published as it is, the copy kept "
        "leaves the cell out."
    ),
    "formula-like-text": warning(
        "Type the text without the sign in front, or check who put it there; every export writes it as plain text."
    ),
    "hidden-sheet-ignored": warning("Unhide the sheet if it should be read, or delete it."),
    "sheet-not-recognised": warning("Check the sheet's heading row if it should have been read."),
    "month-missing": warning("Check that no month's column was lost or headed otherwise."),
    "measure-missing": warning(
        "Check that no sheet or row was lost; where a measure has ended, have its last month put in indicators.yaml, "
        "as 'until' under its name."
    ),
    "column-not-recognised": warning(
        "If it should be read, say once what the column holds under 'Headings that are not known' on the Upload page; "
        "a column of notes may be left as it is."
    ),
    "earlier-marks-not-read": note(
        "Nothing needs to be done, unless the column is the latest period's: then check the heading above it."
    ),
    "month-out-of-order": warning(
        "Check the order of the month columns; each column's figures belong to its own heading."
    ),
    "report-told-by-measures": warning(
        "Check that it is this report, and of the whole area: a locality's or a team's figures would be taken for the "
        "council's. Put the report's usual title on the front sheet so that it need not be told by its measures."
    ),
    "as-at-told-by-columns": warning(
        "Check the month; write 'As at Month End' and the month on the front sheet so that it need not be told by the "
        "columns."
    ),
    "report-declared": warning(
        "Check that it is this report; put its usual title on the front sheet so that it need not be declared."
    ),
    "as-at-declared": warning(
        "Check the month against the columns; write 'As at Month End' and the month on the front sheet so that it need "
        "not be declared."
    ),
    "older-issue": warning(
        "Publish it to fill gaps only; if this one is right and the newer one wrong, withdraw the newer edition first."
    ),
    "issue-date-too-early": warning(
        "Put this issue's own date on the front sheet, or give it when publishing; otherwise the day of publication "
        "stands for it."
    ),
    "issue-date-missing": note("Give it when publishing; otherwise the day of publication stands for it."),
    "comments-not-kept": note("Nothing need be done; keep your own copy of the workbook if the comments matter."),
    "external-links-ignored": note(
        "Open the workbook in Excel, let it update its links and save it, if a figure from another workbook looks old."
    ),
    "data-connections-ignored": note("Refresh the data in Excel and save the workbook, if a figure looks old."),
    "embedded-objects-ignored": note(
        "Nothing needs to be done, unless a figure of the scorecard stands in one of them."
    ),
}

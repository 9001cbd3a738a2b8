"""The issue codes of published statistics: releases, neighbour lists and regional returns."""

from dashboard.issue_kinds.kind import Kinds, left_out, note, refusal, warning

BENCHMARKS: Kinds = {
    "benchmark-not-recognised": refusal(
        "Upload a DfE data file unchanged; the files known are listed under 'datasets' in indicators.yaml."
    ),
    "benchmark-missing-column": refusal(
        "Add the file's new column name under 'datasets' in indicators.yaml, then load it again."
    ),
    "benchmark-missing-label": refusal(
        "Add the file's new wording under 'published' of the indicator in indicators.yaml, then load it again."
    ),
    "benchmark-unreadable-value": left_out(
        "Check the cell in the published file. If the publisher uses a new symbol, tell whoever keeps Scorecard."
    ),
    "benchmark-duplicate-row": refusal("Use the file as published: one row for each area and year."),
    "benchmark-unknown-area": left_out("Add the area to data/reference/areas.csv if it should be kept."),
    "benchmark-unknown-symbol": refusal(
        "Use the file as published. If the publisher has a new symbol, it must be given a meaning before it is read."
    ),
    "benchmark-wrong-level": refusal(
        "Use the file as published: each row says National, Regional or Local authority, as its codes do."
    ),
    "benchmark-out-of-range": refusal(
        "Check the figure in the published file; a percentage of a whole is between 0 and 100, a count is not below 0."
    ),
    "benchmark-counts-disagree": warning(
        "Check the row in the published file; the published percentage is kept, and the counts beside it are not."
    ),
    "benchmark-column-drift": note("Nothing to do: the columns are read as the same under either name."),
    "benchmark-other-period": note("Nothing to do: the product keeps whole years and single months."),
    "benchmark-fewer-areas": warning(
        "Check that the file is whole. Areas and years that it leaves out keep the figures published before."
    ),
    "benchmark-restates-the-past": warning("Look at each figure under what would change, and say why it may stand."),
    "benchmark-no-publication-date": warning(
        "Give the day on which it was published; until then the day of loading stands for it."
    ),
    "benchmark-publication-day-impossible": refusal(
        "Give the day on which the release was published: no later than today, and after its newest figures' period."
    ),
    "benchmark-publication-day-early": warning(
        "Give the day printed on the release. The day known is in data/reference/publication_dates.csv; correct it "
        "there if it is wrong."
    ),
    "benchmark-unreadable-year": refusal(
        "Use the file as published: a year is written 2019 with Reporting year, or 201819 with Financial year."
    ),
    "benchmark-mixed-years": refusal(
        "Use the file as published: one kind of year throughout. Split the file if it puts two together."
    ),
    "benchmark-broken-table": refusal(
        "Download the file again and upload it unchanged: its rows and its heading do not fit together."
    ),
    "benchmark-no-population": warning(
        "Publish the population estimates first, then this file: its rates are worked out from them. If this file is "
        "published already, withdraw it before you publish it again."
    ),
    "neighbour-list-not-recognised": refusal(
        "Upload the published list unchanged: a heading with an authority's number, and its ten neighbours' numbers."
    ),
    "neighbour-list-no-month": refusal(
        "Say the month of the list (such as 2025-05): it is in neither the file's name nor its sheets."
    ),
    "neighbour-list-duplicate": refusal("Use the list as published: each authority once, each neighbour once."),
    "neighbour-list-contradiction": refusal(
        "Use the list as published: number and name of one authority in each row, its neighbours from the closest on."
    ),
    "neighbour-list-incomplete": warning(
        "Check the authority's row in the published list; its average is taken over the neighbours that are named."
    ),
    "regional-return-not-recognised": refusal(
        "Use the template that 'scorecard benchmarks-template' writes, with its heading row unchanged."
    ),
    "regional-return-unreadable": refusal("Correct the cell as the template's notes say, then load the file again."),
    "regional-return-unknown-measure": refusal(
        "Use the measure's id from indicators.yaml; `scorecard catalogue list` gives them all."
    ),
    "benchmark-unknown-measure": left_out(
        "Publish the tool's newest dictionary (lait_data_dictionary.csv) first, then this file again."
    ),
    "benchmark-names-disagree": warning(
        "Check the row in the published file: its figures are kept for the area of its code, whatever its name says."
    ),
}

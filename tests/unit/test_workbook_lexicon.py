"""Headings as real councils print them, and the words an officer adds to them."""

import pytest

from dashboard.catalogue.layout_book import HeadingEntry, LayoutBook
from dashboard.vocabulary import AreaRole, Basis, ColumnRole, Missing, Move, Polarity, Rag, ReportId, Travel
from dashboard.workbook.grid import GridCell
from dashboard.workbook.lexicon import BUILT_IN, Lexicon
from dashboard.workbook.mark_words import word_key
from dashboard.workbook.marks import read_polarity, read_rag, read_travel

R = ColumnRole
SN, BEST, ENGLAND, REGION, TOP = (
    AreaRole.STATISTICAL_NEIGHBOURS, AreaRole.BEST_STATISTICAL_NEIGHBOUR, AreaRole.ENGLAND, AreaRole.REGION,
    AreaRole.NATIONAL_TOP_QUARTILE,
)  # fmt: skip

HEADINGS: dict[ColumnRole, tuple[str, ...]] = {
    R.NUMBER: ("NO.", "No", "Ref", "Ref.", "Ref No.", "Reference", "PI No", "PI Ref", "Indicator No.", "KPI Ref",
               "Measure ID", "Code", "PI Code", "Indicator Number", "#"),
    R.NAME: ("Indicator", "INDICATORS - FRONT DOOR", "Measure", "Measures", "Performance Measure", "KPI", "KPIs", "PI",
             "Performance indicator", "Performance Indicators: CIN", "Key Performance Indicator", "Description",
             "Indicator Name", "Measure description", "Front door: performance indicators", "Name of measure"),
    R.POLARITY: ("GOOD PERF IS", "Good Is", "Good performance is", "Polarity", "Aim", "Good to be", "Desired direction",
                 "Bigger or smaller is better", "What is good?", "Good"),
    R.NOTE: ("DATA NOTE", "DATA NOTE (Monthly)", "Data note"),
    R.FREQUENCY: ("Frequency", "Frequency of reporting", "Data period", "Data Period", "Reporting frequency", "Basis"),
    R.DOT: ("DOT", "DoT", "D.O.T.", "DOT (Month on Month)", "DOT (Q3 to Q4)", "Direction of Travel", "Trend",
            "Movement",
            "Direction of travel from previous month", "Direction"),
    R.RAG: ("RAG", "BRAG", "RAG Status", "RAG rating", "RAG (in month)", "Status",
            "Overall status (relevant to target)",
            "Current RAG", "Rating"),
    R.IGNORED: ("Year on Year", "DOT (Year on Year)", "YR ON YR TREND", "Direction of travel (year on year)",
                "Annual trend", "Direction of travel since last year", "Year on year change", "12 months trend"),
    R.TARGET: ("Target", "Target 2019/20", "2019/20 Target", "Target\n2019-20", "Annual target", "Year end target",
               "Targets", "Current target", "Target (2019/20)"),
    R.TOLERANCE: ("Tolerance", "Floor standard", "Floor Standard 2019/20", "Threshold", "Minimum standard",
                  "Tolerance +/-",
                  "Lower threshold", "Upper Threshold", "Max. limit", "Tolerance (±)"),
    R.SAME_PERIOD_LAST_YEAR: ("Same period last year", "Same quarter last year", "Same month in the previous year",
                              "This time last year", "Same period last year (2018/19)", "Quarter last year"),
    R.YEAR_TO_DATE: ("YTD", "YTD 2019/20", "Year to date", "2019/20 YTD", "YTD actual", "Year-to-date total"),
    R.YEAR_END: ("Year End", "Year End 2018/19", "Year-end", "Outturn", "Outturn 2018/19", "2018/19 Outturn",
                 "Out-turn", "Year End (2018)", "Full year outturn"),
    R.PERIOD: ("Latest", "Current", "Latest figure", "Current month", "Actual", "Previous month", "Last quarter",
               "Performance", "This month"),
    R.PERIOD_LABEL: ("Period", "Month", "Quarter"),
    R.UNIT: ("Unit", "Units", "Format"),
    R.VALUE: ("Value", "Figure"),
    R.AREA: ("Local Authority", "Area"),
    R.DIFFERENCE: ("Diff +/-", "Difference", "Change"),
}  # fmt: skip
COMPARATORS: dict[AreaRole, tuple[str, ...]] = {
    SN: ("STAT NEIGH AVE", "Stat Neighbours", "SN", "SNs", "SN average", "Statistical neighbour",
         "Statistical Neighbours",
         "Stat. Neighbour Avg", "Statistical neighbours' average", "Stat neighbours (2018/19)", "SN 2018-19",
         "2018/19 Stat Neighbour Average", "Nearest neighbours"),
    BEST: ("BEST STAT NEIGH", "Best statistical neighbour", "SN best", "Best SN 2018/19"),
    ENGLAND: ("NAT AVE", "National", "England", "Eng avg", "England average", "National average", "England 2018/19",
              "England (2018-19)", "2018/19 England"),
    TOP: ("NAT TOP QTILE THRESHOLD", "Top quartile", "National top quartile"),
    REGION: ("Region", "Regional", "Regional average", "Y&H", "Yorkshire and the Humber", "Yorkshire & Humber",
             "London",
             "Inner London", "South East", "North West", "North East", "South West", "East Midlands", "West Midlands",
             "East of England", "Y&H 2018/19", "London average", "West Mids", "The North East"),
}  # fmt: skip


@pytest.mark.parametrize(("role", "heading"), [(role, text) for role, texts in HEADINGS.items() for text in texts])
def test_a_heading_is_known_as_councils_print_it(role: ColumnRole, heading: str):
    for printed in (heading, heading.upper(), f" {heading}\u00a0"):
        found = BUILT_IN.heading(printed)
        assert found is not None, printed
        assert found.role is role


@pytest.mark.parametrize(("area", "heading"), [(area, text) for area, texts in COMPARATORS.items() for text in texts])
def test_a_comparator_is_known_as_councils_print_it(area: AreaRole, heading: str):
    found = BUILT_IN.heading(heading)
    assert found is not None
    assert (found.role, found.area) == (R.BENCHMARK, area)


@pytest.mark.parametrize(
    "heading",
    ["YTD Target", "YTD RAG", "Target YTD", "Year end forecast", "Year End Target RAG", "Outturn rank", "England rank",
     "Comparator", "Comments", "Commentary", "Notes", "Owner", "Lead officer", "Rank", "Quartile", "Numerator",
     "Denominator", "Forecast", "North", "South", "Red", "Amber", "Green", "Target Q4 2019/20", "England Q4",
     "Good news",
     "Last year", "Wolverhampton", "RAG last year 2018/19", "Status of the report writer", "w/e 31/10/2019"],
)  # fmt: skip
def test_a_heading_that_could_be_anything_is_not_guessed(heading: str):
    assert BUILT_IN.heading(heading) is None


@pytest.mark.parametrize(
    ("heading", "months"),
    [("Latest", 0), ("Current month", 0), ("Actual", 0), ("Previous month", 1), ("Last month's figure", 1),
     ("Previous quarter", 3)],
)  # fmt: skip
def test_a_heading_may_count_back_from_the_as_at_month(heading: str, months: int):
    found = BUILT_IN.heading(heading)
    assert found is not None
    assert found.months_before == months


def test_red_is_a_tolerance_only_under_a_target():
    assert BUILT_IN.heading("Red") is None
    for group in ("2019/20 Target and Tolerances", "Thresholds"):
        found = BUILT_IN.heading("Red", (group,))
        assert found is not None
        assert found.role is R.TARGET_RED


# Time bases


@pytest.mark.parametrize(
    ("words", "bases"),
    [
        ("R12M", {Basis.ROLLING_12_MONTHS}), ("Rolling 12 months", {Basis.ROLLING_12_MONTHS}),
        ("MS", {Basis.MONTH_END}), ("Snapshot", {Basis.MONTH_END}), ("Month end", {Basis.MONTH_END}),
        ("YTD", {Basis.YEAR_TO_DATE}), ("Cumulative", {Basis.YEAR_TO_DATE}), ("In month", {Basis.IN_MONTH}),
        ("Q", {Basis.IN_QUARTER}), ("Quarterly", {Basis.IN_QUARTER}),
        ("A", {Basis.FINANCIAL_YEAR, Basis.ACADEMIC_YEAR}), ("Annual", {Basis.FINANCIAL_YEAR, Basis.ACADEMIC_YEAR}),
        ("Monthly", set()), ("M", set()), ("Termly", set()), ("", set()), ("See note", set()),
    ],
)  # fmt: skip
def test_a_data_period_states_the_time_basis(words: str, bases: set[Basis]):
    assert BUILT_IN.stated_bases(words, is_data_period=True) == bases


@pytest.mark.parametrize("words", ["Q", "Quarterly", "A", "Annual", "Annually", "Yearly"])
def test_a_frequency_does_not_say_what_the_figure_covers(words: str):
    """A snapshot is reported quarterly too."""
    assert BUILT_IN.stated_bases(words, is_data_period=False) == frozenset()
    assert BUILT_IN.stated_bases("R12M", is_data_period=False) == {Basis.ROLLING_12_MONTHS}


# An officer's own words


def cell(value: object, *, fill: str = "") -> GridCell:
    return GridCell(row=1, column=1, value=value, fill=fill)  # type: ignore[arg-type]


OWN = Lexicon.of(
    LayoutBook(
        headings=(
            HeadingEntry(heading="What we look at", role=R.NAME),
            HeadingEntry(heading="Our Neighbours", role=R.BENCHMARK, area=SN),
            HeadingEntry(heading="Now", role=R.PERIOD, months_before=0),
            HeadingEntry(heading="Target", role=R.IGNORED),
            HeadingEntry(heading="Comments", role=R.IGNORED, report=ReportId("small")),
        ),
        data_periods={"Roll": Basis.ROLLING_12_MONTHS, "Q": Basis.MONTH_END},
        polarity={"Grow": Polarity.HIGHER_IS_BETTER, "Low": Polarity.HIGHER_IS_BETTER},
        rag={"Blue": Rag.GREEN, "Behind": Rag.RED},
        direction={"Getting there": Move.UP, "increase": Move.DOWN, "↓": Move.UP, "»": Move.LEVEL},
        missing={"see note": Missing.NOT_AVAILABLE},
    )
)


def test_an_officers_headings_win_over_the_built_in_ones():
    found = OWN.heading("Target")
    assert found is not None
    assert found.role is R.IGNORED
    assert OWN.heading("Target 2019/20") == BUILT_IN.heading("Target 2019/20")


@pytest.mark.parametrize("printed", ["what we look at", "WHAT WE\nLOOK AT", "What  we look at*", "Whatwelookat"])
def test_an_officers_heading_matches_whatever_its_capitals_and_spaces(printed: str):
    found = OWN.heading(printed)
    assert found is not None
    assert found.role is R.NAME


def test_an_officers_heading_may_name_a_comparator_or_a_month():
    neighbours, now = OWN.heading("our neighbours"), OWN.heading("Now")
    assert neighbours is not None
    assert now is not None
    assert (neighbours.area, now.role, now.months_before) == (SN, R.PERIOD, 0)


def test_a_heading_of_one_report_holds_for_no_other():
    book = LayoutBook(headings=(HeadingEntry(heading="Comments", role=R.IGNORED, report=ReportId("small")),))
    assert Lexicon.of(book).heading("Comments") is None
    assert Lexicon.of(book, ReportId("other")).heading("Comments") is None
    assert Lexicon.of(book, ReportId("small")).heading("Comments") is not None


def test_a_reports_own_heading_wins_over_one_for_all():
    entries = (
        HeadingEntry(heading="Now", role=R.PERIOD, months_before=1, report=ReportId("small")),
        HeadingEntry(heading="Now", role=R.PERIOD, months_before=0),
    )
    for headings in (entries, entries[::-1]):
        found = Lexicon.of(LayoutBook(headings=headings), ReportId("small")).heading("Now")
        assert found is not None
        assert found.months_before == 1


def test_an_officers_marks_are_read_and_win():
    assert read_polarity(cell("GROW"), OWN) is Polarity.HIGHER_IS_BETTER
    assert read_polarity(cell("low"), OWN) is Polarity.HIGHER_IS_BETTER
    assert read_rag(cell("blue"), OWN) is Rag.GREEN
    assert read_rag(cell("Behind"), OWN) is Rag.RED
    assert read_rag(cell("Red"), OWN) is Rag.RED
    high = Polarity.HIGHER_IS_BETTER
    assert read_travel(cell("Getting  there"), high, None, OWN) == Travel.IMPROVEMENT
    assert read_travel(cell("Increase"), high, Rag.GREEN, OWN) == "decline"
    assert read_travel(cell("↓"), high, Rag.RED, OWN) == Travel.IMPROVEMENT
    assert read_travel(cell("»"), high, None, OWN) == Travel.STABLE_WITH_POLARITY
    assert OWN.stated_bases("roll", is_data_period=False) == {Basis.ROLLING_12_MONTHS}
    assert OWN.stated_bases("Q", is_data_period=False) == {Basis.MONTH_END}
    assert OWN.missing_word("See Note") is Missing.NOT_AVAILABLE
    assert OWN.missing_word("n/a") is Missing.NOT_APPLICABLE


def test_an_empty_book_adds_nothing():
    assert Lexicon.of(LayoutBook()) == BUILT_IN


def test_a_key_forgets_capitals_spaces_and_the_kind_of_dash():
    assert word_key(" Month\u2013End\n") == word_key("month-end") == "month-end"
    assert word_key("⬆️") == word_key("⬆")


# Regions

YORKSHIRE = Lexicon.of(LayoutBook(), our_region="Yorkshire and The Humber")
LONDON = Lexicon.of(LayoutBook(), our_region="London")


@pytest.mark.parametrize(
    ("lexicon", "text", "is_ours"),
    [
        (YORKSHIRE, "Yorkshire and the Humber", True), (YORKSHIRE, "Yorks & Humber average", True),
        (YORKSHIRE, "Y&H", True), (YORKSHIRE, "Y & H region", True), (YORKSHIRE, "Yorkshire & Humberside", True),
        (YORKSHIRE, "Regional", True), (YORKSHIRE, "London", False), (YORKSHIRE, "North East", False),
        (LONDON, "London", True), (LONDON, "Greater London average", True), (LONDON, "Inner London", False),
        (LONDON, "Y&H", False), (BUILT_IN, "London", True),
    ],
)  # fmt: skip
def test_only_our_own_region_is_the_region(lexicon: Lexicon, text: str, is_ours: bool):
    for heading in (text, f"{text} (2018/19)"):
        found = lexicon.heading(heading)
        assert (found is not None and found.area is AreaRole.REGION) == is_ours
    if lexicon is not BUILT_IN:
        assert (lexicon.area_role(text) is AreaRole.REGION) == is_ours


def test_a_row_is_the_regions_only_where_ours_is_known():
    assert BUILT_IN.area_role("Y&H") is None
    assert BUILT_IN.area_role("Region") is AreaRole.REGION
    assert YORKSHIRE.area_role("England") is AreaRole.ENGLAND
    assert YORKSHIRE.area_role("Rotherham") is None


def test_an_officer_may_take_another_region_for_the_comparison():
    entry = HeadingEntry(heading="London", role=ColumnRole.BENCHMARK, area=AreaRole.REGION)
    found = Lexicon.of(LayoutBook(headings=(entry,)), our_region="South East").heading("London")
    assert found is not None
    assert found.area is AreaRole.REGION

"""Reading the published lists of statistical neighbours, in every layout they come in, and refusing what is not one."""

from pathlib import Path

import pytest
from benchmark_fixtures import AREAS, DATA, ROTHERHAM
from hypothesis import given
from hypothesis import strategies as st

from dashboard.areas import load_areas
from dashboard.benchmarks.neighbours import (
    build_neighbours,
    format_neighbours,
    is_neighbour_list,
    parse_neighbour_rows,
    read_neighbour_rows,
)
from dashboard.benchmarks.said import ReleaseSaid
from dashboard.benchmarks.text_rows import read_text_rows
from dashboard.errors import BenchmarkError
from dashboard.periods import financial_year
from dashboard.vocabulary import Severity
from dashboard.workbook.guard import guard_workbook
from dashboard.workbook.text_rows import text_sheets

NUMBERS = ["371", "359", "332", "357", "370", "894", "813", "807", "812", "384"]
HEADING_2021 = ["LA num", "LA Name", "LA number", "GOInd", "GOReg"] + [
    text for rank in range(1, 11) for text in (f"SN{rank}", "SNP")
]
HEADING_2025 = ["old_la_code", "la_name", "region_ind", "region_name"] + [
    text for rank in range(1, 11) for text in (f"SN_{rank}", f"SN_{rank}P")
]
MAY_2025 = "sn_may_2025.csv"


def pairs(numbers, word="Close "):
    return [text for number in numbers for text in (number, word)]


def rotherham(numbers=NUMBERS, *, name="Rotherham", number="372", again="372"):
    return [number, name, again, "9", "Yorkshire", *pairs(numbers)]


def leeds(numbers=None):
    return ["383", "Leeds", "383", "9", "Yorkshire", *pairs(numbers or NUMBERS)]


def read(*rows, filename=MAY_2025, heading=HEADING_2021, above=(), sheet="", **said):
    return read_neighbour_rows([*above, heading, *rows], filename, AREAS, ReleaseSaid(**said), sheet)


def neighbours_of(*rows, heading=HEADING_2021, filename=MAY_2025):
    return parse_neighbour_rows([heading, *rows], filename, AREAS).neighbours


def codes(result):
    return [issue.code for issue in result.issues]


def numbers_of(neighbours):
    return [AREAS.by_code(each.neighbour).la_number for each in neighbours]


def test_the_layout_of_2021():
    found = neighbours_of(rotherham())
    assert numbers_of(found) == NUMBERS
    assert {each.authority for each in found} == {ROTHERHAM}
    assert [each.rank for each in found] == list(range(1, 11))
    assert {each.closeness for each in found} == {"Close"}
    assert {each.list_id for each in found} == {"2025-05"}


def test_the_layout_of_2025():
    row = ["372", "Rotherham", "9", "Yorkshire", *pairs(NUMBERS, "Very Close")]
    found = neighbours_of(row, heading=HEADING_2025)
    assert numbers_of(found) == NUMBERS
    assert {each.closeness for each in found} == {"Very close"}


def test_a_release_without_figures():
    result = read(rotherham(), leeds())
    assert (result.dataset, result.series, result.list_id) == ("neighbour-lists", "neighbour-lists", "2025-05")
    assert result.title == "Statistical neighbours, list of May 2025"
    assert result.latest == financial_year(2024)
    assert len(result.observations) == 0
    assert (result.rows_in, result.rows_kept, result.issues) == (2, 2, ())
    assert result.facts[0] == "2 authorities with ten neighbours each."
    assert "It serves 2024/25 and the years after it, until a newer list does." in result.facts


def test_filler_rows_and_old_lists_are_coped_with():
    old = ["835", "Dorset (Pre LG)", "835", "7", "South West", *pairs(NUMBERS)]
    above = ([], ["", "A"], ["Statistical neighbours"])
    result = read(rotherham(), [], ["", "Old SNs:"], [""] * 26, old, [], above=above)
    assert (result.rows_in, result.rows_kept, result.issues) == (3, 2, ())
    assert result.facts[0] == "2 authorities with ten neighbours each, 1 of them from before a reorganisation."


def test_dashes_are_no_neighbours_and_no_fault_where_the_authority_was_not_made_yet():
    cumberland = ["942", "Cumberland", "942", "5", "North West", *pairs(["-"] * 10, "-")]
    result = read(rotherham(), cumberland, filename="sn_april_2021.csv")
    assert result.issues == ()
    assert "Named without neighbours: Cumberland." in result.facts
    assert codes(read(rotherham(), cumberland)) == ["neighbour-list-incomplete"]  # it was there in May 2025


@pytest.mark.parametrize("number", ["372", "372.0", " 372 ", "372."])
def test_a_number_may_have_been_saved_as_a_decimal(number):
    assert {each.authority for each in neighbours_of(rotherham(number=number))} == {ROTHERHAM}


@pytest.mark.parametrize(
    ("rows", "code", "cell", "words"),
    [
        ([rotherham(), rotherham()], "neighbour-list-duplicate", "row 3", "has Rotherham more than once"),
        ([rotherham(["371", "371", *NUMBERS[2:]])], "neighbour-list-duplicate", "row 2", "names Doncaster twice"),
        ([rotherham(["372", *NUMBERS[1:]])], "neighbour-list-contradiction", "row 2", "as its own neighbour"),
        ([rotherham(name="Leeds")], "neighbour-list-contradiction", "row 2", "Rotherham and the name of Leeds"),
        ([rotherham(again="383")], "neighbour-list-contradiction", "row 2", "two authorities' numbers: 372, 383"),
        ([rotherham(number="", again="")], "neighbour-list-contradiction", "row 2", "but not whose they are"),
        ([rotherham(["Close", *NUMBERS[1:]])], "neighbour-list-contradiction", "row 2", "where a neighbour's number"),
    ],
)  # fmt: skip
def test_a_list_that_contradicts_itself_is_refused_with_its_row(rows, code, cell, words):
    result = read(*rows)
    issue = next(issue for issue in result.issues if issue.code == code)
    assert issue.cell == cell
    assert words in issue.what
    assert issue.kind.refuses_file
    assert (result.list_id, result.latest, result.title, result.facts, result.rows_kept) == ("", None, "", (), 0)


def test_numbers_and_closeness_in_each_others_place_are_refused():
    swapped = [text for number in NUMBERS for text in ("Close", number)]
    assert "neighbour-list-contradiction" in codes(read([*rotherham()[:5], *swapped]))


def test_closeness_that_does_not_fall_is_refused():
    row = rotherham()
    row[6], row[8] = "Close", "Very close"
    result = read(row)
    assert codes(result) == ["neighbour-list-contradiction"]
    assert "closer neighbour after one that is less close" in result.issues[0].what


def test_words_of_closeness_that_are_not_known_are_kept_but_no_other_text():
    row = rotherham()
    row[6] = "distantly  like"
    assert neighbours_of(row)[0].closeness == "Distantly like"
    row[6] = "ask J. Smith, 01709 000000"
    result = read(row)
    assert codes(result) == ["neighbour-list-contradiction"]
    assert "Smith" not in result.issues[0].what


def test_names_that_changed_hands_are_taken_by_the_number():
    old = ["835", "Dorset", "835", "7", "South West", *pairs(NUMBERS)]
    assert read(old).issues == ()


@pytest.mark.parametrize("row", [rotherham(["999", *NUMBERS[1:]]), rotherham(["982", *NUMBERS[1:]])])
def test_a_neighbour_that_is_no_authority_is_left_out_and_said(row):
    result = read(row, leeds())
    assert codes(result) == ["benchmark-unknown-area", "neighbour-list-incomplete"]
    assert [issue.cell for issue in result.issues] == ["row 2", "row 2"]
    assert "names 9 of Rotherham's ten" in result.issues[1].what


def test_an_authority_that_is_not_known_is_left_out_and_said():
    result = read(rotherham(number="999", again="999", name="Nowhere"), leeds())
    assert codes(result) == ["benchmark-unknown-area"]
    assert (result.rows_kept, result.list_id) == (1, "2025-05")


def test_fewer_than_ten_is_a_warning():
    result = read(rotherham([*NUMBERS[:8], "-", ""]))
    assert codes(result) == ["neighbour-list-incomplete"]
    assert result.issues[0].severity is Severity.WARNING
    assert "names 8 of Rotherham's ten" in result.issues[0].what


def renamed(old, new):
    return [new if text == old else text for text in HEADING_2025]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        (renamed("SN_4", "fourth"), "SN4"),
        (renamed("SN_4", "SN_5"), "SN4, SN5"),
        (renamed("old_la_code", "council"), "the authority's number"),
        (HEADING_2025[:14], "SN6"),
        ([*HEADING_2025, "SN_11"], "more than ten"),
    ],
)
def test_a_heading_that_is_not_whole_is_said(heading, words):
    rows = [heading, ["372", "Rotherham", "9", "Yorkshire", *pairs(NUMBERS)]]
    assert is_neighbour_list(rows)
    result = read_neighbour_rows(rows, MAY_2025, AREAS)
    assert codes(result) == ["neighbour-list-not-recognised"]
    assert words in result.issues[0].what
    assert result.issues[0].cell == "row 1"


@pytest.mark.parametrize(
    "rows",
    [[], [["name", "age"], ["A", "3"]], [["LA num", "SN1", "SNP"], ["372", "371", "Close"]],
     [["urn", "la_code", "stat_neighbours", "stat_neighbours_la_code", "stat_neighbours_previous"]]],
)  # fmt: skip
def test_what_is_no_list_is_not_taken_for_one(rows):
    assert not is_neighbour_list(rows)
    assert codes(read_neighbour_rows(rows, MAY_2025, AREAS)) == ["neighbour-list-not-recognised"]


def test_a_heading_without_authorities_is_no_list():
    assert codes(read(["", "Old SNs:"])) == ["neighbour-list-not-recognised"]


@pytest.mark.parametrize(
    ("filename", "sheet", "above", "said", "list_id"),
    [
        ("sn_may_2025.xlsx", "", [], "", "2025-05"),
        ("New_Statistical_Neighbour_Groupings_April_2021.csv", "", [], "", "2021-04"),
        ("Neighbours (June 2027).csv", "", [], "", "2027-06"),
        ("neighbours-2027-06.csv", "", [], "", "2027-06"),
        ("list.csv", "SN June 2027", [], "", "2027-06"),
        ("list.csv", "", ["Statistical neighbours, June 2027"], "", "2027-06"),
        ("list.csv", "", [], "2027-06", "2027-06"),
        ("list.csv", "", [], "June 2027", "2027-06"),
        ("sn_may_2025.xlsx", "", [], "2027-06", "2027-06"),  # what is said goes before the name
        ("sn_may_2025.xlsx", "", ["Made June 2024"], "", "2025-05"),  # and the name before the sheet
        ("sn_model_2025_wide.csv", "", [], "", "2025-05"),  # the one list known of that year
        ("sn_model_2030_wide.csv", "", [], "", ""),
        ("list.csv", "", [], "", ""),
        ("list.csv", "", [], "2025-13", ""),
        ("list.csv", "", [], "soon", ""),
        ("sn_2011-12.csv", "", [], "", ""),  # a financial year as well as a month
        ("sn_april_2021_may_2025.csv", "", [], "", ""),
    ],
)  # fmt: skip
def test_the_month_of_a_list(filename, sheet, above, said, list_id):
    result = read(rotherham(), filename=filename, sheet=sheet, above=[above] if above else (), list_month=said)
    assert result.list_id == list_id
    assert ("neighbour-list-no-month" in codes(result)) == (not list_id)


def test_a_list_without_a_month_is_known_again_by_what_it_says():
    known = [
        ["372", "Rotherham", "9", "Yorkshire", *pairs(NUMBERS)],
    ]
    assert read_neighbour_rows([HEADING_2025, *known], "list.csv", AREAS).list_id == ""
    rows = [HEADING_2025, *(as_row(area) for area in AREAS.authorities if AREAS.neighbours(area.code, "2025-05"))]
    assert read_neighbour_rows(rows, "list.csv", AREAS).list_id == "2025-05"
    rows[1][5] = "Not close" if rows[1][5] != "Not close" else "Close"
    assert read_neighbour_rows(rows, "list.csv", AREAS).list_id == ""


def as_row(area):
    listed = AREAS.neighbour_rows(area.code, "2025-05")
    return [
        area.la_number, area.name, "", "",
        *(text for each in listed for text in (AREAS.by_code(each.neighbour).la_number, each.closeness)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("filename", "said", "first_year"),
    [
        ("sn_may_2025.csv", None, 2024),
        ("sn_april_2021.csv", None, 2012),
        ("sn_june_2027.csv", None, 2026),  # the year that had ended, as for the list of May 2025
        ("sn_march_2028.csv", None, 2026),
        ("sn_april_2028.csv", None, 2027),
        ("sn_june_2027.csv", financial_year(2025), 2025),
        ("sn_may_2025.csv", financial_year(2022), 2022),
    ],
)
def test_the_first_year_that_a_list_serves(filename, said, first_year):
    assert read(rotherham(), filename=filename, serves_from=said).latest == financial_year(first_year)


def test_the_preview_says_what_differs_from_the_list_that_is_known():
    rows = [as_row(area) for area in AREAS.authorities if AREAS.neighbours(area.code, "2025-05")]
    same = read(*rows, heading=HEADING_2025)
    assert same.facts[-1].startswith("Every authority's neighbours are those of the list of May 2025")
    rotherhams = next(row for row in rows if row[0] == "372")
    rotherhams[4] = "383"
    changed = read(*rows, heading=HEADING_2025)
    assert changed.facts[-1] == ("It differs from the list of May 2025 that Scorecard has already for Rotherham.")
    fewer = read(*rows[1:], heading=HEADING_2025)
    assert "Not in the list: Barking and Dagenham." in fewer.facts


def test_the_table_is_sorted_so_that_it_is_the_same_each_time():
    found = neighbours_of(rotherham(), leeds())
    assert format_neighbours(found[::-1]) == format_neighbours(found)


def test_a_missing_list_is_said_in_words(tmp_path):
    with pytest.raises(BenchmarkError, match="cannot be read"):
        build_neighbours(tmp_path, DATA / "reference")


CELLS = st.sampled_from(["", "-", "372", "372.0", "383", "999", "982", "Rotherham", "Leeds", "Close", "SN_1", "x\x00"])


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 23), CELLS | st.text(max_size=8)), max_size=6))
def test_whatever_stands_in_a_list_it_is_read_or_refused_and_what_is_read_is_sound(changes):
    rows = [list(HEADING_2025)]
    rows += [[number, name, "9", "Y", *pairs(NUMBERS)] for number, name in (("372", "Rotherham"), ("383", "Leeds"))]
    for row, column, text in changes:
        rows[row][column] = text
    result = parse_neighbour_rows(rows, MAY_2025, AREAS)
    for authority in {each.authority for each in result.neighbours}:
        named = [each.neighbour for each in result.neighbours if each.authority == authority]
        assert len(set(named)) == len(named) <= 10
        assert authority not in named
    if not any(issue.severity is not Severity.NOTE for issue in result.issues):
        assert len(result.neighbours) in {10, 20}


@pytest.mark.shared
def test_the_committed_table_is_what_the_published_lists_say(shared_folder, tmp_path):
    (tmp_path / "areas.csv").write_bytes((DATA / "reference" / "areas.csv").read_bytes())
    rows = build_neighbours(shared_folder / "benchmarks" / "statistical_neighbours", tmp_path)
    assert rows == 3090
    assert (tmp_path / "neighbours.csv").read_bytes() == (DATA / "reference" / "neighbours.csv").read_bytes()


PUBLISHED = {
    "New_Statistical_Neighbour_Groupings_April_2021.csv": ("2021-04", 156),
    "sn_april_2021.xlsx": ("2021-04", 158),
    "sn_may_2025.xlsx": ("2025-05", 158),
    "sn_model_2025_wide.csv": ("2025-05", 153),
}


def rows_of(path: Path):
    if path.suffix == ".csv":
        return read_text_rows(path.read_bytes(), path.name)
    (sheet,) = text_sheets(guard_workbook(path.name, path.read_bytes()))
    return sheet.rows


@pytest.mark.shared
@pytest.mark.parametrize("name", PUBLISHED)
def test_each_published_file_is_read_whole(shared_folder, name):
    rows = rows_of(shared_folder / "benchmarks" / "statistical_neighbours" / name)
    assert is_neighbour_list(rows)
    result = read_neighbour_rows(rows, name, AREAS)
    assert (result.list_id, result.rows_kept) == PUBLISHED[name]
    assert result.issues == ()


@pytest.mark.shared
@pytest.mark.parametrize(
    "names",
    [("New_Statistical_Neighbour_Groupings_April_2021.csv", "sn_april_2021.xlsx"),
     ("sn_model_2025_wide.csv", "sn_may_2025.xlsx")],
)  # fmt: skip
def test_the_two_copies_of_a_list_agree_for_every_authority(shared_folder, names):
    areas = load_areas(DATA / "reference")
    folder = shared_folder / "benchmarks" / "statistical_neighbours"
    lists = [parse_neighbour_rows(rows_of(folder / name), name, areas) for name in names]
    one, other = ({each.area.code: each.neighbours for each in read.authorities} for read in lists)
    both = one.keys() & other.keys()
    assert len(both) == len(one) >= 153
    assert {code for code in both if one[code] != other[code]} == set()


@pytest.mark.shared
def test_the_lookup_of_councils_is_no_list(shared_folder):
    path = shared_folder / "benchmarks" / "lookups" / "Provider_data_lookup.csv"
    assert not is_neighbour_list(rows_of(path))

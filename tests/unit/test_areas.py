"""Areas by code, number and name; regions; neighbours and the list that serves a period."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dashboard.areas import (
    AreaBook,
    AreaKind,
    Neighbour,
    NeighbourListInfo,
    load_area_book,
    load_areas,
    neighbour_list_words,
)
from dashboard.errors import DashboardError
from dashboard.periods import financial_year, parse_period

BOOK = load_area_book(Path(__file__).resolve().parents[2] / "data" / "reference")
HEADING = "code,la_number,name,kind,region_code,valid_from,valid_to,aliases,same_as,replaces\n"
LIST_HEADING = "id,serves_from,published_on,published_on_note,source,licence\n"
NEIGHBOUR_HEADING = "list,authority_code,rank,neighbour_code,closeness\n"


def names(areas) -> list[str]:
    return [area.name for area in areas]


def test_the_book_holds_every_tier():
    kinds = [area.kind for area in BOOK]
    assert kinds.count(AreaKind.COUNTRY) == 1
    assert kinds.count(AreaKind.REGION) == 11  # nine, and the two halves of London
    standing = [area for area in BOOK.authorities if area.exists_on(date(2025, 3, 31))]
    assert len(standing) == 153


@pytest.mark.parametrize(
    ("day", "count"),
    [("2013-03-31", 152), ("2019-03-31", 152), ("2020-03-31", 151), ("2022-03-31", 152), ("2024-03-31", 153)],
)
def test_as_many_authorities_stand_each_year_as_the_department_counts(day, count):
    assert sum(area.exists_on(date.fromisoformat(day)) for area in BOOK.authorities) == count


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Rotherham", "E08000018"),
        ("rotherham ", "E08000018"),
        ("Yorkshire and The Humber", "E12000003"),
        ("Yorkshire and the Humber", "E12000003"),
        ("Yorkshire & Humber", "E12000003"),
        ("Bedford Borough", "E06000055"),
        ("Bedford", "E06000055"),
        ("St. Helens", "E08000013"),
        ("St Helens", "E08000013"),
        ("Durham", "E06000047"),
        ("Bristol, City of", "E06000023"),
        ("Kingston Upon Hull, City of", "E06000010"),
        ("Herefordshire, County of", "E06000019"),
        ("London (Inner)", "E13000001"),
        ("Dorset", "E06000059"),
        ("Dorset (Pre LG)", "E10000009"),
        ("Stoke-on-Trent", "E06000021"),
    ],
)
def test_names_and_other_spellings_find_the_area(name, code):
    assert BOOK.by_name(name).code == code


@pytest.mark.parametrize("name", ["", "Atlantis", "Yorkshire"])
def test_a_name_that_is_no_area_finds_nothing(name):
    assert BOOK.by_name(name) is None


def test_no_alias_or_name_belongs_to_two_areas_of_one_day():
    claimed: dict[str, list] = {}
    for area in BOOK:
        for name in (area.name, *area.aliases):
            claimed.setdefault(name.casefold(), []).append(area)
    shared = {name: areas for name, areas in claimed.items() if len(areas) > 1}
    assert set(shared) == {"dorset"}
    old, new = sorted(shared["dorset"], key=lambda area: area.valid_from is not None)
    assert old.valid_to < new.valid_from


def test_a_name_that_two_had_one_after_the_other_finds_both_the_present_one_first():
    assert [area.code for area in BOOK.named("dorset")] == ["E06000059", "E10000009"]
    assert BOOK.named("Atlantis") == ()


@pytest.mark.parametrize(
    ("name", "replaced"),
    [
        ("Cumberland", ["Cumbria"]),
        ("Westmorland and Furness", ["Cumbria"]),
        ("North Northamptonshire", ["Northamptonshire"]),
        ("West Northamptonshire", ["Northamptonshire"]),
        ("Bournemouth, Christchurch and Poole", ["Bournemouth", "Poole", "Dorset (to March 2019)"]),
        ("Dorset", ["Dorset (to March 2019)"]),
        ("Buckinghamshire", []),  # the same authority under a new code
        ("Rotherham", []),
    ],
)
def test_an_authority_made_of_others_knows_them(name, replaced):
    area = BOOK.by_name(name)
    assert names(BOOK.predecessors(area.code)) == replaced
    for former in BOOK.predecessors(area.code):
        assert area in BOOK.successors(former.code)
        assert (area.valid_from - former.valid_to).days == 1


def test_an_authority_that_took_a_place_begins_with_it_and_one_that_ended_has_who_took_it():
    for area in BOOK.authorities:
        assert (area.valid_from is not None) == bool(area.replaces), area.name
        assert (area.valid_to is not None) == bool(BOOK.successors(area.code)), area.name
    assert BOOK.predecessors("W06000001") == BOOK.successors("W06000001") == ()


@pytest.mark.parametrize(
    ("period", "there", "not_there"),
    [
        ("2018/19", "Poole", "Bournemouth, Christchurch and Poole"),
        ("2019/20", "Bournemouth, Christchurch and Poole", "Poole"),
        ("2020/21", "Northamptonshire", "West Northamptonshire"),
        ("2022/23", "Cumbria", "Cumberland"),
        ("2023/24", "Cumberland", "Cumbria"),
        ("2023-04", "Cumberland", "Cumbria"),
    ],
)
def test_the_authorities_of_a_period_are_those_in_being_at_its_end(period, there, not_there):
    listed = names(BOOK.authorities_in(parse_period(period)))
    assert there in listed
    assert not_there not in listed


@pytest.mark.parametrize(
    ("earlier", "later", "name"),
    [
        ("E10000002", "E06000060", "Buckinghamshire"),
        ("E10000023", "E06000065", "North Yorkshire"),
        ("E10000027", "E06000066", "Somerset"),
        ("E08000020", "E08000037", "Gateshead"),
        ("E06000048", "E06000057", "Northumberland"),
        ("E08000016", "E08000038", "Barnsley"),
        ("E08000019", "E08000039", "Sheffield"),
    ],
)
def test_an_authority_whose_code_changed_is_one_area(earlier, later, name):
    assert BOOK.by_code(earlier) is BOOK.by_code(later)
    assert BOOK.by_code(earlier).name == name
    assert BOOK.by_code(earlier).exists_on(date(2012, 3, 31))
    assert BOOK.by_code(earlier).exists_on(date(2025, 4, 1))


def test_the_old_and_the_new_dorset_are_two_authorities():
    old, new = BOOK.by_la_number(835), BOOK.by_la_number("838")
    assert old.code == "E10000009"
    assert new.code == "E06000059"
    assert old.exists_on(date(2019, 3, 31))
    assert not old.exists_on(date(2019, 4, 1))
    assert not new.exists_on(date(2019, 3, 31))


def test_a_number_can_be_asked_for_at_a_day():
    assert BOOK.by_la_number(909, on=date(2023, 3, 31)).name == "Cumbria"
    assert BOOK.by_la_number(909, on=date(2023, 4, 1)) is None
    assert BOOK.by_la_number(1000) is None


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("E08000018", "Yorkshire and The Humber"),
        ("E09000002", "London"),
        ("E13000001", "London"),
        ("E12000007", "London"),
        ("E10000006", "North West"),
    ],
)
def test_every_area_lies_in_one_of_the_nine_regions(code, region):
    assert BOOK.region_of(code).name == region


def test_england_and_unknown_codes_lie_in_no_region():
    assert BOOK.region_of("E92000001") is None
    assert BOOK.region_of("W06000001") is None
    assert all(BOOK.region_of(area.code) for area in BOOK.authorities)


def test_the_neighbours_of_rotherham_in_rank_order():
    assert names(BOOK.neighbours("E08000018", "2021-04")) == [
        "Doncaster", "Wigan", "Dudley", "Tameside", "Barnsley", "Telford and Wrekin", "North Lincolnshire",
        "Redcar and Cleveland", "North East Lincolnshire", "Wakefield",
    ]  # fmt: skip
    assert names(BOOK.neighbours("E08000018", "2025-05")) == [
        "Barnsley", "Tameside", "Doncaster", "Wakefield", "Telford and Wrekin", "Dudley", "Redcar and Cleveland",
        "Sunderland", "Gateshead", "County Durham",
    ]  # fmt: skip


def test_closeness_is_kept():
    rows = BOOK.neighbour_rows("E08000018", "2021-04")
    assert [row.rank for row in rows] == list(range(1, 11))
    assert [row.closeness for row in rows[:3]] == ["Extremely close", "Extremely close", "Very close"]


def test_a_neighbours_code_is_the_one_its_figures_are_kept_under():
    assert "E08000016" in {area.code for area in BOOK.neighbours("E08000018", "2025-05")}


def test_neighbours_are_found_by_a_former_code_too():
    assert BOOK.neighbours("E10000023", "2025-05") == BOOK.neighbours("E06000065", "2025-05") != ()


def test_an_authority_the_list_leaves_out_has_no_neighbours():
    assert BOOK.neighbours("E06000063", "2021-04") == ()  # Cumberland was made in 2023
    assert len(BOOK.neighbours("E06000063", "2025-05")) == 10


@pytest.mark.parametrize("list_id", ["2021-04", "2025-05"])
def test_every_list_gives_ten_neighbours_or_none(list_id):
    counts = {len(BOOK.neighbours(area.code, list_id)) for area in BOOK.authorities}
    assert counts <= {0, 10}
    current = [area for area in BOOK.authorities if area.valid_to is None and area.name != "Isles of Scilly"]
    without = [area.name for area in current if not BOOK.neighbours(area.code, list_id)]
    assert without == (["Cumberland", "Westmorland and Furness"] if list_id == "2021-04" else [])


def test_an_unknown_list_is_refused():
    with pytest.raises(DashboardError, match="known are 2021-04, 2025-05"):
        BOOK.neighbours("E08000018", "2014-01")


@pytest.mark.parametrize(
    ("period", "list_id"),
    [
        ("2012/13", "2021-04"),
        ("2018/19", "2021-04"),
        ("2023/24", "2021-04"),
        ("2024-03", "2021-04"),
        ("2024-04", "2025-05"),
        ("2024/25", "2025-05"),
        ("2023/24-Q4", "2021-04"),
        ("2024/25-Q1", "2025-05"),
        ("2022/23-AY", "2021-04"),
        ("2023/24-AY", "2025-05"),  # ends in August 2024
    ],
)
def test_the_list_that_serves_a_period(period, list_id):
    assert BOOK.list_for(parse_period(period)) == list_id


def a_list(list_id: str, first_year: int) -> NeighbourListInfo:
    return NeighbourListInfo(
        id=list_id, serves_from=financial_year(first_year), published_on=None, source="a test", licence="none"
    )


def test_the_newest_list_that_serves_a_year_serves_it():
    book = AreaBook(BOOK, lists=[a_list("2025-05", 2024), a_list("2014-06", 2013), a_list("2021-04", 2012)])
    assert [info.id for info in book.lists] == ["2014-06", "2021-04", "2025-05"]
    assert book.list_for(financial_year(2018)) == "2021-04"  # the older list serves from a later year
    assert book.list_for(financial_year(2024)) == "2025-05"
    assert book.list_for(financial_year(1999)) == "2014-06"  # before any list: the oldest


def test_without_a_list_none_serves():
    with pytest.raises(DashboardError, match="No list of statistical neighbours"):
        AreaBook(BOOK).list_for(financial_year(2018))


def test_further_lists_stand_beside_the_known_ones_or_in_their_place():
    row = Neighbour(list_id="2025-05", authority="E08000018", rank=1, neighbour="E08000035", closeness="Very close")
    later = Neighbour(list_id="2027-06", authority="E08000018", rank=1, neighbour="E08000032", closeness="Close")
    book = BOOK.with_lists([(a_list("2025-05", 2023), [row]), (a_list("2027-06", 2026), [later])])
    assert [info.id for info in book.lists] == ["2021-04", "2025-05", "2027-06"]
    assert names(book.neighbours("E08000018", "2025-05")) == ["Leeds"]
    assert book.neighbours("E08000035", "2025-05") == ()  # the published list is the whole list
    assert book.list_for(financial_year(2023)) == "2025-05"
    assert book.list_for(financial_year(2026)) == "2027-06"
    assert book.neighbours("E08000018", "2021-04") == BOOK.neighbours("E08000018", "2021-04")
    assert len(BOOK.neighbours("E08000018", "2025-05")) == 10


def test_a_list_says_where_it_is_from():
    info = BOOK.list_info("2021-04")
    assert info.words == "list of April 2021"
    assert (str(info.serves_from), info.published_on) == ("2012/13", None)
    assert "April 2021" in info.published_on_note
    assert info.source.startswith("Department for Education")
    assert info.licence == "Open Government Licence v3.0"


def test_a_list_is_named_in_words():
    assert neighbour_list_words("2021-04") == "list of April 2021"
    assert neighbour_list_words("2025-05") == "list of May 2025"


def test_a_missing_file_is_said_in_words(tmp_path):
    with pytest.raises(DashboardError, match=r"areas\.csv cannot be read"):
        load_area_book(tmp_path)


def write_books(folder, neighbours="", lists="2021-04,2012/13,,,DfE,OGL\n"):
    (folder / "areas.csv").write_text(HEADING + "E08000018,372,Rotherham,authority,,,,,,\n")
    (folder / "neighbour_lists.csv").write_text(LIST_HEADING + lists)
    (folder / "neighbours.csv").write_text(NEIGHBOUR_HEADING + neighbours)


def test_a_neighbour_that_is_no_area_is_refused(tmp_path):
    write_books(tmp_path, "2021-04,E08000018,1,E08999999,Close\n")
    with pytest.raises(DashboardError, match="E08999999"):
        load_area_book(tmp_path)


def test_a_neighbour_of_a_list_that_is_not_stated_is_refused(tmp_path):
    write_books(tmp_path, "2014-06,E08000018,1,E08000018,Close\n")
    with pytest.raises(DashboardError, match=r"2014-06 is not in neighbour_lists\.csv"):
        load_area_book(tmp_path)


@pytest.mark.parametrize(
    "row", ["2021-04,2012,,,DfE,OGL", "2021-04,2012-04,,,DfE,OGL", "2021-13,2012/13,,,DfE,OGL", "x,2012/13,,,D,O",
            "2021-04,2012/13,April,,DfE,OGL"],
)  # fmt: skip
def test_a_list_whose_row_cannot_be_read_is_refused(tmp_path, row):
    write_books(tmp_path, lists=row + "\n")
    with pytest.raises(DashboardError, match=r"neighbour_lists\.csv"):
        load_area_book(tmp_path)


@pytest.mark.parametrize(
    ("row", "named"),
    [("E08000038,370,Barnsley,authority,,,,,E08000016,\n", "E08000016"), ("E1,1,A,authority,,,,,,E2\n", "E2")],
)
def test_a_code_of_no_area_is_refused(tmp_path, row, named):
    (tmp_path / "areas.csv").write_text(HEADING + row)
    with pytest.raises(DashboardError, match=named):
        load_areas(tmp_path)


@pytest.mark.shared
def test_every_area_of_the_published_files_is_known_by_code_and_number(shared_folder):
    """Every local authority row of every file: same area by either; joint returns of two authorities are no area."""
    found, joint = set(), set()
    for path in sorted((shared_folder / "benchmarks").rglob("*.csv")):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            for row in csv.DictReader(file):
                if row.get("geographic_level") != "Local authority":
                    continue
                if " / " in row["new_la_code"]:
                    joint.add(row["old_la_code"])
                    continue
                area = BOOK.by_la_number(row["old_la_code"])
                assert area is not None, row
                assert not row["new_la_code"].startswith("E") or BOOK.by_code(row["new_la_code"]) is area, row
                assert BOOK.by_code(row["region_code"]).code in (area.region_code, BOOK.region_of(area.code).code), row
                assert area in BOOK.named(row["la_name"]), row
                found.add(area.code)
    assert joint == {"314 / 318", "940 / 941"}
    assert found == {area.code for area in BOOK.authorities}

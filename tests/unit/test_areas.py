"""Areas by code, number and name; regions; neighbours and the list that serves a period."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.areas import (
    AreaKind,
    load_area_book,
    load_areas,
    neighbour_list_for,
    neighbour_list_words,
)
from dashboard.errors import DashboardError
from dashboard.periods import parse_period

BOOK = load_area_book(Path(__file__).resolve().parents[2] / "data" / "reference")
HEADING = "code,la_number,name,kind,region_code,valid_from,valid_to,aliases,same_as\n"
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


def test_no_alias_or_name_belongs_to_two_areas():
    claimed: dict[str, str] = {}
    for area in BOOK:
        for name in (area.name, *area.aliases):
            assert claimed.setdefault(name.casefold(), area.code) == area.code


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
    assert neighbour_list_for(parse_period(period)) == list_id


def test_a_list_is_named_in_words():
    assert neighbour_list_words("2021-04") == "list of April 2021"
    assert neighbour_list_words("2025-05") == "list of May 2025"


def test_a_missing_file_is_said_in_words(tmp_path):
    with pytest.raises(DashboardError, match=r"areas\.csv cannot be read"):
        load_area_book(tmp_path)


def test_a_neighbour_that_is_no_area_is_refused(tmp_path):
    (tmp_path / "areas.csv").write_text(HEADING + "E08000018,372,Rotherham,authority,,,,,\n")
    (tmp_path / "neighbours.csv").write_text(NEIGHBOUR_HEADING + "2021-04,E08000018,1,E08999999,Close\n")
    with pytest.raises(DashboardError, match="E08999999"):
        load_area_book(tmp_path)


def test_a_further_code_of_no_area_is_refused(tmp_path):
    (tmp_path / "areas.csv").write_text(HEADING + "E08000038,370,Barnsley,authority,,,,,E08000016\n")
    with pytest.raises(DashboardError, match="E08000016"):
        load_areas(tmp_path)

"""Reading the lists of statistical neighbours in both layouts."""

import pytest
from benchmark_fixtures import AREAS, DATA, ROTHERHAM

from dashboard.benchmarks.neighbours import build_neighbours, format_neighbours, read_neighbour_list
from dashboard.errors import BenchmarkError

NUMBERS = ["371", "359", "332", "357", "370", "894", "813", "807", "812", "384"]
HEADING_2021 = ["LA num", "LA Name", "LA number", "GOInd", "GOReg"] + [
    text for rank in range(1, 11) for text in (f"SN{rank}", "SNP")
]
HEADING_2025 = ["old_la_code", "la_name", "region_ind", "region_name"] + [
    text for rank in range(1, 11) for text in (f"SN_{rank}", f"SN_{rank}P")
]


def pairs(numbers, word="Close "):
    return [text for number in numbers for text in (number, word)]


def a_list_2021(*rows, above=()):
    lines = [*above, HEADING_2021, *rows]
    return "\ufeff".encode() + "\r\n".join(",".join(line) for line in lines).encode()


def rotherham_2021(numbers=NUMBERS):
    return ["372", "Rotherham", "372", "9", "Yorkshire", *pairs(numbers)]


def read(content, list_id="2021-04"):
    return read_neighbour_list(content, "list.csv", list_id, AREAS)


def numbers_of(neighbours):
    return [AREAS.by_code(each.neighbour).la_number for each in neighbours]


def test_the_layout_of_2021():
    result = read(a_list_2021(rotherham_2021()))
    assert numbers_of(result.neighbours) == NUMBERS
    assert {each.authority for each in result.neighbours} == {ROTHERHAM}
    assert [each.rank for each in result.neighbours] == list(range(1, 11))
    assert {each.closeness for each in result.neighbours} == {"Close"}
    assert result.issues == ()


def test_the_layout_of_2025():
    row = ["372", "Rotherham", "9", "Yorkshire", *pairs(NUMBERS, "Very close")]
    result = read((",".join(HEADING_2025) + "\n" + ",".join(row)).encode(), "2025-05")
    assert numbers_of(result.neighbours) == NUMBERS
    assert {each.closeness for each in result.neighbours} == {"Very close"}


def test_filler_rows_and_old_lists_are_coped_with():
    old = ["835", "Dorset (Pre LG)", "835", "7", "South West", *pairs(NUMBERS)]
    content = a_list_2021(rotherham_2021(), ["", ""], ["Old SNs:"], old, above=([""], ["Statistical neighbours"]))
    result = read(content)
    assert {each.authority for each in result.neighbours} == {ROTHERHAM, "E10000009"}


def test_a_dash_is_no_neighbour():
    cumberland = ["942", "Cumberland", "942", "5", "North West", *pairs(["-"] * 10, "-")]
    assert read(a_list_2021(cumberland)).neighbours == ()


@pytest.mark.parametrize("row", [rotherham_2021(["999", *NUMBERS[1:]]), ["999", *rotherham_2021()[1:]]])
def test_an_unknown_authority_is_said(row):
    result = read(a_list_2021(row))
    (issue,) = result.issues
    assert (issue.code, issue.cell) == ("benchmark-unknown-area", "row 2")
    assert "999" in issue.what


@pytest.mark.parametrize("content", [b"", b"name,age\nA,3\n", b"LA num,SN1,SNP\n372,371,Close\n"])
def test_what_is_no_list_is_not_recognised(content):
    with pytest.raises(BenchmarkError) as caught:
        read(content)
    assert [issue.code for issue in caught.value.issues] == ["benchmark-not-recognised"]


def test_the_table_is_sorted_so_that_it_is_the_same_each_time():
    neighbours = read(a_list_2021(rotherham_2021())).neighbours
    assert format_neighbours(neighbours[::-1]) == format_neighbours(neighbours)


def test_a_missing_list_is_said_in_words(tmp_path):
    with pytest.raises(BenchmarkError, match="cannot be read"):
        build_neighbours(tmp_path, DATA / "reference")


@pytest.mark.shared
def test_the_committed_table_is_what_the_published_lists_say(shared_folder, tmp_path):
    (tmp_path / "areas.csv").write_bytes((DATA / "reference" / "areas.csv").read_bytes())
    rows = build_neighbours(shared_folder / "benchmarks" / "statistical_neighbours", tmp_path)
    assert rows == 3090
    assert (tmp_path / "neighbours.csv").read_bytes() == (DATA / "reference" / "neighbours.csv").read_bytes()

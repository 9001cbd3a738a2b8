"""Names decide, numbers confirm: what of a printed name counts, and the nearest known one."""

from dataclasses import replace

import pytest
from fixtures.builders import small_catalogue
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.names import name_key
from dashboard.catalogue.schema import Alias, Catalogue, NumberSpan
from dashboard.periods import Period, month
from dashboard.vocabulary import Basis, ReportId
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


# ------------------------------------------------------------------------------------------------------
# Dated names, one name for several, and what a name may mean
# ------------------------------------------------------------------------------------------------------


def small_with(*aliases: tuple[str, dict[str, object]]) -> Catalogue:
    """The small catalogue, further aliases of its small report given by indicator."""
    catalogue = small_catalogue()
    for indicator_id, alias in aliases:
        indicator = next(one for one in catalogue.indicators if one.id == indicator_id)
        fresh = Alias.model_validate({"report": "small", "basis": indicator.forms[0]} | alias)
        changed = indicator.model_copy(update={"aliases": (*indicator.aliases, fresh)})
        listed = tuple(changed if one.id == indicator_id else one for one in catalogue.indicators)
        catalogue = catalogue.model_copy(update={"indicators": listed})
    return catalogue


def at(catalogue: Catalogue, as_at: Period = JUNE) -> Matcher:
    return Matcher(catalogue, ReportId("small"), as_at)


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        ({}, None),
        ({"until": "2019-06"}, None),
        ({"since": "2019-06"}, None),
        ({"until": "2019-05"}, "alias-not-current"),
        ({"since": "2019-07"}, "alias-not-current"),
    ],
)
def test_a_name_of_other_months_still_names_its_measure(dates: dict[str, str], code: str | None):
    found = at(small_with(("contacts", {"name": "Contacts received", **dates})))
    match = found.match("Contacts received")
    assert match is not None
    assert match.indicator.id == "contacts"
    issue = found.date_issue(match, "1 Front door", "B5")
    assert (issue.code if issue else None) == code
    if issue:
        assert issue.place == "1 Front door!B5"
        assert "as at June 2019 it is 'Number of contacts'" in issue.what


@pytest.mark.parametrize(
    ("dates", "words"), [({"until": "2019-05"}, "until May 2019"), ({"since": "2019-07"}, "since July 2019")]
)
def test_a_measure_that_has_ended_is_a_warning(dates: dict[str, str], words: str):
    catalogue = small_catalogue()
    contacts = catalogue.indicators[0]
    alias = Alias.model_validate(contacts.aliases[0].model_dump(mode="python") | dates)
    contacts = contacts.model_copy(update={"aliases": (alias,)})
    found = at(catalogue.model_copy(update={"indicators": (contacts, *catalogue.indicators[1:])}))
    match = found.match("Number of contacts")
    assert match is not None
    issue = found.date_issue(match, "1 Front door", "B5")
    assert issue is not None
    assert (issue.code, issue.severity) == ("measure-not-current", "warning")
    assert words in issue.what


def test_a_name_that_passed_to_another_measure_is_of_the_one_that_has_it_in_the_month():
    catalogue = small_with(
        ("contacts", {"name": "Front door", "until": "2019-05"}), ("plans", {"name": "Front door", "since": "2019-06"})
    )
    for as_at, owner in ((month(2019, 5), "contacts"), (JUNE, "plans")):
        match = at(catalogue, as_at).match("Front door")
        assert match is not None
        assert match.indicator.id == owner


def test_one_name_for_two_bases_needs_the_sheet_to_say_which():
    found = at(small_with(("contacts", {"name": "Plans"}), ("plans", {"name": "Plans"})))
    assert found.match("Plans") is None
    in_month, month_end = found.match("Plans", Basis.IN_MONTH), found.match("Plans", Basis.MONTH_END)
    assert in_month is not None
    assert month_end is not None
    assert (in_month.indicator.id, month_end.indicator.id) == ("contacts", "plans")
    issue = found.unknown_issue("Plans", "1 Front door", "B5")
    assert issue.code == "ambiguous-measure"
    assert "Contacts, in the month or Plans, at month end" in issue.what
    assert found.unmatched.unknown == []


def test_a_basis_that_the_catalogue_does_not_have_does_not_hide_a_plain_name():
    match = matcher().match("Number of contacts", Basis.MONTH_END)
    assert match is not None
    assert match.alias.basis is Basis.IN_MONTH


def near(printed: str, number: str = "", catalogue: Catalogue | None = None) -> tuple[str, ...]:
    found = at(catalogue or small_catalogue())
    found.unknown_issue(printed, "1 Front door", "B5", number=number)
    return found.unmatched.unknown[0].near


@pytest.mark.parametrize(
    ("printed", "number", "first"),
    [
        ("Number of contact", "", "contacts"),
        ("% contacts that were decided in time", "", "timely-decisions"),
        ("Plans at month end, number of", "", "plans"),
        ("Timely decisions", "", "timely-decisions"),
        ("Re-referred within 12 months", "", "re-referred"),
        ("Count of all contacts", "1.1", "contacts"),
    ],
)
def test_a_near_name_is_proposed_whatever_its_order_report_or_kind(printed: str, number: str, first: str):
    assert near(printed, number)[:1] == (first,)


@pytest.mark.parametrize(("printed", "number"), [("Wellbeing passports", ""), ("Wellbeing passports", "1.1"), ("", "")])
def test_what_is_like_nothing_proposes_nothing(printed: str, number: str):
    """A number alone proposes nothing: numbers move every year."""
    assert near(printed, number) == ()


def test_at_most_three_are_proposed_and_each_measure_once():
    catalogue = small_with(
        *((one, {"name": f"Visits to children {n}"}) for n, one in enumerate(["contacts", "plans", "repeat-plans"], 1)),
        ("timely-decisions", {"name": "Visits to children 4"}),
        ("contacts", {"name": "Visits to children 5"}),
    )
    found = near("Visits to children", catalogue=catalogue)
    assert len(found) == 3
    assert len(set(found)) == 3


def test_other_figures_in_a_name_come_last():
    catalogue = small_with(
        ("contacts", {"name": "Visits every 6 weeks"}), ("plans", {"name": "The visits held every 4 weeks"})
    )
    assert near("Visits every 4 weeks", catalogue=catalogue)[:2] == ("plans", "contacts")


def test_names_of_other_reports_say_whose_they_are():
    issue = matcher().unknown_issue("Re-referred in 12 month", "1 Front door", "B5")
    assert issue.hint == "Did you mean 'Re-referred in 12 months', as the Comparison tables prints it?"


def test_what_is_unknown_is_kept_for_the_officer_without_its_marks():
    found = matcher()
    found.unknown_issue("*Number of contact (See Note 1)", "1 Front door", "B5", number="1.9", basis=Basis.IN_MONTH)
    (unknown,) = found.unmatched.unknown
    assert (unknown.printed_name, unknown.printed_no, unknown.basis) == ("Number of contact", "1.9", Basis.IN_MONTH)
    assert (unknown.sheet, unknown.cell, unknown.near) == ("1 Front door", "B5", ("contacts",))


def test_a_name_like_personal_details_is_neither_repeated_nor_kept():
    found = matcher()
    issue = found.unknown_issue("J.D., born 14/02/2011, case no 123456", "1 Front door", "B5")
    assert "14/02/2011" not in f"{issue.what}{issue.remedy}"
    assert issue.place == "1 Front door!B5"
    assert found.unmatched.unknown == []


def test_what_is_renumbered_is_kept_for_the_officer():
    found = matcher()
    match = found.match("Number of contacts")
    assert match is not None
    found.number_issue(match, "1.3", "1 Front door", "B5")
    (renumbered,) = found.unmatched.renumbered
    assert (renumbered.indicator, renumbered.printed_no, renumbered.known) == ("contacts", "1.3", ("1.1",))

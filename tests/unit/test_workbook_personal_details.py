"""Texts that may hold a person's details, and a scorecard's own words, which do not. All details are invented."""

import pytest

from dashboard.workbook.personal_details import heads_personal_details, may_name_a_person, names_a_person

PERSONS = (
    "Re-ref re J.D. dob 14/02/2011 (LCS 9900123) - mum called", "9900123; 9900456; DOB 03/09/2008", "DOB: 3.9.08",
    "d.o.b. 14 February 2011", "date of birth 14/02/2011", "Date of birth was 14-02-2011", "born 14/02/2011",
    "born on 14th Feb 2011", "NHS No. 999 123 4567", "NHS number: 9991234567", "999 000 0018", "UPN A123456789012",
    "H12345678901Z", "QQ 12 34 56 C and AB 12 34 56 C", "LCS 99001", "Liquid Logic ID: 990012", "Mosaic no 12345",
    "case ref 12345", "Case 9900123", "child ID 345", "client no. 4567", "pupil #1234", "9900123, 9900456",
    "Child A was seen twice", "one sibling group (Child B and Child C)", "Baby P", "Mum A", "YP 'K'", "family M2",
    "Ref 9912345: Sam B. 01/02/2010", "ID 990012 seen 1 Feb 2019",
    "J.D. 14/02/2011", "J. D. seen on 14/02/2011", "JD 14/02/2011", "JD, 14 Feb 2011", "JDS (14.2.11)",
)  # fmt: skip
WAYS_TO_REACH = (
    "someone@example.org", "01709 000 000", "+44 1709 000000", "07700 900123", "S60 1AE", "12 Example Road", "9900123",
    "(9900123)",
)  # fmt: skip
NOT_PERSONS = (
    "% of children with a CP plan that is up to date", "Number of children becoming the subject of a CP plan",
    "Children in Need", "CHILD A CARE LEAVER", "Is the child a care leaver?", "As at 30/09/2019", "21/11/2019",
    "CP plan reviewed 14/02/2019", "EH 01/04/2019", "Validated by SW 14/02/2019", "2018/19", "Financial year 2018/2019",
    "41/104 (39.4%)", "58% (45 of 78)", "12,345,678", "£1,234,567", "1,131", "Number of children born in 2014",
    "Where the date of birth is not recorded, age is estimated", "NHS dentist checks", "NHS health assessments 2018/19",
    "Document ref 12345678", "Ref 123 issued 14/02/2019",
    "See Note 1", "Performance team, ext. 00000", "Child Protection", "Family Support", "Parent and child placements",
    "Pupil A level results", "Case closures 2019", "Cases per worker: 16.35", "Rate per 10,000", "ICS timeliness 2019",
    "LAC 30/09/2019", "Early Help 2015/16, 2016/17", "5-10 days", "Q3 covering October - December 2019", "E08000018",
    "1,000,000; 2,000,000", "Mother and baby placements", "31 March 2019 and 31 March 2020", "a A b", "",
)  # fmt: skip


@pytest.mark.parametrize("text", PERSONS)
def test_a_persons_details_are_told(text: str):
    assert names_a_person(text)
    assert may_name_a_person(text)


@pytest.mark.parametrize("text", WAYS_TO_REACH)
def test_ways_to_reach_someone_are_told_apart(text: str):
    """A telephone number is ordinary on a front sheet and out of place among a table's figures."""
    assert not names_a_person(text)
    assert may_name_a_person(text)


@pytest.mark.parametrize("text", NOT_PERSONS)
def test_a_scorecards_own_words_are_no_persons(text: str):
    assert not may_name_a_person(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Case ref", True), ("LCS ID", True), ("DOB", True), ("Date of birth:", True), ("Child's name", True),
        ("Surname", True), ("NHS number", True), ("UPN", True), ("Initials", True), ("Case notes", True),
        ("NO.", False), ("INDICATORS", False), ("NOTES", False), ("Ref No.", False), ("Commentary", False),
        ("Name", False), ("Number of children", False), ("Postcode", True), ("ID", False), ("Cases", False),
    ],
)  # fmt: skip
def test_headings_of_personal_columns_are_told(text: str, expected: bool):
    assert heads_personal_details(text) is expected

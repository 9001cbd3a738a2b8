"""Tell texts that may hold a person's details, by the forms such details are written in; nothing of them is kept."""

from __future__ import annotations

import re

_DAY = (
    r"\d{1,2}\s*(?:[/.\-]\s*\d{1,2}\s*[/.\-]\s*(?:19|20)?\d{2}|(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?,?\s+(?:19|20)\d{2})\b"
)
_SUBJECT = r"(?:child|baby|young person|yp|sibling|twin|family|mother|father|mum|dad|parent|pupil|carer)"
_SYSTEM = r"(?:ics|lcs|ehm|llc|mosaic|carefirst|care first|liquid ?logic|azeus|charms|frameworki|protocol)"
_REFERENCE = r"(?:id|no|num|number|ref|reference)"

# Details of one person, wherever they stand. What is written in capitals is matched in capitals only.
_ONE_PERSON = (
    re.compile(
        rf"\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth ?date)\W{{0,4}}(?:is|of|was)?\W{{0,3}}{_DAY}", re.IGNORECASE
    ),
    re.compile(rf"\bborn\s+(?:on\s+)?{_DAY}", re.IGNORECASE),
    re.compile(rf"\bnhs\s*{_REFERENCE}?\W{{0,3}}\d{{3}}[\s-]?\d{{3}}", re.IGNORECASE),
    # A unique pupil number, and a National Insurance number.
    re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]\b"),
    re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"),
    # A number in a case system, or of a case, child, client or pupil.
    re.compile(rf"\b{_SYSTEM}\b\W{{0,3}}(?:{_REFERENCE}\b\W{{0,3}})?\d{{4,}}", re.IGNORECASE),
    re.compile(
        rf"\b(?:case|client|person|{_SUBJECT})(?:'s)?\s*(?:{_REFERENCE}\b\W{{0,3}}|#\s*)\d{{3,}}", re.IGNORECASE
    ),
    re.compile(r"\b(?:case|client|person|upn|pupil)\W{1,3}\d{6,}", re.IGNORECASE),
    # A long reference with a day behind it: a document's reference alone is no person's.
    re.compile(
        rf"\b(?:ref|reference|id)\b\W{{0,3}}(?:no\b\W{{0,3}})?\d{{6,10}}\b[^\n]{{0,60}}?(?<!\d){_DAY}", re.IGNORECASE
    ),
    # Several bare numbers of the length that case systems give.
    re.compile(r"(?<![\d.,£])\d{6,10}\s*[;,/&]\s*\d{6,10}(?![\d.,])"),
    # Initials beside a date: J.D., 14/02/2011 or (JD 14.2.11).
    re.compile(rf"\b[A-Z]\.\s?(?:[A-Z]\.?\s?){{1,2}}(?=\W|[a-z])[^\n]{{0,40}}?(?i:{_DAY})"),
)
# "Child A", "Baby P": one letter for a name. Not in a heading all in capitals, where "A" is a word.
_LETTER_FOR_A_NAME = re.compile(
    r"\b(?:[Cc]hild|[Bb]aby|[Yy]oung [Pp]erson|YP|[Ss]ibling|[Tt]win|[Ff]amily|[Mm]other|[Ff]ather|[Mm]um|[Dd]ad"
    r"|[Pp]upil|[Pp]arent|[Cc]arer)\s+['\"]?[A-Z]\d?\b(?![&/'.-]\w|\s+[Ll]evel)"
)
_INITIALS_AND_DATE = re.compile(rf"\b(?P<initials>[A-Z]{{2,3}})\b\W{{1,3}}(?i:{_DAY})")
# Capitals that stand before a date and are no person's.
_ABBREVIATIONS = frozenset(
    {
        *("CP", "CPP", "CIN", "LAC", "CIC", "CLA", "EH", "EHA", "EHM", "EHC", "SW", "IRO", "SGO", "SEN", "DFE", "LA"),
        *("QA", "AT", "TO", "ON", "BY", "UP", "OF", "IN", "AS", "IS", "NO", "RE", "SN", "YTD", "DOT", "RAG", "KPI"),
        *("PI", "REF", "EET", "IFA", "PEP", "SDQ", "IHA", "RHI", "CSE", "CCE", "CME", "RIA", "DUE", "END", "FOR"),
        *("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN", "THE", "AND", "WAS", "LCS", "ICS", "YJS", "YOT", "VS"),
    }
)
# Ways to reach someone: ordinary on a front sheet, out of place among a table's figures.
_WAYS_TO_REACH = (
    re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w"),
    re.compile(r"(?<![\d.,])(?:\+44\s?\(?0?\)?\s?|0)\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}(?![\d.,])"),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b"),
    re.compile(
        r"\b\d{1,3}[a-z]?\s+[A-Z][a-z]+\s+(?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Court|Way)\b"
    ),
    re.compile(r"^\W*\d{6,10}\W*$"),
)
_TEN_DIGITS = re.compile(r"(?<![\d.,])(\d{3})[\s-]?(\d{3})[\s-]?(\d{4})(?![\d.,])")

# Headings of columns that hold details of single people; every cell under one is taken for such.
_PERSONAL_HEADING = re.compile(
    rf"(?:child|client|pupil|person|case|{_SYSTEM})(?:'?s)?\s*{_REFERENCE}s?\.?|(?:child|client|pupil|person)(?:'?s)?\s+name"
    rf"|name of (?:child|client|pupil|young person)|(?:first|last|family|given|christian) ?name|forenames?|surname"
    rf"|initials|d\.?o\.?b\.?|date of birth|birth ?date|nhs\s*{_REFERENCE}?\.?|upn|unique pupil number"
    rf"|(?:home )?address|post ?code|case (?:note|detail|summar)\w*|(?:mother|father|parent|carer)(?:'?s)? name",
    re.IGNORECASE,
)


def names_a_person(text: str) -> bool:
    """Tell details of one person: a birth date, a pupil, NHS or case number, initials with a date, "Child A"."""
    if any(pattern.search(text) for pattern in (*_ONE_PERSON, _LETTER_FOR_A_NAME)):
        return True
    initials = {found["initials"] for found in _INITIALS_AND_DATE.finditer(text)}
    if initials - _ABBREVIATIONS:
        return True
    return any(_is_nhs_number("".join(found.groups())) for found in _TEN_DIGITS.finditer(text))


def may_name_a_person(text: str) -> bool:
    """Tell a text that names a person, or holds an address, e-mail, telephone or bare case number."""
    return names_a_person(text) or any(pattern.search(text) for pattern in _WAYS_TO_REACH)


def heads_personal_details(text: str) -> bool:
    """Tell the heading of a column of people's details, such as "Case ref" or "DOB"."""
    return bool(_PERSONAL_HEADING.fullmatch(text.strip(" :*")))


def _is_nhs_number(digits: str) -> bool:
    """Check an NHS number's last digit (NHS Data Dictionary, "NHS NUMBER": modulus 11)."""
    remainder = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return digits[0] not in "0" and (11 - remainder) % 11 == int(digits[9])

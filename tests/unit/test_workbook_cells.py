"""One cell, one figure: numbers by their format, texts, counts beside a percentage, and why there is none."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.vocabulary import Missing, Unit
from dashboard.workbook.cells import (
    decimals_of_format,
    is_per_cent_format,
    read_difference,
    read_figure,
)
from dashboard.workbook.grid import GridCell
from dashboard.workbook.mark_words import word_key
from dashboard.workbook.missing_words import MISSING_WORDS, missing_in_sentence, missing_word

NBSP = "\u00a0"


def cell(value, number_format: str = "General", **more) -> GridCell:
    return GridCell(row=6, column=5, value=value, number_format=number_format, **more)


def figure(value, number_format: str = "General", unit: Unit = Unit.PER_CENT, **more):
    return read_figure(cell(value, number_format), unit, **more)


@pytest.mark.parametrize(
    ("value", "number_format", "expected", "decimals"),
    [
        (0.929, "0.0%", 92.9, 1),
        (0.929, "0%", 92.9, 0),
        (0.92857142, "0.0%", 92.857142, 1),
        (1, "0%", 100, 0),
        (0, "0.0%", 0, 1),
        (92.9, "General", 92.9, 1),
        (92, "0.0", 92, 1),
        (0, "General", 0, 0),
        (100, "General", 100, 0),
        (1.8, "General", 1.8, 1),
        (0.6, '0.0"%"', 0.6, 1),
        (92.9, "0.0\\%", 92.9, 1),
        (0.29, "0.00%;[Red]-0.00%", 29.0, 2),
    ],
)
def test_a_percentage_is_read_by_its_format(value, number_format, expected, decimals):
    reading = figure(value, number_format)
    assert (reading.value, reading.decimals, reading.fault) == (expected, decimals, "")


@pytest.mark.parametrize(
    ("text", "expected", "decimals"),
    [
        ("92.9%", 92.9, 1), ("92.9 %", 92.9, 1), (f"{NBSP}92.9%{NBSP} ", 92.9, 1), ("92.90%", 92.9, 2), ("93%", 93, 0),
        ("92.9", 92.9, 1), ("0.6%", 0.6, 1), (".6%", 0.6, 1), ("92.9%*", 92.9, 1), ("92.9†", 92.9, 1), ("0%", 0, 0),
        ("0", 0, 0),
    ],
)  # fmt: skip
def test_a_percentage_may_be_text(text: str, expected: float, decimals: int):
    reading = figure(text)
    assert (reading.value, reading.decimals, reading.text) == (expected, decimals, " ".join(text.split()))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1131, 1131), ("1,131", 1131), (f" 1,131{NBSP}", 1131), ("£1,131", 1131), ("£ 1131.50", 1131.5), ("+12", 12),
        ("12,345,678", 12345678), (268.9, 268.9), ("16.35", 16.35), (0, 0), (0.4, 0.4), (1, 1),
    ],
)  # fmt: skip
def test_a_count_is_read(value, expected):
    assert figure(value, unit=Unit.COUNT).value == expected


@pytest.mark.parametrize("text", ["1,13", "11,31", "1 131", "12a", "twelve", "1.2.3", "12/", "=1+1", "1e3", "12 13"])
def test_what_is_no_number_is_refused_without_echo(text: str):
    reading = figure(text, unit=Unit.COUNT)
    assert (reading.value, reading.missing, reading.fault) == (None, Missing.CELL_ERROR, "unreadable-figure")
    assert text not in reading.fault_words
    assert str(len(text)) in reading.fault_words


@pytest.mark.parametrize(
    ("text", "value", "numerator", "denominator"),
    [
        ("41/104 (39.4%)", 100 * 41 / 104, 41, 104),
        ("41/104 39.4%", 100 * 41 / 104, 41, 104),
        ("41 / 104", 100 * 41 / 104, 41, 104),
        ("58% (45 of 78)", 100 * 45 / 78, 45, 78),
        ("57.7% (45 out of 78)", 100 * 45 / 78, 45, 78),
        ("57.7%, 45 of 78", 100 * 45 / 78, 45, 78),
        (f"58%{NBSP}(45{NBSP}of{NBSP}78)", 100 * 45 / 78, 45, 78),
        ("45 of 78", 100 * 45 / 78, 45, 78),
        ("1,045 of 1,100 (95%)", 95, 1045, 1100),
        ("0 of 7", 0, 0, 7),
        ("7 of 7 (100%)", 100, 7, 7),
        ("39.4% [41/104]", 100 * 41 / 104, 41, 104),
        ("41/104 [39.4%]", 100 * 41 / 104, 41, 104),
        ("(41/104) 39.4%", 100 * 41 / 104, 41, 104),
        ("39.4% - 41/104", 100 * 41 / 104, 41, 104),
        ("39.4% (n=41/104)", 100 * 41 / 104, 41, 104),
        ("41 of 104 = 39.4%", 100 * 41 / 104, 41, 104),
        ("41 of 104 (39.4%)*", 100 * 41 / 104, 41, 104),
        ("39.4% (41/104) (r)", 100 * 41 / 104, 41, 104),
        ("39.4%\n(41/104)", 100 * 41 / 104, 41, 104),
    ],
)
def test_counts_beside_a_percentage_decide_it(text, value, numerator, denominator):
    reading = figure(text)
    assert reading.value == pytest.approx(value)
    assert (reading.numerator, reading.denominator, reading.text) == (numerator, denominator, " ".join(text.split()))


@pytest.mark.parametrize("text", ["104 of 41", "104/41 (39.4%)", "39.4% (104 of 41)", "0 of 0", "3/0"])
def test_a_part_larger_than_the_whole_is_refused(text: str):
    reading = figure(text)
    assert (reading.value, reading.fault) == (None, "numerator-over-denominator")


@pytest.mark.parametrize("text", ["59% (45 of 78)", "41/104 (39.5%)", "57.6% (45 of 78)"])
def test_counts_that_disagree_with_their_percentage_are_refused(text: str):
    reading = figure(text)
    assert (reading.value, reading.fault) == (None, "counts-disagree")


@pytest.mark.parametrize("unit", [unit for unit in Unit if unit is not Unit.PER_CENT])
def test_counts_of_a_share_are_no_figure_of_another_unit(unit: Unit):
    assert figure("45 of 78", unit=unit).fault == "unreadable-figure"


@pytest.mark.parametrize(("words", "reason"), MISSING_WORDS.items())
def test_every_missing_word_gives_its_reason(words: str, reason: Missing):
    for text in (words, words.upper(), f" {words}{NBSP}", words.replace(" ", "\n")):
        reading = figure(text)
        assert (reading.value, reading.missing, reading.fault) == (None, reason, "")
        assert missing_word(text) is reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Not published yet", Missing.NOT_YET_PUBLISHED),
        ("DATA NOT YET AVAILABLE", Missing.NOT_AVAILABLE),
        ("TBC", Missing.NOT_AVAILABLE),
        ("n/a", Missing.NOT_APPLICABLE),
        ("Annual measure", Missing.NOT_APPLICABLE),
        ("–", Missing.NOT_APPLICABLE),
        ("Not a national measure", Missing.NOT_A_NATIONAL_MEASURE),
        ("x", Missing.SUPPRESSED),
        ("<5", Missing.SUPPRESSED),
    ],
)
def test_the_words_of_the_scorecards_are_known(text: str, reason: Missing):
    assert missing_word(text) is reason


@pytest.mark.parametrize("value", [None, "", "  ", NBSP, "\n"])
def test_a_blank_cell_has_no_figure(value):
    assert figure(value).missing is Missing.NO_FIGURE
    assert figure(value).fault == ""


@pytest.mark.parametrize(
    "error", ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", " #DIV/0! "]
)
def test_an_error_is_no_figure(error: str):
    reading = figure(error)
    assert (reading.value, reading.missing, reading.fault) == (None, Missing.CELL_ERROR, "error-cell")
    assert error.strip() in reading.fault_words


def test_a_formula_never_calculated_is_no_figure():
    reading = read_figure(cell(None, uncalculated=True), Unit.COUNT)
    assert (reading.value, reading.missing, reading.fault) == (None, Missing.CELL_ERROR, "formula-without-value")


@pytest.mark.parametrize("value", [0.6, 1, 1.0, 0.001, "0.6", "1", ".5", "1.0", "0.6*"])
def test_a_small_number_without_a_per_cent_sign_is_not_guessed_at(value):
    reading = figure(value)
    assert (reading.value, reading.missing, reading.fault) == (None, Missing.CELL_ERROR, "ambiguous-percentage")
    assert reading.fault_words.count("%") == 2


@pytest.mark.parametrize(("value", "number_format"), [(104.2, "General"), (1.042, "0.0%"), ("104.2%", "General")])
def test_a_share_cannot_pass_100(value, number_format):
    assert figure(value, number_format).fault == "percentage-over-100"
    assert figure(value, number_format, is_share=False).value == pytest.approx(104.2)


@pytest.mark.parametrize("unit", [unit for unit in Unit if unit is not Unit.PER_CENT])
@pytest.mark.parametrize(
    ("value", "number_format"), [(0.45, "0%"), (45, '0"%"'), ("45%", "General"), ("45 %", "General"), ("0%", "General")]
)
def test_a_percentage_is_no_count_or_rate(value, number_format, unit):
    reading = figure(value, number_format, unit)
    assert (reading.value, reading.missing, reading.fault) == (None, Missing.CELL_ERROR, "unit-disagrees")


@pytest.mark.parametrize("text", ["nil", "Zero", "NOUGHT"])
def test_a_word_for_nought_is_nought_where_things_are_counted(text: str):
    for unit in (Unit.COUNT, Unit.FULL_TIME_EQUIVALENT):
        reading = figure(text, unit=unit)
        assert (reading.value, reading.decimals, reading.fault) == (0, 0, "")
    for unit in (Unit.PER_CENT, Unit.RATE_PER_10000, Unit.AVERAGE, Unit.DAYS):
        assert "nought or no figure" in figure(text, unit=unit).fault_words


@pytest.mark.parametrize("unit", list(Unit))
def test_none_may_be_nought_or_no_figure_so_it_is_asked_about(unit: Unit):
    reading = figure("None", unit=unit)
    assert (reading.value, reading.fault) == (None, "unreadable-figure")
    assert "nought or no figure" in reading.fault_words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<5", Missing.SUPPRESSED), ("< 6", Missing.SUPPRESSED), ("<=5", Missing.SUPPRESSED),
        ("≤ 5", Missing.SUPPRESSED),
        ("1-5", Missing.SUPPRESSED), ("0–5", Missing.SUPPRESSED), ("1 to 4", Missing.SUPPRESSED),
        ("fewer than 5", Missing.SUPPRESSED), ("Fewer than 10", Missing.SUPPRESSED),
        ("less than 6", Missing.SUPPRESSED),
        ("under 5", Missing.SUPPRESSED), ("Up to 5", Missing.SUPPRESSED), ("#", Missing.SUPPRESSED),
        ("Suppressed", Missing.SUPPRESSED), ("c", Missing.SUPPRESSED), ("[c]", Missing.SUPPRESSED),
        ("*", Missing.SUPPRESSED),
        ("..", Missing.NOT_AVAILABLE), (":", Missing.NOT_AVAILABLE), ("[x]", Missing.NOT_AVAILABLE),
        ("Not collected", Missing.NOT_AVAILABLE), ("Data to be supplied", Missing.NOT_AVAILABLE),
        ("tbc", Missing.NOT_AVAILABLE),
        ("to\nfollow", Missing.NOT_AVAILABLE), ("z", Missing.NOT_APPLICABLE), ("—", Missing.NOT_APPLICABLE),
        ("–", Missing.NOT_APPLICABLE), ("no cases", Missing.NOT_APPLICABLE), ("low", Missing.ROUNDS_TO_ZERO),
        ("u", Missing.UNRELIABLE),
    ],
)  # fmt: skip
@pytest.mark.parametrize("unit", [Unit.COUNT, Unit.PER_CENT])
def test_every_marker_has_its_reason(text: str, reason: Missing, unit: Unit):
    reading = figure(text, unit=unit)
    assert (reading.value, reading.missing, reading.fault) == (None, reason, "")


@pytest.mark.parametrize("text", ["<50", "less than 22%", "5-10", "1-50", "2-5", "<", "fewer than", "<1%"])
def test_a_limit_that_hides_no_small_count_is_no_marker(text: str):
    assert missing_word(text) is None


def test_an_officers_own_words_for_a_missing_figure_are_known():
    words = {word_key("System  Change"): Missing.UNRELIABLE}
    assert figure("system\nchange", missing_words=words).missing is Missing.UNRELIABLE
    assert figure("system change").fault == "unreadable-figure"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("21.3*", 21.3), ("21.3 *", 21.3), ("21.3¹", 21.3), ("21.3⁴", 21.3), ("21.3^", 21.3), ("21.3 (r)", 21.3),
        ("21.3p", 21.3),
        ("21.3 P", 21.3), ("21.3 [r]", 21.3), ("21.3 (prov)", 21.3), ("21.3 (provisional)", 21.3),
        ("21.3 [note 2]", 21.3),
        ("21.3[1]", 21.3), ("21.3*†", 21.3), ("1,073 (e)", 1073), ("1\u00a0073", 1073), ("1\u2009073", 1073),
        ("12\u202f345\u202f678", 12345678), ("£1\u00a0073.50", 1073.5),
    ],
)  # fmt: skip
def test_marks_and_unbroken_spaces_do_not_change_a_figure(text: str, value: float):
    reading = figure(text, unit=Unit.COUNT)
    assert (reading.value, reading.fault) == (value, "")


@pytest.mark.parametrize(
    "text", ["21.3 (1)", "58% (45)", "21.3x", "21.3 abc", "1\u00a073", "1\u00a00734", "21.3 r2", "45 / ", "((3))"]
)
def test_what_may_be_a_second_figure_is_no_mark(text: str):
    assert figure(text).fault == "unreadable-figure"


@pytest.mark.parametrize("text", ["(3)", "(3.7)", "( 1,073 )", "£(3)", "-£3", "(£3)"])
def test_an_accountants_minus_is_a_minus(text: str):
    assert figure(text, unit=Unit.COUNT).fault == ("unreadable-figure" if text == "£(3)" else "negative-count")


@pytest.mark.parametrize(
    ("text", "value"), [("(3.7%)", -3.7), ("(3)", -3), ("-£3", -3), ("+0.2 (r)", 0.2), ("x", None)]
)
def test_a_difference_keeps_its_sign(text: str, value: float | None):
    assert read_difference(cell(text)).value == value


@pytest.mark.parametrize("text", ["--3", "-+3", "(-3)", "+-3", "- -3"])
def test_two_signs_are_no_figure(text: str):
    assert read_difference(cell(text)).fault == "unreadable-figure"


@pytest.mark.parametrize(
    "value", [datetime(2019, 5, 1), datetime(2011, 2, 14, 9, 30), "01-May", "1-May-19", "1/5/2019", "1 May 2019"]
)
def test_a_date_is_named_and_not_repeated(value):
    reading = figure(value, unit=Unit.COUNT)
    assert reading.fault == "unreadable-figure"
    assert "holds a date" in reading.fault_words
    assert "2011" not in reading.fault_words
    assert "May" not in reading.fault_words


@pytest.mark.parametrize("text", ["£1.2m", "1.2m", "£3k", "2 million", "1.5bn"])
def test_a_shortened_figure_is_named(text: str):
    assert "shortened" in figure(text, unit=Unit.COUNT).fault_words


def test_true_or_false_is_named():
    assert "TRUE or FALSE" in figure(True, unit=Unit.COUNT).fault_words


@pytest.mark.parametrize("value", [-1, "-1", "−278", -0.1])
def test_a_figure_cannot_be_below_nought(value):
    for unit in (Unit.COUNT, Unit.PER_CENT, Unit.RATE_PER_10000):
        assert figure(value, unit=unit).fault == "negative-count"


@pytest.mark.parametrize("value", [True, False, datetime(2019, 4, 1)])
def test_a_logical_value_or_a_date_is_no_figure(value):
    assert figure(value, unit=Unit.COUNT).fault == "unreadable-figure"


@pytest.mark.parametrize(
    ("text", "is_reason"),
    [
        ("approx 40", False),
        ("see email", False),
        ("4 5", False),
        ("about 12% of them", False),
        ("c. 1,200", False),
        ("New measure in 2018/19", True),
        ("Not comparable before 2017", True),
        ("New measure from September 2019 - see note 3", True),
        ("Reported only every year", True),
    ],
)
def test_a_few_words_around_a_figure_are_no_reason_for_its_lack(text: str, is_reason: bool):
    reading = figure(text, sentence=Missing.NOT_AVAILABLE)
    assert (reading.missing is Missing.NOT_AVAILABLE) is is_reason
    assert (reading.fault == "unreadable-figure") is not is_reason


def test_a_sentence_is_a_reason_only_where_the_column_allows_it():
    text = "New measure from September 2019 - no previous years"
    assert figure(text).fault == "unreadable-figure"
    assert figure(text, sentence=Missing.NOT_AVAILABLE).missing is Missing.NOT_AVAILABLE
    assert figure("Surname", sentence=Missing.NOT_AVAILABLE).fault == "unreadable-figure"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Measure for information - no target set yet", Missing.NOT_APPLICABLE),
        ("Not a national measure, so none", Missing.NOT_A_NATIONAL_MEASURE),
        ("Not yet published by the department", Missing.NOT_YET_PUBLISHED),
        ("x marks the spot", None),
        ("Na", None),
        ("Above Stat Neighbour Average", None),
    ],
)
def test_a_sentence_may_begin_with_a_missing_word(text: str, reason: Missing | None):
    assert missing_in_sentence(text) is reason


@pytest.mark.parametrize(
    ("value", "number_format", "expected", "decimals"),
    [(-0.037, "0.0%", -3.7, 1), ("-3.7%", "General", -3.7, 1), ("+0.20%", "General", 0.2, 2), (0.002, "+0.00%", 0.2, 2),
     ("−1%", "General", -1, 0), (0.6, "General", 0.6, 1)],
)  # fmt: skip
def test_a_difference_is_in_points_and_may_be_negative(value, number_format, expected, decimals):
    reading = read_difference(cell(value, number_format))
    assert (reading.value, reading.decimals) == (pytest.approx(expected), decimals)


@pytest.mark.parametrize(
    ("number_format", "decimals"),
    [("General", None), ("@", None), ("", None), ("0", 0), ("0.0%", 1), ("0.00", 2), ("#,##0", 0), ("#,##0.0##", 3),
     ("0.0;-0.00", 1)],
)  # fmt: skip
def test_a_format_says_how_many_decimals_are_shown(number_format: str, decimals: int | None):
    assert decimals_of_format(number_format) == decimals


@pytest.mark.parametrize(
    ("number_format", "expected"), [("0%", True), ("0.0%;-0.0%", True), ("0", False), ('0"%"', False), ("0\\%", False)]
)
def test_only_a_real_per_cent_format_multiplies(number_format: str, expected: bool):
    assert is_per_cent_format(number_format) is expected


# Percentages of up to two decimals, above 1 so that a bare number can be read one way only.
percentages = st.integers(101, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)


@given(percentages, st.integers(0, 2))
def test_a_written_percentage_is_read_back_in_each_manner(share: Decimal, places: int):
    shown = share.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    as_fraction = figure(float(shown / 100), "0%" if places == 0 else f"0.{'0' * places}%")
    as_number = figure(float(shown), "0" if places == 0 else f"0.{'0' * places}")
    as_text = figure(f"{shown}%")
    if shown == 1:
        assert as_number.fault == "ambiguous-percentage"
        as_number = as_text
    assert as_fraction.value == pytest.approx(float(shown), rel=1e-12)
    assert as_number.value == as_text.value == float(shown)
    assert {as_fraction.decimals, as_number.decimals, as_text.decimals} == {places}


@given(st.integers(0, 10_000_000))
def test_a_written_count_is_read_back(count: int):
    for value in (count, f"{count:,}", f"£{count:,}", f"{NBSP}{count} "):
        assert figure(value, unit=Unit.COUNT).value == count


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 2))
def test_written_counts_are_read_back(part: int, more: int, places: int):
    whole = part + more
    share = (Decimal(part) * 100 / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    for text in (f"{share}% ({part} of {whole})", f"{part:,}/{whole:,} ({share}%)"):
        reading = figure(text)
        assert (reading.numerator, reading.denominator) == (part, whole)
        assert reading.value == pytest.approx(100 * part / whole)

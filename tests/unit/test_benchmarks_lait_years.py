"""The interactive tool's years, by the measure's year type."""

import pytest

from dashboard.benchmarks.lait_years import YearType, parse_year_type, read_lait_year
from dashboard.vocabulary import Basis

FINANCIAL, ACADEMIC = YearType(basis=Basis.FINANCIAL_YEAR), YearType(basis=Basis.ACADEMIC_YEAR)
CALENDAR = YearType(basis=Basis.CALENDAR_YEAR)
SEPTEMBER, JANUARY = YearType(basis=Basis.MONTH_END, month=9), YearType(basis=Basis.MONTH_END, month=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Financial Year", FINANCIAL), ("Academic Year", ACADEMIC), ("Calendar Year", CALENDAR), ("Annual", FINANCIAL),
        ("annual", FINANCIAL), ("Annual (end of Sept)", SEPTEMBER), ("Annual - January", JANUARY),
        ("Annual - Autumn", None), ("Annual - March to May", None), ("Lunar Year", None), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_year_types(text, expected):
    assert parse_year_type(text) == expected


@pytest.mark.parametrize(
    ("text", "year_type", "period", "mark"),
    [
        ("2019", FINANCIAL, "2018/19", ""),
        ("2018-19", FINANCIAL, "2018/19", ""),
        ("2018/19", FINANCIAL, "2018/19", ""),
        ("2018-19 (OT)", FINANCIAL, "2018/19", "OT"),
        (" 2019 ", FINANCIAL, "2018/19", ""),
        ("2019", ACADEMIC, "2018/19-AY", ""),
        ("2018/19", ACADEMIC, "2018/19-AY", ""),
        ("2025 (prov)", ACADEMIC, "2024/25-AY", "prov"),
        ("2024 (Rev)", ACADEMIC, "2023/24-AY", "Rev"),
        ("2020 (Final)", ACADEMIC, "2019/20-AY", "Final"),
        ("1999-00", FINANCIAL, "1999/00", ""),
        ("2019", CALENDAR, "2019-CY", ""),
        ("2019", SEPTEMBER, "2019-09", ""),
        ("2019", JANUARY, "2019-01", ""),
    ],
)
def test_single_years(text, year_type, period, mark):
    read = read_lait_year(text, year_type)
    assert (str(read.period), read.mark, read.several) == (period, mark, False)
    assert read.provisional is (mark == "prov")


@pytest.mark.parametrize(
    ("text", "year_type", "several"),
    [
        ("2013/14-15/16", FINANCIAL, True),
        ("2014-16", CALENDAR, True),
        ("2014-15", CALENDAR, True),
        ("2018/19", SEPTEMBER, True),
        ("2015 - 2017", FINANCIAL, True),
        ("0", ACADEMIC, False),
        ("", FINANCIAL, False),
        ("Spring", ACADEMIC, False),
        ("20190", FINANCIAL, False),
        ("1066", FINANCIAL, False),
        ("2019 (", FINANCIAL, False),
    ],
)
def test_what_is_no_single_year(text, year_type, several):
    read = read_lait_year(text, year_type)
    assert (read.period, read.several) == (None, several)

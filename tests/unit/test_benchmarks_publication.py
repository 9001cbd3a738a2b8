"""The days on which each year's figures first came out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmark_fixtures import CATALOGUE

from dashboard.benchmarks.publication import Publication, Publications, load_publications
from dashboard.catalogue.load import load_catalogue
from dashboard.errors import DashboardError
from dashboard.periods import PeriodKind, financial_year, parse_period

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = load_publications(ROOT / "data" / "reference")
HEADING = "series,year,first_published,how_known\n"


def in_file(folder: Path, *rows: str) -> Path:
    (folder / "publication_dates.csv").write_text(HEADING + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


def published(day: str, year: str = "2018/19") -> Publication:
    return Publication(series="a", year=parse_period(year), published_on=date.fromisoformat(day), how_known="Printed.")


class TestShipped:
    def test_every_series_is_one_of_the_catalogues(self):
        known = {str(dataset.series) for dataset in load_catalogue(ROOT / "indicators.yaml").datasets}
        assert {one.series for one in SHIPPED} <= known

    def test_a_years_figures_come_out_after_its_end_and_within_two_years(self):
        for one in SHIPPED:
            assert 0 < (one.published_on - one.year.end).days < 730, one

    def test_later_years_come_out_later(self):
        for series in {one.series for one in SHIPPED}:
            own = sorted((one for one in SHIPPED if one.series == series), key=lambda one: one.year.sort_key)
            assert [one.published_on for one in own] == sorted({one.published_on for one in own})

    def test_each_says_how_it_is_known_in_a_sentence(self):
        assert all(one.how_known.endswith(".") and len(one.how_known) > 20 for one in SHIPPED)

    def test_the_figures_of_2018_19_came_out_before_the_papers_of_june_2020(self):
        found = SHIPPED.of("dfe-children-in-need", financial_year(2018))
        assert found.published_on == date(2019, 10, 31)
        assert SHIPPED.of("dfe-children-in-need", financial_year(2019)).published_on > date(2020, 6, 16)

    @pytest.mark.parametrize(("series", "year"), [("dfe-children-in-need", 2050), ("no-such-series", 2018)])
    def test_what_is_not_known_is_none(self, series, year):
        assert SHIPPED.of(series, financial_year(year)) is None

    def test_the_catalogue_of_tests_shares_its_series(self):
        assert any(one.series == str(CATALOGUE.datasets[0].series) for one in SHIPPED)


class TestReading:
    def test_a_row_is_read_with_its_words_folded(self, tmp_path):
        (one,) = load_publications(in_file(tmp_path, 'a,2018/19,2019-10-31,"Printed   on\n it."'))
        assert (one.series, one.year, one.published_on) == ("a", financial_year(2018), date(2019, 10, 31))
        assert one.how_known == "Printed on it."

    def test_other_kinds_of_year_are_read_too(self, tmp_path):
        rows = ("a,2019-CY,2020-02-27,Printed.", "a,2017/18-AY,2018-12-01,Printed.")
        kinds = [one.year.kind for one in load_publications(in_file(tmp_path, *rows))]
        assert kinds == [PeriodKind.CALENDAR_YEAR, PeriodKind.ACADEMIC_YEAR]

    def test_a_folder_without_the_file_knows_no_day(self, tmp_path):
        assert list(load_publications(tmp_path)) == []

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            ("a,2018,2019-10-31,Printed.", "is not a period"),
            ("a,2018/19,31/10/2019,Printed.", "31/10/2019"),
            ("a,2018/19,2019-03-31,Printed.", "before its end"),
            ("a,2018/19,2019-10-31, ", "how its day is known"),
            ("a,2018/19", "cut short"),
        ],
    )
    def test_a_row_that_cannot_be_is_said_with_its_file(self, tmp_path, row, words):
        with pytest.raises(DashboardError, match="cannot be read") as caught:
            load_publications(in_file(tmp_path, row))
        assert words in str(caught.value)

    def test_a_year_stands_once(self, tmp_path):
        rows = ("a,2018/19,2019-10-31,Printed.", "a,2018/19,2019-11-01,Printed.")
        with pytest.raises(DashboardError, match="twice"):
            load_publications(in_file(tmp_path, *rows))


class TestOfNewest:
    KNOWN = Publications([published("2019-10-31"), published("2018-02-15", "2017-09")])

    @pytest.mark.parametrize(
        ("newest", "day"),
        [
            ("2018/19", "2019-10-31"),
            ("2019-03", "2019-10-31"),
            ("2019-02", None),
            ("2017-09", "2018-02-15"),
            ("2018-09", None),
        ],
    )
    def test_months_come_out_with_their_year(self, newest, day):
        found = self.KNOWN.of_newest("a", parse_period(newest))
        assert (found and found.published_on.isoformat()) == day


class TestUsualMonth:
    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (["2017-10-30", "2018-10-25", "2019-10-31"], 10),
            (["2017-10-30", "2018-10-25"], None),
            (["2016-11-03", "2017-10-30", "2018-10-25", "2019-10-31"], 10),
            (["2014-11-03", "2015-12-01", "2016-09-03", "2017-10-30", "2018-10-25", "2019-10-31"], None),
            ([], None),
        ],
    )
    def test_more_than_half_of_three_or_more(self, days, expected):
        made = [published(day, f"{2016 + place}/{17 + place}") for place, day in enumerate(days)]
        assert Publications(made).usual_month("a") == expected

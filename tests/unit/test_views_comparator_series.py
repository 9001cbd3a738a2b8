"""Comparator series: everyone's figures of a year, what is worked out from them, and what they were before."""

from dataclasses import replace
from datetime import date

import pytest
from comparator_builders import (
    DONCASTER,
    ENGLAND,
    LIST,
    OURS,
    SERIES,
    YEAR,
    YORKSHIRE,
    a_published,
    as_authority,
    of_areas,
    of_neighbours,
    publish,
    with_indicator,
)

from dashboard.benchmarks.publication import Publication, Publications
from dashboard.benchmarks.spread import Band
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.errors import DashboardError
from dashboard.periods import financial_year, month
from dashboard.store.records import AsOf
from dashboard.views.build import build_indicator
from dashboard.views.comparing.series import ComparatorSeries, measure_of
from dashboard.vocabulary import AreaRole, Basis, Missing, Polarity

ISSUED = date(2019, 10, 31)
LATER = date(2020, 11, 26)
TENS = tuple(float(ten) for ten in range(10, 110, 10))
CAMDEN, INNER_LONDON, LONDON = "E09000007", "E13000001", "E12000007"
CUMBERLAND = "E06000063"


@pytest.fixture
def session(new_session):
    return new_session()


def series(session, indicator="re-referrals", **options):
    return ComparatorSeries(session, measure_of(session.catalogue.indicator(indicator)), **options)


def compared(session, year=YEAR, **options):
    return series(session, **options).year(year)


class TestOneYear:
    def test_everyone_stands_in_it_with_source_and_reason(self, session):
        neighbours = of_neighbours(session, [None, *TENS[:3]], cell="row 7")
        publish(session, [*of_areas({OURS: 21.3, YORKSHIRE: 24.6, ENGLAND: 22.6}), *neighbours], issued_on=ISSUED)
        found = compared(session)
        assert (found.ours.value, found.region.value, found.england.value) == (21.3, 24.6, 22.6)
        assert (found.ours.dataset, found.ours.sheet, found.ours.cell) == ("dfe-cin-c1", "", "row 5")
        assert found.ours.source == "Children in need, referrals and re-referrals (C1), row 5"
        assert [one.value for one in found.neighbours] == [None, 10.0, 20.0, 30.0, *[None] * 6]
        assert [one.missing for one in found.neighbours][:5] == [Missing.NOT_AVAILABLE, *[None] * 3, Missing.NO_FIGURE]
        assert (found.average.value, found.average.n, found.average.of) == (20.0, 3, 10)
        assert (found.list_id, found.list_words) == (LIST, "list of April 2021")

    def test_a_year_without_any_figure_is_all_reasons(self, session):
        found = compared(session)
        assert (found.ours.value, found.ours.missing, found.average.value) == (None, Missing.NO_FIGURE, None)
        assert (found.spread, found.band, found.rank, found.ranked) == (None, None, None, 0)

    def test_a_year_after_the_newest_is_not_published_yet(self, session):
        publish(session, of_areas({ENGLAND: 22.6}), issued_on=ISSUED)
        found = compared(session, YEAR.shift(1))
        assert found.england.missing is Missing.NOT_YET_PUBLISHED
        assert found.average.missing is Missing.NOT_YET_PUBLISHED
        assert compared(session, YEAR.shift(-1)).england.missing is Missing.NO_FIGURE

    def test_a_measure_that_is_not_national_says_so_whatever_the_year(self, session):
        found = series(session, "repeat-cp-plans-within-2-years").year(YEAR)
        assert found.england.missing is Missing.NOT_A_NATIONAL_MEASURE

    def test_only_authorities_in_being_count_and_no_region(self, session):
        bournemouth, its_successor = "E06000028", "E06000058"
        figures = of_areas({OURS: 3.0, bournemouth: 1.0, its_successor: 2.0, YORKSHIRE: 0.5, ENGLAND: 0.1})
        publish(session, figures, issued_on=ISSUED)
        found = compared(session)
        assert {one.area for one in found.authorities if one.value is not None} == {OURS, bournemouth}
        assert (found.rank, found.ranked, found.spread.n) == (2, 2, 2)

    def test_rank_band_and_threshold_are_of_all_authorities(self, session):
        others = [area.code for area in session.areas.authorities_in(YEAR) if area.code != OURS][:7]
        publish(session, of_areas({OURS: 30.0, **dict(zip(others, TENS, strict=False))}), issued_on=ISSUED)
        found = compared(session)
        assert (found.rank, found.ranked, found.band) == (3, 8, Band.B)
        assert found.top_quartile == 27.5
        assert sum(one.area == OURS for one in found.authorities) == 1

    def test_quarters_are_not_shown_where_the_catalogue_switches_them_off(self, session):
        kinds = session.catalogue.indicator("re-referrals").comparators.model_copy(update={"quartiles": False})
        without = with_indicator(session, "re-referrals", comparators=kinds)
        others = [area.code for area in session.areas.authorities_in(YEAR)][:8]
        publish(without, of_areas(dict(zip(others, TENS, strict=False))), issued_on=ISSUED)
        found = compared(without)
        assert (found.spread, found.band, found.top_quartile) == (None, None, None)
        assert found.ranked == 8

    @pytest.mark.parametrize("polarity", [Polarity.NO_POLARITY, Polarity.CLOSE_TO_TARGET])
    def test_without_a_good_way_nothing_is_best(self, session, polarity):
        without = with_indicator(session, "re-referrals", polarity=polarity)
        publish(without, [*of_areas({OURS: 5.0}), *of_neighbours(without, TENS)], issued_on=ISSUED)
        found = compared(without)
        assert (found.best_neighbour, found.band, found.rank, found.top_quartile) == (None, None, None, None)
        assert (found.spread.n, found.ranked) == (11, 11)

    def test_the_best_neighbour_is_by_polarity_and_the_nearest_of_equals(self, session):
        publish(session, of_neighbours(session, [30.0, 10.0, 10.0, 40.0]), issued_on=ISSUED)
        assert compared(session).best_neighbour == compared(session).neighbours[1]
        assert (
            compared(with_indicator(session, "re-referrals", polarity=Polarity.HIGHER_IS_BETTER)).best_neighbour
            == (compared(session).neighbours[3])
        )

    def test_an_authority_not_yet_made_is_no_missing_figure(self, session):
        found = compared(as_authority(session, CUMBERLAND))
        assert found.ours.missing is Missing.NOT_APPLICABLE
        assert "Cumberland was made in April 2023" in found.ours.note


class TestChange:
    def test_it_is_on_the_year_before_and_exact(self, session):
        publish(
            session,
            [a_published(21.3, area=OURS), a_published(22.9, area=OURS, period=YEAR.shift(-1))],
            issued_on=ISSUED,
        )
        assert compared(session).ours.change == -1.6
        assert compared(session, YEAR.shift(-1)).ours.change is None

    @pytest.mark.parametrize("before", [None, "gap"])
    def test_there_is_none_across_a_gap_or_a_reason(self, session, before):
        figures = [a_published(21.3, area=OURS), a_published(22.9, area=OURS, period=YEAR.shift(-2))]
        if before is None:
            figures.append(a_published(None, area=OURS, period=YEAR.shift(-1)))
        publish(session, figures, issued_on=ISSUED)
        assert compared(session).ours.change is None

    def test_there_is_none_across_a_change_of_definition(self, session):
        years = {financial_year(year): value for year, value in ((2013, 100.0), (2014, 71.8), (2015, 93.0))}
        figures = [
            a_published(value, area=OURS, period=year, indicator="assessments-within-45-days", sheet="dfe-cin-c2")
            for year, value in years.items()
        ]
        publish(session, figures, issued_on=ISSUED)
        changes = [one.change for one in series(session, "assessments-within-45-days").trend(OURS)]
        assert changes == [None, None, 21.2]


class TestYears:
    def test_they_are_those_with_a_published_figure(self, session):
        figures = [
            a_published(1.0, area=ENGLAND, period=financial_year(2016)),
            a_published(None, area=ENGLAND, period=financial_year(2017)),
            a_published(2.0, area=DONCASTER, period=financial_year(2018)),
        ]
        publish(session, figures, issued_on=ISSUED)
        assert [str(year) for year in series(session).years] == ["2016/17", "2018/19"]
        assert series(session).latest() == YEAR
        assert [str(one.period) for one in series(session).trend(ENGLAND)] == ["2016/17"]

    def test_what_only_a_workbook_prints_makes_no_year(self, session):
        printed = [a_published(22.6, area=ENGLAND, sheet="1 Front door", cell="AC11")]
        publish(session, printed, issued_on=ISSUED, report="social-care-scorecard")
        assert (series(session).years, series(session).latest()) == ((), None)
        england = compared(session).england
        assert (england.value, england.sheet, england.dataset) == (22.6, "1 Front door", "social-care-scorecard")


class TestListsAndMethods:
    def test_the_list_serves_the_year_or_is_picked(self, session):
        publish(session, of_areas({"E06000047": 50.0}), issued_on=ISSUED)  # a neighbour in the list of 2025 only
        assert compared(session).average.n == 0
        picked = compared(session, list_id="2025-05")
        assert (picked.list_id, picked.average.value, picked.average.n) == ("2025-05", 50.0, 1)
        assert compared(session, financial_year(2024)).list_id == "2025-05"

    def test_a_list_that_is_not_there_is_refused(self, session):
        with pytest.raises(DashboardError, match="no neighbour list"):
            compared(session, list_id="1999-01")

    @pytest.mark.parametrize(
        ("method", "value", "n"),
        [
            (ComparatorMethod.MEAN_OF_NEIGHBOURS, 110 / 3, 3),
            (ComparatorMethod.MEDIAN_OF_NEIGHBOURS, 40.0, 3),
            (ComparatorMethod.POOLED_NEIGHBOURS, 12.0, 1),
        ],
    )
    def test_the_method_is_picked_or_the_catalogues(self, session, method, value, n):
        neighbours = of_neighbours(session, [10.0, 40.0, 60.0])
        counted = replace(neighbours[0], numerator=12, denominator=100)
        publish(session, [counted, *neighbours[1:]], issued_on=ISSUED)
        picked = compared(session, method=method).average
        assert (picked.value, picked.n, picked.method) == (pytest.approx(value), n, method)
        kinds = session.catalogue.indicator("re-referrals").comparators
        by_method = kinds.model_copy(
            update={"statistical_neighbours": kinds.region.model_copy(update={"method": method})}
        )
        assert compared(with_indicator(session, "re-referrals", comparators=by_method)).average == picked

    def test_an_authority_made_later_has_no_neighbours_and_is_told_why(self, session):
        publish(session, of_areas({DONCASTER: 20.0}), issued_on=ISSUED)
        average = compared(as_authority(session, CUMBERLAND)).average
        assert (average.value, average.missing, average.of) == (None, Missing.NOT_APPLICABLE, 0)
        assert average.words == "Cumberland is not in the list of April 2021: it was made in April 2023."

    def test_another_council_has_its_own_neighbours_and_region(self, session):
        leeds = as_authority(session, "E08000035")
        publish(leeds, [*of_neighbours(leeds, TENS), a_published(24.6, area=YORKSHIRE)], issued_on=ISSUED)
        found = compared(leeds)
        assert (found.ours.name, found.average.value, found.region.value) == ("Leeds", 55.0, 24.6)
        assert DONCASTER not in {one.area for one in found.neighbours}


class TestRegion:
    @pytest.mark.parametrize(
        ("figures", "name", "value", "note"),
        [
            ({INNER_LONDON: 18.1, LONDON: 18.5}, "Inner London", 18.1, ""),
            ({INNER_LONDON: None, LONDON: 18.5}, "London", 18.5, "Inner London has no figure"),
            ({LONDON: 18.5}, "London", 18.5, "Inner London has no figure"),
            ({INNER_LONDON: None, LONDON: None}, "London", None, ""),
        ],
    )
    def test_london_stands_in_where_its_part_has_no_figure_and_it_is_said(self, session, figures, name, value, note):
        publish(session, of_areas(figures), issued_on=ISSUED)
        region = compared(as_authority(session, CAMDEN)).region
        assert (region.name, region.value) == (name, value)
        assert region.note.startswith(note)
        assert bool(region.note) is bool(note)

    def test_its_plain_mean_counts_each_of_its_authorities_alike(self, session):
        barnsley, wigan = "E08000038", "E08000010"
        codes = [session.areas.by_code(code).code for code in (OURS, DONCASTER, barnsley)]
        values = dict(zip(codes, (20.0, 30.0, None), strict=True))
        publish(session, of_areas({**values, wigan: 90.0, YORKSHIRE: 24.6}), issued_on=ISSUED)
        mean = series(session).region_mean(YEAR)
        assert (mean.value, mean.n) == (25.0, 2)
        assert series(session).region_mean(YEAR.shift(-5)) is None


class TestRestatements:
    def test_the_average_before_is_told_where_a_neighbours_figure_was_withdrawn(self, session):
        publish(session, of_neighbours(session, [100.0, *[10.0] * 9]), issued_on=ISSUED)
        publish(
            session,
            [
                *of_neighbours(session, [None], missing=Missing.UNRELIABLE),
                *of_neighbours(session, [None, *[10.0] * 9])[1:],
            ],
            issued_on=LATER,
            year=YEAR.shift(1),
        )
        found = compared(session)
        assert (found.average.value, found.average.n) == (10.0, 9)
        assert (found.average_before.value, found.average_before.n) == (19.0, 10)
        assert [one.area for one in found.restated] == [DONCASTER]
        assert compared(session, as_of=AsOf(issued=ISSUED)).average.value == 19.0
        assert compared(session, as_of=AsOf(issued=ISSUED)).average_before is None

    def test_pooled_before_uses_the_counts_of_before(self, session):
        first = of_neighbours(session, [50.0, 10.0])
        publish(
            session,
            [replace(one, numerator=n, denominator=100) for one, n in zip(first, (50, 10), strict=True)],
            issued_on=ISSUED,
        )
        second = of_neighbours(session, [20.0])[0]
        publish(session, [replace(second, numerator=20, denominator=100)], issued_on=LATER, year=YEAR.shift(1))
        found = compared(session, method=ComparatorMethod.POOLED_NEIGHBOURS)
        assert (found.average_before.value, found.average.value) == (30.0, 15.0)

    def test_only_the_newest_restatement_is_undone(self, session):
        publish(session, of_neighbours(session, [10.0, 10.0]), issued_on=ISSUED)
        publish(session, of_neighbours(session, [20.0, 10.0]), issued_on=LATER, year=YEAR.shift(1))
        publish(session, of_neighbours(session, [20.0, 30.0]), issued_on=date(2021, 10, 28), year=YEAR.shift(2))
        found = compared(session)
        assert (found.average_before.value, found.average.value) == (15.0, 25.0)
        assert [one.name for one in found.restated] == [found.neighbours[1].name]

    def test_a_figure_restated_twice_is_put_back_one_step(self, session):
        for value, issued_on in ((10.0, ISSUED), (20.0, LATER), (30.0, date(2021, 10, 28))):
            publish(session, of_neighbours(session, [value]), issued_on=issued_on, year=financial_year(issued_on.year))
        assert (compared(session).average_before.value, compared(session).average.value) == (20.0, 30.0)

    def test_the_years_with_a_restated_average_are_listed(self, session):
        for shift in (0.0, 1.0):
            first = of_neighbours(session, [10.0, 20.0], financial_year(2016))
            second = of_neighbours(session, [10.0 + shift, 20.0], financial_year(2017))
            year = financial_year(2018 + int(shift))
            publish(session, [*first, *second], issued_on=date(year.start.year, 10, 31), year=year)
        assert [str(found.period) for found in series(session).restated_years()] == ["2017/18"]

    def test_a_figure_that_came_late_changed_the_average_too(self, session):
        publish(session, of_neighbours(session, [10.0, None]), issued_on=ISSUED)
        publish(session, of_neighbours(session, [10.0, 20.0]), issued_on=LATER, year=YEAR.shift(1))
        found = compared(session)
        assert (found.average_before.value, found.average_before.n) == (10.0, 1)
        assert (found.average.value, found.average.n) == (15.0, 2)

    @pytest.mark.parametrize("series_of", [SERIES, "lait"])
    def test_the_same_figure_again_or_another_series_is_no_restatement(self, session, series_of):
        publish(session, of_neighbours(session, [10.0, 20.0]), issued_on=ISSUED)
        again = [10.0, 20.0] if series_of == SERIES else [11.0, 21.0]
        publish(session, of_neighbours(session, again), issued_on=LATER, report=series_of, year=YEAR.shift(1))
        found = compared(session)
        assert (found.average.value, found.average_before, found.restated) == (15.0, None, ())

    def test_our_own_restatement_leaves_the_average_alone(self, session):
        publish(session, of_areas({OURS: 20.0, DONCASTER: 10.0}), issued_on=ISSUED)
        publish(session, of_areas({OURS: 21.0, DONCASTER: 10.0}), issued_on=LATER, year=YEAR.shift(1))
        assert compared(session).average_before is None
        assert compared(session).ours.history.is_restated


class TestFirstPublished:
    """A year that readers had been given, though only a later release is loaded."""

    DAY = AsOf(issued=date(2020, 6, 16))

    @pytest.fixture
    def later(self, session):
        days = ((2016, None), (2017, date(2018, 10, 25)), (2018, date(2019, 10, 31)), (2019, date(2020, 11, 26)))
        known = [
            Publication(series=SERIES, year=financial_year(year), published_on=day, how_known="for a test")
            for year, day in days
            if day
        ]
        dated = replace(session, publications=Publications(known))
        for issued_on, shift in ((date(2024, 10, 31), 0.0), (date(2025, 10, 30), 1.0)):
            figures = [
                a_published(20.0 + shift, area=ENGLAND, period=financial_year(year)) for year in range(2016, 2020)
            ]
            publish(dated, figures, issued_on=issued_on, year=financial_year(issued_on.year - 1))
        return dated

    def test_it_is_taken_from_the_earliest_release_that_carries_it_and_said(self, later):
        england = compared(later, as_of=self.DAY, first_published=True).england
        assert england.value == 20.0
        assert england.note == "as carried by the release of 31 October 2024; first published 31 October 2019"

    def test_a_year_first_published_after_the_day_is_not_there(self, later):
        england = compared(later, YEAR.shift(1), as_of=self.DAY, first_published=True).england
        assert (england.value, england.missing) == (None, Missing.NOT_YET_PUBLISHED)

    def test_a_year_before_one_that_was_out_was_out_too(self, later):
        england = compared(later, financial_year(2016), as_of=self.DAY, first_published=True).england
        assert england.note.endswith("; first published by 25 October 2018")
        on_the_eve = compared(
            later, financial_year(2016), as_of=AsOf(issued=date(2018, 10, 24)), first_published=True
        ).england
        assert on_the_eve.value is None

    def test_it_has_to_be_asked_for(self, later):
        assert compared(later, as_of=self.DAY).england.value is None
        assert compared(later, first_published=True).england.value == 21.0
        assert compared(later, first_published=True).england.note == ""

    def test_a_release_that_had_been_issued_by_then_is_taken_as_it_stood(self, later):
        publish(later, [a_published(19.0, area=ENGLAND)], issued_on=ISSUED)
        england = compared(later, as_of=self.DAY, first_published=True).england
        assert (england.value, england.note) == (19.0, "")


class TestCountsOnOneDay:
    """Measures that a national release gives for one day of the year, beside monthly figures of our own."""

    SEPTEMBER = month(2019, 9)

    def caseload(self, value, area, period, **changes):
        return a_published(
            value, area=area, period=period, indicator="average-caseload", basis=Basis.MONTH_END, **changes
        )

    @pytest.fixture
    def both(self, session):
        national = [self.caseload(15.5, OURS, self.SEPTEMBER), self.caseload(15.7, OURS, month(2018, 9))]
        publish(session, national, issued_on=date(2020, 2, 27), report="dfe-social-work-workforce")
        ours = [
            self.caseload(16.4, OURS, self.SEPTEMBER, sheet="6 Workforce"),
            self.caseload(16.5, OURS, month(2019, 8), sheet="6 Workforce"),
        ]
        publish(session, ours, issued_on=date(2019, 10, 20), report="social-care-scorecard")
        return session

    def test_ours_is_the_published_one_and_the_year_before_is_twelve_months_back(self, both):
        found = series(both, "average-caseload").year(self.SEPTEMBER)
        assert (found.ours.value, found.ours.sheet, found.ours.change) == (15.5, "", -0.2)
        assert [str(year) for year in series(both, "average-caseload").years] == ["2018-09", "2019-09"]

    def test_our_monthly_line_is_our_own(self, both):
        view = build_indicator(both, indicator="average-caseload", basis=None, as_at=None)
        assert [(point.label, point.value) for point in view.trend.points] == [("Aug 2019", 16.5), ("Sep 2019", 16.4)]

    def test_without_a_report_of_ours_the_published_figures_are_the_line(self, session):
        national = [self.caseload(15.5, OURS, self.SEPTEMBER), self.caseload(15.7, OURS, month(2018, 9))]
        publish(session, national, issued_on=date(2020, 2, 27), report="dfe-social-work-workforce")
        view = build_indicator(session, indicator="average-caseload", basis=None, as_at=None)
        assert [point.label for point in view.trend.points] == ["Sep 2018", "Sep 2019"]


def test_a_quarterly_return_is_no_national_figure(session):
    given = a_published(
        17.0, area=YORKSHIRE, period=month(2019, 12), indicator="average-caseload", basis=Basis.MONTH_END
    )
    publish(session, [given], issued_on=date(2020, 1, 20), report="regional-return")
    found = series(session, "average-caseload")
    assert (found.years, found.year(month(2019, 12)).region.value) == ((), None)


def test_a_year_in_progress_is_given_by_the_workbook(session):
    in_year = a_published(
        23.6, area=YORKSHIRE, period=YEAR.last_month, basis=Basis.YEAR_TO_DATE, sheet="Comparison", provisional=True
    )
    publish(session, [in_year], issued_on=ISSUED, report="briefing")
    found = series(session).in_year(YEAR)
    assert (found[AreaRole.REGION].value, found[AreaRole.REGION].provisional) == (23.6, True)

"""When each national release is due next."""

from datetime import UTC, date, datetime

import pytest
from catalogue_snippets import a_catalogue, load
from editions_builders import OURS, stored

from dashboard.benchmarks.publication import Publication, Publications
from dashboard.intake.session import Session
from dashboard.observations import Observation
from dashboard.periods import month, parse_period
from dashboard.views.quality.releases import Due, Held, held, next_release, release_month, release_of, releases
from dashboard.vocabulary import Basis, IndicatorId

CATALOGUE = load(a_catalogue("first", "second"))
DATASET = CATALOGUE.datasets[0]
YEAR = parse_period("2024/25")
HELD = Held(newest=YEAR, issued_on=date(2025, 10, 30))


def a_figure(period="2018/19", indicator="first", value=10.0):
    return Observation(
        indicator=IndicatorId(indicator),
        basis=Basis.FINANCIAL_YEAR,
        area=OURS,
        period=parse_period(period),
        value=value,
        missing=None,
    )


def a_session(today=datetime(2026, 3, 2, tzinfo=UTC), publications=(), catalogue=CATALOGUE):
    return Session(
        store=None, catalogue=catalogue, areas=None, publications=Publications(publications), clock=lambda: today
    )


class TestNextRelease:
    @pytest.mark.parametrize(
        ("issued", "release", "expected"),
        [
            (date(2025, 10, 30), 10, month(2026, 10)),
            (date(2019, 12, 5), 11, month(2020, 11)),  # it slipped into the month after
            (date(2025, 10, 31), 11, month(2026, 11)),  # it came a day early
            (date(2025, 12, 31), 1, month(2027, 1)),  # a day early, over the new year
            (date(2026, 1, 2), 12, month(2026, 12)),  # two days late, over the new year
            (date(2024, 2, 29), 2, month(2025, 2)),
        ],
    )
    def test_is_expected_about_a_year_after_the_one_held(self, issued, release, expected):
        one = next_release(DATASET, Held(newest=YEAR, issued_on=issued), issued, release)
        assert (one.expected, one.due) == (expected, Due.LATER)

    @pytest.mark.parametrize(
        ("today", "due"),
        [
            (date(2026, 9, 30), Due.LATER),
            (date(2026, 10, 1), Due.THIS_MONTH),
            (date(2026, 10, 31), Due.THIS_MONTH),
            (date(2026, 11, 1), Due.OVERDUE),
        ],
    )
    def test_is_overdue_only_once_its_month_is_over(self, today, due):
        one = next_release(DATASET, HELD, today, 10)
        assert one.due is due
        assert "October 2026" in one.words
        assert "30 October 2025" in one.words
        assert ("overdue" in one.words) is (due is Due.OVERDUE)

    def test_without_a_month_nothing_is_expected(self):
        one = next_release(DATASET, HELD, date(2030, 1, 1), None)
        assert (one.due, one.expected) == (Due.NO_MONTH, None)
        assert one.words.startswith("no fixed month")

    @pytest.mark.parametrize(
        ("today", "expected"),
        [(date(2026, 10, 31), month(2026, 10)), (date(2026, 11, 1), month(2027, 10))],
    )
    def test_what_was_never_loaded_comes_next_in_its_month(self, today, expected):
        one = next_release(DATASET, None, today, 10)
        assert (one.due, one.newest, one.expected) == (Due.NOT_LOADED, None, expected)
        assert next_release(DATASET, None, today, None).words == "not loaded"


class TestHeld:
    def test_a_correction_does_not_move_the_month(self):
        figures = stored((1, "releases", "2018/19", 1, [a_figure()]), (2, "releases", "2018/19", 1, [a_figure()]))
        figures.loc[figures["edition"] == 1, "issued_on"] = "2019-10-31"
        figures.loc[figures["edition"] == 2, "issued_on"] = "2020-05-20"
        assert held(with_year(), DATASET, figures) == Held(newest=parse_period("2018/19"), issued_on=date(2019, 10, 31))

    def test_other_sources_of_the_same_measure_are_not_the_release(self):
        figures = stored((1, "scorecard", "2019-10", 1, [a_figure()]))
        assert held(with_year(), DATASET, figures) is None

    def test_an_older_release_loaded_late_is_not_the_newest(self):
        figures = stored(
            (1, "releases", "2018/19", 1, [a_figure("2018/19")]), (2, "releases", "2016/17", 1, [a_figure("2016/17")])
        )
        assert held(with_year(), DATASET, figures).newest == parse_period("2018/19")


def with_year():
    """Publish the measure under its full year, as the figures here are."""
    return load(a_catalogue("first", "second"))


class TestOfTheCatalogue:
    def test_lists_the_files_that_figures_come_from(self):
        assert [one.dataset for one in releases(a_session(), stored((1, "scorecard", "2019-10", 1, [a_figure()])))] == [
            "release"
        ]

    def test_a_measure_that_is_published_nowhere_has_none(self):
        figures = stored((1, "scorecard", "2019-10", 1, [a_figure()]))
        local = CATALOGUE.indicators[0].model_copy(update={"published": ()})
        assert release_of(a_session(), local, figures) is None
        assert release_of(a_session(), CATALOGUE.indicators[0], figures).due is Due.NOT_LOADED

    def test_the_month_is_the_catalogues_before_that_of_known_days(self):
        days = [
            Publication(series="releases", year=parse_period(f"{y}/{y - 1999}"), published_on=date(y + 1, 11, 9),
                        how_known="printed")
            for y in (2016, 2017, 2018)
        ]  # fmt: skip
        assert release_month(a_session(publications=days), DATASET) == 11
        assert release_month(a_session(publications=days), DATASET.model_copy(update={"release_month": 10})) == 10
        assert release_month(a_session(), DATASET) is None

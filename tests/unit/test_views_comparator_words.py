"""Comparisons in words: place and quarter, an older comparator, a restated average, the region's two averages."""

from datetime import date

import pytest
from comparator_builders import (
    OURS,
    YEAR,
    YORKSHIRE,
    a_published,
    of_areas,
    of_neighbours,
    publish,
)

from dashboard.benchmarks.compare import Mean
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.periods import financial_year, month
from dashboard.views.comparing.series import ComparatorSeries, measure_of
from dashboard.views.comparing.words import (
    older_words,
    place_words,
    region_words,
    restated_average_words,
    why_nobody,
)
from dashboard.vocabulary import Missing, Unit

ISSUED, LATER = date(2019, 10, 31), date(2020, 11, 26)


@pytest.fixture
def session(new_session):
    return new_session()


def year_of(session, **options):
    return ComparatorSeries(session, measure_of(session.catalogue.indicator("re-referrals")), **options).year(YEAR)


def publish_place(session, ours, others):
    codes = [area.code for area in session.areas.authorities_in(YEAR) if area.code != OURS]
    publish(session, of_areas({OURS: ours, **dict(zip(codes, others, strict=False))}), issued_on=ISSUED)


@pytest.mark.parametrize(
    ("ours", "others", "place"),
    [
        (1.0, (2.0, 3.0, 4.0), "1st of 4 authorities (1st is best), in the best quarter of them"),
        (3.0, (1.0, 2.0, 4.0), "3rd of 4 authorities (1st is best), in the third quarter of them"),
        (2.0, (1.0, 2.0, 3.0), "joint 2nd of 4 authorities (1st is best), in the second quarter of them"),
        (2.0, (1.0, 3.0), "2nd of 3 authorities (1st is best)"),
    ],
)
def test_our_place_is_said_with_its_quarter(session, ours, others, place):
    publish_place(session, ours, others)
    assert place_words(year_of(session), Unit.PER_CENT) == f"In 2018/19 ours ({ours}%) was {place}."


def test_without_a_published_figure_of_ours_we_have_no_place(session):
    publish_place(session, None, (1.0, 2.0))
    assert place_words(year_of(session), Unit.PER_CENT) == ""


def test_a_provisional_figure_of_ours_is_not_ranked(session):
    codes = [area.code for area in session.areas.authorities_in(YEAR) if area.code != OURS]
    publish(session, of_areas({codes[0]: 1.0, codes[1]: 2.0}), issued_on=ISSUED)
    ours = a_published(1.5, area=OURS, sheet="1 Front door", provisional=True)
    publish(session, [ours], issued_on=ISSUED, report="social-care-scorecard")
    found = year_of(session)
    assert (found.ours.value, found.rank, found.ranked) == (1.5, None, 2)
    assert place_words(found, Unit.PER_CENT) == ""


@pytest.mark.parametrize(
    ("year", "ours", "said"),
    [
        (YEAR, month(2020, 3), "Compared with 2018/19, the latest published; ours is March 2020."),
        (YEAR, financial_year(2019), "Compared with 2018/19, the latest published; ours is 2019/20."),
        (YEAR, month(2019, 3), ""),
        (YEAR, YEAR, ""),
        (financial_year(2019), month(2019, 10), ""),
    ],
)
def test_an_older_comparator_is_said(year, ours, said):
    assert older_words(year, ours) == said


def restate(session, before, after, **changes):
    publish(session, of_neighbours(session, before), issued_on=ISSUED)
    publish(session, of_neighbours(session, after, **changes), issued_on=LATER, year=YEAR.shift(1))
    return restated_average_words(year_of(session), Unit.PER_CENT)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            [100.0, 10.0], [None, 10.0],
            "was 55.00% (mean of 2), now 10.00% (mean of 1) since Doncaster's figure was withdrawn",
        ),
        (
            [10.0, 10.0], [20.0, 30.0],
            "was 10.00% (mean of 2), now 25.00% (mean of 2) since Doncaster's and Wigan's figures were restated",
        ),
        (
            [None, 10.0], [20.0, 10.0],
            "was 10.00% (mean of 1), now 15.00% (mean of 2) since Doncaster's figure was published late",
        ),
        (
            [10.0, 20.0], [None, 30.0],
            "was 15.00% (mean of 2), now 30.00% (mean of 1) since Doncaster's figure was withdrawn and Wigan's figure "
            "was restated",
        ),
        (
            [1.0, 1.0, 1.0, 1.0], [2.0, 2.0, 2.0, 2.0],
            "was 1.00% (mean of 4), now 2.00% (mean of 4) since the figures of 4 neighbours were restated",
        ),
        ([10.0, 10.0], [10.0, 10.0], ""),
    ],
)  # fmt: skip
def test_a_restated_average_says_what_it_was_and_whose_figure_changed(session, before, after, said):
    assert restate(session, before, after) == said


def test_an_average_that_went_altogether_says_so(session):
    said = restate(session, [10.0], [None], missing=Missing.UNRELIABLE)
    assert said == "was 10.00% (mean of 1), now not available (mean of 0) since Doncaster's figure was withdrawn"


def test_the_statistic_is_named(session):
    publish(session, of_neighbours(session, [10.0, 20.0]), issued_on=ISSUED)
    publish(session, of_neighbours(session, [30.0, 20.0]), issued_on=LATER, year=YEAR.shift(1))
    found = year_of(session, method=ComparatorMethod.MEDIAN_OF_NEIGHBOURS)
    assert restated_average_words(found, Unit.PER_CENT).startswith("was 15.00% (median of 2), now 25.00% (median of 2)")


def test_the_region_is_told_counted_together_and_as_a_plain_mean(session):
    publish(session, of_areas({YORKSHIRE: 24.6}), issued_on=ISSUED)
    region = year_of(session).region
    assert region_words(region, Mean(value=21.96, n=15), Unit.PER_CENT, 1) == (
        "Yorkshire and The Humber in 2018/19: 24.6% counted as a whole, 22.0% if each of its 15 "
        "authorities with a figure counted alike."
    )
    assert region_words(None, Mean(value=21.96, n=15), Unit.PER_CENT, 1) == ""
    assert region_words(region, None, Unit.PER_CENT, 1) == ""


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Missing.NOT_A_NATIONAL_MEASURE, "it is not a national measure, so nobody else publishes it"),
        (Missing.NOT_APPLICABLE, "numbers of places of different size do not compare"),
        (Missing.NOT_YET_PUBLISHED, "they are not published yet"),
        (None, "they are not available"),
    ],
)
def test_why_nobody_can_be_compared_with_is_a_sentence(reason, said):
    assert why_nobody(reason) == said

"""The Benchmarks section: the scorecard's four benchmark columns from published figures, beside what was printed."""

from datetime import date

import pytest
from comparator_builders import (
    ENGLAND,
    OURS,
    YEAR,
    a_published,
    as_authority,
    of_areas,
    of_neighbours,
    publish,
    with_indicator,
)

from dashboard.observations import BEST_STATISTICAL_NEIGHBOUR, NATIONAL_TOP_QUARTILE, STATISTICAL_NEIGHBOURS
from dashboard.periods import academic_year, calendar_year, financial_year, month
from dashboard.views.build import build_indicator
from dashboard.views.comparing.printed import PRINTED_NAMES, printed_year
from dashboard.vocabulary import Basis, Missing, Polarity

ISSUED = date(2019, 10, 31)
PRINTED = {STATISTICAL_NEIGHBOURS: 55.0, BEST_STATISTICAL_NEIGHBOUR: 10.0, ENGLAND: 22.6, NATIONAL_TOP_QUARTILE: 32.5}
TENS = tuple(float(ten) for ten in range(10, 110, 10))
AVERAGE, BEST, NATIONAL, QUARTILE = PRINTED_NAMES.values()


@pytest.fixture
def session(new_session):
    return new_session()


def publish_national(session):
    figures = [*of_neighbours(session, TENS), *of_areas({OURS: 21.3, ENGLAND: 22.6})]
    publish(session, figures, issued_on=ISSUED)


def publish_printed(session, **changes):
    printed = {area: changes.get(area.replace("-", "_"), value) for area, value in PRINTED.items()}
    cells = [
        a_published(value, area=area, sheet="1 Front door", cell="V11", decimals=2) for area, value in printed.items()
    ]
    local = a_published(20.7, area=OURS, period=month(2019, 10), basis=Basis.ROLLING_12_MONTHS, sheet="1 Front door")
    return publish(session, [*cells, local], issued_on=date(2019, 11, 21), report="social-care-scorecard")


def benchmarks(session, indicator="re-referrals"):
    view = build_indicator(session, indicator=indicator, basis=None, as_at=None)
    return {row.name: row for row in view.benchmarks if row.year == "2018/19"}


def test_the_four_are_worked_out_with_year_method_list_and_number(session):
    publish_national(session)
    publish_printed(session)
    rows = benchmarks(session)
    assert [(row.name, row.figure.text, row.method) for row in rows.values()] == [
        (AVERAGE, "55.00%", "mean of 10 neighbours, list of April 2021"),
        (BEST, "10.0%", "Doncaster, best of 10 neighbours with a figure, list of April 2021"),
        (NATIONAL, "22.6%", "published, counted across the whole country"),
        (QUARTILE, "25.65%", "the best quarter of 11 authorities is at or below this"),
    ]


def test_beside_each_stands_what_was_printed_and_a_disagreement_is_said_plainly(session):
    publish_national(session)
    edition = publish_printed(session)
    rows = benchmarks(session)
    place = f"(edition {edition}, Social care scorecard, 1 Front door V11)"
    assert [(row.printed, row.disagrees) for row in rows.values()] == [
        (f"55.00%, the same {place}", False),
        (f"10.00%, the same {place}", False),
        (f"22.60%, the same {place}", False),
        (f"32.50%, which does not agree {place}", True),
    ]


@pytest.mark.parametrize(
    ("values", "printed", "disagrees"),
    [
        ((10.0, 10.5), 10.25, False),
        ((10.0, 10.1, 10.2, 10.3), 10.15, False),
        ((10.1, 10.1, 10.1, 10.2, 10.1, 10.1, 10.1, 10.1), 10.11, False),  # 10.1125
        ((0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2), 0.12, True),  # 0.1125
        ((10.0, 10.5), 10.26, True),
    ],
)
def test_printed_agrees_when_the_worked_out_figure_rounds_to_it(session, values, printed, disagrees):
    publish(session, of_neighbours(session, values), issued_on=ISSUED)
    publish_printed(session, statistical_neighbours=printed)
    assert benchmarks(session)[AVERAGE].disagrees is disagrees


def test_a_half_may_have_been_rounded_either_way(session):
    publish(session, of_neighbours(session, (10.0, 10.1, 10.2, 10.2)), issued_on=ISSUED)  # 10.125
    for printed in (10.12, 10.13):
        publish_printed(session, statistical_neighbours=printed)
        assert not benchmarks(session)[AVERAGE].disagrees


def test_what_only_the_scorecard_says_stands_as_printed(session):
    publish_printed(session)
    rows = benchmarks(session)
    assert {row.figure.text for row in rows.values()} == {"no figure"}
    assert {row.method for row in rows.values()} == {"no national release with this year is loaded"}
    assert rows[NATIONAL].printed.startswith("22.60% (edition")
    assert not any(row.disagrees for row in rows.values())


def test_an_england_that_only_a_workbook_prints_is_no_published_one(session):
    publish(session, of_neighbours(session, TENS), issued_on=ISSUED)
    publish_printed(session)
    england = benchmarks(session)[NATIONAL]
    assert (england.figure.text, england.method) == ("no figure", "no national figure is published for it")


def test_equals_share_the_best_place(session):
    publish(session, of_neighbours(session, (30.0, 10.0, 10.0)), issued_on=ISSUED)
    publish_printed(session)
    assert benchmarks(session)[BEST].method.startswith("Wigan and 1 more, best of 3 neighbours with a figure")


@pytest.mark.parametrize(
    ("polarity", "best", "quarter"),
    [
        (Polarity.HIGHER_IS_BETTER, "100.0%", "the best quarter of 11 authorities is above this"),
        (Polarity.NO_POLARITY, "not applicable", "there is no best quarter: neither high nor low is good"),
    ],
)
def test_best_is_by_polarity(session, polarity, best, quarter):
    changed = with_indicator(session, "re-referrals", polarity=polarity)
    publish_national(changed)
    publish_printed(changed)
    rows = benchmarks(changed)
    assert (rows[BEST].figure.text, rows[QUARTILE].method) == (best, quarter)


def test_too_few_authorities_make_no_quarter(session):
    publish(session, of_neighbours(session, TENS[:3]), issued_on=ISSUED)
    publish_printed(session)
    row = benchmarks(session)[QUARTILE]
    assert (row.figure.missing, row.method) == (Missing.NOT_AVAILABLE, "too few authorities with a figure (3)")


def test_quarters_that_the_catalogue_switches_off_say_why(session):
    kinds = session.catalogue.indicator("re-referrals").comparators.model_copy(update={"quartiles": False})
    without = with_indicator(session, "re-referrals", comparators=kinds)
    publish_national(without)
    publish_printed(without)
    assert benchmarks(without)[QUARTILE].method == "figures lie too close together for quarters"


def test_an_authority_without_neighbours_is_told_why(session):
    cumberland = as_authority(session, "E06000063")
    publish_national(session)
    publish_printed(session)
    rows = benchmarks(cumberland)
    why = "Cumberland is not in the list of April 2021: it was made in April 2023."
    assert (rows[AVERAGE].method, rows[BEST].method) == (why, why)


@pytest.mark.parametrize(
    ("period", "year"),
    [
        (financial_year(2018), financial_year(2018)),
        (academic_year(2018), financial_year(2018)),
        (month(2019, 9), None),
        (calendar_year(2019), None),
    ],
)
def test_a_heading_tells_a_year_only_where_it_can_mean_one(period, year):
    assert printed_year(period) == year


def test_every_printed_benchmark_of_the_demonstration_is_worked_out_again(demo):
    """Where a printed figure's year is told by its heading, the department's files give the very same figure."""
    compared = agreed = 0
    for indicator in demo.catalogue.indicators:
        for as_at in ("2019-09", "2020-03"):
            view = build_indicator(demo, indicator=indicator.id, basis=None, as_at=as_at)
            beside = [row for row in view.benchmarks if row.printed and row.figure.missing is None]
            compared += len(beside)
            agreed += sum(not row.disagrees for row in beside)
    assert compared > 100
    assert agreed == compared


def test_years_before_are_there_too_and_a_year_without_anything_is_not(session):
    publish_national(session)
    publish(session, of_areas({ENGLAND: 21.0}, YEAR.shift(-2)), issued_on=date(2017, 11, 1), year=YEAR.shift(-2))
    view = build_indicator(session, indicator="re-referrals", basis="financial_year", as_at=None)
    assert list(dict.fromkeys(row.year for row in view.benchmarks)) == ["2018/19", "2016/17"]

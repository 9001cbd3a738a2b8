"""In-year figures: which month and form they are of, whose are shown, and when the published year takes their place."""

from dataclasses import replace
from datetime import date

import pytest
from benchmark_fixtures import C1_2025, CATALOGUE, DONCASTER, ENGLAND, ROTHERHAM, YORKSHIRE, a_csv, a_row
from demo_fixtures import preview_demo

from dashboard.benchmarks.return_template import TEMPLATE_COLUMNS
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.intake.publish import publish_preview
from dashboard.intake.releases import preview_release, publish_release
from dashboard.periods import academic_year, financial_year
from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW
from dashboard.views.comparing.in_year import in_year_figures, in_year_words
from dashboard.views.comparing.series import measure_of
from dashboard.vocabulary import AreaCode, AreaRole, Basis, Missing

BRIEFING = "briefing-comparison-tables-2020-06-16.xlsx"
JUNE_2020 = AsOf(issued=date(2020, 6, 30))
YEAR = financial_year(2019)
OURS, REGION = AreaRole.OURS, AreaRole.REGION
NEIGHBOURS, NATIONAL = AreaRole.STATISTICAL_NEIGHBOURS, AreaRole.ENGLAND
# The list of April 2021, in its order.
TEN = ("371", "359", "332", "357", "370", "894", "813", "807", "812", "384")


def publish(session, content, name="return.csv", issued_on=date(2020, 5, 20)):
    return publish_release(session, preview_release(session, name, content), by="Test", issued_on=issued_on)


def a_return(*rows, measure="re-referrals", year="2019/20", basis=""):
    """Make a return of rows of quarter, area and figure, and where wanted the two counts."""
    lines = [",".join(TEMPLATE_COLUMNS)]
    for quarter, area, figure, *counts in rows:
        above, below = counts or ("", "")
        lines.append(f"{measure},{year},{quarter},{basis},{area},{figure},{above},{below},")
    return "\r\n".join([*lines, ""]).encode()


def in_year(session, indicator="re-referrals", year=YEAR, as_of=NOW):
    return in_year_figures(session, measure_of(session.catalogue.indicator(indicator)), year, as_of=as_of)


def values(found):
    return {role: figure.value for role, figure in found.items()}


@pytest.mark.parametrize(
    ("indicator", "ours", "region", "others"),
    [
        ("re-referrals", (20.7, "D7"), (23.6, "D8"), Missing.NOT_YET_PUBLISHED),
        ("repeat-cp-plans-ever", (17.5, "D15"), (19.8, "D16"), Missing.NOT_YET_PUBLISHED),
        ("repeat-cp-plans-within-2-years", (8.6, "D23"), (9.0, "D24"), Missing.NOT_A_NATIONAL_MEASURE),
    ],
)
def test_the_briefing_of_june_2020_gives_its_own_figures_and_reasons(demo, indicator, ours, region, others):
    found = in_year(demo, indicator, as_of=JUNE_2020)
    assert [(found[role].value, found[role].cell) for role in (OURS, REGION)] == [ours, region]
    assert {found[role].dataset for role in (OURS, REGION)} == {"briefing"}
    assert [found[role].missing for role in (NEIGHBOURS, NATIONAL)] == [others, others]
    assert {in_year_words(figure) for figure in found.values()} == {"in-year, to March 2020, provisional"}
    assert all(figure.provisional for figure in found.values())


def test_the_published_year_takes_the_place_of_the_in_year_figures(demo):
    assert in_year(demo) == {}
    # Never published nationally, so that the regional figures stay.
    assert in_year(demo, "repeat-cp-plans-within-2-years")[REGION].value == 9.0


def test_nothing_is_given_of_a_year_without_figures_or_of_another_kind_of_year(demo):
    assert in_year(demo, year=financial_year(2040)) == {}
    assert in_year(demo, year=academic_year(2019)) == {}


def test_the_briefings_own_in_year_figure_is_stored_as_provisional_like_the_others(demo):
    figures = demo.store.figures(reports=["briefing"])
    in_year_rows = figures["period"] == "2020-03"
    assert in_year_rows.sum() == 12
    assert (figures["provisional"] == in_year_rows).all()


def test_a_return_gives_the_year_so_far_at_its_latest_quarter(new_session):
    session = new_session()
    publish(session, a_return(("Q2", YORKSHIRE, "24.1"), ("Q3", YORKSHIRE, "23.9"), ("Q3", ROTHERHAM, "20.1")))
    found = in_year(session)
    assert values(found) == {OURS: 20.1, REGION: 23.9, NEIGHBOURS: None, NATIONAL: None}
    assert in_year_words(found[REGION]) == "in-year, to December 2019, provisional"
    assert (found[REGION].dataset, found[REGION].cell) == ("regional-return", "row 3")
    assert found[REGION].source == "Quarterly regional return, row 3"
    assert {found[role].missing for role in (NEIGHBOURS, NATIONAL)} == {Missing.NOT_YET_PUBLISHED}


def test_a_later_return_restates_an_earlier_quarter_and_its_history_is_kept(new_session):
    session = new_session()
    publish(session, a_return(("Q3", YORKSHIRE, "23.9")))
    again = publish(session, a_return(("Q3", YORKSHIRE, "23.9")))
    assert again.already_published
    publish(session, a_return(("Q3", YORKSHIRE, "24.0")), issued_on=date(2020, 6, 20))
    figure = in_year(session)[REGION]
    assert figure.value == 24.0
    assert [one.value for one in figure.history.earlier] == [23.9]


def test_as_of_a_day_only_the_returns_issued_by_then_count(new_session):
    session = new_session()
    publish(session, a_return(("Q3", YORKSHIRE, "23.9")), issued_on=date(2020, 2, 20))
    publish(session, a_return(("Q4", YORKSHIRE, "23.6")), issued_on=date(2020, 5, 20))
    for day, value in ((date(2020, 3, 1), 23.9), (date(2020, 6, 1), 23.6)):
        assert in_year(session, as_of=AsOf(issued=day))[REGION].value == value
    assert in_year(session, as_of=AsOf(issued=date(2020, 1, 1))) == {}


@pytest.mark.parametrize(
    ("region", "report", "ours"), [((("Q4", YORKSHIRE, "23.5"),), "regional-return", 20.6), ((), "briefing", 20.7)]
)
def test_ours_is_from_the_report_that_gives_the_regions_too(new_session, region, report, ours):
    session = new_session()
    preview = preview_demo(session, BRIEFING)
    publish_preview(session, preview, by="Test", reason="Test", accepted=True, issued_on=date(2020, 6, 16))
    publish(session, a_return(*region, ("Q4", ROTHERHAM, "20.6")))
    found = in_year(session)
    assert (found[OURS].value, found[OURS].dataset) == (ours, report)
    assert found[REGION].dataset == report


def test_ours_is_the_one_that_stands_where_the_regions_report_lacks_it(new_session):
    session = new_session()
    preview = preview_demo(session, BRIEFING)
    publish_preview(session, preview, by="Test", reason="Test", accepted=True, issued_on=date(2020, 6, 16))
    publish(session, a_return(("Q4", YORKSHIRE, "23.5")))
    found = in_year(session)
    assert (found[OURS].value, found[OURS].dataset) == (20.7, "briefing")
    assert found[REGION].dataset == "regional-return"


def test_at_the_years_end_twelve_months_and_the_year_to_date_are_the_same_time(new_session):
    session = new_session()
    publish(session, a_return(("Q4", YORKSHIRE, "23.5"), basis="year_to_date"))
    publish(session, a_return(("Q4", ROTHERHAM, "20.7"), basis="rolling_12_months"), "ours.csv")
    found = in_year(session)
    assert (found[OURS].value, found[OURS].basis) == (20.7, Basis.ROLLING_12_MONTHS)
    assert in_year_words(found[OURS]) == "in-year, to March 2020, provisional"


def test_during_the_year_twelve_months_are_not_taken_for_the_year_to_date(new_session):
    session = new_session()
    publish(session, a_return(("Q3", YORKSHIRE, "23.5"), basis="year_to_date"))
    publish(session, a_return(("Q3", ROTHERHAM, "20.7"), basis="rolling_12_months"), "ours.csv")
    found = in_year(session)
    assert (found[OURS].value, found[OURS].missing) == (None, Missing.NOT_AVAILABLE)


def test_twelve_months_within_the_year_say_so(new_session):
    session = new_session()
    publish(session, a_return(("Q3", YORKSHIRE, "23.5"), basis="rolling_12_months"))
    assert in_year_words(in_year(session)[REGION]) == "in-year, 12 months to December 2019, provisional"


def test_the_form_is_the_one_that_the_regions_figure_has(new_session):
    session = new_session()
    publish(session, a_return(("Q3", DONCASTER, "25.1"), ("Q3", ROTHERHAM, "20.7"), basis="year_to_date"))
    publish(session, a_return(("Q3", YORKSHIRE, "23.5"), ("Q3", ROTHERHAM, "20.9"), basis="rolling_12_months"), "2.csv")
    found = in_year(session)
    assert {figure.basis for figure in found.values()} == {Basis.ROLLING_12_MONTHS}
    assert (found[OURS].value, found[REGION].value) == (20.9, 23.5)


def test_a_quarter_alone_is_no_year_so_far(new_session):
    session = new_session()
    publish(session, a_return(("Q3", YORKSHIRE, "23.5"), basis="in_quarter"))
    assert in_year(session) == {}


def test_the_neighbours_are_averaged_only_where_every_one_has_a_figure(new_session):
    session = new_session()
    figures = [20.1, 21.2, 22.3, 23.4, 24.5, 25.6, 26.7, 27.8, 28.9, 30.0]
    rows = [("Q4", number, figure) for number, figure in zip(TEN, figures, strict=True)]
    publish(session, a_return(("Q4", YORKSHIRE, "23.5"), *rows[:9]))
    some = in_year(session)[NEIGHBOURS]
    assert (some.value, some.missing) == (None, Missing.NOT_YET_PUBLISHED)
    assert some.note == "in-year figures of 9 of 10 neighbours are held"
    publish(session, a_return(*rows[9:]), "tenth.csv")
    all_ten = in_year(session)[NEIGHBOURS]
    assert (all_ten.value, all_ten.decimals, all_ten.provisional) == (25.05, 2, True)
    assert all_ten.note == "mean of 10 neighbours, list of April 2021"


def test_the_catalogues_method_is_taken_for_the_neighbours(new_session):
    session = new_session()
    counts = [("Q4", number, "25.0", "25", "100") for number in TEN[:9]] + [("Q4", TEN[9], "50.0", "500", "1000")]
    publish(session, a_return(*counts))
    measure = measure_of(session.catalogue.indicator("re-referrals"))
    kinds = measure.indicator.comparators
    for method, value in (
        (ComparatorMethod.MEAN_OF_NEIGHBOURS, 27.5),
        (ComparatorMethod.MEDIAN_OF_NEIGHBOURS, 25.0),
        (ComparatorMethod.POOLED_NEIGHBOURS, 725 / 19),
    ):
        asked = kinds.statistical_neighbours.model_copy(update={"method": method})
        indicator = measure.indicator.model_copy(
            update={"comparators": kinds.model_copy(update={"statistical_neighbours": asked})}
        )
        figure = in_year_figures(session, measure_of(indicator), YEAR)[NEIGHBOURS]
        assert figure.value == pytest.approx(value)


def test_a_neighbour_in_the_region_does_not_stand_in_for_the_region(new_session):
    session = new_session()
    publish(session, a_return(("Q4", DONCASTER, "25.1"), ("Q4", ROTHERHAM, "20.7")))
    found = in_year(session)
    assert (found[OURS].value, found[REGION].value, found[REGION].missing) == (20.7, None, Missing.NOT_YET_PUBLISHED)


@pytest.mark.parametrize(("area", "figure"), [(YORKSHIRE, "23.8"), (ENGLAND, "22.6"), (ROTHERHAM, "20.7")])
def test_a_national_figure_of_the_year_of_any_area_ends_the_in_year_ones(new_session, area, figure):
    session = replace(new_session(), catalogue=CATALOGUE)
    publish(session, a_return(("Q4", YORKSHIRE, "23.5")))
    publish(session, a_csv(C1_2025, a_row(area, "100", "24", figure, year="2019")), "c1.csv", date(2020, 10, 29))
    assert values(in_year(session))[REGION] == 23.5  # that was the year before
    publish(session, a_csv(C1_2025, a_row(area, "100", "24", figure, year="2020")), "c1.csv", date(2020, 10, 29))
    assert in_year(session) == {}
    assert in_year(session, as_of=AsOf(issued=date(2020, 10, 28)))[REGION].value == 23.5


def test_a_year_that_a_release_only_suppresses_keeps_its_in_year_figures(new_session):
    session = replace(new_session(), catalogue=CATALOGUE)
    publish(session, a_return(("Q4", YORKSHIRE, "23.5")))
    publish(session, a_csv(C1_2025, a_row(ROTHERHAM, "100", "c", "c", year="2020")), "c1.csv", date(2020, 10, 29))
    assert in_year(session)[REGION].value == 23.5


def test_an_authority_in_another_region_has_its_own(new_session):
    session = new_session()
    council = session.catalogue.council.model_copy(update={"authority": AreaCode("E06000063")})
    cumberland = replace(session, catalogue=session.catalogue.model_copy(update={"council": council}))
    rows = [("Q4", "North West", "21.0"), ("Q4", "Cumberland", "19.0")]
    publish(cumberland, a_return(*rows, year="2023/24"), issued_on=date(2024, 5, 20))
    found = in_year(cumberland, year=financial_year(2023))
    assert values(found) == {OURS: 19.0, REGION: 21.0, NEIGHBOURS: None, NATIONAL: None}
    assert found[OURS].name == "Cumberland"

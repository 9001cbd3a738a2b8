"""The briefing's view: the tables of June 2020 as they stood and as they read today, and the rules behind them."""

import csv
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.editions.changes import ChangeCounts
from dashboard.errors import DashboardError, StoreError
from dashboard.observations import Observation, Observations
from dashboard.periods import financial_year, month, parse_period
from dashboard.precision import round_half_up
from dashboard.store.records import AsOf, EditionDraft
from dashboard.views.briefing.build import build_briefing
from dashboard.views.briefing.differences import take_difference
from dashboard.views.briefing.figures import Stated
from dashboard.views.briefing.words import standing_sentence
from dashboard.views.comparing.series import AreaFigure, measure_of
from dashboard.vocabulary import AreaCode, AreaRole, Audience, Basis, IndicatorId, Kind, Missing, Polarity

RE_REFERRALS, EVER, WITHIN_2 = (
    IndicatorId("re-referrals"), IndicatorId("repeat-cp-plans-ever"), IndicatorId("repeat-cp-plans-within-2-years"),
)  # fmt: skip
MEASURES = (RE_REFERRALS, EVER, WITHIN_2)
YEARS = (financial_year(2018), financial_year(2019))
COMMITTEE = AsOf(issued=date(2020, 6, 16))
BRIEFING = "briefing-comparison-tables-2020-06-16.xlsx"
NOT_YET, NEVER = "Not published yet", "Not a national measure"
OURS, REGION, NEIGHBOURS, ENGLAND = (
    AreaRole.OURS, AreaRole.REGION, AreaRole.STATISTICAL_NEIGHBOURS, AreaRole.ENGLAND,
)  # fmt: skip

# As the agenda pack of 16 June 2020 prints them, differences in points.
AS_IT_STOOD = {
    RE_REFERRALS: {
        OURS: ("21.3%", "20.7%", "−0.6 points"),
        REGION: ("24.6%", "23.6%", "−1.0 points"),
        NEIGHBOURS: ("20.01%", NOT_YET, "N/A"),
        ENGLAND: ("22.6%", NOT_YET, "N/A"),
    },
    EVER: {
        OURS: ("21.2%", "17.5%", "−3.7 points"),
        REGION: ("19.6%", "19.8%", "+0.2 points"),
        NEIGHBOURS: ("18.39%", NOT_YET, "N/A"),
        ENGLAND: ("20.8%", NOT_YET, "N/A"),
    },
    WITHIN_2: {
        OURS: ("6.0%", "8.6%", "+2.6 points"),
        REGION: ("8.0%", "9.0%", "+1.0 points"),
        NEIGHBOURS: (NEVER, NEVER, NEVER),
        ENGLAND: (NEVER, NEVER, NEVER),
    },
}
# As the published year 2019/20 fills them (Children in need, C1 and D3; list of April 2021).
TODAY = {
    RE_REFERRALS: {
        OURS: ("21.3%", "20.7%", "−0.6 points"),
        REGION: ("24.6%", "23.8%", "−0.8 points"),
        NEIGHBOURS: ("20.01%", "21.61%", "+1.60 points"),
        ENGLAND: ("22.6%", "22.6%", "0.0 points"),
    },
    EVER: {
        OURS: ("21.2%", "17.6%", "−3.6 points"),
        REGION: ("19.6%", "20.2%", "+0.6 points"),
        NEIGHBOURS: ("18.39%", "20.59%", "+2.20 points"),
        ENGLAND: ("20.8%", "21.9%", "+1.1 points"),
    },
    WITHIN_2: AS_IT_STOOD[WITHIN_2],
}


@pytest.fixture(scope="module")
def june(demo):
    return build_briefing(demo, indicators=MEASURES, years=YEARS, as_of=COMMITTEE)


@pytest.fixture(scope="module")
def today(demo):
    return build_briefing(demo, indicators=MEASURES, years=YEARS)


def texts(view):
    return {
        table.id: {row.role: (*(cell.text for cell in row.cells), row.difference.text) for row in table.rows}
        for table in view.tables
    }


def cell_of(view, measure, role, place):
    table = next(table for table in view.tables if table.id == measure)
    return next(row for row in table.rows if row.role is role).cells[place]


def test_the_tables_of_june_2020_as_they_stood(june):
    assert texts(june) == AS_IT_STOOD
    assert june.moment == "16 June 2020: what readers had been given by then"
    assert june.data_date == date(2020, 6, 16)


def test_the_same_tables_as_they_read_today(today):
    assert texts(today) == TODAY
    assert today.moment.startswith("What stands now")


@pytest.mark.shared
def test_the_tables_agree_with_the_truth_of_the_printed_workbook(june, shared_folder):
    areas = {"Rotherham": OURS, "region": REGION, "statistical neighbours": NEIGHBOURS, "England": ENGLAND}
    first_rows = {7: RE_REFERRALS, 15: EVER, 23: WITHIN_2}
    path = shared_folder / "workbooks" / BRIEFING.replace(".xlsx", ".truth.csv")
    checked = 0
    for truth in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        row, column = int(truth["cell"][1:]), "CDE".index(truth["cell"][0])
        measure = first_rows[max(first for first in first_rows if first <= row)]
        table = next(table for table in june.tables if table.id == measure)
        line = next(line for line in table.rows if line.role is areas[truth["area"]])
        shown = (*line.cells, line.difference)[column]
        assert shown.value == (float(truth["value"]) if truth["value"] else None), truth["cell"]
        assert str(shown.missing or "") == truth["missing"], truth["cell"]
        checked += 1
    assert checked == 36


def test_after_the_edition_of_the_briefing_the_workbook_itself_gives_the_same_tables(demo):
    number = next(one.number for one in demo.store.editions() if one.filename == BRIEFING)
    view = build_briefing(demo, indicators=MEASURES, years=YEARS, as_of=AsOf(edition=number))
    assert texts(view) == AS_IT_STOOD
    assert not view.licences
    assert cell_of(view, RE_REFERRALS, NEIGHBOURS, 0).source.file == BRIEFING


@pytest.mark.parametrize(("day", "published"), [(date(2020, 11, 25), False), (date(2020, 11, 26), True)])
def test_the_published_year_takes_the_place_of_the_year_so_far_on_its_day(demo, day, published):
    view = build_briefing(demo, indicators=MEASURES, years=YEARS, as_of=AsOf(issued=day))
    assert texts(view) == (TODAY if published else AS_IT_STOOD)
    words = cell_of(view, EVER, OURS, 1).source.words
    assert ("first published 26 November 2020" in words) == published


def test_full_years_are_from_the_releases_and_say_when_they_were_first_published(june):
    for measure in (RE_REFERRALS, EVER):
        for role in (OURS, REGION, ENGLAND):
            source = cell_of(june, measure, role, 0).source
            assert source.words.startswith("Department for Education: Children in need")
            assert source.cell.startswith("row ")
            assert "first published 31 October 2019" in source.words
        average = cell_of(june, measure, NEIGHBOURS, 0).source.words
        assert average.startswith("Mean of 10 neighbours, list of April 2021: Doncaster ")
        assert "first published 31 October 2019" in average
    assert "886 of 4,163" in cell_of(june, RE_REFERRALS, OURS, 0).source.words


@pytest.mark.parametrize(
    ("measure", "role", "place", "cell"),
    [
        (RE_REFERRALS, OURS, 1, "D7"), (RE_REFERRALS, REGION, 1, "D8"), (RE_REFERRALS, NEIGHBOURS, 1, "D9"),
        (RE_REFERRALS, ENGLAND, 1, "D10"), (EVER, OURS, 1, "D15"), (EVER, REGION, 1, "D16"),
        (WITHIN_2, OURS, 0, "C23"), (WITHIN_2, OURS, 1, "D23"), (WITHIN_2, REGION, 0, "C24"),
        (WITHIN_2, REGION, 1, "D24"),
    ],
)  # fmt: skip
def test_in_year_and_regional_figures_are_from_the_briefing_workbook(june, measure, role, place, cell):
    source = cell_of(june, measure, role, place).source
    assert (source.file, source.sheet, source.cell) == (BRIEFING, "Briefing 16 June 2020", cell)
    assert f"{cell}, edition {source.edition}" in source.words


def test_in_year_figures_are_labelled_and_the_published_year_takes_their_place(june, today):
    for table in june.tables:
        assert [column.label for column in table.columns] == ["Full year", "In-year, to March 2020, provisional"]
        assert all(not cell.is_in_year for row in table.rows for cell in row.cells[:1])
    assert today.tables[0].columns[1].label == "Full year"
    assert cell_of(june, EVER, OURS, 1).basis is Basis.ROLLING_12_MONTHS
    assert cell_of(today, EVER, OURS, 1).basis is Basis.FINANCIAL_YEAR


def test_no_difference_with_a_year_so_far_stands_without_its_note(june, today):
    for table in june.tables:
        for row in table.rows:
            if row.difference.value is not None:
                assert row.difference.label == "provisional"
                assert "the later figure is the year so far" in row.difference.note
    assert "Difference for Rotherham and the region: the later figure is the year so far" in june.tables[0].notes[0]
    assert not today.tables[0].rows[0].difference.note


def test_the_sentences_say_only_what_is_true(june):
    first, second = june.tables[1].sentences
    assert first == (
        "In 2018/19 ours (21.2%) was worse than the region (19.6%), the average of our ten statistical "
        "neighbours (18.39%) and England (20.8%); each of these differences could be chance."
    )
    assert second == (
        "2019/20 so far, provisional: in the 12 months to March 2020 ours (17.5%) was better than the region (19.8%); "
        "whether that is more than chance cannot be said: the counts behind our figure are not known. "
        "Our statistical neighbours and England: not published yet."
    )
    assert june.tables[0].sentences[0] == (
        "In 2018/19 ours (21.3%) was clearly better than the region (24.6%); better than England (22.6%), but that "
        "difference could be chance; clearly worse than the average of our ten statistical neighbours (20.01%)."
    )


def test_the_header_names_editions_lists_and_licence(june):
    assert any(BRIEFING.split(".")[0] not in line and "Briefing comparison tables" in line for line in june.editions)
    assert june.lists[0].startswith("2018/19: list of April 2021 (Doncaster, Wigan")
    assert june.licences == (
        "Contains public sector information licensed under the Open Government Licence v3.0. "
        "Source: Department for Education, Children in need.",
    )
    assert ("Made on", "17 June 2020") not in june.header


def test_made_on_is_printed_where_it_is_given(demo):
    view = build_briefing(demo, indicators=[RE_REFERRALS], years=YEARS, made_on=date(2020, 6, 17))
    assert ("Made on", "17 June 2020") in view.header


def test_what_read_differently_at_an_earlier_moment_is_shown_beside(demo):
    view = build_briefing(demo, indicators=MEASURES, years=YEARS, compare_with=COMMITTEE)
    assert texts(view) == TODAY
    assert cell_of(view, RE_REFERRALS, REGION, 1).was == "23.6%"
    assert cell_of(view, RE_REFERRALS, NEIGHBOURS, 1).was == NOT_YET
    assert cell_of(view, RE_REFERRALS, OURS, 1).was == ""
    assert view.tables[1].rows[0].difference.was == "−3.7 points"
    assert ("Compared with", "16 June 2020: what readers had been given by then") in view.header


def test_without_years_the_two_latest_that_can_be_compared_are_taken(demo):
    view = build_briefing(demo, indicators=[RE_REFERRALS])
    latest, before = view.tables[0].columns[1].period, view.tables[0].columns[0].period
    assert latest == before.shift(1)
    assert all(cell.value is not None for row in view.tables[0].rows for cell in row.cells)
    then = build_briefing(demo, indicators=[RE_REFERRALS], as_of=COMMITTEE)
    assert [str(column.period) for column in then.tables[0].columns] == ["2017/18", "2018/19"]


def test_a_restated_average_and_another_list_of_neighbours_are_said(demo):
    years = (financial_year(2021), financial_year(2024))
    table = build_briefing(demo, indicators=[EVER], years=years).tables[0]
    assert "the earlier average is of the list of April 2021, the later of the list of May 2025" in table.notes[0]
    assert table.difference_heading == "Difference"


def test_three_years_name_the_two_of_their_difference(demo):
    years = tuple(financial_year(first) for first in (2017, 2018, 2019))
    table = build_briefing(demo, indicators=[EVER], years=years).tables[0]
    assert table.difference_heading == "Difference, 2018/19 to 2019/20"
    assert table.rows[0].difference.value == -3.6
    one = build_briefing(demo, indicators=[EVER], years=years[:1]).tables[0]
    assert (one.difference_heading, one.rows[0].difference) == ("", None)


def test_a_year_that_was_never_published_says_so(demo):
    table = build_briefing(demo, indicators=[RE_REFERRALS], years=(financial_year(2030),)).tables[0]
    assert {cell.text for row in table.rows for cell in row.cells} == {NOT_YET}
    assert table.sentences == ("For 2030/31 there is no figure of ours to compare (not published yet).",)


def test_an_unknown_measure_or_moment_is_refused(demo):
    with pytest.raises(DashboardError, match="no-such-measure"):
        build_briefing(demo, indicators=[IndicatorId("no-such-measure")], years=YEARS)
    with pytest.raises(DashboardError, match="at least one measure"):
        build_briefing(demo, indicators=[], years=YEARS)
    with pytest.raises(StoreError):
        build_briefing(demo, indicators=[RE_REFERRALS], years=YEARS, as_of=AsOf(edition=999))


def of_authority(session, code):
    council = session.catalogue.council.model_copy(update={"authority": AreaCode(code)})
    return replace(session, catalogue=session.catalogue.model_copy(update={"council": council}))


def test_another_council_gets_its_own_region_and_neighbours(demo):
    leeds = build_briefing(of_authority(demo, "E08000035"), indicators=[RE_REFERRALS], years=YEARS)
    rows = {row.role: row for row in leeds.tables[0].rows}
    assert rows[OURS].name == "Leeds"
    assert rows[OURS].cells[0].text == "27.9%"
    assert rows[REGION].cells[0].text == "24.6%"
    assert "Sheffield" in rows[NEIGHBOURS].cells[0].source.words


def test_a_council_that_was_made_later_has_no_figure_with_its_reason(demo):
    cumberland = of_authority(demo, "E06000063")
    table = build_briefing(cumberland, indicators=[RE_REFERRALS], years=(financial_year(2019),)).tables[0]
    rows = {row.role: row for row in table.rows}
    assert rows[OURS].cells[0].text == "Not applicable"
    assert "Cumberland is not in the list of April 2021" in rows[NEIGHBOURS].cells[0].source.words
    assert any("Cumberland was made in April 2023" in note for note in table.notes)


@pytest.mark.parametrize(
    ("above", "below", "hidden"),
    [(3.0, 40.0, True), (37.0, 40.0, True), (5.0, 40.0, True), (6.0, 40.0, False), (0.0, 40.0, False)],
)
def test_for_the_public_figures_that_tell_a_small_count_are_left_out(new_session, above, below, hidden):
    session = new_session()
    value = 100 * above / below
    publish(session, [printed(session.our_code, value, numerator=above, denominator=below)])
    shown = {
        audience: build_briefing(session, indicators=[WITHIN_2], years=YEARS[:1], audience=audience)
        for audience in Audience
    }
    first = {audience: view.tables[0].rows[0].cells[0] for audience, view in shown.items()}
    assert first[Audience.MEMBERS].value == first[Audience.INTERNAL].value == float(round_half_up(value, 1))
    assert (first[Audience.PUBLIC].missing is Missing.SUPPRESSED) == hidden
    assert ("Prepared for", "The public") in shown[Audience.PUBLIC].header
    assert (f"{above:.0f} of {below:.0f}" in first[Audience.PUBLIC].source.words) != hidden


def test_what_the_department_publishes_is_public_already(demo):
    for audience in Audience:
        view = build_briefing(demo, indicators=MEASURES, years=YEARS, as_of=COMMITTEE, audience=audience)
        assert texts(view) == AS_IT_STOOD


def printed(area, value, basis=Basis.FINANCIAL_YEAR, period=YEARS[0], **more):
    return Observation(
        indicator=WITHIN_2, basis=basis, area=area, period=period, value=value, missing=None, kind=Kind.BENCHMARK,
        decimals=1, sheet="S", cell="B2", **more,
    )  # fmt: skip


# ---- differences ----------------------------------------------------------------------------------------------------


def figure(value, period="2018/19", basis=Basis.FINANCIAL_YEAR, *, decimals=1, missing=None):
    return AreaFigure(
        area=AreaCode("E08000018"), name="Ours", period=parse_period(period), value=value,
        missing=missing if value is None else None, decimals=decimals, basis=basis,
    )  # fmt: skip


def measure_like(demo, measure=EVER, polarity=None):
    made = measure_of(demo.catalogue.indicator(measure))
    return made if polarity is None else replace(made, polarity=polarity)


YTD, ROLLING = Basis.YEAR_TO_DATE, Basis.ROLLING_12_MONTHS


@pytest.mark.parametrize(
    ("earlier", "later", "text", "note"),
    [
        (figure(21.2), figure(17.5, "2019/20"), "−3.7 points", ""),
        (figure(20.01, decimals=2), figure(21.6, "2019/20"), "+1.59 points", ""),
        # Each is rounded as it is shown, halves up, and then taken apart: 0.3 less 0.3, not 0.26 less 0.34.
        (figure(0.34), figure(0.26, "2019/20"), "0.0 points", ""),
        (figure(0.25), figure(0.35, "2019/20"), "+0.1 points", ""),
        (figure(None, missing=Missing.SUPPRESSED), figure(5.0, "2019/20"), "N/A", "2018/19 is missing (suppressed)"),
        (
            figure(None, missing=Missing.NO_FIGURE), figure(None, "2019/20", missing=Missing.NO_FIGURE),
            "N/A", "2018/19 and 2019/20 are missing",
        ),
        (
            figure(None, missing=Missing.NOT_A_NATIONAL_MEASURE),
            figure(None, "2019/20", missing=Missing.NOT_A_NATIONAL_MEASURE), "Not a national measure", "",
        ),
        (
            figure(21.2), figure(17.5, "2020-03", YTD), "−3.7 points",
            "the later figure is the year so far (April 2019 to March 2020), provisional",
        ),
        (
            figure(21.2), figure(17.5, "2019-12", YTD), "N/A",
            "the earlier figure covers a whole year, the later April 2019 to December 2019",
        ),
        (
            figure(21.2), figure(17.5, "2019-12", ROLLING), "−3.7 points",
            "the later figure is the year so far (12 months to December 2019), provisional",
        ),
        (
            figure(21.2, "2018-12", YTD), figure(17.5, "2019-12", YTD), "−3.7 points",
            "both figures are of a year so far (April 2018 to December 2018; April 2019 to December 2019), provisional",
        ),
        (
            figure(21.2, "2018-09", YTD), figure(17.5, "2019-12", YTD), "N/A",
            "the earlier figure covers April 2018 to September 2018, the later April 2019 to December 2019",
        ),
    ],
)  # fmt: skip
def test_differences(demo, earlier, later, text, note):
    stated = [Stated(figure=one, is_so_far=one.period.kind.value == "month") for one in (earlier, later)]
    found = take_difference(*stated, measure_like(demo))
    assert (found.text, found.note) == (text, note)
    assert (found.value is None) == (found.missing is not None)


def test_no_difference_is_taken_across_a_change_of_definition(demo):
    measure = next(one for one in demo.catalogue.indicators if any(not part.bases for part in one.breaks))
    changed = measure.breaks[0].since.financial_year
    one, other = (Stated(figure=figure(50.0, str(year))) for year in (changed.shift(-1), changed))
    found = take_difference(one, other, measure_of(measure))
    assert found.text == "N/A"
    assert found.note == f"the definition changed in {measure.breaks[0].since.words}"


values = st.floats(min_value=0, max_value=100, allow_nan=False)


@given(first=values, second=values, decimals=st.integers(min_value=0, max_value=2))
def test_a_difference_is_that_of_the_figures_as_shown_and_turns_its_sign(demo, first, second, decimals):
    one, other = (Stated(figure=figure(value, decimals=decimals)) for value in (first, second))
    there, back = (take_difference(*pair, measure_like(demo)) for pair in ((one, other), (other, one)))
    shown = round_half_up(second, decimals) - round_half_up(first, decimals)
    assert there.value == float(shown) == -back.value
    assert there.text.removesuffix(" points").replace("−", "-").replace("+", "") == f"{shown:.{decimals}f}"


@given(ours=values, theirs=values, polarity=st.sampled_from(Polarity))
def test_better_and_worse_are_never_said_of_a_figure_that_is_not(demo, ours, theirs, polarity):
    stated = {role: Stated(figure=figure(theirs)) for role in (REGION, NEIGHBOURS, ENGLAND)}
    said = standing_sentence(
        YEARS[0], {OURS: Stated(figure=figure(ours)), **stated}, measure_like(demo, EVER, polarity)
    )
    gap = round_half_up(ours, 1) - round_half_up(theirs, 1)
    good = gap < 0 if polarity is Polarity.LOWER_IS_BETTER else gap > 0
    judged = polarity in (Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER)
    assert ("better than" in said) == (judged and gap != 0 and good)
    assert ("worse than" in said) == (judged and gap != 0 and not good)
    assert ("the same as" in said) == (gap == 0)


def test_figures_of_another_stretch_of_time_are_not_compared(demo):
    so_far = Stated(figure=figure(5.0, "2019-12", YTD), is_so_far=True)
    full = Stated(figure=figure(6.0, "2019/20"))
    stated = {OURS: so_far, REGION: full, NEIGHBOURS: so_far, ENGLAND: full}
    said = standing_sentence(YEARS[1], stated, measure_like(demo))
    assert "better" not in said
    assert "The region and England: of another stretch of time, so not compared." in said


def test_a_year_so_far_to_december_is_shown_to_december_and_not_taken_from_the_full_year(new_session, demo):
    """A return of the third quarter stands in its own column, named as such."""
    session = new_session()
    region = session.area_codes[REGION]
    full = [printed(area, value) for area, value in ((session.our_code, 6.0), (region, 8.0))]
    so_far = [
        printed(area, value, YTD, month(2019, 12), provisional=True)
        for area, value in ((session.our_code, 7.0), (region, 9.0))
    ]
    publish(session, [*full, *so_far])
    table = build_briefing(session, indicators=[WITHIN_2], years=YEARS).tables[0]
    ours = table.rows[0]
    assert table.columns[1].label == "In-year, to December 2019, provisional"
    assert [cell.text for cell in ours.cells] == ["6.0%", "7.0%"]
    assert ours.difference.text == "N/A"
    assert "April 2019 to December 2019" in ours.difference.note


def publish(session, observations):
    draft = EditionDraft(
        report="briefing", title="Briefing", as_at=month(2019, 12), issue_number=1, issued_on=date(2020, 1, 20),
        filename="q3.xlsx", content=b"q3", observations=Observations.of(observations), by="Test", reason="Test",
        counts=ChangeCounts(added=len(observations), restated=0, unchanged=0, refused=0),
    )  # fmt: skip
    session.store.publish(draft, recorded_at=session.clock())

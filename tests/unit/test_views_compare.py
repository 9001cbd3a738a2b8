"""The compare page's view: the answer, whom it shows, what is missing, and what cannot be had."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.benchmarks.compare import ComparatorFigure
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.intake import Session
from dashboard.periods import academic_year, financial_year
from dashboard.store.records import AsOf
from dashboard.views.compare_page.build import build_compare, build_year, lay_ground, read_figures
from dashboard.views.compare_page.choices import FURTHER, find_measure, list_measures, nearest_measures
from dashboard.views.compare_page.download import build_download
from dashboard.views.compare_page.view import Against, CompareView, Part
from dashboard.views.compare_page.words import (
    average_phrase,
    count_words,
    finding_words,
    has_totals,
    in_words,
    parties_of,
    picked_words,
    rank_words,
    sentence,
)
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.series import ComparatorSeries, Measure, measure_of
from dashboard.vocabulary import Missing, Polarity, Unit

MEASURE, PLANS, CONFERENCES = "re-referrals", "repeat-cp-plans-ever", "conferences-within-15-days"
RATE = "looked-after-rate"
LEEDS, DONCASTER, BARNSLEY = "E08000035", "E08000017", "E08000016"
CUMBERLAND = "E06000063"


def as_ours(session: Session, code: str) -> Session:
    council = session.catalogue.council.model_copy(update={"authority": code})
    return replace(session, catalogue=session.catalogue.model_copy(update={"council": council}))


def names(view: CompareView) -> list[str]:
    assert view.chart is not None
    return [point.name for point in view.chart.rows]


@pytest.fixture(scope="module")
def paper_year(demo) -> CompareView:
    """The year of the committee's own paper."""
    return build_compare(demo, measure=MEASURE, period="2018/19")


def test_the_answer_of_the_committee_papers_year(paper_year):
    assert paper_year.answer == (
        "In 2018/19 ours (21.3%) was clearly better than Yorkshire and The Humber (24.6%); better than our ten "
        "statistical neighbours counted together (22.12%) and England (22.6%), but each of these differences could be "
        "chance; clearly worse than the average of our ten statistical neighbours (20.01%)."
    )
    assert paper_year.standing == (
        "Joint 82nd of 151 authorities (1st is best); the middle half lie between 16.9% and 24.6%."
    )
    assert paper_year.method_words == "mean of 10 neighbours, list of April 2021"


def test_the_page_says_what_a_comparison_rests_on(paper_year):
    said = " ".join(paper_year.notes)
    assert "Ours (2018/19) lies between 20.1% and 22.6%, allowing for chance." in said
    assert "about 6.2 times as much as chance alone would make them (151 authorities)" in said
    assert "Single authorities are set beside ours by their figures alone" in said


def test_the_same_sentence_where_high_is_good(demo):
    view = build_compare(demo, measure=CONFERENCES, period="2018/19")
    assert view.answer == (
        "In 2018/19 ours (82.7%) was clearly better than Yorkshire and The Humber (78.9%), the average of our ten "
        "statistical neighbours (78.45%) and England (78.7%)."
    )
    assert view.chart is not None
    assert view.chart.good_end == "high"
    values = [point.value for point in view.chart.rows]
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize(
    ("method", "says"),
    [
        ("median", "the middle figure (median) of our ten statistical neighbours (21.45%)"),
        ("pooled", "our ten statistical neighbours counted together (22.12%)"),
        ("mean", "the average of our ten statistical neighbours (20.01%)"),
    ],
)
def test_the_method_picked_names_itself(demo, method, says):
    view = build_compare(demo, measure=MEASURE, period="2018/19", method=method)
    assert says in view.answer
    assert view.choices.method.id == ("" if method == "mean" else method)


def test_a_neighbour_without_a_figure_is_listed_with_its_reason_and_never_drawn(demo):
    view = build_compare(demo, measure=PLANS, period="2021/22")
    assert view.chart is not None
    assert [(one.name, one.reason) for one in view.chart.missing] == [("Doncaster", "not reliable enough to publish")]
    assert "Doncaster" not in names(view)
    assert len(names(view)) == 10
    assert "nine of our ten statistical neighbours (22.03%)" in view.answer
    assert view.chart.title == "Eight of our ten neighbours have a better figure than ours, one worse, one has none"
    row = next(row for row in view.rows if row.name == "Doncaster")
    assert (row.figure.missing, row.figure.text, row.rank, row.beside) == (Missing.UNRELIABLE, "unreliable", "", "")
    assert [row.name for row in view.rows[10:11]] == ["Doncaster"]


def test_ours_and_the_neighbours_have_rows_of_their_own(paper_year):
    assert paper_year.chart is not None
    parts = [point.part for point in paper_year.chart.rows]
    assert (parts.count(Part.OURS), parts.count(Part.NEIGHBOUR), len(parts)) == (1, 10, 11)
    assert [line.key for line in paper_year.chart.lines] == ["statistical_neighbours", "region", "england"]
    assert paper_year.chart.title == "Five of our ten neighbours have a better figure than ours, five worse"
    assert paper_year.chart.title in paper_year.chart.alt
    assert "Rotherham (ours) 21.3%" in paper_year.chart.alt
    assert paper_year.chart.strip == ()


def test_the_region_shows_its_authorities_and_says_which_are_neighbours(demo):
    view = build_compare(demo, measure=MEASURE, period="2018/19", against="region")
    assert view.against is Against.REGION
    assert len(names(view)) == 15
    assert view.chart is not None
    assert {point.name for point in view.chart.rows if point.is_neighbour} == {
        "Barnsley", "Doncaster", "North East Lincolnshire", "North Lincolnshire", "Wakefield",
    }  # fmt: skip
    assert view.chart.title.startswith("Seven of the 14 other authorities in Yorkshire and The Humber")


def test_all_authorities_stand_in_the_strip_on_their_quarters(demo):
    view = build_compare(demo, measure=MEASURE, period="2018/19", against="all")
    assert view.chart is not None
    assert len(view.chart.strip) == 151
    assert len(view.chart.rows) == 11
    assert [(band.words, band.range_words) for band in view.chart.bands] == [
        ("Best quarter", "6.9% to 16.9%"),
        ("Second quarter", "16.9% to 21.0%"),
        ("Third quarter", "21.0% to 24.6%"),
        ("Last quarter", "24.6% to 35.2%"),
    ]
    assert view.chart.title == "Ours is in the third quarter of all authorities: joint 82nd of 151"
    ranks = [row.rank for row in view.rows if row.rank]
    assert ranks[0] == "1st"
    assert len(ranks) == 151
    assert len(view.rows) == 152 + 4


def test_quarters_are_named_from_the_good_end_where_high_is_good(demo):
    view = build_compare(demo, measure=CONFERENCES, period="2018/19", against="all")
    assert view.chart is not None
    assert [band.words.split()[0] for band in view.chart.bands] == ["Last", "Third", "Second", "Best"]


def test_the_table_says_counts_change_place_and_how_ours_stands_beside(paper_year):
    rows = {row.name: row for row in paper_year.rows}
    ours, near = rows["Rotherham"], rows["Doncaster"]
    assert (ours.rank, ours.figure.text, ours.counts, ours.change) == ("82nd", "21.3%", "886 of 4,163", "−1.6 points")
    assert (ours.beside, ours.neighbour, ours.region) == ("", "", "Yorkshire and The Humber")
    assert (near.neighbour, near.beside) == ("1st of 10", "Ours is 5.7 points lower (better)")
    scattered = "clearly more than chance; allowing for how much authorities differ, about the same"
    assert rows["Our neighbours’ average"].beside == f"Ours is 1.29 points higher (worse), {scattered}"
    assert (
        rows["Our neighbours together"].beside == "Ours is 0.82 points lower (better); the difference could be chance"
    )
    assert rows["Yorkshire and The Humber"].beside == f"Ours is 3.3 points lower (better), {scattered}"
    assert rows["England"].beside == "Ours is 1.3 points lower (better); the difference could be chance"


def test_the_first_year_has_no_change(demo):
    first = build_compare(demo, measure=MEASURE, period="2012/13")
    assert {row.change for row in first.rows} == {""}


def test_a_neighbour_picked_is_marked_everywhere_and_has_a_line_of_its_own(demo):
    view = build_compare(demo, measure=MEASURE, period="2018/19", neighbour=DONCASTER)
    assert view.picked == "Doncaster: 27.0% (1,290 of 4,781). Ours is 5.7 points lower (better)."
    assert view.chart is not None
    assert view.small is not None
    assert [point.name for point in view.chart.rows if point.part is Part.PICKED] == ["Doncaster"]
    assert [row.name for row in view.rows if row.part is Part.PICKED] == ["Doncaster"]
    assert [panel.name for panel in view.small.panels if panel.key == "picked"] == ["Doncaster"]
    assert len(view.chart.rows) == 11


def test_an_authority_that_is_no_neighbour_can_be_picked_too(demo):
    view = build_compare(demo, measure=MEASURE, period="2018/19", neighbour=LEEDS)
    assert view.chart is not None
    assert view.small is not None
    assert "Leeds" in names(view)
    assert len(view.small.panels) == 13
    row = next(row for row in view.rows if row.name == "Leeds")
    assert row.neighbour == ""


def test_the_list_that_serves_the_year_is_the_usual_one_and_another_says_so(demo):
    usual = build_compare(demo, measure=MEASURE, period="2018/19")
    other = build_compare(demo, measure=MEASURE, period="2018/19", list_id="2025-05")
    assert usual.choices.list_.id == ""
    assert other.choices.list_.id == "2025-05"
    assert "(21.13%)" in other.answer
    assert "The list of May 2025 was picked; it is not the list that serves 2018/19." in other.alerts
    assert not any("was picked" in alert for alert in usual.alerts)


def test_a_figure_withdrawn_since_is_told_with_what_the_average_was(demo):
    view = build_compare(demo, measure=PLANS, period="2021/22")
    assert (
        "The neighbours’ figure for 2021/22 was 29.83% (mean of 10), now 22.03% (mean of 9) since Doncaster's figure "
        "was withdrawn."
    ) in view.alerts
    doncaster = next(row for row in view.rows if row.name == "Doncaster")
    assert doncaster.figure.restated_from == "100.0%"


def test_measures_the_catalogue_does_not_name_are_compared_alike(demo):
    named = measure_of(demo.catalogue.indicator(MEASURE))
    further = (replace(named, id="lait.re-referrals", name="Another name", indicator=None),)
    assert find_measure(demo, "lait.re-referrals", further) is further[0]
    assert find_measure(demo, "lait.unknown", further) is None
    listed = list_measures(demo, further)
    assert (listed[-1].name, listed[-1].group) == ("Another name", FURTHER)
    assert all(one.group != FURTHER for one in listed[:-1])
    unnamed = replace(named, indicator=None)
    ground = lay_ground(demo, unnamed, read_figures(demo, unnamed))
    view = build_year(ground, period="2018/19", against=None, neighbour=None)
    assert "20.01%" in view.answer
    assert not view.has_page


def test_a_school_year_is_named_within_the_sentence():
    assert in_words(academic_year(2023)) == "the school year 2023/24"
    assert in_words(financial_year(2023)) == "2023/24"


def test_small_lines_keep_gaps_and_the_year_shown(demo):
    small = build_compare(demo, measure=PLANS, period="2021/22").small
    assert small is not None
    doncaster = next(panel for panel in small.panels if panel.name == "Doncaster")
    assert doncaster.values[small.years.index("2021/22")] is None
    assert small.chosen == small.years.index("2021/22")
    assert [panel.key for panel in small.panels[-2:]] == ["region", "england"]
    assert {len(panel.values) for panel in small.panels} == {len(small.years)}
    assert small.ours[small.years.index("2021/22")] == pytest.approx(31.4, abs=0.05)


def test_every_year_stands_in_the_table_of_trends(demo):
    view = build_compare(demo, measure=PLANS, period="2021/22")
    rows = {row.name: row for row in view.trends}
    assert view.small is not None
    at = view.small.years.index("2021/22")
    assert rows["Rotherham"].part is Part.OURS
    assert rows["Doncaster"].figures[at].text == "unreliable"


def test_whole_numbers_are_said_to_be_rounded(demo):
    view = build_compare(demo, measure=RATE)
    said = "These figures are published as whole numbers, so those that look the same may differ a little."
    assert said in view.alerts
    assert "between 53 and 90" in view.standing


def test_a_date_shows_what_readers_had_been_given_and_how_old_it_is(demo):
    view = build_compare(demo, measure=MEASURE, as_of=AsOf(issued=date(2020, 6, 16)))
    assert view.year.id == "2018/19"
    age, in_year, carried, *_ = view.alerts
    assert age.startswith(
        "This comparison is of 2018/19. Our own figures run on to March 2020 (20.7%, rolling 12 months)"
    )
    assert "For 2019/20 nothing is published yet" in in_year
    assert "provisional" in in_year
    assert "Yorkshire and The Humber 23.6%" in in_year
    assert carried.startswith("These figures: as carried by the release of ")
    assert carried.endswith("; first published 31 October 2019.")
    assert any("edition" in source for source in view.sources)


def test_before_anything_was_published_it_says_so(demo):
    view = build_compare(demo, measure=MEASURE, as_of=AsOf(edition=1))
    assert view.empty == "No published figures of other authorities were held here just after edition 1."
    assert view.chart is None


def test_an_empty_store_names_the_way_out(new_session):
    view = build_compare(new_session(), measure=MEASURE)
    assert view.empty == (
        "No published figures of other authorities are held for this measure yet. An officer can add them under "
        "Published statistics."
    )


def test_a_measure_nobody_else_has_gives_the_reason(demo):
    view = build_compare(demo, measure="repeat-cp-plans-within-2-years")
    assert view.empty == (
        "Nobody else’s figures can be set beside this measure: "
        "it is not a national measure, so nobody else publishes it."
    )
    assert view.has_page


def test_an_unknown_measure_offers_the_nearest(demo):
    view = build_compare(demo, measure="re-referal")
    assert view.not_found.startswith("There is no measure called “re-referal”")
    assert view.nearest[0].id == MEASURE
    assert nearest_measures("zzzz", view.nearest) == ()


def test_what_the_address_cannot_have_is_said_and_the_usual_shown(demo):
    view = build_compare(
        demo, measure=MEASURE, period="1999/00", list_id="x", method="mode", against="aliens", neighbour="E99"
    )
    assert view.instead == (
        "There is no neighbour list “x”; the one that serves the year is used.",
        "There is no method “mode” for the neighbours’ figure; the usual one is used.",
        "Nothing is published for 1999/00; 2024/25 is shown.",
        "There is nobody called “aliens” to compare with; our neighbours are shown.",
        "There is no authority “E99” in 2024/25; nobody is picked out.",
    )
    odd = build_compare(demo, measure=MEASURE, period="soon", neighbour=demo.our_code)
    assert odd.instead == (
        "“soon” is no year such as 2024/25; 2024/25 is shown.",
        "Ours is always shown: pick another authority to set beside it.",
    )


def test_an_authority_that_the_list_leaves_out(demo):
    view = build_compare(as_ours(demo, CUMBERLAND), measure=MEASURE, period="2024/25", list_id="2021-04")
    assert view.answer == (
        "In 2024/25 ours (22.7%) was worse than North West (21.7%) and England (22.6%); each of these differences "
        "could be chance."
    )
    assert any("Cumberland is not in the list of April 2021" in alert for alert in view.alerts)
    assert names(view) == ["Cumberland"]
    assert not any(row.name.startswith("Our neighbours") for row in view.rows)


def test_a_year_without_a_figure_of_ours(demo):
    view = build_compare(as_ours(demo, CUMBERLAND), measure=MEASURE, period="2018/19")
    assert view.answer.startswith("For 2018/19 there is no figure of ours: ")
    assert "North West (22.6%) and England (22.6%)" in view.answer
    assert view.chart is not None
    assert view.chart.title == "Re-referrals within 12 months, 2018/19: no figure of ours"
    assert names(view) == []


def test_the_whole_page_follows_another_council(demo):
    view = build_compare(as_ours(demo, LEEDS), measure=MEASURE, period="2018/19", against="region")
    assert "Leeds" in [point.name for point in view.chart.rows if point.part is Part.OURS]  # type: ignore[union-attr]


def test_a_download_holds_the_figures_shown_and_every_year_on_request(demo):
    measure = measure_of(demo.catalogue.indicator(PLANS))
    ground = lay_ground(demo, measure, read_figures(demo, measure))
    view = build_compare(demo, measure=PLANS, period="2021/22", neighbour=LEEDS)
    one, all_of = (build_download(ground, view, all_years=every) for every in (False, True))
    assert {row.year for row in one.rows} == {"2021/22"}
    assert len(one.rows) == 16
    assert len({row.year for row in all_of.rows}) == len(ground.series.years)
    doncaster = next(row for row in one.rows if row.area == "Doncaster")
    assert (doncaster.value, doncaster.no_figure, doncaster.difference) == (None, "unreliable", None)
    average, together = one.rows[-2:]
    assert (together.area, together.note) == (
        "Our neighbours together",
        "pooled over 9 of 10 neighbours with counts, list of April 2021",
    )
    assert {row.area: row.clear for row in one.rows if row.clear} == {
        "Our neighbours’ average": "yes",
        "Our neighbours together": "yes",
        "Yorkshire and The Humber": "yes",
        "England": "yes",
    }
    assert (average.area, average.value, average.note) == (
        "Our neighbours’ average",
        22.03,
        "mean of 9 of 10 neighbours, list of April 2021",
    )
    assert dict(one.facts)["Ours"] == "Rotherham"
    assert any("Open Government Licence" in words for name, words in one.facts if name == "Source and licence")


# The words alone, at their edges.

YEAR = financial_year(2018)


def a_figure(measure: Measure, value: float | None, name: str = "Here", decimals: int = 1) -> AreaFigure:
    missing = None if value is not None else Missing.SUPPRESSED
    return AreaFigure(
        area=name, name=name, period=YEAR, value=value, missing=missing, decimals=decimals, basis=measure.basis
    )


@pytest.fixture(scope="module")
def measure(demo) -> Measure:
    return measure_of(demo.catalogue.indicator(MEASURE))


@pytest.mark.parametrize(
    ("rank", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (101, "101st"), (111, "111th"), (112, "112th"), (122, "122nd")],
)  # fmt: skip
def test_places_in_words(rank, words):
    assert rank_words(rank) == words
    assert rank_words(rank, shared=True) == f"joint {words}"


def test_small_counts_are_words_and_sentences_end_once():
    assert [count_words(number) for number in (0, 1, 10, 11, 1200)] == ["no", "one", "ten", "11", "1,200"]
    assert sentence("so it is.") == "So it is."
    assert sentence("So it is") == "So it is."


@pytest.mark.parametrize(
    ("others", "polarity", "says"),
    [
        ([20, 20], Polarity.LOWER_IS_BETTER, "All of our two neighbours have a better figure than ours"),
        ([20, 30, 25], Polarity.HIGHER_IS_BETTER,
         "One of our three neighbours has a better figure than ours, one worse, one the same"),
        ([20, 30, None], Polarity.NO_POLARITY,
         "One of our three neighbours has a higher figure than ours, one lower, one has none"),
        ([None, None], Polarity.LOWER_IS_BETTER, ""),
        ([], Polarity.LOWER_IS_BETTER, ""),
        ([25.04, 24.96], Polarity.LOWER_IS_BETTER, "All of our two neighbours have the same figure as ours"),
    ],
)  # fmt: skip
def test_a_finding_counts_by_printed_figures(measure, others, polarity, says):
    ours = a_figure(measure, 25.0)
    figures = [a_figure(measure, value, name=str(place)) for place, value in enumerate(others)]
    judged = replace(measure, polarity=polarity)
    assert finding_words(ours, figures, "our {count} neighbours", judged) == says


def test_the_line_of_an_authority_without_a_figure(measure):
    ours, there = a_figure(measure, 25.0), a_figure(measure, None, name="There")
    assert picked_words(there, ours, measure) == (
        "There has no figure for 2018/19: suppressed, so that nobody can be recognised."
    )
    assert picked_words(a_figure(measure, 20.0, name="There"), a_figure(measure, None), measure) == "There: 20.0%."


def test_a_smaller_list_names_its_own_number():
    average = ComparatorFigure(
        value=1.0, missing=None, method=ComparatorMethod.MEAN_OF_NEIGHBOURS, list_id="2021-04", n=3, of=5, members=()
    )
    assert average_phrase(average) == "the average of three of our five statistical neighbours"


def test_the_small_lines_state_where_ours_and_england_began_and_ended(demo):
    small = build_compare(demo, measure=PLANS).small
    assert small is not None
    assert small.title == "From 2012/13 to 2024/25 ours went from 16.1% to 27.7% and England went from 14.9% to 24.5%"


def test_the_small_lines_do_not_say_that_a_figure_moved_which_did_not(demo):
    small = build_compare(demo, measure="three-or-more-placements").small
    assert small is not None
    assert "ours was 13% in both and England went from 11% to 10%" in small.title


@pytest.mark.parametrize(
    ("unit", "england", "is_total"),
    [
        (Unit.COUNT, 1280.0, True),
        (Unit.COUNT, 26.0, False),
        (Unit.COUNT, None, False),
        (Unit.FULL_TIME_EQUIVALENT, 1280.0, True),
        (Unit.PER_CENT, 90.0, False),
        (Unit.RATE_PER_10000, 90.0, False),
    ],
)
def test_a_countrys_sum_is_told_from_its_average_and_nobody_is_set_beside_it(demo, unit, england, is_total):
    found = find_measure(demo, MEASURE, ())
    assert found is not None
    published = ComparatorSeries(demo, found).year(financial_year(2018))
    counts = zip(published.authorities, (8.0, 26.0, None), strict=False)
    year = replace(
        published,
        england=replace(published.england, value=england),
        authorities=tuple(replace(one, value=value) for one, value in counts),
    )
    assert has_totals(year, unit) is is_total
    assert ("region" in {party.key for party in parties_of(year, unit)}) is not is_total

"""The parts of clinic preparation as they are written: sheets, proposals and the still picture of a trend."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from dashboard.charts.print_trend import draw_print_trend
from dashboard.charts.tokens import DARK, LIGHT
from dashboard.ui.clinic_parts import empty_html, heading_html, pack_html, proposals_html
from dashboard.ui.clinic_sheet_parts import DOING, NEITHER, NOTHING, WELL, WORRIED, sheet_html, trend_html
from dashboard.views.clinic.build import build_clinic
from dashboard.views.clinic.view import Finding, RulePart, Verdict
from dashboard.views.ground import Ground
from dashboard.views.indicator import BreakMark, TrendView

SVG = "{http://www.w3.org/2000/svg}"
CONFERENCES, CHILDREN = "conferences-within-15-days", "looked-after-children"


@pytest.fixture(scope="module")
def ground(demo):
    return Ground(demo)


@pytest.fixture(scope="module")
def pack(ground):
    return build_clinic(ground, measures=(CONFERENCES, CHILDREN), month="2020-01")


@pytest.fixture(scope="module")
def proposals(ground):
    return build_clinic(ground, measures=None, month="2020-01")


def drawn(trend: TrendView, colours=LIGHT) -> ElementTree.Element:
    return ElementTree.fromstring(draw_print_trend(trend, colours))


def test_the_headings_of_a_sheet_go_down_one_by_one(pack):
    html = heading_html(pack) + pack_html(pack, "", dark=False)
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_sheet_has_the_house_format_with_lines_to_write_on(pack):
    html = sheet_html(pack.sheets[0], "Clinic preparation", dark=False)
    places = [html.index(words) for words in (WELL, WORRIED, DOING, "Agreed at the last clinic")]
    assert places == sorted(places)
    assert html.count("By when") == len(pack.sheets[0].doing)
    assert html.count("<div></div>") == 3


def test_an_empty_column_says_so_and_what_is_neither_stands_apart(pack):
    html = sheet_html(pack.sheets[1], "Clinic preparation", dark=False)
    assert html.count(NOTHING) == 2
    assert NEITHER in html
    assert "There is nobody to compare with" in html


def test_one_figure_of_ours_is_said_once_and_several_in_a_column(pack):
    sheet = pack.sheets[0]
    assert "2018/19, as ours beside it: 82.7%." in sheet_html(sheet, "", dark=False)
    other = replace(sheet.beside[0], period="2017/18", ours="80.1%")
    mixed = sheet_html(replace(sheet, beside=(other, *sheet.beside[1:])), "", dark=False)
    assert '<td class="sc-num" data-label="Ours">80.1%</td>' in mixed
    assert 'data-label="Period">2017/18</td>' in mixed


def test_every_part_of_the_rule_is_named_once_with_its_figures(proposals):
    html = proposals_html(proposals, "12")
    assert "<strong>Off target</strong> in December 2019 and January 2020: 54.5%, 21.4%" in html
    assert "<strong>Worse than others</strong>. In 2018/19" in html
    assert "measures=conferences-within-15-days&amp;month=2020-01&amp;as_of=12" in html
    assert 'aria-label="Make the sheet of Child protection conferences' in html


def test_the_words_of_a_catalogue_are_escaped(proposals):
    one = replace(proposals.proposals[0], name="<b>Bold</b>", met=(bad_finding(),))
    html = proposals_html(replace(proposals, proposals=(one,)), "")
    assert "<b>Bold" not in html
    assert "&lt;i&gt;" in html


def bad_finding() -> Finding:
    return Finding(part=RulePart.CONCERN, verdict=Verdict.MET, words="<i>49.9%</i>")


def test_nothing_proposed_is_a_state_of_its_own(proposals):
    none = replace(proposals, proposals=(), proposed_words="The rule proposes nothing for March 2020.")
    html = proposals_html(none, "")
    assert "Nothing is proposed" in html
    assert "The rule proposes nothing for March 2020. Any measure can still be chosen above" in html


@pytest.mark.parametrize(("may_upload", "links"), [(True, 1), (False, 0)])
def test_an_empty_store_points_to_the_upload_where_one_may(proposals, may_upload, links):
    html = empty_html(replace(proposals, empty="Nothing has been published yet."), may_upload=may_upload)
    assert "Nothing has been published yet." in html
    assert html.count("href=") == links


def test_in_the_dark_theme_paper_gets_a_light_picture(pack):
    trend = pack.sheets[0].trend
    light, dark = trend_html(trend, dark=False), trend_html(trend, dark=True)
    assert (light.count("<img"), dark.count("<img")) == (1, 2)
    assert trend.alt.split(":")[0] in dark.replace("&#x27;", "'")
    assert DARK.line.replace("#", "%23") in dark
    assert LIGHT.line.replace("#", "%23") in dark


def test_a_trend_without_figures_is_said(pack):
    trend = pack.sheets[0].trend
    empty = replace(trend, points=tuple(replace(point, value=None) for point in trend.points))
    assert draw_print_trend(empty, LIGHT) == ""
    assert "There is no figure to draw yet" in trend_html(empty, dark=False)


def test_the_picture_labels_every_line_and_keeps_within_its_frame(pack):
    trend = pack.sheets[0].trend
    root = drawn(trend)
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert {"Target 2019/20: 90% or more", "Usual range 55.1% to 86.8%"} <= set(words)
    assert any(word.startswith("England 78.7%, 2018/19") for word in words)
    _, _, width, height = (float(part) for part in root.get("viewBox").split())
    for dot in root.iter(f"{SVG}circle"):
        assert 0 <= float(dot.get("cx")) <= width
        assert 0 <= float(dot.get("cy")) <= height


def test_the_picture_breaks_where_there_is_no_figure_and_where_the_definition_changed(pack):
    trend = replace(pack.sheets[0].trend, breaks=())
    assert len(list(drawn(trend).iter(f"{SVG}polyline"))) == 1
    gap = replace(trend, points=(*trend.points[:5], replace(trend.points[5], value=None), *trend.points[6:]))
    assert len(list(drawn(gap).iter(f"{SVG}polyline"))) == 2
    cut = replace(trend, breaks=(BreakMark(at=trend.points[8].start, number=1, note="New form"),))
    assert len(list(drawn(cut).iter(f"{SVG}polyline"))) == 2


def test_a_dated_note_has_its_letter_in_the_picture_and_its_words_beneath(ground):
    (sheet,) = build_clinic(ground, measures=(CONFERENCES,), month="2020-03").sheets
    assert "A" in [one.text for one in drawn(sheet.trend).iter(f"{SVG}text")]
    assert "A: National lockdown, 23 March 2020." in trend_html(sheet.trend, dark=False)


@pytest.mark.parametrize("count", [1, 2, 40])
def test_the_picture_stands_with_any_number_of_points(pack, count):
    trend = pack.sheets[0].trend
    points = [trend.points[0]]
    while len(points) < count:
        last = points[-1]
        points.append(replace(last, start=last.start.replace(year=last.start.year + 1), label=str(len(points))))
    root = drawn(replace(trend, points=tuple(points), ranges=(), targets=(), comparators=()))
    named = [one for one in root.iter(f"{SVG}text") if one.get("text-anchor") == "middle"]
    assert 1 <= len(named) <= 8

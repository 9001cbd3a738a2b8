"""Where the compare chart and the small lines put things, and the HTML they become."""

import re
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.compare import DOT_WIDTH, place_compare
from dashboard.charts.small_multiples import HEIGHT, INSET, WIDTH, draw_panel, scale_of
from dashboard.charts.tokens import DARK, LIGHT
from dashboard.ui.compare_chart import compare_chart_html, small_multiples_html
from dashboard.views.compare_page.view import (
    CompareChart,
    CompareLine,
    ComparePoint,
    MissingFigure,
    Part,
    QuarterBand,
    SmallBreak,
    SmallMultiples,
    SmallPanel,
    Tone,
)
from dashboard.vocabulary import AreaCode

KEYS = ("statistical_neighbours", "region", "england")
LONG = ("Our neighbours’ average", "Yorkshire and The Humber", "England")


def point(value: float, name: str = "Leeds", part: Part = Part.NEIGHBOUR) -> ComparePoint:
    words = f"{value:g}%"
    return ComparePoint(
        area=AreaCode(name), name=name, value=value, words=words, part=part, is_neighbour=True, said=f"{name}: {words}"
    )


def line(key: str, name: str, value: float) -> CompareLine:
    return CompareLine(
        key=key, name=name, short_name=key[:7], value=value, words=f"{value:g}%", said=f"{name} {value:g}%"
    )


def a_chart(values=(10.0, 20.0, 30.0), lines=(20.0, 24.6, 22.6), strip=(), bands=(), **others) -> CompareChart:
    given = {
        "title": "Two better, one worse",
        "subtitle": "what is plotted",
        "alt": "Two better, one worse. Leeds 10%.",
        "unit_suffix": "%",
        "rows": tuple(point(value, f"Place {place}") for place, value in enumerate(values)),
        "strip": tuple(point(value, f"All {place}", Part.OTHER) for place, value in enumerate(strip)),
        "lines": tuple(line(key, name, value) for key, name, value in zip(KEYS, LONG, lines, strict=False)),
        "bands": bands,
        "way": "Lower is better",
        "good_end": "low",
        "missing": (),
    }
    return CompareChart(**(given | others))


QUARTERS = tuple(
    QuarterBand(low=low, high=high, words=words, range_words=f"{low:g}% to {high:g}%", tone=tone)
    for low, high, words, tone in (
        (5, 15, "Best quarter", Tone.BEST),
        (15, 17, "Second quarter", Tone.MIDDLE),
        (17, 20, "Third quarter", Tone.MIDDLE),
        (20, 40, "Last quarter", Tone.WORST),
    )
)


def test_figures_stand_on_one_axis_from_nought_where_that_costs_little():
    plot = place_compare(a_chart())
    assert [row.across for row in plot.rows] == [25.0, 50.0, 75.0]
    assert plot.ticks[0].words == "0%"
    assert plot.crop_words == ""


def test_an_axis_that_does_not_start_at_nought_says_so():
    plot = place_compare(a_chart(values=(80.0, 90.0), lines=(85.0,)))
    assert plot.crop_words.startswith("The axis starts at ")
    assert all(0 <= row.across <= 100 for row in plot.rows)


def test_figures_below_nought_have_room():
    plot = place_compare(a_chart(values=(-0.4, 0.1), lines=(0.0,), unit_suffix=""))
    assert all(0 <= row.across <= 100 for row in plot.rows)


def test_a_chart_without_figures_is_an_axis_alone():
    plot = place_compare(a_chart(values=(), lines=()))
    assert plot.rows == ()
    assert plot.ticks


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3))
def test_no_label_leaves_its_row_to_another(values):
    plot = place_compare(a_chart(values=(0.0, 100.0), lines=tuple(values)))
    assert sorted(placed.slot for placed in plot.lines) == [0, 1, 2]


@pytest.mark.parametrize("values", [(20, 24.6, 22.6), (100.7, 77, 67), (5, 6, 7), (90, 95, 99), (10, 50, 90)])
def test_no_line_runs_through_the_label_of_another(values):
    plot = place_compare(a_chart(values=(0.0, 110.0), lines=values, unit_suffix=""))
    for placed in plot.lines:
        width = 1.1 * (len(placed.line.name) + 1 + len(placed.line.words))
        start, end = (
            (placed.across - width, placed.across) if placed.is_left else (placed.across, placed.across + width)
        )
        through = [one for one in plot.lines if one.slot < placed.slot and start < one.across < end]
        assert through == []
        assert start >= -1
        assert end <= 101


@given(st.lists(st.integers(0, 400).map(lambda tenths: tenths / 10), min_size=1, max_size=160))
def test_no_dot_of_the_strip_hides_another(values):
    plot = place_compare(a_chart(values=(), lines=(), strip=values, bands=QUARTERS))
    assert len(plot.strip) == len(values)
    by_lane: dict[float, list[float]] = {}
    for dot in plot.strip:
        assert 0 <= dot.down <= 100
        by_lane.setdefault(dot.down, []).append(dot.across)
    for lane in by_lane.values():
        assert all(after - before >= DOT_WIDTH - 0.01 for before, after in pairwise(sorted(lane)))


def test_quarters_are_named_where_they_have_room_and_always_in_the_key():
    chart = a_chart(strip=(5.0, 16.0, 18.0, 40.0), bands=QUARTERS)
    plot = place_compare(chart)
    assert [band.words for band in plot.bands] == ["Best quarter", "", "", "Last quarter"]
    assert [band.narrow_words for band in plot.bands] == ["Best", "", "", "Last"]
    html = compare_chart_html(chart)
    assert "Second quarter: 15% to 17%" in html


def test_quarters_stand_behind_the_strip_only():
    assert place_compare(a_chart(bands=QUARTERS)).bands == ()
    assert "quarter" not in compare_chart_html(a_chart(bands=QUARTERS))


def test_the_picture_says_its_finding_and_every_mark_has_words():
    html = compare_chart_html(a_chart(rows=(point(21.3, "Ours & <b>", Part.OURS), point(20.0, "Hull", Part.PICKED))))
    assert 'role="img" aria-label="Two better, one worse. Leeds 10%."' in html
    assert "Ours &amp; &lt;b&gt;" in html
    for words in (">ours<", ">picked<", "Lower is better.", "← better"):
        assert words in html


def test_the_missing_are_listed_beneath_by_reason():
    missing = (
        MissingFigure(name="Hull", reason="not available"),
        MissingFigure(name="York", reason="not reliable enough to publish"),
        MissingFigure(name="Ryedale", reason="not available"),
    )
    html = compare_chart_html(a_chart(missing=missing))
    assert "<strong>Hull, Ryedale</strong>: not available." in html
    assert "<strong>York</strong>: not reliable enough to publish." in html
    assert not any(name in html.split('<ul class="sc-notes"')[0] for name in ("Hull", "York<"))


def panel(values: tuple[float | None, ...], key: str = "neighbour", name: str = "Leeds") -> SmallPanel:
    return SmallPanel(name=name, key=key, words="20%", alt=f"{name}: 10% to 20%.", values=values)


def multiples(*panels: SmallPanel, **others) -> SmallMultiples:
    given = {
        "title": "How each has moved",
        "subtitle": "in each picture ours is the thin grey line",
        "years": ("2017/18", "2018/19", "2019/20", "2020/21"),
        "chosen": 1,
        "ours": (10.0, 20.0, 15.0, 12.0),
        "panels": panels,
        "breaks": (),
        "unit_suffix": "%",
    }
    return SmallMultiples(**(given | others))


def polylines(svg: str) -> list[list[tuple[float, float]]]:
    found = re.findall(r'<polyline points="([^"]+)"', svg)
    return [[tuple(map(float, place.split(","))) for place in points.split()] for points in found]


def test_a_gap_parts_the_line_and_ours_is_in_every_picture():
    view = multiples(panel((10.0, None, 20.0, 25.0)))
    svg = draw_panel(view, view.panels[0], LIGHT)
    ours, *theirs = polylines(svg)
    assert len(ours) == 4
    assert [len(part) for part in theirs] == [2]
    assert f'stroke="{LIGHT.line}"' in svg


def test_a_year_alone_between_gaps_is_a_dot():
    view = multiples(panel((10.0, None, 20.0, None)), chosen=None)
    svg = draw_panel(view, view.panels[0], LIGHT)
    assert len(polylines(svg)) == 1
    assert svg.count("<circle") == 2


def test_a_change_of_definition_parts_every_line_and_is_a_rule():
    view = multiples(panel((10.0, 12.0, 20.0, 25.0)), breaks=(SmallBreak(position=2, number=1, note="Counted anew."),))
    svg = draw_panel(view, view.panels[0], LIGHT)
    assert [len(part) for part in polylines(svg)] == [2, 2, 2, 2]
    assert 'stroke-dasharray="2,3"' in svg
    assert "Note 1, at the dotted line before 2019/20. Counted anew." in small_multiples_html(view, dark=False)


def test_all_pictures_share_one_scale():
    view = multiples(panel((10.0, 12.0, 20.0, 25.0)), panel((60.0, 67.6, 50.0, 40.0), name="Wakefield"))
    scale = scale_of(view)
    assert (scale.bottom, scale.top) == ("0%", "80%")
    for each in view.panels:
        for points in polylines(draw_panel(view, each, LIGHT)):
            assert all(0 <= x <= WIDTH and INSET <= y <= HEIGHT - INSET for x, y in points)


def test_comparators_keep_their_colour_and_dash_in_both_themes():
    view = multiples(panel((10.0, 12.0, 20.0, 25.0), key="region", name="Yorkshire"))
    for colours in (LIGHT, DARK):
        svg = draw_panel(view, view.panels[0], colours)
        assert f'stroke="{colours.region}"' in svg
        assert "stroke-dasharray" in svg


def test_pictures_of_nothing_and_of_one_year_can_be_drawn():
    empty = multiples(panel((None,) * 4), ours=(None,) * 4)
    assert polylines(draw_panel(empty, empty.panels[0], LIGHT)) == []
    single = multiples(panel((5.0,)), years=("2018/19",), ours=(6.0,), chosen=0)
    assert "<circle" in draw_panel(single, single.panels[0], LIGHT)
    assert "2018/19" in small_multiples_html(single, dark=True)


def test_a_picture_is_named_in_words_and_fetched_from_nowhere():
    view = multiples(panel((10.0, 12.0, 20.0, 25.0), name='Hull & "more"'))
    html = small_multiples_html(view, dark=False)
    (source,) = re.findall(r'src="([^"]+)"', html)
    assert source.startswith("data:image/svg+xml,")
    assert unquote(source).count("<svg") == 1
    assert 'alt="Hull &amp; &quot;more&quot;: 10% to 20%."' in html
    assert "20% in 2018/19" in html


def test_the_year_shown_is_marked_on_both_lines():
    view = multiples(panel((10.0, 12.0, 20.0, 25.0)))
    marked, unmarked = (draw_panel(replace(view, chosen=chosen), view.panels[0], LIGHT) for chosen in (1, None))
    assert marked.count("<circle") - unmarked.count("<circle") == 2


@given(st.lists(st.integers(-(10**8), 10**8).map(lambda cents: cents / 100), max_size=12), st.sampled_from(["%", ""]))
def test_whatever_the_figures_everything_lies_on_the_axis(values, suffix):
    kept = [abs(value) % 100 if suffix else value for value in values]
    plot = place_compare(a_chart(values=kept, lines=tuple(kept[:3]), strip=tuple(kept), unit_suffix=suffix))
    placed = [row.across for row in plot.rows] + [dot.across for dot in plot.strip] + [one.across for one in plot.lines]
    assert all(-0.01 <= across <= 100.01 for across in placed)
    assert all(0 <= dot.down <= 100 for dot in plot.strip)


def test_a_quarter_goes_without_words_where_a_comparators_line_runs_through_them():
    chart = a_chart(strip=(5.0, 16.0, 18.0, 40.0), bands=QUARTERS, lines=(10.0,))
    assert [band.words for band in place_compare(chart).bands] == ["", "", "", "Last quarter"]

"""What stands upright in a chart: dated notes apart from changes of definition, and the names beneath long periods."""

from datetime import date

import pytest
from fixtures.views import trend_view

from dashboard.charts.tokens import DARK, LIGHT
from dashboard.charts.trend import draw_trend
from dashboard.periods import financial_year, quarter
from dashboard.views.indicator import TrendPoint
from dashboard.views.indicator_more import EventMark


def event(at, letter="A"):
    return EventMark(at=at, letter=letter, period="", day="", what="A move")


def flags(figure):
    return [one for one in figure.layout.annotations if one.text.startswith("Event")]


def series(periods):
    return tuple(
        TrendPoint(start=one.start, label=one.short_words, value=20.0 + place, words="") for place, one in
        enumerate(periods)
    )  # fmt: skip


YEARS = [financial_year(year) for year in range(2009, 2020)]
QUARTERS = [quarter(2018 + place // 4, place % 4 + 1) for place in range(8)]


class TestEvents:
    def test_a_flag_stands_on_the_floor_where_notes_of_definition_stand_at_the_ceiling(self):
        figure = draw_trend(trend_view(events=(event(date(2019, 6, 1)),)), dark=False)
        (flag,) = flags(figure)
        (note,) = [one for one in figure.layout.annotations if one.text == "Note 1"]
        assert (flag.x, flag.y, flag.yanchor, flag.borderwidth) == (date(2019, 6, 1), 0, "bottom", 1)
        assert (note.y, note.borderwidth) == (1, None)

    def test_its_stem_is_dotted_and_behind_where_that_of_a_definition_is_whole(self):
        figure = draw_trend(trend_view(events=(event(date(2019, 6, 1)),)), dark=False)
        (stem,) = [shape for shape in figure.layout.shapes if shape.x0 == date(2019, 6, 1)]
        assert (stem.line.dash, stem.layer) == ("1px,4px", "below")
        assert {shape.line.dash for shape in figure.layout.shapes} == {None, "1px,4px"}

    def test_it_does_not_cut_our_line(self):
        plain = draw_trend(trend_view(breaks=()), dark=False)
        noted = draw_trend(trend_view(breaks=(), events=(event(date(2019, 6, 1)),)), dark=False)
        assert len(noted.data) == len(plain.data)

    def test_two_of_one_month_share_a_flag(self):
        both = (event(date(2019, 6, 1)), event(date(2019, 6, 1), "B"), event(date(2019, 8, 1), "C"))
        figure = draw_trend(trend_view(events=both), dark=False)
        assert [flag.text for flag in flags(figure)] == ["Event A and B", "Event C"]

    @pytest.mark.parametrize(
        ("at", "anchor"),
        [(date(2018, 4, 1), "left"), (date(2019, 4, 1), "center"), (date(2020, 3, 1), "right")],
    )
    def test_the_flag_keeps_within_the_chart(self, at, anchor):
        figure = draw_trend(trend_view(comparators=(), events=(event(at),)), dark=False)
        assert [flag.xanchor for flag in flags(figure)] == [anchor]

    def test_the_dark_theme_has_its_own_colours(self):
        made = [draw_trend(trend_view(events=(event(date(2019, 6, 1)),)), dark=dark) for dark in (False, True)]
        assert [flags(one)[0].bgcolor for one in made] == [LIGHT.ground, DARK.ground]


class TestLongPeriods:
    def test_years_are_named_as_years_the_latest_always(self):
        figure = draw_trend(trend_view(points=series(YEARS), comparators=(), targets=(), breaks=()), dark=False)
        assert list(figure.layout.xaxis.ticktext) == ["2019/20", "2017/18", "2015/16", "2013/14", "2011/12", "2009/10"]
        assert not figure.layout.shapes

    def test_quarters_are_named_by_their_months(self):
        figure = draw_trend(trend_view(points=series(QUARTERS[:5]), comparators=(), targets=(), breaks=()), dark=False)
        assert list(figure.layout.xaxis.ticktext)[:2] == ["Apr to Jun<br>2019", "Jan to Mar<br>2019"]

    def test_the_first_and_the_last_have_room_for_their_names(self):
        figure = draw_trend(trend_view(points=series(YEARS), comparators=(), targets=(), breaks=()), dark=False)
        first, last = figure.layout.xaxis.range
        assert (YEARS[0].start - first).days > 100
        assert (last - YEARS[-1].start).days > 100

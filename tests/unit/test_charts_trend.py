"""The trend chart: what is drawn, where it stops, and where its words stand."""

import dataclasses
from datetime import date, timedelta
from itertools import pairwise

import pytest
from fixtures.views import level, trend_view

from dashboard.charts.axis import axis_of, axis_words
from dashboard.charts.labels import LABEL_HEIGHT, Label, Span, place_labels
from dashboard.charts.style import COMPARATOR_DASHES
from dashboard.charts.tokens import DARK, LIGHT
from dashboard.charts.trend import draw_trend
from dashboard.periods import financial_year, month
from dashboard.views.indicator import TargetBand, TrendPoint

HALF_MONTH = timedelta(days=15)


APRIL_2019 = month(2019, 4)


def points(*values, start=APRIL_2019, restated=()):
    return tuple(
        TrendPoint(
            start=start.shift(place).start, label="", value=value, words=f"point {place}", restated=place in restated
        )
        for place, value in enumerate(values)
    )


def plain(*values, **changes):
    empty = {"comparators": (), "targets": (), "breaks": ()}
    return trend_view(**(empty | {"points": points(*values)} | changes))


def ours(figure):
    return [trace for trace in figure.data if trace.mode == "lines+markers"]


class TestOurLine:
    def test_a_missing_month_is_a_gap_never_a_zero(self):
        (line,) = ours(draw_trend(plain(20.0, None, 22.0), dark=False))
        assert list(line.y) == [20.0, None, 22.0]
        assert line.connectgaps is False

    def test_the_line_is_cut_where_the_definition_changes(self):
        view = trend_view()
        lines = ours(draw_trend(view, dark=False))
        assert [len(line.x) for line in lines] == [8, 16]
        assert lines[1].x[0] == view.breaks[0].at

    def test_the_break_has_a_rule_and_its_number(self):
        figure = draw_trend(trend_view(), dark=False)
        assert date(2018, 12, 1) - HALF_MONTH in [shape.x0 for shape in figure.layout.shapes]
        assert "Note 1" in [words.text for words in figure.layout.annotations]

    def test_restated_months_wear_a_ring(self):
        view = plain(20.0, 21.0, None, points=points(20.0, 21.0, None, restated=(1, 2)))
        rings = [trace for trace in draw_trend(view, dark=False).data if trace.mode == "markers"]
        assert [list(ring.y) for ring in rings] == [[21.0]]

    def test_pointing_at_a_month_repeats_its_words(self):
        (line,) = ours(draw_trend(plain(20.0, 21.0), dark=False))
        assert list(line.customdata) == ["point 0", "point 1"]

    def test_pointing_says_the_month_too_and_never_as_markup(self):
        named = tuple(dataclasses.replace(one, label="<b>Apr</b> 2019") for one in points(20.0))
        (line,) = ours(draw_trend(plain(points=named), dark=False))
        assert list(line.customdata) == ["&lt;b&gt;Apr&lt;/b&gt; 2019: point 0"]

    def test_nothing_to_draw_is_refused(self):
        with pytest.raises(ValueError, match="at least one"):
            draw_trend(plain(points=()), dark=False)


class TestComparators:
    def test_a_level_covers_its_own_year_only(self):
        year = financial_year(2018)
        figure = draw_trend(
            plain(20.0, 21.0, comparators=(level("england", "England 22.6%", 22.6, "", year),)), dark=False
        )
        (line,) = [trace for trace in figure.data if trace.line.dash == COMPARATOR_DASHES["england"]]
        assert line.x[0] == year.start - HALF_MONTH
        assert line.x[-1] == year.end - HALF_MONTH
        assert set(line.y) == {22.6}

    def test_the_axis_reaches_back_to_a_comparators_year(self):
        view = plain(20.0, 21.0, comparators=(level("england", "England", 22.6, "", financial_year(2017)),))
        assert draw_trend(view, dark=False).layout.xaxis.range[0] < date(2017, 4, 1)

    def test_each_is_labelled_at_its_end_in_its_colour(self):
        figure = draw_trend(trend_view(), dark=False)
        words = {one.text: one for one in figure.layout.annotations}
        assert words["England 22.6%"].font.color == LIGHT.england
        assert words["England 22.6%"].x == date(2019, 3, 31) - HALF_MONTH

    def test_the_dark_theme_has_its_own_colours(self):
        figure = draw_trend(trend_view(), dark=True)
        assert {one.text: one for one in figure.layout.annotations}["England 22.6%"].font.color == DARK.england

    def test_markup_in_a_label_stays_text(self):
        view = plain(20.0, comparators=(level("england", "<b>A & B</b> %{x}", 22.6, "", financial_year(2018)),))
        figure = draw_trend(view, dark=False)
        assert figure.layout.annotations[0].text == "&lt;b&gt;A &amp; B&lt;/b&gt; % {x}"
        assert "%{" not in figure.data[0].hovertemplate

    def test_no_legend_is_drawn(self):
        assert draw_trend(trend_view(), dark=False).layout.template.layout.showlegend is False


class TestTargets:
    def band(self, **changes):
        year = financial_year(2019)
        ends = {"target": 90.0, "green_low": 90.0, "green_high": None, "amber_low": 80.0, "amber_high": 90.0}
        return TargetBand(start=year.start, end=year.end, label="Target 90%", **(ends | changes))

    def test_a_target_is_dotted_over_its_own_year(self):
        figure = draw_trend(plain(85.0, 91.0, targets=(self.band(),)), dark=False)
        lines = [trace for trace in figure.data if trace.mode == "lines" and trace.line.dash]
        assert [(line.x[0], line.x[-1]) for line in lines] == [
            (date(2019, 4, 1) - HALF_MONTH, date(2020, 3, 31) - HALF_MONTH)
        ]

    @pytest.mark.parametrize(
        ("ends", "hatched"),
        [
            ({}, [(80.0, 90.0)]),
            # Green is tried first, so a tolerance that reaches into it is drawn outside it only.
            ({"amber_low": 80.0, "amber_high": None}, [(80.0, 90.0)]),
            ({"green_low": None, "green_high": 85.0, "amber_low": None, "amber_high": 90.0}, [(85.0, 90.0)]),
            ({"green_low": 85.0, "green_high": 88.0}, [(80.0, 85.0), (88.0, 90.0)]),
            ({"amber_low": None, "amber_high": None}, []),
        ],
    )
    def test_the_tolerance_is_hatched_where_it_is_not_on_target(self, ends, hatched):
        figure = draw_trend(plain(81.0, 91.0, targets=(self.band(**ends),)), dark=False)
        drawn = [trace for trace in figure.data if trace.fill == "toself"]
        assert [(min(trace.y), max(trace.y)) for trace in drawn] == hatched
        assert all(trace.fillpattern.shape == "/" for trace in drawn)

    def test_an_open_tolerance_reaches_the_edge_of_the_chart(self):
        view = plain(85.0, 91.0, targets=(self.band(amber_low=None),))
        (hatched,) = [trace for trace in draw_trend(view, dark=False).data if trace.fill == "toself"]
        assert min(hatched.y) == axis_of(view).low

    def test_a_target_in_words_draws_nothing(self):
        band = self.band(target=None, green_low=None, amber_low=None, amber_high=None)
        assert len(draw_trend(plain(85.0, 91.0, targets=(band,)), dark=False).data) == 1

    def test_a_label_is_written_once_while_it_does_not_change(self):
        bands = (self.band(), dataclasses.replace(self.band(), start=date(2020, 4, 1), end=date(2021, 3, 31)))
        figure = draw_trend(plain(85.0, 91.0, targets=bands), dark=False)
        assert [words.text for words in figure.layout.annotations] == ["Target 90%"]


class TestAxis:
    @pytest.mark.parametrize(
        ("values", "suffix", "low", "high"),
        [
            ((20.7, 21.3, 22.0), "%", 20.5, 22.5),
            ((95.0, 99.5, 100.0), "%", 94.0, 100.0),
            ((3.0, 5.0, 12.0), "", 0.0, 15.0),
            ((0.0, 0.0, 0.0), "", 0.0, 1.25),
            ((0.0, 0.4), "%", 0.0, 0.5),
            ((1196.0, 1320.0), "", 1150.0, 1350.0),
            ((-1.2, 0.4), "%", -1.5, 1.0),
        ],
    )
    def test_reaches_all_figures_with_little_to_spare(self, values, suffix, low, high):
        axis = axis_of(plain(*values, unit_suffix=suffix))
        assert axis.low <= min(values)
        assert axis.high >= max(values)
        assert (axis.low, axis.high) == pytest.approx((low, high))

    @pytest.mark.parametrize("values", [(5.0,), (0.0,), (100.0,), (1e6, 1e6)])
    def test_a_flat_line_has_room(self, values):
        axis = axis_of(plain(*values))
        assert axis.high > axis.low
        assert len(axis.ticks) <= 12

    def test_ticks_fall_on_both_ends(self):
        axis = axis_of(trend_view())
        assert axis.ticks[0] == axis.low
        assert axis.ticks[-1] == axis.high

    def test_comparators_and_targets_are_inside(self):
        axis = axis_of(trend_view())
        assert axis.low <= 20.01
        assert axis.high >= 27.0

    def test_a_crop_is_said_and_a_start_at_nought_is_not(self):
        assert axis_words(plain(20.7, 22.0)) == "The vertical axis starts at 20.5%, not at 0."
        assert axis_words(plain(1.0, 22.0)) == ""


class TestLabels:
    def place(self, *wanted, behind=()):
        return place_labels(
            [Label(wanted=one, across=Span(low=0, high=10), behind=behind) for one in wanted], height=300
        )

    def test_labels_far_apart_stay_where_they_are_wanted(self):
        assert self.place(50.0, 200.0) == [50.0, 200.0]

    def test_close_labels_keep_their_order_and_do_not_touch(self):
        placed = self.place(102.0, 100.0, 101.0)
        assert placed[1] < placed[2] < placed[0]
        assert placed[2] - placed[1] >= LABEL_HEIGHT
        assert placed[0] - placed[2] >= LABEL_HEIGHT

    def test_a_label_of_two_lines_takes_the_room_of_two_and_the_others_of_one(self):
        across, talls = Span(low=0, high=10), (2 * LABEL_HEIGHT, LABEL_HEIGHT, LABEL_HEIGHT, 2 * LABEL_HEIGHT)
        labels = [Label(wanted=60.0 + place, across=across, tall=tall) for place, tall in enumerate(talls)]
        placed = place_labels(labels, height=6.5 * LABEL_HEIGHT)
        taken = sorted((one.at(middle).low, one.at(middle).high) for one, middle in zip(labels, placed, strict=True))
        assert all(high <= low for (_, high), (low, _) in pairwise(taken))
        assert taken[0][0] >= 0
        assert taken[-1][1] <= 6.5 * LABEL_HEIGHT

    def test_labels_over_different_months_do_not_push_each_other(self):
        labels = [Label(wanted=100.0, across=Span(low=low, high=low + 10)) for low in (0, 10)]
        assert place_labels(labels, height=300) == [100.0, 100.0]

    def test_a_label_gives_way_to_our_line(self):
        line = Span(low=95.0, high=110.0)
        (middle,) = self.place(100.0, behind=(line,))
        assert line.clear_of(middle - LABEL_HEIGHT / 2, middle + LABEL_HEIGHT / 2)

    def test_a_label_stays_on_the_chart(self):
        assert self.place(1.0)[0] >= LABEL_HEIGHT / 2

    def test_without_room_our_line_is_covered_rather_than_another_label(self):
        placed = self.place(100.0, 101.0, behind=(Span(low=0.0, high=300.0),))
        assert abs(placed[0] - placed[1]) >= LABEL_HEIGHT

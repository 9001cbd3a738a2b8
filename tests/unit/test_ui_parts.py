"""The parts of the indicator and upload pages."""

import dataclasses
from datetime import date

import pytest
from fixtures import views
from fixtures.fake_backend import make_receipt

from dashboard.ui import controls
from dashboard.ui.chart_parts import chart_heading, chart_key, chart_notes
from dashboard.ui.html import text
from dashboard.ui.indicator_parts import answer_html, benchmarks_html, comparison_html, figures_html, provenance_html
from dashboard.ui.links import indicator_link, same_page_link, scorecard_link
from dashboard.ui.style import style_sheet
from dashboard.ui.tables import Row, number, table_html, words
from dashboard.ui.upload_parts import receipt_html
from dashboard.views.indicator import BenchmarkRow
from dashboard.views.parts import FigureCell


def test_the_key_names_period_and_method_of_every_comparator():
    html = chart_key(views.trend_view())
    assert "2018/19, mean of 10 neighbours, list of April 2021" in html
    assert html.count("2018/19, published") == 2


def test_the_key_leaves_out_what_is_not_drawn():
    html = chart_key(views.trend_view(comparators=(), targets=(), points=views.trend_view().points[:2]))
    assert html.count("<li") == 1


def test_notes_say_breaks_gaps_and_where_the_axis_starts():
    html = chart_notes(views.trend_view())
    assert "Note 1." in html
    assert "Not yet available: Sep 2018. Not available: Sep 2019." in html
    assert "starts at 18%, not at 0" in html


class TestWithoutAFigure:
    def nothing(self):
        return views.trend_view(
            points=tuple(dataclasses.replace(one, value=None, words="no figure") for one in views.trend_view().points)
        )

    def test_there_is_no_key(self):
        assert chart_key(self.nothing()) == ""

    def test_there_is_no_word_of_an_axis_or_of_marks_but_the_reason_is_kept(self):
        html = chart_notes(self.nothing())
        assert "axis" not in html
        assert "Note 1" not in html
        assert "No figure: Apr 2018 to Mar 2020." in html

    def test_without_any_period_nothing_stands_under_the_chart(self):
        view = dataclasses.replace(views.indicator_view(), trend=views.trend_view(points=()), figures=())
        assert chart_key(view.trend) + chart_notes(view.trend) + figures_html(view) == ""


@pytest.mark.parametrize(
    ("label", "word"), [("Apr 2019", "month"), ("Q1 2019/20", "quarter"), ("2018/19", "year"), ("", "month")]
)
def test_the_key_and_the_table_are_said_in_the_periods_drawn(label, word):
    view = views.indicator_view()
    trend = views.trend_view(points=(dataclasses.replace(view.trend.points[0], label=label),))
    assert f"Ours, {word} by {word}" in chart_key(trend)
    html = figures_html(dataclasses.replace(view, trend=trend))
    assert f">{word.capitalize()}</th>" in html
    assert f"every {word} in the chart" in html


def test_nobody_to_compare_with_is_said():
    assert "nobody to compare with" in comparison_html(dataclasses.replace(views.indicator_view(), comparison=()))


def test_ours_stands_out_in_the_comparison():
    assert comparison_html(views.indicator_view()).count("sc-ours") == 2


def test_the_first_group_of_a_comparison_is_shown_and_each_other_is_folded():
    view = views.indicator_view()
    groups = ("2019/20", "2018/19", "Each statistical neighbour, 2019/20")
    rows = tuple(dataclasses.replace(row, group=group) for group in groups for row in view.comparison)
    shown, earlier, neighbours = comparison_html(dataclasses.replace(view, comparison=rows)).split("<details")
    assert [part.count('scope="row"') for part in (shown, earlier, neighbours)] == [len(view.comparison)] * 3
    assert "2018/19</summary>" in earlier
    assert "Each statistical neighbour, 2019/20</summary>" in neighbours


def test_what_members_read_first_stands_before_the_comparison():
    view = dataclasses.replace(views.indicator_view(), comparison_lead=("In 2018/19 ours was 82nd of 151.",))
    assert comparison_html(view).startswith("<p>In 2018/19 ours was 82nd of 151.</p>")


def a_benchmark(year: str, *, printed: str = "", disagrees: bool = False, restated: str = "") -> BenchmarkRow:
    figure = FigureCell(text="22.03%", restated_from=restated, title="a title")
    method = "mean of 9 of 10 neighbours, list of April 2021"
    return BenchmarkRow(
        name="Statistical neighbours' average",
        figure=figure,
        year=year,
        method=method,
        printed=printed,
        disagrees=disagrees,
    )


def test_the_newest_years_benchmarks_are_shown_and_each_other_year_is_folded():
    rows = (a_benchmark("2019/20"), a_benchmark("2019/20"), a_benchmark("2018/19", printed="20.01%, the same"))
    shown, folded = benchmarks_html(dataclasses.replace(views.indicator_view(), benchmarks=rows)).split("<details")
    assert (shown.count('scope="row"'), folded.count('scope="row"')) == (2, 1)
    assert "benchmarks for 2019/20</caption>" in shown
    assert "Benchmarks for 2018/19</summary>" in folded
    assert "mean of 9 of 10 neighbours, list of April 2021" in shown
    assert "20.01%, the same" in folded


def test_a_printed_benchmark_that_does_not_agree_stands_out():
    said = "20.72%, which does not agree"
    rows = (a_benchmark("2019/20", printed=said, disagrees=True), a_benchmark("2019/20", printed="22.03%, the same"))
    html = benchmarks_html(dataclasses.replace(views.indicator_view(), benchmarks=rows))
    assert f"<strong>{said}</strong>" in html
    assert html.count("<strong>") == 1


def test_a_restated_benchmark_is_marked():
    html = benchmarks_html(
        dataclasses.replace(views.indicator_view(), benchmarks=(a_benchmark("a", restated="29.83%"),))
    )
    assert "restated from 29.83%" in html


def test_without_benchmarks_there_is_no_section():
    assert benchmarks_html(views.indicator_view()) == ""


def test_a_comparator_of_several_years_has_one_line_in_the_key():
    levels = views.trend_view().comparators
    assert chart_key(views.trend_view(comparators=levels * 2)).count("sc-sample-england") == 1


def test_the_table_beneath_the_chart_is_folded_and_has_a_caption():
    html = figures_html(views.indicator_view())
    assert html.startswith('<div class="sc-paper-folded"><details class="sc-folded">')
    assert "<caption>" in html


def test_on_paper_a_long_table_stands_only_where_it_was_opened():
    assert ".sc-paper-folded > details:not([open]) { display: none; }" in style_sheet()


def test_the_chart_has_a_drawing_for_paper_that_states_its_finding():
    trend = views.trend_view()
    html = chart_heading(trend)
    assert html.count("<img ") == 1
    assert f'alt="{text(trend.alt)}"' in html
    assert "sc-on-paper" in html
    assert "<img " not in chart_heading(dataclasses.replace(trend, points=()))


def test_the_answer_is_read_out_when_a_choice_changes_it():
    assert 'class="sc-answer" role="status"' in answer_html(views.indicator_view())


def test_provenance_names_file_sheet_and_cell():
    html = provenance_html(views.indicator_view(), date(2020, 4, 20))
    assert "cyps-social-care-scorecard-2020-03.xlsx" in html
    assert "1 Front door &amp; assessment · P13" in html


def test_a_row_with_too_few_cells_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        table_html("Caption", (*words("A"), number("B")), [Row(cells=("1",))])


class TestUpload:
    @pytest.mark.parametrize(
        ("already", "withdrawn", "title"),
        [
            (False, False, "Published as edition 14"),
            (True, False, "already published as edition 14"),
            (False, True, "Edition 14 is withdrawn"),
        ],
    )
    def test_receipts(self, already, withdrawn, title):
        receipt = dataclasses.replace(make_receipt(14, by="a", reason="b", revision=14), already_published=already)
        assert title in receipt_html(receipt, withdrawn=withdrawn)


def test_links_leave_out_what_is_not_asked_and_escape_the_rest():
    assert indicator_link("a&b") == "indicator?id=a%26b"
    assert indicator_link("a", "in_month", "2019-10") == "indicator?id=a&basis=in_month&month=2019-10"
    assert indicator_link("a", as_of="7") == "indicator?id=a&as_of=7"
    assert scorecard_link() == "scorecard"
    assert scorecard_link("2019-10", "7") == "scorecard?month=2019-10&as_of=7"


def test_the_way_back_to_now_keeps_what_else_is_asked():
    assert same_page_link({"id": "a&b", "as_of": "7"}, without="as_of") == "?id=a%26b"


def test_the_style_sheet_holds_print_motion_and_focus_rules():
    sheet = style_sheet()
    assert all(
        rule in sheet for rule in ("@media print", "prefers-reduced-motion", ":focus-visible", "--sc-text:light-dark(")
    )


def test_another_measure_starts_without_the_basis_and_the_step_of_the_one_before(monkeypatch):
    taken_out = []
    monkeypatch.setattr(controls, "choose_in_address", lambda *args, resets: taken_out.extend(resets))
    controls.pick_measure((), "re-referrals")
    assert taken_out == ["basis", "step"]

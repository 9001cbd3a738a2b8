"""The scorecard's table."""

import dataclasses
import re

import pytest
from fixtures.views import scorecard_view

from dashboard.ui.components import figure, figure_cell, rag_chip, travel_mark
from dashboard.ui.scorecard_table import count_matches, scorecard_html
from dashboard.views.parts import FigureCell, RagChip, TravelMark
from dashboard.views.scorecard import ScorecardView
from dashboard.vocabulary import Missing, Rag, Travel


@pytest.fixture(scope="module")
def view() -> ScorecardView:
    return scorecard_view()


def rows_of(html: str) -> list[str]:
    return re.findall(r"<tr>(?:(?!</tr>).)*scope=\"row\".*?</tr>", html)


def test_every_row_has_a_cell_for_every_heading(view):
    html = scorecard_html(view)
    columns = 7 + len(view.month_headings) + len(view.previous_year_headings) + len(view.benchmark_headings)
    # The last cell of a row holds the switch that unfolds a card on a phone.
    assert {row.count("<td") + row.count("<th") for row in rows_of(html)} == {columns + 1}


def test_months_stand_oldest_first(view):
    html = scorecard_html(view)
    assert html.index("Apr<br>2019") < html.index("Mar<br>2020")


def test_columns_come_in_the_printed_order(view):
    html = scorecard_html(view)
    heads = [
        "No.",
        "Good is",
        "Month",
        "Year end 2019/20",
        "Direction of travel",
        "RAG in month",
        "Target and tolerance",
    ]
    places = [html.index(f">{head}<") for head in [*heads, "Previous years", "Latest benchmarks"]]
    assert places == sorted(places)


def test_columns_of_quarters_are_headed_so(view):
    html = scorecard_html(dataclasses.replace(view, period_word="Quarter"))
    assert all(words in html for words in (">Quarter<", ">RAG in quarter<", ">All quarters, target and benchmarks<"))
    assert not re.search(r"RAG in month|>Month<|All months", html)


def test_sections_without_a_match_are_left_out(view):
    html = scorecard_html(view, "caseload")
    assert "Workforce and caseloads" in html
    assert "Looked after children" not in html


@pytest.mark.parametrize(
    ("search", "found"), [("", 65), ("  ", 65), ("1.14", 1), ("ICPC", 2), ("icpc 15", 1), ("zebra", 0)]
)
def test_search_wants_every_word_in_any_order_and_case(view, search, found):
    assert count_matches(view, search) == found


def test_a_different_number_of_cells_and_headings_is_refused(view):
    with pytest.raises(ValueError, match=r"shorter|longer"):
        scorecard_html(dataclasses.replace(view, month_headings=view.month_headings[1:]))


def test_a_name_from_a_workbook_stays_text(view):
    section = view.sections[0]
    row = dataclasses.replace(section.rows[0], name="<img src=x>", number="<i>", target="<5", tolerance="5–10 & more")
    html = scorecard_html(dataclasses.replace(view, sections=(dataclasses.replace(section, rows=(row,)),)))
    assert "<img" not in html
    assert "<i>" not in html
    assert "&lt;5" in html


class TestParts:
    @pytest.mark.parametrize(("state", "shape"), [(Rag.GREEN, "●"), (Rag.AMBER, "▲"), (Rag.RED, "■")])
    def test_a_status_has_shape_word_and_colour(self, state, shape):
        html = rag_chip(RagChip(state=state, word="Its word"))
        assert shape in html
        assert "Its word" in html
        assert f"sc-{state.value}" in html

    @pytest.mark.parametrize("state", [Rag.NO_TARGET, Rag.NO_FIGURE])
    def test_a_status_without_a_colour_has_no_shape(self, state):
        assert "sc-shape" not in rag_chip(RagChip(state=state, word="No figure"))

    @pytest.mark.parametrize(("moved", "arrow"), [(1, "↑"), (0, "→"), (-1, "↓")])
    def test_the_arrow_shows_where_the_number_went_whatever_it_means(self, moved, arrow):
        for state in (Travel.IMPROVEMENT, Travel.DECLINE_NOT_ON_TARGET, Travel.INCREASE_NO_POLARITY):
            assert arrow in travel_mark(TravelMark(state=state, word="word", moved=moved))

    def test_no_comparison_has_no_arrow(self):
        mark = TravelMark(state=Travel.NO_COMPARISON, word="No comparison", moved=None)
        assert "sc-arrow" not in travel_mark(mark)

    def test_a_revised_figure_says_so_with_its_earlier_value(self):
        cell = FigureCell(text="20.9%", revised_from="20.4%", title="February 2020: 20.9%, revised from 20.4%")
        html = figure_cell(cell)
        assert "sc-revised" in html
        assert "revised" in figure(cell)
        assert "20.4%" in figure(cell)
        assert 'title="February 2020: 20.9%, revised from 20.4%"' in html

    def test_a_missing_figure_is_words_set_apart(self):
        html = figure_cell(FigureCell(text="Not published yet", missing=Missing.NOT_YET_PUBLISHED))
        assert "sc-is-missing" in html
        assert "Not published yet" in html

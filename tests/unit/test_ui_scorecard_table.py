"""The scorecard's table."""

import dataclasses
import re

import pytest
from fixtures.views import scorecard_view

from dashboard.judge.signal import SignalState
from dashboard.ui.components import figure, figure_cell, rag_chip, travel_mark
from dashboard.ui.restated_notes import scorecard_legend
from dashboard.ui.scorecard_parts import how_judged_html, title_html
from dashboard.ui.scorecard_table import count_matches, scorecard_html
from dashboard.views.parts import FigureCell, RagChip, SignalMark, TravelMark
from dashboard.views.scorecard import ScorecardView
from dashboard.vocabulary import Missing, Rag, Travel


@pytest.fixture(scope="module")
def view() -> ScorecardView:
    return scorecard_view()


def rows_of(html: str) -> list[str]:
    return re.findall(r"<tr>(?:(?!</tr>).)*scope=\"row\" class=\"sc-name\".*?</tr>", html)


def test_every_row_has_a_cell_for_every_heading(view):
    html = scorecard_html(view)
    columns = 8 + len(view.month_headings) + len(view.previous_year_headings) + len(view.benchmark_headings)
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
        "Is it news?",
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


class TestRestatedNotes:
    def restated(self, view):
        return [cell for section in view.sections for row in section.rows for cell in row.months if cell.restated_from]

    def test_every_marked_figure_is_listed_with_edition_and_date(self, view):
        html, marked = scorecard_html(view), self.restated(view)
        assert f"{len(marked)} figures restated since first published</summary>" in html
        assert html.count("First published as") == len(marked) == html.count('class="sc-r"') > 5
        assert "in edition 11 (issued 13 February 2020), then" in html

    def test_the_list_is_folded_and_follows_the_search(self, view):
        html = scorecard_html(view, "caseload")
        assert html.count("First published as") == html.count('class="sc-r"') < len(self.restated(view))
        assert '<details class="sc-folded">' in scorecard_html(view)

    def test_a_measure_in_the_list_links_to_its_page_at_the_moment_shown(self, view):
        html = scorecard_html(dataclasses.replace(view, as_of="7"))
        notes = html[html.index("<details class=") :]
        assert "&amp;month=2020-03&amp;as_of=7" in notes[notes.index("restated since first published") :]
        assert html.count("as_of=7") == 65 + len(self.restated(view))

    def one_row(self, view, **changes):
        row = dataclasses.replace(view.sections[0].rows[0], **changes)
        return dataclasses.replace(view, sections=(dataclasses.replace(view.sections[0], rows=(row,)),))

    def test_a_late_figure_is_listed_as_late_and_wears_no_mark(self, view):
        late = FigureCell(text="95.8%", history="not available in edition 7, then 95.8% since edition 9")
        html = scorecard_html(self.one_row(view, months=(late, *view.sections[0].rows[0].months[1:])))
        assert "1 figure added late" in html
        assert "Not available in edition 7" in html
        assert 'class="sc-r"' not in html.split("Apr<br>")[0]

    def test_a_year_to_date_that_repeats_the_latest_month_is_listed_once(self, view):
        cell = FigureCell(text="2", restated_from="1", history="first published as 1 in edition 2, then 2")
        months = (*(FigureCell(text="1") for _ in view.month_headings[1:]), cell)
        html = scorecard_html(self.one_row(view, months=months, year_to_date=cell))
        assert "1 figure restated since first published" in html

    def test_nothing_restated_is_no_list_and_no_legend(self, view):
        plain = tuple(FigureCell(text="1") for _ in view.month_headings)
        bare = self.one_row(view, months=plain, year_to_date=plain[0])
        assert "<details class=" not in scorecard_html(bare)
        assert scorecard_legend(bare) == ""

    def test_the_legend_explains_the_bar_only_where_one_stands(self, view):
        assert "with a bar: in the edition shown" in scorecard_legend(view)
        cell = FigureCell(text="2", restated_from="1", history="first published as 1 in edition 2, then 2")
        months = (cell, *(FigureCell(text="1") for _ in view.month_headings[1:]))
        assert "bar" not in scorecard_legend(self.one_row(view, months=months))


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

    def test_a_restated_figure_wears_a_mark_and_says_its_earlier_value(self):
        cell = FigureCell(
            text="20.9%", restated_from="20.4%", title="February 2020: 20.9%, restated: 20.4% in edition 3"
        )
        html = figure_cell(cell)
        assert '<span class="sc-r" aria-hidden="true">r</span>' in html
        assert '<span class="sc-hidden">, restated from 20.4%</span>' in html
        assert 'title="February 2020: 20.9%, restated: 20.4% in edition 3"' in html

    @pytest.mark.parametrize("here", [True, False])
    def test_the_bar_is_for_what_the_edition_shown_restated(self, here):
        html = figure(FigureCell(text="20.9%", restated_from="20.4%", restated_here=here))
        assert ("sc-restated-here" in html) is here

    def test_a_figure_restated_to_none_is_marked_too(self):
        html = figure(FigureCell(text="no figure", missing=Missing.NO_FIGURE, restated_from="20.4%"))
        assert "sc-missing" in html
        assert "restated from 20.4%" in html

    def test_a_figure_that_was_never_restated_has_no_mark(self):
        assert "sc-r" not in figure(FigureCell(text="20.9%", history="not available in edition 3, then 20.9%"))

    def test_a_missing_figure_is_words_set_apart(self):
        html = figure_cell(FigureCell(text="Not published yet", missing=Missing.NOT_YET_PUBLISHED))
        assert "sc-is-missing" in html
        assert "Not published yet" in html


class TestNews:
    def one_row(self, view, **changes):
        section = view.sections[0]
        row = dataclasses.replace(section.rows[0], **changes)
        return scorecard_html(dataclasses.replace(view, sections=(dataclasses.replace(section, rows=(row,)),)))

    def test_the_sentence_is_said_on_hovering_and_to_screen_readers(self, view):
        mark = SignalMark(state=SignalState.CONCERN, word="Worse", title="Worse than usual. Ask what has changed.")
        html = self.one_row(view, signal=mark)
        assert 'class="sc-signal sc-concern" title="Worse than usual. Ask what has changed."' in html
        assert '<span class="sc-hidden">: Worse than usual. Ask what has changed.</span>' in html
        assert "sc-ring-concern" in html

    def test_a_year_to_date_has_its_own_chip_beneath_its_figure(self, view):
        assert "sc-rated" not in self.one_row(view)
        html = self.one_row(view, year_to_date_rag=RagChip(state=Rag.RED, word="Off target", title="Below 22%"))
        cell = re.search(r"<td[^>]*data-label=.Year end 2019/20.[^>]*>.*?</td>", html)
        assert cell is not None
        assert "Off target" in cell[0]

    def test_the_counts_stand_with_what_chance_would_mark(self, view):
        html = title_html(view)
        assert "Is it news? 1 worse, 1 better" in html
        assert "most often none would be marked by chance alone." in html
        assert "How these are judged" in how_judged_html(view)
        assert how_judged_html(dataclasses.replace(view, news="")) == ""

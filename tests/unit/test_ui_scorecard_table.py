"""The scorecard's table."""

import dataclasses
import re

import pytest
from fixtures.views import scorecard_view

from dashboard.judge.signal import SignalState
from dashboard.ui.components import figure, figure_cell, rag_chip, travel_mark
from dashboard.ui.html import Html
from dashboard.ui.restated_notes import scorecard_legend
from dashboard.ui.scorecard_parts import found_html, how_judged_html, title_html
from dashboard.ui.scorecard_readers import Board
from dashboard.ui.scorecard_table import scorecard_html
from dashboard.views.parts import FigureCell, RagChip, SignalMark, TravelMark
from dashboard.views.scorecard import ScorecardView
from dashboard.views.scorecard_ask import COLUMNS_OF, Column, Layout, ScorecardAsk, Sort
from dashboard.views.scorecard_filter import chosen
from dashboard.views.spark import SparkView
from dashboard.vocabulary import Missing, Rag, Travel

PRINTED = ScorecardAsk(columns=COLUMNS_OF[Layout.PRINTED])


def searched(words: str) -> ScorecardAsk:
    return dataclasses.replace(PRINTED, search=words)


def only(view: ScorecardView, **changes: object) -> ScorecardView:
    """Keep one row of the page, changed."""
    section = view.sections[0]
    row = dataclasses.replace(section.rows[0], **changes)
    return dataclasses.replace(view, sections=(dataclasses.replace(section, rows=(row,)),))


def legend(view: ScorecardView, ask: ScorecardAsk = PRINTED) -> str:
    return scorecard_legend(view, chosen(view, ask).rows, ask.columns)


@pytest.fixture(scope="module")
def view() -> ScorecardView:
    return scorecard_view()


def rows_of(html: str) -> list[str]:
    return re.findall(r"<tr>(?:(?!</tr>).)*scope=\"row\" class=\"sc-name\".*?</tr>", html)


def headings_of(html: str) -> int:
    """Count the columns that the headings stand over."""
    head = html[: html.index("</thead>")]
    spans = sum(int(span) for span in re.findall(r'colspan="(\d+)"', head))
    return spans + len(re.findall(r'<th (?:rowspan="2" )?scope="col"', head.split("</tr>")[0]))


@pytest.mark.parametrize("columns", [*COLUMNS_OF.values(), tuple(Column), *((one,) for one in Column)])
def test_every_row_has_a_cell_for_every_heading(view, columns):
    html = scorecard_html(view, ScorecardAsk(columns=columns))
    # The last cell of a row may hold the switch that unfolds a card on a phone.
    switch = html.count('class="sc-more"')
    cells = {row.count("<td") + row.count("<th") for row in rows_of(html)}
    assert cells == {headings_of(html) + bool(switch)}
    assert switch in (0, 65)


def test_the_short_view_has_the_statuses_before_all_else_but_two_figures(view):
    html = scorecard_html(view)
    heads = ["Indicator", "Mar<br>2020", "RAG in month", "Is it news?", "Direction of travel", "Trend"]
    places = [html.index(f">{head}<") for head in [*heads, "Target and tolerance"]]
    assert places == sorted(places)
    assert "Apr<br>2019" not in html
    assert "<details>" not in html


def test_months_stand_oldest_first(view):
    html = scorecard_html(view, PRINTED)
    assert html.index("Apr<br>2019") < html.index("Mar<br>2020")


def test_columns_come_in_the_printed_order(view):
    html = scorecard_html(view, PRINTED)
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
    html = scorecard_html(dataclasses.replace(view, period_word="Quarter"), PRINTED)
    assert all(words in html for words in (">Quarter<", ">RAG in quarter<"))
    assert not re.search(r"RAG in month|>Month<", html)


def test_sections_without_a_match_are_left_out(view):
    html = scorecard_html(view, searched("caseload"))
    assert "Workforce and caseloads" in html
    assert "Looked after children" not in html


def test_sorted_measures_stand_without_sections(view):
    html = scorecard_html(view, ScorecardAsk(sort=Sort.NAME))
    assert "sc-group" not in html
    assert len(rows_of(html)) == 65


@pytest.mark.parametrize(
    ("search", "found"), [("", 65), ("  ", 65), ("1.14", 1), ("ICPC", 2), ("icpc 15", 1), ("zebra", 0)]
)
def test_search_wants_every_word_in_any_order_and_case(view, search, found):
    assert len(rows_of(scorecard_html(view, searched(search)))) == found


def test_where_nothing_is_left_it_says_what_to_loosen(view):
    ask = dataclasses.replace(searched("zebra <b>"), rags=(Rag.RED,))
    html = scorecard_html(view, ask)
    assert "<table" not in html
    assert "No measure matches every filter" in html
    assert "Without the search for “zebra &lt;b&gt;” there are" in html


def test_where_no_filter_alone_is_in_the_way_it_says_so(view):
    ask = dataclasses.replace(searched("zebra"), sections=("no-such",))
    assert "No filter alone is in the way" in scorecard_html(view, ask)


def test_a_different_number_of_cells_and_headings_is_refused(view):
    with pytest.raises(ValueError, match="cells beneath"):
        scorecard_html(dataclasses.replace(view, month_headings=view.month_headings[1:]), PRINTED)


def test_a_name_from_a_workbook_stays_text(view):
    html = scorecard_html(only(view, name="<img src=x>", number="<i>", target="<5", tolerance="5–10 & more"))
    assert "<img" not in html
    assert "<i>" not in html
    assert "&lt;5" in html


class TestLean:
    """What goes to every reader: nothing stands in a cell that the column can say once."""

    def test_a_plain_figure_has_no_class_no_title_and_no_label(self, view):
        plain = tuple(FigureCell(text=f"{place}.5%", title="May 2019") for place, _ in enumerate(view.month_headings))
        html = scorecard_html(only(view, months=plain), PRINTED)
        assert "<td>0.5%</td><td>1.5%</td>" in html

    @pytest.mark.parametrize(("layout", "most"), [(Layout.SHORT, 900), (Layout.PRINTED, 2200)])
    def test_three_hundred_rows_stay_below_half_a_megabyte(self, view, layout, most):
        html = scorecard_html(view, ScorecardAsk(columns=COLUMNS_OF[layout]))
        assert len(html.encode()) / 65 < most

    def test_the_columns_labels_for_cards_are_written_once_and_safely(self, view):
        odd = dataclasses.replace(view, before_heading='</style>"x')
        html = scorecard_html(odd)
        assert html.count("<style>") == html.count("</style>") == 1
        assert '.sc-scorecard td:nth-child(3)::before{content:"Mar 2020"}' in html
        assert html.count('content:"Mar 2020"') == 1

    def test_a_quiet_state_says_its_word_alone(self, view):
        mark = SignalMark(state=SignalState.COMMON_CAUSE, word="No real change", title="Within the usual range.")
        html = scorecard_html(only(view, signal=mark))
        assert "No real change" in html
        assert "Within the usual range" not in html


class TestShortView:
    def test_the_rating_before_is_said_where_it_was_another(self, view):
        before = RagChip(state=Rag.GREEN, word="On target")
        assert '<span class="sc-was">was on target</span>' in scorecard_html(only(view, rag_before=before))
        assert "sc-was" not in scorecard_html(only(view))

    def test_the_trend_says_its_words(self, view):
        spark = SparkView(values=(1.0, 2.0, 3.0), words="April to June 2019: from 1 to 3")
        assert 'aria-label="April to June 2019: from 1 to 3"' in scorecard_html(only(view, trend=spark))

    def test_a_month_without_a_figure_says_why(self, view):
        gone = FigureCell(text="suppressed", missing=Missing.SUPPRESSED)
        html = scorecard_html(only(view, months=(*view.sections[0].rows[0].months[:-1], gone)))
        assert '<td class="sc-latest sc-is-missing"><span class="sc-missing">suppressed</span></td>' in html


class TestRestatedNotes:
    def restated(self, view):
        return [cell for section in view.sections for row in section.rows for cell in row.months if cell.restated_from]

    def test_every_marked_figure_is_listed_with_edition_and_date(self, view):
        html, marked = scorecard_html(view, PRINTED), self.restated(view)
        assert f"{len(marked)} figures restated since first published</summary>" in html
        assert html.count("first published as") == len(marked) == html.count('class="sc-r"') > 5
        assert "in edition 11 (issued 13 February 2020), then" in html

    def test_the_list_is_folded_and_follows_the_search(self, view):
        html = scorecard_html(view, searched("caseload"))
        assert html.count("first published as") == html.count('class="sc-r"') < len(self.restated(view))
        assert '<details class="sc-folded">' in scorecard_html(view, PRINTED)

    def test_only_the_columns_shown_are_listed(self, view):
        without = ScorecardAsk(columns=(Column.RAG, Column.TARGET))
        assert "first published as" not in scorecard_html(view, without)
        assert legend(view, without) == ""

    def test_a_measure_in_the_list_links_to_its_page_at_the_moment_shown(self, view):
        html = scorecard_html(dataclasses.replace(view, as_of="7"), PRINTED)
        notes = html[html.index("<details class=") :]
        assert "&amp;month=2020-03&amp;as_of=7" in notes[notes.index("restated since first published") :]
        measures = {row.key for section in view.sections for row in section.rows if self.restated_of(row)}
        assert html.count("as_of=7") == 65 + len(measures)

    def restated_of(self, row):
        return [cell for cell in row.months if cell.restated_from]

    def test_a_late_figure_is_listed_as_late_and_wears_no_mark(self, view):
        late = FigureCell(text="95.8%", history="not available in edition 7, then 95.8% since edition 9")
        html = scorecard_html(only(view, months=(late, *view.sections[0].rows[0].months[1:])), PRINTED)
        assert "1 figure added late" in html
        assert "Apr 2019: not available in edition 7" in html

    def test_a_year_to_date_that_repeats_the_latest_month_is_listed_once(self, view):
        cell = FigureCell(text="2", restated_from="1", history="first published as 1 in edition 2, then 2")
        months = (*(FigureCell(text="1") for _ in view.month_headings[1:]), cell)
        both = dataclasses.replace(PRINTED, columns=tuple(Column))
        for ask in (PRINTED, both):
            html = scorecard_html(only(view, months=months, year_to_date=cell), ask)
            assert "1 figure restated since first published" in html

    def test_two_months_that_were_restated_alike_are_both_listed(self, view):
        cell = FigureCell(text="2", restated_from="1", history="first published as 1 in edition 2, then 2")
        months = (cell, cell, *(FigureCell(text="1") for _ in view.month_headings[2:]))
        html = scorecard_html(only(view, months=months, year_to_date=FigureCell(text="1")), PRINTED)
        assert "2 figures restated since first published" in html

    def test_nothing_restated_is_no_list_and_no_legend(self, view):
        plain = tuple(FigureCell(text="1") for _ in view.month_headings)
        bare = only(view, months=plain, year_to_date=plain[0])
        assert "<details class=" not in scorecard_html(bare, PRINTED)
        assert legend(bare) == ""

    def test_the_legend_explains_the_bar_only_where_one_stands(self, view):
        assert "with a bar: in the edition shown" in legend(view)
        cell = FigureCell(text="2", restated_from="1", history="first published as 1 in edition 2, then 2")
        months = (cell, *(FigureCell(text="1") for _ in view.month_headings[1:]))
        assert "bar" not in legend(only(view, months=months))


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
    def test_the_sentence_is_said_on_hovering_and_to_screen_readers(self, view):
        mark = SignalMark(state=SignalState.CONCERN, word="Worse", title="Worse than usual. Ask what has changed.")
        html = scorecard_html(only(view, signal=mark))
        assert 'class="sc-signal sc-concern" title="Worse than usual. Ask what has changed."' in html
        assert '<span class="sc-hidden">: Worse than usual. Ask what has changed.</span>' in html
        assert "sc-ring-concern" in html

    def test_a_year_to_date_has_its_own_chip_beneath_its_figure(self, view):
        assert "sc-rated" not in scorecard_html(only(view), PRINTED)
        chip = RagChip(state=Rag.RED, word="Off target", title="Below 22%")
        html = scorecard_html(only(view, year_to_date_rag=chip), PRINTED)
        cell = re.search(r'<td><span class="sc-rated">.*?</td>', html)
        assert cell is not None
        assert "Off target" in cell[0]

    def test_the_counts_stand_on_paper_and_what_chance_would_mark_beside_the_number_shown(self, view):
        html = title_html(view)
        assert "Is it news? 1 worse, 1 better" in html
        assert html.count("sc-on-paper") == 2
        shown = chosen(view, PRINTED)
        html = found_html(view, Board(html=Html(""), legend=Html(""), shown=shown))
        assert '<span role="status" aria-live="polite"><strong>65 measures</strong></span>' in html
        assert "most often none would be marked by chance alone." in html
        assert "How these are judged" in how_judged_html(view)
        assert how_judged_html(dataclasses.replace(view, news="")) == ""

"""Filters, order and columns of the scorecard, and how an address asks for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fixtures.views import scorecard_view

from dashboard.judge.signal import SignalState
from dashboard.views.parts import FigureCell, RagChip, SignalMark, TravelMark
from dashboard.views.scorecard import ScorecardRow, ScorecardSection, ScorecardView
from dashboard.views.scorecard_ask import COLUMNS_OF, Column, Layout, Only, ScorecardAsk, Sort, read_ask
from dashboard.views.scorecard_filter import NEWS_ORDER, RAG_ORDER, SORT_WORDS, chosen, column_words, offers
from dashboard.vocabulary import Basis, IndicatorId, Missing, Rag, Travel

RED, AMBER, GREEN, NONE = Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NO_TARGET
WORSE, BETTER, QUIET = SignalState.CONCERN, SignalState.IMPROVEMENT, SignalState.COMMON_CAUSE


def row(name: str, rag: Rag, signal: SignalState, value: float | None = None, **changes: object) -> ScorecardRow:
    cell = FigureCell(text="no figure", missing=Missing.NO_FIGURE) if value is None else FigureCell(text=str(value))
    made = ScorecardRow(
        number="1", indicator=IndicatorId(name), basis=Basis.IN_MONTH, name=name, good_is="Low",
        basis_words="in the month", unit_words="%", months=(FigureCell(text="1"), cell), year_to_date=cell,
        year_to_date_rag=None, travel=TravelMark(state=Travel.NO_COMPARISON, word="No comparison", moved=None),
        rag=RagChip(state=rag, word="A rating"), signal=SignalMark(state=signal, word="A state"), target="",
        tolerance="", previous_years=(), benchmarks=(), search_text=f"1 {name} Children", value=value,
    )  # fmt: skip
    return replace(made, **changes)


RESTATED = FigureCell(text="2", restated_from="1", restated_here=True)
ELSEWHERE = FigureCell(text="2", restated_from="1")
FRONT = (
    row("pear", RED, QUIET, 3.0),
    row("apple", GREEN, WORSE, 40.0, months=(RESTATED, FigureCell(text="40.0"))),
    row("fig", NONE, BETTER, None),
)
CARE = (
    row("date", AMBER, QUIET, 12.0, rag_before=RagChip(state=GREEN, word="On target")),
    row("cherry", RED, WORSE, 0.0, months=(ELSEWHERE, FigureCell(text="0.0"))),
)


@pytest.fixture
def view() -> ScorecardView:
    sections = (
        ScorecardSection(id="front", name="Front door", rows=FRONT),
        ScorecardSection(id="care", name="Looked after children", rows=CARE),
    )
    return replace(scorecard_view(), sections=sections)


def names(view: ScorecardView, **asked: object) -> list[str]:
    return [one.name for one in chosen(view, ScorecardAsk(**asked)).rows]


class TestChosen:
    @pytest.mark.parametrize(
        ("asked", "left"),
        [
            ({}, ["pear", "apple", "fig", "date", "cherry"]),
            ({"sections": ("care",)}, ["date", "cherry"]),
            ({"rags": (RED,)}, ["pear", "cherry"]),
            ({"rags": (RED, AMBER)}, ["pear", "date", "cherry"]),
            ({"signals": (WORSE, BETTER)}, ["apple", "fig", "cherry"]),
            ({"rags": (RED,), "signals": (WORSE,)}, ["cherry"]),
            ({"only": (Only.RESTATED,)}, ["apple"]),
            ({"only": (Only.RATING,)}, ["date"]),
            ({"only": (Only.NO_FIGURE,)}, ["fig"]),
            ({"only": (Only.RESTATED, Only.NO_FIGURE)}, ["apple", "fig"]),
            ({"search": "CHILDREN p"}, ["pear", "apple"]),
            ({"search": "  "}, ["pear", "apple", "fig", "date", "cherry"]),
            ({"rags": (GREEN,), "search": "pear"}, []),
        ],
    )
    def test_each_filter_is_any_of_its_own_and_all_of_the_others(self, view, asked, left):
        assert names(view, **asked) == left

    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            (Sort.PRINTED, ["pear", "apple", "fig", "date", "cherry"]),
            (Sort.NAME, ["apple", "cherry", "date", "fig", "pear"]),
            (Sort.RAG, ["pear", "cherry", "date", "apple", "fig"]),
            (Sort.NEWS, ["apple", "cherry", "fig", "pear", "date"]),
            (Sort.FIGURE, ["apple", "date", "pear", "cherry", "fig"]),
        ],
    )
    def test_orders_leave_alone_what_they_do_not_tell_apart(self, view, sort, order):
        assert names(view, sort=sort) == order

    def test_only_the_printed_order_has_sections(self, view):
        assert [one.name for one in chosen(view, ScorecardAsk()).groups] == ["Front door", "Looked after children"]
        assert [one.name for one in chosen(view, ScorecardAsk(sort=Sort.NAME)).groups] == [""]
        assert chosen(view, ScorecardAsk(sort=Sort.NAME, search="zebra")).groups == ()

    def test_a_section_without_a_measure_left_is_left_out(self, view):
        assert [one.id for one in chosen(view, ScorecardAsk(rags=(AMBER,))).groups] == ["care"]

    def test_counts_are_said_with_what_they_were_chosen_by(self, view):
        assert chosen(view, ScorecardAsk()).words == "5 measures"
        assert chosen(view, ScorecardAsk(search="Pear x")).words == "0 of 5 measures match “Pear x”"
        ask = ScorecardAsk(sections=("care",), rags=(RED, AMBER), signals=(WORSE,), search="che")
        said = chosen(view, ask).words
        assert said == (
            "1 of 5 measures match: Looked after children; Off target or within tolerance; Is it news? Worse; “che”"
        )

    def test_where_none_is_left_each_filter_that_would_help_is_named_the_most_helpful_first(self, view):
        shown = chosen(view, ScorecardAsk(rags=(GREEN,), search="e", sections=("care",)))
        assert (shown.found, shown.loosen) == (
            0, ("Without the rating “On target” there are 2.", "Without the section Looked after children there is 1.")
        )  # fmt: skip
        assert chosen(view, ScorecardAsk(rags=(RED,))).loosen == ()

    def test_a_page_without_measures_has_none_to_choose(self, view):
        shown = chosen(replace(view, sections=()), ScorecardAsk(rags=(RED,)))
        assert (shown.groups, shown.found, shown.total, shown.loosen) == ((), 0, 0, ())


class TestOffers:
    def test_every_measure_is_counted_once_in_each_kind(self, view):
        found = offers(view)
        for kind in (found.sections, found.rags, found.signals):
            assert sum(one.count for one in kind) == found.total == 5
        assert [(one.id, one.count) for one in found.only] == [("restated", 1), ("rating", 1), ("no-figure", 1)]

    def test_a_count_is_what_its_filter_leaves(self):
        page = scorecard_view()
        found = offers(page)
        for one in found.rags:
            assert chosen(page, ScorecardAsk(rags=(Rag(one.id),))).found == one.count
        for one in found.signals:
            assert chosen(page, ScorecardAsk(signals=(SignalState(one.id),))).found == one.count
        for one in found.sections:
            assert chosen(page, ScorecardAsk(sections=(one.id,))).found == one.count

    def test_every_state_order_and_column_has_words(self, view):
        assert set(RAG_ORDER) == set(Rag)
        assert set(NEWS_ORDER) == set(SignalState)
        assert set(SORT_WORDS) == set(Sort)
        assert all(one.words for one in (*offers(view).rags, *offers(view).signals, *offers(view).only))
        assert all(column_words(one, view) for one in Column)

    def test_a_report_of_quarters_speaks_of_quarters(self, view):
        quarterly = replace(view, period_word="Quarter")
        assert [one.words for one in offers(quarterly).only][1:] == [
            "Rating changed since last quarter", "No figure this quarter"
        ]  # fmt: skip
        assert column_words(Column.MONTHS, quarterly) == "Quarters of the year"


class TestAddress:
    def test_nothing_asked_is_the_short_view_of_everything(self, view):
        read = read_ask({}, view)
        assert read.ask == ScorecardAsk()
        assert (read.wrong, read.ask.layout, read.ask.is_filtered) == ((), Layout.SHORT, False)

    def test_everything_asked_is_read(self, view):
        asked = {
            "section": "care,front", "rag": "red,no_target", "news": "concern", "only": "rating,no-figure",
            "search": " plan ", "sort": "news", "view": "printed", "report": "whatever",
        }  # fmt: skip
        read = read_ask(asked, view)
        assert read.wrong == ()
        assert read.ask == ScorecardAsk(
            sections=("care", "front"), rags=(RED, NONE), signals=(WORSE,), only=(Only.RATING, Only.NO_FIGURE),
            search="plan", sort=Sort.NEWS, columns=COLUMNS_OF[Layout.PRINTED],
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ({"section": "bins"}, "There is no section “bins”; it is left out."),
            ({"rag": "purple,red"}, "There is no rating “purple”; it is left out."),
            ({"news": "x,y"}, "There is no answer to “Is it news?” “x” or “y”; they are left out."),
            ({"only": "a,b,c,d"}, "There is no reason for a second look “a”, “b” or “c” and more; they are left out."),
            ({"columns": "<b>"}, "There is no column “<b>”; it is left out."),
            ({"sort": "z" * 99}, f"There is no order “{'z' * 40}…”; the printed order is used."),
            ({"view": "own"}, "There is no view “own”; the short one is shown."),
        ],
    )
    def test_what_is_not_there_is_said_with_what_is_shown_instead(self, view, asked, said):
        assert read_ask(asked, view).wrong == (said,)

    def test_what_is_there_beside_it_still_holds(self, view):
        assert read_ask({"rag": "purple,red,,red"}, view).ask.rags == (RED,)

    @pytest.mark.parametrize(
        ("asked", "columns", "layout"),
        [
            ({"columns": "target,latest"}, (Column.LATEST, Column.TARGET), None),
            ({"columns": "latest,latest", "view": "printed"}, (Column.LATEST,), None),
            ({"columns": ","}, COLUMNS_OF[Layout.SHORT], Layout.SHORT),
            ({"columns": "nothing", "view": "printed"}, COLUMNS_OF[Layout.PRINTED], Layout.PRINTED),
            ({"columns": ",".join(sorted(COLUMNS_OF[Layout.PRINTED]))}, COLUMNS_OF[Layout.PRINTED], Layout.PRINTED),
            ({"columns": ",".join(sorted(COLUMNS_OF[Layout.SHORT]))}, COLUMNS_OF[Layout.SHORT], Layout.SHORT),
        ],
    )
    def test_columns_stand_once_and_in_their_usual_order(self, view, asked, columns, layout):
        ask = read_ask(asked, view).ask
        assert (ask.columns, ask.layout) == (columns, layout)

    def test_different_asks_have_different_codes(self):
        asks = [
            ScorecardAsk(), ScorecardAsk(rags=(Rag.NO_FIGURE,)), ScorecardAsk(signals=(SignalState.NO_FIGURE,)),
            ScorecardAsk(search="a b"), ScorecardAsk(search="a,b"), ScorecardAsk(sort=Sort.NAME),
            ScorecardAsk(columns=COLUMNS_OF[Layout.PRINTED]), ScorecardAsk(sections=("a",)),
        ]  # fmt: skip
        assert len({ask.code for ask in asks}) == len(asks)
        assert ScorecardAsk(search="Plan  B").code == ScorecardAsk(search=" plan b").code

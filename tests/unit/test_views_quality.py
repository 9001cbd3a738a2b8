"""The Data quality page's view: what there is of each month, whose figures differ, what is due."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from catalogue_snippets import a_catalogue, load
from editions_builders import OURS, stored

from dashboard.intake.session import Session
from dashboard.issues import Issue
from dashboard.observations import ENGLAND, STATISTICAL_NEIGHBOURS, Observation
from dashboard.periods import month, parse_period
from dashboard.store.records import AcceptedIssue, Edition
from dashboard.views.comparing.printed import PRINTED_NAMES
from dashboard.views.ground import Ground
from dashboard.views.indicator import BenchmarkRow
from dashboard.views.parts import FigureCell
from dashboard.views.quality import disagreements, lists
from dashboard.views.quality.build import build_quality
from dashboard.views.quality.stated import step_of
from dashboard.views.quality.view import CellState
from dashboard.vocabulary import Basis, IndicatorId, Missing

TODAY = datetime(2019, 12, 5, tzinfo=UTC)
TEXT = (
    a_catalogue("first", "second")
    .replace("forms: [in_month]", "forms: [in_month, in_quarter, year_to_date, financial_year]")
    .replace(
        "reports:\n",
        "reports:\n  - {id: plan, name: Council plan, title_words: [Plan], layout: measure_per_row}\n",
    )
    .replace("precedence_in_year: [scorecard]", "precedence_in_year: [scorecard, plan]")
    .replace("precedence_full_year: [releases, scorecard]", "precedence_full_year: [releases, scorecard, plan]")
)
CATALOGUE = load(TEXT)
EMPTY = stored((1, "scorecard", "2019-10", 1, [])).iloc[:0]


def a_figure(period="2019-10", value=20.7, *, basis=Basis.IN_MONTH, area=OURS, indicator="first", **changes):
    missing = changes.pop("missing", None)
    return Observation(
        indicator=IndicatorId(indicator),
        basis=basis,
        area=area,
        period=parse_period(period),
        value=None if missing else value,
        missing=missing,
        decimals=1,
        sheet="1 Front door",
        cell="K10",
        **changes,
    )


class FakeStore:
    """A store of the editions given: number, report, month, issue and figures."""

    def __init__(self, *editions, accepted=()):
        self.rows = stored(*editions) if editions else EMPTY
        self.accepted = accepted
        self._editions = tuple(
            Edition(
                number=number, revision=number, report=report, title=report, as_at=parse_period(as_at),
                issue_number=issue, issued_on=date(2019, 11, 20), recorded_at=TODAY, filename="a.xlsx", sha256="",
                size=1, by="", reason="", counts=None, withdrawn=None,
            )
            for number, report, as_at, issue, _ in editions
        )  # fmt: skip

    def figures(self, **_):
        return self.rows

    def standing_editions(self, _):
        return self._editions

    def accepted_of(self, number):
        return self.accepted if number == 1 else ()


def a_ground(*editions, catalogue=CATALOGUE, accepted=()):
    areas = SimpleNamespace(by_code=lambda code: None)
    store = FakeStore(*editions, accepted=accepted)
    return Ground(Session(store=store, catalogue=catalogue, areas=areas, clock=lambda: TODAY))


def history(*months, last="2019-10"):
    return [a_figure(str(one)) for one in months]


def cells_of(view, basis="in_month", indicator="first"):
    row = next(row for row in view.rows if (row.basis, row.indicator) == (basis, indicator))
    return dict(zip(view.months, row.cells, strict=True))


def of_section(ground):
    """Look into the one section."""
    return build_quality(ground, section="front-door")


@pytest.fixture(autouse=True)
def no_averages(monkeypatch):
    monkeypatch.setattr("dashboard.views.quality.build.printed_averages", lambda *_: ())


SEPTEMBER = (1, "scorecard", "2019-09", 1, [a_figure("2019-08"), a_figure("2019-09")])


class TestCells:
    @pytest.mark.parametrize(
        ("october", "state", "text"),
        [
            ([a_figure()], CellState.FIGURE, "20.7%"),
            ([a_figure(value=0.0)], CellState.FIGURE, "0.0%"),
            ([a_figure(provisional=True)], CellState.PROVISIONAL, "20.7%"),
            ([a_figure(missing=Missing.SUPPRESSED)], CellState.SUPPRESSED, "suppressed"),
            ([a_figure(missing=Missing.NOT_AVAILABLE)], CellState.MISSING, "not available"),
            ([a_figure(missing=Missing.CELL_ERROR)], CellState.MISSING, "error in the workbook"),
            ([a_figure(missing=Missing.NO_FIGURE)], CellState.MISSING, "missing"),
            ([a_figure(missing=Missing.NOT_APPLICABLE)], CellState.NOT_DUE, ""),
            ([], CellState.MISSING, "missing"),
        ],
    )
    def test_each_kind(self, october, state, text):
        view = of_section(a_ground(SEPTEMBER, (2, "scorecard", "2019-10", 1, [*october, a_figure(indicator="second")])))
        cell = cells_of(view)["Oct 2019"]
        assert (cell.state, cell.text) == (state, text)
        assert cell.title.startswith("October 2019:" if state is not CellState.NOT_DUE or october else "Not due")

    def test_before_the_first_figure_nothing_is_due(self):
        cells = cells_of(of_section(a_ground(SEPTEMBER)))
        assert cells["Jul 2019"].state is CellState.NOT_DUE
        assert cells["Aug 2019"].state is CellState.FIGURE

    def test_a_month_after_the_last_edition_of_its_report_has_no_report(self):
        other = (2, "plan", "2019-10", 1, [a_figure(indicator="second")])
        cell = cells_of(of_section(a_ground(SEPTEMBER, other)))["Oct 2019"]
        assert (cell.state, cell.text) == (CellState.NO_REPORT, "no report")
        assert "no Scorecard for this month or a later one is loaded" in cell.title

    def test_a_month_whose_edition_was_never_loaded_is_missing(self):
        editions = [(1, "scorecard", "2019-08", 1, history("2019-07", "2019-08")),
                    (2, "scorecard", "2019-10", 1, [a_figure()])]  # fmt: skip
        cell = cells_of(of_section(a_ground(*editions)))["Sep 2019"]
        assert cell.state is CellState.MISSING
        assert "not stated by any edition" in cell.title

    def test_the_year_to_date_of_march_is_the_full_year(self):
        figures = [a_figure(one, basis=Basis.YEAR_TO_DATE) for one in ("2019-01", "2019-02")]
        cells = cells_of(of_section(a_ground((1, "scorecard", "2019-03", 1, figures))), "year_to_date")
        assert cells["Mar 2019"].state is CellState.NOT_DUE

    def test_a_quarterly_figure_is_due_at_the_end_of_its_quarter_alone(self):
        figures = [a_figure("2019/20-Q1", basis=Basis.IN_QUARTER)]
        ground = a_ground(
            (1, "scorecard", "2019-06", 1, figures), (2, "scorecard", "2019-09", 1, [a_figure("2019-09")])
        )
        cells = cells_of(of_section(ground), "in_quarter")
        assert cells["Jun 2019"].state is CellState.FIGURE
        assert [cells[name].state for name in ("Jul 2019", "Aug 2019")] == [CellState.NOT_DUE] * 2
        assert cells["Sep 2019"].state is CellState.MISSING

    def test_each_report_has_its_own_rhythm(self):
        """A quarterly report is not held to the months of a monthly one that gave the same figures before."""
        editions = [(1, "scorecard", "2018-12", 1, history("2018-10", "2018-11", "2018-12")),
                    (2, "plan", "2019-09", 1, history("2019-03", "2019-06", "2019-09"))]  # fmt: skip
        cells = cells_of(of_section(a_ground(*editions)))
        held = [name for name, cell in cells.items() if cell.state is CellState.FIGURE]
        assert held == ["Oct 2018", "Nov 2018", "Dec 2018", "Mar 2019", "Jun 2019", "Sep 2019"]
        assert {cells[name].state for name in ("Jan 2019", "Apr 2019", "Jul 2019")} == {CellState.NO_REPORT}
        assert cells["Apr 2019"].title == "April 2019: no Scorecard for this month or a later one is loaded"

    def test_a_quarterly_report_beside_a_monthly_one_is_missed_at_its_own_months(self):
        ended = load(TEXT.replace("name: Printed first, basis: in_month", "name: Printed first, basis: year_to_date"))
        figures = [*history("2018-12", "2019-03", "2019-09"), a_figure("2019-09", indicator="second")]
        cells = cells_of(of_section(a_ground((1, "plan", "2019-09", 1, figures), catalogue=ended)))
        assert cells["Jun 2019"].state is CellState.MISSING
        assert {cells[name].state for name in ("Apr 2019", "May 2019", "Jul 2019")} == {CellState.NOT_DUE}

    def test_a_name_that_ended_is_due_no_more(self):
        until = "name: Printed first, basis: in_month, until: 2019-09"
        ended = load(TEXT.replace("name: Printed first, basis: in_month", until))
        ground = a_ground(SEPTEMBER, (2, "scorecard", "2019-10", 1, [a_figure(indicator="second")]), catalogue=ended)
        assert cells_of(of_section(ground))["Oct 2019"].state is CellState.NOT_DUE


class TestLate:
    def late(self, *editions):
        return cells_of(of_section(a_ground(*editions)))

    def test_first_stated_by_an_edition_of_a_later_month(self):
        cells = self.late(
            SEPTEMBER,
            (2, "scorecard", "2019-10", 1, [a_figure(missing=Missing.NO_FIGURE)]),
            (3, "scorecard", "2019-11", 1, [a_figure("2019-10"), a_figure("2019-11")]),
        )
        assert cells["Oct 2019"].state is CellState.LATE
        assert "1 month late: first stated in the Scorecard for November 2019 (edition 3)" in cells["Oct 2019"].title
        assert cells["Nov 2019"].state is CellState.FIGURE

    def test_what_a_report_tells_of_before_its_first_edition_is_history(self):
        cells = self.late((1, "scorecard", "2019-10", 1, history("2019-08", "2019-09", "2019-10")))
        assert {cells[name].state for name in ("Aug 2019", "Sep 2019", "Oct 2019")} == {CellState.FIGURE}

    def test_a_second_issue_of_the_same_month_is_on_time(self):
        blank = a_figure(missing=Missing.NO_FIGURE)
        cells = self.late(
            SEPTEMBER, (2, "scorecard", "2019-10", 1, [blank]), (3, "scorecard", "2019-10", 2, [a_figure()])
        )
        assert cells["Oct 2019"].state is CellState.FIGURE

    def test_a_restatement_later_does_not_make_it_late(self):
        cells = self.late(
            SEPTEMBER,
            (2, "scorecard", "2019-10", 1, [a_figure()]),
            (3, "scorecard", "2019-11", 1, [a_figure("2019-10", 25.0), a_figure("2019-11")]),
        )
        assert (cells["Oct 2019"].state, cells["Oct 2019"].text) == (CellState.FIGURE, "25.0%")

    def test_an_earlier_month_published_last_is_on_time(self):
        cells = self.late(
            SEPTEMBER,
            (2, "scorecard", "2019-11", 1, [a_figure("2019-10"), a_figure("2019-11")]),
            (3, "scorecard", "2019-10", 1, [a_figure()]),
        )
        assert cells["Oct 2019"].state is CellState.FIGURE


@pytest.mark.parametrize(
    ("months", "basis", "step"),
    [
        ((), Basis.IN_MONTH, None),
        ((month(2019, 1),), Basis.IN_MONTH, None),
        ((month(2019, 3),), Basis.IN_QUARTER, 3),
        ((month(2019, 1), month(2019, 2), month(2019, 4)), Basis.IN_MONTH, 1),
        ((month(2019, 3), month(2019, 6), month(2019, 7), month(2019, 9), month(2019, 12)), Basis.MONTH_END, 3),
        ((month(2018, 3), month(2019, 3)), Basis.MONTH_END, 12),
    ],
)
def test_how_often_a_figure_comes(months, basis, step):
    assert step_of(months, basis) == step


class TestDisagreements:
    def test_two_reports_name_both_sources_and_say_which_is_shown(self):
        ground = a_ground(SEPTEMBER, (2, "plan", "2019-09", 1, [a_figure("2019-09", 22.0)]))
        (one,) = build_quality(ground).disagreements
        assert (one.shown.figure, one.other.figure, one.difference) == ("20.7%", "22.0%", "+1.3 points")
        assert (one.shown.source, one.other.source) == ("Scorecard, edition 1", "Council plan, edition 2")
        assert one.other.place == "plan-2019-09.xlsx · 1 Front door · K10"
        assert one.why == "Our own figures within the year are taken from Scorecard before Council plan."
        assert one.what == "September 2019, in the month"

    @pytest.mark.parametrize(("value", "count"), [(20.7, 0), (20.71, 0), (20.8, 1)])
    def test_figures_alike_at_the_coarser_precision_agree(self, value, count):
        ground = a_ground(SEPTEMBER, (2, "plan", "2019-09", 1, [a_figure("2019-09", value)]))
        assert len(build_quality(ground).disagreements) == count

    def test_a_restatement_by_the_same_report_is_none(self):
        ground = a_ground(SEPTEMBER, (2, "scorecard", "2019-10", 1, [a_figure("2019-09", 22.0)]))
        assert build_quality(ground).disagreements == ()

    def test_a_reason_beside_a_figure_is_none(self):
        ground = a_ground(SEPTEMBER, (2, "plan", "2019-09", 1, [a_figure("2019-09", missing=Missing.SUPPRESSED)]))
        assert build_quality(ground).disagreements == ()

    def test_a_printed_benchmark_gives_way_to_the_published_figure(self):
        year = {"basis": Basis.FINANCIAL_YEAR, "area": ENGLAND}
        ground = a_ground(
            (1, "scorecard", "2019-10", 1, [a_figure("2018/19", 22.0, **year), a_figure()]),
            (2, "releases", "2018/19", 1, [a_figure("2018/19", 22.6, **year)]),
        )
        (one,) = build_quality(ground).disagreements
        assert (one.shown.figure, one.other.figure) == ("22.6%", "22.0%")
        assert one.what == "National average, 2018/19, financial year"
        assert one.why.startswith("Full-year and comparator figures are taken from The department before Scorecard")

    def test_what_could_not_be_checked_is_counted(self):
        year = {"basis": Basis.FINANCIAL_YEAR}
        figures = [a_figure("2018/19", **year), a_figure("2018/19", area=ENGLAND, **year)]
        said = build_quality(a_ground((1, "scorecard", "2019-10", 1, figures))).unchecked
        assert [words.split(":")[0] for words in said] == [
            "Could not check 1 full-year figure of ours",
            "Could not check 1 printed benchmark",
        ]

    def test_a_printed_average_gives_way_to_the_one_worked_out(self, monkeypatch):
        def row(name, *, disagrees):
            return BenchmarkRow(
                name=name,
                figure=FigureCell(text="20.01%"),
                year="2018/19",
                method="average of 10 neighbours",
                printed_figure="19.5%",
                printed_place="edition 14, a.xlsx 1 Z11",
                disagrees=disagrees,
            )

        names = (PRINTED_NAMES[STATISTICAL_NEIGHBOURS], PRINTED_NAMES[ENGLAND])
        rows = [row(name, disagrees=disagrees) for name in names for disagrees in (True, False)]
        page = SimpleNamespace(comparison=SimpleNamespace(benchmarks=lambda: rows))
        monkeypatch.setattr(disagreements, "load_page", lambda *_, **__: page)
        average = a_figure("2018/19", 19.5, basis=Basis.FINANCIAL_YEAR, area=STATISTICAL_NEIGHBOURS)
        ground = a_ground((1, "scorecard", "2019-10", 1, [a_figure(), average]))
        (one,) = disagreements.printed_averages(ground, CATALOGUE.indicators)
        assert disagreements.printed_averages(a_ground(SEPTEMBER), CATALOGUE.indicators) == ()
        assert one.what == "Statistical neighbours' average, 2018/19"
        assert (one.shown.figure, one.shown.place) == ("20.01%", "average of 10 neighbours")
        assert (one.other.figure, one.other.place) == ("19.5%", "edition 14, a.xlsx 1 Z11")


class TestLists:
    def test_provisional_and_suppressed_are_listed_with_their_cells(self):
        figures = [a_figure(provisional=True), a_figure("2019-09", missing=Missing.SUPPRESSED)]
        view = build_quality(a_ground((1, "scorecard", "2019-10", 1, figures)))
        assert [(one.what, one.figure) for one in view.provisional] == [("October 2019, in the month", "20.7%")]
        assert [(one.what, one.figure) for one in view.suppressed] == [("September 2019, in the month", "suppressed")]
        assert view.suppressed[0].place.endswith("K10")

    @pytest.mark.parametrize(
        ("review", "past", "soon", "words"),
        [
            (date(2019, 12, 4), 1, 0, "1 day ago"),
            (date(2019, 12, 5), 0, 1, "today"),
            (date(2019, 12, 6), 0, 1, "in 1 day"),
            (date(2020, 1, 5), 0, 1, "in 31 days"),
            (date(2020, 1, 6), 0, 0, ""),
        ],
    )
    def test_reviews_at_the_boundary(self, review, past, soon, words):
        one = CATALOGUE.indicators[0].model_copy(update={"next_review": review})
        found = lists.reviews([one], TODAY.date()), lists.reviews_soon([one], TODAY.date())
        assert tuple(map(len, found)) == (past, soon)
        assert [line.words for lines in found for line in lines] == ([words] if words else [])

    def test_a_measure_with_nothing_but_reasons_was_never_reported(self):
        figures = [a_figure(), a_figure(indicator="second", missing=Missing.NOT_AVAILABLE)]
        (one,) = build_quality(a_ground((1, "scorecard", "2019-10", 1, figures))).never
        assert (one.indicator, one.words) == ("second", "should be in the Scorecard")

    def test_what_was_found_at_publication_is_shown_with_its_reason(self):
        found = (
            AcceptedIssue(
                issue=Issue(code="rag-disagrees", what="It says amber.", sheet="1", cell="P20"), reason="Seen"
            ),
        )
        (one,) = build_quality(a_ground(SEPTEMBER, accepted=found)).accepted
        assert (one.edition, one.report, one.place, one.reason) == (1, "Scorecard", "1!P20", "Seen")


class TestPage:
    def test_an_empty_store_says_what_to_do(self):
        view = build_quality(a_ground())
        assert view.empty.startswith("No scorecard of ours has been published")
        assert (view.lead, view.months, view.summary, view.disagreements) == ("", (), (), ())
        assert len(view.never) == 2

    def test_an_unknown_section_is_named_and_all_are_shown(self):
        view = build_quality(a_ground(SEPTEMBER), section="nope")
        assert view.section is None
        assert view.instead == "There is no section “nope”; all sections are shown."

    def test_the_lead_and_the_summary_count_what_is_due(self):
        view = build_quality(a_ground(SEPTEMBER, (2, "scorecard", "2019-10", 1, [a_figure(indicator="second")])))
        assert view.lead == "October 2018 to October 2019: 3 of the 4 figures due are there; 1 missing."
        (section,) = view.summary
        assert (section.due, section.measures, section.counts[CellState.MISSING]) == (4, 2, 1)
        assert section.cells[-1].title == "October 2019: 1 of 2 figures: 1 missing"
        assert section.cells[0].title == "October 2018: nothing due"

    def test_where_no_figure_is_due_none_are_counted(self):
        view = build_quality(a_ground((1, "scorecard", "2019-10", 1, [a_figure(area=ENGLAND)])))
        assert view.lead == (
            "October 2018 to October 2019: no figure of ours is due, since our reports have stated none."
        )

    def test_months_that_a_report_skipped_are_named(self):
        editions = [(n, "scorecard", f"2019-{n:02}", 1, [a_figure(f"2019-{n:02}")]) for n in (5, 6, 7, 9, 10)]
        (report,) = build_quality(a_ground(*editions)).reports
        assert (report.first, report.gaps, report.editions) == ("May 2019", "August 2019", 5)

    def test_of_the_demonstration(self, demo):
        view = build_quality(Ground(demo))
        assert sum(section.due for section in view.summary) == 1385
        assert (len(view.disagreements), len(view.provisional), len(view.suppressed)) == (22, 31, 18)
        assert {report.gaps for report in view.reports[:1]} == {"none"}

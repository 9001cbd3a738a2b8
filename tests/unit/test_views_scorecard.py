"""The Scorecard page's view: as the month's own edition printed it, with the statuses worked out once."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from comparator_builders import OURS, a_published, publish
from demo_fixtures import SOCIAL_CARE, publish_demo

from dashboard.catalogue.schema import Bound, Target
from dashboard.intake.history import withdraw_edition
from dashboard.judge.signal import SignalState
from dashboard.periods import month, parse_period, week
from dashboard.store.records import AsOf
from dashboard.views.build import build_as_of, build_scorecard
from dashboard.views.ground import Ground
from dashboard.views.parts import RagChip
from dashboard.vocabulary import Basis, Kind, Missing, Rag, Travel

REPORT = "social-care-scorecard"
MONTHS = [name.removeprefix("cyps-social-care-scorecard-").removesuffix(".xlsx") for name in SOCIAL_CARE]
DECLINES = {Travel.DECLINE_WITHIN_LIMITS, Travel.DECLINE_NOT_ON_TARGET}
# What each printed status may be worked out as; a sheet that prints only "Worsening" does not say how bad it is.
PRINTED_DECLINE = "decline"


@pytest.fixture(scope="module")
def page(demo):
    """Build each page once."""
    return cache(lambda month, report=REPORT: build_scorecard(demo, report=report, as_at=month))


def rows_of(view):
    return {(row.indicator, row.basis): row for section in view.sections for row in section.rows}


def a_row(page, indicator, basis, month):
    return rows_of(page(month))[indicator, basis]


def printed(read):
    """Give the printed RAG and direction of each measure, with the cell."""
    return [row for row in read.rows if row.kind in (Kind.RAG, Kind.DOT)]


def judged(view, mark):
    row = rows_of(view)[mark.indicator, mark.basis]
    return row.rag.state if mark.kind is Kind.RAG else row.travel.state


PAGES = [
    *((REPORT, month, f"cyps-social-care-scorecard-{month}.xlsx") for month in MONTHS),
    ("early-help-scorecard", "2017-03", "early-help-scorecard-2017-03.xlsx"),
    ("council-plan", "2020-03", "council-plan-performance-2019-20-q4.xlsx"),
]
MISTYPED = ("cyps-social-care-scorecard-2019-11.xlsx", "2 Children in need & CP", "P20")


@pytest.mark.parametrize(("report", "month", "name"), PAGES)
def test_ratings_and_directions_are_those_printed(page, read_workbooks, report, month, name):
    view = page(month, report)
    agreed = 0
    for mark in printed(read_workbooks[name]):
        shown = judged(view, mark)
        if (
            not mark.meaning or shown is Rag.NOT_RATED
        ):  # a target in words is printed with a rating, and rated by no one
            continue
        if (name, mark.sheet, mark.cell) == MISTYPED:
            assert (mark.meaning, shown) == (Rag.AMBER, Rag.GREEN)
            continue
        expected = DECLINES if mark.meaning == PRINTED_DECLINE else {mark.meaning}
        assert shown in expected, (mark.sheet, mark.cell, mark.printed_name)
        agreed += 1
    assert agreed >= 20


@pytest.mark.parametrize(("report", "month", "name"), PAGES[:14])
def test_where_no_status_is_printed_none_is_worked_out(page, read_workbooks, report, month, name):
    view = page(month, report)
    unknown = {Rag.NO_TARGET, Rag.NO_FIGURE, Rag.NOT_RATED, Travel.NO_COMPARISON}
    invented = [
        (mark.sheet, mark.cell, judged(view, mark))
        for mark in printed(read_workbooks[name])
        if not mark.meaning and judged(view, mark) not in unknown
    ]
    # The printed March 2019 issue gives no direction to a cumulative count; its February is in the same year.
    assert invented == []


@pytest.mark.parametrize(("month", "name"), [(month, name) for month, name in zip(MONTHS, SOCIAL_CARE, strict=True)])
def test_every_month_shows_the_editions_own_figures(page, read_workbooks, month, name):
    view = page(month)
    rows = rows_of(view)
    columns = {heading: place for place, heading in enumerate(view.month_headings)}
    seen = 0
    for cell in read_workbooks[name].rows:
        if cell.kind is not Kind.VALUE:
            continue
        shown = rows[cell.indicator, cell.basis].months[columns[parse_period(cell.period).short_words]]
        if cell.value is None:
            assert shown.missing is cell.missing, (cell.sheet, cell.cell)
        else:
            figure = float(shown.text.rstrip("%").replace(",", ""))
            assert figure == pytest.approx(cell.value, abs=0.0501 if "." in shown.text else 0.501), cell.cell
            seen += 1
    assert seen > 50


@pytest.mark.parametrize(
    ("month", "name"), [(month, name) for month, name in zip(MONTHS, SOCIAL_CARE, strict=True)][1:]
)
def test_the_bar_is_for_what_the_edition_itself_restated(page, read_workbooks, month, name):
    rows = rows_of(page(month))
    marked = {
        (indicator, basis, place)
        for (indicator, basis), row in rows.items()
        for place, shown in enumerate(row.months)
        if shown.restated_here
    }
    cells = [cell for cell in read_workbooks[name].rows if cell.kind is Kind.VALUE]
    codes = sorted({cell.period for cell in cells})
    yellow = {(cell.indicator, cell.basis, codes.index(cell.period)) for cell in cells if cell.restated}
    late = yellow - marked
    assert marked <= yellow
    # A late figure is yellow too, but there is nothing that it was restated from.
    assert len(late) == {"2019-05": 1, "2019-10": 1, "2019-12": 1, "2020-02": 2}.get(month, 0)


@pytest.mark.parametrize(("month", "here"), [("2019-10", True), ("2019-11", False), ("2020-03", False)])
def test_a_restated_cell_is_marked_ever_after_and_says_what_it_was(page, month, here):
    cell = a_row(page, "contacts-decided-within-1-working-day", Basis.IN_MONTH, month).months[0]
    history = (
        "first published as 84.7% in edition 3 (issued 14 May 2019), "
        "then 82.4% since edition 9 (issued 21 November 2019)"
    )
    assert (cell.text, cell.restated_from, cell.history) == ("82.4%", "84.7%", history)
    assert cell.title == f"April 2019: 82.4%, restated: {history}"
    assert cell.restated_here is here


def test_before_it_was_restated_a_cell_knows_nothing_of_it(page):
    cell = a_row(page, "contacts-decided-within-1-working-day", Basis.IN_MONTH, "2019-09").months[0]
    assert (cell.text, cell.restated_from, cell.history) == ("84.7%", "", "")


def test_a_late_figure_is_not_restated(page):
    cells = [cell for row in rows_of(page("2020-03")).values() for cell in row.months]
    late = [cell for cell in cells if cell.history and not cell.restated_from]
    assert len(late) == 5
    assert all(cell.history.startswith("not available in edition") for cell in late)
    assert all(", added late: " in cell.title for cell in late)
    assert sum(bool(cell.restated_from) for cell in cells) == 63


def test_the_latest_month_is_marked_as_new(page):
    row = a_row(page, "re-referrals", Basis.IN_MONTH, "2019-10")
    assert [cell.new for cell in row.months] == [False] * 6 + [True]


def test_a_month_that_a_later_edition_restated_says_so(page, read_workbooks):
    def months(name):
        return {
            (row.indicator, row.basis, row.period): row
            for row in read_workbooks[name].rows
            if row.kind is Kind.VALUE and row.value is not None
        }

    october, march = months(SOCIAL_CARE[7]), months(SOCIAL_CARE[12])
    later = Counter(key for key, row in october.items() if key in march and abs(row.value - march[key].value) > 0.0501)
    view = page("2019-10")
    said = (
        f"October 2019 is shown as its own issue stated it. {len(later)} figures shown here have been restated since."
    )
    assert view.edition.notice == said
    assert page("2020-03").edition.notice == ""


def test_a_month_without_a_figure_has_its_reason(page):
    row = a_row(page, "unaccompanied-children", Basis.MONTH_END, "2019-10")
    assert (row.months[-1].text, row.months[-1].missing) == ("suppressed", Missing.SUPPRESSED)
    assert (row.travel.state, row.rag.state) == (Travel.NO_COMPARISON, Rag.NO_TARGET)


def test_a_measure_that_began_in_september_is_blank_before(page):
    row = a_row(page, "return-interviews-within-72-hours", Basis.IN_MONTH, "2019-10")
    assert [cell.text for cell in row.months] == ["", "", "", "", "", "72.4%", "77.0%"]
    assert row.months[0].missing is Missing.NO_FIGURE


@pytest.mark.parametrize(
    ("month", "indicator", "number"),
    [
        ("2019-08", "placed-over-20-miles", "3.15"),
        ("2019-09", "return-interviews-within-72-hours", "3.15"),
        ("2019-09", "placed-over-20-miles", "3.16"),
        ("2020-01", "cp-plans", "2.5"),
        ("2020-02", "cp-plans", "2.4"),
    ],
)
def test_numbers_are_those_of_the_month(page, month, indicator, number):
    rows = rows_of(page(month))
    assert [row.number for (name, _), row in rows.items() if name == indicator] == [number]


def test_2_10_stands_after_2_9_and_is_not_2_1(page):
    view = page("2019-10")
    numbers = [row.number for row in view.sections[1].rows]
    assert numbers == [f"2.{number}" for number in range(1, 17)]


def test_a_cumulative_measure_has_no_direction_in_april(page):
    april = a_row(page, "foster-households-approved", Basis.YEAR_TO_DATE, "2019-04")
    assert (april.travel.state, april.travel.moved) == (Travel.NO_COMPARISON, None)
    may = a_row(page, "foster-households-approved", Basis.YEAR_TO_DATE, "2019-05")
    assert may.travel.state is Travel.INCREASE_NO_POLARITY


def test_march_heads_its_year_column_year_end(page):
    assert page("2020-03").year_to_date_heading == "Year end 2019/20"
    assert page("2020-02").year_to_date_heading == "Year to date 2019/20"


def test_the_summary_counts_every_row_once(page):
    view = page("2020-03")
    numbers = [int(part.split()[0]) for part in view.summary.split(", ")]
    assert sum(numbers) == sum(len(section.rows) for section in view.sections)


@pytest.mark.parametrize(("report", "month"), [(None, None), ("nonsense", "nonsense"), (REPORT, "2031-01")])
def test_what_is_not_published_gives_the_first_report_and_the_latest_month(demo, report, month):
    view = build_scorecard(demo, report=report, as_at=month)
    assert (view.report.id, view.as_at.id) == (REPORT, "2020-03")


def test_an_empty_store_says_what_to_do(new_session):
    view = build_scorecard(new_session(), report=None, as_at=None)
    assert view.empty == "No scorecard has been published yet. Upload the first workbook on the Upload page."
    assert (view.sections, view.edition.number, view.summary) == ((), None, "")


def test_a_withdrawn_month_is_no_longer_offered(new_session):
    session = new_session()
    publish_demo(session, SOCIAL_CARE[0])
    april = publish_demo(session, SOCIAL_CARE[1])
    withdraw_edition(session, april.receipt.edition, by="Performance team", reason="Wrong file")
    view = build_scorecard(session, report=REPORT, as_at="2019-04")
    assert (view.as_at.id, [choice.id for choice in view.months_to_choose]) == ("2019-03", ["2019-03"])


# As it stood


def months_of(view):
    return {key: [cell.text for cell in row.months] for key, row in rows_of(view).items()}


def test_as_of_an_edition_the_page_is_that_of_its_month(demo, page):
    then = build_scorecard(demo, report=REPORT, as_at=None, as_of=AsOf(edition=9))
    assert (then.as_at.id, then.as_of, then.months_to_choose[0].id) == ("2019-10", "9", "2019-10")
    assert months_of(then) == months_of(page("2019-10"))
    assert then.edition.notice == "5 figures shown here have been restated since."


def test_a_month_within_a_moment_is_as_its_own_issue_stated_it(demo, page):
    then = build_scorecard(demo, report=REPORT, as_at="2019-09", as_of=AsOf(edition=9))
    assert months_of(then) == months_of(page("2019-09"))
    assert then.edition.notice.startswith("September 2019 is shown as its own issue stated it. ")


def test_a_date_goes_by_the_day_of_issue(demo, page):
    the_day_before = build_scorecard(demo, report=REPORT, as_at=None, as_of=AsOf(issued=date(2019, 11, 20)))
    assert months_of(the_day_before) == months_of(page("2019-09"))
    assert the_day_before.as_of == "2019-11-20"


def test_what_was_published_later_is_in_no_column_as_of_then(demo):
    before = build_scorecard(demo, report=REPORT, as_at=None, as_of=AsOf(edition=14))
    assert rows_of(before).keys() == rows_of(build_scorecard(demo, report=REPORT, as_at=None)).keys()
    assert not any(
        "published nationally" in cell.title for row in rows_of(before).values() for cell in row.previous_years
    )


def test_a_report_that_had_nothing_yet_gives_the_one_that_had(demo):
    view = build_scorecard(demo, report=REPORT, as_at="2020-03", as_of=AsOf(edition=1))
    assert (view.report.id, view.as_at.id, [one.id for one in view.reports]) == (
        "early-help-scorecard", "2017-03", ["early-help-scorecard"]
    )  # fmt: skip


@pytest.mark.parametrize("as_of", [AsOf(issued=date(2010, 1, 1)), AsOf(issued=date(2017, 4, 12))])
def test_before_anything_was_published_the_page_says_so(demo, as_of):
    view = build_scorecard(demo, report=REPORT, as_at=None, as_of=as_of)
    assert view.empty == "No scorecard had been published by then. Choose a later moment under “As it stood”."
    assert view.sections == ()


def test_an_edition_withdrawn_since_is_shown_as_it_stood(new_session):
    session = new_session()
    publish_demo(session, SOCIAL_CARE[0])
    april = publish_demo(session, SOCIAL_CARE[1]).receipt.edition
    before = build_scorecard(session, report=REPORT, as_at=None)
    withdraw_edition(session, april, by="Performance team", reason="Wrong file")
    then = build_scorecard(session, report=REPORT, as_at=None, as_of=AsOf(edition=april))
    assert then.as_at.id == "2019-04"
    assert months_of(then) == months_of(before)
    assert then.edition.notice != ""
    assert build_as_of(session, str(april)).words.endswith(
        f"Edition {april} has been withdrawn since; the figures are shown as they stood."
    )


def test_the_comparison_tables_are_no_scorecard(demo):
    assert "briefing" not in {choice.id for choice in build_scorecard(demo, report=None, as_at=None).reports}


class TestNews:
    """Whether a figure is news stands beside the ratings, and is counted with what chance alone would mark."""

    def test_a_rows_mark_is_the_judgements_own(self, demo, page):
        row = a_row(page, "conferences-within-15-days", Basis.IN_MONTH, "2020-03")
        assert (row.signal.state, row.signal.word) == (SignalState.CONCERN, "Worse")
        assert row.signal.title.startswith("Worse than usual: 41.2% in March 2020 is outside the usual range")

    def test_a_figure_of_overlapping_months_without_counts_is_not_judged(self, page):
        row = a_row(page, "re-referrals", Basis.ROLLING_12_MONTHS, "2020-03")
        assert (row.signal.state, row.signal.word) == (SignalState.NOT_JUDGED, "Not judged")

    def test_a_month_without_a_figure_has_no_state(self, page):
        rows = rows_of(page("2020-03")).values()
        absent = [row for row in rows if row.months[-1].missing is not None]
        assert absent
        assert {row.signal.state for row in absent} == {SignalState.NO_FIGURE}

    def test_the_counts_and_what_chance_alone_would_mark(self, page):
        view = page("2020-03")
        counts = Counter(row.signal.state for row in rows_of(view).values())
        assert view.news.startswith(f"{counts[SignalState.CONCERN]} worse, {counts[SignalState.IMPROVEMENT]} better, ")
        assert f"{counts[SignalState.NOT_JUDGED]} not judged month by month" in view.news
        quiet = (SignalState.TOO_EARLY, SignalState.NOT_JUDGED, SignalState.NO_FIGURE)
        judged = sum(number for state, number in counts.items() if state not in quiet)
        assert view.by_chance == f"Of {judged} measures, about 1 would be marked by chance alone."

    def test_a_report_of_quarters_counts_quarters(self, page):
        assert "month by month" not in page("2020-03", "council-plan").news


class TestYearToDateRating:
    """The year to date is rated by targets of its own form alone, never by the month's."""

    def rated(self, session, month, *more):
        found = session.catalogue.indicator("conferences-within-15-days")
        changed = found.model_copy(update={"targets": (*found.targets, *more)})
        indicators = tuple(changed if one.id == found.id else one for one in session.catalogue.indicators)
        trial = replace(session, catalogue=session.catalogue.model_copy(update={"indicators": indicators}))
        view = build_scorecard(trial, report=REPORT, as_at=month)
        return rows_of(view)[found.id, Basis.IN_MONTH]

    def of_the_year(self, basis=Basis.YEAR_TO_DATE):
        return Target(year="2019/20", basis=basis, green=Bound(at_least=1))

    def test_without_a_target_of_its_own_it_is_not_rated(self, demo):
        row = self.rated(demo, "2020-02")
        assert row.rag.state is not Rag.NO_TARGET
        assert row.year_to_date_rag is None

    def test_its_own_target_rates_it_and_leaves_the_month_alone(self, demo):
        row = self.rated(demo, "2020-02", self.of_the_year())
        assert row.year_to_date_rag == RagChip(state=Rag.GREEN, word="On target", title="1% or more")
        assert row.rag == self.rated(demo, "2020-02").rag

    def test_at_the_years_end_the_full_year_is_rated_by_the_full_years_target(self, demo):
        row = self.rated(demo, "2020-03", self.of_the_year(Basis.FINANCIAL_YEAR))
        assert (row.rag.state, row.year_to_date_rag.state) == (Rag.RED, Rag.GREEN)


class TestTheMonthBefore:
    """What the short view says of the month before, and which ratings changed since."""

    def test_the_figure_before_is_that_of_the_column_before(self, page):
        view = page("2020-03")
        assert view.before_heading == "Feb 2020"
        for row in rows_of(view).values():
            assert (row.before.text, row.before.missing) == (row.months[-2].text, row.months[-2].missing)
            assert row.latest is row.months[-1]

    def test_in_april_it_is_march_s_of_the_year_before(self, page):
        view = page("2019-04")
        march = rows_of(page("2019-03"))
        assert view.before_heading == "Mar 2019"
        both = rows_of(view).keys() & march.keys()
        said = {key: rows_of(view)[key].before.text for key in both}
        assert len(both) > 50
        assert said == {key: march[key].latest.text for key in both}

    def test_in_a_report_of_quarters_it_is_a_quarter_before(self, page):
        view = page("2020-03", "council-plan")
        assert view.before_heading == "Oct to Dec 2019"
        for row in rows_of(view).values():
            if row.basis is not Basis.FINANCIAL_YEAR:
                assert row.before.text == row.months[-2].text

    def test_a_rating_is_given_only_where_it_was_another(self, page):
        february, march = rows_of(page("2020-02")), rows_of(page("2020-03"))
        rated = {Rag.GREEN, Rag.AMBER, Rag.RED}
        changed = {key for key, row in march.items() if row.rag_before}
        assert len(changed) == 11
        for key, row in march.items():
            if row.rag_before:
                assert row.rag_before.state in rated - {row.rag.state}
            # No figure of February was restated into another rating by March.
            was = february[key].rag.state
            assert (key in changed) == (row.rag.state in rated and was in rated and was is not row.rag.state)

    def test_a_year_to_date_has_no_rating_before_in_april(self, page):
        april = rows_of(page("2019-04"))
        assert not any(row.rag_before for (_, basis), row in april.items() if basis is Basis.YEAR_TO_DATE)

    def test_the_value_and_the_trend_are_the_latest_figure_s(self, page):
        row = a_row(page, "conferences-within-15-days", Basis.IN_MONTH, "2020-03")
        assert row.value == pytest.approx(41.2, abs=0.05)
        assert row.trend.values[-1] == row.value
        assert len(row.trend.values) == 24
        assert row.trend.state is SignalState.CONCERN
        assert a_row(page, "unaccompanied-children", Basis.MONTH_END, "2019-10").value is None


def test_a_ground_read_before_gives_the_same_page(demo, page):
    ground = Ground(demo)
    assert build_scorecard(demo, report=REPORT, as_at="2019-10", ground=ground) == page("2019-10")
    assert build_scorecard(demo, report="council-plan", as_at="2020-03", ground=ground) == page(
        "2020-03", "council-plan"
    )


class TestWeeks:
    """A form that is counted by the week, on a scorecard of months."""

    WEEKLY, MONTHLY = "re-referrals", "referrals"

    def a_page(self, new_session, periods):
        session = new_session()
        facts = {"area": OURS, "kind": Kind.VALUE, "sheet": "1 Front door"}
        figures = [
            a_published(10.0 + at, period=period, basis=Basis.IN_WEEK, **facts) for at, period in enumerate(periods)
        ]
        monthly = [
            a_published(300.0, period=month(2019, number), basis=Basis.IN_MONTH, indicator=self.MONTHLY, **facts)
            for number in (4, 5)
        ]
        publish(session, [*figures, *monthly], issued_on=date(2019, 6, 10), report=REPORT, year=month(2019, 5))
        return build_scorecard(session, report=REPORT, as_at=None)

    def test_a_month_s_column_has_its_last_week(self, new_session):
        view = self.a_page(new_session, [week(2019, number) for number in range(16, 23)])
        assert view.month_headings == ("Apr 2019", "May 2019")
        row = rows_of(view)[self.WEEKLY, Basis.IN_WEEK]
        assert [cell.text for cell in row.months] == ["11.0%", "15.0%"]
        assert (row.value, row.before.text) == (15.0, "11.0%")
        assert row.signal.state is SignalState.TOO_EARLY

    def test_a_week_s_figure_printed_under_its_month_is_not_called_missing(self, new_session):
        view = self.a_page(new_session, [week(2019, 14), week(2019, 15), month(2019, 5)])
        row = rows_of(view)[self.WEEKLY, Basis.IN_WEEK]
        assert row.latest.text == "12.0%"
        assert (row.signal.state, row.signal.word) == (SignalState.NOT_JUDGED, "Not judged")

"""The demonstration from end to end: what thirteen issues restate, what each edition said, withdrawal and order."""

import csv
import random
from datetime import date
from functools import cache

import openpyxl
import pandas as pd
import pytest
from demo_fixtures import DEMO, ROOT, SOCIAL_CARE, preview_demo, publish_demo
from store_fixtures import postgresql_server

from dashboard.demo import fill_demonstration
from dashboard.editions.resolve import standing_figures
from dashboard.errors import StoreError
from dashboard.intake.history import withdraw_edition
from dashboard.observations import KEY
from dashboard.periods import PeriodKind, parse_period
from dashboard.store.records import AsOf
from dashboard.vocabulary import FIGURE_KINDS, Basis, IndicatorId, Kind, ReportId

__all__ = ["postgresql_server"]

REPORT = ReportId("social-care-scorecard")
RESTATED, LATE = 68, 5
YELLOW_PER_ISSUE = [0, 0, 1, 7, 11, 8, 4, 13, 4, 6, 6, 8, 5]
# What is stored of a figure, whichever edition's number it came under.
SAID = [*KEY, "value", "missing", "decimals", "text", "sheet", "cell", "filename"]


def is_monthly(figure) -> bool:
    return figure.kind is Kind.VALUE and figure.period.kind is PeriodKind.MONTH


def changed_months(published) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Give the cells of months that were restated, and of earlier months whose first figure came late."""
    changes, as_at = published.preview.changes, published.preview.identity.as_at
    restated = {(one.new.sheet, one.new.cell) for one in changes.restated}
    late = {
        (one.sheet, one.cell)
        for one in changes.added
        if is_monthly(one) and one.period.start < as_at.start and one.period.financial_year == as_at.financial_year
    }
    assert late == {(one.new.sheet, one.new.cell) for one in changes.late if is_monthly(one.new)}
    return restated, late


def standing(session, **wanted) -> pd.DataFrame:
    figures = standing_figures(session.store.figures(**wanted), session.catalogue)
    return figures.sort_values(list(KEY)).reset_index(drop=True)


# What the issues restate


def test_every_demonstration_workbook_loads(read_workbooks):
    assert len(read_workbooks) == 16
    assert {name: read.issues for name, read in read_workbooks.items() if read.issues} == {}


def test_thirteen_issues_restate_68_figures_and_bring_5_late(thirteen_issues):
    _, published = thirteen_issues
    first, later = published[0], published[1:]
    assert (first.receipt.counts.restated, first.receipt.counts.refused) == (0, 0)
    assert sum(one.receipt.counts.restated for one in later) == RESTATED
    assert sum(len(changed_months(one)[1]) for one in later) == LATE
    assert [one.receipt.edition for one in published] == list(range(1, 14))


def test_what_is_restated_are_months_only(thirteen_issues):
    _, published = thirteen_issues
    assert all(is_monthly(one.new) for each in published for one in each.preview.changes.restated)


def test_what_changed_is_exactly_the_yellow_cells(thirteen_issues):
    _, published = thirteen_issues
    for one, expected in zip(published, YELLOW_PER_ISSUE, strict=True):
        name = one.preview.filename
        if name == SOCIAL_CARE[0]:
            continue
        restated, late = changed_months(one)
        assert restated.isdisjoint(late)
        assert restated | late == yellow_cells(name), name
        assert len(restated | late) == expected, name


def test_the_counts_of_each_issue_add_up_to_the_figures_it_prints(thirteen_issues):
    _, published = thirteen_issues
    for one in published:
        counts, kept = one.receipt.counts, one.preview.changes.observations.frame
        gone = sum(restated.new.value is None for restated in one.preview.changes.restated)
        assert counts.added + counts.restated - gone + counts.unchanged == kept["value"].notna().sum()


@cache
def opened(name: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(DEMO / name, data_only=True)


def yellow_cells(name: str) -> set[tuple[str, str]]:
    """List the yellow figure cells, straight from the file; a yellow number or name marks a changed measure."""
    return {
        (sheet.title, cell.coordinate)
        for sheet in opened(name).worksheets
        for row in sheet.iter_rows(min_row=6, min_col=5)
        for cell in row
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == YELLOW and cell.value is not None
    }


YELLOW = "FFFFFF00"


@pytest.mark.shared
def test_what_changed_is_exactly_what_the_truth_calls_restated(thirteen_issues, shared_folder):
    _, published = thirteen_issues
    found = truth = 0
    for one in published[1:]:
        path = shared_folder / "workbooks" / one.preview.filename.replace(".xlsx", ".truth.csv")
        with path.open(encoding="utf-8", newline="") as file:
            expected = {(row["sheet"], row["cell"]) for row in csv.DictReader(file) if row["restated"] == "true"}
        restated, late = changed_months(one)
        assert restated | late == expected, path.name
        found, truth = found + len(restated) + len(late), truth + len(expected)
    assert found == truth == RESTATED + LATE


# What each edition said


@pytest.mark.parametrize("place", range(13))
def test_the_series_as_of_an_edition_is_what_that_workbook_prints(thirteen_issues, place):
    session, published = thirteen_issues
    number, name = published[place].receipt.edition, published[place].preview.filename
    series = standing(
        session,
        as_of=AsOf(edition=number),
        indicators=[IndicatorId("re-referrals")],
        areas=[session.our_code],
        bases=[Basis.ROLLING_12_MONTHS],
    )
    own = series[series["filename"] == name]
    as_at = published[place].preview.identity.as_at
    months = [str(as_at.shift(-back)) for back in range(as_at.start.month - 4 if as_at.start.month > 3 else
                                                        as_at.start.month + 8, -1, -1)]  # fmt: skip
    assert own["period"].tolist() == months
    assert max(series["period"]) == str(as_at)
    for row in own.itertuples():
        check_cell(name, row.sheet, row.cell, row.period, row.value)


def check_cell(name: str, sheet: str, cell: str, period: str, value: float) -> None:
    """Hold a figure against the very cell of the file: its number, the month above it and the name beside it."""
    page = opened(name)[sheet]
    printed = page[cell]
    assert "re-referr" in str(page.cell(printed.row, 2).value).casefold()
    number = float(str(printed.value).rstrip("%"))
    assert value == pytest.approx(number * 100 if "%" in printed.number_format else number)
    headings = [page.cell(row, printed.column).value for row in range(3, 6)]
    assert any(month_of(heading) == period for heading in headings if heading is not None), headings


def month_of(heading: object) -> str:
    text = heading.strftime("%b-%y") if hasattr(heading, "strftime") else str(heading)
    try:
        return f"{pd.to_datetime(text, format='%b-%y'):%Y-%m}"
    except ValueError:
        return ""


def test_a_date_gives_what_readers_had_been_given_by_then(demo):
    issued = {edition.issued_on: edition.number for edition in demo.store.editions() if edition.report == REPORT}
    october = date(2019, 11, 21)
    assert october in issued
    for day, edition in [(october, issued[october]), (date(2019, 12, 11), issued[october])]:
        by_date = standing(demo, as_of=AsOf(issued=day), reports=[REPORT])
        by_edition = standing(demo, as_of=AsOf(edition=edition), reports=[REPORT])
        pd.testing.assert_frame_equal(by_date, by_edition)
    the_day_before = standing(demo, as_of=AsOf(issued=date(2019, 11, 20)), reports=[REPORT])
    assert max(the_day_before["edition"]) == issued[october] - 1
    assert demo.store.figures(as_of=AsOf(issued=date(2017, 4, 12))).empty


def test_editions_follow_each_other_in_the_order_of_issue(demo):
    editions = demo.store.editions()
    assert [edition.number for edition in editions] == list(range(1, len(editions) + 1))
    issued = [edition.issued_on for edition in editions]
    assert issued == sorted(issued)
    assert all(edition.recorded_at.date() == edition.issued_on for edition in editions)
    assert len([edition for edition in editions if edition.filename.endswith(".xlsx")]) == 16


def test_the_demonstration_does_not_mix_with_editions_of_ones_own(new_session):
    session = new_session()
    publish_demo(session, SOCIAL_CARE[0])
    with pytest.raises(StoreError, match="editions of its own"):
        fill_demonstration(session, ROOT / "data")
    assert len(session.store.editions()) == 1


# Withdrawal, repetition and order


def test_withdrawing_march_gives_februarys_state_back(demo_copy):
    march = next(e.number for e in demo_copy.store.editions() if e.report == REPORT and str(e.as_at) == "2020-03")
    february = demo_copy.store.figures(as_of=AsOf(edition=march - 1))
    later = [e.number for e in demo_copy.store.editions() if e.number > march]
    withdraw_edition(demo_copy, march, by="Performance team", reason="Wrong file")
    now = demo_copy.store.figures()
    pd.testing.assert_frame_equal(now[~now["edition"].isin(later)].reset_index(drop=True), february)
    pd.testing.assert_frame_equal(
        standing(demo_copy, reports=[REPORT]), standing(demo_copy, reports=[REPORT], as_of=AsOf(edition=march - 1))
    )
    with pytest.raises(StoreError, match="already withdrawn"):
        withdraw_edition(demo_copy, march, by="Performance team", reason="Twice")


def test_publishing_the_same_bytes_again_changes_nothing(demo_copy):
    before, revision = demo_copy.store.figures(), demo_copy.store.revision()
    again = publish_demo(demo_copy, SOCIAL_CARE[4])
    assert again.receipt.already_published
    assert again.preview.already is not None
    assert again.receipt.edition == again.preview.already.number
    assert demo_copy.store.revision() == revision
    pd.testing.assert_frame_equal(demo_copy.store.figures(), before)


def test_publishing_after_a_withdrawal_makes_a_new_edition_with_the_same_figures(demo_copy):
    before = standing(demo_copy)
    editions = demo_copy.store.editions()
    march = next(edition for edition in editions if edition.filename == SOCIAL_CARE[-1])
    withdraw_edition(demo_copy, march.number, by="Performance team", reason="By mistake")
    again = publish_demo(demo_copy, SOCIAL_CARE[-1])
    assert not again.receipt.already_published
    assert again.receipt.edition == editions[-1].number + 1
    assert again.receipt.counts == march.counts
    pd.testing.assert_frame_equal(standing(demo_copy)[SAID], before[SAID])


@pytest.mark.parametrize("seed", ["backwards", 1])
def test_the_order_of_publication_does_not_change_what_stands(thirteen_issues, new_session, seed):
    in_order, _ = thirteen_issues
    session, names = new_session(), list(SOCIAL_CARE)
    if seed == "backwards":
        names.reverse()
    else:
        random.Random(seed).shuffle(names)
    for name in names:
        publish_demo(session, name)
    pd.testing.assert_frame_equal(standing(session)[SAID], standing(in_order)[SAID])


def test_an_older_workbook_fills_gaps_and_overrides_nothing(new_session):
    session = new_session()
    publish_demo(session, SOCIAL_CARE[7])
    newer = standing(session)
    older = publish_demo(session, SOCIAL_CARE[1])
    assert [issue.code for issue in older.preview.issues if issue.code == "older-issue"] == ["older-issue"]
    assert older.receipt.counts.restated == 0
    both = standing(session)
    kept = both[both["filename"] == SOCIAL_CARE[7]].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept[SAID], newer[SAID])
    filled = both[both["filename"] == SOCIAL_CARE[1]]
    assert filled["value"].notna().sum() == older.receipt.counts.added > 0


@pytest.mark.postgres
def test_postgresql_gives_the_same_figures(thirteen_issues, new_session, postgresql_server):
    expected, _ = thirteen_issues
    session = new_session(postgresql_server.new_database())
    for name in SOCIAL_CARE:
        publish_demo(session, name)
    pd.testing.assert_frame_equal(session.store.figures(), expected.store.figures())
    assert [e.counts for e in session.store.editions()] == [e.counts for e in expected.store.editions()]


# Printed marks against those worked out


def test_the_one_mark_that_is_worked_out_otherwise_is_the_mistyped_rag(read_workbooks, new_session):
    session = new_session()
    found = [
        (name, issue.code, issue.sheet, issue.cell)
        for name in read_workbooks
        for issue in preview_demo(session, name).issues
        if issue.code in ("rag-disagrees", "travel-disagrees", "target-differs", "polarity-differs")
    ]
    assert found == [("cyps-social-care-scorecard-2019-11.xlsx", "rag-disagrees", "2 Children in need & CP", "P20")]


def test_every_figure_that_is_read_is_stored_or_checked(read_workbooks):
    for name, read in read_workbooks.items():
        figures = [row for row in read.rows if row.kind in FIGURE_KINDS]
        assert figures, name
        assert not [row.cell for row in figures if row.fault], name
        assert all(parse_period(row.period) for row in figures if row.kind is not Kind.DIFFERENCE), name

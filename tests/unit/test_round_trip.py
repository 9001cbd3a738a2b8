"""The scorecard workbook read back by the real loader: every figure of every month, and nothing else."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from unittest import mock

import pytest
from demo_fixtures import DEMO
from fixtures.council_layouts import build

from dashboard.catalogue.names import bare_name
from dashboard.editions.tidy import tidy_rows
from dashboard.intake.preview import Outcome, preview_read, preview_workbook, read_file
from dashboard.intake.publish import publish_preview
from dashboard.intake.session import Session
from dashboard.observations import Observations
from dashboard.reports.scorecard_xlsx import scorecard_xlsx
from dashboard.store.records import AsOf, Edition
from dashboard.views.build_scorecard import build_scorecard
from dashboard.views.ground import Ground
from dashboard.views.workbook.build import build_workbook
from dashboard.views.workbook.view import WorkbookView
from dashboard.vocabulary import Kind, Missing, Rag
from dashboard.workbook import read as workbook_read
from dashboard.workbook.read import WorkbookRead
from dashboard.workbook.sheets import read_grids

COMPARED = ("kind", "value", "missing", "numerator", "denominator", "provisional")
NOT_SCORECARDS = {"Front Sheet", "Summary", "Charts", "Chart data"}
NOVEMBER = "cyps-social-care-scorecard-2019-11.xlsx"
MARCH = "cyps-social-care-scorecard-2020-03.xlsx"
EARLY_HELP = "early-help-scorecard-2017-03.xlsx"


@contextmanager
def in_process() -> Iterator[None]:
    """Parse without a process of its own: test_workbook_parse shows that it reads the same."""
    with mock.patch.object(workbook_read, "parse_workbook", lambda file, _=None: tuple(read_grids(file.content))):
        yield


_reads: dict[bytes, WorkbookRead] = {}


def read(session: Session, content: bytes) -> WorkbookRead:
    if content not in _reads:
        _reads[content] = _read(session, content)
    return _reads[content]


def _read(session: Session, content: bytes) -> WorkbookRead:
    with in_process():
        return read_file(session, "made.xlsx", content)


@cache
def made(ground: Ground, edition: Edition) -> WorkbookView:
    """Build a month's workbook once for all tests."""
    return build_workbook(ground, report=edition.report, month=edition.as_at)


def figures_of(session: Session, found: WorkbookRead) -> dict:
    assert found.identity is not None, found.issues
    tidied = tidy_rows(found.rows, found.identity.as_at, session.area_codes)
    assert tidied.issues == ()
    return by_key(tidied.observations)


def stated(ground: Ground, edition: Edition) -> dict:
    """No edition here states a figure of the region, which a ground does not read."""
    rows = ground.figures
    return by_key(Observations(rows[rows["edition"] == edition.number]))


def by_key(observations) -> dict:
    """A blank says nothing: a heading over none but blanks is left out, and its cells are not there to be read."""
    told = (one for one in observations if one.missing is not Missing.NO_FIGURE)
    return {one.key: tuple(getattr(one, name) for name in COMPARED) for one in told}


def cells_of(view: WorkbookView) -> list:
    rows = [row for sheet in view.sheets for row in sheet.rows]
    return [(row.label, row.months, row.years, row.previous, row.benchmarks) for row in rows]


def marks_of(found: WorkbookRead) -> dict:
    """Ratings, directions and bands by measure; a measure without a target has blanks, dashes or words in its bands."""
    marks = {}
    for row in found.rows:
        measure = (row.indicator, bare_name(row.printed_name))
        if row.kind in (Kind.RAG, Kind.DOT):
            marks[*measure, row.kind] = row.meaning
        elif row.kind is Kind.TARGET and (row.low, row.high) != (None, None):
            marks[*measure, row.meaning] = (row.value, row.low, row.high, row.low_included, row.high_included)
    return marks


@pytest.fixture(scope="module")
def now(demo) -> Ground:
    return Ground(demo)


def test_every_month_reads_back_to_every_figure_its_edition_states(demo, now):
    reports = now.scorecards
    assert len(reports) == 15  # thirteen months of social care, Early Help, the Council Plan
    for edition in reports:
        view = made(now, edition)
        found = read(demo, scorecard_xlsx(view))
        assert figures_of(demo, found) == stated(now, edition), edition.filename
        assert found.issues == (), edition.filename
        assert {match.sheet for match in found.sheets if match.table is None} == NOT_SCORECARDS
        identity = found.identity
        assert (identity.report.id, identity.as_at) == (edition.report, edition.as_at)
        assert (identity.issue_number, identity.issued_on) == (edition.issue_number, edition.issued_on)


@pytest.mark.parametrize("number", [1, 9, 15])
def test_a_month_as_it_stood_then_has_the_figures_it_has_now(demo, now, number):
    edition = next(one for one in now.scorecards if one.number == number)
    then = made(Ground(demo, AsOf(edition=number)), edition)
    assert cells_of(then) == cells_of(made(now, edition))


@pytest.mark.parametrize(("name", "differing"), [(NOVEMBER, 1), (MARCH, 0), (EARLY_HELP, 0)])
def test_ratings_directions_bands_and_yellow_cells_are_those_of_the_original(demo, now, name, differing):
    edition = next(one for one in now.scorecards if one.filename == name)
    printed = read(demo, (DEMO / name).read_bytes())
    again = read(demo, scorecard_xlsx(made(now, edition)))
    theirs, ours = marks_of(printed), marks_of(again)
    ratings = {key for key in theirs.keys() | ours.keys() if theirs.get(key) != ours.get(key)}
    assert len(ratings) == differing
    # November's mistyped Amber is Green by the tolerances beside it, and ours says so.
    assert {(theirs[key], ours[key]) for key in ratings} <= {(str(Rag.AMBER), str(Rag.GREEN))}
    yellow = [
        {(r.indicator, r.basis, r.period) for r in book.rows if r.restated and r.kind is Kind.VALUE}
        for book in (printed, again)
    ]
    assert yellow[0] == yellow[1]


def test_publishing_it_would_change_nothing(demo, now):
    newest = now.scorecards[-2]
    assert newest.filename == MARCH
    preview = preview_read(demo, "made.xlsx", read(demo, scorecard_xlsx(made(now, newest))))
    assert (preview.outcome, preview.issues) == (Outcome.LOAD, ())
    assert (preview.changes.counts.added, preview.changes.counts.restated, preview.changes.counts.refused) == (0, 0, 0)
    assert preview.changes.counts.unchanged > 1000


def test_an_earlier_month_changes_nothing_in_the_store_as_it_was_then(demo, now):
    """A later issue is named where one is published, so the check is made in the store of that day."""
    october = next(one for one in now.scorecards if one.number == 9)
    then = replace(demo, store=demo.store.at(october.revision))
    preview = preview_read(then, "made.xlsx", read(then, scorecard_xlsx(made(now, october))))
    assert (preview.outcome, preview.issues) == (Outcome.LOAD, ())
    assert (preview.changes.counts.added, preview.changes.counts.restated) == (0, 0)


@pytest.mark.parametrize("council", ["kent", "darlington"])
def test_a_report_of_another_layout_reads_back_too(council, new_session):
    session, book = new_session(), build(council)
    with in_process():
        preview = preview_workbook(session, "book.xlsx", book.content)
    publish_preview(session, preview, by="A test", reason="For a test", accepted=True, issued_on=date(2020, 6, 1))
    ground = Ground(session)
    found = read(session, scorecard_xlsx(build_workbook(ground, report=None, month=None)))
    assert figures_of(session, found) == by_key(Observations(session.store.figures()))
    assert found.issues == ()


def test_the_full_figure_stands_behind_the_decimals_shown(now):
    march = next(one for one in now.scorecards if one.filename == MARCH)
    numbers = [cell.number for _, months, *_ in cells_of(made(now, march)) for cell in months if cell.number]
    assert any(not math.isclose(number, round(number, 3), abs_tol=1e-9) for number in numbers)


def test_a_rolling_form_beside_the_months_form_keeps_its_own_row(now):
    march = next(one for one in now.scorecards if one.filename == MARCH)
    rows = [row for sheet in made(now, march).sheets for row in sheet.rows if row.indicator == "re-referrals"]
    assert [row.note for row in rows] == ["Percentage", "Percentage (rolling 12 months)"]


def test_the_ratings_directions_and_news_are_the_scorecard_pages(demo, now):
    november = next(one for one in now.scorecards if one.filename == NOVEMBER)
    page = build_scorecard(demo, report=None, as_at="2019-11", ground=now)
    rows = [row for sheet in made(now, november).sheets for row in sheet.rows]
    shown = [row for section in page.sections for row in section.rows]
    told = [[(row.indicator, row.rag, row.travel, row.signal) for row in each] for each in (rows, shown)]
    assert told[0] == told[1]

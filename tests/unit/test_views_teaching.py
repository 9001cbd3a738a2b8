"""What the upload page offers to teach: each heading once, likely measures first, dates only where they are safe."""

from dataclasses import replace

import pytest
from demo_fixtures import SOCIAL_CARE, preview_demo

from dashboard.intake.preview import Preview
from dashboard.intake.session import Session
from dashboard.issues import Issue
from dashboard.views.build_teaching import build_teaching
from dashboard.views.teaching import COLUMN_MEANINGS
from dashboard.vocabulary import Basis, IndicatorId
from dashboard.workbook.matching import RenumberedMeasure, UnknownMeasure
from dashboard.workbook.near_names import Proposal
from dashboard.workbook.table import UnknownHeading

LATEST, EARLIER = SOCIAL_CARE[-1], SOCIAL_CARE[-2]


@pytest.fixture(scope="module")
def latest(demo: Session) -> Preview:
    return preview_demo(demo, LATEST)


def with_headings(preview: Preview, *headings: tuple[str, str]) -> Preview:
    """The preview with unknown headings on its second sheet."""
    unknown = tuple(UnknownHeading(cell=cell, text=text) for cell, text in headings)
    sheets = tuple(
        replace(one, unknown_headings=unknown if place == 1 else ()) for place, one in enumerate(preview.sheets)
    )
    return replace(preview, sheets=sheets)


def test_a_workbook_of_which_all_is_known_teaches_nothing(demo: Session, latest: Preview):
    view = build_teaching(demo, latest)
    assert (view.headings, view.measures, view.numbers, view.reports, view.months) == ((), (), (), (), ())
    assert (view.report, view.as_at, view.month_before) == ("social-care-scorecard", "2020-03", "February 2020")


def test_a_heading_is_offered_once_with_its_places(demo: Session, latest: Preview):
    view = build_teaching(demo, with_headings(latest, ("R3", "Where  we are"), ("S3", "WHERE WE ARE"), ("T3", "Other")))
    assert [one.heading for one in view.headings] == ["Where we are", "Other"]
    assert view.headings[0].places.count("!") == 2


@pytest.mark.parametrize("text", ["Child's name", "DOB", "Case ref", "J.D. born 14/02/2011", " "])
def test_a_heading_of_personal_details_is_never_shown(demo: Session, latest: Preview, text: str):
    assert build_teaching(demo, with_headings(latest, ("R3", text))).headings == ()


def test_likely_measures_come_first_and_a_stated_basis_narrows_the_forms(demo: Session, latest: Preview):
    last = sorted(demo.catalogue.indicators, key=lambda one: one.name.casefold())[-1]
    unknown = UnknownMeasure(
        sheet="S", cell="B9", printed_no="9.9", printed_name="New", basis=None,
        proposals=(Proposal(indicator=last.id, words="it"),),
    )  # fmt: skip
    (free,) = build_teaching(demo, replace(latest, unknown_measures=(unknown,))).measures
    assert [one.indicator for one in free.meanings if one.is_near] == [last.id] * len(last.forms)
    assert free.meanings[0].is_near
    assert {one.indicator for one in free.meanings} == {one.id for one in demo.catalogue.indicators}
    stated = replace(unknown, basis=Basis.MONTH_END)
    (narrowed,) = build_teaching(demo, replace(latest, unknown_measures=(stated,))).measures
    assert {one.basis for one in narrowed.meanings} == {Basis.MONTH_END}


def test_a_choice_that_puts_one_measure_on_two_rows_is_said_before_it_can_be_applied(demo: Session, latest: Preview):
    twice = [
        Issue(code="duplicate-measure", what="Referrals stands on more than one row.", cell=c) for c in ("B5", "B9")
    ]
    view = build_teaching(demo, replace(latest, issues=(*latest.issues, *twice)))
    assert view.doubled == ("Referrals stands on more than one row.",)
    assert build_teaching(demo, latest).doubled == ()


def test_a_number_is_said_beside_the_catalogue_s(demo: Session, latest: Preview):
    one = demo.catalogue.indicators[0]
    renumbered = RenumberedMeasure(
        sheet="S", cell="B9", printed_no="9.9", indicator=IndicatorId(one.id), name=one.aliases[0].name,
        basis=one.aliases[0].basis, known=("1.1", "1.2"),
    )  # fmt: skip
    (line,) = build_teaching(demo, replace(latest, renumbered_measures=(renumbered,))).numbers
    assert (line.printed, line.known, line.place) == ("9.9", "1.1 or 1.2", "S!B9")


def test_names_are_dated_from_the_latest_workbook_only(demo: Session, latest: Preview):
    assert build_teaching(demo, latest).is_latest
    assert not build_teaching(demo, preview_demo(demo, EARLIER)).is_latest


def test_only_names_that_go_on_and_are_not_printed_can_end(demo: Session, latest: Preview):
    ending = {name for _, _, name in build_teaching(demo, latest).endings}
    printed = {one.printed_name for one in latest.unknown_measures}
    assert not ending & printed
    assert latest.changes is not None
    first = latest.changes.observations[0]
    view = build_teaching(demo, latest)
    assert (str(first.indicator), str(first.basis)) not in {(indicator, basis) for indicator, basis, _ in view.endings}
    refused = replace(latest, changes=None)
    assert build_teaching(demo, refused).endings == ()


@pytest.mark.parametrize(
    ("code", "is_declared", "reports", "months"),
    [
        ("unknown-report", False, True, False), ("as-at-missing", False, False, True),
        ("report-declared", True, True, False), ("as-at-declared", True, False, True),
        ("as-at-disagrees", False, False, False), ("as-at-disagrees", True, False, True),
        ("report-disagrees", True, True, False),
    ],
)  # fmt: skip
def test_report_and_month_can_be_declared_and_taken_back(
    demo: Session, latest: Preview, code: str, is_declared: bool, reports: bool, months: bool
):
    view = build_teaching(demo, replace(latest, issues=(Issue(code=code, what=""),)), is_declared=is_declared)
    assert (bool(view.reports), bool(view.months)) == (reports, months)


def test_every_meaning_makes_an_entry_and_no_two_say_the_same():
    entries = [meaning.entry("A heading", None) for meaning in COLUMN_MEANINGS]
    assert len({(one.role, one.area, one.months_before) for one in entries}) == len(entries)
    assert len({meaning.words for meaning in COLUMN_MEANINGS}) == len(COLUMN_MEANINGS)

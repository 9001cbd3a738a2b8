"""Where an upload stands among what is published: each situation with real or built workbooks, and in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from demo_fixtures import DEMO, SOCIAL_CARE, preview_demo, publish_demo, reading_once
from fixtures.builders import YELLOW, saved
from fixtures.other_months import FIRST_MONTH, LAST_MONTH, change_cells, copy_cell, figure_rows, next_april, nudged
from openpyxl import load_workbook

from dashboard.editions.resolve import standing_figures
from dashboard.intake.history import withdraw_edition
from dashboard.intake.preview import Outcome, preview_workbook
from dashboard.intake.publish import publish_preview
from dashboard.intake.session import Session
from dashboard.views.build_scorecard import build_scorecard
from dashboard.vocabulary import Basis, IndicatorId, Missing, Rag

MARCH_2019, APRIL, MAY, JUNE, JULY, AUGUST = SOCIAL_CARE[:6]
MARCH_2020 = SOCIAL_CARE[-1]
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
REPORT = "social-care-scorecard"


def preview(session, content, name="workbook.xlsx"):
    with reading_once():
        return preview_workbook(session, name, content)


def publish(session, found):
    return publish_preview(session, found, by="Team", reason="For a test", accepted=True)


def second_issue(path, **figures):
    """The same month's issue 2, with other figures in some cells of the first table."""
    book = load_workbook(path)
    front = book.worksheets[0]
    for row in front.iter_rows():
        for cell in row:
            if cell.value == "Issue 1":
                cell.value = "Issue 2"
    for address, value in figures.items():
        book.worksheets[1][address] = value
        book.worksheets[1][address].fill = YELLOW
    return saved(book)


def codes(found):
    return {issue.code for issue in found.issues}


# ------------------------------------------------------------------------------------------------------
# The order of issues
# ------------------------------------------------------------------------------------------------------


def test_the_first_upload_of_all(new_session):
    found = preview_demo(new_session(), APRIL)
    assert found.story == ("Nothing has been published yet: this becomes edition 1, and every figure in it is new.",)
    assert "Whether months were moved or a measure was lost: no workbook of this report is published yet." in (
        found.not_checked
    )


def test_the_first_of_its_report(new_session):
    session = new_session()
    publish_demo(session, "early-help-scorecard-2017-03.xlsx")
    assert preview_demo(session, MARCH_2019).story == (
        "No other workbook of this report stands published, so every figure in this one is new.",
    )


def test_the_next_month(new_session):
    session = new_session()
    publish_demo(session, APRIL)
    assert preview_demo(session, MAY).story == ("This follows April 2019, issue 1 (edition 1).",)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (JULY, "June 2019 has not been published."),
        (AUGUST, "June 2019, July 2019 have not been published."),
        (SOCIAL_CARE[8], "June 2019 to October 2019 have not been published."),
    ],
)
def test_a_gap(new_session, last, words):
    session = new_session()
    publish_demo(session, MAY)
    (story,) = preview_demo(session, last).story
    assert f"The last one published is May 2019, issue 1 (edition 1): {words}" in story


def test_an_older_workbook_after_a_newer_one(new_session):
    session = new_session()
    publish_demo(session, JULY)
    found = preview_demo(session, JUNE)
    (story,) = found.story
    assert story == (
        "July 2019, issue 1 (edition 1), is published, and this one is of June 2019, issue 1. It fills gaps and "
        f"overrides nothing newer: {found.changes.counts.added} figures will be added, and "
        f"{found.changes.overridden} figures stay as the newer issue has them."
    )
    assert found.changes.counts.restated == 0
    assert found.changes.overridden > 0
    before = current(session)
    publish(session, found)
    after = current(session)
    assert {key: after[key] for key in before} == before


def test_issue_1_after_issue_2_of_a_month(new_session):
    session = new_session()
    publish(session, preview(session, second_issue(DEMO / MAY, F6=1300)))
    (story,) = preview_demo(session, MAY).story
    assert story.startswith("May 2019, issue 2 (edition 1), is published, and this is an earlier issue.")
    assert "1 figure stays as the newer issue has it" in story
    publish_demo(session, MAY)
    assert current(session)["contacts", "in_month", "2019-05"] == 1300


def test_issue_2_after_issue_1_of_a_month(new_session):
    session = new_session()
    publish_demo(session, MAY)
    found = preview(session, second_issue(DEMO / MAY, F6=1300))
    assert found.story == (
        "May 2019, issue 1 (edition 1), is published. This is issue 2 of the month: where the two differ, this one "
        "will stand.",
    )
    assert [one.new.value for one in found.changes.restated] == [1300]


def test_the_same_issue_from_another_file(new_session):
    session = new_session()
    publish_demo(session, MAY)
    book = load_workbook(DEMO / MAY)
    book.worksheets[1]["F6"] = 1300
    (story,) = preview(session, saved(book)).story
    assert story.startswith("May 2019, issue 1 (edition 1), is published already, from another file.")


def test_the_same_file_again(new_session):
    session = new_session()
    publish_demo(session, MAY)
    assert preview_demo(session, MAY).story == (
        "This very file is already published as edition 1. Publishing it again does nothing.",
    )


def test_the_same_file_after_a_withdrawal(new_session):
    opened = new_session()
    session = Session(store=opened.store, catalogue=opened.catalogue, areas=opened.areas, clock=lambda: NOON)
    publish_demo(session, APRIL)
    publish_demo(session, MAY)
    withdraw_edition(session, 2, by="Team", reason="Wrong file")
    found = preview_demo(session, MAY)
    assert found.story[0].startswith("This very file was published as edition 2 and withdrawn on 5 January 2026.")
    assert found.story[1:] == ("This follows April 2019, issue 1 (edition 1).",)
    assert publish(session, found).edition == 3


# ------------------------------------------------------------------------------------------------------
# Next year's April
# ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def april_2020() -> bytes:
    return next_april(DEMO / MARCH_2020, renumbered=2)


@pytest.fixture
def after_march(new_session):
    session = new_session()
    publish_demo(session, MARCH_2019)
    publish_demo(session, MARCH_2020)
    return session


def test_next_years_april_is_explained(after_march, april_2020):
    found = preview(after_march, april_2020)
    assert found.outcome is Outcome.LOAD_WITH_WARNINGS
    assert found.story == (
        "This follows March 2020, issue 1 (edition 2).",
        "This is the first workbook of 2020/21 here: each RAG is by the targets of 2020/21.",
        "The sheets do not print March 2020, so direction of travel is since March 2020 as published "
        "(issue 1, edition 2).",
        "2 measures have another number than the catalogue gives; the name decides.",
    )


def test_the_targets_that_next_year_lacks_are_one_issue(after_march, april_2020):
    found = preview(after_march, april_2020)
    (issue,) = [issue for issue in found.issues if issue.code == "no-target-for-year"]
    assert "measures have no target for 2020/21 yet, so their RAG will read 'No target set': " in issue.what
    assert issue.what.endswith(" more.")
    assert issue.sheet
    assert {issue.code for issue in found.to_accept} == {"no-target-for-year"}


def test_next_years_april_takes_its_direction_from_march_as_published(after_march, april_2020):
    publish(after_march, preview(after_march, april_2020))
    view = build_scorecard(after_march, report=REPORT, as_at="2020-04")
    rows = {row.indicator: row for section in view.sections for row in section.rows}
    contacts = rows[IndicatorId("contacts")]
    assert contacts.travel.state == "decrease_no_polarity"
    assert "March 2020" in contacts.travel.title
    rated = [row for row in rows.values() if row.rag.state in (Rag.GREEN, Rag.AMBER, Rag.RED)]
    assert rated == []


def test_the_printed_direction_of_april_is_held_against_march_as_published(after_march, april_2020):
    """March's arrows were left standing over April's figures: some are wrong now."""
    with_march = preview(after_march, april_2020)
    assert "travel-disagrees" in codes(with_march)


def test_the_ratings_that_april_changes_are_shown(after_march, april_2020):
    ratings = preview(after_march, april_2020).ratings
    assert ratings
    assert {str(one.before) for one in ratings} == {"2020-03"}
    assert {one.new for one in ratings} <= {Rag.NO_TARGET, Rag.NO_FIGURE}


def test_without_march_april_says_that_it_has_no_direction(new_session, april_2020):
    session = new_session()
    publish_demo(session, SOCIAL_CARE[-2])
    found = preview(session, april_2020)
    assert any("no workbook of that month stands published" in sentence for sentence in found.story)
    assert "travel-disagrees" not in codes(found)


# ------------------------------------------------------------------------------------------------------
# Blanks
# ------------------------------------------------------------------------------------------------------


def blank(path, address):
    book = load_workbook(path)
    book.worksheets[1][address] = None
    return saved(book)


def current(session):
    """What stands of the report: values by indicator, basis and period."""
    rows = standing_figures(session.store.figures(reports=[REPORT]), session.catalogue)
    rows = rows[rows["area"] == session.our_code]
    keys = zip(rows["indicator"], rows["basis"], rows["period"], strict=True)
    values = [missing or value for value, missing in zip(rows["value"], rows["missing"], strict=True)]
    return dict(zip(keys, values, strict=True))


CONTACTS_IN_APRIL = (IndicatorId("contacts"), Basis.IN_MONTH, "2019-04")


def test_a_figure_blanked_later_is_restated_to_no_figure(new_session):
    session = new_session()
    publish_demo(session, APRIL)
    found = preview(session, blank(DEMO / MAY, "E6"))
    assert [(one.old.value, one.new.missing) for one in found.changes.restated] == [(1196.0, Missing.NO_FIGURE)]
    assert found.story[-1] == "1 figure that is published is blank in this workbook, and will read 'no figure'."


@pytest.mark.parametrize("newer_first", [False, True])
def test_a_newer_blank_stands_whichever_is_published_first(new_session, newer_first):
    session = new_session()
    contents = [(DEMO / APRIL).read_bytes(), blank(DEMO / MAY, "E6")]
    for content in reversed(contents) if newer_first else contents:
        publish(session, preview(session, content))
    assert current(session)[CONTACTS_IN_APRIL] == "no_figure"


def test_an_older_figure_under_a_newer_blank_is_said_to_stay_blank(new_session):
    session = new_session()
    publish(session, preview(session, blank(DEMO / MAY, "E6")))
    assert CONTACTS_IN_APRIL not in current(session)
    found = preview_demo(session, APRIL)
    assert (found.changes.counts.restated, found.changes.overridden) == (0, 1)
    assert "1 figure stays as the newer issue has it" in found.story[0]


def test_withdrawing_the_blank_brings_the_figure_back(new_session):
    session = new_session()
    publish_demo(session, APRIL)
    publish(session, preview(session, blank(DEMO / MAY, "E6")))
    withdraw_edition(session, 2, by="Team", reason="Blank by mistake")
    assert current(session)[CONTACTS_IN_APRIL] == 1196


# ------------------------------------------------------------------------------------------------------
# The checks that look at the store, on whole workbooks
# ------------------------------------------------------------------------------------------------------


def paste_last_month(sheet):
    """Fill June's column with May's figures."""
    for row in figure_rows(sheet):
        copy_cell(sheet.cell(row, FIRST_MONTH + 1), sheet.cell(row, FIRST_MONTH + 2))


def test_last_months_column_pasted_again(new_session):
    session = new_session()
    publish_demo(session, MAY)
    found = preview(session, change_cells(DEMO / JUNE, paste_last_month))
    pasted = [issue for issue in found.issues if issue.code == "column-pasted-again"]
    assert [issue.sheet for issue in pasted] == [sheet.sheet for sheet in found.sheets if sheet.table]
    assert all(issue.cell.startswith("G") for issue in pasted)


def move_months_on(sheet):
    """Head April's to June's figures as May to July, as a workbook relabelled for the next month has them."""
    for row in figure_rows(sheet):
        for column in range(LAST_MONTH, FIRST_MONTH, -1):
            copy_cell(sheet.cell(row, column - 1), sheet.cell(row, column))


def test_last_months_figures_under_this_months_headings(new_session):
    """The headings of March 2020 over the figures of a month before each."""
    session = new_session()
    publish_demo(session, SOCIAL_CARE[-2])
    found = preview(session, change_cells(DEMO / MARCH_2020, move_months_on))
    assert found.outcome is Outcome.REFUSE
    (issue,) = [issue for issue in found.issues if issue.code == "months-shifted"]
    assert "the month before" in issue.what
    assert "Nothing has been saved." in issue.remedy


def test_last_years_figures_under_this_years_headings(new_session):
    session = new_session()
    publish_demo(session, MARCH_2019)

    source = load_workbook(DEMO / MARCH_2019)

    def take_last_years(sheet):
        for row in figure_rows(sheet):
            copy_cell(source[sheet.title].cell(row, FIRST_MONTH), sheet.cell(row, FIRST_MONTH))

    found = preview(session, change_cells(DEMO / APRIL, take_last_years))
    assert [issue.what for issue in found.issues if issue.code == "months-shifted"]


def test_a_year_to_date_that_is_not_the_sum(new_session):
    book = load_workbook(DEMO / JUNE)
    book.worksheets[1]["H6"] = 9999
    found = preview(new_session(), saved(book))
    assert [(issue.code, issue.place) for issue in found.to_accept] == [
        ("year-to-date-not-sum", "1 Front door & assessment!H6")
    ]


@pytest.mark.parametrize(("value", "codes_"), [(0.898, set()), (0.0898, {"unusual-figure"}), (8.98, None)])
def test_a_decimal_point_slipped(new_session, value, codes_):
    session = new_session()
    publish_demo(session, SOCIAL_CARE[-2])
    book = load_workbook(DEMO / MARCH_2020)
    book.worksheets[1]["P7"] = value
    found = preview(session, saved(book))
    at_cell = {issue.code for issue in found.to_accept if issue.cell == "P7"}
    assert at_cell == (codes_ if codes_ is not None else {"percentage-over-100"})


def test_an_unusual_figure_that_was_accepted_is_not_said_again(new_session):
    session = new_session()
    publish_demo(session, SOCIAL_CARE[-3])
    for name, expected in ((SOCIAL_CARE[-2], True), (MARCH_2020, False)):
        book = load_workbook(DEMO / name)
        book.worksheets[1]["O7"] = 0.0872
        found = preview(session, saved(book))
        assert ("unusual-figure" in codes(found)) is expected
        publish(session, found)


def test_a_restated_cell_that_is_not_marked(new_session):
    session = new_session()
    publish_demo(session, MAY)
    book = load_workbook(DEMO / JUNE)
    book.worksheets[1]["E6"] = 1200
    found = preview(session, saved(book))
    assert ("restated-not-marked", "1 Front door & assessment!E6") in {(one.code, one.place) for one in found.to_accept}
    assert found.not_checked == ("Whether the figures of 64 measures are unusual: fewer than 8 others are known.",)


def test_without_the_issue_before_marks_are_said_to_be_unchecked(new_session):
    session = new_session()
    publish_demo(session, APRIL)
    found = preview_demo(session, JUNE)
    assert "Whether changed figures are marked in yellow: this report's issue of May 2019 is not published." in (
        found.not_checked
    )
    assert not codes(found) & {"restated-not-marked", "marked-not-restated"}


def test_a_refused_file_says_that_nothing_was_compared(new_session):
    found = preview(new_session(), b"", "empty.xlsx")
    assert found.not_checked == ("The figures were not compared with what is published, for the file is refused.",)
    assert found.story == ()


# ------------------------------------------------------------------------------------------------------
# The demonstration
# ------------------------------------------------------------------------------------------------------


def test_the_sixteen_workbooks_raise_one_true_warning_and_no_error(new_session):
    """In order of issue into one store: November's mistyped RAG, and nothing else needs a tick."""
    session = new_session()
    previews = {}
    for name in sorted((path.name for path in DEMO.glob("*.xlsx")), key=lambda name: issued(session, name)):
        previews[name] = preview_demo(session, name)
        publish(session, previews[name])
    assert len(previews) == 16
    stands = {(name, issue.code, issue.place) for name, found in previews.items() for issue in found.to_accept}
    assert stands == {("cyps-social-care-scorecard-2019-11.xlsx", "rag-disagrees", "2 Children in need & CP!P20")}


def issued(session, name):
    return preview_demo(session, name).issued_on or date(2020, 6, 8)


def test_nudging_keeps_words_and_small_numbers():
    assert [nudged(value) for value in (100, 3, 0.9, 92.9, "92.9%", "x", None)] == [
        98,
        3,
        0.886,
        91.5,
        "91.5%",
        "x",
        None,
    ]

"""Lists of neighbours as editions: published, as they stood, corrected and withdrawn; each file read once."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from unittest import mock

import pytest
from benchmark_fixtures import AREAS, ROTHERHAM
from openpyxl import Workbook

from dashboard.benchmarks.said import ReleaseSaid
from dashboard.errors import DashboardError
from dashboard.intake import reference_books
from dashboard.intake.releases import preview_release, publish_release
from dashboard.periods import financial_year
from dashboard.store.records import AsOf

LEEDS, SHEFFIELD = "E08000035", "E08000019"
NUMBERS = ["371", "359", "332", "357", "370", "894", "813", "807", "812", "384"]
HEADING = ["LA num", "LA Name"] + [text for rank in range(1, 11) for text in (f"SN{rank}", "SNP")]


def rows_of(*numbers):
    return [HEADING, ["372", "Rotherham", *(text for number in numbers for text in (number, "Close"))]]


def a_csv(*numbers):
    return "".join(",".join(row) + "\n" for row in rows_of(*numbers)).encode()


def a_workbook(*numbers):
    book = Workbook()
    book.active.title = "About"
    book.active.append(["Notes on this list"])
    sheet = book.create_sheet("SN June 2027")
    for row in [["A", "B"], [1, 2], *rows_of(*numbers)]:
        sheet.append([float(text) if str(text).isdigit() else text for text in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def session(new_session):
    """An empty store in 2030, when lists of the years before can have been published."""
    return replace(new_session(), clock=lambda: datetime(2030, 1, 1, tzinfo=UTC))


def publish(session, content, filename, issued_on=date(2027, 6, 30), **said):
    preview = preview_release(session, filename, content, said=ReleaseSaid(**said))
    assert preview.changes is not None, preview.issues
    return publish_release(session, preview, by="An officer", reason="For a test", issued_on=issued_on)


def withdraw(session, edition):
    session.store.withdraw(edition, by="An officer", reason="Wrong", recorded_at=datetime(2027, 7, 1, tzinfo=UTC))


def ranked(session, list_id, as_of=None):
    book = session.area_book(as_of) if as_of else session.area_book()
    return [area.la_number for area in book.neighbours(ROTHERHAM, list_id)]


def ids(session, **as_of):
    return [info.id for info in session.area_book(AsOf(**as_of)).lists]


def test_without_a_published_list_the_book_is_the_shipped_one(session):
    assert session.area_book() is session.areas


@pytest.mark.parametrize(("make", "name"), [(a_csv, "sn_june_2027.csv"), (a_workbook, "neighbours.xlsx")])
def test_a_published_list_is_in_force_from_its_year(session, make, name):
    receipt = publish(session, make(*NUMBERS), name)
    book = session.area_book()
    assert [info.id for info in book.lists] == ["2021-04", "2025-05", "2027-06"]
    assert [area.la_number for area in book.neighbours(ROTHERHAM, "2027-06")] == NUMBERS
    assert (book.list_for(financial_year(2025)), book.list_for(financial_year(2026))) == ("2025-05", "2027-06")
    info = book.list_info("2027-06")
    assert (info.words, info.published_on) == ("list of June 2027", date(2027, 6, 30))
    assert info.published_on_note == f"published here as edition {receipt.edition}"
    edition = session.store.edition(receipt.edition)
    assert (edition.title, edition.report) == ("Statistical neighbours, list of June 2027", "neighbour-lists")
    assert edition.as_at == financial_year(2026)


def test_what_the_officer_said_is_kept_with_the_edition(session):
    publish(session, a_csv(*NUMBERS), "list.csv", list_month="September 2014", serves_from=financial_year(2013))
    book = session.area_book()
    assert str(book.list_info("2014-09").serves_from) == "2013/14"
    assert book.list_for(financial_year(2018)) == "2021-04"  # an older list is there to be chosen, and serves no year


def test_a_list_without_a_month_publishes_nothing(session):
    preview = preview_release(session, "list.csv", a_csv(*NUMBERS))
    assert [issue.code for issue in preview.issues if issue.kind.refuses_file] == ["neighbour-list-no-month"]
    assert preview.changes is None
    with pytest.raises(DashboardError):
        publish_release(session, preview, by="An officer", reason="For a test")
    assert session.store.is_empty()


def test_the_published_list_beats_the_shipped_one_until_it_is_withdrawn(session):
    shipped = ranked(session, "2025-05")
    receipt = publish(session, a_csv(*NUMBERS), "sn_may_2025.csv", date(2025, 5, 20))
    assert ranked(session, "2025-05") == NUMBERS != shipped
    assert session.area_book().neighbours(LEEDS, "2025-05") == ()
    withdraw(session, receipt.edition)
    assert ranked(session, "2025-05") == shipped
    assert session.area_book() is session.areas


def test_a_corrected_list_replaces_the_first_and_falls_back_to_it(session):
    first = publish(session, a_csv(*NUMBERS), "sn_june_2027.csv", date(2027, 6, 1))
    second = publish(session, a_csv(*NUMBERS[::-1]), "sn_june_2027_corrected.csv", date(2027, 6, 20))
    assert ranked(session, "2027-06") == NUMBERS[::-1]
    assert ranked(session, "2027-06", AsOf(edition=first.edition)) == NUMBERS
    assert ranked(session, "2027-06", AsOf(issued=date(2027, 6, 19))) == NUMBERS
    withdraw(session, second.edition)
    assert ranked(session, "2027-06") == NUMBERS
    assert ranked(session, "2027-06", AsOf(edition=second.edition)) == NUMBERS[::-1]


def test_the_lists_are_those_of_the_moment(session):
    publish(session, a_csv(*NUMBERS), "sn_june_2027.csv", date(2027, 6, 1))
    assert ids(session, issued=date(2027, 5, 31)) == ["2021-04", "2025-05"]
    assert ids(session, issued=date(2027, 6, 1)) == ["2021-04", "2025-05", "2027-06"]
    with pytest.raises(DashboardError):
        session.area_book(AsOf(edition=99))


def test_a_workbook_is_parsed_once(session):
    publish(session, a_workbook(*NUMBERS), "neighbours.xlsx")
    with mock.patch.object(reference_books, "text_sheets", wraps=reference_books.text_sheets) as parse:
        books = {id(session.area_book()) for _ in range(3)}
        publish(session, a_csv(*NUMBERS[::-1]), "sn_july_2028.csv", date(2028, 7, 1))
        assert ranked(session, "2027-06") == NUMBERS
    assert parse.call_count == 1
    assert len(books) == 1


def test_a_list_that_can_no_longer_be_read_is_said(session):
    receipt = publish(session, a_csv(*NUMBERS), "sn_june_2029.csv")
    with (
        mock.patch.object(reference_books, "read_text_rows", return_value=()),
        pytest.raises(DashboardError, match=rf"list of June 2029 \(edition {receipt.edition}\) cannot be read again"),
    ):
        session.area_book()
    assert ranked(session, "2029-06") == NUMBERS  # what failed is not kept


def test_areas_are_found_in_the_published_book_as_in_the_shipped_one(session):
    publish(session, a_csv(*NUMBERS), "sn_june_2027.csv")
    book = session.area_book()
    assert list(book) == list(AREAS)
    assert book.by_code("E08000039").code == SHEFFIELD


def test_the_preview_of_a_correction_compares_with_what_is_published(session):
    publish(session, a_csv(*NUMBERS), "sn_june_2027.csv")
    again = preview_release(session, "sn_june_2027_v2.csv", a_csv(*NUMBERS[::-1]))
    assert again.read.facts[-1] == "It differs from the list of June 2027 that Scorecard has already for Rotherham."

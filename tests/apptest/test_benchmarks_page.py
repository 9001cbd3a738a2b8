"""The page of published statistics on a real store, run without a browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from benchmark_fixtures import AREAS, C1_2025, CATALOGUE, DONCASTER, ENGLAND, ROTHERHAM, a_csv, a_row
from fixtures.builders import saved
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from dashboard.benchmarks.publication import Publication, Publications
from dashboard.intake.releases import preview_release, publish_release
from dashboard.intake.session import Session
from dashboard.periods import financial_year
from dashboard.store import open_store
from dashboard.ui import benchmarks_readers, history_readers, readers
from dashboard.views.build import moved_words

CSV = "text/csv"
TODAY = datetime(2026, 5, 20, 9, tzinfo=UTC)
OLDER = a_csv(C1_2025, a_row(ROTHERHAM, "1000", "213", "21.3"), a_row(DONCASTER, "1000", "200", "20.0"))
NEWER = a_csv(
    C1_2025,
    a_row(ROTHERHAM, "1000", "213", "21.3"),
    a_row(DONCASTER, "u", "u", "u"),
    a_row(ENGLAND, "1000", "226", "22.6", year="2020"),
)
LATER = a_csv(C1_2025, a_row(ROTHERHAM, "1000", "207", "20.7", year="2020"))
UNDATED = a_csv(C1_2025, a_row(ROTHERHAM, "1000", "200", "20.0", year="2024"))


@pytest.fixture
def session(tmp_path: Path, monkeypatch):
    """A real session with one release published; the pages find it where they look for theirs."""
    days = {2018: date(2019, 10, 31), 2019: date(2020, 11, 26)}
    known = [
        Publication(
            series="dfe-children-in-need", year=financial_year(first), published_on=day, how_known="Printed on it."
        )
        for first, day in days.items()
    ]
    with open_store(f"sqlite:///{tmp_path / 'page.db'}") as store:
        made = Session(
            store=store,
            catalogue=CATALOGUE,
            areas=AREAS,
            publications=Publications(known),
            catalogue_path=tmp_path / "indicators.yaml",
            clock=lambda: TODAY,
        )
        publish_release(made, preview_release(made, "older.csv", OLDER), by="Team", reason="Yearly release")
        monkeypatch.setattr(readers, "open_session", lambda *_: made)
        monkeypatch.setattr(history_readers, "moved_words", moved_words)
        yield made


@pytest.fixture
def page(session, open_app) -> AppTest:
    return open_app("benchmarks")


def drop(app: AppTest, content: bytes, name: str = "c1.csv") -> AppTest:
    app.get("file_uploader")[0].set_value((name, content, CSV))
    return app.run()


def send(app: AppTest, *, by: str = "Officer", reason: str = "Yearly release", why: str = "Corrected there") -> AppTest:
    for box in app.checkbox:
        if box.key.startswith("tick-"):
            box.check()
    app.run()
    for field in app.text_input:
        if field.key.startswith("why-") and why:
            field.input(why)
    app.text_input(key="publish-by").input(by)
    app.text_input(key="publish-reason").input(reason)
    app.button(key="publish-send").click()
    return app.run()


class TestLoaded:
    def test_what_is_loaded_is_listed_with_its_day_source_and_edition(self, page, html_of: Callable[[AppTest], str]):
        html = html_of(page)
        for words in (
            "Children in need, referrals and re-referrals (C1)", "2018/19", "31 October 2019",
            "Open Government Licence v3.0", "history?edition=1", "2019/20 came out on 26 November 2020",
        ):  # fmt: skip
            assert words in html

    def test_what_could_be_loaded_and_is_not_is_named(self, page, html_of):
        assert "duration of assessments (C2)" in html_of(page)


class TestPreview:
    def test_it_says_what_was_read_what_is_wrong_and_what_would_change(self, page, html_of):
        html = html_of(drop(page, NEWER))
        for words in (
            "Rows kept", "Where there is no figure its reason is kept: 1 unreliable.",
            "Figures of the past that read otherwise", "Doncaster 2018/19", "20.0%", "unreliable",
            "Figures of periods after 2018/19", "1 figure of 1 area, 2019/20",
        ):  # fmt: skip
            assert words in html

    def test_the_day_that_is_known_stands_in_its_field(self, page, html_of):
        app = drop(page, NEWER)
        assert app.date_input[0].value == date(2020, 11, 26)
        assert "How this day is known: Printed on it." in html_of(app)

    def test_an_earlier_day_asks_for_a_tick_and_an_impossible_one_refuses(self, page, html_of):
        app = drop(page, NEWER)
        app.date_input[0].set_value(date(2020, 11, 1)).run()
        assert "Earlier than the day known" in html_of(app)
        app.date_input[0].set_value(date(2026, 5, 21)).run()
        assert "A day that cannot be" in html_of(app)
        assert "publish-send" not in [button.key for button in app.button]

    def test_a_file_is_read_once_while_nothing_changes(self, page, monkeypatch):
        read = []
        real = benchmarks_readers.preview_release
        monkeypatch.setattr(
            benchmarks_readers, "preview_release", lambda *given, **more: read.append(1) or real(*given, **more)
        )
        app = drop(page, NEWER)
        app.text_input(key="publish-by").input("Someone").run()
        app.date_input[0].set_value(date(2020, 11, 27)).run()
        assert read == [1]

    def test_words_of_the_file_never_become_markup(self, page, html_of):
        html = html_of(drop(page, NEWER, "<img src=x>.csv"))
        assert "<img" not in html

    def test_a_file_that_is_none_is_refused_and_offers_no_publishing(self, page, html_of):
        app = drop(page, b"a,b\n1,2\n", "other.csv")
        assert "Not a file that is known" in html_of(app)
        assert "publish-send" not in [button.key for button in app.button]

    def test_a_workbook_that_is_no_list_is_pointed_to_upload(self, page, html_of):
        book = Workbook()
        book.active.append(["Nothing"])
        html = html_of(drop(page, saved(book), "scorecard.xlsx"))
        assert "If this is a scorecard workbook" in html
        assert 'href="upload"' in html

    def test_the_month_of_a_list_may_be_said(self, page, html_of):
        heading = ["old_la_code", "la_name", *(text for rank in range(1, 11) for text in (f"SN_{rank}", f"SN_{rank}P"))]
        numbers = ("371", "359", "332", "357", "370", "894", "813", "807", "812", "384")
        row = ["372", "Rotherham", *(text for number in numbers for text in (number, "Very close"))]
        app = drop(page, "".join(",".join(line) + "\n" for line in (heading, row)).encode(), "neighbours.csv")
        assert "does not say of which month" in html_of(app)
        next(field for field in app.text_input if "list-month" in field.key).input("May 2026").run()
        html = html_of(app)
        assert "list of May 2026" in html
        assert "It holds no figures." in html


class TestPublish:
    @pytest.mark.parametrize(
        ("left_out", "words"),
        [
            ({"by": ""}, "Give your name."),
            ({"reason": ""}, "Give a reason."),
            ({"why": ""}, "still needs a tick and a reason"),
        ],
    )
    def test_nothing_is_published_before_the_form_is_whole(self, page, session, left_out, words):
        app = send(drop(page, NEWER), **left_out)
        assert any(words in error.value for error in app.error)
        assert session.store.revision() == 1

    def test_publishing_gives_a_receipt_and_keeps_day_reason_and_name(self, page, session, html_of):
        html = html_of(send(drop(page, NEWER)))
        assert "Published as edition 2" in html
        edition = session.store.edition(2)
        assert (edition.issued_on, edition.by, edition.reason) == (date(2020, 11, 26), "Officer", "Yearly release")
        assert {one.reason for one in session.store.accepted_of(2)} == {"Corrected there"}

    def test_a_day_that_is_not_known_must_be_given(self, page, session, html_of):
        app = send(drop(page, UNDATED))
        assert any("Give the day on which it was published." in error.value for error in app.error)
        app.date_input[0].set_value(date(2024, 10, 31)).run()
        app.button(key="publish-send").click().run()
        assert "Published as edition 2" in html_of(app)
        assert session.store.edition(2).issued_on == date(2024, 10, 31)

    def test_the_same_file_again_is_said_and_not_offered(self, page, html_of):
        app = drop(page, OLDER)
        assert "already published as edition 1" in html_of(app)
        assert "publish-send" not in [button.key for button in app.button]

    def test_somebody_elses_publication_meanwhile_is_shown_before_anything_is_saved(self, page, session, html_of):
        app = drop(page, LATER)
        publish_release(session, preview_release(session, "other.csv", UNDATED), by="A colleague", reason="Meanwhile")
        app.text_input(key="publish-by").input("Officer")
        app.text_input(key="publish-reason").input("Yearly release")
        app.button(key="publish-send").click().run()
        assert "A colleague published edition 2" in html_of(app)
        assert session.store.revision() == 2
        assert app.text_input(key="publish-by").value == "Officer"


def test_a_data_file_on_upload_is_pointed_to_this_page(session, open_app, html_of, monkeypatch):
    app = open_app("upload")
    html = html_of(drop(app, b"a,b\n1,2\n", "bad.csv"))
    assert "drop it on the page" in html
    assert 'href="benchmarks"' in html

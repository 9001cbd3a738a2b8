"""Reports in the app's own frame, on a copy of the demonstration's figures: choose, see, make, keep, make again."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from app_caches import forget

from dashboard.store.faults import refusal
from dashboard.ui import readers, reports_readers

pytestmark = pytest.mark.usefixtures("real_pages")
NAME = "Performance team"


@pytest.fixture(scope="module")
def real_pages(demo_file: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the page read a copy of the demonstration through the real readers."""
    path = shutil.copy(demo_file, tmp_path_factory.mktemp("reports") / "copy.db")
    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("SCORECARD_STORE", f"sqlite:///{path}")
        for other in ("SCORECARD_CATALOGUE", "SCORECARD_DATA", "SCORECARD_READ_ONLY"):
            patch.delenv(other, raising=False)
        yield
        readers.current_session().store.close()
    forget()


def make(app):
    app.text_input(key="made-by").input(NAME)
    return app.button(key="make-paper").click().run(timeout=60)


def test_nothing_is_built_before_it_is_asked_for(open_app, monkeypatch):
    for name in ("preview_paper", "make_paper"):
        monkeypatch.setattr(reports_readers, name, lambda *_: pytest.fail("built without being asked"))
    app = open_app("reports")
    assert not app.exception
    assert app.radio(key="pick-kind").value == "tracker"


def test_a_paper_is_made_kept_and_listed(open_app, html_of):
    app = make(open_app("reports", format="html", period="2020-02"))
    assert not app.exception
    html = html_of(app)
    assert "made by Performance team" in html
    assert "Vision tracker: February 2020" in html[html.index("Papers made so far") :]
    store = readers.current_session().store
    record = store.papers.recorded()[0]
    assert (record.by, record.format, record.as_at) == (NAME, "html", "February 2020")
    app.text_input(key="made-by").input("Another").run()
    assert store.papers.count() == record.number


def test_one_that_was_made_is_shown_and_made_again_the_same(open_app, html_of):
    make(open_app("reports", format="html"))
    number = readers.current_session().store.papers.count()
    app = open_app("reports", paper=str(number))
    html = html_of(app)
    assert f"Paper {number}: Vision tracker" in html
    assert "by Performance team" in html
    app.button(key=f"again-{number}").click().run(timeout=60)
    assert "Made again: the same to the byte" in html_of(app)


@pytest.mark.parametrize(
    ("code", "what", "remedy"),
    [
        ("store-busy", "The store is busy.", "Try again in a minute."),
        (
            "store-read-only",
            "The store can only be read.",
            "Give the account that runs Scorecard the right to write it",
        ),
        ("store-full", "The disk is full.", "Make room, then try again."),
    ],
)
def test_a_paper_that_cannot_be_kept_is_there_all_the_same_and_says_why(
    open_app, html_of, monkeypatch, code, what, remedy
):
    def stopped(*_, **__):
        raise refusal(code=code, what=what)

    monkeypatch.setattr(reports_readers, "record_paper", stopped)
    app = make(open_app("reports", format="html"))
    html = html_of(app)
    assert f"The paper is made and yours to download, but it is not kept in the list below. {what} {remedy}" in html
    assert "Nothing has been saved" not in html
    assert [one for one in app.get("download_button") if "vision-tracker" in str(one.proto.label)]


@pytest.mark.parametrize(
    ("read_only", "says"),
    [("", "Publish a scorecard on the Upload page"), ("1", "can be made once a scorecard has been published")],
)
def test_an_empty_store_says_so_beside_an_address_that_is_wrong(open_app, html_of, monkeypatch, read_only, says):
    monkeypatch.setattr(readers, "read_ground", lambda _: SimpleNamespace(editions=()))
    monkeypatch.setenv("SCORECARD_READ_ONLY", read_only)
    app = open_app("reports", as_of="banana")
    assert not app.exception
    html = html_of(app)
    assert "“banana” is neither an edition’s number nor a date" in html
    assert says in html
    assert ("Upload page" in html) is not bool(read_only)
    assert not [button for button in app.button if button.key == "make-paper"]


def test_without_a_name_nothing_is_made(open_app):
    app = open_app("reports", format="html")
    before = readers.current_session().store.papers.count()
    app.button(key="make-paper").click().run()
    assert [error.value for error in app.error] == ["Give your name: it is kept with the paper."]
    assert readers.current_session().store.papers.count() == before


def test_another_paper_takes_what_was_meant_for_the_first_out_of_the_address(open_app):
    app = open_app("reports", format="docx", period="2020-02", theme="safe-and-well", as_of="12")
    app.radio(key="pick-kind").set_value("council-plan").run()
    assert dict(app.query_params) == {"kind": "council-plan", "as_of": "12"}


def test_a_briefing_asks_for_its_measures_first(open_app, html_of):
    app = open_app("reports", kind="briefing")
    assert "Choose the measures that it is to hold." in html_of(app)
    assert not [button for button in app.button if button.key == "make-paper"]
    chosen = open_app("reports", kind="briefing", measures="re-referrals", years="2018/19,2019/20", show="preview")
    assert "1 table" in html_of(chosen)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"kind": "council-plan", "show": "preview"}, "January to March 2020"),
        ({"kind": "tracker", "show": "preview", "format": "docx"}, "vision-tracker-march-2020-edition-14.docx"),
        ({"paper": "abc"}, "Papers are asked for by their number, and “abc” is none"),
        ({"kind": "clinic", "show": "preview", "measures": "re-referrals"}, "1 measure"),
        ({"kind": "tracker", "show": "preview", "as_of": "2001-01-01"}, "Nothing had been published by that moment"),
        ({"kind": "tracker", "show": "preview", "as_of": "2019-07-25"}, "Vision tracker: June 2019"),
    ],
)
def test_a_preview_says_what_it_would_hold_or_why_there_is_none(open_app, html_of, query, says):
    app = open_app("reports", **query)
    assert not app.exception
    assert says in html_of(app)


def test_an_app_that_can_only_be_read_makes_papers_but_keeps_none_and_shows_no_officers_papers(
    open_app, html_of, monkeypatch
):
    app = make(open_app("reports", kind="clinic", measures="re-referrals", format="docx"))
    number = readers.current_session().store.papers.count()
    monkeypatch.setenv("SCORECARD_READ_ONLY", "1")
    app = open_app("reports", kind="clinic", measures="re-referrals", format="docx", audience="internal")
    html = html_of(app)
    assert "this app can only be read" in html
    assert "This paper has no audience “internal”" in html
    assert "Performance team" not in html
    assert f"?paper={number}" not in html
    assert "E-mail of key indicators" not in html
    app.button(key="make-paper").click().run(timeout=60)
    assert "the paper is not kept in the list" in html_of(app)
    assert readers.current_session().store.papers.count() == number
    assert "There is no such paper to show here." in html_of(open_app("reports", paper=str(number)))


def test_a_report_and_an_earlier_edition_can_be_chosen_where_they_mean_something(open_app, html_of):
    app = open_app("reports", kind="scorecard", report="early-help-scorecard", show="preview")
    assert not app.exception
    assert "March 2017" in html_of(app)
    assert app.selectbox(key="pick-report").value == "early-help-scorecard"
    assert len(app.selectbox(key="pick-period").options) == 2
    app = open_app("reports", kind="briefing", compare_with="12")
    assert app.selectbox(key="pick-compare_with").value == "12"
    assert "There is no report “nothing-such”" in html_of(
        open_app("reports", kind="council-plan", report="nothing-such")
    )


def test_open_data_is_made_when_asked_for_and_offered(open_app, html_of, monkeypatch):
    told = []
    made = reports_readers.OpenData(
        name="open-data.zip", content=b"PK", revision=readers.revision(), notices=("Without small counts.",)
    )
    monkeypatch.setattr(reports_readers, "_pack", lambda progress: told.append("packed") or made)
    app = open_app("reports")
    assert not told
    app.button(key="make-open-data").click().run()
    assert not app.exception
    assert told == ["packed"]
    assert "Without small counts." in html_of(app)
    assert "open-data.zip" in str(app.get("download_button")[0].proto.label)

"""Clinic preparation in the app's own frame, on the demonstration's figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import forget

from dashboard.ui import clinic_readers, readers

CONFERENCES, REFERRALS = "conferences-within-15-days", "re-referrals"

pytestmark = pytest.mark.usefixtures("real_pages")


@pytest.fixture(scope="module")
def real_pages(demo_file: Path, root: Path) -> Iterator[None]:
    """Let the page read the demonstration through the real readers; what they keep serves all tests of this file."""
    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("SCORECARD_STORE", f"sqlite:///{demo_file}")
        for other in ("SCORECARD_CATALOGUE", "SCORECARD_DATA", "SCORECARD_READ_ONLY"):
            patch.delenv(other, raising=False)
        yield
        readers.current_session().store.close()
    forget()


def test_without_measures_the_rule_and_its_proposals_stand_with_their_figures(open_app, html_of):
    app = open_app("clinic", month="2020-01")
    assert not app.exception
    html = html_of(app)
    rule = html.index("any one of these holds")
    assert rule < html.index("December 2019 and January 2020: 54.5%, 21.4%, target 90% or more.")
    assert "Not checked is not the same as no problem" in html
    assert 'class="sc-clinic-sheet"' not in html


def test_taking_the_proposals_writes_them_all_into_the_address_and_makes_their_sheets(open_app, html_of):
    app = open_app("clinic", month="2020-01")
    app.button(key="take-proposed").click().run()
    assert not app.exception
    ids = app.query_params["measures"].split(",")
    assert CONFERENCES in ids
    assert app.query_params["month"] == "2020-01"
    html = html_of(app)
    assert html.count('class="sc-clinic-sheet"') == len(ids)
    assert html.index("Agenda") < html.index(f'id="sheet-{ids[0]}"') < html.index(f'id="sheet-{ids[-1]}"')


def test_a_link_reopens_exactly_this_pack(open_app, html_of):
    app = open_app("clinic", month="2020-01", measures=f"{REFERRALS},{CONFERENCES}")
    html = html_of(app)
    assert html.index(f'id="sheet-{REFERRALS}"') < html.index(f'id="sheet-{CONFERENCES}"')
    assert app.multiselect(key="pick-measures").value == [REFERRALS, CONFERENCES]
    again = html_of(open_app("clinic", month="2020-01", measures=f"{REFERRALS},{CONFERENCES}"))
    assert again == html


def test_picking_adds_a_sheet_and_emptying_goes_back_to_the_proposals(open_app, html_of):
    app = open_app("clinic", month="2020-01", measures=CONFERENCES)
    app.multiselect(key="pick-measures").set_value([CONFERENCES, REFERRALS]).run()
    assert app.query_params["measures"] == f"{CONFERENCES},{REFERRALS}"
    assert f'id="sheet-{REFERRALS}"' in html_of(app)
    app.multiselect(key="pick-measures").set_value([]).run()
    assert "measures" not in app.query_params
    assert "What does the rule propose?" in html_of(app)


def test_another_month_keeps_the_measures(open_app, html_of):
    app = open_app("clinic", month="2020-01", measures=CONFERENCES)
    app.selectbox(key="pick-month").select("2020-02").run()
    assert (app.query_params["month"], app.query_params["measures"]) == ("2020-02", CONFERENCES)
    assert "Clinic preparation · February 2020 · measure 1 of 1" in html_of(app)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"measures": "<b>,re-referrals"}, "There is no measure called “&lt;b&gt;”. The others asked for are shown."),
        ({"measures": "nothing-at-all"}, "What the rule proposes is shown."),
        ({"measures": "early-help-exit-survey"}, "Without a figure for March 2020"),
        ({"month": "1066"}, "There is no scorecard for “1066”; March 2020, the latest, is shown."),
        ({"month": "2031-01", "measures": REFERRALS}, "There is no scorecard for January 2031"),
        ({"as_of": "never"}, "is neither an edition’s number nor a date"),
        ({"as_of": "2019-06-30"}, "What readers had been given by 30 June 2019"),
        ({"as_of": "2001-01-01"}, "Nothing had been published by that moment."),
    ],
)
def test_the_address_says_what_is_shown(open_app, html_of, query, says):
    app = open_app("clinic", **query)
    assert not app.exception
    assert says in html_of(app)


def test_a_view_is_built_once_for_all_who_ask_for_it(open_app, monkeypatch):
    built = []
    real = clinic_readers.build_clinic
    monkeypatch.setattr(clinic_readers, "build_clinic", lambda *a, **k: built.append(1) or real(*a, **k))
    app = open_app("clinic", month="2019-12", measures=CONFERENCES)
    app.run()
    open_app("clinic", month="2019-12", measures=CONFERENCES)
    assert built == [1]

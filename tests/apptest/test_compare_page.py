"""The Compare page in the app's own frame, on the demonstration's figures."""

import csv
import io

import pytest
from demo_fixtures import settings_for

from dashboard.intake import open_session
from dashboard.ui import compare_readers, readers
from dashboard.views.build import build_as_of

MEASURE, PLANS = "re-referrals", "repeat-cp-plans-ever"
DONCASTER = "E08000017"


@pytest.fixture(autouse=True)
def real_figures(invented_views, monkeypatch, demo_file):
    """Read the demonstration in place of the invented views."""
    monkeypatch.setattr(readers, "open_session", lambda _settings: open_session(settings_for(f"sqlite:///{demo_file}")))
    monkeypatch.setattr(readers, "build_as_of", build_as_of)


def test_the_page_answers_first_and_shows_table_and_source_after(open_app, html_of):
    app = open_app("compare", id=MEASURE, year="2018/19")
    assert not app.exception
    html = html_of(app)
    answer = html.index("worse than the average of our ten statistical neighbours (20.01%)")
    assert answer < html.index('role="img"') < html.index("Ours is 5.7 points lower (better)")
    assert "886 of 4,163" in html
    assert "Open Government Licence" in html


def test_without_a_measure_every_comparable_one_is_listed(open_app, html_of):
    html = html_of(open_app("compare"))
    assert "How do we compare? Choose a measure" in html
    assert f'href="compare?id={MEASURE}"' in html
    assert "contacts" not in [part.split('"')[0] for part in html.split("compare?id=")[1:]]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"id": MEASURE, "year": "2018/19", "method": "median"}, "the middle figure (median)"),
        ({"id": MEASURE, "year": "2018/19", "list": "2025-05"}, "(21.13%)"),
        ({"id": MEASURE, "year": "2018/19", "against": "region"}, "Seven of the 14 other authorities"),
        ({"id": MEASURE, "year": "2018/19", "against": "all"}, "All authorities"),
        ({"id": MEASURE, "year": "2018/19", "neighbour": DONCASTER}, "Doncaster: 27.0% (1,290 of 4,781)"),
        ({"id": PLANS, "year": "2021/22"}, "<strong>Doncaster</strong>: not reliable enough to publish."),
        ({"id": MEASURE, "as_of": "2020-06-16"}, "Our own figures run on to March 2020"),
        ({"id": MEASURE, "as_of": "1"}, "No published figures of other authorities were held here"),
        ({"id": "contacts"}, "Nobody else’s figures can be set beside this measure"),
        ({"id": "re-referal"}, "There is no measure called “re-referal”"),
        ({"id": MEASURE, "year": "<b>"}, "“&lt;b&gt;” is no year such as"),
    ],
)
def test_the_address_says_what_is_shown(open_app, html_of, query, says):
    app = open_app("compare", **query)
    assert not app.exception
    assert says in html_of(app)


@pytest.mark.parametrize(
    ("key", "pick", "name", "written"),
    [
        ("pick-year", "2017/18", "year", "2017/18"),
        ("pick-neighbour", DONCASTER, "neighbour", DONCASTER),
        ("pick-list", "2025-05", "list", "2025-05"),
        ("pick-method", "median", "method", "median"),
    ],
)
def test_picking_writes_an_id_into_the_address_and_keeps_the_rest(open_app, key, pick, name, written):
    app = open_app("compare", id=MEASURE, as_of="23")
    app.selectbox(key=key).select(pick).run()
    assert not app.exception
    assert app.query_params[name] == written
    assert (app.query_params["id"], app.query_params["as_of"]) == (MEASURE, "23")


def test_the_usual_choice_needs_no_word_in_the_address(open_app):
    app = open_app("compare", id=MEASURE, list="2025-05", method="median")
    app.selectbox(key="pick-list").select("").run()
    assert "list" not in app.query_params
    app.selectbox(key="pick-method").select("").run()
    assert "method" not in app.query_params


def test_another_measure_keeps_the_year_and_the_neighbour(open_app, html_of):
    app = open_app("compare", id=MEASURE, year="2018/19", neighbour=DONCASTER)
    app.selectbox(key="pick-id").select(PLANS).run()
    assert (app.query_params["id"], app.query_params["year"]) == (PLANS, "2018/19")
    assert "Doncaster: 16.7%" in html_of(app)


def test_a_view_is_built_once_and_figures_are_read_once_a_measure(open_app, monkeypatch):
    read, built = [], []
    real_read, real_build = compare_readers.read_figures, compare_readers.build_year
    monkeypatch.setattr(compare_readers, "read_figures", lambda *a, **k: read.append(1) or real_read(*a, **k))
    monkeypatch.setattr(compare_readers, "build_year", lambda *a, **k: built.append(1) or real_build(*a, **k))
    app = open_app("compare", id=MEASURE, year="2018/19")
    app.run()
    assert (len(read), len(built)) == (1, 1)
    app.selectbox(key="pick-year").select("2017/18").run()
    app.selectbox(key="pick-list").select("2025-05").run()
    assert (len(read), len(built)) == (1, 3)


def test_downloads_are_made_of_what_is_shown(open_app):
    app = open_app("compare", id=MEASURE, year="2018/19", against="region")
    labels = [button.label for button in app.get("download_button")]
    assert labels == [
        "2018/19, as shown: Excel",
        "2018/19, as shown: CSV",
        "Every year, the same authorities: Excel",
        "Every year, the same authorities: CSV",
    ]
    asked = compare_readers.Asked(measure=MEASURE, year="2018/19", against="region")
    content = compare_readers.download_csv(asked, all_years=False).decode("utf-8-sig")
    areas = {row[2] for row in csv.reader(io.StringIO(content)) if len(row) > 3}
    assert {"Rotherham", "Leeds", "England"} <= areas
    assert compare_readers.download_xlsx(asked, all_years=True).startswith(b"PK")


def test_the_indicator_page_leads_here_with_its_year(open_app, html_of):
    html = html_of(open_app("indicator", id=MEASURE))
    assert f'href="compare?id={MEASURE}&amp;year=20' in html


def test_nothing_breaks_where_nothing_is_published(open_app, html_of, monkeypatch, tmp_path):
    store = f"sqlite:///{tmp_path / 'empty.db'}"
    monkeypatch.setattr(readers, "open_session", lambda _settings: open_session(settings_for(store)))
    app = open_app("compare", id=MEASURE)
    assert not app.exception
    assert "An officer can add them under Published statistics." in html_of(app)

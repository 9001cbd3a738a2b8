"""Any English authority is ours by one line of the catalogue, and the whole product follows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from benchmark_fixtures import a_csv, a_row
from demo_fixtures import ROOT
from fixtures.builders import put, saved
from openpyxl import Workbook

from dashboard.benchmarks.regional_return import is_regional_return
from dashboard.benchmarks.return_template import format_template
from dashboard.benchmarks.text_rows import read_text_rows
from dashboard.errors import DashboardError, SettingsError
from dashboard.intake.live import LiveSession
from dashboard.intake.preview import preview_workbook
from dashboard.intake.publish import publish_preview
from dashboard.intake.releases import preview_release, publish_release
from dashboard.intake.session import Session, open_session
from dashboard.periods import parse_period
from dashboard.settings import Settings
from dashboard.views.briefing.build import build_briefing
from dashboard.views.build import build_indicator, build_scorecard
from dashboard.views.compare_page.build import build_compare
from dashboard.views.comparing.series import ComparatorSeries, measure_of
from dashboard.vocabulary import AreaCode, AreaRole, IndicatorId, Missing

DATA = ROOT / "data"
ROTHERHAM, LEEDS, CUMBERLAND, CUMBRIA = "E08000018", "E08000035", "E06000063", "E10000006"
CAMDEN, BARKING, CITY, SCILLY = "E09000007", "E09000002", "E09000001", "E06000053"
BARNSLEY_NOW, BARNSLEY_KEPT = "E08000038", "E08000016"
MEASURE = "re-referrals"
LEEDS_2021 = ["Sheffield", "Darlington", "Calderdale", "Bury", "Stockton-on-Tees", "Bolton", "Derby", "North Tyneside",
              "Kirklees", "Wirral"]  # fmt: skip
LEEDS_2025 = ["Portsmouth", "Southend-on-Sea", "Sheffield", "Milton Keynes", "Kirklees", "Salford", "Bristol",
              "Southampton", "Croydon", "Bournemouth, Christchurch and Poole"]  # fmt: skip
NOT_IN_2021 = "Cumberland is not in the list of April 2021: it was made in April 2023."

RELEASES = ("cin-2025-c1.csv", "cin-2025-d3.csv", "cla-2025-stability.csv", "cin-2024-c6.csv")
MEASURES = (MEASURE, "repeat-cp-plans-ever", "three-or-more-placements")
Opener = Callable[[str], Session]


def catalogue_of(code: str, folder: Path) -> Path:
    """Write the catalogue with its one line changed."""
    text, changes = re.subn(
        r"^  authority: E08000018$", f"  authority: {code}", (ROOT / "indicators.yaml").read_text(), flags=re.MULTILINE
    )
    assert changes == 1
    path = folder / f"{code}.yaml"
    path.write_text(text)
    return path


def publish(session: Session, name: str, content: bytes) -> None:
    publish_release(session, preview_release(session, name, content), by="An officer", reason="For a test")


def settings_of(code: str, folder: Path, store: str) -> Settings:
    return Settings(store_url=store, catalogue_path=catalogue_of(code, folder), data_folder=DATA, read_only=False)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opener]:
    """Open the kept releases as any authority's own; published figures are of all authorities, so one store serves."""
    folder = tmp_path_factory.mktemp("councils")
    store = f"sqlite:///{folder / 'published.db'}"
    sessions: dict[str, Session] = {}

    def open_as(code: str) -> Session:
        if code not in sessions:
            sessions[code] = open_session(settings_of(code, folder, store))
        return sessions[code]

    for name in RELEASES:
        publish(open_as(LEEDS), name, (DATA / "benchmarks" / name).read_bytes())
    yield open_as
    for session in sessions.values():
        session.store.close()


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[Opener]:
    """Open an empty store as an authority's own."""
    sessions: list[Session] = []

    def open_as(code: str) -> Session:
        sessions.append(open_session(settings_of(code, tmp_path, f"sqlite:///{tmp_path / f'{code}.db'}")))
        return sessions[-1]

    yield open_as
    for session in sessions:
        session.store.close()


def comparison(session: Session, indicator: str = MEASURE):
    return build_indicator(session, indicator=indicator, basis=None, as_at=None).comparison


def series(session: Session, indicator: str = MEASURE) -> ComparatorSeries:
    return ComparatorSeries(session, measure_of(next(i for i in session.catalogue.indicators if i.id == indicator)))


@pytest.mark.parametrize(
    ("code", "name", "region"),
    [
        (LEEDS, "Leeds", "Yorkshire and The Humber"),
        (CUMBERLAND, "Cumberland", "North West"),
        (CAMDEN, "Camden", "London"),
        (CITY, "City of London", "London"),
        (SCILLY, "Isles of Scilly", "South West"),
        (BARNSLEY_NOW, "Barnsley", "Yorkshire and The Humber"),
    ],
)
def test_name_and_region_follow_the_catalogue(council, code, name, region):
    session = council(code)
    assert (session.our_name, session.our_region) == (name, region)
    assert session.area_codes[AreaRole.OURS] == session.our_code


@pytest.mark.parametrize("code", ["E12000003", "E92000001", "E08999999", "W06000001"])
def test_only_an_authority_can_be_ours(tmp_path, code):
    with pytest.raises(SettingsError, match="is no authority we know"):
        open_session(settings_of(code, tmp_path, f"sqlite:///{tmp_path / 's.db'}"))


def test_the_indicator_page_of_leeds(council):
    rows = comparison(council(LEEDS))
    latest = [row for row in rows if row.group == "2024/25"]
    assert [row.who for row in latest] == [
        "Leeds",
        "Statistical neighbours",
        "Statistical neighbours, counted together",
        "Yorkshire and The Humber",
        "England",
    ]
    neighbours = series(council(LEEDS)).year(parse_period("2024/25")).neighbours
    counted = [each for each in neighbours if each.value is not None]
    together = 100 * sum(each.numerator for each in counted) / sum(each.denominator for each in counted)
    assert [row.figure.text for row in latest] == ["24.2%", "21.37%", f"{together:.2f}%", "21.7%", "22.6%"]
    assert latest[1].method == "mean of 10 neighbours, list of May 2025"
    assert [row.who for row in rows if row.group.startswith("Each statistical")] == LEEDS_2025
    assert [row.is_ours for row in latest] == [True, False, False, False, False]


@pytest.mark.parametrize(("period", "names"), [("2018/19", LEEDS_2021), ("2024/25", LEEDS_2025)])
def test_leeds_is_compared_with_its_own_ten_by_the_list_of_the_year(council, period, names):
    year = series(council(LEEDS)).year(parse_period(period))
    assert [each.name for each in year.neighbours] == names
    values = [each.value for each in year.neighbours if each.value is not None]
    assert year.average.value == pytest.approx(sum(values) / len(values))
    assert year.ours.area == LEEDS
    assert year.rank == 1 + sum(each.value < year.ours.value for each in year.authorities if each.value is not None)


def test_cumberland_has_no_figures_from_before_it_was_made(council):
    found = series(council(CUMBERLAND))
    for year in found.years:
        ours = found.year(year).ours
        expected = Missing.NOT_APPLICABLE if year.start < parse_period("2023/24").start else None
        assert ours.missing == expected, year
    assert found.year(parse_period("2023/24")).ours.value == 10.7
    assert found.year(parse_period("2022/23")).rank is None


def test_cumberland_says_why_it_has_no_neighbours_until_the_list_that_names_them(council):
    found = series(council(CUMBERLAND))
    before, after = found.year(parse_period("2023/24")), found.year(parse_period("2024/25"))
    assert (before.neighbours, before.average.value) == ((), None)
    assert before.average.words == NOT_IN_2021
    assert (len(after.neighbours), after.average.n) == (10, 10)
    rows = comparison(council(CUMBERLAND))
    assert next(row for row in rows if row.group == "2023/24" and row.who == "Statistical neighbours").method == (
        NOT_IN_2021
    )
    assert "Cumberland was made in April 2023" in next(
        row.method for row in rows if row.group == "2022/23" and row.is_ours
    )


def test_cumberland_can_be_compared_over_all_years_by_the_list_of_2025(council):
    session = council(CUMBERLAND)
    measure = measure_of(next(each for each in session.catalogue.indicators if each.id == MEASURE))
    year = ComparatorSeries(session, measure, list_id="2025-05").year(parse_period("2023/24"))
    assert (year.average.words) == "mean of 9 of 10 neighbours, list of May 2025"


def test_an_authority_is_ours_by_any_of_its_codes(council):
    session = council(BARNSLEY_NOW)
    assert session.our_code == BARNSLEY_KEPT
    assert {"barnsley", "e08000016", "e08000038"} <= session.our_names
    assert series(session).year(parse_period("2024/25")).ours.value == 25.5
    assert comparison(session)[0].figure.text == "25.5%"


def test_a_running_app_follows_the_line_too(tmp_path):
    settings = settings_of(LEEDS, tmp_path, f"sqlite:///{tmp_path / 's.db'}")
    live = LiveSession(settings)
    assert live.current().our_name == "Leeds"
    settings.catalogue_path.write_text(settings.catalogue_path.read_text().replace(LEEDS, BARNSLEY_NOW))
    assert (live.current().our_name, live.current().our_code) == ("Barnsley", BARNSLEY_KEPT)
    settings.catalogue_path.write_text(settings.catalogue_path.read_text().replace(BARNSLEY_NOW, "E08999999"))
    assert live.current().our_name == "Barnsley"  # what was sound goes on serving
    assert ["E08999999" in fault.what for fault in live.faults] == [True]
    live.current().store.close()


@pytest.mark.parametrize("code", [LEEDS, CUMBERLAND, CAMDEN, BARKING, CITY, SCILLY, CUMBRIA, "E06000059", "E06000060"])
def test_every_published_measure_has_its_pages(council, code):
    session = council(code)
    for indicator in MEASURES:
        view = build_indicator(session, indicator=indicator, basis=None, as_at=None)
        assert view.comparison
        assert all(row.who == session.our_name for row in view.comparison if row.is_ours)
        assert any(row.name == session.our_name for row in build_compare(session, measure=indicator).rows), indicator
    scorecard = build_scorecard(session, report=None, as_at=None)
    assert scorecard.area == session.our_name


@pytest.mark.parametrize(("code", "region"), [(CAMDEN, "Inner London"), (BARKING, "Outer London")])
def test_a_london_borough_is_compared_with_its_half_of_london(council, code, region):
    assert series(council(code)).year(parse_period("2018/19")).region.name == region


def test_where_a_half_of_london_has_no_figure_londons_is_shown_and_said(own_store):
    session = own_store(CAMDEN)
    rows = [
        a_row("E92000001", "1000", "226", "22.6", year="2024"),
        a_row("E12000007", "100", "18", "18.0", year="2024"),
        a_row("E13000001", "x", "x", "x", year="2024"),
        ["2024", "Reporting year", "Local authority", "E92000001", "England", "E13000001", "Inner London", "202",
         CAMDEN, "Camden", "50", "9", "18.0"],
    ]  # fmt: skip
    publish(session, "d3.csv", a_csv(["CPP_start", "CPP_subsequent", "CPP_subsequent_percent"], *rows))
    region = series(session, "repeat-cp-plans-ever").year(parse_period("2023/24")).region
    assert (region.name, region.value) == ("London", 18.0)
    assert "Inner London" in region.note


def test_the_isles_of_scilly_are_suppressed_and_said_so(council):
    year = series(council(SCILLY)).year(parse_period("2018/19"))
    assert (year.ours.value, year.ours.missing, year.rank, year.band) == (None, Missing.SUPPRESSED, None, None)
    assert year.average.n > 0


def test_the_briefing_is_our_own(council):
    session = council(LEEDS)
    view = build_briefing(session, indicators=[IndicatorId(MEASURE)], years=[parse_period("2018/19")])
    said = repr(view)
    assert "Leeds" in said
    assert "Rotherham" not in said


def test_the_regional_return_is_of_our_region(council):
    session = council(CUMBERLAND)
    content = format_template(session.catalogue, session.areas)
    assert any(is_regional_return(row) for row in read_text_rows(content, "template.csv"))
    assert b"Yorkshire" not in content


def a_briefing(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    put(sheet, 2, 2, "Select Commission - 16 June 2020 - Comparison tables as printed in the briefing")
    put(sheet, 5, 2, "Re-referred in 12 months since referral date (CIN CENSUS DEF) (Lower is better)")
    for number, line in enumerate((("Local Authority", "2018/2019", "2019/2020 (In-year Q4/YTD)", "Diff +/-"), *rows)):
        for offset, value in enumerate(line):
            put(sheet, 6 + number, 2 + offset, value)
    return saved(book)


@pytest.mark.parametrize(
    ("code", "name", "other"), [(LEEDS, "Leeds", "Rotherham"), (ROTHERHAM, "Rotherham", "Leeds"),
                                (BARNSLEY_NOW, BARNSLEY_NOW, "Leeds"), (SCILLY, "Isles of Scilly", "Cornwall")],
)  # fmt: skip
def test_a_workbook_is_read_for_the_council_it_names(own_store, code, name, other):
    session = own_store(code)
    content = a_briefing((name, "21.3%", "20.7%", "-0.6%"), (other, "30.1%", "29.5%", "-0.6%"))
    preview = preview_workbook(session, "briefing.xlsx", content)
    left_out = [issue for issue in preview.issues if issue.code == "benchmark-unknown-area"]
    assert [issue.cell for issue in left_out] == ["B8"]
    publish_preview(session, preview, by="An officer", reason="For a test", accepted=True)
    figures = session.store.figures(indicators=[IndicatorId(MEASURE)])
    assert set(figures["area"]) == {str(session.our_code)}
    assert sorted(figures["value"]) == [20.7, 21.3]


def test_areas_are_asked_for_by_name_or_any_code(council):
    areas = council(LEEDS).areas
    assert areas.by_code(BARNSLEY_NOW).code == areas.by_name("Barnsley").code == AreaCode(BARNSLEY_KEPT)
    with pytest.raises(DashboardError):
        council(LEEDS).area_book().neighbours(LEEDS, "2014-06")

"""Published statistics on their road to an edition: days of publication, the past restated, areas left out, reasons."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from benchmark_fixtures import (
    AREAS,
    C1_2024,
    C1_2025,
    CATALOGUE,
    DONCASTER,
    ENGLAND,
    ROTHERHAM,
    YORKSHIRE,
    a_csv,
    a_row,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.benchmarks.publication import Publication, Publications
from dashboard.benchmarks.release import ReleaseRead, rows_said
from dashboard.benchmarks.said import ReleaseSaid
from dashboard.errors import BenchmarkError, StoreError
from dashboard.intake.history import withdraw_edition
from dashboard.intake.nearness import nearness
from dashboard.intake.preview import Outcome
from dashboard.intake.release_batch import ReleaseFile, preview_together, publish_together
from dashboard.intake.release_checks import lacking_figures
from dashboard.intake.release_reading import is_data_file
from dashboard.intake.releases import dated, preview_release, publish_release
from dashboard.intake.session import Session
from dashboard.observations import Observation, Observations
from dashboard.periods import Period, financial_year, parse_period
from dashboard.store import open_store
from dashboard.store.records import AsOf
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, Missing, ReportId

SERIES = "dfe-children-in-need"
KNOWN = {
    "2017/18": date(2018, 10, 25),
    "2018/19": date(2019, 10, 31),
    "2019/20": date(2020, 11, 26),
}
TODAY = datetime(2026, 5, 20, 9, tzinfo=UTC)
CUMBRIA, CUMBERLAND = "E10000006", "E06000063"
NEIGHBOURS = ("371", "359", "332", "357", "370", "894", "813", "807", "812", "384")


@pytest.fixture
def session(tmp_path: Path):
    with open_store(f"sqlite:///{tmp_path / 'releases.db'}") as store:
        yield a_session(store)


def a_session(store) -> Session:
    known = [
        Publication(series=SERIES, year=parse_period(year), published_on=day, how_known="Printed on it.")
        for year, day in KNOWN.items()
    ]
    return Session(store=store, catalogue=CATALOGUE, areas=AREAS, publications=Publications(known), clock=lambda: TODAY)


def c1(*rows: list[str], columns: list[str] = C1_2025) -> bytes:
    return a_csv(columns, *rows)


def of(area: str, percent: str, year: str = "2019", counts: tuple[str, str] = ("", "")) -> list[str]:
    """Make a row of C1 with its percentage; counts are given where they matter."""
    total, part = (
        counts if counts[0] else ("1000", str(round(float(percent) * 10)) if percent[0].isdigit() else percent)
    )
    return a_row(area, total, part, percent, year=year)


def load(session: Session, content: bytes, name: str = "c1.csv", **more: object):
    preview = preview_release(session, name, content)
    return publish_release(session, preview, by="Performance team", reason="For a test", **more)


def codes(preview) -> list[str]:
    return [issue.code for issue in preview.issues]


def issue_of(preview, code: str):
    return next(issue for issue in preview.issues if issue.code == code)


class TestDayOfPublication:
    def test_it_is_the_day_on_which_the_newest_year_first_came_out(self, session):
        preview = preview_release(session, "c1.csv", c1(of(ROTHERHAM, "21.3"), of(ROTHERHAM, "20.7", "2018")))
        assert preview.day == date(2019, 10, 31)
        assert preview.issued.how_known == "Printed on it."
        publish_release(session, preview, by="Team")
        (edition,) = session.store.editions()
        assert (edition.issued_on, str(edition.as_at), edition.recorded_at) == (date(2019, 10, 31), "2018/19", TODAY)

    def test_a_day_given_wins(self, session):
        load(session, c1(of(ROTHERHAM, "21.3")), issued_on=date(2019, 12, 5))
        assert session.store.editions()[0].issued_on == date(2019, 12, 5)

    def test_where_none_is_known_and_none_given_the_day_of_loading_stands_and_it_is_said(self, session):
        preview = preview_release(session, "c1.csv", c1(of(ROTHERHAM, "21.3", "2022")))
        assert codes(preview) == ["benchmark-no-publication-date"]
        assert preview.day is None
        assert preview.outcome is Outcome.LOAD_WITH_WARNINGS
        publish_release(session, preview, by="Team", reason="Not found")
        assert session.store.editions()[0].issued_on == TODAY.date()
        assert [one.issue.code for one in session.store.accepted_of(1)] == ["benchmark-no-publication-date"]

    def test_the_warning_goes_once_a_day_is_given(self, session):
        preview = preview_release(session, "c1.csv", c1(of(ROTHERHAM, "21.3", "2022")))
        told = dated(session, preview, date(2022, 10, 27))
        assert (codes(told), told.day, told.outcome) == ([], date(2022, 10, 27), Outcome.LOAD)

    def test_figures_of_a_year_that_has_not_begun_are_refused(self, session):
        preview = preview_release(session, "c1.csv", c1(of(ROTHERHAM, "21.3", "2099")))
        assert (codes(preview), preview.outcome) == (["benchmark-publication-day-impossible"], Outcome.REFUSE)

    @pytest.mark.parametrize(
        ("day", "code", "words"),
        [
            (date(2026, 5, 21), "benchmark-publication-day-impossible", "still to come"),
            (date(2019, 3, 30), "benchmark-publication-day-impossible", "which ended on 31 March 2019"),
            (date(2019, 10, 30), "benchmark-publication-day-early", "first came out on 31 October 2019"),
            (date(2019, 10, 31), None, ""),
            (date(2019, 11, 1), None, ""),
            (TODAY.date(), None, ""),
        ],
    )
    def test_a_day_that_cannot_be_is_refused_and_an_early_one_is_asked_about(self, session, day, code, words):
        preview = dated(session, preview_release(session, "c1.csv", c1(of(ROTHERHAM, "21.3"))), day)
        assert codes(preview) == ([code] if code else [])
        assert words in " ".join(issue.what for issue in preview.issues)
        refused = code == "benchmark-publication-day-impossible"
        assert (preview.outcome is Outcome.REFUSE) == refused
        if refused:
            with pytest.raises(BenchmarkError, match="Nothing has been saved"):
                publish_release(session, preview, by="Team")
            assert session.store.is_empty()

    def test_as_of_a_date_reads_what_was_published_by_then(self, session):
        load(session, c1(of(ROTHERHAM, "21.3")))
        load(session, c1(of(ROTHERHAM, "21.5"), of(ROTHERHAM, "22.0", "2020")))
        then = session.store.figures(as_of=AsOf(issued=date(2020, 11, 25)))
        assert then["value"].tolist() == [21.3]


class TestThePastRestated:
    def test_it_is_counted_and_the_first_few_are_said_ours_and_neighbours_first(self, session):
        load(session, c1(of(ENGLAND, "22.6"), of(DONCASTER, "21.2"), of(ROTHERHAM, "21.3"), of(YORKSHIRE, "24.6")))
        preview = preview_release(
            session,
            "later.csv",
            c1(of(ENGLAND, "22.7"), of(YORKSHIRE, "24.5"), a_row(DONCASTER, "u", "u", "u"), of(ROTHERHAM, "21.4")),
        )
        issue = issue_of(preview, "benchmark-restates-the-past")
        assert issue.what == (
            "4 figures published before read otherwise in this release: "
            "Rotherham 2018/19, Re-referrals within 12 months: 21.3% → 21.4%; "
            "Doncaster 2018/19, Re-referrals within 12 months: 21.2% → unreliable; "
            "Yorkshire and The Humber 2018/19, Re-referrals within 12 months: 24.6% → 24.5%; and 1 more."
        )
        assert issue.cell == "rows 5, 4, 3 and 1 more"
        assert preview.changes.counts.restated == 4
        assert preview.outcome is Outcome.LOAD_WITH_WARNINGS

    @pytest.mark.parametrize("columns", [C1_2025, C1_2024])
    def test_the_same_figures_under_other_names_restate_nothing(self, session, columns):
        load(session, c1(of(ROTHERHAM, "21.3")))
        preview = preview_release(
            session, "later.csv", c1(of(ROTHERHAM, "21.3"), of(DONCASTER, "20.0"), columns=columns)
        )
        assert "benchmark-restates-the-past" not in codes(preview)
        assert (preview.changes.counts.unchanged, preview.changes.counts.added) == (1, 1)

    def test_a_figure_that_comes_where_a_reason_stood_restates_nothing(self, session):
        load(session, c1(of(ROTHERHAM, "21.3"), a_row(DONCASTER, "c", "c", "c")))
        preview = preview_release(session, "later.csv", c1(of(ROTHERHAM, "21.3"), of(DONCASTER, "20.0")))
        assert codes(preview) == []
        assert preview.changes.counts.added == 1

    def test_an_older_release_loaded_late_overrides_nothing_and_says_so(self, session):
        load(session, c1(of(ROTHERHAM, "21.5"), of(ROTHERHAM, "22.0", "2020")))
        preview = preview_release(session, "older.csv", c1(of(ROTHERHAM, "21.3")))
        assert codes(preview) == ["older-issue"]
        assert preview.changes.counts.restated == 0


class TestAreasLeftOut:
    BOTH_YEARS = (
        of(ROTHERHAM, "21.3"), of(DONCASTER, "21.2"), of(ROTHERHAM, "20.7", "2018"), of(DONCASTER, "20.0", "2018"),
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            ((of(ROTHERHAM, "21.3"), of(ROTHERHAM, "20.7", "2018")), "Doncaster (2017/18 to 2018/19)"),
            ((of(ROTHERHAM, "21.3"), of(DONCASTER, "21.2"), of(ROTHERHAM, "20.7", "2018")), "Doncaster (2017/18)"),
            ((of(ROTHERHAM, "21.3"), of(DONCASTER, "21.2")), ""),
            ((of(ROTHERHAM, "21.3"), of(DONCASTER, "21.2"), of(ENGLAND, "22", "2020")), ""),
            ((a_row(ROTHERHAM, "c", "c", "c"), of(DONCASTER, "21.2")), ""),
        ],
        ids=["an area", "an area of one year", "early years dropped", "a further year", "a reason is a row too"],
    )
    def test_what_a_file_lacks_of_the_years_it_covers_is_named(self, session, rows, words):
        load(session, c1(*self.BOTH_YEARS))
        preview = preview_release(session, "cut.csv", c1(*rows))
        assert ("benchmark-fewer-areas" in codes(preview)) == bool(words)
        if words:
            assert f"{words}." in issue_of(preview, "benchmark-fewer-areas").what

    def test_a_file_cut_short_is_told_by_its_own_years_where_nothing_is_published(self, session):
        whole, cut = c1(*self.BOTH_YEARS), c1(*self.BOTH_YEARS[:3])
        assert "benchmark-fewer-areas" not in codes(preview_release(session, "whole.csv", whole))
        said = issue_of(preview_release(session, "cut.csv", cut), "benchmark-fewer-areas").what
        assert said == "The file has only 1 authority of the 2 that were in being in 2017/18."

    def test_a_year_missing_between_two_that_are_there_is_lacking(self, session):
        years = [of(ROTHERHAM, "20.0", year) for year in ("2018", "2019", "2020")]
        load(session, c1(*years))
        preview = preview_release(session, "hole.csv", c1(years[0], years[2]))
        assert "Rotherham (2018/19)." in issue_of(preview, "benchmark-fewer-areas").what

    def test_a_measure_no_longer_given_for_any_region_is_not_lacking(self, session):
        figures = [(ROTHERHAM, "re-referrals"), (DONCASTER, "re-referrals"), (YORKSHIRE, "re-referrals")]
        rates = [(area, "referral-rate") for area, _ in figures]
        stored = a_frame_of([*figures, *rates])
        read = a_read_of([*figures, *(rate for rate in rates if rate[0] != YORKSHIRE)])
        assert lacking_figures(session, read, stored).empty
        cut = a_read_of([*figures, rates[0]])
        assert lacking_figures(session, cut, stored)[["area", "indicator"]].values.tolist() == [
            [DONCASTER, "referral-rate"]
        ]

    def test_an_authority_that_has_ended_may_go(self, session):
        load(session, c1(of(ROTHERHAM, "21.3"), of(CUMBRIA, "20.0")))
        preview = preview_release(session, "c1.csv", c1(of(ROTHERHAM, "21.3"), of(CUMBERLAND, "19.0", "2024")))
        assert "benchmark-fewer-areas" not in codes(preview)

    @settings(max_examples=40, deadline=None)
    @given(
        stored=st.sets(st.tuples(st.sampled_from([ROTHERHAM, DONCASTER, ENGLAND]), st.integers(2015, 2021))),
        kept=st.sets(st.tuples(st.sampled_from([ROTHERHAM, DONCASTER, ENGLAND]), st.integers(2015, 2021)), min_size=1),
    )
    def test_lacking_is_what_was_stored_within_the_files_years_and_is_not_in_it(self, stored, kept):
        years = [year for _, year in kept]
        expected = {key for key in stored - kept if min(years) <= key[1] <= max(years)}
        session = Session(store=None, catalogue=CATALOGUE, areas=AREAS)
        found = lacking_figures(session, a_read(kept), a_frame(stored))
        assert {
            (area, int(period[:4])) for area, period in zip(found["area"], found["period"], strict=True)
        } == expected


def a_read_of(figures: list[tuple[str, str]]) -> ReleaseRead:
    made = Observations.of(a_figure(area, 2018, indicator) for area, indicator in figures)
    return ReleaseRead(
        dataset="dfe-cin-c1", series=ReportId(SERIES), latest=financial_year(2018), observations=made, issues=(),
        rows_in=len(made), rows_kept=len(made),
    )  # fmt: skip


def a_frame_of(figures: list[tuple[str, str]]) -> pd.DataFrame:
    return a_read_of(figures).observations.frame.assign(
        edition=1, report=SERIES, as_at="2018/19", issue_number=1, issued_on="", filename=""
    )


def a_figure(area: str, first_year: int, indicator: str = "re-referrals") -> Observation:
    return Observation(
        indicator=IndicatorId(indicator), basis=Basis.FINANCIAL_YEAR, area=AreaCode(area),
        period=financial_year(first_year), value=20.0, missing=None, decimals=1, sheet="dfe-cin-c1",
    )  # fmt: skip


def a_read(keys: set[tuple[str, int]]) -> ReleaseRead:
    figures = [a_figure(*key) for key in sorted(keys)]
    return ReleaseRead(
        dataset="dfe-cin-c1", series=ReportId(SERIES), latest=max((one.period for one in figures), key=_end),
        observations=Observations.of(figures), issues=(), rows_in=len(figures), rows_kept=len(figures),
    )  # fmt: skip


def _end(period: Period) -> date:
    return period.end


def a_frame(keys: set[tuple[str, int]]) -> pd.DataFrame:
    frame = Observations.of(a_figure(*key) for key in sorted(keys)).frame
    return frame.assign(edition=1, report=SERIES, as_at="2020/21", issue_number=1, issued_on="", filename="")


class TestReferenceFiles:
    def test_a_list_of_neighbours_is_an_edition_without_figures_and_can_be_withdrawn(self, session):
        content = a_list()
        preview = preview_release(session, "sn_may_2027.csv", content)
        assert (preview.outcome, preview.has_figures, preview.day) == (Outcome.LOAD, False, date(2027, 5, 31))
        receipt = publish_release(session, preview, by="Team")
        assert (receipt.counts.added, receipt.counts.unchanged) == (0, 0)
        (edition,) = session.store.editions()
        assert (edition.report, edition.title) == ("neighbour-lists", "Statistical neighbours, list of May 2027")
        assert session.store.original(1).content == content
        assert [info.id for info in session.area_book().lists][-1] == "2027-05"
        withdraw_edition(session, 1, by="Team", reason="Wrong list")
        assert [info.id for info in session.area_book().lists][-1] != "2027-05"

    def test_what_is_said_of_a_list_counts(self, session):
        said = ReleaseSaid(list_month="2026-02", serves_from=financial_year(2020))
        preview = preview_release(session, "neighbours.csv", a_list(), said=said)
        assert (preview.read.list_id, preview.read.latest) == ("2026-02", financial_year(2020))

    def test_an_unsaid_month_is_refused_by_name(self, session):
        preview = preview_release(session, "neighbours.csv", a_list())
        assert codes(preview)[0] == "neighbour-list-no-month"
        assert preview.outcome is Outcome.REFUSE

    def test_the_dictionarys_contacts_are_not_kept_and_the_upload_is_known_again(self, session):
        content = (
            b"Measure_code,Measure,Measure_short,Polarity,Year_Type,dps,Data Owner (DO) /Supplier and Contact Details\n"
            b"1,Re-referrals,ReRef,Low,Financial,1,someone@example.org\n"
        )
        preview = preview_release(session, "dictionary.csv", content)
        publish_release(session, preview, by="Team", issued_on=date(2026, 4, 8))
        kept = session.store.original(1)
        assert b"example.org" not in kept.content
        assert kept.sha256 == hashlib.sha256(content).hexdigest()
        again = preview_release(session, "dictionary.csv", content)
        assert again.already.number == 1
        assert publish_release(session, again, by="Team").already_published


def a_list() -> bytes:
    heading = ["old_la_code", "la_name", *(text for rank in range(1, 11) for text in (f"SN_{rank}", f"SN_{rank}P"))]
    row = ["372", "Rotherham", *(text for number in NEIGHBOURS for text in (number, "Very close"))]
    return "".join(",".join(line) + "\n" for line in (heading, row)).encode()


class TestWords:
    def test_progress_is_told_in_words(self, session):
        said: list[str] = []
        preview = preview_release(
            session, "c1.csv", c1(of(ROTHERHAM, "21.3"), of(DONCASTER, "20")), progress=said.append
        )
        publish_release(session, preview, by="Team", progress=said.append)
        assert (said[0], said[-2:]) == ("Reading 2 rows", ["Comparing with what is published", "Saving"])

    def test_areas_come_from_near_to_far(self, session):
        near = nearness(session, financial_year(2018))
        leeds = AREAS.by_name("Leeds").code
        ordered = sorted([leeds, ENGLAND, YORKSHIRE, DONCASTER, ROTHERHAM], key=near)
        assert ordered == [ROTHERHAM, DONCASTER, YORKSHIRE, ENGLAND, leeds]

    @pytest.mark.parametrize(
        ("name", "content", "expected"),
        [
            ("c1.csv", b"a,b", True),
            ("C1.CSV", b"a,b", True),
            ("bds.parquet", b"PAR1xx", True),
            ("bds", b"PAR1xx", True),
            ("list.xlsx", b"PK\x03\x04", False),
            ("list.csv", b"PK\x03\x04", False),
            ("old.xls", b"\xd0\xcf\x11\xe0", False),
            ("paper.pdf", b"%PDF", False),
        ],
    )
    def test_a_data_file_is_told_from_a_workbook(self, name, content, expected):
        assert is_data_file(name, content) is expected

    @pytest.mark.parametrize(
        ("place", "expected"),
        [("", 1), ("row 5", 1), ("rows 5, 9 and 12", 3), ("rows 5, 9, 12 and 40 more", 43), ("rows 5 and 9", 2)],
    )
    def test_rows_named_and_not_named_are_counted_as_left_out(self, place, expected):
        assert rows_said(place) == expected


class TestReasons:
    def restating(self, session):
        load(session, c1(of(ROTHERHAM, "21.3")))
        return preview_release(session, "later.csv", c1(of(ROTHERHAM, "21.4")))

    @pytest.mark.parametrize("given", [{}, {"benchmark-restates-the-past": "  "}])
    def test_each_warning_needs_its_reason(self, session, given):
        preview = self.restating(session)
        reasons = {issue: given[issue.code] for issue in preview.to_accept if issue.code in given}
        with pytest.raises(BenchmarkError, match="Tick each") as caught:
            publish_release(session, preview, by="Team", reason="Yearly release", reasons=reasons)
        assert caught.value.issues == preview.to_accept
        assert session.store.revision() == 1

    def test_reasons_are_kept_with_the_edition(self, session):
        preview = self.restating(session)
        reasons = dict.fromkeys(preview.to_accept, "The department corrected it")
        receipt = publish_release(session, preview, by="Team", reason="Yearly release", reasons=reasons)
        (kept,) = session.store.accepted_of(receipt.edition)
        assert (kept.issue.code, kept.reason) == ("benchmark-restates-the-past", "The department corrected it")

    def test_one_who_is_quicker_stops_what_was_not_seen(self, session):
        preview = preview_release(session, "c1.csv", c1(of(ROTHERHAM, "21.3")))
        load(session, c1(of(DONCASTER, "21.3")), "other.csv")
        with pytest.raises(StoreError):
            publish_release(session, preview, by="Team")
        assert session.store.revision() == 1

    def test_the_same_bytes_twice_are_one_edition(self, session):
        first = load(session, c1(of(ROTHERHAM, "21.3")))
        again = load(session, c1(of(ROTHERHAM, "21.3")))
        assert (first.edition, again.edition, again.already_published) == (1, 1, True)


class TestSeveralFiles:
    NEWER = c1(of(ROTHERHAM, "21.5"), of(ROTHERHAM, "22.0", "2020"))
    OLDER = c1(of(ROTHERHAM, "21.3"), columns=C1_2024)

    def files(self, *contents: bytes) -> list[ReleaseFile]:
        return [ReleaseFile(filename=f"{place}.csv", content=content) for place, content in enumerate(contents)]

    def test_one_bad_file_stops_all_and_every_fault_is_named(self, session):
        bad = c1(of(ROTHERHAM, "21.3"), of(ROTHERHAM, "21.4"))
        with pytest.raises(BenchmarkError, match="2 of 3 files") as caught:
            preview_together(session, self.files(self.NEWER, b"a,b\n1,2\n", b"c,d\n"), stopwatch=seconds())
        assert {issue.file for issue in caught.value.issues} == {"1.csv", "2.csv"}
        with pytest.raises(BenchmarkError, match="1 of 2 files cannot be published") as caught:
            preview_together(session, self.files(self.NEWER, bad), stopwatch=seconds())
        assert [issue.code for issue in caught.value.issues] == ["benchmark-duplicate-row"]
        assert session.store.is_empty()

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_an_older_release_goes_before_a_newer_one_whatever_their_order(self, session, order):
        contents = [self.OLDER, self.NEWER]
        previews = preview_together(session, self.files(*(contents[place] for place in order)), stopwatch=seconds())
        published = publish_together(session, previews, by="Team", reason="Backlog", stopwatch=seconds())
        by_place = dict(zip(order, published, strict=True))
        assert [by_place[place].receipt.edition for place in (0, 1)] == [1, 2]
        assert by_place[1].receipt.counts.restated == 1
        assert codes(by_place[1].preview) == ["benchmark-restates-the-past"]
        assert all(one.seconds > 0 for one in published)

    def test_strict_sees_what_the_files_say_of_one_another(self, session):
        with pytest.raises(BenchmarkError, match="errors or warnings") as caught:
            preview_together(session, self.files(self.OLDER, self.NEWER), stopwatch=seconds(), strict=True)
        assert [issue.code for issue in caught.value.issues] == ["benchmark-restates-the-past"]

    def test_what_others_publish_meanwhile_is_compared_anew(self, session):
        previews = preview_together(session, self.files(self.NEWER), stopwatch=seconds())
        load(session, self.OLDER)
        (published,) = publish_together(session, previews, by="Team", reason="Release", stopwatch=seconds())
        assert published.receipt.counts.restated == 1

    def test_other_series_editions_meanwhile_change_nothing(self, session, monkeypatch):
        previews = preview_together(session, self.files(self.NEWER), stopwatch=seconds())
        load(session, a_list(), "sn_may_2027.csv")
        monkeypatch.setattr("dashboard.intake.release_batch.compare_release", lambda *_, **__: pytest.fail("compared"))
        (published,) = publish_together(session, previews, by="Team", reason="Release", stopwatch=seconds())
        assert published.receipt.edition == 2

    def test_reasons_kept_are_counted(self, session):
        rows = [of(ROTHERHAM, "21.3"), a_row(DONCASTER, "c", "c", "c"), a_row(YORKSHIRE, "x", "x", "x")]
        preview = preview_release(session, "c1.csv", c1(*rows))
        assert preview.read.reasons == {Missing.SUPPRESSED: 1, Missing.NOT_AVAILABLE: 1}
        assert (preview.read.rows_in, preview.read.rows_kept) == (3, 3)


def seconds():
    """Give a stopwatch that is a second further at each look."""
    passed = iter(range(1_000_000))
    return lambda: float(next(passed))

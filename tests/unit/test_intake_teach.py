"""What an officer teaches: tried out without a trace, saved for good, and noticed by a running app."""

import os
import shutil
from pathlib import Path

import pytest
from demo_fixtures import DEMO, ROOT

from dashboard.catalogue.layout_book import HeadingEntry
from dashboard.catalogue.patch import AliasEntry
from dashboard.errors import CatalogueError, StoreError
from dashboard.intake.live import LiveSession
from dashboard.intake.preview import preview_workbook
from dashboard.intake.session import Session, open_session
from dashboard.intake.teach import Trial, apply_change, propose_change, teach_headings, try_out
from dashboard.periods import month
from dashboard.settings import Settings
from dashboard.vocabulary import Basis, ColumnRole, IndicatorId, ReportId

HEADING = HeadingEntry(heading="How we are doing", role=ColumnRole.RAG)
REPORT = ReportId("social-care-scorecard")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    shutil.copy(ROOT / "indicators.yaml", tmp_path)
    return Settings(
        store_url=f"sqlite:///{tmp_path / 'store.db'}",
        catalogue_path=tmp_path / "indicators.yaml",
        data_folder=ROOT / "data",
        read_only=False,
    )


@pytest.fixture
def live(settings: Settings):
    live = LiveSession(settings)
    yield live
    live.current().store.close()


def renamed(session: Session) -> AliasEntry:
    """A new name for the first measure that the scorecard prints."""
    indicator = next(one for one in session.catalogue.indicators if one.aliases[0].report == REPORT)
    alias = indicator.aliases[0]
    return AliasEntry(
        indicator=indicator.id,
        report=REPORT,
        name="A name never seen",
        basis=alias.basis,
        since=month(2020, 4),
        ends=alias.name,
    )


def aliases(session: Session, entry: AliasEntry) -> list[str]:
    indicator = session.catalogue.indicator(entry.indicator)
    assert indicator is not None
    return [alias.name for alias in indicator.aliases]


def test_what_is_tried_out_is_known_to_the_trial_only(live: LiveSession, settings: Settings):
    session = live.current()
    entry = renamed(session)
    tried = try_out(session, Trial(headings=(HEADING,), entries=(entry,)))
    assert tried.layouts.headings == (HEADING,)
    assert entry.name in aliases(tried, entry)
    assert entry.name not in aliases(live.current(), entry)
    assert not settings.layouts_path.exists()
    assert settings.catalogue_path.read_bytes() == (ROOT / "indicators.yaml").read_bytes()
    assert try_out(session, Trial()) is session


def test_a_mapping_tried_again_takes_the_place_of_the_saved_one(live: LiveSession):
    teach_headings(live.current(), [HEADING], by="P. Officer")
    other = HeadingEntry(heading="how WE are doing", role=ColumnRole.IGNORED)
    assert try_out(live.current(), Trial(headings=(other,))).layouts.headings == (other,)


def test_a_saved_mapping_is_signed_and_known_at_once(live: LiveSession, settings: Settings):
    session = live.current()
    teach_headings(session, [HEADING], by="P. Officer")
    (entry,) = live.current().layouts.headings
    assert (entry.added_by, entry.added_on) == ("P. Officer", session.clock().date())
    assert live.current().store is session.store
    again = open_session(settings)
    assert again.layouts == live.current().layouts
    again.store.close()


def test_a_heading_of_an_unknown_report_is_refused(live: LiveSession):
    with pytest.raises(CatalogueError) as refused:
        teach_headings(live.current(), [HEADING.model_copy(update={"report": "nobody"})], by="P. Officer")
    assert "not declared under reports" in refused.value.issues[0].what


def test_a_change_is_proposed_applied_and_in_use(live: LiveSession):
    entry = renamed(live.current())
    version = live.version
    patch = propose_change(live.current(), [entry], by="P. Officer", why="Renamed")
    assert live.version == version
    kept = apply_change(live.current(), patch)
    assert live.version != version
    assert kept.read_text(encoding="utf-8") == patch
    assert entry.name in aliases(live.current(), entry)


def test_faults_in_a_changed_file_leave_the_one_before_in_use(live: LiveSession, settings: Settings):
    sound = settings.catalogue_path.read_text(encoding="utf-8")
    before = live.current()
    settings.catalogue_path.write_text(sound.replace("polarity:", "polarty:", 1), encoding="utf-8")
    assert live.current() is before
    assert {issue.code for issue in live.faults} >= {"catalogue-unknown-key"}
    settings.catalogue_path.write_text(sound, encoding="utf-8")
    assert live.faults == ()
    settings.layouts_path.write_text("headings: 7\n", encoding="utf-8")
    assert [issue.file for issue in live.faults] == [str(settings.layouts_path)]
    settings.layouts_path.unlink()
    assert live.faults == ()


def test_a_catalogue_that_is_gone_leaves_the_one_before_in_use(live: LiveSession, settings: Settings):
    before = live.current()
    settings.catalogue_path.unlink()
    assert live.current() is before
    assert [issue.code for issue in live.faults] == ["catalogue-not-found"]


def test_only_another_content_is_a_change(settings: Settings):
    changes: list[int] = []
    live = LiveSession(settings, on_change=lambda: changes.append(1))
    session = live.current()
    os.utime(settings.catalogue_path, (1, 1))
    assert live.current() is session
    settings.catalogue_path.write_text(
        settings.catalogue_path.read_text(encoding="utf-8") + "# A remark.\n", encoding="utf-8"
    )
    assert live.current().catalogue == session.catalogue
    assert changes == [1]
    session.store.close()


def test_a_fault_at_the_start_is_said(settings: Settings):
    settings.layouts_path.write_text("headings: 7\n", encoding="utf-8")
    with pytest.raises(CatalogueError):
        LiveSession(settings)


def test_an_opener_s_fault_is_passed_on(settings: Settings):
    def refuse(_settings: Settings) -> Session:
        raise StoreError("No store.")

    with pytest.raises(StoreError):
        LiveSession(settings, refuse)


def test_a_renamed_measure_is_read_once_its_name_is_in_the_catalogue(live: LiveSession):
    """The old name is taken out of the catalogue, as if the sheet had been renamed; accepting it reads the row."""
    session = live.current()
    workbook = DEMO / "cyps-social-care-scorecard-2019-04.xlsx"
    whole = preview_workbook(session, workbook.name, workbook.read_bytes())
    path = session.catalogue_path
    name = next(alias.name for one in session.catalogue.indicators for alias in one.aliases if alias.report == REPORT)
    path.write_text(
        path.read_text(encoding="utf-8").replace(f'"{name}"', '"Gone by another name"', 1), encoding="utf-8"
    )

    lacking = preview_workbook(live.current(), workbook.name, workbook.read_bytes())
    (unknown,) = lacking.unknown_measures
    assert unknown.printed_name == name
    assert whole.changes is not None
    assert lacking.changes is not None
    assert lacking.changes.counts.added < whole.changes.counts.added
    indicator = next(one for one in session.catalogue.indicators if one.aliases[0].name == name)
    entry = AliasEntry(
        indicator=IndicatorId(indicator.id),
        report=REPORT,
        name=unknown.printed_name,
        number=unknown.printed_no,
        basis=Basis(indicator.aliases[0].basis),
    )
    apply_change(live.current(), propose_change(live.current(), [entry], by="P. Officer", why="Renamed"))
    mended = preview_workbook(live.current(), workbook.name, workbook.read_bytes())
    assert mended.changes is not None
    assert mended.changes.counts.added == whole.changes.counts.added
    assert mended.unknown_measures == ()

"""From a file to an edition: what must be accepted, what is refused, and that a preview goes stale."""

from datetime import UTC, date, datetime

import pytest
from demo_fixtures import DEMO, ROOT, SOCIAL_CARE, preview_demo, publish_demo

from dashboard.errors import BenchmarkError, SettingsError, StoreError, WorkbookError
from dashboard.intake.history import withdraw_edition
from dashboard.intake.preview import Outcome, preview_workbook
from dashboard.intake.publish import publish_preview
from dashboard.intake.releases import preview_release, publish_release
from dashboard.intake.session import Session, open_session
from dashboard.settings import Settings

MISTYPED = "cyps-social-care-scorecard-2019-11.xlsx"
UNDATED = "council-plan-performance-2019-20-q4.xlsx"
OWN = "cla-2025-rate.csv"
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def at_noon(session: Session) -> Session:
    return Session(store=session.store, catalogue=session.catalogue, areas=session.areas, clock=lambda: NOON)


def test_a_sound_workbook_loads_and_needs_no_reason(new_session):
    session = new_session()
    preview = preview_demo(session, SOCIAL_CARE[0])
    assert (preview.outcome, preview.to_accept, preview.already) == (Outcome.LOAD, (), None)
    receipt = publish_preview(session, preview, by="Performance team")
    assert (receipt.edition, receipt.counts, receipt.already_published) == (1, preview.changes.counts, False)
    (edition,) = session.store.editions()
    assert (edition.report, str(edition.as_at), edition.issue_number) == ("social-care-scorecard", "2019-03", 1)
    assert edition.issued_on == date(2019, 4, 16)


def test_previewing_writes_nothing(new_session):
    session = new_session()
    preview_demo(session, SOCIAL_CARE[0])
    assert session.store.is_empty()


@pytest.mark.parametrize(("accepted", "reason"), [(False, ""), (True, ""), (True, "   "), (False, "Checked")])
def test_a_warning_needs_a_tick_and_a_reason(new_session, accepted, reason):
    session = new_session()
    preview = preview_demo(session, MISTYPED)
    assert preview.outcome is Outcome.LOAD_WITH_WARNINGS
    with pytest.raises(WorkbookError, match="Nothing has been saved") as caught:
        publish_preview(session, preview, by="Performance team", accepted=accepted, reason=reason)
    assert [issue.code for issue in caught.value.issues] == ["rag-disagrees"]
    assert session.store.is_empty()


def test_what_was_accepted_is_kept_with_the_edition(new_session):
    session = new_session()
    preview = preview_demo(session, MISTYPED)
    receipt = publish_preview(session, preview, by="Performance team", accepted=True, reason="Typed wrongly")
    assert [issue.code for issue in session.store.issues_of(receipt.edition)] == ["rag-disagrees"]
    assert receipt.reason == "Typed wrongly"


def test_a_note_alone_asks_for_nothing(new_session):
    session = new_session()
    preview = preview_demo(session, UNDATED)
    assert [issue.code for issue in preview.issues] == ["issue-date-missing"]
    assert preview.outcome is Outcome.LOAD
    publish_preview(session, preview, by="Performance team")


@pytest.mark.parametrize(("given", "expected"), [(date(2020, 6, 8), date(2020, 6, 8)), (None, NOON.date())])
def test_a_workbook_without_a_date_takes_the_one_given_else_today(new_session, given, expected):
    session = at_noon(new_session())
    publish_preview(session, preview_demo(session, UNDATED), by="Performance team", issued_on=given)
    assert session.store.editions()[0].issued_on == expected


def test_a_workbooks_own_date_comes_before_the_one_given(new_session):
    session = new_session()
    publish_preview(session, preview_demo(session, SOCIAL_CARE[0]), by="Team", issued_on=date(2030, 1, 1))
    assert session.store.editions()[0].issued_on == date(2019, 4, 16)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.xlsx", b"", "empty-file"),
        ("words.xlsx", b"Measure,April\nReferrals,443\n", "not-an-xlsx"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-excel-format"),
        ("cut.xlsx", (DEMO / SOCIAL_CARE[0]).read_bytes()[:20000], "damaged-file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(new_session, name, content, code):
    session = new_session()
    preview = preview_workbook(session, name, content)
    assert (preview.outcome, preview.changes, preview.identity) == (Outcome.REFUSE, None, None)
    assert code in {issue.code for issue in preview.issues}
    with pytest.raises(WorkbookError, match="it is refused"):
        publish_preview(session, preview, by="Performance team", accepted=True, reason="Please")
    assert session.store.is_empty()


def test_a_preview_goes_stale_when_another_edition_is_published(new_session):
    session = new_session()
    april = preview_demo(session, SOCIAL_CARE[1])
    publish_demo(session, SOCIAL_CARE[0])
    with pytest.raises(StoreError, match="Preview the file again"):
        publish_preview(session, april, by="Performance team")
    assert len(session.store.editions()) == 1


def test_a_preview_goes_stale_when_an_edition_is_withdrawn(new_session):
    session = new_session()
    march = publish_demo(session, SOCIAL_CARE[0]).receipt.edition
    april = preview_demo(session, SOCIAL_CARE[1])
    withdraw_edition(session, march, by="Performance team", reason="Wrong file")
    with pytest.raises(StoreError, match="Preview the file again"):
        publish_preview(session, april, by="Performance team")


def test_somebody_must_publish(new_session):
    session = new_session()
    with pytest.raises(StoreError, match="Say who publishes"):
        publish_preview(session, preview_demo(session, SOCIAL_CARE[0]), by=" ")


@pytest.mark.parametrize(("by", "reason", "words"), [("", "Wrong", "Say who"), ("Team", " ", "Say why")])
def test_a_withdrawal_names_who_and_why(new_session, by, reason, words):
    session = new_session()
    publish_demo(session, SOCIAL_CARE[0])
    with pytest.raises(StoreError, match=words):
        withdraw_edition(session, 1, by=by, reason=reason)


def test_the_original_file_comes_back_byte_for_byte(new_session):
    session = new_session()
    publish_demo(session, SOCIAL_CARE[0])
    assert session.store.original(1).content == (DEMO / SOCIAL_CARE[0]).read_bytes()


def test_a_release_is_an_edition_too(new_session):
    session = at_noon(new_session())
    content = (ROOT / "data" / "benchmarks" / OWN).read_bytes()
    preview = preview_release(session, OWN, content)
    receipt = publish_release(session, preview, by="Performance team", issued_on=date(2025, 11, 30))
    assert receipt.counts.added > 700
    (edition,) = session.store.editions()
    assert (edition.report, str(edition.as_at)) == ("dfe-children-looked-after", "2024/25")
    again = preview_release(session, OWN, content)
    assert (again.changes.counts.added, again.changes.counts.restated) == (0, 0)
    assert publish_release(session, again, by="Performance team").already_published


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n"])
def test_a_file_that_is_no_release_is_refused(new_session, content):
    with pytest.raises(BenchmarkError) as caught:
        preview_release(new_session(), "file.csv", content)
    assert [issue.code for issue in caught.value.issues] == ["benchmark-not-recognised"]


def test_an_authority_that_no_list_has_stops_the_session(tmp_path):
    catalogue = tmp_path / "indicators.yaml"
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8").replace("E08000018", "E08999999", 1)
    catalogue.write_text(text, encoding="utf-8")
    settings = Settings(
        store_url=f"sqlite:///{tmp_path / 'store.db'}", catalogue_path=catalogue, data_folder=ROOT / "data",
        read_only=False,
    )  # fmt: skip
    with pytest.raises(SettingsError, match="E08999999"):
        open_session(settings)


def test_our_own_names_and_the_codes_of_the_printed_areas(new_session):
    session = new_session()
    assert (session.our_name, session.our_code) == ("Rotherham", "E08000018")
    assert "rotherham" in session.our_names
    assert session.our_region == "Yorkshire and The Humber"
    assert len(set(session.area_codes.values())) == len(session.area_codes) == 6

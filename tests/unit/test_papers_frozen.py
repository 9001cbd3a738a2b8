"""A paper that was made can be made again to the byte, whatever is published, withdrawn or changed afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from demo_fixtures import SOCIAL_CARE, publish_demo, reading_once, settings_for
from sqlalchemy import insert
from store_fixtures import postgresql_server  # noqa: F401 - the fixture is used by name

from dashboard.errors import DashboardError
from dashboard.intake import withdraw_edition
from dashboard.intake.session import Session, open_session
from dashboard.papers.inputs import with_inputs
from dashboard.papers.make import make_paper
from dashboard.papers.record import record_paper
from dashboard.papers.registry import PAPERS
from dashboard.papers.remake import make_again
from dashboard.periods import month
from dashboard.store.paper_tables import papers
from dashboard.store.records import AsOf
from dashboard.views.paper import PaperFormat, PaperKind, PaperRequest
from dashboard.vocabulary import Audience, IndicatorId

MEASURE = IndicatorId("re-referrals")
TRACKER = PaperRequest(kind=PaperKind.TRACKER, format=PaperFormat.HTML)
ON_25_JULY = replace(TRACKER, as_of=AsOf(issued=date(2019, 7, 25)))
EARLIER, LATER = SOCIAL_CARE[2:5], SOCIAL_CARE[5:6]


def asked(kind: PaperKind) -> PaperRequest:
    paper = PAPERS[kind]
    measures = (MEASURE,) if kind in (PaperKind.BRIEFING, PaperKind.CLINIC) else ()
    return PaperRequest(kind=kind, format=paper.formats[0], audience=paper.audiences[0], indicators=measures)


@pytest.fixture(scope="module")
def copy(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A copy of the demonstration that every test of this file may record papers in."""
    path = shutil.copy(demo_file, tmp_path_factory.mktemp("papers") / "copy.db")
    with reading_once():
        session = open_session(settings_for(f"sqlite:///{path}"))
    with session.store:
        yield session


def another_catalogue(session: Session) -> Session:
    """The catalogue as someone may change it: every measure under another name, and no tracker."""
    measures = tuple(one.model_copy(update={"name": f"{one.name}, renamed"}) for one in session.catalogue.indicators)
    changed = session.catalogue.model_copy(update={"indicators": measures, "trackers": ()})
    return replace(session, catalogue=changed)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def moving(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, dict]]:
    """A store in which papers were made, and more was then published, withdrawn and changed in the catalogue."""
    url = f"sqlite:///{tmp_path_factory.mktemp('moving') / 'store.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").new_database()
    with reading_once():
        session = open_session(settings_for(url))
    with session.store:
        for name in EARLIER:
            publish_demo(session, name)
        made = {one: make_paper(session, one) for one in (TRACKER, ON_25_JULY)}
        numbers = {one: record_paper(session, paper, by="Performance team").number for one, paper in made.items()}
        for name in LATER:
            publish_demo(session, name)
        withdraw_edition(session, len(EARLIER), by="Performance team", reason="For a test")
        yield another_catalogue(session), numbers


@pytest.mark.parametrize("request_", [TRACKER, ON_25_JULY], ids=["now", "on 25 July"])
def test_later_editions_withdrawals_and_catalogues_change_no_paper(moving, request_):
    session, numbers = moving
    remade = make_again(session, numbers[request_])
    assert remade.differs == ()
    assert remade.is_same
    assert remade.content == session.store.papers.content(numbers[request_])


def test_but_a_new_paper_of_the_same_request_says_what_stands_now(moving):
    session, numbers = moving
    before = session.store.papers.inputs(numbers[TRACKER])
    as_it_was = with_inputs(session, before)
    assert make_paper(as_it_was, TRACKER).content != session.store.papers.content(numbers[TRACKER])
    with pytest.raises(DashboardError, match="No tracker is set up yet"):
        make_paper(session, TRACKER)


def test_recording_left_the_revision_as_it_was(moving):
    session, _ = moving
    assert session.store.revision() == len(EARLIER) + len(LATER) + 1


def test_a_paper_as_at_a_day_shows_only_what_was_issued_by_then(moving):
    session, numbers = moving
    record = session.store.papers.paper(numbers[ON_25_JULY])
    editions = session.store.at(record.revision).standing_editions(AsOf(issued=date(2019, 7, 25)))
    assert max(one.issued_on for one in editions) <= date(2019, 7, 25)
    assert record.edition == max(one.number for one in editions) < len(EARLIER)
    assert record.as_at == "June 2019"


@pytest.mark.parametrize(
    "request_",
    [ON_25_JULY, replace(asked(PaperKind.COUNCIL_PLAN), format=PaperFormat.XLSX, as_of=ON_25_JULY.as_of)],
    ids=lambda one: str(one.kind),
)
def test_a_paper_as_at_a_day_is_the_one_made_before_anything_later_was_published(demo, request_):
    by_then = [one.number for one in demo.store.standing_editions(request_.as_of)]
    then = replace(demo, store=demo.store.at(max(by_then)))
    assert by_then == list(range(1, max(by_then) + 1)) != [one.number for one in demo.store.editions()]
    assert make_paper(demo, request_).content == make_paper(then, request_).content


def test_a_day_to_come_is_refused(demo):
    tomorrow = replace(TRACKER, as_of=AsOf(issued=date(2020, 5, 3)))
    on_the_first = replace(demo, clock=lambda: datetime(2020, 5, 1, 9, 0, tzinfo=UTC))
    with pytest.raises(DashboardError, match="The day to read at, 3 May 2020, is still to come: give an earlier one"):
        make_paper(on_the_first, tomorrow)


# The edition that each kind names as its own in the demonstration: the social care scorecard of March 2020 is the 14th,
# the council plan the 15th, and the briefing's newest figures are from a release.
NAMED = {
    PaperKind.TRACKER: 14,
    PaperKind.SCORECARD: 14,
    PaperKind.COUNCIL_PLAN: 15,
    PaperKind.YEAR_END: 15,
    PaperKind.CLINIC: 15,
    PaperKind.BRIEFING: 29,
    PaperKind.DAILY: 14,
}


@pytest.mark.usefixtures("pango")
@pytest.mark.parametrize("kind", list(PAPERS))
def test_every_kind_of_paper_is_named_by_its_own_edition_and_made_again_to_the_byte(copy, kind):
    request = asked(kind)
    record = record_paper(copy, make_paper(copy, request), by="Performance team")
    newest = copy.store.editions()[-1].number
    assert (record.edition, record.read_at) == (NAMED[kind], newest)
    assert f"edition-{NAMED[kind]}" in record.filename
    assert make_again(copy, record.number).is_same


def test_a_public_paper_is_made_again_as_it_was(copy):
    request = replace(TRACKER, audience=Audience.PUBLIC)
    record = record_paper(copy, make_paper(copy, request), by="Performance team")
    assert record.filename.endswith("-public.html")
    assert make_again(copy, record.number).is_same


@pytest.fixture
def one_made(copy: Session) -> tuple[Session, int]:
    made = make_paper(copy, asked(PaperKind.BRIEFING))
    return copy, record_paper(copy, made, by="Performance team").number


def test_one_that_differs_says_how_and_by_which_programs(one_made, monkeypatch):
    session, number = one_made
    monkeypatch.setattr("dashboard.papers.remake.made_with", lambda: '{"Python": "4.0", "scorecard": "9.9"}')
    real = PAPERS[PaperKind.BRIEFING].maker

    def maker(ground, request, progress):
        ready = real(ground, request, progress)
        return replace(ready, writers={request.format: lambda: b"another"})

    monkeypatch.setitem(PAPERS, PaperKind.BRIEFING, replace(PAPERS[PaperKind.BRIEFING], maker=maker))
    remade = make_again(session, number)
    assert not remade.is_same
    assert remade.differs[0].startswith("It has 7 bytes now and had ")
    assert "scorecard is 9.9 now and was 0.1.0." in remade.differs


def test_parts_of_an_office_file_that_differ_are_named(copy, monkeypatch):
    request = replace(asked(PaperKind.BRIEFING), format=PaperFormat.DOCX)
    number = record_paper(copy, make_paper(copy, request), by="Performance team").number
    session = replace(copy, areas=copy.areas)
    other = replace(request, indicators=(IndicatorId("cp-plan-rate"),))
    content = make_paper(session, other).content
    monkeypatch.setattr("dashboard.papers.remake.make_paper", lambda *_: replace(make_paper(session, other)))
    remade = make_again(session, number)
    assert remade.content == content
    assert any("word/document.xml" in words for words in remade.differs)
    assert any("same versions" in words for words in remade.differs)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"request": '{"kind":"poster"}'}, "This version cannot read what was kept with it"),
        ({"request": "not json"}, "This version cannot read what was kept with it"),
        ({}, "the catalogue of measures, the words of the layouts and the areas"),
    ],
)
def test_what_this_version_cannot_read_is_said_and_the_copy_is_there(one_made, change, says):
    session, number = one_made
    next_number = session.store.papers.count() + 1
    with session.store._writing() as connection:
        row = (
            dict(connection.execute(papers.select().where(papers.c.number == number)).mappings().one())
            | change
            | {"number": next_number}
        )
        connection.execute(insert(papers).values(row))
    remade = make_again(session, row["number"])
    assert not remade.is_same
    assert remade.content is None
    assert says in remade.differs[0]
    assert session.store.papers.content(row["number"]) == session.store.papers.content(number)


def test_what_is_published_while_a_paper_is_made_does_not_come_into_it(new_session):
    session = new_session()
    for name in SOCIAL_CARE[:2]:
        publish_demo(session, name)
    still = make_paper(session, TRACKER).content

    def publish_meanwhile(words: str) -> None:
        if words == "Judging the measures":
            publish_demo(session, SOCIAL_CARE[2])

    made = make_paper(session, TRACKER, publish_meanwhile)
    assert (made.revision, made.edition, made.as_at) == (2, 2, month(2019, 4).words)
    assert made.content == still
    assert session.store.revision() == 3


def test_the_clock_of_the_making_is_the_clock_of_the_making_again(copy):
    day = datetime(2020, 5, 1, 9, 0, tzinfo=UTC)
    made = make_paper(replace(copy, clock=lambda: day), TRACKER)
    record = record_paper(copy, made, by="Performance team")
    assert record.recorded_at == made.made_at == day


def test_a_store_that_can_only_be_read_makes_papers_and_says_that_it_keeps_none(demo_copy_file: Path):
    with reading_once():
        session = open_session(settings_for(f"sqlite:///file:{demo_copy_file}?mode=ro&uri=true"))
    with session.store:
        made = make_paper(session, TRACKER)
        assert made.content
        with pytest.raises(DashboardError, match="can only be read"):
            record_paper(session, made, by="Performance team")

"""The public's session: what its store gives, in every edition, and what is said of it."""

import threading
from datetime import UTC, date, datetime

import pytest

from dashboard.disclosure.mask import LeftOut
from dashboard.disclosure.session import for_audience, suppressed_words
from dashboard.editions.changes import ChangeCounts
from dashboard.observations import Observation, Observations
from dashboard.periods import month
from dashboard.store.records import AsOf, EditionDraft
from dashboard.vocabulary import AreaCode, Audience, Basis, IndicatorId, Missing, ReportId

NOON = datetime(2019, 6, 1, 12, tzinfo=UTC)
MAY = month(2019, 5)


def publish(session, values, *, as_at, issue=1, report="social-care-scorecard", area=None, issued_on=date(2019, 6, 20)):
    """Publish one edition of in-month counts: measure and month to value."""
    figures = [
        Observation(
            indicator=IndicatorId(name), basis=Basis.IN_MONTH, area=area or session.our_code, period=period,
            value=float(value), missing=None, decimals=0, text=f"{value} of 9", sheet="S", cell="B2",
        )
        for (name, period), value in values.items()
    ]  # fmt: skip
    draft = EditionDraft(
        report=ReportId(report), title="A report", as_at=as_at, issue_number=issue, issued_on=issued_on, by="Team",
        reason="", filename="a.xlsx", content=f"{report} {as_at} {issue} {values}".encode(),
        observations=Observations.of(figures), accepted=(), counts=ChangeCounts(added=len(figures)),
    )  # fmt: skip
    return session.store.publish(draft, recorded_at=NOON)


@pytest.fixture
def session(new_session):
    made = new_session()
    publish(made, {("adoptions", month(2019, 4)): 3, ("contacts", month(2019, 4)): 900}, as_at=month(2019, 4))
    publish(made, {("adoptions", month(2019, 4)): 8, ("adoptions", MAY): 40}, as_at=MAY)
    return made


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.INTERNAL])
def test_members_and_officers_have_the_session_itself(session, audience):
    assert for_audience(session, audience) is session
    assert suppressed_words(session) == ""


def test_the_public_never_sees_a_small_count_nor_its_later_figure(session):
    public = for_audience(session, Audience.PUBLIC)
    rows = public.store.figures()
    assert rows.loc[rows["indicator"] == "adoptions", "missing"].tolist() == ["suppressed", "suppressed", ""]
    hidden = rows[rows["missing"] == "suppressed"]
    assert hidden[["value", "numerator", "denominator"]].isna().all().all()
    assert set(hidden["text"]) == {""}
    assert session.store.figures()["value"].notna().all()


def test_what_was_said_before_of_a_protected_measure_is_left_out(session):
    publish(session, {("adoptions", MAY): 41, ("contacts", month(2019, 4)): 901}, as_at=month(2019, 6))
    rows = for_audience(session, Audience.PUBLIC).store.figures()
    told = rows[rows["period"].eq("2019-05") | rows["indicator"].eq("contacts")]
    assert told["value"].dropna().tolist() == [41, 900, 901]


def test_the_columns_asked_for_are_the_ones_given(session):
    rows = for_audience(session, Audience.PUBLIC).store.figures(columns=["indicator", "value"])
    assert list(rows.columns) == ["indicator", "value", "edition"]
    assert rows["value"].notna().sum() == 2


def test_at_an_earlier_moment_what_is_hidden_now_is_hidden_too(session):
    publish(session, {("contacts", month(2019, 4)): 4}, as_at=month(2019, 6))
    rows = for_audience(session, Audience.PUBLIC).store.figures(as_of=AsOf(edition=1))
    assert rows["value"].isna().all()


def test_the_public_of_the_public_is_the_same(session):
    public = for_audience(session, Audience.PUBLIC)
    assert for_audience(public, Audience.PUBLIC) is public


def test_a_new_edition_is_settled_anew(session):
    public = for_audience(session, Audience.PUBLIC)
    assert public.store.figures()["value"].notna().sum() == 2
    publish(session, {("contacts", MAY): 2}, as_at=MAY, issue=2)
    rows = public.store.figures()
    assert rows.loc[rows["indicator"] == "contacts", "missing"].tolist() == ["", "suppressed"]


def test_what_councils_share_among_themselves_is_as_if_it_were_not_there(session):
    publish(session, {("contacts", MAY): 700}, as_at=MAY, report="regional-return", area=AreaCode("E08000016"))
    rows = for_audience(session, Audience.PUBLIC).store.figures(reports=[ReportId("regional-return")])
    assert rows["value"].isna().all()
    assert set(rows["missing"]) == {str(Missing.NO_FIGURE)}
    assert "share only among themselves" in suppressed_words(for_audience(session, Audience.PUBLIC))


def test_another_councils_small_count_that_nobody_published_is_left_out(session):
    publish(session, {("adoptions", MAY): 2, ("contacts", MAY): 700}, as_at=MAY, issue=3, area=AreaCode("E08000016"))
    rows = for_audience(session, Audience.PUBLIC).store.figures(areas=[AreaCode("E08000016")])
    assert rows["missing"].tolist() == ["suppressed", ""]


def test_readers_who_ask_at_once_have_it_settled_once(session, monkeypatch):
    from dashboard.disclosure import mask

    settled = []
    real = mask.settle
    monkeypatch.setattr(mask, "settle", lambda *given: settled.append(1) or real(*given))
    store = for_audience(session, Audience.PUBLIC).store
    readers = [threading.Thread(target=store.figures) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(settled) == 1


def test_an_empty_store_has_nothing_to_hide(new_session):
    public = for_audience(new_session(), Audience.PUBLIC)
    assert public.store.figures().empty
    assert suppressed_words(public) == ""


@pytest.mark.parametrize(
    ("small", "telling", "words"),
    [
        (0, 0, ""),
        (1, 0, "To protect children, 1 figure that tells of 1 to 5 cases is left out."),
        (14, 0, "To protect children, 14 figures that tell of 1 to 5 cases are left out."),
        (1, 1, "To protect children, 1 figure that tells of 1 to 5 cases, and 1 that would reveal it, are left out."),
        (
            14,
            9,
            "To protect children, 14 figures that tell of 1 to 5 cases, and 9 that would reveal them, are left out.",
        ),
        (0, 2, "To protect children, 2 figures that would reveal a count of 1 to 5 cases are left out."),
    ],
)
def test_it_is_said_how_many_figures_are_left_out_and_why(small, telling, words):
    assert LeftOut(small=small, telling=telling).words == words


def test_only_what_a_paper_shows_is_counted(session):
    public = for_audience(session, Audience.PUBLIC)
    assert "1 figure that tells" in suppressed_words(public, keys=[("adoptions", "in_month", "2019-04")])
    assert suppressed_words(public, keys=[("contacts", "in_month", "2019-04")]) == ""


def test_a_figure_revised_since_is_left_out_of_papers_as_at_then_where_it_would_tell(session):
    """Of a protected measure whose edition is withdrawn nobody has reckoned with what it said."""
    publish(session, {("adoptions", month(2019, 6)): 44}, as_at=month(2019, 6))
    public = for_audience(session, Audience.PUBLIC)
    assert 44 in public.store.figures(as_of=AsOf(edition=3))["value"].tolist()
    session.store.withdraw(3, by="Team", reason="wrong file", recorded_at=NOON)
    then = AsOf(edition=3)
    assert session.store.figures(as_of=then)["value"].tolist().count(44) == 1
    assert 44 not in public.store.figures(as_of=then)["value"].tolist()

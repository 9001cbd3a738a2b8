"""The interactive tool's further measures: what is known of them, and which can be compared."""

import dataclasses
from datetime import date

import pytest
from benchmark_fixtures import AREAS, CATALOGUE, every_measure
from lait_builders import a_dictionary, a_measure, measures

from dashboard.intake.lait import known_measures
from dashboard.intake.releases import preview_release, publish_release
from dashboard.intake.session import Session
from dashboard.store import open_store
from dashboard.store.records import AsOf
from dashboard.views.comparing.lait_measures import lait_measures
from dashboard.views.comparing.series import ComparatorSeries
from dashboard.vocabulary import Basis, Polarity, Unit

SHIPPED = (
    a_measure("Swim"),
    a_measure("Spend", topic="Finance", title="Spending", unit_words="Spend", year_type="Financial Year"),
    a_measure("ReReferral", year_type="Financial Year"),
    a_measure("NotHeld"),
)
ROWS = (
    ("Swim", "2019", 372.0, "61"), ("Swim", "2019", 371.0, "58"), ("Spend", "2019", 372.0, "12"),
    ("ReReferral", "2019", 372.0, "21.3"), ("NotHeld", "2019", 371.0, "5"),
)  # fmt: skip


@pytest.fixture
def session(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        yield Session(store=store, catalogue=CATALOGUE, areas=AREAS, lait_measures=measures(*SHIPPED))


def publish(session, name, content, issued_on=date(2026, 4, 8)):
    preview = preview_release(session, name, content)
    return publish_release(session, preview, by="Performance team", reason="For a test", issued_on=issued_on)


def test_an_empty_store_has_none(session):
    assert lait_measures(session) == ()


def test_further_measures_with_figures_of_ours_are_listed_by_topic(session):
    publish(session, "bds_long.parquet", every_measure(*ROWS))
    spend, swim = lait_measures(session)
    assert (spend.id, spend.name, spend.basis) == ("lait.spend", "Spending", Basis.FINANCIAL_YEAR)
    assert (spend.unit, spend.unit_words) == (Unit.AVERAGE, "Spend")
    assert (swim.id, swim.name, swim.basis) == ("lait.swim", "Pupils who swim (%)", Basis.ACADEMIC_YEAR)
    assert (swim.unit, swim.polarity, swim.decimals) == (Unit.PER_CENT, Polarity.HIGHER_IS_BETTER, 1)
    assert (swim.indicator, swim.has_quartiles, swim.definition) == (None, True, "Share of pupils who swim.")


def test_a_further_measure_can_be_compared(session):
    publish(session, "bds_long.parquet", every_measure(*ROWS))
    series = ComparatorSeries(session, lait_measures(session)[1])
    year = series.latest()
    assert str(year) == "2018/19-AY"
    assert series.year(year).ours.value == 61.0


def test_none_stood_before_the_release_was_issued(session):
    publish(session, "bds_long.parquet", every_measure(*ROWS))
    assert lait_measures(session, AsOf(issued=date(2026, 4, 7))) == ()
    assert len(lait_measures(session, AsOf(issued=date(2026, 4, 8)))) == 2


def test_a_published_dictionary_beats_the_shipped_table_until_it_is_withdrawn(session):
    newer = a_dictionary({"Chart_title": "Swimmers (%)", "Polarity": "-"})
    receipt = publish(session, "lait_data_dictionary.csv", newer)
    known = known_measures(session)
    assert (known["Swim"].title, known["Swim"].polarity) == ("Swimmers (%)", Polarity.NO_POLARITY)
    assert known["Spend"] == SHIPPED[1]
    assert known_measures(session, AsOf(issued=date(2026, 4, 7))) == session.lait_measures
    session.store.withdraw(receipt.edition, by="Performance team", reason="Wrong", recorded_at=session.clock())
    assert known_measures(session) == session.lait_measures


def test_no_contact_of_the_dictionary_is_stored(session):
    content = a_dictionary({})
    kept = session.store.original(publish(session, "lait_data_dictionary.csv", content).edition)
    assert kept.is_copy
    assert b"A Person" not in kept.content
    assert publish(session, "lait_data_dictionary.csv", content).already_published


def test_the_dictionary_decides_how_the_data_file_is_read(session):
    publish(session, "lait_data_dictionary.csv", a_dictionary({"Year_Type": "Calendar Year"}))
    publish(session, "bds_long.parquet", every_measure(*ROWS))
    assert [one.basis for one in lait_measures(session) if one.id == "lait.swim"] == [Basis.CALENDAR_YEAR]


def test_a_session_without_a_table_reads_the_catalogues_measures_only(session):
    bare = dataclasses.replace(session, lait_measures={})
    publish(bare, "bds_long.parquet", every_measure(*ROWS))
    assert lait_measures(session) == ()

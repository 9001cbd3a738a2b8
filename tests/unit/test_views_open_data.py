"""The open data's tables: the figures that stand, whose they are, what goes in for whom, and what is described."""

from dataclasses import replace
from datetime import date

import pytest
from editions_builders import OURS
from store_fixtures import NOON, a_draft

from dashboard.catalogue.published import Dataset, DatasetKind
from dashboard.editions.resolve import standing_figures
from dashboard.observations import ENGLAND, Observation
from dashboard.periods import month
from dashboard.store.records import AsOf
from dashboard.views.ground import Ground
from dashboard.views.indicator_states import rag_of, signal_of, travel_of
from dashboard.views.open_data.build import build_open_data
from dashboard.views.open_data.catalogue_document import INTERNAL_KEYS
from dashboard.vocabulary import AreaCode, Audience, Basis, IndicatorId, Missing, ReportId

KEY = ("indicator", "basis", "area", "period")
REGION = AreaCode("E12000003")


@pytest.fixture(scope="module")
def view(demo):
    return build_open_data(demo, history=True)


@pytest.fixture(scope="module")
def few(demo):
    """The demonstration with a few measures, which are judged in no time."""
    indicators = tuple(one for one in demo.catalogue.indicators if not one.denominator_indicator)[:3]
    return replace(demo, catalogue=demo.catalogue.model_copy(update={"indicators": indicators}))


def rows_of(view, name):
    return next(table for table in view.tables if table.plan.name == name).rows.to_pylist()


def test_the_figures_are_those_that_stand_of_us_and_the_comparators_shown_beside_us(demo, view):
    measures = [one.id for one in demo.catalogue.indicators]
    near = {*demo.area_codes.values()}
    stored = standing_figures(demo.store.figures(indicators=measures, areas=near), demo.catalogue)
    expected = {tuple(row[name] for name in KEY): row for row in stored.to_dict("records")}
    written = {(r["indicator"], r["basis"], r["area_code"], r["period"]): r for r in rows_of(view, "observations")}
    assert written.keys() == expected.keys()
    assert {row["area_name"] for row in written.values()} >= {"Rotherham", "England", "Yorkshire and The Humber"}
    for key, row in written.items():
        stands = expected[key]
        assert (row["value"], row["missing"] or "") == (
            None if stands["missing"] else stands["value"],
            stands["missing"],
        )
        assert (row["edition"], row["report"]) == (stands["edition"], stands["report"])
        assert row["issued_on"] == date.fromisoformat(stands["issued_on"])


def test_every_edition_s_statement_is_there_and_one_of_each_figure_stands(view):
    history = rows_of(view, "history")
    standing = {(r["indicator"], r["basis"], r["area_code"], r["period"], r["edition"]) for r in history if r["stands"]}
    figures = rows_of(view, "observations")
    assert standing == {(r["indicator"], r["basis"], r["area_code"], r["period"], r["edition"]) for r in figures}
    assert len(history) > 2 * len(figures)
    said = {}
    for row in history:
        said.setdefault((row["indicator"], row["basis"], row["area_code"], row["period"]), set()).add(row["value"])
    assert any(len(values) > 1 for values in said.values())  # some were restated


def test_without_history_there_is_no_such_table(few):
    assert "history" not in {table.plan.name for table in build_open_data(few).tables}


def test_every_authority_is_there_only_when_asked(demo, view):
    near = {row["code"] for row in rows_of(view, "areas")}
    measures = [one for one in demo.catalogue.indicators if one.id == "re-referrals"]
    one_measure = replace(demo, catalogue=demo.catalogue.model_copy(update={"indicators": tuple(measures)}))
    every = {row["code"] for row in rows_of(build_open_data(one_measure, all_areas=True), "areas")}
    assert len(near) < 10 < 150 < len(every)
    assert near < every


def test_statuses_are_the_pages_own(demo, view):
    ground = Ground(demo)
    reading = ground.month(ground.newest_full(ground.months)).reading
    rows = rows_of(view, "judgements")
    assert len(rows) > 150
    for row in rows:
        judged = reading.judged(demo.catalogue.indicator(row["indicator"]), Basis(row["basis"]))
        assert (row["rating"], row["rating_words"]) == (str(rag_of(judged).state), rag_of(judged).word)
        assert (row["signal"], row["signal_words"]) == (str(signal_of(judged).state), signal_of(judged).word)
        assert (row["direction"], row["direction_words"]) == (str(travel_of(judged).state), travel_of(judged).word)
        assert row["sentence"] == judged.members


def test_tables_hold_what_their_columns_say(view):
    for table in view.tables:
        keys = [tuple(row[name] for name in table.plan.key) for row in table.rows.to_pylist()]
        assert len(set(keys)) == len(keys), table.plan.name
        for column in table.plan.columns:
            values = table.rows[column.name].to_pylist()
            assert not (column.required and None in values), (table.plan.name, column.name)
            assert not column.values or {one for one in values if one is not None} <= set(column.values)
            assert "" not in values
            assert len(column.about) > 5


def test_links_lead_somewhere(view):
    tables = {table.plan.name: table for table in view.tables}
    for table in view.tables:
        for link in table.plan.links:
            there = {tuple(row[name] for name in link.key) for row in tables[link.table].rows.to_pylist()}
            here = {tuple(row[name] for name in link.columns) for row in table.rows.to_pylist()}
            assert {one for one in here if None not in one} <= there, (table.plan.name, link)


def test_as_of_an_edition_only_what_was_known_then_is_there(demo):
    earlier = build_open_data(demo, as_of=AsOf(edition=9))
    assert max(row["number"] for row in rows_of(earlier, "editions")) == 9
    assert max(row["edition"] for row in rows_of(earlier, "observations")) == 9
    assert (earlier.version, earlier.moment) == ("9.9.0", "just after edition 9")
    assert {row["as_at"] for row in rows_of(earlier, "judgements")} == {"2019-10"}


def test_for_the_public_there_is_a_licence_and_nobody_s_name(demo, view):
    assert view.licence is not None
    assert view.licence.name == "OGL-UK-3.0"
    assert not {"published_by", "published_because", "file", "sheet", "cell"} & {
        name for table in view.tables for name in table.plan.column_names
    }
    assert not INTERNAL_KEYS & keys_of(view.catalogue)
    assert "suppressed" in " ".join(view.notices)
    assert view.notices[0] == " ".join(demo.catalogue.council.demonstration.split())


def test_for_officers_there_are_places_and_no_licence(few):
    internal = build_open_data(few, audience=Audience.INTERNAL)
    assert internal.licence is None
    figure = next(row for row in rows_of(internal, "observations") if row["report"] == "social-care-scorecard")
    assert figure["file"].endswith(".xlsx")
    assert figure["cell"]
    assert rows_of(internal, "editions")[0]["published_by"] == "Demonstration"
    assert "owner" in keys_of(internal.catalogue)


def keys_of(value):
    if isinstance(value, dict):
        return set(value) | {key for part in value.values() for key in keys_of(part)}
    return {key for part in value for key in keys_of(part)} if isinstance(value, list) else set()


def test_the_catalogue_is_there_whole_in_codes_and_dates(demo, view):
    assert [one["id"] for one in view.catalogue["indicators"]] == [one.id for one in demo.catalogue.indicators]
    first = next(one for one in view.catalogue["indicators"] if one["targets"])
    assert first["targets"][0]["year"] == str(demo.catalogue.indicator(first["id"]).targets[0].year)


def test_an_empty_store_gives_the_catalogue_and_empty_tables(new_session):
    empty = build_open_data(new_session(), history=True)
    assert empty.version == "0.0.0"
    filled = {table.plan.name for table in empty.tables if len(table)}
    assert filled == {"indicators", "targets"}


def figure(area, value, measure="re-referrals", period=None):
    return Observation(
        indicator=IndicatorId(measure),
        basis=Basis.IN_MONTH,
        area=area,
        period=period or month(2019, 10),
        value=value,
        missing=None if value is not None else Missing.NO_FIGURE,
    )


def test_what_authorities_share_with_each_other_is_not_for_the_public(new_session):
    session = new_session()
    assert any(one.kind is DatasetKind.REGIONAL_RETURN for one in session.catalogue.datasets)
    session.store.publish(a_draft(figure(OURS, 20.7)), recorded_at=NOON)
    shared = a_draft(figure(REGION, 18.4), figure(OURS, 20.9), content=b"return", report=ReportId("regional-return"))
    session.store.publish(shared, recorded_at=NOON)
    public, internal = (
        build_open_data(session, audience=one, history=True) for one in (Audience.PUBLIC, Audience.INTERNAL)
    )
    for name in ("observations", "history"):
        assert 18.4 not in {row["value"] for row in rows_of(public, name)}
        assert 18.4 in {row["value"] for row in rows_of(internal, name)}
    assert {row["id"] for row in rows_of(public, "reports")} == {"social-care"}
    assert all("eturn" not in one.title for one in public.sources)


def test_a_release_without_a_dataset_in_the_catalogue_is_named_by_its_series(new_session):
    session = new_session()
    session.store.publish(a_draft(figure(ENGLAND, 1.0), report=ReportId("unheard-of")), recorded_at=NOON)
    assert rows_of(build_open_data(session), "reports")[0]["name"] == "unheard-of"


def test_several_datasets_of_one_series_are_named_once(few):
    first = few.catalogue.datasets[0]
    assert isinstance(first, Dataset)
    twice = replace(few, catalogue=few.catalogue.model_copy(update={"datasets": (first, first)}))
    row = next(row for row in rows_of(build_open_data(twice), "reports") if row["id"] == first.series)
    assert (row["source"], row["licence"]) == (first.source, first.licence)

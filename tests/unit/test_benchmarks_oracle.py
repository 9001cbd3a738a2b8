"""Every case of the oracle for averages, quartiles, bands and ranks (marker shared)."""

import json
from types import SimpleNamespace

import pytest
from benchmark_fixtures import AREAS, ROTHERHAM, YORKSHIRE, read

from dashboard.benchmarks.compare import NEIGHBOUR_METHODS, compare_neighbours
from dashboard.benchmarks.spread import Spread, band_of, ranks, spread_of
from dashboard.observations import Observation
from dashboard.periods import Period, financial_year
from dashboard.vocabulary import Polarity

pytestmark = pytest.mark.shared

POLARITIES = {"Low": Polarity.LOWER_IS_BETTER, "High": Polarity.HIGHER_IS_BETTER}
MEASURES = {"ReReferral": "re-referrals", "PrevRegCPR": "repeat-cp-plans-ever"}
CASES = 21


@pytest.fixture(scope="session")
def cases(shared_folder):
    kept = json.loads((shared_folder / "oracles" / "benchmarks_lait.json").read_text(encoding="utf-8"))
    assert len(kept) == CASES
    return kept


@pytest.fixture(scope="session")
def lait(shared_folder):
    return list(
        read((shared_folder / "benchmarks" / "lait" / "bds_long_0.parquet").read_bytes(), "l.parquet").observations
    )


def of_kind(cases: list[dict], kind: str) -> list[dict]:
    found = [case for case in cases if case["kind"] == kind]
    assert found
    return found


def test_bands(cases):
    for case in of_kind(cases, "quartile_band"):
        names = ("minimum", "lower_quartile", "median", "upper_quartile", "maximum")
        spread = Spread(**dict(zip(names, case["bounds"], strict=True)), n=len(names))
        assert band_of(case["value"], spread, POLARITIES[case["polarity"]]) == case["expected"], case


def test_ranks(cases):
    for case in of_kind(cases, "rank"):
        values = {place: value for place, value in enumerate(case["values"]) if value is not None}
        found = ranks(values, POLARITIES[case["polarity"]])
        assert [found.get(place) for place in range(len(case["values"]))] == case["expected"], case


def test_quartile_bounds(cases):
    (case,) = of_kind(cases, "quartile_bounds")
    assert bounds(spread_of(range(1, 51))) == case["expected"]


def test_neighbours_averages(cases):
    neighbours = AREAS.neighbours(ROTHERHAM, "2021-04")
    for case in of_kind(cases, "statistical_neighbour_average"):
        figures = {AREAS.by_name(one["name"]).code: published(one) for one in case["neighbours"]}
        assert set(figures) == {area.code for area in neighbours}
        mean, median, pooled = (
            compare_neighbours(method, figures, neighbours, "2021-04") for method in NEIGHBOUR_METHODS
        )
        assert mean.value == case["expected_mean"] == case["published_in_agenda_pack_16_June_2020"]
        assert median.value == case["expected_median"]
        assert round(pooled.value, 2) == case["expected_pooled"]
        assert mean.n == median.n == pooled.n == len(neighbours)


def test_quartiles_band_and_rank_of_the_national_data(cases, lait):
    """The oracle counts one region's row (Yorkshire and the Humber) as an authority; the same rules hold without it."""
    for case in of_kind(cases, "quartile_from_national_data"):
        values = of_year(lait, MEASURES[case["indicator"]], financial_year(case["year"] - 1))
        region = values.pop(YORKSHIRE)
        polarity = POLARITIES[case["polarity"]]
        assert values[ROTHERHAM] == case["value"]
        for counted in (values, {**values, YORKSHIRE: region}):
            spread = spread_of(counted.values())
            rank = ranks(counted, polarity)[ROTHERHAM]
            assert rank == 1 + sum(value < case["value"] for value in counted.values())
            assert band_of(case["value"], spread, polarity) == case["expected_band"]
        assert len(counted) == case["n_authorities"]
        assert bounds(spread) == case["expected_bounds"]
        assert rank == case["expected_rank"]


def published(one: dict) -> SimpleNamespace:
    counts = {"numerator": one["count"], "denominator": one["denominator"]}
    return SimpleNamespace(value=one["value"], missing=None, **counts)


def bounds(spread: Spread) -> list[float]:
    return [spread.minimum, spread.lower_quartile, spread.median, spread.upper_quartile, spread.maximum]


def of_year(lait: list[Observation], indicator: str, year: Period) -> dict[str, float]:
    """Give the figures of our region and of every authority in being that year."""
    wanted = {YORKSHIRE, *(area.code for area in AREAS.authorities_in(year))}
    return {
        figure.area: figure.value
        for figure in lait
        if figure.indicator == indicator and figure.period == year and figure.area in wanted
        if figure.value is not None
    }

"""Counts under their own names above the line of percentages and rates, and what they tell."""

import itertools

import pytest
from catalogue_snippets import ENTRY, HEAD
from editions_builders import stored
from fixtures.small_worlds import MONTHS, SHARE, WHOLE

from dashboard.catalogue.load import check_catalogue
from dashboard.disclosure.cells import cells_of
from dashboard.disclosure.links import families, links_of
from dashboard.disclosure.settle import settle
from dashboard.observations import Observation
from dashboard.vocabulary import AreaCode, Basis, IndicatorId

ABOVE, RATE = IndicatorId("above"), IndicatorId("rate")
IN_MONTH, SO_FAR, ROLLING = Basis.IN_MONTH, Basis.YEAR_TO_DATE, Basis.ROLLING_12_MONTHS
FORMS = "forms: [in_month, year_to_date, rolling_12_months, financial_year]"


def a_catalogue(*, tied=True):
    """Give a whole, a count above it, their share, and the rate of the count above."""
    above = f"    numerator_indicator: {ABOVE}\n" if tied else ""
    entries = [
        entry(WHOLE, "count"), entry(ABOVE, "count"),
        entry(SHARE, "per_cent", f"{above}    denominator_indicator: {WHOLE}\n"), entry(RATE, "rate_per_10000", above),
    ]  # fmt: skip
    made, faults = check_catalogue(HEAD + "".join(entries), "indicators.yaml")
    assert made is not None, faults
    return made


def entry(name, unit, links=""):
    text = ENTRY.format(id=name).replace("unit: per_cent", f"unit: {unit}")
    if unit == "count":
        text = text.replace("decimal_places: 1", "decimal_places: 0")
    return text.replace("    forms: [in_month]", f"{links}    {FORMS}")


def figures(measure, basis, values, *, decimals=0, months=MONTHS, **more):
    return [
        Observation(
            indicator=measure, basis=basis, area=AreaCode("E08000018"), period=one, value=float(value), missing=None,
            decimals=decimals, **more,
        )
        for one, value in zip(months, values, strict=False)
    ]  # fmt: skip


def settled(catalogue, *printed):
    return settle(cells_of(stored((1, "scorecard", "2020-03", 1, [*itertools.chain(*printed)])), catalogue), catalogue)


WHOLES, COUNTS = [40, 50, 60], [20, 3, 30]
# Above and below are known of April and of April to June: what is left of the months tells of May.
PRINTED = [
    figures(WHOLE, IN_MONTH, WHOLES), figures(ABOVE, IN_MONTH, COUNTS), figures(WHOLE, SO_FAR, [40, 90, 150]),
    figures(SHARE, SO_FAR, [35.3], decimals=1, months=[MONTHS[2]]),
]  # fmt: skip


def test_a_share_and_its_count_under_another_name_tell_no_small_month():
    found = settled(a_catalogue(), *PRINTED)
    assert ("above", "in_month", "2019-05") in found.small
    assert found.telling
    assert not settled(a_catalogue(tied=False), *PRINTED).telling


def test_a_rate_of_a_known_number_of_children_is_a_count():
    """The year's rate, times the children, is the sum of months of which one is hidden."""
    counts = [20, 3, 30, 15, 12, 19, 22, 18, 17, 25, 31, 16]
    rate = figures(RATE, ROLLING, [sum(counts)], decimals=1, months=[MONTHS[-1]], denominator=10_000.0)
    printed = [figures(ABOVE, IN_MONTH, counts), rate]
    assert settled(a_catalogue(), *printed).telling
    assert not settled(a_catalogue(tied=False), *printed).telling


def test_a_rate_that_the_counts_contradict_changes_nothing_of_them():
    """Of how many children it is can be guessed wrongly: counts are not bent for it."""
    counts = [40] * 12
    rate = figures(RATE, ROLLING, [9.9], decimals=1, months=[MONTHS[-1]], denominator=10_000.0)
    assert settled(a_catalogue(), figures(ABOVE, IN_MONTH, counts), rate).hidden == frozenset()


@pytest.mark.parametrize(
    ("shares", "tied"), [([50.0, 6.0, 50.0], True), ([50.0, 6.0, 90.0], True), ([10.0] * 3, False)]
)
def test_a_count_that_most_figures_contradict_is_not_what_is_above(shares, tied):
    catalogue = a_catalogue()
    printed = [*PRINTED[0], *PRINTED[1], *figures(SHARE, IN_MONTH, shares, decimals=1)]
    links = links_of(cells_of(stored((1, "scorecard", "2020-03", 1, printed)), catalogue), catalogue)
    assert links[SHARE, IN_MONTH] == ((ABOVE if tied else None), WHOLE)


def test_whatever_is_tied_is_one_family():
    assert len(set(families(a_catalogue()).values())) == 1
    assert len(set(families(a_catalogue(tied=False)).values())) == 3

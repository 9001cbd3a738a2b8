"""What is said of an authority without neighbours or without figures."""

import pytest
from benchmark_fixtures import AREAS

from dashboard.benchmarks.area_words import not_in_being, origin_words, why_no_neighbours
from dashboard.errors import DashboardError
from dashboard.periods import parse_period

CUMBERLAND, CUMBRIA, ROTHERHAM, BCP = "E06000063", "E10000006", "E08000018", "E06000058"
MADE = "Cumberland was made in April 2023, as Cumbria was replaced. It has no figures of its own from before."


@pytest.mark.parametrize(
    ("code", "list_id", "words"),
    [
        (CUMBERLAND, "2021-04", "Cumberland is not in the list of April 2021: it was made in April 2023."),
        (CUMBERLAND, "2025-05", ""),
        (CUMBRIA, "2025-05", "Cumbria is not in the list of May 2025: it ended in March 2023."),
        (ROTHERHAM, "2021-04", ""),
        ("E12000003", "2021-04", "Yorkshire and The Humber is not in the list of April 2021."),
        ("W06000001", "2021-04", ""),
    ],
)
def test_why_a_list_names_no_neighbours(code, list_id, words):
    assert why_no_neighbours(AREAS, code, list_id) == words


def test_an_unknown_list_is_refused():
    with pytest.raises(DashboardError, match="no neighbour list '2014-06'"):
        why_no_neighbours(AREAS, ROTHERHAM, "2014-06")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (CUMBERLAND, MADE),
        (BCP, "Bournemouth, Christchurch and Poole was made in April 2019, as Bournemouth, Poole and Dorset (to March "
              "2019) were replaced. It has no figures of its own from before."),
        (ROTHERHAM, ""),
        (CUMBRIA, ""),
        ("W06000001", ""),
    ],
)  # fmt: skip
def test_where_an_authority_comes_from(code, words):
    assert origin_words(AREAS, code) == words


@pytest.mark.parametrize(
    ("code", "period", "words"),
    [
        (CUMBERLAND, "2022/23", MADE),
        (CUMBERLAND, "2023/24", ""),
        (CUMBRIA, "2022/23", ""),
        (CUMBRIA, "2023/24", "Cumbria ended in March 2023; Cumberland and Westmorland and Furness took its place."),
        (ROTHERHAM, "1999/00", ""),
        ("W06000001", "2022/23", ""),
    ],
)
def test_an_authority_that_was_not_in_being(code, period, words):
    assert not_in_being(AREAS, code, parse_period(period)) == words

"""What officers do to workbooks ends in the right figures, or in an issue that names where they are not."""

import random

import pytest
from fixtures.mutable_book import Mutation
from fixtures.mutation_oracle import DEMO, Fate, Truth, truth_of, try_mutations
from fixtures.mutations import MUTATIONS
from fixtures.oracle import parsing_here, previewing

BOOKS = (
    "cyps-social-care-scorecard-2019-10",
    "early-help-scorecard-2017-03",
    "council-plan-performance-2019-20-q4",
)
TOGETHER = 12
MOST_TOGETHER = 4


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory):
    with parsing_here(), previewing(tmp_path_factory.mktemp("mutated")) as opened:
        yield opened


@pytest.fixture(scope="module")
def truths(session) -> tuple[Truth, ...]:
    return tuple(truth_of(session, DEMO / f"{book}.xlsx") for book in BOOKS)


def test_the_truths_hold_figures(truths: tuple[Truth, ...]):
    assert [len(truth.by_key) > 50 for truth in truths] == [True] * len(BOOKS)


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_one_mutation_never_gives_a_wrong_figure_without_an_issue(session, truths, mutate: Mutation):
    at = MUTATIONS.index(mutate)
    for number, truth in enumerate((truths[at % len(truths)], truths[(at + 1) % len(truths)])):
        verdict = try_mutations(session, truth, random.Random(f"{mutate.__name__} {number}"), mutate)
        assert verdict.fate is not Fate.WRONG, (truth.path.name, verdict.recipe, verdict.faults[:5])


def test_mutations_together_never_give_a_wrong_figure_without_an_issue(session, truths):
    for number in range(TOGETHER):
        draw = random.Random(f"together {number}")
        chosen = draw.sample(MUTATIONS, draw.randint(2, MOST_TOGETHER))
        verdict = try_mutations(session, draw.choice(truths), draw, *chosen)
        assert verdict.fate is not Fate.WRONG, (number, verdict.recipe, verdict.faults[:5])

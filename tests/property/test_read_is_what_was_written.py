"""Whatever the layout, a figure comes back as it was written, or is left out with an issue at that very cell."""

import random

import pytest
from fixtures.oracle import parsing_here, previewing, written_and_read
from fixtures.printed_figures import Written
from fixtures.strategies import BuiltWorkbook, a_workbook, workbooks
from hypothesis import HealthCheck, Phase, given, settings

EXAMPLES = 120


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory):
    with parsing_here(), previewing(tmp_path_factory.mktemp("written")) as opened:
        yield opened


# Shrinking a whole workbook takes minutes; take Phase.shrink in by hand when a failure is to be understood.
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(built=workbooks())
def test_what_was_written_is_what_is_read(session, built: BuiltWorkbook):
    assert written_and_read(session, built) == []


def test_the_generated_workbooks_hold_every_kind_of_cell():
    cells = [expected.written for seed in range(40) for expected in a_workbook(random.Random(seed)).expected]
    assert len(cells) > 1_000
    assert any(one.is_sound for one in cells)
    assert any(one.is_fault for one in cells)
    assert any(one.is_blank for one in cells)
    assert any(one.missing for one in cells)
    assert any(one.denominator for one in cells)


def test_the_comparison_can_fail(session):
    """One figure written otherwise than remembered is noticed, and a figure that was never written too."""
    built = a_workbook(random.Random(3))
    position, one = next((at, one) for at, one in enumerate(built.expected) if one.written.is_sound)
    assert written_and_read(session, built) == []
    wrong = Written(printed=one.written.printed, value=(one.written.value or 0) + 0.5)
    built.expected[position] = type(one)(key=one.key, kind=one.kind, written=wrong, place=one.place)
    assert "was read as" in written_and_read(session, built)[0]
    del built.expected[position]
    assert any(words.startswith("never written") for words in written_and_read(session, built))

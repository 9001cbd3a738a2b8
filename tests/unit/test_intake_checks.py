"""Printed RAG and direction against those worked out."""

import pytest
from catalogue_snippets import a_catalogue, load
from editions_builders import a_row

from dashboard.intake.checks import check_marks
from dashboard.vocabulary import IndicatorId, Kind, Rag, Travel

FIRST = {"indicator": IndicatorId("first"), "printed_name": "Printed first"}


def found(current, previous, kind, meaning):
    """Check one mark beside two months; the target is below 22, tolerance up to 26, and low is good."""
    rows = [
        a_row(previous, period="2019-09", cell="J10", **FIRST),
        a_row(current, cell="K10", **FIRST),
        a_row(None, kind=kind, meaning=meaning, missing=None, cell="P10", **FIRST),
    ]
    return check_marks(rows, load(a_catalogue()), "scorecard")


@pytest.mark.parametrize(
    ("value", "printed", "codes"),
    [
        (20.0, Rag.GREEN, []),
        (20.0, Rag.AMBER, ["rag-disagrees"]),
        (22.0, Rag.AMBER, []),
        (26.1, Rag.RED, []),
        (26.1, Rag.GREEN, ["rag-disagrees"]),
        (None, Rag.GREEN, []),  # no figure, nothing to hold it against
        (20.0, "", []),  # nothing printed
    ],
)
def test_ratings(value, printed, codes):
    assert [issue.code for issue in found(value, 21.0, Kind.RAG, printed)] == codes


@pytest.mark.parametrize(
    ("current", "previous", "printed", "codes"),
    [
        (20.0, 21.0, Travel.IMPROVEMENT, []),
        (21.0, 20.0, Travel.IMPROVEMENT, ["travel-disagrees"]),
        (21.0, 20.0, Travel.DECLINE_WITHIN_LIMITS, []),
        (21.0, 20.0, Travel.DECLINE_NOT_ON_TARGET, []),  # that is the RAG's disagreement
        (21.0, 20.0, "decline", []),
        (20.0, 21.0, "decline", ["travel-disagrees"]),
        (20.0, 20.0, Travel.STABLE_WITH_POLARITY, []),
        (20.0, 20.0, Travel.IMPROVEMENT, ["travel-disagrees"]),
        (20.0, None, Travel.IMPROVEMENT, []),  # nothing to compare with
        (20.0, 21.0, "", []),
    ],
)
def test_directions(current, previous, printed, codes):
    assert [issue.code for issue in found(current, previous, Kind.DOT, printed)] == codes


def test_the_issue_says_both_and_where():
    (issue,) = found(20.0, 21.0, Kind.RAG, Rag.AMBER)
    assert issue.what == "Name of first is printed as within tolerance; by the tolerances it is on target."
    assert (issue.sheet, issue.cell) == ("1 Front door", "P10")
    (issue,) = found(20.0, 21.0, Kind.DOT, "decline")
    assert issue.what == "Name of first is printed as worse; from its two figures it is better."


def test_a_mark_without_months_is_left_alone():
    rows = [a_row(None, kind=Kind.RAG, meaning=Rag.RED, missing=None, **FIRST)]
    assert check_marks(rows, load(a_catalogue()), "scorecard") == []

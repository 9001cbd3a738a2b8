"""From a case and its judgement to what the sentences are made from."""

from __future__ import annotations

from dashboard.formatting import uncapital
from dashboard.judge.statuses import Statuses
from dashboard.judge.to_say import ToSay, YearAheadToSay, signal_to_say
from dashboard.judge.year_ahead import RequiredRate

# How a target begins that is a bound or a comparator's figure; printed words of its own keep their capitals.
_OPENINGS = (
    "Below ",
    "Above ",
    "At or ",
    "At least ",
    "At most ",
    "Close to ",
    "Fewer than ",
    "Less than ",
    "More than ",
    "No fewer than ",
    "No less than ",
    "No more than ",
    "Up to ",
)


def to_say(judged: Statuses, *, year_goal: str = "") -> ToSay:
    """Gather what is to be said of a case's latest figure.

    ``year_goal`` is the whole year's target in words, where it is not the one that the figure is rated by.
    """
    case, rag = judged.case, judged.rag
    measured, latest = case.measured, case.latest
    return ToSay(
        name=measured.name,
        unit=measured.unit,
        decimals=measured.decimals,
        polarity=measured.polarity,
        period=latest.period,
        basis=case.basis,
        value=latest.value,
        signal=signal_to_say(judged.signal, since=judged.level_since, is_by_revision=judged.is_by_revision),
        missing=latest.missing,
        numerator=latest.numerator,
        denominator=latest.denominator,
        counted=measured.counted,
        can_exceed_100=measured.can_exceed_100,
        rag=rag.state,
        target=_within_sentence(rag.target),
        rag_reason=rag.reason,
        assurance=judged.assurance,
        year_on_year=judged.year_on_year,
        year_ahead=_ahead(judged.year_ahead, _within_sentence(year_goal or rag.target)),
        course=judged.course,
        comparisons=judged.comparisons,
        revised_from=judged.revised_from,
        is_provisional=case.is_provisional,
        published_in=case.published_in,
    )


def _within_sentence(target: str) -> str:
    """Put a target's words within a sentence: "below 22%"; brackets of its own become a comma."""
    words = uncapital(target) if target.startswith(_OPENINGS) else target
    opening, bracket, inside = words.removesuffix(")").rpartition(" (")
    return f"{opening}, {inside}" if bracket and target.endswith(")") else words


def _ahead(rate: RequiredRate | None, goal: str) -> YearAheadToSay | None:
    if rate is None:
        return None
    return YearAheadToSay(state=rate.state, target=goal, needed=rate.needed, so_far=rate.so_far)

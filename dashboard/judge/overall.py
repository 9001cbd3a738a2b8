"""Ours beside several comparators in one sentence: beside which it stands alike, and whether that could be chance."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dashboard.formatting import capital, listed
from dashboard.judge import phrases
from dashboard.judge import said_figures as figures
from dashboard.judge.beside import Comparison
from dashboard.judge.comparison import Position
from dashboard.judge.measured import Measured
from dashboard.judge.said_figures import InUnit
from dashboard.judge.verdict import Clear
from dashboard.judge.words import POSITION_PHRASES
from dashboard.periods import Period
from dashboard.vocabulary import Polarity

# What is better comes first, and what is clear before what could be chance.
_POSITIONS = (Position.BETTER, Position.HIGHER, Position.SAME, Position.WORSE, Position.LOWER)
_CLEARNESS = (Clear.YES, Clear.NO, Clear.CANNOT_SAY)


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Comparators beside which ours stands alike; ``why`` is the reason where it cannot be said if that is chance."""

    position: Position
    clear: Clear
    why: str
    members: tuple[Comparison, ...]


def overall_words(measured: Measured, comparisons: Iterable[Comparison]) -> str:
    """Say of each period where ours stands beside all its comparators, and last with whom it is not compared.

    "In 2018/19 ours (21.2%) was worse than the region (19.6%) and England (20.8%); each of these differences could be
    chance." Empty where there are no comparators.
    """
    return " ".join(all_words(measured, tuple(comparisons), polarity=measured.polarity))


def all_words(
    unit: InUnit, comparisons: Sequence[Comparison], *, polarity: Polarity, judged: Period | None = None
) -> tuple[str, ...]:
    """Give a sentence for each period, latest first, then one for each reason why some are not compared.

    With ``judged``, the period of the figure judged, comparators of an earlier one are said to be the latest published.
    """
    known = [one for one in comparisons if is_compared(one)]
    by_period = _by_key(known, lambda one: (one.other.period, one.other.basis, figures.ours(unit, one.other)))
    sentences = [
        year_words(unit, several, polarity=polarity, latest=latest_words(judged, several[0]) if judged else "")
        for _key, several in sorted(by_period.items(), key=lambda item: item[0][0].sort_key, reverse=True)
    ]
    others = [one for one in comparisons if not is_compared(one)]
    reasons = _by_key(others, lambda one: figures.because(one.reason or one.other.reason))
    return (*sentences, *map(not_compared_words, reasons.values()))


def year_words(
    unit: InUnit, several: Sequence[Comparison], *, polarity: Polarity, latest: str = "", for_members: bool = False
) -> str:
    """Say where ours stands beside comparators of one period; all are compared with the same figure of ours.

    ``for_members`` says it in few words, and adds that gaps this wide are common where allowing for that leaves none.
    """
    other = several[0].other
    return phrases.OURS.format(
        When=capital(figures.when(other.period, other.basis)),
        latest=latest,
        value=figures.ours(unit, other),
        groups=_groups_words(
            unit, _grouped(several, polarity), phrases.MEMBERS_TAIL if for_members else phrases.TAIL_OF_ALL
        ),
        widely=widely_words(several) if for_members else "",
    )


def is_compared(one: Comparison) -> bool:
    """Tell whether ours has a place beside a comparator."""
    has_both = one.other.value is not None and one.other.ours is not None and one.other.ours.value is not None
    return has_both and one.position is not Position.CANNOT_SAY


def plain_position(one: Comparison, polarity: Polarity) -> Position:
    """Give the position, with higher or lower in place of better or worse where there is no better end."""
    ours, theirs = one.other.ours, one.other.value
    if polarity.has_better_end or one.position not in (Position.BETTER, Position.WORSE):
        return one.position
    is_higher = ours is not None and ours.value is not None and theirs is not None and ours.value > theirs
    return Position.HIGHER if is_higher else Position.LOWER


def latest_words(judged: Period, one: Comparison) -> str:
    """Say that a comparator's period, earlier than the one judged, is the latest published."""
    return phrases.LATEST_PUBLISHED if one.other.period.end < judged.end else ""


def widely_words(several: Iterable[Comparison]) -> str:
    """Say that gaps this wide are common, where a clear difference is none when that is allowed for."""
    return phrases.WIDELY if any(map(_is_lost_in_scatter, several)) else ""


def scatter_words(comparisons: Iterable[Comparison]) -> str:
    """Say beside whom a clear difference is none once the scatter of authorities is allowed for."""
    lost = [one.other.who for one in comparisons if is_compared(one) and _is_lost_in_scatter(one)]
    return phrases.SCATTER.format(whom=listed(lost)) if lost else ""


def not_compared_words(several: Sequence[Comparison]) -> str:
    """Say with whom ours is not compared, for one reason; empty where there is nobody."""
    if not several:
        return ""
    who = listed([one.other.who for one in several], "or")
    return phrases.NOT_COMPARED.format(who=who, why=figures.because(several[0].reason or several[0].other.reason))


def _is_lost_in_scatter(one: Comparison) -> bool:
    return one.clear is Clear.YES and one.allowing_for_scatter is Clear.NO


def _grouped(several: Sequence[Comparison], polarity: Polarity) -> list[Group]:
    """Put comparators together beside which ours stands alike, in the order in which they are said."""

    def alike(one: Comparison) -> tuple[Position, Clear, str]:
        position = plain_position(one, polarity)
        # The same figure is the same, whatever chance has to do with it.
        clear = Clear.NO if position is Position.SAME else one.clear
        return position, clear, figures.because(one.reason) if clear is Clear.CANNOT_SAY else ""

    def place(key: tuple[Position, Clear, str]) -> tuple[int, int]:
        return _POSITIONS.index(key[0]), _CLEARNESS.index(key[1])

    groups = [
        Group(position=key[0], clear=key[1], why=key[2], members=tuple(members))
        for key, members in _by_key(several, alike).items()
    ]
    return sorted(groups, key=lambda group: place((group.position, group.clear, group.why)))


def _groups_words(unit: InUnit, groups: Sequence[Group], of_all: Mapping[Clear, tuple[str, str]]) -> str:
    """Say each group; what holds of all their differences is said once, at the end."""
    differing = [group for group in groups if group.position is not Position.SAME]
    tails = {(group.clear, group.why) for group in differing}
    if len(tails) > 1:
        return "; ".join(_group_words(unit, group, phrases.TAIL_OF_GROUP) for group in groups)
    said = listed([_group_words(unit, group, {}) for group in groups])
    if not differing:
        return said
    number = sum(len(group.members) for group in differing)
    return f"{said}{_tail(of_all, differing[0], number)}"


def _group_words(unit: InUnit, group: Group, tails: Mapping[Clear, tuple[str, str]]) -> str:
    phrase = POSITION_PHRASES[group.position]
    is_clear = group.clear is Clear.YES
    whom = listed(
        [phrases.WHOM.format(who=one.other.who, value=figures.theirs(unit, one.other)) for one in group.members]
    )
    tail = "" if group.position is Position.SAME else _tail(tails, group, len(group.members))
    return f"{phrases.CLEARLY.format(phrase=phrase) if is_clear else phrase} {whom}{tail}"


def _tail(tails: Mapping[Clear, tuple[str, str]], group: Group, number: int) -> str:
    one, many = tails.get(group.clear, ("", ""))
    return (one if number == 1 else many).format(why=group.why)


def _by_key(several: Iterable[Comparison], key: Callable[[Comparison], Key]) -> dict[Key, list[Comparison]]:
    """Put comparators of one key together, keys and comparators in the order in which they first stand."""
    found: dict[Key, list[Comparison]] = {}
    for one in several:
        found.setdefault(key(one), []).append(one)
    return found

"""Placing labels beside lines so that none covers another, nor our own figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LABEL_HEIGHT = 18.0
STEP = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch that is taken, along either side of the chart."""

    low: float
    high: float

    def clear_of(self, low: float, high: float) -> bool:
        """Tell whether a stretch does not touch this one."""
        return high <= self.low or low >= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label to place: the height wanted for its middle, its width along the chart, and what lies behind it.

    Heights are pixels above the chart's floor; ``across`` is in whatever measures the chart's width. ``tall`` is how
    high the label itself is, more than a line's height where its words take several.
    """

    wanted: float
    across: Span
    behind: tuple[Span, ...] = ()
    tall: float = LABEL_HEIGHT

    def at(self, middle: float) -> Span:
        """Give the stretch it takes about a middle."""
        return Span(low=middle - self.tall / 2, high=middle + self.tall / 2)


def place_labels(labels: Sequence[Label], *, height: float) -> list[float]:
    """Give each label's middle: as near as can be to where it is wanted, clear of what is behind it and of the others.

    Labels over the same stretch keep the order of their lines where there is room for it. A label for which there is
    no room at all stays where it was wanted.
    """
    placed: dict[int, float] = {}
    for place in sorted(range(len(labels)), key=lambda one: labels[one].wanted):
        label = labels[place]
        taken = [labels[other].at(middle) for other, middle in placed.items() if _overlap(label, labels[other])]
        placed[place] = _nearest_free(label, taken, height)
    return [placed[place] for place in range(len(labels))]


def _overlap(one: Label, other: Label) -> bool:
    return not one.across.clear_of(other.across.low, other.across.high)


def _nearest_free(label: Label, taken: Sequence[Span], height: float) -> float:
    """Try outwards from where the label is wanted; rather out of order or over our own line than over another label."""
    top = max((one.high for one in taken), default=0.0)
    beneath = (Span(low=-height, high=max(top, 0.0)),)
    for spans in ((*label.behind, *beneath), (*label.behind, *taken), beneath, taken):
        for distance in range(int(height / STEP) + 1):
            for middle in (label.wanted + distance * STEP, label.wanted - distance * STEP):
                if _fits(label.at(middle), spans, height):
                    return middle
    return label.wanted


def _fits(label: Span, spans: Sequence[Span], height: float) -> bool:
    return label.low >= 0 and label.high <= height and all(span.clear_of(label.low, label.high) for span in spans)

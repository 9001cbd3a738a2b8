"""A trend the size of a word, as a view: the values, the usual range behind them, and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.judge.signal import SignalState


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkView:
    """The last values of one series, oldest first, None for a gap.

    ``low`` and ``high`` are the ends of the usual range over them, None where none is known; ``state`` how the last
    value stands out, None where it does not; ``words`` what the picture says to those who cannot see it: "April 2018 to
    March 2020: from 78.1% to 56.3%, usual range 71.0% to 92.0%".
    """

    values: tuple[float | None, ...]
    words: str
    low: float | None = None
    high: float | None = None
    state: SignalState | None = None

"""What an indicator's page says beside its chart: dated notes, its other forms, longer periods, the next update."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.views.parts import FigureCell, RagChip, SignalMark


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMark:
    """A dated note on the chart: a letter beneath the period it falls in, and the words beneath the chart.

    ``at`` is the start of that period, ``period`` its short words. It explains nothing by itself and cuts no line.
    """

    at: date
    letter: str
    period: str
    day: str
    what: str
    detail: str = ""

    @property
    def name(self) -> str:
        """Name the mark as the chart does."""
        return f"Event {self.letter}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """The latest figure of one form of the measure, with its own rating and signal; ``is_shown`` for the page's own."""

    id: str
    words: str
    period: str
    figure: FigureCell
    counts: str
    rag: RagChip
    signal: SignalMark
    is_shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One quarter or year of the table: ``how`` says how the figure came about, ``source`` where its parts stand.

    ``is_printed`` tells a figure printed or published for the whole period from one worked out here.
    """

    period: str
    figure: FigureCell
    counts: str
    how: str
    source: str
    is_printed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextUpdate:
    """When the next figure is expected: ``words``, or ``late_words`` once the day ``expected`` has passed."""

    what: str
    words: str
    late_words: str = ""
    expected: date | None = None

    def words_on(self, today: date) -> str:
        """Say when it is expected, or that it was."""
        is_late = self.expected is not None and today > self.expected
        return self.late_words if is_late and self.late_words else self.words

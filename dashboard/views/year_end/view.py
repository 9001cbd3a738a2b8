"""The year-end report's view: the house format in drafts, what got better and worse, and what cannot be said."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.views.paper_head import PaperHead
from dashboard.views.parts import RagChip
from dashboard.vocabulary import Basis, IndicatorId, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigure:
    """One figure: its words with its counts, and the number they say; None where there is none or it is too few."""

    text: str
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """One measure over the year.

    ``change`` is the difference from the year before, in points for percentages. ``way`` is its word ("Better",
    "Up"), ``chance`` says whether it is more than chance. ``words`` are the computed draft, ``comparator`` the part
    of it that names whom we are held against and when. ``detail`` says in small words what the figure covers and which
    way is good.
    """

    indicator: IndicatorId
    basis: Basis
    name: str
    theme: str
    covers: str
    good_is: str
    detail: str
    unit: Unit
    decimals: int
    before: YearFigure
    now: YearFigure
    change: YearFigure
    way: str
    chance: str
    rag: RagChip
    target: str
    comparator: str
    words: str

    @property
    def sentence(self) -> str:
        """Give the draft with the measure's name."""
        return f"{self.name}: {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTable:
    """Measures whose change goes one way; ``lead`` says how many of the changes are more than chance."""

    title: str
    lead: str
    rows: tuple[YearRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What is to be asked or done about one measure that worries."""

    name: str
    owner: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSaid:
    """Measures of which nothing can be said of the year, with the reason they share.

    ``themes`` counts them by theme, for where a long list of names would be of no use.
    """

    reason: str
    measures: tuple[str, ...]
    themes: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEndView:
    """The whole paper.

    ``well`` and ``worried`` are drafts, the most telling first; ``more_well`` and ``more_worried`` name those for which
    the lists have no room. ``rows`` are all measures with a figure. ``before_heading`` and ``now_heading`` head the two
    years' figures. ``notices`` must be known before reading, ``about`` says how to read; ``empty`` is said when there
    is nothing to show.
    """

    head: PaperHead
    before_heading: str
    now_heading: str
    lead: tuple[str, ...]
    well: tuple[YearRow, ...]
    more_well: str
    worried: tuple[YearRow, ...]
    more_worried: str
    doing: tuple[NextStep, ...]
    tables: tuple[YearTable, ...]
    rows: tuple[YearRow, ...]
    not_said: tuple[NotSaid, ...]
    notices: tuple[str, ...]
    about: tuple[str, ...]
    empty: str = ""

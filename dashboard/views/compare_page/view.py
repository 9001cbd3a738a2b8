"""The compare page's view: one measure and one year beside neighbours, region or all authorities, in finished words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.views.parts import FigureCell
from dashboard.views.scorecard import Choice
from dashboard.vocabulary import AreaCode, IndicatorId


class Against(StrEnum):
    """Whom the chart and the table show beside ours."""

    NEIGHBOURS = "neighbours"
    REGION = "region"
    ALL = "all"


class Part(StrEnum):
    """The part an authority plays in the picture."""

    OURS = "ours"
    PICKED = "picked"
    NEIGHBOUR = "neighbour"
    OTHER = "other"


class Tone(StrEnum):
    """Which end of the authorities a quarter lies at: by polarity, or only by number."""

    BEST = "best"
    MIDDLE = "middle"
    WORST = "worst"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePoint:
    """One authority's figure as a dot; ``said`` is what the pointer shows, all of which stands in the table too."""

    area: AreaCode
    name: str
    value: float
    words: str
    part: Part
    is_neighbour: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareLine:
    """A comparator as a line across the chart; ``key`` is ``region``, ``statistical_neighbours`` or ``england``."""

    key: str
    name: str
    short_name: str
    value: float
    words: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterBand:
    """A quarter of all authorities: from where to where, and its words ("Best quarter", "up to 16.9%")."""

    low: float
    high: float
    words: str
    range_words: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFigure:
    """An authority that has no figure, with the reason in words."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareChart:
    """Everything the main chart draws.

    ``rows`` are the authorities with a row of their own, in the order drawn; ``strip`` is every authority, where all
    are shown. ``way`` says which way is good, ``good_end`` at which end of the axis: ``low``, ``high`` or nothing.
    ``title`` states the finding, ``subtitle`` what is plotted, ``alt`` the takeaway with the figures.
    """

    title: str
    subtitle: str
    alt: str
    unit_suffix: str
    rows: tuple[ComparePoint, ...]
    strip: tuple[ComparePoint, ...]
    lines: tuple[CompareLine, ...]
    bands: tuple[QuarterBand, ...]
    way: str
    good_end: str
    missing: tuple[MissingFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallPanel:
    """One area's years as a small line; ``key`` is ``neighbour``, ``picked``, ``region`` or ``england``.

    ``values`` are one a year of the multiples, None where there is a gap; ``words`` is the figure of the year shown,
    ``alt`` the line in words.
    """

    name: str
    key: str
    words: str
    alt: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallBreak:
    """A change of definition: it lies before the year at ``position``."""

    position: int
    number: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMultiples:
    """Small lines on the same axes, ours quietly in each. ``chosen`` is the place of the year shown."""

    title: str
    subtitle: str
    years: tuple[str, ...]
    chosen: int | None
    ours: tuple[float | None, ...]
    panels: tuple[SmallPanel, ...]
    breaks: tuple[SmallBreak, ...]
    unit_suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    """One line of the table under the chart.

    ``rank`` is the place among all authorities with a figure, ``beside`` how ours stands beside it, ``neighbour`` its
    place in the list ("2nd of 10"); the comparators' own lines have neither rank nor neighbour.
    """

    name: str
    part: Part
    figure: FigureCell
    rank: str = ""
    counts: str = ""
    change: str = ""
    beside: str = ""
    neighbour: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow:
    """One area's figures of every year, for the table under the small lines."""

    name: str
    part: Part
    figures: tuple[FigureCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareChoices:
    """What can be chosen and what is: an empty id stands for the choice that needs none in the address."""

    years: tuple[Choice, ...]
    lists: tuple[Choice, ...]
    list_: Choice
    methods: tuple[Choice, ...]
    method: Choice
    against: tuple[Choice, ...]
    neighbours: tuple[Choice, ...]
    neighbour: Choice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLink:
    """A measure that can be compared: its id, name and the group it is listed under."""

    id: IndicatorId
    name: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    """The whole page.

    ``answer`` is the one sentence for members, ``alerts`` what must be read with it, ``picked`` the line of the
    neighbour picked; ``instead`` says what the
    address asks for and does not get. ``empty`` says why there is nothing to compare; ``not_found`` that there is no
    such measure, with those of ``nearest`` names. ``has_page`` tells whether the measure has an Indicator page.
    """

    id: str
    name: str
    year: Choice
    against: Against
    choices: CompareChoices
    answer: str = ""
    standing: str = ""
    picked: str = ""
    method_words: str = ""
    method_short: str = ""
    alerts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    chart: CompareChart | None = None
    small: SmallMultiples | None = None
    rows: tuple[CompareRow, ...] = ()
    caption: str = ""
    trends: tuple[TrendRow, ...] = ()
    trends_caption: str = ""
    definition: str = ""
    empty: str = ""
    not_found: str = ""
    nearest: tuple[MeasureLink, ...] = ()
    has_page: bool = False

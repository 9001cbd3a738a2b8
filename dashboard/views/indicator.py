"""The indicator page's view: one measure's trend, comparators, meaning and provenance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.judge.signal import SignalState
from dashboard.views.indicator_more import EventMark, FormRow, NextUpdate, StepRow
from dashboard.views.news import NewsView
from dashboard.views.parts import EditionLine, FigureCell, RagChip, SignalMark, TravelMark
from dashboard.views.scorecard import Choice
from dashboard.vocabulary import IndicatorId


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One month of the trend; ``value`` is None where there is a gap, and ``words`` says why.

    ``restated`` tells that another figure was published for it before. ``mark`` is how it stands out of the usual
    range, None where it does not, and ``mark_words`` says so.
    """

    start: date
    label: str
    value: float | None
    words: str
    restated: bool = False
    mark: SignalState | None = None
    mark_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparatorLevel:
    """A comparator over its own year: drawn as a marked level across that year only.

    ``key`` is ``region``, ``statistical_neighbours`` or ``england``; ``label`` such as "Yorkshire and The Humber
    24.6%"; ``source`` says period and method: "2018/19, mean of 10 neighbours, list of April 2021".
    """

    key: str
    label: str
    value: float
    start: date
    end: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetBand:
    """The year's target over its own year, in figures: green and amber bounds, open where None."""

    start: date
    end: date
    label: str
    target: float | None
    green_low: float | None
    green_high: float | None
    amber_low: float | None
    amber_high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakMark:
    """A vertical rule with a note number: a change of definition, or a usual level begun anew.

    Only a change of definition cuts our line.
    """

    at: date
    number: int
    note: str
    cuts_line: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeBand:
    """The usual range over the stretch of figures that it comes from, its ends cut to what the unit can be.

    ``words`` say it in figures: "80.0% to 91.0%, usual level 85.5%".
    """

    start: date
    end: date
    level: float
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendView:
    """Everything the trend chart draws.

    ``title`` states the finding, ``subtitle`` what is plotted, ``alt`` the takeaway.
    """

    title: str
    subtitle: str
    alt: str
    unit_suffix: str
    decimals: int
    points: tuple[TrendPoint, ...]
    comparators: tuple[ComparatorLevel, ...]
    targets: tuple[TargetBand, ...]
    breaks: tuple[BreakMark, ...]
    ranges: tuple[RangeBand, ...] = ()
    events: tuple[EventMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """The measure by quarter or by year, worked out from the shorter periods of the form shown.

    ``rule`` says in a sentence how, ``judging`` that it is neither rated nor judged here; ``origins`` say which of the
    points were printed or published for the whole period, where some were. ``form_link`` is the form whose own page
    rates what was published, empty where none does.
    """

    id: str
    words: str
    rule: str
    judging: str
    trend: TrendView
    rows: tuple[StepRow, ...]
    origins: str = ""
    form_link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRow:
    """One line of the comparison table: who, figure, period, method, and how ours stands beside it on that period.

    ``group`` is the block it belongs to: a year, or "Each statistical neighbour, 2019/20".
    """

    who: str
    is_ours: bool
    figure: FigureCell
    period: str
    method: str
    verdict: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkRow:
    """One of the printed scorecard's four benchmarks, worked out from published figures.

    ``method`` says how, from which list and how many, or whose the figure is. ``printed`` says what a workbook printed
    for the same year, and whether the two agree; ``disagrees`` where they do not. ``printed_figure`` and
    ``printed_place`` are the parts of it: the figure, and where it stands. ``year`` is its block too.
    """

    name: str
    figure: FigureCell
    year: str
    method: str
    printed: str = ""
    printed_figure: str = ""
    printed_place: str = ""
    disagrees: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresRow:
    """One row of the table under the chart.

    ``earlier`` says what was stated before, empty where nothing else was; ``mark`` how the figure stands out;
    ``noted`` names the dated notes that fall in the period. ``edition`` is the number of the edition that states it,
    and ``counts_derived`` tells that its counts are not printed but worked out.
    """

    period: str
    figure: FigureCell
    counts: str
    rag: RagChip
    source: str
    earlier: str = ""
    mark: str = ""
    noted: str = ""
    edition: int | None = None
    counts_derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where the latest figure comes from."""

    edition: int | None
    report: str
    file: str
    sheet: str
    cell: str
    issued: str
    earlier_values: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorView:
    """The whole page.

    ``answer`` is the one-sentence answer for members, ``assurance`` what the usual range means for the target,
    ``travel_since`` the figure that the direction is since, and ``caution`` what to bear in mind. ``other_ratings`` say
    how reports that set another target rate the same figure. ``judged`` is the chart of the points judged, where these
    are not the printed ones. ``comparison_lead`` are the sentences before the comparison's table; ``not_found`` is said
    for an unknown id. ``forms`` are the latest figures of all its forms, ``steps`` the same figures by quarter and by
    year, ``updates`` what is expected next.
    """

    id: IndicatorId
    name: str
    meaning: str
    answer: str
    numbers: str
    basis: Choice
    bases: tuple[Choice, ...]
    as_at: str
    latest: FigureCell
    rag: RagChip
    travel: TravelMark
    target_words: str
    signal: SignalMark
    news: NewsView
    trend: TrendView
    figures: tuple[FiguresRow, ...]
    comparison: tuple[ComparisonRow, ...]
    comparison_caption: str
    comparison_notes: tuple[str, ...]
    why_it_matters: str
    questions: tuple[str, ...]
    definition: tuple[tuple[str, str], ...]
    provenance: Provenance
    edition: EditionLine
    demonstration: str
    comparison_lead: tuple[str, ...] = ()
    benchmarks: tuple[BenchmarkRow, ...] = ()
    not_found: str = ""
    assurance: str = ""
    travel_since: str = ""
    caution: str = ""
    other_ratings: tuple[str, ...] = ()
    judged: TrendView | None = None
    forms: tuple[FormRow, ...] = ()
    native_step: Choice | None = None
    steps: tuple[StepView, ...] = ()
    updates: tuple[NextUpdate, ...] = ()

    @property
    def step_choices(self) -> tuple[Choice, ...]:
        """Give the longer steps to choose from."""
        return tuple(Choice(id=step.id, words=step.words) for step in self.steps)

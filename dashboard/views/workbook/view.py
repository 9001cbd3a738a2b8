"""What the scorecard workbook says: its front sheet, its sections as printed, and what is drawn from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.views.paper_head import PaperHead
from dashboard.views.parts import RagChip, SignalMark, TravelMark
from dashboard.vocabulary import IndicatorId


class YearForm(StrEnum):
    """How the cell of a year column comes about: typed, the sum of its months, or its latest month again."""

    TYPED = "typed"
    SUM = "sum"
    LATEST = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """One figure as the sheet holds it: a number with its format, or words; neither where the cell is blank.

    ``number`` is what the cell holds: 0.929 where ``number_format`` shows 92.9%. ``changed`` cells are yellow.
    """

    number: float | None = None
    text: str = ""
    number_format: str = "General"
    changed: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell a cell that holds nothing."""
        return self.number is None and not self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCell:
    """The figure of a year column; ``form`` says whether it is worked out from the months beside it.

    ``month`` is the place of the month that the latest is: the last, unless the measure ended before it.
    """

    cell: SheetCell
    form: YearForm = YearForm.TYPED
    month: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerances:
    """The words of the red, amber and green columns; ``instead`` stands over all three where there is no target."""

    red: str = ""
    amber: str = ""
    green: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookRow:
    """One measure as printed.

    ``changed`` says that the measure's name, number or definition is new this month. ``arrow`` is about performance, as
    the key says. ``scale`` times what the cells hold is the figure (100 where they hold 0.929 for 92.9%). ``goal`` is
    the target as a figure, for the charts. ``stands_out`` is a sentence about the latest figure.
    """

    indicator: IndicatorId
    number: str
    name: str
    changed: bool
    good_is: str
    note: str
    months: tuple[SheetCell, ...]
    years: tuple[YearCell, ...]
    year_note: str
    arrow: str
    travel: TravelMark
    rag: RagChip
    tolerances: Tolerances
    previous: tuple[SheetCell, ...]
    benchmarks: tuple[SheetCell, ...]
    signal: SignalMark
    latest: str
    unit: str
    decimals: int
    scale: int
    goal: float | None

    @property
    def label(self) -> str:
        """Name the measure with its number, as the list of the charts does."""
        return f"{self.number} {self.name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookSheet:
    """One section: the name of its sheet, its name inside the heading, and its measures."""

    name: str
    section: str
    rows: tuple[WorkbookRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The words over the columns, the same on every sheet; empty where the report has no such columns.

    ``benchmark_group`` holds the benchmarks' year, unless each heading prints its own.
    """

    note: str
    month_group: str
    months: tuple[str, ...]
    years: tuple[str, ...]
    year_note: str
    travel: str
    rag: str
    targets: str
    previous: tuple[str, ...]
    benchmark_group: str
    benchmarks: tuple[str, ...]
    monthly: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartChoice:
    """A measure that is off target or stands out: its place by sheet and row, and why it is."""

    sheet: int
    row: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookView:
    """The whole workbook; ``empty`` is said where there is nothing to show.

    ``title`` is the report's own, by which it is recognised. ``details`` and ``notes`` stand on the front sheet,
    ``sheet_title`` over every section. ``rag_words`` are the words of the ratings in the order of the summary's
    columns. ``standing_out`` are the measures off target or marked, the
    worst first, ``drawn`` those with a small chart; ``undrawn`` says how many more would have one.
    """

    head: PaperHead
    title: str
    as_at: str
    sheet_title: str
    issue: str
    issued_on: str
    details: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    headings: Headings
    sheets: tuple[WorkbookSheet, ...]
    rag_words: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    standing_out: tuple[ChartChoice, ...]
    drawn: tuple[ChartChoice, ...]
    undrawn: str = ""
    empty: str = ""

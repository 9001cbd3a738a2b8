"""The closed sets of words that the whole product shares, spelled as the field spells them."""

from enum import StrEnum
from typing import NewType

IndicatorId = NewType("IndicatorId", str)
ReportId = NewType("ReportId", str)
AreaCode = NewType("AreaCode", str)


class Polarity(StrEnum):
    """Which way is good, as the scorecard's GOOD PERF IS column says."""

    LOWER_IS_BETTER = "lower_is_better"
    HIGHER_IS_BETTER = "higher_is_better"
    CLOSE_TO_TARGET = "close_to_target"
    NO_POLARITY = "no_polarity"

    @property
    def has_better_end(self) -> bool:
        """Tell whether more or less is good; not so for information, nor where good is close to a target."""
        return self in (Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER)


class Unit(StrEnum):
    """What one unit of a figure is; percentages are numbers such as 92.9."""

    PER_CENT = "per_cent"
    COUNT = "count"
    RATE_PER_10000 = "rate_per_10000"
    AVERAGE = "average"
    FULL_TIME_EQUIVALENT = "full_time_equivalent"
    DAYS = "days"


class Basis(StrEnum):
    """The stretch of time one figure covers; part of every figure's key, never mixed on one line."""

    IN_WEEK = "in_week"
    IN_MONTH = "in_month"
    IN_QUARTER = "in_quarter"
    YEAR_TO_DATE = "year_to_date"
    ROLLING_12_MONTHS = "rolling_12_months"
    MONTH_END = "month_end"
    FINANCIAL_YEAR = "financial_year"
    ACADEMIC_YEAR = "academic_year"
    CALENDAR_YEAR = "calendar_year"


class Missing(StrEnum):
    """Why there is no figure; a missing figure always has one of these reasons."""

    NOT_YET_PUBLISHED = "not_yet_published"
    NOT_A_NATIONAL_MEASURE = "not_a_national_measure"
    NOT_APPLICABLE = "not_applicable"
    NOT_AVAILABLE = "not_available"
    SUPPRESSED = "suppressed"
    ROUNDS_TO_ZERO = "rounds_to_zero"
    UNRELIABLE = "unreliable"
    CELL_ERROR = "cell_error"
    NO_FIGURE = "no_figure"


class Kind(StrEnum):
    """What a cell of a measure's row is."""

    VALUE = "value"
    YEAR_TO_DATE = "year_to_date"
    YEAR_END = "year_end"
    PREVIOUS_YEAR = "previous_year"
    BENCHMARK = "benchmark"
    DIFFERENCE = "difference"
    TARGET = "target"
    RAG = "rag"
    DOT = "dot"


FIGURE_KINDS = frozenset(
    {Kind.VALUE, Kind.YEAR_TO_DATE, Kind.YEAR_END, Kind.PREVIOUS_YEAR, Kind.BENCHMARK, Kind.DIFFERENCE}
)


class Rag(StrEnum):
    """A figure against its target and tolerance; "cannot say" is a value too."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NO_TARGET = "no_target"
    NOT_RATED = "not_rated"
    NO_FIGURE = "no_figure"

    @property
    def is_rated(self) -> bool:
        """Tell whether a figure was held against a target."""
        return self in (Rag.GREEN, Rag.AMBER, Rag.RED)


class Travel(StrEnum):
    """Direction of travel: the six states of the printed key, the one it leaves out, and no comparison."""

    IMPROVEMENT = "improvement"
    DECLINE_WITHIN_LIMITS = "decline_within_limits"
    DECLINE_NOT_ON_TARGET = "decline_not_on_target"
    STABLE_WITH_POLARITY = "stable_with_polarity"
    INCREASE_NO_POLARITY = "increase_no_polarity"
    STABLE_NO_POLARITY = "stable_no_polarity"
    DECREASE_NO_POLARITY = "decrease_no_polarity"
    NO_COMPARISON = "no_comparison"


class AreaRole(StrEnum):
    """The part an area plays in a comparison, with the words the command line prints for it.

    ``OURS`` is printed as the authority's own name.
    """

    OURS = "ours"
    STATISTICAL_NEIGHBOURS = "statistical neighbours"
    BEST_STATISTICAL_NEIGHBOUR = "best statistical neighbour"
    ENGLAND = "England"
    NATIONAL_TOP_QUARTILE = "national top quartile"
    REGION = "region"


class Severity(StrEnum):
    """How much an issue stops: the file or the cell, nothing, or it is only worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class ColumnRole(StrEnum):
    """What a column of a measure-per-row table holds."""

    NUMBER = "number"
    NAME = "name"
    POLARITY = "good performance is"
    NOTE = "data note"
    FREQUENCY = "frequency"
    PERIOD = "month or quarter"
    YEAR_TO_DATE = "year to date"
    YEAR_END = "year end"
    YEAR = "year"
    DOT = "direction of travel"
    RAG = "RAG"
    TARGET = "target"
    TARGET_RED = "red tolerance"
    TARGET_AMBER = "amber tolerance"
    TARGET_GREEN = "green tolerance"
    BENCHMARK = "benchmark"
    AREA = "area"
    SAME_PERIOD_LAST_YEAR = "same period last year"
    TOLERANCE = "tolerance or floor standard"
    UNIT = "unit"
    VALUE = "figure (in a list of one figure a row)"
    PERIOD_LABEL = "period (in a list of one figure a row)"
    NUMERATOR = "numerator (in a list of one figure a row)"
    DENOMINATOR = "denominator (in a list of one figure a row)"
    IGNORED = "not read"
    DIFFERENCE = "difference"


class Move(StrEnum):
    """Where a printed arrow points, or what its words say of performance."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


class Ruleset(StrEnum):
    """Which rules say that a figure stands out: NHSRplotthedots', or those of NHS England's spreadsheet."""

    PLOT_THE_DOTS = "plot_the_dots"
    NHS_EXCEL = "nhs_excel"


class Situation(StrEnum):
    """What a question to ask is meant for: how the latest figure was judged."""

    WORSE = "worse"
    BETTER = "better"
    HIGHER = "higher"
    LOWER = "lower"
    STEADILY_MISSING = "steadily_missing"
    OFF_TARGET = "off_target"
    WORSE_THAN_OTHERS = "worse_than_others"
    REVISED = "revised"
    NO_FIGURE = "no_figure"


class Audience(StrEnum):
    """Who a paper is for: it decides whether small counts of children may be shown."""

    PUBLIC = "public"
    MEMBERS = "members"
    INTERNAL = "internal"

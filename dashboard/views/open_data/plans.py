"""The tables of the open data: their columns, what each means, and how they belong together."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.judge.comparison import Position
from dashboard.judge.signal import SignalState
from dashboard.judge.verdict import Clear
from dashboard.observations import KEY
from dashboard.periods import PeriodKind
from dashboard.views.open_data.view import Column, ColumnType, Link, Plan
from dashboard.vocabulary import Basis, Missing, Polarity, Rag, Travel, Unit

NUMBER, INTEGER, BOOLEAN, DATE = ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.BOOLEAN, ColumnType.DATE
EVERY_REPORT = "all"


def _values(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(word) for word in words)


INDICATOR = Column(name="indicator", about="The measure's id, the same in every table and year.", required=True)
NAME = Column(name="name", about="The measure's name in plain English.", required=True)
BASIS = Column(
    name="basis",
    about="The stretch of time that one figure covers. Figures on different bases are never compared.",
    required=True,
    values=_values(Basis),
)
PERIOD = Column(
    name="period",
    about="The period's code: 2019-04 a month, 2019/20-Q4 a quarter, 2018/19 a financial year, 2017/18-AY a school "
    "year, 2019-CY a calendar year, 2020-W05 a week.",
    required=True,
)
AREA_CODE = Column(
    name="area_code",
    about="The area's nine-character code of the Office for National Statistics; a comparator that a scorecard prints "
    "and that is no place has a code in words.",
    required=True,
)
VALUE = Column(
    name="value", about="The figure in the measure's unit; a percentage is a number such as 92.9.", type=NUMBER
)
MISSING = Column(name="missing", about="Why there is no figure; empty where there is one.", values=_values(Missing))
EDITION = Column(name="edition", about="Number of the edition that states the figure.", type=INTEGER, required=True)
_COUNTS = (
    Column(name="numerator", about="What was counted above the line, where it is known.", type=NUMBER),
    Column(name="denominator", about="What was counted below the line, where it is known.", type=NUMBER),
)
_PROVISIONAL = Column(
    name="provisional",
    about="Whether a published figure is still to take this one's place.",
    type=BOOLEAN,
    required=True,
)
_DECIMALS = Column(name="decimals", about="Decimal places that the figure was printed with.", type=INTEGER)
_PLACE = (
    Column(name="file", about="File that the figure was read from."),
    Column(name="sheet", about="Sheet of that file."),
    Column(name="cell", about="Cell of that sheet; of a national release, the row."),
)

_TO_INDICATORS = Link(columns=("indicator",), table="indicators", key=("id",))
_TO_AREAS = Link(columns=("area_code",), table="areas", key=("code",))
_TO_EDITIONS = Link(columns=("edition",), table="editions", key=("number",))


def observations_plan(*, with_places: bool) -> Plan:
    """Describe the figures that stand, one a row; ``with_places`` adds the cell that each was read from."""
    return Plan(
        name="observations",
        title="Figures",
        about="Every figure that stands, one a row: what it is of, where, when, and which edition states it.",
        columns=(
            INDICATOR, NAME, BASIS, AREA_CODE,
            Column(name="area_name", about="The area's name.", required=True),
            PERIOD,
            Column(name="period_kind", about="What kind of period it is.", required=True, values=_values(PeriodKind)),
            Column(name="period_start", about="First day of the period.", type=DATE, required=True),
            Column(name="period_end", about="Last day of the period.", type=DATE, required=True),
            VALUE,
            Column(name="unit", about="What one unit of the figure is.", required=True, values=_values(Unit)),
            MISSING, *_COUNTS,
            Column(
                name="derived",
                about="Whether the counts were worked out from other figures rather than printed.",
                type=BOOLEAN, required=True,
            ),
            _PROVISIONAL, _DECIMALS, EDITION,
            Column(name="report", about="Report or release series that states the figure.", required=True),
            Column(name="issued_on", about="Day on which that edition was issued.", type=DATE, required=True),
            *(_PLACE if with_places else ()),
        ),
        key=("indicator", "basis", "area_code", "period"),
        links=(_TO_INDICATORS, _TO_AREAS, _TO_EDITIONS),
    )  # fmt: skip


HISTORY = Plan(
    name="history",
    title="What every edition stated",
    about="Each edition's statement of each figure, so that what was revised can be followed.",
    columns=(
        INDICATOR, BASIS, AREA_CODE, PERIOD, EDITION, VALUE, MISSING, *_COUNTS, _PROVISIONAL, _DECIMALS,
        Column(
            name="stands", about="Whether this statement is the one in the table of figures.",
            type=BOOLEAN, required=True,
        ),
    ),
    key=("indicator", "basis", "area_code", "period", "edition"),
    links=(_TO_INDICATORS, _TO_AREAS, _TO_EDITIONS),
)  # fmt: skip

INDICATORS = Plan(
    name="indicators",
    title="Measures",
    about="The catalogue of measures: what each one is, how it is counted and which way is good.",
    columns=(
        Column(name="id", about="The measure's id.", required=True),
        NAME,
        Column(name="meaning", about="What it means, in a sentence.", required=True),
        Column(name="theme", about="Id of its theme.", required=True),
        Column(name="theme_name", about="Name of its theme.", required=True),
        Column(name="unit", about="What one unit of its figures is.", required=True, values=_values(Unit)),
        Column(name="decimal_places", about="Decimal places shown.", type=INTEGER, required=True),
        Column(name="polarity", about="Which way is good.", required=True, values=_values(Polarity)),
        Column(name="bases", about="Bases that it is reported on, with commas between.", required=True),
        Column(name="numerator", about="What is counted above the line."),
        Column(name="denominator", about="What is counted below the line."),
        Column(name="denominator_indicator", about="Id of the measure that is the denominator, where one is."),
        Column(name="seasonal", about="Whether it follows the seasons.", type=BOOLEAN, required=True),
        Column(name="why_it_matters", about="Why councillors should care.", required=True),
        Column(name="caution", about="What to bear in mind before calling a figure good or bad."),
        Column(name="breaks", about="From when figures are not comparable with earlier ones, and why."),
        Column(name="statutory_return", about="Return to government that it comes from."),
    ),
    key=("id",),
    links=(Link(columns=("denominator_indicator",), table="indicators", key=("id",)),),
)  # fmt: skip


def _band(name: str, words: str) -> tuple[Column, ...]:
    ends = (("low", "Lower"), ("high", "Upper"))
    return tuple(
        column
        for end, said in ends
        for column in (
            Column(name=f"{name}_{end}", about=f"{said} end of what is {words}; empty where open.", type=NUMBER),
            Column(name=f"{name}_{end}_included", about="Whether that end is itself in it.", type=BOOLEAN),
        )
    )


TARGETS = Plan(
    name="targets",
    title="Targets",
    about="The targets and tolerances of each measure, year and basis. What is in neither band is off target.",
    columns=(
        INDICATOR,
        Column(name="year", about="Financial year that it holds for.", required=True),
        BASIS,
        Column(name="report", about=f"Report that it is set in; `{EVERY_REPORT}` where for every one.", required=True),
        Column(name="target", about="The target in words."),
        Column(name="tolerance", about="What is within tolerance, in words."),
        *_band("green", "on target"), *_band("amber", "within tolerance"),
        Column(name="relative_to", about="The comparator that is to be bettered, where the target is no number."),
    ),
    key=("indicator", "year", "basis", "report"),
    links=(_TO_INDICATORS,),
)  # fmt: skip

JUDGEMENTS = Plan(
    name="judgements",
    title="How the newest figures were judged",
    about="The status of each measure's latest figure as at the newest month: the same that every page and paper "
    "shows.",
    columns=(
        INDICATOR, NAME, BASIS,
        Column(name="as_at", about="Month that the judgement is as at.", required=True),
        PERIOD, VALUE, MISSING,
        Column(name="target", about="The target that it is held against, in words."),
        Column(name="rating", about="The figure against its target.", required=True, values=_values(Rag)),
        Column(name="rating_words", about="The same in words.", required=True),
        Column(name="direction", about="Direction of travel.", required=True, values=_values(Travel)),
        Column(name="direction_words", about="The same in words.", required=True),
        Column(name="direction_since", about="The earlier period that the direction is since."),
        Column(name="signal", about="Whether the figure is news.", required=True, values=_values(SignalState)),
        Column(name="signal_words", about="The same in words.", required=True),
        Column(name="sentence", about="All of it in a sentence for councillors.", required=True),
    ),
    key=("indicator", "basis"),
    links=(_TO_INDICATORS,),
)  # fmt: skip

COMPARISONS = Plan(
    name="comparisons",
    title="How the newest figures compare",
    about="Each judged figure beside region, statistical neighbours and England, with the period that both are of. "
    "Averages are worked out from published figures, as the method says.",
    columns=(
        INDICATOR, BASIS,
        Column(name="comparator", about="Who it is held beside.", required=True),
        Column(name="comparator_words", about="The same in words.", required=True),
        Column(name="compared_period", about="Period that the two figures are of.", required=True),
        Column(name="compared_basis", about="Basis that the two figures are on.", required=True, values=_values(Basis)),
        Column(name="our_value", about="Our figure of that period.", type=NUMBER),
        Column(name="their_value", about="Theirs.", type=NUMBER),
        Column(
            name="position", about="How our figure stands as printed, by which way is good.",
            required=True, values=_values(Position),
        ),
        Column(name="clear", about="Whether that is more than chance.", required=True, values=_values(Clear)),
        Column(name="method", about="How their figure came about."),
        Column(name="reason", about="Why the two are not compared, or why chance cannot be told."),
    ),
    key=("indicator", "basis", "comparator"),
    links=(Link(columns=("indicator", "basis"), table="judgements", key=("indicator", "basis")),),
)  # fmt: skip


def editions_plan(*, with_names: bool) -> Plan:
    """Describe the editions; ``with_names`` adds the file, who published it, and why."""
    named = (
        Column(name="file", about="Name of the file."),
        Column(name="published_by", about="Who published it."),
        Column(name="published_because", about="Why, as was said on publishing."),
    )
    return Plan(
        name="editions",
        title="Editions",
        about="The editions that stood: each workbook or release as it was published.",
        columns=(
            Column(name="number", about="The edition's number.", type=INTEGER, required=True),
            Column(name="report", about="Report or release series that it is of.", required=True),
            Column(name="title", about="Its title as printed."),
            Column(name="as_at", about="Month or year that it is as at."),
            Column(name="issue_number", about="Its issue number.", type=INTEGER, required=True),
            Column(name="issued_on", about="Day of issue.", type=DATE, required=True),
            *(named if with_names else ()),
        ),
        key=("number",),
        links=(Link(columns=("report",), table="reports", key=("id",)),),
    )


REPORTS = Plan(
    name="reports",
    title="Reports and releases",
    about="Where the figures are from, with the licence of each.",
    columns=(
        Column(name="id", about="Id of the report or release series.", required=True),
        Column(name="name", about="What it is called.", required=True),
        Column(name="source", about="Whom to name as the source.", required=True),
        Column(name="licence", about="Licence of what is published nationally."),
    ),
    key=("id",),
)

AREAS = Plan(
    name="areas",
    title="Areas",
    about="The areas that figures are of.",
    columns=(
        Column(name="code", about="The area's code.", required=True),
        Column(name="name", about="Its name.", required=True),
        Column(
            name="kind", about="What it is.", required=True, values=("country", "region", "authority", "comparator")
        ),
        Column(name="region_code", about="Code of the region that it lies in."),
        Column(name="region_name", about="Name of that region."),
        Column(name="ours", about="Whether it is the authority whose data this is.", type=BOOLEAN, required=True),
    ),
    key=("code",),
)

# A figure's key in the store, and what its columns are called here.
KEY_COLUMNS = dict(zip(KEY, ("indicator", "basis", "area_code", "period"), strict=True))

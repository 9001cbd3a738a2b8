"""What an officer can teach from the upload page: headings, names and numbers of measures, the report and its month."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue.layout_book import HeadingEntry
from dashboard.vocabulary import AreaRole, Basis, ColumnRole, IndicatorId, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMeaning:
    """One thing a column may hold, in plain words."""

    words: str
    role: ColumnRole
    area: AreaRole | None = None
    months_before: int | None = None

    def entry(self, heading: str, report: ReportId | None) -> HeadingEntry:
        """Give the entry of the layouts that says so of a heading."""
        return HeadingEntry(
            heading=heading, role=self.role, area=self.area, months_before=self.months_before, report=report
        )


def _benchmark(words: str, area: AreaRole) -> ColumnMeaning:
    return ColumnMeaning(words=f"Comparison: {words}", role=ColumnRole.BENCHMARK, area=area)


def _period(words: str, months_before: int) -> ColumnMeaning:
    return ColumnMeaning(words=f"Figure: {words}", role=ColumnRole.PERIOD, months_before=months_before)


# In the order in which columns usually stand on a sheet.
COLUMN_MEANINGS: tuple[ColumnMeaning, ...] = (
    ColumnMeaning(words="Not to be read (notes, comments, spacers)", role=ColumnRole.IGNORED),
    ColumnMeaning(words="The measure’s name", role=ColumnRole.NAME),
    ColumnMeaning(words="The measure’s number", role=ColumnRole.NUMBER),
    ColumnMeaning(words="Which way is good", role=ColumnRole.POLARITY),
    ColumnMeaning(words="The figures’ time basis, such as rolling 12 months", role=ColumnRole.NOTE),
    ColumnMeaning(words="How often it is reported", role=ColumnRole.FREQUENCY),
    ColumnMeaning(words="The figures’ unit", role=ColumnRole.UNIT),
    _period("the month the report is as at", 0),
    _period("one month before", 1),
    _period("one quarter before", 3),
    _period("the same month last year", 12),
    ColumnMeaning(words="Figure: year to date", role=ColumnRole.YEAR_TO_DATE),
    ColumnMeaning(words="Figure: year end", role=ColumnRole.YEAR_END),
    ColumnMeaning(words="Difference between two figures", role=ColumnRole.DIFFERENCE),
    ColumnMeaning(words="Direction of travel", role=ColumnRole.DOT),
    ColumnMeaning(words="RAG", role=ColumnRole.RAG),
    ColumnMeaning(words="Target", role=ColumnRole.TARGET),
    ColumnMeaning(words="Tolerance or floor standard", role=ColumnRole.TOLERANCE),
    ColumnMeaning(words="Target: the green band", role=ColumnRole.TARGET_GREEN),
    ColumnMeaning(words="Target: the amber band", role=ColumnRole.TARGET_AMBER),
    ColumnMeaning(words="Target: the red band", role=ColumnRole.TARGET_RED),
    _benchmark("statistical neighbours’ average", AreaRole.STATISTICAL_NEIGHBOURS),
    _benchmark("best statistical neighbour", AreaRole.BEST_STATISTICAL_NEIGHBOUR),
    _benchmark("region", AreaRole.REGION),
    _benchmark("England", AreaRole.ENGLAND),
    _benchmark("national top quartile", AreaRole.NATIONAL_TOP_QUARTILE),
    ColumnMeaning(words="In a list with one figure a row: the figure", role=ColumnRole.VALUE),
    ColumnMeaning(words="In a list with one figure a row: its period", role=ColumnRole.PERIOD_LABEL),
    ColumnMeaning(words="In a list with one figure a row: its area", role=ColumnRole.AREA),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingToMap:
    """A heading whose words are not known, and where it stands."""

    heading: str
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningOfName:
    """One measure in one time basis that a printed name may stand for."""

    indicator: IndicatorId
    basis: Basis
    words: str
    is_near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureToName:
    """A measure on the sheet that the catalogue does not know, and what it may be, the nearest first."""

    name: str
    number: str
    place: str
    meanings: tuple[MeaningOfName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    """A measure whose printed number is not the catalogue's."""

    indicator: IndicatorId
    alias: str
    basis: Basis
    words: str
    printed: str
    known: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a list: its code and its words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingView:
    """Everything an officer may teach about the workbook in hand.

    ``report`` and ``as_at`` are those of the workbook, empty where they are not known. ``reports`` and ``months`` are
    given where they may be declared. ``endings`` are the names, by indicator and basis, that go on by the catalogue and
    are not on this workbook. ``is_latest`` says that no later month of the report is published: only then may
    a new name or number be dated from this month on. ``doubled`` says which measures stand on more than one row.
    """

    headings: tuple[HeadingToMap, ...] = ()
    measures: tuple[MeasureToName, ...] = ()
    numbers: tuple[NumberLine, ...] = ()
    reports: tuple[Choice, ...] = ()
    months: tuple[Choice, ...] = ()
    report: str = ""
    report_words: str = ""
    as_at: str = ""
    as_at_words: str = ""
    month_before: str = ""
    is_latest: bool = True
    endings: tuple[tuple[str, str, str], ...] = ()
    doubled: tuple[str, ...] = ()

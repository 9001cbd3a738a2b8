"""The schema of published statistics: the files of national releases, and where they carry each indicator."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from dashboard.catalogue.fields import ID_PATTERN, FinancialYear, Model, Words
from dashboard.periods import MONTHS_IN_YEAR
from dashboard.vocabulary import Basis, IndicatorId, ReportId

# Forms whose figures are kept under a month, though a release prints a year.
MONTH_BASES = frozenset({Basis.MONTH_END, Basis.ROLLING_12_MONTHS})


class PublishedFigure(Model):
    """Where a national statistical release carries the indicator. Every column is a list: its names over the years."""

    dataset: str = Field(pattern=ID_PATTERN, description="A file declared under datasets.")
    value: tuple[str, ...] = Field((), description="Column with the published figure.")
    numerator: tuple[tuple[str, ...], ...] = Field((), description="Columns added up for the count above the line.")
    denominator: tuple[str, ...] = Field((), description="Column with the count below the line.")
    complement: tuple[tuple[str, ...], ...] = Field(
        (),
        description="Columns that make up the rest of the denominator, where numerator and rest are all of it: "
        "the numerator is worked out from them where one of its own columns is suppressed.",
    )
    filters: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Filter columns (names over the years joined by |) and the labels wanted."
    )
    total: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="Filter columns and labels of the row that carries the count below the line, in the numerator's "
        "column, where it stands in a row of its own; other filters are as above.",
    )
    months: tuple[tuple[str, ...], ...] = Field(
        (),
        description="Twelve columns, April to March, of a release that prints each month of the year: the figures are "
        "those of single months (in_month).",
    )
    per: int | None = Field(
        None,
        strict=True,
        ge=1,
        description="What a figure of numerator and denominator is per, where not what the unit says: 100 for a "
        "percentage, 10000 for a rate, 1 for an average.",
    )
    population: IndicatorId | None = Field(
        None,
        description="Indicator whose published figures are the denominator of a rate that the release does not print "
        "(the number of children). A value column is read where the release has it.",
    )
    basis: Basis = Field(Basis.FINANCIAL_YEAR, description="Form of the indicator that the figures are.")
    as_at_month: int | None = Field(
        None,
        strict=True,
        ge=1,
        le=12,
        description="Month that a year of four digits stands for where it is not the year ending in March: 9 for a "
        "count on 30 September, 6 for a mid-year estimate. Kept as that month, or as the financial year it lies in.",
    )
    note: Words | None = Field(
        None, description="What a reader must know where the published definition is not quite the scorecard's."
    )
    measure: str | None = Field(None, description="LAIT's short description of the measure, in a LAIT dataset.")
    since: FinancialYear | None = Field(
        None, description="First year that the dataset carries, where a release of counts leaves later gaps to it."
    )
    decimal_places: int | None = Field(
        None, strict=True, ge=0, le=4, description="Decimals of the published figure, where not the indicator's."
    )

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if not (self.value or self.numerator or self.months or self.measure):
            raise ValueError("give value, numerator, months or measure: the column or measure that carries the figure")
        if self.numerator and not self.value and not self.denominator and self.population is None:
            raise ValueError("a numerator needs a denominator or a population")
        if self.population is not None and (self.denominator or not self.numerator):
            raise ValueError("a population is the denominator of a numerator, so give no other denominator")
        if self.total and (len(self.numerator) != 1 or not set(self.total) <= set(self.filters)):
            raise ValueError("a total needs one numerator column, and its columns must be among the filters")
        return self

    @model_validator(mode="after")
    def _months_are_known(self) -> Self:
        if self.months and len(self.months) != MONTHS_IN_YEAR:
            raise ValueError(f"months are twelve columns, April to March, not {len(self.months)}")
        if self.basis in MONTH_BASES and self.as_at_month is None and self.measure is None:
            raise ValueError(f"{self.basis} needs as_at_month: the month that a year stands for")
        return self


class DatasetKind(StrEnum):
    """The file formats of national releases."""

    EES_CSV = "ees_csv"
    LAIT_PARQUET = "lait_parquet"
    REGIONAL_RETURN = "regional_return"


class Dataset(Model):
    """A file of a national statistical release that the product can read."""

    id: str = Field(pattern=ID_PATTERN, description="Short id.")
    name: Words = Field(description="Title of the release.")
    kind: DatasetKind = Field(description="File format.")
    columns: tuple[tuple[str, ...], ...] = Field(
        (), description="Columns by which the file is recognised, each with its names over the years."
    )
    source: Words = Field(description="Attribution, printed under every figure taken from it.")
    licence: Words = Field(description="Licence, such as Open Government Licence v3.0.")
    series: ReportId = Field(
        pattern=ID_PATTERN, description="Release series: a later release of it beats an earlier one."
    )
    release_month: int | None = Field(
        None,
        strict=True,
        ge=1,
        le=MONTHS_IN_YEAR,
        description="Calendar month in which the yearly release comes out, 11 for November; empty where unknown.",
    )

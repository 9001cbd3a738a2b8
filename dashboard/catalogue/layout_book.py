"""The schema of ``layouts.yaml``: the words of this council's sheets that the built-in layouts do not know.

The file lies beside ``indicators.yaml``, is written by officers or by the Upload page, and needs no Python. Every list
adds to the built-in words of ``dashboard.workbook.layouts``; nothing there is taken away.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dashboard.catalogue.fields import Words
from dashboard.vocabulary import AreaRole, Basis, ColumnRole, Missing, Move, Polarity, Rag, ReportId


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HeadingEntry(_Model):
    """A heading as a sheet prints it, and what stands in its column."""

    heading: Words = Field(description="The heading's own words, as printed; capitals and spaces do not matter.")
    role: ColumnRole = Field(description="What the column holds.")
    area: AreaRole | None = Field(None, description="Whose figures it holds, for a benchmark column.")
    months_before: int | None = Field(
        None,
        ge=0,
        le=36,
        description="For a period column whose heading names no period: months before the as-at month.",
    )
    report: ReportId | None = Field(None, description="Report it holds for; empty for all.")
    added_by: str | None = Field(None, description="Who mapped it on the Upload page.")
    added_on: date | None = Field(None, description="When.")

    @model_validator(mode="after")
    def _says_whose(self) -> Self:
        if (self.role is ColumnRole.BENCHMARK) != (self.area is not None):
            raise ValueError("give 'area' for a benchmark column, and only there")
        if self.months_before is not None and self.role is not ColumnRole.PERIOD:
            raise ValueError("'months_before' is for a period column only")
        return self


class LayoutBook(_Model):
    """The whole of ``layouts.yaml``."""

    headings: tuple[HeadingEntry, ...] = Field((), description="Headings and what their columns hold.")
    data_periods: dict[Words, Basis] = Field(
        default_factory=dict, description="Codes of a data-period column, such as R12M, and their time basis."
    )
    polarity: dict[Words, Polarity] = Field(default_factory=dict, description="Words for which way is good.")
    rag: dict[Words, Rag] = Field(default_factory=dict, description="Words for red, amber and green.")
    direction: dict[Words, Move] = Field(default_factory=dict, description="Words or marks for direction of travel.")
    missing: dict[Words, Missing] = Field(default_factory=dict, description="Words that stand for a missing figure.")

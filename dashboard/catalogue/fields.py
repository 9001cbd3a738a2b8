"""What many of the catalogue's entries share: their base, and ids, area codes, words, figures, months and years."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from dashboard.periods import Period, PeriodKind, parse_period

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
AREA_PATTERN = r"^[A-Z]\d{8}$"
WORDS_PATTERN = r"\S"  # at least one character that is no space


class Model(BaseModel):
    """The base of every entry: unknown keys are refused, and what was read does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


def _period_of(kind: PeriodKind) -> BeforeValidator:
    def read(value: object) -> object:
        if not isinstance(value, str):
            return value
        period = parse_period(value)
        if period.kind is not kind:
            raise ValueError(
                f"{value!r} is a {period.kind.value.replace('_', ' ')}, not a {kind.value.replace('_', ' ')}"
            )
        return period

    return BeforeValidator(read, json_schema_input_type=str)


Words = Annotated[str, Field(pattern=WORDS_PATTERN)]
Figure = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Month = Annotated[Period, _period_of(PeriodKind.MONTH)]
FinancialYear = Annotated[Period, _period_of(PeriodKind.FINANCIAL_YEAR)]

"""What many of the catalogue's entries share: their base, and ids, area codes, words, figures, months and years."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from dashboard.periods import Period, PeriodKind, parse_period

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
AREA_PATTERN = r"^[A-Z]\d{8}$"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
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


def _writable(words: str) -> str:
    """Refuse what XML, and so no Word document or workbook, can hold (w3.org/TR/xml, 2.2 Characters)."""
    if found := _UNWRITABLE.search(words):
        raise ValueError(f"holds a control character (code {ord(found.group())}), which no document can print")
    return words


Words = Annotated[str, Field(pattern=WORDS_PATTERN), AfterValidator(_writable)]
Figure = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Month = Annotated[Period, _period_of(PeriodKind.MONTH)]
FinancialYear = Annotated[Period, _period_of(PeriodKind.FINANCIAL_YEAR)]

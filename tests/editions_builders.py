"""Rows as read from a sheet, and store rows, with only what a test is about."""

from __future__ import annotations

import pandas as pd

from dashboard.observations import COLUMNS, Observation, Observations
from dashboard.periods import Period, month
from dashboard.vocabulary import AreaCode, AreaRole, Basis, IndicatorId, Kind, Missing
from dashboard.workbook.rows import DraftRow

OURS = AreaCode("E08000018")
ENGLAND = AreaCode("E92000001")
AREA_CODES = {AreaRole.OURS: OURS, AreaRole.ENGLAND: ENGLAND, AreaRole.STATISTICAL_NEIGHBOURS: AreaCode("neighbours")}
OCTOBER = month(2019, 10)


def a_row(value: float | None = 20.7, **changes: object) -> DraftRow:
    """Build a row: re-referrals in October 2019, one decimal, unless told otherwise."""
    facts: dict[str, object] = {
        "sheet": "1 Front door",
        "cell": "K10",
        "printed_no": "1.6",
        "printed_name": "Re-referrals in month",
        "indicator": IndicatorId("re-referrals"),
        "kind": Kind.VALUE,
        "period": "2019-10",
        "basis": Basis.IN_MONTH,
        "area": AreaRole.OURS,
        "missing": Missing.NO_FIGURE if value is None else None,
        "decimals": 1,
    }
    return DraftRow(value=value, **{**facts, **changes})  # type: ignore[arg-type]


def stored(*editions: tuple[int, str, str, int, list[Observation]]) -> pd.DataFrame:
    """Build what the store gives: of each edition its number, report, as-at month, issue number and figures."""
    frames = []
    for number, report, as_at, issue, figures in editions:
        frame = Observations.of(figures).frame
        frames.append(
            frame.assign(
                edition=number,
                report=report,
                as_at=as_at,
                issue_number=issue,
                issued_on="2019-11-20",
                filename=f"{report}-{as_at}.xlsx",
            )
        )
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[*COLUMNS, "edition"])


def values_of(frame: pd.DataFrame) -> dict[str, float]:
    """Give the value of each period of a frame."""
    return dict(zip(frame["period"], frame["value"], strict=True))


def months_of(frame: pd.DataFrame) -> set[Period]:
    """Give the periods of a frame."""
    return set(frame["period"])

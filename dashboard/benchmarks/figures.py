"""The figures of one published file on their way into observations: many rows, so plain tuples and one frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from dashboard.benchmarks.release import Findings, ReleaseRead
from dashboard.catalogue.schema import Dataset
from dashboard.issues import refuses
from dashboard.observations import COLUMNS, KEY, Observations
from dashboard.periods import Period
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, Kind, Missing


class Figure(NamedTuple):
    """One published figure, or the reason why there is none, and the row of the file that holds it."""

    indicator: IndicatorId
    basis: Basis
    area: AreaCode
    period: Period
    value: float | None
    missing: Missing | None
    numerator: float | None
    denominator: float | None
    decimals: int
    derived: bool
    text: str
    row: int


def collect_figures(
    dataset: Dataset,
    figures: Iterable[Figure],
    findings: Findings,
    rows_in: int,
    facts: Sequence[str] = (),
) -> ReleaseRead:
    """Put the figures together, refusing the file when a key stands in it twice."""
    listed = list(figures)
    frame = _as_frame(listed, dataset)
    for row in frame.loc[frame.duplicated(list(KEY)), "cell"]:
        what = f"{findings.filename} has more than one row for the same area, year and measure."
        findings.add("benchmark-duplicate-row", what, int(str(row).removeprefix(ROW)))
    issues = findings.issues()
    if refuses(issues):
        listed, frame = [], frame.iloc[:0]
    return ReleaseRead(
        dataset=dataset.id,
        series=dataset.series,
        latest=max({figure.period for figure in listed}, key=lambda period: period.sort_key, default=None),
        observations=Observations(frame),
        issues=issues,
        rows_in=rows_in,
        rows_kept=len({figure.row for figure in listed}),
        facts=tuple(facts),
    )


# How a row of a file is written as the place of a figure.
ROW = "row "


def _as_frame(figures: Sequence[Figure], dataset: Dataset) -> pd.DataFrame:
    periods = {figure.period: "" for figure in figures}
    periods = {period: str(period) for period in periods}
    has_value = [figure.value is not None for figure in figures]
    columns: dict[str, pd.Series] = {
        "indicator": _texts(figure.indicator for figure in figures),
        "basis": _texts(str(figure.basis) for figure in figures),
        "area": _texts(figure.area for figure in figures),
        "period": _texts(periods[figure.period] for figure in figures),
        "value": _numbers(figure.value for figure in figures),
        "missing": _texts(figure.missing or "" for figure in figures),
        "kind": _texts(str(Kind.BENCHMARK) for _ in figures),
        "numerator": _numbers(figure.numerator for figure in figures),
        "denominator": _numbers(figure.denominator for figure in figures),
        "decimals": _numbers(
            figure.decimals if there else None for figure, there in zip(figures, has_value, strict=True)
        ),
        "provisional": pd.Series([False] * len(figures), dtype="bool"),
        "derived": pd.Series([figure.derived for figure in figures], dtype="bool"),
        "text": _texts("" if there else figure.text for figure, there in zip(figures, has_value, strict=True)),
        "sheet": _texts(dataset.id for _ in figures),
        "cell": _texts(f"{ROW}{figure.row}" for figure in figures),
    }
    return pd.DataFrame(columns)[list(COLUMNS)]


def _texts(texts: Iterable[str]) -> pd.Series:
    return pd.Series([str(text) for text in texts], dtype="str")


def _numbers(numbers: Iterable[float | None]) -> pd.Series:
    return pd.Series(list(numbers), dtype="float64")

"""Read what stands, as at a month of a report, with what earlier editions said: the ground of every view."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cached_property

import pandas as pd

from dashboard.editions.history import History, HistoryKey, earlier_figures
from dashboard.editions.resolve import standing_figures
from dashboard.intake.session import Session
from dashboard.observations import KEY, Observations
from dashboard.periods import Period, parse_period
from dashboard.views.figures import Shown
from dashboard.vocabulary import AreaCode, Basis, IndicatorId


class Standing:
    """The figures that stand, looked up by indicator, basis, area and period; each is made when it is asked for."""

    def __init__(self, rows: pd.DataFrame, histories: Mapping[HistoryKey, History]) -> None:
        self._figures = Observations(rows)
        self._values: list[float] = rows["value"].tolist()
        self._editions: list[int] = rows["edition"].tolist()
        self._filenames: list[str] = rows["filename"].tolist()
        self._reports: list[str] = rows["report"].tolist()
        self._periods: list[str] = rows["period"].tolist()
        self._histories = histories
        keys = zip(*(rows[name].tolist() for name in KEY), strict=True)
        self._by_key: dict[tuple[str, str, str, str], int] = {key: position for position, key in enumerate(keys)}
        self._made: dict[int, Shown] = {}

    @cached_property
    def _by_series(self) -> dict[tuple[str, str, str], list[int]]:
        found: dict[tuple[str, str, str], list[int]] = {}
        for (indicator, basis, area, _), position in self._by_key.items():
            found.setdefault((indicator, basis, area), []).append(position)
        return found

    @cached_property
    def _by_period(self) -> dict[tuple[str, str, str], list[int]]:
        found: dict[tuple[str, str, str], list[int]] = {}
        for (indicator, basis, _, period), position in self._by_key.items():
            found.setdefault((indicator, basis, period), []).append(position)
        return found

    def get(self, indicator: IndicatorId, basis: Basis, area: AreaCode, period: Period) -> Shown | None:
        """Give the figure of a key; None where nothing is stored."""
        position = self._by_key.get((indicator, basis, area, str(period)))
        return None if position is None else self._shown(position)

    def value(self, indicator: IndicatorId, basis: Basis, area: AreaCode, period: Period) -> float | None:
        """Give the value of a key; None where there is none, for whatever reason."""
        position = self._by_key.get((indicator, basis, area, str(period)))
        value = math.nan if position is None else self._values[position]
        return None if math.isnan(value) else value

    def series(self, indicator: IndicatorId, basis: Basis, area: AreaCode) -> list[Shown]:
        """List one series in the order of its periods."""
        found = [self._shown(position) for position in self._by_series.get((indicator, basis, area), [])]
        return sorted(found, key=lambda shown: shown.figure.period.sort_key)

    def by_area(self, indicator: IndicatorId, basis: Basis, period: Period) -> dict[AreaCode, Shown]:
        """Give every area's figure of one period."""
        found = [self._shown(position) for position in self._by_period.get((indicator, basis, str(period)), [])]
        return {shown.figure.area: shown for shown in found}

    def _shown(self, position: int) -> Shown:
        """Make a figure once: a page shows it in its own place, and judges it as a point of its series."""
        if position not in self._made:
            figure, report = self._figures[position], self._reports[position]
            key = (report, figure.indicator, figure.basis, figure.area, self._periods[position])
            self._made[position] = Shown(
                figure=figure,
                edition=self._editions[position],
                report=report,
                filename=self._filenames[position],
                history=self._histories.get(key),
            )
        return self._made[position]


def figures_up_to(figures: pd.DataFrame, reports: Iterable[str], as_at: Period) -> pd.DataFrame:
    """Leave out what the given reports said after a month; other sources are kept whole."""
    later = figures["report"].isin(list(reports)) & (figures["as_at"] > str(as_at))
    return figures[~later]


def ended_by(figures: pd.DataFrame, as_at: Period) -> pd.DataFrame:
    """Leave out figures of periods that had not ended by a month, such as the full year that it lies in."""
    ended = {code for code in figures["period"].unique() if parse_period(code).end <= as_at.end}
    return figures[figures["period"].isin(ended)]


def stand(session: Session, figures: pd.DataFrame) -> Standing:
    """Settle which figures stand among the store's rows, each with what its own report said of it before."""
    rows = standing_figures(figures, session.catalogue).reset_index(drop=True)
    return Standing(rows, earlier_figures(figures))

"""Read what stands, as at a month of a report, with what earlier editions said: the ground of every view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.editions.resolve import standing_figures, standing_in_report
from dashboard.intake.session import Session
from dashboard.observations import KEY, Observation, Observations
from dashboard.periods import Period, parse_period
from dashboard.precision import same_figure
from dashboard.views.figures import Shown
from dashboard.vocabulary import AreaCode, Basis, IndicatorId

# Report, indicator, basis, area, period and edition of a row; value and decimals of the row before it.
_Place = tuple[str, str, str, str, str, int]
_Earlier = tuple[float, float]


class Standing:
    """The figures that stand, looked up by indicator, basis, area and period; each is made when it is asked for."""

    def __init__(self, rows: pd.DataFrame, earlier: Mapping[_Place, _Earlier]) -> None:
        self._figures = Observations(rows)
        self._editions: list[int] = rows["edition"].tolist()
        self._filenames: list[str] = rows["filename"].tolist()
        self._reports: list[str] = rows["report"].tolist()
        self._earlier = earlier
        self._by_key: dict[tuple[str, str, str, str], int] = {}
        self._by_series: dict[tuple[str, str, str], list[int]] = {}
        self._by_period: dict[tuple[str, str, str], list[int]] = {}
        for position, key in enumerate(zip(*(rows[name].tolist() for name in KEY), strict=True)):
            indicator, basis, area, period = key
            self._by_key[key] = position
            self._by_series.setdefault((indicator, basis, area), []).append(position)
            self._by_period.setdefault((indicator, basis, period), []).append(position)

    def get(self, indicator: IndicatorId, basis: Basis, area: AreaCode, period: Period) -> Shown | None:
        """Give the figure of a key; None where nothing is stored."""
        position = self._by_key.get((indicator, basis, area, str(period)))
        return None if position is None else self._shown(position)

    def value(self, indicator: IndicatorId, basis: Basis, area: AreaCode, period: Period) -> float | None:
        """Give the value of a key; None where there is none, for whatever reason."""
        shown = self.get(indicator, basis, area, period)
        return shown.figure.value if shown else None

    def series(self, indicator: IndicatorId, basis: Basis, area: AreaCode) -> list[Shown]:
        """List one series in the order of its periods."""
        found = [self._shown(position) for position in self._by_series.get((indicator, basis, area), [])]
        return sorted(found, key=lambda shown: shown.figure.period.sort_key)

    def by_area(self, indicator: IndicatorId, basis: Basis, period: Period) -> dict[AreaCode, Shown]:
        """Give every area's figure of one period."""
        found = [self._shown(position) for position in self._by_period.get((indicator, basis, str(period)), [])]
        return {shown.figure.area: shown for shown in found}

    def _shown(self, position: int) -> Shown:
        figure, edition = self._figures[position], self._editions[position]
        place = (self._reports[position], figure.indicator, figure.basis, figure.area, str(figure.period), edition)
        return Shown(
            figure=figure,
            edition=edition,
            report=self._reports[position],
            filename=self._filenames[position],
            earlier=_if_different(self._earlier.get(place), figure),
        )


def figures_up_to(figures: pd.DataFrame, reports: Iterable[str], as_at: Period) -> pd.DataFrame:
    """Leave out what the given reports said after a month; other sources are kept whole."""
    later = figures["report"].isin(list(reports)) & (figures["as_at"] > str(as_at))
    return figures[~later]


def ended_by(figures: pd.DataFrame, as_at: Period) -> pd.DataFrame:
    """Leave out figures of periods that had not ended by a month, such as the full year that it lies in."""
    ended = {code for code in figures["period"].unique() if parse_period(code).end <= as_at.end}
    return figures[figures["period"].isin(ended)]


def stand(session: Session, figures: pd.DataFrame) -> Standing:
    """Settle which figures stand among the store's rows, each with the last value of its own report before it."""
    rows = standing_figures(figures, session.catalogue).reset_index(drop=True)
    return Standing(rows, _earlier_values(figures) if len(figures) else {})


def _earlier_values(figures: pd.DataFrame) -> dict[_Place, _Earlier]:
    """Give, for each row that stands in its report, the value and decimals of the one before it there."""
    last = standing_in_report(figures)
    before = standing_in_report(figures.drop(index=last.index))
    joined = last[["report", *KEY, "edition"]].merge(
        before[["report", *KEY, "value", "decimals"]], on=["report", *KEY], how="inner"
    )
    joined = joined[joined["value"].notna()]
    places = zip(*(joined[name].tolist() for name in ("report", *KEY, "edition")), strict=True)
    values = zip(joined["value"].tolist(), joined["decimals"].tolist(), strict=True)
    return dict(zip(places, values, strict=True))


def _if_different(earlier: _Earlier | None, figure: Observation) -> float | None:
    if earlier is None or figure.value is None:
        return None
    value, decimals = earlier
    places = None if pd.isna(decimals) else int(decimals)
    return None if same_figure(value, places, figure.value, figure.decimals) else value

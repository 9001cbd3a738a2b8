"""Read what stands, as at a month of a report, with what earlier editions said: the ground of every view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.editions.resolve import standing_figures, standing_in_report
from dashboard.intake.session import Session
from dashboard.observations import KEY, Observation, Observations
from dashboard.periods import Period
from dashboard.precision import same_figure
from dashboard.views.figures import Shown
from dashboard.vocabulary import AreaCode, Basis, IndicatorId

FigureKey = tuple[IndicatorId, Basis, AreaCode, Period]


class Standing:
    """The figures that stand, looked up by indicator, basis, area and period."""

    def __init__(self, shown: Mapping[FigureKey, Shown]) -> None:
        self._shown = shown

    def get(self, indicator: IndicatorId, basis: Basis, area: AreaCode, period: Period) -> Shown | None:
        """Give the figure of a key; None where nothing is stored."""
        return self._shown.get((indicator, basis, area, period))

    def value(self, indicator: IndicatorId, basis: Basis, area: AreaCode, period: Period) -> float | None:
        """Give the value of a key; None where there is none, for whatever reason."""
        shown = self.get(indicator, basis, area, period)
        return shown.figure.value if shown else None

    def series(self, indicator: IndicatorId, basis: Basis, area: AreaCode) -> list[Shown]:
        """List one series in the order of its periods."""
        found = [shown for key, shown in self._shown.items() if key[:3] == (indicator, basis, area)]
        return sorted(found, key=lambda shown: shown.figure.period.sort_key)

    def by_area(self, indicator: IndicatorId, basis: Basis, period: Period) -> dict[AreaCode, Shown]:
        """Give every area's figure of one period."""
        return {
            key[2]: shown
            for key, shown in self._shown.items()
            if (key[0], key[1], key[3]) == (indicator, basis, period)
        }


def figures_up_to(figures: pd.DataFrame, reports: Iterable[str], as_at: Period) -> pd.DataFrame:
    """Leave out what the given reports said after a month; other sources are kept whole."""
    later = figures["report"].isin(list(reports)) & (figures["as_at"] > str(as_at))
    return figures[~later]


def stand(session: Session, figures: pd.DataFrame) -> Standing:
    """Settle which figures stand among the store's rows, each with the last different value of its own report."""
    if figures.empty:
        return Standing({})
    rows = standing_figures(figures, session.catalogue).reset_index(drop=True)
    earlier = _earlier_values(figures)
    shown = {
        figure.key: Shown(
            figure=figure,
            edition=int(edition),
            filename=filename,
            earlier=_if_different(earlier.get((report, *_text_key(figure), int(edition))), figure),
        )
        for figure, edition, filename, report in zip(
            Observations(rows), rows["edition"], rows["filename"], rows["report"], strict=True
        )
    }
    return Standing(shown)


def _text_key(figure: Observation) -> tuple[str, str, str, str]:
    return (figure.indicator, figure.basis, figure.area, str(figure.period))


def _earlier_values(figures: pd.DataFrame) -> dict[tuple[str | int, ...], tuple[float, float]]:
    """Give, for each row that stands in its report, the value and decimals of the one before it there."""
    last = standing_in_report(figures)
    before = standing_in_report(figures.drop(index=last.index))
    joined = last[["report", *KEY, "edition"]].merge(
        before[["report", *KEY, "value", "decimals"]], on=["report", *KEY], how="inner"
    )
    joined = joined[joined["value"].notna()]
    keys = zip(*(joined[name] for name in ("report", *KEY, "edition")), strict=True)
    return {
        (*key[:-1], int(key[-1])): (float(value), float(decimals))
        for key, value, decimals in zip(keys, joined["value"], joined["decimals"], strict=True)
    }


def _if_different(earlier: tuple[float, float] | None, figure: Observation) -> float | None:
    if earlier is None or figure.value is None:
        return None
    value, decimals = earlier
    places = None if pd.isna(decimals) else int(decimals)
    return None if same_figure(value, places, figure.value, figure.decimals) else value

"""Figures as they stand, judged: each case is gathered from the store's figures once and judged once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from dashboard.catalogue.schema import Indicator
from dashboard.intake.session import Session
from dashboard.judge.judgement import Judgement, judge, rate_latest
from dashboard.judge.rag import RagJudgement
from dashboard.periods import Period
from dashboard.store.records import AsOf, Edition
from dashboard.views.as_of import NOW
from dashboard.views.comparing.series import ComparatorSeries
from dashboard.views.judging.cases import CaseKey, Cases
from dashboard.views.standing import Standing
from dashboard.vocabulary import Basis, IndicatorId


class Reading:
    """The judgements of what stands at one moment, each made when it is asked for and kept.

    ``report`` is the one whose targets hold; without, that of the edition which states each figure. ``figures`` are the
    store's rows at that moment, of every area, where they have been read; without, comparators are read here.
    ``comparators`` are everyone's figures of the measures for which they have been put together already; ``editions``
    and ``shared`` are as in ``Cases``.
    """

    def __init__(
        self,
        session: Session,
        standing: Standing,
        *,
        as_of: AsOf = NOW,
        report: str | None = None,
        figures: pd.DataFrame | None = None,
        comparators: Mapping[IndicatorId, ComparatorSeries] | None = None,
        editions: Sequence[Edition] | None = None,
        shared: Callable[[Indicator], ComparatorSeries] | None = None,
    ) -> None:
        self._cases = Cases(
            session,
            standing,
            as_of=as_of,
            report=report,
            figures=figures,
            comparators=comparators,
            editions=editions,
            shared=shared,
        )
        self._judged: dict[CaseKey, Judgement | None] = {}

    def judged(
        self,
        indicator: Indicator,
        basis: Basis,
        period: Period | None = None,
        *,
        step: int | None = None,
        with_others: bool = True,
    ) -> Judgement | None:
        """Judge a period's figure, the last that stands without one; None where the series has no point up to it.

        ``step`` and ``with_others`` are as in ``Cases.case_of``.

        Raises:
            StoreError: when the comparators cannot be read.
        """
        key = (indicator.id, basis, period, step, with_others)
        if key not in self._judged:
            case = self._cases.case_of(indicator, basis, period, step=step, with_others=with_others)
            self._judged[key] = None if case is None else judge(case)
        return self._judged[key]

    def rated(self, indicator: Indicator, basis: Basis, period: Period, value: float) -> RagJudgement | None:
        """Rate what was once said of a period as its figure is rated; None where the series has no point up to it.

        Raises:
            StoreError: when the comparators cannot be read.
        """
        case = self._cases.case_of(indicator, basis, period, with_others=False)
        if case is None:
            return None
        return rate_latest(replace(case, points=(*case.points[:-1], replace(case.latest, value=value))))

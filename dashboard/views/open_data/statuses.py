"""The open data's tables of judgements: each measure's latest figure as every page shows it, and beside whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dashboard.catalogue.schema import Indicator
from dashboard.judge.beside import Comparison
from dashboard.judge.judgement import Judgement
from dashboard.periods import Period
from dashboard.views.ground import Ground, MonthGround
from dashboard.views.indicator_states import rag_of, signal_of, travel_of
from dashboard.views.judging.own_series import our_own
from dashboard.views.open_data.plans import COMPARISONS, JUDGEMENTS
from dashboard.views.open_data.view import Table, table_of

Row = dict[str, object]
Progress = Callable[[str], object]
JUDGING = "Judging {done} of {total} measures"


def status_tables(ground: Ground, progress: Progress) -> tuple[Table, Table]:
    """Judge the latest figure of each measure on each basis, as at the newest month that most figures are known of."""
    months = ground.months
    month = ground.month(ground.newest_full(months)) if months else None
    found = list(_judged(month, ground.session.catalogue.indicators, progress)) if month else []
    judgements = [_judgement(one, judged, month.as_at) for one, judged in found if month]
    comparisons = [_comparison(one, judged, beside) for one, judged in found for beside in judged.comparisons]
    return table_of(JUDGEMENTS, judgements), table_of(COMPARISONS, comparisons)


def _judged(
    month: MonthGround, indicators: Sequence[Indicator], progress: Progress
) -> Iterator[tuple[Indicator, Judgement]]:
    session = month.session
    for done, indicator in enumerate(indicators, start=1):
        progress(JUDGING.format(done=done, total=len(indicators)))
        for basis in indicator.forms:
            if not our_own(session, month.standing.series(indicator.id, basis, session.our_code)):
                continue
            judged = month.reading.judged(indicator, basis)
            if judged is not None:
                yield indicator, judged


def _judgement(one: Indicator, judged: Judgement, as_at: Period) -> Row:
    rag, travel, signal = rag_of(judged), travel_of(judged), signal_of(judged)
    latest, since = judged.case.latest, judged.direction.since
    return {
        "indicator": str(one.id),
        "name": one.name,
        "basis": str(judged.case.basis),
        "as_at": str(as_at),
        "period": str(latest.period),
        "value": latest.value,
        "missing": str(latest.missing or "") if latest.value is None else "",
        "target": judged.rag.target,
        "rating": str(rag.state),
        "rating_words": rag.word,
        "direction": str(travel.state),
        "direction_words": travel.word,
        "direction_since": str(since) if since and judged.direction.moved is not None else "",
        "signal": str(signal.state),
        "signal_words": signal.word,
        "sentence": judged.members,
    }


def _comparison(one: Indicator, judged: Judgement, beside: Comparison) -> Row:
    other = beside.other
    return {
        "indicator": str(one.id),
        "basis": str(judged.case.basis),
        "comparator": other.key,
        "comparator_words": other.who,
        "compared_period": str(other.period),
        "compared_basis": str(other.basis),
        "our_value": other.ours.value if other.ours else None,
        "their_value": other.value,
        "position": str(beside.position),
        "clear": str(beside.clear),
        "method": other.method,
        "reason": beside.reason,
    }

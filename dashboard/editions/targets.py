"""Check the targets and tolerances a sheet prints against the catalogue, which decides the RAG."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.catalogue.schema import Bound, Catalogue, Target
from dashboard.issues import Issue
from dashboard.periods import parse_period
from dashboard.vocabulary import Basis, Kind, Polarity, ReportId
from dashboard.workbook.grid import fold
from dashboard.workbook.rows import DraftRow


def check_targets(rows: Iterable[DraftRow], catalogue: Catalogue, report: ReportId) -> list[Issue]:
    """Compare each printed band with the catalogue's, and say where the catalogue has none for the year."""
    issues: list[Issue] = []
    bases = _row_bases(rows := list(rows))
    indicators = {indicator.id: indicator for indicator in catalogue.indicators}
    for row in rows:
        if row.kind is not Kind.TARGET or row.missing is not None:
            continue
        indicator = indicators[row.indicator]
        target = indicator.target_for(parse_period(row.period), bases[row.sheet, row.printed_name], report)
        if target is None:
            if row.meaning == "green":
                what = f"{indicator.name} has no target for {row.period} in the catalogue, so no RAG is given."
                issues.append(Issue(code="no-target-for-year", what=what, sheet=row.sheet, cell=row.cell))
        elif not _agrees(row, target, indicator.polarity):
            printed = row.text or row.value
            what = (
                f"{indicator.name}: the sheet prints {printed} for {row.meaning}; the catalogue has {_words(target)}."
            )
            issues.append(Issue(code="target-differs", what=what, sheet=row.sheet, cell=row.cell))
    return issues


def _row_bases(rows: Iterable[DraftRow]) -> dict[tuple[str, str], Basis]:
    return {(row.sheet, row.printed_name): row.basis for row in rows if row.kind in (Kind.VALUE, Kind.RAG, Kind.DOT)}


def _agrees(row: DraftRow, target: Target, polarity: Polarity) -> bool:
    if row.low is None and row.high is None:
        return target.text is not None and fold(target.text).casefold() == fold(row.text).casefold()
    if row.meaning == "green":
        return target.green is not None and _ends(row) == (target.green.low, target.green.high)
    if row.meaning == "amber":
        return target.amber is None or _spans(row, target)
    return _touches(row, target.amber or target.green, polarity)


def _ends(row: DraftRow) -> tuple[float | None, float | None]:
    return (row.low, row.high)


def _spans(row: DraftRow, target: Target) -> bool:
    """An amber band reaches from its own outer end to the green one, which it may stop just short of (98-99.9%)."""
    outer = {end for end in (target.amber.low, target.amber.high) if end is not None} if target.amber else set()
    return any(end in outer for end in _ends(row))


def _touches(row: DraftRow, band: Bound | None, polarity: Polarity) -> bool:
    """Red begins where amber (or, without tolerance, green) ends."""
    if band is None:
        return False
    if polarity is Polarity.HIGHER_IS_BETTER:
        return row.high == band.low
    return row.low == band.high if polarity is Polarity.LOWER_IS_BETTER else True


def _words(target: Target) -> str:
    if target.text:
        return repr(target.text)
    bands = [
        f"{name} {_bound_words(bound)}" for name, bound in (("green", target.green), ("amber", target.amber)) if bound
    ]
    return ", ".join(bands)


def _bound_words(bound: Bound) -> str:
    ends = (("at least", bound.at_least), ("above", bound.above), ("at most", bound.at_most), ("below", bound.below))
    return " and ".join(f"{word} {value:g}" for word, value in ends if value is not None)

"""Check the targets and tolerances a sheet prints against the catalogue, which decides the RAG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard.catalogue.bands import bands
from dashboard.catalogue.schema import Bound, Catalogue, Indicator, Target
from dashboard.issues import Issue
from dashboard.periods import parse_period
from dashboard.vocabulary import Basis, IndicatorId, Kind, Polarity, ReportId
from dashboard.workbook.grid import fold
from dashboard.workbook.rows import DraftRow

# Measures named in one issue; the rest are counted.
NAMED = 5


def check_targets(rows: Iterable[DraftRow], catalogue: Catalogue, report: ReportId) -> list[Issue]:
    """Compare each printed band with the catalogue's, and say where the catalogue has none for the year.

    Several measures without a target of one year, as in the first issue of a new year, are one issue.
    """
    bases = _row_bases(rows := list(rows))
    indicators = {indicator.id: indicator for indicator in catalogue.indicators}
    issues: list[Issue] = []
    without: dict[str, list[DraftRow]] = {}
    for row in rows:
        if row.kind is not Kind.TARGET or row.missing is not None:
            continue
        indicator = indicators[row.indicator]
        target = indicator.target_for(parse_period(row.period), bases[row.sheet, row.printed_name], report)
        if target is None:
            if row.meaning == "green":
                without.setdefault(row.period, []).append(row)
        elif not _agrees(row, target, indicator.polarity):
            issues.append(_difference(row, target, indicator))
    return [*(_no_target_issue(year, found, indicators) for year, found in without.items()), *issues]


def _difference(row: DraftRow, target: Target, indicator: Indicator) -> Issue:
    printed = f"the sheet prints {row.text or row.value} for {row.meaning}"
    what = f"{indicator.name}: {printed}; the catalogue has {_words(target, indicator)}."
    return Issue(code="target-differs", what=what, sheet=row.sheet, cell=row.cell)


def _no_target_issue(year: str, rows: list[DraftRow], indicators: Mapping[IndicatorId, Indicator]) -> Issue:
    """Say it at its cell for one measure; for several once, at the first of them."""
    first = rows[0]
    # A measure with two forms stands on two rows.
    names = list(dict.fromkeys(indicators[row.indicator].name for row in rows))
    if len(names) == 1:
        what = f"{names[0]} has no target for {year} in the catalogue, so no RAG is given."
    else:
        named = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
        what = f"{len(names)} measures have no target for {year} yet, so their RAG will read 'No target set': {named}."
    return Issue(code="no-target-for-year", what=what, sheet=first.sheet, cell=first.cell)


def _row_bases(rows: Iterable[DraftRow]) -> dict[tuple[str, str], Basis]:
    return {(row.sheet, row.printed_name): row.basis for row in rows if row.kind in (Kind.VALUE, Kind.RAG, Kind.DOT)}


def _agrees(row: DraftRow, target: Target, polarity: Polarity) -> bool:
    if row.low is None and row.high is None:
        said = target.text
        # A comparator's name has many spellings; only words that the catalogue gives as printed can differ.
        return target.relative_to is not None if said is None else fold(said).casefold() == fold(row.text).casefold()
    found = bands(target, polarity)
    if found is None:
        return False
    if row.meaning == "green":
        return _ends(row) == (found.green.low, found.green.high)
    if row.meaning == "amber":
        return found.amber is None or _spans(row, found.amber, found.green)
    return _touches(row, found.amber or found.green, polarity)


def _ends(row: DraftRow) -> tuple[float | None, float | None]:
    return (row.low, row.high)


def _spans(row: DraftRow, amber: Bound, green: Bound) -> bool:
    """An amber band reaches from its own outer end to the green one, which it may stop just short of (98-99.9%)."""
    ends = {end for end in (amber.low, amber.high) if end is not None}
    # An amber of one figure, that on which green ends, has no other end: up to 22 beside below 22.
    outer = ends - {green.low, green.high} or ends
    return any(end in outer for end in _ends(row))


def _touches(row: DraftRow, band: Bound, polarity: Polarity) -> bool:
    """Red begins where amber (or, without tolerance, green) ends."""
    if polarity is Polarity.HIGHER_IS_BETTER:
        return row.high == band.low
    return row.low == band.high if polarity is Polarity.LOWER_IS_BETTER else True


def _words(target: Target, indicator: Indicator) -> str:
    if target.text:
        return repr(target.text)
    found = bands(target, indicator.polarity)
    if found is None:
        return f"a target relative to: {target.relative_to}"
    said = (("green", found.green), ("amber", found.amber))
    return ", ".join(f"{name} {_bound_words(bound)}" for name, bound in said if bound)


def _bound_words(bound: Bound) -> str:
    ends = (("at least", bound.at_least), ("above", bound.above), ("at most", bound.at_most), ("below", bound.below))
    return " and ".join(f"{word} {value:g}" for word, value in ends if value is not None)

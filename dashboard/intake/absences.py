"""Notice measures that the last issue of a report printed and this workbook does not."""

from __future__ import annotations

import pandas as pd

from dashboard.catalogue.schema import Catalogue
from dashboard.issues import Issue
from dashboard.periods import Period
from dashboard.vocabulary import Basis, IndicatorId, Kind
from dashboard.workbook.identity import Identity
from dashboard.workbook.rows import DraftRow

# Measures named in the issue; the rest are counted.
NAMED = 5

_Line = tuple[IndicatorId, Basis]


def check_absences(
    rows: tuple[DraftRow, ...], stored: pd.DataFrame, catalogue: Catalogue, identity: Identity
) -> list[Issue]:
    """Compare with the report's newest edition up to this month; a measure whose alias has ended is no absence.

    ``stored`` holds the report's rows of the store (see ``Store.figures``).
    """
    before = stored[(stored["kind"] == str(Kind.VALUE)) & (stored["as_at"] <= str(identity.as_at))]
    if before.empty:
        return []
    last = before[before["edition"] == before.sort_values(["as_at", "issue_number", "edition"])["edition"].iloc[-1]]
    printed = {(row.indicator, row.basis) for row in rows if row.kind is Kind.VALUE}
    earlier = {
        (IndicatorId(name), Basis(basis))
        for name, basis in zip(last["indicator"].tolist(), last["basis"].tolist(), strict=True)
    }
    gone = sorted(line for line in earlier - printed if _still_runs(line, catalogue, identity, identity.as_at))
    if not gone:
        return []
    names = [found.name for name, _ in gone if (found := catalogue.indicator(name))]
    named = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    what = f"{len(gone)} of the last issue's measures are not in this workbook: {named}."
    return [Issue(code="measure-missing", what=what)]


def _still_runs(line: _Line, catalogue: Catalogue, identity: Identity, as_at: Period) -> bool:
    indicator = catalogue.indicator(line[0])
    if indicator is None:
        return False
    aliases = [one for one in indicator.aliases if one.report == identity.report.id and one.basis is line[1]]
    return any(alias.holds_at(as_at) for alias in aliases)

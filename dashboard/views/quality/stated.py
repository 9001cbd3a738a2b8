"""What our own reports stated of each month, looked up by measure and form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard.catalogue.schema import Indicator, ReportLayout
from dashboard.editions.resolve import standing_figures
from dashboard.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Period, PeriodKind, parse_period
from dashboard.views.ground import Ground
from dashboard.vocabulary import Basis, Missing

# Forms of which a year is one figure have no months to miss.
YEAR_BASES = frozenset({Basis.FINANCIAL_YEAR, Basis.ACADEMIC_YEAR, Basis.CALENDAR_YEAR})
_KEY = ("indicator", "basis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What stands of one figure, and the first edition that gave a figure at all.

    ``first_as_at`` is that edition's month; None where none ever gave a figure.
    """

    value: float | None
    missing: Missing | None
    provisional: bool
    report: str
    edition: int
    first_as_at: Period | None = None
    first_report: str = ""
    first_edition: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When a report gives figures of a form: since ``first``, every ``step`` months.

    ``first`` is None where it never gave one, ``step`` where there are too few to tell.
    """

    first: Period | None = None
    step: int | None = None

    def falls_on(self, month: Period) -> bool | None:
        """Tell whether a figure is due in a month; None where there are too few to tell."""
        if self.first is not None and month.start < self.first.start:
            return False
        return None if self.first is None or self.step is None else falls_on(self.step, self.first, month)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedForm:
    """One form of one measure: what is stated by the month in which its period ends, and the reports that carry it.

    Each report has its own rhythm: what one prints every month another may give once a quarter.
    """

    indicator: Indicator
    basis: Basis
    by_month: Mapping[Period, Stated]
    rhythms: Mapping[str, Rhythm]

    @property
    def reports(self) -> frozenset[str]:
        """Name the reports that carry the form."""
        return frozenset(self.rhythms)

    @property
    def first(self) -> Period | None:
        """Give the month of the first figure."""
        return min(self.with_figure, key=lambda one: one.start, default=None)

    @property
    def with_figure(self) -> list[Period]:
        """List the months with a figure."""
        return [month for month, stated in self.by_month.items() if stated.value is not None]


def scorecard_reports(ground: Ground) -> frozenset[str]:
    """Name the reports that print our measures one to a row."""
    reports = ground.session.catalogue.reports
    return frozenset(str(one.id) for one in reports if one.layout is ReportLayout.MEASURE_PER_ROW)


def own_rows(ground: Ground) -> pd.DataFrame:
    """Give the rows of our own figures in our own reports."""
    figures = ground.figures
    ours = figures["area"] == str(ground.session.our_code)
    return figures[ours & figures["report"].isin(scorecard_reports(ground))]


def stated_forms(ground: Ground) -> list[StatedForm]:
    """List the forms of measures that our reports have stated anything of, month by month, in the catalogue's order."""
    rows = own_rows(ground)
    rows = rows[~rows["basis"].isin([str(basis) for basis in YEAR_BASES])]
    facts = _facts(ground, rows)
    rhythms = _rhythms(rows)
    found: list[StatedForm] = []
    for indicator in ground.session.catalogue.indicators:
        for basis in indicator.forms:
            key = (str(indicator.id), str(basis))
            if by_month := facts.get(key):
                found.append(StatedForm(indicator=indicator, basis=basis, by_month=by_month, rhythms=rhythms[key]))
    return found


def step_of(months: Iterable[Period], basis: Basis) -> int | None:
    """Tell how many months lie between two figures: what lies between them most often, the shorter where it ties."""
    numbers = sorted({_number(month) for month in months})
    gaps = Counter(later - earlier for earlier, later in pairwise(numbers))
    if gaps:
        return min(gaps, key=lambda gap: (-gaps[gap], gap))
    return MONTHS_IN_QUARTER if basis is Basis.IN_QUARTER else None


def falls_on(step: int, first: Period, month: Period) -> bool:
    """Tell whether a figure of every so many months is due in a month."""
    return (_number(month) - _number(first)) % step == 0


def _number(month: Period) -> int:
    return month.start.year * MONTHS_IN_YEAR + month.start.month


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Give rows of the store as dictionaries."""
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _rhythms(rows: pd.DataFrame) -> dict[tuple[str, str], dict[str, Rhythm]]:
    """Tell of each form and report in which months the report itself gave figures."""
    months: dict[tuple[str, str], dict[str, set[Period]]] = {}
    stated = rows.assign(given=rows["value"].notna())[[*_KEY, "report", "period", "given"]].drop_duplicates()
    for row in records(stated):
        found = months.setdefault((row["indicator"], row["basis"]), {}).setdefault(row["report"], set())
        if row["given"]:
            found.add(parse_period(row["period"]).last_month)
    return {
        key: {report: _rhythm(found, Basis(key[1])) for report, found in by_report.items()}
        for key, by_report in months.items()
    }


def _rhythm(months: set[Period], basis: Basis) -> Rhythm:
    if not months:
        return Rhythm()
    return Rhythm(first=min(months, key=lambda month: month.start), step=step_of(months, basis))


def _facts(ground: Ground, rows: pd.DataFrame) -> dict[tuple[str, str], dict[Period, Stated]]:
    first = _first_stated(rows)
    found: dict[tuple[str, str], dict[Period, Stated]] = {}
    for row in records(standing_figures(rows, ground.session.catalogue)):
        period = parse_period(row["period"])
        if period.kind is PeriodKind.WEEK:
            continue  # a month holds several weeks: none of them is the month's figure
        key = (row["indicator"], row["basis"])
        found.setdefault(key, {})[period.last_month] = _stated(row, first.get((*key, row["period"])))
    return found


def _stated(row: dict[str, Any], first: dict[str, Any] | None) -> Stated:
    return Stated(
        value=None if pd.isna(row["value"]) else float(row["value"]),
        missing=Missing(row["missing"]) if row["missing"] else None,
        provisional=bool(row["provisional"]),
        report=row["report"],
        edition=int(row["edition"]),
        first_as_at=parse_period(first["as_at"]) if first else None,
        first_report=first["report"] if first else "",
        first_edition=int(first["edition"]) if first else 0,
    )


def _first_stated(rows: pd.DataFrame) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Find who first gave a figure, of the earliest month; a figure without an as-at month tells nothing."""
    given = rows[rows["value"].notna() & (rows["as_at"] != "")]
    given = given.sort_values(["as_at", "issue_number", "edition"], kind="stable")
    first = given.drop_duplicates(["indicator", "basis", "period"])
    return {(row["indicator"], row["basis"], row["period"]): row for row in records(first)}

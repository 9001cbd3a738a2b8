"""When each year's published figures first came out: the release days of each series, kept as dated data."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.periods import Period, PeriodKind, parse_period

PUBLICATION_DATES_FILE = "publication_dates.csv"
# So many releases in one month, and more than half of those known, make it the usual one.
FEWEST_TO_TELL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The day on which a series first published a year's figures, and how that day is known."""

    series: str
    year: Period
    published_on: date
    how_known: str


class Publications:
    """The publication days known, by series and year."""

    def __init__(self, publications: Iterable[Publication] = ()) -> None:
        """Keep the days.

        Raises:
            ValueError: when a series names a year twice.
        """
        self._by_key: dict[tuple[str, Period], Publication] = {}
        for one in publications:
            if self._by_key.setdefault((one.series, one.year), one) is not one:
                raise ValueError(f"{one.series} has the year {one.year} twice")

    def __iter__(self) -> Iterator[Publication]:
        return iter(self._by_key.values())

    def of(self, series: str, year: Period) -> Publication | None:
        """Give when a series first published a year's figures; None where the day is not known."""
        return self._by_key.get((str(series), year))

    def of_newest(self, series: str, newest: Period) -> Publication | None:
        """Give when a release whose newest figures are of a period came out.

        A release that gives its year month by month comes out with the year.
        """
        year = newest.financial_year
        return self.of(series, newest) or (self.of(series, year) if newest.end == year.end else None)

    def usual_month(self, series: str) -> int | None:
        """Give the month of the year in which a series usually comes out; None where too few of its days are known."""
        months = Counter(one.published_on.month for one in self if one.series == str(series))
        month, often = max(months.items(), key=lambda each: each[1], default=(0, 0))
        return month if often >= FEWEST_TO_TELL and often * 2 > months.total() else None


NO_PUBLICATIONS = Publications()


def load_publications(folder: Path) -> Publications:
    """Read ``publication_dates.csv`` of the reference folder; none where there is no such file.

    Columns: ``series`` (as under ``datasets`` of the catalogue), ``year`` (such as 2018/19), ``first_published``
    (such as 2019-10-31), ``how_known`` (in words).

    Raises:
        DashboardError: when a row lacks a column, a readable year or day, or repeats a year.
    """
    path = folder / PUBLICATION_DATES_FILE
    if not path.is_file():
        return NO_PUBLICATIONS
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return Publications(_publication(row) for row in csv.DictReader(file))
    except (OSError, KeyError, TypeError, ValueError) as fault:
        raise DashboardError(f"{path} cannot be read: {fault}.") from fault


def _publication(row: dict[str, str]) -> Publication:
    if any(value is None for value in row.values()):
        raise ValueError(f"the row of {row['series']} {row['year']} is cut short")
    year = parse_period(row["year"])
    published_on = date.fromisoformat(row["first_published"])
    if year.kind is PeriodKind.FINANCIAL_YEAR and published_on <= year.end:
        raise ValueError(f"{row['series']} cannot have published {year} on {published_on}, before its end")
    if not row["how_known"].strip():
        raise ValueError(f"{row['series']} {year} does not say how its day is known")
    return Publication(
        series=row["series"], year=year, published_on=published_on, how_known=" ".join(row["how_known"].split())
    )

"""Read the published years that readers had been given by a date, where only a later release is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.benchmarks.publication import Publications
from dashboard.formatting import format_date
from dashboard.intake.session import Session
from dashboard.periods import Period, parse_period

# The release series and the year's code.
CarriedKey = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPublished:
    """The day on which a year's figures came out, or one by which they had."""

    by: date
    is_the_day: bool

    @property
    def words(self) -> str:
        """Say the day: "31 October 2019", "by 25 October 2018"."""
        return format_date(self.by) if self.is_the_day else f"by {format_date(self.by)}"


def add_first_published(
    session: Session, then: pd.DataFrame, now: pd.DataFrame, day: date
) -> tuple[pd.DataFrame, Mapping[CarriedKey, str]]:
    """Add to the rows issued by a day the years that their series had first published by then.

    A year is taken from the earliest release loaded that carries it, and only where no release issued by that day
    does; the notes say so for each series and year. ``then`` and ``now`` are rows of the store (``Store.figures``).
    """
    had = set(zip(then["report"], then["period"], strict=True))
    notes: dict[CarriedKey, str] = {}
    added: list[pd.DataFrame] = []
    for (report, code), rows in now.groupby(["report", "period"], sort=False):
        key = (str(report), str(code))
        first = first_published(session.publications, key[0], parse_period(key[1]))
        if key in had or first is None or first.by > day:
            continue
        issued_on, edition = min(zip(rows["issued_on"], rows["edition"], strict=True))
        added.append(rows[rows["edition"] == edition])
        released = f"as carried by the release of {format_date(date.fromisoformat(str(issued_on)))}"
        notes[key] = f"{released}; first published {first.words}"
    return (pd.concat([then, *added], ignore_index=True) if added else then), notes


def first_published(publications: Publications, series: str, year: Period) -> FirstPublished | None:
    """Tell by when a series first published a year; None where nothing is known.

    Where a year's own day is not known, it had come out when the next year that is known did.
    """
    known = publications.of(series, year)
    if known is not None:
        return FirstPublished(by=known.published_on, is_the_day=True)
    later = [one for one in publications if one.series == series and one.year.start > year.start]
    following = min(later, key=lambda one: one.year.start, default=None)
    return FirstPublished(by=following.published_on, is_the_day=False) if following else None

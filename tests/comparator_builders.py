"""Stores with a few published figures, for comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from store_fixtures import NOON, a_draft, a_figure

from dashboard.intake.session import Session
from dashboard.observations import Observation
from dashboard.periods import Period, financial_year
from dashboard.vocabulary import Basis, Kind, Missing

OURS, ENGLAND, YORKSHIRE = "E08000018", "E92000001", "E12000003"
DONCASTER = "E08000017"
SERIES = "dfe-children-in-need"
YEAR = financial_year(2018)
# Ours and the first ten neighbours of it stand in the list of April 2021, which serves the year.
LIST = "2021-04"


def a_published(value: float | None, *, area: str, period: Period = YEAR, **changes: object) -> Observation:
    """Build a published figure of a full year; a reason stands for it where ``value`` is None."""
    facts: dict[str, object] = {
        "indicator": "re-referrals",
        "basis": Basis.FINANCIAL_YEAR,
        "kind": Kind.BENCHMARK,
        "decimals": 1,
        "sheet": "dfe-cin-c1",
        "cell": "row 5",
        "missing": Missing.NOT_AVAILABLE if value is None else None,
    }
    return a_figure(value, area=area, period=period, **{**facts, **changes})


def of_areas(values: Mapping[str, float | None], period: Period = YEAR, **changes: object) -> list[Observation]:
    """Build one year's figures by area."""
    return [a_published(value, area=area, period=period, **changes) for area, value in values.items()]


def of_neighbours(session: Session, values: Iterable[float | None], period: Period = YEAR, **changes: object):
    """Build one year's figures of our neighbours, the nearest first."""
    neighbours = session.areas.neighbours(session.our_code, LIST)
    return of_areas({area.code: value for area, value in zip(neighbours, values, strict=False)}, period, **changes)


def publish(
    session: Session, figures: Iterable[Observation], *, issued_on: date, report: str = SERIES, year: Period = YEAR
) -> int:
    """Publish figures as a release of a series, and give the edition's number."""
    listed = list(figures)
    draft = a_draft(
        *listed,
        content=f"{report} {issued_on} {[(one.key, one.value) for one in listed]}".encode(),
        report=report,
        title="Children in need",
        as_at=year,
        issued_on=issued_on,
        filename=f"{report}-{issued_on}.csv",
    )
    return session.store.publish(draft, recorded_at=NOON).edition


def as_authority(session: Session, code: str) -> Session:
    """Give the session of another council, by the one line of its catalogue."""
    council = session.catalogue.council.model_copy(update={"authority": code})
    return replace(session, catalogue=session.catalogue.model_copy(update={"council": council}))


def with_indicator(session: Session, indicator: str, **changes: object) -> Session:
    """Give the session with one indicator of the catalogue changed."""
    indicators = tuple(
        one.model_copy(update=changes) if one.id == indicator else one for one in session.catalogue.indicators
    )
    return replace(session, catalogue=session.catalogue.model_copy(update={"indicators": indicators}))

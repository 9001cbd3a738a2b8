"""The open data's figures: those that stand, and what every edition stated of them.

Speed: a release holds half a million figures; columns are made whole, and what a code means is looked up once a code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.catalogue.schema import Indicator
from dashboard.disclosure.cells import shared_series
from dashboard.editions.resolve import standing_figures
from dashboard.intake.session import Session
from dashboard.periods import parse_period
from dashboard.store.records import AsOf
from dashboard.views.ground import BENCHMARK_AREAS
from dashboard.views.open_data.plans import HISTORY, KEY_COLUMNS, observations_plan
from dashboard.views.open_data.view import Plan, Table
from dashboard.vocabulary import Audience

_PLAIN = ("value", "missing", "numerator", "denominator", "derived", "provisional", "decimals", "edition")
_OF_THE_EDITION = {"report": "report", "file": "filename", "sheet": "sheet", "cell": "cell"}
Found = TypeVar("Found")

# Rows are in the order of these, so that the same figures always give the same file.
_ORDER = ("indicator", "basis", "area", "end", "period")


def read_figures(session: Session, *, audience: Audience, as_of: AsOf, all_areas: bool) -> pd.DataFrame:
    """Read the rows of the catalogue's measures that may be given out, in the order they are written.

    Ours, the region's, England's and the comparators that scorecards print; ``all_areas`` adds every authority that a
    national release gives. What others share with us and do not publish stays out of what is for the public.
    """
    measures = [indicator.id for indicator in session.catalogue.indicators]
    near = list(dict.fromkeys((*session.area_codes.values(), *BENCHMARK_AREAS)))
    rows = session.store.figures(as_of=as_of, indicators=measures, areas=None if all_areas else near)
    if audience is Audience.PUBLIC:
        rows = rows[~rows["report"].isin(list(shared_series(session.catalogue)))]
    return _in_order(rows)


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    ends = _looked_up(rows["period"], lambda code: parse_period(code).end.toordinal())
    ordered = rows.assign(end=np.asarray(ends, dtype="int64"))
    found: pd.DataFrame = ordered.sort_values([*_ORDER, "edition"], kind="stable").drop(columns="end")
    return found.reset_index(drop=True)


def observations_table(
    session: Session, rows: pd.DataFrame, names: Mapping[str, str], *, with_places: bool
) -> tuple[Table, pd.Index[Any]]:
    """Give the figures that stand, and which of ``rows`` they are."""
    standing = standing_figures(rows, session.catalogue)
    measures = {str(one.id): one for one in session.catalogue.indicators}
    plan = observations_plan(with_places=with_places)
    columns = {
        **_keys(standing),
        **_plain(standing),
        **_of_measures(standing, measures),
        **_of_periods(standing["period"]),
        "area_name": _looked_up(standing["area"], lambda code: names.get(code, code)),
        "issued_on": _looked_up(standing["issued_on"], date.fromisoformat),
        **{name: _words(standing[column]) for name, column in _OF_THE_EDITION.items()},
    }
    return _table(plan, columns), standing.index


def history_table(rows: pd.DataFrame, standing: pd.Index[Any]) -> Table:
    """Give every edition's statement of every figure."""
    stands = np.asarray(rows.index.isin(standing), dtype="bool")
    return _table(HISTORY, {**_keys(rows), **_plain(rows), "stands": stands})


def _keys(rows: pd.DataFrame) -> dict[str, object]:
    return {name: _words(rows[column]) for column, name in KEY_COLUMNS.items()}


def _plain(rows: pd.DataFrame) -> dict[str, object]:
    found: dict[str, object] = {name: rows[name].to_numpy() for name in _PLAIN if name not in ("missing", "decimals")}
    decimals = [None if np.isnan(one) else int(one) for one in rows["decimals"].tolist()]
    return found | {"missing": _words(rows["missing"]), "decimals": decimals}


def _of_measures(rows: pd.DataFrame, measures: Mapping[str, Indicator]) -> dict[str, object]:
    return {
        "name": _looked_up(rows["indicator"], lambda code: measures[code].name),
        "unit": _looked_up(rows["indicator"], lambda code: str(measures[code].unit)),
    }


def _of_periods(periods: pd.Series[Any]) -> dict[str, object]:
    return {
        "period_kind": _looked_up(periods, lambda code: str(parse_period(code).kind)),
        "period_start": _looked_up(periods, lambda code: parse_period(code).start),
        "period_end": _looked_up(periods, lambda code: parse_period(code).end),
    }


def _words(texts: pd.Series[Any]) -> list[str | None]:
    """Give texts, nothing in place of none."""
    return _looked_up(texts, lambda text: text or None)


def _looked_up(codes: pd.Series[Any], look_up: Callable[[str], Found]) -> list[Found]:
    """Look up what each code means, once a code."""
    places, different = pd.factorize(codes)
    found = [look_up(str(code)) for code in different]
    return [found[place] for place in places]


def _table(plan: Plan, columns: Mapping[str, object]) -> Table:
    arrays = [pa.array(columns[field.name], type=field.type, from_pandas=True) for field in plan.schema]
    return Table(plan=plan, rows=pa.Table.from_arrays(arrays, schema=plan.schema))

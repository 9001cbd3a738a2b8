"""Choose among columns of which a table can have only one, or that could be taken for each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from dashboard.periods import Period
from dashboard.vocabulary import AreaRole, ColumnRole
from dashboard.workbook.columns import TARGET_ROLES
from dashboard.workbook.grid import Grid
from dashboard.workbook.headings import without_year
from dashboard.workbook.layouts import REGION_NAME, WEAK_NAME
from dashboard.workbook.mark_words import word_key
from dashboard.workbook.table import Column

_SINGLE_ROLES = frozenset({ColumnRole.NUMBER, ColumnRole.POLARITY, ColumnRole.DOT, ColumnRole.RAG})
# Where a sheet has several RAG or direction columns, the one about the latest month or quarter is meant.
_LATEST_WORDS = re.compile(r"month|quarter|\bq[1-4]\b", re.IGNORECASE)
# What stands under a heading such as "Indicator" is a code, not a name, where it is one short word with a figure.
_CODE = re.compile(r"(?=\S*\d)\S{1,10}")


def choose_columns(
    columns: tuple[Column, ...], grid: Grid, body: range, as_at: Period | None, *, knows_region: bool = False
) -> tuple[Column, ...]:
    """Keep one column of each kind there can be only one of, and no comparator that could be another's.

    ``body`` are the rows under the headings; ``as_at`` says which of several quarters' RAG or target is the latest.
    ``knows_region`` says that no column is taken for the region's under another region's name.
    """
    columns = _named(columns, grid, body)
    columns = _one_period(columns, as_at)
    columns = _without_repeats(columns)
    return columns if knows_region else _without_doubtful_regions(columns)


def _named(columns: tuple[Column, ...], grid: Grid, body: range) -> tuple[Column, ...]:
    """Settle which column holds the names: not one of codes, nor a description beside the name."""
    names = [column for column in columns if column.role is ColumnRole.NAME]
    if len(names) < 2:
        return columns
    codes = [column for column in names if _holds_codes(column, grid, body)]
    candidates = [column for column in names if column not in codes] or names
    chosen = next((column for column in candidates if not WEAK_NAME.fullmatch(column.heading)), candidates[0])
    has_number = any(column.role is ColumnRole.NUMBER for column in columns)

    def settled(column: Column) -> Column:
        if column not in names or column is chosen:
            return column
        is_number = column in codes and not has_number
        return replace(column, role=ColumnRole.NUMBER if is_number else ColumnRole.IGNORED)

    return tuple(settled(column) for column in columns)


def _holds_codes(column: Column, grid: Grid, body: range) -> bool:
    texts = [text for row in grid.rows if row in body and (text := grid.cell(row, column.index).text)]
    return bool(texts) and all(_CODE.fullmatch(text) for text in texts)


def _one_period(columns: tuple[Column, ...], as_at: Period | None) -> tuple[Column, ...]:
    """Of marks and targets that stand under several months or quarters, keep the latest's."""
    kept = list(columns)
    for belongs in (_is(ColumnRole.RAG), _is(ColumnRole.DOT), lambda column: column.role in TARGET_ROLES):
        about = {c.about for c in columns if belongs(c) and c.about is not None}
        if not about:
            continue
        reached = {period for period in about if as_at is None or period.end <= as_at.end} or about
        latest = max(reached, key=lambda period: period.sort_key)
        kept = [c for c in kept if not belongs(c) or c.about in (None, latest)]
    return tuple(kept)


def _is(role: ColumnRole) -> Callable[[Column], bool]:
    return lambda column: column.role is role


def _without_repeats(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Keep one of each: the one under the latest period, else the one about the latest month, else the first."""
    chosen: dict[ColumnRole, Column] = {}
    for column in columns:
        best = chosen.setdefault(column.role, column)
        if _rank(column) > _rank(best):
            chosen[column.role] = column
    single = _SINGLE_ROLES | {ColumnRole.NAME}
    return tuple(c for c in columns if c.role not in single or chosen[c.role] is c)


def _rank(column: Column) -> tuple[bool, bool]:
    return (column.about is not None, bool(_LATEST_WORDS.search(column.heading)))


def _without_doubtful_regions(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Leave out regions called by different names: only one of them is ours, and the sheet does not say which."""
    regions = [column for column in columns if column.area is AreaRole.REGION]
    if len(_names_of(regions)) < 2:
        return columns
    return tuple(c for c in columns if c not in regions or not REGION_NAME.fullmatch(without_year(c.heading)))


def _names_of(regions: Iterable[Column]) -> set[str]:
    return {word_key(without_year(column.heading)) for column in regions}

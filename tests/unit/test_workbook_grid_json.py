"""Grids as lines: what goes out comes back the same, to the type, and nothing else is taken."""

import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.workbook.grid import Grid, GridCell, anchors_of
from dashboard.workbook.grid_json import GridLineError, grid_line, read_grid_line

values = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.text(),
    st.datetimes(),
)  # fmt: skip
places = st.tuples(st.integers(1, 1048576), st.integers(1, 16384))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    cells = {
        place: GridCell(
            row=place[0],
            column=place[1],
            value=draw(values),
            number_format=draw(st.sampled_from(["General", "0.0%", 'mmm-yy;"x"'])),
            fill=draw(st.sampled_from(["", "FFFF00"])),
            font=draw(st.sampled_from(["Arial", "Wingdings"])),
            uncalculated=draw(st.booleans()),
        )
        for place in draw(st.lists(places, max_size=8))
    }
    merged = draw(
        st.lists(
            st.tuples(st.integers(1, 50), st.integers(1, 4), st.integers(1, 4)), max_size=3, unique_by=lambda m: m[0]
        )
    )
    spans = [(row * 10, 2, row * 10 + down, 2 + across) for row, down, across in merged]
    return Grid(
        name=draw(st.text()),
        visible=draw(st.booleans()),
        cells=cells,
        anchors=anchors_of(spans),
        hidden_rows=draw(st.frozensets(st.integers(1, 1048576), max_size=3)),
        hidden_columns=draw(st.frozensets(st.integers(1, 16384), max_size=3)),
    )


@settings(max_examples=60)
@given(grids())
def test_what_goes_out_comes_back(grid: Grid):
    line = grid_line(grid)
    assert "\n" not in line
    assert line.isascii()
    back = read_grid_line(json.loads(line))
    assert back == grid
    kinds = {place: type(cell.value) for place, cell in grid.cells.items()}
    assert {place: type(cell.value) for place, cell in back.cells.items()} == kinds


SOUND = json.loads(grid_line(Grid(name="s", visible=True, cells={(1, 1): GridCell(row=1, column=1, value=5)})))


@pytest.mark.parametrize(
    "changes",
    [
        {"name": 5}, {"name": None}, {"cells": None}, {"cells": [[1]]}, {"cells": [[0, 1, 5, 0]]},
        {"cells": [[1, 16385, 5, 0]]}, {"cells": [[1048577, 1, 5, 0]]}, {"cells": [[1, 1, 5, 1]]},
        {"cells": [[1, 1, 5, -1]]}, {"cells": [[1, 1, [5], 0]]}, {"cells": [[True, 1, 5, 0]]},
        {"cells": [[1, 1, {"at": 5}, 0]]}, {"cells": [[1, 1, {}, 0]]}, {"cells": [[1, 1, {"at": "soon"}, 0]]},
        {"looks": []}, {"looks": [["General"]]}, {"looks": [["General", "", 5]]},
        {"merges": [[1, 1, 1048576, 16384]]}, {"merges": [[1, 1]]}, {"merges": [[5, 5, 4, 9]]},
        {"hidden_rows": [0]}, {"hidden_columns": ["A"]},
    ],
)  # fmt: skip
def test_what_no_grid_writes_is_refused(changes: dict[str, object]):
    assert read_grid_line(SOUND).cells
    with pytest.raises(GridLineError):
        read_grid_line(SOUND | changes)


@pytest.mark.parametrize("document", [None, [], "grid", 5, True])
def test_what_is_no_object_is_refused(document: object):
    with pytest.raises(GridLineError):
        read_grid_line(document)


def test_a_date_keeps_its_time():
    at = datetime(2019, 4, 1, 23, 59, 58, 7)
    grid = Grid(name="s", visible=True, cells={(1, 1): GridCell(row=1, column=1, value=at)})
    assert read_grid_line(json.loads(grid_line(grid))).cell(1, 1).value == at

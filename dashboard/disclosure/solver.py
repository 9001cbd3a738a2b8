"""Ask a solver for whole numbers that fit all that is shown: two that lie far enough apart prove a count is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.optimize import Bounds as Limits
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import coo_array

from dashboard.disclosure.bounds import Bounds, Numbers, Places, Rows
from dashboard.disclosure.small import FEWEST_VALUES

# Our own families are solved in a few steps; what takes more is taken for found out, never for hidden. A limit of
# steps, not of seconds: a busy machine must leave out the same figures.
STEPS_AT_MOST = 20
# A count that nothing bounds is tried up to here above the least it can be.
FAR = 100_000.0
# An answer that pushes many counts at once need not be the farthest there is.
ROUGHLY = 0.5


def found_out(rows: Rows, bounds: Bounds, targets: Sequence[int]) -> list[int]:
    """List the unknowns that keep fewer than three possible values; one that could not be solved is among them.

    ``bounds`` are what the rows narrow them to one by one; each is so wide that only several rows at once can tell.
    """
    loose = rows.without_known(bounds)
    family = loose.families()
    found: list[int] = []
    for number in np.unique(family[[*targets]]) if targets else ():
        columns = np.flatnonzero(family == number)
        mine = np.searchsorted(columns, [one for one in targets if family[one] == number])
        tied = loose.part(columns)
        if len(columns) > 1 and not _are_mere_shares(tied):
            part = Bounds(low=bounds.low[columns], high=bounds.high[columns])
            found += [int(columns[one]) for one in _found_out(tied, part, mine)]
    return found


def _are_mere_shares(rows: Rows) -> bool:
    """Tell whether nothing says how many there are: what fits then fits twice and three times over as well."""
    up = (rows.high <= 0) | np.isinf(rows.high)
    down = (rows.low >= 0) | np.isinf(rows.low)
    return bool((up & down).all())


def _found_out(rows: Rows, bounds: Bounds, known: Places) -> Places:
    least, most = np.full(rows.unknowns, np.inf), np.full(rows.unknowns, -np.inf)
    program = _Program(rows, bounds)
    for objective in _shared(rows.unknowns, known):
        program.widen(objective, least, most, gap=ROUGHLY)
        if _left(known, least, most).size == 0:
            break
    for target in _left(known, least, most):
        for sign in (1.0, -1.0):
            if most[target] - least[target] < FEWEST_VALUES - 1:
                objective = np.zeros(rows.unknowns)
                objective[target] = sign
                program.widen(objective, least, most)
    return _left(known, least, most)


def _left(targets: Places, least: Numbers, most: Numbers) -> Places:
    spread = np.where(np.isinf(least[targets]), -1.0, most[targets] - least[targets])
    left: Places = targets[spread < FEWEST_VALUES - 1]
    return left


def _shared(unknowns: int, targets: Places) -> Iterator[Numbers]:
    """Push all targets up, all down, and every other one up: one answer shows room for many at once."""
    signs = np.where(np.arange(len(targets)) % 2, 1.0, -1.0)
    for pushed in (np.ones(len(targets)), -np.ones(len(targets)), signs, -signs):
        objective = np.zeros(unknowns)
        objective[targets] = pushed
        yield objective


class _Program:
    """The whole numbers that fit the rows, within bounds found already."""

    def __init__(self, rows: Rows, bounds: Bounds) -> None:
        shape = (len(rows.low), rows.unknowns)
        matrix = coo_array((rows.value, (rows.row, rows.column)), shape=shape).tocsr()
        self._constraints = LinearConstraint(matrix, rows.low, rows.high)
        high = np.where(np.isinf(bounds.high), bounds.low + FAR, bounds.high)
        self._limits = Limits(bounds.low, np.maximum(bounds.low, high))

    def widen(self, objective: Numbers, least: Numbers, most: Numbers, *, gap: float = 0.0) -> None:
        """Note what each unknown is in the answer that has the objective least."""
        solved = milp(
            objective,
            integrality=np.ones(len(objective)),
            bounds=self._limits,
            constraints=self._constraints,
            options={"node_limit": STEPS_AT_MOST, "mip_rel_gap": gap},
        )
        if solved.x is not None:
            answer = np.round(solved.x)
            np.minimum(least, answer, out=least)
            np.maximum(most, answer, out=most)

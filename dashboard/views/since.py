"""Count, beside a page of the past, the figures that read differently now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.formatting import plural
from dashboard.precision import same_figure
from dashboard.views.figures import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """How many figures shown have been restated since, and how many that are missing here came later."""

    restated: int = 0
    added: int = 0

    @property
    def words(self) -> str:
        """Say both counts in one sentence."""
        if not self.restated and not self.added:
            return "None of the figures shown here has been restated since."
        restated = f"{plural(self.restated, 'figure')} shown here {_have(self.restated)} been restated since"
        added = f"{plural(self.added, 'figure')} missing here {_have(self.added)} been added since"
        parts = [words for count, words in ((self.restated, restated), (self.added, added)) if count]
        return f"{' and '.join(parts)}."


def count_since(pairs: Iterable[tuple[Shown | None, Shown | None]]) -> Since:
    """Count over pairs of a figure as shown and the same figure now; what nobody stated then is new, not late."""
    restated = added = 0
    for then, now in pairs:
        if then is None:
            continue
        restated += then.figure.value is not None and not _same(then, now)
        added += then.figure.value is None and now is not None and now.figure.value is not None
    return Since(restated=restated, added=added)


def _same(then: Shown, now: Shown | None) -> bool:
    first, second = then.figure, now.figure if now else None
    if first.value is None or second is None or second.value is None:
        return False
    return same_figure(first.value, first.decimals, second.value, second.decimals)


def _have(count: int) -> str:
    return "has" if count == 1 else "have"

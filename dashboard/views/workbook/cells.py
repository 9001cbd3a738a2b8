"""Turn stored figures into the cells of a sheet: the full figure behind the decimals shown, or the printed words.

What stands in a cell is what the loader reads back to the very same figure; where the usual way of writing it would
not, another is taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dashboard.observations import Observation
from dashboard.precision import PER_CENT, round_half_up, share_per_cent
from dashboard.views.figures import MEAN_DECIMALS
from dashboard.views.workbook.view import SheetCell
from dashboard.vocabulary import Missing, Unit
from dashboard.workbook.lexicon import Lexicon

# What the sheet prints for a missing figure, the first that the council's own words do not give another meaning.
PRINTED: dict[Missing, tuple[str, ...]] = {
    Missing.NOT_YET_PUBLISHED: ("Not published yet", "Not yet published", "Not published"),
    Missing.NOT_A_NATIONAL_MEASURE: ("Not a national measure", "Local measure"),
    Missing.NOT_APPLICABLE: ("n/a", "Not applicable", "[z]", "-"),
    Missing.NOT_AVAILABLE: ("Not available", "No data", "TBC", "[x]"),
    Missing.SUPPRESSED: ("x", "[c]", "Suppressed"),
    Missing.ROUNDS_TO_ZERO: ("[low]",),
    Missing.UNRELIABLE: ("[u]",),
    Missing.CELL_ERROR: ("Not available", "No data"),
}
# Words of a stored cell that are longer are a sentence that stood over several.
_LONGEST_WORD = 40


@dataclass(frozen=True, kw_only=True)
class CellMaker:
    """Makes the cells of one measure's row, all of them in one manner.

    ``as_share`` says that percentages are held as 0.929: a row is one manner throughout, so that a chart of it is of
    one scale.
    """

    unit: Unit
    decimals: int
    lexicon: Lexicon
    as_share: bool

    @property
    def scale(self) -> int:
        """Give by what a cell's number is multiplied to be the figure."""
        return PER_CENT if self.as_share else 1

    def cell(self, figure: Observation | None, *, changed: bool = False, benchmark: bool = False) -> SheetCell:
        """Make the cell of a figure; a blank one where nothing is stored."""
        if figure is None:
            return SheetCell(changed=changed)
        if figure.value is None:
            return SheetCell(text=self._missing_words(figure), changed=changed)
        decimals = self._decimals(figure) if benchmark else self.decimals
        if counts := _counts(figure, self.unit, decimals):
            return SheetCell(text=counts, changed=changed)
        number = _as_share(figure.value) if self.as_share else figure.value
        return SheetCell(number=number, number_format=self.number_format(decimals), changed=changed)

    def number_format(self, decimals: int) -> str:
        """Give the format of a figure with so many decimals; the sign in quotes does not multiply."""
        places = f".{'0' * decimals}" if decimals else ""
        if self.unit is not Unit.PER_CENT:
            return f"#,##0{places}"
        return f"0{places}%" if self.as_share else f'0{places}"%"'

    def _decimals(self, figure: Observation) -> int:
        """Show a comparator with the decimals it was printed with: an average of ten has one more than the rest."""
        return max(self.decimals, min(figure.decimals or 0, MEAN_DECIMALS))

    def _missing_words(self, figure: Observation) -> str:
        """Print the words that stood in the cell where the loader reads the same reason back, else the usual ones."""
        reason = figure.missing or Missing.NO_FIGURE
        printed = (figure.text,) if figure.text and len(figure.text) <= _LONGEST_WORD else ()
        words = (*printed, *PRINTED.get(reason, ()))
        return next(
            (text for text in words if self.lexicon.missing_word(text) is reason), PRINTED.get(reason, ("",))[0]
        )


def holds_shares(figures: Iterable[Observation], unit: Unit) -> bool:
    """Tell whether every percentage of a row reads back from 0.929 to the very figure that is stored."""
    values = [one.value for one in figures if one.value is not None]
    return unit is Unit.PER_CENT and all(_reads_back(_as_share(value), value) for value in values)


def _as_share(value: float) -> float:
    """Give the number that is shown as a percentage of ``value``; the loader multiplies it as a decimal."""
    near = float(Decimal(repr(value)) / PER_CENT)
    around = (near, math.nextafter(near, 0.0), math.nextafter(near, math.inf))
    return next((number for number in around if _reads_back(number, value)), near)


def _reads_back(number: float, value: float) -> bool:
    return float(Decimal(repr(number)) * PER_CENT) == value


def _counts(figure: Observation, unit: Unit, decimals: int) -> str:
    """Write a percentage with its counts, "45 of 78 (57.7%)", where they give the very figure; else nothing."""
    part, whole = figure.numerator, figure.denominator
    if unit is not Unit.PER_CENT or figure.derived or figure.value is None or part is None or not whole:
        return ""
    of, all_ = Decimal(repr(part)), Decimal(repr(whole))
    if part < 0 or part > whole or float(share_per_cent(of, all_)) != figure.value:
        return ""
    return f"{of.normalize():f} of {all_.normalize():f} ({round_half_up(figure.value, decimals)}%)"

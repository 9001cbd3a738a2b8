"""What one row of a regional return says: a figure with its counts, or the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dashboard.benchmarks.symbols import EES_SYMBOLS
from dashboard.catalogue.schema import Indicator
from dashboard.formatting import MISSING_WORDS
from dashboard.precision import PER_CENT, disagreement
from dashboard.vocabulary import Missing, Unit

# Reasons that a person can give; the others are what the product itself finds in a cell.
REASONS = tuple(reason for reason in Missing if reason not in (Missing.CELL_ERROR, Missing.NO_FIGURE))
# The national symbols of today (those that are letters), each reason's own word, and the words that pages print for it.
RETURN_SYMBOLS: Mapping[str, Missing] = {
    **{symbol: reason for symbol, reason in EES_SYMBOLS.items() if symbol.isalpha()},
    **{str(reason): reason for reason in REASONS},
    **{MISSING_WORDS[reason].casefold(): reason for reason in REASONS},
}
_NUMBER = re.compile(r"(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<decimals>\d+))?) ?(?P<sign>%?)", re.ASCII)
# A float holds so many digits exactly; no figure has more.
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFigure:
    """A figure with its decimals and counts, or a reason; ``text`` is the symbol or word that stands for the reason."""

    value: float | None = None
    missing: Missing | None = None
    decimals: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """A number as it is written."""

    number: Decimal
    decimals: int
    has_sign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    numerator: Decimal | None
    denominator: Decimal | None

    @property
    def both(self) -> tuple[Decimal, Decimal] | None:
        if self.numerator is None or self.denominator is None:
            return None
        return self.numerator, self.denominator


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """What is wrong with a row's figure: the issue's code and words. Nothing of a cell is echoed but numbers."""

    code: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureReader:
    """Reads the columns ``figure``, ``numerator``, ``denominator`` and ``missing`` of one measure's rows."""

    indicator: Indicator

    def read(self, cells: Mapping[str, str]) -> ReturnFigure | RowFault:
        """Read the four columns of a row."""
        counts = _counts(cells)
        figure, reason = cells["figure"], cells["missing"]
        if isinstance(counts, RowFault):
            return counts
        if not figure and not reason:
            return _unreadable("A row has neither a figure nor a reason in the column missing.")
        if reason and reason.casefold() not in RETURN_SYMBOLS:
            return _unreadable("The column missing holds no reason that is known.")
        if (printed := _printed(figure)) is None:
            return self._reason(figure, reason, counts)
        if reason:
            return _unreadable("A row has both a figure and a reason in the column missing.")
        return self._figure(printed, counts)

    def _reason(self, figure: str, reason: str, counts: _Counts) -> ReturnFigure | RowFault:
        if figure and figure.casefold() not in RETURN_SYMBOLS:
            return _unreadable("The column figure holds neither a number nor a symbol that is known.")
        said = {RETURN_SYMBOLS[word.casefold()] for word in (figure, reason) if word}
        if len(said) > 1:
            return _unreadable("The columns figure and missing give two different reasons.")
        if counts.numerator is not None or counts.denominator is not None:
            return _unreadable("A row gives counts beside a figure that it does not give.")
        return ReturnFigure(missing=said.pop(), text=figure or reason)

    def _figure(self, printed: _Printed, counts: _Counts) -> ReturnFigure | RowFault:
        is_per_cent = self.indicator.unit is Unit.PER_CENT
        if printed.has_sign and not is_per_cent:
            return _unreadable("The column figure holds a percentage, and the measure is none.")
        if printed.number < 0:
            return _out_of_range("The column figure is below 0.")
        if is_per_cent and not self.indicator.can_exceed_100 and printed.number > PER_CENT:
            return _out_of_range("The column figure is a percentage above 100.")
        if is_per_cent and (both := counts.both) is not None:
            return self._share(printed, *both)
        if is_per_cent and not printed.has_sign and 0 < printed.number <= 1:
            what = f"{printed.number} in a percentage measure without a per cent sign: {printed.number}% or a share?"
            return RowFault(code="ambiguous-percentage", what=what)
        return _as_figure(printed, counts)

    def _share(self, printed: _Printed, part: Decimal, whole: Decimal) -> ReturnFigure | RowFault:
        """Keep a percentage as printed where its counts agree with it after rounding; refuse it else."""
        if whole == 0 or (part > whole and not self.indicator.can_exceed_100):
            return _out_of_range(f"{part:f} of {whole:f} cannot be a share.")
        if what := disagreement(part, whole, printed.number):
            return RowFault(code="counts-disagree", what=what)
        return _as_figure(printed, _Counts(numerator=part, denominator=whole))


def _counts(cells: Mapping[str, str]) -> _Counts | RowFault:
    numerator, denominator = (_count(cells[name], name) for name in ("numerator", "denominator"))
    if isinstance(numerator, RowFault):
        return numerator
    if isinstance(denominator, RowFault):
        return denominator
    return _Counts(numerator=numerator, denominator=denominator)


def _count(text: str, column: str) -> Decimal | RowFault | None:
    """Read a count; None where the cell is empty or a symbol stands in it."""
    if not text or text.casefold() in RETURN_SYMBOLS:
        return None
    printed = _printed(text)
    if printed is None or printed.has_sign or printed.number % 1 != 0:
        return _unreadable(f"The column {column} does not hold a whole number.")
    return printed.number if printed.number >= 0 else _out_of_range(f"The column {column} is below 0.")


def _unreadable(what: str) -> RowFault:
    return RowFault(code="regional-return-unreadable", what=what)


def _out_of_range(what: str) -> RowFault:
    return RowFault(code="benchmark-out-of-range", what=what)


def _printed(text: str) -> _Printed | None:
    found = _NUMBER.fullmatch(text)
    if found is None or sum(one.isdigit() for one in text) > _MOST_DIGITS:
        return None
    return _Printed(
        number=Decimal(found["number"].replace(",", "")),
        decimals=len(found["decimals"] or ""),
        has_sign=bool(found["sign"]),
    )


def _as_figure(printed: _Printed, counts: _Counts) -> ReturnFigure:
    return ReturnFigure(
        value=float(printed.number),
        decimals=printed.decimals,
        numerator=None if counts.numerator is None else float(counts.numerator),
        denominator=None if counts.denominator is None else float(counts.denominator),
    )

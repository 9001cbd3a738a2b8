"""All words a sheet may be read by: the built-in ones and those an officer added in ``layouts.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from dashboard.catalogue.layout_book import HeadingEntry, LayoutBook
from dashboard.vocabulary import AreaRole, Basis, ColumnRole, Missing, Move, Polarity, Rag, ReportId
from dashboard.workbook.headings import plain_heading
from dashboard.workbook.layouts import area_role, heading_words, region_named
from dashboard.workbook.mark_words import (
    ARROWS,
    DATA_PERIODS,
    DATA_PERIODS_ALONE,
    FIGURE_WORDS,
    PERFORMANCE_WORDS,
    POLARITY_WORDS,
    RAG_WORDS,
    word_key,
)
from dashboard.workbook.missing_words import missing_word

_Meaning = TypeVar("_Meaning")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingMeaning:
    """What a heading makes of its column; ``months_before`` where it counts its month back from the as-at month."""

    role: ColumnRole
    area: AreaRole | None = None
    months_before: int | None = None


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The words of headings and marks, the officer's before the built-in ones."""

    headings: Mapping[str, HeadingEntry]
    data_periods: Mapping[str, frozenset[Basis]]
    own_data_periods: frozenset[str]
    polarity: Mapping[str, Polarity]
    rag: Mapping[str, Rag]
    arrows: Mapping[str, Move]
    performance: Mapping[str, Move]
    figure: Mapping[str, Move]
    missing: Mapping[str, Missing]
    our_region: str | None = None

    @classmethod
    def of(cls, book: LayoutBook, report: ReportId | None = None, our_region: str = "") -> Lexicon:
        """Join a council's own words to the built-in ones; headings kept for another report are left out.

        ``our_region`` is the name of the region that the council lies in: another region's name is no comparator of
        ours. Where it is not given any one region's name is taken for it.
        """
        own = {word_key(words): move for words, move in book.direction.items()}
        marks = {key: move for key, move in own.items() if not any(character.isalnum() for character in key)}
        periods = {word_key(words): frozenset({basis}) for words, basis in book.data_periods.items()}
        return cls(
            headings={
                word_key(entry.heading): entry
                # One kept for this very report beats one for all.
                for entry in sorted(book.headings, key=lambda entry: entry.report is not None)
                if entry.report in (None, report)
            },
            data_periods={**DATA_PERIODS, **DATA_PERIODS_ALONE, **periods},
            own_data_periods=frozenset(periods),
            polarity={**POLARITY_WORDS, **_keyed(book.polarity)},
            rag={**RAG_WORDS, **_keyed(book.rag)},
            arrows={**ARROWS, **marks},
            performance={**PERFORMANCE_WORDS, **own},
            figure={key: move for key, move in FIGURE_WORDS.items() if key not in own},
            missing=_keyed(book.missing),
            our_region=region_named(our_region),
        )

    def heading(self, leaf: str, groups: tuple[str, ...] = ()) -> HeadingMeaning | None:
        """Find what a heading's words make of its column; ``groups`` are the headings above it."""
        own = self.headings.get(word_key(leaf)) or self.headings.get(word_key(plain_heading(leaf)))
        if own is not None:
            return HeadingMeaning(role=own.role, area=own.area, months_before=own.months_before)
        words = heading_words(leaf, groups)
        if words is None or (words.area is AreaRole.REGION and self._is_another_region(leaf)):
            return None
        return HeadingMeaning(role=words.role, area=words.area, months_before=words.months_before)

    def area_role(self, label: str) -> AreaRole | None:
        """Find which comparator a row's label names; our own region's name is the region."""
        if self.our_region is not None and region_named(label) == self.our_region:
            return AreaRole.REGION
        return area_role(label)

    def _is_another_region(self, leaf: str) -> bool:
        named = region_named(plain_heading(leaf))
        return None not in (named, self.our_region) and named != self.our_region

    def is_ignored(self, leaf: str) -> bool:
        """Tell whether an officer said that a column with this heading is not read."""
        own = self.headings.get(word_key(leaf)) or self.headings.get(word_key(plain_heading(leaf)))
        return own is not None and own.role is ColumnRole.IGNORED

    def is_own_heading(self, leaf: str) -> bool:
        """Tell whether an officer said what this heading is."""
        return word_key(leaf) in self.headings or word_key(plain_heading(leaf)) in self.headings

    def missing_word(self, text: str) -> Missing | None:
        """Give the reason that a cell's words stand for, the officer's own or built in."""
        return missing_word(text, self.missing)

    def stated_bases(self, text: str, *, is_data_period: bool) -> frozenset[Basis]:
        """Give the time bases that a data-period cell allows; empty where it states none.

        ``is_data_period`` says that the column is about the data's period, not how often the row is reported.
        """
        key = word_key(text)
        if key in DATA_PERIODS_ALONE and not is_data_period and key not in self.own_data_periods:
            return frozenset()
        return self.data_periods.get(key, frozenset())


def _keyed(words: Mapping[str, _Meaning]) -> dict[str, _Meaning]:
    return {word_key(text): meaning for text, meaning in words.items()}


BUILT_IN = Lexicon.of(LayoutBook())
"""The words that hold for every council."""

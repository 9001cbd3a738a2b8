"""The words and marks printed in a measure's row, as data: which way is good, RAG, direction, time basis.

Each table's words are parted by ``|``. They are compared by ``word_key``, so capitals and spaces do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from dashboard.plain_text import plain_characters
from dashboard.vocabulary import Basis, Move, Polarity, Rag

_Meaning = TypeVar("_Meaning")

# An emoji may carry a selector that says only how it is drawn.
_SELECTORS = re.compile("[\ufe0e\ufe0f]")


def word_key(text: str) -> str:
    """Reduce words to what decides: capitals, spaces and the kind of dash or apostrophe do not."""
    return "".join(_SELECTORS.sub("", plain_characters(text)).split()).casefold()


def _table(meanings: Mapping[_Meaning, str]) -> dict[str, _Meaning]:
    return {word_key(word): meaning for meaning, words in meanings.items() for word in words.split("|")}


POLARITY_WORDS: dict[str, Polarity] = _table(
    {
        Polarity.HIGHER_IS_BETTER: (
            "high|higher|h|hi|up|↑|▲|⬆|+|high is good|higher is good|higher is better|high is better|good to be high"
            "|bigger|big|big is good|bigger is better|more|more is better|up is good|increase|increasing|maximise"
            "|maximize|max|good if high|higher the better|the higher the better|aim to maximise|aim to increase"
        ),
        Polarity.LOWER_IS_BETTER: (
            "low|lower|l|lo|down|↓|▼|⬇|low is good|lower is good|lower is better|low is better|good to be low|smaller"
            "|small|small is good|smaller is better|less|fewer|less is better|down is good|decrease|decreasing|reduce"
            "|minimise|minimize|min|good if low|lower the better|the lower the better|aim to minimise|aim to decrease"
            "|aim to reduce"
        ),
        Polarity.CLOSE_TO_TARGET: (
            "t|target|range|within range|in range|close to target|stay close to target|near target|on target"
            "|plan is best"
        ),
        Polarity.NO_POLARITY: (
            "info|information|measure for information|for information|information only|info only|n/a|na|none|neither"
            "|neutral|no polarity|context|contextual|monitor|monitoring|activity|not applicable|i"
        ),
    }
)

RAG_WORDS: dict[str, Rag] = _table(
    {
        Rag.RED: (
            "red|r|target missed|missed|not met|target not met|not achieved|off target|below floor|floor missed"
            "|outside tolerance|off track|🔴|🟥"
        ),
        Rag.AMBER: (
            "amber|a|near miss|near|nearly met|close|close to target|within tolerance|slightly off target|yellow|orange"
            "|🟠|🟡|🟧|🟨"
        ),
        Rag.GREEN: "green|g|target met|met|achieved|target achieved|on target|on track|exceeded|target exceeded|🟢|🟩",
    }
)

# Marks that point somewhere; what a pointing arrow means is the measure's polarity's business.
ARROWS: dict[str, Move] = _table(
    {
        Move.UP: "▲|↑|↗|⬆|⇑|⇧|△|🔺|🔼|⬈|⮝|🡅|🡱|↟|⭡",
        Move.DOWN: "▼|↓|↘|⬇|⇓|⇩|▽|🔻|🔽|⬊|⮟|🡇|🡳|↡|⭣",
        Move.LEVEL: "►|→|◄►|↔|▶|=|➡|⬌|⇒|⇨|⇔|➔|➜|⭢|◀▶|⬅➡|←→|▬",
    }
)
# Letters that these symbol fonts draw as arrows.
SYMBOL_FONTS: dict[str, dict[str, Move]] = {
    "wingdings": _table({Move.UP: "é|ñ", Move.DOWN: "ê|ò", Move.LEVEL: "è|ð|ó"}),
    "wingdings 3": _table({Move.UP: "p|h", Move.DOWN: "q|i", Move.LEVEL: "u|g"}),
    "webdings": _table({Move.UP: "5", Move.DOWN: "6", Move.LEVEL: "4"}),
}
# Words about performance: the same whichever way is good.
PERFORMANCE_WORDS: dict[str, Move] = _table(
    {
        Move.UP: (
            "improving|improved|improvement|better|getting better|up (good)|up good|down (good)|down good|up - good"
            "|down - good|good|positive|increase (good)|decrease (good)|improvement in performance"
        ),
        Move.DOWN: (
            "worsening|worsened|worse|getting worse|declining|declined|decline|deteriorating|deteriorated"
            "|up (bad)|up bad|down (bad)|down bad|up - bad|down - bad|bad|negative|increase (bad)"
            "|decrease (bad)|decline in performance"
        ),
        Move.LEVEL: "stable|same|the same|no change|unchanged|static|steady|level|maintained|flat",
    }
)
# Words about the figure: good or bad by the measure's polarity.
FIGURE_WORDS: dict[str, Move] = _table(
    {
        Move.UP: "increasing|increase|increased|rising|risen|rise|higher|up|going up",
        Move.DOWN: "decreasing|decrease|decreased|falling|fallen|fall|reducing|reduced|lower|down|going down",
    }
)

# What a data-period column's code or words state. A measure reported quarterly or yearly is stated as such only where
# the column is about the data's period; under "Frequency" the word may only say how often the row is filled in.
DATA_PERIODS: dict[str, frozenset[Basis]] = _table(
    {
        frozenset({Basis.ROLLING_12_MONTHS}): (
            "r12m|r12|12mr|rolling 12 months|rolling 12 month|rolling year|rolling 12|12 months rolling"
            "|12 month rolling|rolling twelve months|last 12 months"
        ),
        frozenset({Basis.MONTH_END}): (
            "ms|me|snapshot|monthly snapshot|month end|month-end|at month end|end of month|month end snapshot"
            "|as at month end"
        ),
        frozenset({Basis.YEAR_TO_DATE}): "ytd|year to date|cumulative|cumulative in year|cumulative ytd|fytd",
        frozenset({Basis.IN_MONTH}): "in month|in-month|within month|during the month|im",
        frozenset({Basis.IN_QUARTER}): "in quarter|in-quarter|within quarter|during the quarter",
        frozenset({Basis.FINANCIAL_YEAR}): "financial year|fy",
        frozenset({Basis.ACADEMIC_YEAR}): "academic year|school year|ay",
        frozenset({Basis.CALENDAR_YEAR}): "calendar year|cy",
    }
)
DATA_PERIODS_ALONE: dict[str, frozenset[Basis]] = _table(
    {
        frozenset({Basis.IN_QUARTER}): "q|quarterly|quarter",
        frozenset({Basis.FINANCIAL_YEAR, Basis.ACADEMIC_YEAR}): "a|annual|annually|yearly|year",
    }
)

# What the words in brackets of a DATA NOTE say of the row's time basis; a note without them means in the month.
NOTE_BASES: dict[str, Basis] = {
    "rolling 12 months": Basis.ROLLING_12_MONTHS,
    "rolling year": Basis.ROLLING_12_MONTHS,
    "month end": Basis.MONTH_END,
    "snapshot": Basis.MONTH_END,
    "cumulative": Basis.YEAR_TO_DATE,
    "year to date": Basis.YEAR_TO_DATE,
}
NOTE_UNITS = ("number", "percentage", "rate", "fte", "average", "days")

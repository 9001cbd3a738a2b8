"""Let the marks of a section follow what an officer changes in it, and write the key that explains them."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.utility import xl_rowcol_to_cell

from dashboard.charts.marks import RAG_SHAPES
from dashboard.judge.words import RAG_WORDS, TRAVEL_WORDS, UNRATED_DECLINE
from dashboard.reports.scorecard_places import FIRST_ROW, GOOD_IS, NAMES, Places
from dashboard.reports.scorecard_styles import (
    QUIET,
    RAG_LOOKS,
    ExactSheet,
    Styles,
    shown_before,
    shown_behind,
)
from dashboard.views.workbook.view import WorkbookSheet, WorkbookView
from dashboard.vocabulary import Rag, Travel

KEY = (
    ("▲", "improvement in performance"),
    ("▼", "decline in performance but still within limits of target, or not on target, as the words beside it say"),
    ("►", "stable"),
    ("▲ ▼", "of a measure for information: increase or decrease in numbers (no good or bad performance)"),
)
TRAVEL_NOTE = (
    "Direction of travel represents the direction of performance since the {period} before with reference to the "
    "polarity of good performance for that measure; the word behind the arrow says whether that is good."
)
RAG_NOTE = "RAG holds the latest {period}'s figure against the tolerances beside it."


def follow_edits(sheet: ExactSheet, styles: Styles, at: Places, rows: int) -> None:
    """Let colour and mark of a rating follow the word, and the words behind an arrow the arrow and the rating."""
    first, last = FIRST_ROW, FIRST_ROW + rows - 1
    follow_rating(sheet, styles, (first, at.rag, last, at.rag))
    mark, rated, good = (xl_rowcol_to_cell(first, column, col_abs=True) for column in (at.travel, at.rag, GOOD_IS))
    for criteria, words in _travel_rules(mark, rated, good):
        format_ = styles.bare(num_format=shown_behind(words))
        rule = {"type": "formula", "criteria": criteria, "format": format_, "stop_if_true": True}
        sheet.conditional_format(first, at.travel, last, at.travel, rule)
    states = {"validate": "list", "source": list(RAG_WORDS.values()), "ignore_blank": True, "error_type": "warning"}
    sheet.data_validation(first, at.rag, last, at.rag, states)


def follow_rating(sheet: ExactSheet, styles: Styles, cells: tuple[int, int, int, int]) -> None:
    """Give cells the colour and the shape of the rating whose word they hold."""
    for state, look in RAG_LOOKS.items():
        format_ = styles.bare(num_format=shown_before(RAG_SHAPES[state]), **look)
        rule = {"type": "cell", "criteria": "==", "value": f'"{RAG_WORDS[state]}"', "format": format_}
        sheet.conditional_format(*cells, rule)


def _travel_rules(mark: str, rated: str, good: str) -> Iterator[tuple[str, str]]:
    """Give the words behind an arrow by the arrow, the rating and whether there is good and bad, the first to fit."""
    up, down, level = (f'{mark}="{arrow}"' for arrow in "▲▼►")
    red, green, amber = (f'{rated}="{RAG_WORDS[state]}"' for state in (Rag.RED, Rag.GREEN, Rag.AMBER))
    yield f'=AND({up},{good}="Info")', TRAVEL_WORDS[Travel.INCREASE_NO_POLARITY]
    yield f'=AND({down},{good}="Info")', TRAVEL_WORDS[Travel.DECREASE_NO_POLARITY]
    yield f"={up}", TRAVEL_WORDS[Travel.IMPROVEMENT]
    yield f"=AND({down},{red})", TRAVEL_WORDS[Travel.DECLINE_NOT_ON_TARGET]
    yield f"=AND({down},OR({green},{amber}))", TRAVEL_WORDS[Travel.DECLINE_WITHIN_LIMITS]
    yield f"={down}", UNRATED_DECLINE
    yield f"={level}", TRAVEL_WORDS[Travel.STABLE_WITH_POLARITY]


def write_key(sheet: ExactSheet, styles: Styles, view: WorkbookView, section: WorkbookSheet) -> None:
    """Write the key and the notes under the table."""
    row = FIRST_ROW + len(section.rows) + 1
    period = "month" if view.headings.monthly else "quarter"
    sheet.write_string(row, 0, "Key", styles.of(bold=True))
    for place, (mark, words) in enumerate(KEY, start=row + 1):
        sheet.write_string(place, 0, mark, styles.of(font_size=9))
        sheet.write_string(place, NAMES, words, styles.of(font_size=9))
    notes = [TRAVEL_NOTE.format(period=period), RAG_NOTE.format(period=period)]
    if not all(one.rag.state in RAG_SHAPES for one in section.rows):
        notes.append("A measure without a target is not rated.")
    for place, words in enumerate(notes, start=row + 1 + len(KEY)):
        sheet.write_string(place, 0, words, styles.of(QUIET, font_size=9, text_wrap=False))

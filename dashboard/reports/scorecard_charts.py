"""Write the native charts of the scorecard workbook: one of a measure that is chosen from a list, and small ones.

All are drawn from the sheet of their figures, whose cells are formulas over the sections: a figure that an officer
changes moves its charts. No row of either sheet has the headings of a scorecard, so that no loader takes it for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from dashboard.charts.tokens import LIGHT
from dashboard.formatting import plural
from dashboard.precision import round_half_up
from dashboard.reports.scorecard_places import FIRST_ROW, places_of, print_on_a4, quoted
from dashboard.reports.scorecard_styles import FONT, LEFT, QUIET, TITLE, ExactSheet, Styles
from dashboard.views.workbook.view import SheetCell, WorkbookRow, WorkbookView

CHARTS, CHART_DATA = "Charts", "Chart data"
NOT_A_NUMBER = "#N/A"
DATA_FIRST = 3
CHOICE_ROW, CHOICE_COLUMN = 3, 1
# The figures behind the chosen measure's chart stand to the right of what is read.
BEHIND_ROW, BEHIND_COLUMN = 6, 16
SMALL_FIRST, SMALL_ROWS, SMALL_ACROSS, SMALL_COLUMNS = 26, 13, 3, 5
BIG_SIZE = {"width": 960, "height": 380}
SMALL_SIZE = {"width": 318, "height": 238}
# A lookup takes these as wild cards.
_WILD = re.compile(r"[*?~]")
# What the library takes for a cell's address in a title.
_ADDRESS = re.compile(r"!(?=\$?[A-Z]+\$?\d)")
_COUNTS = re.compile(r"\((-?[\d.]+)%\)$")
DATA_WORDS = (
    "What the charts are drawn from: each row a measure, its figures in the order of the columns of its sheet, then "
    "its target as often. #N/A is a period without a figure: the chart leaves a gap."
)


class ChartWriter:
    """Writes both sheets of the charts."""

    def __init__(
        self, book: Workbook, charts: ExactSheet, data: ExactSheet, view: WorkbookView, styles: Styles
    ) -> None:
        self._book = book
        self._charts = charts
        self._data = data
        self._view = view
        self._styles = styles
        self._at = places_of(view.headings)
        self._periods = len(view.headings.months)
        # The row of each measure's figures, by its section and place.
        self._places = {
            (section, number): DATA_FIRST + place
            for place, (section, number) in enumerate(
                (section, number) for section, sheet in enumerate(view.sheets) for number in range(len(sheet.rows))
            )
        }
        self._labels = list(_unique(row.label for sheet in view.sheets for row in sheet.rows))

    def write(self) -> None:
        """Write the figures, then the charts of them."""
        self._write_data()
        self._choice()
        self._small()

    def _write_data(self) -> None:
        sheet, styles = self._data, self._styles
        sheet.set_column(0, 0, 60)
        print_on_a4(sheet, self._view)
        sheet.write_string(0, 0, f"{self._view.head.title}: figures behind the charts", styles.of(TITLE))
        sheet.write_string(1, 0, DATA_WORDS, styles.of(QUIET, text_wrap=False))
        plain = styles.of()
        for (section, number), place in self._places.items():
            name = self._view.sheets[section].name
            row = self._view.sheets[section].rows[number]
            sheet.write_string(place, 0, self._labels[place - DATA_FIRST], plain)
            for column, cell in enumerate(row.months):
                source = f"{quoted(name)}!{xl_rowcol_to_cell(FIRST_ROW + number, self._at.months + column)}"
                formula, value = _drawn(source, cell, row)
                sheet.write_formula(place, 1 + column, formula, plain, value)
            if row.goal is not None:
                for column in range(self._periods):
                    sheet.write_number(place, 1 + self._periods + column, row.goal, plain)
        sheet.freeze_panes(DATA_FIRST, 1)

    # --------------------------------------------------------------------------------------------------
    # The chosen measure
    # --------------------------------------------------------------------------------------------------

    def _choice(self) -> None:
        sheet, styles = self._charts, self._styles
        sheet.set_column(0, 0, 18)
        sheet.set_column(CHOICE_COLUMN, BEHIND_COLUMN - 1, 9)
        sheet.set_column(BEHIND_COLUMN, BEHIND_COLUMN, 18)
        print_on_a4(sheet, self._view, last=(self._last_row(), BEHIND_COLUMN - 2), one_page=True)
        sheet.write_string(0, 0, f"{self._view.head.title}: charts", styles.of(TITLE))
        sheet.write_string(1, 0, self._view.as_at, styles.of(bold=True))
        sheet.write_string(CHOICE_ROW, 0, "Choose a measure", styles.of(bold=True))
        first = self._first_chosen()
        box = styles.of(border=1, bg_color=LIGHT.panel, font_color=LIGHT.link, bold=True)
        sheet.merge_range(CHOICE_ROW, CHOICE_COLUMN, CHOICE_ROW, CHOICE_COLUMN + 11, "", box)
        sheet.write_string(CHOICE_ROW, CHOICE_COLUMN, self._labels[first - DATA_FIRST], box)
        self._list()
        self._behind(first)
        chart = self._chart(
            figures=(CHARTS, BEHIND_ROW, BEHIND_COLUMN + 1), goal=(CHARTS, BEHIND_ROW, BEHIND_COLUMN + 2), upright=True
        )
        chosen = xl_rowcol_to_cell(CHOICE_ROW, CHOICE_COLUMN, row_abs=True, col_abs=True)
        chart.set_title({"name": f"={quoted(CHARTS)}!{chosen}", "name_font": {"name": FONT, "size": 12}})
        chart.set_legend({"position": "bottom", "font": {"name": FONT, "size": 9}})
        chart.set_size(BIG_SIZE)
        words = "Line chart of the measure chosen above, period by period, with its target where it has one."
        sheet.insert_chart(CHOICE_ROW + 2, 0, chart, {"description": words, "object_position": 2})

    def _list(self) -> None:
        labels = xl_range_abs(DATA_FIRST, 0, DATA_FIRST + len(self._labels) - 1, 0)
        rule = {
            "validate": "list",
            "source": f"={quoted(CHART_DATA)}!{labels}",
            "input_title": "Measure",
            "input_message": "Choose the measure to draw from the list.",
            "error_title": "Not in the list",
            "error_message": "Choose one of the measures of the list.",
        }
        self._charts.data_validation(CHOICE_ROW, CHOICE_COLUMN, CHOICE_ROW, CHOICE_COLUMN, rule)

    def _first_chosen(self) -> int:
        """Open the list at what stands out most, else at the first measure."""
        found = (self._places[choice.sheet, choice.row] for choice in self._view.drawn)
        return next(found, DATA_FIRST)

    def _behind(self, first: int) -> None:
        """Look the chosen measure's figures up; each with the result it has as the workbook is written."""
        sheet, styles = self._charts, self._styles
        words = "Behind this chart, one period a row: the figure, then the target"
        sheet.write_string(BEHIND_ROW - 1, BEHIND_COLUMN, words, styles.of(QUIET, text_wrap=False))
        last = DATA_FIRST + len(self._labels) - 1
        labels = f"{quoted(CHART_DATA)}!{xl_range_abs(DATA_FIRST, 0, last, 0)}"
        held = f"{quoted(CHART_DATA)}!{xl_range_abs(DATA_FIRST, 1, last, 2 * self._periods)}"
        chosen = xl_rowcol_to_cell(CHOICE_ROW, CHOICE_COLUMN, row_abs=True, col_abs=True)
        row = self._row_at(first)
        for place, heading in enumerate(self._view.headings.months):
            line = BEHIND_ROW + place
            sheet.write_string(line, BEHIND_COLUMN, heading.replace("\n", " "), styles.of(LEFT))
            found = f"INDEX({held},MATCH({chosen},{labels},0),{{}})"
            _, value = _drawn("", row.months[place], row)
            sheet.write_formula(line, BEHIND_COLUMN + 1, f"={found.format(place + 1)}", styles.of(), value)
            goal = found.format(self._periods + place + 1)
            held_goal = row.goal if row.goal is not None else NOT_A_NUMBER
            sheet.write_formula(line, BEHIND_COLUMN + 2, f"=IF(ISNUMBER({goal}),{goal},NA())", styles.of(), held_goal)

    def _row_at(self, place: int) -> WorkbookRow:
        section, number = next(key for key, where in self._places.items() if where == place)
        return self._view.sheets[section].rows[number]

    # --------------------------------------------------------------------------------------------------
    # Small charts
    # --------------------------------------------------------------------------------------------------

    def _small(self) -> None:
        sheet, view = self._charts, self._view
        count = len(view.drawn)
        caption = f"Off target, or standing out: {plural(count, 'measure')}" if count else ""
        sheet.write_string(SMALL_FIRST - 1, 0, caption, self._styles.of(bold=True))
        for place, choice in enumerate(view.drawn):
            row = view.sheets[choice.sheet].rows[choice.row]
            line = self._places[choice.sheet, choice.row]
            goal = (CHART_DATA, line, 1 + self._periods) if row.goal is not None else None
            chart = self._chart(figures=(CHART_DATA, line, 1), goal=goal, upright=False)
            # The reason first: of a long name the end is cut.
            title = _in_words(_short(f"{choice.why}: {row.label}"))
            chart.set_title({"name": title, "name_font": {"name": FONT, "size": 8, "bold": True}})
            chart.set_legend({"none": True})
            chart.set_size(SMALL_SIZE)
            down, across = divmod(place, SMALL_ACROSS)
            words = f"Line chart of {row.label}. {row.rag.word}. {row.signal.title}"
            sheet.insert_chart(
                SMALL_FIRST + down * SMALL_ROWS, 0, chart,
                {"description": words, "object_position": 2, "x_offset": across * (SMALL_SIZE["width"] + 4)},
            )  # fmt: skip
        if view.undrawn:
            sheet.write_string(self._last_row(), 0, view.undrawn, self._styles.of(QUIET, text_wrap=False))

    def _last_row(self) -> int:
        lines = -(-len(self._view.drawn) // SMALL_ACROSS)
        return SMALL_FIRST + lines * SMALL_ROWS + 1

    def _chart(self, *, figures: tuple[str, int, int], goal: tuple[str, int, int] | None, upright: bool) -> Chart:
        """Draw a line of figures and, dotted, its target; ``upright`` says that they stand in a column."""
        chart = self._book.add_chart({"type": "line"})
        last = BEHIND_ROW + self._periods - 1
        periods = [CHARTS, BEHIND_ROW, BEHIND_COLUMN, last, BEHIND_COLUMN]
        line = {"color": LIGHT.link, "width": 2}
        labels: list[dict[str, Any]] = [{"delete": True}] * (self._periods - 1)
        chart.add_series({
            "name": "Figure",
            "categories": periods,
            "values": self._cells(figures, upright=upright),
            "line": line,
            "marker": {"type": "circle", "size": 5, "fill": {"color": LIGHT.link}, "border": {"color": LIGHT.link}},
            "data_labels": {"value": True, "position": "above", "custom": [*labels, {}], "font": {"size": 8}},
        })  # fmt: skip
        if goal is not None:
            chart.add_series({
                "name": "Target",
                "categories": periods,
                "values": self._cells(goal, upright=upright),
                "line": {"color": LIGHT.target, "width": 1.25, "dash_type": "round_dot"},
            })  # fmt: skip
        chart.show_na_as_empty_cell()
        chart.show_blanks_as("gap")
        chart.set_x_axis({"num_font": {"name": FONT, "size": 8, "bold": False, "rotation": -45}})
        axis = {
            "num_font": {"name": FONT, "size": 8},
            "major_gridlines": {"visible": True, "line": {"color": LIGHT.hairline}},
        }
        chart.set_y_axis(axis)
        return chart

    def _cells(self, first: tuple[str, int, int], *, upright: bool) -> list[str | int]:
        name, row, column = first
        more = self._periods - 1
        return [name, row, column, row + more, column] if upright else [name, row, column, row, column + more]


def _drawn(source: str, cell: SheetCell, row: WorkbookRow) -> tuple[str, float | str]:
    """Give the formula of a figure as it is shown, and its result; one with its counts is taken out of its words."""
    times = f"*{row.scale}" if row.scale != 1 else ""
    words, value = "NA()", NOT_A_NUMBER if cell.number is None else _shown(cell.number * row.scale, row.decimals)
    if cell.number is None and (found := _COUNTS.search(cell.text)):
        begins, ends = f'FIND("(",{source})+1', f'FIND("%)",{source})-FIND("(",{source})-1'
        words, value = f"IFERROR(VALUE(MID({source},{begins},{ends})),NA())", float(found[1])
    return f"=IF(ISNUMBER({source}),ROUND({source}{times},{row.decimals}),{words})", value


def _shown(value: float, decimals: int) -> float:
    return float(round_half_up(value, decimals))


def _unique(labels: Iterator[str]) -> Iterator[str]:
    """Make each label one that a lookup finds: no wild cards, no more than it takes, no two alike."""
    seen: dict[str, int] = {}
    for label in labels:
        plain = _WILD.sub("", label)[:240]
        seen[plain.casefold()] = seen.get(plain.casefold(), 0) + 1
        yield plain if seen[plain.casefold()] == 1 else f"{plain} ({seen[plain.casefold()]})"


def _in_words(title: str) -> str:
    """Keep a title from being taken for the address of a cell, which would be shown in its place."""
    return _ADDRESS.sub("! ", title)


def _short(words: str, most: int = 110) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"

"""The marks of a row: GOOD PERF IS, RAG, direction of travel, DATA NOTE and the printed number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.vocabulary import Basis, Polarity, Rag, Travel
from dashboard.workbook.grid import GridCell
from dashboard.workbook.marks import (
    PRINTED_DECLINE,
    note_basis,
    printed_number,
    read_polarity,
    read_rag,
    read_travel,
)

HIGH, LOW, NONE = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER, Polarity.NO_POLARITY
UP, DOWN, LEVEL = "up", "down", "level"


def cell(value, *, number_format: str = "General", font: str = "Calibri", fill: str = "") -> GridCell:
    return GridCell(row=1, column=1, value=value, number_format=number_format, font=font, fill=fill)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("High", HIGH), ("HIGHER", HIGH), ("h", HIGH), ("Low", LOW), ("lower", LOW), ("L", LOW), (" Low\n", LOW),
        ("Info", NONE), ("INFORMATION", NONE), ("Measure for information", NONE), ("n/a", NONE),
        ("T", Polarity.CLOSE_TO_TARGET), ("Target", Polarity.CLOSE_TO_TARGET),
        ("High is good", HIGH), ("Bigger is Better", HIGH), ("↑", HIGH), ("Increase", HIGH), ("Maximise", HIGH),
        ("Up", HIGH), ("Lower is better", LOW), ("Smaller", LOW), ("↓", LOW), ("Minimise", LOW), ("Reduce", LOW),
        ("Fewer", LOW), ("Range", Polarity.CLOSE_TO_TARGET), ("Within range", Polarity.CLOSE_TO_TARGET),
        ("Monitor", NONE), ("Information only", NONE), ("LOWERISBETTER", LOW), ("Higher\nis better", HIGH),
        ("", None), ("High or low", None), ("Good", None), (None, None), (1, None),
    ],
)  # fmt: skip
def test_good_performance_is_read(words, expected: Polarity | None):
    assert read_polarity(cell(words)) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Red", Rag.RED), ("R", Rag.RED), ("Target missed", Rag.RED), ("AMBER", Rag.AMBER), ("a", Rag.AMBER),
        ("Near miss", Rag.AMBER), ("green", Rag.GREEN), ("G", Rag.GREEN), ("Target met", Rag.GREEN),
        ("Target met (provisional)", Rag.GREEN), (" Green\u00a0", Rag.GREEN),
        ("Met", Rag.GREEN), ("NOT MET", Rag.RED), ("Near", Rag.AMBER), ("Within tolerance", Rag.AMBER),
        ("On target", Rag.GREEN), ("Off target", Rag.RED), ("🟢", Rag.GREEN), ("🔴", Rag.RED), ("🟠", Rag.AMBER),
        ("n/a", None), ("-", None), ("", None), ("Blue", None), ("B", None), ("Greenish", None), (None, None), (1,
        None),
        ("Red/Amber", None), ("Below target", None), ("Above target", None),
    ],
)  # fmt: skip
def test_a_rag_is_read_from_its_word(words, expected: Rag | None):
    assert read_rag(cell(words)) is expected


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        ("FF0000", Rag.RED), ("C00000", Rag.RED), ("FFC7CE", Rag.RED), ("F8696B", Rag.RED), ("ff3300", Rag.RED),
        ("FFC000", Rag.AMBER), ("ED7D31", Rag.AMBER), ("FFA500", Rag.AMBER), ("FFFF00", Rag.AMBER),
        ("FFEB9C", Rag.AMBER), ("E46C0A", Rag.AMBER),
        ("00B050", Rag.GREEN), ("92D050", Rag.GREEN), ("C6EFCE", Rag.GREEN), ("70AD47", Rag.GREEN),
        ("00FF00", Rag.GREEN), ("006100", Rag.GREEN), ("63BE7B", Rag.GREEN),
        ("", None), ("FFFFFF", None), ("000000", None), ("BFBFBF", None), ("4472C4", None), ("00B0F0", None),
        ("7030A0", None), ("FF99CC", None), ("FF4500", None), ("CCFF00", None), ("E2EFDA", None), ("FCE4D6", None),
        ("D9D9D9", None), ("333300", None), ("red", None), ("GGGGGG", None), ("FF00", None),
    ],
)  # fmt: skip
def test_a_clear_fill_stands_for_its_word_only_where_no_word_is_printed(fill: str, expected: Rag | None):
    assert read_rag(cell(None, fill=fill)) is expected
    assert read_rag(cell(83.2, fill=fill)) is expected
    assert read_rag(cell("Blue", fill=fill)) is None
    assert read_rag(cell("n/a", fill=fill)) is None
    assert read_rag(cell("Amber", fill=fill)) is Rag.AMBER


@pytest.mark.parametrize(
    ("glyph", "font", "move"),
    [
        ("▲", "Calibri", UP), ("↑", "Calibri", UP), ("▼", "Arial", DOWN), ("↓", "", DOWN),
        ("►", "Calibri", LEVEL), ("→", "Calibri", LEVEL), ("◄►", "Calibri", LEVEL), ("↔", "Calibri", LEVEL),
        ("▶", "Calibri", LEVEL), ("=", "Calibri", LEVEL), ("↗", "Calibri", UP), ("↘", "Calibri", DOWN),
        ("⬆", "Calibri", UP), ("⬆️", "Calibri", UP), ("⬇️", "Calibri", DOWN), ("🔺", "Calibri", UP),
        ("🔻", "Calibri", DOWN), ("➡️", "Calibri", LEVEL), ("Up", "Calibri", UP), ("Rising", "Calibri", UP),
        ("down", "Calibri", DOWN), ("Unchanged", "Calibri", LEVEL),
        ("é", "Wingdings", UP), ("ñ", "wingdings", UP), ("ê", "Wingdings", DOWN), ("ò", "WINGDINGS", DOWN),
        ("è", "Wingdings", LEVEL), ("ð", "Wingdings", LEVEL), ("ó", "Wingdings", LEVEL),
        ("p", "Wingdings 3", UP), ("h", "Wingdings 3", UP), ("q", "Wingdings 3", DOWN), ("i", "Wingdings 3", DOWN),
        ("u", "Wingdings 3", LEVEL), ("g", "Wingdings 3", LEVEL),
        ("5", "Webdings", UP), ("6", "Webdings", DOWN), ("4", "Webdings", LEVEL),
        ("Increasing", "Calibri", UP), ("increase", "Calibri", UP), ("Decreasing", "Calibri", DOWN),
        ("decrease", "Calibri", DOWN), ("Stable", "Calibri", LEVEL), ("No change", "Calibri", LEVEL),
        ("Same", "Calibri", LEVEL),
    ],
)  # fmt: skip
def test_without_a_polarity_an_arrow_says_only_where_the_figure_goes(glyph: str, font: str, move: str):
    states = {
        UP: Travel.INCREASE_NO_POLARITY,
        DOWN: Travel.DECREASE_NO_POLARITY,
        LEVEL: Travel.STABLE_NO_POLARITY,
    }
    assert read_travel(cell(glyph, font=font), NONE, None) == states[move]


@pytest.mark.parametrize("polarity", [HIGH, LOW, Polarity.CLOSE_TO_TARGET])
def test_with_a_polarity_an_arrow_is_about_performance(polarity: Polarity):
    assert read_travel(cell("▲"), polarity, Rag.RED) == Travel.IMPROVEMENT
    assert read_travel(cell("►"), polarity, Rag.RED) == Travel.STABLE_WITH_POLARITY
    assert read_travel(cell("▼"), polarity, Rag.RED) == Travel.DECLINE_NOT_ON_TARGET
    for rag in (Rag.AMBER, Rag.GREEN, None):
        assert read_travel(cell("▼"), polarity, rag) == Travel.DECLINE_WITHIN_LIMITS


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Improving", Travel.IMPROVEMENT), ("improved", Travel.IMPROVEMENT), ("Better", Travel.IMPROVEMENT),
        ("Stable", Travel.STABLE_WITH_POLARITY), ("Worsening", PRINTED_DECLINE), ("WORSENED", PRINTED_DECLINE),
        ("worse", PRINTED_DECLINE), ("Declining", PRINTED_DECLINE),
    ],
)  # fmt: skip
def test_words_for_a_decline_do_not_say_whether_it_is_within_limits(words: str, state: str):
    for rag in (Rag.RED, Rag.GREEN, None):
        assert read_travel(cell(words), HIGH, rag) == state


@pytest.mark.parametrize(
    ("words", "polarity", "state"),
    [
        ("Increasing", HIGH, Travel.IMPROVEMENT), ("Increasing", LOW, PRINTED_DECLINE),
        ("Down", LOW, Travel.IMPROVEMENT), ("Decreased", HIGH, PRINTED_DECLINE), ("Up", HIGH, Travel.IMPROVEMENT),
        ("Increase", Polarity.CLOSE_TO_TARGET, ""), ("Up (good)", LOW, Travel.IMPROVEMENT),
        ("Down good", LOW, Travel.IMPROVEMENT), ("Down - bad", HIGH, PRINTED_DECLINE), ("Up Bad", LOW, PRINTED_DECLINE),
        ("Improved", NONE, ""), ("Worse", NONE, ""), ("Same", NONE, Travel.STABLE_NO_POLARITY),
        ("Deteriorated", HIGH, PRINTED_DECLINE), ("Static", LOW, Travel.STABLE_WITH_POLARITY),
    ],
)  # fmt: skip
def test_words_for_the_figure_are_judged_by_the_polarity(words: str, polarity: Polarity, state: str):
    """A falling share of repeat plans is an improvement; an arrow, by the key, points with performance."""
    assert read_travel(cell(words), polarity, Rag.GREEN) == state


@pytest.mark.parametrize(
    ("value", "font"),
    [("é", "Calibri"), ("é", ""), ("p", "Wingdings"), ("5", "Calibri"), (5, "Webdings"), ("-", "Calibri"),
     ("", "Wingdings"), ("n/a", "Wingdings"), (None, "Calibri"), ("▲▼", "Calibri"), ("upwards", "Calibri"),
     ("✔", "Calibri"), ("✘", "Calibri"), ("Yes", "Calibri")],
)  # fmt: skip
def test_other_marks_say_nothing(value, font: str):
    assert read_travel(cell(value, font=font), HIGH, Rag.GREEN) == ""


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Number", Basis.IN_MONTH), ("Percentage", Basis.IN_MONTH), ("Rate per 10,000", Basis.IN_MONTH),
        ("Percentage (rolling 12 months)", Basis.ROLLING_12_MONTHS), ("Rolling year", Basis.ROLLING_12_MONTHS),
        ("Number (month end)", Basis.MONTH_END), ("Snapshot", Basis.MONTH_END), ("FTE (Month End)", Basis.MONTH_END),
        ("Number (cumulative)", Basis.YEAR_TO_DATE), ("Year to date", Basis.YEAR_TO_DATE),
        ("Financial Year", None), ("", None), ("Percentage (of all)", None), ("See note 3", None),
    ],
)  # fmt: skip
def test_a_data_note_states_the_time_basis(note: str, expected: Basis | None):
    assert note_basis(note) is expected


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (2.1, "General", "2.1"), (2.1, "0.00", "2.10"), (2.1, "0.0", "2.1"), (2, "0.0", "2.0"), (2, "General", "2"),
        ("2.10", "General", "2.10"), ("2.10", "0.0", "2.10"), (" 1.A1\u00a0", "@", "1.A1"), (2.1, "@", "2.1"),
        (None, "0.00", ""), (True, "0.00", ""),
    ],
)  # fmt: skip
def test_a_measures_number_is_as_shown(value, number_format: str, shown: str):
    assert printed_number(cell(value, number_format=number_format)) == shown


@given(st.integers(1, 9), st.integers(1, 99))
def test_a_number_formatted_as_shown_is_read_as_shown(section: int, place: int):
    """1 to 9 are shown with one decimal, 10 to 99 with two: 2.1 and 2.10 are the same number in the cell."""
    printed = f"{section}.{place}"
    number_format = "0.0" if place < 10 else "0.00"
    assert printed_number(cell(float(printed), number_format=number_format)) == printed
    assert printed_number(cell(printed)) == printed

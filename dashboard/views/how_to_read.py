"""How to read the usual range, in half a minute and without statistics."""

from __future__ import annotations

from dashboard.formatting import format_number
from dashboard.judge.stand_out import LATEST_POINT_RATE
from dashboard.judge.xmr import XmrRules

_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def how_to_read(rules: XmrRules, step: str) -> tuple[str, ...]:
    """Explain the chart's marks in four short paragraphs; ``step`` is what one point stands for, "month"."""
    once_in = format_number(round(1 / LATEST_POINT_RATE, -1), 0)
    shift, trend = _number(rules.shift), _number(rules.trend)
    return (
        f"Every figure goes up and down a little, even when nothing has changed. The shaded band is the usual range: "
        f"how far this figure moves by itself. One {step} inside it is not a story.",
        f"Four things are news, and are marked: a figure outside the band; {shift} in a row on one side of the usual "
        f"level; {trend} in a row, each higher (or each lower) than the one before; two of three close to the same "
        f"edge of the band. A filled circle is better, a diamond worse, a triangle only higher or lower.",
        f"Only the latest mark is news. Earlier ones share its usual level, so before a lasting fall ordinary {step}s "
        f"look high.",
        f"Chance alone still marks about one steady figure in {once_in}. So a mark is a reason to ask, not proof; and "
        f"the band says what is usual, not what is good.",
    )


def _number(count: int) -> str:
    return _NUMBERS.get(count, str(count))

"""A judgement for people: the sentences, the statuses, the comparators and what to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.markup import escape
from rich.panel import Panel

from dashboard.cli.output import console, print_table
from dashboard.formatting import BASIS_WORDS, MISSING_WORDS, capital, format_counts, format_difference, format_figure
from dashboard.judge.assurance import Assurance
from dashboard.judge.beside import Comparison
from dashboard.judge.comparison import Position
from dashboard.judge.judgement import Judgement
from dashboard.judge.measured import Measured
from dashboard.judge.verdict import Clear
from dashboard.judge.words import RAG_WORDS, travel_words
from dashboard.views.signal_words import signal_word
from dashboard.vocabulary import Missing

COMPARED = ("compared with", "period", "theirs", "ours", "position", "clear difference", "")
SEGMENTS = ("points", "usual level", "usual range", "against the target")

_POSITIONS = {Position.CANNOT_SAY: "not compared"}
_CLEAR = {Clear.YES: "yes", Clear.NO: "no, could be chance", Clear.CANNOT_SAY: "cannot say"}
_ASSURANCE = {
    Assurance.PASS: "meets it as things stand",
    Assurance.FAIL: "misses it as things stand",
    Assurance.HIT_OR_MISS: "meets it some months",
    Assurance.NONE: "",
}


def print_judgement(judged: Judgement, segments: Sequence[dict[str, Any]] = ()) -> None:
    """Print a judgement; of a bare series with the usual range of each of its stretches."""
    case = judged.case
    title = f"{case.measured.name}, {BASIS_WORDS[case.basis]}"
    figure = f"{capital(case.latest.period.words)}: {_figure(judged)}"
    lines = [
        figure,
        "",
        judged.members,
        *([judged.heads] if judged.heads != judged.members else []),
        "",
        *_statuses(judged),
    ]
    console.print(Panel("\n".join(escape(line) for line in lines), title=escape(title), title_align="left"))
    if segments:
        rows = [_segment_row(case.measured, one) for one in segments]
        print_table("What is usual", SEGMENTS, rows)
    if judged.comparisons:
        rows = [_comparison_row(case.measured, one) for one in judged.comparisons]
        print_table("Beside others", COMPARED, rows)
    _print_questions(judged.questions)


def _figure(judged: Judgement) -> str:
    latest, measured = judged.case.latest, judged.case.measured
    if latest.value is None:
        return MISSING_WORDS[latest.missing or Missing.NO_FIGURE]
    counts = format_counts(latest.numerator, latest.denominator)
    said = format_figure(latest.value, measured.unit, measured.decimals)
    return f"{said} ({counts})" if counts else said


def _statuses(judged: Judgement) -> list[str]:
    rag, direction, measured = judged.rag, judged.direction, judged.case.measured
    target = f" (target: {rag.target})" if rag.target else ""
    why = f"; {rag.reason}" if rag.reason and rag.target else ""
    lines = [f"Target      {RAG_WORDS[rag.state]}{target}{why}"]
    word, _ = travel_words(direction.state, rag.state)
    if direction.change is not None and direction.since is not None:
        moved = format_difference(direction.change, measured.unit, measured.decimals)
        lines.append(f"Direction   {word}: {moved} since {direction.since.words}")
    else:
        lines.append(f"Direction   {word}")
    return [*lines, f"News        {signal_word(judged.signal)}"]


def _comparison_row(measured: Measured, one: Comparison) -> tuple[str, ...]:
    other = one.other
    theirs = MISSING_WORDS[other.missing or Missing.NO_FIGURE]
    if other.value is not None:
        theirs = format_figure(other.value, measured.unit, other.decimals)
    ours = ""
    if other.ours is not None and other.ours.value is not None:
        ours = format_figure(other.ours.value, measured.unit, measured.decimals)
    position = _POSITIONS.get(one.position, str(one.position))
    return other.who, other.period.words, theirs, ours, position, _CLEAR[one.clear], one.reason or other.reason


def _segment_row(measured: Measured, segment: dict[str, Any]) -> tuple[str, ...]:
    points = f"{segment['first']} to {segment['last']}"
    if segment["mean"] is None:
        return points, "", "too few figures", ""

    def figure(value: float) -> str:
        return format_figure(value, measured.unit, measured.decimals + 1)

    usual = f"{figure(segment['lpl'])} to {figure(segment['upl'])}"
    return points, figure(segment["mean"]), usual, _ASSURANCE[Assurance(segment["assurance"])]


def _print_questions(questions: Iterable[str]) -> None:
    asked = list(questions)
    if asked:
        console.print("[bold]What to ask[/]")
    for question in asked:
        console.print(f"• {escape(question)}")

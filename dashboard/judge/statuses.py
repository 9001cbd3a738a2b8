"""Everything that is judged of one figure, before it is put in words."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.judge.assurance import Assurance
from dashboard.judge.beside import Comparison
from dashboard.judge.case import Case
from dashboard.judge.course import Course
from dashboard.judge.five_years import FiveYears
from dashboard.judge.rag import RagJudgement
from dashboard.judge.signal import Signal
from dashboard.judge.travel import Direction
from dashboard.judge.year_ahead import RequiredRate
from dashboard.judge.year_on_year import YearOnYear
from dashboard.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuses:
    """What is judged of the latest figure of a case, before it is put in words.

    ``level_since`` is the period that began the present usual level, None where none was begun anew. ``revised_from``
    is the figure as first reported, where it was restated since; ``is_by_revision`` marks a signal that only restated
    figures brought about.
    """

    case: Case
    rag: RagJudgement
    direction: Direction
    signal: Signal
    assurance: Assurance
    level_since: Period | None
    revised_from: float | None
    is_by_revision: bool
    year_on_year: YearOnYear | None = None
    five_years: FiveYears | None = None
    year_ahead: RequiredRate | None = None
    course: Course | None = None
    comparisons: tuple[Comparison, ...] = ()

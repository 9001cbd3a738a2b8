"""What clinic preparation shows: what the rule proposes, and a sheet for each measure chosen, all of it in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.views.indicator import TrendView
from dashboard.views.parts import FigureCell, RagChip, SignalMark, TravelMark
from dashboard.views.scorecard import Choice
from dashboard.views.spark import SparkView
from dashboard.vocabulary import IndicatorId


class RulePart(StrEnum):
    """A part of the rule by which measures are proposed; any one of them is enough."""

    OFF_TARGET = "off_target"
    CONCERN = "concern"
    WORSE_THAN_OTHERS = "worse_than_others"
    OUT_OF_REACH = "out_of_reach"


class Verdict(StrEnum):
    """What came of one part of the rule: could not check is never no problem."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One part of the rule for one measure: ``words`` are the figures by which it is met, or why it was not checked."""

    part: RulePart
    verdict: Verdict
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One measure that the rule proposes: the parts that it met, and those that could not be checked."""

    id: IndicatorId
    name: str
    theme: str
    basis: str
    period: str
    figure: FigureCell
    counts: str
    rag: RagChip
    signal: SignalMark
    spark: SparkView
    met: tuple[Finding, ...]
    not_checked: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotChecked:
    """Measures that one part of the rule could not be checked for, all for one reason.

    ``what`` is the part in words, or that there is no figure at the month.
    """

    what: str
    reason: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One sentence of the house format, from the sheet's own figures."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideRow:
    """One comparator: its figure, ours of the same period, where ours stands, and whether that is more than chance."""

    who: str
    figure: str
    period: str
    ours: str
    position: str
    clear: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsRow:
    """One recent period: the figure and the counts behind it, empty where they are not known.

    ``worked_out`` marks counts that no report prints.
    """

    period: str
    figure: FigureCell
    counts: str
    rag: RagChip
    worked_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicSheet:
    """One measure's sheet.

    ``heads`` is the judgement in words for heads of service. ``ahead`` says what the year still needs, or
    why that is not known, as names and words. ``neither`` are the statuses that are neither good nor bad, so that
    nothing is left out. ``met`` are the parts of the rule that propose it, empty where it was chosen.
    """

    id: IndicatorId
    name: str
    theme: str
    basis: str
    basis_id: str
    owner: str
    meaning: str
    caution: str
    period: str
    figure: FigureCell
    counts: str
    rag: RagChip
    target: str
    signal: SignalMark
    travel: TravelMark
    travel_since: str
    heads: str
    trend: TrendView
    spark: SparkView
    beside: tuple[BesideRow, ...]
    beside_note: str
    ahead: tuple[tuple[str, str], ...]
    recent: tuple[CountsRow, ...]
    counts_note: str
    well: tuple[Draft, ...]
    worried: tuple[Draft, ...]
    neither: tuple[Draft, ...]
    doing: tuple[Draft, ...]
    met: tuple[Finding, ...] = ()
    not_checked: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicView:
    """The whole page: the rule in words, what it proposes, what could be chosen, and a sheet for each measure chosen.

    ``checked`` says of how many measures the rule could be checked, and ``empty`` that nothing has been published.
    ``notices`` name what the address asks for and does not get. Without ``chosen`` the proposals are shown.
    """

    title: str
    month: Choice | None
    months: tuple[Choice, ...]
    rule: tuple[str, ...]
    candidates: tuple[Choice, ...]
    chosen: tuple[IndicatorId, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    proposed_words: str = ""
    checked: tuple[str, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    sheets: tuple[ClinicSheet, ...] = ()
    notices: tuple[str, ...] = ()
    edition: str = ""
    edition_number: int | None = None
    demonstration: str = ""
    empty: str = ""

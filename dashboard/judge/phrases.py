"""Every phrase that a judgement's sentences are made of, for councillors and for heads of service alike.

None of them needs statistics to be understood: "normal range", "usual level", "clear change", "could be chance".
"""

from __future__ import annotations

from dashboard.judge.assurance import Assurance
from dashboard.judge.separate import Derivation, WhyNotSeparate
from dashboard.judge.signal import WhyNotJudged
from dashboard.judge.verdict import Clear
from dashboard.judge.year_ahead import YearAhead
from dashboard.periods import PeriodKind
from dashboard.vocabulary import Basis

# What one step and several steps of a series are called.
STEP_NOUNS: dict[PeriodKind, tuple[str, str]] = {
    PeriodKind.WEEK: ("week", "weeks"),
    PeriodKind.MONTH: ("month", "months"),
    PeriodKind.QUARTER: ("quarter", "quarters"),
    PeriodKind.FINANCIAL_YEAR: ("year", "years"),
    PeriodKind.ACADEMIC_YEAR: ("year", "years"),
    PeriodKind.CALENDAR_YEAR: ("year", "years"),
}

# --- What stands out: opening by rule, and what it rests on -------------------------------------------

OPENINGS = {
    "outside": "{Word} than usual",
    "shift": "Getting {word}",
    "trend": "Getting {word}",
    "two_in_three": "Possibly {word}",
}
PLAIN_OPENINGS = {
    "outside": "{Word} than usual",
    "shift": "{Word} than usual",
    "trend": "Going {going}",
    "two_in_three": "Possibly {word} than usual",
}
EVIDENCE = {
    "outside": "{figure} is outside {range_of}",
    "shift": "{run} in a row, to {period}, {side} the {level} of {mean}",
    "trend": "{run} in a row, to {period}, {moving}",
    "two_in_three": "two of the last three {steps}, to {period}, were close to the edge of {range_with}",
}
OUTSIDE_CONSTANT = "{figure} is not the {level} of {mean}"
MOVING = {
    "better": "moving the right way",
    "worse": "moving the wrong way",
    "higher": "each higher than the last",
    "lower": "each lower than the last",
}
GOING = {"higher": "up", "lower": "down"}
SEVERAL = "several {steps}"
BY_REVISION = "Revised, not a new change"
ASK_WHAT_CHANGED = "Ask what has changed."
NEITHER = "This is neither good nor bad in itself; ask why."
NEAR_IS_GOOD = "Good is close to the target{of_target}; ask why it moved."

# --- What does not stand out, or is not judged --------------------------------------------------------

NO_REAL_CHANGE = "No real change: {within}. One {step}'s movement is not a story."
WITHIN = "{figure} is within {range_with}"
WITHIN_CONSTANT = "{figure} is the {level}"
NO_POINT = "{period} cannot be worked out by itself, so it is not judged."
NO_USUAL_LEVEL = "Too few {steps} next to each other have a figure to say what is usual."
TOO_EARLY = "Too early to tell{since}: {points} of {needed} {steps}."
SINCE = " since the change in {since}"
NO_FIGURE = "No figure for {period}{why}."
TOO_FEW = "{counts}: too few for a percentage to mean much."
FEWER_THAN = "Fewer than {number}"

# Reasons that have nothing to do with how long a figure's period is; they stand instead of the words for the form.
NOT_JUDGED_REASONS: dict[WhyNotSeparate | WhyNotJudged, str] = {
    WhyNotJudged.TOO_FEW_CASES: "It rests on too few cases to be judged {step} by {step}.",
    WhyNotJudged.NO_LATEST_POINT: NO_POINT,
    WhyNotJudged.NO_USUAL_RANGE: NO_USUAL_LEVEL,
    WhyNotSeparate.SEASON_NEEDS_TWO_YEARS: "It follows the seasons, and needs two years of figures "
    "to be judged {step} by {step}.",
    WhyNotSeparate.PERIODS_DO_NOT_FIT: "Its periods are not all of one length, so it is not judged {step} by {step}.",
}
# Why single months could not be taken out of a longer figure.
NOT_TAKEN_APART: dict[WhyNotSeparate | WhyNotJudged, str] = {
    WhyNotSeparate.NO_COUNTS: "Single {steps} cannot be taken out of it: its counts are not known.",
    WhyNotSeparate.NO_MONTHS_BEFORE: "Single {steps} cannot be taken out of it: the {steps} before are not known.",
    WhyNotSeparate.COUNTS_DISAGREE: "Single {steps} cannot be taken out of it: its counts do not fit together.",
}
NOT_JUDGED: dict[Basis, str] = {
    Basis.ROLLING_12_MONTHS: "This figure covers 12 months; months overlap, so it is not judged month by month.",
    Basis.YEAR_TO_DATE: "This figure covers the year so far; months overlap, so it is not judged month by month.",
    Basis.MONTH_END: "This figure says how things stood at the end of the month; much the same is counted "
    "every month, so it is not judged month by month.",
    Basis.FINANCIAL_YEAR: "This figure covers a whole year, so it is not judged month by month.",
    Basis.ACADEMIC_YEAR: "This figure covers a whole school year, so it is not judged month by month.",
    Basis.CALENDAR_YEAR: "This figure covers a whole year, so it is not judged month by month.",
}
NOT_JUDGED_ELSE = "This figure is not judged {step} by {step}."

# --- The usual level and range, by what the points judged are -----------------------------------------

FIGURE = "{value} in {period}"
FIGURES: dict[Derivation, str] = {
    Derivation.MONTHS_OF_ROLLING: "{value} in {period} alone",
    Derivation.MONTHS_OF_YEAR_TO_DATE: "{value} in {period} alone",
    Derivation.NET_CHANGE: "{value} in {period}",
    Derivation.SAME_MONTH_LAST_YEAR: "a difference of {value} between {year_before} and {period}",
}
LEVEL, RANGE = "usual level", "the normal range"
LEVELS: dict[Derivation, str] = {
    Derivation.NET_CHANGE: "usual change in a {step}",
    Derivation.SAME_MONTH_LAST_YEAR: "usual difference from the year before",
}
RANGES: dict[Derivation, str] = {
    Derivation.NET_CHANGE: "the normal range for the change in a {step}",
    Derivation.SAME_MONTH_LAST_YEAR: "the normal range for differences from the year before",
}
DERIVED: dict[Derivation, str] = {
    Derivation.MONTHS_OF_ROLLING: "Judged on single months, worked out from the counts of the 12-month figures.",
    Derivation.MONTHS_OF_YEAR_TO_DATE: "Judged on single months, worked out from the counts of the year so far.",
    Derivation.NET_CHANGE: "Judged on how much the figure changes in a {step}.",
    Derivation.SAME_MONTH_LAST_YEAR: "Judged on the difference from the same {step} a year before, "
    "because it follows the seasons.",
}
USUAL = "The {level} is {mean} (normally {low} to {high}), from {points}."
USUAL_CONSTANT = "The {level} is {mean} in every {step}, from {points}."

# --- Against the target -------------------------------------------------------------------------------

ASSURANCE: dict[Assurance, str] = {
    Assurance.PASS: "Set to meet the target{of_target} every {step} unless something changes.",
    Assurance.FAIL: "Will not reach the target{of_target} as things stand; something has to change.",
    Assurance.HIT_OR_MISS: "Will meet the target{of_target} some {steps} and miss it others, by chance.",
}
OF_TARGET = " of {target}"
STEADILY_MISSING = "Steady, but steadily missing the target."
NOT_YET_ENOUGH = "{opening}, not yet enough to reach the target."
AND_TARGET = "; the target is {target}."
MET_UNUSUALLY = "It met the target{of_target} this time, which the normal range does not reach."
STILL_MEETS = "It still meets the target{of_target}."
MISSED_UNUSUALLY = "It missed the target{of_target} this time, which it would usually meet."
YEAR_AHEAD: dict[YearAhead, str] = {
    YearAhead.NEEDS: "To meet the year's target of {target}: "
    "needs {needed} or {side} for the rest of the year{so_far}.",
    YearAhead.SECURED: "The year's target of {target} is secured, whatever the rest of it brings{so_far}.",
    YearAhead.OUT_OF_REACH: "The year's target of {target} is out of reach, whatever the rest of it brings{so_far}.",
}
SO_FAR = "; so far {so_far}"
RAG_WITH_TARGET = "{rag} (target {target})."

# --- Against a year ago, and against others -----------------------------------------------------------

YEAR_APART: dict[Clear, str] = {
    Clear.YES: "Compared with a year ago: clearly {word}, {now} against {then} in {period}.",
    Clear.NO: "Compared with a year ago: no clear change, {now} against {then} in {period}.",
    Clear.CANNOT_SAY: "Compared with a year ago: {now} against {then} in {period}; "
    "whether that is more than chance cannot be said.",
}
NO_YEAR_APART = "There is no figure of a year ago to compare it with."
CHANGE = "The change is {change}{allowing}."
ALLOWING = "; allowing for chance it lies between {low} and {high}"
PAST_MOVES = "; in earlier years it moved by {low} to {high}"
COMPARED: dict[Clear, str] = {
    Clear.YES: "Clearly {phrase} {whom}.",
    Clear.NO: "{Phrase} {whom}, but the difference could be chance.",
    Clear.CANNOT_SAY: "{Phrase} {whom}; whether that is more than chance cannot be said.",
}
COMPARED_SAME = "The same as {whom}."
WHOM = "{who} ({value} in {period}{latest})"
LATEST_PUBLISHED = ", the latest published"
NOT_COMPARED = "Not compared with {who}{why}."

# --- Where the figure itself may still change ---------------------------------------------------------

REVISED = "Revised since last reported: was {old}, now {new}."
REVISED_COUNTS = "Revised since last reported."
PROVISIONAL = "Provisional until DfE publishes in {published_in}."
PROVISIONAL_NO_DATE = "Provisional until the national figure is published."

# --- Many indicators ----------------------------------------------------------------------------------

BY_CHANCE = "Of {indicators}, about {number} would be marked by chance alone."
HARDLY_BY_CHANCE = "Of {indicators}, most often none would be marked by chance alone."

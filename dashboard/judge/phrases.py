"""Every phrase that a judgement's sentences are made of, for councillors and for heads of service alike.

None of them needs statistics to be understood: "usual range", "usual level", "clear change", "could be chance".
"""

from __future__ import annotations

from dashboard.judge.assurance import Assurance
from dashboard.judge.course import CourseState
from dashboard.judge.separate import Derivation, WhyNotSeparate
from dashboard.judge.signal import WhyNotJudged
from dashboard.judge.verdict import Clear
from dashboard.judge.year_ahead import YearAhead
from dashboard.periods import PeriodKind
from dashboard.vocabulary import Basis, Missing, Situation, Unit

# What one step and several steps of a series are called.
STEP_NOUNS: dict[PeriodKind, tuple[str, str]] = {
    PeriodKind.WEEK: ("week", "weeks"),
    PeriodKind.MONTH: ("month", "months"),
    PeriodKind.QUARTER: ("quarter", "quarters"),
    PeriodKind.FINANCIAL_YEAR: ("year", "years"),
    PeriodKind.ACADEMIC_YEAR: ("year", "years"),
    PeriodKind.CALENDAR_YEAR: ("year", "years"),
}

# What a figure ends in where its unit is not a sign ("%") or the thing counted.
UNIT_ENDINGS: dict[Unit, str] = {
    Unit.RATE_PER_10000: " per 10,000",
    Unit.DAYS: " days",
    Unit.FULL_TIME_EQUIVALENT: " full-time equivalents",
}

# When a figure was, by the form it has.
IN_PERIOD = "in {period}"
WHEN: dict[Basis, str] = {
    Basis.ROLLING_12_MONTHS: "in the 12 months to {month}",
    Basis.YEAR_TO_DATE: "from {first} to {month}",
    Basis.MONTH_END: "at the end of {month}",
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
# How a stock moves beside its usual change: by where the change lies, and which way the stock went (1 up, -1 down).
STOCK_OPENINGS = {
    "outside": "A {size} {move} than usual",
    "shift": "{Moving} {more} than usual",
    "trend": "{Moving} {more} than usual",
    "two_in_three": "Possibly {moving} {more} than usual",
}
STOCK_MOVES = {1: ("rise", "rising"), -1: ("fall", "falling")}
MORE, LESS = ("bigger", "more"), ("smaller", "less")
EVIDENCE = {
    "outside": "{figure} is outside {range_of}",
    "shift": "{run} in a row {side} the {level} of {mean}, the latest {point}",
    "trend": "{run} in a row {moving}, the latest {point}",
    "two_in_three": "two of the last three {steps} were close to the edge of {range_with}, the latest {point}",
}
OUTSIDE_CONSTANT = "{figure} is not the {level} of {mean}"
# The same as a sentence of its own, which does not begin with a figure.
IT_STANDS_OUT = {
    "outside": "It was {figure}, outside {range_of}",
    "shift": "It has been {side} the {level} of {mean} for {run} in a row, the latest {point}",
    "trend": "It has been {moving} for {run} in a row, the latest {point}",
    "two_in_three": "Two of the last three {steps} were close to the edge of {range_with}, the latest {point}",
}
IT_IS_NOT_CONSTANT = "It was {figure}, not the {level} of {mean}"
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

NO_REAL_CHANGE = "No real change: {within}."
# A stock that falls by its usual step each month is not what it was a year ago.
NO_UNUSUAL_CHANGE = "No unusual change: {within}."
NOT_A_STORY = "One {step}'s movement is not a story."
WITHIN = "{figure} is within {range_with}"
WITHIN_CONSTANT = "{figure} is the {level}"
IT_IS_WITHIN = "It was {figure}, within {range_with}"
IT_IS_CONSTANT = "It was {figure}, the {level}"
NO_POINT = "What {period} alone brought cannot be worked out, so it is not judged."
NO_USUAL_LEVEL = "Too few {steps} next to each other have a figure to say what is usual."
TOO_EARLY = "Too early to tell{since}: {points} of {needed} {steps} so far."
SINCE = " since the change in {since}"
NO_FIGURE = "No figure for {period}{why}."
# Where the word in a table would not tell members why.
WHY_NO_FIGURE: dict[Missing, str] = {
    # One sentence for a small count and for what would tell one: which it is must not be told.
    Missing.SUPPRESSED: "it is left out so that nobody can be recognised",
    Missing.NOT_APPLICABLE: "the measure does not apply",
}
THE_FIGURE = "It was {figure}."
TOO_FEW = "{counts} {when}: too few for a percentage to mean much."
CASES = ("case", "cases")
FEWER_THAN = "Fewer than {number}"

# Reasons that have nothing to do with how long a figure's period is; they stand instead of the words for the form.
NOT_JUDGED_REASONS: dict[WhyNotSeparate | WhyNotJudged, str] = {
    WhyNotJudged.TOO_FEW_CASES: "It rests on too few cases to be judged {step} by {step}.",
    WhyNotJudged.RARE_EVENTS: "Most {steps} have none, so look at each case as it comes, not at the number.",
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
    Basis.ROLLING_12_MONTHS: "This figure covers 12 months; months overlap, so it is not judged {step} by {step}.",
    Basis.YEAR_TO_DATE: "This figure covers the year so far; {steps} overlap, so it is not judged {step} by {step}.",
    Basis.MONTH_END: "This figure says how things stood at the end of the {step}; most of the same cases are counted "
    "again each {step}, so it is not judged {step} by {step}.",
    Basis.FINANCIAL_YEAR: "This figure covers a whole year, so it is not judged month by month.",
    Basis.ACADEMIC_YEAR: "This figure covers a whole school year, so it is not judged month by month.",
    Basis.CALENDAR_YEAR: "This figure covers a whole year, so it is not judged month by month.",
}
NOT_JUDGED_ELSE = "This figure is not judged {step} by {step}."
# The same for members, where a year's figure needs no excuse.
NOT_JUDGED_BRIEFLY: dict[Basis, str] = {
    Basis.ROLLING_12_MONTHS: "Not judged {step} by {step}: the {steps} overlap.",
    Basis.YEAR_TO_DATE: "Not judged {step} by {step}: the {steps} overlap.",
    Basis.MONTH_END: "Not judged {step} by {step}: most of those counted are the same each {step}.",
    Basis.FINANCIAL_YEAR: "",
    Basis.ACADEMIC_YEAR: "",
    Basis.CALENDAR_YEAR: "",
}

# --- The usual level and range, by what the points judged are -----------------------------------------

# The point judged: the printed figure itself, or what was taken out of it; in a run, and where it stands alone.
FIGURE = "{printed} {when}"
FIGURES: dict[Derivation, str] = {
    Derivation.MONTHS_OF_ROLLING: "{value} in {period} alone ({printed} over the 12 months)",
    Derivation.MONTHS_OF_YEAR_TO_DATE: "{value} in {period} alone ({printed} over the year so far)",
    Derivation.NET_CHANGE: "the change of {value} in {step_to}, to {printed},",
    Derivation.SAME_MONTH_LAST_YEAR: "{printed} {when} ({change_on})",
}
RUN_FIGURES: dict[Derivation, str] = {
    Derivation.MONTHS_OF_ROLLING: "{value} in {period} alone",
    Derivation.MONTHS_OF_YEAR_TO_DATE: "{value} in {period} alone",
    Derivation.NET_CHANGE: "{value} in {step_to}",
    Derivation.SAME_MONTH_LAST_YEAR: "{period} ({change_on})",
}
# A stock that stayed as it was.
STAYED = "no change in {step_to}, at {printed},"
CHANGE_ON, SAME_AS = "{value} on {year_before}", "the same as in {year_before}"
QUARTER_TO = "the quarter to {period}"
LEVEL, RANGE = "usual level", "the usual range"
LEVELS: dict[Derivation, str] = {
    Derivation.NET_CHANGE: "usual change in a {step}",
    Derivation.SAME_MONTH_LAST_YEAR: "usual difference from the year before",
}
RANGES: dict[Derivation, str] = {
    Derivation.NET_CHANGE: "the usual range for a {step}'s change",
    Derivation.SAME_MONTH_LAST_YEAR: "the usual range for differences from the year before",
}
DERIVED: dict[Derivation, str] = {
    Derivation.MONTHS_OF_ROLLING: "Judged on single months, worked out from the counts of the 12-month figures.",
    Derivation.MONTHS_OF_YEAR_TO_DATE: "Judged on single months, worked out from the counts of the year so far.",
    Derivation.NET_CHANGE: "Judged on how much the figure changes in a {step}.",
    Derivation.SAME_MONTH_LAST_YEAR: "Judged on the difference from the same {step} a year before, "
    "because it follows the seasons.",
}
USUAL = "The {level} is {mean} (usual range {low} to {high}), from {points}."
USUAL_CONSTANT = "The {level} is {mean} in every {step}, from {points}."

# --- Against the target -------------------------------------------------------------------------------

ASSURANCE: dict[Assurance, str] = {
    Assurance.PASS: "Set to meet the target{of_target} every {step} unless something changes.",
    Assurance.FAIL: "Will not reach the target{of_target} as things stand; something has to change.",
    Assurance.HIT_OR_MISS: "Some {steps} meet the target{of_target} and some miss it, by chance.",
}
OF_TARGET = " ({target})"
STEADILY_MISSING = "Steady, but steadily missing the target. {evidence}{and_target}."
NOT_YET_ENOUGH = "{opening}, not yet enough to reach the target. {evidence}{and_target}."
AND_TARGET = "; the target is {target}"
MET_UNUSUALLY = "It met the target{of_target} this time, though its usual range does not reach it."
STILL_MEETS = "It still meets the target{of_target}."
MISSED_UNUSUALLY = "It missed the target{of_target} this time, which it would usually meet."
YEAR_AHEAD: dict[YearAhead, str] = {
    YearAhead.NEEDS: "To meet the year's target{of_target} it needs {needed} or {side} for the rest of the "
    "year{so_far}.",
    YearAhead.SECURED: "The year's target{of_target} is secured, whatever the rest of it brings{so_far}.",
    YearAhead.OUT_OF_REACH: "The year's target{of_target} is out of reach, whatever the rest of it brings{so_far}.",
}
SO_FAR = "; so far {so_far}"
COURSE: dict[CourseState, str] = {
    CourseState.ON_COURSE: "On course for {goal} by {until}: by now it should be {due} or {side}.",
    CourseState.BEHIND: "Behind the course to {goal} by {until}: by now it should be {due} or {side}.",
}
RATED = "{rag}{of_target}."
RATED_AMBER = "Misses the target{of_target}, but within tolerance."
NOT_RATED = "Not rated against the target{of_target}{why}."
TARGET_IN_WORDS = "The target is in words: {target}."

# --- Against a year ago, and against others -----------------------------------------------------------

YEAR_APART: dict[Clear, str] = {
    Clear.YES: "Compared with a year ago: clearly {word}, {now} against {then} {when}.",
    Clear.NO: "Compared with a year ago: no clear change, {now} against {then} {when}.",
    Clear.CANNOT_SAY: "Compared with a year ago: {now} against {then} {when}; "
    "whether that is more than chance cannot be said{why}.",
}
YEAR_SAME = "Compared with a year ago: no change, {now} against {then} {when}."
# Beside a stock whose latest change is nothing unusual.
A_YEAR_BEFORE = "It was {then} a year before."
YEAR_REDEFINED = "Not compared with a year ago: its definition changed in {since}."
# What members are told: with the figure's own period, and why chance cannot be told only where the counts would tell.
MEMBERS_YEAR_APART: dict[Clear, str] = {
    Clear.YES: "Clearly {word} than a year ago: {now} {when}, {then} a year before.",
    Clear.NO: "No clear change on a year ago: {now} {when}, {then} a year before.",
    Clear.CANNOT_SAY: "It was {now} {when} and {then} a year before; whether that is chance cannot be said.",
}
MEMBERS_YEAR_SAME = "No change on a year ago: {now} {when}, as a year before."
MEMBERS_YEAR_WITHOUT_COUNTS = "It was {now} {when} and {then} a year before; without the counts, that may be chance."
NO_YEAR_APART = "There is no figure of a year ago."
CHANGE = "The change is {change}{allowing}."
ALLOWING = "; allowing for chance it lies between {low} and {high}"
PAST_MOVES = "; {moves} from one year to the next were between {low} and {high}"
PAST_MOVE = "; the only earlier one that is known, from one year to the next, was {high}"
EARLIER_MOVES = "earlier ones"

# Ours beside one comparator's figure of the same period as the figure judged: for members.
COMPARED: dict[Clear, str] = {
    Clear.YES: "Clearly {phrase} {whom}{widely}.",
    Clear.NO: "{Phrase} {whom}, but that could be chance.",
    Clear.CANNOT_SAY: "{Phrase} {whom}; whether that is chance cannot be said.",
}
COMPARED_SAME = "The same as {whom}."
WHOM = "{who} ({value})"
WHOM_WHEN = "{who} ({value} {when})"
PROVISIONAL_VALUE = "provisional {value}"
NOT_COMPARED = "Not compared with {who}{why}."

# Ours beside all comparators of one period; a group is all those beside which it stands alike.
OURS = "{When}{latest} ours ({value}) was {groups}{widely}."
LATEST_PUBLISHED = ", the latest published,"
CLEARLY = "clearly {phrase}"
WIDELY = ", though such gaps are common"
TAIL_OF_ALL: dict[Clear, tuple[str, str]] = {
    Clear.YES: ("", ""),
    Clear.NO: (", but the difference could be chance", "; each of these differences could be chance"),
    Clear.CANNOT_SAY: (
        "; whether that is more than chance cannot be said{why}",
        "; whether these differences are more than chance cannot be said{why}",
    ),
}
# What members are told of the one comparator that they are told of.
MEMBERS_TAIL: dict[Clear, tuple[str, str]] = {
    Clear.YES: ("", ""),
    Clear.NO: (", but that could be chance", ""),
    Clear.CANNOT_SAY: ("; whether that is chance cannot be said", ""),
}
TAIL_OF_GROUP: dict[Clear, tuple[str, str]] = {
    Clear.YES: ("", ""),
    Clear.NO: (", but that difference could be chance", ", but each of these differences could be chance"),
    Clear.CANNOT_SAY: (
        ", though whether that is more than chance cannot be said{why}",
        ", though whether these are more than chance cannot be said{why}",
    ),
}
SCATTER = (
    "But gaps this wide are common: authorities differ far more than chance would make them, and allowing for that "
    "ours is about the same as {whom}."
)

# --- Where the figure itself may still change ---------------------------------------------------------

REVISED = "Revised since last reported: was {old}, now {new}."
REVISED_COUNTS = "Revised since last reported."
PROVISIONAL = "Provisional until DfE publishes in {published_in}."
PROVISIONAL_NO_DATE = "Provisional until the national figure is published."

# --- Many indicators ----------------------------------------------------------------------------------

BY_CHANCE = "Of {measures}, about {number} would be marked by chance alone."
HARDLY_BY_CHANCE = "Of {measures}, most often none would be marked by chance alone."

# --- Questions for a situation of which the catalogue has none ----------------------------------------

GENERAL_QUESTIONS: dict[Situation, str] = {
    Situation.NO_FIGURE: "Why is there no figure for {period}, and when will there be one?",
    Situation.WORSE: "What changed in or before {period}, and what is being done about it?",
    Situation.STEADILY_MISSING: "What will be done differently, since as things stand the target will not be reached?",
    Situation.OFF_TARGET: "What stands between this figure and its target, and by when will it be met?",
    Situation.WORSE_THAN_OTHERS: "What do councils that do better on this do differently?",
    Situation.HIGHER: "Why did it go up in or before {period}, and can we cope if it stays there?",
    Situation.LOWER: "Why did it go down in or before {period}, and is anything being missed?",
    Situation.REVISED: "Why were earlier figures revised?",
    Situation.BETTER: "What made it better, and will it last?",
}

"""The words of the views by quarter and by year: the rule, how each figure came about, and why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dashboard.formatting import MISSING_WORDS, listed
from dashboard.periods import Period, PeriodKind
from dashboard.views.period_views import Longer, Rule, Step, WhyNone, rule_of
from dashboard.vocabulary import Basis, Unit

STEP_WORDS = {Step.MONTH: "month", Step.QUARTER: "quarter", Step.YEAR: "year"}
_PARTS = {PeriodKind.MONTH: "month", PeriodKind.QUARTER: "quarter"}
_COUNT_OF_PARTS = {
    (Step.QUARTER, PeriodKind.MONTH): "three months",
    (Step.YEAR, PeriodKind.MONTH): "twelve months",
    (Step.YEAR, PeriodKind.QUARTER): "four quarters",
}
_SHARES = {
    Unit.PER_CENT: "percentages",
    Unit.RATE_PER_10000: "rates",
    Unit.AVERAGE: "averages",
    Unit.DAYS: "averages",
}
_AT_THE_END = {
    Basis.MONTH_END: "how things stood at its end",
    Basis.ROLLING_12_MONTHS: "the twelve months to its end",
    Basis.YEAR_TO_DATE: "the year so far at its end",
}


def rule_words(basis: Basis, step: Step, kind: PeriodKind, unit: Unit, *, is_published: bool) -> str:
    """State the rule in a sentence, and that a figure of the whole period takes precedence where there is one."""
    parts = _COUNT_OF_PARTS[step, kind]
    if rule_of(basis) is Rule.LAST_WITHIN:
        said = f"The figure of a {STEP_WORDS[step]} is {_AT_THE_END[basis]}."
    elif unit is Unit.COUNT:
        said = f"A {STEP_WORDS[step]} is its {parts} added up; without all of them it has no figure."
    else:
        said = (
            f"A {STEP_WORDS[step]} is worked out from the counts of its {parts}, added up; it is never an average of "
            f"{_SHARES.get(unit, 'figures')}, and without all the counts it has no figure."
        )
    whole = (
        "printed or published for the whole financial year" if step is Step.YEAR else "printed for the whole quarter"
    )
    return f"{said} A figure {whole} is shown in its place." if is_published else said


def judging_words(step: Step, kind: PeriodKind) -> str:
    """Say that these figures are neither rated nor judged."""
    return (
        f"{STEP_WORDS[step].capitalize()}s are not judged here: the target and the usual range are those of the "
        f"{_PARTS[kind]}s."
    )


def how_words(made: Longer, basis: Basis, kind: PeriodKind) -> str:
    """Say how a figure came about."""
    last = made.parts[-1].words if made.parts else ""
    if rule_of(basis) is Rule.ADDED_UP:
        return f"{len(made.parts)} {_PARTS[kind]}s added up"
    if basis is Basis.ROLLING_12_MONTHS:
        return f"12 months to {last}"
    return f"year so far at {last}" if basis is Basis.YEAR_TO_DATE else f"as at {last}"


def why_words(made: Longer, basis: Basis, kind: PeriodKind, unit: Unit) -> str:
    """Say why there is no figure."""
    at = made.at.words if made.at else ""
    match made.why:
        case WhyNone.INCOMPLETE if rule_of(basis) is Rule.LAST_WITHIN:
            return f"incomplete: it ends with {at}"
        case WhyNone.INCOMPLETE:
            verb = "has" if len(made.parts) == 1 else "have"
            return f"incomplete: {len(made.parts)} of {made.wanted} {_PARTS[kind]}s {verb} a figure"
        case WhyNone.NO_COUNTS if unit in _SHARES:
            return f"cannot be worked out: the sheet prints {_SHARES[unit]} without counts"
        case WhyNone.NO_COUNTS:
            return f"cannot be worked out: such figures do not add up over {_PARTS[kind]}s"
        case WhyNone.COUNTS_DISAGREE:
            return f"cannot be worked out: the counts of its {_PARTS[kind]}s do not fit together"
        case WhyNone.REDEFINED:
            return f"cannot be worked out: the definition changed in {at}"
        case _:
            missing = MISSING_WORDS[made.missing] if made.missing else "no figure"
            return f"{missing}: {at}" if at else missing


def origins_words(origins: Sequence[tuple[Period, bool]], kind: PeriodKind) -> str:
    """Say which periods are as printed or published, and which are worked out; empty where all are of one origin."""
    if len({is_printed for _, is_printed in origins}) < 2:
        return ""
    spans: dict[bool, list[str]] = {True: [], False: []}
    for is_printed, run in groupby(origins, key=lambda one: one[1]):
        periods = [period for period, _ in run]
        first, last = periods[0].short_words, periods[-1].short_words
        spans[is_printed].append(first if len(periods) == 1 else f"{first} to {last}")
    return (
        f"As printed or published for the whole: {listed(spans[True])}. "
        f"From the {_PARTS[kind]}s: {listed(spans[False])}."
    )

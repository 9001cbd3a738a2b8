"""The words of clinic preparation: the rule, why something could not be checked, and what stands on every sheet."""

from __future__ import annotations

from dashboard.catalogue.presenting import ClinicRule
from dashboard.formatting import listed, plural
from dashboard.judge.judgement import Judgement
from dashboard.views.clinic.view import RulePart
from dashboard.views.judging.year_so_far import OF_A_YEAR
from dashboard.vocabulary import AreaRole, Unit

TITLE = "Clinic preparation"
NO_RULE = "The rule proposes nothing: every part of it is switched off in the catalogue."
NO_BETTER_END = "Neither high nor low is good by itself, so nothing is worse"
NO_BETTER_END_OF_OTHERS = "Neither high nor low is good by itself, so nobody is better or worse"
OFF_TARGET_BUT = "Off target in {when}; whether it was before could not be checked: {why}"
NO_FIGURE_AT = "No figure for {month}"
NEVER = "no figure has been published"
LAST_OF = "the last is for {period}"

PART_WORDS: dict[RulePart, str] = {
    RulePart.OFF_TARGET: "Off target",
    RulePart.CONCERN: "Worse than usual",
    RulePart.WORSE_THAN_OTHERS: "Worse than others",
    RulePart.OUT_OF_REACH: "Out of reach",
}
_AREA_WORDS = {
    AreaRole.REGION: "our region",
    AreaRole.STATISTICAL_NEIGHBOURS: "our statistical neighbours",
    AreaRole.ENGLAND: "England",
}


def rule_words(rule: ClinicRule) -> tuple[str, ...]:
    """Say the parts of the rule that are switched on; any one of them is enough."""
    running = f" {plural(rule.months_red, 'period')} running" if rule.months_red and rule.months_red > 1 else ""
    others = listed([_AREA_WORDS.get(role, str(role)) for role in rule.worse_than], "or")
    said = (
        f"Off target: its figure is off target{running}." if rule.months_red else "",
        "Worse than usual: its latest figure is worse than its own usual range." if rule.concern else "",
        f"Worse than others: clearly worse, by more than chance, than {others}." if others else "",
        "Out of reach: the year's target can no longer be met." if rule.out_of_reach else "",
    )
    return tuple(words for words in said if words)


def why_not_ahead(judged: Judgement) -> str:
    """Say why it is not known what the rest of the year must bring."""
    case = judged.case
    period, year = case.latest.period, case.latest.period.financial_year
    if case.basis not in OF_A_YEAR or case.measured.unit is not Unit.PER_CENT:
        return "Worked out only for percentages that add up over a year"
    if period.end == year.end:
        return f"The year {year.words} has ended, so nothing of it is ahead"
    if case.target_of_year is None:
        return "No target is set for the year"
    if case.year_so_far is None:
        return "The counts of this year so far, or how many the year before had, are not known"
    if case.measured.polarity.has_better_end:
        before = f"{case.year_so_far.denominator:,.0f} so far, {case.year_so_far.expected_denominator:,.0f} in all of"
        said = f"{before} {case.year_so_far.expected_from.words}"
        return (
            f"There are so many more or fewer cases than the year before ({said}) that how many are left is not known"
        )
    return "What the rest of the year must bring cannot be worked out"

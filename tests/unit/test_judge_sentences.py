"""Judgements in words: every state with its sentence written out, and the rules that hold for all of them."""

import re
from dataclasses import replace
from itertools import product
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.formatting import format_number
from dashboard.judge import phrases
from dashboard.judge.assurance import Assurance
from dashboard.judge.comparison import Position
from dashboard.judge.sentences import chance_sentence, heads_sentence, member_sentence
from dashboard.judge.separate import Derivation, WhyNotSeparate
from dashboard.judge.series import Point
from dashboard.judge.signal import SignalState, WhyNotJudged, judge_signal, state_of
from dashboard.judge.to_say import ComparisonToSay, SignalToSay, ToSay, YearAheadToSay, YearApart, signal_to_say
from dashboard.judge.verdict import Clear
from dashboard.judge.xmr import Rule
from dashboard.judge.year_ahead import YearAhead
from dashboard.periods import financial_year, month, quarter
from dashboard.vocabulary import Basis, Missing, Polarity, Rag, Unit

HIGH, LOW, NONE = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER, Polarity.NO_POLARITY
JARGON = re.compile(r"special cause|control limit|sigma|p-value|significan|variation", re.IGNORECASE)
LIMITS = {"mean": 85.04, "lower": 78.96, "upper": 91.06, "points": 24, "needed": 12}
STANDS_OUT = (SignalState.IMPROVEMENT, SignalState.CONCERN, SignalState.NEUTRAL_HIGH, SignalState.NEUTRAL_LOW)


def a_signal(state=SignalState.COMMON_CAUSE, rule=None, **more):
    return SignalToSay(state=state, rule=rule, **{**LIMITS, "run": 8, **more})


def not_judged(reason=None):
    return SignalToSay(state=SignalState.NOT_JUDGED, reason=reason)


def said(**more):
    usual = {
        "name": "Visits on time",
        "unit": Unit.PER_CENT,
        "decimals": 1,
        "polarity": HIGH,
        "period": month(2020, 3),
        "basis": Basis.IN_MONTH,
        "value": 92.94,
        "signal": a_signal(),
    }
    return ToSay(**{**usual, **more})


def good(rule, **more):
    return said(signal=a_signal(SignalState.IMPROVEMENT, rule), **more)


def bad(rule, **more):
    return said(signal=a_signal(SignalState.CONCERN, rule), **more)


def neutral(rule, polarity=NONE, **more):
    return said(
        signal=a_signal(SignalState.NEUTRAL_HIGH if rule.is_high else SignalState.NEUTRAL_LOW, rule),
        polarity=polarity,
        **more,
    )


def of_ours(position, clear, value=19.6, period=None, **more):
    return ComparisonToSay(
        who="the region",
        period=period or financial_year(2019),
        value=value,
        decimals=1,
        position=position,
        clear=clear,
        **more,
    )


def a_year_ago(clear=Clear.NO, **more):
    return YearApart(**{"period": month(2019, 3), "value": 96.5, "change": -3.6, "clear": clear, **more})


RANGE = "the normal range (79.0% to 91.1%)"
FIGURE = "92.9% in March 2020"
NEITHER = " This is neither good nor bad in itself; ask why."
STEADY = f"No real change: {FIGURE} is within {RANGE}. One month's movement is not a story."
OUT = f"{FIGURE} is outside the normal range of 79.0% to 91.1%"
NEAR = f"two of the last three months, to March 2020, were close to the edge of {RANGE}"
ROLLING = "This figure covers 12 months; months overlap, so it is not judged month by month."
SO_FAR = "This figure covers the year so far; months overlap, so it is not judged month by month."
AT_END = (
    "This figure says how things stood at the end of the month; much the same is counted every month, "
    "so it is not judged month by month."
)
NO_YEAR_AGO = " There is no figure of a year ago to compare it with."
RUN = "8 months in a row, to March 2020,"

MEMBERS = {
    "improvement, outside": (good(Rule.OUTSIDE_ABOVE), f"Better than usual: {OUT}."),
    "improvement, shift": (good(Rule.SHIFT_ABOVE), f"Getting better: {RUN} above the usual level of 85.0%."),
    "improvement, downwards": (
        good(Rule.SHIFT_BELOW, polarity=LOW),
        f"Getting better: {RUN} below the usual level of 85.0%.",
    ),
    "improvement, trend": (good(Rule.TREND_UP), f"Getting better: {RUN} moving the right way."),
    "improvement, two in three": (good(Rule.TWO_IN_THREE_ABOVE), f"Possibly better: {NEAR}."),
    "concern, outside": (bad(Rule.OUTSIDE_BELOW), f"Worse than usual: {OUT}. Ask what has changed."),
    "concern, shift": (
        bad(Rule.SHIFT_BELOW),
        f"Getting worse: {RUN} below the usual level of 85.0%. Ask what has changed.",
    ),
    "concern, trend": (bad(Rule.TREND_DOWN), f"Getting worse: {RUN} moving the wrong way. Ask what has changed."),
    "concern, two in three": (bad(Rule.TWO_IN_THREE_BELOW), f"Possibly worse: {NEAR}. Ask what has changed."),
    "neutral high, outside": (neutral(Rule.OUTSIDE_ABOVE), f"Higher than usual: {OUT}.{NEITHER}"),
    "neutral low, outside": (neutral(Rule.OUTSIDE_BELOW), f"Lower than usual: {OUT}.{NEITHER}"),
    "neutral high, shift": (
        neutral(Rule.SHIFT_ABOVE),
        f"Higher than usual: {RUN} above the usual level of 85.0%.{NEITHER}",
    ),
    "neutral low, trend": (neutral(Rule.TREND_DOWN), f"Going down: {RUN} each lower than the last.{NEITHER}"),
    "neutral high, two in three": (
        neutral(Rule.TWO_IN_THREE_ABOVE),
        f"Possibly higher than usual: {NEAR}.{NEITHER}",
    ),
    "close to target": (
        neutral(Rule.OUTSIDE_ABOVE, Polarity.CLOSE_TO_TARGET, target="85.0%"),
        f"Higher than usual: {OUT}. Good is close to the target of 85.0%; ask why it moved.",
    ),
    "common cause": (said(), STEADY),
    "common cause, pass": (
        said(assurance=Assurance.PASS, target="75.0%", rag=Rag.GREEN),
        f"{STEADY} Set to meet the target of 75.0% every month unless something changes.",
    ),
    "common cause, hit or miss": (
        said(assurance=Assurance.HIT_OR_MISS, target="90.0%"),
        f"{STEADY} Will meet the target of 90.0% some months and miss it others, by chance.",
    ),
    "common cause, fail": (
        said(assurance=Assurance.FAIL, target="95.0%"),
        f"Steady, but steadily missing the target. {FIGURE} is within {RANGE}; the target is 95.0%.",
    ),
    "improvement, pass": (
        good(Rule.SHIFT_ABOVE, assurance=Assurance.PASS, target="75.0%"),
        f"Getting better: {RUN} above the usual level of 85.0%. "
        "Set to meet the target of 75.0% every month unless something changes.",
    ),
    "improvement, fail": (
        good(Rule.SHIFT_ABOVE, assurance=Assurance.FAIL, target="95.0%", rag=Rag.RED),
        f"Getting better, not yet enough to reach the target. {RUN} above the usual level of 85.0%; "
        "the target is 95.0%.",
    ),
    "improvement by one month, fail": (
        good(Rule.OUTSIDE_ABOVE, assurance=Assurance.FAIL, target="95.0%", rag=Rag.AMBER),
        f"Better than usual, not yet enough to reach the target. {OUT}; the target is 95.0%.",
    ),
    "improvement by one month, fail, met": (
        good(Rule.OUTSIDE_ABOVE, assurance=Assurance.FAIL, target="92.0%", rag=Rag.GREEN),
        f"Better than usual: {OUT}. It met the target of 92.0% this time, which the normal range does not reach.",
    ),
    "concern, fail": (
        bad(Rule.TREND_DOWN, assurance=Assurance.FAIL, target="95.0%"),
        f"Getting worse: {RUN} moving the wrong way. Ask what has changed. "
        "Will not reach the target of 95.0% as things stand; something has to change.",
    ),
    "concern, pass, met": (
        bad(Rule.TREND_DOWN, assurance=Assurance.PASS, target="75.0%", rag=Rag.GREEN),
        f"Getting worse: {RUN} moving the wrong way. Ask what has changed. It still meets the target of 75.0%.",
    ),
    "concern, pass, missed": (
        bad(Rule.OUTSIDE_BELOW, assurance=Assurance.PASS, target="95.0%", rag=Rag.RED),
        f"Worse than usual: {OUT}. Ask what has changed. "
        "It missed the target of 95.0% this time, which it would usually meet.",
    ),
    "constant": (
        said(value=100.0, signal=a_signal(mean=100.0, lower=100.0, upper=100.0)),
        "No real change: 100.0% in March 2020 is the usual level. One month's movement is not a story.",
    ),
    "outside constant": (
        said(signal=a_signal(SignalState.CONCERN, Rule.OUTSIDE_BELOW, mean=100.0, lower=100.0, upper=100.0)),
        "Worse than usual: 92.9% in March 2020 is not the usual level of 100.0%. Ask what has changed.",
    ),
    "a range cut to what a percentage can be": (
        said(signal=a_signal(lower=-3.0, upper=104.2)),
        f"No real change: {FIGURE} is within the normal range (0.0% to 100.0%). One month's movement is not a story.",
    ),
    "a percentage that is no share": (
        said(signal=a_signal(upper=104.2), can_exceed_100=True),
        f"No real change: {FIGURE} is within the normal range (79.0% to 104.2%). One month's movement is not a story.",
    ),
    "just outside": (
        said(value=91.1, signal=a_signal(SignalState.IMPROVEMENT, Rule.OUTSIDE_ABOVE)),
        "Better than usual: 91.10% in March 2020 is outside the normal range of 78.96% to 91.06%.",
    ),
    "a gap beside every month": (
        said(signal=SignalToSay(state=SignalState.COMMON_CAUSE, points=12, needed=12)),
        "Too few months next to each other have a figure to say what is usual.",
    ),
    "a month that cannot be worked out": (
        said(basis=Basis.MONTH_END, signal=a_signal(derivation=Derivation.NET_CHANGE), assurance=Assurance.PASS),
        "March 2020 cannot be worked out by itself, so it is not judged.",
    ),
    "quarters": (
        said(period=quarter(2019, 4), basis=Basis.IN_QUARTER),
        "No real change: 92.9% in January to March 2020 is within the normal range (79.0% to 91.1%). "
        "One quarter's movement is not a story.",
    ),
    "months a quarter apart": (
        said(signal=a_signal(SignalState.CONCERN, Rule.SHIFT_BELOW, spacing=3)),
        "Getting worse: 8 quarters in a row, to March 2020, below the usual level of 85.0%. Ask what has changed.",
    ),
    "an unknown run": (
        said(signal=a_signal(SignalState.IMPROVEMENT, Rule.SHIFT_ABOVE, run=0)),
        "Getting better: several months in a row, to March 2020, above the usual level of 85.0%.",
    ),
    "revision alone": (
        said(signal=a_signal(SignalState.IMPROVEMENT, Rule.SHIFT_ABOVE, is_by_revision=True)),
        f"Revised, not a new change: {RUN} above the usual level of 85.0%.",
    ),
    "revision alone, fail": (
        said(
            signal=a_signal(SignalState.IMPROVEMENT, Rule.SHIFT_ABOVE, is_by_revision=True),
            assurance=Assurance.FAIL,
            target="95.0%",
        ),
        f"Revised, not a new change: {RUN} above the usual level of 85.0%. "
        "Will not reach the target of 95.0% as things stand; something has to change.",
    ),
    "too early": (
        said(signal=SignalToSay(state=SignalState.TOO_EARLY, points=7, needed=12)),
        "Too early to tell: 7 of 12 months.",
    ),
    "too early since a change": (
        said(signal=SignalToSay(state=SignalState.TOO_EARLY, points=7, needed=12, since=month(2019, 9))),
        "Too early to tell since the change in September 2019: 7 of 12 months.",
    ),
    "no figure": (said(value=None), "No figure for March 2020."),
    "no figure, with its reason": (
        said(value=None, missing=Missing.NOT_YET_PUBLISHED, signal=SignalToSay(state=SignalState.NO_FIGURE)),
        "No figure for March 2020: not published yet.",
    ),
    "few cases": (
        said(numerator=3, denominator=9, counted="children", value=33.3),
        "3 of 9 children: too few for a percentage to mean much.",
    ),
    "few cases, the part unknown": (
        said(denominator=9, counted="children"),
        "Fewer than 10 children: too few for a percentage to mean much.",
    ),
    "ten cases are enough": (said(numerator=9, denominator=10), STEADY),
    "few cases of a count": (
        said(unit=Unit.COUNT, decimals=0, value=3.0, numerator=3, denominator=9, signal=a_signal(lower=-4.0, upper=8)),
        "No real change: 3 in March 2020 is within the normal range (0 to 8). One month's movement is not a story.",
    ),
    "rolling": (said(basis=Basis.ROLLING_12_MONTHS, signal=not_judged()), ROLLING + NO_YEAR_AGO),
    "rolling, no clear change": (
        said(basis=Basis.ROLLING_12_MONTHS, signal=not_judged(), year_apart=a_year_ago()),
        f"{ROLLING} Compared with a year ago: no clear change, 92.9% against 96.5% in March 2019.",
    ),
    "rolling, clearly worse": (
        said(basis=Basis.ROLLING_12_MONTHS, signal=not_judged(), year_apart=a_year_ago(Clear.YES)),
        f"{ROLLING} Compared with a year ago: clearly worse, 92.9% against 96.5% in March 2019.",
    ),
    "rolling, clearly better": (
        said(polarity=LOW, basis=Basis.ROLLING_12_MONTHS, signal=not_judged(), year_apart=a_year_ago(Clear.YES)),
        f"{ROLLING} Compared with a year ago: clearly better, 92.9% against 96.5% in March 2019.",
    ),
    "rolling, clearly lower": (
        said(polarity=NONE, basis=Basis.ROLLING_12_MONTHS, signal=not_judged(), year_apart=a_year_ago(Clear.YES)),
        f"{ROLLING} Compared with a year ago: clearly lower, 92.9% against 96.5% in March 2019.",
    ),
    "rolling, without counts": (
        said(basis=Basis.ROLLING_12_MONTHS, signal=not_judged(), year_apart=a_year_ago(Clear.CANNOT_SAY)),
        f"{ROLLING} Compared with a year ago: 92.9% against 96.5% in March 2019; "
        "whether that is more than chance cannot be said.",
    ),
    "a year ago of few cases": (
        said(
            basis=Basis.ROLLING_12_MONTHS,
            signal=not_judged(),
            year_apart=a_year_ago(numerator=7, denominator=8),
        ),
        f"{ROLLING} Compared with a year ago: no clear change, 92.9% against 7 of 8 in March 2019.",
    ),
    "year to date": (said(basis=Basis.YEAR_TO_DATE, signal=not_judged(WhyNotSeparate.NO_COUNTS)), SO_FAR + NO_YEAR_AGO),
    "stock": (said(basis=Basis.MONTH_END, signal=not_judged(WhyNotSeparate.SHARE_OF_A_STOCK)), AT_END + NO_YEAR_AGO),
    "yearly": (
        said(basis=Basis.FINANCIAL_YEAR, period=financial_year(2019), signal=not_judged(WhyNotSeparate.WHOLE_YEARS)),
        f"This figure covers a whole year, so it is not judged month by month.{NO_YEAR_AGO}",
    ),
    "too few cases to judge": (
        said(signal=not_judged(WhyNotJudged.TOO_FEW_CASES)),
        f"It rests on too few cases to be judged month by month.{NO_YEAR_AGO}",
    ),
    "seasonal without two years": (
        said(signal=not_judged(WhyNotSeparate.SEASON_NEEDS_TWO_YEARS)),
        f"It follows the seasons, and needs two years of figures to be judged month by month.{NO_YEAR_AGO}",
    ),
    "not judged for no reason known": (
        said(signal=not_judged()),
        f"This figure is not judged month by month.{NO_YEAR_AGO}",
    ),
    "single months of a rolling figure": (
        said(basis=Basis.ROLLING_12_MONTHS, signal=a_signal(value=87.0, derivation=Derivation.MONTHS_OF_ROLLING)),
        f"No real change: 87.0% in March 2020 alone is within {RANGE}. One month's movement is not a story.",
    ),
    "net change of a stock": (
        said(
            unit=Unit.COUNT,
            decimals=0,
            value=640.0,
            basis=Basis.MONTH_END,
            polarity=NONE,
            signal=a_signal(
                SignalState.NEUTRAL_HIGH,
                Rule.OUTSIDE_ABOVE,
                value=24.0,
                mean=1.4,
                lower=-12.3,
                upper=13.1,
                derivation=Derivation.NET_CHANGE,
            ),
        ),
        "Higher than usual: +24 in March 2020 is outside the normal range for the change in a month (−12 to +13)."
        + NEITHER,
    ),
    "season taken out": (
        said(
            signal=a_signal(value=-2.0, mean=0.4, lower=-12.3, upper=13.1, derivation=Derivation.SAME_MONTH_LAST_YEAR)
        ),
        "No real change: a difference of −2.0 points between March 2019 and March 2020 is within the normal range "
        "for differences from the year before (−12.3 to +13.1 points). One month's movement is not a story.",
    ),
    "year ahead, needs": (
        said(
            basis=Basis.YEAR_TO_DATE,
            polarity=LOW,
            signal=not_judged(),
            year_ahead=YearAheadToSay(state=YearAhead.NEEDS, target="20.0%", needed=16.66, so_far=21.7),
        ),
        f"{SO_FAR}{NO_YEAR_AGO} To meet the year's target of 20.0%: "
        "needs 16.7% or lower for the rest of the year; so far 21.7%.",
    ),
    "year ahead, secured": (
        said(
            basis=Basis.YEAR_TO_DATE,
            signal=not_judged(),
            year_ahead=YearAheadToSay(state=YearAhead.SECURED, target="20.0%", needed=-4.0),
        ),
        f"{SO_FAR}{NO_YEAR_AGO} The year's target of 20.0% is secured, whatever the rest of it brings.",
    ),
    "year ahead, out of reach": (
        said(
            basis=Basis.YEAR_TO_DATE,
            signal=not_judged(),
            year_ahead=YearAheadToSay(state=YearAhead.OUT_OF_REACH, target="99.0%", needed=104.0, so_far=92.9),
        ),
        f"{SO_FAR}{NO_YEAR_AGO} The year's target of 99.0% is out of reach, whatever the rest of it brings; "
        "so far 92.9%.",
    ),
    "year ahead, cannot say": (
        said(
            basis=Basis.YEAR_TO_DATE,
            signal=not_judged(),
            year_ahead=YearAheadToSay(state=YearAhead.CANNOT_SAY, target="99.0%"),
        ),
        SO_FAR + NO_YEAR_AGO,
    ),
    "better than others": (
        said(comparisons=(of_ours(Position.BETTER, Clear.YES),)),
        f"{STEADY} Clearly better than the region (19.6% in 2019/20).",
    ),
    "worse than others by chance": (
        said(comparisons=(of_ours(Position.WORSE, Clear.NO),)),
        f"{STEADY} Worse than the region (19.6% in 2019/20), but the difference could be chance.",
    ),
    "higher than others, nobody can say": (
        said(polarity=NONE, comparisons=(of_ours(Position.BETTER, Clear.CANNOT_SAY),)),
        f"{STEADY} Higher than the region (19.6% in 2019/20); whether that is more than chance cannot be said.",
    ),
    "the same as others, of an earlier year": (
        said(comparisons=(of_ours(Position.SAME, Clear.NO, period=financial_year(2018)),)),
        f"{STEADY} The same as the region (19.6% in 2018/19, the latest published).",
    ),
    "not comparable": (
        said(
            comparisons=(
                of_ours(
                    Position.CANNOT_SAY,
                    Clear.CANNOT_SAY,
                    reason="ours is the year so far, theirs is a full year",
                ),
            )
        ),
        f"{STEADY} Not compared with the region: ours is the year so far, theirs is a full year.",
    ),
    "others without a figure": (
        said(comparisons=(of_ours(Position.CANNOT_SAY, Clear.CANNOT_SAY, value=None),)),
        f"{STEADY} Not compared with the region.",
    ),
    "revised": (said(revised_from=90.2), f"{STEADY} Revised since last reported: was 90.2%, now 92.9%."),
    "revised by less than is shown": (said(revised_from=92.93), STEADY),
    "revised, of few cases": (
        said(numerator=3, denominator=9, revised_from=30.0),
        "3 of 9: too few for a percentage to mean much. Revised since last reported.",
    ),
    "provisional": (
        said(is_provisional=True, published_in=month(2020, 10)),
        f"{STEADY} Provisional until DfE publishes in October 2020.",
    ),
    "provisional, no date": (
        said(is_provisional=True),
        f"{STEADY} Provisional until the national figure is published.",
    ),
}


@pytest.mark.parametrize("case", MEMBERS)
def test_members(case):
    given_to_say, expected = MEMBERS[case]
    assert member_sentence(given_to_say) == expected


HEADS = {
    "judged": (
        said(numerator=79, denominator=85, rag=Rag.GREEN, target="90.0%", assurance=Assurance.HIT_OR_MISS),
        f"Visits on time, March 2020 (in the month): 92.9% (79 of 85). {STEADY} "
        "The usual level is 85.0% (normally 79.0% to 91.1%), from 24 months. On target (target 90.0%). "
        "Will meet the target of 90.0% some months and miss it others, by chance.",
    ),
    "no target": (
        said(rag=Rag.NO_TARGET),
        f"Visits on time, March 2020 (in the month): 92.9%. {STEADY} "
        "The usual level is 85.0% (normally 79.0% to 91.1%), from 24 months. No target set.",
    ),
    "constant": (
        said(value=100.0, signal=a_signal(mean=100.0, lower=100.0, upper=100.0)),
        "Visits on time, March 2020 (in the month): 100.0%. No real change: 100.0% in March 2020 is the usual level. "
        "One month's movement is not a story. The usual level is 100.0% in every month, from 24 months.",
    ),
    "too early": (
        said(signal=replace(a_signal(SignalState.TOO_EARLY), points=7)),
        "Visits on time, March 2020 (in the month): 92.9%. Too early to tell: 7 of 12 months.",
    ),
    "no figure": (
        said(value=None, missing=Missing.SUPPRESSED),
        "Visits on time, March 2020 (in the month): No figure for March 2020: suppressed.",
    ),
    "few cases": (
        said(numerator=3, denominator=9, is_provisional=True, rag=Rag.RED, target="90.0%"),
        "Visits on time, March 2020 (in the month): 3 of 9: too few for a percentage to mean much. "
        "Provisional until the national figure is published.",
    ),
    "two windows": (
        said(
            polarity=LOW,
            basis=Basis.ROLLING_12_MONTHS,
            value=100 * 119 / 676,
            numerator=119,
            denominator=676,
            signal=not_judged(WhyNotSeparate.NO_MONTHS_BEFORE),
            year_apart=a_year_ago(
                value=100 * 145 / 684, numerator=145, denominator=684, change=-3.595, interval=(-7.78, 0.62)
            ),
            comparisons=(of_ours(Position.BETTER, Clear.NO, period=financial_year(2018)),),
        ),
        f"Visits on time, March 2020 (rolling 12 months): 17.6% (119 of 676). {ROLLING} "
        "Single months cannot be taken out of it: the months before are not known. "
        "Compared with a year ago: no clear change, 17.6% (119 of 676) against 21.2% (145 of 684) in March 2019. "
        "The change is −3.6 points; allowing for chance it lies between −7.8 and +0.6 points. "
        "Better than the region (19.6% in 2018/19, the latest published), but the difference could be chance.",
    ),
    "past moves": (
        said(
            basis=Basis.YEAR_TO_DATE,
            signal=not_judged(WhyNotSeparate.COUNTS_DISAGREE),
            year_apart=a_year_ago(Clear.CANNOT_SAY, past=(-4.1, 5.2)),
        ),
        f"Visits on time, March 2020 (year to date): 92.9%. {SO_FAR} "
        "Single months cannot be taken out of it: its counts do not fit together. "
        "Compared with a year ago: 92.9% against 96.5% in March 2019; "
        "whether that is more than chance cannot be said. "
        "The change is −3.6 points; in earlier years it moved by −4.1 to +5.2 points.",
    ),
    "net change": (
        said(
            unit=Unit.COUNT,
            decimals=0,
            value=1640.0,
            basis=Basis.MONTH_END,
            signal=a_signal(value=4.0, mean=1.4, lower=-12.3, upper=13.1, derivation=Derivation.NET_CHANGE),
        ),
        "Visits on time, March 2020 (at month end): 1,640. "
        "No real change: +4 in March 2020 is within the normal range for the change in a month (−12 to +13). "
        "One month's movement is not a story. Judged on how much the figure changes in a month. "
        "The usual change in a month is +1 (normally −12 to +13), from 24 months.",
    ),
}


@pytest.mark.parametrize("case", HEADS)
def test_heads_of_service(case):
    given_to_say, expected = HEADS[case]
    assert heads_sentence(given_to_say) == expected


@pytest.mark.parametrize(
    ("indicators", "expected"),
    [
        (40, "Of 40 indicators, about 1 would be marked by chance alone."),
        (320, "Of 320 indicators, about 6 would be marked by chance alone."),
        (1, "Of 1 indicator, most often none would be marked by chance alone."),
    ],
)
def test_by_chance(indicators, expected):
    assert chance_sentence(indicators) == expected


# --- What holds for every sentence --------------------------------------------------------------------

FIGURES = st.floats(0, 100).map(lambda value: round(value, 2))
COUNTS = st.none() | st.tuples(st.integers(0, 200), st.integers(0, 600)).map(lambda pair: (pair[0], sum(pair)))


@st.composite
def anything(draw):
    """Draw anything that can be said of a figure; a state goes with its rule and with a better end."""
    polarity = draw(st.sampled_from(Polarity))
    rule = draw(st.none() | st.sampled_from(Rule))
    states = [SignalState.TOO_EARLY, SignalState.NOT_JUDGED, SignalState.NO_FIGURE, SignalState.COMMON_CAUSE]
    counts, earlier = draw(COUNTS), draw(COUNTS)
    mean, reach, value = draw(FIGURES), draw(FIGURES), draw(FIGURES)
    apart = a_year_ago(draw(st.sampled_from(Clear)), value=draw(FIGURES), change=draw(FIGURES) - 50)
    others = st.builds(of_ours, st.sampled_from(Position), st.sampled_from(Clear), FIGURES, st.sampled_from(YEARS))
    signal = SignalToSay(
        state=state_of(rule, polarity) if rule else draw(st.sampled_from(states)),
        rule=rule,
        derivation=draw(st.none() | st.sampled_from(Derivation)),
        value=draw(st.none() | FIGURES),
        run=draw(st.integers(7, 20)),
        mean=mean,
        lower=mean - reach,
        upper=mean + reach,
        points=draw(st.integers(0, 60)),
        needed=12,
        reason=draw(st.none() | st.sampled_from([*WhyNotSeparate, *WhyNotJudged])),
    )
    return said(
        polarity=polarity,
        basis=draw(st.sampled_from(Basis)),
        value=value,
        numerator=counts[0] if counts else None,
        denominator=counts[1] if counts else None,
        signal=signal,
        rag=draw(st.none() | st.sampled_from(Rag)),
        target="90.0%",
        assurance=draw(st.sampled_from(Assurance)),
        year_apart=draw(
            st.none()
            | st.just(apart)
            | st.just(replace(apart, numerator=earlier and earlier[0], denominator=earlier and earlier[1]))
        ),
        year_ahead=draw(
            st.none()
            | st.builds(
                YearAheadToSay,
                state=st.sampled_from(YearAhead),
                target=st.just("88.0%"),
                needed=FIGURES,
                so_far=FIGURES,
            )
        ),
        comparisons=tuple(draw(st.lists(others, max_size=2))),
        revised_from=draw(st.none() | FIGURES),
        is_provisional=draw(st.booleans()),
    )


YEARS = [financial_year(2017), financial_year(2019)]


def both_sentences(one):
    return (member_sentence(one), heads_sentence(one))


@given(anything())
def test_no_jargon_no_holes_and_whole_sentences(one):
    for sentence in both_sentences(one):
        assert not JARGON.search(sentence)
        assert not re.search(r"[{}_]|\s\s|\.\.|\bNone\b|\bnan\b|:\.", sentence)
        assert sentence.endswith((".", "story."))


def numbers_in(text):
    return re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)


def numbers_given(one):
    """Write every number that a sentence may hold: figures with their decimals, counts, periods and the bounds."""
    signal, apart, ahead = one.signal, one.year_apart, one.year_ahead
    figures = [one.value, one.revised_from, signal.value, signal.mean, signal.lower, signal.upper, 0.0, 100.0]
    if apart:
        figures += [apart.value, apart.change]
    if ahead:
        figures += [ahead.needed, ahead.so_far]
    figures += [other.value for other in one.comparisons]
    # A point beside the end of its range may need one or two decimals more to be told from it.
    written = {
        format_number(abs(figure), decimals) for figure in figures if figure is not None for decimals in (1, 2, 3)
    }
    counts = [one.numerator, one.denominator, signal.run, signal.points, signal.needed, 12, 10]
    counts += [apart.numerator, apart.denominator] if apart else []
    written |= {f"{count:,.0f}" for count in counts if count is not None}
    words = [one.period.words, month(2019, 3).words, one.target, ahead.target if ahead else ""]
    words += [other.period.words for other in one.comparisons]
    return written | {number for text in words for number in numbers_in(text)}


@given(anything())
def test_every_number_is_one_that_was_given(one):
    for sentence in both_sentences(one):
        assert set(numbers_in(sentence)) <= numbers_given(one)


TURNED = {
    "better": "worse",
    "worse": "better",
    "Better": "Worse",
    "Worse": "Better",
    "right": "wrong",
    "wrong": "right",
}


def turned(one):
    """Turn a figure's polarity round, and all that follows from it."""
    flipped = LOW if one.polarity is HIGH else HIGH
    signal = one.signal
    state = state_of(signal.rule, flipped) if signal.rule else signal.state
    positions = {Position.BETTER: Position.WORSE, Position.WORSE: Position.BETTER}
    others = tuple(replace(other, position=positions.get(other.position, other.position)) for other in one.comparisons)
    return replace(one, polarity=flipped, signal=replace(signal, state=state), comparisons=others)


@given(anything(), st.sampled_from([HIGH, LOW]))
def test_the_other_polarity_swaps_the_words_for_good_and_bad_and_changes_no_figure(one, polarity):
    one = replace(one, polarity=polarity, assurance=Assurance.NONE)
    one = replace(
        one,
        signal=replace(one.signal, state=state_of(one.signal.rule, polarity) if one.signal.rule else one.signal.state),
    )
    ask = " Ask what has changed."
    for sentence, other in zip(both_sentences(one), both_sentences(turned(one)), strict=True):
        swapped = re.sub(r"\b(?:better|worse|right|wrong)\b", lambda word: TURNED[word[0].lower()], other.lower())
        plain = sentence.lower().replace(ask.lower(), "")
        assert plain.replace(" or higher", " or lower") == swapped.replace(ask.lower(), "").replace(
            " or higher", " or lower"
        )
        assert numbers_in(sentence) == numbers_in(other)


@given(
    anything(),
    st.sampled_from([NONE, Polarity.CLOSE_TO_TARGET]),
    st.sampled_from([SignalState.IMPROVEMENT, SignalState.CONCERN]),
)
def test_without_a_better_end_nothing_is_good_or_bad(one, polarity, state):
    rule = one.signal.rule or Rule.SHIFT_ABOVE
    for given_state in (state, state_of(rule, polarity)):
        plain = replace(one, polarity=polarity, signal=replace(one.signal, state=given_state, rule=rule))
        for sentence in both_sentences(plain):
            without = sentence.replace("neither good nor bad", "").replace("Good is close to the target", "")
            assert not re.search(r"\b(?:better|worse|good|bad|right way|wrong way)\b", without, re.IGNORECASE)


@given(anything())
def test_few_cases_show_no_percentage_of_ours(one):
    few = replace(one, numerator=3, denominator=9)
    for sentence in both_sentences(few):
        assert "3 of 9" in sentence
        assert "%" not in sentence


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_its_words(rule):
    for polarity in Polarity:
        one = said(polarity=polarity, signal=a_signal(state_of(rule, polarity), rule))
        assert "March 2020" in member_sentence(one)
        assert not member_sentence(one).startswith("Too few")


def test_every_closed_set_has_its_phrases():
    assert set(phrases.COMPARED) == set(phrases.YEAR_APART) == set(Clear)
    assert set(phrases.ASSURANCE) == set(Assurance) - {Assurance.NONE}
    assert set(phrases.YEAR_AHEAD) == set(YearAhead) - {YearAhead.CANNOT_SAY}
    assert set(phrases.DERIVED) == set(phrases.FIGURES) == set(Derivation) - {Derivation.AS_PRINTED}
    separate = {Basis.IN_WEEK, Basis.IN_MONTH, Basis.IN_QUARTER}
    assert set(phrases.NOT_JUDGED) == set(Basis) - separate
    reasons = {*phrases.NOT_JUDGED_REASONS, *phrases.NOT_TAKEN_APART}
    # The words for the form of a figure say these already.
    said_by_basis = {WhyNotSeparate.NO_FIGURES, WhyNotSeparate.SHARE_OF_A_STOCK, WhyNotSeparate.WHOLE_YEARS}
    assert set(WhyNotJudged) <= reasons
    assert reasons - set(WhyNotJudged) == set(WhyNotSeparate) - said_by_basis


def test_no_phrase_is_jargon():
    texts = [value for name, value in vars(phrases).items() if name.isupper() and isinstance(value, str)]
    tables = [value for name, value in vars(phrases).items() if name.isupper() and isinstance(value, dict)]
    texts += [text for table in tables for text in table.values() if isinstance(text, str)]
    assert len(texts) > 50
    assert [text for text in texts if JARGON.search(text)] == []
    assert all(list(Formatter().parse(text)) for text in texts)


def test_every_state_with_every_assurance_is_said():
    for state, assurance, basis in product(SignalState, Assurance, Basis):
        rule = Rule.SHIFT_ABOVE if state in STANDS_OUT else None
        one = said(signal=a_signal(state, rule), assurance=assurance, basis=basis, target="90.0%")
        assert all(both_sentences(one))


# --- From a signal ------------------------------------------------------------------------------------


def judged(values, polarity=HIGH, unit=Unit.PER_CENT, basis=Basis.IN_MONTH, **more):
    first = month(2017, 1)
    points = [Point(period=first.shift(at), value=value) for at, value in enumerate(values)]
    signal = judge_signal(points, basis, polarity, unit=unit, **more)
    return said(
        value=values[-1],
        period=points[-1].period,
        unit=unit,
        basis=basis,
        polarity=polarity,
        signal=signal_to_say(signal),
    )


UNSTEADY = [50.0, 54.0, 49.0, 53.0, 51.0, 55.0, 50.0, 52.0, 54.0, 49.0, 53.0, 51.0]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([*UNSTEADY, 80.0], "Better than usual: 80.0% in January 2018 is outside the normal range of 44.5% to 63.4%."),
        (
            [*UNSTEADY, 45, 46, 45, 46, 45, 46, 45],
            "Getting worse: 7 months in a row, to July 2018, below the usual level of 49.4%. Ask what has changed.",
        ),
        (
            [*UNSTEADY, 45, 46, 45, 46, 45, 46, 45, 46, 45],
            "Getting worse: 9 months in a row, to September 2018, below the usual level of 49.0%. "
            "Ask what has changed.",
        ),
        (
            [*UNSTEADY, 50.0, 50.5, 51.0, 51.5, 52.0, 52.5, 53.0],
            "Getting better: 7 months in a row, to July 2018, moving the right way.",
        ),
        (
            UNSTEADY,
            "No real change: 51.0% in December 2017 is within the normal range (42.3% to 61.2%). "
            "One month's movement is not a story.",
        ),
        (UNSTEADY[:7], "Too early to tell: 7 of 12 months."),
    ],
)
def test_from_a_signal(values, expected):
    assert member_sentence(judged(values)) == expected


def test_from_a_signal_of_a_stock():
    one = judged([*UNSTEADY, 52.0, 80.0], NONE, Unit.COUNT, Basis.MONTH_END)
    assert member_sentence(replace(one, decimals=0)).startswith("Higher than usual: +28 in February 2018 is outside")


def test_from_a_signal_that_is_not_judged():
    one = judged(UNSTEADY, basis=Basis.ROLLING_12_MONTHS)
    assert member_sentence(one) == ROLLING + NO_YEAR_AGO
    assert "its counts are not known" in heads_sentence(one)


@given(st.lists(FIGURES, min_size=12, max_size=40), st.sampled_from([HIGH, LOW, NONE]))
def test_any_series_is_said(values, polarity):
    for sentence in both_sentences(judged(values, polarity)):
        assert sentence.endswith(".")
        assert "several" not in sentence
        assert not sentence.startswith("Too few")

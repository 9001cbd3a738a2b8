"""Judgements in words: every state with its sentence written out, and the rules that hold for all of them."""

import re
from dataclasses import replace
from itertools import product
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.schema import Trajectory
from dashboard.formatting import format_number
from dashboard.judge import phrases, words
from dashboard.judge.assurance import Assurance
from dashboard.judge.beside import Comparison
from dashboard.judge.case import OtherFigure
from dashboard.judge.comparison import Position
from dashboard.judge.course import Course, CourseState
from dashboard.judge.intervals import Interval, IntervalMethod
from dashboard.judge.sentences import chance_sentence, heads_sentence, member_sentence
from dashboard.judge.separate import Derivation, WhyNotSeparate
from dashboard.judge.series import Point
from dashboard.judge.signal import SignalState, WhyNotJudged, judge_signal, state_of
from dashboard.judge.to_say import SignalToSay, ToSay, YearAheadToSay, signal_to_say
from dashboard.judge.verdict import Clear
from dashboard.judge.xmr import Rule
from dashboard.judge.year_ahead import YearAhead
from dashboard.judge.year_on_year import NO_COUNTS_OF_TWO, YearOnYear
from dashboard.periods import financial_year, month, quarter, week
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
    """Make ours beside a comparator, of the figure judged unless a period is given, then of that whole year."""
    ours = {"value": 92.94} if period is None else {"value": 21.2, "numerator": 145, "denominator": 684}
    of_both = {"key": "region", "who": "the region", "decimals": 1, "basis": Basis.IN_MONTH}
    of_both |= {} if period is None else {"basis": Basis.FINANCIAL_YEAR}
    judged = {key: more.pop(key) for key in ("reason", "allowing_for_scatter") if key in more}
    period = period or month(2020, 3)
    other = OtherFigure(**{**of_both, "period": period, "value": value, "ours": Point(period=period, **ours), **more})
    return Comparison(other=other, position=position, clear=clear, **judged)


def a_year_ago(clear=Clear.NO, **more):
    return YearOnYear(**{"period": month(2019, 3), "value": 96.5, "change": -3.6, "clear": clear, **more})


def newcombe(lower, upper):
    return Interval(lower=lower, upper=upper, level=0.95, method=IntervalMethod.NEWCOMBE)


def a_course(state, due=88.0):
    way = Trajectory(basis=Basis.IN_MONTH, since=month(2019, 3), baseline=80, until=month(2022, 3), target=95)
    return Course(state=state, due=due, trajectory=way)


def stock(state, rule, **more):
    limits = {"mean": 1.4, "lower": -12.3, "upper": 13.1, **more}
    return said(
        unit=Unit.COUNT,
        decimals=0,
        value=640.0,
        counted="children",
        basis=Basis.MONTH_END,
        polarity=NONE,
        signal=a_signal(state, rule, derivation=Derivation.NET_CHANGE, **limits),
    )


RANGE = "the usual range (79.0% to 91.1%)"
FIGURE = "92.9% in March 2020"
NEITHER = " This is neither good nor bad in itself; ask why."
STEADY = f"No real change: {FIGURE} is within {RANGE}. One month's movement is not a story."
OUT = f"{FIGURE} is outside the usual range of 79.0% to 91.1%"
NEAR = f"two of the last three months were close to the edge of {RANGE}, the latest {FIGURE}"
ROLLING = "This figure covers 12 months; months overlap, so it is not judged month by month."
SO_FAR = "This figure covers the year so far; months overlap, so it is not judged month by month."
AT_END = (
    "This figure says how things stood at the end of the month; most of the same cases are counted again each month, "
    "so it is not judged month by month."
)
NO_YEAR_AGO = " There is no figure of a year ago."
IT_WAS = f"It was {FIGURE}. "
ROLLING_WAS = "It was 92.9% in the 12 months to March 2020. "
SO_FAR_WAS = "It was 92.9% from April 2019 to March 2020. "
AT_END_WAS = "It was 92.9% at the end of March 2020. "
RUN, LATEST = "8 months in a row", "the latest 92.9% in March 2020"

MEMBERS = {
    "improvement, outside": (good(Rule.OUTSIDE_ABOVE), f"Better than usual: {OUT}."),
    "improvement, shift": (good(Rule.SHIFT_ABOVE), f"Getting better: {RUN} above the usual level of 85.0%, {LATEST}."),
    "improvement, downwards": (
        good(Rule.SHIFT_BELOW, polarity=LOW),
        f"Getting better: {RUN} below the usual level of 85.0%, {LATEST}.",
    ),
    "improvement, trend": (good(Rule.TREND_UP), f"Getting better: {RUN} moving the right way, {LATEST}."),
    "improvement, two in three": (good(Rule.TWO_IN_THREE_ABOVE), f"Possibly better: {NEAR}."),
    "concern, outside": (bad(Rule.OUTSIDE_BELOW), f"Worse than usual: {OUT}. Ask what has changed."),
    "concern, shift": (
        bad(Rule.SHIFT_BELOW),
        f"Getting worse: {RUN} below the usual level of 85.0%, {LATEST}. Ask what has changed.",
    ),
    "concern, trend": (
        bad(Rule.TREND_DOWN),
        f"Getting worse: {RUN} moving the wrong way, {LATEST}. Ask what has changed.",
    ),
    "concern, two in three": (bad(Rule.TWO_IN_THREE_BELOW), f"Possibly worse: {NEAR}. Ask what has changed."),
    "neutral high, outside": (neutral(Rule.OUTSIDE_ABOVE), f"Higher than usual: {OUT}.{NEITHER}"),
    "neutral low, outside": (neutral(Rule.OUTSIDE_BELOW), f"Lower than usual: {OUT}.{NEITHER}"),
    "neutral high, shift": (
        neutral(Rule.SHIFT_ABOVE),
        f"Higher than usual: {RUN} above the usual level of 85.0%, {LATEST}.{NEITHER}",
    ),
    "neutral low, trend": (neutral(Rule.TREND_DOWN), f"Going down: {RUN} each lower than the last, {LATEST}.{NEITHER}"),
    "neutral high, two in three": (
        neutral(Rule.TWO_IN_THREE_ABOVE),
        f"Possibly higher than usual: {NEAR}.{NEITHER}",
    ),
    "close to target": (
        neutral(Rule.OUTSIDE_ABOVE, Polarity.CLOSE_TO_TARGET, target="85.0% or more"),
        f"Higher than usual: {OUT}. Good is close to the target (85.0% or more); ask why it moved.",
    ),
    "common cause": (said(), STEADY),
    "common cause, pass": (
        said(assurance=Assurance.PASS, target="75.0% or more", rag=Rag.GREEN),
        f"{STEADY} Set to meet the target (75.0% or more) every month unless something changes.",
    ),
    "common cause, hit or miss": (
        said(assurance=Assurance.HIT_OR_MISS, target="90.0% or more"),
        "No real change: 92.9% in March 2020 is within the usual range (79.0% to 91.1%). Some months meet the "
        "target (90.0% or more) and some miss it, by chance.",
    ),
    "common cause, fail": (
        said(assurance=Assurance.FAIL, target="95.0% or more"),
        "Steady, but steadily missing the target. It was 92.9% in March 2020, within the usual range "
        "(79.0% to 91.1%); the target is 95.0% or more.",
    ),
    "improvement, pass": (
        good(Rule.SHIFT_ABOVE, assurance=Assurance.PASS, target="75.0% or more"),
        f"Getting better: {RUN} above the usual level of 85.0%, {LATEST}. "
        "Set to meet the target (75.0% or more) every month unless something changes.",
    ),
    "improvement, fail": (
        good(Rule.SHIFT_ABOVE, assurance=Assurance.FAIL, target="95.0% or more", rag=Rag.RED),
        "Getting better, not yet enough to reach the target. It has been above the usual level of 85.0% for"
        " 8 months in a row, the latest 92.9% in March 2020; the target is 95.0% or more.",
    ),
    "improvement by one month, fail": (
        good(Rule.OUTSIDE_ABOVE, assurance=Assurance.FAIL, target="95.0% or more", rag=Rag.AMBER),
        "Better than usual, not yet enough to reach the target. It was 92.9% in March 2020, outside the "
        "usual range of 79.0% to 91.1%; the target is 95.0% or more.",
    ),
    "improvement by one month, fail, met": (
        good(Rule.OUTSIDE_ABOVE, assurance=Assurance.FAIL, target="92.0% or more", rag=Rag.GREEN),
        "Better than usual: 92.9% in March 2020 is outside the usual range of 79.0% to 91.1%. It met the "
        "target (92.0% or more) this time, though its usual range does not reach it.",
    ),
    "concern, fail": (
        bad(Rule.TREND_DOWN, assurance=Assurance.FAIL, target="95.0% or more"),
        f"Getting worse: {RUN} moving the wrong way, {LATEST}. Ask what has changed. "
        "Will not reach the target (95.0% or more) as things stand; something has to change.",
    ),
    "concern, pass, met": (
        bad(Rule.TREND_DOWN, assurance=Assurance.PASS, target="75.0% or more", rag=Rag.GREEN),
        f"Getting worse: {RUN} moving the wrong way, {LATEST}. Ask what has changed. "
        "It still meets the target (75.0% or more).",
    ),
    "concern, pass, missed": (
        bad(Rule.OUTSIDE_BELOW, assurance=Assurance.PASS, target="95.0% or more", rag=Rag.RED),
        f"Worse than usual: {OUT}. Ask what has changed. "
        "It missed the target (95.0% or more) this time, which it would usually meet.",
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
        f"No real change: {FIGURE} is within the usual range (0.0% to 100.0%). One month's movement is not a story.",
    ),
    "a percentage that is no share": (
        said(signal=a_signal(upper=104.2), can_exceed_100=True),
        f"No real change: {FIGURE} is within the usual range (79.0% to 104.2%). One month's movement is not a story.",
    ),
    "just outside": (
        said(value=91.1, signal=a_signal(SignalState.IMPROVEMENT, Rule.OUTSIDE_ABOVE)),
        "Better than usual: 91.10% in March 2020 is outside the usual range of 78.96% to 91.06%.",
    ),
    "a gap beside every month": (
        said(signal=SignalToSay(state=SignalState.COMMON_CAUSE, points=12, needed=12)),
        IT_WAS + "Too few months next to each other have a figure to say what is usual.",
    ),
    "a month that cannot be worked out": (
        said(basis=Basis.MONTH_END, signal=a_signal(derivation=Derivation.NET_CHANGE), assurance=Assurance.PASS),
        "It was 92.9% at the end of March 2020. What March 2020 alone brought cannot be worked out, so it is "
        "not judged.",
    ),
    "quarters": (
        said(period=quarter(2019, 4), basis=Basis.IN_QUARTER),
        "No real change: 92.9% in January to March 2020 is within the usual range (79.0% to 91.1%). "
        "One quarter's movement is not a story.",
    ),
    "months a quarter apart": (
        said(signal=a_signal(SignalState.CONCERN, Rule.SHIFT_BELOW, spacing=3)),
        "Getting worse: 8 quarters in a row below the usual level of 85.0%, the latest 92.9% in March 2020."
        " Ask what has changed.",
    ),
    "an unknown run": (
        said(signal=a_signal(SignalState.IMPROVEMENT, Rule.SHIFT_ABOVE, run=0)),
        "Getting better: several months in a row above the usual level of 85.0%, the latest 92.9% in March 2020.",
    ),
    "revision alone": (
        said(signal=a_signal(SignalState.IMPROVEMENT, Rule.SHIFT_ABOVE, is_by_revision=True)),
        f"Revised, not a new change: {RUN} above the usual level of 85.0%, {LATEST}.",
    ),
    "revision alone, fail": (
        said(
            signal=a_signal(SignalState.IMPROVEMENT, Rule.SHIFT_ABOVE, is_by_revision=True),
            assurance=Assurance.FAIL,
            target="95.0% or more",
        ),
        f"Revised, not a new change: {RUN} above the usual level of 85.0%, {LATEST}. "
        "Will not reach the target (95.0% or more) as things stand; something has to change.",
    ),
    "too early": (
        said(signal=SignalToSay(state=SignalState.TOO_EARLY, points=7, needed=12)),
        "It was 92.9% in March 2020. Too early to tell: 7 of 12 months so far.",
    ),
    "too early since a change": (
        said(signal=SignalToSay(state=SignalState.TOO_EARLY, points=7, needed=12, since=month(2019, 9))),
        "It was 92.9% in March 2020. Too early to tell since the change in September 2019: 7 of 12 months so far.",
    ),
    "no figure": (said(value=None), "No figure for March 2020."),
    "no figure, with its reason": (
        said(value=None, missing=Missing.NOT_YET_PUBLISHED, signal=SignalToSay(state=SignalState.NO_FIGURE)),
        "No figure for March 2020: not published yet.",
    ),
    "few cases": (
        said(numerator=3, denominator=9, counted="children", value=33.3),
        "3 of 9 children in March 2020: too few for a percentage to mean much.",
    ),
    "few cases, the part unknown": (
        said(denominator=9, counted="children"),
        "Fewer than 10 children in March 2020: too few for a percentage to mean much.",
    ),
    "ten cases are enough": (said(numerator=9, denominator=10), STEADY),
    "few cases of a count": (
        said(unit=Unit.COUNT, decimals=0, value=3.0, numerator=3, denominator=9, signal=a_signal(lower=-4.0, upper=8)),
        "No real change: 3 in March 2020 is within the usual range (0 to 8). One month's movement is not a story.",
    ),
    "rolling": (
        said(basis=Basis.ROLLING_12_MONTHS, signal=not_judged()),
        "It was 92.9% in the 12 months to March 2020. Not judged month by month: the months overlap.",
    ),
    "rolling, no clear change": (
        said(basis=Basis.ROLLING_12_MONTHS, signal=not_judged(), year_on_year=a_year_ago()),
        "No clear change on a year ago: 92.9% in the 12 months to March 2020, 96.5% a year before.",
    ),
    "rolling, clearly worse": (
        said(basis=Basis.ROLLING_12_MONTHS, signal=not_judged(), year_on_year=a_year_ago(Clear.YES)),
        "Clearly worse than a year ago: 92.9% in the 12 months to March 2020, 96.5% a year before.",
    ),
    "rolling, clearly better": (
        said(polarity=LOW, basis=Basis.ROLLING_12_MONTHS, signal=not_judged(), year_on_year=a_year_ago(Clear.YES)),
        "Clearly better than a year ago: 92.9% in the 12 months to March 2020, 96.5% a year before.",
    ),
    "rolling, clearly lower": (
        said(polarity=NONE, basis=Basis.ROLLING_12_MONTHS, signal=not_judged(), year_on_year=a_year_ago(Clear.YES)),
        "Clearly lower than a year ago: 92.9% in the 12 months to March 2020, 96.5% a year before.",
    ),
    "rolling, without counts": (
        said(basis=Basis.ROLLING_12_MONTHS, signal=not_judged(), year_on_year=a_year_ago(Clear.CANNOT_SAY)),
        "It was 92.9% in the 12 months to March 2020 and 96.5% a year before; whether that is chance cannot be said.",
    ),
    "a year ago of few cases": (
        said(
            basis=Basis.ROLLING_12_MONTHS,
            signal=not_judged(),
            year_on_year=a_year_ago(numerator=7, denominator=8),
        ),
        "No clear change on a year ago: 92.9% in the 12 months to March 2020, 7 of 8 a year before.",
    ),
    "year to date": (
        said(basis=Basis.YEAR_TO_DATE, signal=not_judged(WhyNotSeparate.NO_COUNTS)),
        "It was 92.9% from April 2019 to March 2020. Not judged month by month: the months overlap.",
    ),
    "stock": (
        said(basis=Basis.MONTH_END, signal=not_judged(WhyNotSeparate.SHARE_OF_A_STOCK)),
        "It was 92.9% at the end of March 2020. "
        "Not judged month by month: most of those counted are the same each month.",
    ),
    "yearly": (
        said(basis=Basis.FINANCIAL_YEAR, period=financial_year(2019), signal=not_judged(WhyNotSeparate.WHOLE_YEARS)),
        "It was 92.9% in 2019/20.",
    ),
    "too few cases to judge": (
        said(signal=not_judged(WhyNotJudged.TOO_FEW_CASES)),
        "It was 92.9% in March 2020. It rests on too few cases to be judged month by month.",
    ),
    "seasonal without two years": (
        said(signal=not_judged(WhyNotSeparate.SEASON_NEEDS_TWO_YEARS)),
        "It was 92.9% in March 2020. It follows the seasons, and needs two years of figures to be judged month by "
        "month.",
    ),
    "not judged for no reason known": (
        said(signal=not_judged()),
        "It was 92.9% in March 2020. This figure is not judged month by month.",
    ),
    "single months of a rolling figure": (
        said(basis=Basis.ROLLING_12_MONTHS, signal=a_signal(value=87.0, derivation=Derivation.MONTHS_OF_ROLLING)),
        f"No real change: 87.0% in March 2020 alone (92.9% over the 12 months) is within {RANGE}. One month's "
        "movement is not a story.",
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
        "A bigger rise than usual: the change of +24 in March 2020, to 640, is outside the usual range for"
        " a month's change (−12 to +13). This is neither good nor bad in itself; ask why.",
    ),
    "season taken out": (
        said(
            signal=a_signal(value=-2.0, mean=0.4, lower=-12.3, upper=13.1, derivation=Derivation.SAME_MONTH_LAST_YEAR)
        ),
        f"No real change: {FIGURE} (−2.0 points on March 2019) is within the usual range "
        "for differences from the year before (−12.3 to +13.1 points). One month's movement is not a story.",
    ),
    "year ahead, needs": (
        said(
            basis=Basis.YEAR_TO_DATE,
            polarity=LOW,
            signal=not_judged(),
            year_ahead=YearAheadToSay(state=YearAhead.NEEDS, target="20.0% or less", needed=16.66, so_far=21.7),
        ),
        "It was 92.9% from April 2019 to March 2020. Not judged month by month: the months overlap. To meet the "
        "year's target (20.0% or less) it needs 16.7% or lower for the rest of the year.",
    ),
    "year ahead, secured": (
        said(
            basis=Basis.YEAR_TO_DATE,
            signal=not_judged(),
            year_ahead=YearAheadToSay(state=YearAhead.SECURED, target="20.0% or more", needed=-4.0),
        ),
        "It was 92.9% from April 2019 to March 2020. Not judged month by month: the months overlap. The year's "
        "target (20.0% or more) is secured, whatever the rest of it brings.",
    ),
    "year ahead, out of reach": (
        said(
            basis=Basis.YEAR_TO_DATE,
            signal=not_judged(),
            year_ahead=YearAheadToSay(state=YearAhead.OUT_OF_REACH, target="99.0% or more", needed=104.0, so_far=92.9),
        ),
        "It was 92.9% from April 2019 to March 2020. Not judged month by month: the months overlap. The year's "
        "target (99.0% or more) is out of reach, whatever the rest of it brings.",
    ),
    "year ahead, cannot say": (
        said(
            basis=Basis.YEAR_TO_DATE,
            signal=not_judged(),
            year_ahead=YearAheadToSay(state=YearAhead.CANNOT_SAY, target="99.0% or more"),
        ),
        "It was 92.9% from April 2019 to March 2020. Not judged month by month: the months overlap.",
    ),
    "better than others": (
        said(comparisons=(of_ours(Position.BETTER, Clear.YES),)),
        f"{STEADY} Clearly better than the region (19.6% in March 2020).",
    ),
    "worse than others by chance": (
        said(comparisons=(of_ours(Position.WORSE, Clear.NO),)),
        "No real change: 92.9% in March 2020 is within the usual range (79.0% to 91.1%). One month's "
        "movement is not a story. Worse than the region (19.6% in March 2020), but that could be chance.",
    ),
    "higher than others, nobody can say": (
        said(polarity=NONE, comparisons=(of_ours(Position.BETTER, Clear.CANNOT_SAY),)),
        "No real change: 92.9% in March 2020 is within the usual range (79.0% to 91.1%). One month's movement is "
        "not a story. Higher than the region (19.6% in March 2020); whether that is chance cannot be said.",
    ),
    "the same as others, of an earlier year": (
        said(comparisons=(of_ours(Position.SAME, Clear.NO, period=financial_year(2018)),)),
        f"{STEADY} In 2018/19, the latest published, ours (21.2%) was the same as the region (19.6%).",
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
        STEADY,
    ),
    "others of an earlier year": (
        said(comparisons=(of_ours(Position.WORSE, Clear.NO, period=financial_year(2018)),)),
        "No real change: 92.9% in March 2020 is within the usual range (79.0% to 91.1%). One month's "
        "movement is not a story. In 2018/19, the latest published, ours (21.2%) was worse than the region "
        "(19.6%), but that could be chance.",
    ),
    "others of an earlier year, clear but for the scatter of authorities": (
        said(
            comparisons=(
                of_ours(Position.BETTER, Clear.YES, period=financial_year(2018), allowing_for_scatter=Clear.NO),
            )
        ),
        "No real change: 92.9% in March 2020 is within the usual range (79.0% to 91.1%). One month's "
        "movement is not a story. In 2018/19, the latest published, ours (21.2%) was clearly better than "
        "the region (19.6%), though such gaps are common.",
    ),
    "others, without counts": (
        said(comparisons=(of_ours(Position.BETTER, Clear.CANNOT_SAY, reason="the counts are not known."),)),
        "No real change: 92.9% in March 2020 is within the usual range (79.0% to 91.1%). One month's movement is "
        "not a story. Better than the region (19.6% in March 2020); whether that is chance cannot be said.",
    ),
    "members are told of neighbours first": (
        said(
            comparisons=(
                of_ours(Position.WORSE, Clear.YES, key="england", who="England"),
                of_ours(Position.BETTER, Clear.YES),
                of_ours(Position.SAME, Clear.NO, key="statistical_neighbours", who="our neighbours"),
            )
        ),
        f"{STEADY} The same as our neighbours (19.6% in March 2020).",
    ),
    "of whom we can be compared with": (
        said(
            comparisons=(
                of_ours(Position.WORSE, Clear.YES, key="england", who="England"),
                of_ours(Position.CANNOT_SAY, Clear.CANNOT_SAY, key="statistical_neighbours", who="our neighbours"),
            )
        ),
        f"{STEADY} Clearly worse than England (19.6% in March 2020).",
    ),
    "no target is not said to members": (said(rag=Rag.NO_TARGET), STEADY),
    "too early, on target": (
        said(signal=SignalToSay(state=SignalState.TOO_EARLY, points=7, needed=12), rag=Rag.GREEN, target="90% or more"),
        "It was 92.9% in March 2020. Too early to tell: 7 of 12 months so far. On target (90% or more).",
    ),
    "not judged, off target": (
        said(
            polarity=LOW,
            basis=Basis.ROLLING_12_MONTHS,
            signal=not_judged(),
            rag=Rag.RED,
            target="below 22%",
            year_on_year=a_year_ago(),
        ),
        "No clear change on a year ago: 92.9% in the 12 months to March 2020, 96.5% a year before. Off target "
        "(below 22%).",
    ),
    "a target in words": (
        said(rag=Rag.NOT_RATED, target="Above Stat Neighbour Average"),
        f"{STEADY} The target is in words: Above Stat Neighbour Average.",
    ),
    "not rated for a reason": (
        said(rag=Rag.NOT_RATED, target="above the England figure", rag_reason="there is no England figure"),
        f"{STEADY} Not rated against the target (above the England figure): there is no England figure.",
    ),
    "close to target, off it": (
        neutral(Rule.OUTSIDE_ABOVE, Polarity.CLOSE_TO_TARGET, target="10% to 15%", rag=Rag.RED),
        f"Higher than usual: {OUT}. Good is close to the target (10% to 15%); ask why it moved. Off target.",
    ),
    "year to date, judged by its months": (
        said(
            basis=Basis.YEAR_TO_DATE,
            polarity=LOW,
            signal=a_signal(value=87.0, derivation=Derivation.MONTHS_OF_YEAR_TO_DATE),
            assurance=Assurance.HIT_OR_MISS,
            target="below 90%",
            year_ahead=YearAheadToSay(state=YearAhead.NEEDS, target="below 90%", needed=84.04, so_far=92.94),
        ),
        "No real change: 87.0% in March 2020 alone (92.9% over the year so far) is within the usual range "
        "(79.0% to 91.1%). To meet the year's target (below 90%) it needs 84.0% or lower for the rest of "
        "the year.",
    ),
    "on course": (
        said(course=a_course(CourseState.ON_COURSE)),
        f"{STEADY} On course for 95.0% by March 2022: by now it should be 88.0% or higher.",
    ),
    "behind its course": (
        said(course=a_course(CourseState.BEHIND), polarity=LOW),
        f"{STEADY} Behind the course to 95.0% by March 2022: by now it should be 88.0% or lower.",
    ),
    "before its course": (said(course=a_course(CourseState.CANNOT_SAY, None)), STEADY),
    "a year ago without counts": (
        said(
            basis=Basis.YEAR_TO_DATE,
            period=month(2019, 10),
            signal=not_judged(),
            year_on_year=a_year_ago(
                Clear.CANNOT_SAY, period=month(2018, 10), past=(-4.1, 5.2), moves=6, reason=NO_COUNTS_OF_TWO
            ),
        ),
        "It was 92.9% from April to October 2019 and 96.5% a year before; without the counts, that may be chance.",
    ),
    "a year ago, one earlier move": (
        said(signal=not_judged(), year_on_year=a_year_ago(Clear.CANNOT_SAY, past=(5.2, 5.2), moves=1)),
        "It was 92.9% in March 2020 and 96.5% a year before; whether that is chance cannot be said.",
    ),
    "a year ago the same": (
        said(signal=not_judged(), year_on_year=a_year_ago(value=92.91, change=0.03)),
        "No change on a year ago: 92.9% in March 2020, as a year before.",
    ),
    "a year ago, by another definition": (
        said(signal=not_judged(), year_on_year=a_year_ago(Clear.CANNOT_SAY, redefined=month(2019, 12))),
        f"{IT_WAS}This figure is not judged month by month. "
        "Not compared with a year ago: its definition changed in December 2019.",
    ),
    "rare events": (
        said(unit=Unit.COUNT, decimals=0, value=1.0, signal=not_judged(WhyNotJudged.RARE_EVENTS)),
        "It was 1 in March 2020. Most months have none, so look at each case as it comes, not at the number.",
    ),
    "a stock that falls less": (
        stock(SignalState.NEUTRAL_HIGH, Rule.SHIFT_ABOVE, value=-2.0, mean=-5.0),
        "Falling less than usual: 8 months in a row above the usual change in a month of −5, the latest −2 "
        "in March 2020. This is neither good nor bad in itself; ask why.",
    ),
    "a stock that did not move": (
        stock(SignalState.NEUTRAL_LOW, Rule.OUTSIDE_BELOW, value=0.0, mean=12.0, lower=4.0, upper=20.0),
        "A smaller rise than usual: no change in March 2020, at 640 children, is outside the usual range "
        "for a month's change (+4 to +20). This is neither good nor bad in itself; ask why.",
    ),
    "the month of a rolling figure's season": (
        said(
            basis=Basis.ROLLING_12_MONTHS,
            signal=a_signal(value=-2.0, mean=0.4, lower=-12.3, upper=13.1, derivation=Derivation.SAME_MONTH_LAST_YEAR),
        ),
        "No real change: March 2020 (−2.0 points on March 2019) is within the usual range for differences from the "
        "year before (−12.3 to +13.1 points). One month's movement is not a story.",
    ),
    "a number of people": (
        said(unit=Unit.COUNT, decimals=0, value=132.0, counted="children", signal=a_signal(lower=101.0, upper=140.0)),
        "No real change: 132 children in March 2020 is within the usual range (101 to 140). "
        "One month's movement is not a story.",
    ),
    "a rate": (
        said(unit=Unit.RATE_PER_10000, value=104.6, signal=a_signal(lower=88.0, upper=110.0)),
        "No real change: 104.6 per 10,000 in March 2020 is within the usual range (88.0 to 110.0). "
        "One month's movement is not a story.",
    ),
    "days": (
        said(
            unit=Unit.DAYS,
            decimals=0,
            value=12.0,
            polarity=LOW,
            signal=a_signal(SignalState.CONCERN, Rule.SHIFT_ABOVE, mean=9.0),
        ),
        "Getting worse: 8 months in a row above the usual level of 9 days, the latest 12 days in March "
        "2020. Ask what has changed.",
    ),
    "a week": (
        said(period=week(2020, 5), basis=Basis.IN_WEEK),
        "No real change: 92.9% in the week of 27 January 2020 is within the usual range (79.0% to 91.1%). "
        "One week's movement is not a story.",
    ),
    "no figure of a week": (
        said(period=week(2020, 5), basis=Basis.IN_WEEK, value=None),
        "No figure for the week of 27 January 2020.",
    ),
    "revised": (said(revised_from=90.2), f"{STEADY} Revised since last reported: was 90.2%, now 92.9%."),
    "revised by less than is shown": (said(revised_from=92.93), STEADY),
    "revised, of few cases": (
        said(numerator=3, denominator=9, revised_from=30.0),
        "3 of 9 cases in March 2020: too few for a percentage to mean much. Revised since last reported.",
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
        said(numerator=79, denominator=85, rag=Rag.GREEN, target="90.0% or more", assurance=Assurance.HIT_OR_MISS),
        "Visits on time, March 2020 (in the month): 92.9% (79 of 85). No real change: 92.9% in March 2020 is within "
        "the usual range (79.0% to 91.1%). One month's movement is not a story. The usual level is 85.0% (usual "
        "range 79.0% to 91.1%), from 24 months. On target (90.0% or more). Some months meet the target and some "
        "miss it, by chance.",
    ),
    "no target": (
        said(rag=Rag.NO_TARGET),
        f"Visits on time, March 2020 (in the month): 92.9%. {STEADY} "
        "The usual level is 85.0% (usual range 79.0% to 91.1%), from 24 months. No target set.",
    ),
    "constant": (
        said(value=100.0, signal=a_signal(mean=100.0, lower=100.0, upper=100.0)),
        "Visits on time, March 2020 (in the month): 100.0%. No real change: 100.0% in March 2020 is the usual level. "
        "One month's movement is not a story. The usual level is 100.0% in every month, from 24 months.",
    ),
    "too early": (
        said(signal=replace(a_signal(SignalState.TOO_EARLY), points=7)),
        "Visits on time, March 2020 (in the month): 92.9%. Too early to tell: 7 of 12 months so far.",
    ),
    "no figure": (
        said(value=None, missing=Missing.SUPPRESSED),
        "Visits on time (in the month). No figure for March 2020: it is left out so that nobody can be recognised.",
    ),
    "few cases": (
        said(numerator=3, denominator=9, is_provisional=True, rag=Rag.RED, target="90.0% or more"),
        "Visits on time, March 2020 (in the month): 3 of 9 cases in March 2020: too few for a percentage to"
        " mean much. Provisional until the national figure is published.",
    ),
    "two windows": (
        said(
            polarity=LOW,
            basis=Basis.ROLLING_12_MONTHS,
            value=100 * 119 / 676,
            numerator=119,
            denominator=676,
            signal=not_judged(WhyNotSeparate.NO_MONTHS_BEFORE),
            year_on_year=a_year_ago(
                value=100 * 145 / 684, numerator=145, denominator=684, change=-3.595, interval=newcombe(-7.78, 0.62)
            ),
            comparisons=(of_ours(Position.BETTER, Clear.NO, period=financial_year(2018)),),
        ),
        f"Visits on time, March 2020 (rolling 12 months): 17.6% (119 of 676). {ROLLING} "
        "Single months cannot be taken out of it: the months before are not known. "
        "Compared with a year ago: no clear change, 17.6% (119 of 676) against 21.2% (145 of 684) in the 12 "
        "months to March 2019. "
        "The change is −3.6 points; allowing for chance it lies between −7.8 and +0.6 points. "
        "In 2018/19, the latest published, ours (21.2%) was better than the region (19.6%), but the "
        "difference could be chance.",
    ),
    "past moves": (
        said(
            basis=Basis.YEAR_TO_DATE,
            signal=not_judged(WhyNotSeparate.COUNTS_DISAGREE),
            year_on_year=a_year_ago(Clear.CANNOT_SAY, past=(-4.1, 5.2), moves=6),
        ),
        f"Visits on time, March 2020 (year to date): 92.9%. {SO_FAR} "
        "Single months cannot be taken out of it: its counts do not fit together. "
        "Compared with a year ago: 92.9% against 96.5% from April 2018 to March 2019; "
        "whether that is more than chance cannot be said. "
        "The change is −3.6 points; 6 earlier ones from one year to the next were between −4.1 and +5.2 points.",
    ),
    "others": (
        said(
            comparisons=(
                of_ours(Position.BETTER, Clear.YES, period=financial_year(2018), allowing_for_scatter=Clear.NO),
                of_ours(Position.WORSE, Clear.NO, 18.39, financial_year(2018), who="our neighbours", decimals=2),
                of_ours(Position.CANNOT_SAY, Clear.CANNOT_SAY, who="England", reason="theirs is a full year"),
            )
        ),
        "Visits on time, March 2020 (in the month): 92.9%. No real change: 92.9% in March 2020 is within "
        "the usual range (79.0% to 91.1%). One month's movement is not a story. The usual level is 85.0% "
        "(usual range 79.0% to 91.1%), from 24 months. In 2018/19, the latest published, ours (21.2%) was "
        "clearly better than the region (19.6%); worse than our neighbours (18.39%), but that difference "
        "could be chance. Not compared with England: theirs is a full year. But gaps this wide are common: "
        "authorities differ far more than chance would make them, and allowing for that ours is about the "
        "same as the region.",
    ),
    "net change": (
        said(
            unit=Unit.COUNT,
            decimals=0,
            value=1640.0,
            basis=Basis.MONTH_END,
            signal=a_signal(value=4.0, mean=1.4, lower=-12.3, upper=13.1, derivation=Derivation.NET_CHANGE),
        ),
        "Visits on time, March 2020 (at month end): 1,640. No unusual change: the change of +4 in March "
        "2020, to 1,640, is within the usual range for a month's change (−12 to +13). One month's movement"
        " is not a story. Judged on how much the figure changes in a month. The usual change in a month is "
        "+1 (usual range −12 to +13), from 24 months.",
    ),
}


@pytest.mark.parametrize("case", HEADS)
def test_heads_of_service(case):
    given_to_say, expected = HEADS[case]
    assert heads_sentence(given_to_say) == expected


@pytest.mark.parametrize(
    ("indicators", "expected"),
    [
        (40, "Of 40 measures, about 1 would be marked by chance alone."),
        (320, "Of 320 measures, about 6 would be marked by chance alone."),
        (1, "Of 1 measure, most often none would be marked by chance alone."),
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
    others = st.builds(
        of_ours, st.sampled_from(Position), st.sampled_from(Clear), FIGURES, st.none() | st.sampled_from(YEARS)
    )
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
        target="90.0% or more",
        assurance=draw(st.sampled_from(Assurance)),
        year_on_year=draw(
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
    signal, apart, ahead = one.signal, one.year_on_year, one.year_ahead
    figures = [one.value, one.revised_from, signal.value, signal.mean, signal.lower, signal.upper, 0.0, 100.0]
    if apart:
        figures += [apart.value, apart.change]
    if ahead:
        figures += [ahead.needed, ahead.so_far]
    figures += [each.other.value for each in one.comparisons]
    figures += [each.other.ours.value for each in one.comparisons]
    # A point beside the end of its range may need one or two decimals more to be told from it.
    written = {
        format_number(abs(figure), decimals) for figure in figures if figure is not None for decimals in (1, 2, 3)
    }
    counts = [one.numerator, one.denominator, signal.run, signal.points, signal.needed, 12, 10]
    counts += [apart.numerator, apart.denominator] if apart else []
    written |= {f"{count:,.0f}" for count in counts if count is not None}
    words = [
        one.period.words,
        month(2019, 3).words,
        "April 2018",
        "April 2019",
        one.target,
        ahead.target if ahead else "",
    ]
    words += [each.other.period.words for each in one.comparisons]
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
    # Beside several comparators the better ones are said first, so that their order turns round too.
    one = replace(one, polarity=polarity, assurance=Assurance.NONE, comparisons=one.comparisons[:1])
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
    assert (
        set(phrases.COMPARED)
        == set(phrases.YEAR_APART)
        == set(phrases.TAIL_OF_ALL)
        == set(phrases.TAIL_OF_GROUP)
        == set(Clear)
    )
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


def texts_in(given):
    """Give every text of a table of templates, however deep it lies."""
    if isinstance(given, str):
        return [given]
    inner = given.values() if isinstance(given, dict) else given if isinstance(given, tuple) else ()
    return [text for one in inner for text in texts_in(one)]


def test_no_phrase_is_jargon():
    named = [given for module in (phrases, words) for name, given in vars(module).items() if name.isupper()]
    texts = [text for given in named for text in texts_in(given) if text]
    assert len(texts) > 150
    assert [text for text in texts if JARGON.search(text)] == []
    assert all(list(Formatter().parse(text)) for text in texts)


def test_every_state_with_every_assurance_is_said():
    for state, assurance, basis in product(SignalState, Assurance, Basis):
        rule = Rule.SHIFT_ABOVE if state in STANDS_OUT else None
        one = said(signal=a_signal(state, rule), assurance=assurance, basis=basis, target="90.0% or more")
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
        ([*UNSTEADY, 80.0], "Better than usual: 80.0% in January 2018 is outside the usual range of 44.5% to 63.4%."),
        (
            [*UNSTEADY, 45, 46, 45, 46, 45, 46, 45],
            "Getting worse: 7 months in a row below the usual level of 49.4%, the latest 45.0% in July 2018. Ask "
            "what has changed.",
        ),
        (
            [*UNSTEADY, 45, 46, 45, 46, 45, 46, 45, 46, 45],
            "Getting worse: 9 months in a row below the usual level of 49.0%, the latest 45.0% in September 2018. "
            "Ask what has changed.",
        ),
        (
            [*UNSTEADY, 50.0, 50.5, 51.0, 51.5, 52.0, 52.5, 53.0],
            "Getting better: 7 months in a row moving the right way, the latest 53.0% in July 2018.",
        ),
        (
            UNSTEADY,
            "No real change: 51.0% in December 2017 is within the usual range (42.3% to 61.2%). "
            "One month's movement is not a story.",
        ),
        (UNSTEADY[:7], "It was 50.0% in July 2017. Too early to tell: 7 of 12 months so far."),
    ],
)
def test_from_a_signal(values, expected):
    assert member_sentence(judged(values)) == expected


def test_from_a_signal_of_a_stock():
    one = judged([*UNSTEADY, 52.0, 80.0], NONE, Unit.COUNT, Basis.MONTH_END)
    assert member_sentence(replace(one, decimals=0)).startswith(
        "A bigger rise than usual: the change of +28 in February 2018, to 80, is outside"
    )


def test_from_a_signal_that_is_not_judged():
    one = judged(UNSTEADY, basis=Basis.ROLLING_12_MONTHS)
    assert member_sentence(one) == (
        "It was 51.0% in the 12 months to December 2017. Not judged month by month: the months overlap."
    )
    assert "its counts are not known" in heads_sentence(one)


@given(st.lists(FIGURES, min_size=12, max_size=40), st.sampled_from([HIGH, LOW, NONE]))
def test_any_series_is_said(values, polarity):
    for sentence in both_sentences(judged(values, polarity)):
        assert sentence.endswith(".")
        assert "several" not in sentence
        assert not sentence.startswith("Too few")


def test_a_point_that_stands_out_is_rated_where_the_target_was_met_by_chance():
    one = said(
        signal=replace(said().signal, state=SignalState.CONCERN, rule=Rule.OUTSIDE_BELOW),
        assurance=Assurance.HIT_OR_MISS,
        rag=Rag.RED,
        target="95.0% or more",
    )
    assert member_sentence(one).endswith(" Ask what has changed. Off target (95.0% or more).")
    assert "by chance" in heads_sentence(one)

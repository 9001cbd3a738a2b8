"""What holds of every judgement, whatever the figures: quiet where nothing changed, fair to either direction.

Through the one function that decides statuses, so that nothing added to it can undo what its parts keep.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge_series import line, shares, stable_months

from dashboard.catalogue.schema import Bound, Question, Target, Trajectory
from dashboard.errors import DashboardError
from dashboard.judge.assurance import Assurance
from dashboard.judge.bare_series import read_bare_series
from dashboard.judge.case import Case, OtherFigure, Scatter, YearSoFar
from dashboard.judge.document import chart_document, judgement_document
from dashboard.judge.judgement import judge
from dashboard.judge.measured import Measured
from dashboard.judge.series import Point, gap
from dashboard.judge.signal import SignalState
from dashboard.judge.xmr import DEFAULT_RULES, NHS_EXCEL_RULES, XmrRules
from dashboard.periods import Period, PeriodKind, financial_year, month, quarter, week
from dashboard.vocabulary import AreaRole, Basis, Missing, Polarity, Situation, Unit

STABLE = 4_000
QUIET = 0.03
EXAMPLES, WHOLE_CASES = 250, 120
JARGON = re.compile(r"special cause|control limit|sigma|p-value|significan|variation", re.IGNORECASE)
HOLES = re.compile(r"[{}_]|\s\s|\.\.|\bNone\b|\bnan\b|\binf\b")
MARKED = {SignalState.IMPROVEMENT, SignalState.CONCERN, SignalState.NEUTRAL_HIGH, SignalState.NEUTRAL_LOW}
FIRST = {
    Basis.IN_WEEK: week(2017, 1),
    Basis.IN_QUARTER: quarter(2012, 1),
    Basis.FINANCIAL_YEAR: financial_year(1990),
    Basis.ACADEMIC_YEAR: Period(kind=PeriodKind.ACADEMIC_YEAR, start=financial_year(1990).start.replace(month=9)),
    Basis.CALENDAR_YEAR: Period(kind=PeriodKind.CALENDAR_YEAR, start=financial_year(1990).start.replace(month=1)),
}
FIRST_MONTH = month(2017, 4)
YEAR = financial_year(2019)
MIRRORED_SIGNALS = {
    SignalState.IMPROVEMENT: SignalState.CONCERN,
    SignalState.CONCERN: SignalState.IMPROVEMENT,
    **{state: state for state in SignalState if state not in (SignalState.IMPROVEMENT, SignalState.CONCERN)},
}
MIRRORED_ASSURANCE = {
    Assurance.PASS: Assurance.FAIL,
    Assurance.FAIL: Assurance.PASS,
    Assurance.HIT_OR_MISS: Assurance.HIT_OR_MISS,
    Assurance.NONE: Assurance.NONE,
}
TENTHS = st.integers(0, 1000).map(lambda tenths: tenths / 10)


def measured(unit=Unit.PER_CENT, polarity=Polarity.LOWER_IS_BETTER, **said) -> Measured:
    return Measured(name="Re-referrals", unit=unit, decimals=1, polarity=polarity, **said)


def bound(polarity: Polarity, figure: float) -> Target:
    end = "at_most" if polarity is Polarity.LOWER_IS_BETTER else "at_least"
    return Target(year=YEAR, basis=Basis.IN_MONTH, green=Bound.model_validate({end: figure}))


def in_month(values, target=None, **said) -> Case:
    points = tuple(line(values))
    before = points[-2] if len(points) > 1 else None
    return Case(measured=measured(**said), basis=Basis.IN_MONTH, points=points, before=before, target=target)


# Any case that the types allow


@st.composite
def series(draw: st.DrawFn, basis: Basis, unit: Unit, *, most: int = 40) -> tuple[Point, ...]:
    """Draw points of a basis, with or without counts, some of them gaps."""
    first = FIRST.get(basis, FIRST_MONTH)
    has_counts = draw(st.booleans())
    points = []
    for at in range(draw(st.integers(1, most))):
        period = first.shift(at)
        if draw(st.integers(0, 9)) == 0:
            points.append(gap(period, draw(st.none() | st.sampled_from(Missing))))
        else:
            points.append(draw(figure(period, unit, has_counts=has_counts)))
    return tuple(points)


@st.composite
def figure(draw: st.DrawFn, period: Period, unit: Unit, *, has_counts: bool) -> Point:
    """Draw a figure; a percentage with counts is worked out from them."""
    if unit is Unit.PER_CENT and has_counts:
        whole = draw(st.integers(1, 400))
        part = draw(st.integers(0, whole))
        return Point(period=period, value=100 * part / whole, numerator=part, denominator=whole)
    value = float(draw(st.integers(0, 700))) if unit is Unit.COUNT else draw(TENTHS)
    return Point(period=period, value=value, denominator=draw(st.integers(1, 60_000)) if has_counts else None)


@st.composite
def targets(draw: st.DrawFn, basis: Basis, polarity: Polarity) -> Target:
    """Draw a target of each kind that the catalogue knows."""
    goal = draw(TENTHS)
    end = "at_most" if polarity is Polarity.LOWER_IS_BETTER else "at_least"
    green: dict[str, float] = {end: goal}
    if polarity is Polarity.CLOSE_TO_TARGET:
        green = {"at_least": goal, "at_most": goal + 5}
    kinds = [
        {"green": green},
        {"green": green, "tolerance": 2.0},
        {"green": green, "text": "As last year"},
        {"text": "Above the average"},
        {"relative_to": AreaRole.STATISTICAL_NEIGHBOURS},
        {"relative_to": AreaRole.ENGLAND, "tolerance": 1.5, "or_equal": True},
    ]
    return Target.model_validate({"year": YEAR, "basis": basis, **draw(st.sampled_from(kinds))})


@st.composite
def others(draw: st.DrawFn, unit: Unit) -> OtherFigure:
    """Draw a comparator, like with like or not, with a figure or without."""
    value = draw(st.none() | TENTHS)
    ours = draw(st.none() | st.booleans().flatmap(lambda has: figure(financial_year(2018), unit, has_counts=has)))
    return OtherFigure(
        key=draw(st.sampled_from(["region", "statistical_neighbours", "england"])),
        who="the average of 10 statistical neighbours",
        period=draw(st.sampled_from([financial_year(2018), financial_year(2017)])),
        basis=Basis.FINANCIAL_YEAR,
        value=value,
        decimals=draw(st.integers(0, 2)),
        ours=ours,
        missing=Missing.NOT_YET_PUBLISHED if value is None else None,
        method="mean of 10 neighbours",
        n=draw(st.none() | st.just(10)),
        half_digit=draw(st.sampled_from([0, 0.05, 0.5])),
        is_provisional=draw(st.booleans()),
        scatter=draw(st.none() | st.builds(Scatter, phi=st.floats(1, 50), authorities=st.just(150))),
        reason=draw(st.sampled_from(["", "ours is the year so far, theirs is a full year"])),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw any case that the types allow and the store could give."""
    basis, unit = draw(st.sampled_from(Basis)), draw(st.sampled_from(Unit))
    polarity = draw(st.sampled_from(Polarity))
    points = draw(series(basis, unit))
    about = measured(
        unit,
        polarity,
        seasonal=draw(st.booleans()),
        counted=draw(st.sampled_from(["", "children"])),
        rules=draw(st.sampled_from([DEFAULT_RULES, NHS_EXCEL_RULES, XmrRules(fix_after=12)])),
        rebases=tuple(draw(st.lists(st.sampled_from([point.period for point in points]), max_size=2, unique=True))),
    )
    level = draw(st.none() | TENTHS)
    whole = draw(st.integers(1, 300))
    return Case(
        measured=about,
        basis=basis,
        points=points,
        known=draw(st.just(()) | series(Basis.IN_MONTH, unit, most=30)),
        as_reported=draw(st.sampled_from([(), points])),
        before=points[-2] if len(points) > 1 and draw(st.booleans()) else None,
        target=draw(st.none() | targets(basis, polarity)),
        level=level,
        level_reason="" if level is not None else draw(st.sampled_from(["", "not published yet"])),
        whole_years=draw(st.just(()) | series(Basis.FINANCIAL_YEAR, unit, most=8)),
        year_so_far=draw(
            st.none()
            | st.builds(
                YearSoFar,
                numerator=st.integers(0, whole),
                denominator=st.just(whole),
                expected_denominator=st.integers(1, 400),
                expected_from=st.just(financial_year(2018)),
            )
        ),
        trajectory=draw(
            st.none()
            | st.builds(
                Trajectory,
                basis=st.just(basis), since=st.just(month(2018, 3)), baseline=TENTHS, until=st.just(month(2020, 3)),
                target=TENTHS,
            )
        ),
        others=tuple(draw(st.lists(others(unit), max_size=3))),
        questions=tuple(
            Question(ask=f"What of {situation}?", when=(situation,))
            for situation in draw(st.sets(st.sampled_from(Situation)))
        ),
        is_provisional=draw(st.booleans()),
        published_in=draw(st.none() | st.just(month(2020, 11))),
    )  # fmt: skip


@settings(max_examples=WHOLE_CASES, derandomize=True)
@given(case=cases())
def test_every_case_is_judged_in_two_sentences_of_plain_english(case):
    judged = judge(case)
    for sentence in (judged.members, judged.heads):
        assert sentence
        assert not HOLES.search(sentence)
    assert not JARGON.search(judged.members)
    assert len(judged.comparisons) == len(case.others)
    assert len(judged.questions) <= 3


@settings(max_examples=WHOLE_CASES, derandomize=True)
@given(case=cases(), more=st.lists(others(Unit.PER_CENT), min_size=1, max_size=3))
def test_a_comparator_changes_neither_the_rating_nor_the_signal(case, more):
    alone, beside = judge(replace(case, others=())), judge(replace(case, others=(*case.others, *more)))
    assert (alone.rag, alone.signal, alone.direction, alone.assurance) == (
        beside.rag, beside.signal, beside.direction, beside.assurance
    )  # fmt: skip


OVERLAPPING = [Basis.ROLLING_12_MONTHS, Basis.YEAR_TO_DATE, Basis.MONTH_END]
WHOLE_YEARS = [Basis.FINANCIAL_YEAR, Basis.ACADEMIC_YEAR, Basis.CALENDAR_YEAR]
PRINTED = st.lists(st.none() | TENTHS | st.floats(0, 1e6), min_size=1, max_size=60)


@settings(max_examples=EXAMPLES, derandomize=True)
@given(
    values=PRINTED,
    basis=st.sampled_from([*OVERLAPPING, *WHOLE_YEARS]),
    unit=st.sampled_from([Unit.PER_CENT, Unit.AVERAGE, Unit.DAYS]),
    polarity=st.sampled_from(Polarity),
    seasonal=st.booleans(),
)
def test_no_overlapping_figure_without_counts_is_ever_news(values, basis, unit, polarity, seasonal):
    points = tuple(line(values, FIRST.get(basis, FIRST_MONTH)))
    judged = judge(Case(measured=measured(unit, polarity, seasonal=seasonal), basis=basis, points=points))
    assert judged.signal.state in {SignalState.NOT_JUDGED, SignalState.NO_FIGURE}
    assert judged.assurance is Assurance.NONE


# Anything that somebody may save to a file

ANY_NUMBER = st.none() | st.integers(-10, 10**13) | st.floats() | TENTHS
DOCUMENTS = st.fixed_dictionaries(
    {"y": st.lists(st.none() | TENTHS, max_size=30) | st.lists(ANY_NUMBER, max_size=5)},
    optional={
        "direction": st.sampled_from(["increase", "decrease", "neutral", "up"]),
        "target": ANY_NUMBER,
        "basis": st.sampled_from(Basis),
        "unit": st.sampled_from(Unit),
        "seasonal": st.booleans(),
        "start": st.sampled_from(["2019-03", "2019/20-Q4", "2018/19", "2020-W05", "9999-12", "x"]),
        "numerators": st.none() | st.just("y") | st.lists(st.integers(-1, 50), max_size=2),
        "denominators": st.none() | st.integers(0, 90) | st.lists(st.integers(0, 90), max_size=2),
        "params": st.fixed_dictionaries(
            {},
            optional={
                "fix_after_n_points": st.integers(-1, 20),
                "rebase_at_point": st.lists(st.integers(-1, 31), max_size=3),
                "shift_points": st.integers(-1, 9),
                "ruleset": st.sampled_from(["nhs_excel", "plot_the_dots", "best"]),
                "points_needed": st.integers(0, 12),
            },
        ),
    },
)


@settings(max_examples=EXAMPLES, derandomize=True)
@given(document=DOCUMENTS)
def test_whatever_is_saved_to_a_file_is_judged_or_refused_in_words(document):
    size = len(document["y"])
    if document.get("numerators") == "y":  # as many as there are figures
        document["numerators"] = [20 + at % 3 for at in range(size)]
    if isinstance(document.get("denominators"), int):
        document["denominators"] = [document["denominators"]] * size
    try:
        judged = judge(read_bare_series(json.dumps(document).encode()).case())
    except DashboardError as refused:
        assert str(refused).startswith("The series cannot be judged. ")  # noqa: PT017 - either answer is right
        return
    found = judgement_document(judged, None) | chart_document(judged)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert len(found["points"]) == len(document["y"])
    assert all(found["sentences"].values())


# Fair to either direction


@st.composite
def steady_then_moved(draw: st.DrawFn) -> list[float | None]:
    """Draw a steady stretch and a last one elsewhere: figures drawn one by one are almost never news."""
    steady = draw(st.lists(st.integers(195, 225), min_size=1, max_size=24))
    moved = draw(st.integers(-150, 150))
    last = [figure + moved for figure in draw(st.lists(st.integers(195, 225), max_size=9))]
    return [None if draw(st.integers(0, 30)) == 0 else tenths / 10 for tenths in (*steady, *last)]


VALUES = steady_then_moved() | st.lists(st.none() | TENTHS, min_size=1, max_size=40)


@settings(max_examples=EXAMPLES, derandomize=True)
@given(values=VALUES, goal=st.integers(100, 399).map(lambda tenths: tenths / 10 + 0.05))
def test_the_other_direction_swaps_good_and_bad(values, goal):
    """A goal between the tenths is met from one side or from the other, never from both."""
    low, high = Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER
    down = judge(in_month(values, bound(low, goal), polarity=low))
    up = judge(in_month(values, bound(high, goal), polarity=high))
    assert up.signal.state is MIRRORED_SIGNALS[down.signal.state]
    assert up.assurance is MIRRORED_ASSURANCE[down.assurance]
    assert (up.signal.rule, up.signal.limits) == (down.signal.rule, down.signal.limits)
    assert up.direction.moved == down.direction.moved


@settings(max_examples=EXAMPLES, derandomize=True)
@given(values=VALUES, goal=TENTHS)
def test_turned_upside_down_everything_is_judged_as_before(values, goal):
    low, high = Polarity.LOWER_IS_BETTER, Polarity.HIGHER_IS_BETTER
    turned = [None if value is None else -value for value in values]
    down = judge(in_month(values, bound(low, goal), unit=Unit.AVERAGE, polarity=low))
    up = judge(in_month(turned, bound(high, -goal), unit=Unit.AVERAGE, polarity=high))
    assert (up.signal.state, up.assurance, up.rag.state) == (down.signal.state, down.assurance, down.rag.state)
    assert up.direction.state is down.direction.state


@settings(max_examples=EXAMPLES, derandomize=True)
@given(values=VALUES, factor=st.integers(1, 9), shift=st.integers(-50, 50))
def test_scaling_and_shifting_moves_the_limits_likewise_and_keeps_the_rules(values, factor, shift):
    moved = [None if value is None else value * factor + shift for value in values]
    before = judge(in_month(values, unit=Unit.AVERAGE)).signal
    after = judge(in_month(moved, unit=Unit.AVERAGE)).signal
    assert (after.state, after.rule) == (before.state, before.rule)
    assert (after.chart and after.chart.rules) == (before.chart and before.chart.rules)
    if before.limits is None or after.limits is None:
        assert before.limits is after.limits
        return
    wanted = [limit * factor + shift for limit in (before.limits.mean, before.limits.lower, before.limits.upper)]
    assert [after.limits.mean, after.limits.lower, after.limits.upper] == pytest.approx(wanted, abs=1e-6)


# Quiet where nothing changed


def flagged(cases_of_series) -> float:
    states = [judge(case).signal.state for case in cases_of_series]
    assert SignalState.NOT_JUDGED not in states
    return sum(state in MARKED for state in states) / len(states)


def test_the_latest_of_a_stable_process_is_marked_in_under_three_in_a_hundred():
    """Normal months, for the rules know nothing of where figures come from; percentages of counts are below."""
    drawn = Random(20190401)
    stable = [[round(drawn.gauss(21, 2.3), 1) for _ in range(24)] for _ in range(STABLE)]
    assert 0 < flagged(in_month(values) for values in stable) < QUIET


def test_the_latest_percentage_of_counts_is_marked_in_under_three_in_a_hundred():
    some = [shares(stable_months(seed, cases=60)) for seed in range(600)]
    stable = (Case(measured=measured(), basis=Basis.IN_MONTH, points=tuple(points)) for points in some)
    assert 0 < flagged(stable) < QUIET

"""What is said of one series of each shape, form, unit and polarity, word for word (tests/golden/README.md)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from judge_series import line, shares, stable_months, windows_of, years_so_far

from dashboard.catalogue.schema import Bound, Target
from dashboard.judge.case import Case, OtherFigure
from dashboard.judge.frequency import frequency_of
from dashboard.judge.judgement import judge
from dashboard.judge.measured import Measured
from dashboard.judge.overall import overall_words
from dashboard.judge.series import Point
from dashboard.periods import financial_year, month, quarter, week
from dashboard.vocabulary import Basis, Polarity, Unit

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "sentences.md"

HIGH, LOW, NONE, NEAR = (
    Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER, Polarity.NO_POLARITY, Polarity.CLOSE_TO_TARGET,
)  # fmt: skip
STEADY = [50.0, 54.0, 49.0, 53.0, 51.0, 55.0, 50.0, 52.0] * 3
MONTHS = stable_months(3, 36)
YEAR = financial_year(2018)


def a_case(points, basis=Basis.IN_MONTH, *, unit=Unit.PER_CENT, polarity=HIGH, counted="", green=None, **more):
    measured = Measured(
        name="The measure", unit=unit, decimals=0 if unit is Unit.COUNT else 1, polarity=polarity, counted=counted
    )
    target = Target(year=YEAR, basis=basis, green=Bound(**green)) if green else None
    return Case(measured=measured, basis=basis, points=tuple(points), target=target, **more)


def others(value, numerator, denominator):
    ours = Point(period=YEAR, value=value, numerator=numerator, denominator=denominator)
    for key, who, theirs, decimals in (
        ("region", "Yorkshire and The Humber", 24.6, 1),
        ("statistical_neighbours", "the average of 10 statistical neighbours", 20.01, 2),
        ("england", "England", 22.6, 1),
    ):
        yield OtherFigure(
            key=key, who=who, period=YEAR, basis=Basis.FINANCIAL_YEAR, value=theirs, decimals=decimals, ours=ours,
            half_digit=0.05,
        )  # fmt: skip


def shapes() -> Iterator[tuple[str, Case]]:
    ends = {
        "steady": [], "far up": [90.0], "far down": [10.0],
        "a run above": [56.0, 55.5] * 4, "a run below": [48.0, 48.5] * 4,
        "rising": [50.5 + at for at in range(7)], "no figure": [None],
    }  # fmt: skip
    for polarity in Polarity:
        for name, end in ends.items():
            green = {HIGH: {"at_least": 75}, LOW: {"below": 75}, NEAR: {"at_least": 48, "at_most": 53}}.get(polarity)
            yield f"{name}, {polarity}", a_case(line([*STEADY, *end]), polarity=polarity, green=green)


def forms() -> Iterator[tuple[str, Case]]:
    so_far, windows = shares(years_so_far(MONTHS)), shares(windows_of(MONTHS), month(2019, 3))
    yield "weeks", a_case(line(STEADY, week(2019, 1)), Basis.IN_WEEK)
    yield "quarters", a_case(line(STEADY, quarter(2014, 1)), Basis.IN_QUARTER)
    yield "too early", a_case(line(STEADY[:7]), green={"at_least": 45})
    yield "year to date, counts", a_case(so_far, Basis.YEAR_TO_DATE, polarity=LOW, green={"below": 22})
    yield "year to date, no counts", a_case(line(STEADY), Basis.YEAR_TO_DATE, polarity=LOW, green={"below": 50})
    yield (
        "12 months, counts",
        a_case(windows, Basis.ROLLING_12_MONTHS, polarity=LOW, others=tuple(others(21.3, 886, 4163))),
    )
    yield "12 months, all months known", a_case(windows, Basis.ROLLING_12_MONTHS, known=tuple(shares(MONTHS[:12])))
    yield "a stock", a_case(line(STEADY), Basis.MONTH_END, unit=Unit.COUNT, polarity=NONE, counted="children")
    yield (
        "a stock, rising",
        a_case(line([*STEADY, 90.0]), Basis.MONTH_END, unit=Unit.COUNT, polarity=NONE, counted="children"),
    )
    yield "years", a_case(line([50.0, 52.0, 51.0], financial_year(2016)), Basis.FINANCIAL_YEAR)
    yield "few cases", a_case(shares([(3, 9)] * 13), counted="children")


def units() -> Iterator[tuple[str, Case]]:
    for unit in Unit:
        counted = "contacts" if unit is Unit.COUNT else ""
        yield f"{unit}, steady", a_case(line(STEADY), unit=unit, polarity=LOW, counted=counted)
        yield f"{unit}, far up", a_case(line([*STEADY, 90.0]), unit=unit, polarity=LOW, counted=counted)


def read_out() -> str:
    """Write every case with its sentences."""
    parts = ["# What is said of a figure"]
    for title, cases in (("Shapes", shapes()), ("Forms", forms()), ("Units", units())):
        parts.append(f"## {title}")
        for name, case in cases:
            judged = judge(case)
            words = [f"- Members: {judged.members}", f"- Heads: {judged.heads}"]
            if case.others:
                words.append(f"- Overall: {overall_words(case.measured, judged.comparisons)}")
            words += [f"- Ask: {question}" for question in judged.questions]
            parts += [f"### {name}", "\n".join([*words, f"- How often: {frequency_of(case).members}"])]
    return "\n\n".join(parts) + "\n"


def test_sentences(pytestconfig: pytest.Config):
    text = read_out()
    if pytestconfig.getoption("--refresh-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text.splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines(), "see tests/golden/README.md"

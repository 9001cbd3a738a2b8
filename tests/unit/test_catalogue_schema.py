"""The catalogue as it stands: the real file, its core indicators, its JSON Schema, and what its values mean."""

import json
import re

import pytest
import yaml
from catalogue_snippets import a_catalogue, load, spoilt
from pydantic import TypeAdapter

from dashboard.catalogue.load import load_catalogue
from dashboard.catalogue.names import name_key
from dashboard.catalogue.schema import Bound, Catalogue, Indicator, Target
from dashboard.periods import financial_year, month
from dashboard.vocabulary import Basis, Polarity

CORE = {
    "re-referrals": Polarity.LOWER_IS_BETTER,
    "repeat-cp-plans-ever": Polarity.LOWER_IS_BETTER,
    "repeat-cp-plans-within-2-years": Polarity.LOWER_IS_BETTER,
    "assessments-within-45-days": Polarity.HIGHER_IS_BETTER,
    "conferences-within-15-days": Polarity.HIGHER_IS_BETTER,
    "looked-after-rate": Polarity.LOWER_IS_BETTER,
    "visits-looked-after-local-standard": Polarity.HIGHER_IS_BETTER,
    "visits-looked-after-national-minimum": Polarity.HIGHER_IS_BETTER,
}


@pytest.fixture(scope="module")
def real(root) -> Catalogue:
    return load_catalogue(root / "indicators.yaml")


@pytest.mark.parametrize(("name", "polarity"), CORE.items())
def test_the_core_indicators_keep_their_ids(real, name, polarity):
    indicator = real.indicator(name)
    assert indicator is not None
    assert indicator.polarity is polarity


def test_ids_are_unique_and_every_report_and_dataset_can_be_found(real):
    ids = [indicator.id for indicator in real.indicators]
    assert len(ids) == len(set(ids))
    assert all(real.report(report.id) is report for report in real.reports)
    assert all(real.dataset(dataset.id) is dataset for dataset in real.datasets)
    assert (real.indicator("nobody"), real.report("nobody"), real.dataset("nobody")) == (None, None, None)


def test_repeat_plans_ever_and_within_two_years_are_two_measures(real):
    ever, within = real.indicator("repeat-cp-plans-ever"), real.indicator("repeat-cp-plans-within-2-years")
    assert {name_key(one.name) for one in ever.aliases}.isdisjoint(name_key(one.name) for one in within.aliases)


def test_every_entry_is_in_plain_words_and_names_no_person(real):
    for indicator in real.indicators:
        assert indicator.meaning.strip().endswith("."), indicator.id
        assert indicator.why_it_matters.strip().endswith((".", "?")), indicator.id
        assert all(question.ask.strip().count("?") for question in indicator.questions_to_ask), indicator.id
        assert "@" not in (indicator.owner or ""), indicator.id


def test_the_json_schema_accepts_the_real_file_and_refuses_an_unknown_key(root):
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = Catalogue.model_json_schema()
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    data = json.loads(json.dumps(yaml.safe_load((root / "indicators.yaml").read_text(encoding="utf-8")), default=str))
    assert [error.message for error in validator.iter_errors(data)] == []
    data["indicators"][0]["polarty"] = "high"
    assert any("polarty" in error.message for error in validator.iter_errors(data))


@pytest.mark.parametrize(
    ("bound", "inside", "outside"),
    [
        (Bound(at_least=90), [90, 90.1, 1000], [89.9]),
        (Bound(above=90), [90.1], [90, 89]),
        (Bound(at_most=10.8), [10.8, -5], [10.9]),
        (Bound(below=85), [84.9], [85, 86]),
        (Bound(at_least=98, below=100), [98, 99.9], [97.9, 100]),
        (Bound(above=0, at_most=0.5), [0.5, 0.1], [0, 0.6]),
        (Bound(at_least=5, at_most=5), [5], [4.9, 5.1]),
    ],
)
def test_each_end_of_a_bound_counts_as_it_says(bound, inside, outside):
    assert all(bound.contains(value) for value in inside)
    assert not any(bound.contains(value) for value in outside)


def test_the_ends_of_a_bound_without_their_kind():
    assert (Bound(at_least=1).low, Bound(above=1).low, Bound(below=2).low) == (1, 1, None)
    assert (Bound(at_most=2).high, Bound(below=2).high, Bound(above=1).high) == (2, 2, None)


def a_target_text(extra: str) -> str:
    return spoilt("    targets:\n", f"    targets:\n      - {extra}\n")


def test_a_reports_own_target_comes_before_the_one_for_all():
    text = a_target_text("{year: 2019/20, basis: in_month, report: scorecard, green: {below: 10}}")
    indicator = load(text).indicators[0]
    year = financial_year(2019)
    assert indicator.target_for(year, Basis.IN_MONTH, "scorecard").green.below == 10
    assert indicator.target_for(year, Basis.IN_MONTH, "another").green.below == 22
    assert indicator.target_for(year, Basis.IN_MONTH).green.below == 22


@pytest.mark.parametrize(("year", "basis"), [(2018, Basis.IN_MONTH), (2019, Basis.MONTH_END)])
def test_a_target_is_of_one_year_and_one_form_only(year, basis):
    assert load(a_catalogue()).indicators[0].target_for(financial_year(year), basis) is None


@pytest.mark.parametrize(
    ("span", "held", "not_held"),
    [
        ("", ["2010-01", "2030-01"], []),
        (", since: 2019-10", ["2019-10", "2020-01"], ["2019-09"]),
        (", until: 2019-09", ["2019-09", "2018-01"], ["2019-10"]),
        (", since: 2019-04, until: 2019-09", ["2019-04", "2019-09"], ["2019-03", "2019-10"]),
    ],
)
def test_names_and_numbers_hold_between_their_months(span, held, not_held):
    text = spoilt("basis: in_month}\n", f'basis: in_month{span}, numbers: [{{number: "2.10"{span}}}]}}\n')
    alias = load(text).indicators[0].aliases[0]
    for part in (alias, alias.numbers[0]):
        assert all(part.holds_at(month(*map(int, code.split("-")))) for code in held)
        assert not any(part.holds_at(month(*map(int, code.split("-")))) for code in not_held)
    assert alias.numbers[0].number == "2.10"


@pytest.mark.parametrize(
    "printed",
    [
        "Re-referrals in 12 months",
        "  re-referrals  in\u00a012 months ",
        "* Re-referrals in 12 months",
        "Re-referrals in 12 months*",
        "Re-referrals in 12 months (See Note 2)",
        "Re-referrals in 12 months - SEE NOTE 12".replace(" - ", " "),
        "Re-referrals in 12 months (OBSOLETE FROM FEB 2020)",
        "**Re-referrals in 12 months* See Note 1",
        "Re\u2013referrals in 12 months",
        "Re-referrals in 12 months²",
    ],
)
def test_footnote_marks_are_no_part_of_a_name(printed):
    assert name_key(printed) == "re-referrals in 12 months"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Re-referrals in month", "Re-referrals in 12 months"),
        ("Plans lasting 2 years", "Plans lasting 2 years or more"),
        ("Children's homes", "Childrens homes"),
    ],
)
def test_different_names_stay_different(one, other):
    assert name_key(one) != name_key(other)


def test_the_examples_of_the_guide_are_sound(root):
    guide = (root / "docs/how-to/change-the-catalogue.md").read_text(encoding="utf-8")
    examples = [yaml.safe_load(one) for one in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)]
    seen = set()
    for example in examples:
        for key, value in example.items():
            TypeAdapter(Indicator.model_fields[key].rebuild_annotation()).validate_python(value)
            seen.add(key)
    assert {"targets", "trajectories", "rebases", "seasonal", "ruleset", "questions_to_ask", "caution"} <= seen


def test_the_guides_ways_to_say_a_tolerance_are_sound(root):
    guide = (root / "docs/how-to/change-the-catalogue.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|[^|]+\| `(green: [^`]+)`, `([^`]+)` \|", guide, re.MULTILINE)
    targets = [Target(year="2019/20", basis="in_month", **yaml.safe_load(f"{green}\n{other}")) for green, other in rows]
    assert {key for one in targets for key in ("tolerance", "floor", "near_miss") if getattr(one, key)} == {
        "tolerance", "floor", "near_miss"
    }  # fmt: skip


def test_what_a_reader_must_bear_in_mind_is_one_sentence(real):
    cautious = [one for one in real.indicators if one.caution]
    assert cautious
    assert all(one.caution.strip().endswith(".") and "?" not in one.caution for one in cautious)


def test_every_measure_keeps_a_question_that_is_always_worth_asking(real):
    assert [one.id for one in real.indicators if all(question.when for question in one.questions_to_ask)] == []


def test_a_target_above_the_neighbours_is_held_against_their_figure(real):
    relative = [target for one in real.indicators for target in one.targets if target.relative_to]
    assert {(target.text, target.or_equal) for target in relative} == {("Above Stat Neighbour Average", False)}

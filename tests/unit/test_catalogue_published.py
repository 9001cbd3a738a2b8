"""What the catalogue says of published statistics: each mapping says where the figure is, and nothing twice."""

import pytest
from catalogue_snippets import a_catalogue, line_of, load, only_fault, spoilt

from dashboard.vocabulary import Basis

FIGURE = "{dataset: release, value: [percent]}"
MONTHS = (
    "[[April], [May], [June], [July], [August], [September], [October], [November], [December], [January], [February]"
)


def mapped(figure: str) -> str:
    """Give a sound catalogue with another published figure."""
    return spoilt(FIGURE, "{dataset: release, " + figure + "}")


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("decimal_places: 1", "give value, numerator, months or measure"),
        ("numerator: [[part]]", "a numerator needs a denominator or a population"),
        ("numerator: [[part]], denominator: [whole], population: first", "give no other denominator"),
        ("value: [rate], population: first", "a population is the denominator of a numerator"),
        (f"months: {MONTHS}]", "twelve columns, April to March, not 11"),
        ("value: [percent], basis: month_end", "month_end needs as_at_month"),
        ("value: [percent], as_at_month: 13", "as_at_month"),
        ("value: [percent], total: {group: [All]}", "a total needs one numerator column"),
        ("value: [percent], numerator: [[part]], total: {group: [All]}", "must be among the filters"),
        ("value: [percent], per: 0", "per"),
        ("value: [percent], basis: month_end, as_at_month: 9", "is month_end, which is not among the forms"),
        ("numerator: [[part]], population: nobody", "No indicator has the id 'nobody'"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_refused_at_its_line(figure, words):
    text = mapped(figure)
    issue = only_fault(text)
    assert words in issue.what
    assert issue.line == line_of(text, "dataset: release, ")


@pytest.mark.parametrize(
    "figure",
    [
        "value: [percent, Percent]",
        "numerator: [[part], [rest]], denominator: [whole]",
        "value: [rate], numerator: [[part]], population: first",
        f"months: {MONTHS}, [March]]",
        "measure: Short",
        "value: [share], as_at_month: 6, note: Counted in June.",
        "value: [share], numerator: [[part]], filters: {group|kind: [Some]}, total: {group|kind: [All]}",
    ],
)
def test_a_mapping_that_says_where_the_figure_is_is_sound(figure):
    (indicator,) = load(mapped(figure)).indicators
    assert indicator.published[0].dataset == "release"
    assert indicator.published[0].basis is Basis.FINANCIAL_YEAR


def test_the_sound_catalogue_is_sound():
    assert load(a_catalogue()).indicators[0].published[0].value == ("percent",)

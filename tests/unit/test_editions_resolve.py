"""Which figure stands: the order within a report, and precedence between reports."""

import pytest
from editions_builders import ENGLAND, OCTOBER, OURS, stored, values_of
from hypothesis import given, settings
from hypothesis import strategies as st
from store_fixtures import a_figure

from dashboard.catalogue.load import load_catalogue
from dashboard.editions.resolve import last_in_report, standing_figures, standing_in_report
from dashboard.periods import calendar_year, financial_year, month
from dashboard.vocabulary import Basis, Missing

SCORECARD, PLAN, RELEASE = "social-care-scorecard", "council-plan", "dfe-children-in-need"


@pytest.fixture(scope="module")
def catalogue(root):
    return load_catalogue(root / "indicators.yaml")


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        ((1, "2019-10", 1), (2, "2019-11", 1), "second"),
        ((1, "2019-11", 1), (2, "2019-10", 1), "first"),  # an older month published late
        ((1, "2019-10", 2), (2, "2019-10", 1), "first"),  # an earlier issue published late
        ((1, "2019-10", 1), (2, "2019-10", 2), "second"),
        ((1, "2019-10", 1), (2, "2019-10", 1), "second"),  # the later record
        ((9, "2019-12", 1), (10, "2020-01", 1), "second"),  # across the year's end, and 10 after 9
    ],
)
def test_within_a_report_month_then_issue_then_record(catalogue, first, second, stands):
    rows = [
        (number, SCORECARD, as_at, issue, [a_figure(value)])
        for (number, as_at, issue), value in zip((first, second), (1.0, 2.0), strict=True)
    ]
    expected = {"first": 1.0, "second": 2.0}[stands]
    for frame in (stored(*rows), stored(*reversed(rows))):
        assert values_of(standing_figures(frame, catalogue)) == {"2019-10": expected}
        assert values_of(standing_in_report(frame)) == {"2019-10": expected}


@pytest.mark.parametrize(
    ("basis", "area", "period", "best"),
    [
        (Basis.FINANCIAL_YEAR, OURS, financial_year(2018), RELEASE),
        (Basis.FINANCIAL_YEAR, ENGLAND, financial_year(2018), RELEASE),
        (Basis.ACADEMIC_YEAR, OURS, financial_year(2018), RELEASE),
        (Basis.CALENDAR_YEAR, OURS, calendar_year(2018), RELEASE),
        (Basis.ROLLING_12_MONTHS, OURS, OCTOBER, SCORECARD),
        (Basis.IN_MONTH, OURS, OCTOBER, SCORECARD),
        (Basis.YEAR_TO_DATE, ENGLAND, OCTOBER, RELEASE),  # a comparator's figure, though in year
    ],
)
def test_between_reports_the_catalogue_decides(catalogue, basis, area, period, best):
    figure = {"basis": basis, "area": area, "period": period}
    rows = [
        (number, report, "2019-10", 1, [a_figure(float(number), **figure)])
        for number, report in enumerate((PLAN, SCORECARD, RELEASE, "lait"), start=1)
    ]
    for frame in (stored(*rows), stored(*reversed(rows))):
        (stands,) = standing_figures(frame, catalogue)["report"]
        assert stands == best


def test_a_lower_source_fills_what_the_better_one_does_not_have(catalogue):
    frame = stored(
        (1, SCORECARD, "2019-10", 1, [a_figure(1.0)]),
        (2, PLAN, "2020-03", 1, [a_figure(2.0), a_figure(3.0, period=month(2019, 11))]),
    )
    assert values_of(standing_figures(frame, catalogue)) == {"2019-10": 1.0, "2019-11": 3.0}


def test_an_unknown_report_comes_last(catalogue):
    frame = stored(
        (1, "briefing", "2019-10", 1, [a_figure(1.0)]),
        (2, "leaflet", "2020-03", 1, [a_figure(2.0)]),
    )
    assert values_of(standing_figures(frame, catalogue)) == {"2019-10": 1.0}


def test_each_report_keeps_its_own_last_word():
    frame = stored(
        (1, SCORECARD, "2019-10", 1, [a_figure(1.0)]),
        (2, PLAN, "2019-10", 1, [a_figure(2.0)]),
        (3, SCORECARD, "2019-11", 1, [a_figure(3.0)]),
    )
    kept = standing_in_report(frame)
    assert dict(zip(kept["report"], kept["value"], strict=True)) == {SCORECARD: 3.0, PLAN: 2.0}


def test_nothing_stands_in_an_empty_store(catalogue):
    assert standing_figures(stored(), catalogue).empty
    assert standing_in_report(stored()).empty


ISSUES = st.lists(
    st.tuples(st.sampled_from(["2019-09", "2019-10", "2019-11", "2020-01"]), st.integers(1, 3)),
    min_size=1,
    max_size=8,
    unique=True,
)


@settings(max_examples=30)
@given(ISSUES.flatmap(lambda issues: st.tuples(st.just(issues), st.permutations(issues))))
def test_the_order_of_publication_does_not_change_what_stands(catalogue, orders):
    issues, shuffled = orders

    def published(order):
        return stored(
            *(
                (number, SCORECARD, as_at, issue, [a_figure(int(as_at.replace("-", "")) + issue / 10)])
                for number, (as_at, issue) in enumerate(order, start=1)
            )
        )

    in_order = standing_figures(published(sorted(issues)), catalogue)
    assert values_of(standing_figures(published(shuffled), catalogue)) == values_of(in_order)


@settings(max_examples=15)
@given(ISSUES)
def test_one_row_a_key_stands(catalogue, issues):
    frame = stored(
        *(
            (number, SCORECARD, as_at, issue, [a_figure(1.0), a_figure(2.0, basis=Basis.IN_MONTH)])
            for number, (as_at, issue) in enumerate(issues, start=1)
        )
    )
    assert len(standing_figures(frame, catalogue)) == 2


BLANK = a_figure(None, missing=Missing.NO_FIGURE)
REASON = a_figure(None, missing=Missing.NOT_AVAILABLE)


@pytest.mark.parametrize(
    ("older", "newer", "stands"),
    [
        pytest.param(a_figure(1.0), BLANK, ["no_figure"], id="a blank over a figure stands"),
        pytest.param(BLANK, a_figure(1.0), [""], id="a figure over a blank"),
        pytest.param(REASON, BLANK, ["not_available"], id="a blank takes no reason away"),
        pytest.param(None, BLANK, [], id="a blank over nothing says nothing"),
    ],
)
def test_a_blank_stands_over_a_figure_whichever_was_published_first(catalogue, older, newer, stands):
    early = [(1, SCORECARD, "2019-10", 1, [older])] if older else []
    in_order = [*early, (2, SCORECARD, "2019-11", 1, [newer])]
    late = [(3 - number, *rest) for number, *rest in in_order]
    for editions in (in_order, in_order[::-1], late, late[::-1]):
        frame = stored(*editions)
        assert standing_figures(frame, catalogue)["missing"].tolist() == stands
        assert standing_in_report(frame)["missing"].tolist() == stands


def test_a_blank_hides_no_other_reports_figure(catalogue):
    frame = stored((1, SCORECARD, "2019-11", 1, [BLANK]), (2, PLAN, "2020-03", 1, [a_figure(2.0)]))
    assert values_of(standing_figures(frame, catalogue)) == {"2019-10": 2.0}


def test_once_the_figure_under_it_is_withdrawn_a_blank_says_nothing(catalogue):
    """The store leaves a withdrawn edition's rows out; an earlier reason then stands again."""
    editions = [
        (1, SCORECARD, "2019-09", 1, [REASON]),
        (2, SCORECARD, "2019-10", 1, [a_figure(1.0)]),
        (3, SCORECARD, "2019-11", 1, [BLANK]),
    ]
    assert standing_figures(stored(*editions), catalogue)["missing"].tolist() == ["no_figure"]
    assert standing_figures(stored(editions[0], editions[2]), catalogue)["missing"].tolist() == ["not_available"]


def test_what_was_last_said_includes_a_blank_over_nothing():
    frame = stored((1, SCORECARD, "2019-10", 1, [BLANK]))
    assert last_in_report(frame)["missing"].tolist() == ["no_figure"]

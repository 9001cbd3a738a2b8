"""The figures of the council's papers of June 2020, judged: the claim printed, and what the figures support."""

from datetime import date

import pytest
from comparator_builders import OURS, of_areas, publish

from dashboard.judge.comparison import Position
from dashboard.judge.signal import SignalState
from dashboard.judge.verdict import Clear
from dashboard.periods import financial_year, month
from dashboard.views.as_of import NOW
from dashboard.views.comparing.series import ComparatorSeries, measure_of
from dashboard.views.indicator_page import load_page
from dashboard.views.judging.reading import Reading
from dashboard.views.standing import stand
from dashboard.vocabulary import Basis, Rag

YEAR = financial_year(2018)


@pytest.fixture(scope="module")
def reading(demo):
    return Reading(demo, stand(demo, demo.store.figures()))


def judged(demo, reading, indicator, basis=Basis.FINANCIAL_YEAR, period=YEAR, **changes):
    return reading.judged(demo.catalogue.indicator(indicator), basis, period, **changes)


@pytest.mark.parametrize(
    ("indicator", "counts", "interval", "expected"),
    [
        (
            "repeat-cp-plans-ever",
            (145, 684),
            (18.3, 24.4),
            {
                "region": (19.6, Position.WORSE, Clear.NO),
                "statistical_neighbours": (18.39, Position.WORSE, Clear.NO),
                "england": (20.8, Position.WORSE, Clear.NO),
            },
        ),
        (
            "re-referrals",
            (886, 4163),
            (20.1, 22.6),
            {
                "region": (24.6, Position.BETTER, Clear.YES),
                "statistical_neighbours": (20.01, Position.WORSE, Clear.YES),
                "statistical_neighbours_pooled": (22.1, Position.BETTER, Clear.NO),
                "england": (22.6, Position.BETTER, Clear.NO),
            },
        ),
    ],
)
def test_the_table_of_june_2020_on_its_like_for_like_year(demo, reading, indicator, counts, interval, expected):
    found = judged(demo, reading, indicator)
    assert (found.case.latest.numerator, found.case.latest.denominator) == counts
    by_key = {one.other.key: one for one in found.comparisons}
    for key, (value, position, clear) in expected.items():
        one = by_key[key]
        assert one.other.value == pytest.approx(value, abs=0.05 if "pooled" in key else 1e-9)
        assert (one.position, one.clear) == (position, clear), key
        assert (round(one.interval.lower, 1), round(one.interval.upper, 1)) == interval
        assert one.other.period == YEAR
        assert one.other.who
        assert one.other.method


def test_authorities_scatter_so_widely_that_no_difference_stands_out(demo, reading):
    found = judged(demo, reading, "re-referrals")
    assert {one.allowing_for_scatter for one in found.comparisons} == {Clear.NO}
    assert found.comparisons[0].other.scatter.authorities > 140


@pytest.mark.parametrize(
    ("indicator", "before", "now", "interval"),
    [
        ("repeat-cp-plans-ever", (145, 684), (119, 676), (-7.8, 0.6)),
        ("re-referrals", (886, 4163), (780, 3766), (-2.4, 1.2)),
    ],
)
def test_the_year_after_was_no_clear_change(demo, reading, indicator, before, now, interval):
    found = judged(demo, reading, indicator, period=financial_year(2019))
    apart, latest = found.year_on_year, found.case.latest
    assert (apart.numerator, apart.denominator) == before
    assert (latest.numerator, latest.denominator) == now
    assert (round(apart.interval.lower, 1), round(apart.interval.upper, 1)) == interval
    assert apart.clear is Clear.NO


def test_every_form_of_every_indicator_can_be_judged(demo, reading):
    for indicator in demo.catalogue.indicators:
        for basis in indicator.forms:
            found = reading.judged(indicator, basis, with_others=False)
            assert found is None or (found.members and found.heads), (indicator.id, basis)


def test_comparators_change_neither_rating_nor_signal_nor_direction(demo, reading):
    for indicator in demo.catalogue.indicators[:20]:
        plain = reading.judged(indicator, indicator.forms[0], with_others=False)
        full = reading.judged(indicator, indicator.forms[0])
        if plain is not None:
            assert (plain.rag, plain.signal, plain.direction) == (full.rag, full.signal, full.direction)


def test_monthly_percentages_printed_alone_are_judged_with_their_counts(demo, reading):
    found = judged(demo, reading, "re-referrals", Basis.IN_MONTH, month(2020, 3))
    assert (found.case.latest.numerator, found.case.latest.denominator) == (72, 338)
    assert found.signal.state is SignalState.COMMON_CAUSE
    assert found.rag.state is Rag.GREEN
    assert {one.other.period for one in found.comparisons} == {financial_year(2019)}  # full year beside full year


def test_a_restated_figure_says_what_it_was(demo, reading):
    found = judged(demo, reading, "contacts-decided-within-1-working-day", Basis.IN_MONTH, month(2019, 4))
    assert (found.case.latest.value, found.revised_from) == (82.4, 84.7)


def test_a_judgement_is_made_once_and_none_is_kept_too(demo, reading):
    indicator = demo.catalogue.indicator("re-referrals")
    assert reading.judged(indicator, Basis.IN_MONTH) is reading.judged(indicator, Basis.IN_MONTH)
    assert reading.judged(indicator, Basis.IN_MONTH, month(1999, 1)) is None


def test_the_rows_read_before_serve_for_the_comparators_as_well(new_session, monkeypatch):
    session = new_session()
    publish(session, of_areas({OURS: 21.3, "E92000001": 22.6}, YEAR), issued_on=date(2019, 10, 31))
    figures = session.store.figures()
    reading = Reading(session, stand(session, figures), figures=figures)
    monkeypatch.setattr(type(session.store), "figures", None)  # not to be read again
    found = reading.judged(session.catalogue.indicator("re-referrals"), Basis.FINANCIAL_YEAR)
    assert {one.other.key: one.other.value for one in found.comparisons}["england"] == 22.6


@pytest.mark.parametrize(
    "indicator", ["re-referrals", "repeat-cp-plans-ever", "adoptions-within-12-months", "looked-after-rate"]
)
def test_the_indicator_page_judges_by_what_it_reads_of_one_measure_as_by_the_whole_store(demo, reading, indicator):
    found = demo.catalogue.indicator(indicator)
    page = load_page(demo, found, basis=None, as_at=None, as_of=NOW)
    whole = reading.judged(found, page.series.basis, page.latest[0])
    assert page.judgement.case.others == whole.case.others
    assert (page.judgement.members, page.judgement.heads) == (whole.members, whole.heads)


def test_comparators_put_together_already_are_not_read_again(demo, reading, monkeypatch):
    found = demo.catalogue.indicator("re-referrals")
    figures = demo.store.figures(indicators=[found.id])
    series = ComparatorSeries(demo, measure_of(found), figures=figures, first_published=True)
    given = Reading(demo, stand(demo, demo.store.figures()), comparators={found.id: series})
    made = judged(demo, reading, found.id)
    monkeypatch.setattr(type(demo.store), "figures", lambda *_, **__: pytest.fail("read again"))
    assert judged(demo, given, found.id).comparisons == made.comparisons

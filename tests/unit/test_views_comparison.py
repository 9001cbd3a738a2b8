"""The comparison's marks: a published figure that its own release restated is marked and told."""

from editions_builders import ENGLAND, OURS, stored
from store_fixtures import a_figure

from dashboard.periods import financial_year
from dashboard.views.comparison import Comparison
from dashboard.views.standing import stand
from dashboard.vocabulary import Basis

RELEASE = "dfe-children-in-need"
YEAR = financial_year(2018)


def of_year(area, value, decimals=1):
    return a_figure(value, area=area, basis=Basis.FINANCIAL_YEAR, period=YEAR, decimals=decimals)


def comparison(session, *editions):
    frame = stored(*((n, RELEASE, year, 1, figures) for n, year, figures in editions))
    return Comparison(session, session.catalogue.indicator("re-referrals"), frame, stand(session, frame), YEAR)


def test_a_restated_comparator_is_marked_and_told(demo):
    found = comparison(
        demo,
        (1, "2018/19", [of_year(OURS, 21.3), of_year(ENGLAND, 22.4)]),
        (2, "2019/20", [of_year(OURS, 21.3), of_year(ENGLAND, 22.6)]),
    )
    england = next(row for row in found.rows() if row.who == "England" and row.period == "2018/19")
    history = (
        "first published as 22.4% in edition 1 (issued 20 November 2019), "
        "then 22.6% since edition 2 (issued 20 November 2019)"
    )
    assert (england.figure.text, england.figure.restated_from, england.figure.history) == ("22.6%", "22.4%", history)
    assert england.figure.title == f"England, 2018/19: 22.6%, restated: {history}"
    assert f"r England, 2018/19: {history}." in found.notes(as_at_chosen=False)
    assert [row.who for row in found.rows() if row.figure.restated_from] == ["England"]


def test_without_a_restatement_there_is_no_note(demo):
    found = comparison(demo, (1, "2018/19", [of_year(OURS, 21.3), of_year(ENGLAND, 22.6)]))
    assert not [note for note in found.notes(as_at_chosen=False) if note.startswith("r ")]


def test_figures_that_print_alike_are_told_apart_by_their_own_decimals(demo):
    found = comparison(demo, (1, "2018/19", [of_year(ENGLAND, 22.61, 2)]), (2, "2019/20", [of_year(ENGLAND, 22.64, 2)]))
    england = next(row for row in found.rows() if row.who == "England" and row.period == "2018/19")
    assert england.figure.restated_from == "22.61%"

"""The comparison's marks: a published figure that its own release restated is marked and told."""

from editions_builders import ENGLAND, OURS, stored
from store_fixtures import a_figure

from dashboard.periods import financial_year
from dashboard.views.compare_page.verdicts import NEIGHBOURS_NOTE
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


def of_2018(session, indicator):
    figures = session.store.figures(indicators=[indicator])
    found = Comparison(session, session.catalogue.indicator(indicator), figures, stand(session, figures), YEAR)
    return found, {row.who: row for row in found.rows() if row.group == "2018/19"}


class TestTheJuneTable:
    """The committee's paper of June 2020 judged on 2018/19: its "compares favourable" is not what the figures say."""

    def test_repeat_plans_are_worse_than_all_and_clearly_than_none(self, demo):
        found, rows = of_2018(demo, "repeat-cp-plans-ever")
        assert found.sentence() == (
            "In 2018/19 ours (21.2%) was worse than Yorkshire and The Humber (19.6%), the average of our ten "
            "statistical neighbours (18.39%) and England (20.8%); each of these differences could be chance."
        )
        assert found.lead()[0] == found.sentence()
        assert rows["Rotherham"].verdict == "Between 18.3% and 24.4%, allowing for chance"
        assert {row.verdict.partition("(")[2] for row in rows.values()} == {
            "",
            "worse); the difference could be chance",
        }
        assert rows["Statistical neighbours, counted together"].figure.text == "18.98%"

    def test_re_referrals_differ_by_whom_they_are_held_against(self, demo):
        found, rows = of_2018(demo, "re-referrals")
        alike = "clearly more than chance; allowing for how much authorities differ, about the same"
        assert {who: row.verdict for who, row in rows.items()} == {
            "Rotherham": "Between 20.1% and 22.6%, allowing for chance",
            "Statistical neighbours": f"Ours is 1.29 points higher (worse), {alike}",
            "Statistical neighbours, counted together": (
                "Ours is 0.82 points lower (better); the difference could be chance"
            ),
            "Yorkshire and The Humber": f"Ours is 3.3 points lower (better), {alike}",
            "England": "Ours is 1.3 points lower (better); the difference could be chance",
        }
        assert rows["Statistical neighbours"].method == "mean of 10 neighbours, list of April 2021"
        assert rows["Statistical neighbours, counted together"].method == (
            "pooled over 10 neighbours with counts, list of April 2021"
        )
        assert "Authorities differ from each other about 6.2 times as much" in " ".join(found.notes(as_at_chosen=False))

    def test_a_single_neighbour_is_placed_by_the_figures_alone(self, demo):
        found, _rows = of_2018(demo, "re-referrals")
        each = [row.verdict for row in found.rows() if row.group.startswith("Each statistical neighbour")]
        assert len(each) == 10
        assert not [verdict for verdict in each if "chance" in verdict]
        assert NEIGHBOURS_NOTE in found.notes(as_at_chosen=False)


def test_without_counts_it_cannot_be_said_whether_a_difference_is_chance(demo):
    found = comparison(demo, (1, "2018/19", [of_year(OURS, 21.3), of_year(ENGLAND, 22.6)]))
    rows = {row.who: row.verdict for row in found.rows() if row.group == "2018/19"}
    assert rows["England"] == (
        "Ours is 1.3 points lower (better); whether that is chance cannot be said: "
        "the counts behind our figure are not known"
    )
    assert rows["Rotherham"] == ""
    assert "differ from each other" not in " ".join(found.notes(as_at_chosen=False))


def test_the_year_of_the_sentence_is_one_in_which_both_sides_have_a_figure(demo):
    later = a_figure(22.0, area=ENGLAND, basis=Basis.FINANCIAL_YEAR, period=financial_year(2019), decimals=1)
    frame = stored((1, RELEASE, "2019/20", 1, [of_year(OURS, 21.3), of_year(ENGLAND, 22.6), later]))
    indicator = demo.catalogue.indicator("re-referrals")
    found = Comparison(demo, indicator, frame, stand(demo, frame), financial_year(2019))
    assert found.sentence().startswith("In 2018/19 ours (21.3%) was better than England (22.6%)")

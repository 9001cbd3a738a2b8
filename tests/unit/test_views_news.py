"""The section that says whether the latest figure is news, in words, and the statuses in chips and marks."""

import dataclasses
import re

import pytest
from fixtures.judgements import STEADY, WORSE, judged

from dashboard.judge.signal import SignalState
from dashboard.judge.xmr import DEFAULT_RULES, NHS_EXCEL_RULES, Rule
from dashboard.views.build_news import assurance_sentence, build_news
from dashboard.views.how_to_read import how_to_read
from dashboard.views.indicator_states import finding_words, rag_of, signal_of, since_words, target_sentence, travel_of
from dashboard.views.news import NO_NEWS
from dashboard.views.signal_words import rule_word, signal_mark_of
from dashboard.vocabulary import Basis, Polarity, Rag, Travel, Unit

JARGON = re.compile(r"special cause|control limit|sigma|p-value|significan|variation|standard deviation", re.IGNORECASE)


class TestNews:
    def test_without_a_figure_there_is_none(self):
        assert build_news(None) is NO_NEWS
        assert assurance_sentence(None) == ""

    def test_the_verdict_has_its_grounds(self):
        judgement = judged(WORSE, target=90.0)
        news = build_news(judgement)
        grounds = dict(news.grounds)
        assert news.verdict.startswith("Worse than usual: 55.0% in May 2019 is outside the usual range")
        assert "from 14 months" in grounds["Why"]
        assert "90%" in grounds["For the target"]
        assert "How often to look" in grounds
        assert news.heads == judgement.heads
        assert news.how_to_read

    def test_a_figure_over_twelve_months_says_why_not_and_has_no_range_to_read(self):
        news = build_news(judged(STEADY, basis=Basis.ROLLING_12_MONTHS))
        assert "not judged month by month" in news.verdict
        assert dict(news.grounds)["Why not"].startswith("Single months cannot be taken out of it")
        assert "How often to look" not in dict(news.grounds)
        assert news.how_to_read == ()

    def test_another_form_that_is_judged_is_named(self):
        rolling, months = judged(STEADY, basis=Basis.ROLLING_12_MONTHS), judged(WORSE)
        other = build_news(rolling, {Basis.IN_MONTH: months}).other_form
        assert (other.basis, other.words) == (Basis.IN_MONTH, "In the month it is judged: worse than usual, May 2019.")

    @pytest.mark.parametrize("other", [STEADY[:3], (*STEADY, None)])
    def test_a_form_without_a_signal_is_not_offered(self, other):
        rolling = judged(STEADY, basis=Basis.ROLLING_12_MONTHS)
        assert build_news(rolling, {Basis.IN_MONTH: judged(other)}).other_form is None

    def test_where_the_form_shown_is_judged_no_other_is_offered(self):
        assert build_news(judged(STEADY), {Basis.IN_QUARTER: judged(WORSE)}).other_form is None

    def test_a_month_without_a_figure_says_so_and_nothing_of_earlier_months(self):
        news = build_news(judged((*STEADY, None)))
        assert news.verdict == "No figure for May 2019."

    @pytest.mark.parametrize("values", [STEADY, WORSE, STEADY[:5], (*STEADY, None)])
    @pytest.mark.parametrize("basis", [Basis.IN_MONTH, Basis.ROLLING_12_MONTHS, Basis.MONTH_END])
    def test_nothing_needs_statistics_to_be_read(self, values, basis):
        news = build_news(judged(values, basis=basis, target=90.0))
        said = " ".join([news.verdict, *(words for _, words in news.grounds), *news.how_to_read])
        assert not JARGON.search(said)


class TestHowToRead:
    @pytest.mark.parametrize("step", ["month", "quarter", "week"])
    def test_it_is_read_in_half_a_minute(self, step):
        words = " ".join(how_to_read(DEFAULT_RULES, step)).split()
        # A reader takes in some 240 words a minute.
        assert 90 <= len(words) <= 150

    def test_it_states_the_rules_in_use(self):
        assert "seven in a row, each higher" in how_to_read(DEFAULT_RULES, "month")[1]
        assert "six in a row, each higher" in how_to_read(NHS_EXCEL_RULES, "month")[1]


class TestSignalMark:
    @pytest.mark.parametrize(
        ("values", "state", "word"),
        [
            (WORSE, SignalState.CONCERN, "Worse than usual"),
            (STEADY, SignalState.COMMON_CAUSE, "No real change"),
            (STEADY[:7], SignalState.TOO_EARLY, "Too early to tell"),
            ((*STEADY, None), SignalState.NO_FIGURE, "No figure"),
        ],
    )
    def test_each_state_has_its_word(self, values, state, word):
        judgement = judged(values)
        mark = signal_mark_of(judgement)
        assert (mark.state, mark.word, mark.title) == (state, word, judgement.members)

    def test_what_only_revised_figures_brought_about_is_no_new_change(self):
        revised = dataclasses.replace(judged(WORSE), is_by_revision=True)
        assert signal_mark_of(revised).word == "Revised, not new"
        steady = dataclasses.replace(judged(STEADY), is_by_revision=True)
        assert signal_mark_of(steady).word == "No real change"

    @pytest.mark.parametrize("rule", list(Rule))
    @pytest.mark.parametrize("polarity", list(Polarity))
    def test_every_rule_has_a_word_and_without_a_better_end_it_is_neither_good_nor_bad(self, rule, polarity):
        word = rule_word(rule, polarity)
        assert word
        has_end = polarity in (Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER)
        assert bool(re.search(r"better|worse", word, re.IGNORECASE)) is has_end


class TestStates:
    def test_without_a_judgement_every_state_is_empty_never_good(self):
        assert rag_of(None).state is Rag.NO_TARGET
        assert travel_of(None).state is Travel.NO_COMPARISON
        assert signal_of(None).state is SignalState.NO_FIGURE
        assert (since_words(None), target_sentence(None)) == ("", "No target set")
        assert finding_words("Plans", None) == "Plans: no figures yet"

    def test_the_finding_says_figure_target_and_news(self):
        assert finding_words("Plans", judged(WORSE, target=90.0)) == (
            "Plans: 55.0% in May 2019, off target; worse than usual"
        )
        assert finding_words("Plans", judged(STEADY)) == "Plans: 78.0% in April 2019; no real change"
        assert finding_words("Plans", judged((*STEADY, None))) == "Plans: no figure for May 2019"
        rolling = judged(STEADY, basis=Basis.ROLLING_12_MONTHS)
        assert finding_words("Plans", rolling) == "Plans: 78.0% in April 2019"

    def test_target_and_direction_name_their_year_and_period(self):
        judgement = judged(WORSE, target=90.0)
        assert target_sentence(judgement) == "Target 2019/20: 90% or more"
        assert since_words(judgement) == "From 78.0% in April 2019"
        assert travel_of(judgement).state is Travel.DECLINE_NOT_ON_TARGET

    def test_a_count_is_written_as_one(self):
        assert finding_words("Plans", judged(STEADY, unit=Unit.COUNT)).startswith("Plans: 78.0 in April")

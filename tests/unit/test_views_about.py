"""What is said of how judgements are made, and of accessibility."""

import re
from types import SimpleNamespace

import pytest
from catalogue_snippets import a_catalogue, load

from dashboard.catalogue.schema import ClinicRule
from dashboard.judge.signal import SignalState
from dashboard.views.about import build_about
from dashboard.views.accessibility import LIMITS, TESTED, build_accessibility
from dashboard.vocabulary import Rag, Ruleset

CATALOGUE = load(a_catalogue("first", "second"))
JARGON = re.compile(r"sigma|p-value|control limit|special cause|significan|standard deviation", re.IGNORECASE)


def about(**changes):
    return build_about(SimpleNamespace(catalogue=CATALOGUE.model_copy(update=changes), our_name="Rotherham"))


def every_word(view):
    parts = [view.by_chance, *view.how_to_read, *view.comparing, *view.rules, *view.clinic, *view.will_not]
    return [*parts, *(said for pairs in (view.ratings, view.directions, view.signals) for _, said in pairs)]


class TestAbout:
    def test_every_mark_has_its_meaning(self):
        view = about()
        assert {chip.state for chip, _ in view.ratings} == set(Rag)
        assert {mark.state for mark, _ in view.signals} == set(SignalState)
        assert all(mark.word for mark, _ in (*view.ratings, *view.directions, *view.signals))

    def test_is_free_of_jargon_and_in_sentences(self):
        for words in every_word(about()):
            assert not JARGON.search(words)
            assert words.endswith(".")

    @pytest.mark.parametrize(
        ("ruleset", "words"), [(Ruleset.PLOT_THE_DOTS, "NHS-R"), (Ruleset.NHS_EXCEL, "spreadsheet")]
    )
    def test_the_rules_are_those_in_force(self, ruleset, words):
        view = about(ruleset=ruleset)
        assert words in view.rules[0]
        assert ("six in a row" in view.how_to_read[1]) is (ruleset is Ruleset.NHS_EXCEL)

    def test_the_clinic_rule_is_the_catalogues(self):
        assert len(about().clinic) == 4
        never = ClinicRule(months_red=None, concern=False, worse_than=(), out_of_reach=False)
        assert about(clinic=never).clinic == ()

    def test_many_measures_are_marked_by_chance(self, demo):
        indicators = len(demo.catalogue.indicators)
        assert build_about(demo).by_chance == f"Of {indicators} measures, about 2 would be marked by chance alone."

    def test_sources_are_named_once_with_their_licence(self, demo):
        view = build_about(demo)
        named = [(one.source, one.licence) for one in view.sources]
        assert len(named) == len(set(named))
        assert {(one.source, one.licence) for one in demo.catalogue.datasets} == set(named)

    def test_trackers_have_their_themes_and_dates(self, demo):
        lines = {one.theme: one for one in build_about(demo).trackers}
        assert lines["Leaving care well"].when == "since October 2019"
        assert about().trackers == ()


class TestAccessibility:
    def test_names_the_council_and_no_person(self):
        view = build_accessibility("Rotherham")
        assert "Rotherham's performance team" in " ".join(view.formats)

    def test_every_limit_has_a_way_round_and_every_test_a_finding(self):
        assert all(one.whose and one.way_round for one in LIMITS)
        assert all(one.how and one.found for one in TESTED)

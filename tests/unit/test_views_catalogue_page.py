"""The catalogue to browse, and one measure's whole definition."""

from datetime import date

import pytest
from catalogue_snippets import a_catalogue, load, spoilt

from dashboard.catalogue.schema import Bound, Event, Target
from dashboard.periods import parse_period
from dashboard.views.catalogue_page import build_catalogue, near_names
from dashboard.views.definition import (
    METHOD_WORDS,
    POLARITY_SENTENCES,
    RULESET_WORDS,
    SITUATION_WORDS,
    build_definition,
    comparator_words,
)
from dashboard.vocabulary import AreaRole, Basis, Polarity, Ruleset, Situation

CATALOGUE = load(a_catalogue("re-referrals", "referrals"))
FIRST = CATALOGUE.indicators[0]


def names(view):
    return [entry.id for theme in view.themes for entry in theme.entries]


class TestList:
    def test_lists_every_measure_by_theme(self):
        view = build_catalogue(CATALOGUE)
        assert [theme.name for theme in view.themes] == ["Front door"]
        assert names(view) == ["re-referrals", "referrals"]
        assert (view.matches, view.definition, view.not_found) == ("2 measures", None, "")

    @pytest.mark.parametrize(
        ("search", "found"),
        [
            ("RE-REF", ["re-referrals"]),
            ("printed  referrals", ["re-referrals", "referrals"]),
            ("what it counts", ["re-referrals", "referrals"]),
            ("front door", ["re-referrals", "referrals"]),
            ("adoption", []),
        ],
    )
    def test_searches_names_meanings_and_themes(self, search, found):
        view = build_catalogue(CATALOGUE, search=search)
        assert names(view) == found
        assert bool(found) is (view.matches != "No measure matches.")

    def test_an_unknown_theme_is_named_and_all_are_shown(self):
        view = build_catalogue(CATALOGUE, theme="nope")
        assert (view.theme, len(names(view))) == (None, 2)
        assert view.instead == "There is no theme “nope”; all are shown."

    def test_an_unknown_id_is_named_with_those_most_like_it(self):
        view = build_catalogue(CATALOGUE, indicator="rereferals")
        assert view.not_found.startswith("There is no measure called “rereferals”")
        assert view.near[0].id == "re-referrals"
        assert names(view) == ["re-referrals", "referrals"]
        assert near_names(CATALOGUE, "zzzz") == ()


class TestDefinition:
    def test_says_what_is_counted_and_which_way_is_good(self):
        found = dict(build_definition(CATALOGUE, FIRST).counted)
        assert found["Good is"] == "Low: lower is better"
        assert found["Answers for it"] == "nobody is named"
        assert "Counted" not in found

    def test_says_names_targets_and_sources(self):
        view = build_definition(CATALOGUE, FIRST)
        assert [(one.report, one.name, one.form, one.when) for one in view.names] == [
            ("Scorecard", "Printed re-referrals", "in the month", "Always")
        ]
        assert [(one.target, one.tolerance, one.set_by) for one in view.targets] == [
            ("Below 22%", "22% to 26%", "not stated")
        ]
        assert view.published == (("Release", "The department; financial year"),)
        assert dict(view.comparators)["England"] == "none: no national body publishes it"

    def test_dates_of_a_name_are_said(self):
        old = "name: Printed first, basis: in_month"
        dated = load(spoilt(old, f"{old}, since: 2019-04, numbers: [{{number: '1.6', until: 2019-09}}]", a_catalogue()))
        (name,) = build_definition(dated, dated.indicators[0]).names
        assert (name.when, name.numbers) == ("Since April 2019", "1.6 (until September 2019)")

    @pytest.mark.parametrize(
        ("target", "words", "tolerance"),
        [
            ({"green": Bound(below=22.0)}, "Below 22%", "none"),
            ({"green": Bound(below=22.0), "tolerance": 2.0}, "Below 22%", "22% to 24%"),
            ({"relative_to": AreaRole.ENGLAND}, "Below the England figure", "none"),
            ({"relative_to": AreaRole.ENGLAND, "tolerance": 1.5}, "Below the England figure", "up to 1.5% short of it"),
            ({"text": "As low as possible"}, "As low as possible", "none"),
        ],
    )
    def test_each_kind_of_target(self, target, words, tolerance):
        one = Target(
            year=parse_period("2020/21"), basis=Basis.IN_MONTH, set_by="Cabinet", why="It was last year's.", **target
        )
        view = build_definition(CATALOGUE, FIRST.model_copy(update={"targets": (*FIRST.targets, one)}))
        assert (view.targets[0].target, view.targets[0].tolerance) == (words, tolerance)
        assert (view.targets[0].year, view.targets[0].set_by) == ("2020/21", "Cabinet: It was last year's.")

    def test_changes_are_dated(self):
        event = Event(day=date(2020, 3, 23), what="National lockdown", themes=("front-door",), source="Minutes")
        catalogue = CATALOGUE.model_copy(update={"events": (event,)})
        assert build_definition(catalogue, FIRST).changes == (("23 March 2020", "National lockdown. Minutes."),)

    def test_every_word_of_the_vocabulary_has_one(self):
        assert set(POLARITY_SENTENCES) == set(Polarity)
        assert set(RULESET_WORDS) == set(Ruleset)
        assert set(SITUATION_WORDS) == set(Situation)
        assert comparator_words(FIRST.comparators.statistical_neighbours) in METHOD_WORDS.values()

    def test_every_measure_shipped_has_one(self, demo):
        for indicator in demo.catalogue.indicators:
            view = build_definition(demo.catalogue, indicator)
            assert view.meaning
            assert view.counted
            assert all(words for _, words in (*view.comparators, *view.judged, *view.kept, *view.changes))

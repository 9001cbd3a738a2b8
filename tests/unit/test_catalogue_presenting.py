"""Trackers, the clinic rule and dated notes of the catalogue: what holds when, and each wrong reference by its line."""

import re
from datetime import date

import pytest
from catalogue_snippets import a_catalogue, faults, line_of, load, only_fault, spoilt

from dashboard.periods import month
from dashboard.vocabulary import AreaRole, Basis

TRACKERS = """\
trackers:
  - id: vision
    name: Vision tracker
    themes:
      - id: front
        name: At the front door
        until: 2019-09
        measures:
          - {indicator: first}
      - id: later
        name: Later on
        since: 2019-10
        measures:
          - {indicator: second, basis: in_month}
          - {indicator: first}
clinic: {months_red: 3, worse_than: [region, England]}
events:
  - day: 2019-06-03
    what: New system
    indicators: [second]
  - day: 2018-06-03
    what: New law
    themes: [front-door]
"""


def text() -> str:
    return a_catalogue("first", "second").replace("precedence_full_year", f"{TRACKERS}precedence_full_year", 1)


def test_the_snippet_is_sound_and_dated():
    catalogue = load(text())
    tracker = catalogue.trackers[0]
    by_month = {code: [one.id for one in tracker.themes_at(month(2019, code))] for code in (9, 10)}
    assert by_month == {9: ["front"], 10: ["later"]}
    assert tracker.themes[1].measures[0].basis is Basis.IN_MONTH
    assert catalogue.tracker("vision") is tracker
    assert catalogue.tracker("other") is None
    assert catalogue.clinic.worse_than == (AreaRole.REGION, AreaRole.ENGLAND)
    noted = [one.day for one in catalogue.events_of(catalogue.indicators[1])]
    assert noted == [date(2018, 6, 3), date(2019, 6, 3)]
    assert [one.what for one in catalogue.events_of(catalogue.indicators[0])] == ["New law"]


@pytest.mark.parametrize("contact", [None, "performance@example.gov.uk or 01234 567890"])
def test_a_council_may_say_how_to_reach_whoever_answers_for_the_pages(contact):
    line = f", contact: {contact}" if contact else ""
    catalogue = load(spoilt("{authority: E08000018}", f"{{authority: E08000018{line}}}", a_catalogue()))
    assert catalogue.council.contact == contact


def test_a_contact_of_no_words_is_refused():
    text = spoilt("{authority: E08000018}", "{authority: E08000018, contact: ' '}", a_catalogue())
    assert only_fault(text).what.startswith("council, contact")


def test_a_catalogue_needs_none_of_it():
    catalogue = load(a_catalogue())
    assert (catalogue.trackers, catalogue.events) == ((), ())
    assert (catalogue.clinic.months_red, catalogue.clinic.worse_than) == (2, (AreaRole.STATISTICAL_NEIGHBOURS,))


# What is spoilt, a text on the line that the fault is reported at, words of the fault, words of the hint.
WRONG = {
    "unknown measure": (
        ("          - {indicator: first}\n      - id", "          - {indicator: frist}\n      - id"),
        "frist",
        "vision, front: No indicator has the id 'frist'",
        "Did you mean first?",
    ),
    "a form the measure has not": (
        ("basis: in_month}\n          -", "basis: month_end}\n          -"),
        "basis: month_end",
        "vision, later: second has no form 'month_end', only in_month",
        "",
    ),
    "a measure twice in a theme": (
        ("          - {indicator: first}\nclinic", "          - {indicator: second, basis: in_month}\nclinic"),
        "          - {indicator: second, basis: in_month}|2",
        "vision, later: The measure 'second' stands twice in the theme",
        "",
    ),
    "a theme twice for the same months": (
        ("      - id: later\n", "      - id: front\n"),
        None,
        None,
        None,
    ),
    "event of an unknown measure": (
        ("indicators: [second]", "indicators: [secnd]"),
        "indicators: [secnd]",
        "New system: No indicator has the id 'secnd'",
        "Did you mean second?",
    ),
    "event of an unknown theme": (
        ("themes: [front-door]", "themes: [frontdoor]"),
        "themes: [frontdoor]",
        "New law: Theme 'frontdoor' is not declared under themes",
        "Did you mean front-door?",
    ),
    "event that bears on nothing": (
        ("    indicators: [second]\n", ""),
        "  - day: 2019-06-03",
        "give the indicators or the themes",
        "",
    ),
    "theme that ends before it begins": (
        ("        since: 2019-10\n", "        since: 2019-10\n        until: 2019-09\n"),
        "      - id: later",
        "until (2019-09) is before since (2019-10)",
        "",
    ),
    "theme without measures": (
        ("        measures:\n          - {indicator: first}\n      - id", "        measures: []\n      - id"),
        "        measures: []",
        "at least 1 is needed",
        "",
    ),
    "nobody to be worse than": (
        ("[region, England]", "[region, best statistical neighbour]"),
        "clinic:",
        "'best statistical neighbour' is not one of 'region', 'statistical neighbours', 'England'",
        "",
    ),
    "an event's day that is none": (
        ("  - day: 2019-06-03", "  - day: 2019-06-31"),
        "  - day: 2019-06-31",
        "is not a day",
        "",
    ),
}


@pytest.mark.parametrize(("change", "line", "what", "hint"), WRONG.values(), ids=WRONG)
def test_every_fault_has_its_line_and_says_what_is_known(change, line, what, hint):
    spoiled = spoilt(*change, text())
    if line is None:  # dates that do not overlap are no fault
        assert faults(spoiled) == []
        return
    fault = only_fault(spoiled)
    wanted, _, nth = line.partition("|")
    assert fault.line == line_of(spoiled, wanted, int(nth or 1))
    assert what in fault.what
    assert fault.hint == hint


def test_a_theme_may_come_back_but_not_stand_twice_in_a_month():
    twice = spoilt("      - id: later\n", "      - id: front\n", spoilt("        since: 2019-10\n", "", text()))
    fault = only_fault(twice)
    assert fault.line == line_of(twice, "      - id: front", 2)
    assert fault.what == "vision: The theme 'front' stands twice for the same months."
    assert "dates" in fault.hint


def test_two_trackers_have_two_ids():
    second = TRACKERS[TRACKERS.index("  - id: vision") : TRACKERS.index("clinic")]
    spoiled = spoilt("clinic:", f"{second}clinic:", text())
    fault = only_fault(spoiled)
    assert fault.line == line_of(spoiled, "  - id: vision", 2)
    assert fault.what == "The id 'vision' stands twice."


def test_a_broken_measure_elsewhere_does_not_make_the_tracker_look_broken():
    spoiled = spoilt("    unit: per_cent\n", "    unit: percent\n", text())
    assert ["unit" in fault.what for fault in faults(spoiled)] == [True]


def test_the_demonstration_is_presented(demo):
    catalogue = demo.catalogue
    tracker = catalogue.trackers[0]
    # The last refresh put one theme in the place of another.
    before, after = ({one.id for one in tracker.themes_at(month(2019, code))} for code in (9, 10))
    assert (len(before - after), len(after - before)) == (1, 1)
    assert catalogue.clinic.months_red == 2
    assert any(catalogue.events_of(indicator) for indicator in catalogue.indicators)


def test_the_guides_examples_are_sound(root):
    text, guide = (root / "indicators.yaml").read_text(), (root / "docs/how-to/trackers.md").read_text()
    examples = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert len(examples) == 3
    first, after = text.index("trackers:\n"), text.index("# ----", text.index("events:\n"))
    assert load(text[:first] + "\n".join(examples) + text[after:]).events[0].what == "New case management system"

"""The catalogue's faults: each with its line, all at once, in words for the person who edits the YAML."""

from pathlib import Path

import pytest
from catalogue_snippets import HEAD, a_catalogue, faults, line_of, load, matches, only_fault, spoilt

from dashboard.catalogue.load import load_catalogue
from dashboard.errors import CatalogueError


def test_the_snippet_is_sound():
    assert [one.id for one in load(a_catalogue("first", "second")).indicators] == ["first", "second"]


# What is spoilt, the line that the fault is reported at (by a text on it), the code, and words of the fault.
ONE_FAULT = {
    "unknown key of an entry": (
        ("    unit: per_cent", "    unit: per_cent\n    polarty: high"),
        "polarty",
        "catalogue-unknown-key",
        "'polarty' is not a key here",
    ),
    "unknown key inside a list": (
        ("amber: {at_most: 26}", "ambre: {at_most: 26}"),
        "targets:|ambre",
        "catalogue-unknown-key",
        "'ambre' is not a key here",
    ),
    "unknown key at the top": (
        ("themes:", "colour: red\nthemes:"),
        "colour",
        "catalogue-unknown-key",
        "'colour' is not a key here",
    ),
    "missing key": (("    polarity: lower_is_better\n", ""), "id: first", "catalogue-invalid", "'polarity' is missing"),
    "word outside its set": (("unit: per_cent", "unit: percent"), "unit", "catalogue-invalid", "per_cent"),
    "character that no document can print": (
        ("    why_it_matters: ", '    caution: "Bell \\u0007 here"\n    why_it_matters: '),
        "caution",
        "catalogue-invalid",
        "holds a control character (code 7), which no document can print",
    ),
    "both lower ends": (
        ("green: {below: 22}", "green: {below: 22, at_least: 1, above: 1}"),
        "green",
        "catalogue-invalid",
        "give at_least or above, not both",
    ),
    "both upper ends": (
        ("green: {below: 22}", "green: {below: 22, at_most: 22}"),
        "green",
        "catalogue-invalid",
        "give at_most or below, not both",
    ),
    "no end": (("green: {below: 22}", "green: {}"), "green", "catalogue-invalid", "at least one of"),
    "ends the wrong way round": (
        ("green: {below: 22}", "green: {at_least: 30, below: 22}"),
        "green",
        "catalogue-invalid",
        "the lower end 30 is above the upper end 22",
    ),
    "band against the polarity": (
        ("green: {below: 22}", "green: {at_least: 22}"),
        "green: {at_least",
        "catalogue-invalid",
        "first: the target of 2019/20 has no upper end, though lower is better",
    ),
    "band without a polarity": (
        ("polarity: lower_is_better", "polarity: no_polarity"),
        "green:",
        "catalogue-invalid",
        "has a green band, but the measure has no polarity",
    ),
    "amber without green": (
        ("green: {below: 22}, ", "text: Words, "),
        "amber",
        "catalogue-invalid",
        "amber needs green",
    ),
    "target that says nothing": (
        (", green: {below: 22}, amber: {at_most: 26}", ""),
        "2019/20",
        "catalogue-invalid",
        "give a green bound, or the text",
    ),
    "the same target twice": (
        ("    targets:\n", "    targets:\n      - {year: 2019/20, basis: in_month, text: Words}\n"),
        "green:",
        "catalogue-invalid",
        "two targets for 2019/20, in_month",
    ),
    "target of a form that is not reported": (
        ("{year: 2019/20, basis: in_month", "{year: 2019/20, basis: month_end"),
        "year: 2019/20",
        "catalogue-invalid",
        "the target of 2019/20 is month_end, which is not among the forms",
    ),
    "alias of a form that is not reported": (
        ("name: Printed first, basis: in_month", "name: Printed first, basis: month_end"),
        "name: Printed first",
        "catalogue-invalid",
        "alias 'Printed first' is month_end, which is not among the forms",
    ),
    "month where a year is wanted": (
        ("year: 2019/20", "year: 2019-04"),
        "2019-04",
        "catalogue-invalid",
        "'2019-04' is a month, not a financial year",
    ),
    "year where a month is wanted": (
        ("basis: in_month}", "basis: in_month, since: 2019/20}"),
        "since",
        "catalogue-invalid",
        "'2019/20' is a financial year, not a month",
    ),
    "no period at all": (("year: 2019/20", "year: 2019/2020"), "2019/2020", "catalogue-invalid", "is not a period"),
    "number that lost its nought": (
        ("basis: in_month}", "basis: in_month, numbers: [{number: 2.10}]}"),
        "2.10",
        "catalogue-invalid",
        "first, aliases 1, numbers 1, number: 2.1 is not text: put it in quotes",
    ),
    "day that does not exist": (
        ("authored_on: 2024-01-01", "authored_on: 2024-13-01"),
        "2024-13-01",
        "catalogue-invalid",
        "authored_on",
    ),
    "comparator with a method and a reason": (
        ("region: {method: published}", "region: {method: published, missing: not_available}"),
        "region",
        "catalogue-invalid",
        "either a method or the reason",
    ),
    "no questions": (
        ('["Why?"]', "[]"),
        "questions_to_ask",
        "catalogue-invalid",
        "first, questions_to_ask: too few are given: at least 1 is needed",
    ),
    "id with a capital": (
        ("id: first", "id: First"),
        "id: First",
        "catalogue-invalid",
        "First, id: 'First' is not an id",
    ),
    "authority that is no code": (
        ("E08000018", "Rotherham"),
        "Rotherham",
        "catalogue-invalid",
        "council, authority: 'Rotherham' is not an area's code",
    ),
    "theme that is not declared": (
        ("theme: front-door", "theme: back-door"),
        "theme: back-door",
        "catalogue-invalid",
        "Theme 'back-door' is not declared under themes",
    ),
    "report of an alias that is not declared": (
        ("- {report: scorecard, name", "- {report: scorcard, name"),
        "scorcard",
        "catalogue-invalid",
        "Report 'scorcard' is not declared",
    ),
    "report of a target that is not declared": (
        ("basis: in_month, green", "basis: in_month, report: scorcard, green"),
        "scorcard",
        "catalogue-invalid",
        "Report 'scorcard' is not declared",
    ),
    "dataset that is not declared": (
        ("dataset: release,", "dataset: releese,"),
        "releese",
        "catalogue-invalid",
        "Dataset 'releese' is not declared",
    ),
    "denominator that is no indicator": (
        ("    forms: [in_month]\n", "    forms: [in_month]\n    denominator_indicator: nobody\n"),
        "nobody",
        "catalogue-invalid",
        "No indicator has the id 'nobody'",
    ),
    "precedence of an unknown report": (
        ("precedence_in_year: [scorecard]", "precedence_in_year: [scorecard, leaflet]"),
        "leaflet",
        "catalogue-invalid",
        "'leaflet' is neither a report nor the series of a dataset",
    ),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_is_found_at_its_line(name):
    (old, new), place, code, words = ONE_FAULT[name]
    text = spoilt(old, new)
    issue = only_fault(text)
    assert (issue.code, issue.file) == (code, "indicators.yaml")
    assert words in issue.what
    assert matches(place, text.splitlines()[(issue.line or 0) - 1]), f"line {issue.line}: {issue.what}"
    assert issue.place == f"indicators.yaml, line {issue.line}"


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("    unit: per_cent", "    unit: per_cent\n    polarty: high", "Did you mean polarity?"),
        ("    unit: per_cent", "    unit: per_cent\n    decimal_place: 1", "Did you mean decimal_places?"),
        ("green: {below: 22}", "green: {below: 22, at_leest: 3}", "Did you mean at_least or at_most?"),
        ("amber:", "ambre:", "Did you mean amber?"),
        ("themes:", "reporst: []\nthemes:", "Did you mean reports?"),
        ("method: published", "method: published, meth: 1", "Did you mean method?"),
    ],
)
def test_an_unknown_key_proposes_the_nearest_of_its_own_model(old, new, hint):
    issue = next(issue for issue in faults(spoilt(old, new)) if issue.code == "catalogue-unknown-key")
    assert issue.hint == hint
    assert issue.remedy.startswith(hint)


def test_a_key_like_no_other_proposes_nothing():
    assert only_fault(spoilt("themes:", "zzz: 1\nthemes:")).hint == ""


def test_a_key_given_twice_names_both_lines():
    text = spoilt("    unit: per_cent", "    unit: per_cent\n    name: Another name")
    issue = only_fault(text)
    assert issue.code == "catalogue-duplicate-key"
    assert issue.line == line_of(text, "name: Another name")
    assert f"first given at line {line_of(text, 'name: Name of first')}" in issue.what


def test_an_id_given_twice_is_reported_at_the_second():
    text = a_catalogue("first", "first").replace("Name of first", "Another name", 1)
    lines = {issue.line for issue in faults(text) if "stands twice" in issue.what}
    assert lines == {line_of(text, "id: first", nth=2)}


def test_two_indicators_cannot_claim_one_printed_name():
    text = spoilt("Printed second", "PRINTED  First*", a_catalogue("first", "second"))
    issue = only_fault(text)
    assert "is claimed by first (in_month) too" in issue.what
    assert issue.line == line_of(text, "PRINTED  First*")


def test_one_name_may_stand_for_two_forms_that_the_sheet_tells_apart():
    text = spoilt("forms: [in_month]", "forms: [in_month, month_end]")
    text = spoilt(
        "    targets:", "      - {report: scorecard, name: Printed first, basis: month_end}\n    targets:", text
    )
    assert [one.basis for one in load(text).indicators[0].aliases] == ["in_month", "month_end"]


@pytest.mark.parametrize(
    ("dates", "is_sound"), [(("until: 2019-09", "since: 2019-10"), True), (("until: 2019-10", "since: 2019-10"), False)]
)
def test_a_name_may_pass_from_one_measure_to_another(dates, is_sound):
    text = a_catalogue("first", "second").replace("Printed second", "Printed first")
    for date in dates:
        text = text.replace("basis: in_month}\n    targets", f"basis: in_month, {date}}}\n    targets", 1)
    assert [("claimed by first" in issue.what) for issue in faults(text)] == ([] if is_sound else [True])


def test_two_reports_may_print_the_same_name():
    text = spoilt(
        "datasets:",
        "  - {id: other, name: Other, title_words: [Other], layout: measure_per_row}\ndatasets:",
        a_catalogue("first", "second"),
    )
    load(spoilt("{report: scorecard, name: Printed second", "{report: other, name: Printed first", text))


def test_faults_of_several_entries_come_at_once_in_the_order_of_their_lines():
    text = a_catalogue("first", "second", "third")
    text = text.replace("name: Name of third", "name: Name of third\n    colour: red")
    text = text.replace("    meaning: What it counts.\n", "", 1)
    text = text.replace("Name of second\n    meaning: What it counts.\n    theme: front-door", "Name of second\n"
                        "    meaning: What it counts.\n    theme: nowhere")  # fmt: skip
    found = faults(text)
    assert [issue.code for issue in found] == ["catalogue-invalid", "catalogue-invalid", "catalogue-unknown-key"]
    assert ["'meaning' is missing" in found[0].what, "'nowhere'" in found[1].what, "'colour'" in found[2].what] == [
        True,
        True,
        True,
    ]
    lines = [issue.line for issue in found]
    assert lines == sorted(lines) == [line_of(text, "id: first"), line_of(text, "nowhere"), line_of(text, "colour")]


def test_a_reference_to_a_broken_entry_is_not_itself_a_fault():
    text = spoilt("id: second\n", "id: second\n    denominator_indicator: first\n", a_catalogue("first", "second"))
    (issue,) = faults(spoilt("unit: per_cent", "unit: percent", text))
    assert "unit" in issue.what


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEAD + "  - id: [first\n", 12, "This is not valid YAML"),
        ("council: {authority: E08000018}\n\tthemes: []\n", 2, "This is not valid YAML"),
        ("a: 1\n--- \nb: 2\n", 2, "This is not valid YAML"),
        ("council: !secret x\n", 1, "This is not valid YAML"),
    ],
    ids=["bracket left open", "tab", "two documents", "unknown tag"],
)
def test_a_syntax_error_has_its_line(text, line, words):
    issue = only_fault(text) if "!secret" not in text else next(i for i in faults(text) if i.code == "catalogue-syntax")
    assert issue.code == "catalogue-syntax"
    assert issue.line == line
    assert words in issue.what


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n", "# only a comment\n"])
def test_a_file_that_is_no_mapping_says_so(text):
    issue = only_fault(text)
    assert (issue.code, issue.line) == ("catalogue-invalid", 1)


def test_a_missing_file_stops_with_an_issue(tmp_path: Path):
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path / "nowhere.yaml")
    (issue,) = caught.value.issues
    assert issue.code == "catalogue-not-found"
    assert "nowhere.yaml" in issue.place


def test_a_file_that_is_not_utf_8_stops_with_an_issue(tmp_path: Path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("council: {authority: Café}\n".encode("latin-1"))
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(path)
    assert [issue.code for issue in caught.value.issues] == ["catalogue-syntax"]


def test_loading_raises_with_every_fault_and_counts_them(tmp_path: Path):
    path = tmp_path / "broken.yaml"
    path.write_text(spoilt("unit: per_cent", "unit: percent\n    colour: red"), encoding="utf-8")
    with pytest.raises(CatalogueError, match="has 2 faults") as caught:
        load_catalogue(path)
    assert len(caught.value.issues) == 2


def test_loading_a_sound_file_gives_the_catalogue(tmp_path: Path):
    path = tmp_path / "sound.yaml"
    path.write_text(a_catalogue(), encoding="utf-8")
    assert load_catalogue(path).indicators[0].id == "first"

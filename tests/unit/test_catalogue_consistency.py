"""The catalogue refuses what makes no sense, at its own line, and proposes what was meant."""

import pytest
from catalogue_snippets import a_catalogue, faults, line_of, load, only_fault, spoilt

HIGH = "polarity: higher_is_better"
LOW = "polarity: lower_is_better"
CLOSE = "polarity: close_to_target"
BANDS = "green: {below: 22}, amber: {at_most: 26}"


def with_bands(polarity: str, bands: str) -> str:
    """Spread the target over lines, so that each band has a line of its own."""
    flow = "      - {year: 2019/20, basis: in_month, " + BANDS + "}\n"
    block = "      - year: 2019/20\n        basis: in_month\n" + "".join(
        f"        {band}\n" for band in bands.split("; ")
    )
    return spoilt(flow, block, spoilt(LOW, polarity))


@pytest.mark.parametrize(
    ("polarity", "bands", "words"),
    [
        (HIGH, "green: {at_least: 90}; amber: {at_least: 95}", "must begin below 90"),
        (HIGH, "green: {at_least: 90}; amber: {at_least: 90}", "must begin below 90"),
        (HIGH, "green: {at_least: 90}; amber: {above: 90}", "must begin below 90"),
        (HIGH, "green: {at_least: 90}; amber: {at_most: 80}", "must begin below 90"),
        (LOW, "green: {below: 22}; amber: {below: 20}", "must end above 22"),
        (LOW, "green: {below: 22}; amber: {below: 22}", "must end above 22"),
        (LOW, "green: {at_most: 22}; amber: {at_most: 22}", "must end above 22"),
        (LOW, "green: {below: 22}; amber: {at_least: 26}", "must end above 22"),
        (CLOSE, "green: {at_least: 10, at_most: 15}; amber: {at_least: 11, at_most: 15}", "must reach further"),
    ],
)
def test_an_amber_band_that_is_not_worse_than_green_is_refused(polarity, bands, words):
    text = with_bands(polarity, bands)
    issue = only_fault(text)
    assert issue.what.startswith("first: the target of 2019/20 has an amber band that is not worse than green")
    assert words in issue.what
    assert issue.line == line_of(text, "amber:")


@pytest.mark.parametrize(
    ("polarity", "bands"),
    [
        (HIGH, "green: {at_least: 90}; amber: {at_least: 80}"),
        (HIGH, "green: {at_least: 100}; amber: {at_least: 98, at_most: 99.9}"),
        (HIGH, "green: {above: 90}; amber: {at_least: 90}"),
        (LOW, "green: {below: 1}; amber: {at_most: 1}"),
        (LOW, "green: {at_most: 5}; amber: {at_least: 5.5, at_most: 10}"),
        (CLOSE, "green: {at_least: 10, at_most: 15}; amber: {at_least: 8, at_most: 17}"),
        (CLOSE, "green: {at_least: 10, at_most: 15}; amber: {at_least: 16, at_most: 17}"),
    ],
)
def test_an_amber_band_that_is_worse_than_green_is_kept(polarity, bands):
    load(with_bands(polarity, bands))


@pytest.mark.parametrize(
    ("bands", "place", "figure"),
    [
        ("green: {below: 120}; amber: {at_most: 130}", "green:", "120 per cent"),
        ("green: {below: 90}; amber: {at_most: 130}", "amber:", "130 per cent"),
        ("green: {at_least: -1, below: 22}", "green:", "-1 per cent"),
    ],
)
def test_a_share_lies_between_0_and_100(bands, place, figure):
    text = with_bands(LOW, bands)
    issue = faults(text)[0]
    assert figure in issue.what
    assert issue.line == line_of(text, place)


@pytest.mark.parametrize(
    ("old", "new"), [("unit: per_cent", "unit: count"), ("    forms:", "    can_exceed_100: true\n    forms:")]
)
def test_what_is_no_share_may_pass_100(old, new):
    load(spoilt(old, new, with_bands(LOW, "green: {below: 120}; amber: {at_most: 130}")))


# What is spoilt, a text on the fault's line, and words of the fault.
NONSENSE = {
    "not a number": ("below: 22", "below: .nan", "nan", "first, targets 1, green, below: nan is not a number"),
    "endless": ("below: 22", "below: .inf", "inf", "first, targets 1, green, below: inf is not a number"),
    "a word for a figure": ("below: 22", "below: many", "many", "green, below: 'many' is not a number"),
    "a figure in quotes": ("below: 22", 'below: "22"', '"22"', "green, below: '22' is not a number"),
    "yes for a figure": ("below: 22", "below: true", "true", "green, below: true is not a number"),
    "yes for decimals": ("decimal_places: 1", "decimal_places: true", "true", "true is not a whole number"),
    "half a decimal": ("decimal_places: 1", "decimal_places: 1.5", "1.5", "1.5 is not a whole number"),
    "too many decimals": ("decimal_places: 1", "decimal_places: 7", "7", "decimal_places: 7 is above 3"),
    "alias backwards": ("basis: in_month}\n", "basis: in_month, since: 2020-02, until: 2020-01}\n", "2020-02",
                        "is since 2020-02, which is after its until, 2020-01"),
    "number backwards": ("basis: in_month}\n",
                         'basis: in_month, numbers: [{number: "2.1", since: 2020-02, until: 2020-01}]}\n', "2020-02",
                         "the number 2.1 of 'Printed first' is since 2020-02"),
    "number twice": ("basis: in_month}\n", 'basis: in_month, numbers: [{number: "2.1", until: 2020-02}, '
                     '{number: "2.1", since: 2020-02}]}\n', "2020-02",
                     "the number 2.1 of 'Printed first' stands twice"),
    "review before writing": ("next_review: 2027", "next_review: 2023", "next_review", "is before the entry was"),
    "blank name": ("name: Name of first", 'name: "  "', 'name: "  "', "first, name: '  ' is blank"),
    "empty meaning": ("meaning: What it counts.", 'meaning: ""', "meaning", "first, meaning: '' is blank"),
    "nothing for a reason": ("why_it_matters: It matters.", "why_it_matters:", "why_it", "nothing is given"),
    "blank reason": ("why_it_matters: It matters.", 'why_it_matters: " "', "why_it", "why_it_matters: ' ' is blank"),
    "blank question": ('["Why?"]', '["Why?", " "]', "questions", "first, questions_to_ask 2, ask: ' ' is blank"),
    "form twice": ("[in_month]", "[in_month, in_month]", "forms", "the form in_month is listed twice"),
    "list as a word": ("[in_month]", "in_month", "forms", "first, forms: 'in_month' is not a list"),
    "keys as a word": ("region: {method: published}", "region: published", "region", "has no keys of its own"),
    "year as a number": ("year: 2019/20", "year: 2019", "2019", "first, targets 1, year: 2019 is not a period"),
    "theme twice": ("reports:", "  - {id: front-door, name: Again}\nreports:", "Again", "'front-door' stands twice"),
    "report without its shape": ("layout: measure_per_row", "layout: rows", "rows", "reports scorecard, layout: 'rows"),
}  # fmt: skip


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_is_refused_at_its_line(name):
    old, new, place, words = NONSENSE[name]
    text = spoilt(old, new)
    issue = only_fault(text)
    assert words in issue.what
    assert place in text.splitlines()[issue.line - 1], f"line {issue.line}: {issue.what}"


def test_the_same_number_may_come_back_in_other_months():
    numbers = 'numbers: [{number: "2.1", until: 2020-01}, {number: "2.2", since: 2020-02, until: 2020-03}'
    load(spoilt("basis: in_month}\n", f'basis: in_month, {numbers}, {{number: "2.1", since: 2020-04}}]}}\n'))


def test_two_indicators_cannot_have_one_name():
    text = spoilt("name: Name of second", "name: NAME  of first", a_catalogue("first", "second"))
    issue = only_fault(text)
    assert issue.what == "The name 'NAME  of first' stands twice."
    assert issue.line == line_of(text, "NAME  of first")


def test_each_fault_of_an_entry_has_its_own_line():
    text = spoilt(
        "[in_month]", "[in_month, in_month]", with_bands(HIGH, "green: {at_least: 90}; amber: {at_least: 95}")
    )
    text = spoilt("next_review: 2027", "next_review: 2023", text)
    places = ("forms:", "amber:", "next_review:")
    assert [issue.line for issue in faults(text)] == [line_of(text, place) for place in places]


@pytest.mark.parametrize(
    ("old", "new", "what", "hint"),
    [
        ("unit: per_cent", "unit: percent", "first, unit: 'percent' is not one of per_cent, count", "per_cent"),
        (LOW, "polarity: lower", "first, polarity: 'lower' is not one of", "lower_is_better"),
        (LOW, "polarity: Higher_Is_Better", "first, polarity:", "higher_is_better"),
        ("theme: front-door", "theme: frontdoor", "first: Theme 'frontdoor'", "front-door"),
        ("- {report: scorecard", "- {report: scorcard", "first: Report 'scorcard'", "scorecard"),
        ("dataset: release,", "dataset: releese,", "first: Dataset 'releese'", "release"),
        ("in_year: [scorecard]", "in_year: [scorcard]", "'scorcard' is neither", "scorecard"),
        ("    forms:", "    denominator_indicator: secnd\n    forms:", "first: No indicator has", "second"),
    ],
)
def test_an_unknown_word_proposes_the_nearest(old, new, what, hint):
    issue = only_fault(spoilt(old, new, a_catalogue("first", "second")))
    assert issue.what.startswith(what)
    assert issue.hint == f"Did you mean {hint}?"


def test_an_entry_without_an_id_is_named_by_its_place():
    text = spoilt("  - id: second\n    name", "  - name", a_catalogue("first", "second"))
    assert only_fault(text).what == "indicators 2: 'id' is missing."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("council: {authority: E08000018}", "council: Rotherham"),
        ("council: {authority: E08000018}\n", ""),
        ("themes:\n  - {id: front-door, name: Front door}\n", "themes: front-door\n"),
        ("precedence_in_year: [scorecard]", "precedence_in_year: scorecard"),
        ("layout: measure_per_row", "layout: rows"),
        ("series: releases", "series: 7"),
    ],
)
def test_a_fault_elsewhere_hides_no_fault_of_an_indicator(old, new):
    text = a_catalogue("first", "second", "third").replace("Printed third", "Printed second")
    text = spoilt("next_review: 2027", "next_review: 2023", text)
    issues = faults(spoilt(old, new, text))
    assert any("is before the entry was written" in issue.what for issue in issues)
    assert any("is claimed by second (in_month) too" in issue.what for issue in issues)
    assert not any("Theme" in issue.what or "Report 'scorecard'" in issue.what for issue in issues)


def test_a_broken_theme_still_counts_as_declared():
    assert (
        only_fault(spoilt("name: Front door}", 'name: ""}')).what
        == "themes front-door, name: '' is blank: write some words."
    )


@pytest.mark.parametrize(
    ("polarity", "bands", "words"),
    [
        (HIGH, "green: {at_least: 90}; amber: {at_least: 80}; tolerance: 5", "not amber and tolerance"),
        (HIGH, "green: {at_least: 90}; tolerance: 5; floor: 80", "not tolerance and floor"),
        (HIGH, "green: {at_least: 90}; floor: 80; near_miss: 5", "not floor and near_miss"),
        (HIGH, "text: As low as can be; tolerance: 5", "tolerance needs green or relative_to"),
        (HIGH, "text: As low as can be; near_miss: 5", "near_miss needs green or relative_to"),
        (HIGH, "text: As low as can be; floor: 5", "floor needs green: there is nothing"),
        (HIGH, "relative_to: England; floor: 5", "floor needs green: there is nothing"),
        (HIGH, "relative_to: England; amber: {at_least: 5}", "amber needs green: there is nothing"),
        (HIGH, "relative_to: England; green: {at_least: 90}", "give green or relative_to, not both"),
        (HIGH, "relative_to: ours", "relative to itself"),
        (HIGH, "relative_to: Wales", "'Wales' is not one of ours, statistical neighbours"),
        (HIGH, "green: {at_least: 90}; or_equal: true", "or_equal goes with relative_to"),
        (LOW, "green: {at_most: 0}; near_miss: 5", "a share of 0 is nothing"),
        (CLOSE, "green: {at_least: 0, at_most: 5}; near_miss: 5", "a share of 0 is nothing"),
        (HIGH, "green: {at_least: 90}; tolerance: 0", "tolerance: 0 is not above 0"),
        (HIGH, "green: {at_least: 90}; tolerance: -5", "tolerance: -5 is not above 0"),
        (HIGH, "green: {at_least: 90}; near_miss: 100", "near_miss: 100 is not below 100"),
        (HIGH, "green: {at_least: 90}; floor: 90", "floor of 90: it must be below 90"),
        (HIGH, "green: {above: 90}; floor: 95", "floor of 95: it must be below 90"),
        (LOW, "green: {below: 22}; floor: 22", "floor of 22: it must be above 22"),
        (LOW, "green: {below: 22}; floor: 20", "floor of 20: it must be above 22"),
        (LOW, "green: {below: 22}; floor: 120", "floor of 120 per cent"),
        (CLOSE, "green: {at_least: 10, at_most: 15}; floor: 5", "give tolerance, which holds on both sides"),
        (CLOSE, "green: {at_least: 10}", "is open at one end"),
        (CLOSE, "green: {below: 10}", "is open at one end"),
        ("polarity: no_polarity", "relative_to: England", "but the measure has no polarity"),
    ],
)
def test_a_target_that_does_not_add_up_is_refused_at_its_line(polarity, bands, words):
    text = with_bands(polarity, bands)
    issue = only_fault(text)
    assert words in issue.what
    assert issue.code == "catalogue-invalid"
    last_key = bands.split("; ")[-1].split(":")[0]
    assert issue.line in (line_of(text, "- year: 2019/20"), line_of(text, f"        {last_key}:"))


@pytest.mark.parametrize(
    ("polarity", "bands"),
    [
        (HIGH, "green: {at_least: 90}; tolerance: 5"),
        (LOW, "green: {below: 22}; floor: 25"),
        (HIGH, "green: {at_least: 90}; near_miss: 5"),
        (CLOSE, "green: {at_least: 10, at_most: 15}; tolerance: 2"),
        (CLOSE, "relative_to: England; tolerance: 2"),
        (HIGH, "relative_to: statistical neighbours; text: Above Stat Neighbour Average"),
        (LOW, "relative_to: region; near_miss: 5; or_equal: true"),
    ],
)
def test_every_style_of_target_is_kept(polarity, bands):
    load(with_bands(polarity, bands))


REBASE = "rebases: [{since: 2019-10, decided_on: 2019-11-05, by: Head of Performance, reason: A new team, bases: [%s]}]"
TRAJECTORY = "trajectories: [{basis: %s, since: %s, baseline: %s, until: %s, target: %s}]"
JUDGING = {
    "rebase of another form": (REBASE % "month_end", "rebases", "since 2019-10 is of month_end, which is not among"),
    "trajectory of another form": (TRAJECTORY % ("month_end", "2019-03", 20, "2020-03", 15), "trajectories",
                                   "the trajectory to 2020-03 is month_end, which is not among"),
    "trajectory backwards": (TRAJECTORY % ("in_month", "2020-03", 20, "2019-03", 15), "trajectories",
                             "does not end after its baseline, 2020-03"),
    "trajectory of no length": (TRAJECTORY % ("in_month", "2020-03", 20, "2020-03", 15), "trajectories",
                                "does not end after its baseline, 2020-03"),
    "trajectory past all of it": (TRAJECTORY % ("in_month", "2019-03", 120, "2020-03", 15), "trajectories",
                                  "has a baseline of 120 per cent, but a share lies between 0 and 100"),
    "fixed on too few": ("fix_after: 5", "fix_after", "fix_after: 5 is below 12"),
    "unknown rules": ("ruleset: nelson", "ruleset", "'nelson' is not one of plot_the_dots, nhs_excel"),
    "no cases": ("fewest_cases: 0", "fewest_cases", "fewest_cases: 0 is below 1"),
    "seasonal in a word": ("seasonal: often", "seasonal", "'often' is neither true nor false"),
    "unknown situation": ('x', "when", "'bad' is not one of worse, better"),
}  # fmt: skip


@pytest.mark.parametrize("name", JUDGING)
def test_what_is_said_of_judging_is_checked_at_its_line(name):
    line, place, words = JUDGING[name]
    if line == "x":
        text = spoilt('["Why?"]', "\n      - Why?\n      - ask: Why now?\n        when: [bad]")
    else:
        text = spoilt("    why_it_matters", f"    {line}\n    why_it_matters")
    issue = only_fault(text)
    assert words in issue.what
    assert issue.line == line_of(text, place)


def test_one_decision_is_written_once():
    rebase = (REBASE % "").removeprefix("rebases: [").removesuffix("]")
    text = spoilt("    why_it_matters", f"    rebases:\n      - {rebase}\n      - {rebase}\n    why_it_matters")
    issue = only_fault(text)
    assert "the new usual level since 2019-10 stands twice" in issue.what
    assert issue.line == line_of(text, "since: 2019-10", 2)


def test_one_figure_a_year_has_no_season():
    text = spoilt("    why_it_matters", "    seasonal: true\n    why_it_matters").replace("in_month", "financial_year")
    issue = only_fault(text)
    assert "none of its forms is of a part of the year" in issue.what
    assert issue.line == line_of(text, "seasonal")


def test_no_polarity_is_never_on_course():
    line = TRAJECTORY % ("in_month", "2019-03", 20, "2020-03", 15)
    text = spoilt(LOW, "polarity: no_polarity", spoilt("    why_it_matters", f"    {line}\n    why_it_matters"))
    text = text.replace("      - {year: 2019/20, basis: in_month, " + BANDS + "}\n", "").replace("    targets:\n", "")
    assert "the trajectory to 2020-03 is set, but the measure has no polarity" in only_fault(text).what


def test_what_is_said_of_judging_is_read():
    said = (
        "seasonal: true", "ruleset: nhs_excel", "fix_after: 12", "fewest_cases: 10", "caution: Not every one is bad.",
        REBASE % "in_month", TRAJECTORY % ("in_month", "2019-03", 20, "2020-03", 15),
    )  # fmt: skip
    text = spoilt("    why_it_matters", "".join(f"    {line}\n" for line in said) + "    why_it_matters")
    text = spoilt('["Why?"]', "\n      - Why?\n      - ask: Why now?\n        when: [worse, off_target]", text)
    first = load("ruleset: nhs_excel\n" + text).indicators[0]
    assert (first.seasonal, first.ruleset, first.fix_after, first.fewest_cases) == (True, "nhs_excel", 12, 10)
    assert [(one.ask, one.when) for one in first.questions_to_ask] == [
        ("Why?", ()), ("Why now?", ("worse", "off_target"))
    ]  # fmt: skip
    assert (first.rebases[0].by, first.trajectories[0].target) == ("Head of Performance", 15)

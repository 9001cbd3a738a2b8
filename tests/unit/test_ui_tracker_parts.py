"""The members' tracker as HTML."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from fixtures import tracker_views as invented

from dashboard.ui.components import print_footer
from dashboard.ui.tracker_lines import line_html
from dashboard.ui.tracker_parts import heading_html, tracker_html
from dashboard.views.tracker.view import Standout, TrackerGroup

STATUS_WORDS = {
    "worse": ("Worse than usual", "Off target", "sc-ring-concern", "sc-mark-concern"),
    "better": ("Better than usual", "On target", "sc-ring-improvement", "sc-mark-improvement"),
}


def headings(html):
    return re.findall(r"<h([1-6])", html)


def titles(html):
    return [re.sub(r"<[^>]*>", "", title) for title in re.findall(r"<h2>(.*?)</h2>", html)]


def test_the_answer_follows_the_title_with_its_month():
    html = heading_html(invented.VIEW)
    assert html.startswith("<h1>Vision tracker: March 2020</h1>")
    assert "2 of 6 measures stand out" in html


def test_what_stands_out_comes_first_and_what_changed_before_the_rest():
    assert titles(tracker_html(invented.VIEW)) == [
        "Worse than usual (1)",
        "Better than usual (1)",
        "Revised since last month (1)",
        "What changed since last month",
        "No real change (3)",
    ]


def test_by_theme_the_same_lines_stand_under_their_themes():
    html = tracker_html(invented.VIEW, by_theme=True)
    assert titles(html)[:2] == ["Safe and well (3)", "A good home (3)"]
    assert html.count("<article") == tracker_html(invented.VIEW).count("<article") == 6


@pytest.mark.parametrize("by_theme", [False, True])
def test_headings_go_down_one_level_at_a_time(by_theme):
    levels = [
        int(level) for level in headings(heading_html(invented.VIEW) + tracker_html(invented.VIEW, by_theme=by_theme))
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("line", [invented.WORSE, invented.BETTER], ids=["worse", "better"])
def test_every_status_has_word_and_shape(line):
    html = line_html(line, month="2020-03", big=True)
    assert all(said in html for said in STATUS_WORDS[line.standout])


def test_a_line_leads_to_its_own_form_month_and_moment():
    html = line_html(invented.REVISED_LINE, month="2020-03", as_of="12")
    assert 'href="indicator?id=re-referrals&amp;basis=rolling_12_months&amp;month=2020-03&amp;as_of=12"' in html


def test_only_what_stands_out_is_opened_out():
    assert "More about this" not in line_html(invented.WORSE, month="", big=True)
    assert "More about this" in line_html(invented.WORSE, month="")


@pytest.mark.parametrize(
    ("good_is", "said"), [("High", "higher is better"), ("Low", "lower is better"), ("Of its own", "Of its own")]
)
def test_each_line_says_which_way_is_good(good_is, said):
    assert said in line_html(replace(invented.WORSE, good_is=good_is), month="")


def test_a_figure_of_an_earlier_month_says_so():
    assert "latest is December 2019" in line_html(invented.OLDER, month="")
    assert "latest is" not in line_html(invented.WORSE, month="")


def test_no_figure_is_said_and_not_drawn():
    html = line_html(invented.NO_FIGURE, month="")
    assert "not available" in html
    assert "sc-spark" not in html


def test_questions_are_offered_only_where_there_are_any():
    assert "Questions you could ask" in line_html(invented.WORSE, month="", big=True)
    assert "Questions you could ask" not in line_html(invented.BETTER, month="", big=True)


def test_nothing_standing_out_is_said_as_news():
    assert "Nothing stands out" in titles(tracker_html(invented.QUIET))
    assert "Nothing stands out" not in titles(tracker_html(invented.VIEW))


def test_a_month_without_figures_is_not_called_quiet():
    rest = replace(invented.QUIET.groups[0], lines=(invented.NO_FIGURE,), standout=Standout.REST)
    assert titles(tracker_html(replace(invented.QUIET, groups=(rest,))))[0] == "No figures yet for this month"


def test_an_empty_tracker_says_only_that():
    html = tracker_html(invented.EMPTY)
    assert "Nothing has been published yet" in html
    assert "<article" not in html


def test_many_revisions_are_folded():
    changes = replace(invented.VIEW.changes, revisions=(invented.REVISED,) * 7)
    assert "See the 7 revised figures" in tracker_html(replace(invented.VIEW, changes=changes))
    assert "See the" not in tracker_html(invented.VIEW)


def test_words_of_the_catalogue_are_escaped():
    assert "<b>" not in line_html(
        replace(invented.WORSE, name="<b>", sentence="<b>", reasons=("<b>",)), month="", big=True
    )


def test_a_comparison_is_not_said_twice():
    twice = replace(invented.WORSE, sentence=f"Worse. {invented.WORSE.comparison}")
    assert line_html(twice, month="", big=True).count(invented.WORSE.comparison) == 1
    assert invented.WORSE.comparison in line_html(invented.WORSE, month="", big=True)


def test_the_foot_of_a_sheet_cannot_break_out_of_its_style():
    written = print_footer('a"b\\c</style><script>')
    assert written.count("<") == 2
    assert r"a\22 b\5c c\3c /style\3e " in written


def test_the_targets_follow_the_answer():
    html = heading_html(replace(invented.VIEW, against_targets="Against their targets: 1 off target."))
    assert html.index("2 of 6 measures") < html.index("Against their targets: 1 off target.")
    assert "sc-tr-targets" not in heading_html(invented.VIEW)


def test_what_the_sentence_leaves_out_of_a_year_ago_is_said_once():
    also = "Clearly worse than a year ago, when it was 81.7%."
    assert line_html(replace(invented.WORSE, also=also), month="", big=True).count(also) == 1
    # The mark and the sentence say why it stands out.
    assert "Why it stands out" not in line_html(invented.WORSE, month="", big=True)


def test_what_was_revised_is_said_in_the_open():
    html = line_html(invented.REVISED_LINE, month="")
    assert html.count("Revised: February 2020 reads 20.9%, was 20.4%.") == 1
    assert html.index("Revised: ") < html.index("<details")


def test_of_many_revisions_of_a_measure_the_latest_are_said():
    html = line_html(replace(invented.WORSE, revisions=(invented.REVISED,) * 5), month="", big=True)
    assert html.count("reads 20.9%") == 2
    assert "3 more in the list of what changed." in html


def test_from_whom_a_measure_differs_is_said_in_the_open():
    apart = replace(invented.REST, standout=Standout.APART, reasons=("clearly worse than England (2018/19)",))
    html = line_html(apart, month="")
    assert html.index("Clearly worse than England (2018/19).") < html.index("<details")
    assert "Clearly worse" not in line_html(replace(apart, standout=Standout.REST), month="")


def test_what_is_always_apart_from_others_comes_after_what_changed():
    apart = replace(invented.REST, standout=Standout.APART)
    group = TrackerGroup(id="apart", standout=Standout.APART, title="Clearly different from others", lines=(apart,))
    *first, rest = invented.VIEW.groups
    found = titles(tracker_html(replace(invented.VIEW, groups=(*first, group, rest))))
    assert found[3:5] == ["What changed since last month", "Clearly different from others (1)"]

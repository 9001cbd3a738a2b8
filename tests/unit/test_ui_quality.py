"""The Data quality page as HTML: every state has its word, and nothing that is due goes unsaid."""

import re

import pytest

from dashboard.periods import month
from dashboard.ui.quality_parts import OPEN_UP_TO, SIGNS, heading_html, quality_html, reports_html
from dashboard.views.quality.releases import Due, Release
from dashboard.views.quality.view import (
    HELD,
    STATE_WORDS,
    CellState,
    ListedFigure,
    MeasureMonths,
    QualityCell,
    QualityView,
    ReportLine,
    SectionCell,
    SectionSummary,
)
from dashboard.views.scorecard import Choice

FRONT_DOOR = Choice(id="front-door", words="Front door")


def a_view(**changes):
    plain = {
        "lead": "October 2019: 1 of the 1 figure due is there.", "instead": "", "empty": "", "section": None,
        "sections": (FRONT_DOOR,), "months": ("Oct 2019",), "summary": (), "rows": (), "reports": (),
        "provisional": (), "suppressed": (), "disagreements": (), "unchecked": (), "accepted": (), "reviews": (),
        "reviews_soon": (), "never": (), "releases": (), "today": "5 December 2019",
    }  # fmt: skip
    return QualityView(**{**plain, **changes})


def a_row(state, text):
    cell = QualityCell(state=state, text=text, title="October 2019: <told>")
    return MeasureMonths(
        indicator="first", name="Name & co", basis="in_month", basis_words="in the month", theme="front-door",
        cells=(cell,), due=1, held=int(state in HELD), late=int(state is CellState.LATE),
    )  # fmt: skip


def a_section(**changes):
    cell = SectionCell(**{"due": 3, "held": 3, "late": 0, "title": "October 2019: 3 of 3 figures", **changes})
    return SectionSummary(id="front-door", name="Front door", measures=3, cells=(cell,), due=cell.due, counts={})


@pytest.mark.parametrize(
    ("state", "text", "shown"),
    [
        (CellState.FIGURE, "20.7%", "20.7%"),
        (CellState.LATE, "20.7%", "20.7%late"),
        (CellState.PROVISIONAL, "−3", "−3provisional"),
        (CellState.SUPPRESSED, "suppressed", "suppressed"),
        (CellState.MISSING, "not available", "not available"),
        (CellState.NO_REPORT, "no report", "no report"),
        (CellState.NOT_DUE, "", "not due"),
    ],
)
def test_each_state_of_a_cell_says_its_word_beside_its_shade(state, text, shown):
    html = quality_html(a_view(section=FRONT_DOOR, rows=(a_row(state, text),)))
    (cell,) = re.findall(rf'<td class="[^"]*sc-q-{state.value.replace("_", "-")}[^"]*".*?</td>', html)
    said = re.sub(r'<span aria-hidden="true".*?</span>', "", cell)
    assert re.sub(r"<[^>]+>", "", said) == shown
    assert "&lt;told&gt;" in cell
    assert bool(SIGNS[state]) is ("aria-hidden" in cell)


def test_each_state_that_is_not_plain_is_in_the_key():
    html = quality_html(a_view(section=FRONT_DOOR, rows=(a_row(CellState.FIGURE, "1"),)))
    key = html[html.index("sc-quality-key") : html.index("<table")]
    assert all(STATE_WORDS[state] in key for state in CellState if state is not CellState.FIGURE)


@pytest.mark.parametrize(
    ("cell", "shown", "tone"),
    [
        ({}, "✓ 3", "figure"),
        ({"late": 1}, "✓ 3◷ 1 late", "late"),
        ({"held": 2}, "2 of 3", "missing"),
        ({"held": 0}, "0 of 3", "no-report"),
        ({"due": 0, "held": 0}, "not due", "not-due"),
    ],
)
def test_a_section_counts_its_months(cell, shown, tone):
    html = quality_html(a_view(summary=(a_section(**cell),)))
    (found,) = re.findall(rf'<td class="[^"]*sc-q-{tone}[ "].*?</td>', html)
    assert re.sub(r"<[^>]+>", "", found) == shown


@pytest.mark.parametrize(
    ("cell", "said"),
    [({"held": 0}, "Nothing for 1 month"), ({"held": 1}, ""), ({"due": 0, "held": 0}, "")],
)
def test_a_phone_is_told_how_many_months_have_nothing_instead_of_each(cell, said):
    html = quality_html(a_view(summary=(a_section(**cell),)))
    assert (f'<span class="sc-q-phone">{said}</span>' in html) is bool(said)
    assert ("sc-q-nothing" in html) is bool(said)


def test_every_month_stands_above_its_year():
    html = quality_html(a_view(summary=(a_section(),)))
    assert '<th scope="col">Oct <span>2019</span></th>' in html
    assert '<th scope="col">Section</th>' in html


def test_a_section_links_to_its_measures_and_a_measure_to_its_figures():
    assert 'href="quality?section=front-door"' in quality_html(a_view(summary=(a_section(),)))
    html = quality_html(a_view(section=FRONT_DOOR, rows=(a_row(CellState.FIGURE, "1"),)))
    assert 'href="indicator?id=first&amp;basis=in_month"' in html
    assert "Name &amp; co" in html


@pytest.mark.parametrize(("count", "is_folded"), [(1, False), (OPEN_UP_TO, False), (OPEN_UP_TO + 1, True)])
def test_a_long_list_is_folded_under_its_count(count, is_folded):
    one = ListedFigure(
        indicator="first", name="First", theme="t", what="October 2019", figure="1", source="Report", place="a.xlsx"
    )
    html = quality_html(a_view(provisional=(one,) * count))
    assert f"Which figures are provisional? ({count})" in html
    assert (f"<summary>Show all {count}</summary>" in html) is is_folded
    assert ("The list is on the page Data quality." in html) is is_folded


def test_the_reports_that_are_held_stand_alone_on_the_upload_page():
    line = ReportLine(
        name="Scorecard", editions=2, first="March 2019", latest="April 2019", gaps="none", issued="11 days"
    )
    assert all(words in reports_html((line,)) for words in ("Which reports are held?", "March 2019", "11 days"))
    assert reports_html(()) == ""


def test_an_empty_list_says_so():
    html = quality_html(a_view())
    assert all(words in html for words in ("No two sources disagree.", "Every measure has a figure.", "Nothing was."))


@pytest.mark.parametrize(
    ("due", "sign"), [(Due.OVERDUE, "✕"), (Due.THIS_MONTH, "◷"), (Due.LATER, ""), (Due.NO_MONTH, "")]
)
def test_a_release_that_is_due_has_a_sign_beside_its_words(due, sign):
    release = Release(
        dataset="release", name="Release", source="The department", newest=month(2019, 3), issued_on=None,
        expected=None, due=due, words="expected in March 2020",
    )  # fmt: skip
    html = quality_html(a_view(releases=(release,)))
    assert "Expected in March 2020" in html
    assert (f">{sign}</span>" in html) if sign else ("sc-q-due" not in html)


def test_the_heading_says_what_was_asked_for_and_is_not_there():
    html = heading_html(a_view(instead="There is no section “<b>”; all sections are shown."))
    assert "“&lt;b&gt;”" in html
    assert html.count("<h1") == 1


def test_without_months_nothing_is_drawn_and_the_releases_are_still_told():
    html = quality_html(a_view(months=(), lead="", empty="Nothing"))
    assert "month by month" not in html
    assert "When are published statistics due?" in html

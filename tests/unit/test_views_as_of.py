"""The moment a page is read at: what the address may ask for, which clock it is, and what has changed since."""

from datetime import date

import pytest
from demo_fixtures import SOCIAL_CARE, publish_demo
from editions_builders import OURS
from store_fixtures import a_figure

from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW, as_of_code, as_of_phrase, build_as_of, moment_of, month_said_back, parse_as_of
from dashboard.views.figures import Shown
from dashboard.views.since import Since, count_since
from dashboard.vocabulary import Missing

DAY = AsOf(issued=date(2019, 11, 30))


@pytest.mark.parametrize(("text", "as_of"), [("12", AsOf(edition=12)), ("2019-11-30", DAY), ("0", AsOf(edition=0))])
def test_an_edition_or_a_date_can_be_asked_for(text, as_of):
    assert parse_as_of(text) == as_of
    assert as_of_code(as_of) == text


@pytest.mark.parametrize(
    "text", ["", "x", "-1", "1.5", "²", "١٢", "1" * 10, "2019-11-31", "30/11/2019", "2019-W48-6", "20191130x", " 7"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"neither|month|day|range"):
        parse_as_of(text)


@pytest.mark.parametrize("as_of", [NOW, AsOf(edition=7), DAY])
def test_a_moment_is_read_as_it_was_written(as_of):
    assert moment_of(as_of_code(as_of)) == as_of


@pytest.mark.parametrize(
    ("asked", "said"),
    [("1999-01", "January 1999"), ("2019/20", "2019/20"), ("2019-13", "“2019-13”"), ("x" * 50, f"“{'x' * 40}…”")],
)
def test_a_month_that_is_not_there_is_said_in_words(asked, said):
    assert month_said_back(asked) == said


@pytest.mark.parametrize(
    ("as_of", "phrase"), [(NOW, "now"), (AsOf(edition=7), "just after edition 7"), (DAY, "by 30 November 2019")]
)
def test_a_moment_has_a_short_name(as_of, phrase):
    assert as_of_phrase(as_of) == phrase


@pytest.mark.parametrize("asked", [None, ""])
def test_now_needs_no_notice(demo, asked):
    view = build_as_of(demo, asked)
    assert (view.as_of, view.code, view.title, view.words, view.wrong) == (NOW, "", "", "", "")
    assert [one.id for one in view.editions] == [str(number) for number in range(36, 0, -1)]
    assert view.editions[27].words == (
        "Edition 9 · Social care scorecard, October 2019, issue 2, issued 21 November 2019"
    )


def test_an_edition_is_named_with_what_it_leaves_out(demo):
    view = build_as_of(demo, "9")
    assert (view.code, view.title) == ("9", "As it stood just after edition 9")
    assert view.words == (
        "The figures are those recorded here up to edition 9, the Social care scorecard, October 2019, issue 2, "
        "issued 21 November 2019. 27 editions recorded since are left out."
    )
    assert build_as_of(demo, "35").words.endswith("1 edition recorded since is left out.")
    assert build_as_of(demo, "36").words.endswith("Nothing has been recorded since.")


def test_a_date_says_that_it_goes_by_the_day_of_issue(demo):
    view = build_as_of(demo, "2019-11-30")
    assert (view.as_of, view.title) == (DAY, "What readers had been given by 30 November 2019")
    assert view.words == (
        "The figures are those of editions issued by then, whenever recorded here. "
        "27 editions issued since are left out."
    )


def test_the_two_clocks_differ_where_an_edition_was_recorded_late(new_session):
    session = new_session()
    publish_demo(session, SOCIAL_CARE[1])
    publish_demo(session, SOCIAL_CARE[0])
    assert "1 edition issued since" in build_as_of(session, "2019-05-01").words
    assert "1 edition recorded since" in build_as_of(session, "1").words
    assert " and recorded " in build_as_of(session, "1").words


def test_a_date_before_anything_was_issued_says_when_the_first_was(demo):
    words = build_as_of(demo, "2010-01-01").words
    assert words == "Nothing had been issued by then; the first edition is of 13 April 2017."


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("99", "There is no edition 99 (editions run from 1 to 36): what stands now is shown."),
        ("0", "There is no edition 0 (editions run from 1 to 36): what stands now is shown."),
        ("bogus", "“bogus” is neither an edition’s number nor a date such as 2019-11-30: what stands now is shown."),
        ("x" * 99, f"“{'x' * 40}…” is neither"),
    ],
)
def test_a_bad_value_is_said_plainly_and_shows_now(demo, asked, said):
    view = build_as_of(demo, asked)
    assert view.wrong.startswith(said)
    assert (view.as_of, view.code, view.title) == (NOW, "", "")


@pytest.mark.parametrize(("asked", "said"), [("1", "nothing has been published yet"), ("2019-11-30", "")])
def test_an_empty_store_has_no_moments(new_session, asked, said):
    view = build_as_of(new_session(), asked)
    assert said in view.wrong
    assert (view.editions, view.words) == ((), "")


# Changed since


def shown(value, missing=None, decimals=1):
    figure = a_figure(value, missing=missing, decimals=decimals, area=OURS)
    return Shown(figure=figure, edition=1, report="social-care-scorecard", filename="october.xlsx")


LATE = Missing.NOT_AVAILABLE


@pytest.mark.parametrize(
    ("then", "now", "restated", "added"),
    [
        (shown(90.4), shown(90.4), 0, 0),
        (shown(90.4), shown(90.38, decimals=2), 0, 0),
        (shown(90.4), shown(89.5), 1, 0),
        (shown(90.4), shown(None, LATE), 1, 0),
        (shown(90.4), None, 1, 0),
        (shown(None, LATE), shown(89.5), 0, 1),
        (shown(None, LATE), shown(None, LATE), 0, 0),
        (shown(None, LATE), None, 0, 0),
        (None, shown(89.5), 0, 0),
    ],
)
def test_what_reads_differently_now_is_counted(then, now, restated, added):
    assert count_since([(then, now)]) == Since(restated=restated, added=added)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (Since(), "None of the figures shown here has been restated since."),
        (Since(restated=1), "1 figure shown here has been restated since."),
        (Since(added=2), "2 figures missing here have been added since."),
        (
            Since(restated=12, added=1),
            "12 figures shown here have been restated since and 1 figure missing here has been added since.",
        ),
    ],
)
def test_both_counts_are_said_in_one_sentence(since, words):
    assert since.words == words

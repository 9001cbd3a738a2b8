"""The upload page's parts: issues in groups with their answers, new months apart from the past, and the form."""

import dataclasses

import pytest
from fixtures import views

from dashboard.judge.signal import SignalState
from dashboard.ui.upload_forms import PublishOrder, publish_faults
from dashboard.ui.upload_issues import group_html, groups_of, unanswered
from dashboard.ui.upload_parts import SIGNALS_WORDS, changes_html, read_html, verdict_html
from dashboard.views.parts import SignalMark
from dashboard.views.upload import AddedLine, IssueLine, SignalLine


def a_line(code: str, place: str = "", severity: str = "warning", remedy: str = "Check it.") -> IssueLine:
    return IssueLine(severity=severity, code=code, place=place, what=f"What is at {place}.", remedy=remedy)


def a_view(*lines: IssueLine, **changes: object):
    return dataclasses.replace(views.upload_view(), issues=lines, **changes)


class TestGroups:
    def test_the_gravest_come_first_whatever_their_order(self):
        lines = (
            a_line("older-issue", severity="note"),
            a_line("rag-disagrees"),
            a_line("error-cell", severity="error"),
            a_line("as-at-missing", severity="error"),
        )
        codes = [group.code for group in groups_of(a_view(*lines))]
        assert codes == ["as-at-missing", "error-cell", "rag-disagrees", "older-issue"]

    def test_one_code_is_one_group_that_knows_each_place_in_the_list(self):
        view = a_view(a_line("rag-disagrees", "A!1"), a_line("target-differs", "A!2"), a_line("rag-disagrees", "A!3"))
        first, second = groups_of(view)
        assert [position for position, _ in first.lines] == [0, 2]
        assert [position for position, _ in second.lines] == [1]
        assert (first.title, second.title) == ("RAG disagrees", "Target differs")

    @pytest.mark.parametrize(
        ("code", "severity", "word"),
        [
            ("as-at-missing", "error", "Stops the file"),
            ("error-cell", "error", "Left out"),
            ("rag-disagrees", "warning", "Check"),
            ("older-issue", "note", "For information"),
        ],
    )
    def test_a_group_says_how_grave_it_is(self, code, severity, word):
        (group,) = groups_of(a_view(a_line(code, severity=severity)))
        assert f">{word}<" in group_html(group)

    def test_a_remedy_that_all_share_is_said_once_and_others_each_in_its_row(self):
        (same,) = groups_of(a_view(a_line("rag-disagrees", "A!1"), a_line("rag-disagrees", "A!2")))
        (each,) = groups_of(a_view(a_line("rag-disagrees", "A!1"), a_line("rag-disagrees", "A!2", remedy="Or that.")))
        assert group_html(same).count("Check it.") == 1
        assert "sc-remedy" not in group_html(each)
        assert "Or that." in group_html(each)

    def test_a_long_group_starts_folded(self):
        lines = [a_line("rag-disagrees", f"A!{number}") for number in range(20)]
        assert "20 places" in group_html(groups_of(a_view(*lines))[0])
        assert "<details" not in group_html(groups_of(a_view(*lines[:3]))[0])

    def test_a_group_with_one_more_issue_is_another(self):
        one, two = a_line("rag-disagrees", "A!1"), a_line("rag-disagrees", "A!2")
        assert groups_of(a_view(one))[0].digest != groups_of(a_view(one, two))[0].digest

    def test_words_of_the_workbook_never_become_markup(self):
        line = dataclasses.replace(a_line("rag-disagrees", "<b>!1"), what="<script>")
        html = group_html(groups_of(a_view(line))[0])
        assert "<script>" not in html
        assert "&lt;script&gt;" in html


class TestPublishing:
    WHOLE = PublishOrder(by="Officer", reason="Monthly", reasons={0: "Confirmed"}, issued_on=None)

    def test_each_error_and_warning_needs_its_reason_and_notes_need_none(self):
        view = a_view(
            a_line("rag-disagrees", "A!1"), a_line("error-cell", "A!2", "error"), a_line("x", severity="note")
        )
        view = dataclasses.replace(view, issues=(*view.issues[:2], a_line("older-issue", severity="note")))
        assert [line.place for line in unanswered(view, {})] == ["A!2", "A!1"]
        assert [line.place for line in unanswered(view, {0: "Confirmed"})] == ["A!2"]
        assert unanswered(view, {0: "Confirmed", 1: "No cases"}) == ()

    def test_what_is_missing_is_said_with_its_places(self):
        view = a_view(*(a_line("rag-disagrees", f"A!{number}") for number in range(5)))
        (fault,) = publish_faults(view, self.WHOLE)
        assert fault.startswith("4 things listed under “What is wrong” still need a tick and a reason: A!1, A!2, A!3")
        assert fault.endswith("and 1 more.")
        one_left = dataclasses.replace(self.WHOLE, reasons={0: "a", 1: "b", 2: "c", 3: "d"})
        assert "1 thing listed under “What is wrong” still needs" in publish_faults(view, one_left)[0]

    @pytest.mark.parametrize(
        ("left_out", "words"), [({"by": ""}, "Give your name."), ({"reason": ""}, "Give a reason.")]
    )
    def test_name_and_reason_are_needed(self, left_out, words):
        order = dataclasses.replace(self.WHOLE, **left_out)
        assert publish_faults(a_view(a_line("rag-disagrees")), order) == [words]

    def test_a_file_without_a_date_needs_one(self):
        assert publish_faults(a_view(needs_issue_date=True), self.WHOLE) == ["Give the date on which it was issued."]


class TestPreview:
    def test_a_file_that_could_not_be_opened_has_no_table_of_sheets(self):
        view = dataclasses.replace(views.upload_view("refuse"), sheets=())
        assert "Sheets" in read_html(views.upload_view("refuse"))
        assert "Sheets" not in read_html(view)
        assert view.identity[-1][1] in read_html(view)

    def test_a_file_already_published_says_so_instead_of_the_verdict(self):
        view = dataclasses.replace(views.upload_view(), already_published="Already edition 13.")
        assert "Already edition 13." in verdict_html(view)
        assert view.headline not in verdict_html(view)

    def test_the_verdict_says_what_to_do_next(self):
        html = verdict_html(dataclasses.replace(views.upload_view(), advice="Mend the workbook."))
        assert html.index(views.upload_view().headline) < html.index("Mend the workbook.")

    def test_of_a_file_that_nothing_is_known_of_nothing_was_read(self):
        view = dataclasses.replace(views.upload_view("refuse"), sheets=(), identity=(("File", "bad.xlsx"),))
        assert read_html(view) == ""

    def test_sheets_are_folded_unless_one_was_not_read(self):
        view = views.upload_view()
        read = tuple(dataclasses.replace(sheet, recognised=True) for sheet in view.sheets)
        assert '<details class="sc-folded" open' in read_html(view)
        html = read_html(dataclasses.replace(view, sheets=read))
        assert '<details class="sc-folded" open' not in html
        assert f"all {len(read)} read" in html

    def test_many_restated_figures_start_folded(self):
        view = views.upload_view()
        opened = '<details class="sc-folded" open'
        assert opened in changes_html(view)
        assert opened not in changes_html(dataclasses.replace(view, restated=view.restated * 3))

    def test_new_months_stand_apart_from_the_past(self):
        filled = (AddedLine(indicator="Number of assessments", words="427, Apr 2019"),)
        html = changes_html(dataclasses.replace(views.upload_view(), since="February 2020", filled=filled))
        new, past = html.index("New figures</h3>"), html.index("The past</h3>")
        assert html.index("periods after February 2020") > new
        assert new < html.index("Number of contacts") < past < html.index("Number of assessments")
        assert past < html.index("Restated figures, old beside new")

    def test_a_first_edition_and_one_that_changes_nothing_say_so(self):
        nothing = dataclasses.replace(views.upload_view(), restated=(), added=())
        assert "first edition" in changes_html(nothing)
        html = changes_html(dataclasses.replace(nothing, since="March 2020"))
        assert "None: the report already has figures up to March 2020." in html
        assert "No figure up to March 2020 changes." in html
        assert "No RAG changes" in html
        assert "No figure comes to stand out" in html

    def test_news_stands_after_the_ratings_with_what_it_was_and_why(self):
        mark = SignalMark(state=SignalState.CONCERN, word="Worse than usual", title="A title.")
        line = SignalLine(
            indicator="Conferences <in time>",
            period="March 2020",
            mark=mark,
            words="was no real change in February 2020",
            sentence="Ask what has changed.",
        )
        view = dataclasses.replace(views.upload_view(), signals=(line,))
        html = changes_html(view)
        assert html.index("Red, amber, green</h3>") < html.index("Is it news?</h3>") < html.index(SIGNALS_WORDS)
        assert "Worse than usual</span>: was no real change in February 2020" in html
        assert "Ask what has changed." in html
        assert "A title." not in html
        assert "<in time>" not in html
        assert "No figure comes to stand out" not in html
        long = changes_html(dataclasses.replace(view, restated=(), added=(), ratings=(), signals=(line,) * 13))
        assert '<details class="sc-folded" open' not in long

"""Every page through the app's own frame, on invented views."""

import dataclasses
import json

import pytest
import streamlit as st
from fixtures import fake_backend, views

from dashboard.errors import StoreError
from dashboard.issues import Issue
from dashboard.ui import access, readers

MEASURE = "re-referrals"
WORKBOOK = ("scorecard.xlsx", b"the bytes of a workbook", "application/vnd.ms-excel")


def upload(app, workbook=WORKBOOK):
    app.get("file_uploader")[0].set_value(workbook)
    return app.run()


def fill_publish(app, *, by="Performance team", reason="Monthly issue", accepted=True):
    app.text_input(key="publish-by").input(by)
    app.text_input(key="publish-reason").input(reason)
    if accepted:
        app.checkbox(key="publish-accepted").check()
    return app.button(key="publish-send").click().run()


class TestScorecard:
    def test_shows_every_measure_with_its_status_in_words(self, open_app, html_of):
        html = html_of(open_app())
        assert html.count('scope="row"') == 65
        assert "Rotherham" in html
        assert views.DEMONSTRATION in html
        assert all(word in html for word in views.RAG_WORDS.values())

    def test_each_row_links_to_its_measure_on_the_basis_and_month_shown(self, open_app, html_of):
        html = html_of(open_app())
        assert 'href="indicator?id=number-of-referrals&amp;basis=in_month&amp;month=2020-03" target="_self"' in html

    def test_takes_month_from_the_address(self, open_app, html_of):
        app = open_app(month="2019-10")
        assert app.selectbox(key="pick-month").value == "2019-10"
        assert "basis=in_month&amp;month=2019-10" in html_of(app)

    @pytest.mark.parametrize(
        ("month", "said"), [("1999-01", "January 1999"), ("<i>", "“&lt;i&gt;”"), ("x" * 99, f"“{'x' * 40}…”")]
    )
    def test_a_month_that_is_not_there_gives_the_latest_and_says_so(self, open_app, html_of, month, said):
        app = open_app(month=month)
        assert app.selectbox(key="pick-month").value == "2020-03"
        assert f"There is no scorecard for {said}; the latest is shown." in html_of(app)
        assert not app.exception

    def test_a_report_that_is_not_there_gives_the_first_and_says_so(self, open_app, html_of):
        app = open_app(report="bins")
        assert "There is no report “bins”; the Social care scorecard is shown." in html_of(app)

    @pytest.mark.parametrize("query", [{}, {"month": "2019-10"}, {"report": "social-care", "month": "2020-03"}])
    def test_what_is_there_is_shown_without_a_word(self, open_app, html_of, query):
        assert "There is no" not in html_of(open_app(**query))

    def test_before_anything_is_published_no_month_is_missed(self, open_app, html_of, monkeypatch):
        nothing = dataclasses.replace(views.scorecard_view(empty="Nothing published."), reports=(), months_to_choose=())
        monkeypatch.setattr(readers, "build_scorecard", lambda *_, **__: nothing)
        assert "There is no" not in html_of(open_app(report="bins", month="1999-01"))

    def test_search_keeps_what_matches_every_word(self, open_app, html_of):
        app = open_app()
        app.text_input(key="search").set_value("plan 2 YEARS").run()
        html = html_of(app)
        assert html.count('scope="row"') == 3
        assert "3 of 65 measures match" in html

    def test_search_without_a_match_says_so(self, open_app, html_of):
        app = open_app()
        app.text_input(key="search").set_value("<b>zebra</b>").run()
        html = html_of(app)
        assert "No measure matches" in html
        assert "<b>zebra" not in html

    def test_a_report_without_figures_says_so_instead_of_an_empty_table(self, open_app, html_of):
        app = open_app()
        app.selectbox(key="pick-report").select("early-help").run()
        html = html_of(app)
        assert "No edition of the Early Help scorecard has been published yet." in html
        assert "<table" not in html


class TestIndicator:
    def test_answers_before_it_draws(self, open_app, html_of):
        html = html_of(open_app("indicator", id=MEASURE))
        order = [
            "About 1 in 5 referrals",
            "How are we doing?",
            "How do we compare?",
            "Where does the figure come from?",
        ]
        places = [html.index(words) for words in order]
        assert places == sorted(places)

    def test_the_chart_carries_its_takeaway_and_our_months(self, open_app):
        chart = open_app("indicator", id=MEASURE).get("plotly_chart")[0].proto
        spec = json.loads(chart.spec)
        assert "Re-referrals moved between" in chart.alt
        assert sum(len(trace["x"]) for trace in spec["data"] if "lines+markers" in trace.get("mode", "")) == 24

    def test_every_figure_of_the_chart_stands_in_the_table_beneath(self, open_app, html_of):
        html = html_of(open_app("indicator", id=MEASURE))
        assert all(point.label in html for point in views.trend_view().points)
        assert "<details" in html

    def test_basis_comes_from_the_address_and_changes_with_the_picker(self, open_app):
        app = open_app("indicator", id=MEASURE, basis="in_month")
        assert app.get("plotly_chart")[0].key == f"trend-{MEASURE}-in_month"

    def test_unknown_measure_is_said_and_others_offered(self, open_app, html_of):
        app = open_app("indicator", id="no-such-measure")
        html = html_of(app)
        assert "No measure has the id “no-such-measure”." in html
        assert f"indicator?id={MEASURE}" in html
        assert not app.get("plotly_chart")

    def test_an_id_made_of_markup_stays_text(self, open_app, html_of):
        assert "<img" not in html_of(open_app("indicator", id="<img src=x onerror=alert(1)>"))

    def test_without_a_measure_all_are_offered(self, open_app, html_of):
        app = open_app("indicator")
        assert html_of(app).count("indicator?id=") == len(fake_backend.fake_catalogue().indicators)

    def test_picking_a_measure_opens_it(self, open_app, html_of):
        app = open_app("indicator")
        app.selectbox(key="pick-id").select(MEASURE).run()
        assert "About 1 in 5 referrals" in html_of(app)


class TestUpload:
    def test_shows_what_was_read_what_is_wrong_and_what_changes(self, open_app, html_of):
        html = html_of(upload(open_app("upload")))
        for words in (
            "Not read",
            "1 Front door &amp; assessment!P11",
            "Mend the formula",
            "+0.5 points",
            "figures added",
        ):
            assert words in html

    def test_words_of_the_workbook_never_become_markup(self, open_app, html_of):
        html = html_of(upload(open_app("upload")))
        assert "<script" not in html
        assert "&lt;script&gt;" in html

    def test_a_refused_file_offers_no_publishing(self, open_app, html_of):
        app = upload(open_app("upload"), ("bad.xlsx", b"bad", "application/vnd.ms-excel"))
        assert "Stops the file" in html_of(app)
        assert "publish-send" not in [button.key for button in app.button]

    def test_any_file_may_be_dropped_so_that_its_fault_is_named(self, open_app, html_of):
        app = open_app("upload")
        assert not app.get("file_uploader")[0].proto.type
        app = upload(app, ("bad.csv", b"a,b", "text/csv"))
        assert "Stops the file" in html_of(app)

    def test_reading_happens_once_for_the_same_file_and_store(self, open_app, monkeypatch):
        read = []
        monkeypatch.setattr(
            readers,
            "preview_workbook",
            lambda *given, **more: read.append(1) or fake_backend.preview_workbook(*given, **more),
        )
        app = upload(open_app("upload"))
        app.text_input(key="publish-by").input("Someone").run()
        assert read == [1]
        readers.current_session().store.count += 1
        app.run()
        assert read == [1, 1]

    @pytest.mark.parametrize(
        ("left_out", "words"),
        [
            ({"by": " "}, "Give your name."),
            ({"reason": ""}, "Give a reason."),
            ({"accepted": False}, "Tick that you accept"),
        ],
    )
    def test_nothing_is_published_before_the_form_is_whole(self, open_app, monkeypatch, left_out, words):
        monkeypatch.setattr(readers, "publish_preview", lambda *_, **__: pytest.fail("it was published"))
        app = fill_publish(upload(open_app("upload")), **left_out)
        assert any(words in error.value for error in app.error)

    def test_publishing_gives_a_receipt_and_empties_the_box(self, open_app, html_of, monkeypatch):
        sent = {}
        monkeypatch.setattr(
            readers,
            "publish_preview",
            lambda session, preview, **order: (
                sent.update(order) or fake_backend.publish_preview(session, preview, **order)
            ),
        )
        app = fill_publish(upload(open_app("upload")), by=" Performance team ")
        assert sent == {"by": "Performance team", "reason": "Monthly issue", "accepted": True, "issued_on": None}
        html = html_of(app)
        assert "Published as edition 14" in html
        assert "What we read" not in html

    def test_a_refusal_of_the_store_is_said_plainly(self, open_app, html_of, monkeypatch):
        def refuse(*_given, **_more):
            raise StoreError(
                "Someone published since.", (Issue(code="older-issue", what="A newer issue is published."),)
            )

        monkeypatch.setattr(readers, "publish_preview", refuse)
        html = html_of(fill_publish(upload(open_app("upload"))))
        assert "Someone published since." in html
        assert "withdraw the newer edition first" in html

    def test_withdrawing_needs_name_reason_and_tick(self, open_app, monkeypatch):
        monkeypatch.setattr(readers, "withdraw_edition", lambda *_, **__: pytest.fail("it was withdrawn"))
        app = open_app("upload")
        app.button(key="withdraw-send").click().run()
        assert [error.value for error in app.error] == [
            "Give your name.",
            "Give a reason.",
            "Tick that the edition is to be withdrawn.",
        ]

    def test_withdrawing_gives_a_receipt(self, open_app, html_of):
        app = open_app("upload")
        app.selectbox(key="withdraw-number").select(11)
        app.text_input(key="withdraw-by").input("Performance team")
        app.text_input(key="withdraw-reason").input("Wrong file")
        app.checkbox(key="withdraw-sure").check()
        app.button(key="withdraw-send").click().run()
        assert "Edition 11 is withdrawn" in html_of(app)

    def test_editions_already_withdrawn_are_not_offered(self, open_app):
        offered = open_app("upload").selectbox(key="withdraw-number").options
        assert [option.split(" ")[0] for option in offered] == ["13", "11"]


class TestFrame:
    def test_read_only_leaves_upload_out(self, open_app, monkeypatch):
        monkeypatch.setenv("SCORECARD_READ_ONLY", "1")
        with pytest.raises(ValueError, match=r"upload\.py"):
            open_app("upload")

    def test_an_address_others_reach_leaves_upload_out(self, open_app, monkeypatch):
        monkeypatch.setattr(access, "is_loopback", lambda _address: False)
        with pytest.raises(ValueError, match=r"upload\.py"):
            open_app("upload")

    def test_a_fault_of_ours_is_said_without_a_traceback(self, open_app, html_of, monkeypatch):
        def fail(*_given, **_more):
            raise ZeroDivisionError("secret detail")

        monkeypatch.setattr(readers, "build_scorecard", fail)
        app = open_app()
        html = html_of(app)
        assert "This page could not be shown" in html
        assert "secret detail" not in html
        assert not app.exception

    def test_a_store_that_cannot_be_opened_is_said_plainly(self, open_app, html_of, monkeypatch):
        def fail(*_given, **_more):
            raise StoreError("The store cannot be opened.")

        monkeypatch.setattr(readers, "open_session", fail)
        assert "The store cannot be opened." in html_of(open_app())

    def test_a_publication_shows_at_once(self, open_app, html_of, monkeypatch):
        app = open_app()
        changed = views.scorecard_view(empty="Changed by an edition.")
        monkeypatch.setattr(readers, "build_scorecard", lambda *_, **__: changed)
        assert "Changed by an edition." not in html_of(app.run())
        readers.current_session().store.count += 1
        assert "Changed by an edition." in html_of(app.run())

    def test_the_app_listens_on_this_machine_unless_told_otherwise(self):
        assert access.is_loopback(st.get_option("server.address"))

"""Every page through the app's own frame, on invented views."""

import dataclasses
import json

import pytest
import streamlit as st
from fixtures import fake_backend, views

from dashboard.errors import StoreError
from dashboard.issues import Issue
from dashboard.ui import access, history_readers, readers

MEASURE = "re-referrals"
# A row of the scorecard's table, not of the list of restated figures beneath it.
MEASURE_ROW = 'scope="row" class="sc-name"'
UPLOAD = views.upload_view()
WORKBOOK = ("scorecard.xlsx", b"the bytes of a workbook", "application/vnd.ms-excel")


def upload(app, workbook=WORKBOOK):
    app.get("file_uploader")[0].set_value(workbook)
    return app.run()


def accept(app, *, ticks=True, why="Confirmed with the service"):
    """Tick everything that is wrong and give one reason for each group."""
    for box in app.checkbox:
        if ticks and box.key.startswith("tick-"):
            box.check()
    # Each reason is asked for once its tick is there.
    app.run()
    for field in app.text_input:
        if field.key.startswith("why-"):
            field.input(why)
    return app


def fill_publish(app, *, by="Performance team", reason="Monthly issue", **answers):
    app.text_input(key="publish-by").input(by)
    app.text_input(key="publish-reason").input(reason)
    return accept(app, **answers).button(key="publish-send").click().run()


class TestScorecard:
    def test_shows_every_measure_with_its_status_in_words(self, open_app, html_of):
        html = html_of(open_app())
        assert html.count(MEASURE_ROW) == 65
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
        assert html.count(MEASURE_ROW) == 3
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
            ({"ticks": False}, "2 things listed under “What is wrong” still need a tick and a reason"),
            ({"why": "  "}, "2 things listed under “What is wrong” still need a tick and a reason"),
        ],
    )
    def test_nothing_is_published_before_the_form_is_whole(self, open_app, monkeypatch, left_out, words):
        monkeypatch.setattr(readers, "publish_preview", lambda *_, **__: pytest.fail("it was published"))
        app = fill_publish(upload(open_app("upload")), **left_out)
        assert any(words in error.value for error in app.error)

    def test_one_reason_may_answer_several_of_a_kind_or_each_its_own(self, open_app, monkeypatch):
        line = views.upload_view().issues[1]
        three = tuple(dataclasses.replace(line, place=f"2 Children!R{row}") for row in (20, 21, 22))
        monkeypatch.setattr(views, "upload_view", lambda *_: dataclasses.replace(UPLOAD, issues=three))
        sent = {}
        monkeypatch.setattr(
            readers,
            "publish_preview",
            lambda session, preview, **order: (
                sent.update(order) or fake_backend.publish_preview(session, preview, **order)
            ),
        )
        app = upload(open_app("upload"))
        assert len([box for box in app.checkbox if box.key.startswith("tick-")]) == 1
        (how,) = app.get("button_group")
        how.set_value("One by one").run()
        ticks = [box for box in app.checkbox if box.key.startswith("tick-")]
        assert [box.label for box in ticks] == [
            f"I have looked at 2 Children!R{row} and accept that it stands" for row in (20, 21, 22)
        ]
        fill_publish(app)
        assert list(sent["reasons"].values()) == ["Confirmed with the service"] * 3

    def test_one_reason_may_serve_all_that_is_ticked(self, open_app, monkeypatch):
        sent = {}
        monkeypatch.setattr(
            readers,
            "publish_preview",
            lambda session, preview, **order: (
                sent.update(order) or fake_backend.publish_preview(session, preview, **order)
            ),
        )
        app = upload(open_app("upload"))
        (shared,) = [field for field in app.text_input if field.key.startswith("shared-")]
        shared.input("Agreed with the service")
        app = accept(app, why="")
        own = next(field for field in app.text_input if field.key.startswith("why-error-cell"))
        own.input("Mended next month")
        app.text_input(key="publish-by").input("Officer")
        app.text_input(key="publish-reason").input("Monthly issue")
        app.button(key="publish-send").click().run()
        assert sorted(sent["reasons"].values()) == ["Agreed with the service", "Mended next month"]

    def test_a_reason_for_all_ticks_nothing_by_itself(self, open_app, monkeypatch):
        monkeypatch.setattr(readers, "publish_preview", lambda *_, **__: pytest.fail("it was published"))
        app = upload(open_app("upload"))
        next(field for field in app.text_input if field.key.startswith("shared-")).input("Agreed")
        app = fill_publish(app, ticks=False)
        assert any("still need a tick" in error.value for error in app.error)

    def test_the_name_is_typed_once_in_a_visit(self, open_app):
        app = fill_publish(upload(open_app("upload")), by="Performance team")
        app.switch_page("dashboard/pages/history.py")
        app.query_params["edition"] = "13"
        app.run()
        assert app.text_input(key="withdraw-by").value == "Performance team"

    def test_a_store_that_moves_while_publish_is_pressed_shows_anew_and_keeps_what_was_typed(
        self, open_app, html_of, monkeypatch
    ):
        app = accept(upload(open_app("upload"))).run()
        readers.current_session().store.count += 1
        monkeypatch.setattr(readers, "publish_preview", lambda *_, **__: pytest.fail("what was not seen was published"))
        app.text_input(key="publish-by").input("Officer")
        app.text_input(key="publish-reason").input("Monthly issue")
        app.button(key="publish-send").click().run()
        assert "A colleague published edition 14." in html_of(app)
        assert "press Publish" in html_of(app)
        assert app.text_input(key="publish-by").value == "Officer"
        assert all(box.value for box in app.checkbox)
        monkeypatch.setattr(readers, "publish_preview", fake_backend.publish_preview)
        app.button(key="publish-send").click().run()
        assert "Published as edition 14" in html_of(app)

    def test_one_who_was_quicker_by_a_moment_is_noticed_too(self, open_app, html_of, monkeypatch):
        def overtaken(session, *_given, **_more):
            session.store.count += 1
            raise StoreError("Someone else published.", (Issue(code="store-moved", what="Someone else published."),))

        app = upload(open_app("upload"))
        monkeypatch.setattr(readers, "publish_preview", overtaken)
        app = fill_publish(app, by="Officer")
        assert "A colleague published edition 14." in html_of(app)
        assert app.text_input(key="publish-by").value == "Officer"

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
        accepted = [line for line in views.upload_view().issues if line.severity != "note"]
        assert {(issue.code, issue.place): why for issue, why in sent.pop("reasons").items()} == {
            (line.code, line.place): "Confirmed with the service" for line in accepted
        }
        assert sent == {"by": "Performance team", "reason": "Monthly issue", "issued_on": None}
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


class TestHistory:
    def test_lists_every_step_with_its_file_and_reason(self, open_app, html_of):
        html = html_of(open_app("history"))
        for words in ("Head of service", "Wrong file", "february-2.xlsx, 26 kB", "21 March 2020, 11:30 UTC"):
            assert words in html
        assert "<script" not in html

    def test_an_edition_has_its_own_address_and_its_original_file(self, open_app, html_of):
        app = open_app("history", edition="13")
        html = html_of(app)
        assert "Edition 13: Social care scorecard, March 2020, issue 1" in html
        assert "Confirmed with the service" in html
        assert "Restated, old beside new" in html
        (button,) = app.get("download_button")
        assert button.proto.label == "Download cyps-social-care-scorecard-2020-03.xlsx"

    @pytest.mark.parametrize("asked", ["99", "999999"])
    def test_an_edition_that_is_none_is_said(self, open_app, html_of, asked):
        app = open_app("history", edition=asked)
        assert f"There is no edition {asked}" in html_of(app)
        assert "withdraw-send" not in [button.key for button in app.button]

    @pytest.mark.parametrize("asked", ["x", "<b>", "-1", "1e3", "9" * 30, "²"])
    def test_an_address_without_a_number_shows_the_whole_history(self, open_app, html_of, asked):
        html = html_of(open_app("history", edition=asked))
        assert "Editions and withdrawals" in html
        assert "<b>" not in html

    def test_two_editions_of_the_address_are_compared_and_searched(self, open_app, html_of):
        app = open_app("history", **{"from": "11", "to": "13"})
        assert app.selectbox(key="pick-from").value == "11"
        assert "re-referred" in html_of(app)
        app.text_input(key="find-between").set_value("contacts").run()
        html = html_of(app)
        assert "Number of contacts" in html
        assert "re-referred" not in html

    def test_nothing_is_compared_before_two_are_chosen(self, open_app, html_of):
        assert "figures added" not in html_of(open_app("history", **{"from": "11"}))
        assert "figures added" not in html_of(open_app("history", **{"from": "11", "to": "99"}))

    def test_withdrawing_says_first_what_falls_back(self, open_app, html_of):
        assert "65 figures would disappear" in html_of(open_app("history", edition="13"))

    def test_withdrawing_needs_name_reason_and_tick(self, open_app, monkeypatch):
        monkeypatch.setattr(history_readers, "withdraw_edition", lambda *_, **__: pytest.fail("it was withdrawn"))
        app = open_app("history", edition="13")
        app.button(key="withdraw-send").click().run()
        assert [error.value for error in app.error] == [
            "Give your name.",
            "Give a reason.",
            "Tick that the edition is to be withdrawn.",
        ]

    def test_withdrawing_gives_a_receipt(self, open_app, html_of):
        app = open_app("history", edition="11")
        app.text_input(key="withdraw-by").input("Performance team")
        app.text_input(key="withdraw-reason").input("Wrong file")
        app.checkbox(key="withdraw-sure").check()
        app.button(key="withdraw-send").click().run()
        assert "Edition 11 is withdrawn" in html_of(app)

    def test_an_edition_already_withdrawn_cannot_be_withdrawn_again(self, open_app, html_of):
        app = open_app("history", edition="12")
        assert "Withdrawn on 21 March 2020" in html_of(app)
        assert "withdraw-send" not in [button.key for button in app.button]

    def test_a_history_without_editions_offers_nothing_to_compare(self, open_app, html_of, monkeypatch):
        monkeypatch.setattr(history_readers, "list_steps", lambda _session: ())
        app = open_app("history")
        assert "Nothing has been published yet." in html_of(app)
        assert not app.selectbox


class TestFrame:
    @pytest.mark.parametrize("page", ["upload", "benchmarks", "history"])
    def test_read_only_leaves_what_publishes_out(self, open_app, monkeypatch, page):
        monkeypatch.setenv("SCORECARD_READ_ONLY", "1")
        with pytest.raises(ValueError, match=rf"{page}\.py"):
            open_app().switch_page(f"dashboard/pages/{page}.py")

    def test_an_address_others_reach_leaves_upload_out(self, open_app, monkeypatch):
        monkeypatch.setattr(access, "is_loopback", lambda _address: False)
        with pytest.raises(ValueError, match=r"upload\.py"):
            open_app().switch_page("dashboard/pages/upload.py")

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

    def test_an_old_link_to_the_scorecard_still_opens_it_with_all_it_asks_for(self, open_app, html_of):
        app = open_app("tracker", search="plan", month="2019-10")
        assert "<h1>Vision tracker" not in html_of(app)
        assert app.text_input(key="search").value == "plan"
        assert app.query_params["month"] == "2019-10"

    def test_the_app_listens_on_this_machine_unless_told_otherwise(self):
        assert access.is_loopback(st.get_option("server.address"))

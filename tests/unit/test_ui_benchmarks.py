"""The words and tables of the page of published statistics."""

from __future__ import annotations

import pytest

from dashboard.ui.benchmarks_parts import changes_part, loaded_html, may_be_published, past_html, past_words
from dashboard.views.benchmarks import ALL_AREAS, NEAR, WIDER, LoadedLine, LoadedView, ReleaseView, RestatedLine
from dashboard.views.upload import AddedLine, ChangeLine, IssueLine, UploadView


def upload_view(**more: object) -> UploadView:
    given: dict[str, object] = {
        "outcome": "load", "headline": "Sound.", "identity": (), "sheets": (), "issues": (),
        "counts": (("figures added", 3),), "restated": (), "added": (),
    }  # fmt: skip
    return UploadView(**(given | more))  # type: ignore[arg-type]


def restated(group: str, words: str) -> RestatedLine:
    line = ChangeLine(indicator=words, period="2018/19", old="1", new="2", difference="+1")
    return RestatedLine(group=group, words=line)


LINES = (
    restated(NEAR, "Re-referrals, financial year"),
    restated(WIDER, "Re-referrals, financial year · England"),
    restated(ALL_AREAS, "Repeat plans, financial year · Leeds"),
)


class TestThePast:
    @pytest.mark.parametrize(
        ("place", "search", "expected"),
        [
            (ALL_AREAS, "", 3),
            (NEAR, "", 1),
            (WIDER, "", 1),
            (ALL_AREAS, "re-REFERRALS", 2),
            (ALL_AREAS, "leeds repeat", 1),
            (NEAR, "leeds", 0),
        ],
    )
    def test_lines_are_chosen_by_area_and_by_words(self, place, search, expected):
        html = past_html(LINES, place, search)
        assert html.count("2018/19") == expected
        assert ("No restated figure matches." in html) == (expected == 0)

    def test_it_says_how_many_there_are_and_that_only_the_nearest_are_listed(self):
        view = ReleaseView(upload=upload_view(since="2018/19"), restated=LINES, restated_count=4_000)
        html = past_words(view)
        assert "4,000 of the figures published before read otherwise now." in html
        assert "The nearest 3 are listed" in html
        assert "nearest" not in past_words(ReleaseView(upload=view.upload, restated=LINES, restated_count=3))

    def test_no_change_of_the_past_is_said_too(self):
        assert "No figure up to 2018/19 changes." in past_words(ReleaseView(upload=upload_view(since="2018/19")))

    @pytest.mark.parametrize(
        "view", [ReleaseView(upload=upload_view()), ReleaseView(upload=upload_view(), has_figures=False)]
    )
    def test_a_first_release_and_a_reference_file_have_no_past(self, view):
        assert past_words(view) == ""


class TestChanges:
    @pytest.mark.parametrize(
        ("since", "added", "words"),
        [
            ("", (), "This is the first release of its kind here"),
            ("2018/19", (AddedLine(indicator="A", words="1 figure"),), "Figures of periods after 2018/19"),
            ("2018/19", (), "None: there are figures up to 2018/19 already."),
        ],
    )
    def test_new_figures_stand_apart_from_the_past(self, since, added, words):
        assert words in changes_part(ReleaseView(upload=upload_view(since=since), added=added))

    def test_a_list_says_what_follows_from_it(self):
        html = changes_part(ReleaseView(upload=upload_view(), is_list=True, has_figures=False))
        assert "It holds no figures." in html
        assert "Averages of neighbours" in html


class TestLoaded:
    def test_words_of_a_title_never_become_markup(self):
        line = LoadedLine(
            title="<script>", newest="2018/19", edition=7, published="31 October 2019", figures="1", next_words="",
            source="DfE", licence="OGL",
        )  # fmt: skip
        html = loaded_html(LoadedView(lines=(line,), not_loaded=("Another",)))
        assert "<script" not in html
        assert "DfE; OGL" in html
        assert "Known to Scorecard and not loaded (1)" in html

    def test_nothing_loaded_is_said(self):
        assert "None is loaded yet" in loaded_html(LoadedView(lines=(), not_loaded=()))


@pytest.mark.parametrize(
    ("name", "content", "code", "expected"),
    [
        ("c1.csv", b"a,b", "not-an-xlsx", True),
        ("sn.xlsx", b"PK\x03\x04", "no-scorecard-sheet", True),
        ("march.xlsx", b"PK\x03\x04", "error-cell", False),
    ],
)
def test_what_may_be_published_statistics_is_pointed_there(name, content, code, expected):
    issue = IssueLine(severity="error", code=code, place="", what="", remedy="")
    assert may_be_published(name, content, upload_view(issues=(issue,))) is expected


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((("figures added", 0), ("restated", 0), ("unchanged", 4069), ("left out", 0)), True),
        ((("figures added", 1), ("restated", 0), ("unchanged", 4069), ("left out", 0)), False),
        ((("figures added", 0), ("restated", 0), ("unchanged", 4069), ("left out", 2)), False),
    ],
)
def test_a_file_that_would_change_nothing_is_said_to(counts, told):
    view = ReleaseView(upload=upload_view(counts=counts, since="2024/25"), told=())
    assert ("publishing it would change none" in changes_part(view)) is told

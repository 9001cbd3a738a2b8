"""What the address of the Reports page asks for: nothing that it asks for in vain is passed over without a word."""

from html.parser import HTMLParser

import pytest

from dashboard.papers.registry import PAPERS
from dashboard.ui.reports_asked import MOST_MEASURES, settle
from dashboard.ui.reports_parts import PAST_PREVIEW, framed, past_preview_html
from dashboard.views.as_of import NOW, build_as_of
from dashboard.views.ground import Ground


@pytest.fixture(scope="module")
def ground(demo):
    return Ground(demo, NOW)


def wrong_of(ground, **asked):
    return settle(asked, ground, build_as_of(ground.session, None), within=True).wrong


@pytest.mark.parametrize("kind", [str(kind) for kind in PAPERS])
def test_an_address_that_asks_for_nothing_amiss_is_told_nothing(ground, kind):
    assert wrong_of(ground, kind=kind, show="preview", as_of="") == ()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"paper": "abc"}, "Papers are asked for by their number, and “abc” is none: see the papers made so far."),
        ({"paper": "-1"}, "and “-1” is none"),
        ({"paper": "1" * 400}, "1…” is none"),
        ({"knid": "clinic"}, "The address says “knid”, which means nothing here. Did you mean kind?"),
        ({"as-of": "14"}, "Did you mean as_of?"),
        ({"kind": "clinics"}, "There is no paper “clinics”; the members’ tracker is shown."),
        ({"kind": "scorecard", "theme": "safe"}, "There is no theme “safe” for this paper."),
        ({"period": "<b>"}, "There is nothing for “<b>”; the newest is taken."),
        ({"kind": "scorecard", "years": "2018/19"}, "These years cannot be chosen here: “2018/19”."),
    ],
)  # fmt: skip
def test_what_is_asked_for_in_vain_is_said(ground, asked, says):
    said = wrong_of(ground, **asked)
    assert len(said) == 1
    assert says in said[0]


@pytest.mark.parametrize("name", ["utm_source", "fbclid", "ref", "source", "lang"])
def test_what_mail_programs_add_to_a_link_is_let_be(ground, name):
    assert wrong_of(ground, **{name: "newsletter"}) == ()


def test_more_measures_than_a_paper_takes_are_cut_and_said(ground):
    ids = [str(one.id) for one in ground.session.catalogue.indicators]
    many = [*ids, *(f"no-{number}" for number in range(MOST_MEASURES))]
    cut, *_ = wrong_of(ground, kind="clinic", measures=",".join(many))
    assert cut == f"{len(many)} measures are asked for; the first 100 are taken, the most."


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("body", ["<body>", '<body style="margin:0">'])
def test_the_page_in_the_frame_can_have_the_keyboard_and_shows_it(body):
    page = framed(f"<html><head><title>A</title></head>{body}<p>The &lt;body></p></body></html>")
    tags = _Page(page).seen
    assert [tag for tag, _ in tags] == ["html", "head", "title", "style", "body", "p"]
    assert [given.get("tabindex") for tag, given in tags if tag == "body"] == ["0"]
    assert ":root:has(:focus-visible)::after" in page
    ((_, link),) = (one for one in _Page(past_preview_html()).seen if one[0] == "a")
    assert link["href"] == f"#{PAST_PREVIEW}"

"""A request is written as one text and read back the same; what goes with no paper is refused with what would."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from dashboard.catalogue.layout_book import LayoutBook
from dashboard.errors import DashboardError
from dashboard.papers.check import paper_of
from dashboard.papers.inputs import inputs_of, with_inputs
from dashboard.papers.registry import FORMAT_WORDS, PAPERS
from dashboard.papers.request import request_of, request_text
from dashboard.periods import financial_year, month
from dashboard.store.records import AsOf
from dashboard.views.paper import PaperFormat, PaperKind, PaperRequest
from dashboard.vocabulary import Audience, IndicatorId, ReportId

PLAIN = {"kind": PaperKind.TRACKER, "format": PaperFormat.PDF}
FULL = {
    "kind": PaperKind.BRIEFING,
    "format": PaperFormat.DOCX,
    "audience": Audience.PUBLIC,
    "as_of": AsOf(issued=date(2019, 7, 25)),
    "period": month(2020, 3),
    "years": (financial_year(2018), financial_year(2019)),
    "indicators": (IndicatorId("b"), IndicatorId("a")),
    "tracker": "vision",
    "theme": "safe “and” well",
    "report": ReportId("social-care-scorecard"),
    "compare_with": AsOf(edition=9),
    "made_on": date(2020, 6, 16),
}


@pytest.mark.parametrize("facts", [PLAIN, FULL, PLAIN | {"as_of": AsOf(edition=3)}, PLAIN | {"compare_with": AsOf()}])
def test_a_request_reads_back_as_it_was_written(facts):
    request = PaperRequest(**facts)
    assert request_of(request_text(request)) == request
    assert request_text(request_of(request_text(request))) == request_text(request)


def test_the_text_spells_out_every_choice():
    assert set(json.loads(request_text(PaperRequest(**PLAIN)))) == set(FULL)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind":"poster"}', "null", '{"kind":"tracker","format":"pdf"}'])
def test_what_is_no_request_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        request_of(text)


def test_every_kind_is_in_the_table_with_words_for_its_formats():
    assert set(PAPERS) == set(PaperKind)
    assert all(form in FORMAT_WORDS for paper in PAPERS.values() for form in paper.formats)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (PLAIN | {"format": PaperFormat.XLSX}, "can be made as .pdf, .html or .docx, not as .xlsx"),
        (PLAIN | {"years": (financial_year(2018),)}, "--years means nothing to members’ tracker, which takes"),
        (PLAIN | {"period": financial_year(2019)}, "“2019/20” is no month such as 2020-03"),
        (
            {"kind": PaperKind.CLINIC, "format": PaperFormat.PPTX, "audience": Audience.PUBLIC},
            "not made for this audience (The public): take internal or members",
        ),
        ({"kind": PaperKind.BRIEFING, "format": PaperFormat.DOCX}, "cannot be made without --indicators"),
    ],
)
def test_what_does_not_go_together_is_said_with_what_would(facts, says):
    with pytest.raises(DashboardError) as refused:
        paper_of(PaperRequest(**facts))
    assert says in str(refused.value)
    assert str(refused.value).endswith("Nothing has been made.")


def test_what_a_session_judges_by_reads_back_as_it_was(demo):
    inputs = inputs_of(demo)
    again = with_inputs(demo, inputs)
    assert again.catalogue == demo.catalogue
    assert (
        with_inputs(replace(demo, layouts=LayoutBook(missing={"nil": "rounds_to_zero"})), inputs).layouts
        == demo.layouts
    )
    assert inputs_of(again) == inputs
    period = financial_year(2019)
    assert again.areas.list_for(period) == demo.areas.list_for(period)
    assert again.our_region == demo.our_region

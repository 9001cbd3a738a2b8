"""A paper's file is named by the edition that the paper itself prints, and the list says at which it was read."""

from __future__ import annotations

from types import SimpleNamespace as View

import pytest

from dashboard.papers.printed import edition_in, edition_words, printed_edition
from dashboard.papers.registry import PAPERS
from dashboard.views.paper import PaperKind

ISSUED = "(Social care scorecard, March 2020, issue 2), issued 22 April 2020"


@pytest.mark.parametrize(
    ("kind", "view", "printed"),
    [
        (PaperKind.TRACKER, View(edition="Edition 14 · March 2020, issue 1 · issued 22 April 2020"), 14),
        (PaperKind.TRACKER, View(edition="Editions 12, 9 and 13 · March 2020 · the last issued 22 April 2020"), 13),
        (PaperKind.TRACKER, View(edition=""), None),
        (PaperKind.SCORECARD, View(details=(("Edition", "14"), ("Contact", "01709 382 121"))), 14),
        (PaperKind.COUNCIL_PLAN, View(head=View(lines=(("As at", "March 2020"), ("Edition", f"15 {ISSUED}")))), 15),
        (PaperKind.YEAR_END, View(head=View(lines=(("Editions", f"3 {ISSUED}; 14 {ISSUED}; 9 {ISSUED}"),))), 14),
        (PaperKind.YEAR_END, View(head=View(lines=(("Figures", "What stands now (edition 36 is the latest)"),))), None),
        (
            PaperKind.CLINIC,
            View(header=(("Figures from", "Edition 14 · March 2020"), ("As at", "As it stood at edition 36"))),
            14,
        ),
        (PaperKind.CLINIC, View(header=(("As at", "What stands now (edition 36 is the latest)"),)), None),
        (PaperKind.BRIEFING, View(editions=("Edition 2: April 2019", "Edition 31: Children in need, 2022")), 31),
        (PaperKind.BRIEFING, View(editions=()), None),
        (
            PaperKind.DAILY,
            View(editions=("Edition 14 · March 2020", "Edition 13 · February 2020", "and 9 earlier")),
            14,
        ),
    ],
)
def test_the_highest_edition_that_is_printed_counts(kind, view, printed):
    assert printed_edition(kind, view) == printed


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("vision-tracker-march-2020-edition-14.pdf", 14),
        ("clinic-march-2020-edition-14-internal.pptx", 14),
        ("edition-7-of-something.pdf", None),
        ("briefing.docx", None),
    ],
)
def test_the_edition_is_read_back_from_the_name(name, edition):
    assert edition_in(name) == edition


@pytest.mark.parametrize(
    ("printed", "moment", "words"), [(14, 36, "Edition 14; read at edition 36"), (14, 14, "Edition 14")]
)
def test_the_moment_is_said_where_it_is_another(printed, moment, words):
    assert edition_words(printed, moment) == words


def test_no_kind_is_left_out():
    for kind in PAPERS:
        with pytest.raises(AttributeError):
            printed_edition(kind, View())

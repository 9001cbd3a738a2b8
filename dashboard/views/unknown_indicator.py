"""The indicator page of an id that is in no catalogue."""

from __future__ import annotations

from dashboard.intake.session import Session
from dashboard.views.figures import BLANK
from dashboard.views.indicator import IndicatorView, Provenance, TrendView
from dashboard.views.news import NO_NEWS
from dashboard.views.parts import EditionLine, RagChip, TravelMark
from dashboard.views.scorecard import Choice
from dashboard.views.signal_words import NO_SIGNAL
from dashboard.vocabulary import IndicatorId, Rag, Travel

EMPTY_TREND = TrendView(
    title="", subtitle="", alt="", unit_suffix="", decimals=0, points=(), comparators=(), targets=(), breaks=()
)


def unknown_indicator(session: Session, indicator: str) -> IndicatorView:
    """Give an empty page that says so."""
    nothing = Choice(id="", words="")
    return IndicatorView(
        id=IndicatorId(indicator),
        name="",
        meaning="",
        answer="",
        numbers="",
        basis=nothing,
        bases=(),
        as_at="",
        latest=BLANK,
        rag=RagChip(state=Rag.NO_TARGET, word=""),
        travel=TravelMark(state=Travel.NO_COMPARISON, word="", moved=None),
        target_words="",
        signal=NO_SIGNAL,
        news=NO_NEWS,
        trend=EMPTY_TREND,
        figures=(),
        comparison=(),
        comparison_caption="",
        comparison_notes=(),
        why_it_matters="",
        questions=(),
        definition=(),
        provenance=Provenance(edition=None, report="", file="", sheet="", cell="", issued=""),
        edition=EditionLine(number=None, words=""),
        demonstration=session.catalogue.council.demonstration or "",
        not_found=f"There is no measure called “{indicator}”. It may have been renamed: choose it from the list.",
    )

"""The one table of papers: what each is for, its formats, who may have it, what may be asked of it, and its maker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.papers import makers
from dashboard.papers.ready import Progress, Ready
from dashboard.periods import PeriodKind
from dashboard.views.ground import Ground
from dashboard.views.paper import PaperFormat, PaperKind, PaperRequest
from dashboard.vocabulary import Audience

Maker = Callable[[Ground, PaperRequest, Progress], Ready]
EVERYONE = (Audience.MEMBERS, Audience.PUBLIC, Audience.INTERNAL)
WITHIN = (Audience.INTERNAL, Audience.MEMBERS)
# What may be asked of every paper; the rest of a request means something to some kinds only.
ALWAYS = frozenset({"kind", "format", "audience", "as_of"})

_PDF, _HTML, _DOCX, _XLSX, _PPTX, _EML = (
    PaperFormat.PDF, PaperFormat.HTML, PaperFormat.DOCX, PaperFormat.XLSX, PaperFormat.PPTX, PaperFormat.EML,
)  # fmt: skip
FORMAT_WORDS: Mapping[PaperFormat, str] = {
    _PDF: "PDF, to print or to send",
    _HTML: "Web page, one file to link to",
    _DOCX: "Word, to edit",
    _XLSX: "Excel, to work with",
    _PPTX: "PowerPoint, to show and edit",
    _EML: "E-mail, to open in a mail program",
}
PERIOD_NAMES: Mapping[PeriodKind, str] = {
    PeriodKind.MONTH: "month such as 2020-03",
    PeriodKind.QUARTER: "quarter such as 2019/20-Q4",
    PeriodKind.FINANCIAL_YEAR: "financial year such as 2019/20",
}
PERIOD_WORDS: Mapping[PeriodKind, str] = {
    PeriodKind.MONTH: "Month",
    PeriodKind.QUARTER: "Quarter",
    PeriodKind.FINANCIAL_YEAR: "Financial year",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One kind of paper.

    ``name`` is what readers call it, ``purpose`` one line on what it is for. The first of ``formats`` and of
    ``audiences`` is taken where none is asked for. ``period`` is what it is as at, None where it is of no one period;
    ``takes`` names the further fields of a request that mean something to it, ``needs`` those it cannot do without.
    ``names_releases`` tells one that says of each figure which release carries it, so that a year which only a later
    release still carries can be shown as what it is.
    """

    kind: PaperKind
    name: str
    purpose: str
    formats: tuple[PaperFormat, ...]
    audiences: tuple[Audience, ...]
    maker: Maker
    period: PeriodKind | None = None
    takes: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    names_releases: bool = False


_PAPERS = (
    Paper(
        kind=PaperKind.TRACKER,
        name="Members’ tracker",
        purpose="For councillors: what stands out this month, how we compare and what to ask, on one or two pages.",
        formats=(_PDF, _HTML, _DOCX),
        audiences=EVERYONE,
        maker=makers.tracker,
        period=PeriodKind.MONTH,
        takes=frozenset({"tracker", "theme"}),
    ),
    Paper(
        kind=PaperKind.SCORECARD,
        name="Monthly scorecard",
        purpose="The whole scorecard of a month as a workbook, as it is printed, with charts and notes.",
        formats=(_XLSX,),
        audiences=EVERYONE,
        maker=makers.scorecard,
        period=PeriodKind.MONTH,
        takes=frozenset({"report", "made_on"}),
    ),
    Paper(
        kind=PaperKind.COUNCIL_PLAN,
        name="Council plan report",
        purpose="The quarterly report: each measure by quarter with target, status, direction and a drafted comment.",
        formats=(_DOCX, _XLSX),
        audiences=EVERYONE,
        maker=makers.council_plan,
        period=PeriodKind.QUARTER,
        takes=frozenset({"report", "made_on"}),
    ),
    Paper(
        kind=PaperKind.YEAR_END,
        name="Year-end report",
        purpose="A year in drafts to edit: what works well, what we are worried about, and what needs to happen next.",
        formats=(_DOCX, _XLSX),
        audiences=EVERYONE,
        maker=makers.year_end,
        period=PeriodKind.FINANCIAL_YEAR,
        takes=frozenset({"made_on"}),
    ),
    Paper(
        kind=PaperKind.CLINIC,
        name="Clinic pack",
        purpose="For a performance clinic: an agenda, then one page a measure with its chart and drafts to edit.",
        formats=(_PPTX, _DOCX),
        audiences=WITHIN,
        maker=makers.clinic,
        period=PeriodKind.MONTH,
        takes=frozenset({"indicators", "made_on"}),
    ),
    Paper(
        kind=PaperKind.BRIEFING,
        name="Briefing tables",
        purpose="Chosen measures beside the region, statistical neighbours and England, year by year.",
        formats=(_HTML, _DOCX, _XLSX),
        audiences=EVERYONE,
        maker=makers.briefing,
        takes=frozenset({"indicators", "years", "compare_with", "made_on"}),
        needs=frozenset({"indicators"}),
        names_releases=True,
    ),
    Paper(
        kind=PaperKind.DAILY,
        name="Key indicators by e-mail",
        purpose="A short message on what changed and what stands out, to look over and send.",
        formats=(_EML,),
        audiences=EVERYONE,
        maker=makers.daily,
        period=PeriodKind.MONTH,
        takes=frozenset({"tracker", "theme"}),
    ),
)
PAPERS: Mapping[PaperKind, Paper] = {paper.kind: paper for paper in _PAPERS}

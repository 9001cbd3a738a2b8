"""What the address asks of the Reports page, settled: the paper, its choices, and what is asked for in vain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.catalogue.wording import did_you_mean
from dashboard.formatting import capital, listed
from dashboard.papers.choices import periods_for, years_for
from dashboard.papers.registry import FORMAT_WORDS, PAPERS, Paper
from dashboard.periods import Period, PeriodKind, parse_period
from dashboard.ui.controls import AS_OF
from dashboard.views.as_of import AsOfView, moment_of, said_back
from dashboard.views.ground import Ground
from dashboard.views.paper import AUDIENCE_WORDS, PaperFormat, PaperRequest
from dashboard.views.scorecard import Choice
from dashboard.vocabulary import Audience, IndicatorId, ReportId

KIND, PERIOD, AUDIENCE, FORMAT = "kind", "period", "audience", "format"
ONE_MADE = "paper"
TRACKER, THEME, MEASURES, YEARS, SHOW = "tracker", "theme", "measures", "years", "show"
REPORT, COMPARE = "report", "compare_with"
NEWEST = Choice(id="", words="The newest")
ALL_THEMES = Choice(id="", words="All themes")
USUAL_REPORT = Choice(id="", words="The usual one")
AS_THEY_ARE = Choice(id="", words="No: as they are now")
# So many measures an address may ask for; a longer list is cut.
MOST_MEASURES = 100
# What asks more of a paper than its kind; another kind means something else by them.
OF_ONE_KIND = (PERIOD, FORMAT, AUDIENCE, TRACKER, THEME, MEASURES, YEARS, REPORT, COMPARE, SHOW)
KNOWN = (KIND, ONE_MADE, AS_OF, *OF_ONE_KIND)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedReport:
    """The paper asked for and what may be chosen of it.

    ``wrong`` says what the address asks for in vain, ``missing`` what must be chosen before it can be made.
    """

    paper: Paper
    request: PaperRequest
    kinds: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    audiences: tuple[Choice, ...]
    formats: tuple[Choice, ...]
    trackers: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    years: tuple[Choice, ...]
    reports: tuple[Choice, ...]
    compared: tuple[Choice, ...]
    wrong: tuple[str, ...] = ()
    missing: str = ""


def settle(asked: Mapping[str, str], ground: Ground, moment: AsOfView, *, within: bool) -> AskedReport:
    """Settle what is asked for; ``within`` tells readers of the council itself, who may have officers' papers.

    Raises:
        StoreError: when the store cannot be read.
    """
    return _Settling(asked, ground, moment, within=within).settled()


class _Settling:
    """One address being settled; what is asked for in vain is noted on the way."""

    def __init__(self, asked: Mapping[str, str], ground: Ground, moment: AsOfView, *, within: bool) -> None:
        self._asked, self._ground, self._moment = asked, ground, moment
        self._wrong = [*_misread(asked)]
        self._paper = self._settle_paper()
        audiences = [one for one in self._paper.audiences if within or one is not Audience.INTERNAL]
        self._audiences = tuple(Choice(id=str(one), words=AUDIENCE_WORDS[one]) for one in audiences)

    def settled(self) -> AskedReport:
        paper = self._paper
        reports, compared = self._reports(), self._compared()
        report = ReportId(asked) if (asked := self._optional(REPORT, reports, "report")) else None
        earlier = self._optional(COMPARE, compared, "earlier edition")
        periods = self._periods(report)
        years = years_for(self._ground) if "years" in paper.takes else ()
        formats = tuple(Choice(id=str(one), words=FORMAT_WORDS[one]) for one in paper.formats)
        trackers, themes = self._trackers()
        measures = self._measures()
        request = PaperRequest(
            kind=paper.kind,
            format=PaperFormat(self._one(FORMAT, formats, "format")),
            audience=Audience(self._one(AUDIENCE, self._audiences, "audience")),
            as_of=self._moment.as_of,
            period=self._period(periods),
            years=self._years(years),
            indicators=measures,
            tracker=self._optional(TRACKER, trackers, "tracker"),
            theme=self._optional(THEME, themes, "theme"),
            report=report,
            compare_with=moment_of(earlier) if earlier else None,
        )
        needs_measures = "indicators" in paper.needs and not measures
        return AskedReport(
            paper=paper,
            request=request,
            kinds=tuple(Choice(id=str(one.kind), words=one.name) for one in PAPERS.values()),
            periods=tuple(Choice(id=str(one), words=capital(one.words)) for one in periods),
            audiences=self._audiences,
            formats=formats,
            trackers=trackers,
            themes=themes,
            years=tuple(Choice(id=str(one), words=one.words) for one in years),
            reports=reports,
            compared=compared,
            wrong=tuple(self._wrong),
            missing="Choose the measures that it is to hold." if needs_measures else "",
        )

    def _settle_paper(self) -> Paper:
        first = next(iter(PAPERS.values()))
        asked = self._asked.get(KIND, "")
        found = next((paper for paper in PAPERS.values() if paper.kind == asked), None)
        if asked and found is None:
            self._wrong.append(f"There is no paper {said_back(asked)}; the {first.name.lower()} is shown.")
        return found or first

    def _one(self, name: str, choices: Sequence[Choice], what: str) -> str:
        """Give the choice that the address asks for, the first one without."""
        asked = self._asked.get(name, "")
        found = next((one for one in choices if one.id == asked), choices[0])
        if asked and found.id != asked:
            self._wrong.append(f"This paper has no {what} {said_back(asked)}; “{found.words}” is taken.")
        return found.id

    def _optional(self, name: str, choices: Sequence[Choice], what: str) -> str:
        asked = self._asked.get(name, "")
        if asked in {one.id for one in choices}:
            return asked
        if asked:
            self._wrong.append(f"There is no {what} {said_back(asked)} for this paper.")
        return ""

    def _period(self, periods: Sequence[Period]) -> Period | None:
        asked = self._asked.get(PERIOD, "")
        found = next((one for one in periods if str(one) == asked), None)
        if asked and found is None:
            self._wrong.append(f"There is nothing for {_period_words(asked)}; the newest is taken.")
        return found

    def _years(self, years: Sequence[Period]) -> tuple[Period, ...]:
        asked = _parts(self._asked.get(YEARS, ""))
        found = [one for one in years if str(one) in asked]
        if unknown := [one for one in asked if one not in {str(year) for year in years}]:
            self._wrong.append(f"These years cannot be chosen here: {listed([said_back(one) for one in unknown])}.")
        return tuple(sorted(found, key=lambda year: year.sort_key))

    def _measures(self) -> tuple[IndicatorId, ...]:
        asked = _parts(self._asked.get(MEASURES, ""))
        if "indicators" not in self._paper.takes:
            if asked:
                self._wrong.append("This paper’s measures are not chosen one by one.")
            return ()
        if len(asked) > MOST_MEASURES:
            self._wrong.append(f"{len(asked)} measures are asked for; the first {MOST_MEASURES} are taken, the most.")
        asked, catalogue = asked[:MOST_MEASURES], self._ground.session.catalogue
        found = [one for one in asked if catalogue.indicator(IndicatorId(one))]
        if unknown := [one for one in asked if one not in found]:
            self._wrong.append(f"There is no measure {listed([said_back(one) for one in unknown])}.")
        return tuple(IndicatorId(one) for one in found)

    def _reports(self) -> tuple[Choice, ...]:
        """Give the reports that a paper may be made from."""
        if "report" not in self._paper.takes:
            return ()
        catalogue = self._ground.session.catalogue
        names = {one.id: one.name for one in catalogue.reports}
        published = dict.fromkeys(one.report for one in self._ground.scorecards)
        return tuple(Choice(id=str(one), words=names[one]) for one in published if one in names)

    def _compared(self) -> tuple[Choice, ...]:
        """Give the editions that figures may be held against as they read then."""
        return tuple(self._moment.editions) if "compare_with" in self._paper.takes else ()

    def _periods(self, report: ReportId | None) -> tuple[Period, ...]:
        """Give what the paper may be as at: of one report chosen, only what it is published for."""
        found = periods_for(self._paper, self._ground, report)
        if report is None or self._paper.period is not PeriodKind.MONTH:
            return found
        own = {one.as_at for one in self._ground.scorecards if one.report == report}
        return tuple(one for one in found if one in own)

    def _trackers(self) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
        """Give the trackers, and the themes of the one asked for at the newest month."""
        trackers = self._ground.session.catalogue.trackers
        if "tracker" not in self._paper.takes or not trackers:
            return (), ()
        chosen = next((one for one in trackers if one.id == self._asked.get(TRACKER)), trackers[0])
        months = self._ground.months
        themes = chosen.themes_at(months[0]) if months and "theme" in self._paper.takes else ()
        return (
            tuple(Choice(id=one.id, words=one.name) for one in trackers),
            tuple(Choice(id=one.id, words=one.name) for one in themes),
        )


def _misread(asked: Mapping[str, str]) -> Iterator[str]:
    """Say what the address means nothing by: a paper without a number, a name that is nearly one of ours.

    Other names are let be: mail programs and trackers of links add their own.
    """
    if paper := asked.get(ONE_MADE, ""):
        yield f"Papers are asked for by their number, and {said_back(paper)} is none: see the papers made so far."
    for name in asked:
        if name not in KNOWN and (near := did_you_mean(name, KNOWN)):
            yield f"The address says {said_back(name)}, which means nothing here. {near}"


def _parts(written: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))


def _period_words(code: str) -> str:
    try:
        return parse_period(code).words
    except ValueError:
        return said_back(code)

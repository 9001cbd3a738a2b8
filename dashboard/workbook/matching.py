"""Match a printed measure to the catalogue: the name and its dated aliases decide, the printed number confirms."""

from __future__ import annotations

from dataclasses import dataclass, field

from dashboard.catalogue.names import bare_name, name_key
from dashboard.catalogue.schema import Alias, Catalogue, Indicator, NumberSpan
from dashboard.formatting import BASIS_WORDS
from dashboard.issues import Issue
from dashboard.periods import Period
from dashboard.vocabulary import Basis, IndicatorId, ReportId
from dashboard.workbook.near_names import NearNames, Proposal
from dashboard.workbook.personal_details import may_name_a_person

# A name that is cut in a message; the cell says the rest.
SHOWN_CHARACTERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A printed name's indicator and alias."""

    indicator: Indicator
    alias: Alias


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownMeasure:
    """A measure on the sheet that is in no catalogue, with the measures that a person may mean.

    ``basis`` is what the sheet says of the row's time basis, None where it says nothing.
    """

    sheet: str
    cell: str
    printed_no: str
    printed_name: str
    proposals: tuple[Proposal, ...]
    basis: Basis | None = None

    @property
    def near(self) -> tuple[IndicatorId, ...]:
        """List the proposed measures, the nearest first."""
        return tuple(proposal.indicator for proposal in self.proposals)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenumberedMeasure:
    """A known measure that stands beside another number than the catalogue has for the month."""

    sheet: str
    cell: str
    printed_no: str
    indicator: IndicatorId
    name: str
    basis: Basis
    known: tuple[str, ...]


@dataclass(kw_only=True)
class Unmatched:
    """What one workbook's matching could not settle, in the order of its rows."""

    unknown: list[UnknownMeasure] = field(default_factory=list)
    renumbered: list[RenumberedMeasure] = field(default_factory=list)

    def add_unknown(self, measure: UnknownMeasure) -> None:
        """Keep a measure once, by its first row: a list of one figure a row prints its name many times."""
        same = (name_key(measure.printed_name), measure.basis)
        if all((name_key(one.printed_name), one.basis) != same for one in self.unknown):
            self.unknown.append(measure)

    def add_renumbered(self, measure: RenumberedMeasure) -> None:
        """Keep a measure's other number once."""
        same = (measure.indicator, measure.basis, measure.printed_no)
        if all((one.indicator, one.basis, one.printed_no) != same for one in self.renumbered):
            self.renumbered.append(measure)


class Matcher:
    """Finds the indicator of a printed name in one report as at one month, and keeps what it could not settle."""

    def __init__(self, catalogue: Catalogue, report: ReportId, as_at: Period) -> None:
        self._as_at = as_at
        self._matches: dict[str, list[Match]] = {}
        for indicator in catalogue.indicators:
            for alias in indicator.aliases:
                if alias.report == report:
                    match = Match(indicator=indicator, alias=alias)
                    self._matches.setdefault(name_key(alias.name), []).append(match)
        self._near = NearNames(catalogue, report, as_at)
        self.unmatched = Unmatched()

    def match(self, printed_name: str, basis: Basis | None = None) -> Match | None:
        """Find the indicator whose alias is this name; None when there is none, or several and nothing decides.

        ``basis`` is what the sheet says of the row; it decides only where one name stands for several.
        """
        found = self._candidates(printed_name, basis)
        return found[0] if len({(match.indicator.id, match.alias.basis) for match in found}) == 1 else None

    def _candidates(self, printed_name: str, basis: Basis | None) -> list[Match]:
        """List what a name may mean, narrowed by the basis and then by the month as long as anything is left."""
        found = self._matches.get(name_key(printed_name), [])
        found = [match for match in found if match.alias.basis is basis] or found
        return [match for match in found if match.alias.holds_at(self._as_at)] or found

    def date_issue(self, match: Match, sheet: str, cell: str) -> Issue | None:
        """Say so where the catalogue dates the name to other months: the figures are kept.

        A name that another one has taken the place of is worth a note; a measure that has ended, or has not begun,
        should not be there at all.
        """
        alias = match.alias
        if alias.holds_at(self._as_at):
            return None
        dated = f"until {alias.until.words}" if _is_over(alias, self._as_at) and alias.until else _begins(alias)
        others = [
            one.name
            for one in match.indicator.aliases
            if one.report == alias.report and one.basis is alias.basis and one.holds_at(self._as_at)
        ]
        if others:
            what = f"{alias.name!r} is the name {dated}; as at {self._as_at.words} it is {others[0]!r}."
            return Issue(code="alias-not-current", what=what, sheet=sheet, cell=cell)
        what = f"By the catalogue, {match.indicator.name} is printed {dated}, and this is {self._as_at.words}."
        return Issue(code="measure-not-current", what=what, sheet=sheet, cell=cell)

    def number_issue(self, match: Match, number: str, sheet: str, cell: str) -> Issue | None:
        """Say so where the printed number is not the one the catalogue has for that month."""
        known = tuple(span.number for span in match.alias.numbers if span.holds_at(self._as_at))
        if not number or not known or number in known:
            return None
        self.unmatched.add_renumbered(
            RenumberedMeasure(
                sheet=sheet,
                cell=cell,
                printed_no=number,
                indicator=match.indicator.id,
                name=match.alias.name,
                basis=match.alias.basis,
                known=known,
            )
        )
        what = f"{match.indicator.name} is numbered {number} here, not {' or '.join(known)}."
        return Issue(code="number-differs", what=what, sheet=sheet, cell=cell)

    def unknown_issue(
        self, printed_name: str, sheet: str, cell: str, *, number: str = "", basis: Basis | None = None
    ) -> Issue:
        """Say that a row's measure is in no catalogue, with the nearest known names; none of them is taken.

        A name that looks like personal details is not repeated.
        """
        if several := self._candidates(printed_name, basis):
            return _ambiguous_issue(several, sheet, cell)
        if may_name_a_person(printed_name):
            what = "This name looks like personal details, so it is not repeated here and its row is left out."
            return Issue(code="unknown-measure", what=what, sheet=sheet, cell=cell)
        proposals = self._near.proposals(printed_name, number)
        self.unmatched.add_unknown(
            UnknownMeasure(
                sheet=sheet,
                cell=cell,
                printed_no=number,
                printed_name=bare_name(printed_name),
                proposals=proposals,
                basis=basis,
            )
        )
        shown = printed_name if len(printed_name) <= SHOWN_CHARACTERS else f"{printed_name[:SHOWN_CHARACTERS]}…"
        what = f"{shown!r} is not in the catalogue, so its row is left out."
        return Issue(code="unknown-measure", what=what, hint=_did_you_mean(proposals), sheet=sheet, cell=cell)


def _ambiguous_issue(several: list[Match], sheet: str, cell: str) -> Issue:
    meanings = " or ".join(f"{match.indicator.name}, {BASIS_WORDS[match.alias.basis]}" for match in several)
    what = f"{several[0].alias.name!r} may be {meanings}; the sheet does not say which, so its row is left out."
    return Issue(code="ambiguous-measure", what=what, sheet=sheet, cell=cell)


def _is_over(span: Alias | NumberSpan, as_at: Period) -> bool:
    return span.until is not None and span.until.start < as_at.start


def _begins(alias: Alias) -> str:
    return f"since {alias.since.words}" if alias.since else "at no time"


def _did_you_mean(proposals: tuple[Proposal, ...]) -> str:
    return f"Did you mean {' or '.join(proposal.words for proposal in proposals)}?" if proposals else ""

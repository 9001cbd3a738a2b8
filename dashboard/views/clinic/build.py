"""Build clinic preparation: what the rule proposes at a month, or a sheet for each measure chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dashboard.formatting import capital, format_date, listed, plural
from dashboard.periods import Period
from dashboard.store.records import Edition
from dashboard.views.as_of import NOW, month_said_back, said_back
from dashboard.views.build_scorecard import edition_line
from dashboard.views.clinic.candidates import Absent, Candidate, find_candidates
from dashboard.views.clinic.proposals import check_rule
from dashboard.views.clinic.sheet import build_proposal, build_sheet
from dashboard.views.clinic.view import ClinicView, Finding, NotChecked, Proposal, Verdict
from dashboard.views.clinic.words import LAST_OF, NEVER, NO_FIGURE_AT, NO_RULE, PART_WORDS, TITLE, rule_words
from dashboard.views.ground import Ground, MonthGround
from dashboard.views.scorecard import Choice

# How often the reader is told how far judging has come.
TOLD_EVERY = 10
Progress = Callable[[str], None]


def build_clinic(
    ground: Ground, *, measures: tuple[str, ...] | None, month: str | None, progress: Progress = lambda _: None
) -> ClinicView:
    """Build the page at a month: the proposals without ``measures``, else the sheets of those that have a figure.

    ``month`` is a code such as 2020-03; what is none, or has no report of ours, gives the latest with a notice.
    ``progress`` is told how many measures have been judged.

    Raises:
        StoreError: when the figures cannot be read.
    """
    months = tuple(Choice(id=str(one), words=one.words) for one in ground.months)
    rule = rule_words(ground.session.catalogue.clinic)
    page = ClinicView(
        title=TITLE,
        month=None,
        months=months,
        rule=rule,
        candidates=(),
        demonstration=ground.session.catalogue.council.demonstration or "",
    )
    if not ground.months:
        return replace(page, empty=_nothing(ground))
    at = _month_of(ground, month)
    notices = _month_notices(month, at, ground.months[0])
    page = replace(page, month=Choice(id=str(at), words=at.words), notices=notices)
    return _at_month(page, ground.month(at), measures, progress)


def _nothing(ground: Ground) -> str:
    return "Nothing has been published yet." if ground.as_of == NOW else "Nothing had been published by that moment."


def _month_of(ground: Ground, month: str | None) -> Period:
    found = next((one for one in ground.months if str(one) == month), None)
    return found or ground.newest_full(ground.months)


def _month_notices(asked: str | None, shown: Period, latest: Period) -> tuple[str, ...]:
    if asked == str(shown) or (not asked and shown == latest):
        return ()
    if not asked:
        return (f"{shown.words} is shown: of {latest.words} only few of the measures are known so far.",)
    return (f"There is no scorecard for {month_said_back(asked)}; {shown.words}, the latest, is shown.",)


def _at_month(
    page: ClinicView, ground: MonthGround, measures: tuple[str, ...] | None, progress: Progress
) -> ClinicView:
    candidates, absent = find_candidates(ground)
    editions = _editions(ground, candidates)
    page = replace(
        page,
        candidates=tuple(Choice(id=one.indicator.id, words=one.indicator.name) for one in candidates),
        edition=_edition_words(ground, editions),
        edition_number=max((one.number for one in editions), default=None),
    )
    if measures:
        page = _with_sheets(page, ground, candidates, measures, progress)
    # Nothing that was asked for has a figure: what the rule proposes is of more use than an empty page.
    return page if page.sheets else _with_proposals(page, ground, candidates, absent, progress)


def _editions(ground: MonthGround, candidates: Iterable[Candidate]) -> list[Edition]:
    """List the month's editions that the latest figures come from; where they come from none, all of the month."""
    stated = {shown.edition for one in candidates if (shown := one.series.points[-1][1]) is not None}
    return [one for one in ground.editions if one.number in stated] or list(ground.editions)


def _edition_words(ground: MonthGround, editions: Sequence[Edition]) -> str:
    if len(editions) < 2:
        return edition_line(editions[0]).words if editions else ""
    numbers = listed([str(one.number) for one in editions])
    last_issued = format_date(max(one.issued_on for one in editions))
    return f"Editions {numbers} · {ground.as_at.words} · the last issued {last_issued}"


def _with_sheets(
    page: ClinicView,
    ground: MonthGround,
    candidates: Sequence[Candidate],
    measures: Iterable[str],
    progress: Progress,
) -> ClinicView:
    """Make a sheet of each measure asked for, in the order asked; what has none is named."""
    asked, by_id = list(dict.fromkeys(measures)), {str(one.indicator.id): one for one in candidates}
    found = [by_id[name] for name in asked if name in by_id]
    rule = ground.session.catalogue.clinic
    sheets = [build_sheet(one, rule) for one in _told(found, progress)]
    missed = _without_sheet(ground, [name for name in asked if name not in by_id])
    instead = "The others asked for are shown." if sheets else "What the rule proposes is shown."
    return replace(
        page,
        chosen=tuple(one.indicator.id for one in found),
        sheets=tuple(sheets),
        notices=(*page.notices, *(f"{words} {instead}" for words in missed)),
    )


def _without_sheet(ground: MonthGround, names: Sequence[str]) -> tuple[str, ...]:
    """Name what is no measure of the catalogue, and what has no figure at the month."""
    catalogue = ground.session.catalogue
    known = [found.name for name in names if (found := catalogue.indicator(name)) is not None]
    unknown = [said_back(name) for name in names if catalogue.indicator(name) is None]
    said = []
    if unknown:
        noun = "measure" if len(unknown) == 1 else "measures"
        said.append(f"There is no {noun} called {listed(unknown, 'or')}.")
    if known:
        said.append(f"Without a figure for {ground.as_at.words}, and so without a sheet: {listed(known)}.")
    return (" ".join(said),) if said else ()


def _with_proposals(
    page: ClinicView,
    ground: MonthGround,
    candidates: Sequence[Candidate],
    absent: Sequence[Absent],
    progress: Progress,
) -> ClinicView:
    """Hold every candidate against the rule; those that meet most parts of it come first."""
    rule = ground.session.catalogue.clinic
    found = [(one, check_rule(rule, one)) for one in _told(candidates, progress)] if page.rule else []
    proposals = [build_proposal(one, each) for one, each in found if _has(each, Verdict.MET)]
    return replace(
        page,
        proposals=tuple(sorted(proposals, key=lambda one: -len(one.met))),
        proposed_words=_proposed_words(page, proposals),
        checked=_checked(ground.as_at, [each for _, each in found], absent) if page.rule else (),
        not_checked=(*_not_checked(found), *_absent(ground.as_at, absent)),
    )


def _told(candidates: Sequence[Candidate], progress: Progress) -> Iterable[Candidate]:
    """Go through measures, telling now and then how many have been judged."""
    for done, one in enumerate(candidates):
        if done % TOLD_EVERY == 0:
            progress(f"Judging {done} of {plural(len(candidates), 'measure')}")
        yield one


def _has(found: Iterable[Finding], verdict: Verdict) -> bool:
    return any(one.verdict is verdict for one in found)


def _proposed_words(page: ClinicView, proposals: Sequence[Proposal]) -> str:
    month = page.month.words if page.month else ""
    if not page.rule:
        return NO_RULE
    if not proposals:
        return f"The rule proposes nothing for {month}."
    verb = "is" if len(proposals) == 1 else "are"
    return f"{plural(len(proposals), 'measure')} {verb} proposed for {month}, those that meet most parts first."


def _checked(month: Period, found: Sequence[tuple[Finding, ...]], absent: Sequence[Absent]) -> tuple[str, ...]:
    """Count what became of every measure, so that what could not be checked is not taken for no problem."""
    rest = [each for each in found if not _has(each, Verdict.MET)]
    partly = sum(_has(each, Verdict.NOT_CHECKED) for each in rest)
    said = (
        (len(found) - len(rest), "{count} {verb} proposed."),
        (len(rest) - partly, "{count} {verb} checked by every part of the rule and {meet} none."),
        (partly, "{count} {meet} no part that could be checked; the other parts could not be, which is not the same."),
        (len(absent), f"{{count}} {{have}} no figure for {month.words} and could not be checked at all."),
    )
    return tuple(_counted(number, words) for number, words in said if number)


def _counted(number: int, words: str) -> str:
    one = number == 1
    verbs = {"verb": "is" if one else "are", "meet": "meets" if one else "meet", "have": "has" if one else "have"}
    return words.format(count=plural(number, "measure"), **verbs)


def _not_checked(found: Sequence[tuple[Candidate, tuple[Finding, ...]]]) -> tuple[NotChecked, ...]:
    """Put measures together that one part could not be checked for, for one reason."""
    groups: dict[tuple[str, str], list[str]] = {}
    for candidate, each in found:
        for one in each:
            if one.verdict is Verdict.NOT_CHECKED:
                groups.setdefault((PART_WORDS[one.part], one.words), []).append(candidate.indicator.name)
    order = list(PART_WORDS.values())
    made = [NotChecked(what=what, reason=why, measures=tuple(names)) for (what, why), names in groups.items()]
    return tuple(sorted(made, key=lambda one: (order.index(one.what), -len(one.measures))))


def _absent(month: Period, absent: Sequence[Absent]) -> tuple[NotChecked, ...]:
    """Put measures without a figure together by when their last one was."""
    groups: dict[str, list[str]] = {}
    for one in absent:
        groups.setdefault(LAST_OF.format(period=one.last.words) if one.last else NEVER, []).append(one.indicator.name)
    what = NO_FIGURE_AT.format(month=month.words)
    return tuple(NotChecked(what=what, reason=capital(why), measures=tuple(names)) for why, names in groups.items())

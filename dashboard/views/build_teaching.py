"""Build what an officer can teach about the workbook in hand."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.catalogue.layout_files import heading_key
from dashboard.catalogue.schema import Indicator
from dashboard.editions.preview import EditionChanges
from dashboard.formatting import BASIS_WORDS
from dashboard.intake.preview import Preview
from dashboard.intake.session import Session
from dashboard.periods import Period, PeriodKind, month
from dashboard.views.teaching import (
    Choice,
    HeadingToMap,
    MeaningOfName,
    MeasureToName,
    NumberLine,
    TeachingView,
)
from dashboard.vocabulary import Basis, IndicatorId
from dashboard.workbook.matching import UnknownMeasure
from dashboard.workbook.personal_details import heads_personal_details, may_name_a_person

# Months that may be declared: this one and fifteen years back; older workbooks are on other forms altogether.
MONTHS_OFFERED = 180
# Places named beside a heading that stands on many sheets.
PLACES_SHOWN = 4
DECLARABLE = {
    "unknown-report": "report",
    "report-told-by-measures": "report",
    "as-at-missing": "month",
    "as-at-told-by-columns": "month",
}
# What a declaration leaves behind, so that it can be changed again.
DECLARED = {"report-declared": "report", "as-at-declared": "month", "report-disagrees": "report"}


def build_teaching(session: Session, preview: Preview, *, is_declared: bool = False) -> TeachingView:
    """Say what of a workbook is not known and can be taught.

    ``is_declared`` says that report or month were declared, which the officer may take back.
    """
    codes = {issue.code for issue in preview.issues}
    wanted = {DECLARABLE[code] for code in codes & set(DECLARABLE)}
    if is_declared:
        wanted |= {DECLARED[code] for code in codes & set(DECLARED)}
        wanted |= {"month"} if "as-at-disagrees" in codes else set()
    identity = preview.identity
    return TeachingView(
        headings=tuple(_headings(preview)),
        measures=tuple(_measure(session, one) for one in preview.unknown_measures),
        numbers=tuple(_numbers(session, preview)),
        reports=_reports(session) if "report" in wanted else (),
        months=_months(session) if "month" in wanted else (),
        report=str(identity.report.id) if identity else "",
        report_words=identity.report.name if identity else "",
        as_at=str(identity.as_at) if identity else "",
        as_at_words=identity.as_at.words if identity else "",
        month_before=identity.as_at.shift(-1).words if identity else "",
        is_latest=_is_latest(session, preview),
        endings=tuple(_endings(session, preview)),
        doubled=tuple(dict.fromkeys(one.what for one in preview.issues if one.code == "duplicate-measure")),
    )


def _headings(preview: Preview) -> Iterator[HeadingToMap]:
    """List each unknown heading once, with its places; headings of personal details are never offered nor shown."""
    found: dict[str, tuple[str, list[str]]] = {}
    for match in preview.sheets:
        for unknown in match.unknown_headings:
            text = " ".join(unknown.text.split())
            if text and not heads_personal_details(text) and not may_name_a_person(text):
                found.setdefault(heading_key(text), (text, []))[1].append(f"{match.sheet}!{unknown.cell}")
    for text, places in found.values():
        more = f" and {len(places) - PLACES_SHOWN} more" if len(places) > PLACES_SHOWN else ""
        yield HeadingToMap(heading=text, places=", ".join(places[:PLACES_SHOWN]) + more)


def _measure(session: Session, unknown: UnknownMeasure) -> MeasureToName:
    indicators = {indicator.id: indicator for indicator in session.catalogue.indicators}
    near = [indicators[name] for name in unknown.near if name in indicators]
    others = sorted((one for one in indicators.values() if one not in near), key=lambda one: one.name.casefold())
    meanings = [
        *(meaning for one in near for meaning in _meanings(one, unknown.basis, is_near=True)),
        *(meaning for one in others for meaning in _meanings(one, unknown.basis, is_near=False)),
    ]
    place = f"{unknown.sheet}!{unknown.cell}"
    return MeasureToName(name=unknown.printed_name, number=unknown.printed_no, place=place, meanings=tuple(meanings))


def _meanings(indicator: Indicator, stated: Basis | None, *, is_near: bool) -> Iterator[MeaningOfName]:
    """Give an indicator's forms; only the one that the sheet states, where it states one."""
    for form in indicator.forms:
        if stated in (None, form):
            words = f"{indicator.name}, {BASIS_WORDS[form]}"
            yield MeaningOfName(indicator=indicator.id, basis=form, words=words, is_near=is_near)


def _numbers(session: Session, preview: Preview) -> Iterator[NumberLine]:
    for one in preview.renumbered_measures:
        indicator = session.catalogue.indicator(one.indicator)
        name = indicator.name if indicator else one.name
        yield NumberLine(
            indicator=one.indicator,
            alias=one.name,
            basis=one.basis,
            words=f"{name}, {BASIS_WORDS[one.basis]}",
            printed=one.printed_no,
            known=" or ".join(one.known),
            place=f"{one.sheet}!{one.cell}",
        )


def _reports(session: Session) -> tuple[Choice, ...]:
    return tuple(Choice(code=str(report.id), words=report.name) for report in session.catalogue.reports)


def _months(session: Session) -> tuple[Choice, ...]:
    today = session.clock().date()
    latest = month(today.year, today.month)
    return tuple(_choice(latest.shift(-back)) for back in range(MONTHS_OFFERED + 1))


def _choice(period: Period) -> Choice:
    return Choice(code=str(period), words=period.words)


def _is_latest(session: Session, preview: Preview) -> bool:
    """Tell whether nothing later of the same report is published."""
    identity = preview.identity
    if identity is None:
        return True
    published = [
        edition.as_at
        for edition in session.store.editions()
        if edition.report == identity.report.id and edition.withdrawn is None and edition.as_at is not None
    ]
    return not any(as_at.kind is PeriodKind.MONTH and as_at.start > identity.as_at.start for as_at in published)


def _endings(session: Session, preview: Preview) -> Iterator[tuple[str, str, str]]:
    """Give the names that are not on this workbook though they go on: indicator, basis and name.

    One of these is what a new name takes the place of. A measure with two names that go on is left to a person.
    """
    identity = preview.identity
    if identity is None or preview.changes is None:
        return
    printed = _printed(preview.changes)
    for indicator in session.catalogue.indicators:
        for form in indicator.forms:
            names = [
                alias.name
                for alias in indicator.aliases
                if alias.report == identity.report.id and alias.basis is form and alias.until is None
            ]
            if len(names) == 1 and (indicator.id, form) not in printed:
                yield (str(indicator.id), str(form), names[0])


def _printed(changes: EditionChanges) -> set[tuple[IndicatorId, Basis]]:
    frame = changes.observations.frame
    return {
        (IndicatorId(name), Basis(basis))
        for name, basis in zip(frame["indicator"].tolist(), frame["basis"].tolist(), strict=True)
    }

"""The clinic as a paper: an agenda, then one sheet a measure, with the words that slides and Word pages both print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.wording import did_you_mean
from dashboard.errors import DashboardError
from dashboard.formatting import capital, format_date, listed, plural
from dashboard.intake.session import Session
from dashboard.periods import Period
from dashboard.views.as_of import month_said_back, said_back
from dashboard.views.briefing.build import moment_words
from dashboard.views.clinic.build import build_clinic
from dashboard.views.clinic.view import BesideRow, ClinicSheet, ClinicView, Finding
from dashboard.views.clinic.words import PART_WORDS
from dashboard.views.ground import Ground
from dashboard.views.paper import Asked, data_date
from dashboard.vocabulary import Audience

TITLE = "Clinic pack"
BALANCE = (
    "Each measure has its whole record: every status stands in one of its columns, and nothing is left out because it "
    "is good or bad. The sentences are drafts, each worked out from the figures beside it; what is to be done next is "
    "for the clinic to decide."
)
CHOSEN = "Chosen"
# A unit that every figure of a comparison repeats is said once, in the heading.
PER_10000 = " per 10,000"
# More months than these are not listed where a wrong one was asked for.
MONTHS_NAMED = 3
MEANINGS = (
    (
        "On target, within tolerance, off target",
        "The figure beside the target set for its year. It may be off target every month and still be as usual for us: "
        "then the usual is not good enough.",
    ),
    (
        "Worse or better than usual, getting worse or better",
        "The latest figure is out of its usual range, or has kept to one side of its usual level for too long to be "
        "luck, and we know which way is good. Higher and lower are the same of a measure of which neither is good.",
    ),
    ("No real change", "Up or down by no more than it has always gone up and down: there is nothing to explain."),
    ("Too early to tell", "There are too few periods so far to know what is usual."),
    ("Not judged", "Single periods say little: they overlap, count mostly the same again, or count few."),
    ("Usual range", "Where nearly all periods fall while nothing changes. It says what is usual, not what is good."),
    ("Direction of travel", "The latest figure beside the one before it, however small the step: not by itself news."),
    (
        "More than chance, it could be chance",
        "Whether a difference from others is larger than so many cases would give by chance alone.",
    ),
    ("Points", "The difference between two percentages: from 20% to 25% is 5 points."),
    ("Worked out", "No report prints these counts: they follow from the percentage and what it is out of."),
)  # fmt: skip
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSheet:
    """One measure's page: its sheet as on the clinic page, and the words that a paper sets about it.

    ``opening`` says its place, ``meta`` form, theme and owner, ``figure_note`` what is to be known of the figure.
    ``why`` is the short reason on the agenda, ``reasons`` the same with their figures. ``beside`` are the rows of the
    comparison under ``beside_columns``, ``beside_note`` what is said beneath them.
    """

    sheet: ClinicSheet
    opening: str
    meta: str
    owner: str
    figure_note: str
    why: str
    reasons: tuple[str, ...]
    beside_columns: tuple[str, ...]
    beside: tuple[tuple[str, ...], ...]
    beside_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicPack:
    """The whole paper.

    ``header`` are the lines above the agenda, each with what it is. ``lead`` says how the measures came to be here and
    how to read them, ``notices`` what was asked for and is not there. Without ``sheets`` ``nothing`` says why: that the
    rule proposes nothing is itself worth having on paper. Where nothing is published at all ``empty`` says so. The
    files are dated by ``data_date``; ``edition_number`` is the newest of the editions that ``header`` names.
    """

    council: str
    title: str
    as_at: str
    header: tuple[tuple[str, str], ...]
    demonstration: str
    lead: tuple[str, ...]
    sheets: tuple[PackSheet, ...]
    nothing: str
    empty: str
    notices: tuple[str, ...]
    meanings: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    foot: str
    audience: Audience
    data_date: date
    edition_number: int | None = None


def build_clinic_pack(
    ground: Ground,
    *,
    measures: tuple[str, ...] | None,
    month: str | None,
    progress: Progress = lambda _: None,
    audience: Audience = Audience.MEMBERS,
    made_on: date | None = None,
) -> ClinicPack:
    """Build the pack at a month: of ``measures`` in their order, or of those that the rule proposes.

    ``month`` is a code such as 2020-03, the newest with most figures without. It names owners, so it is for
    nobody outside the council.

    Raises:
        DashboardError: when a measure is in no catalogue, none of those asked for has a figure, or no report of ours
            is of the month.
        StoreError: when the figures cannot be read.
    """
    _check_measures(ground.session, measures or ())
    _check_month(ground, month)
    found = build_clinic(ground, measures=measures or None, month=month, progress=progress)
    view = found
    if measures and not found.sheets and not found.empty:
        raise DashboardError(_none_has_a_figure(found))
    if not measures and found.proposals:
        proposed = tuple(str(one.id) for one in found.proposals)
        view = build_clinic(ground, measures=proposed, month=found.month.id if found.month else None, progress=progress)
    return _pack(ground, view, found, audience, made_on)


def _check_measures(session: Session, measures: Sequence[str]) -> None:
    known = [str(one.id) for one in session.catalogue.indicators]
    for one in measures:
        if one not in known:
            near = did_you_mean(one, known) or "`scorecard catalogue list` gives them all."
            raise DashboardError(f"No measure has the id {said_back(one)}. {near} Nothing has been made.")


def _check_month(ground: Ground, month: str | None) -> None:
    if not month or not ground.months or month in {str(one) for one in ground.months}:
        return
    named = listed([one.words for one in ground.months[:MONTHS_NAMED]], "or")
    what = f"There is no scorecard for {month_said_back(month)}."
    raise DashboardError(f"{what} Choose another month, such as {named}. Nothing has been made.")


def _none_has_a_figure(view: ClinicView) -> str:
    """Say it as the page does, without what the page shows instead."""
    said = " ".join(view.notices).removesuffix("What the rule proposes is shown.").strip()
    return f"{said} Choose other measures or another month. Nothing has been made."


def _pack(ground: Ground, view: ClinicView, found: ClinicView, audience: Audience, made_on: date | None) -> ClinicPack:
    session, total = ground.session, len(view.sheets)
    month = view.month.words if view.month else ""
    return ClinicPack(
        council=session.our_name,
        title=f"{TITLE}, {month}" if month else TITLE,
        as_at=month,
        header=tuple(_header(ground, view, audience, made_on)),
        demonstration=view.demonstration,
        lead=tuple(_lead(view, found)),
        sheets=tuple(_sheet(one, f"Measure {place} of {total}") for place, one in enumerate(view.sheets, start=1)),
        nothing="" if total else _nothing(found),
        empty=_nothing(found) if found.empty else "",
        notices=found.notices,
        meanings=MEANINGS,
        sources=tuple(_sources(ground, view)),
        foot=f"{session.our_name}: {TITLE[0].lower()}{TITLE[1:]}" + (f", {month}" if month else ""),
        audience=audience,
        data_date=data_date(ground.as_of, ground.editions),
        edition_number=view.edition_number,
    )


def _header(ground: Ground, view: ClinicView, audience: Audience, made_on: date | None) -> Iterator[tuple[str, str]]:
    if view.edition:
        yield "Figures from", view.edition
    yield "As at", moment_words(ground.session, ground.as_of)
    yield from Asked(audience=audience, made_on=made_on).lines


def _lead(view: ClinicView, found: ClinicView) -> Iterator[str]:
    """Say how the measures came to be here; without any, what the rule was."""
    if found.proposals:
        yield found.proposed_words
    if (found.proposals or not view.sheets) and found.rule:
        yield f"The rule: any of these. {' '.join(found.rule)}"
    if view.sheets:
        yield BALANCE


def _nothing(found: ClinicView) -> str:
    if found.empty:
        return f"{found.empty} A clinic is prepared from the figures of a published scorecard."
    checked = " ".join(found.checked)
    return f"{found.proposed_words} {checked} Not checked is not the same as no problem.".replace("  ", " ")


def _sheet(one: ClinicSheet, opening: str) -> PackSheet:
    answers = f"Answers for it: {one.owner}" if one.owner else "No owner is named"
    columns, rows, note = _beside(one)
    return PackSheet(
        sheet=one,
        opening=opening,
        meta=" · ".join(part for part in (capital(one.basis), one.theme, answers) if part),
        owner=one.owner,
        figure_note="; ".join(part for part in (one.counts, _revised(one)) if part),
        why=_short(one.met),
        reasons=tuple(_reason(each) for each in one.met),
        beside_columns=columns,
        beside=rows,
        beside_note=note,
    )


def _revised(one: ClinicSheet) -> str:
    return f"revised from {one.figure.restated_from}" if one.figure.restated_from else ""


def _short(met: Sequence[Finding]) -> str:
    return capital("; ".join(PART_WORDS[each.part].lower() for each in met)) if met else CHOSEN


def _reason(one: Finding) -> str:
    """Say a part of the rule with its figures; one whose words begin with its name is not named twice."""
    name = PART_WORDS[one.part]
    return f"{one.words}." if one.words.startswith(name) else f"{name}. {one.words}."


def _beside(one: ClinicSheet) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], str]:
    """Set out the comparison: where all are set beside one figure of ours, it is said once beneath the table."""
    if not one.beside:
        return (), (), one.beside_note
    ours = {(row.ours, row.period) for row in one.beside}
    if len(ours) > 1 or not one.beside[0].ours:
        each = tuple((row.who, row.figure, row.ours, row.period, _stands(row)) for row in one.beside)
        return ("Who", "Theirs", "Ours", "Period", "Ours is"), each, one.beside_note
    figure, period = ours.pop()
    unit = PER_10000 if all(row.figure.endswith(PER_10000) for row in one.beside) else ""
    rows = tuple((row.who, row.figure.removesuffix(unit), _stands(row)) for row in one.beside)
    return ("Who", f"Theirs{unit}", "Ours is"), rows, f"{period}, as ours beside it: {figure}."


def _stands(row: BesideRow) -> str:
    return ": ".join(part for part in (row.position, row.clear) if part)


def _sources(ground: Ground, view: ClinicView) -> Iterator[str]:
    """Name where our figures and those of others come from, and attribute what is published under a licence."""
    months = [one for one in ground.scorecards if view.month and str(one.as_at) == view.month.id]
    for edition in months:
        report = ground.session.catalogue.report(edition.report)
        name = report.name if report else edition.title
        issue = f"issue {edition.issue_number}, issued {format_date(edition.issued_on)}"
        yield f"Edition {edition.number}: {name}, {_as_at(edition.as_at)}, {issue}."
    others = {level.source.partition(", ")[2]: None for one in view.sheets for level in one.trend.comparators}
    if others:
        yield f"Figures of others are of their own years: {'; '.join(how for how in others if how)}."
        yield from _licences(ground)


def _as_at(period: Period | None) -> str:
    return period.words if period else "no month"


def _licences(ground: Ground) -> Iterator[str]:
    """Attribute the national releases that stand."""
    standing = {str(one.report) for one in ground.editions}
    by_licence: dict[str, dict[str, None]] = {}
    for dataset in ground.session.catalogue.datasets:
        if {dataset.id, dataset.series} & standing:
            by_licence.setdefault(dataset.licence, {})[dataset.source] = None
    for licence, sources in by_licence.items():
        yield f"Contains public sector information licensed under the {licence}. Source: {' · '.join(sources)}."


def notes_of(one: PackSheet) -> tuple[str, ...]:
    """Give the full words of a measure, for whoever speaks to it: nothing that the page shows is missing here."""
    sheet = one.sheet
    said = (
        sheet.heads,
        sheet.meaning,
        f"Bear in mind: {sheet.caution}" if sheet.caution else "",
        f"Why it is here: {' '.join(one.reasons)}" if one.reasons else "",
        *(f"{name}: {words}" for name, words in sheet.ahead),
        f"The latest figures: {'; '.join(_recent_words(sheet))}. {sheet.counts_note}".strip() if sheet.recent else "",
        sheet.trend.alt,
        *_unchecked_words(sheet),
    )
    return tuple(part for part in said if part)


def _unchecked_words(sheet: ClinicSheet) -> Iterator[str]:
    for each in sheet.not_checked:
        yield f"Could not be checked, {PART_WORDS[each.part].lower()}: {each.words.rstrip('.')}."


def _recent_words(sheet: ClinicSheet) -> Iterator[str]:
    for row in sheet.recent:
        counts = f" ({row.counts})" if row.counts else ""
        yield f"{row.period} {row.figure.text}{counts}, {row.rag.word.lower()}"


def count_words(pack: ClinicPack) -> str:
    """Say how many measures the agenda holds."""
    return f"{plural(len(pack.sheets), 'measure')} for the clinic" if pack.sheets else "No measures"

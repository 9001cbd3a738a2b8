"""What a briefing says around its figures: where each is from, how ours stands, and what must be known to read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard.formatting import MISSING_WORDS, capital, format_counts, format_figure, listed, uncapital
from dashboard.intake.session import Session
from dashboard.judge.beside import compare_all
from dashboard.judge.case import OtherFigure
from dashboard.judge.overall import overall_words
from dashboard.judge.series import Point
from dashboard.periods import Period, PeriodKind
from dashboard.views.briefing.differences import covers_words
from dashboard.views.briefing.figures import Stated
from dashboard.views.briefing.view import BriefingRow
from dashboard.views.compare_page.words import average_phrase
from dashboard.views.comparing.beside import half_digit, measured_with
from dashboard.views.comparing.in_year import in_year_words
from dashboard.views.comparing.series import AreaFigure, Measure
from dashboard.views.comparing.words import restated_average_words
from dashboard.views.figures import history_words
from dashboard.vocabulary import AreaRole, Missing, Unit

OTHERS = (AreaRole.REGION, AreaRole.STATISTICAL_NEIGHBOURS, AreaRole.ENGLAND)
# What a sentence calls them.
_ROLE_NAMES = {
    AreaRole.REGION: "the region",
    AreaRole.STATISTICAL_NEIGHBOURS: "our statistical neighbours",
    AreaRole.ENGLAND: "England",
}


def source_words(stated: Stated, unit: Unit, session: Session) -> str:
    """Say where a figure is from: the file, its place in it and the edition, or how it was worked out."""
    figure = stated.figure
    if stated.average_of is not None:
        return _average_words(stated, unit, session)
    if figure.edition is None and figure.value is not None:
        return f"{capital(figure.source)}."
    if figure.edition is None:
        if figure.missing is Missing.NOT_A_NATIONAL_MEASURE:
            return "The catalogue of measures: no national body publishes this measure."
        return stated.why or f"No file held here gives it{_because(stated)}."
    counts = format_counts(figure.numerator, figure.denominator)
    where = f"File {_place(figure)}, edition {figure.edition}"
    parts = [_attributed(figure, session), where, counts, capital(figure.note)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def label_words(stated: Stated) -> str:
    """Mark a figure of a year that is not published yet; empty for a full year."""
    if not stated.is_so_far or stated.figure.value is None:
        return ""
    figure = stated.figure
    is_month = figure.period.kind is PeriodKind.MONTH
    return in_year_words(figure) if is_month else f"{covers_words(figure)}, provisional"


def standing_sentence(year: Period, stated: Mapping[AreaRole, Stated], measure: Measure) -> str:
    """Say how ours stands in one year beside each party whose figure covers the same time, and what of it is chance.

    "In 2018/19 ours (21.2%) was worse than the region (19.6%), the average of our ten statistical neighbours (18.39%)
    and England (20.8%); each of these differences could be chance." A year that runs is labelled as such.
    """
    ours = stated[AreaRole.OURS]
    if ours.figure.value is None:
        return f"For {year.words} there is no figure of ours to compare{_because(ours)}."
    like = [role for role in OTHERS if stated[role].figure.value is not None and _covers_the_same(ours, stated[role])]
    absent = _absences(stated)
    label = f"{year.words} so far, provisional: " if ours.is_so_far else ""
    if not like:
        when = f"{year.words}{f' so far ({covers_words(ours.figure)}, provisional)' if ours.is_so_far else ''}"
        return f"For {when} ours ({_written(ours, measure)}) has nothing to be compared with: {absent}."
    measured = measured_with(measure, ours.figure.decimals)
    others = (_other(role, stated[role], ours) for role in like)
    said = overall_words(measured, compare_all(measured, others))
    opened = f"{label}{uncapital(said)}" if label else said
    return f"{opened} {capital(absent)}." if absent else opened


def _other(role: AreaRole, stated: Stated, ours: Stated) -> OtherFigure:
    """Give a party as it is judged; an average is as unsure as the rounded figures that it is of."""
    figure, average = stated.figure, stated.average_of.average if stated.average_of else None
    return OtherFigure(
        key=role.value,
        who=average_phrase(average) if average else _ROLE_NAMES[role],
        period=ours.figure.period,
        basis=ours.figure.basis,
        value=figure.value,
        decimals=figure.decimals,
        ours=Point(
            period=ours.figure.period,
            value=ours.figure.value,
            numerator=ours.figure.numerator,
            denominator=ours.figure.denominator,
        ),
        n=average.n if average else None,
        half_digit=half_digit(min(one.decimals for one in stated.behind)),
    )


def difference_notes(rows: Sequence[BriefingRow], our_name: str) -> tuple[str, ...]:
    """Gather what the differences need said, naming the parties that share a note."""
    notes: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.difference is not None and row.difference.note:
            opening = "No difference" if row.difference.value is None else "Difference"
            who = _ROLE_NAMES.get(row.role, our_name)
            notes.setdefault((opening, row.difference.note), []).append(who)
    return tuple(f"{opening} for {listed(names)}: {note}." for (opening, note), names in notes.items())


def figure_notes(by_year: Iterable[tuple[Period, Mapping[AreaRole, Stated]]], measure: Measure) -> tuple[str, ...]:
    """Give what must be known of the figures, each note once: of the release, of a year, of what was restated."""
    found = [(year, role, each) for year, stated in by_year for role, each in stated.items()]
    used = {one.dataset for _, _, each in found for one in each.behind}
    published = measure.indicator.published if measure.indicator else ()
    by_note: dict[str, dict[str, None]] = {}
    for year, role, each in found:
        for note in (*(one.note for one in each.behind), _restated(role, each, measure)):
            if note:
                by_note.setdefault(note.rstrip("."), {})[year.words] = None
    notes = dict.fromkeys(one.note for one in published if one.note and one.dataset in used)
    return (*notes, *(f"{listed(list(years))}: {note}." for note, years in by_note.items()))


def _restated(role: AreaRole, stated: Stated, measure: Measure) -> str:
    """Say what stood in a figure's place before its source restated it."""
    if stated.average_of is not None:
        words = restated_average_words(stated.average_of, measure.unit)
        return f"the figure of our statistical neighbours {words}" if words else ""
    history = stated.figure.history
    if measure.indicator is None or history is None or not history.is_restated:
        return ""
    said = history_words(history, measure.indicator, stated.figure.decimals)
    return f"{_ROLE_NAMES.get(role, 'ours')}, restated: {said}"


def _average_words(stated: Stated, unit: Unit, session: Session) -> str:
    compared = stated.average_of
    if compared is None:
        return ""
    each = ", ".join(f"{one.name} {format_figure(one.value or 0.0, unit, one.decimals)}" for one in stated.behind)
    first = stated.behind[0]
    editions = sorted({one.edition for one in stated.behind if one.edition is not None})
    where = f"File {first.filename}, edition {listed([str(number) for number in editions])}"
    notes = dict.fromkeys(capital(one.note) for one in stated.behind if one.note)
    parts = [f"{capital(compared.average.words)}: {each}", _attributed(first, session), where, *notes]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _attributed(figure: AreaFigure, session: Session) -> str:
    """Name the release with its publisher, or the council's own report."""
    dataset = session.catalogue.dataset(figure.dataset)
    if dataset is not None:
        publisher, _, release = dataset.source.partition(", ")
        return f"{publisher if dataset.name.startswith(release) else dataset.source}: {dataset.name}"
    report = session.catalogue.report(figure.dataset)
    return report.name if report else ""


def _place(figure: AreaFigure) -> str:
    return ", ".join(part for part in (figure.filename, figure.sheet, figure.cell) if part)


def _reason(stated: Stated) -> str:
    return MISSING_WORDS[stated.figure.missing or Missing.NO_FIGURE]


def _because(stated: Stated) -> str:
    """Add the reason to a sentence that says already that there is no figure."""
    return "" if stated.figure.missing in (None, Missing.NO_FIGURE) else f" ({_reason(stated)})"


def _covers_the_same(ours: Stated, other: Stated) -> bool:
    """Tell figures of the same year or of the same months of it; at a year's end both in-year forms cover it whole."""
    mine, their = ours.figure, other.figure
    is_whole = mine.period.end == mine.period.financial_year.end
    is_alike = ours.is_so_far == other.is_so_far and mine.period == their.period
    return is_alike and (is_whole or mine.basis is their.basis or not ours.is_so_far)


def _written(stated: Stated, measure: Measure) -> str:
    return format_figure(stated.figure.value or 0.0, measure.unit, stated.figure.decimals)


def _absences(stated: Mapping[AreaRole, Stated]) -> str:
    """Say of whom there is no figure, or one of another stretch of time: "England: not published yet"."""
    ours = stated[AreaRole.OURS]
    why: dict[str, list[str]] = {}
    for role in OTHERS:
        one = stated[role]
        if one.figure.value is None:
            why.setdefault(_reason(one), []).append(_ROLE_NAMES[role])
        elif not _covers_the_same(ours, one):
            why.setdefault("of another stretch of time, so not compared", []).append(_ROLE_NAMES[role])
    return "; ".join(f"{listed(names)}: {reason}" for reason, names in why.items())

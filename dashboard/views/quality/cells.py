"""What there is of each measure in each month: a figure, a late one, a gap and whose it is, or nothing due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.catalogue.schema import Catalogue
from dashboard.formatting import BASIS_WORDS, MISSING_WORDS, format_figure, listed, plural
from dashboard.periods import MONTHS_IN_YEAR, Period
from dashboard.views.ground import Ground
from dashboard.views.quality.stated import Rhythm, Stated, StatedForm
from dashboard.views.quality.view import HELD, CellState, MeasureMonths, QualityCell
from dashboard.vocabulary import Basis, Missing

# A year and its first month again, so that the same month of two years stands in one picture.
MONTHS_SHOWN = MONTHS_IN_YEAR + 1
LAST_OF_THE_YEAR = 3

_NOT_DUE = QualityCell(state=CellState.NOT_DUE, text="", title="Not due")
# A sheet says by these that no figure was meant to be there.
_NOT_MEANT = frozenset({Missing.NOT_APPLICABLE, Missing.NOT_A_NATIONAL_MEASURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMonths:
    """The months as at which editions stand, by report, and the reports' names."""

    by_report: Mapping[str, frozenset[Period]]
    names: Mapping[str, str]

    @classmethod
    def of(cls, ground: Ground) -> ReportMonths:
        """Collect them of the editions that stand; one as at a quarter or a year counts as of its last month."""
        found: dict[str, set[Period]] = {}
        for one in ground.scorecards:
            if one.as_at:
                found.setdefault(str(one.report), set()).add(one.as_at.last_month)
        names = {str(report.id): report.name for report in ground.session.catalogue.reports}
        return cls(by_report={report: frozenset(months) for report, months in found.items()}, names=names)

    def first(self, report: str) -> Period | None:
        """Give the earliest month of a report."""
        return min(self.by_report.get(report, ()), key=lambda month: month.start, default=None)

    def last(self, report: str) -> Period | None:
        """Give the latest month of a report."""
        return max(self.by_report.get(report, ()), key=lambda month: month.start, default=None)

    def name(self, report: str) -> str:
        """Name a report."""
        return self.names.get(report, report)


def months_shown(ground: Ground) -> list[Period]:
    """List the months to look into, up to the latest as at which a report of ours stands; none without any."""
    if not ground.months:
        return []
    return [ground.months[0].shift(-back) for back in range(MONTHS_SHOWN - 1, -1, -1)]


def measure_months(
    form: StatedForm, months: Sequence[Period], held: ReportMonths, catalogue: Catalogue
) -> MeasureMonths:
    """Tell of each month what there is of one form of a measure."""
    retired = retired_after(form)
    cells = tuple(cell_of(form, month, held, retired) for month in months)
    states = [cell.state for cell in cells]
    themes = {theme.id: theme.name for theme in catalogue.themes}
    return MeasureMonths(
        indicator=str(form.indicator.id),
        name=form.indicator.name,
        basis=str(form.basis),
        basis_words=BASIS_WORDS[form.basis],
        theme=form.indicator.theme if form.indicator.theme in themes else "",
        cells=cells,
        due=sum(state is not CellState.NOT_DUE for state in states),
        held=sum(state in HELD for state in states),
        late=states.count(CellState.LATE),
    )


def cell_of(form: StatedForm, month: Period, held: ReportMonths, retired: Period | None) -> QualityCell:
    """Tell what there is of a form in a month."""
    stated = form.by_month.get(month)
    if stated is not None and stated.value is not None:
        return _figure(form, month, stated, stated.value, held)
    if stated is not None and stated.missing not in (None, Missing.NO_FIGURE):
        return _reason(month, stated)
    return _gap(form, month, held, retired)


def retired_after(form: StatedForm) -> Period | None:
    """Give the last month for which any report is to print the form; None where one still does."""
    names = [one for one in form.indicator.aliases if one.basis is form.basis and one.report in form.reports]
    ends = [one.until for one in names if one.until is not None]
    return max(ends, key=lambda month: month.start) if ends and len(ends) == len(names) else None


def _figure(form: StatedForm, month: Period, stated: Stated, value: float, held: ReportMonths) -> QualityCell:
    figure = format_figure(value, form.indicator.unit, form.indicator.decimal_places)
    opening = f"{month.words}: {figure}"
    if stated.provisional:
        return QualityCell(state=CellState.PROVISIONAL, text=figure, title=f"{opening}, provisional")
    if (first := stated.first_as_at) is not None and is_late(month, stated, held):
        since = plural(_months_from(month, first), "month")
        by = f"the {held.name(stated.first_report)} for {first.words} (edition {stated.first_edition})"
        return QualityCell(state=CellState.LATE, text=figure, title=f"{opening}, {since} late: first stated in {by}")
    return QualityCell(state=CellState.FIGURE, text=figure, title=f"{opening} (edition {stated.edition})")


def is_late(month: Period, stated: Stated, held: ReportMonths) -> bool:
    """Tell whether a figure first came in an edition of a later month.

    Months from before a report's first edition here are its history, not late.
    """
    first, began = stated.first_as_at, held.first(stated.first_report)
    return first is not None and began is not None and began.start <= month.start < first.last_month.start


def _months_from(month: Period, later: Period) -> int:
    return (later.end.year - month.start.year) * MONTHS_IN_YEAR + later.end.month - month.start.month


def _reason(month: Period, stated: Stated) -> QualityCell:
    reason = stated.missing or Missing.NO_FIGURE
    words = MISSING_WORDS[reason]
    title = f"{month.words}: {words}, as printed in edition {stated.edition}"
    if reason in _NOT_MEANT:
        return QualityCell(state=CellState.NOT_DUE, text="", title=title)
    state = CellState.SUPPRESSED if reason is Missing.SUPPRESSED else CellState.MISSING
    return QualityCell(state=state, text=words, title=title)


def _gap(form: StatedForm, month: Period, held: ReportMonths, retired: Period | None) -> QualityCell:
    due = _due_from(form, month, held, retired)
    if not due:
        return _NOT_DUE
    named = sorted(held.name(report) for report in due)
    if all((last := held.last(report)) is None or last.start < month.start for report in due):
        title = f"{month.words}: no {listed(named, 'or')} for this month or a later one is loaded"
        return QualityCell(state=CellState.NO_REPORT, text="no report", title=title)
    here = [report for report in due if month in held.by_report.get(report, ())]
    said = "blank" if month in form.by_month or here else "not stated by any edition"
    return QualityCell(state=CellState.MISSING, text="missing", title=f"{month.words}: {said} ({listed(named)})")


def _due_from(form: StatedForm, month: Period, held: ReportMonths, retired: Period | None) -> list[str]:
    """Name the reports from which a figure is due in a month, each by its own rhythm."""
    if form.basis is Basis.YEAR_TO_DATE and month.start.month == LAST_OF_THE_YEAR:
        return []  # at the year's end the sheet prints the full year in its place
    if form.first is None:
        # Never a figure: it is due where a report came out and left it blank.
        return sorted(form.reports) if month in form.by_month else []
    if month.start < form.first.start or (retired is not None and month.start > retired.start):
        return []
    return [report for report, rhythm in form.rhythms.items() if _falls_on(report, rhythm, month, held)]


def _falls_on(report: str, rhythm: Rhythm, month: Period, held: ReportMonths) -> bool:
    """Tell whether a report's figure is due: by its rhythm, else in each month of an edition of the report."""
    falls = rhythm.falls_on(month)
    return month in held.by_report.get(report, ()) if falls is None else falls


def count_states(rows: Iterable[MeasureMonths]) -> dict[CellState, int]:
    """Count the cells of each state."""
    found = dict.fromkeys(CellState, 0)
    for row in rows:
        for cell in row.cells:
            found[cell.state] += 1
    return found

"""One area's figure of one period, with where it stands and what was said before."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.editions.history import History
from dashboard.intake.session import Session
from dashboard.periods import Period
from dashboard.views.figures import Shown
from dashboard.vocabulary import AreaCode, Basis, Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFigure:
    """One area's figure of one period, or the reason why there is none.

    ``dataset`` is the id of the dataset (or of the report, for what a workbook prints), ``filename``, ``sheet`` and
    ``cell`` the place in its file (``sheet`` is empty for a national release); ``source`` says it in words.
    ``history`` is what the same source said before, where it restated the figure. ``change`` is on the year before,
    only where the years are consecutive, both have a figure and no change of definition lies between. ``note`` says
    what a reader must know of this figure: the wider region that stands in, or the release that carries a year first
    published before it.
    """

    area: AreaCode
    name: str
    period: Period
    value: float | None
    missing: Missing | None
    decimals: int
    basis: Basis
    numerator: float | None = None
    denominator: float | None = None
    provisional: bool = False
    edition: int | None = None
    dataset: str = ""
    filename: str = ""
    sheet: str = ""
    cell: str = ""
    source: str = ""
    history: History | None = None
    change: float | None = None
    note: str = ""

    @property
    def is_national(self) -> bool:
        """Tell a nationally published figure from what a workbook prints and from what is provisional."""
        return self.value is not None and not self.sheet and not self.provisional


def make_area_figure(
    session: Session, shown: Shown, *, decimals: int, change: float | None = None, note: str = ""
) -> AreaFigure:
    """Make the figure of an area from what stands; ``decimals`` hold where its source prints none of its own."""
    figure, is_release = shown.figure, is_release_series(session, shown.report)
    area = session.areas.by_code(figure.area)
    return AreaFigure(
        area=figure.area,
        name=area.name if area else str(figure.area),
        period=figure.period,
        value=figure.value,
        missing=figure.missing,
        decimals=decimals if figure.decimals is None else figure.decimals,
        basis=figure.basis,
        numerator=figure.numerator,
        denominator=figure.denominator,
        provisional=figure.provisional,
        edition=shown.edition,
        dataset=figure.sheet if is_release else shown.report,
        filename=shown.filename,
        sheet="" if is_release else figure.sheet,
        cell=figure.cell,
        source=_source(session, shown),
        history=shown.history,
        change=change,
        note=note,
    )


def is_release_series(session: Session, report: str) -> bool:
    """Tell a series of published statistics from a report that officers publish."""
    return session.catalogue.report(report) is None


def _source(session: Session, shown: Shown) -> str:
    """Say where a figure stands: the release's file and row, or the report, sheet and cell."""
    figure, report = shown.figure, session.catalogue.report(shown.report)
    if report is None:
        dataset = session.catalogue.dataset(figure.sheet)
        parts = (dataset.name if dataset else shown.filename, figure.cell)
    else:
        parts = (report.name, " ".join(part for part in (figure.sheet, figure.cell) if part))
    return ", ".join(part for part in parts if part)

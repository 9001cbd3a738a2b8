"""Write the members' tracker as a tagged PDF: the web page, printed."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.reports.pdf import PrintedPage
from dashboard.reports.tracker_fit import Density, fit
from dashboard.reports.tracker_html import write_page
from dashboard.views.tracker.paper_view import TrackerPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedPaper:
    """The page laid out on its sides, with the density that goes on them."""

    html: str
    density: Density
    printed: PrintedPage


def tracker_pdf(paper: TrackerPaper) -> bytes:
    """Give the file's bytes, one side of A4 or two; the same paper gives the same bytes on one machine.

    Raises:
        DashboardError: when the machine lacks a part that PDF needs.
    """
    return fitted(paper).printed.pdf()


def fitted(paper: TrackerPaper) -> FittedPaper:
    """Lay the page out at the fullest density that goes on one side, or else on two.

    Raises:
        DashboardError: when the machine lacks a part that PDF needs.
    """
    laid_out: dict[Density, FittedPaper] = {}

    def sides_of(density: Density) -> int:
        if density not in laid_out:
            html = write_page(paper, density)
            laid_out[density] = FittedPaper(html=html, density=density, printed=PrintedPage(html))
        return laid_out[density].printed.sides

    density = fit(paper, sides_of)
    sides_of(density)
    return laid_out[density]

"""Measure the Compare page at the server: a measure not read before, then another year, list and neighbour."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.intake import Session
from dashboard.ui.compare_parts import answer_html, chart_html, notes_html, trends_html
from dashboard.views.comparators import is_comparable
from dashboard.views.compare_page.build import Ground, build_year, lay_ground, read_figures
from dashboard.views.comparing.series import Measure, measure_of

# What the page promises at the server (issue "Comparators an officer can defend").
PROMISED_MS = 150
REPEATS = 7


@dataclass(frozen=True, kw_only=True)
class Rerender:
    what: str
    milliseconds: float
    slowest: float


def compare_lines(session: Session) -> list[str]:
    """Give the section of the results on the Compare page; nothing is cached between two runs."""
    measure = _largest(session)
    rows = len(session.store.figures(indicators=[measure.id]))
    return [
        "## The Compare page at the server",
        "",
        f"{measure.name}: {rows:,} figures of one measure in the store. Nothing is cached but what each line says; "
        f"the page promises {PROMISED_MS} ms. Medians of {REPEATS} runs, and the slowest.",
        "",
        "| what | ms | slowest |",
        "|---|---:|---:|",
        *(f"| {one.what} | {one.milliseconds:.0f} | {one.slowest:.0f} |" for one in _measured(session, measure)),
        "",
    ]


def _largest(session: Session) -> Measure:
    """Take the comparable measure with the most figures."""
    comparable = [one for one in session.catalogue.indicators if is_comparable(one)]
    counts = session.store.figures(indicators=[one.id for one in comparable])["indicator"].value_counts()
    found = session.catalogue.indicator(str(counts.index[0]))
    assert found is not None
    return measure_of(found)


def _measured(session: Session, measure: Measure) -> list[Rerender]:
    figures = read_figures(session, measure)
    ground = lay_ground(session, measure, figures)
    years = [str(year) for year in ground.series.years]
    lists = [info.id for info in ground.book.lists]

    def everything(against: str) -> None:
        fresh = lay_ground(session, measure, read_figures(session, measure))
        _write(fresh, None, against, None)

    def another(list_id: str | None, against: str, neighbour: str | None) -> Callable[[], None]:
        turns = iter(range(10_000))

        def work() -> None:
            fresh = lay_ground(session, measure, figures, list_id=list_id)
            _write(fresh, years[next(turns) % len(years)], against, neighbour)

        return work

    neighbour = ground.series.year(ground.series.years[-1]).authorities[0].area
    return [
        _timed("A measure not read before, our neighbours", lambda: everything("neighbours")),
        _timed("A measure not read before, all authorities", lambda: everything("all")),
        _timed("Another year, our neighbours", another(None, "neighbours", None)),
        _timed("Another year, all authorities", another(None, "all", None)),
        _timed("Another list and another neighbour, all authorities", another(lists[0], "all", neighbour)),
    ]


def _write(ground: Ground, year: str | None, against: str, neighbour: str | None) -> None:
    view = build_year(ground, period=year, against=against, neighbour=neighbour)
    for part in (answer_html(view), chart_html(view), trends_html(view, dark=False), notes_html(view, "")):
        len(part)


def _timed(what: str, work: Callable[[], None]) -> Rerender:
    work()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return Rerender(what=what, milliseconds=statistics.median(times), slowest=max(times))


if __name__ == "__main__":
    from dashboard.intake import open_session
    from dashboard.settings import read_settings

    sys.stdout.write(
        "\n".join(compare_lines(open_session(read_settings(store=sys.argv[1], catalogue="indicators.yaml"))))
    )

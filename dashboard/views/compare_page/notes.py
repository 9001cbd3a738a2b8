"""What a reader must know of a comparison: how old it is, what was restated, provisional or rounded, and its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.benchmarks.compare import ComparatorFigure, Mean
from dashboard.catalogue.schema import ComparatorMethod
from dashboard.formatting import BASIS_WORDS, format_figure, plural
from dashboard.intake.session import Session
from dashboard.judge.beside import Comparison
from dashboard.observations import Observation
from dashboard.periods import Period, parse_period
from dashboard.views.compare_page.scene import Scene
from dashboard.views.compare_page.verdicts import CHANCE_NOTE, NEIGHBOURS_NOTE, range_note, scatter_words
from dashboard.views.compare_page.words import has_totals, reason_words, sentence, written
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.beside import scatter_of
from dashboard.views.comparing.in_year import in_year_words
from dashboard.views.comparing.measure import Measure, YearComparison
from dashboard.views.comparing.words import region_words, restated_average_words
from dashboard.views.comparison import AVERAGE_NOTES, POOLED_NOTE
from dashboard.views.figures import change_word, history_words
from dashboard.views.standing import stand

# More restatements than these are counted; the table marks each.
RESTATED_NAMED = 4

TOTALS_NOTE = (
    "The figures of the region and of England are totals of their authorities: they stand in the table, and ours is "
    "not set beside them."
)


def newest_own(session: Session, measure: Measure, rows: pd.DataFrame, latest: Period | None) -> Observation | None:
    """Find the newest figure of our own, on any time basis, that is newer than the newest year published.

    ``rows`` are the store's of the measure; None where there is no such figure, or no year is published.
    """
    if measure.indicator is None or latest is None:
        return None
    ours = rows[(rows["area"] == session.our_code) & rows["value"].notna()]
    newer = {code for code in ours["period"].unique() if parse_period(code).end > latest.end}
    if not newer:
        return None
    standing = stand(session, ours[ours["period"].isin(newer)])
    found = (standing.series(measure.id, basis, session.our_code) for basis in measure.indicator.forms)
    # The form that members see first, of those that reach as far.
    return max((one.figure for series in found for one in series), key=lambda one: one.period.end, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the notes need to know beside one year's figures.

    ``newest`` is our own newest figure where it is newer than every year published, ``in_year`` the provisional figures
    of the year that runs; ``served_list`` is the list that serves the year shown, ``comparisons`` are ours beside each
    comparator, ``region_mean`` is our region's plain mean.
    """

    newest: Observation | None
    in_year: tuple[AreaFigure, ...]
    served_list: str
    comparisons: tuple[Comparison, ...]
    region_mean: Mean | None


def build_alerts(scene: Scene, known: Known) -> tuple[str, ...]:
    """List what must be read with the answer: its age, what was restated, provisional, rounded or is not there."""
    year, measure = scene.year, scene.measure
    said = (
        _age(year, measure, known),
        _in_year(measure, known.in_year),
        TOTALS_NOTE if has_totals(year, measure.unit) else "",
        _average_restated(year, measure),
        *_restated([year.ours], measure),
        *_said_of_figures(scene, of_several=True),
        _provisional(scene),
        _rounded(scene),
        *_without_figure(year),
        _list_note(year, known.served_list),
    )
    return tuple(words for words in said if words)


def build_notes(scene: Scene, known: Known) -> tuple[str, ...]:
    """List what helps to understand the figures: those restated, how comparators are made, what they do not say."""
    year, measure = scene.year, scene.measure
    others = [one for one in _shown(scene) if one.area != year.ours.area]
    totals = has_totals(year, measure.unit)
    said = (
        *_restated(others, measure),
        *_said_of_figures(scene, of_several=False),
        CHANCE_NOTE,
        range_note(known.comparisons, year.ours, measure),
        NEIGHBOURS_NOTE,
        scatter_words(scatter_of(year, measure.unit)),
        *_method_notes(year.average, beside_wider=not totals),
        "" if totals else region_words(year.region, known.region_mean, measure.unit, max(measure.decimals, 1)),
    )
    return tuple(words for words in said if words)


def _method_notes(average: ComparatorFigure, *, beside_wider: bool) -> list[str]:
    """Say how the neighbours' figure is made, and how region and England differ from it."""
    if average.value is None:
        return []
    alike = average.method is ComparatorMethod.POOLED_NEIGHBOURS or not beside_wider
    return [AVERAGE_NOTES[average.method], *([] if alike else [POOLED_NOTE])]


def _age(year: YearComparison, measure: Measure, known: Known) -> str:
    """Say that our own figures run on beyond the newest year published, where they do."""
    newest = known.newest
    if newest is None or newest.value is None:
        return ""
    figure = format_figure(newest.value, measure.unit, measure.decimals)
    own = f"{newest.period.words} ({figure}, {BASIS_WORDS[newest.basis]})"
    return (
        f"This comparison is of {year.period.words}. Our own figures run on to {own}; figures of other authorities are "
        "published once a year, some months after it ends."
    )


def _in_year(measure: Measure, figures: Sequence[AreaFigure]) -> str:
    """Give the figures of the year that runs, labelled as what they are; they are set beside no full year."""
    told = [f"{one.name} {written(one, measure)}" for one in figures if one.value is not None]
    if not told:
        return ""
    first = next(one for one in figures if one.value is not None)
    return (
        f"For {first.period.financial_year.words} nothing is published yet. Known so far ({in_year_words(first)}): "
        f"{', '.join(told)}. Do not set these beside full years."
    )


def _average_restated(year: YearComparison, measure: Measure) -> str:
    said = restated_average_words(year, measure.unit)
    return f"The neighbours’ figure for {year.period.words} {said}." if said else ""


def _shown(scene: Scene) -> tuple[AreaFigure, ...]:
    wider = (one for one in (scene.year.region, scene.year.england) if one is not None)
    return (*scene.listed(), *wider)


def _restated(figures: Sequence[AreaFigure], measure: Measure) -> Iterator[str]:
    """Name each figure that was restated or came late, with what was said of it before."""
    changed = [one for one in figures if change_word(one.history)]
    for one in changed[:RESTATED_NAMED]:
        said = history_words(one.history, measure, one.decimals)
        yield f"{one.name}, {one.period.words}, {change_word(one.history)}: {said}."
    if len(changed) > RESTATED_NAMED:
        more = plural(len(changed) - RESTATED_NAMED, "further figure")
        yield f"{more} restated or added late; the mark r in the table says which."


def _provisional(scene: Scene) -> str:
    known = [one for one in _shown(scene) if one.value is not None]
    names = [one.name for one in known if one.provisional]
    if names and len(names) == len(known):
        return "All these figures are provisional, until final ones are published."
    return f"Provisional, until the published figure replaces it: {', '.join(names)}." if names else ""


def _rounded(scene: Scene) -> str:
    """Say that figures are published coarser than the measure is shown."""
    known = [one for one in _shown(scene) if one.value is not None]
    coarse = [one for one in known if one.decimals < scene.measure.decimals]
    if not coarse or scene.measure.decimals == 0:
        return ""
    some = "These figures are" if len(coarse) == len(known) else f"{len(coarse)} of these figures are"
    to = "whole numbers" if max(one.decimals for one in coarse) == 0 else "fewer decimals than usual"
    return f"{some} published as {to}, so those that look the same may differ a little."


def _without_figure(year: YearComparison) -> Iterator[str]:
    for one in (year.region, year.england):
        if one is not None and one.value is None:
            yield f"{one.name}: {reason_words(one.missing)}."
    if year.average.value is None:
        words = year.average.words
        yield sentence(f"No neighbours’ figure: {words}")


def _said_of_figures(scene: Scene, *, of_several: bool) -> Iterator[str]:
    """Give what must be known of single figures, or what is known of several alike, without their names."""
    names: dict[str, list[str]] = {}
    for one in _shown(scene):
        if one.note:
            names.setdefault(one.note, []).append(one.name)
    for note, whose in names.items():
        if of_several == (len(whose) > 1):
            who = "These figures" if of_several else whose[0]
            yield sentence(note if note.startswith(who) else f"{who}: {note}")


def _list_note(year: YearComparison, served_list: str) -> str:
    if year.list_id == served_list:
        return ""
    return f"The {year.list_words} was picked; it is not the list that serves {year.period.words}."


def build_sources(session: Session, figures: Iterable[AreaFigure]) -> tuple[str, ...]:
    """Name the datasets that the figures stand in, with their licences and the editions that hold them."""
    editions: dict[str, set[int]] = {}
    for one in figures:
        if one.dataset and one.edition is not None:
            editions.setdefault(one.dataset, set()).add(one.edition)
    return tuple(sorted(_source(session, dataset, found) for dataset, found in editions.items()))


def _source(session: Session, dataset_id: str, editions: set[int]) -> str:
    dataset, report = session.catalogue.dataset(dataset_id), session.catalogue.report(dataset_id)
    numbers = ", ".join(str(number) for number in sorted(editions))
    held = f"edition{'s' if len(editions) > 1 else ''} {numbers}"
    if dataset is not None:
        name = "" if dataset.name in dataset.source else f": {dataset.name}"
        return f"{dataset.source}{name} ({dataset.licence}); {held}"
    return f"{report.name if report else dataset_id}; {held}"

"""What the compare page's main chart shows: rows, the strip of all authorities, comparators' lines, quarters."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.benchmarks.spread import FEWEST_FOR_BANDS, Spread
from dashboard.formatting import format_counts, format_figure, unit_suffix
from dashboard.views.compare_page.scene import Scene
from dashboard.views.compare_page.view import (
    Against,
    CompareChart,
    CompareLine,
    ComparePoint,
    MissingFigure,
    Part,
    QuarterBand,
    Tone,
)
from dashboard.views.compare_page.words import (
    BAND_WORDS,
    WAY_WORDS,
    Party,
    finding_words,
    parties_of,
    rank_words,
    reason_words,
    spread_decimals,
    written,
)
from dashboard.views.comparing.area_figure import AreaFigure
from dashboard.views.comparing.measure import Measure
from dashboard.vocabulary import Polarity

# Where a good way is known the best quarter is named first; which end of the axis that is depends on the measure.
_QUARTERS_BY_MERIT = (
    ("Best quarter", Tone.BEST),
    ("Second quarter", Tone.MIDDLE),
    ("Third quarter", Tone.MIDDLE),
    ("Last quarter", Tone.WORST),
)
_QUARTERS_BY_NUMBER = (
    ("Lowest quarter", Tone.END),
    ("Second quarter", Tone.MIDDLE),
    ("Third quarter", Tone.MIDDLE),
    ("Highest quarter", Tone.END),
)
_GOOD_ENDS = {Polarity.LOWER_IS_BETTER: "low", Polarity.HIGHER_IS_BETTER: "high"}
# So many figures are read out of the picture; the table beneath has the others.
READ_OUT = 12


def build_chart(scene: Scene) -> CompareChart:
    """Build the main chart of a scene."""
    rows = scene.with_a_row()
    everyone = scene.ordered([scene.year.ours, *scene.others()]) if scene.against is Against.ALL else ()
    lines = tuple(_line(party, scene.measure) for party in parties_of(scene.year, scene.measure.unit))
    title = _title(scene)
    return CompareChart(
        title=title,
        subtitle=_subtitle(scene),
        alt=_alt(scene, title, lines),
        unit_suffix=unit_suffix(scene.measure.unit),
        rows=_points(scene, rows),
        strip=_points(scene, everyone),
        lines=lines,
        bands=_bands(scene.year.spread, scene.measure, spread_decimals(scene.year, scene.measure)),
        way=WAY_WORDS[scene.measure.polarity],
        good_end=_GOOD_ENDS.get(scene.measure.polarity, ""),
        missing=tuple(
            MissingFigure(name=one.name, reason=reason_words(one.missing))
            for one in (everyone or rows)
            if one.value is None
        ),
    )


def _points(scene: Scene, figures: Sequence[AreaFigure]) -> tuple[ComparePoint, ...]:
    neighbours = scene.neighbour_places
    return tuple(
        ComparePoint(
            area=one.area,
            name=one.name,
            value=one.value,
            words=written(one, scene.measure),
            part=scene.part(one),
            is_neighbour=one.area in neighbours,
            said=_said(scene, one),
        )
        for one in figures
        if one.value is not None
    )


def _said(scene: Scene, figure: AreaFigure) -> str:
    counts = format_counts(figure.numerator, figure.denominator)
    place = scene.place(figure)
    parts = [written(figure, scene.measure) + (f" ({counts})" if counts else "")]
    parts += [f"{place} of {len(scene.places)}"] if place else []
    return f"{figure.name}: {', '.join(parts)}"


def _line(party: Party, measure: Measure) -> CompareLine:
    words = format_figure(party.value, measure.unit, party.decimals)
    return CompareLine(
        key=party.key,
        name=party.name,
        short_name=party.short_name,
        value=party.value,
        words=words,
        said=f"{party.name}: {words}, {party.method}",
    )


def _bands(spread: Spread | None, measure: Measure, decimals: int) -> tuple[QuarterBand, ...]:
    if spread is None or spread.n < FEWEST_FOR_BANDS:
        return ()
    edges = (spread.minimum, spread.lower_quartile, spread.median, spread.upper_quartile, spread.maximum)
    good_end = _GOOD_ENDS.get(measure.polarity, "")
    named = _QUARTERS_BY_MERIT if good_end else _QUARTERS_BY_NUMBER
    ordered = named[::-1] if good_end == "high" else named
    texts = [format_figure(edge, measure.unit, decimals) for edge in edges]
    return tuple(
        QuarterBand(
            low=edges[place],
            high=edges[place + 1],
            words=words,
            range_words=f"{texts[place]} to {texts[place + 1]}",
            tone=tone,
        )
        for place, (words, tone) in enumerate(ordered)
    )


def _title(scene: Scene) -> str:
    """State what the picture shows."""
    year, measure = scene.year, scene.measure
    if year.ours.value is None:
        return f"{measure.name}, {year.period.words}: no figure of ours"
    if scene.against is Against.ALL and year.rank is not None:
        place = rank_words(year.rank, shared=scene.shares_rank)
        where = f"Ours is in {BAND_WORDS[year.band]} of all authorities" if year.band else "Among all authorities"
        return f"{where}: {place} of {year.ranked}" if year.band else f"{where} ours is {place} of {year.ranked}"
    found = finding_words(year.ours, scene.others(), whom_of(scene), measure)
    return found or f"{measure.name}, {year.period.words}: there is no figure to compare ours with"


def whom_of(scene: Scene) -> str:
    """Name those that ours is set against, ``{count}`` standing for their number."""
    if scene.against is Against.NEIGHBOURS:
        return "our {count} neighbours"
    if scene.against is Against.REGION:
        return f"the {{count}} other authorities in {scene.region_name}"
    return "the {count} other authorities"


def _subtitle(scene: Scene) -> str:
    year = scene.year
    shown = {
        Against.NEIGHBOURS: f"ours and our statistical neighbours ({year.list_words})",
        Against.REGION: f"the authorities of {scene.region_name}",
        Against.ALL: "every authority in England; ours and our neighbours by name",
    }[scene.against]
    return f"{scene.measure.name}, {scene.measure.unit_words}, {year.period.words}: {shown}"


def _alt(scene: Scene, title: str, lines: Sequence[CompareLine]) -> str:
    """Say the finding, the first figures in their order, and the comparators."""
    rows = [one for one in scene.with_a_row() if one.value is not None]
    named = [
        f"{one.name}{' (ours)' if scene.part(one) is Part.OURS else ''} {written(one, scene.measure)}"
        for one in rows[:READ_OUT]
    ]
    more = f" and {len(rows) - READ_OUT} more in the table" if len(rows) > READ_OUT else ""
    figures = f"In order: {', '.join(named)}{more}." if named else ""
    beside = f"{', '.join(f'{line.name} {line.words}' for line in lines)}." if lines else ""
    absent = [one.name for one in scene.with_a_row() if one.value is None]
    gone = f"Without a figure: {', '.join(absent)}." if absent else ""
    return " ".join(part for part in (f"{title}.", figures, beside, gone) if part)

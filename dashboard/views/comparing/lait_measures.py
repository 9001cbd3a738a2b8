"""The measures of the interactive tool that the catalogue does not name, as things that can be compared."""

from __future__ import annotations

from dashboard.benchmarks.lait_measures import LaitMeasure, measure_ids
from dashboard.catalogue.schema import Catalogue
from dashboard.intake.lait import known_measures
from dashboard.intake.session import Session
from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW
from dashboard.views.comparing.series import Measure
from dashboard.vocabulary import Basis, IndicatorId, Unit

# A unit that is none of ours is written as a plain number, with the tool's own words for it.
PLAIN_NUMBER = Unit.AVERAGE


def lait_measures(session: Session, as_of: AsOf = NOW) -> tuple[Measure, ...]:
    """List the further measures of which our authority's figures stood then, by topic and title.

    Raises:
        StoreError: when ``as_of`` names an edition that does not exist.
    """
    known, named = known_measures(session, as_of), _named(session.catalogue)
    ids = measure_ids(known)
    further = [one for one in known.values() if one.short not in named]
    held = _held(session, [ids[one.short] for one in further], as_of)
    ordered = sorted(further, key=lambda one: (one.topic, (one.title or one.name).casefold(), one.short))
    return tuple(
        _measure(ids[one.short], one, one.years.basis)
        for one in ordered
        if ids[one.short] in held and one.years is not None
    )


def _named(catalogue: Catalogue) -> frozenset[str]:
    """Give the measures that the catalogue names, which are kept as its own indicators."""
    return frozenset(
        figure.measure for indicator in catalogue.indicators for figure in indicator.published if figure.measure
    )


def _held(session: Session, ids: list[IndicatorId], as_of: AsOf) -> frozenset[str]:
    figures = session.store.figures(as_of=as_of, indicators=ids, areas=[session.our_code], columns=["indicator"])
    return frozenset(figures["indicator"].unique())


def _measure(indicator: IndicatorId, measure: LaitMeasure, basis: Basis) -> Measure:
    return Measure(
        id=indicator,
        name=measure.title or measure.name,
        unit=measure.unit or PLAIN_NUMBER,
        unit_words=measure.unit_words,
        decimals=measure.decimals,
        polarity=measure.polarity,
        basis=basis,
        has_quartiles=measure.has_quartiles,
        definition=measure.definition,
        indicator=None,
    )

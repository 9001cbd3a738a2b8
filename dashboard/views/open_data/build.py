"""Build the open data from what stands at a moment: the figures, the catalogue, targets, judgements and sources."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.disclosure.cells import shared_series
from dashboard.disclosure.session import suppressed_words
from dashboard.formatting import one_line
from dashboard.intake.session import Session
from dashboard.store.records import AsOf, Edition
from dashboard.views.as_of import NOW, as_of_phrase
from dashboard.views.ground import Ground
from dashboard.views.open_data.catalogue_document import catalogue_document
from dashboard.views.open_data.figures import history_table, observations_table, read_figures
from dashboard.views.open_data.measures import indicators_table, targets_table
from dashboard.views.open_data.sources import (
    OPEN_GOVERNMENT_LICENCE,
    area_names,
    areas_table,
    editions_table,
    reports_table,
    sources_of,
)
from dashboard.views.open_data.statuses import status_tables
from dashboard.views.open_data.view import OpenDataView, Table
from dashboard.views.paper import AUDIENCE_WORDS
from dashboard.vocabulary import Audience

READING = "Reading the figures"
ABOUT = (
    "The figures of {council}'s children's services scorecard as they stand, with what each measure means, its "
    "targets, how its newest figure was judged, and which edition states every figure."
)
PUBLIC_NOTICE = (
    "Where a figure is left out to protect children, or was where it was first published, the reason reads "
    "`suppressed`. Names, internal notes and what authorities share only among themselves are left out."
)
NOT_PUBLIC_NOTICE = "Made for: {audience}. It holds figures that are not for publication; no licence is given."


def build_open_data(
    session: Session,
    *,
    audience: Audience = Audience.PUBLIC,
    as_of: AsOf = NOW,
    history: bool = False,
    all_areas: bool = False,
    progress: Callable[[str], object] = str,
) -> OpenDataView:
    """Gather the tables for an audience as they stood at a moment; what to suppress, ``session`` has suppressed.

    ``history`` adds what every edition stated, ``all_areas`` every authority's published figures. ``progress`` is
    called with what is being done.

    Raises:
        StoreError: when ``as_of`` names an edition that does not exist.
    """
    progress(READING)
    editions = _editions(session, audience, as_of)
    rows = read_figures(session, audience=audience, as_of=as_of, all_areas=all_areas)
    names, internal = area_names(session), audience is Audience.INTERNAL
    figures, standing = observations_table(session, rows, names, with_places=internal)
    judgements, comparisons = status_tables(Ground(session, as_of), progress)
    tables = (
        figures,
        *((history_table(rows, standing),) if history else ()),
        indicators_table(session.catalogue),
        targets_table(session.catalogue),
        judgements,
        comparisons,
        editions_table(editions, with_names=internal),
        reports_table(session, editions),
        areas_table(session, set(rows["area"].unique()), names),
    )
    return _view(session, audience, as_of, editions, tables)


def _editions(session: Session, audience: Audience, as_of: AsOf) -> tuple[Edition, ...]:
    hidden = shared_series(session.catalogue) if audience is Audience.PUBLIC else frozenset()
    return tuple(one for one in session.store.standing_editions(as_of) if str(one.report) not in hidden)


def _view(
    session: Session, audience: Audience, as_of: AsOf, editions: tuple[Edition, ...], tables: tuple[Table, ...]
) -> OpenDataView:
    newest = max((one.number for one in editions), default=0)
    return OpenDataView(
        name="scorecard",
        title=f"{session.our_name}: children's services scorecard",
        about=ABOUT.format(council=session.our_name),
        version=f"{newest}.{_revision(session, as_of, editions)}.0",
        moment=as_of_phrase(as_of),
        issued_on=max((one.issued_on.isoformat() for one in editions), default=""),
        audience=AUDIENCE_WORDS[audience],
        publisher=session.our_name,
        notices=_notices(session, audience, as_of),
        licence=OPEN_GOVERNMENT_LICENCE if audience is Audience.PUBLIC else None,
        sources=sources_of(session, {str(one.report) for one in editions}),
        tables=tables,
        catalogue=catalogue_document(session.catalogue, audience),
    )


def _revision(session: Session, as_of: AsOf, editions: tuple[Edition, ...]) -> int:
    """Give the store's revision that is read; what was recorded after the moment does not count."""
    if as_of == NOW:
        return session.store.revision()
    return max((one.revision for one in editions), default=0)


def _notices(session: Session, audience: Audience, as_of: AsOf) -> tuple[str, ...]:
    """Say whose figures they are not, for whom they are, and what was left out."""
    demonstration = one_line(session.catalogue.council.demonstration)
    if audience is Audience.PUBLIC:
        said = [demonstration, suppressed_words(session, as_of), PUBLIC_NOTICE]
    else:
        said = [demonstration, NOT_PUBLIC_NOTICE.format(audience=AUDIENCE_WORDS[audience])]
    return tuple(part for part in said if part)

"""Where the open data is from: editions, the reports and releases they are of, areas, and licences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from dashboard.areas import Area
from dashboard.catalogue.schema import Catalogue
from dashboard.formatting import one_line
from dashboard.intake.session import Session
from dashboard.store.records import Edition
from dashboard.views.open_data.plans import AREAS, REPORTS, editions_plan
from dashboard.views.open_data.view import Licence, Source, Table, table_of

Row = dict[str, object]

# The licence under which the transparency code has councils publish (Local government transparency code 2015, §20).
OPEN_GOVERNMENT_LICENCE = Licence(
    name="OGL-UK-3.0",
    title="Open Government Licence v3.0",
    address="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
)
COMPARATOR = "comparator"


def editions_table(editions: Sequence[Edition], *, with_names: bool) -> Table:
    """Give the editions by number."""
    return table_of(editions_plan(with_names=with_names), [_edition(one) for one in editions])


def _edition(one: Edition) -> Row:
    return {
        "number": one.number,
        "report": str(one.report),
        "title": one_line(one.title),
        "as_at": str(one.as_at or ""),
        "issue_number": one.issue_number,
        "issued_on": one.issued_on,
        "file": one.filename,
        "published_by": one.by,
        "published_because": one_line(one.reason),
    }


def reports_table(session: Session, editions: Iterable[Edition]) -> Table:
    """Give the reports and release series that the editions are of, each with whom to name as its source."""
    series = sorted({str(one.report) for one in editions})
    return table_of(REPORTS, [_report(session, one) for one in series])


def _report(session: Session, series: str) -> Row:
    ours = session.catalogue.report(series)
    told = published_sources(session.catalogue, series)
    return {
        "id": series,
        "name": ours.name if ours else "; ".join(dict.fromkeys(one.title for one in told)) or series,
        "source": "; ".join(dict.fromkeys(one.title for one in told)) or session.our_name,
        "licence": "; ".join(dict.fromkeys(one.licence for one in told)),
    }


def published_sources(catalogue: Catalogue, series: str) -> tuple[Source, ...]:
    """Give whom a release series names as its source; none for reports of our own."""
    found = (one for one in catalogue.datasets if one.series == series)
    return tuple(dict.fromkeys(Source(title=one.source, licence=one.licence) for one in found))


def sources_of(session: Session, series: Collection[str]) -> tuple[Source, ...]:
    """Give the sources of all the figures: the council itself first, then each national release's."""
    own = [Source(title=session.our_name)] if any(session.catalogue.report(one) for one in series) else []
    told = (source for one in sorted(series) for source in published_sources(session.catalogue, one))
    return tuple(dict.fromkeys([*own, *told]))


def area_names(session: Session) -> dict[str, str]:
    """Name every area by its code: places by their names, printed comparators as the sheets' readers say them."""
    places = {str(area.code): area.name for area in session.areas}
    printed = {str(code): str(role) for role, code in session.area_codes.items() if str(code) not in places}
    return places | printed


def areas_table(session: Session, codes: Collection[str], names: Mapping[str, str]) -> Table:
    """Give the areas that figures are of, by code."""
    return table_of(AREAS, [_area(session, code, names) for code in sorted(codes)])


def _area(session: Session, code: str, names: Mapping[str, str]) -> Row:
    area = session.areas.by_code(code)
    region = session.areas.region_of(code) if area else None
    lies_in: Area | None = region if region is not None and region.code != code else None
    return {
        "code": code,
        "name": names.get(code, code),
        "kind": str(area.kind) if area else COMPARATOR,
        "region_code": str(lies_in.code) if lies_in else "",
        "region_name": lies_in.name if lies_in else "",
        "ours": code == session.our_code,
    }

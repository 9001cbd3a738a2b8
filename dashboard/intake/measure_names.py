"""Name every measure whose figures may be stored: the catalogue's, and further ones of the interactive tool."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.benchmarks.lait_measures import measure_ids
from dashboard.intake.lait import known_measures
from dashboard.intake.session import Session


def measure_names(session: Session) -> Mapping[str, str]:
    """Give each measure's name by its id, the catalogue's own name before any other."""
    known = known_measures(session)
    further = {
        str(indicator): known[short].title or known[short].name for short, indicator in measure_ids(known).items()
    }
    return {**further, **{str(indicator.id): indicator.name for indicator in session.catalogue.indicators}}

"""The lists of the Data quality page: provisional, suppressed, accepted, due for review, never reported."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.catalogue.schema import Indicator
from dashboard.editions.resolve import standing_figures
from dashboard.formatting import BASIS_WORDS, MISSING_WORDS, format_date, format_figure, listed, plural
from dashboard.periods import parse_period
from dashboard.views.ground import Ground
from dashboard.views.quality.disagreements import place_words, source_name
from dashboard.views.quality.stated import records
from dashboard.views.quality.view import AcceptedLine, ListedFigure, MeasureLine, ReviewLine
from dashboard.vocabulary import Missing

# An officer who is told a month before has time to look.
SOON = timedelta(days=31)


def provisional(ground: Ground, indicators: Sequence[Indicator]) -> tuple[ListedFigure, ...]:
    """List our own figures that stand until the published one comes."""
    rows = _our_standing(ground)
    return _listed(ground, rows[rows["provisional"]], indicators)


def suppressed(ground: Ground, indicators: Sequence[Indicator]) -> tuple[ListedFigure, ...]:
    """List our own figures that are left out so that nobody can be recognised."""
    rows = _our_standing(ground)
    return _listed(ground, rows[rows["missing"] == str(Missing.SUPPRESSED)], indicators)


def _our_standing(ground: Ground) -> pd.DataFrame:
    figures = ground.figures
    return standing_figures(figures[figures["area"] == str(ground.session.our_code)], ground.session.catalogue)


def _listed(ground: Ground, rows: pd.DataFrame, indicators: Sequence[Indicator]) -> tuple[ListedFigure, ...]:
    by_id = {str(one.id): (place, one) for place, one in enumerate(indicators)}
    found = [row for row in records(rows) if row["indicator"] in by_id]
    found.sort(key=lambda row: parse_period(row["period"]).sort_key, reverse=True)
    found.sort(key=lambda row: by_id[row["indicator"]][0])
    return tuple(_line(ground, by_id[row["indicator"]][1], row) for row in found)


def _line(ground: Ground, indicator: Indicator, row: dict[str, Any]) -> ListedFigure:
    value = float(row["value"])
    if math.isnan(value):
        figure = MISSING_WORDS[Missing(str(row["missing"]))]
    else:
        figure = format_figure(value, indicator.unit, indicator.decimal_places)
    basis = next(words for one, words in BASIS_WORDS.items() if str(one) == row["basis"])
    return ListedFigure(
        indicator=str(indicator.id),
        name=indicator.name,
        theme=indicator.theme,
        what=f"{parse_period(str(row['period'])).words}, {basis}",
        figure=figure,
        source=f"{source_name(ground.session.catalogue, str(row['report']))}, edition {row['edition']}",
        place=place_words(row),
    )


def accepted(ground: Ground) -> tuple[AcceptedLine, ...]:
    """List what was found in the files of the editions that stand, and why they were published all the same."""
    catalogue = ground.session.catalogue
    return tuple(
        AcceptedLine(
            edition=edition.number,
            report=source_name(catalogue, str(edition.report)),
            code=one.issue.code,
            what=one.issue.what,
            place=one.issue.place or "the whole file",
            reason=one.reason,
        )
        for edition in reversed(ground.editions)
        for one in ground.session.store.accepted_of(edition.number)
    )


def reviews(indicators: Sequence[Indicator], today: date) -> tuple[ReviewLine, ...]:
    """List the measures whose day of review has passed, the longest past first; the day itself has not."""
    due = [one for one in indicators if one.next_review < today]
    return tuple(_review(one, today) for one in sorted(due, key=lambda one: one.next_review))


def reviews_soon(indicators: Sequence[Indicator], today: date) -> tuple[ReviewLine, ...]:
    """List the measures whose day of review is today or within a month."""
    due = [one for one in indicators if today <= one.next_review <= today + SOON]
    return tuple(_review(one, today) for one in sorted(due, key=lambda one: one.next_review))


def _review(indicator: Indicator, today: date) -> ReviewLine:
    days = (today - indicator.next_review).days
    words = "today" if days == 0 else f"{plural(days, 'day')} ago" if days > 0 else f"in {plural(-days, 'day')}"
    return ReviewLine(
        indicator=str(indicator.id),
        name=indicator.name,
        theme=indicator.theme,
        owner=indicator.owner or "nobody named",
        day=format_date(indicator.next_review),
        words=words,
    )


def never_reported(ground: Ground, indicators: Sequence[Indicator]) -> tuple[MeasureLine, ...]:
    """List the measures of which we have no figure at all, from whatever source, and which report should have it."""
    figures = ground.figures
    ours = figures[(figures["area"] == str(ground.session.our_code)) & figures["value"].notna()]
    known = set(ours["indicator"])
    return tuple(
        MeasureLine(indicator=str(one.id), name=one.name, theme=one.theme, words=_printed_in(ground, one))
        for one in indicators
        if str(one.id) not in known
    )


def _printed_in(ground: Ground, indicator: Indicator) -> str:
    reports = dict.fromkeys(source_name(ground.session.catalogue, str(one.report)) for one in indicator.aliases)
    if reports:
        return f"should be in the {listed(list(reports))}"
    return "no report of ours prints it"

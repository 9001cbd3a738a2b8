"""Build the tracker's view: what stands out, what the month changed, and one line for each measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

import pandas as pd

from dashboard.formatting import format_date, listed
from dashboard.periods import Period
from dashboard.store.records import Edition
from dashboard.views.as_of import NOW, as_of_code
from dashboard.views.build_scorecard import NOTHING_BY_THEN, NOTHING_PUBLISHED, edition_line
from dashboard.views.ground import Ground, MonthGround
from dashboard.views.parts import EditionLine
from dashboard.views.scorecard import Choice
from dashboard.views.since import count_since
from dashboard.views.standing import stand
from dashboard.views.tracker.asked import Asked, settle
from dashboard.views.tracker.changes import all_revisions, build_changes, revisions_of
from dashboard.views.tracker.followed import Followed, follow, months_of, opening_month
from dashboard.views.tracker.groups import build_groups, by_chance_words, nothing_words, summary_words, target_words
from dashboard.views.tracker.lines import build_line
from dashboard.views.tracker.standouts import find_standing_out, place
from dashboard.views.tracker.view import TrackerGroup, TrackerLine, TrackerView
from dashboard.vocabulary import IndicatorId

TITLE = "Tracker"
NO_TRACKER = (
    "No tracker is set up yet. Name one under “trackers” in the catalogue, with its themes and their measures; "
    "the guide “Trackers, clinics and events” shows how."
)
NO_THEMES = "{tracker} has no themes in {month}. Choose another month, or change the dates of its themes."
NO_CHOICE = Choice(id="", words="")

_Pairs = Sequence[tuple[Followed, TrackerLine]]


def build_tracker(ground: Ground, *, tracker: str | None, month: str | None, theme: str | None) -> TrackerView:
    """Build the page of a tracker as at a month, of all its themes or one; None takes the first and the latest.

    What is not there is said, and what is shown instead. Hold the ground's lock where others may read it too.

    Raises:
        StoreError: when the comparators cannot be read, or the ground's moment names an edition that does not exist.
    """
    trackers = ground.session.catalogue.trackers
    if not trackers:
        return _empty(ground, NO_TRACKER)
    if not ground.months:
        return _empty(ground, NOTHING_PUBLISHED if ground.as_of == NOW else NOTHING_BY_THEN)
    months, opening = partial(months_of, ground), partial(opening_month, ground)
    asked = settle(trackers, months, opening, tracker=tracker, month=month, theme=theme)
    return _view(ground, asked)


def _view(ground: Ground, asked: Asked) -> TrackerView:
    month, catalogue = ground.month(asked.month), ground.session.catalogue
    every = follow(month, asked.tracker)
    pairs = _in_theme(_lines(every, month), asked)
    lines, followed = [line for _, line in pairs], [one for one, _ in pairs]
    late = {(one.indicator.id, one.basis) for one in followed if one.is_late}
    revisions = tuple(all_revisions([line.revisions for line in lines]))
    themes = asked.tracker.themes_at(asked.month)
    empty = "" if themes else NO_THEMES.format(tracker=asked.tracker.name, month=asked.month.words)
    return TrackerView(
        id=asked.tracker.id,
        title=asked.tracker.name,
        about=asked.tracker.about or "",
        area=ground.session.our_name,
        as_at=_month_choice(asked.month),
        months_to_choose=tuple(_month_choice(one) for one in asked.months),
        trackers=_trackers(ground),
        theme=Choice(id=asked.theme.id, words=asked.theme.name) if asked.theme else None,
        themes=tuple(Choice(id=one.id, words=one.name) for one in themes),
        theme_about=(asked.theme.about or "") if asked.theme else "",
        edition=_edition(month, followed, is_latest=asked.month == asked.months[0]),
        summary=summary_words(lines, len(late)) if lines else "",
        groups=build_groups(lines, lambda line: (line.indicator, line.basis) in late),
        by_theme=tuple(_by_theme(pairs)),
        nothing=nothing_words(lines, asked.month) if lines else "",
        changes=build_changes(followed, revisions, month, is_first=asked.month == asked.months[-1]) if lines else None,
        by_chance=by_chance_words(lines),
        demonstration=catalogue.council.demonstration or "",
        instead=asked.instead,
        empty=empty,
        as_of=as_of_code(ground.as_of),
        against_targets=target_words(lines),
    )


def _lines(every: Sequence[Followed], month: MonthGround) -> _Pairs:
    """Make each measure's line; what stands out is settled over all themes, so that it is alike in each view."""
    found = find_standing_out(every)
    made = []
    for one in every:
        revisions = revisions_of(one, month)
        made.append((one, build_line(one, place(one, found, revisions), revisions)))
    return made


def _in_theme(pairs: _Pairs, asked: Asked) -> _Pairs:
    return [pair for pair in pairs if asked.theme is None or pair[0].theme.id == asked.theme.id]


def _by_theme(pairs: _Pairs) -> Iterator[TrackerGroup]:
    themes = dict.fromkeys((one.theme.id, one.theme.name, one.theme.about) for one, _ in pairs)
    for theme, name, about in themes:
        lines = tuple(line for one, line in pairs if one.theme.id == theme)
        yield TrackerGroup(id=theme, title=name, lines=lines, lead=about or "")


def _edition(month: MonthGround, followed: Sequence[Followed], *, is_latest: bool) -> EditionLine:
    """Name the month's editions that state the tracker's figures; where none does, all of the month."""
    stated = {shown.edition for one in followed for shown in one.past}
    editions = [one for one in month.editions if one.number in stated] or list(month.editions)
    notice = _notice(month, followed, is_latest=is_latest)
    if len(editions) == 1:
        return edition_line(editions[0], notice)
    numbers = listed([str(one.number) for one in editions])
    return EditionLine(
        number=editions[-1].number,
        words=f"Editions {numbers} · {month.as_at.words} · the last issued {format_date(_last_issued(editions))}",
        notice=notice,
    )


def _last_issued(editions: Sequence[Edition]) -> date:
    return max(one.issued_on for one in editions)


def _notice(month: MonthGround, followed: Sequence[Followed], *, is_latest: bool) -> str:
    """Say that a month of the past is shown as its own reports stated it, and how many figures read otherwise now."""
    if is_latest and month.as_of == NOW:
        return ""
    past = "" if is_latest else f"{month.as_at.words} is shown as the reports of that month stated it. "
    if not month.ground.may_say_since:
        return past.strip()
    now = stand(month.session, _rows_now(month, {one.indicator.id for one in followed}))
    shown = [one.shown for one in followed if one.shown is not None]
    return f"{past}{count_since((one, now.get(*one.figure.key)) for one in shown).words}"


def _rows_now(month: MonthGround, measures: set[IndicatorId]) -> pd.DataFrame:
    """Give what the store says now of our own figures of some measures."""
    session = month.session
    if month.as_of != NOW:
        return session.store.figures(indicators=sorted(measures), areas=[session.our_code])
    figures = month.ground.figures
    return figures[figures["indicator"].isin(measures) & (figures["area"] == session.our_code)]


def _trackers(ground: Ground) -> tuple[Choice, ...]:
    return tuple(Choice(id=one.id, words=one.name) for one in ground.session.catalogue.trackers)


def _month_choice(month: Period) -> Choice:
    return Choice(id=str(month), words=month.words)


def _no_edition(ground: Ground) -> str:
    """Say that nothing is published; empty where it is only that no tracker shows it."""
    if ground.months:
        return ""
    return "Nothing published yet" if ground.as_of == NOW else "Nothing published"


def _empty(ground: Ground, empty: str) -> TrackerView:
    trackers = ground.session.catalogue.trackers
    return TrackerView(
        id=trackers[0].id if trackers else "",
        title=trackers[0].name if trackers else TITLE,
        about=(trackers[0].about or "") if trackers else "",
        area=ground.session.our_name,
        as_at=NO_CHOICE,
        months_to_choose=(),
        trackers=_trackers(ground),
        theme=None,
        themes=(),
        theme_about="",
        edition=EditionLine(number=None, words=_no_edition(ground)),
        summary="",
        groups=(),
        by_theme=(),
        nothing="",
        changes=None,
        by_chance="",
        demonstration=ground.session.catalogue.council.demonstration or "",
        empty=empty,
        as_of=as_of_code(ground.as_of),
    )

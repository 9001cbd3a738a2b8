"""Build the daily e-mail: what changed in the editions that a reader has not been told of, and what stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.store.records import Edition
from dashboard.views.as_of import NOW, as_of_phrase
from dashboard.views.build_scorecard import NOTHING_BY_THEN, NOTHING_PUBLISHED, edition_line
from dashboard.views.daily.sections import measures_section, tracker_section
from dashboard.views.daily.view import EVERY_EVENT, DailySection, DailyView, Follows
from dashboard.views.ground import Ground
from dashboard.views.paper import AUDIENCE_WORDS
from dashboard.views.tracker.build import NO_TRACKER, build_tracker
from dashboard.views.tracker.view import TrackerView
from dashboard.vocabulary import Audience

TITLE = "Key indicators"
SUPPRESSED = "Counts of one to five, and figures that would tell them, are left out."
# More editions than these are counted rather than named.
MOST_EDITIONS = 3


def build_daily(
    ground: Ground,
    *,
    tracker: str | None = None,
    month: str | None = None,
    theme: str | None = None,
    audience: Audience = Audience.MEMBERS,
    base_url: str = "",
) -> DailyView:
    """Build the digest of one tracker as at a month, against the month before; None takes the first and the latest.

    Where there is no such tracker, month or theme it says in ``instead`` what it is of. Hold the ground's lock where
    others may read it too.

    Raises:
        StoreError: when the comparators cannot be read, or the ground's moment names an edition that does not exist.
    """
    page = build_tracker(ground, tracker=tracker, month=month, theme=theme)
    if page.empty or not page.groups:
        return _empty(ground, page.empty or NOTHING_PUBLISHED, audience)
    section = tracker_section(page, ground, EVERY_EVENT, None, base_url)
    sections = (section,) if section else ()
    view = _view(ground, sections, audience)
    view = replace(view, editions=(page.edition.words,), edition_number=page.edition.number)
    if tracker not in (None, page.id) or month not in (None, page.as_at.id) or _is_other(theme, page):
        return replace(view, instead=page.instead)
    # Nothing was asked for: why the newest month is not the one told of.
    return replace(view, notes=(*view.notes, *((page.instead,) if page.instead else ())))


def build_daily_for(
    ground: Ground,
    follows: Follows,
    *,
    new: frozenset[int],
    told: Ground | None = None,
    base_url: str = "",
    contact: str = "",
) -> DailyView:
    """Build what one reader is told of the editions ``new``; ``has_news`` is False where that is nothing.

    ``told`` is what stood when he was last told, so that he hears of each change once; None for the first time.

    Raises:
        StoreError: when the comparators cannot be read.
    """
    pages = [(_page(ground, name), events) for name, events in follows.trackers]
    found = [tracker_section(page, ground, events, new, base_url, told) for page, events in pages if page is not None]
    said = [section for section in found if section]
    others = measures_section(ground, dict(follows.measures), new, base_url, said, told)
    sections = [*said, others] if others else said
    view = _view(ground, sections, Audience.MEMBERS)
    stop = f"To stop these e-mails or change what you follow, write to {contact}." if contact else ""
    return replace(view, stop=stop, contact=contact)


def _is_other(theme: str | None, page: TrackerView) -> bool:
    return theme is not None and (page.theme is None or theme != page.theme.id)


def _page(ground: Ground, tracker: str) -> TrackerView | None:
    page = build_tracker(ground, tracker=tracker, month=None, theme=None)
    return page if page.id == tracker and page.groups and not page.empty else None


def _view(ground: Ground, sections: Sequence[DailySection], audience: Audience) -> DailyView:
    numbers = {number for section in sections for number in section.editions}
    editions = [one for one in ground.scorecards if one.number in numbers]
    return DailyView(
        council=ground.session.our_name,
        subject=_subject(sections),
        sections=tuple(sections),
        editions=_edition_words(editions),
        edition_number=max((one.number for one in editions), default=None),
        data_date=max((one.issued_on for one in editions), default=None),
        moment="" if ground.as_of == NOW else as_of_phrase(ground.as_of),
        audience=AUDIENCE_WORDS[audience],
        demonstration=ground.session.catalogue.council.demonstration or "",
        notes=(SUPPRESSED,) if audience is Audience.PUBLIC else (),
        has_news=bool(sections),
    )


def _empty(ground: Ground, why: str, audience: Audience) -> DailyView:
    said = NOTHING_BY_THEN if why == NOTHING_PUBLISHED and ground.as_of != NOW else why
    words = NO_TRACKER if not ground.session.catalogue.trackers else said
    return replace(_view(ground, (), audience), empty=words, has_news=False)


def _subject(sections: Sequence[DailySection]) -> str:
    """Say the first section's finding, and name the others."""
    if not sections:
        return TITLE
    first, *others = sections
    more = "".join(f"; {one.title}: {one.finding}" for one in others[:1])
    rest = f"; {len(others) - 1} more" if len(others) > 1 else ""
    return f"{first.title}, {first.as_at}: {first.finding}{more}{rest}"


def _edition_words(editions: Sequence[Edition]) -> tuple[str, ...]:
    """Name the newest editions; many of them are counted."""
    newest = sorted(editions, key=lambda one: one.number, reverse=True)
    named = tuple(edition_line(one).words for one in newest[:MOST_EDITIONS])
    more = len(newest) - MOST_EDITIONS
    return (*named, f"and {more} earlier") if more > 0 else named

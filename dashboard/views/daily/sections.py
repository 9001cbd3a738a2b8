"""The parts of the daily e-mail: one for each tracker followed, and one for the measures followed one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from dashboard.catalogue.presenting import Tracker, TrackerMeasure, TrackerTheme
from dashboard.catalogue.schema import Catalogue
from dashboard.formatting import plural
from dashboard.views.daily.since import SinceGround, Turned, find_revised, find_turned, form_name, is_fresh
from dashboard.views.daily.view import DailyEvent, DailyItem, DailySection
from dashboard.views.ground import Ground
from dashboard.views.tracker.changes import revisions_of
from dashboard.views.tracker.followed import Followed, follow, months_of
from dashboard.views.tracker.groups import NEWS
from dashboard.views.tracker.lines import build_line
from dashboard.views.tracker.standouts import place
from dashboard.views.tracker.view import Revision, Standout, TrackerLine, TrackerView
from dashboard.vocabulary import IndicatorId, Rag

Events = frozenset[DailyEvent]
FOLLOWED_ID = "measures-followed"
FOLLOWED = "Measures you follow"
# About one screen of a telephone turned, or of a page: what is more stands on the page that is linked.
MOST_ITEMS, MOST_RATINGS, MOST_REVISIONS = 5, 3, 3
_NEWS_WORDS = {Standout.WORSE: "worse", Standout.BETTER: "better", Standout.CHANGED: "higher or lower"}
NOTHING = "nothing stands out"


def tracker_section(
    page: TrackerView, ground: Ground, events: Events, new: frozenset[int] | None, base_url: str
) -> DailySection | None:
    """Say of a tracker what a reader follows of it; None where nothing of it happened in the new editions."""
    tracker = next(one for one in ground.session.catalogue.trackers if one.id == page.id)
    month = ground.month(next(one for one in ground.months if str(one) == page.as_at.id))
    since = SinceGround(month, new)
    every = [one for one in follow(month, tracker) if page.theme is None or one.theme.id == page.theme.id]
    is_new = any(is_fresh(one, since) for one in every)
    is_first = page.as_at.id == page.months_to_choose[-1].id and new is None
    lines = [line for group in page.groups if group.standout in NEWS for line in group.lines]
    shown = lines if DailyEvent.SIGNAL in events and is_new else []
    turned = [] if is_first else [one for one in find_turned(every, since) if _is_followed(one, events)]
    revised = [] if is_first or DailyEvent.REVISED not in events else list(find_revised(every, since))
    if not (shown or turned or revised or (DailyEvent.PUBLISHED in events and is_new)):
        return None
    return _section(
        page.id,
        page.title if page.theme is None else f"{page.title}: {page.theme.words}",
        page.as_at.words,
        items=[_item(line, page.as_at.words) for line in shown],
        turned=turned,
        revised=revised,
        place="on the tracker",
        summary=_summary(page) if DailyEvent.SIGNAL in events else "",
        address=_address(f"{base_url}/" if base_url else "", tracker=page.id, month=page.as_at.id),
        editions=_stating(every, since),
        is_digest=DailyEvent.SIGNAL in events,
    )


def _summary(page: TrackerView) -> str:
    return " ".join(words for words in (page.summary, page.against_targets) if words)


def measures_section(
    ground: Ground,
    wanted: Mapping[IndicatorId, Events],
    new: frozenset[int] | None,
    base_url: str,
    said: Sequence[DailySection] = (),
) -> DailySection | None:
    """Say of measures followed one by one what happened in the new editions, in any form; None where nothing did.

    What the sections ``said`` show already is not said twice.
    """
    tracker = _made_of(tuple(wanted), ground.session.catalogue)
    if tracker is None or not ground.months:
        return None
    month = ground.month(months_of(ground, tracker)[0])
    since = SinceGround(month, new)
    followed = [one for one in follow(month, tracker) if one.past]
    turned, revised = _unsaid(followed, since, wanted, said)
    lines = _told_lines(followed, since, wanted, turned, said)
    if not (lines or turned or revised):
        return None
    return _section(
        FOLLOWED_ID,
        FOLLOWED,
        month.as_at.words,
        items=[_item(line, month.as_at.words) for line in lines],
        turned=turned,
        revised=revised,
        place="in Scorecard",
        summary="",
        address=_address(f"{base_url}/scorecard" if base_url else "", month=str(month.as_at)),
        editions=_stating(followed, since),
    )


def measures_of_theme(catalogue: Catalogue, theme: str) -> tuple[IndicatorId, ...]:
    """List the measures of a theme of the catalogue, or of one of a tracker's."""
    of_trackers = (part for one in catalogue.trackers for part in one.themes if part.id == theme)
    found = [measure.indicator for part in of_trackers for measure in part.measures]
    return tuple(dict.fromkeys([*(one.id for one in catalogue.indicators if one.theme == theme), *found]))


def _made_of(measures: Sequence[IndicatorId], catalogue: Catalogue) -> Tracker | None:
    """Make a tracker of every form of single measures, so that they are read and judged as a tracker's are."""
    known = [one for one in map(catalogue.indicator, measures) if one is not None]
    forms = tuple(TrackerMeasure(indicator=one.id, basis=form) for one in known for form in one.forms)
    if not forms:
        return None
    theme = TrackerTheme(id=FOLLOWED_ID, name=FOLLOWED, measures=forms)
    return Tracker(id=FOLLOWED_ID, name=FOLLOWED, themes=(theme,))


def _told_lines(
    followed: Sequence[Followed],
    since: SinceGround,
    wanted: Mapping[IndicatorId, Events],
    turned: Sequence[Turned],
    said: Sequence[DailySection],
) -> list[TrackerLine]:
    """Give the new figures that are told, what matters most first and a measure's first form before its others."""
    items = [item for section in said for item in section.items]
    shown = {(item.indicator, item.basis) for item in items}
    stand_out = {(item.indicator, item.standout) for item in items}
    lines = []
    for one in followed:
        line = _line(one, since)
        is_new = is_fresh(one, since) and (one.indicator.id, one.basis) not in shown
        if is_new and _is_told(line, wanted[line.indicator], turned, stand_out):
            lines.append(line)
        stand_out |= {(line.indicator, line.standout)} if is_fresh(one, since) else set()
    firsts = {one.indicator.id: one.basis for one in reversed(followed)}
    return sorted(lines, key=lambda line: (*_rank(line, turned), firsts[line.indicator] is not line.basis))


def _unsaid(
    followed: Sequence[Followed], since: SinceGround, wanted: Mapping[IndicatorId, Events], said: Sequence[DailySection]
) -> tuple[list[Turned], list[Revision]]:
    """Give the changed ratings and revised figures that are followed, without those that a section shows already."""
    shown = {words for section in said for words in (*section.ratings, *section.revisions)}
    turned = [one for one in find_turned(followed, since) if _is_followed(one, wanted[one.indicator])]
    revised = [one for one in find_revised(followed, since) if DailyEvent.REVISED in wanted[one.indicator]]
    return (
        [one for one in turned if one.words not in shown],
        [one for one in revised if _revised_words(one) not in shown],
    )


def _line(one: Followed, since: SinceGround) -> TrackerLine:
    """Put a measure in the tracker's words; what stands out only among all of a tracker's measures is left to it."""
    revisions = revisions_of(one, since)
    return replace(build_line(one, place(one, frozenset(), revisions), revisions), name=form_name(one))


def _is_told(
    line: TrackerLine, events: Events, turned: Sequence[Turned], said: Collection[tuple[IndicatorId, Standout]]
) -> bool:
    """Tell whether a reader hears of a figure; how it stands out is not news where another form has said the same."""
    has_signal = DailyEvent.SIGNAL in events and line.standout in NEWS and (line.indicator, line.standout) not in said
    return has_signal or _of(line, turned) is not None or DailyEvent.PUBLISHED in events


def _of(line: TrackerLine, turned: Sequence[Turned]) -> Turned | None:
    return next((one for one in turned if (one.indicator, one.basis) == (line.indicator, line.basis)), None)


def _rank(line: TrackerLine, turned: Sequence[Turned]) -> tuple[int, bool]:
    """Put what stands out first, in the tracker's order, then what turned red: a long list is cut at its end."""
    order = NEWS.index(line.standout) if line.standout in NEWS else len(NEWS)
    found = _of(line, turned)
    return order, found is None or found.now is not Rag.RED


def _is_followed(turned: Turned, events: Events) -> bool:
    """Tell whether a reader hears of a rating: what turned amber, or lost its rating, only who follows both ways."""
    match turned.now:
        case Rag.RED:
            return DailyEvent.TURNED_RED in events
        case Rag.GREEN:
            return DailyEvent.TURNED_GREEN in events
        case _:
            return {DailyEvent.TURNED_RED, DailyEvent.TURNED_GREEN} <= events


def _section(
    name: str,
    title: str,
    as_at: str,
    *,
    items: Sequence[DailyItem],
    turned: Sequence[Turned],
    revised: Sequence[Revision],
    place: str,
    summary: str,
    address: str,
    editions: tuple[int, ...],
    is_digest: bool = False,
) -> DailySection:
    ratings = tuple(one.words for one in sorted(turned, key=lambda one: one.now is not Rag.RED))
    revisions = tuple(_revised_words(one) for one in revised)
    return DailySection(
        id=name,
        title=title,
        as_at=as_at,
        finding=_finding(items, turned, revised, is_digest=is_digest),
        summary=summary,
        items=tuple(items[:MOST_ITEMS]),
        more_items=_more(len(items) - MOST_ITEMS, place),
        ratings=ratings[:MOST_RATINGS],
        more_ratings=_more(len(ratings) - MOST_RATINGS, place),
        revisions=revisions[:MOST_REVISIONS],
        more_revisions=_more(len(revisions) - MOST_REVISIONS, place),
        address=address,
        editions=editions,
    )


def _stating(followed: Sequence[Followed], since: SinceGround) -> tuple[int, ...]:
    """Number the new editions whose figures of these measures stand; where none does, all of them."""
    stated = {shown.edition for one in followed for shown in one.past}
    return tuple(sorted(stated & since.numbers)) or tuple(sorted(since.numbers))


def _finding(
    items: Sequence[DailyItem], turned: Sequence[Turned], revised: Sequence[Revision], *, is_digest: bool
) -> str:
    """Say it all in a subject's few words: "1 worse, 1 better"."""
    counts = {standout: sum(item.standout is standout for item in items) for standout in NEWS}
    said = [f"{count} {_NEWS_WORDS[standout]}" for standout, count in counts.items() if count]
    if not said and not is_digest:
        red = sum(one.now is Rag.RED for one in turned)
        changed = plural(len(turned) - red, "other rating" if red else "rating")
        said = [
            *([f"{red} turned off target"] if red else []),
            *([f"{changed} changed"] if len(turned) > red else []),
            *([f"{plural(len(revised), 'figure')} revised"] if revised else []),
        ] or ["new figures"]
    return ", ".join(said) or NOTHING


def _more(count: int, place: str) -> str:
    return f"and {count} more {place}" if count > 0 else ""


def _revised_words(one: Revision) -> str:
    was = f"came late: {one.new}" if one.is_late else f"was {one.old}, now {one.new}"
    return f"{one.name}, {one.period}: {was}"


def _item(line: TrackerLine, month: str) -> DailyItem:
    return DailyItem(
        indicator=line.indicator,
        basis=line.basis,
        name=line.name,
        period="" if line.period == month else line.period,
        figure=line.figure,
        counts=line.counts,
        mark=line.year_mark or line.signal,
        standout=line.standout,
        rag=line.rag,
        rating=line.rating,
        # What is worse is what to ask about; of the rest the page says more.
        sentence=line.sentence if line.standout is Standout.WORSE else "",
        spark=line.spark,
    )


def _address(page: str, **asked: str) -> str:
    """Write the address of a page; empty where it is not known at which the app is reached."""
    return f"{page}?{urlencode(asked)}" if page else ""

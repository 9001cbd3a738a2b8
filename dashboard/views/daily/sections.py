"""The parts of the daily e-mail: one for each tracker followed, and one for the measures followed one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from dashboard.catalogue.presenting import Tracker, TrackerMeasure, TrackerTheme
from dashboard.catalogue.schema import Catalogue
from dashboard.formatting import plural
from dashboard.periods import Period
from dashboard.views.daily.since import News, SinceGround, SinceNews, Turned, find_revised, find_turned, form_name
from dashboard.views.daily.told import Told
from dashboard.views.daily.view import DailyEvent, DailyItem, DailySection
from dashboard.views.ground import Ground
from dashboard.views.tracker.changes import revisions_of
from dashboard.views.tracker.followed import Followed, follow, months_of, opening_month
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
    page: TrackerView,
    ground: Ground,
    events: Events,
    new: frozenset[int] | None,
    base_url: str,
    told: Ground | None = None,
) -> DailySection | None:
    """Say of a tracker what a reader follows of it; None where nothing of it is news to him.

    ``told`` is what he was told before; without, the editions ``new`` are held against the ones before them.
    """
    tracker = next(one for one in ground.session.catalogue.trackers if one.id == page.id)
    month = ground.month(next(one for one in ground.months if str(one) == page.as_at.id))
    since = SinceGround(month, new)
    every = [one for one in follow(month, tracker) if page.theme is None or one.theme.id == page.theme.id]
    before = opening_month(told, tracker) if told is not None and told.months else None
    news = _news(since, every, told, before, together=True)
    is_first = page.as_at.id == page.months_to_choose[-1].id and new is None
    is_new = any(news.has_new(one) for one in every)
    shown = _standing_out(page, every, news, events, is_new=is_new)
    ended = [words for _, words in news.ended(every)] if DailyEvent.SIGNAL in events else []
    turned = [] if is_first else [one for one in find_turned(every, news) if _is_followed(one, events)]
    revised = [] if is_first or DailyEvent.REVISED not in events else list(find_revised(every, news))
    if not (shown or ended or turned or revised or (DailyEvent.PUBLISHED in events and is_new)):
        return None
    return _section(
        page.id,
        page.title if page.theme is None else f"{page.title}: {page.theme.words}",
        page.as_at.words,
        items=[_item(line, page.as_at.words) for line in shown],
        ended=ended,
        turned=turned,
        revised=revised,
        place="on the tracker",
        summary=_summary(page) if DailyEvent.SIGNAL in events else "",
        address=_address(f"{base_url}/" if base_url else "", tracker=page.id, month=page.as_at.id),
        editions=_stating(every, since),
        is_digest=_is_digest(events),
    )


def _news(
    since: SinceGround, followed: Sequence[Followed], told: Ground | None, before: Period | None, *, together: bool
) -> News:
    """Give what is news: against what was told as at the month ``before``, else of the new editions."""
    if told is None or before is None or not followed:
        return SinceNews(since)
    standing = frozenset(one.number for one in since.ground.scorecards)
    return Told(told.month(before), followed, together=together, standing=standing)


def _is_digest(events: Events) -> bool:
    """Tell whether a reader is told with each new figure how the whole tracker stands."""
    return {DailyEvent.SIGNAL, DailyEvent.PUBLISHED} <= events


def _standing_out(
    page: TrackerView, every: Sequence[Followed], news: News, events: Events, *, is_new: bool
) -> list[TrackerLine]:
    """Give what stands out: to who is told of each new figure all of it, else what is news; worse first, then news."""
    if DailyEvent.SIGNAL not in events:
        return []
    begun = {(one.indicator.id, one.basis) for one in every if news.begins(one)}
    lines = [line for group in page.groups if group.standout in NEWS for line in group.lines]
    fresh = [line for line in lines if (line.indicator, line.basis) in begun]
    if not (_is_digest(events) and (is_new or fresh)):
        return fresh
    return sorted(lines, key=lambda line: (NEWS.index(line.standout), line not in fresh))


def _summary(page: TrackerView) -> str:
    return " ".join(words for words in (page.summary, page.against_targets) if words)


def measures_section(
    ground: Ground,
    wanted: Mapping[IndicatorId, Events],
    new: frozenset[int] | None,
    base_url: str,
    said: Sequence[DailySection] = (),
    told: Ground | None = None,
) -> DailySection | None:
    """Say of measures followed one by one what is news to a reader, in any form; None where nothing is.

    What the sections ``said`` show already is not said twice; ``told`` is what he was told before.
    """
    tracker = _made_of(tuple(wanted), ground.session.catalogue)
    if tracker is None or not ground.months:
        return None
    month = ground.month(months_of(ground, tracker)[0])
    since = SinceGround(month, new)
    followed = [one for one in follow(month, tracker) if one.past]
    before = months_of(told, tracker)[0] if told is not None and told.months else None
    news = _news(since, followed, told, before, together=False)
    turned, revised = _unsaid(followed, news, wanted, said)
    lines = _told_lines(followed, since, news, wanted, turned, said)
    ended = _ended(followed, news, wanted, said)
    if not (lines or ended or turned or revised):
        return None
    return _section(
        FOLLOWED_ID,
        FOLLOWED,
        month.as_at.words,
        items=[_item(line, month.as_at.words) for line in lines],
        ended=ended,
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
    news: News,
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
        events = wanted[line.indicator]
        is_news = (
            _has_signal(line, events, stand_out) and news.begins(one),
            _of(line, turned) is not None,
            DailyEvent.PUBLISHED in events and news.has_new(one),
        )
        if any(is_news) and (one.indicator.id, one.basis) not in shown:
            lines.append(line)
        stand_out |= {(line.indicator, line.standout)} if news.is_known(one) else set()
    firsts = {one.indicator.id: one.basis for one in reversed(followed)}
    return sorted(lines, key=lambda line: (*_rank(line, turned), firsts[line.indicator] is not line.basis))


def _unsaid(
    followed: Sequence[Followed], news: News, wanted: Mapping[IndicatorId, Events], said: Sequence[DailySection]
) -> tuple[list[Turned], list[Revision]]:
    """Give the changed ratings and revised figures that are followed, without those that a section shows already."""
    shown = {words for section in said for words in (*section.ratings, *section.revisions)}
    turned = [one for one in find_turned(followed, news) if _is_followed(one, wanted[one.indicator])]
    revised = [one for one in find_revised(followed, news) if DailyEvent.REVISED in wanted[one.indicator]]
    return (
        [one for one in turned if one.words not in shown],
        [one for one in revised if _revised_words(one) not in shown],
    )


def _ended(
    followed: Sequence[Followed], news: News, wanted: Mapping[IndicatorId, Events], said: Sequence[DailySection]
) -> list[str]:
    """Say what no longer stands out, without what a section says already."""
    shown = {words for section in said for words in section.ended}
    found = (words for measure, words in news.ended(followed) if DailyEvent.SIGNAL in wanted[measure])
    return [words for words in found if words not in shown]


def _line(one: Followed, since: SinceGround) -> TrackerLine:
    """Put a measure in the tracker's words; what stands out only among all of a tracker's measures is left to it."""
    revisions = revisions_of(one, since)
    return replace(build_line(one, place(one, frozenset(), revisions), revisions), name=form_name(one))


def _has_signal(line: TrackerLine, events: Events, said: Collection[tuple[IndicatorId, Standout]]) -> bool:
    """Tell whether a figure stands out; that it does is not news where another form has said the same."""
    return DailyEvent.SIGNAL in events and line.standout in NEWS and (line.indicator, line.standout) not in said


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
    ended: Sequence[str],
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
        finding=_finding(items, ended, turned, revised, is_digest=is_digest),
        summary=summary,
        items=tuple(items[:MOST_ITEMS]),
        more_items=_more(len(items) - MOST_ITEMS, place),
        ended=tuple(ended[:MOST_RATINGS]),
        more_ended=_more(len(ended) - MOST_RATINGS, place),
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
    items: Sequence[DailyItem],
    ended: Sequence[str],
    turned: Sequence[Turned],
    revised: Sequence[Revision],
    *,
    is_digest: bool,
) -> str:
    """Say it all in a subject's few words: "1 worse, 1 better"."""
    counts = {standout: sum(item.standout is standout for item in items) for standout in NEWS}
    said = [f"{count} {_NEWS_WORDS[standout]}" for standout, count in counts.items() if count]
    over = [f"{len(ended)} no longer {'stands' if len(ended) == 1 else 'stand'} out"] if ended else []
    if not said and not is_digest:
        red = sum(one.now is Rag.RED for one in turned)
        changed = plural(len(turned) - red, "other rating" if red else "rating")
        said = [
            *([f"{red} turned off target"] if red else []),
            *over,
            *([f"{changed} changed"] if len(turned) > red else []),
            *([f"{plural(len(revised), 'figure')} revised"] if revised else []),
        ] or ["new figures"]
    said = said or over
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

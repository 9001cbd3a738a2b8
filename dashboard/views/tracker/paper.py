"""Build the members' tracker as a paper, from the page's own view: the same measures, figures, statuses and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard.disclosure.cells import CellKey
from dashboard.disclosure.session import suppressed_words
from dashboard.formatting import capital, uncapital
from dashboard.periods import parse_period
from dashboard.store.records import AsOf
from dashboard.views.as_of import NOW, as_of_phrase
from dashboard.views.ground import Ground
from dashboard.views.paper import AUDIENCE_WORDS, data_date
from dashboard.views.tracker.build import build_tracker
from dashboard.views.tracker.groups import NEWS
from dashboard.views.tracker.line_words import about_line, revised_words
from dashboard.views.tracker.meanings import IN_BRIEF, WORDS_MEAN
from dashboard.views.tracker.paper_view import PaperChanges, PaperGroup, PaperLine, TrackerPaper
from dashboard.views.tracker.view import Changes, Standout, TrackerGroup, TrackerLine, TrackerView
from dashboard.vocabulary import Audience, Rag

# Where all that a paper has no room for can be read; the public may have no such page.
ELSEWHERE = {Audience.PUBLIC: ""}
ON_THE_PAGE = "on the Tracker page of the scorecard"
_TARGET = "target "


def build_tracker_paper(
    ground: Ground,
    *,
    tracker: str | None,
    month: str | None,
    theme: str | None,
    audience: Audience = Audience.MEMBERS,
) -> TrackerPaper:
    """Build the paper of a tracker as at a month, of all its themes or one; None takes the first and the latest.

    What is not there is said, and what is shown instead. Hold the ground's lock where others may read it too.

    Raises:
        StoreError: when the comparators cannot be read, or the ground's moment names an edition that does not exist.
    """
    view = build_tracker(ground, tracker=tracker, month=month, theme=theme)
    paper = paper_of(view, as_of=ground.as_of, audience=audience, dated=data_date(ground.as_of, ground.editions))
    if view.is_as_asked(tracker=tracker, month=month, theme=theme):
        paper = replace(paper, notice=" ".join(part for part in (paper.instead, paper.notice) if part), instead="")
    return replace(paper, suppressed=suppressed_words(ground.session, ground.as_of, _keys(ground, view)))


def paper_of(view: TrackerView, *, as_of: AsOf, audience: Audience, dated: date) -> TrackerPaper:
    """Put the page's view on paper; nothing is judged or worded anew."""
    news = [group for group in view.groups if group.standout in NEWS]
    rest = [group for group in view.groups if group.standout not in NEWS]
    moment = "" if as_of == NOW else f"As it stood {as_of_phrase(as_of)}"
    return TrackerPaper(
        council=view.area,
        title=f"{view.title}: {view.as_at.words}" if view.as_at.words else view.title,
        as_at=view.as_at.words,
        theme=view.theme.words if view.theme else "",
        edition=view.edition.words,
        edition_number=view.edition.number,
        notice=view.edition.notice,
        moment=moment,
        audience=f"For {uncapital(AUDIENCE_WORDS[audience])}",
        demonstration=view.demonstration,
        verdict=view.summary,
        targets=view.against_targets,
        nothing=view.nothing,
        news=_groups(news),
        changes=_changes(view.changes),
        rest=_groups(rest),
        by_chance=view.by_chance,
        meanings=WORDS_MEAN,
        in_brief=IN_BRIEF,
        elsewhere=ELSEWHERE.get(audience, ON_THE_PAGE),
        foot=_foot(view, moment),
        data_date=dated,
        instead=view.instead,
        empty=view.empty or _no_measure(view),
    )


def _foot(view: TrackerView, moment: str) -> str:
    """Say in one line what every side is of; where the moment is said, the edition has but its number."""
    edition = view.edition
    short = f"Edition {edition.number}" if moment and edition.number is not None else edition.words
    return " · ".join(part for part in (view.area, short, uncapital(moment)) if part)


def _no_measure(view: TrackerView) -> str:
    """Say that the themes shown follow no measure of the catalogue."""
    return "" if view.groups else f"{view.title} follows no measure in {view.as_at.words}."


def _groups(groups: Sequence[TrackerGroup]) -> tuple[PaperGroup, ...]:
    return tuple(
        PaperGroup(title=group.title, lead=group.lead, lines=tuple(_line(line) for line in group.lines))
        for group in groups
    )


def _line(line: TrackerLine) -> PaperLine:
    further = [line.also, line.comparison if line.comparison not in line.sentence else ""]
    return PaperLine(
        indicator=line.indicator,
        basis=line.basis,
        name=line.name,
        about=about_line(line),
        figure=line.figure.text,
        counts=line.counts,
        # Beside the counts a share would say the same a third time.
        share="" if line.counts else line.about,
        older=f"latest is {line.period}" if line.is_older else "",
        rag=line.rag,
        target=line.rating.removeprefix(_TARGET),
        signal=line.year_mark or line.signal,
        spark=line.spark,
        sentence=line.sentence,
        further=tuple(words for words in further if words),
        why=_why(line),
        questions=line.questions,
        ask=line.questions[0] if line.questions and line.rag.state is Rag.RED else "",
        revised=revised_words(line),
    )


def _why(line: TrackerLine) -> str:
    """Say in short why a measure is in its part: what its mark does not tell."""
    if line.standout in (Standout.REST, Standout.REVISED):
        # What was revised has a part of its own on the paper.
        return ""
    return f"{capital(', '.join(line.reasons))}." if line.reasons else ""


def _changes(changes: Changes | None) -> PaperChanges | None:
    if changes is None:
        return None
    return PaperChanges(
        said=tuple(words for words in (changes.new_month, changes.revised) if words),
        revisions=tuple(f"{one.name}, {one.period}: {one.new}, was {one.old}" for one in changes.revisions),
        ratings=changes.ratings,
    )


def _keys(ground: Ground, view: TrackerView) -> set[CellKey]:
    """Name the figures that the paper shows, draws or judges by: ours of its measures, up to its month."""
    if not view.groups:
        return set()
    forms = {(line.indicator, line.basis.value) for group in view.groups for line in group.lines}
    figures = ground.month(parse_period(view.as_at.id)).figures
    ours = figures[figures["area"] == ground.session.our_code]
    rows = zip(ours["indicator"], ours["basis"], ours["period"], strict=True)
    return {(indicator, basis, period) for indicator, basis, period in rows if (indicator, basis) in forms}

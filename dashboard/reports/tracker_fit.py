"""How much of the members' tracker a paper shows: the most that its sides hold, by a ladder of densities.

The letters never go under 12 points. Each rung leaves out more than the one before, and what it leaves out is said.
No measure vanishes: the lowest rungs still give each its name, its figure and its status. Only where not even the names
go on two sides are measures counted, those off target and without news last of all to go.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dashboard.formatting import listed, plural
from dashboard.views.tracker.paper_view import PaperGroup, PaperLine, TrackerPaper
from dashboard.vocabulary import Rag

MOST_SIDES = 2
# A4 at 12 points: letters on a line and lines on a side, of a sans-serif (measured with Liberation Sans).
LETTERS_A_LINE = 90
LINES_A_SIDE = 52
# Of the room of the sides, what the words may take by the estimate, which is mostly within some hundredths.
FULL = 0.99
# So many measures the web page tells of in full beside what goes on paper: it is to stay small enough to send.
MOST_TOLD_ON_SCREEN = 60
# From one try to the next where measures are left out.
FEWER = 0.95
# Sides that what stands out may take of the two where not all measures can be named.
ROOM_FOR_SENTENCES = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """What one rung shows.

    ``questions`` of each measure that stands out, ``revisions`` and ``ratings`` at most. ``sentences`` tells whether
    those that stand out have theirs with the trend, else each is a line. ``table`` puts the rest in a table, else in
    running text; ``details`` adds what each measure is, ``targets`` its counts and target, ``trends`` its small line,
    ``asks`` a question of each that is off target. ``meanings`` explains every word, else in brief; ``notes`` are
    counts of ratings and of chance. ``named`` is how many measures are named, all without.
    """

    questions: int = 0
    revisions: int = 0
    ratings: int = 0
    sentences: bool = True
    table: bool = True
    details: bool = False
    targets: bool = False
    trends: bool = False
    asks: bool = False
    meanings: bool = False
    brief: bool = True
    notes: bool = True
    named: int | None = None


LADDER = (
    Density(questions=3, revisions=12, ratings=12, details=True, targets=True, trends=True, asks=True, meanings=True),
    Density(questions=3, revisions=8, ratings=6, details=True, targets=True, trends=True, asks=True),
    Density(questions=2, revisions=6, ratings=5, details=True, targets=True, asks=True),
    Density(questions=2, revisions=4, ratings=5, targets=True, asks=True),
    Density(questions=1, revisions=4, ratings=5, targets=True, asks=True),
    Density(questions=1, revisions=4, ratings=5, targets=True),
    Density(questions=1, revisions=4, ratings=5, asks=True),
    Density(questions=1, revisions=4, ratings=5),
    Density(questions=1, revisions=3, ratings=2),
    Density(questions=1, revisions=2, table=False),
    # With the sentences of what stands out, and no more.
    Density(revisions=2, table=False, notes=False),
    Density(table=False, sentences=False, revisions=2),
    Density(table=False, sentences=False, brief=False, notes=False),
)
# Rather than go below this rung for a single side, a paper takes the second.
LOWEST_ON_ONE_SIDE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """The paper as one density shows it: what of its lists is there, and a sentence on what is not.

    ``rest_title`` heads the measures that do not stand out, with their number; ``rows`` are these as a table has them,
    what is off target first. ``has_every_revision`` tells whether the list of what was revised is whole.
    ``on_screen`` are the measures of which the web page tells what the sides have no room for; none where it would grow
    too large.
    """

    density: Density
    news: tuple[PaperGroup, ...]
    rest: tuple[PaperGroup, ...]
    rest_title: str
    revisions: tuple[str, ...]
    ratings: tuple[str, ...]
    left_out: str
    has_every_revision: bool
    on_screen: tuple[PaperLine, ...]

    @property
    def rows(self) -> tuple[PaperLine, ...]:
        """List the measures that do not stand out, what is off target first."""
        lines = [line for group in self.rest for line in group.lines]
        return tuple(sorted(lines, key=lambda line: line.rag.state is not Rag.RED))


def arrange(paper: TrackerPaper, density: Density) -> Arranged:
    """Take from the paper what a density has room for."""
    named = _named(paper, density.named)
    news, rest = _only(paper.news, named), _only(paper.rest, named)
    revisions = paper.changes.revisions if paper.changes else ()
    ratings = paper.changes.ratings if paper.changes else ()
    return Arranged(
        density=density,
        news=news,
        rest=rest,
        rest_title=_rest_title(paper, rest),
        revisions=revisions[: density.revisions],
        ratings=ratings[: density.ratings],
        left_out=_left_out(paper, density, len(paper.measures) - len(named)),
        has_every_revision=len(revisions) <= density.revisions,
        on_screen=_on_screen(paper, density),
    )


def _on_screen(paper: TrackerPaper, density: Density) -> tuple[PaperLine, ...]:
    if len(paper.measures) > MOST_TOLD_ON_SCREEN:
        return ()
    return tuple(line for group in paper.rest for line in group.lines) if density.sentences else paper.measures


def _rest_title(paper: TrackerPaper, shown: tuple[PaperGroup, ...]) -> str:
    named, every = (sum(len(group.lines) for group in groups) for groups in (shown, paper.rest))
    count = str(every) if named == every else f"{named} of {every}"
    return f"The {'other ' if paper.news else ''}measures ({count})"


def fit(paper: TrackerPaper, sides_of: Callable[[Density], int] | None = None) -> Density:
    """Find the fullest density that goes on one side, or else on two, by the words that each would print.

    So the same paper is as full on every machine. ``sides_of`` lays a density out and counts its sides: one that takes
    more than was thought gives way to the next.
    """
    tries = list(_tries(paper))
    fits = (density for density, most in tries if sides_of is None or sides_of(density) <= most)
    return next(fits, tries[-1][0])


def _tries(paper: TrackerPaper) -> Iterator[tuple[Density, int]]:
    """Give the densities to try, the best first, each with the sides that it may take."""
    for most, rungs in ((1, LADDER[: LOWEST_ON_ONE_SIDE + 1]), (MOST_SIDES, LADDER)):
        for density in rungs:
            if estimate_sides(paper, density) <= most * FULL:
                yield density, most
    yield from ((density, MOST_SIDES) for density in _fewer(paper))


def _fewer(paper: TrackerPaper) -> Iterator[Density]:
    """Name fewer and fewer measures, with the sentences of what stands out where these leave room; at last none."""
    news = sum(len(group.lines) for group in paper.news)
    base = LADDER[-3] if estimate_sides(paper, replace(LADDER[-3], named=news)) <= ROOM_FOR_SENTENCES else LADDER[-1]
    named = len(paper.measures)
    while named:
        density = replace(base, named=named)
        if estimate_sides(paper, density) <= MOST_SIDES * FULL:
            yield density
        named = math.floor(named * FEWER)
    yield replace(LADDER[-1], named=0)


def _named(paper: TrackerPaper, most: int | None) -> set[int]:
    """Choose the measures that are named, by their place: what stands out, then what is off target, then the others."""
    measures, news = paper.measures, sum(len(group.lines) for group in paper.news)
    if most is None or most >= len(measures):
        return {id(line) for line in measures}
    places = sorted(range(len(measures)), key=lambda place: (place >= news, measures[place].rag.state is not Rag.RED))
    return {id(measures[place]) for place in places[:most]}


def _only(groups: tuple[PaperGroup, ...], named: set[int]) -> tuple[PaperGroup, ...]:
    kept = (replace(group, lines=tuple(line for line in group.lines if id(line) in named)) for group in groups)
    return tuple(group for group in kept if group.lines)


def _left_out(paper: TrackerPaper, density: Density, unnamed: int) -> str:
    """Say what the paper has no room for, and where it is."""
    news = [line for group in paper.news for line in group.lines]
    rest = len(paper.measures) - len(news)
    questions = sum(len(line.questions[density.questions :]) for line in news)
    changes = paper.changes
    parts = [
        f"{unnamed} of the {plural(len(paper.measures), 'measure')}" if unnamed else "",
        "what each sentence says in full" if news and not density.sentences else "",
        plural(questions, "further question") if questions else "",
        _more(len(changes.revisions) - density.revisions, "revised figure") if changes else "",
        _more(len(changes.ratings) - density.ratings, "rating that changed", "ratings that changed") if changes else "",
        f"the sentences, comparisons and questions of {_others(rest, bool(news))}" if rest else "",
    ]
    said = [part for part in parts if part]
    where = f"Not here, but {paper.elsewhere}" if paper.elsewhere else "Left out for want of room"
    return f"{where}: {listed(said)}." if said else ""


def _others(rest: int, has_news: bool) -> str:
    others = "other " if has_news else ""
    return f"the {others}{rest} measures" if rest > 1 else f"the {others or 'one '}measure"


def _more(count: int, one: str, many: str | None = None) -> str:
    return plural(count, one, many) if count > 0 else ""


def estimate_sides(paper: TrackerPaper, density: Density) -> float:
    """Guess from the words how many sides of A4 the paper takes."""
    return sum(_lines_of(paper, arrange(paper, density))) / LINES_A_SIDE


def _lines_of(paper: TrackerPaper, shown: Arranged) -> Iterator[float]:
    density = shown.density
    heads = (paper.edition, paper.notice, paper.instead, paper.demonstration, paper.verdict, paper.nothing, paper.empty)
    yield 3 + sum(_wrapped(words) for words in heads)
    if density.notes:
        yield _wrapped(paper.targets) + _wrapped(paper.by_chance)
    for group in shown.news:
        yield 2
        yield sum(_news_lines(line, density) for line in group.lines)
    if shown.rest:
        yield 3 + sum(_rest_lines(line, density) for group in shown.rest for line in group.lines)
        yield 0 if density.table else 1.5 * len(shown.rest)
    if paper.changes:
        yield 2 + sum(map(_wrapped, (*paper.changes.said, *shown.revisions, *shown.ratings)))
    if density.meanings:
        yield 2 + sum(_wrapped(f"{name} {words}") + 0.2 for name, words in paper.meanings)
    elif density.brief:
        yield 2 + _wrapped(" ".join(f"{name}: {words}" for name, words in paper.in_brief))
    yield 1 + _wrapped(shown.left_out) + _wrapped(paper.suppressed)


def _news_lines(line: PaperLine, density: Density) -> float:
    if not density.sentences:
        return _run(line)
    told = " ".join((line.sentence, *line.further, line.revised))
    asked = line.questions[: density.questions]
    return 2.6 + sum(map(_wrapped, (line.name, told, *asked))) + (len(asked) > 1)


def _rest_lines(line: PaperLine, density: Density) -> float:
    if not density.table:
        return _run(line)
    # The name has somewhat under half of the line's width, and less where there are trends.
    width = LETTERS_A_LINE * (0.36 if density.trends else 0.45)
    told = (
        line.name,
        line.about if density.details else "",
        line.why,
        f"Ask: {line.ask}" if density.asks and line.ask else "",
    )
    return 0.2 + max(sum(math.ceil(len(words) / width) for words in told), 2 if density.targets and line.target else 1)


def _run(line: PaperLine) -> float:
    return (len(line.name) + len(line.figure) + len(line.rag.word) + 6) / LETTERS_A_LINE


def _wrapped(words: str) -> float:
    return math.ceil(len(words) / LETTERS_A_LINE)

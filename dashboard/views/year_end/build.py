"""Build the year-end report: the house format in drafts, the good and declining lists, and what could not be said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from dashboard.disclosure.cells import CellKey
from dashboard.disclosure.session import suppressed_words
from dashboard.formatting import plural
from dashboard.judge.series import a_year_before
from dashboard.periods import Period
from dashboard.store.records import Edition
from dashboard.views.as_of import NOW
from dashboard.views.clinic.drafts import draft
from dashboard.views.ground import Ground
from dashboard.views.paper import Asked
from dashboard.views.paper_head import head_of
from dashboard.views.year_end import words
from dashboard.views.year_end.rows import key_of, lead_of, not_said, tables_of, year_row
from dashboard.views.year_end.sides import Side, most_telling
from dashboard.views.year_end.view import NextStep, YearEndView, YearRow
from dashboard.views.year_end.year import OfYear, WithoutYear, Year, find_year, forms_of, of_year, years_known
from dashboard.vocabulary import Audience

# As many sentences as the committee's own papers have in one column (July 2017: ten and nine).
SHOWN = 10
# A paper asks at most so much of one measure.
ASKED_OF_ONE = 2
# How often the reader is told how far judging has come.
TOLD_EVERY = 10
Progress = Callable[[str], None]


def build_year_end(
    ground: Ground,
    *,
    year: Period | None,
    audience: Audience | None = None,
    made_on: date | None = None,
    progress: Progress = lambda _: None,
) -> YearEndView:
    """Build the paper of a financial year; None takes the newest that a report of ours reaches the end of.

    A year under way is told as far as it is known. ``audience`` and ``made_on`` are printed only where they are given;
    ``progress`` is told how many measures have been judged.

    Raises:
        DashboardError: when what is asked for is no financial year.
        StoreError: when the figures cannot be read.
    """
    asked, found = Asked(audience=audience, made_on=made_on), find_year(ground, year)
    if found is None:
        nothing = words.NOTHING if ground.as_of == NOW else words.NOTHING_BY_THEN
        return _empty(ground, asked, "Year-end performance", "", nothing)
    every = list(_judged(ground, found, progress))
    judged = [one for one in every if isinstance(one, OfYear)]
    without = [one for one in every if isinstance(one, WithoutYear)]
    title = (words.TITLE if found.is_whole else words.TITLE_IN_YEAR).format(year=found.year.words)
    if not judged:
        return _empty(ground, asked, title, _as_at(found), words.no_figures(found.year, years_known(ground)))
    return _view(ground, found, title, judged, without, asked)


def _judged(ground: Ground, year: Year, progress: Progress) -> Iterator[OfYear | WithoutYear]:
    month, indicators = ground.month(year.as_at), ground.session.catalogue.indicators
    for done, indicator in enumerate(indicators):
        if done % TOLD_EVERY == 0:
            progress(f"Judging {done} of {plural(len(indicators), 'measure')}")
        yield of_year(month, indicator, year)


def _view(
    ground: Ground,
    year: Year,
    title: str,
    judged: Sequence[OfYear],
    without: Sequence[WithoutYear],
    asked: Asked,
) -> YearEndView:
    themes = {theme.id: theme.name for theme in ground.session.catalogue.themes}
    made = {key_of(one): year_row(one, themes.get(one.indicator.theme, "")) for one in judged}
    well, worried = most_telling(judged, Side.WELL), most_telling(judged, Side.WORRIED)
    return YearEndView(
        head=head_of(ground, title=title, as_at=_as_at(year), asked=asked, editions=_editions(ground, year, judged)),
        before_heading=_before_heading(year),
        now_heading=year.year.words if year.is_whole else f"{year.year.words} to {year.until.words}",
        lead=tuple(lead_of(judged, without)),
        well=_rows(well[:SHOWN], made),
        more_well=words.more_words([one.judged for one in well[SHOWN:]], words.MORE_WELL),
        worried=_rows(worried[:SHOWN], made),
        more_worried=words.more_words([one.judged for one in worried[SHOWN:]], words.MORE_WORRIED),
        doing=tuple(step for one in worried[:SHOWN] if (step := _next(one, is_whole=year.is_whole)).lines),
        tables=tables_of(judged, made),
        rows=tuple(made.values()),
        not_said=not_said(without, themes),
        notices=tuple(_notices(ground, year, judged)),
        about=words.ABOUT,
    )


def _rows(found: Sequence[OfYear], made: dict[tuple[str, str], YearRow]) -> tuple[YearRow, ...]:
    return tuple(made[key_of(one)] for one in found)


def _next(one: OfYear, *, is_whole: bool) -> NextStep:
    """Ask what the figures ask for; a year that is over leaves nothing to be met, so the measure's own questions."""
    drafts = tuple(each.words for each in draft(one.judged).doing)
    lines = tuple(one.judged.questions) or drafts if is_whole else drafts
    return NextStep(name=one.indicator.name, owner=one.indicator.owner or "", lines=lines[:ASKED_OF_ONE])


def _as_at(year: Year) -> str:
    return f"{year.until.words}, {'the end of' if year.is_whole else 'within'} {year.year.words}"


def _before_heading(year: Year) -> str:
    before = year.year.shift(-1)
    return before.words if year.is_whole else f"{before.words} to {year.until.shift(-12).words}"


def _notices(ground: Ground, year: Year, judged: Sequence[OfYear]) -> Iterator[str]:
    if not year.is_whole:
        yield words.IN_YEAR.format(year=year.year.words, month=year.until.words)
    if year.as_at != year.until:
        yield words.LATER.format(month=year.as_at.words, last=year.until.words)
    provisional = sum(one.judged.said.is_provisional for one in judged)
    if provisional:
        verb = "is" if provisional == 1 else "are"
        yield words.PROVISIONAL.format(measures=f"{plural(provisional, 'figure')} {verb}")
    left_out = suppressed_words(ground.session, ground.as_of, _keys(ground, year))
    if left_out:
        yield left_out


def _keys(ground: Ground, year: Year) -> frozenset[CellKey]:
    """Name the figures that speak for the year and for the year before."""
    forms = ((one.id, *form) for one in ground.session.catalogue.indicators for form in forms_of(one, year))
    both = ((name, basis, each) for name, basis, period in forms for each in (period, a_year_before(period)))
    return frozenset((str(name), str(basis), str(period)) for name, basis, period in both)


def _editions(ground: Ground, year: Year, judged: Sequence[OfYear]) -> tuple[Edition, ...]:
    """Give the editions of our own reports that the figures of the year are from."""
    month = ground.month(year.as_at)
    area = ground.session.our_code
    shown = (month.standing.get(one.indicator.id, one.basis, area, one.judged.said.period) for one in judged)
    numbers = {one.edition for one in shown if one is not None}
    return tuple(one for one in ground.scorecards if one.number in numbers)


def _empty(ground: Ground, asked: Asked, title: str, as_at: str, words_: str) -> YearEndView:
    return YearEndView(
        head=head_of(ground, title=title, as_at=as_at, asked=asked),
        before_heading="",
        now_heading="",
        lead=(),
        well=(),
        more_well="",
        worried=(),
        more_worried="",
        doing=(),
        tables=(),
        rows=(),
        not_said=(),
        notices=(),
        about=(),
        empty=words_,
    )

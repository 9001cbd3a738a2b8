"""Make the rows and tables of the year-end report from the judgements of the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dashboard.formatting import BASIS_WORDS, MISSING_WORDS, POLARITY_WORDS, capital, format_counts, plural, uncapital
from dashboard.judge import said_figures as figures
from dashboard.judge.comparing_clauses import against_one
from dashboard.judge.judgement import Judgement
from dashboard.judge.shift import Shift
from dashboard.judge.targets import target_words
from dashboard.judge.verdict import Clear
from dashboard.judge.words import RAG_WORDS
from dashboard.precision import round_half_up
from dashboard.views.paper_head import GOOD_WORDS
from dashboard.views.parts import RagChip
from dashboard.views.year_end import words
from dashboard.views.year_end.view import NotSaid, YearFigure, YearRow, YearTable
from dashboard.views.year_end.year import OfYear, WithoutYear
from dashboard.vocabulary import Basis, Missing, Rag

_WAYS = {Shift.BETTER: "Better", Shift.WORSE: "Worse", Shift.HIGHER: "Higher", Shift.LOWER: "Lower"}
# What is clear comes first, then what cannot be said, then what could be chance.
_CLEARNESS = (Clear.YES, Clear.CANNOT_SAY, Clear.NO)
ONLY_SINGLE = "Only single months or quarters are known; no report gives the year"
OTHER_THEME = "other measures"
NO_FIGURE = "No figure of the year has been published here"


def year_row(one: OfYear, theme: str) -> YearRow:
    """Make a measure's row."""
    judged, indicator = one.judged, one.indicator
    said, apart, way = judged.said, judged.year_on_year, words.way_of(judged)
    is_beside = _is_beside(judged)
    return YearRow(
        indicator=indicator.id,
        basis=one.basis,
        name=indicator.name,
        theme=theme,
        covers=f"{said.period.words}, {BASIS_WORDS[one.basis]}",
        good_is=POLARITY_WORDS[indicator.polarity],
        detail=f"{_covers_shortly(one)}; {GOOD_WORDS[indicator.polarity]}",
        unit=indicator.unit,
        decimals=indicator.decimal_places,
        before=_figure(judged, apart.value, apart.numerator, apart.denominator) if apart else YearFigure(text=""),
        now=_figure(judged, said.value or 0.0, said.numerator, said.denominator),
        change=_change(judged) if is_beside else YearFigure(text=""),
        way=_WAYS[way] if way else "No change" if is_beside else "",
        chance=words.CHANCE_WORDS[apart.clear] if apart is not None and way else "",
        rag=RagChip(state=judged.rag.state, word=RAG_WORDS[judged.rag.state], title=judged.rag.target),
        target=_target(one),
        comparator=against_one(said),
        words=words.year_words(judged),
    )


def _covers_shortly(one: OfYear) -> str:
    """Say what a figure covers; of a whole year its name is enough."""
    words_ = one.judged.said.period.words
    return words_ if one.basis is Basis.FINANCIAL_YEAR else f"{words_}, {BASIS_WORDS[one.basis]}"


def _figure(judged: Judgement, value: float, numerator: float | None, denominator: float | None) -> YearFigure:
    """Write a figure with its counts; of too few cases the counts alone, which are no number to reckon with."""
    said = judged.said
    text = figures.bare(said, figures.figure_or_counts(said, value, numerator, denominator))
    counts = format_counts(numerator, denominator)
    if figures.is_too_few(said, denominator):
        return YearFigure(text=text)
    shown = float(round_half_up(value, said.decimals))
    return YearFigure(text=f"{text}\n({counts})" if counts and counts != text else text, value=shown)


def _change(judged: Judgement) -> YearFigure:
    said, apart = judged.said, judged.year_on_year
    if apart is None or figures.is_too_few(said, said.denominator) or figures.is_too_few(said, apart.denominator):
        return YearFigure(text="")
    text = figures.bare(said, figures.difference(said, apart.change))
    return YearFigure(text=text, value=float(round_half_up(apart.change, said.decimals)))


def tables_of(found: Sequence[OfYear], made: Mapping[tuple[str, str], YearRow]) -> tuple[YearTable, ...]:
    """Part the measures by which way they went, what is clear first; tables without any are left out."""
    groups: dict[str, list[OfYear]] = {}
    for one in found:
        groups.setdefault(_title(one.judged), []).append(one)
    titles = (words.BETTER, words.WORSE, words.OTHER, words.SAME, words.NO_BEFORE)
    return tuple(
        YearTable(
            title=title,
            lead=_table_lead(title, groups[title]),
            rows=tuple(made[key_of(one)] for one in _clear_first(groups[title])),
        )
        for title in titles
        if title in groups
    )


def key_of(one: OfYear) -> tuple[str, str]:
    """Name a measure on its form."""
    return str(one.indicator.id), str(one.basis)


def _title(judged: Judgement) -> str:
    way, apart = words.way_of(judged), judged.year_on_year
    if way is not None:
        return {Shift.BETTER: words.BETTER, Shift.WORSE: words.WORSE}.get(way, words.OTHER)
    return words.NO_BEFORE if apart is None or apart.redefined is not None else words.SAME


def _clear_first(found: Iterable[OfYear]) -> list[OfYear]:
    return sorted(found, key=lambda one: _CLEARNESS.index(_clear(one)))


def _clear(one: OfYear) -> Clear:
    apart = one.judged.year_on_year
    return apart.clear if apart is not None else Clear.CANNOT_SAY


def _table_lead(title: str, found: Sequence[OfYear]) -> str:
    if title == words.NO_BEFORE:
        return words.NO_BEFORE_LEAD
    return plural(len(found), "measure") + "." if title == words.SAME else _lead(found)


def _target(one: OfYear) -> str:
    """Say the target of the year, else that of the form which has one: the year is not rated by it."""
    if one.judged.rag.target:
        return capital(one.judged.rag.target)
    year = one.judged.said.period.financial_year
    found = ((form, one.indicator.target_for(year, form)) for form in one.indicator.forms if form is not one.basis)
    form, target = next(((form, each) for form, each in found if each is not None), (None, None))
    if form is None:
        return RAG_WORDS[Rag.NO_TARGET]
    said = uncapital(target_words(target, one.indicator))
    return words.OTHER_TARGET.format(form=BASIS_WORDS[form], target=said)


def _lead(found: Sequence[OfYear]) -> str:
    counts = Counter(map(_clear, found))
    measures = plural(len(found), "measure")
    if len(counts) == 1:
        return words.ALL_ALIKE[next(iter(counts))].format(measures=measures)
    parts = [words.OF_SOME[clear].format(count=counts[clear]) for clear in _CLEARNESS if counts[clear]]
    return f"{measures}: {', '.join(parts)}."


def not_said(found: Iterable[WithoutYear], themes: Mapping[str, str]) -> tuple[NotSaid, ...]:
    """Put measures without a figure of the year together by why, the commonest reason first."""
    groups: dict[str, list[WithoutYear]] = {}
    for one in found:
        groups.setdefault(_reason(one), []).append(one)
    made = (
        NotSaid(
            reason=reason,
            measures=tuple(one.indicator.name for one in group),
            themes=dict(Counter(themes.get(one.indicator.theme, OTHER_THEME) for one in group)),
        )
        for reason, group in groups.items()
    )
    return tuple(sorted(made, key=lambda one: -len(one.measures)))


def _reason(one: WithoutYear) -> str:
    if one.missing is Missing.SUPPRESSED:
        return words.SUPPRESSED
    if one.missing is not None and one.missing is not Missing.NO_FIGURE:
        return capital(MISSING_WORDS[one.missing])
    return ONLY_SINGLE if one.has_single else NO_FIGURE


def lead_of(found: Sequence[OfYear], without: Sequence[WithoutYear]) -> Iterator[str]:
    """Say how many measures have a figure, how those stand against their targets, and which way they went."""
    rated = Counter(one.judged.rag.state for one in found)
    total = len(found) + len(without)
    yield f"{len(found)} of {plural(total, 'measure')} {'has' if len(found) == 1 else 'have'} a figure for the year."
    states = [f"{rated[state]} {RAG_WORDS[state].lower()}" for state in (Rag.GREEN, Rag.AMBER, Rag.RED) if rated[state]]
    if states:
        yield f"Against their targets: {', '.join(states)}; {sum(rated.values()) - _rated(rated)} not rated."
    if not any(_is_beside(one.judged) for one in found):
        yield words.NONE_BESIDE
        return
    ways = Counter(
        words.way_of(one.judged) for one in found if _clear(one) is Clear.YES and words.way_of(one.judged) is not None
    )
    yield (
        f"Against the year before, by more than chance: {ways[Shift.BETTER]} clearly better, "
        f"{ways[Shift.WORSE]} clearly worse."
    )


def _is_beside(judged: Judgement) -> bool:
    """Tell whether a figure is held beside that of the year before."""
    return judged.year_on_year is not None and judged.year_on_year.redefined is None


def _rated(rated: Counter[Rag]) -> int:
    return sum(count for state, count in rated.items() if state.is_rated)

"""One measure's whole definition in words, as the catalogue has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from dashboard.catalogue.schema import Alias, Catalogue, Comparator, ComparatorMethod, Indicator, NumberSpan, Target
from dashboard.formatting import (
    BASIS_WORDS,
    MISSING_WORDS,
    UNIT_WORDS,
    capital,
    format_date,
    format_figure,
    listed,
    one_line,
    plural,
)
from dashboard.judge.targets import target_words, tolerance_words
from dashboard.periods import Period
from dashboard.vocabulary import Basis, Missing, Polarity, Ruleset, Situation

POLARITY_SENTENCES: dict[Polarity, str] = {
    Polarity.LOWER_IS_BETTER: "Low: lower is better",
    Polarity.HIGHER_IS_BETTER: "High: higher is better",
    Polarity.CLOSE_TO_TARGET: "Close to its target: too low and too high are both worse",
    Polarity.NO_POLARITY: "Neither: it is for information, so it is never called better or worse",
}
METHOD_WORDS: dict[ComparatorMethod, str] = {
    ComparatorMethod.PUBLISHED: "the published figure",
    ComparatorMethod.MEAN_OF_NEIGHBOURS: "the average of the neighbours' published figures, each counting alike",
    ComparatorMethod.MEDIAN_OF_NEIGHBOURS: "the middle one of the neighbours' published figures",
    ComparatorMethod.POOLED_NEIGHBOURS: "the neighbours counted together, from their published counts",
    ComparatorMethod.IN_YEAR_RETURN: "the region's quarterly return",
}
NONE_BECAUSE: dict[Missing, str] = {
    Missing.NOT_A_NATIONAL_MEASURE: "none: no national body publishes it",
    Missing.NOT_APPLICABLE: "none: it is a count, and areas differ in size",
}
RULESET_WORDS: dict[Ruleset, str] = {
    Ruleset.PLOT_THE_DOTS: "those of the NHS-R community's “plot the dots”",
    Ruleset.NHS_EXCEL: "those of NHS England's spreadsheet",
}
SITUATION_WORDS: dict[Situation, str] = {
    Situation.WORSE: "when it got worse",
    Situation.BETTER: "when it got better",
    Situation.HIGHER: "when it is higher than usual",
    Situation.LOWER: "when it is lower than usual",
    Situation.STEADILY_MISSING: "when it steadily misses its target",
    Situation.OFF_TARGET: "when it is off target",
    Situation.WORSE_THAN_OTHERS: "when it is worse than others",
    Situation.REVISED: "when it was revised",
    Situation.NO_FIGURE: "when there is no figure",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """A name under which a report prints one form of the measure."""

    report: str
    name: str
    form: str
    numbers: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """A target of one year and form."""

    year: str
    form: str
    report: str
    target: str
    tolerance: str
    set_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """The whole of a measure's entry: pairs are a name and what it stands for, lines whole sentences."""

    id: str
    name: str
    meaning: str
    theme: str
    caution: str
    why_it_matters: str
    questions: tuple[tuple[str, str], ...]
    counted: tuple[tuple[str, str], ...]
    names: tuple[NameLine, ...]
    targets: tuple[TargetLine, ...]
    comparators: tuple[tuple[str, str], ...]
    published: tuple[tuple[str, str], ...]
    judged: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]


def build_definition(catalogue: Catalogue, indicator: Indicator) -> Definition:
    """Say everything that the catalogue holds of a measure."""
    theme = next((one.name for one in catalogue.themes if one.id == indicator.theme), indicator.theme)
    return Definition(
        id=str(indicator.id),
        name=indicator.name,
        meaning=one_line(indicator.meaning),
        theme=theme,
        caution=one_line(indicator.caution),
        why_it_matters=one_line(indicator.why_it_matters),
        questions=tuple(
            (one.ask, listed([SITUATION_WORDS[when] for when in one.when], "or")) for one in indicator.questions_to_ask
        ),
        counted=_counted(catalogue, indicator, theme),
        names=tuple(_name(catalogue, alias) for alias in indicator.aliases),
        targets=tuple(_target(catalogue, indicator, one) for one in _latest_first(indicator)),
        comparators=_comparators(indicator),
        published=tuple(_published(catalogue, indicator)),
        judged=_judged(catalogue, indicator),
        changes=_changes(catalogue, indicator),
        kept=_kept(indicator),
    )


def _counted(catalogue: Catalogue, indicator: Indicator, theme: str) -> tuple[tuple[str, str], ...]:
    shared = catalogue.indicator(indicator.denominator_indicator) if indicator.denominator_indicator else None
    below = one_line(indicator.denominator) or (shared.name if shared else "")
    pairs = (
        ("Theme", theme),
        ("Counted", one_line(indicator.numerator)),
        ("Out of", below),
        ("Unit", UNIT_WORDS[indicator.unit]),
        ("Can be more than 100%", "yes, it is not a share" if indicator.can_exceed_100 else ""),
        ("Good is", POLARITY_SENTENCES[indicator.polarity]),
        ("Reported", capital(", ".join(BASIS_WORDS[form] for form in indicator.forms))),
        ("Return to government", indicator.statutory_return or ""),
        ("Answers for it", indicator.owner or "nobody is named"),
    )
    return tuple((name, words) for name, words in pairs if words)


def _name(catalogue: Catalogue, alias: Alias) -> NameLine:
    report = catalogue.report(alias.report)
    numbers = [" ".join(part for part in (span.number, _bracketed(span)) if part) for span in alias.numbers]
    return NameLine(
        report=report.name if report else str(alias.report),
        name=alias.name,
        form=BASIS_WORDS[alias.basis],
        numbers=", ".join(numbers),
        when=capital(dates_words(alias)) or "Always",
    )


class Dated(Protocol):
    """What holds from a month to a month."""

    @property
    def since(self) -> Period | None:
        """Give the first month; None for always."""

    @property
    def until(self) -> Period | None:
        """Give the last month; None for still."""


def dates_words(dated: Dated) -> str:
    """Say from when to when an entry holds; empty for always."""
    if dated.since and dated.until:
        return f"{dated.since.words} to {dated.until.words}"
    if dated.since:
        return f"since {dated.since.words}"
    return f"until {dated.until.words}" if dated.until else ""


def _bracketed(span: NumberSpan) -> str:
    words = dates_words(span)
    return f"({words})" if words else ""


def _latest_first(indicator: Indicator) -> list[Target]:
    return sorted(indicator.targets, key=lambda one: one.year.sort_key, reverse=True)


def _target(catalogue: Catalogue, indicator: Indicator, target: Target) -> TargetLine:
    report = catalogue.report(target.report) if target.report else None
    who = [words for words in (one_line(target.set_by), one_line(target.why)) if words]
    return TargetLine(
        year=target.year.words,
        form=BASIS_WORDS[target.basis],
        report=report.name if report else "every report",
        target=target_words(target, indicator),
        tolerance=tolerance_words(target, indicator) or _stated_tolerance(target, indicator),
        set_by=": ".join(who) or "not stated",
    )


def _stated_tolerance(target: Target, indicator: Indicator) -> str:
    """Say the tolerance of a target that another's figure sets, whose band is not known beforehand."""
    if target.tolerance is not None:
        return f"up to {format_figure(target.tolerance, indicator.unit, indicator.decimal_places)} short of it"
    return f"up to {target.near_miss:g}% of it short" if target.near_miss is not None else "none"


def _comparators(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    kinds = indicator.comparators
    quarters = "shown" if kinds.quartiles else "not shown: figures lie too close together"
    return (
        ("Region", comparator_words(kinds.region)),
        ("Statistical neighbours", comparator_words(kinds.statistical_neighbours)),
        ("England", comparator_words(kinds.england)),
        ("Quarters of all authorities", quarters),
    )


def comparator_words(comparator: Comparator) -> str:
    """Say where a comparator's figure comes from, or why there is none."""
    if comparator.method is not None:
        return METHOD_WORDS[comparator.method]
    reason = comparator.missing or Missing.NOT_AVAILABLE
    return NONE_BECAUSE.get(reason, f"none: {MISSING_WORDS[reason]}")


def _published(catalogue: Catalogue, indicator: Indicator) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for place in indicator.published:
        dataset = catalogue.dataset(place.dataset)
        since = f"from {place.since.words} on" if place.since else ""
        parts = (dataset.source if dataset else "", BASIS_WORDS[place.basis], since, one_line(place.note))
        found.append((dataset.name if dataset else place.dataset, "; ".join(part for part in parts if part)))
    return found


def _judged(catalogue: Catalogue, indicator: Indicator) -> tuple[tuple[str, str], ...]:
    fixed = f"the first {indicator.fix_after} of each stretch alone" if indicator.fix_after else ""
    pairs = (
        ("Rules", RULESET_WORDS[indicator.ruleset or catalogue.ruleset]),
        ("Follows the seasons", "yes: judged on the difference from a year before" if indicator.seasonal else "no"),
        ("Usual range comes from", fixed or "all figures of the present stretch"),
        ("Not judged below", f"{plural(indicator.fewest_cases, 'case')}, where it is a percentage"),
    )
    return pairs


def _changes(catalogue: Catalogue, indicator: Indicator) -> tuple[tuple[str, str], ...]:
    found = [(one.since.words, f"Changed definition{_of(one.bases)}: {one_line(one.note)}") for one in indicator.breaks]
    found += [
        (
            one.since.words,
            f"Usual level begins anew{_of(one.bases)}: {one_line(one.reason)} "
            f"Decided on {format_date(one.decided_on)} by the {one.by}.",
        )
        for one in indicator.rebases
    ]
    found += [(one.since.words, _trajectory(indicator, one.basis, n)) for n, one in enumerate(indicator.trajectories)]
    for event in catalogue.events_of(indicator):
        parts = (event.what, one_line(event.detail), event.source or "")
        found.append((format_date(event.day), ". ".join(part.rstrip(".") for part in parts if part) + "."))
    return tuple(found)


def _trajectory(indicator: Indicator, basis: Basis, place: int) -> str:
    one = indicator.trajectories[place]
    start, end = (
        format_figure(value, indicator.unit, indicator.decimal_places) for value in (one.baseline, one.target)
    )
    why = f" {one_line(one.why)}" if one.why else ""
    return f"Way to a target ({BASIS_WORDS[basis]}): from {start} to {end} in {one.until.words}.{why}"


def _of(bases: tuple[Basis, ...]) -> str:
    return f" ({listed([BASIS_WORDS[basis] for basis in bases])})" if bases else ""


def _kept(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    checked = format_date(indicator.checked_on) if indicator.checked_on else "not yet, by a second person"
    return (
        ("Written", format_date(indicator.authored_on)),
        ("Checked", checked),
        ("To be looked at again", format_date(indicator.next_review)),
        ("Id", str(indicator.id)),
    )

"""Check what no single key can see: that the parts of one indicator agree with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from dashboard.catalogue.faults import Fault
from dashboard.catalogue.schema import Alias, Bound, Indicator, NumberSpan, Target, overlap
from dashboard.catalogue.wording import FaultPath
from dashboard.periods import Period
from dashboard.vocabulary import Basis, Polarity, ReportId, Unit

SHARE_LOW, SHARE_HIGH = 0.0, 100.0
ENDS = ("at_least", "above", "at_most", "below")


def find_inner_faults(indicators: Mapping[int, Indicator]) -> list[Fault]:
    """List the faults inside each indicator, which are given by their position in the file."""
    return [fault for position, indicator in indicators.items() for fault in _faults_of(indicator, position)]


def _faults_of(indicator: Indicator, position: int) -> Iterator[Fault]:
    place: FaultPath = ("indicators", position)
    checks = (_form_faults, _alias_faults, _target_faults, _published_faults, _review_faults)
    for check in checks:
        for path, what in check(indicator):
            yield Fault(path=(*place, *path), what=f"{indicator.id}: {what}.")


_Found = Iterator[tuple[FaultPath, str]]


def _form_faults(indicator: Indicator) -> _Found:
    for position, form in enumerate(indicator.forms):
        if form in indicator.forms[:position]:
            yield ("forms", position), f"the form {form} is listed twice"


def _published_faults(indicator: Indicator) -> _Found:
    for position, figure in enumerate(indicator.published):
        basis = Basis.IN_MONTH if figure.months else figure.basis
        # A year that is published may be kept beside any form: it is what comparisons are made of.
        if basis is not Basis.FINANCIAL_YEAR and basis not in indicator.forms:
            what = f"the published figure of {figure.dataset} is {basis}, which is not among the forms"
            yield ("published", position, "basis"), what


def _review_faults(indicator: Indicator) -> _Found:
    if indicator.next_review < indicator.authored_on:
        what = f"next_review, {indicator.next_review}, is before the entry was written, {indicator.authored_on}"
        yield ("next_review",), what


# ------------------------------------------------------------------------------------------------------
# Aliases and printed numbers
# ------------------------------------------------------------------------------------------------------


def _alias_faults(indicator: Indicator) -> _Found:
    for position, alias in enumerate(indicator.aliases):
        path = ("aliases", position)
        if alias.basis not in indicator.forms:
            yield (*path, "basis"), f"alias {alias.name!r} is {alias.basis}, which is not among the forms"
        yield from _span_faults(path, alias, f"alias {alias.name!r}")
        for place, span in enumerate(alias.numbers):
            yield from _span_faults((*path, "numbers", place), span, f"the number {span.number} of {alias.name!r}")
        yield from _repeated_numbers(path, alias)


def _span_faults(path: FaultPath, span: Alias | NumberSpan, subject: str) -> _Found:
    if span.since is not None and span.until is not None and span.until.start < span.since.start:
        yield (*path, "since"), f"{subject} is since {span.since}, which is after its until, {span.until}"


def _repeated_numbers(path: FaultPath, alias: Alias) -> _Found:
    for (_, first), (place, second) in combinations(enumerate(alias.numbers), 2):
        if first.number.strip() == second.number.strip() and overlap(first, second):
            what = f"the number {second.number} of {alias.name!r} stands twice for the same months"
            yield (*path, "numbers", place), what


# ------------------------------------------------------------------------------------------------------
# Targets and their bands
# ------------------------------------------------------------------------------------------------------


def _target_faults(indicator: Indicator) -> _Found:
    seen: set[tuple[Period, Basis, ReportId | None]] = set()
    for position, target in enumerate(indicator.targets):
        path = ("targets", position)
        if target.basis not in indicator.forms:
            what = f"the target of {target.year} is {target.basis}, which is not among the forms"
            yield (*path, "basis"), what
        if (key := (target.year, target.basis, target.report)) in seen:
            yield path, f"two targets for {target.year}, {target.basis}"
        seen.add(key)
        for key_of_band, what in (*_green_faults(indicator.polarity, target), *_amber_faults(indicator, target)):
            yield (*path, *key_of_band), f"the target of {target.year} {what}"
        if indicator.unit is Unit.PER_CENT and not indicator.can_exceed_100:
            yield from _share_faults(path, target)


def _green_faults(polarity: Polarity, target: Target) -> _Found:
    """Refuse a green band that runs against the polarity, such as one with no floor where high is good."""
    if target.green is None:
        return
    if polarity is Polarity.NO_POLARITY:
        yield ("green",), "has a green band, but the measure has no polarity"
    elif polarity is Polarity.HIGHER_IS_BETTER and target.green.low is None:
        yield ("green",), "has no lower end, though higher is better"
    elif polarity is Polarity.LOWER_IS_BETTER and target.green.high is None:
        yield ("green",), "has no upper end, though lower is better"


def _amber_faults(indicator: Indicator, target: Target) -> _Found:
    """Refuse an amber band that is not worse than green: no figure could be amber, or none red."""
    green, amber = target.green, target.amber
    if green is None or amber is None:
        return
    match indicator.polarity:
        case Polarity.HIGHER_IS_BETTER if green.low is not None and not _reaches_below(amber, green):
            wanted = f"must begin below {green.low:g}, where green begins, since higher is better"
        case Polarity.LOWER_IS_BETTER if green.high is not None and not _reaches_above(amber, green):
            wanted = f"must end above {green.high:g}, where green ends, since lower is better"
        case Polarity.CLOSE_TO_TARGET if not (_wider_below(amber, green) or _wider_above(amber, green)):
            wanted = "must reach further than green, on one side at least"
        case _:
            return
    yield ("amber",), f"has an amber band that is not worse than green: it {wanted}"


def _reaches_below(amber: Bound, green: Bound) -> bool:
    """Tell whether amber begins below green; at the same figure it does where only amber includes it."""
    return amber.low is not None and _wider_below(amber, green)


def _reaches_above(amber: Bound, green: Bound) -> bool:
    return amber.high is not None and _wider_above(amber, green)


def _wider_below(amber: Bound, green: Bound) -> bool:
    if green.low is None or amber.low is None:
        return green.low is not None
    same_but_included = amber.low == green.low and amber.above is None and green.above is not None
    return amber.low < green.low or same_but_included


def _wider_above(amber: Bound, green: Bound) -> bool:
    if green.high is None or amber.high is None:
        return green.high is not None
    same_but_included = amber.high == green.high and amber.below is None and green.below is not None
    return amber.high > green.high or same_but_included


def _share_faults(path: FaultPath, target: Target) -> _Found:
    for colour in ("green", "amber"):
        bound: Bound | None = getattr(target, colour)
        for end in ENDS if bound is not None else ():
            figure: float | None = getattr(bound, end)
            if figure is not None and not SHARE_LOW <= figure <= SHARE_HIGH:
                what = f"the target of {target.year} is {figure:g} per cent, but a share lies between 0 and 100"
                yield (*path, colour, end), f"{what} (can_exceed_100: true says that it is no share)"

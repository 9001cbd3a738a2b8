"""Check what no single key can see: that the parts of one indicator agree with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from dashboard.catalogue.faults import Fault
from dashboard.catalogue.schema import Alias, Indicator, NumberSpan, overlap
from dashboard.catalogue.target_faults import target_faults, trajectory_faults
from dashboard.catalogue.wording import FaultPath
from dashboard.vocabulary import Basis


def find_inner_faults(indicators: Mapping[int, Indicator]) -> list[Fault]:
    """List the faults inside each indicator, which are given by their position in the file."""
    return [fault for position, indicator in indicators.items() for fault in _faults_of(indicator, position)]


def _faults_of(indicator: Indicator, position: int) -> Iterator[Fault]:
    place: FaultPath = ("indicators", position)
    checks = (
        _form_faults,
        _alias_faults,
        target_faults,
        trajectory_faults,
        _judging_faults,
        _published_faults,
        _review_faults,
    )
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
# How it is judged
# ------------------------------------------------------------------------------------------------------

# Forms whose figures are held against those of a year before: one a year has no season.
_WITHIN_A_YEAR = frozenset({Basis.IN_WEEK, Basis.IN_MONTH, Basis.IN_QUARTER, Basis.MONTH_END, Basis.YEAR_TO_DATE})


def _judging_faults(indicator: Indicator) -> _Found:
    for position, rebase in enumerate(indicator.rebases):
        for basis in rebase.bases:
            if basis not in indicator.forms:
                what = f"the new usual level since {rebase.since} is of {basis}, which is not among the forms"
                yield ("rebases", position, "bases"), what
        if rebase in indicator.rebases[:position]:
            yield ("rebases", position), f"the new usual level since {rebase.since} stands twice"
    if indicator.seasonal and _WITHIN_A_YEAR.isdisjoint(indicator.forms):
        yield ("seasonal",), "it is seasonal, but none of its forms is of a part of the year"

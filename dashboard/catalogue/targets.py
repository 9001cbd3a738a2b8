"""The catalogue's targets: a year's bands, and the ways to dated targets."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from dashboard.catalogue.fields import Figure, FinancialYear, Model, Month, Words
from dashboard.vocabulary import AreaRole, Basis, ReportId

# The ways to say what is short of green but not red.
_TOLERANCES = ("amber", "tolerance", "floor", "near_miss")
# A comparator's figure is known only when it is published, so nothing but a distance can be set from it.
_TOLERANCES_OF_RELATIVE = frozenset({"tolerance", "near_miss"})


class Bound(Model):
    """A range of figures, each end stated as included (``at_least``, ``at_most``) or not (``above``, ``below``)."""

    at_least: Figure | None = Field(None, description="Lower end, itself included: `at_least: 90` is 90 or more.")
    above: Figure | None = Field(None, description="Lower end, itself not included.")
    at_most: Figure | None = Field(None, description="Upper end, itself included: `at_most: 10.8` is 10.8 or less.")
    below: Figure | None = Field(None, description="Upper end, itself not included: `below: 85` is fewer than 85.")

    @model_validator(mode="after")
    def _one_of_each_end(self) -> Self:
        if self.at_least is not None and self.above is not None:
            raise ValueError("give at_least or above, not both")
        if self.at_most is not None and self.below is not None:
            raise ValueError("give at_most or below, not both")
        if self.low is None and self.high is None:
            raise ValueError("give at least one of at_least, above, at_most, below")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"the lower end {self.low:g} is above the upper end {self.high:g}")
        return self

    @property
    def low(self) -> float | None:
        """Give the lower end, included or not; None where open."""
        return self.at_least if self.at_least is not None else self.above

    @property
    def high(self) -> float | None:
        """Give the upper end, included or not; None where open."""
        return self.at_most if self.at_most is not None else self.below

    def contains(self, value: float) -> bool:
        """Tell whether ``value`` lies in the range, each end counted as it states."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )


class Target(Model):
    """One year's target and tolerances for one form of the indicator. What is in neither band is red."""

    year: FinancialYear = Field(description="Financial year it holds for, such as 2019/20.")
    basis: Basis = Field(description="Form of the indicator it is set for.")
    report: ReportId | None = Field(
        None, description="Report it is set in, where two reports set different ones; empty for all."
    )
    green: Bound | None = Field(None, description="On target.")
    amber: Bound | None = Field(
        None, description="Within tolerance. Green is tried first, so the two may share an end."
    )
    tolerance: Figure | None = Field(
        None, gt=0, description="In place of amber: so much short of green is within tolerance, that end included."
    )
    floor: Figure | None = Field(
        None, description="In place of amber: the floor standard. Short of green but at the floor or better is amber."
    )
    near_miss: Figure | None = Field(
        None,
        gt=0,
        lt=100,
        description="In place of amber: so many per cent of the target short of green is a near miss.",
    )
    relative_to: AreaRole | None = Field(
        None,
        description="In place of green: the comparator whose figure of the same period is to be bettered.",
    )
    or_equal: bool = Field(
        False,
        strict=True,
        description="Whether a figure equal to the comparator's is on a relative target; `Above ...` says it is not.",
    )
    text: Words | None = Field(
        None, description="The target as printed where it is words, such as Above Stat Neighbour Average."
    )
    set_by: str | None = Field(None, description="Who set it.")
    why: str | None = Field(None, description="Why it was set there.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.green is None and self.text is None and self.relative_to is None:
            raise ValueError("give a green bound, or the text of a target in words, or a comparator to be relative to")
        if self.relative_to is AreaRole.OURS:
            raise ValueError("a target relative to ours would be relative to itself")
        if self.green is not None and self.relative_to is not None:
            raise ValueError("give green or relative_to, not both")
        if self.or_equal and self.relative_to is None:
            raise ValueError(
                "or_equal goes with relative_to; a bound says with at_least or at_most that its end counts"
            )
        return self

    @model_validator(mode="after")
    def _one_kind_of_tolerance(self) -> Self:
        given = [key for key in _TOLERANCES if getattr(self, key) is not None]
        if len(given) > 1:
            raise ValueError(f"give one of {', '.join(_TOLERANCES)}, not {' and '.join(given)}")
        if given and self.green is None and (self.relative_to is None or given[0] not in _TOLERANCES_OF_RELATIVE):
            needed = "green or relative_to" if given[0] in _TOLERANCES_OF_RELATIVE else "green"
            raise ValueError(f"{given[0]} needs {needed}: there is nothing it could be short of")
        if self.near_miss is not None and self.green is not None and 0 in (self.green.low, self.green.high):
            raise ValueError("near_miss is a share of the target, and a share of 0 is nothing: give tolerance instead")
        return self


class Trajectory(Model):
    """The way to a dated target: a straight line of one figure a month from a baseline to the target."""

    basis: Basis = Field(description="Form of the indicator it is set for.")
    since: Month = Field(description="Month of the baseline.")
    baseline: Figure = Field(description="Figure of the baseline.")
    until: Month = Field(description="Month in which the target is to be met.")
    target: Figure = Field(description="Figure to be met by then.")
    why: Words | None = Field(None, description="Why it was set so.")

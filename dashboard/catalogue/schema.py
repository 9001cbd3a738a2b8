"""The catalogue's schema: every key of ``indicators.yaml``, with its meaning.

The field descriptions here are the reference documentation (``scorecard catalogue docs``) and the JSON Schema that
editors complete from (``scorecard catalogue schema``).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from dashboard.catalogue.fields import AREA_PATTERN, ID_PATTERN, Model, Month, Words
from dashboard.catalogue.judging import FEWEST_CASES, FEWEST_TO_FIX, AnyQuestion, Question, Rebase
from dashboard.catalogue.presenting import ClinicRule, Event, Tracker, TrackerMeasure, TrackerTheme
from dashboard.catalogue.published import Dataset, DatasetKind, PublishedFigure
from dashboard.catalogue.targets import Bound, Target, Trajectory
from dashboard.periods import Period
from dashboard.vocabulary import AreaCode, Basis, IndicatorId, Missing, Polarity, ReportId, Ruleset, Unit

__all__ = [
    "FEWEST_CASES", "Alias", "Bound", "Break", "Catalogue", "ClinicRule", "Comparator", "ComparatorMethod",
    "Comparators", "Council", "Dataset", "DatasetKind", "Event", "Indicator", "NumberSpan", "PublishedFigure",
    "Question", "Rebase", "Report", "ReportLayout", "Target", "Theme", "Tracker", "TrackerMeasure", "TrackerTheme",
    "Trajectory", "overlap",
]  # fmt: skip


class NumberSpan(Model):
    """A printed number and the months it stood beside the name; numbers shift within a year."""

    number: Words = Field(description="As printed, in quotes so that 2.10 stays 2.10.")
    since: Month | None = Field(None, description="First as-at month, such as 2019-04; empty for always.")
    until: Month | None = Field(None, description="Last as-at month; empty for still.")

    def holds_at(self, as_at: Period) -> bool:
        """Tell whether the number stood at that month."""
        return (self.since is None or self.since.start <= as_at.start) and (
            self.until is None or as_at.start <= self.until.start
        )


class Alias(Model):
    """A name under which one report prints one form of the indicator."""

    report: ReportId = Field(description="Report it is printed in.")
    name: Words = Field(
        min_length=3, description="Name as printed, without footnote marks, 'See Note' and '(OBSOLETE FROM ...)'."
    )
    basis: Basis = Field(description="Time basis of the figures in the row's month or quarter columns.")
    numbers: tuple[NumberSpan, ...] = Field(
        (), description="Printed numbers, dated; they confirm the name and never decide."
    )
    since: Month | None = Field(None, description="First as-at month under this name.")
    until: Month | None = Field(None, description="Last as-at month under this name.")

    def holds_at(self, as_at: Period) -> bool:
        """Tell whether the name stood at that month."""
        return (self.since is None or self.since.start <= as_at.start) and (
            self.until is None or as_at.start <= self.until.start
        )


def overlap(one: Alias | NumberSpan, other: Alias | NumberSpan) -> bool:
    """Tell whether two dated entries hold for a month in common."""
    return _begins_by_the_end_of(one, other) and _begins_by_the_end_of(other, one)


def _begins_by_the_end_of(one: Alias | NumberSpan, other: Alias | NumberSpan) -> bool:
    return one.since is None or other.until is None or one.since.start <= other.until.start


class ComparatorMethod(StrEnum):
    """How a comparator's figure comes about."""

    PUBLISHED = "published"
    MEAN_OF_NEIGHBOURS = "mean_of_neighbours"
    MEDIAN_OF_NEIGHBOURS = "median_of_neighbours"
    POOLED_NEIGHBOURS = "pooled_neighbours"
    IN_YEAR_RETURN = "in_year_return"


class Comparator(Model):
    """One comparator of the indicator: where its figure comes from, or why there is none."""

    method: ComparatorMethod | None = Field(None, description="How the figure comes about.")
    missing: Missing | None = Field(None, description="Why there is none, such as not_a_national_measure.")

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if (self.method is None) == (self.missing is None):
            raise ValueError("give either a method or the reason why there is none")
        return self


class Comparators(Model):
    """The three comparators every indicator answers for."""

    region: Comparator
    statistical_neighbours: Comparator
    england: Comparator
    quartiles: bool = Field(
        True,
        strict=True,
        description="Whether quarters of all authorities are shown; false where the figures lie too close together.",
    )


class Break(Model):
    """A change after which figures are not comparable with earlier ones."""

    since: Month = Field(description="First month under the new definition.")
    bases: tuple[Basis, ...] = Field((), description="Forms it touches; empty for all.")
    note: Words = Field(description="What changed, in a sentence.")


class Indicator(Model):
    """One indicator: one measure of one thing, whatever it is called and however often it is reported."""

    id: IndicatorId = Field(pattern=ID_PATTERN, description="Stable id, used in links and scripts; never reused.")
    name: Words = Field(description="Plain-English name.")
    meaning: Words = Field(description="One sentence a councillor understands.")
    theme: str = Field(description="Id of one of the themes.")
    unit: Unit = Field(description="What the figures count.")
    decimal_places: int = Field(strict=True, ge=0, le=3, description="Decimals shown.")
    polarity: Polarity = Field(description="Which way is good; never left out.")
    can_exceed_100: bool = Field(False, strict=True, description="A percentage that is not a share, so may pass 100.")
    forms: tuple[Basis, ...] = Field(
        min_length=1, description="Time bases it is reported on, the one members see first."
    )
    numerator: str | None = Field(None, description="What is counted above the line, in words.")
    denominator: str | None = Field(None, description="What is counted below the line, in words.")
    numerator_indicator: IndicatorId | None = Field(
        None, description="Indicator that counts what is above the line, where the scorecard has it."
    )
    denominator_indicator: IndicatorId | None = Field(
        None, description="Indicator that is the denominator, where the scorecard has it."
    )
    aliases: tuple[Alias, ...] = Field((), description="Names it is printed under.")
    targets: tuple[Target, ...] = Field((), description="Targets and tolerances by year and basis.")
    comparators: Comparators = Field(description="Region, statistical neighbours and England.")
    published: tuple[PublishedFigure, ...] = Field(
        (), description="Where national releases carry it, the first preferred."
    )
    breaks: tuple[Break, ...] = Field((), description="Dated changes of definition.")
    seasonal: bool = Field(
        False, strict=True, description="Whether it follows the seasons: judged on the difference from a year before."
    )
    ruleset: Ruleset | None = Field(None, description="Rules by which a figure stands out; empty for the council's.")
    fix_after: int | None = Field(
        None,
        strict=True,
        ge=FEWEST_TO_FIX,
        description="The usual range comes from so many first points of each stretch alone.",
    )
    fewest_cases: int = Field(
        FEWEST_CASES,
        strict=True,
        ge=1,
        description="A percentage of fewer cases than this is not judged month by month.",
    )
    rebases: tuple[Rebase, ...] = Field((), description="Decisions that the usual level begins anew.")
    trajectories: tuple[Trajectory, ...] = Field((), description="Ways to dated targets.")
    caution: Words | None = Field(None, description="What a reader must bear in mind before calling it good or bad.")
    why_it_matters: Words = Field(description="Why members should care, in a sentence or two.")
    questions_to_ask: tuple[AnyQuestion, ...] = Field(
        min_length=1, description="Questions a member could ask: plain ones, or each with when it is worth asking."
    )
    statutory_return: str | None = Field(
        None, description="Return to government it comes from, such as Children in Need census."
    )
    owner: str | None = Field(None, description="Role that answers for it; never a person's name.")
    authored_on: date = Field(description="When the entry was written.")
    checked_on: date | None = Field(None, description="When a second person checked it.")
    next_review: date = Field(description="When it should be looked at again.")

    def target_for(self, year: Period, basis: Basis, report: str | None = None) -> Target | None:
        """Find the target of a year and form: the report's own where it has one, else the one for all reports."""
        found = [t for t in self.targets if t.year == year and t.basis is basis and t.report in (report, None)]
        return max(found, key=lambda target: target.report is not None, default=None)


class Theme(Model):
    """A group of indicators on the pages."""

    id: str = Field(pattern=ID_PATTERN, description="Short id.")
    name: Words = Field(description="Heading on the pages.")


class ReportLayout(StrEnum):
    """The shape of a report's sheets."""

    MEASURE_PER_ROW = "measure_per_row"
    COMPARISON_TABLES = "comparison_tables"


class Report(Model):
    """A workbook that officers publish again and again."""

    id: ReportId = Field(pattern=ID_PATTERN, description="Short id.")
    name: Words = Field(description="What it is called.")
    title_words: tuple[Words, ...] = Field(min_length=1, description="Words that all stand in its title, in any case.")
    layout: ReportLayout = Field(description="Shape of its sheets.")
    area_label: str | None = Field(None, description="Part of the page title where the report has sections.")


class Council(Model):
    """Whose product this is."""

    authority: AreaCode = Field(pattern=AREA_PATTERN, description="Nine-character code of the authority that is ours.")
    demonstration: str | None = Field(
        None, description="Notice shown on every page while the figures are not the council's own."
    )
    contact: Words | None = Field(
        None,
        description="How to reach whoever answers for these pages, for the accessibility statement: an address for "
        "e-mail, a number, or both.",
    )


class Catalogue(Model):
    """The whole of ``indicators.yaml``."""

    council: Council
    themes: tuple[Theme, ...]
    reports: tuple[Report, ...]
    datasets: tuple[Dataset, ...] = ()
    trackers: tuple[Tracker, ...] = Field((), description="Short lists that members follow, the first one first.")
    clinic: ClinicRule = Field(default_factory=ClinicRule, description="What is proposed for a performance clinic.")
    events: tuple[Event, ...] = Field((), description="Dated notes shown on the charts.")
    ruleset: Ruleset = Field(Ruleset.PLOT_THE_DOTS, description="Rules by which a figure stands out.")
    precedence_full_year: tuple[ReportId, ...] = Field(
        description="Reports and release series in the order that decides a full-year or comparator figure, best first."
    )
    precedence_in_year: tuple[ReportId, ...] = Field(
        description="Reports in the order that decides our own in-year figure, best first."
    )
    indicators: tuple[Indicator, ...]

    def indicator(self, indicator_id: str) -> Indicator | None:
        """Find an indicator by its id."""
        return next((indicator for indicator in self.indicators if indicator.id == indicator_id), None)

    def tracker(self, tracker_id: str) -> Tracker | None:
        """Find a tracker by its id."""
        return next((tracker for tracker in self.trackers if tracker.id == tracker_id), None)

    def events_of(self, indicator: Indicator) -> tuple[Event, ...]:
        """Give the dated notes that bear on an indicator, the earliest first."""
        found = (one for one in self.events if indicator.id in one.indicators or indicator.theme in one.themes)
        return tuple(sorted(found, key=lambda one: one.day))

    def report(self, report_id: str) -> Report | None:
        """Find a report by its id."""
        return next((report for report in self.reports if report.id == report_id), None)

    def dataset(self, dataset_id: str) -> Dataset | None:
        """Find a dataset by its id."""
        return next((dataset for dataset in self.datasets if dataset.id == dataset_id), None)

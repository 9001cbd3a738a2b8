"""What the catalogue says of presenting measures: trackers, what goes to a clinic, dated notes."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, field_validator, model_validator

from dashboard.catalogue.fields import ID_PATTERN, Model, Month, Words
from dashboard.periods import Period
from dashboard.vocabulary import AreaRole, Basis, IndicatorId

# Two months running: the committee's "ongoing issues", as against a single month (minutes of November 2014).
MONTHS_RED = 2
# Beside these a figure is judged; the best neighbour and the top quartile are marks to aim at.
COMPARED_WITH = (AreaRole.REGION, AreaRole.STATISTICAL_NEIGHBOURS, AreaRole.ENGLAND)


class TrackerMeasure(Model):
    """One measure on a tracker."""

    indicator: IndicatorId = Field(pattern=ID_PATTERN, description="Id of the indicator.")
    basis: Basis | None = Field(None, description="Form shown; empty for the one members see first.")


class TrackerTheme(Model):
    """A theme of a tracker, for the months between its dates: themes are refreshed now and then."""

    id: str = Field(pattern=ID_PATTERN, description="Short id, used in links.")
    name: Words = Field(description="Heading on the page.")
    about: Words | None = Field(None, description="What the theme is about, in a sentence.")
    since: Month | None = Field(None, description="First month it is on the tracker; empty for always.")
    until: Month | None = Field(None, description="Last month; empty for still.")
    measures: tuple[TrackerMeasure, ...] = Field(min_length=1, description="Its measures, in the order shown.")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.since is not None and self.until is not None and self.until.start < self.since.start:
            raise ValueError(f"until ({self.until}) is before since ({self.since})")
        return self

    def holds_at(self, month: Period) -> bool:
        """Tell whether the theme is on the tracker in a month."""
        return (self.since is None or self.since.start <= month.start) and (
            self.until is None or month.start <= self.until.start
        )


class Tracker(Model):
    """A short list of measures that members follow month by month, by theme."""

    id: str = Field(pattern=ID_PATTERN, description="Short id, used in links.")
    name: Words = Field(description="Title of the page.")
    about: Words | None = Field(None, description="Whom it is for and what it shows, in a sentence.")
    themes: tuple[TrackerTheme, ...] = Field(min_length=1, description="Its themes, in the order shown.")

    def themes_at(self, month: Period) -> tuple[TrackerTheme, ...]:
        """Give the themes of a month."""
        return tuple(theme for theme in self.themes if theme.holds_at(month))


class ClinicRule(Model):
    """What is proposed for a performance clinic: any one of these is enough."""

    months_red: int | None = Field(
        MONTHS_RED, strict=True, ge=1, description="Off target for so many periods running; null for never."
    )
    concern: bool = Field(True, strict=True, description="Worse than its own usual range.")
    worse_than: tuple[AreaRole, ...] = Field(
        (AreaRole.STATISTICAL_NEIGHBOURS,),
        description="Clearly worse, by more than chance, than one of these: region, statistical neighbours, England.",
    )
    out_of_reach: bool = Field(True, strict=True, description="The year's target can no longer be met.")

    @field_validator("worse_than")
    @classmethod
    def _is_compared_with(cls, roles: tuple[AreaRole, ...]) -> tuple[AreaRole, ...]:
        if other := next((role for role in roles if role not in COMPARED_WITH), None):
            raise ValueError(f"{str(other)!r} is not one of {', '.join(map(repr, map(str, COMPARED_WITH)))}")
        return roles


class Event(Model):
    """Something that happened to a service on a day, noted beside the figures that it may bear on."""

    day: date = Field(description="Day it happened or began.")
    what: Words = Field(description="What happened, in a few words for the chart.")
    detail: Words | None = Field(None, description="More of it, in a sentence.")
    indicators: tuple[IndicatorId, ...] = Field((), description="Measures it bears on.")
    themes: tuple[str, ...] = Field((), description="Themes whose every measure it bears on.")
    source: Words | None = Field(None, description="Where it is on record, such as minutes.")

    @model_validator(mode="after")
    def _bears_on_something(self) -> Self:
        if not self.indicators and not self.themes:
            raise ValueError("give the indicators or the themes that it bears on")
        return self

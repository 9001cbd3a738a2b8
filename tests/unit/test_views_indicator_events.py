"""Dated notes on a chart: which fall within it, under which period, and by which letter."""

from datetime import date

import pytest

from dashboard.catalogue.presenting import Event
from dashboard.periods import financial_year, month, months_between, quarter
from dashboard.views.indicator_events import events_within

YEAR = months_between(month(2019, 4), month(2020, 3))


def event(day, what="Something happened", **more):
    return Event(day=day, what=what, themes=("front-door",), **more)


@pytest.mark.parametrize(
    ("on", "at"),
    [
        (date(2019, 3, 31), None),
        (date(2019, 4, 1), month(2019, 4)),
        (date(2020, 3, 31), month(2020, 3)),
        (date(2020, 4, 1), None),
    ],
)
def test_an_event_stands_under_the_month_it_falls_in_and_not_outside_the_window(on, at):
    found = events_within([event(on)], YEAR)
    assert [one.at for one in found] == ([at.start] if at else [])


@pytest.mark.parametrize(
    ("periods", "at"),
    [
        ([quarter(2019, number) for number in (1, 2, 3, 4)], quarter(2019, 3)),
        ([financial_year(2018), financial_year(2019)], financial_year(2019)),
        ([month(2019, number) for number in (6, 9, 12)], month(2019, 12)),
    ],
)
def test_longer_periods_have_it_under_the_one_that_covers_the_day(periods, at):
    (found,) = events_within([event(date(2019, 10, 20))], periods)
    assert found.at == at.start
    assert found.period == at.short_words


def test_letters_follow_time_whatever_the_catalogues_order():
    found = events_within([event(date(2020, 1, 2), "Later"), event(date(2019, 5, 1), "Earlier")], YEAR)
    assert [(one.name, one.what) for one in found] == [("Event A", "Earlier"), ("Event B", "Later")]


def test_those_outside_take_no_letter():
    found = events_within([event(date(2016, 10, 1), "Before"), event(date(2020, 1, 2), "Within")], YEAR)
    assert [(one.letter, one.what) for one in found] == [("A", "Within")]


def test_the_words_end_once_and_name_the_source():
    (found,) = events_within([event(date(2020, 1, 2), "A move.", detail="Of\n all", source="Minutes")], YEAR)
    assert (found.day, found.what, found.detail) == ("2 January 2020", "A move", "Of all. Source: Minutes.")


def test_after_z_letters_double():
    found = events_within([event(date(2019, 4, 1)) for _ in range(28)], YEAR)
    assert [one.letter for one in found[25:]] == ["Z", "AA", "AB"]


def test_without_periods_there_are_none():
    assert events_within([event(date(2020, 1, 2))], []) == ()

"""Stretches of the calendar (a day, a week, a quarter, a decade) as values: how they are written in TIMEX3,
how one is moved, and which one lies nearest. ISO 8601 weeks, as TIMEX3 prescribes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dateutil.easter import easter
from dateutil.relativedelta import MO, TH, TU, relativedelta


class Unit(StrEnum):
    """What a period is one of."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


# How many months (or days) one step is.
_MONTHS = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
SEASON_MONTH = {name: month for month, name in _SEASONS.items()}

# The TIMEX3 value when nothing says which one.
UNKNOWN = {
    Unit.DAY: "XXXX-XX-XX",
    Unit.WEEK: "XXXX-WXX",
    Unit.WEEKEND: "XXXX-WXX-WE",
    Unit.MONTH: "XXXX-XX",
    Unit.QUARTER: "XXXX-QX",
    Unit.HALF: "XXXX-HX",
    Unit.SEASON: "XXXX-XX",
    Unit.YEAR: "XXXX",
    Unit.DECADE: "XXX",
    Unit.CENTURY: "XX",
}

# Periods whose value begins that of their days and months.
_PARTED = (Unit.MONTH, Unit.YEAR)


def _week(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_WRITTEN: dict[Unit, Callable[[dt.date], str]] = {
    Unit.DAY: dt.date.isoformat,
    Unit.WEEK: _week,
    Unit.WEEKEND: lambda day: _week(day) + "-WE",
    Unit.MONTH: lambda day: f"{day.year:04}-{day.month:02}",
    Unit.QUARTER: lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    Unit.HALF: lambda day: f"{day.year:04}-H{(day.month + 5) // 6}",
    Unit.SEASON: lambda day: f"{day.year:04}-{_SEASONS[day.month]}",
    Unit.YEAR: lambda day: f"{day.year:04}",
    Unit.DECADE: lambda day: f"{day.year // 10:03}",
    Unit.CENTURY: lambda day: f"{day.year // 100:02}",
}


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of the calendar: its unit and its first day."""

    unit: Unit
    first: dt.date

    @property
    def value(self) -> str:
        """Its TIMEX3 value."""
        return _WRITTEN[self.unit](self.first)

    @property
    def size(self) -> int:
        """Roughly how many days long it is: enough to say which of two periods is the finer."""
        return _DAYS.get(self.unit) or 30 * _MONTHS[self.unit]

    @property
    def last(self) -> dt.date:
        """Its last day; the calendar's last day where it would reach past year 9999."""
        if self.unit is Unit.WEEKEND:
            return self.first + dt.timedelta(days=1)
        try:
            return self.moved(1).first - dt.timedelta(days=1)
        except (OverflowError, ValueError):
            return dt.date.max

    def holds(self, other: Period) -> bool:
        """Whether `other` is finer and lies in it."""
        return other.size < self.size and self.first <= other.first <= self.last

    def some(self, unit: Unit) -> str:
        """The TIMEX3 value of some `unit` in it: "2018-10-XX" for a day of that October."""
        parted = self.unit in _PARTED and unit in (Unit.DAY, Unit.MONTH)
        return self.value + UNKNOWN[unit][len(self.value) :] if parted else UNKNOWN[unit]

    def moved(self, steps: int) -> Period:
        """The period `steps` of its own unit later (earlier when negative).

        ValueError or OverflowError where the calendar, years 1 to 9999, ends before it."""
        if self.unit in _DAYS:
            return Period(self.unit, self.first + dt.timedelta(days=_DAYS[self.unit] * steps))
        return Period(self.unit, self.first + relativedelta(months=_MONTHS[self.unit] * steps))

    def in_year(self, year: int) -> Period:
        """The same part of another year (29 February becomes the 28th)."""
        return around(self.unit, self.first + relativedelta(year=year))


def around(unit: Unit, day: dt.date) -> Period:
    """The period of `unit` in which `day` lies; for a weekend, that of its week."""
    if unit is Unit.DAY:
        return Period(unit, day)
    if unit is Unit.WEEK:
        return Period(unit, day - dt.timedelta(days=day.weekday()))
    if unit is Unit.WEEKEND:
        return Period(unit, day + dt.timedelta(days=5 - day.weekday()))
    if unit is Unit.SEASON:
        return Period(unit, day.replace(day=1) - relativedelta(months=day.month % 3))
    months = _MONTHS[unit]
    if months <= 12:
        return Period(unit, day.replace(month=(day.month - 1) // months * months + 1, day=1))
    years = months // 12
    return Period(unit, dt.date(max(1, day.year // years * years), 1, 1))


def year(number: int) -> Period:
    """A calendar year."""
    return Period(Unit.YEAR, dt.date(number, 1, 1))


def years_around(day: dt.date) -> range:
    """The year of `day` with its neighbours, as far as the calendar goes."""
    return range(max(1, day.year - 1), min(9999, day.year + 1) + 1)


def weekday_near(day: dt.date, weekday: int, ahead: bool) -> Period:
    """The nearest `weekday` (1 is Monday) not after `day`, or with `ahead` not before it."""
    offset = (weekday - day.isoweekday()) % 7 if ahead else -((day.isoweekday() - weekday) % 7)
    return Period(Unit.DAY, day + dt.timedelta(days=offset))


# The movable holidays of the churches and of the United States, as their day in a year.
_MOVABLE: dict[str, Callable[[int], dt.date]] = {
    "easter": easter,
    "good friday": lambda year: easter(year) - dt.timedelta(days=2),
    "easter monday": lambda year: easter(year) + dt.timedelta(days=1),
    "memorial": lambda year: dt.date(year, 5, 31) + relativedelta(weekday=MO(-1)),
    "labor": lambda year: dt.date(year, 9, 1) + relativedelta(weekday=MO(1)),
    "election": lambda year: dt.date(year, 11, 2) + relativedelta(weekday=TU(1)),
    "thanksgiving": lambda year: dt.date(year, 11, 1) + relativedelta(weekday=TH(4)),
}


def holiday(name: str, number: int) -> Period:
    """A holiday of a year: `name` is one of the movable ones, or as "12-25"."""
    if name in _MOVABLE:
        return Period(Unit.DAY, _MOVABLE[name](number))
    month, day = map(int, name.split("-"))
    return Period(Unit.DAY, dt.date(number, month, day))

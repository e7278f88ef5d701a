"""What relative expressions are relative to: the publication date, the narrative's last date, the quarter reported on;
and which way they point."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from bot.facts.dates.calendar import UNKNOWN, Period, Unit, around, weekday_near, years_around
from bot.model import TimexType

# Verbs mislead where nearness does not, and the other way round: between 3 and 9 the value F1 of TimeBank and AQUAINT
# moves by less than .005. Verbs weigh this much because a report looks back far more often than months ahead.
AGAINST = 6.0
# For how many sentences after it a day is what "the next day" counts from.
_FRESH = 1
# What companies report on besides quarters: then "a year earlier" is the year before.
_REPORTED = ("P6M", "P9M", "P1Y")


class Tense(StrEnum):
    """Where the words around an expression point."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: its TIMEX3 type and value, and the period it names where it names one."""

    type: TimexType
    value: str
    period: Period | None = None


@dataclass(slots=True)
class Anchor:
    """The state of a reading: `published` stays; the periods `named` so far and the `quarter` follow the text.

    `longer` says that a stretch longer than the quarter was spoken of since it was. `sentences` counts those begun,
    `day_in` is the one that named the last day."""

    published: dt.date | None
    named: list[Period] = field(default_factory=list)
    quarter: Period | None = None
    longer: bool = False
    sentences: int = 0
    day_in: int = 0

    def follow(self, reading: Reading) -> None:
        """Lets what comes later in the text refer to `reading`."""
        self.longer = self.longer or reading.value in _REPORTED
        if reading.period is None:
            return
        self.named = [period for period in self.named if period.size < reading.period.size] + [reading.period]
        if reading.period.unit is Unit.DAY:
            self.day_in = self.sentences
        if reading.period.unit is Unit.QUARTER:
            self._report(reading.period)

    def _report(self, quarter: Period) -> None:
        """Takes `quarter` in hand: the latest one that is over; a forecast of the next, and what the present one is
        compared with, leave it in hand."""
        self.longer = False
        if (
            self.quarter is None
            or self.published is None
            or self.quarter.last >= self.published
            or self.quarter.last <= quarter.last < self.published
        ):
            self.quarter = quarter

    def this(self, unit: Unit, steps: int = 0) -> Reading:
        """The period of `unit` at publication, moved by `steps`; underspecified without a publication date."""
        if self.published is None:
            return date(UNKNOWN[unit])
        return named(around(unit, self.published).moved(steps))

    def then(self, unit: Unit, steps: int = 0) -> Reading:
        """As `this`, but from the narrative's last date; where all that is coarser than `unit`, nothing says which."""
        if not self.named:
            return self.this(unit, steps)
        size = Period(unit, dt.date.min).size
        reference = next((period for period in reversed(self.named) if period.size <= size), None)
        return date(UNKNOWN[unit]) if reference is None else named(around(unit, reference.first).moved(steps))

    def same(self, unit: Unit) -> Reading:
        """The period of `unit` last spoken of; underspecified in a coarser one that was named since ("in March ... that
        day")."""
        size = Period(unit, dt.date.min).size
        latest = self.named[-1] if self.named else None
        if latest is None or latest.size <= size or any(latest.holds(period) for period in self.named):
            return self.then(unit)
        return date(latest.some(unit))

    def day_beside(self, steps: int) -> Reading:
        """The day before or after the last one named, while that is fresh (in this sentence or the one before); later in
        a report on the day's news, "the previous day" is the one before the report's own."""
        return self.then(Unit.DAY, steps) if self._fresh else self.this(Unit.DAY, steps)

    def day_in_hand(self) -> Reading:
        """The last day named while that is fresh, else publication: the day of an hour that stands alone."""
        named = self._fresh and any(period.unit is Unit.DAY for period in self.named)
        return self.then(Unit.DAY) if named else self.this(Unit.DAY)

    @property
    def _fresh(self) -> bool:
        """Whether this sentence or the one before named a day; without a publication date there is no other to go by."""
        return self.sentences - self.day_in <= _FRESH or self.published is None

    def weekday(self, number: int, tense: Tense) -> Reading:
        """A bare weekday (1 is Monday): the nearest one back from publication, that day included, or ahead of it."""
        if self.published is None:
            return date(f"XXXX-WXX-{number}")
        return named(weekday_near(self.published, number, ahead=tense is Tense.FUTURE))

    def recurring(self, period: Period, tense: Tense, strict: bool = False) -> Reading:
        """A month, season, quarter or day named without its year (`period` is that of any year): the nearest one,
        where a step against the tense counts AGAINST times; `strict` forbids it."""
        if self.published is None:
            return date("XXXX" + period.value[4:])
        near = [period.in_year(year) for year in years_around(self.published)]
        return named(min(near, key=lambda candidate: self._distance(candidate, tense, strict)))

    def _distance(self, period: Period, tense: Tense, strict: bool) -> float:
        """Days between publication and a period, weighted by the tense."""
        assert self.published is not None
        ahead, back = (period.first - self.published).days, (self.published - period.last).days
        days = max(ahead, back, 0)
        against = ahead > 0 if tense is Tense.PAST else back > 0 if tense is Tense.FUTURE else False
        return days * ((1000 if strict else AGAINST) if against else 1)


def date(value: str) -> Reading:
    """A DATE without a period, such as "PAST_REF"."""
    return Reading(TimexType.DATE, value)


def named(period: Period) -> Reading:
    """The DATE that is `period`."""
    return Reading(TimexType.DATE, period.value, period)


def clock(value: str, period: Period | None = None) -> Reading:
    """A TIME, such as "2019-12-31TNI"."""
    return Reading(TimexType.TIME, value, period)


def duration(value: str) -> Reading:
    """A DURATION, such as "P2D"."""
    return Reading(TimexType.DURATION, value)


def repeated(value: str) -> Reading:
    """A SET, such as "XXXX-WXX-2"."""
    return Reading(TimexType.SET, value)

"""Rules for holidays, fixed and movable."""

from __future__ import annotations

import datetime as dt

from bot.facts.dates.anchor import Anchor, Reading, date, named
from bot.facts.dates.calendar import UNKNOWN, Period, Unit, around, years_around
from bot.facts.dates.calendar import holiday as of_year
from bot.facts.dates.grammar import Phrase, rule


@rule(
    "good friday YEARNUM?",
    "HOLIDAY ( day|eve|week|monday|sunday )? YEARNUM?",
    "HOLIDAY_DAY POSS? day YEARNUM?",
    "new year POSS day|eve YEARNUM?",
    "PAST_ADJ|NEXT_ADJ|THIS_ADJ HOLIDAY",
)
def holiday(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "Christmas Day", "New Year's Eve", "next Halloween", "Easter Monday", "Good Friday", "Labor Day"."""
    name = _holiday_name(phrase)
    if name is None:
        return None
    written = phrase.first("YEARNUM")
    day = of_year(name, int(written.text)) if written else _holiday_near(name, anchor.published, phrase)
    if day is None:
        return date(f"XXXX-{name}" if name[0].isdigit() else UNKNOWN[Unit.DAY])
    if phrase.has("HOLIDAY") and phrase.has("eve"):
        day = day.moved(-1)
    return named(around(Unit.WEEK, day.first) if phrase.has("week") else day)


@rule("the day before|after HOLIDAY YEARNUM?", "the day before|after HOLIDAY_DAY day YEARNUM?")
def day_beside_holiday(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the day after Christmas", "the day before Labor Day"."""
    day = holiday.resolve(phrase, anchor)
    return named(day.period.moved(1 if phrase.has("after") else -1)) if day and day.period else None


def _holiday_name(phrase: Phrase) -> str | None:
    """The holiday as the calendar knows it; None for "a good Friday"."""
    if good := phrase.first("good"):
        return "good friday" if "CAP" in good.kinds else None
    if phrase.has("easter") and phrase.has("monday"):
        return "easter monday"
    named = phrase.meaning("HOLIDAY") or phrase.meaning("HOLIDAY_DAY")
    return str(named) if named else "12-31" if phrase.has("eve") else "01-01"


def _holiday_near(name: str, published: dt.date | None, phrase: Phrase) -> Period | None:
    """The nearest one to publication, or in the direction that the words give; None without a publication date."""
    if published is None:
        return None
    near = [of_year(name, year) for year in years_around(published)]
    if phrase.has("PAST_ADJ"):
        near = [day for day in near if day.first < published]
    if phrase.has("NEXT_ADJ"):
        near = [day for day in near if day.first > published]
    return min(near, key=lambda day: abs(day.first - published), default=None)


RULES = [day_beside_holiday, holiday]

"""Rules for single days: dates of a month, weekdays, today and its neighbours."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.facts.dates.anchor import Anchor, Reading, Tense, clock, date, named, repeated
from bot.facts.dates.calendar import Period, Unit, weekday_near
from bot.facts.dates.grammar import Phrase, Token, rule

# Any leap year serves for a day without its year, so that 29 February is one.
ANY_YEAR = 2000


def which_day(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The day that a phrase names by its date, by its weekday, or from today; None where it names none."""
    if phrase.has("MONTH", "MONTH_ABBR"):
        return _of_month(phrase, anchor)
    if (weekday := phrase.meaning("WEEKDAY")) is not None:
        return anchor.weekday(weekday, phrase.tense)
    if (steps := phrase.meaning("TODAY")) is not None:
        return anchor.this(Unit.DAY, steps)
    return None


def _of_month(phrase: Phrase, anchor: Anchor, strict: bool = False) -> Reading | None:
    month = phrase.meaning("MONTH") or phrase.meaning("MONTH_ABBR")
    day, year = _day_beside_month(phrase), phrase.first("YEARNUM")
    if day is None:
        return None
    in_month = int("".join(filter(str.isdecimal, day.text)) or day.meaning("ORDINAL"))
    if year is not None:
        return named(Period(Unit.DAY, dt.date(int(year.text), month, in_month)))
    return anchor.recurring(Period(Unit.DAY, dt.date(ANY_YEAR, month, in_month)), phrase.tense, strict)


def _day_beside_month(phrase: Phrase) -> Token | None:
    """The number next to the month: in "8 p.m. GMT Oct. 4" the 8 is no day."""
    month = phrase.first("MONTH", "MONTH_ABBR")
    days = phrase.all("DAYNUM", "DAYTH", "ORDINAL")
    return min(days, key=lambda day: abs(day.start - month.start), default=None) if month else None


@rule("ISO")
def iso_date(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "2019-12-29", "2019-12-29T10:30"."""
    text = phrase.tokens[0].text.upper()
    day = Period(Unit.DAY, dt.date.fromisoformat(text[:10]))
    return named(day) if len(text) == 10 else clock(text, day)


@rule("NUMERIC")
def numeric_date(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "12/29/2019" (month first, as American papers print), "29/12/2019", "29.12.2019" (day first)."""
    text = phrase.tokens[0].text
    first, second, year = map(int, text.replace(".", "/").split("/"))
    month, day = (second, first) if "." in text or first > 12 else (first, second)
    return named(Period(Unit.DAY, dt.date(year, month, day)))


@rule("{edge}? {date} >-COUNTED")
def month_and_day(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "Dec. 29", "Sunday, December 29, 2019", "late Jan. 3"."""
    return which_day(phrase, anchor)


@rule("{edge}? ( {weekday} COMMA? )? the? DAYNUM|DAYTH of? {month} ( COMMA? YEARNUM )?")
def day_and_month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "29 December 2019", "Sunday, 29 December", "the 29th of December"."""
    return which_day(phrase, anchor)


@rule("{month} ORDINAL >-UNIT|UNITS|WORD")
def month_and_ordinal(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "June sixth", as it is said on the air."""
    return which_day(phrase, anchor)


@rule("{month} {day} ( TO|HYPHEN ) [ {day} ] >-COUNTED|PLURAL|HYPHEN|MONTH|MONTH_ABBR|SCALE ( COMMA? YEARNUM )?")
def last_day_of_range(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The second day in "Dec. 27 to 31", "between Jan. 3 and 8, 2020"."""
    return _of_month(_without_day(phrase, 0), anchor)


@rule("[ {day} ] TO|HYPHEN {day} of? {month} ( COMMA? YEARNUM )?")
def first_day_of_range(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The first day in "27 to 31 December", "3-8 January 2020"."""
    return _of_month(_without_day(phrase, 1), anchor)


def _without_day(phrase: Phrase, which: int) -> Phrase:
    """The phrase of a range as if only its other day were there."""
    left_out = phrase.all("DAYNUM", "DAYTH")[which]
    return replace(phrase, tokens=tuple(token for token in phrase.tokens if token is not left_out))


@rule("last|next|this|past {month} {day} >-COUNTED")
def date_with_direction(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "last Oct. 23", "this May 3": the last one, the next one, whatever the tense."""
    tense = Tense.PAST if phrase.has("PAST_ADJ") else Tense.FUTURE if phrase.has("NEXT_ADJ") else phrase.tense
    return _of_month(replace(phrase, tense=tense), anchor, strict=tense is not Tense.OPEN)


@rule(
    "[ {month} {day} ] TO|HYPHEN {month} {day} COMMA? YEARNUM",
    "[ {day} of? {month} ] TO|HYPHEN {day} of? {month} COMMA? YEARNUM",
)
def first_date_of_range(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The first date in "from Feb. 21 to Dec. 18, 1916", "28 December to 3 January 2020": the year of the last one,
    or the year before where it would come after it."""
    last = _of_month(_of_range(phrase, -1), anchor)
    first = _of_month(_of_range(phrase, 0), anchor)
    if first is None or last is None or first.period is None or last.period is None:
        return None
    return first if first.period.first <= last.period.first else named(first.period.in_year(last.period.first.year - 1))


def _of_range(phrase: Phrase, which: int) -> Phrase:
    """The phrase of a range as if only one of its dates were there, with the year of both."""
    kept = {phrase.all("MONTH", "MONTH_ABBR")[which], phrase.all("DAYNUM", "DAYTH")[which], phrase.first("YEARNUM")}
    return replace(phrase, tokens=tuple(token for token in phrase.tokens if token in kept))


@rule("<on the DAYTH >-WORD", "<on the DAYTH >and|or|but|at|in|to|by|when|that|a|the|he|she|it|they")
def day_of_this_month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "on the 29th": of the month the narrative is in, or of the one before where that is still to come."""
    month = anchor.then(Unit.MONTH).period
    if month is None or anchor.published is None:
        return None
    day = int(phrase.tokens[-1].text[:-2])
    if month.first.replace(day=day) > anchor.published and phrase.tense is not Tense.FUTURE:
        month = month.moved(-1)
    return named(Period(Unit.DAY, month.first.replace(day=day)))


@rule("<-WEEKDAY_NAME_BEFORE {edge}? WEEKDAY >-WEEKDAY_NAME_AFTER")
def weekday(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "on Wednesday", "Sunday's air strikes", "early Tuesday"; not "the Sunday Times", "Black Friday"."""
    return which_day(phrase, anchor)


@rule("[ {edge}? WEEKDAY ] POSS")
def weekday_of_event(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "Wednesday's ruling": an event that readers know, so the nearest one also behind "will" ("will appeal Friday's
    ruling"), and in doubt the one before."""
    wanted = phrase.meaning("WEEKDAY")
    if anchor.published is None or phrase.tense is not Tense.FUTURE:
        return anchor.weekday(wanted, phrase.tense)
    back, ahead = (weekday_near(anchor.published, wanted, ahead=way) for way in (False, True))
    nearer = (ahead.first - anchor.published) < (anchor.published - back.first)
    return named(ahead if nearer else back)


@rule("the day before|after ( {which_day} | last|next WEEKDAY ) >-PART_OF_DAY")
def day_beside_named(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the day after Dec. 27", "the day before last Tuesday"."""
    day = weekday_with_direction.resolve(phrase, anchor) if phrase.has("last", "next") else which_day(phrase, anchor)
    return named(day.period.moved(1 if phrase.has("after") else -1)) if day and day.period else None


@rule("{which} WEEKDAY ( COMMA {month} {day}|ORDINAL )?")
def weekday_with_direction(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "last Friday", "next Monday", "this coming Tuesday", "this Thursday" (ahead unless it is past), and from
    the narrative's day "the previous Friday"."""
    wanted = phrase.meaning("WEEKDAY")
    back = phrase.has("PAST_ADJ")
    ahead = phrase.has("NEXT_ADJ") or (phrase.has("THIS_ADJ") and not back and phrase.tense is not Tense.PAST)
    narrative = anchor.then(Unit.DAY).period if phrase.has("previous", "preceding", "following") else None
    start = narrative.first if narrative else anchor.published
    if start is None or not (ahead or back):
        return anchor.weekday(wanted, phrase.tense)
    return named(weekday_near(start + dt.timedelta(days=1 if ahead else -1), wanted, ahead))


@rule("NEXT_ADJ WEEKDAY TO [ WEEKDAY ]")
def weekday_after_next(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The second in "next Tuesday or Wednesday"."""
    first, second = (token.meaning("WEEKDAY") for token in phrase.all("WEEKDAY"))
    if anchor.published is None:
        return anchor.weekday(second, phrase.tense)
    start = weekday_near(anchor.published + dt.timedelta(days=1), first, ahead=True)
    return named(weekday_near(start.first, second, ahead=True))


@rule("{weekday} of? PAST_ADJ|NEXT_ADJ|THIS_ADJ week", "a week ago WEEKDAY")
def weekday_of_week(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "Tuesday of last week", "Friday next week", "a week ago Monday"."""
    steps = 1 if phrase.has("NEXT_ADJ") else 0 if phrase.has("THIS_ADJ") else -1
    week = anchor.this(Unit.WEEK, steps).period
    wanted = phrase.meaning("WEEKDAY")
    return named(weekday_near(week.first, wanted, ahead=True)) if week else date(f"XXXX-WXX-{wanted}")


@rule("( EACH|alternate ( other )? )? WEEKDAYS", "EACH ( other )? WEEKDAY PART_OF_DAY?")
def every_weekday(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "Fridays", "every Tuesday", "each Monday night"."""
    number = phrase.meaning("WEEKDAYS") or phrase.meaning("WEEKDAY")
    part = phrase.meaning("PART_OF_DAY")
    return repeated(f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))


@rule("TODAY POSS OF_OUR_TIME", "TODAY early|late|earlier", "{edge}? TODAY")
def today(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "today", "yesterday", "early today", "tomorrow"; "today's world" is that of our time, and no day."""
    if phrase.has("OF_OUR_TIME"):
        return None
    return which_day(phrase, anchor)


@rule("the day before yesterday", "the day after tomorrow")
def two_days_off(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    return anchor.this(Unit.DAY, 2 * phrase.meaning("TODAY"))


RULES = [
    iso_date,
    numeric_date,
    first_date_of_range,
    date_with_direction,
    month_and_day,
    day_and_month,
    month_and_ordinal,
    last_day_of_range,
    first_day_of_range,
    day_of_this_month,
    weekday_of_event,
    day_beside_named,
    weekday_with_direction,
    weekday_after_next,
    weekday_of_week,
    every_weekday,
    weekday,
    two_days_off,
    today,
]

"""Rules for times of the day: by the clock, and by its parts (morning, night)."""

from __future__ import annotations

from dataclasses import replace

from bot.facts.dates.anchor import Anchor, Reading, clock, repeated
from bot.facts.dates.calendar import Unit
from bot.facts.dates.days import which_day
from bot.facts.dates.grammar import Phrase, rule
from bot.facts.dates.numbers import number


def _at(day: Reading | None, hour: str) -> Reading | None:
    """An hour or a part ("T10:30", "TNI") of a day."""
    return None if day is None else clock(day.value + hour, day.period)


def _hour(phrase: Phrase) -> str | None:
    """ "10:30 p.m." as "T22:30"; None where no clock shows it."""
    token = phrase.first("CLOCK", "DOTTED", "HOUR", "ONES", "TEENS")
    if token is None:
        return None
    hour, minute = _digits(token.text) if token.text[0].isdigit() else (int(number([token]) or 0), 0)
    half = phrase.first("AMPM")
    if half is not None:
        hour = hour % 12 + (12 if half.text[0] in "pP" else 0)
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _digits(text: str) -> tuple[int, int]:
    hour, _, minute = text.replace(".", ":").partition(":")
    return int(hour), int(minute[:2] or 0)


@rule(
    "[ {approx}? {time} ] PAREN NUM|CLOCK|DOTTED ZONE PAREN on? {which_day}",
    "{approx}? {time} ( ZONE | PAREN ZONE PAREN )? ( local time )? ( in the PART_OF_DAY )? ( COMMA? on? {which_day} )?",
    "HOUR|ONES in the PART_OF_DAY",
)
def clock_time(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "3 p.m.", "10:30 GMT", "8 p.m. GMT Oct. 4", "around 6:40 a.m. local time on Monday"."""
    if not phrase.has("AMPM", "ZONE", "o", "WEEKDAY", "MONTH", "TODAY", "local", "PART_OF_DAY"):
        return None
    hour = _hour(phrase)
    return None if hour is None else _at(which_day(phrase, anchor) or anchor.day_in_hand(), hour)


@rule("<at|around|by|from|until|till|about|since|before|after|to CLOCK")
def clock_after_preposition(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "at 10:30" on the twenty-four hour clock; a bare "3:2" may be a score."""
    hour = _hour(phrase)
    return None if hour is None else _at(anchor.day_in_hand(), hour)


def _figures(phrase: Phrase, day: Reading) -> Reading | None:
    """The time of a day that the first four figures of the phrase are."""
    figures = phrase.tokens[0].text
    hour, minute = figures[:2], figures[2:]
    if len(figures) != 4 or not figures.isdecimal() or int(hour) > 24 or int(minute) > 59:
        return None
    return _at(day, f"T{hour}:{minute}")


@rule("YEARNUM|NUM ( ZONE | local time ) >-NUM")
def four_figure_time(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "1048 GMT", "0930 EST", "1653 local time": hour and minute without a colon."""
    return _figures(phrase, anchor.day_in_hand())


@rule("[ YEARNUM|NUM ] PAREN YEARNUM|NUM ZONE PAREN on? {which_day}", "<at YEARNUM|NUM on {which_day}")
def four_figures_of_a_day(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "at 1653 (2153 GMT) on Tuesday", "at 1040 on 25 June": four figures that would be a year without their day."""
    day = which_day(replace(phrase, tokens=phrase.tokens[1:]), anchor)
    return None if day is None else _figures(phrase, day)


@rule("<-high HOUR_NAME ( COMMA? on? {which_day} )?", "{which_day} at? HOUR_NAME")
def named_hour(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "noon", "midnight Monday", "Thursday at noon"; "high noon" is a manner of speaking."""
    day = which_day(phrase, anchor) or anchor.day_in_hand()
    return _at(day, f"T{phrase.meaning('HOUR_NAME'):02}:00")


@rule(
    "{edge}? {which_day} PART_OF_DAY",
    "( the | {edge} )? PART_OF_DAY of {which_day}",
    "MID HYPHEN? PART_OF_DAY {which_day}",
)
def part_of_named_day(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "Tuesday night", "yesterday afternoon", "the night of Dec. 31", "mid-morning today"."""
    return _at(which_day(phrase, anchor), f"T{phrase.meaning('PART_OF_DAY')}")


@rule("{edge}? ( this PART_OF_DAY | tonight )")
def this_part_of_day(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "this morning", "later this evening", "tonight"."""
    return _at(anchor.this(Unit.DAY), f"T{phrase.meaning('PART_OF_DAY') or 'NI'}")


@rule("{edge}? last night", "overnight")
def last_night(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "last night", "overnight": the night before publication."""
    return _at(anchor.this(Unit.DAY, -1), "TNI")


@rule(
    "( the|that same? ) ( NEXT_ADJ|PAST_ADJ )? PART_OF_DAY >-of|HYPHEN",
    "<in|by|during|since|until the PART_OF_DAY",
    "MID HYPHEN? PART_OF_DAY",
)
def part_of_narrative_day(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "in the morning", "that night", "the next morning", "the following evening"."""
    steps = 1 if phrase.has("NEXT_ADJ") else -1 if phrase.has("PAST_ADJ") else 0
    return _at(anchor.then(Unit.DAY, steps) if steps else anchor.day_in_hand(), f"T{phrase.meaning('PART_OF_DAY')}")


@rule("EACH PART_OF_DAY", "WEEKDAY PARTS_OF_DAY")
def every_part_of_day(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "every night", "Monday evenings"."""
    weekday = phrase.meaning("WEEKDAY")
    part = phrase.meaning("PART_OF_DAY") or phrase.meaning("PARTS_OF_DAY")
    return repeated(f"XXXX-WXX-{weekday}T{part}" if weekday else f"XXXX-XX-XXT{part}")


RULES = [
    clock_time,
    clock_after_preposition,
    four_figure_time,
    four_figures_of_a_day,
    named_hour,
    every_part_of_day,
    part_of_named_day,
    this_part_of_day,
    last_night,
    part_of_narrative_day,
]

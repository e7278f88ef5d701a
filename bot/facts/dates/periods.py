"""Rules for stretches longer than a day that have a name: months, quarters, seasons, years, decades, centuries."""

from __future__ import annotations

import datetime as dt

from bot.facts.dates.anchor import Anchor, Reading, Tense, date, named, repeated
from bot.facts.dates.calendar import SEASON_MONTH, Period, Unit, around, year
from bot.facts.dates.days import ANY_YEAR
from bot.facts.dates.grammar import Phrase, rule
from bot.facts.dates.numbers import spoken_year


def _direction(phrase: Phrase) -> int:
    """Which one "last", "this", "next" mean; 0 also where nothing is said."""
    return 1 if phrase.has("NEXT_ADJ") else -1 if phrase.has("PAST_ADJ") else 0


def _month(phrase: Phrase) -> int:
    return int(phrase.meaning("MONTH") or phrase.meaning("MONTH_ABBR"))


def _season(phrase: Phrase) -> Period:
    """The season of any year."""
    return Period(Unit.SEASON, dt.date(ANY_YEAR, SEASON_MONTH[phrase.meaning("SEASON")], 1))


def _pointed(part: Period, phrase: Phrase, anchor: Anchor) -> Reading:
    """A part of the year after "last" (before the present one), "this" (of this year), "next" or nothing."""
    if anchor.published is None or not phrase.has("PAST_ADJ", "THIS_ADJ", "NEXT_ADJ"):
        return anchor.recurring(part, phrase.tense)
    now = around(part.unit, anchor.published)
    same, step = part.in_year(anchor.published.year), _direction(phrase)
    if (step < 0 and same.first >= now.first) or (step > 0 and same.first <= now.first):
        same = same.in_year(same.first.year + step)
    return named(same)


def _relative_year(phrase: Phrase, anchor: Anchor) -> int | None:
    """The year of "last year's", "this year's"; None without a publication date."""
    return None if anchor.published is None else anchor.published.year + _direction(phrase)


@rule("{edge}? {month} ( of|COMMA )? {year}")
def month_of_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "May 2018", "early August, 1998", "the end of March nineteen eighty-four"."""
    return named(Period(Unit.MONTH, dt.date(spoken_year(phrase.tokens), _month(phrase), 1)))


@rule("{edge}? {month} of? PAST_ADJ|THIS_ADJ|NEXT_ADJ year")
def month_of_relative_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "April last year", "January of this year"."""
    number = _relative_year(phrase, anchor)
    if number is None:
        return date(f"XXXX-{_month(phrase):02}")
    return named(Period(Unit.MONTH, dt.date(number, _month(phrase), 1)))


@rule(
    "{edge} {month} >-DAYNUM",
    "<MONTH_BEFORE {month} >-DAYNUM",
    ">-DOUBTFUL_MONTH {month} >-CAP|DAYNUM",
    "<the >DOUBTFUL_MONTH {month} >WORD >-to|on|of|for|by|in|at|against|through|from|was|is|and",
    "{edge}? this|last|next|past {month} >-DAYNUM",
)
def month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "in September", "mid-November", "last October"; "May" and "March" only where a neighbour says month."""
    return _pointed(Period(Unit.MONTH, dt.date(ANY_YEAR, _month(phrase), 1)), phrase, anchor)


@rule("since [ {month} ]")
def month_since(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "since May": the last one, whatever the tense."""
    part = Period(Unit.MONTH, dt.date(ANY_YEAR, _month(phrase), 1))
    return anchor.recurring(part, Tense.PAST, strict=True)


@rule("by|until|till|come [ {month} ] >-DAYNUM", "by|until|till|come [ {edge}? SEASON ] >-HYPHEN|of|YEARNUM")
def deadline(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "will be paid by May", "stays until winter", "elections come June": behind "will" always the next one."""
    part = _season(phrase) if phrase.has("SEASON") else Period(Unit.MONTH, dt.date(ANY_YEAR, _month(phrase), 1))
    tense = Tense.FUTURE if phrase.has("come") else phrase.tense
    return anchor.recurring(part, tense, strict=tense is Tense.FUTURE)


@rule("EACH {month}")
def every_month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "every July"."""
    return repeated(f"XXXX-{_month(phrase):02}")


@rule("[ {month} ] TO|HYPHEN {month} ( of|COMMA )? YEARNUM", "{month} TO|HYPHEN [ {month} ] >-YEARNUM|DAYNUM|CAP")
def month_of_range(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The first in "March to April 2017", the last in "from March to May": the year serves both."""
    wanted = next(token for token in phrase.all("MONTH", "MONTH_ABBR") if token.start >= phrase.start)
    number = wanted.meaning("MONTH" if "MONTH" in wanted.kinds else "MONTH_ABBR")
    if phrase.has("YEARNUM"):
        return named(Period(Unit.MONTH, dt.date(spoken_year(phrase.tokens), number, 1)))
    return anchor.recurring(Period(Unit.MONTH, dt.date(ANY_YEAR, number, 1)), phrase.tense)


def _ordinal(phrase: Phrase) -> int:
    """The number of "third quarter", "Q3"; 0 for "the latter half"."""
    return int(phrase.meaning("ORDINAL") or phrase.meaning("QUARTER_NAME") or 0)


def _part(phrase: Phrase, unit: Unit) -> Period | None:
    """ "third quarter", "second half" of any year; None for a fifth quarter."""
    parts, months = (4, 3) if unit is Unit.QUARTER else (2, 6)
    number = _ordinal(phrase) or parts
    return Period(unit, dt.date(ANY_YEAR, (number - 1) * months + 1, 1)) if number <= parts else None


@rule(
    "the ( {year} | fiscal HYPHEN? )? ORDINAL quarter|half {of_year}?",
    "( {year} | PAST_ADJ|THIS_ADJ|NEXT_ADJ year POSS | fiscal HYPHEN? )? ORDINAL HYPHEN? quarter|half {of_year}?",
    "the last|latter half {of_year}",
    "QUARTER_NAME {of_year}?",
)
def part_of_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the third quarter", "third-quarter", "the 2007 first quarter", "last year's fourth quarter", "the first half of
    2019"; "half" alone is half of anything."""
    half = phrase.has("half")
    part = _part(phrase, Unit.HALF if half else Unit.QUARTER)
    if part is None or (half and not phrase.has("year", "YEARNUM")):
        return None
    if phrase.has("YEARNUM"):
        return named(part.in_year(spoken_year(phrase.tokens)))
    number = _relative_year(phrase, anchor) if phrase.has("year") else None
    return named(part.in_year(number)) if number else anchor.recurring(part, phrase.tense)


@rule("the|this|that ( latest|current|most|recent )* quarter >-HYPHEN")
def the_quarter(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the quarter", "the latest quarter": the one in hand, else the last one that was over at publication."""
    if phrase.has("this", "current"):
        return anchor.this(Unit.QUARTER)
    if phrase.has("that"):
        return anchor.then(Unit.QUARTER)
    return named(anchor.quarter) if anchor.quarter else anchor.this(Unit.QUARTER, -1)


@rule("the latest|recent period")
def the_period(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the latest period": the quarter in hand."""
    return named(anchor.quarter) if anchor.quarter else anchor.this(Unit.QUARTER, -1)


@rule(
    "( the|a )? ( comparable|corresponding|like )? year HYPHEN? ago|earlier ORDINAL? quarter|period",
    "a? year ago|earlier",
    "year HYPHEN ago|earlier",
    "( the )? {year} quarter|period",
)
def year_ago_period(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "a year ago", "the year-earlier quarter", "the 2007 period": a year before the quarter in hand, or now."""
    compared = None if anchor.longer else anchor.quarter
    if phrase.has("YEARNUM"):
        number = spoken_year(phrase.tokens)
        return named(year(number) if compared is None else compared.in_year(number))
    return anchor.this(Unit.YEAR, -1) if compared is None else date(compared.moved(-4).value)


@rule(
    "{edge}? {which} SEASON",
    "{edge}? the? {edge}? SEASON of? {year}",
    "<in|during|since|until {edge}? the? {edge}? SEASON >-of",
    "the {edge}? SEASON >-of|HYPHEN",
    "<by|through|throughout|come {edge}? SEASON >-HYPHEN",
    "{edge} SEASON",
)
def season(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "last summer", "the winter of 2010", "spring 2019", "this past fall"; "fall" alone is a verb."""
    part = _season(phrase)
    if phrase.has("YEARNUM", "TEENS"):
        return named(part.in_year(spoken_year(phrase.tokens)))
    return date(f"XXXX-{phrase.meaning('SEASON')}") if anchor.published is None else _pointed(part, phrase, anchor)


@rule(
    "{edge} {year} >-HYPHEN",
    "<YEAR_BEFORE|PAREN|HYPHEN YEARNUM >-COUNTED|HYPHEN|UNITS",
    "TEENS TENS ( HYPHEN? ONES )? >-UNITS|COUNTED",
    "{edge}? ( the|calendar|fiscal )? year|fiscal {year}",
)
def year_number(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "in 1990", "early 2018", "the year 2010", "nineteen eighty-four", "fiscal 2012"."""
    number = spoken_year(phrase.tokens)
    return named(year(number)) if number >= 1000 and (phrase.has("YEARNUM", "year") or number >= 1700) else None


@rule(
    "<-NUMBER_NAME_BEFORE|CAP|MONEY|NUM YEARNUM >-COUNTED|PLURAL|HYPHEN|UNIT|YEARNUM|SCALE",
    "<a|an YEARNUM >-COUNTED|PLURAL|HYPHEN|UNIT|YEARNUM|SCALE|NUM|CAP",
)
def bare_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "1998 was a hard year", "A 1996 law": without a preposition only from 1900 on, and before nothing that could
    be counted."""
    number = spoken_year(phrase.tokens)
    return named(year(number)) if number >= 1900 else None


@rule("<YEAR_BEFORE SHORTYEAR >-COUNTED|PLURAL|HYPHEN", "{month} [ SHORTYEAR ] >-COUNTED|PLURAL")
def short_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "in '92", "the summer of '69": the last year with these figures, as seen from publication."""
    if anchor.published is None:
        return None
    figures = int(next(token.text for token in phrase.tokens if "SHORTYEAR" in token.kinds)[1:])
    return named(year(anchor.published.year - (anchor.published.year - figures) % 100))


@rule("NUM ERA", "<-the|an|a|CAP ERA NUM")
def year_of_era(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "55 BC", "AD 79": before Christ as TIMEX3 writes it, "BC0055"."""
    figures, era = phrase.first("NUM"), phrase.first("ERA")
    if figures is None or era is None or not era.text[0].isupper() or not figures.text.isdecimal():
        return None
    number, before = int(figures.text), era.text[0] == "B"
    if not 1 <= number <= 9999 or (before and figures.start > era.start):
        return None
    return date(f"BC{number:04}") if before else named(year(number))


@rule("[ YEARNUM ] HYPHEN YEARNUM|NUM", "YEARNUM HYPHEN [ YEARNUM ]")
def year_of_range(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Either year of "2003-2011", the first of "1997-98"."""
    numbers = [token for token in phrase.all("YEARNUM") if (token.start, token.end) == (phrase.start, phrase.end)]
    return named(year(int(numbers[0].text)))


@rule("{edge}? the {edge}? DECADE|DECADE_WORD", "{edge}? DECADE")
def decade(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the 1990s", "the late '70s", "mid-1980s", "the nineties"; not "in her 30s"."""
    word = phrase.meaning("DECADE_WORD")
    text = phrase.tokens[-1].text if word is None else f"'{word}s"
    number = int(text.strip("'’s"))
    if number < 100 and (text[0] in "'’" or phrase.has("the")):
        number += 1900
    return named(Period(Unit.DECADE, dt.date(number, 1, 1))) if 1000 <= number < 2200 else None


@rule("{edge}? the? {edge}? NTH|DAYTH|ORDINAL HYPHEN? century", "{edge}? this|last|next century")
def century(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the 20th century", "early nineteenth-century", "this century"."""
    if phrase.has("this", "last", "next"):
        return anchor.this(Unit.CENTURY, _direction(phrase))
    token = phrase.first("NTH", "DAYTH", "ORDINAL")
    assert token is not None
    number = token.meaning("ORDINAL") if "ORDINAL" in token.kinds else int(token.text[:-2])
    return date(f"{number - 1:02}") if 1 <= number <= 30 else None


RULES = [
    month_since,
    deadline,
    month_of_range,
    month_of_year,
    month_of_relative_year,
    every_month,
    month,
    year_ago_period,
    part_of_year,
    the_quarter,
    the_period,
    season,
    year_of_range,
    year_of_era,
    year_number,
    short_year,
    bare_year,
    decade,
    century,
]

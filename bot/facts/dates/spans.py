"""Rules for how long (durations), how often (sets), and for words that name no date (now, recently)."""

from __future__ import annotations

from fractions import Fraction

from bot.facts.dates.anchor import Anchor, Reading, date, duration, repeated
from bot.facts.dates.grammar import Phrase, Token, rule
from bot.facts.dates.numbers import number


def _code(phrase: Phrase) -> str:
    return str(phrase.meaning("UNIT") or phrase.meaning("UNITS"))


def _written(count: Fraction, code: str) -> str:
    """A TIMEX3 duration: 2 and "D" is "P2D"; a half year is six months, a half hour thirty minutes."""
    factor, unit = int(code[:-1] or 1) if code[0].isdigit() else 1, code.lstrip("0123456789")
    if unit.startswith("T"):
        return _clocked(count, unit[1])
    count *= factor
    whole, rest = divmod(count, 1)
    if unit == "Y" and rest == Fraction(1, 2):
        return f"P{whole}Y6M" if whole else "P6M"
    return f"P{whole if not rest else float(round(count, 2))}{unit}"


def _clocked(count: Fraction, unit: str) -> str:
    smaller = {"H": "M", "M": "S"}.get(unit)
    whole, rest = divmod(count, 1)
    if not rest or smaller is None:
        return f"PT{whole}{unit}"
    return "PT" + (f"{whole}{unit}" if whole else "") + f"{int(rest * 60)}{smaller}"


def _unknown(code: str) -> str:
    """A duration of nobody knows how many."""
    unit = code.lstrip("0123456789")
    return f"PTX{unit[1]}" if unit.startswith("T") else {"100Y": "PXCE", "10Y": "PXDE"}.get(code, f"PX{unit}")


@rule(
    "{approx}? {numbers} {which_units}",
    "the|those|these ( PAST_ADJ|NEXT_ADJ|first|latest|final|full )* {numbers} {which_units}",
    "PAST_ADJ|NEXT_ADJ|additional|another {numbers} {which_units}",
)
def counted_units(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "two days", "more than 24 hours", "the past three months", "3 1/2 months", "four to six days" (at least two);
    not "30 years old"."""
    count = number(_before_second_number(phrase))
    return None if count is None or phrase.has("old") or not count else duration(_written(count, _code(phrase)))


def _before_second_number(phrase: Phrase) -> list[Token]:
    """The tokens up to the "to" of "four to six days", or all of them."""
    second = [*phrase.all("to", "or"), *phrase.all("NUM")[1:]]
    cuts = [place for place, token in enumerate(phrase.tokens) if token in second and number(phrase.tokens[:place])]
    return list(phrase.tokens[: cuts[0] if cuts else None])


@rule("{approx}? {number} HYPHEN? UNIT|quarters ( HYPHEN old )?")
def counted_adjective(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "two-week", "a 10-hour drive"; neither ages ("30-year-old") nor "three-quarters of"."""
    count = number(phrase.tokens)
    return None if not count or phrase.has("old", "quarters") else duration(_written(count, _code(phrase)))


@rule(
    "{approx}? a|an half HYPHEN? UNIT",
    "{approx}? half a|an UNIT",
    "{approx}? a|an UNIT and a half",
    "{approx}? {number} and a half UNITS",
    "{number} HYPHEN and HYPHEN a HYPHEN half HYPHEN UNIT",
)
def half_units(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "half an hour", "a year and a half", "two and a half weeks"."""
    whole = number(phrase.tokens) or Fraction(1 if phrase.has("and") else 0)
    return duration(_written(whole + Fraction(1, 2), _code(phrase)))


@rule(
    "<-NUM|SCALE|PLURAL|MONEY {approx}? a|an|another ( additional|full|entire )? {unit} ( or so )? >-HYPHEN",
    "{approx}? the full|entire {unit} >-HYPHEN",
)
def one_unit(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "a week", "almost a month", "another month"; not "a second", nor the rate in "three barrels a day"."""
    code = _code(phrase)
    return None if code in ("TS", "Q") else duration(_written(Fraction(1), code))


@rule("( the|these|those )? ( PAST_ADJ|NEXT_ADJ|first )? {vague} ( more )? HYPHEN? {unit}")
def vague_units(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "a few days", "several months", "the past few weeks"; "a couple of hours" is two."""
    code = _code(phrase)
    return duration(_written(Fraction(2), code) if phrase.has("couple") else _unknown(code))


@rule("<-NUM|MONEY|POSS the? ( NEXT_ADJ|THIS_ADJ )? UNITS ( and|or UNITS )? >-ago|BEFORE|AFTER|old|HYPHEN")
def bare_units(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "for weeks", "days or weeks", "coming years"."""
    code = _code(phrase)
    return None if code[0] == "T" or (code == "Q" and not phrase.has("NEXT_ADJ")) else duration(_unknown(code))


@rule("UNIT|UNITS HYPHEN long", "UNITS HYPHEN old")
def long_units(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "day-long", "decades-long", "weeks-old": how long something lasted, as an adjective."""
    code = _code(phrase)
    return duration(_unknown(code) if phrase.has("UNITS") else _written(Fraction(1), code))


@rule("the? recent|past UNITS ( and|or UNITS )?")
def recent_units(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "in recent weeks", "past months"."""
    return date("PAST_REF")


@rule("( EACH | once|twice EACH|a|an|the ) ( ORDINAL|other | {number} )? HYPHEN? {unit}")
def every_unit(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "every day", "each year", "every two weeks", "twice a week"."""
    count = Fraction(2) if phrase.has("other") else number(phrase.tokens) or Fraction(1)
    return repeated(_written(count, _code(phrase)))


@rule("{approx}? {number} UNITS a|an|each|every|per {unit}")
def so_many_a_unit(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "24 hours a day", "two days a week": how much of every unit."""
    return repeated(_written(Fraction(1), str(phrase.all("UNIT", "UNITS")[-1].meaning("UNIT"))))


@rule("ADVERB_SET")
def adverb_of_frequency(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "daily", "weekly"; with a capital it is more often a newspaper."""
    token = phrase.tokens[0]
    return None if "CAP" in token.kinds else repeated(token.meaning("ADVERB_SET"))


@rule(
    "right? now",
    "currently|nowadays|presently",
    "these days",
    "at the moment",
    "at present",
)
def present(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "now", "currently", "these days"."""
    return date("PRESENT_REF")


@rule(
    "( more|most )? recently",
    "lately",
    "<in the past >-NUM|UNIT|UNITS|ONES|TEENS|TENS|VAGUE_NUMBER|ORDINAL|SEASON",
    "the other day",
)
def past(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "recently", "in the past", "the other day"."""
    return date("PAST_REF")


@rule(
    "<in|for ( the ( near|foreseeable|distant )? )? future",
    "the ( near|foreseeable|distant )? future",
    "<will|would|could|may|might|can|ll one day",
)
def future(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "in the future", "the near future", "will one day"."""
    return date("FUTURE_REF")


RULES = [
    so_many_a_unit,
    every_unit,
    half_units,
    future,
    counted_units,
    counted_adjective,
    vague_units,
    recent_units,
    one_unit,
    bare_units,
    long_units,
    adverb_of_frequency,
    present,
    past,
]

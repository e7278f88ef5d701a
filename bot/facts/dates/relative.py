"""Rules for periods counted from now or from the narrative: this week, a year ago, two days earlier, the next day."""

from __future__ import annotations

from fractions import Fraction

from bot.facts.dates.anchor import Anchor, Reading, Tense, date, duration, named
from bot.facts.dates.calendar import Unit, around
from bot.facts.dates.days import which_day
from bot.facts.dates.grammar import Phrase, rule
from bot.facts.dates.numbers import number

# The lexicon's unit codes as what is counted, and how many of it: "two decades ago" names a year.
_UNITS = {
    "D": (Unit.DAY, 1),
    "W": (Unit.WEEK, 1),
    "2W": (Unit.WEEK, 2),
    "M": (Unit.MONTH, 1),
    "Q": (Unit.QUARTER, 1),
    "Y": (Unit.YEAR, 1),
    "10Y": (Unit.YEAR, 10),
    "100Y": (Unit.YEAR, 100),
}
_COUNTS = ("a", "an", "ONES", "TEENS", "TENS", "SCALE", "DOZEN", "NUM", "FRACTION")
# Half a unit, and how many of what that is.
_HALVES = {"M": (Unit.WEEK, 2), "Y": (Unit.MONTH, 6), "10Y": (Unit.YEAR, 5), "100Y": (Unit.YEAR, 50)}
_NO_CALENDAR = 10_000
_NAMED = {"10Y": Unit.DECADE, "100Y": Unit.CENTURY}


def _unit(phrase: Phrase) -> tuple[Unit, int] | None:
    """The calendar unit counted in, and how many of it one stands for; None for hours."""
    return _UNITS.get(phrase.meaning("UNIT") or phrase.meaning("UNITS"))


def _step(phrase: Phrase) -> int:
    return 1 if phrase.has("NEXT_ADJ") else -1 if phrase.has("PAST_ADJ") else 0


@rule("{edge}? {which} ( fiscal|calendar|academic|school )? UNIT ( or so )? >-HYPHEN")
def this_unit(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "this week", "the current fiscal year", "later this year", and from the narrative "the previous day"."""
    code, token = phrase.meaning("UNIT"), phrase.first("UNIT")
    unit, _ = _UNITS.get(code, (None, 0))
    if unit is None or token is None or "CAP" in token.kinds:
        return None
    if code in _NAMED and phrase.has("past"):
        return duration(f"P{code}")
    unit = _NAMED.get(code, unit)
    narrative = phrase.has("previous", "preceding", "following")
    if unit is Unit.DAY and (narrative or phrase.has("next")):
        return anchor.day_beside(_step(phrase))
    return anchor.then(unit, _step(phrase)) if narrative else anchor.this(unit, _step(phrase))


@rule("{edge}? ( that same? | the same | the very same? ) day|week|month|year")
def same_unit(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "that year", "later the same day": the one the narrative is in."""
    unit = _unit(phrase)
    return unit and anchor.same(unit[0])


@rule("{edge}? ( {which} | the|that ) ( long|holiday )? weekend")
def weekend(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "this weekend", "over the weekend": the last one, or in the future the next."""
    here = anchor.this(Unit.WEEKEND).period
    if here is None or anchor.published is None:
        return anchor.this(Unit.WEEKEND)
    inside = anchor.published >= here.first
    if phrase.has("PAST_ADJ"):
        return named(here.moved(-1))
    if phrase.has("NEXT_ADJ"):
        return named(here.moved(1) if inside else here)
    return named(here if inside or phrase.has("THIS_ADJ") or phrase.tense is Tense.FUTURE else here.moved(-1))


@rule("{approx}? half a|an UNIT ago", "{approx}? a|an HYPHEN? UNIT HYPHEN? and HYPHEN? a? HYPHEN? half ago")
def half_ago(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "half a century ago", "a year and a half ago": with a half, in the next smaller unit."""
    unit = _HALVES.get(phrase.meaning("UNIT"))
    if unit is None:
        return date("PAST_REF")
    return anchor.this(unit[0], -unit[1] * (3 if phrase.has("and") else 1))


@rule("( a|some )? ( very )? ( short|long|little )? time|while ago", "not? ( so|very|too|that )? long ago")
def long_ago(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "a short time ago", "a while ago", "not so long ago", "long ago"."""
    return date("PAST_REF")


@rule("{approx}? ( {number} | a|an | {vague} | the )? {unit} ( or so | or {number} )? ago")
def ago(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "two weeks ago", "nearly nine months ago"; "several years ago" is somewhere in the past, and so is what lies
    before all calendars ("two million years ago")."""
    if (number(phrase.tokens) or 0) >= _NO_CALENDAR:
        return date("PAST_REF")
    return _counted(phrase, anchor, sign=-1, narrative=False)


@rule("{approx}? ( {number} | a|an ) {unit} ( earlier|later | BEFORE|AFTER >-WORD|NUM|PUNCT|MONEY )")
def earlier_or_later(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "two days earlier", "a week later", "seven years after.": from the narrative's last date.

    Before what follows it ("two days after the vote") the count is a duration: its start is an event, no date."""
    unit = _unit(phrase)
    return unit and _counted(phrase, anchor, sign=1 if phrase.has("AFTER") else -1, narrative=True)


@rule("{approx}? ( {number} | a|an ) {unit} from now|today")
def from_now(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "two weeks from now"."""
    return _counted(phrase, anchor, sign=1, narrative=False)


def _counted(phrase: Phrase, anchor: Anchor, sign: int, narrative: bool) -> Reading | None:
    unit = _unit(phrase)
    if unit is None or phrase.has("VAGUE_NUMBER", "number") or not phrase.has(*_COUNTS):
        return date("PAST_REF" if sign < 0 else "FUTURE_REF")
    count = number(phrase.tokens) or Fraction(1)
    steps = int(count * unit[1]) * sign
    return anchor.then(unit[0], steps) if narrative else anchor.this(unit[0], steps)


@rule(
    "{edge} the fiscal? week|month|year >-HYPHEN",
    "<in|during|earlier|later|for the week|month|year >-HYPHEN|NUM|ended|ending|after|before|that|when",
    "the fiscal year",
    "<for|of|in the full|entire|whole year >-HYPHEN",
    "UNITS|part|most|half of [ the week|month|year ] >-HYPHEN",
    "[ the week|month|year ] POSS",
)
def the_unit(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the end of the year", "earlier in the month", "nine months of the year", "the week's losses": the present one."""
    unit = _unit(phrase)
    return unit and anchor.this(unit[0])


@rule("the fiscal? year >ended|ending")
def year_ended(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "in the year ended June 30": a business year, no calendar year."""
    return duration("P1Y")


@rule("the day BEFORE|AFTER >-WORD|NUM|PUNCT", "the NEXT_ADJ|PAST_ADJ day")
def the_day_after(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the day before", "the next day", "the following day": from the narrative's day."""
    return anchor.day_beside(1 if phrase.has("AFTER", "NEXT_ADJ") else -1)


@rule("the week|month|year|decade BEFORE|AFTER >-WORD|NUM|PUNCT|MONEY")
def the_unit_after(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the year before", "the month after": from the narrative's last date; "the year after the vote" is not."""
    unit = _unit(phrase)
    return unit and anchor.then(unit[0], unit[1] * (1 if phrase.has("AFTER") else -1))


@rule("{edge}? the week of {date}")
def week_of(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "the week of Oct. 14"."""
    day = which_day(phrase, anchor)
    return named(around(Unit.WEEK, day.period.first)) if day and day.period else None


@rule("( the )? year POSS? HYPHEN? end")
def year_end(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """ "year-end", "year's end": the year, as in "the end of the year"."""
    return anchor.this(Unit.YEAR)


RULES = [
    week_of,
    year_end,
    half_ago,
    long_ago,
    ago,
    earlier_or_later,
    from_now,
    this_unit,
    same_unit,
    weekend,
    the_day_after,
    the_unit_after,
    year_ended,
    the_unit,
]

"""Numbers that are no amounts: years, times, ordinals, names, addresses. The list `RULES` is the algorithm."""

from __future__ import annotations

from collections.abc import Callable

from bot.facts.figures.amounts import Amount
from bot.facts.figures.nouns import Noun
from bot.facts.figures.tokens import Token, glued, low
from bot.prompts import lexicon

_NONE = lexicon("quantities")["none"]
_MONTHS = frozenset(_NONE["months"])
_CLOCK = frozenset(_NONE["clock_after"])
_ORDINALS = frozenset(_NONE["ordinal_endings"])
_LABELS = frozenset(_NONE["labels"])
_STREETS = frozenset(_NONE["streets"])
_AGES = frozenset(_NONE["ages_before"])
_ONE_BEFORE = frozenset(_NONE["one_before"])
_ONE_AFTER = frozenset(_NONE["one_after"])
_DURATIONS = frozenset(lexicon("quantities")["units"]["durations"])
_YEARS = range(1500, 2200)
_YEAR_BEFORE = frozenset(_NONE["year_before"])
_COUNT_BEFORE = frozenset(_NONE["count_before"])
_SIGNED = frozenset({"minus", "sub", "to", "and", "or", "plus", "than", "nearly", "now", "a", "all"})

Rule = Callable[[list[Token], Amount, Noun | None], bool]


def rejected(tokens: list[Token], amount: Amount, noun: Noun | None) -> str | None:
    """The name of the rule that says why this is no amount; None when it is one."""
    return next((rule.__name__ for rule in RULES if rule(tokens, amount, noun)), None)


def _printed_in_digits(tokens: list[Token], amount: Amount) -> Token | None:
    """The single token of digits without unit that the amount is, if it is one."""
    bare = amount.last - amount.first == 1 and amount.unit is None
    return tokens[amount.first] if bare and tokens[amount.first].number else None


def ordinal(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """82nd"""
    return low(tokens, amount.numeral.last) in _ORDINALS and glued(tokens, amount.numeral.last)


def touches_letters(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """XC40, 737s, 3D, #4"""
    after = amount.last < len(tokens) and glued(tokens, amount.last) and tokens[amount.last].word
    before = glued(tokens, amount.first) and (low(tokens, amount.first - 1) == "#" or tokens[amount.first - 1].word)
    return bool(after or before)


def hyphenated_name(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """F-16, COVID-19, last-32"""
    at = amount.first - 1
    return low(tokens, at) == "-" and glued(tokens, at + 1) and glued(tokens, at) and low(tokens, at - 1) not in _SIGNED


def clock(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """4:39, 10.45pm, 5 a.m., 1530 GMT"""
    colon = low(tokens, amount.last) == ":" and glued(tokens, amount.last) and glued(tokens, amount.last + 1)
    after = low(tokens, amount.first - 1) == ":" and glued(tokens, amount.first)
    at = amount.numeral.last
    spelled = low(tokens, at) in ("a", "p") and low(tokens, at + 1) == "." and low(tokens, at + 2) == "m"
    return colon or after or low(tokens, at) in _CLOCK or spelled


def day_of_month(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """4 July, Oct. 31, March 29"""
    digits = tokens[amount.first].number and amount.unit is None and amount.high <= 31
    before = low(tokens, amount.first - 1 - (low(tokens, amount.first - 1) == "."))
    month_after = low(tokens, amount.last) in _MONTHS and tokens[amount.last].name
    modal = before == "may" and not tokens[amount.first - 1].name
    return digits and ((before in _MONTHS and not modal) or month_after)


def year(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """2015, but not 2000 soldiers; 2019-20"""
    token = tokens[amount.first + (tokens[amount.first].low in ("from", "between"))]
    four = len(token.text) == 4 and token.text.isdigit() and int(token.text) in _YEARS
    if not four or amount.unit is not None:
        return False
    people = noun is not None and noun.first == amount.last and noun.plural and noun.head == amount.last
    before = low(tokens, amount.first - 1)
    dated = before in _MONTHS or before in _YEAR_BEFORE
    return dated or not (people or (before in _COUNT_BEFORE and noun is not None))


def named_thing(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """Game 7, Fortune 100, category 4, flight 752"""
    token = _printed_in_digits(tokens, amount)
    before = tokens[amount.first - 1] if amount.first else None
    counts = noun is not None and noun.plural and noun.first == amount.last
    labelled = before is not None and before.name and before.low in _LABELS
    if token is None or "," in token.text or (counts and not (labelled or _brand(before))):
        return False
    if before is None or not before.word:
        return before is not None and before.low == "." and low(tokens, amount.first - 2) in ("no", "nos")
    return before.low in _LABELS or (_capital(before) and amount.first > 1) or _brand(before)


def _brand(token: Token | None) -> bool:
    """iPhone, MiG: a capital inside"""
    mixed = token is not None and token.word and token.text[1:] != token.low[1:]
    return bool(mixed and token and not token.text.isupper() and "." not in token.text)


def _capital(token: Token) -> bool:
    return token.name and "." not in token.text


def model_name(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """the 737 Max, 787 Dreamliner: a bare number before a singular name"""
    token = _printed_in_digits(tokens, amount)
    follows = tokens[amount.last] if amount.last < len(tokens) else None
    whole = token is not None and token.text.isdigit()
    return bool(whole and follows and follows.word and follows.name and (noun is None or not noun.plural))


def address(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """575 Palm Road, 9 E 71st St"""
    if amount.unit is not None or amount.last >= len(tokens) or not tokens[amount.last].name:
        return False
    run = tokens[amount.last : amount.last + 6]
    ends = next((k for k, t in enumerate(run) if t.low in _STREETS and t.name), None)
    return ends is not None and all(t.name or t.number or t.low in ("st", "nd", "rd", "th") for t in run[:ends])


def phone(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """555-0199-22, +44 20 7946 0958"""
    joined = [t for t in tokens[max(amount.first - 4, 0) : amount.last + 4] if t.number and "," not in t.text]
    marks = [low(tokens, i) for i in (amount.first - 1, amount.last)]
    plus = "+" in (low(tokens, amount.first - 1), low(tokens, amount.first - 2), low(tokens, amount.first - 3))
    return amount.unit is None and len(joined) >= 3 and noun is None and ("-" in marks or plus)


def slashed(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """9/11, 24/7, 2011/01/05, a web address; "1/2 of" was read as a fraction before"""
    before = low(tokens, amount.first - 1) in ("/", "=") and glued(tokens, amount.first)
    after = low(tokens, amount.last) == "/" and glued(tokens, amount.last) and glued(tokens, amount.last + 1)
    return amount.unit is None and (before or after)


def score(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """2-0, 89-89"""
    bare = amount.unit is None and noun is None and amount.high < 200
    before, after = _joined(tokens, amount.first - 1), _joined(tokens, amount.last)
    beside = (before and low(tokens, amount.first - 2)[:1].isdigit()) or (
        after and low(tokens, amount.last + 1)[:1].isdigit()
    )
    inside = amount.rule == "range" and any(token.low in ("-", "–") for token in tokens[amount.first : amount.last])
    return bare and (beside or (inside and amount.high < 20))


def _joined(tokens: list[Token], i: int) -> bool:
    """Whether the token is a dash that touches both its neighbours."""
    return low(tokens, i) in ("-", "–") and glued(tokens, i) and glued(tokens, i + 1)


def time_compound(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """a two-week visit; an age, "two-year-old", is a measure"""
    at = amount.numeral.last
    compound = low(tokens, at) == "-" and glued(tokens, at) and low(tokens, at + 1) in _DURATIONS
    return compound and "old" not in (amount.unit or "")


def age(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """Mrs Jones, 66, said; aged 35; the age of 21"""
    before, after = low(tokens, amount.first - 1), low(tokens, amount.last)
    told = before in _AGES or (before == "of" and low(tokens, amount.first - 2) in _AGES)
    named = amount.first > 1 and _capital(tokens[amount.first - 2])
    aside = before == "," and after in (",", ")", ".", "") and named and amount.high < 120 and amount.unit is None
    return told or aside


def list_number(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """1. or 2) at the start of a line"""
    begins = amount.first == 0 or (amount.first == 1 and tokens[0].text in "([")
    return begins and amount.unit is None and low(tokens, amount.last) in (".", ")", ":", "]")


def pronoun_one(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """no one, one another, the second one, one day; "one of", "one soldier" are amounts"""
    numeral = amount.numeral
    if numeral.last - numeral.first != 1 or tokens[numeral.first].low != "one":
        return False
    before, after = low(tokens, amount.first - 1), low(tokens, numeral.last)
    if before in _ONE_BEFORE or after in _ONE_AFTER or before in _ORDINALS or "-" in (before, after):
        return True
    return after != "of" and noun is None and amount.unit is None


def decade(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """the '90s"""
    return low(tokens, amount.first - 1) in ("'", "’", "‘") and tokens[amount.first].number


def ranking(tokens: list[Token], amount: Amount, noun: Noun | None) -> bool:
    """the top three, the last four"""
    before = low(tokens, amount.first - 1)
    return noun is None and amount.unit is None and before in ("top", "bottom", "first", "last", "final")


RULES: list[Rule] = [
    ordinal, clock, day_of_month, year, time_compound, age, list_number, pronoun_one, touches_letters, hyphenated_name,
    named_thing, model_name, address, phone, slashed, score, decade, ranking,
]  # fmt: skip

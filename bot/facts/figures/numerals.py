"""Numbers as printed: digits, words, scales, vague words, fractions. The list `READERS` is the algorithm."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import text2num

from bot.facts.figures.tokens import Token, by_first_word, glued, low, phrase_at
from bot.prompts import lexicon

_WORDS = lexicon("quantities")
_CARDINALS = frozenset(_WORDS["numbers"]["cardinals"])
_SCALES: dict[str, float] = _WORDS["numbers"]["scales"]
_GLUED: dict[str, float] = _WORDS["numbers"]["glued_scales"]
_MONEY: dict[str, float] = _WORDS["numbers"]["money_scales"]
_FEW = frozenset(_WORDS["numbers"]["few"])
_VAGUE: dict[str, list[float]] = _WORDS["vague"]
_VAGUE_PHRASES = by_first_word(list(_VAGUE))
_FRACTIONS: dict[str, int] = _WORDS["fractions"]
_CURRENCY = frozenset(_WORDS["units"]["currency_signs"]) | frozenset(_WORDS["units"]["currency_codes"])
# "nine hundred and ninety-nine trillion, …" and so on down to the ones
_LONGEST = 40
_LARGEST = 1e18  # beyond it digits are an identifier, not a quantity
STARTS = (
    _CARDINALS
    | set(_SCALES)
    | _FEW
    | set(_FRACTIONS)
    | {word for phrase in _VAGUE for word in phrase.split()} - {"a", "of"}
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at tokens `first` to `last` (exclusive); `scale` is what a scale word multiplied it by."""

    first: int
    last: int
    low: float
    high: float
    rule: str
    scale: float = 1


def numerals(tokens: list[Token]) -> list[Numeral]:
    """Every number in the sentence, in order, none overlapping."""
    found: list[Numeral] = []
    i = 0
    while i < len(tokens):
        numeral = _read(tokens, i)
        if numeral:
            found.append(numeral)
        i = numeral.last if numeral else i + 1
    return found


def _read(tokens: list[Token], i: int) -> Numeral | None:
    token = tokens[i]
    if not (token.number or token.low in STARTS or token.low == "a"):
        return None
    return next((numeral for reader in READERS if (numeral := reader(tokens, i))), None)


def vague(tokens: list[Token], i: int) -> Numeral | None:
    """ "hundreds", "tens of thousands": the interval that the word admits; "scores" only before "of"."""
    phrase = phrase_at(tokens, i, _VAGUE_PHRASES)
    if not phrase or (phrase in (("scores",), ("tens",)) and low(tokens, i + 1) != "of"):
        return None
    least, most = _VAGUE[" ".join(phrase)]
    return Numeral(i, i + len(phrase), least, most, "vague")


def several_hundred(tokens: list[Token], i: int) -> Numeral | None:
    """ "several hundred", "a few thousand", "a couple of hundred" are as vague as the plural."""
    at = i + (low(tokens, i) == "a")
    scale = at + 1 + (low(tokens, at + 1) == "of")
    if low(tokens, at) not in _FEW or low(tokens, scale) + "s" not in _VAGUE:
        return None
    least, most = _VAGUE[low(tokens, scale) + "s"]
    return Numeral(i, scale + 1, least, most, "several hundred")


def half(tokens: list[Token], i: int) -> Numeral | None:
    """ "half of", "half a million", "half a dozen"; "the first half" is none."""
    if low(tokens, i) != "half" or low(tokens, i - 1) in ("first", "second", "this", "last", "other", "the", "and"):
        return None
    if low(tokens, i + 1) == "a" and low(tokens, i + 2) in _SCALES:
        value = _SCALES[low(tokens, i + 2)] / 2
        return Numeral(i, i + 3, value, value, "half", _SCALES[low(tokens, i + 2)])
    return Numeral(i, i + 1, 0.5, 0.5, "half") if low(tokens, i + 1) in ("of", "the", "its", "their") else None


def fraction(tokens: list[Token], i: int) -> Numeral | None:
    """ "two-thirds", "a third of", "1/16 of"."""
    if tokens[i].number and low(tokens, i + 1) in ("/", "⁄"):
        return _slashed(tokens, i)
    parts = 1 if low(tokens, i) == "a" else _cardinal(low(tokens, i))
    at = i + 1 + (low(tokens, i + 1) == "-")
    name = low(tokens, at)
    whole = _FRACTIONS.get(name.removesuffix("s") if parts != 1 else name)
    if not (parts and whole) or (parts == 1 and low(tokens, at + 1) != "of"):
        return None
    return Numeral(i, at + 1, parts / whole, parts / whole, "fraction")


def _slashed(tokens: list[Token], i: int) -> Numeral | None:
    if not (i + 3 < len(tokens) and tokens[i + 2].number and low(tokens, i + 3) in ("of", "inch")):
        return None
    top, bottom = _digits(tokens[i]), _digits(tokens[i + 2])
    return Numeral(i, i + 3, top / bottom, top / bottom, "fraction") if 0 < top < bottom else None


def one_in(tokens: list[Token], i: int) -> Numeral | None:
    """ "one in five", "three out of four"."""
    part = _cardinal(low(tokens, i))
    joint = {("in", low(tokens, i + 2)): 2, ("out", "of"): 3}.get((low(tokens, i + 1), low(tokens, i + 2)), 0)
    at = i + joint
    whole = _cardinal(low(tokens, at)) if joint else 0
    return Numeral(i, at + 1, part / whole, part / whole, "one in") if part and whole > part else None


def digits(tokens: list[Token], i: int) -> Numeral | None:
    """ "5,200", "2.5 million", "$1.2bn", "minus 3"."""
    if not tokens[i].number:
        return None
    value, first = _digits(tokens[i]), i
    if _negative(tokens, i):
        value, first = -value, i - 1 - (low(tokens, i - 1) == "-" and low(tokens, i - 2) == "minus")
    last, scale = _scaled(tokens, i + 1, money=_money_before(tokens, first))
    return Numeral(first, last, value * scale, value * scale, "digits", scale) if abs(value) < _LARGEST else None


def words(tokens: list[Token], i: int) -> Numeral | None:
    """ "twenty-five", "three hundred and fifty", "a hundred", "two dozen", read by text2num."""
    last = _end_of_words(tokens, i)
    spoken = [t.low for t in tokens[i:last] if t.low not in ("-", "a", "dozen")]
    if last == i or low(tokens, i) == "dozen":
        return None
    value = _spoken(" ".join(spoken)) if spoken else 1.0
    if math.isnan(value):
        return None
    value *= 12 if low(tokens, last - 1) == "dozen" else 1
    scale = max((_SCALES[word] for word in spoken if word in _SCALES), default=1.0)
    return Numeral(i, last, value, value, "words", scale)


READERS: list[Callable[[list[Token], int], Numeral | None]] = [
    vague, several_hundred, half, fraction, one_in, digits, words,
]  # fmt: skip


def _end_of_words(tokens: list[Token], i: int) -> int:
    """Where the run of number words that begins at `i` ends; `i` itself when there is none."""
    at = i
    if low(tokens, i) == "a":
        if low(tokens, i + 1) not in _SCALES:
            return i
        at = i + 1
    last = at
    while at < i + _LONGEST and (
        (word := low(tokens, at)) in _CARDINALS or word in _SCALES or (word in ("and", "-") and at > i)
    ):
        at += 1
        last = at if word not in ("and", "-") else last
        if word == "and" and low(tokens, at - 2) not in _SCALES:
            break
    return last


@lru_cache(maxsize=4096)
def _spoken(text: str) -> float:
    """The value of number words, NaN where they are no one number ("twenty twenty")."""
    try:
        return float(text2num(text, "en"))
    except ValueError:
        return math.nan


def _cardinal(word: str) -> float:
    return _spoken(word) if word in _CARDINALS else 0.0


def _digits(token: Token) -> float:
    return float(token.text.replace(",", ""))


def _negative(tokens: list[Token], i: int) -> bool:
    """ "minus 3", "minus-3", " -3"; the hyphen of a range or of a name touches what stands before it."""
    if low(tokens, i - 1) == "minus":
        return True
    dash = low(tokens, i - 1) in ("-", "−") and glued(tokens, i)
    return dash and (not glued(tokens, i - 1) or low(tokens, i - 2) in _CURRENCY or low(tokens, i - 2) == "minus")


def _money_before(tokens: list[Token], i: int) -> bool:
    return i > 0 and (tokens[i - 1].text in _CURRENCY or low(tokens, i - 1) == "=")


def _scaled(tokens: list[Token], at: int, *, money: bool) -> tuple[int, float]:
    """The end of the scale words from `at` on, and what they multiply by."""
    scale = 1.0
    if glued(tokens, at):
        mark = tokens[at].text
        factor = _GLUED.get(mark) or (_MONEY.get(mark) if money else None)
        return (at + 1, factor) if factor else (at, scale)
    while low(tokens, at) in _SCALES:
        scale *= _SCALES[low(tokens, at)]
        at += 1
    return at, scale

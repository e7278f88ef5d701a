"""Numbers with their currency and unit, and ranges made of two of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.facts.figures.numerals import Numeral
from bot.facts.figures.tokens import Token, glued, low
from bot.prompts import lexicon

_UNITS = lexicon("quantities")["units"]
_SIGNS = frozenset(_UNITS["signs"])
_CURRENCY_SIGNS = frozenset(_UNITS["currency_signs"])
_CODES = frozenset(_UNITS["currency_codes"])
_OWNERS = frozenset(_UNITS["currency_owners"])
_LONGEST = 3
_APART = frozenset({"t", "c", "A", "N", "G"})  # signs of one letter that are words or names when they stand apart
_PERCENT = frozenset({"%", "percent", "per cent", "pc", "pct"})


def _bare(word: str) -> str:
    return word.removesuffix("s") if len(word) > 2 else word


_PHRASES = frozenset(tuple(_bare(word) for word in unit.split()) for unit in _UNITS["words"])


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range at tokens `first` to `last`, currency and unit included; `numeral` is its (last) number."""

    first: int
    last: int
    low: float
    high: float
    unit: str | None
    rule: str
    numeral: Numeral
    bracketed: bool = False


def amounts(tokens: list[Token], found: list[Numeral]) -> list[Amount]:
    """The numbers with their units, ranges joined."""
    joined: list[Amount] = []
    for numeral in found:
        amount = _measured(tokens, numeral)
        if joined and amount.first >= joined[-1].last and (both := _range(tokens, joined[-1], amount)):
            joined[-1] = both
        elif not joined or amount.first >= joined[-1].last:
            joined.append(amount)
    return joined


def _measured(tokens: list[Token], numeral: Numeral) -> Amount:
    first, currency = _currency_before(tokens, numeral.first)
    last, unit = _unit_after(tokens, numeral.last)
    return Amount(first, last, numeral.low, numeral.high, currency or unit, numeral.rule, numeral)


def _currency_before(tokens: list[Token], first: int) -> tuple[int, str | None]:
    """ "$", "US $", "HK$", "USD", "Y=" before a number: where it begins, and how it is written."""
    at = first - 1
    if low(tokens, at) == "=" and glued(tokens, at):
        return at - 1, tokens[at - 1].text
    if at >= 0 and tokens[at].text in _OWNERS and low(tokens, at - 1) in _CURRENCY_SIGNS:
        return at - 1, "$" + tokens[at].text
    if at >= 0 and tokens[at].text in _CODES:
        return at, tokens[at].text
    if low(tokens, at) not in _CURRENCY_SIGNS:
        return first, None
    owned = at > 0 and tokens[at - 1].text in _OWNERS
    return (at - 1 if owned else at), "".join(t.text for t in tokens[at - owned : at + 1])


def _unit_after(tokens: list[Token], last: int) -> tuple[int, str | None]:
    """The unit that follows a number ("miles per hour", "-mile", "%", "GWh"): where it ends, and how it is written."""
    at = last + (low(tokens, last) == "-" and glued(tokens, last) and glued(tokens, last + 1))
    for length in range(_LONGEST, 0, -1):
        words = [t for t in tokens[at : at + length + 2] if t.low != "-"][:length]
        if len(words) == length and tuple(_bare(word.low) for word in words) in _PHRASES:
            return tokens.index(words[-1], at) + 1, " ".join(word.low for word in words)
    return _sign_after(tokens, at, last)


def _sign_after(tokens: list[Token], at: int, last: int) -> tuple[int, str | None]:
    if at >= len(tokens) or tokens[at].text not in _SIGNS or (tokens[at].text in _APART and not glued(tokens, at)):
        return last, None
    end = at + 1
    while low(tokens, end) in ("/", "-") and glued(tokens, end) and end + 1 < len(tokens) and tokens[end + 1].word:
        end += 2
    end += low(tokens, end) in ("2", "3") and glued(tokens, end)  # m2, A/cm2
    return end, "".join(t.text for t in tokens[at:end])


def _range(tokens: list[Token], one: Amount, other: Amount) -> Amount | None:
    """ "20 to 30", "15-22", "between 5 and 6 percent", "three or four" as one amount; None when they stay two."""
    words = [t.low for t in tokens[one.last : other.first]]
    led = low(tokens, one.first - 1)
    if "vague" in (one.rule, other.rule) or not _connects(tokens, words, led, one) or not _same_unit(one, other, led):
        return None
    least = one.low
    if one.numeral.scale == 1 < other.numeral.scale and one.low < other.low / other.numeral.scale:
        least *= other.numeral.scale
    if led != "from" and (least >= other.high or (words == ["or"] and other.high > 10 * least > 0)):
        return None
    return replace(
        other,
        first=one.first - (led in ("from", "between")),
        low=min(least, other.low),
        high=max(least, other.high),
        unit=other.unit or one.unit,
        rule="range",
    )


def _connects(tokens: list[Token], words: list[str], led: str, one: Amount) -> bool:
    """Whether the words between two numbers make a range of them."""
    if words in (["to"], ["to", "-"], ["-", "to", "-"], ["-", "to"]):
        return not (led == "by" and one.unit) and not (led == "up" and one.unit is None)
    if words == ["and"]:
        return led == "between"
    dash = words in (["-"], ["–"], ["—"])
    tight = dash and (glued(tokens, one.last) == glued(tokens, one.last + 1) or words == ["–"])
    return words == ["or"] or tight


def _same_unit(one: Amount, other: Amount, led: str) -> bool:
    if one.unit is None or one.unit == other.unit:
        return True
    if other.unit is not None and one.unit.endswith("$") and other.unit.endswith("$"):
        return True
    if one.unit in _PERCENT and other.unit in _PERCENT:
        return True
    return led == "from" and other.unit is None

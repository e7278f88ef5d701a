"""One sentence's tokens -> its quantities: number, hedge, noun, slice. What their clause says comes later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.facts.figures.amounts import Amount, amounts
from bot.facts.figures.hedges import Hedge, bounded, change, hedge_after, hedge_before
from bot.facts.figures.nouns import Noun, body_before, noun_after
from bot.facts.figures.numerals import numerals
from bot.facts.figures.rejected import rejected
from bot.facts.figures.tokens import Token, glued, low

_MORE = frozenset({"more", "others"})
_SHARES = frozenset({"percent", "per cent", "pc", "pct", "%"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts; tokens `first` to `last` are its slice."""

    first: int
    last: int
    low: float | None
    high: float | None
    hedge: Hedge | None
    change: str | None
    counted: str
    noun: Noun | None
    unit: str | None
    rule: str


def quantities(tokens: list[Token]) -> Iterator[Quantity]:
    """The quantities of one sentence, in order."""
    before: tuple[Amount, Hedge | None] | None = None
    for amount in amounts(tokens, numerals(tokens)):
        after = hedge_after(tokens, amount.last)
        noun = _noun(tokens, amount, after.last if after else amount.last)
        if rejected(tokens, amount, noun):
            continue
        hedge = hedge_before(tokens, amount.first) or after
        if noun is None and amount.unit is None:
            noun = body_before(tokens, min(amount.first, hedge.first) if hedge else amount.first)
        if hedge is None and before and _restates(tokens, before[0], amount):
            hedge = before[1]
        before = (amount, hedge)
        yield _quantity(tokens, amount, noun, hedge)


def _noun(tokens: list[Token], amount: Amount, last: int) -> Noun | None:
    """A measure counts nothing but what "of" names: "60 percent of voters"."""
    if amount.unit is None or low(tokens, last) == "of":
        return noun_after(tokens, last, one=amount.high == 1)
    return None


def _restates(tokens: list[Token], one: Amount, other: Amount) -> bool:
    """Whether `other` says `one` again in another unit: "under 296 hp (220 kW / 300 PS)"."""
    between = [token.low for token in tokens[one.last : other.first]]
    opened = "(" in between and ")" not in between and len(between) <= 3
    return bool(one.unit or opened) and (opened or between == ["/"]) and other.unit is not None


def _quantity(tokens: list[Token], amount: Amount, noun: Noun | None, hedge: Hedge | None) -> Quantity:
    low_end, high_end = bounded(amount.low, amount.high, hedge)
    own = hedge if hedge and hedge.last == amount.first else None
    first = own.first if own else amount.first
    last = _end(tokens, amount, noun, hedge)
    counted = noun.text if noun else ""
    way = change(tokens, first, amount.last)
    return Quantity(first, last, low_end, high_end, hedge, way, counted, noun, amount.unit, amount.rule)


def _end(tokens: list[Token], amount: Amount, noun: Noun | None, hedge: Hedge | None) -> int:
    """Where the slice ends: with its noun, its unit, "more", or the hedge after it."""
    last = max(noun.last, amount.last) if noun else amount.last
    if noun is None and low(tokens, last) in _MORE and low(tokens, last + 1) != "than":
        last += 1
    if amount.unit in _SHARES and not (noun and glued(tokens, noun.last)):
        last = amount.last
    return max(last, hedge.last if hedge and hedge.first == amount.last else 0)

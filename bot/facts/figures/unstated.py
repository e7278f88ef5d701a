"""Numbers without a numeral: "no injuries" is zero, "killed a driver" one. Only for lenses that need a state."""

from __future__ import annotations

from collections.abc import Iterator

from bot.facts.figures.nouns import BODIES, Noun, noun_after
from bot.facts.figures.reading import Quantity
from bot.facts.figures.tokens import Token, low

_NOBODY = frozenset({"nobody"})


def unstated(tokens: list[Token]) -> Iterator[Quantity]:
    """Every "no …" and "a …" with a noun; the lens decides by the clause which of them are figures."""
    for i, token in enumerate(tokens):
        if token.low == "no" and low(tokens, i + 1) == "one":
            yield _quantity(tokens, i, i + 2, 0, None)
        elif token.low in _NOBODY:
            yield _quantity(tokens, i, i + 1, 0, None)
        elif token.low == "no" and (noun := noun_after(tokens, i + 1, one=True)):
            yield _quantity(tokens, i, noun.last, 0, noun)
        elif token.low in ("a", "an") and (noun := _single(tokens, i)):
            yield _quantity(tokens, i, noun.last, 1, noun)


def _single(tokens: list[Token], i: int) -> Noun | None:
    """The singular noun after an article: a plural there belongs to something else ("a dozen soldiers"), and of "a crowd" it is
    not said how many they are."""
    noun = noun_after(tokens, i + 1, one=True)
    whole = noun is None or noun.plural or noun.text in BODIES or low(tokens, noun.last) == "-"
    return None if whole else noun


def _quantity(tokens: list[Token], first: int, last: int, value: float, noun: Noun | None) -> Quantity:
    counted = noun.text if noun else tokens[last - 1].low
    return Quantity(first, last, value, value, None, None, counted, noun, None, "none" if value == 0 else "one")

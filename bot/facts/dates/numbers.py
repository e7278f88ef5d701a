"""The value of a written number: "24", "twenty-four", "2 1/2", "two thousand", "nineteen eighty-four"."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from bot.facts.dates.grammar import Token

_WORDS = ("ONES", "TEENS", "TENS")
_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


def number(tokens: Iterable[Token]) -> Fraction | None:
    """The number that `tokens` spell, other words ignored; None where none of them is a number."""
    total, group, seen = Fraction(0), Fraction(0), False
    for token in tokens:
        if token.kinds & {"SCALE", "DOZEN"}:
            size = token.meaning("SCALE" if "SCALE" in token.kinds else "DOZEN")
            total, group = (total, (group or 1) * size) if size < 1000 else (total + (group or 1) * size, Fraction(0))
        elif (value := _simple(token)) is not None:
            group += value
        else:
            continue
        seen = True
    return total + group if seen else None


def _simple(token: Token) -> Fraction | None:
    for kind in _WORDS:
        if kind in token.kinds:
            return Fraction(token.meaning(kind))
    if "NUM" in token.kinds:
        return Fraction(token.text.replace(",", "").rstrip("."))
    return _fraction(token.text) if "FRACTION" in token.kinds else None


def _fraction(text: str) -> Fraction:
    if text in _SIGNS:
        return _SIGNS[text]
    above, below = text.split("/")
    return Fraction(int(above), int(below) or 1)


def spoken_year(tokens: Iterable[Token]) -> int:
    """A year in figures or as said: "1996", "nineteen eighty-four", "nineteen hundred", "two thousand and one"."""
    row = list(tokens)
    for token in row:
        if "YEARNUM" in token.kinds:
            return int(token.text)
    if any(token.kinds & {"SCALE"} for token in row):
        return int(number(row) or 0)
    century, *rest = [token for token in row if token.kinds & set(_WORDS)]
    return int(century.meaning("TEENS")) * 100 + int(number(rest) or 0)

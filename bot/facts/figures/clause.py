"""The clause around a figure: the word that governs it on the left, and how far the clause reaches on the right."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facts.figures.hedges import hedge_before
from bot.facts.figures.nouns import plural
from bot.facts.figures.numerals import STARTS
from bot.facts.figures.tokens import Token, low
from bot.prompts import lexicon

_CLAUSE = lexicon("quantities")["clause"]
_NOUNS = lexicon("quantities")["nouns"]
_SKIPPED = frozenset(_CLAUSE["skipped_before"])
_STOPS = frozenset(_CLAUSE["stops"])
_BOUNDARIES = frozenset(_CLAUSE["boundaries"])
_GROUPS = frozenset(_NOUNS["groups"])
_MARKS = frozenset(';:?!“”"')
_SPEECH = frozenset(_CLAUSE["speech"])
_RELATIVES = frozenset({"who", "that", "which"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "another", "one", "no"})
_COORDINATION_REACH = 10
# What stands further from a figure says nothing of it; without a bound, a line of ten thousand numbers takes minutes.
_REACH = 64
_LONGEST_PHRASE = 14


@dataclass(frozen=True, slots=True)
class Clause:
    """What surrounds the figure at tokens `first` to `last`.

    `governor` is the last token on the left that is no mere companion (-1: none), `group` what holds those counted ("an
    infantry battalion of"), as a pair of tokens, and `end` where the clause ends on the right.
    """

    tokens: list[Token]
    first: int
    last: int
    governor: int
    group: tuple[int, int] | None
    end: int


def clause_of(tokens: list[Token], first: int, last: int) -> Clause:
    """The clause of the figure at tokens `first` to `last`."""
    governor, group = _governor(tokens, first)
    return Clause(tokens, first, last, governor, group, _end(tokens, last))


def _governor(tokens: list[Token], first: int) -> tuple[int, tuple[int, int] | None]:
    at, group = first - 1, None
    while at >= max(first - _REACH, 0):
        if low(tokens, at) == "of" and low(tokens, at - 1).removesuffix("s") in _GROUPS:
            begin = _phrase_begins(tokens, at - 1)
            group, at = (begin, at), begin - 1
        elif _joins(tokens, at) and (before := _coordinated(tokens, at)) is not None:
            at = before
        elif _companion(tokens[at]):
            at -= 1
        else:
            break
    return at, group


def _joins(tokens: list[Token], at: int) -> bool:
    """ "killed two soldiers [and] three civilians", "killed the envoy [with] three other Spaniards" """
    return low(tokens, at) in ("and", "or", ",") or (low(tokens, at) == "with" and low(tokens, at + 2) == "other")


def _companion(token: Token) -> bool:
    """Articles, adverbs and the like, which stand between a verb and its object."""
    return token.low in _SKIPPED or (token.low.endswith("ly") and not token.name)


def _phrase_begins(tokens: list[Token], head: int) -> int:
    """Where the noun phrase that ends with `head` begins, its article left out."""
    at = head
    while (
        at > max(head - _LONGEST_PHRASE, 0)
        and (tokens[at - 1].word or low(tokens, at - 1) == "-")
        and low(tokens, at - 1) not in _STOPS
    ):
        if low(tokens, at - 1).endswith(("ed", "ing")) and low(tokens, at) != "-":
            break
        at -= 1
    return at


def _coordinated(tokens: list[Token], at: int) -> int | None:
    """For "killed two soldiers and | three civilians": the token before what the figure is joined to, if it is."""
    for i in range(at - 1, max(at - _COORDINATION_REACH, -1), -1):
        word = tokens[i].low
        if tokens[i].number or (word in STARTS and word not in ("few", "third", "second")) or word in _DETERMINERS:
            hedge = hedge_before(tokens, i)
            return (hedge.first if hedge else i) - 1
        if word == "of" and plural(low(tokens, i + 1)):
            return i
        if not tokens[i].word or (word in _STOPS and tokens[i].text != "US"):
            return None
    return None


def _end(tokens: list[Token], last: int) -> int:
    """The next mark, conjunction, count or speaker; a relative pronoun at the figure itself is part of the clause."""
    begin = last + (low(tokens, last) == ",")
    begin += low(tokens, begin) in _RELATIVES
    comma = 0
    reach = min(last + _REACH, len(tokens))
    for i in range(begin, reach):
        if tokens[i].low in _SPEECH:
            return comma or i
        comma = i if tokens[i].low == "," else comma
        if tokens[i].text in _MARKS or tokens[i].low in _BOUNDARIES or (i > last and _next_count(tokens, i)):
            return i
    return reach


def _next_count(tokens: list[Token], i: int) -> bool:
    """ "40 rebels died | and 17 were captured" """
    return low(tokens, i) == "and" and i + 1 < len(tokens) and (tokens[i + 1].number or low(tokens, i + 1) in STARTS)

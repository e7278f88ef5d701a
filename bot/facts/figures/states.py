"""What those counted do or suffer: a lens's phrases, compiled with all their forms and matched against a clause.

A plain phrase is done to them ("send": sent 500, 500 were sent); "…" stands for the figure ("… attack", "have … in").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.facts.figures.clause import Clause
from bot.facts.figures.numerals import STARTS
from bot.facts.figures.tokens import Token, low
from bot.inflection import forms, participles
from bot.prompts import lexicon

_CLAUSE = lexicon("quantities")["clause"]
_STOPS = frozenset(_CLAUSE["stops"])
_BE = frozenset(_CLAUSE["be"])
_NEGATIONS = frozenset(_CLAUSE["negations"])
_OBJECTS = frozenset(_CLAUSE["objects_begin"])
_PLACES = frozenset(_CLAUSE["places_after"])
_NOUNS_AFTER = frozenset(_CLAUSE["nouns_after"])
_NEAR = 16  # words between a figure and the verb whose subject it is
_BARE = 5  # the same for a number without a noun, whose verb follows at once
_NUMBER_OF = 24  # words between "the number of" and the figure
TOTALS = frozenset(_CLAUSE["totals"])
_HAVE = forms("have")
_PLACE = "…"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a lens: the forms of its words left and right of the figure, or anywhere when it is `plain`."""

    state: str
    left: tuple[frozenset[str], ...]
    right: tuple[frozenset[str], ...]
    plain: tuple[frozenset[str], ...]
    suffered: frozenset[str]

    @property
    def length(self) -> int:
        """How many words it has: the longer is the more telling."""
        return len(self.left) + len(self.right) + len(self.plain)


@lru_cache(maxsize=256)
def compiled(states: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Phrase, ...]:
    """The phrases of `states` (name, phrases), longest first."""
    phrases = [_compile(state, words.split()) for state, listed in states for words in listed]
    return tuple(sorted(phrases, key=lambda phrase: -phrase.length))


def _compile(state: str, words: list[str]) -> Phrase:
    inflected = tuple(forms(word) for word in words if word != _PLACE)
    if _PLACE not in words:
        first = frozenset({words[0]}) if len(words) > 1 else frozenset()  # "could be sent" begins with what it is
        return Phrase(state, (), (), inflected, participles(words[0]) | first)
    at = words.index(_PLACE)
    return Phrase(state, inflected[:at], inflected[at:], (), frozenset())


def state_of(clause: Clause, phrases: tuple[Phrase, ...], head: int | None) -> tuple[str, str] | None:
    """The state that the clause puts the counted in, and the rule that saw it; None when it says none."""
    for rule in RULES:
        if found := rule(clause, phrases, head):
            return found.state, rule.__name__
    return None


def itself(clause: Clause, phrases: tuple[Phrase, ...], head: int | None) -> Phrase | None:
    """ "62 dead", "no injuries", "25 wounded soldiers": the counted noun, or a participle before it, says it"""
    begin = clause.first if head is None else max(head - 4, clause.first)
    inside = {token.low for token in clause.tokens[begin : (clause.last if head is None else head)]}
    noun = low(clause.tokens, head) if head is not None else ""
    for phrase in _single(phrases):
        if noun in phrase.plain[0] or inside & phrase.suffered:
            return phrase
    return None


def done_to(clause: Clause, phrases: tuple[Phrase, ...], head: int | None) -> Phrase | None:
    """ "killed 25 fighters", "had 500 troops in", "the deaths of 25", "ordered 500 to": the word that governs"""
    if low(clause.tokens, clause.governor - 1) in _NEGATIONS:
        return None
    return next((phrase for phrase in phrases if _governs(clause, phrase)), None)


def said_after(clause: Clause, phrases: tuple[Phrase, ...], head: int | None) -> Phrase | None:
    """ "500 soldiers from there were sent", "hundreds attacked": the first verb on the right that fits its voice"""
    reach = min(clause.end, clause.last + (_BARE if head is None else _NEAR))
    for i in range(clause.last, reach):
        for phrase in phrases:
            if _follows(clause, phrase, i):
                return phrase
    return None


def number_of(clause: Clause, phrases: tuple[Phrase, ...], head: int | None) -> Phrase | None:
    """ "the number of people killed since May rose to 23": what a bare figure after "to" or "at" is the number of"""
    if head is not None or low(clause.tokens, clause.governor) not in ("to", "at", "from"):
        return None
    begin = max(clause.governor - _NUMBER_OF, 0)
    totals = (i for i in range(clause.governor, begin - 1, -1) if low(clause.tokens, i) in TOTALS)
    first = next(totals, clause.governor)
    told = {token.low for token in clause.tokens[first : clause.governor]}
    return next((phrase for phrase in phrases if len(phrase.plain) == 1 and told & phrase.plain[0]), None) or next(
        (phrase for phrase in phrases if len(phrase.right) == 1 and not phrase.left and told & phrase.right[0]), None
    )


RULES: list[Callable[[Clause, tuple[Phrase, ...], int | None], Phrase | None]] = [
    itself, done_to, number_of, said_after,
]  # fmt: skip


def _single(phrases: Iterable[Phrase]) -> Iterable[Phrase]:
    return (phrase for phrase in phrases if len(phrase.plain) == 1)


def _governs(clause: Clause, phrase: Phrase) -> bool:
    tokens, at = clause.tokens, clause.governor
    if phrase.left:
        return _ends_at(tokens, at, phrase.left) and (
            not phrase.right or _begins_at(tokens, clause.last, phrase.right) > 0
        )
    if not phrase.plain:
        return False
    if _ends_at(tokens, at, phrase.plain):
        return True
    split = len(phrase.plain) > 1 and low(tokens, at) in phrase.plain[0]
    return split and _begins_at(tokens, clause.last, phrase.plain[1:]) > 0


def _follows(clause: Clause, phrase: Phrase, i: int) -> bool:
    words = phrase.plain or (phrase.right if not phrase.left else ())
    if not words or low(clause.tokens, i) not in words[0]:
        return False
    end = _begins_at(clause.tokens, i, words)
    if not end or _negated(clause.tokens, i, clause.last):
        return False
    return _passive(clause, phrase, i, end) if phrase.plain else _active(clause.tokens, i)


def _passive(clause: Clause, phrase: Phrase, i: int, end: int) -> bool:
    """Done to the figure: after a form of "be", or a participle that no object follows ("25 fighters killed in")."""
    word = low(clause.tokens, i)
    if word not in phrase.suffered:
        return False
    literal = len(phrase.plain) > 1 and (word in _STOPS or word == "en")
    return literal or _be_before(clause.tokens, i, clause.last) or _reduced(clause, i, end)


def _reduced(clause: Clause, i: int, end: int) -> bool:
    """A bare participle: no perfect ("have lost"), no other count's ("200 people, 17 dead"), and without object."""
    tokens = clause.tokens
    other = any(token.number or token.low in STARTS for token in tokens[max(i - 2, clause.last) : i])
    return not other and low(tokens, i - 1) not in _HAVE and not _object_at(tokens, end)


def _active(tokens: list[Token], i: int) -> bool:
    """Done by the figure: not after "were", unless it goes on ("were attacking"), and no noun ("under attack")."""
    if low(tokens, i - 1) in _NOUNS_AFTER:
        return False
    return low(tokens, i).endswith("ing") or low(tokens, i) in _BE or low(tokens, i - 1) not in _BE


def _be_before(tokens: list[Token], i: int, begin: int) -> bool:
    return any(low(tokens, k) in _BE for k in range(max(i - 3, begin), i)) or low(tokens, begin - 1) in _BE


def _negated(tokens: list[Token], i: int, begin: int) -> bool:
    return any(low(tokens, k) in _NEGATIONS for k in range(max(i - 3, begin), i))


def _object_at(tokens: list[Token], i: int) -> bool:
    """Whether an object begins at `i`: anything but a mark, an adverb, or a function word that opens none."""
    if i >= len(tokens) or not (tokens[i].word or tokens[i].number):
        return False
    counted = any(token.number or token.low in STARTS for token in tokens[i : i + 3])
    if counted and low(tokens, i) not in ("in", "by", "on", "and"):
        return True
    return low(tokens, i) in _OBJECTS - _PLACES or not (low(tokens, i) in _STOPS or low(tokens, i).endswith("ly"))


def _begins_at(tokens: list[Token], i: int, words: tuple[frozenset[str], ...]) -> int:
    """The end of `words` when they begin at `i`, adverbs between them passed over; 0 when they do not."""
    for word in words:
        while low(tokens, i) not in word and low(tokens, i).endswith("ly"):
            i += 1
        if low(tokens, i) not in word:
            return 0
        i += 1
    return i


def _ends_at(tokens: list[Token], i: int, words: tuple[frozenset[str], ...]) -> bool:
    """Whether `words` end at `i`, adverbs and articles between them passed over."""
    for word in reversed(words):
        while low(tokens, i) not in word and low(tokens, i).endswith("ly"):
            i -= 1
        if low(tokens, i) not in word:
            return False
        i -= 1
    return True

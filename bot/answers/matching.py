"""When a word of a question is met by a word of a text: the same word, a spelling of it, or one that stands for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from bot.inflection import base
from bot.prompts import lexicon
from bot.senses import state_of
from bot.words import stem, tokens

_RELATIONS = lexicon("relations")
# A spelling this near (0 to 100) is the same name: Hizbollah and Hezbollah, not Iran and Iraq.
_SAME_NAME = 82
_SHORTEST_FUZZY = 6
# A word that can stand for the one asked for counts this much of it.
_KIN = 0.6
_COMPARED = 200_000
_APART = [tuple(pair) for one, other in _RELATIONS["apart"] for pair in ((one, other), (other, one))]
_BEINGS = frozenset(_RELATIONS["beings"])


@dataclass(frozen=True, slots=True)
class Said:
    """A text as words: its tokens and stems in order, and as sets by which questions are met."""

    tokens: tuple[str, ...]
    stems: tuple[str, ...]
    forms: frozenset[str]
    long: frozenset[str]
    kin: frozenset[int]


@lru_cache(maxsize=4096)
def said(text: str) -> Said:
    """The words of a text."""
    words = tuple(tokens(text))
    stemmed = tuple(map(stem, words))
    kin = frozenset(n for word in stemmed for n in _kin().get(word, ()))
    long = frozenset(word for word in words if len(word) >= _SHORTEST_FUZZY)
    return Said(words, stemmed, frozenset(map(form, words)), long, kin)


def met(word: str, text: Said) -> float:
    """How far a word of a question is met in a text: 1 by itself in any form or spelling, less by a word of its kin."""
    if form(word) in text.forms or any(same_word(word, other) for other in text.long):
        return 1.0
    return _KIN if text.kin.intersection(_kin().get(stem(word), ())) else 0.0


@lru_cache(maxsize=_COMPARED)
def form(word: str) -> str:
    """What all forms of a word share: the state that it names, or the stem of its base."""
    return state_of(word) or stem(base(word))


@lru_cache(maxsize=_COMPARED)
def same_word(one: str, other: str) -> bool:
    """Two words for one thing: equal, a state's name and its adjective, or two spellings of a long name."""
    if one == other:
        return True
    states = state_of(one), state_of(other)
    if any(states):
        return states[0] == states[1]
    long = min(len(one), len(other)) >= _SHORTEST_FUZZY
    near = long and one[0] == other[0] and fuzz.ratio(one, other) >= _SAME_NAME
    return near and not any(one.startswith(these) and other.startswith(those) for these, those in _APART)


def suffered(words: Sequence[str], at: int) -> bool:
    """Whether the verb at a place of a sentence's words is passive: "was killed", "were all freed"."""
    return not _BEINGS.isdisjoint(words[max(0, at - 2) : at])


def turned(question: Said, sentence: Said) -> bool:
    """The question says the contrary of a word of the sentence ("before", "unknown"), or turns round what it says ("not")."""
    if _nots().intersection(question.tokens) and not _nots().intersection(sentence.tokens):
        return _denying().isdisjoint(sentence.stems)
    there = set(sentence.stems).difference(question.stems)
    missing = set(question.stems).difference(sentence.stems)
    return any(not there.isdisjoint(contraries(word)) for word in missing)


@lru_cache(maxsize=_COMPARED)
def contraries(word: str) -> frozenset[str]:
    """The stems that say the contrary of a stem: by the list, and with or without a prefix that turns a word round."""
    bare = {word.removeprefix(p) for p in _RELATIONS["prefixes"] if word.startswith(p) and len(word) > len(p) + 3}
    prefixed = {p + word for p in _RELATIONS["prefixes"]} if len(word) > _SHORTEST_FUZZY - 2 else set()
    return frozenset(bare | prefixed) | _against().get(word, frozenset())


@cache
def _kin() -> Mapping[str, frozenset[int]]:
    """The sets of kin that a stem stands in, by number."""
    return _numbered([*_RELATIONS["same"], *lexicon("counted")["classes"].values()])


@cache
def _against() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one, other in _RELATIONS["against"]:
        for this, that in ((one, other), (other, one)):
            found[stem(this)] = found.get(stem(this), frozenset()) | {stem(that)}
    return found


@cache
def _nots() -> frozenset[str]:
    return frozenset(_RELATIONS["nots"])


@cache
def _denying() -> frozenset[str]:
    return frozenset(map(stem, _RELATIONS["denying"]))


def _numbered(sets: Iterable[Iterable[str]]) -> Mapping[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, words in enumerate(sets):
        for word in words:
            found[stem(word)] = found.get(stem(word), frozenset()) | {number}
    return found

"""Words that stand for one thing: what counts the same people, and a state's names and adjectives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from bot.prompts import lexicon
from bot.words import stem, tokens


@cache
def classes_of(counted: str) -> frozenset[str]:
    """The classes of what a phrase counts, by its last word that has any: soldiers and troops share one; empty if unknown."""
    for word in reversed(tokens(counted)):
        if found := _classes().get(stem(word)):
            return found
    return frozenset()


@cache
def state_of(word: str) -> str | None:
    """The state that a lower-case word or stem is a name or an adjective of: "iraqi" and "iraq" are both Iraq."""
    return _states().get(word)


@cache
def seat_of(word: str) -> str | None:
    """The state whose government a lower-case word stands for by its seat: "washington" for the United States."""
    return _seats().get(word)


@cache
def _seats() -> Mapping[str, str]:
    capitals: Mapping[str, Sequence[str]] = lexicon("demonyms")["capitals"]
    return {city.lower(): state for state, cities in capitals.items() for city in cities}


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, words in lexicon("counted")["classes"].items():
        for word in words:
            found[stem(word)] = found.get(stem(word), frozenset()) | {name}
    return found


@cache
def _states() -> Mapping[str, str]:
    forms: dict[str, str] = {}
    for name, others in lexicon("demonyms")["states"].items():
        for words in map(tokens, (name, *others)):
            if len(words) == 1:
                forms |= {words[0]: name, stem(words[0]): name}
    return forms

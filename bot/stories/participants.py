"""The words of a clause -> whom and what it names, as units that can be compared across reports.

A unit is a stem, a class of people ("class:crowd"), a sort of thing ("thing:aircraft"), or a state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.model import ActorKind, ActorMention
from bot.prompts import lexicon
from bot.senses import classes_of, state_of
from bot.words import stem

_THINGS = lexicon("deeds")["things"]
_THING_OF = {word: f"thing:{name}" for name, words in _THINGS.items() for word in words}
_GENERIC, _PREMISES = "thing:generic_premises", "thing:premises"
_STOP = frozenset(lexicon("stopwords")["words"])
_NONE = lexicon("quantities")["none"]
_CALENDAR = frozenset([*_NONE["months"], *_NONE["weekdays"]])
_SHORTEST = 3
# A word of more classes of people than these ("people") tells nobody apart.
_FEW = 2


class Printed(Protocol):
    """A word with its lower case."""

    @property
    def low(self) -> str:
        """The word in lower case."""


def participants(words: Sequence[Printed]) -> frozenset[str]:
    """The units of some words: those without meaning, numbers and days left out."""
    return frozenset(unit for word in words if _telling(word.low) for unit in _units(word.low))


def persons(mentions: Iterable[ActorMention], text: str) -> frozenset[str]:
    """The units by which persons are known: the last words of their names."""
    return frozenset(stem(m.of(text).split()[-1].lower()) for m in mentions if m.kind is ActorKind.PERSON)


def meet(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The units that both have; "the compound" can be any premises, but an embassy is no palace."""
    generic = (_GENERIC in one and _PREMISES in other) or (_PREMISES in one and _GENERIC in other)
    return (one & other) - {_PREMISES} | ({_GENERIC} if generic else frozenset())


def _telling(word: str) -> bool:
    return word.isalpha() and len(word) >= _SHORTEST and word not in _STOP and word not in _CALENDAR


def _units(word: str) -> set[str]:
    if state := state_of(word):
        return {f"state:{state}"}
    classes = classes_of(word)
    if len(classes) > _FEW:
        return set()
    things = {_THING_OF[word]} if word in _THING_OF else set()
    return {f"class:{name}" for name in classes} or {stem(word), *things}

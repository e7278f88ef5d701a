"""When two names in different articles are one actor: the ordered `SAME` rules are the algorithm, the surest first."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache

from bot.model import ActorKind
from bot.prompts import lexicon
from bot.spelling import (
    Rule,
    acronym,
    business_aside,
    capitals,
    company_aside,
    folded,
    initials_aside,
    shorter_person,
    skeleton,
    sounds_alike,
    unit_short,
)

_SPELT = frozenset({ActorKind.PERSON, ActorKind.ARMED_GROUP})


@cache
def translations() -> dict[str, int]:
    """Folded name -> number of its group in the lexicon."""
    groups = lexicon("names")["same"]["groups"]
    return {folded(name): n for n, group in enumerate(groups) for name in group.split(",")}


@cache
def keys(kind: ActorKind, name: str) -> frozenset[Hashable]:
    """What two names of a kind must share one of for any rule to hold: people their last word, others their first."""
    parts = folded(name).split() or [""]
    sounds = {tuple(map(skeleton, parts))}
    if kind is ActorKind.PERSON:
        return frozenset({*sounds, skeleton(parts[-1])})
    letters = {letters for letters in (capitals(name), name.replace(".", "")) if len(letters) > 2 and letters.isupper()}
    return frozenset(
        {*sounds, skeleton(parts[0]), *((each,) for each in letters), translations().get(folded(name), name)}
    )


def equal(kind: ActorKind, one: str, other: str) -> bool:
    """The same words."""
    return bool(folded(one)) and folded(one) == folded(other)


def translated(kind: ActorKind, one: str, other: str) -> bool:
    """The lexicon says that both are names of one group."""
    known = translations()
    return kind is not ActorKind.PERSON and folded(one) in known and known[folded(one)] == known.get(folded(other))


def transliterated(kind: ActorKind, one: str, other: str) -> bool:
    """The same number of words, two or more, each alike in letters and in consonants: never a word against none."""
    left, right = folded(one).split(), folded(other).split()
    if kind not in _SPELT or len(left) != len(right) or len(left) < 2:
        return False
    return all(sounds_alike(a, b) for a, b in zip(left, right, strict=True))


def long_acronym(kind: ActorKind, one: str, other: str) -> bool:
    """IAEA = International Atomic Energy Agency: in different articles two letters are too few to tell."""
    return min(len(one.replace(".", "")), len(other)) > 2 and acronym(kind, one, other)


SAME: tuple[Rule, ...] = (
    equal,
    translated,
    transliterated,
    initials_aside,
    company_aside,
    business_aside,
    unit_short,
    long_acronym,
    shorter_person,
)

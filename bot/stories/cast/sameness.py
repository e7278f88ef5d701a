"""When two names in different articles are one actor: the ordered `SAME` rules are the algorithm, the surest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from bot.model import ActorKind
from bot.prompts import lexicon

_ALIKE = 0.84  # Jaro-Winkler of one word: Soleimani/Suleimani .87, Qasem/Qassim .89; the skeleton must agree as well
_SOUNDS = (
    ("ph", "f"),
    ("kh", "k"),
    ("gh", "g"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("dj", "j"),
    ("dh", "d"),
    ("z", "s"),
    ("w", "v"),
)
_SPELT = frozenset({ActorKind.PERSON, ActorKind.ARMED_GROUP})


@cache
def folded(name: str) -> str:
    """A spelling without case, accents, hyphens, apostrophes, the article and a possessive."""
    plain = anyascii(re.sub(r"['’]s\Z", "", name).replace("-", " ")).lower()
    words = re.sub(r"[^a-z0-9 ]", "", plain).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


@cache
def skeleton(word: str) -> str:
    """The consonants of a word as they sound, so that two transliterations agree: Kataeb, Kataib -> ktb."""
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    bare = word[:1] + re.sub(r"[aeiouyh]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", bare)


@cache
def translations() -> dict[str, int]:
    """Folded name -> number of its group in the lexicon."""
    groups = lexicon("names")["same"]["groups"]
    return {folded(name): n for n, group in enumerate(groups) for name in group.split(",")}


def keys(name: str) -> set[Hashable]:
    """What two names must share one of to be worth comparing by any rule."""
    parts = folded(name).split() or [""]
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    return {
        skeleton(parts[0]),
        skeleton(parts[-1]),
        (capitals,),
        (name.replace(".", ""),),
        translations().get(folded(name), name),
    }


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
    return all(_alike(a, b) for a, b in zip(left, right, strict=True))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return (
        len(one) > 3
        and len(other) > 3
        and skeleton(one) == skeleton(other)
        and JaroWinkler.similarity(one, other) >= _ALIKE
    )


def initials_aside(kind: ActorKind, one: str, other: str) -> bool:
    """George Bush = George W. Bush."""
    short, long = sorted((folded(one).split(), folded(other).split()), key=len)
    middle = long[1:-1]
    return (
        kind is ActorKind.PERSON
        and len(short) == 2 < len(long)
        and [long[0], long[-1]] == short
        and all(len(w) == 1 for w in middle)
    )


def company_aside(kind: ActorKind, one: str, other: str) -> bool:
    """Kestrel = Kestrel Corp."""
    return kind is ActorKind.ORGANISATION and _stem(one) == _stem(other)


@cache
def _stem(name: str) -> str:
    ends, words = frozenset(lexicon("names")["organisation"]["company"].split()), name.split()
    while len(words) > 1 and words[-1] in ends:
        words.pop()
    return folded(" ".join(words))


def business_aside(kind: ActorKind, one: str, other: str) -> bool:
    """Kestrel = Kestrel Airlines: every other word is one of business."""
    short, long = sorted((one.split(), other.split()), key=len)
    rest = frozenset(long[len(short) :])
    return kind is ActorKind.ORGANISATION and long[: len(short)] == short and bool(rest) and rest <= _business()


@cache
def _business() -> frozenset[str]:
    organisation = lexicon("names")["organisation"]
    return frozenset(f"{organisation['business']} {organisation['company']}".split())


def unit_short(kind: ActorKind, one: str, other: str) -> bool:
    """82nd Airborne = 82nd Airborne Division."""
    short, long = sorted((folded(one), folded(other)), key=len)
    return kind is ActorKind.MILITARY_UNIT and short[:1].isdigit() and " " in short and long.startswith(short + " ")


def acronym(kind: ActorKind, one: str, other: str) -> bool:
    """IAEA = International Atomic Energy Agency: three letters or more, the capitals of every word."""
    short, long = sorted((one.replace(".", ""), other), key=len)
    capitals = "".join(word[0] for word in long.split() if word[0].isupper())
    return kind is not ActorKind.PERSON and len(short) > 2 and short.isupper() and short == capitals


def shorter_person(kind: ActorKind, one: str, other: str) -> bool:
    """Karimi = Reza Karimi, Abdul Mahdi = Adel Abdul Mahdi: the caller must see that no one else is called so."""
    short, long = sorted((folded(one), folded(other)), key=len)
    return kind is ActorKind.PERSON and bool(short) and long.endswith(" " + short)


Rule = Callable[[ActorKind, str, str], bool]
SAME: tuple[Rule, ...] = (
    equal,
    translated,
    transliterated,
    initials_aside,
    company_aside,
    business_aside,
    unit_short,
    acronym,
    shorter_person,
)

"""When two spellings are one name: what both the reading of one article and the cast of several hold to be the same."""

from __future__ import annotations

import re
from collections.abc import Callable
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

Rule = Callable[[ActorKind, str, str], bool]


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


def sounds_alike(one: str, other: str) -> bool:
    """Whether two folded words are transliterations of one: alike in letters and in consonants."""
    if one == other:
        return True
    return (
        len(one) > 3
        and len(other) > 3
        and skeleton(one) == skeleton(other)
        and JaroWinkler.similarity(one, other) >= _ALIKE
    )


def capitals(name: str) -> str:
    """The capitals that its words begin with."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


# ------------------------------------------------------------------ rules for two names of a kind, in any order


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
    """Kestrel = Kestrel Corp., Kestrel Motor Co. = Kestrel Motors."""
    return kind is ActorKind.ORGANISATION and _stem(one) == _stem(other)


def business_aside(kind: ActorKind, one: str, other: str) -> bool:
    """Kestrel = Kestrel Airlines, Kestrel Capital Management: every other word is one of business."""
    short, long = sorted((one.split(), other.split()), key=len)
    rest = frozenset(long[len(short) :])
    return kind is ActorKind.ORGANISATION and long[: len(short)] == short and bool(rest) and rest <= _business()


def unit_short(kind: ActorKind, one: str, other: str) -> bool:
    """82nd Airborne = 82nd Airborne Division."""
    short, long = sorted((folded(one), folded(other)), key=len)
    return kind is ActorKind.MILITARY_UNIT and short[:1].isdigit() and long.startswith(short + " ")


def acronym(kind: ActorKind, one: str, other: str) -> bool:
    """IAEA = International Atomic Energy Agency: the capitals of every word."""
    short, long = sorted((one.replace(".", ""), other), key=len)
    return kind is not ActorKind.PERSON and len(short) > 1 and short.isupper() and short == capitals(long)


def shorter_person(kind: ActorKind, one: str, other: str) -> bool:
    """Karimi = Reza Karimi, Abdul Mahdi = Adel Abdul Mahdi: the caller must see that no one else is called so."""
    short, long = sorted((folded(one), folded(other)), key=len)
    return kind is ActorKind.PERSON and bool(short) and long.endswith(" " + short)


@cache
def _stem(name: str) -> str:
    ends, words = frozenset(lexicon("names")["organisation"]["company"].split()), name.split()
    while len(words) > 1 and words[-1] in ends:
        words.pop()
    if len(words) > 1 and words[-1] in _business():
        words[-1] = words[-1].removesuffix("s")
    return folded(" ".join(words))


@cache
def _business() -> frozenset[str]:
    organisation = lexicon("names")["organisation"]
    return frozenset(f"{organisation['business']} {organisation['company']}".split())

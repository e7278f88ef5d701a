"""Names within one article: a surname stands for its full name, an acronym for its long form, "US" for United States.

What is not sure is left apart: two people of one surname, a long form that two acronyms fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from anyascii import anyascii

from bot.facts.actors.lexicons import lists
from bot.facts.actors.vote import Typed
from bot.model import ActorKind, ActorMention


def named(typed: Sequence[Typed]) -> tuple[ActorMention, ...]:
    """Mentions with the canonical name of each."""
    names = _canonical(typed)
    return tuple(
        ActorMention(item.piece.start, item.piece.end, item.kind, names[item.kind, item.piece.name], item.rule)
        for item in typed
    )


def folded(name: str) -> str:
    """A spelling without case, accents, hyphens and apostrophes."""
    return re.sub(r"[^a-z0-9 ]", "", anyascii(name.replace("-", " ")).lower()).strip()


Names = dict[tuple[ActorKind, str], str]


def _canonical(typed: Sequence[Typed]) -> Names:
    names: Names = {(item.kind, item.piece.name): item.piece.name for item in typed}
    fullest = _fullest_spellings(names)
    for key, name in names.items():
        names[key] = fullest.get((key[0], folded(name)), name)
    states = {names[key] for key in names if key[0] is ActorKind.STATE}
    for key in list(names):
        others = sorted(
            {name for (kind, _), name in names.items() if kind is key[0]}
            | (states if key[0] is ActorKind.STATE else set())
        )
        names[key] = _one(key[0], names[key], others)
    return names


def _fullest_spellings(names: Names) -> dict[tuple[ActorKind, str], str]:
    """Of the spellings that differ only in accents, case and hyphens, the longest; the alphabet breaks ties."""
    best: dict[tuple[ActorKind, str], str] = {}
    for kind, name in names:
        key = (kind, folded(name))
        best[key] = min(best.get(key, name), name, key=lambda n: (n.isupper(), -len(n), n))
    return best


def _one(kind: ActorKind, name: str, others: Sequence[str]) -> str:
    """The canonical form of a name, given the other names of its kind in the article."""
    if kind is ActorKind.STATE:
        return _state(name, others)
    fits = [other for other in others if other != name and any(rule(kind, name, other) for rule in SAME)]
    longest = [fit for fit in fits if not any(fit != more and _contains(more, fit) for more in fits)]
    return longest[0] if len(longest) == 1 else name


def _state(name: str, others: Sequence[str]) -> str:
    entry = lists().phrases.get(name)
    if entry is not None and entry.name is not None:
        return entry.name
    holders = sorted({other for other in others if other in lists().republic})
    return holders[0] if name == "Islamic Republic" and len(holders) == 1 else name


def _contains(long: str, short: str) -> bool:
    return f" {folded(short)} " in f" {folded(long)} "


def surname_of(kind: ActorKind, name: str, full: str) -> bool:
    """Karimi = Reza Karimi; Abdul Mahdi = Adel Abdul Mahdi."""
    return kind is ActorKind.PERSON and folded(full).endswith(" " + folded(name)) and bool(folded(name))


def given_name_of(kind: ActorKind, name: str, full: str) -> bool:
    """Saddam = Saddam Hussein, where nobody else begins so."""
    return (
        kind is ActorKind.PERSON
        and " " not in name
        and folded(full).startswith(folded(name) + " ")
        and bool(folded(name))
    )


def initials_aside(kind: ActorKind, name: str, full: str) -> bool:
    """George Bush = George W. Bush."""
    short, long = folded(name).split(), folded(full).split()
    middle = long[1:-1]
    return (
        kind is ActorKind.PERSON
        and len(short) == 2
        and [long[0], long[-1]] == short
        and all(len(word) == 1 for word in middle)
    )


def acronym_of(kind: ActorKind, name: str, full: str) -> bool:
    """IAEA = International Atomic Energy Agency."""
    capitals = "".join(word[0] for word in full.split() if word[0].isupper())
    return (
        kind is not ActorKind.PERSON
        and len(name) > 1
        and name.replace(".", "") == capitals
        and name.replace(".", "").isupper()
    )


def company_aside(kind: ActorKind, name: str, full: str) -> bool:
    """Kestrel = Kestrel Corp."""
    return kind is ActorKind.ORGANISATION and len(name) < len(full) and folded(_stem(name)) == folded(_stem(full))


def business_aside(kind: ActorKind, name: str, full: str) -> bool:
    """Kestrel = Kestrel Airlines, Kestrel Capital Management: every other word is one of business."""
    words = full.split()
    rest = words[len(name.split()) :]
    return (
        kind is ActorKind.ORGANISATION
        and full.startswith(name + " ")
        and all(word in lists().business for word in rest)
    )


def _stem(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1] in lists().company:
        words.pop()
    return " ".join(words)


def unit_short(kind: ActorKind, name: str, full: str) -> bool:
    """82nd Airborne = 82nd Airborne Division."""
    return kind is ActorKind.MILITARY_UNIT and folded(full).startswith(folded(name) + " ") and name[0].isdigit()


SAME: tuple[Callable[[ActorKind, str, str], bool], ...] = (
    surname_of,
    given_name_of,
    initials_aside,
    acronym_of,
    company_aside,
    business_aside,
    unit_short,
)

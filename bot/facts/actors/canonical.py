"""Names within one article: a surname stands for its full name, an acronym for its long form, "US" for United States.

What is not sure is left apart: two people of one surname, a long form that two acronyms fit.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts.actors.lexicons import lists
from bot.facts.actors.vote import Typed
from bot.model import ActorKind, ActorMention
from bot.spelling import (
    Rule,
    acronym,
    business_aside,
    company_aside,
    folded,
    initials_aside,
    shorter_person,
    sounds_alike,
    unit_short,
)


def named(typed: Sequence[Typed]) -> tuple[ActorMention, ...]:
    """Mentions with the canonical name of each."""
    names = _canonical(typed)
    return tuple(
        ActorMention(item.piece.start, item.piece.end, item.kind, names[item.kind, item.piece.name], item.rule)
        for item in typed
    )


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
    longer = [other for other in others if len(folded(other)) > len(folded(name))]
    fits = [other for other in longer if any(rule(kind, name, other) for rule in SAME)]
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


def given_name_of(kind: ActorKind, name: str, full: str) -> bool:
    """Saddam = Saddam Hussein, where nobody else begins so."""
    return (
        kind is ActorKind.PERSON
        and " " not in name
        and folded(full).startswith(folded(name) + " ")
        and bool(folded(name))
    )


def surname_spelt_otherwise(kind: ActorKind, name: str, full: str) -> bool:
    """Suleimani = Qasem Soleimani, as a headline writer may have it."""
    return kind is ActorKind.PERSON and " " not in name and sounds_alike(folded(name), folded(full).split(" ")[-1])


SAME: tuple[Rule, ...] = (
    shorter_person,
    given_name_of,
    surname_spelt_otherwise,
    initials_aside,
    acronym,
    company_aside,
    business_aside,
    unit_short,
)

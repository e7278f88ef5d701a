"""Names within one article: a surname stands for its full name, an acronym for its long form, "US" for United States.

What is not sure is left apart: two people of one surname, a long form that two acronyms fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

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
    """Mentions with the canonical name of each, and the rule by which other words stand for it."""
    names = _canonical(typed)
    return tuple(
        ActorMention(item.piece.start, item.piece.end, item.kind, named.name, item.rule, named.why)
        for item in typed
        for named in [names[item.kind, item.piece.name]]
    )


class Named(NamedTuple):
    """A canonical name, and the rule by which other words stand for it; empty where they are that name."""

    name: str
    why: str = ""


Names = dict[tuple[ActorKind, str], Named]


def _canonical(typed: Sequence[Typed]) -> Names:
    keys = {(item.kind, item.piece.name): None for item in typed}
    fullest = _fullest_spellings(keys)
    names: Names = {
        (kind, name): Named(full, "" if full == name else "spelling")
        for kind, name in keys
        for full in [fullest[kind, folded(name)]]
    }
    states = {named.name for (kind, _), named in names.items() if kind is ActorKind.STATE}
    for key, named in names.items():
        kind = key[0]
        others = {other.name for (its, _), other in names.items() if its is kind}
        names[key] = _one(kind, named, sorted(others | (states if kind is ActorKind.STATE else set())))
    return names


def _fullest_spellings(names: Iterable[tuple[ActorKind, str]]) -> dict[tuple[ActorKind, str], str]:
    """Of the spellings that differ only in accents, case and hyphens, the longest; the alphabet breaks ties."""
    best: dict[tuple[ActorKind, str], str] = {}
    for kind, name in names:
        key = (kind, folded(name))
        best[key] = min(best.get(key, name), name, key=lambda n: (n.isupper(), -len(n), n))
    return best


def _one(kind: ActorKind, named: Named, others: Sequence[str]) -> Named:
    """The canonical form of a name, given the other names of its kind in the article."""
    name = named.name
    if kind is ActorKind.STATE:
        state = _state(name, others)
        return named if state == name else Named(state, "state")
    longer = [other for other in others if len(folded(other)) > len(folded(name))]
    fits = {other: rule.__name__ for other in longer for rule in reversed(SAME) if rule(kind, name, other)}
    longest = [fit for fit in fits if not any(fit != more and _contains(more, fit) for more in fits)]
    return Named(longest[0], fits[longest[0]]) if len(longest) == 1 else named


def _state(name: str, others: Sequence[str]) -> str:
    """A state's common name, whatever the text calls it: "US", "the Islamic Republic"."""
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

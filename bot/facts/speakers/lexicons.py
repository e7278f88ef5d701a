"""The word lists of prompts/lexicon/speech, as sets: verbs of saying, what stands beside them, and who is no speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.prompts import lexicon


@dataclass(frozen=True, slots=True)
class Lists:
    """Sets of lower-case words unless said otherwise."""

    said: frozenset[str]
    told: frozenset[str]
    acts: frozenset[str]
    clause_only: frozenset[str]
    verbs: frozenset[str]
    not_speech: tuple[tuple[str, ...], ...]
    between: frozenset[str]
    between_phrases: tuple[tuple[str, ...], ...]
    adjuncts: frozenset[str]
    subordinate: frozenset[str]
    prepositions: frozenset[str]
    hanging: frozenset[str]
    unsaid: frozenset[str]
    determiners: frozenset[str]
    auxiliaries: frozenset[str]
    conjunctions: frozenset[str]
    he: frozenset[str]
    they: frozenset[str]
    pronouns: frozenset[str]
    listeners: frozenset[str]
    mouthpieces: frozenset[str]
    papers: frozenset[str]
    days: frozenset[str]
    roles: frozenset[str]
    named_as: re.Pattern[str]


@cache
def lists() -> Lists:
    """All word lists, read once."""
    speech, person = lexicon("speech"), lexicon("names")["person"]

    def words(name: str) -> frozenset[str]:
        return frozenset(word.lower() for word in speech[name].split())

    offices = f"{person['lower_offices']} {person['offices']} {person['ranks']}".lower().split()
    return Lists(
        said=words("said"),
        told=words("told"),
        acts=words("acts"),
        clause_only=words("clause_only"),
        verbs=words("said") | words("told") | words("acts"),
        not_speech=_phrases(speech["not_speech"]),
        between=words("between"),
        between_phrases=_phrases(speech["between_phrases"]),
        adjuncts=words("adjuncts"),
        subordinate=words("subordinate"),
        prepositions=words("prepositions"),
        hanging=words("hanging"),
        unsaid=words("unsaid"),
        determiners=words("determiners"),
        auxiliaries=words("auxiliaries"),
        conjunctions=words("conjunctions"),
        he=words("he"),
        they=words("they"),
        pronouns=words("who_pronouns"),
        listeners=words("listeners"),
        mouthpieces=words("mouthpieces"),
        papers=words("papers"),
        days=words("days"),
        roles=frozenset(word for word in offices if not word.endswith(".")),
        named_as=re.compile(rf"(?:{'|'.join(speech['named_as'])}) ((?:[A-Z][\w’'-]+ ?)+)"),
    )


def _phrases(several: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in several)

"""Which sentences cannot stand alone: those that need the one before them, and those that tell nothing; by rules, of which
the first that says so names the reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from bot.prompts import lexicon
from bot.words import stem, stopwords, tokens

_LEXICON = lexicon("summary")
_OPENINGS = frozenset(_LEXICON["hanging_openings"])
_PERHAPS = frozenset(_LEXICON["perhaps_hanging"])
_BARE = frozenset(_LEXICON["bare_nouns"])
_NAMING = frozenset(_LEXICON["naming_words"])
_SOME = frozenset(_LEXICON["some"])
_PERSONS = frozenset(_LEXICON["persons"])
_COUNTS = frozenset(_LEXICON["counts"])
_COMMON = frozenset(lexicon("common_words")["words"].split())
_PRONOUN = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w'’-]+")
_TALK = frozenset(_LEXICON["talk"])
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)[‘'][^’']*[’'](?!\w)")
_CLOSING = frozenset(",.;:!?)]}–—-")
_CAPITAL_WITHIN = re.compile(r"[a-z]{1,2}[A-Z]")  # "iPhone"
# Words of a sentence within which it names what it speaks of, for it to stand alone.
_NAMED_AT_ONCE = 6
# Fewer words are a scrap, more do not fit.
_SHORTEST, _LONGEST = 6, 60

Rule = Callable[[str], bool]


def scrap(sentence: str) -> bool:
    """A few words alone, or more than anybody takes in."""
    return not _SHORTEST <= len(tokens(sentence)) <= _LONGEST


def fragment(sentence: str) -> bool:
    """ ", chairman of the committee": the end of a sentence whose beginning was cut off."""
    first = sentence.lstrip()[:1]
    return first in _CLOSING or (first.islower() and not _CAPITAL_WITHIN.match(sentence.lstrip()))


def question(sentence: str) -> bool:
    """A question tells nothing."""
    return sentence.rstrip("\"”’') ").endswith("?")


def spoken(sentence: str) -> bool:
    """Somebody speaks of himself, or to the reader: comment, not news."""
    return not _TALK.isdisjoint(re.findall(r"[A-Za-z]+", _QUOTED.sub(" ", sentence)))


def speech(sentence: str) -> bool:
    """It opens with what somebody says, who is named in passing or not at all."""
    return sentence.lstrip()[:1] in "“\"‘'"


def opening(sentence: str) -> bool:
    """ "He", "But", "The move", "Among them": it points back by its first words."""
    words = tokens(sentence)
    if words[0] in _PERHAPS:
        return not any(map(_NAME.fullmatch, re.findall(r"[\w'’-]+", sentence)[2:_NAMED_AT_ONCE]))
    return bool({" ".join(words[:n]) for n in (1, 2)} & _OPENINGS)


def bare_noun(sentence: str) -> bool:
    """ "The general, who", "The two men": somebody or something that the one before has named."""
    words = tokens(sentence)
    at = 2 if words[1:2] and words[1] in _COUNTS else 1
    if words[:1] != ["the"] or not words[at:] or words[at] not in _BARE:
        return False
    after = re.findall(r"[\w'’.-]+", sentence)[at + 1 : at + 2]
    return not after or (after[0].lower() not in _NAMING and not after[0][0].isupper())


def part(sentence: str) -> bool:
    """ "Four of the dead", "Some drowned": some of those whom the one before has named."""
    words = tokens(sentence)
    if words[0] in _SOME and words[1].endswith("ed"):
        return True
    at = next((n for n in range(1, 5) if words[n : n + 2] == ["of", "the"]), None)
    return at is not None and words[0] != "the" and not _BARE.isdisjoint(words[at + 2 : at + 3])


def pronoun(sentence: str) -> bool:
    """ "No stamp shows that he left": a person who was named before."""
    found = _PRONOUN.search(sentence)
    if not found:
        return False
    before = sentence[: found.start()]
    first, *rest = re.findall(r"[\w'’.-]+", before) or [""]
    named = any(_NAME.fullmatch(word) for word in rest) or _unusual(first)
    return not named and _PERSONS.isdisjoint(tokens(before))


RULES: list[Rule] = [scrap, fragment, question, spoken, speech, opening, bare_noun, part, pronoun]


@lru_cache(maxsize=50_000)
def why_hanging(sentence: str) -> str | None:
    """The name of the rule by which a sentence hangs in the air; None where it can stand alone."""
    return next((rule.__name__ for rule in RULES if rule(sentence)), None)


def _unusual(word: str) -> bool:
    """Whether a first word, which has its capital anyway, is a name: no common word is like it."""
    return word[:1].isupper() and word.lower() not in stopwords() and stem(word.lower()) not in _COMMON

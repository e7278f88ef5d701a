"""Where a question asks about, and where a sentence tells of: countries, and what is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from bot.answers.matching import met, said, same_word
from bot.answers.pairs import Candidate
from bot.answers.question import Question
from bot.answers.roles import office_of
from bot.answers.spans import owns, says_where, text_of
from bot.model import ActorKind, Span
from bot.prompts import lexicon
from bot.senses import state_of
from bot.words import stem, tokens

_LEXICON = lexicon("questions")
_WHERE = frozenset(_LEXICON["places_asked_of"])
_OF = frozenset(_LEXICON["of"])
_PLACED = (ActorKind.STATE, ActorKind.PLACE)
# "North American": no state's.
_BEFORE_REGIONS = frozenset(_LEXICON["before_regions"])
# "Which Irish towns", "what other Irish towns": an answer need not say again what sort of thing it is.
_ASKED_FOR = 2
# Questions whose parts are remembered: each is asked of every candidate.
_KEPT = 256


def is_of_another_country(question: Question, candidate: Candidate) -> bool:
    """What is asked of the Saudi embassy is not told of the American one, nor of an embassy where no Saudis are spoken of: the
    country stands by the thing that is asked about, or, but for an office, is named by itself ("France") while no other country
    has such a thing."""
    owned = _owned_in(question)
    if not owned:
        return False
    places = [tokens(text) for text in (candidate.text, candidate.title, candidate.beside)]
    spoken = {state for word in places[0] if word not in _belonging() and (state := state_of(word))}
    return any(
        not any(country in _owners_of(thing, words) for words in places)
        and (
            country not in spoken
            or (thing,) == office_of(question)[-1:]
            or any(_owners_of(thing, words) for words in places)
        )
        for country, thing in owned
    )


@lru_cache(maxsize=_KEPT)
def _owned_in(question: Question) -> tuple[tuple[str, str], ...]:
    """The things that a question gives a country, each with its country: "Iranian airstrikes", but not "Saudi Arabia". What
    is counted or asked for is aside."""
    words = tokens(question.text)
    asked = {m for n, word in enumerate(words) if word in ("which", "what") for m in range(n, n + 1 + _ASKED_FOR)}
    pairs = [
        (state_of(one), other)
        for n, (one, other) in enumerate(pairwise(words))
        if one in _belonging()
        and other in question.words
        and n not in asked
        and _BEFORE_REGIONS.isdisjoint(words[:n][-1:])
    ]
    return tuple(
        (state, thing)
        for state, thing in pairs
        if state and thing not in tokens(state) and stem(thing) != question.counted
    )


def _owners_of(thing: str, words: Sequence[str]) -> set[str]:
    """The countries that stand by a thing, at most three words before it, or behind it ("army of Iran")."""
    things = [n for n, word in enumerate(words) if met(thing, said(word))]
    before = (word for n in things for word in words[max(0, n - 3) : n])
    behind = (word for n in things if set(words[n + 1 : n + 2]) & _OF for word in words[n + 2 : n + 4])
    return {state for word in (*before, *behind) if (state := state_of(word))}


def counts_elsewhere(question: Question, candidate: Candidate) -> bool:
    """ "How many troops are in Iran?" is not answered by those in Iraq, though Iran is spoken of: the country that a count is
    asked of stands in the sentence, and not as that of somebody ("Iranian"), or, where the sentence says nowhere else, in the
    headline; any other place stands there, or nowhere else does."""
    if question.asks != "number":
        return False
    names = [a for a in candidate.actors if not owns(candidate, a)]
    spoken = {word for a in names for word in tokens(text_of(candidate, a))}
    elsewhere = any(a.kind in _PLACED and says_where(candidate, Span(a.start, a.end), wide=True) for a in names)
    if not elsewhere:
        spoken |= set(tokens(candidate.title))
    asked = _places(question) if elsewhere else _countries(question)
    return any(not any(same_word(name[-1], word) for word in spoken) for name in asked)


def happens_elsewhere(question: Question, candidate: Candidate) -> bool:
    """What is asked of one country is not told by a sentence that speaks of another one alone, nor by one that puts the same
    thing elsewhere: "the embassy in Iran" is not that in Iraq."""
    spoken = tokens(candidate.text)
    if any(_put_elsewhere(place, spoken) for place in _placed(tokens(question.text))):
        return True
    missed = [name for name in _countries(question) if not any(same_word(name[-1], word) for word in spoken)]
    states = [a for a in candidate.actors if a.kind is ActorKind.STATE]
    return bool(missed) and any(says_where(candidate, Span(a.start, a.end)) for a in states)


def goes_elsewhere(question: Question, candidate: Candidate) -> bool:
    """ "Did Orrland send troops to Quill?" is not told by where other troops went: Quill stands in the sentence, its headline,
    or the sentence before."""
    words = tokens(question.text)
    goals = [name for one, other in pairwise(words) if one == "to" for name in _places(question) if name[0] == other]
    there = tokens(f"{candidate.text} {candidate.title} {candidate.before}")
    return any(not any(same_word(name[-1], word) for word in there) for name in goals)


def _placed(words: Sequence[str]) -> list[tuple[str, str]]:
    """The things that a text puts into a country, with the country: ("embassi", "Iran")."""
    found = [(stem(a), state_of(c)) for a, b, c in zip(words, words[1:], words[2:], strict=False) if b in _WHERE]
    return [(thing, country) for thing, country in found if country]


def _put_elsewhere(place: tuple[str, str], spoken: Sequence[str]) -> bool:
    there = {country for thing, country in _placed(spoken) if thing == place[0]}
    return bool(there) and place[1] not in there


def _countries(question: Question) -> list[tuple[str, ...]]:
    """The countries in which or to which something is asked about: "in Iran", "sent to Kuwait"."""
    return [name for name in _places(question) if any(map(state_of, name))]


def _places(question: Question) -> list[tuple[str, ...]]:
    return [name for name in question.called if name[-1] in question.where]


@cache
def _belonging() -> frozenset[str]:
    """The adjectives of states: "iranian"."""
    states = lexicon("demonyms")["states"].items()
    return frozenset(word.lower() for name, others in states for word in others if _is_adjective(word, name))


def _is_adjective(word: str, name: str) -> bool:
    return word != name and word.lower().endswith(tuple(_LEXICON["adjective_endings"]))

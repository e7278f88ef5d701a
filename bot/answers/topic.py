"""Whether a sentence is about a topic that somebody typed behind a command."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from bot.answers.matching import same_word
from bot.model import Claim
from bot.senses import state_of
from bot.words import stems, tokens

T = TypeVar("T")


def about(topic: str, text: str) -> bool:
    """Whether the text has a word of the topic, in any form or spelling."""
    wanted = set(stems(topic)) or set(tokens(topic))
    have = set(stems(text)) | set(tokens(text))
    return any(same_word(word, other) for word in wanted for other in have)


def narrowed(topic: str, found: Sequence[T], text_of: Callable[[T], str]) -> list[T]:
    """Those that are about the topic; all of them where the topic names the story and not a part of it."""
    mine = [one for one in found if about(topic, text_of(one))] if topic else []
    return mine or list(found)


def claims_about(topic: str, claims: Sequence[Claim], text_of: Callable[[Claim], str]) -> list[Claim]:
    """The claims that fit a topic, with those of the same thing: "usa in iraq" is American soldiers in Iraq.

    The first that holds for any claim decides: all words stand in what is said of the figure (whose, what, where); in
    that or in its sentence; one of them does; else the topic names the story, and all claims are about it.
    """
    wanted = [_sense(word) for word in stems(topic)]
    said = {claim: _particulars(claim) for claim in claims}
    whole = {claim: said[claim] | _senses(text_of(claim)) for claim in claims}
    fitting = ([c for c in claims if all(_stands_in(word, words[c]) for word in wanted)] for words in (said, whole))
    mine = next(filter(None, fitting), None) or narrowed(topic, claims, text_of)
    groups = {claim.group for claim in mine}
    return [claim for claim in claims if claim.group in groups]


def _particulars(claim: Claim) -> set[str]:
    """What is said of a figure: the names as they are, and the words of all of it."""
    figure = claim.figure
    names = {figure.whose, figure.origin, figure.destination} - {None}
    said = (*names, figure.force, figure.counted, figure.status)
    return {*filter(None, names), *_senses(" ".join(filter(None, said)))}


def _senses(text: str) -> set[str]:
    """The stems of a text, with those of its states; "US" is one, although it is also a pronoun."""
    return {_sense(word) for word in (*stems(text), *tokens(text))}


def _sense(word: str) -> str:
    """A stem, or the state that it names: "american", "us" and "usa" are one."""
    return state_of(word) or word


def _stands_in(word: str, others: Collection[str]) -> bool:
    return word in others or any(same_word(word, other) for other in others)

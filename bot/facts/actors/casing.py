"""What capitals are worth here: the article's plain words, and the sentences that shout or wear headline case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.facts.actors.lexicons import Role, lists
from bot.model import Sentence

_LOWER = re.compile(r"(?<![\w'’.-])[a-z][a-z'’]+(?![\w-])")
_ANY = re.compile(r"[^\W\d_][\w'’.-]*")
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][\w-]*[a-z]\b")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that the article prints in lower case, and those it capitalises inside a sentence."""

    lower: frozenset[str]
    inside: frozenset[str]

    def is_plain(self, word: str) -> bool:
        """Whether a word that opens a sentence is an ordinary one."""
        entry = lists().phrases.get(word)
        if entry is not None and entry.role is Role.KNOWN:
            return False
        low = word.lower().removesuffix("'s")
        if low in lists().plain or low in lists().function:
            return True
        if word in self.inside or word in lists().given or not word[1:].islower():
            return False
        return low in self.lower or low.endswith(lists().plain_endings)


def evidence(text: str, sentences: Iterable[Sentence]) -> Evidence:
    """Gather both from the sentences that are in ordinary case."""
    lower: set[str] = set()
    inside: set[str] = set()
    for sentence in sentences:
        piece = text[sentence.start : sentence.end]
        if not shouts(piece):
            lower.update(_LOWER.findall(piece))
            inside.update(_INSIDE.findall(piece))
    return Evidence(frozenset(lower), frozenset(inside))


def shouts(piece: str) -> bool:
    """Whether capitals say nothing in this sentence: all capitals, or every longer word capitalised."""
    words = _ANY.findall(piece)
    long = [word for word in words if len(word) > 3]
    if len(long) < 3:
        return len(words) > 2 and piece.isupper()
    upper = sum(word.isupper() for word in long)
    if upper >= 0.7 * len(long):
        return True
    return (
        len(words) > 4
        and not any(c.isdigit() for c in piece)
        and piece[-1:] not in ".,;"
        and all(word[0].isupper() for word in long)
    )

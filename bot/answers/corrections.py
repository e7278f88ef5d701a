"""Typing mistakes: a word that no article has and that is no common English word is read as the nearest word they have."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from bot.answers.filters import filters_in
from bot.prompts import lexicon
from bot.senses import state_of
from bot.words import stem, tokens

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHORTEST = 5
# The part of their letters that two spellings have in common (0 to 100): more of a name, for a name one letter apart
# is often another name.
LEAST, LEAST_OF_NAMES = 80.0, 88.0

Known = Callable[[str], bool]
Nearest = Callable[[str, float], str | None]


def corrected(text: str, known: Known, nearest: Nearest) -> str:
    """The text with its mistakes put right; what narrows it ("from:quillpost") stays as typed. `known` tells whether the articles
    have a word in any form, `nearest` gives the word of theirs that is as near as asked."""

    filters = [range(*place) for place in filters_in(text)]

    def read(found: re.Match[str]) -> str:
        if any(found.start() in place for place in filters):
            return found[0]
        (word, *_) = tokens(found[0]) or [""]
        if len(word) < _SHORTEST or stem(word) in _english() or state_of(word) or known(word):
            return found[0]
        name = found[0][0].isupper() and found.start() > 0
        meant = nearest(word, LEAST_OF_NAMES if name else LEAST)
        return found[0] if meant is None else meant.capitalize() if found[0][0].isupper() else meant

    return _WORD.sub(read, text)


@cache
def _english() -> frozenset[str]:
    lists = (lexicon("common_words")["words"], lexicon("plain_words")["words"])
    return frozenset(stem(word.lower()) for words in lists for word in words.split())

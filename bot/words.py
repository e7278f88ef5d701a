"""Text -> words: lower-case tokens, and the stems of those that carry meaning. One reading of "word" for the whole program."""

from __future__ import annotations

import re
from functools import cache

import snowballstemmer

from bot.prompts import lexicon

# "U.S." and "al-Gezzi" are one word each; "5,200" is one number.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_STOP = frozenset(lexicon("stopwords")["words"])
_STEMMER = snowballstemmer.stemmer("english")


def tokens(text: str) -> list[str]:
    """The words of `text` in order, lower case, without possessives and the full stops of abbreviations."""
    return [_bare(found[0]) for found in _WORD.finditer(text)]


def stems(text: str) -> list[str]:
    """The stems (Porter 2) of the words that carry meaning, in order."""
    return [stem(word) for word in tokens(text) if word not in _STOP]


@cache
def stem(word: str) -> str:
    """The stem of one lower-case word."""
    return str(_STEMMER.stemWord(word))


def _bare(word: str) -> str:
    return word.lower().replace(".", "").replace("’", "'").removesuffix("'s") if not word[0].isdigit() else word

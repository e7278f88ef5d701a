"""Text -> words: lower-case tokens, and the stems of those that carry meaning. One reading of "word" for the whole program."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

import snowballstemmer

from bot.prompts import lexicon

# "U.S." and "H1N1" are one word each, "al-Gezzi" two; "5,200" is one number, and "20km" a number and a word.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+\d[^\W_]*|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
# What is printed like a common character and is another one; each stands for one character, so that offsets stay.
_PLAIN = str.maketrans("\u00a0\u2007\u2008\u2009\u200a\u202f\u3000\u2011\u2028\u2029\x85\x0b\x0c", "       -\n\n\n\n\n")
# Soft hyphens, zero-width spaces and direction marks: not printed at all, and inside a word they part it.
_UNSEEN = frozenset("\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
_ODD = re.compile(f"[{''.join(_UNSEEN)}]")
# Readers type "Herve" and "Pogacar": Latin letters count without their marks. Marks of other scripts carry vowels, and stay.
_LATIN = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]
_UNMARKED = {code: base for code in _LATIN if (base := normalize("NFD", chr(code))[0]).isascii() and base.isalpha()}
_UNMARKED |= {
    ord("ł"): "l",
    ord("ø"): "o",
    ord("đ"): "d",
    ord("ı"): "i",
    ord("ß"): "ss",
    ord("æ"): "ae",
    ord("œ"): "oe",
}
_STOP = frozenset(lexicon("stopwords")["words"])
_STEMMER = snowballstemmer.stemmer("english")


class Smooth(NamedTuple):
    """A text as rules match it; `places` leads from its offsets back to those of the text as stored (None: they agree)."""

    text: str
    places: Sequence[int] | None = None

    def forth(self, start: int, end: int) -> tuple[int, int]:
        """The slice of this text that stands for a slice of the stored one."""
        return (bisect_left(self.places, start), bisect_left(self.places, end)) if self.places else (start, end)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the stored text that a slice of this one stands for."""
        return (self.places[start], self.places[end - 1] + 1) if self.places else (start, end)


class Placed(NamedTuple):
    """A word as `tokens` reads it, and where it stands."""

    text: str
    start: int
    end: int


def smooth(text: str) -> Smooth:
    """The text with common spaces, hyphens and line ends for the odd ones, and without what is not seen."""
    plain = text.translate(_PLAIN)
    if "\r" in plain and "\n" not in plain:
        plain = plain.replace("\r", "\n")
    if not _ODD.search(plain):
        return Smooth(plain)
    places = [place for place, character in enumerate(plain) if character not in _UNSEEN]
    return Smooth("".join(plain[place] for place in places), places)


def tokens(text: str) -> list[str]:
    """The words of `text` in order, lower case, without accents, possessives and the full stops of abbreviations."""
    # A capital dotted I would leave its dot behind as a character of its own.
    plain = text.lower() if text.isascii() else text.lower().replace("i\u0307", "i").translate(_UNMARKED)
    return [word if word.isalpha() else _bare(word) for word in _WORD.findall(plain)]


def placed(text: str) -> list[Placed]:
    """The same words, each with its place."""
    return [Placed(word, found.start(), found.end()) for found in _WORD.finditer(text) for word in tokens(found[0])]


def stems(text: str) -> list[str]:
    """The stems (Porter 2) of the words that carry meaning, in order."""
    return [stem(word) for word in tokens(text) if word not in _STOP]


def stopwords() -> frozenset[str]:
    """The words that carry no meaning of their own."""
    return _STOP


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one lower-case word."""
    return str(_STEMMER.stemWord(word))


def _bare(word: str) -> str:
    return word.replace(".", "").replace("’", "'").removesuffix("'s") if not word[0].isdigit() else word

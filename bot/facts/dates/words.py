"""Text -> tagged tokens. A tag is one character that stands for everything a token can be (a month, a number that may
be a day, a capitalised word), so that the grammar's patterns are ordinary regular expressions over tags."""

from __future__ import annotations

import re
from typing import Any

from bot.prompts import lexicon

_LEXICON = lexicon("dates")

TOKEN = re.compile(
    r"""\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?(?![\w-])  # 2019-12-29
      | \d{1,2}([/.])\d{1,2}\1\d{4}(?![\w/])                    # 12/29/2019, 29.12.2019
      | \d{1,2}:\d{2}(?::\d{2})?                                # 10:30
      | ['’]?\d{1,3}0s\b                                        # 1990s, '90s
      | (?<!\w)['’]\d\d(?![\w%])                               # '92
      | --+                                                     # a dash as typed
      | \d{1,2}(?:st|nd|rd|th)\b                                # 29th
      | [$£€¥\#]\ ?\d[\d.,]*                                    # $5
      | \d+/\d+                                                 # 1/2
      | \d{1,3}(?:,\d{3})+(?:\.\d+)?%?                          # 2,000
      | \d+(?:\.\d+)?%                                          # 5%
      | \d{1,2}(?=[ap]m\b)                                      # 10am
      | \d+\.\d+
      | \d+(?!\w)
      | [ap]\.\ ?m\b\.?|[ap]m\b                                 # p.m.
      | (?:[A-Za-z]\.){2,}                                      # U.S.
      | ['’]s\b
      | (?-i:[A-Z]\w*-[a-z]{1,4}-[A-Z]\w*)                      # Mar-a-Lago
      | \w+
      | [^\w\s]""",
    re.VERBOSE | re.IGNORECASE,
)

# What a token that is no word can be, tried in this order.
_SHAPES: list[tuple[str, tuple[str, ...]]] = [
    (r"\d{4}-\d{2}-\d{2}.*", ("ISO",)),
    (r"\d{1,2}[/.]\d{1,2}[/.]\d{4}", ("NUMERIC",)),
    (r"\d{1,2}:\d{2}.*", ("CLOCK",)),
    (r"['’]?\d+0s", ("DECADE",)),
    (r"['’]\d\d", ("SHORTYEAR",)),
    (r"(?:b\.c|a\.d)\.", ("WORD", "CAP", "ERA")),
    (r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)", ("DAYTH", "NTH")),
    (r"\d+(?:st|nd|rd|th)", ("NTH",)),
    (r"[$£€¥#].*", ("MONEY",)),
    (r"\d/\d", ("FRACTION",)),
    (r"[½¼¾]", ("FRACTION",)),
    (r"0?[1-9]|1\d|2[0-4]", ("NUM", "DAYNUM", "HOUR")),
    (r"2[5-9]|3[01]", ("NUM", "DAYNUM")),
    (r"(?:1?\d|2[0-3])\.[0-5]\d", ("NUM", "DOTTED")),
    (r"1\d\d\d|20\d\d", ("NUM", "YEARNUM")),
    (r"\d[\d,.]*", ("NUM",)),
    (r"\d.*", ("OTHERNUM",)),
    (r"[ap]\.? ?m\.?", ("AMPM",)),
    (r"(?:[a-z]\.){2,}", ("WORD", "CAP")),
    (r"['’]s", ("POSS",)),
    (r"[-–]", ("HYPHEN",)),
    (r",", ("COMMA",)),
    (r"\.", ("DOT",)),
    (r"[()]", ("PAREN",)),
    (r"[^\w\s]", ("PUNCT",)),
]
_SHAPE = [(re.compile(pattern, re.IGNORECASE), frozenset(kinds)) for pattern, kinds in _SHAPES]
# One of each kind of word that is in no list.
_OPEN_CLASSES = ("zyx", "Zyx", "zyxwed", "zyxws", "Zyxws", "a.m.", "am", "AM", "U.S.")


def _words(key: str, entry: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """One list or table of the lexicon, as category -> word -> meaning."""
    if key == "words":
        return {name.upper(): dict.fromkeys(words) for name, words in entry.items()}
    return {key.upper(): entry}


MEANING: dict[str, dict[str, Any]] = {
    category: words for key, entry in _LEXICON.items() for category, words in _words(key, entry).items()
}
_CATEGORIES: dict[str, frozenset[str]] = {
    word: frozenset(category for category, words in MEANING.items() if word in words)
    for words in MEANING.values()
    for word in words
}
_ONLY_CAPITAL = frozenset({"MONTH_ABBR", "WEEKDAY_ABBR"})
_ALSO_VERBS = ("may", "march")


class Vocabulary:
    """All words that the lexicon or a pattern knows. `literals` are those that patterns name themselves."""

    def __init__(self, literals: frozenset[str]) -> None:
        """One tag for each set of kinds that a token can have; the vocabulary is closed, so all are known now."""
        self._literals = literals
        known = sorted(literals | set(_CATEGORIES))
        classes = {self.kinds(token) for word in known for token in (word, word.capitalize())}
        classes |= {self.kinds(token) for token in _OPEN_CLASSES} | {found for _, found in _SHAPE}
        self._tags = {found: chr(0xE000 + number) for number, found in enumerate(sorted(classes, key=sorted))}
        self._cache: dict[str, str] = {}

    def tag(self, token: str) -> str:
        """The one character for what `token` can be; tokens of equal kinds share it."""
        found = self._cache.get(token)
        if found is None:
            found = self._tags.get(self.kinds(token), self._tags[frozenset({"WORD"})])
            if len(self._cache) < 1 << 17:
                self._cache[token] = found
        return found

    def tags_of(self, kind: str) -> str:
        """The tags of all tokens that can be `kind`. KeyError for a kind that nothing has."""
        found = "".join(tag for kinds, tag in self._tags.items() if kind in kinds)
        if not found:
            raise KeyError(kind)
        return found

    def kinds(self, token: str) -> frozenset[str]:
        """Everything `token` can be: its shape, its categories in the lexicon, and itself where a pattern names it."""
        if not token[0].isalpha() or token.endswith("."):
            return next((found for shape, found in _SHAPE if shape.fullmatch(token)), frozenset({"WORD"}))
        word = token.lower()
        found = {"WORD"} | _CATEGORIES.get(word, frozenset()) | self._literals & {word} | _endings(word)
        if token[0].isupper():
            return frozenset(found - {"PASTWORD"} | {"CAP"})
        return frozenset(found - _ONLY_CAPITAL - ({"MONTH"} if word in _ALSO_VERBS else set()))


def _endings(word: str) -> set[str]:
    """What the end of a word says of it: "-ed" is taken for the past, "-s" for several."""
    if len(word) < 4:
        return {"AMPM"} if word in ("am", "pm") else set()
    if word.endswith("ed") and not word.endswith("eed"):
        return {"PASTWORD"}
    return {"PLURAL"} if word.endswith("s") and not word.endswith("ss") else set()

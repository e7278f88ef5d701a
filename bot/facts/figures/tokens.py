"""A sentence as tokens that keep their place: numbers apart from the letters that touch them ("640bhp", "$1.2bn")."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.model import Sentence

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])"
    r"|[0-9]+(?:\.[0-9]+)?"
    r"|(?<![\w.])\.[0-9]+"
    r"|['’]s\b"
    r"|n['’]t\b"
    r"|[^\W\d_]+?(?=n['’]t\b)"  # did|n't
    r"|[^\W\d_]+"
    r"|[^\w\s]"
)


class Token(NamedTuple):
    """A word, number or mark; `start` and `end` are offsets into the article, `low` is its lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[-1] in "0123456789"

    @property
    def word(self) -> bool:
        """Whether it is a word (or dotted initials)."""
        return self.text[0].isalpha()

    @property
    def name(self) -> bool:
        """Whether it is a word with a capital."""
        return self.text[0].isupper()


def tokenise(text: str, sentence: Sentence) -> list[Token]:
    """The tokens of one sentence of `text`, in order."""
    found = _TOKEN.finditer(text, sentence.start, sentence.end)
    return [Token(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'")) for m in found]


def low(tokens: list[Token], i: int) -> str:
    """The i-th token in lower case, or "" outside the sentence."""
    return tokens[i].low if 0 <= i < len(tokens) else ""


def glued(tokens: list[Token], i: int) -> bool:
    """Whether the i-th token touches the one before it."""
    return 0 < i < len(tokens) and tokens[i].start == tokens[i - 1].end


def phrase_at(tokens: list[Token], i: int, phrases: dict[str, list[tuple[str, ...]]]) -> tuple[str, ...]:
    """The longest phrase that begins at token `i`; `phrases` lists them, longest first, by first word."""
    for phrase in phrases.get(low(tokens, i), ()):
        if all(low(tokens, i + k) == word for k, word in enumerate(phrase)):
            return phrase
    return ()


def by_first_word(phrases: list[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases split into words, longest first, by their first word."""
    split = sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True)
    table: dict[str, list[tuple[str, ...]]] = {}
    for words in split:
        table.setdefault(words[0], []).append(words)
    return table

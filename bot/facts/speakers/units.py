"""Sentences -> units: a sentence, or several that one quotation holds together, as tokens in which a quotation is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.facts.actors.words import UPPER
from bot.facts.speakers.lexicons import lists
from bot.model import Sentence, SentenceKind, Span

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Maj|Lt|Col|Sgt|Sen|Rep|Gov|St|Adm|Capt|Brig|Prof|Rev|Jr|Sr)\.|[^\W_](?:[\w’'-]*[^\W_])?|[^\w\s]"
)
_DATELINE = re.compile(rf"[^\w]*[{UPPER}][{UPPER}'’.-]+[^\n]{{0,60}}?(?:--|–|—| - )\s*")
_OPENS, _CLOSES, _EITHER = "“„«", "”»", '"'
_MARKS = re.compile(r'[“”„«»"]')
_UNCLOSED = re.compile(rf"(?<=[,?!]) (?=(?:said|says) (?:an? |the |[{UPPER}]))")
_SHORTEST = 3  # words of a quotation that is more than a word held at arm's length
_FURTHEST = 3000


class Token(NamedTuple):
    """A word or mark with its place; `low` is its lower case without a possessive. A quotation's `low` is a quotation mark."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.text[0].isalnum() and not self.is_quote

    @property
    def is_quote(self) -> bool:
        """Whether it is a whole quotation."""
        return self.low == '"'

    @property
    def is_name(self) -> bool:
        """Whether it has a capital."""
        return self.text[0].isupper() and not self.is_quote


@dataclass(frozen=True, slots=True)
class Unit(Span):
    """One or more sentences of a paragraph, as tokens; `open` says that its last quotation goes on in the next paragraph."""

    paragraph: int
    tokens: tuple[Token, ...]
    open: bool

    def low(self, i: int) -> str:
        """The i-th token in lower case, or "" outside."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""


def units(text: str, sentences: Sequence[Sentence]) -> Iterator[Unit]:
    """The units of the news sentences, in order."""
    held: list[Sentence] = []
    for sentence in sentences:
        if sentence.kind is not SentenceKind.NEWS:
            continue
        if held and sentence.paragraph != held[0].paragraph:
            yield _unit(text, held)
            held = []
        held.append(sentence)
        if not _is_open(text[held[0].start : sentence.end]):
            yield _unit(text, held)
            held = []
    if held:
        yield _unit(text, held)


def _is_open(piece: str) -> bool:
    inside = False
    for mark in _MARKS.findall(piece):
        inside = mark in _OPENS or (mark == _EITHER and not inside)
    return inside


def _unit(text: str, held: Sequence[Sentence]) -> Unit:
    start, end = held[0].start, held[-1].end
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    quotes = [q for q in quotations(text, start, end) if _weighs(text, q)]
    tokens: list[Token] = []
    at = start
    for quote in quotes:
        tokens += _words(text, at, quote.start)
        tokens.append(Token(quote.start, quote.end, text[quote.start : quote.end], '"'))
        at = quote.end
    return Unit(start, end, held[0].paragraph, (*tokens, *_words(text, at, end)), _is_open(text[start:end]))


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if not _MARKS.match(word):
            yield Token(match.start(), match.end(), word, _low(word.replace("’", "'").removesuffix("'s")))


def _low(word: str) -> str:
    """In lower case; WHO and US are bodies and no pronouns."""
    return (
        word
        if len(word) > 1 and word.isupper() and word.lower() in lists().subordinate | lists().listeners
        else word.lower()
    )


def quotations(text: str, start: int, end: int) -> Iterator[Span]:
    """The slices inside quotation marks; one that is never closed ends with the text, or before "said a man"."""
    opened: int | None = None
    for match in _MARKS.finditer(text, start, end):
        mark = match[0]
        if opened is None and mark in _OPENS + _EITHER:
            opened = match.end()
        elif opened is not None and mark in _CLOSES + _EITHER:
            yield _cut(text, opened, match.start())
            opened = None
        elif mark in _OPENS:  # a paragraph that goes on with a quotation opens it again
            opened = match.end()
    if opened is not None:
        yield _cut(text, opened, min(end, opened + _FURTHEST))


def _cut(text: str, start: int, end: int) -> Span:
    slip = _UNCLOSED.search(text, start, end)
    end = slip.start() if slip else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _weighs(text: str, quote: Span) -> bool:
    """Whether it is words of a speaker and not one word at arm's length, or a title."""
    inside = quote.of(text)
    return len(inside.split()) >= _SHORTEST or inside[-1:] in tuple(",.!?")

"""Text -> runs of capitalised words: the raw material of names, with the small words that may hold a name together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.facts.actors.lexicons import Role, lists
from bot.model import ActorKind, Span

UPPER = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
_PART = rf"(?:(?:[{UPPER}]\.)+[{UPPER}]?(?!\w)|[{UPPER}](?:\w|['’](?=\w)(?!s\b))*(?:&[{UPPER}]+)?)"
_ARTICLE = r"(?:(?:al|el|as|ar|ad|ash|an|at|bin|ibn|ul|ur|d|l)[-'’])"
_WORD = re.compile(
    rf"(?<![\w@#])(?<![\w][-/.])(?:{_ARTICLE}?{_PART}(?:-(?:(?:a|i|e|de|la|le|en|sur|al|el|ul|ur)-)?{_PART})*|\d{{1,3}}(?:st|nd|rd|th)\b)"
    rf"|(?<=\bpro-){_PART}|(?<=\banti-){_PART}|(?<=\bnon-){_PART}"
)
_JOINERS = frozenset({"of", "the", "for", "and"})
_OPENING = re.compile(r"[\s\"“”‘'’(\[—–-]*\Z")


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A word of a run; `joins` marks a lower-case word between capitalised ones."""

    text: str
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other with single spaces; `initial` says that the first opens its sentence."""

    words: tuple[Word, ...]
    initial: bool


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """The runs of text[start:end], in order."""
    open_run: list[Word] = []
    initial = False
    for word in _capitalised(text, start, end):
        between = _between(text, open_run[-1].end, word.start) if open_run else None
        if between is None:
            if open_run:
                yield Run(tuple(open_run), initial)
            open_run, initial = [], _opens(text, start, word.start)
        open_run += [*(between or ()), word]
        if text[word.end : word.end + 1] == "-":
            yield Run(tuple(open_run), initial)
            open_run = []
    if open_run:
        yield Run(tuple(open_run), initial)


def _capitalised(text: str, start: int, end: int) -> Iterator[Word]:
    for match in _WORD.finditer(text, start, end):
        for first, last in _parted(text, match.start(), match.end()):
            stop = _ending(text, first, last, end)
            yield Word(first, stop, text[first:stop].replace("’", "'"))


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Two known names with a hyphen between are two words ("US-Iran"); other compounds are one."""
    if "-" not in text[start:end]:
        return [(start, end)]
    parts = text[start:end].split("-")
    if len(parts) == 2 and all(_geographic(part) for part in parts):
        middle = start + len(parts[0])
        return [(start, middle), (middle + 1, end)]
    return [(start, end)]


def _geographic(word: str) -> bool:
    entry = lists().phrases.get(word)
    return entry is not None and (entry.kind in (ActorKind.STATE, ActorKind.PLACE) or entry.role is Role.DEMONYM)


def _ending(text: str, start: int, end: int, limit: int) -> int:
    """Where the word ends: abbreviations own the full stop behind them, an initial only before another capital."""
    word = text[start:end]
    if word in lists().owners and text[end : end + 3] in ("'s ", "’s ") and text[end + 3 : end + 4].isupper():
        return end + 2
    if end < limit and text[end] == "." and word + "." in lists().abbreviations:
        return end + 1
    lone = len(word) == 2 and word[1] == "."  # "Vitamin C."
    return end - 1 if lone and not (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()) else end


def _between(text: str, start: int, end: int) -> list[Word] | None:
    """The joining words between two capitalised ones; None when something else stands there."""
    gap = text[start:end]
    if gap in (" ", " "):
        return []
    if not 3 < len(gap) < 12 or gap[0] != " " or gap[-1] != " ":
        return [Word(start + 1, end - 1, "&", joins=True)] if gap == " & " else None
    inner = gap[1:-1].split(" ")
    if not all(word in _JOINERS or word in lists().particles for word in inner):
        return None
    words, at = [], start + 1
    for word in inner:
        words.append(Word(at, at + len(word), word, joins=True))
        at += len(word) + 1
    return words


def _opens(text: str, start: int, at: int) -> bool:
    """Nothing but quotes, dashes and brackets before it in the sentence, or a quotation or clause that begins."""
    before = text[max(start, at - 3) : at]
    return (
        (at - start < 12 and _OPENING.fullmatch(text, start, at) is not None)
        or before[-2:] in (": ", "? ", "! ", ". ")
        or before[-1:] in '“"‘'
    )

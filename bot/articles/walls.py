"""What is no sentence, whatever its marks: walls of text, tables of numbers, encoded files. Nobody would quote them, and
readers of facts, which look back and forth inside a sentence, would take minutes over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.model import Sentence, SentenceKind

# The longest sentences of newspapers have some 1,000 characters and a dozen numbers.
_ENDLESS = 2_000
_NUMBERS = 40
_WORD = 200
# A wall is handed on in bricks, so that nothing ever meets a longer sentence than this.
_BRICK = 1_000
_NUMBER = re.compile(r"\d+")
_LONG_WORD = re.compile(rf"\S{{{_WORD}}}")
_BRICKS = re.compile(rf"\S(?:.{{0,{_BRICK - 2}}}\S)?(?!\S)|\S{{1,{_BRICK}}}", re.DOTALL)


def without_walls(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence as it is; or as boilerplate, in bricks, by the first rule that sees a wall in it."""
    rule = next((rule for rule in RULES if rule(sentence.of(text))), None)
    if not rule:
        yield sentence
        return
    for brick in _BRICKS.finditer(text, sentence.start, sentence.end):
        kind = SentenceKind.BOILERPLATE
        yield replace(sentence, start=brick.start(), end=brick.end(), kind=kind, rule=rule.__name__)


def endless(words: str) -> bool:
    """Nothing ends in it: a list, a transcript, a script of the page."""
    return len(words) > _ENDLESS


def table(words: str) -> bool:
    """Rows of numbers: results, prices, co-ordinates."""
    return len(words) > 2 * _NUMBERS and len(_NUMBER.findall(words)) > _NUMBERS


def encoded(words: str) -> bool:
    """A word longer than any: base64, a hash, a broken address."""
    return len(words) > _WORD and _LONG_WORD.search(words) is not None


RULES: list[Callable[[str], bool]] = [endless, table, encoded]

"""Whether a sentence is about a topic that somebody typed behind a command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.answers.matching import same_word
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

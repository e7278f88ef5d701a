"""The days that somebody asks for in words: "since monday", "from Dec. 27 to 31", "2019-12-29", and the topic beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.prompts import lexicon

_WORDS = lexicon("window")
_BEFORE = re.compile(r"([a-z]+) (?:the )?$", re.IGNORECASE)


class Stretch(NamedTuple):
    """A date in the text, as a slice, with its first and its last day."""

    start: int
    end: int
    first: str
    last: str


class Window(NamedTuple):
    """What is left of the text, and the days asked for: None is open."""

    topic: str
    first: str | None
    last: str | None


def window(text: str, dates: Sequence[Stretch]) -> Window:
    """The window that `dates` open in `text`. A date beside other words counts only behind a word that says so ("since",
    "until", "on"): in "election 2020" it belongs to the topic."""
    first = last = None
    topic = text
    for date in reversed(dates):
        word = _BEFORE.search(text[: date.start])
        kind = _kind(word[1].lower() if word else "")
        if kind is None and (topic[: date.start] + topic[date.end :]).strip():
            continue
        if kind != "until":
            first = date.first
        if kind != "since":
            last = last or date.last
        topic = topic[: word.start() if word and kind else date.start] + topic[date.end :]
    return Window(" ".join(topic.split()), first, last)


def capitalised(text: str) -> str:
    """The text as a paper would print it, so that "monday" and "dec 27" are read as dates; no offset moves."""
    return re.sub(r"\b[a-z]", lambda found: found[0].upper(), text)


def _kind(word: str) -> str | None:
    return next((kind for kind, words in _WORDS.items() if word in words), None)

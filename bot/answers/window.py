"""The days that somebody asks for in words: "since monday", "from Dec. 27 to 31", "2019-12-29", and the topic beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.periods import day_beside
from bot.prompts import lexicon

_BOUNDS = {kind: lexicon("window")[kind] for kind in ("since", "after", "until", "before", "on")}
_POINTING = frozenset(lexicon("window")["pointing"])
_TABLES = ("weekday", "weekday_abbr", "month", "month_abbr")
_NAME = re.compile(rf"\b(?:{'|'.join(name for table in _TABLES for name in lexicon('dates')[table])})\b")
# A day that no topic has in its name: "2019-12-29", "29.12.2019".
_FIGURES = re.compile(r"[\d./-]+")
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


def window(text: str, dates: Sequence[Stretch], *, of_days: bool = False) -> Window:
    """The window that `dates` open in `text`. A date beside other words counts only behind a word that says so ("since",
    "until", "on"), where it is itself such a word ("last week") or is a day in figures ("2019-12-29"): in "election 2020" it
    belongs to the topic. With `of_days`, for what is made day by day, every day counts: "tuesday ferry"."""
    first = last = None
    topic = text
    for date in reversed(dates):
        word = _BEFORE.search(text[: date.start])
        kind = _kind(word[1].lower() if word else "")
        pointing = text[date.start : date.end].split(maxsplit=1)[0].lower() in _POINTING
        bare = kind is None and not pointing and not _is_day(text, date, of_days)
        if bare and (topic[: date.start] + topic[date.end :]).strip():
            continue
        if kind in ("since", "after"):
            first = date.first if kind == "since" else day_beside(date.last, 1)
        elif kind in ("until", "before"):
            last = last or (date.last if kind == "until" else day_beside(date.first, -1))
        else:
            first, last = date.first, last or date.last
        topic = topic[: word.start() if word and kind else date.start] + topic[date.end :]
    return Window(" ".join(topic.split()), first, last)


def capitalised(text: str) -> str:
    """The text with its days and months as a paper prints them ("monday", "dec 27"), so that they are read; no offset moves."""
    return _NAME.sub(lambda found: found[0].capitalize(), text)


def _is_day(text: str, date: Stretch, of_days: bool) -> bool:
    """Whether a date is one day, and in figures where not every day counts."""
    return date.first == date.last and (of_days or _FIGURES.fullmatch(text[date.start : date.end]) is not None)


def _kind(word: str) -> str | None:
    return next((kind for kind, words in _BOUNDS.items() if word in words), None)

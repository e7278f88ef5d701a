"""Asides: dates of what a sentence only mentions beside what it tells."""

from __future__ import annotations

import re

from bot.prompts import lexicon

_OPENERS = "|".join(lexicon("telling")["aside"])
# What opens a clause or a phrase beside the main one; a comma closes it, and behind a verb of saying "that" opens none.
_OPENED = re.compile(rf"\b(?:{_OPENERS}|(?<!\b(?:said|says|told|tell) )that)\b ([^,;:–—]*)$", re.IGNORECASE)
# "Since Sunday", "over the weekend": nothing stands in what was opened but the date.
_NOTHING = re.compile(r"(?:the|on|early|late)? ?", re.IGNORECASE)


def aside(before: str, after: str) -> bool:
    """Whether the words of a sentence before and after a date say that it belongs to something mentioned beside what is
    told: "…to protest strikes | over the weekend", "a row that had begun on | Sunday", "following | Tuesday's attack"."""
    opened = _OPENED.search(before)
    return opened is not None and (names_event(after) or not _NOTHING.fullmatch(opened[1]))


def names_event(after: str) -> bool:
    """Whether an event is called by the date before these words: "| 's attack"."""
    return after[:2] in ("'s", "’s")

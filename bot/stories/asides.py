"""Asides: dates of what a sentence only mentions beside what it tells."""

from __future__ import annotations

import re

from bot.prompts import lexicon

_WORDS = lexicon("telling")
_SAYING = "|".join(lexicon("dates")["words"]["saying"])
# What opens a clause or a phrase beside the main one, and holds something before the date ("since Sunday" holds nothing).
_OPENED = re.compile(
    rf"\b(?:{'|'.join(_WORDS['aside'])}|(?<!\b(?:said|says|told|tell))that)\b (?!(?:the|on|early|late)? ?$)[^,;:–—]*$",
    re.IGNORECASE,
)


def aside(before: str) -> bool:
    """Whether the words of a sentence before a date say that it belongs to something mentioned beside what is told.

    "…to protest strikes | over the weekend", "a row that had begun | on Sunday"; a comma closes what was opened.
    """
    return bool(_OPENED.search(before))

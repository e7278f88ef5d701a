"""Outlets, agencies and platforms: who is one by name, and where one only reports and is no party to what is reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.model import Span
from bot.prompts import lexicon

_BESIDE = 30  # characters looked at on either side


@dataclass(frozen=True, slots=True)
class Lists:
    """Names as printed; `nouns` in lower case; and what stands before and behind an outlet that reports."""

    names: frozenset[str]
    platforms: frozenset[str]
    nouns: frozenset[str]
    ends: tuple[str, ...]
    before: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def lists() -> Lists:
    """All word lists, read once."""
    outlets = lexicon("outlets")
    agencies = [name for agency in lexicon("agencies")["agency"] for name in (agency["name"], *agency["tags"])]
    return Lists(
        names=_names(outlets["media"]).union(agencies),
        platforms=_names(outlets["platforms"]),
        nouns=frozenset(outlets["nouns"].split()),
        ends=tuple(outlets["ends"]),
        before=re.compile(rf"(?:{'|'.join(outlets['before'])}) (?:the |its |a )?\Z", re.IGNORECASE),
        behind=re.compile(rf"(?:['’]s)?,? (?:{'|'.join(outlets['behind'])})\b"),
    )


def is_media(name: str) -> bool:
    """Whether a name is an outlet's or an agency's by the lists, or says so itself."""
    bare = name.removeprefix("the ").removeprefix("The ")
    low = bare.lower()
    known = name in lists().names or bare in lists().names
    return known or low.endswith(lists().ends) or low.rsplit(" ", 1)[-1] in lists().nouns


def only_reports(text: str, place: Span, name: str, own: frozenset[str]) -> bool:
    """Whether an outlet (`own` are those that print the article) or a platform is named for its reporting alone."""
    before = text[max(0, place.start - _BESIDE) : place.start]
    if name in lists().platforms:
        return before.endswith((" on ", " via ", " through "))
    if name not in own and not is_media(name):
        return False
    behind = text[place.end : place.end + _BESIDE]
    return bool(lists().before.search(before) or lists().behind.match(behind)) or (before[-1:], behind[:1]) == (
        "(",
        ")",
    )


def _names(block: str) -> frozenset[str]:
    return frozenset(name for part in block.split(",") if (name := " ".join(part.split())))

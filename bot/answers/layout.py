"""Messages that Telegram takes: rendered replies are cut into pages where their templates allow it (`<hr>`), never elsewhere."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

# Telegram takes 4096 characters and 100 entities after parsing. A page is shorter: two screens of a phone, not five.
CHARACTERS, ENTITIES = 2000, 90
_BREAK = "<hr>"
_TAG = re.compile(r"<(/?)[a-z][^>]*>")
_GAPS = re.compile(r"\n{3,}")


class Size(NamedTuple):
    """What Telegram counts of a text."""

    characters: int
    entities: int

    def __add__(self, other: Size) -> Size:  # type: ignore[override]  # sizes add up, tuples join
        return Size(self.characters + other.characters, self.entities + other.entities)

    @property
    def fits(self) -> bool:
        """Whether one message can hold it."""
        return self.characters <= CHARACTERS and self.entities <= ENTITIES


def pages(rendered: str) -> list[str]:
    """The pages of a rendered reply: what stands before the first break opens every page, what follows the last closes it."""
    head, *entries, foot = [*rendered.split(_BREAK), ""] if _BREAK not in rendered else rendered.split(_BREAK)
    found: list[list[str]] = [[]]
    frame = size(head) + size(foot)
    filled = frame
    for entry in entries:
        more = size(entry)
        if found[-1] and not (filled + more).fits:
            found.append([])
            filled = frame
        found[-1].append(entry)
        filled = filled + more
    return [tidy("".join([head, *page, foot])) for page in found]


def one_page(rendered: str) -> str:
    """A rendered reply as one page, whatever its size."""
    return tidy(rendered.replace(_BREAK, ""))


def size(markup: str) -> Size:
    """Characters after parsing and entities of a piece of Telegram's HTML."""
    tags = _TAG.findall(markup)
    return Size(len(html.unescape(_TAG.sub("", markup))), sum(not closing for closing in tags))


def tidy(markup: str) -> str:
    """Without the blank lines that templates leave."""
    return _GAPS.sub("\n\n", "\n".join(line.strip() for line in markup.strip().split("\n")))

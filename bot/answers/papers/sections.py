"""What a paper is made of: its lines under their headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.papers.lines import Line


@dataclass(frozen=True, slots=True)
class Paper:
    """A reply as it is written down: its title, its id (of the same words it is the same), the day of its news, where the bot is,
    and its lines below the title."""

    title: str
    id: str
    day: dt.date | None
    address: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, which those lines lack that stand above the first one, and what is below it."""

    heading: Line | None
    lines: tuple[Line, ...]


def sections(lines: Sequence[Line]) -> list[Section]:
    """The lines under their headings."""
    found: list[tuple[Line | None, list[Line]]] = [(None, [])]
    for line in lines:
        if line.kind == "heading":
            found.append((line, []))
        else:
            found[-1][1].append(line)
    return [Section(heading, tuple(below)) for heading, below in found if heading or below]

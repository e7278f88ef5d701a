"""The briefing of a day: the stories that moved, and of each what its articles of that day tell for the first time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answers.summary import Line, Similar, summarise, tellable
from bot.model import Quote, Report, Story

_LINES = 3
# As near as this (cosine) to a sentence of an earlier day, a sentence is known.
_KNOWN = 0.8


@dataclass(frozen=True, slots=True)
class Moved:
    """A story that moved on the day: its reports of that day, and what is new in them."""

    story: Story
    reports: tuple[Report, ...]
    witnesses: int
    begins: bool
    lines: tuple[Line, ...]


def brief(stories: Sequence[Story], reports: Mapping[str, Report], day: dt.date, similar: Similar) -> list[Moved]:
    """The stories with reports of `day`, those with most witnesses first; what earlier days told is left out."""
    moved = [m for story in stories if (m := _moved(story, reports, day, similar))]
    return sorted(moved, key=lambda m: (-m.witnesses, -len(m.reports), m.story.id))


def _moved(story: Story, reports: Mapping[str, Report], day: dt.date, similar: Similar) -> Moved | None:
    mine = [reports[id] for id in story.articles if id in reports]
    today = [r for r in mine if r.article.published.date == day]
    if not today:
        return None
    told = [q for r in mine if r.article.published.date and r.article.published.date < day for q in tellable(r)]

    def known(quote: Quote) -> bool:
        return any(similar(quote, other) >= _KNOWN for other in told)

    lines = summarise(today, _LINES, similar, skip=known)
    witness_of = {id: group[0] for group in story.witnesses for id in group}
    count = len({witness_of[r.article.id] for r in today})
    return Moved(story, tuple(today), count, not told, tuple(lines)) if lines else None

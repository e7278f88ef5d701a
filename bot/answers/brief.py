"""The briefing of a day: the stories that moved, and of each what its articles tell for the first time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answers.salience import Meaning
from bot.answers.summary import Line, summarise, tellable
from bot.model import Quote, Report, Story

_LINES = 3
# A briefing is read in the morning: what was printed on the day before belongs to it, unless that day's briefing told it.
_EVE = dt.timedelta(days=1)
# So many briefings back it is worked out what each of them told.
_REMEMBERED = 7


@dataclass(frozen=True, slots=True)
class Moved:
    """A story that moved: its reports of the day and its eve, and what is new in them."""

    story: Story
    reports: tuple[Report, ...]
    witnesses: int
    begins: bool
    lines: tuple[Line, ...]


def brief(stories: Sequence[Story], reports: Mapping[str, Report], day: dt.date, meaning: Meaning) -> list[Moved]:
    """The stories with reports of `day` or its eve, those with most witnesses first; what earlier briefings told, or could
    have told, is left out. `meaning` has the sentences' vectors."""
    moved = [m for story in stories if (m := _moved(story, reports, day, meaning))]
    return sorted(moved, key=lambda m: (-m.witnesses, -len(m.story.witnesses), -len(m.reports), m.story.id))


def _moved(story: Story, reports: Mapping[str, Report], day: dt.date, meaning: Meaning) -> Moved | None:
    mine = [reports[id] for id in story.articles if id in reports]
    today = _between(mine, day - _EVE, day)
    told = _told_before(mine, day, meaning, _REMEMBERED)
    lines = summarise(today, _LINES, meaning, told) if today else []
    if not lines:
        return None
    witness_of = {id: group[0] for group in story.witnesses for id in group}
    count = len({witness_of[r.article.id] for r in today})
    return Moved(story, tuple(today), count, not told, tuple(lines))


def _told_before(mine: Sequence[Report], day: dt.date, meaning: Meaning, memory: int) -> list[Quote]:
    """What readers know: all that was printed before the eve, and of the eve's reports what its own briefing told."""
    known = [quote for report in _between(mine, dt.date.min, day - 2 * _EVE) for quote in tellable(report)]
    eve = day - _EVE
    if memory and _between(mine, eve, eve):
        told = _told_before(mine, eve, meaning, memory - 1)
        known += [line.quote for line in summarise(_between(mine, eve - _EVE, eve), _LINES, meaning, told)]
    return known


def _between(reports: Sequence[Report], first: dt.date, last: dt.date) -> list[Report]:
    return [r for r in reports if r.article.published.date and first <= r.article.published.date <= last]

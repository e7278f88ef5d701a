"""The cast of a story: one Actor per real actor across its articles, whatever each article calls it.

mentions by name | names that are one actor | surest merges first, a doubtful one never | actors, most involved first
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.model import Actor, Report
from bot.stories.cast.portrait import portrait
from bot.stories.cast.roles import gathered, merged


def cast(reports: Sequence[Report], witness_of: Mapping[str, str]) -> tuple[Actor, ...]:
    """The actors of the reports' articles, by articles, witnesses and mentions; in whatever order the reports come.

    `witness_of` maps an article's id to its witness (copies of one text share one; an id that is missing is its own).
    `articles` of an actor are the sorted ids that name it, `aliases` the forms in print with their counts, `quotes` one
    sentence an article, best first.
    """
    ordered = sorted(reports, key=lambda report: report.article.id)
    roles = merged(gathered(ordered))
    actors = [(role, portrait(role, witness_of)) for role in roles]
    actors.sort(
        key=lambda pair: (
            -len(pair[1].articles),
            -pair[1].witnesses,
            -len(pair[0].mentions),
            pair[1].name,
            pair[1].kind,
        )
    )
    return tuple(actor for _, actor in actors)

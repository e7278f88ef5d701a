"""The articles that filters ask for: of an outlet, of certain days, of a story, with a phrase."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

# "washingtonpost" and "washington post" both find The Washington Post; an outlet may be known by its address alone.
_NAMES = "replace(lower(coalesce(outlet, '') || ' ' || coalesce(agency, '')), ' ', '')"
_HOST = "substr(lower(coalesce(url, '')), 1, instr(substr(coalesce(url, '') || '/', 9), '/') + 7)"
_SELECT = f"""
    SELECT id FROM articles
    WHERE NOT EXISTS (SELECT 1 FROM json_each(:outlets) o WHERE instr({_NAMES}, o.value) = 0 AND instr({_HOST}, o.value) = 0)
    AND (:first IS NULL OR date >= :first) AND (:last IS NULL OR date <= :last)
    AND (:story IS NULL OR story = :story OR story IN (SELECT id FROM stories WHERE instr(lower(title), :story) > 0))
"""  # noqa: S608  # our own words
_HOLDING = "SELECT a.id FROM articles_fts f JOIN articles a ON a.rowid = f.rowid WHERE articles_fts MATCH ?"


class Selection:
    """Finds articles in `articles.db` by what is known of them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def matching(
        self, outlets: Sequence[str], first: str | None, last: str | None, story: str | None = None
    ) -> set[str]:
        """The articles of these outlets (each part of a name must fit), published from the first to the last day, of a story
        named by its id or by words of its title."""
        squeezed = json.dumps(["".join(outlet.lower().split()) for outlet in outlets])
        given = {"outlets": squeezed, "first": first, "last": last, "story": story.lower() if story else None}
        return {row["id"] for row in self._db.query(_SELECT, given)}

    def holding(self, words: Sequence[str]) -> set[str]:
        """The articles in which these words stand one behind the other, in any form."""
        return {row["id"] for row in self._db.query(_HOLDING, (f'"{" ".join(words)}"',))} if words else set()

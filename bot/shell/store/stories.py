"""The stories in `articles.db`: a row for each, to which its articles point, each with its witness."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from bot.model import Story


class Stories:
    """The stories in a database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, stories: Sequence[Story], articles: Sequence[str]) -> None:
        """Keep the stories of these articles, in place of those that they were in."""
        with self._db.atomic():
            before = {story.id for story in self.holding(articles)}
            for story in stories:
                days = {"first": _iso(story.first), "last": _iso(story.last)}
                row = {"id": story.id, "title": story.title, "thread": story.thread, **days}
                self._db.table("stories").upsert(row, pk="id")
                for group in story.witnesses:
                    for id in group:
                        self._db.execute(
                            "UPDATE articles SET story = ?, witness = ? WHERE id = ?", (story.id, group[0], id)
                        )
            for id in before:
                self._db.execute(
                    "DELETE FROM stories WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM articles WHERE story = ?1)", (id,)
                )

    def all(self) -> list[Story]:
        """All stories, in the order of their first day."""
        return self._found("SELECT id FROM stories", ())

    def latest(self, most: int) -> list[Story]:
        """The stories that moved last, at most so many, the last to move first."""
        found = self._found("SELECT id FROM stories ORDER BY last DESC, id DESC LIMIT ?", (most,))
        return sorted(found, key=lambda s: (s.last or dt.date.min, len(s.witnesses), s.id), reverse=True)

    def holding(self, articles: Iterable[str]) -> list[Story]:
        """The stories that any of these articles stands in, in the order of their first day."""
        sql = "SELECT story FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        return self._found(sql, (json.dumps(list(articles)),))

    def named(self, id: str) -> Story | None:
        """The story of this id; once it has grown into another, the one that holds the article which founded it."""
        founded = (row["id"] for row in self._db.query("SELECT id FROM articles WHERE founds = ?", (id,)))
        return next(iter(self._found("SELECT ?", (id,))), None) or next(iter(self.holding(founded)), None)

    def newest_articles(self) -> dict[str, str]:
        """The newest article of each story, by the story's id."""
        sql = "SELECT story, id, max(coalesce(date, '')) FROM articles WHERE story IS NOT NULL GROUP BY story"
        return {row["story"]: row["id"] for row in self._db.query(sql)}

    def of(self, article: str) -> Story | None:
        """The story an article belongs to."""
        return next(iter(self.holding([article])), None)

    def _found(self, ids: str, parameters: Sequence[Any]) -> list[Story]:
        """The stories whose ids the query `ids` finds."""
        groups: dict[str, dict[str, list[str]]] = {}
        members = f"SELECT id, story, witness FROM articles WHERE story IN ({ids}) ORDER BY id"  # noqa: S608  # our query
        for row in self._db.query(members, parameters):
            groups.setdefault(row["story"], {}).setdefault(row["witness"], []).append(row["id"])
        found = f'SELECT * FROM stories WHERE id IN ({ids}) ORDER BY coalesce(first, "9"), id'  # noqa: S608  # our query
        return [
            Story(
                id=row["id"],
                title=row["title"],
                first=_day(row["first"]),
                last=_day(row["last"]),
                witnesses=tuple(map(tuple, groups[row["id"]].values())),
                thread=row["thread"],
            )
            for row in self._db.query(found, parameters)
            if row["id"] in groups
        ]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None

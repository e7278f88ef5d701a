"""The articles by those whom they name: the shortlist for one actor's page, the newest first."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

_NEWEST = (
    "SELECT DISTINCT a.id, a.date FROM actors n JOIN articles a ON a.id = n.article "
    "WHERE {} ORDER BY a.date DESC, a.id LIMIT ?2"
)
_ALL_WORDS = "NOT EXISTS (SELECT 1 FROM json_each(?1) w WHERE instr(lower(n.name), w.value) = 0)"
_ONE_OF = "n.name IN (SELECT value FROM json_each(?1))"


class Names:
    """The index of names in `articles.db`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def having(self, words: Sequence[str], most: int) -> list[str]:
        """The articles in which an actor has all of these lower-case words in its name."""
        return self._ids(_ALL_WORDS, words, most) if words else []

    def called(self, names: Sequence[str], most: int) -> list[str]:
        """The articles in which an actor has one of these names."""
        return self._ids(_ONE_OF, names, most)

    def newest(self, most: int) -> list[str]:
        """The newest articles, whomever they name; those without a date come last."""
        rows = self._db.query("SELECT id FROM articles ORDER BY date DESC, id LIMIT ?", (most,))
        return [row["id"] for row in rows]

    def _ids(self, condition: str, values: Sequence[str], most: int) -> list[str]:
        rows = self._db.query(_NEWEST.format(condition), (json.dumps(list(values)), most))
        return [row["id"] for row in rows]

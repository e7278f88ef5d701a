"""What `articles.db` notes of itself: the model of its vectors, its revision, how far its work has come."""

from __future__ import annotations

from sqlite_utils import Database


class Notes:
    """The notes in a database, by their names."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, name: str) -> str | None:
        """What is noted; None where nothing is."""
        return next(
            (row["value"] for row in self._db.query("SELECT value FROM settings WHERE name = ?", (name,))), None
        )

    def put(self, name: str, value: str) -> None:
        """Note something, in place of what was noted."""
        self._db.table("settings").upsert({"name": name, "value": value}, pk="name")

    def drop(self, name: str) -> None:
        """Strike a note out."""
        self._db.table("settings").delete_where("name = ?", [name])

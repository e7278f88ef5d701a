"""The articles of `articles.db` in the order in which they came, and how far along it alerts were given."""

from __future__ import annotations

from sqlite_utils import Database

from bot.shell.store.notes import Notes


class Arrivals:
    """The order of coming in a database."""

    def __init__(self, db: Database, notes: Notes) -> None:
        self._db = db
        self._notes = notes

    @property
    def alerted(self) -> int | None:
        """Up to which article alerts were given; None before the first look."""
        found = self._notes.get("alerted")
        return int(found) if found is not None else None

    @alerted.setter
    def alerted(self, row: int) -> None:
        self._notes.put("alerted", str(row))

    def last(self) -> int:
        """The number of the article that came last."""
        return int(next(self._db.query("SELECT coalesce(max(rowid), 0) AS n FROM articles"))["n"])

    def after(self, row: int) -> list[str]:
        """The articles that came after the one of this number, in the order in which they came."""
        return [r["id"] for r in self._db.query("SELECT id FROM articles WHERE rowid > ? ORDER BY rowid", (row,))]

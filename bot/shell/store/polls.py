"""How the feeds do, in `articles.db`: when each is due, what its server wants to hear, and which entries have been dealt with.

An index that is made anew so asks for everything anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from bot.articles.feeds import Entry
from bot.articles.feeds.schedule import Rhythm

# Entries that no document of the feed has had for this long will not come again.
_KEPT = dt.timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Poll:
    """The state of one feed: `error` says why the last poll failed, `last` is when one last brought an entry."""

    feed: str
    rhythm: Rhythm
    etag: str | None = None
    modified: str | None = None
    checked: dt.datetime | None = None
    last: dt.datetime | None = None
    error: str | None = None
    entries: int = field(default=0, compare=False)


class Polls:
    """The polls in a database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, feed: str, now: dt.datetime) -> Poll:
        """How a feed does; one that was never asked is due."""
        return self.all([feed], now)[feed]

    def all(self, feeds: Iterable[str], now: dt.datetime) -> dict[str, Poll]:
        """How these feeds do."""
        sql = "SELECT p.*, (SELECT count(*) FROM entries e WHERE e.feed = p.feed AND e.article IS NOT NULL) AS n FROM polls p"
        known = {row["feed"]: _poll(row) for row in self._db.query(sql)}
        return {feed: known.get(feed) or Poll(feed, Rhythm(now)) for feed in feeds}

    def due(self, feeds: Iterable[str], now: dt.datetime) -> list[str]:
        """The feeds whose time has come, the one that has waited longest first."""
        when = {row["feed"]: row["due"] for row in self._db.query("SELECT feed, due FROM polls")}
        waiting = [(when.get(feed, ""), feed) for feed in feeds]
        return [
            feed
            for due, feed in sorted((due, feed) for due, feed in waiting if due is not None)
            if due <= now.isoformat()
        ]

    def next_due(self) -> dt.datetime | None:
        """When the first of the polled feeds is due."""
        due = next(self._db.query("SELECT min(due) AS due FROM polls"))["due"]
        return dt.datetime.fromisoformat(due) if due else None

    def put(self, poll: Poll) -> None:
        """Keep the state of a feed."""
        row: dict[str, Any] = {"feed": poll.feed, "etag": poll.etag, "modified": poll.modified, "error": poll.error}
        row |= {"interval": poll.rhythm.interval.total_seconds(), "failures": poll.rhythm.failures}
        times = {"due": poll.rhythm.due, "checked": poll.checked, "last": poll.last}
        row |= {name: moment.isoformat() if moment else None for name, moment in times.items()}
        self._db.table("polls").upsert(row, pk="feed")

    def seen(self, feed: str) -> Mapping[str, str]:
        """The digests of a feed's entries that have been dealt with, by their keys."""
        rows = self._db.query("SELECT key, digest FROM entries WHERE feed = ?", (feed,))
        return {row["key"]: row["digest"] for row in rows}

    def done(self, feed: str, entry: Entry, article: str | None, now: dt.datetime) -> None:
        """An entry has been dealt with, and became this article (or none)."""
        row = {"feed": feed, "key": entry.key, "digest": entry.digest, "article": article, "present": now.isoformat()}
        self._db.table("entries").upsert(row, pk=("feed", "key"))

    def present(self, feed: str, keys: Iterable[str], now: dt.datetime) -> None:
        """The feed still has these entries; those that it has not had for long are forgotten."""
        with self._db.atomic():
            rows = [(now.isoformat(), feed, key) for key in keys]
            self._db.conn.executemany("UPDATE entries SET present = ? WHERE feed = ? AND key = ?", rows)
            self._db.table("entries").delete_where("feed = ? AND present < ?", [feed, (now - _KEPT).isoformat()])

    def move(self, old: str, new: str) -> None:
        """A feed has another address."""
        with self._db.atomic():
            for table in ("polls", "entries"):
                self._db.execute(f"UPDATE OR IGNORE {table} SET feed = ? WHERE feed = ?", (new, old))  # noqa: S608  # ours
                self._db.table(table).delete_where("feed = ?", [old])

    def hurry(self, feed: str, now: dt.datetime) -> None:
        """Ask a feed at the next occasion."""
        self._db.execute("UPDATE polls SET due = ? WHERE feed = ?", (now.isoformat(), feed))

    def remove(self, feed: str) -> None:
        """Forget a feed."""
        with self._db.atomic():
            for table in ("polls", "entries"):
                self._db.table(table).delete_where("feed = ?", [feed])


def _poll(row: Mapping[str, Any]) -> Poll:
    times = {name: dt.datetime.fromisoformat(row[name]) if row[name] else None for name in ("due", "checked", "last")}
    rhythm = Rhythm(times["due"], dt.timedelta(seconds=row["interval"]), row["failures"])
    return Poll(
        row["feed"], rhythm, row["etag"], row["modified"], times["checked"], times["last"], row["error"], row["n"]
    )

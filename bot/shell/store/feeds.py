"""The feeds that the editors chose, in `people.db`: nobody else could choose them again. How they do stands in `polls`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.articles.feeds import Outline
from bot.shell.store.sealing import close_people, open_people


@dataclass(frozen=True, slots=True)
class Chosen:
    """A feed: where articles are read (`auto`, `feed`, `page`), and the chat that waits to hear how the first poll went."""

    url: str
    title: str | None = None
    mode: str = "auto"
    chat: int | None = None


class FeedList:
    """The list of feeds in the folder `home`."""

    def __init__(self, home: Path) -> None:
        self.db = open_people(home)

    def close(self) -> None:
        """Close the file."""
        close_people(self.db)

    def all(self) -> list[Chosen]:
        """All feeds, by their titles."""
        rows = self.db.query("SELECT url, title, mode, chat FROM feeds ORDER BY lower(coalesce(title, url)), url")
        return [Chosen(**row) for row in rows]

    def get(self, url: str) -> Chosen | None:
        """The feed at an address."""
        return next((feed for feed in self.all() if feed.url == url), None)

    def add(self, found: Iterable[Outline], now: dt.datetime, chat: int | None = None) -> list[str]:
        """Put feeds on the list; the addresses of those that were not on it are returned."""
        added = []
        with self.db.atomic():
            for one in found:
                row = {"url": one.url, "title": one.title, "mode": "auto", "chat": chat, "added": now.isoformat()}
                before = self.db.table("feeds").count
                self.db.table("feeds").insert(row, ignore=True)
                added += [one.url] if self.db.table("feeds").count > before else []
        return added

    def move(self, old: str, new: str) -> None:
        """A feed has another address; where that is on the list already, the two are one from now on."""
        with self.db.atomic():
            self.db.execute("UPDATE OR IGNORE feeds SET url = ? WHERE url = ?", (new, old))
            self.db.table("feeds").delete_where("url = ?", [old])

    def call(self, url: str, title: str | None) -> None:
        """The feed says what it is called; somebody has heard how its first poll went."""
        self.db.execute("UPDATE feeds SET title = coalesce(?, title), chat = NULL WHERE url = ?", (title, url))

    def read_by(self, url: str, mode: str) -> None:
        """Where this feed's articles are read from now on."""
        self.db.execute("UPDATE feeds SET mode = ? WHERE url = ?", (mode, url))

    def remove(self, url: str) -> bool:
        """Take a feed off the list; what it brought stays."""
        return self.db.execute("DELETE FROM feeds WHERE url = ?", (url,)).rowcount > 0

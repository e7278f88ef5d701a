"""How a chat likes its answers, in `people.db`: what it last chose where there is a choice, and what it subscribes to."""

from __future__ import annotations

from pathlib import Path

from bot.shell.store.sealing import close_people, open_people
from bot.shell.store.subscriptions import Subscriptions


class Tastes:
    """The tastes of the chats in the folder `home`, by name ("summary" -> "short"); `subscriptions` has their topics."""

    def __init__(self, home: Path) -> None:
        self.db = open_people(home)
        self.subscriptions = Subscriptions(self.db)

    def close(self) -> None:
        """Close the file."""
        close_people(self.db)

    def of(self, chat: int, name: str) -> str | None:
        """What a chat chose last; None where it never did."""
        rows = self.db.query("SELECT value FROM tastes WHERE chat = ? AND name = ?", (chat, name))
        return next((str(row["value"]) for row in rows), None)

    def keep(self, chat: int, name: str, value: str) -> None:
        """A chat chose."""
        if self.of(chat, name) != value:
            self.db.table("tastes").upsert({"chat": chat, "name": name, "value": value}, pk=("chat", "name"))

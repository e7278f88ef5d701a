"""How a chat likes its answers, in `people.db`: what it last chose where there is a choice."""

from __future__ import annotations

from pathlib import Path

from bot.shell.store.sealing import close_people, open_people


class Tastes:
    """The tastes of the chats in the folder `home`, by name ("summary" -> "short")."""

    def __init__(self, home: Path) -> None:
        self.db = open_people(home)

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

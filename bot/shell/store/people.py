"""`people.db`: the chats, and what their buttons ask for. What is written here cannot be made again, so it is flushed to disk."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import NamedTuple

from bot.shell.store import schema

# Buttons of older messages are answered with "ask again".
_KEPT = dt.timedelta(days=30)


class View(NamedTuple):
    """What a button asks for, and whether the answer takes the place of its message."""

    request: str
    edits: bool


class PeopleStore:
    """The store of people in the folder `home`."""

    def __init__(self, home: Path) -> None:
        self.db = schema.open_file(home / "people.db", schema.people, "FULL")

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def seen(self, chat: int, language: str | None, now: dt.datetime) -> None:
        """A chat has written."""
        self.db.table("chats").insert({"id": chat, "language": language, "since": now.isoformat()}, ignore=True)

    def remember(self, chat: int, views: list[View], now: dt.datetime) -> list[str]:
        """Short tokens for what a message's buttons ask for; the same button of a chat has the same token."""
        tokens = [_token(chat, view) for view in views]
        with self.db.atomic():
            self.db.table("views").upsert_all(
                [
                    {
                        "token": token,
                        "chat": chat,
                        "request": view.request,
                        "edits": int(view.edits),
                        "made": now.isoformat(),
                    }
                    for token, view in zip(tokens, views, strict=True)
                ],
                pk="token",
            )
            self.db.table("views").delete_where("made < ?", [(now - _KEPT).isoformat()])
        return tokens

    def view(self, token: str, chat: int) -> View | None:
        """What a button of this chat asks for; None for one that is too old, or another chat's."""
        for row in self.db.query("SELECT request, edits FROM views WHERE token = ? AND chat = ?", (token, chat)):
            return View(row["request"], bool(row["edits"]))
        return None


def _token(chat: int, view: View) -> str:
    return hashlib.sha256(f"{chat}\n{view.request}\n{view.edits}".encode()).hexdigest()[:24]

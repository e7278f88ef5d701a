"""What buttons ask for, in `people.db`: a callback carries 64 bytes, a question more."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from sqlite_utils import Database

# Buttons of older messages are answered with "ask again".
_KEPT = dt.timedelta(days=30)
# The chat of buttons that anybody may press: those of editions, which are the same for all who get them.
EVERYBODY = 0


class View(NamedTuple):
    """What a button asks for, and whether the answer takes the place of its message."""

    request: str
    edits: bool


class Views:
    """The views of one file; use it from one thread at a time."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def remember(self, chat: int, views: Sequence[View], now: dt.datetime) -> list[str]:
        """Short tokens for what a message's buttons ask for; the same button of a chat has the same token."""
        tokens = [token(chat, view) for view in views]
        if not views:
            return tokens
        with self._db.atomic():
            self._db.table("views").upsert_all(
                [
                    {"token": token, "chat": chat, "request": view.request, "edits": int(view.edits), "made": now.isoformat()}
                    for token, view in zip(tokens, views, strict=True)
                ],
                pk="token",
            )  # fmt: skip
            self._db.table("views").delete_where("made < ?", [(now - _KEPT).isoformat()])
        return tokens

    def view(self, token: str, chat: int) -> View | None:
        """What a button of this chat asks for; None for one that is too old, or another chat's."""
        wanted = (token, chat, EVERYBODY)
        for row in self._db.query("SELECT request, edits FROM views WHERE token = ? AND chat IN (?, ?)", wanted):
            return View(row["request"], bool(row["edits"]))
        return None


def token(chat: int, view: View) -> str:
    """The short name of what a button of a chat asks for."""
    return hashlib.sha256(f"{chat}\n{view.request}\n{view.edits}".encode()).hexdigest()[:24]

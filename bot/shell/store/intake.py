"""The intake in `people.db`: every update is written here before Telegram is told that it was received.

new -> working -> done. What was `working` when the program died is taken up again, unless it was so a third time: then an update
that kills the program is given up, and its people are not answered for ever.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from sqlite_utils import Database

from bot.shell.store.moments import text

_TRIES = 3
# Telegram keeps updates for a day, and gives none again that was confirmed; what was said is not kept at all.
_KEPT = dt.timedelta(days=2)


class Arrived(NamedTuple):
    """An update as it came: Telegram's id of it, the chat whose turn it waits for, its JSON, and our number for it."""

    id: int
    chat: int
    raw: str
    number: int = 0


class Intake:
    """The intake of one file; use it from one thread at a time."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def write(self, updates: Iterable[Arrived], now: dt.datetime) -> list[Arrived]:
        """Keep updates, all or none; those that are new."""
        with self._db.atomic():
            kept = [self._insert(update, now) for update in updates]
        return [update for update in kept if update]

    def _insert(self, update: Arrived, now: dt.datetime) -> Arrived | None:
        """The id alone does not tell that an update is known: after a quiet week Telegram begins anew at any number."""
        digest = hashlib.sha256(update.raw.encode("utf-8", "replace")).hexdigest()[:16]
        made = self._db.conn.execute(
            "INSERT OR IGNORE INTO intake (id, digest, chat, raw, state, taken) VALUES (?, ?, ?, ?, 'new', ?)",
            (update.id, digest, update.chat, update.raw, text(now)),
        )
        return update._replace(number=made.lastrowid or 0) if made.rowcount else None

    def unanswered(self) -> list[Arrived]:
        """After a start: what the last run has not finished, in order."""
        with self._db.atomic():
            self._db.conn.execute(
                "UPDATE intake SET state = 'given up', raw = '' WHERE state = 'working' AND tries >= ?", (_TRIES,)
            )
        rows = self._db.execute(
            "SELECT id, chat, raw, number FROM intake WHERE state IN ('new', 'working') ORDER BY number"
        )
        return [Arrived(*row) for row in rows.fetchall()]

    def begin(self, number: int) -> None:
        """An update is being answered."""
        self._db.execute("UPDATE intake SET state = 'working', tries = tries + 1 WHERE number = ?", (number,))

    def done(self, number: int) -> None:
        """An update has been answered; what it said is not kept."""
        self._db.execute("UPDATE intake SET state = 'done', raw = '' WHERE number = ?", (number,))

    def counts(self) -> dict[str, int]:
        """How many updates there are in each state."""
        return dict(self._db.execute("SELECT state, count(*) FROM intake GROUP BY state").fetchall())

    def forget_old(self, now: dt.datetime) -> None:
        """Updates of long ago."""
        self._db.execute("DELETE FROM intake WHERE taken < ? AND state IN ('done', 'given up')", (text(now - _KEPT),))

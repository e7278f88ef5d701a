"""`people.db`: chats, what their buttons ask for, subscriptions, outbox, intake.

What is here cannot be made again, so every write is flushed to disk, in a thread of its own, so that nothing else waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from bot.shell.store.intake import Intake
from bot.shell.store.moments import text
from bot.shell.store.outbox import Outbox
from bot.shell.store.sealing import close_people, fold, log_size, open_people
from bot.shell.store.shown import Shown
from bot.shell.store.subscriptions import Subscriptions
from bot.shell.store.told import reader_of
from bot.shell.store.views import Views

T = TypeVar("T")
# The sender must hear of a lock soon enough to say so, and SIGTERM must not wait for one.
_BUSY_SECONDS = 4
_PATIENCE = 60
_LOG_BYTES = 8_000_000


# When the last backup was made.
BACKUP = "backup"
_FORGET = (
    "DELETE FROM editions WHERE chat = ?",
    "DELETE FROM deliveries WHERE chat = ?",
    "DELETE FROM subscriptions WHERE chat = ?",
    "DELETE FROM views WHERE chat = ?",
    "DELETE FROM offers WHERE chat = ?",
    "DELETE FROM mutes WHERE chat = ?",
    "DELETE FROM shown WHERE chat = ?",
    "DELETE FROM uncorrected WHERE chat = ?",
    "DELETE FROM tastes WHERE chat = ?",
    "UPDATE feeds SET chat = NULL WHERE chat = ?",
    "DELETE FROM chats WHERE id = ?",
    "UPDATE intake SET chat = 0, raw = '' WHERE chat = ? AND state IN ('done', 'given up')",
)


class PeopleStore:
    """The store of people in the folder `home`; its parts are to be used from one thread at a time (see `PeopleThread`)."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.db = open_people(home, _BUSY_SECONDS)
        self.db.execute("PRAGMA secure_delete=ON")
        self.views = Views(self.db)
        self.subscriptions = Subscriptions(self.db)
        self.outbox = Outbox(self.db, self.views)
        self.intake = Intake(self.db)
        self.shown = Shown(self.db)

    def close(self) -> None:
        """Close the file."""
        close_people(self.db)

    def seen(self, chat: int, language: str | None, now: dt.datetime) -> None:
        """A chat has written: it can be reached."""
        known = self.db.execute("SELECT 1 FROM chats WHERE id = ?", (chat,)).fetchone()
        if not known:
            self.db.table("chats").insert({"id": chat, "language": language, "since": now.isoformat()}, ignore=True)
        self.subscriptions.back(chat, now)

    def gone(self, chat: int, now: dt.datetime) -> None:
        """A chat cannot be reached any more: nothing is made for it, and nothing that is due goes there."""
        with self.db.atomic():
            self.subscriptions.gone(chat)
            self.outbox.cancel(chat, None, "refused", now)

    def migrated(self, old: int, new: int) -> None:
        """A group has become a supergroup: all that was the group's is now the supergroup's."""
        with self.db.atomic():
            self.subscriptions.migrated(old, new)
            self.outbox.migrated(old, new)
            self.shown.migrated(old, new)
            for table in ("mutes", "tastes", "offers", "feeds"):
                self.db.execute(f"UPDATE OR REPLACE {table} SET chat = ? WHERE chat = ?", (new, old))  # noqa: S608  # ours
            readers = reader_of(new), reader_of(old)
            self.db.execute("UPDATE OR REPLACE told SET reader = ? WHERE reader = ?", readers)

    def forget(self, chat: int) -> None:
        """Delete all that is kept of a chat; the file is set to overwrite what is deleted."""
        with self.db.atomic():
            for sql in _FORGET:
                self.db.execute(sql, (chat,))

    def keep_house(self, now: dt.datetime) -> None:
        """After a backup: what need not be kept any longer goes."""
        self.outbox.forget_old(now)
        self.intake.forget_old(now)
        self.shown.forget_old(now)
        self.mark(BACKUP, now)

    def muted(self) -> dict[int, tuple[str, ...]]:
        """The outlets and agencies that chats do not want to see."""
        found: dict[int, tuple[str, ...]] = {}
        for chat, name in self.db.execute("SELECT chat, name FROM mutes ORDER BY chat, name"):
            found[chat] = (*found.get(chat, ()), name)
        return found

    def fold(self) -> None:
        """Take a log that has grown into the file."""
        if log_size(self.home) > _LOG_BYTES:
            fold(self.db, self.home)

    def mark(self, name: str, at: dt.datetime) -> None:
        """Remember when something was last done."""
        self.db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, text(at)))

    def marked(self, name: str) -> dt.datetime | None:
        """When something was last done."""
        row = self.db.execute("SELECT at FROM marks WHERE name = ?", (name,)).fetchone()
        return dt.datetime.fromisoformat(row[0]) if row else None


def utc() -> dt.datetime:
    """The time it is."""
    return dt.datetime.now(dt.UTC)


class PeopleThread:
    """The store of people, from the event loop: each piece of work runs in the one thread that is the store's own.

    `now` is the clock by which everything about people happens.
    """

    def __init__(self, home: Path, clock: Callable[[], dt.datetime] = utc) -> None:
        self.now = clock
        self._home = home
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="people")
        self._store: PeopleStore

    async def open(self) -> None:
        """Open the file. Raises HomeUnusable where it is damaged."""

        def store() -> None:
            self._store = PeopleStore(self._home)

        await self._run(store)

    async def __call__(self, work: Callable[[PeopleStore], T]) -> T:
        """What `work` makes of the store."""
        return await self._run(lambda: work(self._store))

    async def patiently(self, work: Callable[[PeopleStore], T]) -> T:
        """The same, where somebody waits for an answer: a disk that is full or a file that is locked may soon be no longer."""
        for _ in range(_PATIENCE):
            with contextlib.suppress(sqlite3.OperationalError):
                return await self(work)
            await asyncio.sleep(1)
        return await self(work)

    async def close(self) -> None:
        """Close the file when the last work is done."""
        await self._run(self._store.close)
        self._thread.shutdown()

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

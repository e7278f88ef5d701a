"""Which sentences chats were shown, in `people.db`: when one of them changes, they are told, unless they do not want to be."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Collection

from sqlite_utils import Database

from bot.shell.store.moments import text

# What was shown longer ago is no news any more when it changes.
_KEPT = dt.timedelta(days=30)
# The link of a citation: what a message shows, it links.
_LINK = re.compile(r"[?&]start=s_(\w+)")
_TO = """
    SELECT s.chat, s.key FROM shown s JOIN json_each(?) k ON s.key = k.value WHERE s.chat NOT IN (SELECT chat FROM uncorrected)
    UNION
    SELECT d.chat, k.value FROM json_each(?) k JOIN texts t ON instr(t.html, 'start=s_' || k.value || '"')
    JOIN deliveries d ON d.text = t.id AND d.state IN ('sent', 'uncertain') WHERE d.chat NOT IN (SELECT chat FROM uncorrected)
    ORDER BY 1, 2
"""


def cited(html: str) -> list[str]:
    """The keys of the sentences that a message shows, each once."""
    return list(dict.fromkeys(_LINK.findall(html)))


class Shown:
    """What chats were shown, in one file; use it from one thread at a time."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, chat: int, html: str, now: dt.datetime) -> None:
        """A chat is shown a message. (Editions are in the outbox as they were sent, and need not be kept here.)"""
        rows = [(key, chat, text(now)) for key in cited(html)]
        with self._db.atomic():
            self._db.conn.executemany("INSERT OR REPLACE INTO shown (key, chat, at) VALUES (?, ?, ?)", rows)

    def to(self, keys: Collection[str]) -> dict[int, list[str]]:
        """Whom to tell that these sentences have changed: chats that were shown any of them, and which."""
        found, given = defaultdict(list), json.dumps(sorted(keys))
        for chat, key in self._db.execute(_TO, (given, given)):
            found[chat].append(key)
        return dict(found)

    def mute(self, chat: int, *, off: bool = False) -> None:
        """A chat does not want to be told of changes; with `off` it does again."""
        sql = "DELETE FROM uncorrected WHERE chat = ?" if off else "INSERT OR IGNORE INTO uncorrected (chat) VALUES (?)"
        with self._db.atomic():
            self._db.execute(sql, (chat,))

    def migrated(self, old: int, new: int) -> None:
        """A group has become a supergroup and has another id from now on."""
        for table in ("shown", "uncorrected"):
            self._db.execute(f"UPDATE OR REPLACE {table} SET chat = ? WHERE chat = ?", (new, old))  # noqa: S608  # our words

    def forget_old(self, now: dt.datetime) -> None:
        """What was shown long ago."""
        self._db.execute("DELETE FROM shown WHERE at < ?", (text(now - _KEPT),))

"""The outbox in `people.db`: editions with their deliveries, written in one transaction, and what became of each.

due -> sending -> sent | refused | uncertain; a delivery is due again where Telegram surely did not take it. What was `sending`
when the program died is uncertain: Telegram may have it or not, and cannot be asked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from bot.delivery.schedule import Slot
from bot.delivery.subscription import Place, Subscription
from bot.model import Button, Message
from bot.shell.store.moments import text
from bot.shell.store.views import EVERYBODY, View, Views

_DUE = """
    SELECT d.id, d.chat, d.thread, d.silent, d.tries, t.html, t.buttons FROM deliveries d JOIN texts t ON t.id = d.text
    WHERE d.state = 'due' AND d.not_before <= ? AND NOT EXISTS (
        SELECT 1 FROM deliveries p WHERE p.edition = d.edition AND p.part < d.part AND p.state IN ('due', 'sending'))
    ORDER BY d.id LIMIT ?
"""
_SETTLE = """
    UPDATE deliveries SET message = :message, why = :why, changed = :now, not_before = coalesce(:later, not_before),
        doubts = doubts + (:why = 'no answer'),
        state = CASE WHEN :state = 'due' AND NOT EXISTS (
            SELECT 1 FROM subscriptions s WHERE s.chat = deliveries.chat AND s.thread = deliveries.thread AND s.state = 'on')
            THEN 'cancelled' ELSE :state END
    WHERE id = :id AND state = 'sending'
"""
_UNCERTAIN = """
    SELECT d.id, d.chat, d.state, d.why, d.changed, e.day, e.minute FROM deliveries d JOIN editions e ON e.id = d.edition
    WHERE d.doubts > 0 ORDER BY d.changed DESC, d.id DESC LIMIT ?
"""
_KEPT = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Edition:
    """What a subscription gets for a slot: its messages, from when on; none for a slot that is needless."""

    subscription: Subscription
    slot: Slot
    fate: str
    messages: tuple[Message, ...] = ()
    not_before: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way to a place."""

    id: int
    place: Place
    message: Message
    silent: bool
    tries: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a delivery: its new state, and what goes with it."""

    id: int
    state: str
    message: int | None = None
    why: str | None = None
    not_before: dt.datetime | None = None


class Outbox:
    """The outbox of one file; use it from one thread at a time."""

    def __init__(self, db: Database, views: Views) -> None:
        self._db = db
        self._views = views

    def write(self, editions: Iterable[Edition], now: dt.datetime) -> int:
        """Editions and their deliveries, all or none; one that is there already is left alone. Returns how many are new."""
        new = 0
        with self._db.atomic():
            for edition in editions:
                slot, chat = edition.slot, edition.subscription.place.chat
                made = self._db.conn.execute(
                    "INSERT OR IGNORE INTO editions (subscription, chat, day, minute, fate, made) VALUES (?, ?, ?, ?, ?, ?)",
                    (edition.subscription.id, chat, slot.day.isoformat(), slot.minute, edition.fate, text(now)),
                )
                if made.rowcount:
                    new += 1
                    self._write_deliveries(made.lastrowid, edition, now)
        return new

    def alert(self, alerts: Iterable[tuple[str, Edition]], now: dt.datetime) -> int:
        """Alerts under their names, all or none: none twice to a subscription, and no more of a day than it wants. How many
        are new."""
        new = 0
        with self._db.atomic():
            for key, edition in alerts:
                one, day = edition.subscription, edition.slot.day.isoformat()
                told = self._db.conn.execute("INSERT OR IGNORE INTO alerted VALUES (?, ?, ?)", (one.id, key, text(now)))
                count = "SELECT count(*) FROM editions WHERE subscription = ? AND day = ? AND minute >= ?"
                (before,) = self._db.execute(count, (one.id, day, edition.slot.minute)).fetchone()
                if told.rowcount and before < one.alerts:
                    slot = replace(edition.slot, minute=edition.slot.minute + before)
                    new += self.write([replace(edition, slot=slot)], now)
        return new

    def _write_deliveries(self, id: int | None, edition: Edition, now: dt.datetime) -> None:
        place, silent = edition.subscription.place, int(edition.subscription.silent)
        begins = edition.not_before or now
        for part, message in enumerate(edition.messages):
            self._db.conn.execute(
                "INSERT INTO deliveries (edition, part, chat, thread, text, silent, state, not_before, changed) "
                "VALUES (?, ?, ?, ?, ?, ?, 'due', ?, ?)",
                (id, part, place.chat, place.thread, self._text(message, now), silent, text(begins), text(now)),
            )  # fmt: skip

    def due(self, now: dt.datetime, limit: int) -> list[Delivery]:
        """The next deliveries to send, in order; a part only when those before it have been."""
        return [_delivery(row) for row in self._db.query(_DUE, (text(now), limit))]

    def settle(self, settled: Sequence[Settled], claim: int | None, now: dt.datetime) -> bool:
        """Write down what became of some, and take the next one in hand; False where that one is no longer due."""
        with self._db.atomic():
            for one in settled:
                self._settle(one, now)
            if claim is None:
                return True
            claimed = self._db.conn.execute(
                "UPDATE deliveries SET state = 'sending', tries = tries + 1, changed = ? WHERE id = ? AND state = 'due'",
                (text(now), claim),
            )
            return claimed.rowcount == 1

    def _settle(self, one: Settled, now: dt.datetime) -> None:
        # Whoever said stop while a message was on its way is not sent it again.
        self._db.conn.execute(
            _SETTLE,
            {
                "state": one.state,
                "message": one.message,
                "why": one.why or "",
                "now": text(now),
                "later": text(one.not_before) if one.not_before else None,
                "id": one.id,
            },
        )

    def take_up(self, now: dt.datetime, *, again: bool) -> int:
        """After a start: what was being sent when the last run ended is uncertain; `again` makes it due once more."""
        state = "due" if again else "uncertain"
        with self._db.atomic():
            found = self._db.conn.execute(
                "UPDATE deliveries SET state = ?, doubts = doubts + 1, why = 'killed', changed = ? WHERE state = 'sending'",
                (state, text(now)),
            )
        return found.rowcount

    def cancel(self, chat: int, thread: int | None, state: str, now: dt.datetime) -> None:
        """Nothing that is due goes to this chat (or this thread of it) any more."""
        self._db.execute(
            "UPDATE deliveries SET state = ?, changed = ? WHERE chat = ? AND (? IS NULL OR thread = ?) AND state = 'due'",
            (state, text(now), chat, thread, thread),
        )

    def migrated(self, old: int, new: int) -> None:
        """What is due to a group goes to the supergroup that it has become."""
        self._db.execute("UPDATE deliveries SET chat = ? WHERE chat = ? AND state IN ('due', 'sending')", (new, old))

    def uncertain(self, limit: int) -> list[dict[str, object]]:
        """The deliveries of which nobody knows whether they arrived, or arrived twice; the newest first."""
        return list(self._db.query(_UNCERTAIN, (limit,)))

    def refused(self, limit: int) -> list[dict[str, object]]:
        """The last deliveries that Telegram refused, and why."""
        return list(
            self._db.query(
                "SELECT chat, why, changed FROM deliveries WHERE state = 'refused' AND why != '' ORDER BY changed DESC LIMIT ?",
                (limit,),
            )
        )

    def served(self, subscriptions: Iterable[int]) -> frozenset[int]:
        """Those of some subscriptions to which an edition was sent."""
        some = "subscription IN (SELECT value FROM json_each(?))"
        sql = f"SELECT DISTINCT subscription FROM editions WHERE fate = 'sent' AND minute < 1440 AND {some}"  # noqa: S608
        return frozenset(id for (id,) in self._db.execute(sql, (json.dumps(list(subscriptions)),)))

    def counts(self) -> dict[str, int]:
        """How many deliveries there are in each state, and how often one was in doubt."""
        found = dict(self._db.execute("SELECT state, count(*) FROM deliveries GROUP BY state").fetchall())
        (doubts,) = self._db.execute("SELECT coalesce(sum(doubts), 0) FROM deliveries").fetchone()
        return found | {"doubts": doubts}

    def last_editions(self, limit: int) -> list[dict[str, object]]:
        """The last slots for which editions were made: when, how many, with which fate."""
        return list(
            self._db.query(
                "SELECT max(made) made, fate, count(*) number FROM editions GROUP BY substr(made, 1, 16), fate "
                "ORDER BY made DESC LIMIT ?",
                (limit,),
            )
        )

    def forget_old(self, now: dt.datetime) -> None:
        """Editions of long ago, with their deliveries, and texts that nobody gets any more."""
        with self._db.atomic():
            self._db.execute("DELETE FROM editions WHERE made < ?", (text(now - _KEPT),))
            self._db.execute("DELETE FROM alerted WHERE made < ?", (text(now - _KEPT),))
            self._db.execute("DELETE FROM texts WHERE id NOT IN (SELECT text FROM deliveries)")

    def _text(self, message: Message, now: dt.datetime) -> str:
        """The id of a message's text, which is written where it is new, with what its buttons ask for."""
        views = [[View(b.request, b.edits) for b in row] for row in message.buttons]
        labels = [[[b.label, b.request, b.edits] for b in row] for row in message.buttons]
        buttons = json.dumps(labels, ensure_ascii=False)
        id = hashlib.sha256(f"{message.html}\n{buttons}".encode()).hexdigest()[:32]
        if not self._db.execute("SELECT 1 FROM texts WHERE id = ?", (id,)).fetchone():
            self._db.execute("INSERT INTO texts VALUES (?, ?, ?, ?)", (id, message.html, buttons, text(now)))
            self._views.remember(EVERYBODY, [view for row in views for view in row], now)
        return id


def _delivery(row: dict[str, Any]) -> Delivery:
    buttons = tuple(
        tuple(Button(label, request, bool(edits)) for label, request, edits in r) for r in json.loads(row["buttons"])
    )
    place = Place(row["chat"], row["thread"])
    return Delivery(row["id"], place, Message(row["html"], buttons), bool(row["silent"]), row["tries"])

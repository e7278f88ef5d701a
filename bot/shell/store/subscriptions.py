"""Who wants what when: the subscriptions in `people.db`, and the question which of their slots have passed without an edition."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from bot.delivery.schedule import LOOK_BACK, Slot, passed
from bot.delivery.subscription import Length, Place, State, Subscription
from bot.shell.store.moments import text

# A clock that was set back must not hide what it had already been asked.
_OVERLAP = dt.timedelta(hours=2)

_PASSED = """
    SELECT s.id FROM slots l JOIN subscriptions s ON s.id = l.subscription
    WHERE l.zone = :zone AND l.minute = :minute AND s.state = 'on' AND (s.days >> :weekday) & 1
      AND s.since < :at AND (s.paused IS NULL OR s.paused < :at)
      AND NOT EXISTS (SELECT 1 FROM editions e WHERE e.subscription = s.id AND e.day = :day AND e.minute = :minute)
"""


class Subscriptions:
    """The subscriptions of one file; use it from one thread at a time."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, place: Place) -> Subscription | None:
        """The subscription of a place."""
        return next(iter(self._read("chat = ? AND thread = ?", (place.chat, place.thread))), None)

    def of_chat(self, chat: int) -> list[Subscription]:
        """All subscriptions of a chat: a forum may have one a topic."""
        return self._read("chat = ?", (chat,))

    def save(self, subscription: Subscription) -> Subscription:
        """The subscription takes the place of what its place had; with its id."""
        row = _row(subscription)
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        changes = ", ".join(f"{name} = excluded.{name}" for name in row)
        with self._db.atomic():
            self._db.execute(
                f"INSERT INTO subscriptions ({names}) VALUES ({marks}) "  # noqa: S608  # names of our own columns
                f"ON CONFLICT (chat, thread) DO UPDATE SET {changes}",
                list(row.values()),
            )
            place = (subscription.place.chat, subscription.place.thread)
            (id,) = self._db.execute("SELECT id FROM subscriptions WHERE chat = ? AND thread = ?", place).fetchone()
            self._db.execute("DELETE FROM slots WHERE subscription = ?", (id,))
            slots = [(id, subscription.zone, minute) for minute in subscription.minutes]
            self._db.conn.executemany("INSERT INTO slots VALUES (?, ?, ?)", slots)
        return self._read("id = ?", (id,))[0]

    def remove(self, place: Place) -> None:
        """The place wants nothing any more."""
        self._db.execute("DELETE FROM subscriptions WHERE chat = ? AND thread = ?", (place.chat, place.thread))

    def gone(self, chat: int) -> None:
        """The chat cannot be reached: nothing is made for it until it is back."""
        self._db.execute("UPDATE subscriptions SET state = 'gone' WHERE chat = ? AND state = 'on'", (chat,))

    def back(self, chat: int, now: dt.datetime) -> None:
        """The chat can be reached again; what was due meanwhile is not made up for."""
        self._db.execute(
            "UPDATE subscriptions SET state = 'on', since = ? WHERE chat = ? AND state = 'gone'", (text(now), chat)
        )

    def migrated(self, old: int, new: int) -> None:
        """A group has become a supergroup and has another id from now on."""
        with self._db.atomic():
            self._db.execute("UPDATE OR REPLACE subscriptions SET chat = ? WHERE chat = ?", (new, old))

    def passed(self, now: dt.datetime, after: dt.datetime | None) -> Mapping[int, list[Slot]]:
        """The question: whose local time has passed, and has no edition? By subscription, in the order of time.

        `after` is when it was last asked; None looks back as far as anything can still matter.
        """
        begins = max(now - LOOK_BACK, min(after, now) - _OVERLAP) if after else now - LOOK_BACK
        found: dict[int, list[Slot]] = defaultdict(list)
        times = self._db.execute("SELECT DISTINCT zone, minute FROM slots WHERE zone IS NOT NULL").fetchall()
        for zone, minute in times:
            for slot in passed(zone, minute, begins, now):
                for (id,) in self._db.execute(_PASSED, _question(zone, slot)):
                    found[id].append(slot)
        return {id: sorted(slots) for id, slots in found.items()}

    def wanting_alerts(self, now: dt.datetime) -> list[Subscription]:
        """Those to which alerts may come now: of somebody who has said where they are and what they follow."""
        wanting = "alerts > 0 AND state = 'on' AND zone IS NOT NULL AND topics != '' AND (paused IS NULL OR paused < ?)"
        return self._read(wanting, (text(now),))

    def by_id(self, ids: Iterable[int]) -> dict[int, Subscription]:
        """The subscriptions with these ids."""
        wanted = set(ids)
        return {s.id: s for s in self._read("1 = 1", ()) if s.id in wanted} if wanted else {}

    def count(self) -> dict[str, int]:
        """How many there are, by state."""
        return dict(self._db.execute("SELECT state, count(*) FROM subscriptions GROUP BY state").fetchall())

    def _read(self, where: str, values: tuple[object, ...]) -> list[Subscription]:
        minutes: dict[int, list[int]] = defaultdict(list)
        slots = (
            f"SELECT * FROM slots WHERE subscription IN (SELECT id FROM subscriptions WHERE {where}) ORDER BY minute"  # noqa: S608
        )
        for row in self._db.query(slots, values):
            minutes[row["subscription"]].append(row["minute"])
        rows = self._db.query(f"SELECT * FROM subscriptions WHERE {where} ORDER BY id", values)  # noqa: S608
        return [_subscription(row, minutes[row["id"]]) for row in rows]


def _question(zone: str, slot: Slot) -> dict[str, object]:
    weekday = slot.day.isoweekday()
    return {
        "zone": zone,
        "minute": slot.minute,
        "weekday": weekday,
        "at": text(slot.at),
        "day": slot.day.isoformat(),
    }


def _row(s: Subscription) -> dict[str, object]:
    return {
        "chat": s.place.chat,
        "thread": s.place.thread,
        "zone": s.zone,
        "days": sum(1 << day for day in s.days),
        "topics": "\n".join(s.topics),
        "length": s.length.value,
        "quiet_from": s.quiet[0] if s.quiet else None,
        "quiet_to": s.quiet[1] if s.quiet else None,
        "silent": int(s.silent),
        "late": s.late,
        "state": s.state.value,
        "since": text(s.since),
        "paused": text(s.paused) if s.paused else None,
        "skips": int(s.skips),
        "alerts": s.alerts,
    }


def _subscription(row: Mapping[str, object], minutes: list[int]) -> Subscription:
    days, quiet_from, quiet_to = int(str(row["days"])), row["quiet_from"], row["quiet_to"]
    return Subscription(
        place=Place(int(str(row["chat"])), int(str(row["thread"]))),
        since=dt.datetime.fromisoformat(str(row["since"])),
        minutes=tuple(minutes),
        zone=str(row["zone"]) if row["zone"] else None,
        days=frozenset(day for day in range(1, 8) if days >> day & 1),
        topics=tuple(str(row["topics"]).splitlines()),
        length=Length(str(row["length"])),
        quiet=(int(str(quiet_from)), int(str(quiet_to))) if quiet_from is not None else None,
        silent=bool(row["silent"]),
        late=int(str(row["late"])),
        state=State(str(row["state"])),
        paused=dt.datetime.fromisoformat(str(row["paused"])) if row["paused"] else None,
        skips=bool(row["skips"]),
        alerts=int(str(row["alerts"])),
        id=int(str(row["id"])),
    )

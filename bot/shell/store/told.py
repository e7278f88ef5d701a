"""What readers were told, in `people.db`: a briefing tells what is new since the reader's last ones, and asked for again it is
the same again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.model import Quote, Span
from bot.periods import day_beside
from bot.shell.store.sealing import close_people, open_people

# Briefings further back are forgotten: what they told was printed so long ago that it is no news for that alone.
_KEPT = 60


def part_of_day(minute: int) -> str:
    """Which of the several briefings of a day it is, in the place of a topic."""
    return f"at {minute:04}"


def reader_of(chat: int) -> str:
    """A chat, as a reader."""
    return f"chat {chat}"


class Edition(NamedTuple):
    """A briefing: its reader (a chat, those who subscribe to one topic, or "desk" for the command line), its day and topic (or
    part of the day), and the state of the index it is made of."""

    reader: str
    day: dt.date
    topic: str
    state: str


class Told:
    """What readers were told, kept in the folder `home`."""

    def __init__(self, home: Path) -> None:
        self.db = open_people(home)

    def close(self) -> None:
        """Close the file."""
        close_people(self.db)

    def before(self, edition: Edition) -> list[Quote]:
        """What its reader knew: by the briefings of earlier days and earlier parts of the day, or, where it was made before from
        the same state of the index, by those that there were then."""
        same = self.db.query(
            "SELECT known FROM told WHERE reader = ? AND day = ? AND topic = ? AND state = ?", _columns(edition)
        )
        for row in same:
            return _quotes(row["known"])
        day = edition.day.isoformat()
        earlier = self.db.query(
            "SELECT shown FROM told WHERE reader = ? AND day >= ? AND "
            "(day < ? OR day = ? AND topic < ? AND topic LIKE 'at ____') ORDER BY day, topic",
            (edition.reader, day_beside(day, -_KEPT), day, day, edition.topic),
        )
        return list(dict.fromkeys(quote for row in earlier for quote in _quotes(row["shown"])))

    def keep(self, edition: Edition, known: Iterable[Quote], shown: Iterable[Quote]) -> None:
        """Its reader, who knew this, was shown that; what the day's briefing showed before, in another length, stays shown."""
        row = dict(zip(Edition._fields, _columns(edition), strict=True))
        shown = dict.fromkeys([*self._shown(edition), *shown])
        old = day_beside(edition.day.isoformat(), -2 * _KEPT)
        with self.db.atomic():
            self.db.table("told").upsert(
                row | {"known": _row(known), "shown": _row(shown)}, pk=("reader", "day", "topic")
            )
            self.db.table("told").delete_where("reader = ? AND day < ?", [edition.reader, old])

    def is_first(self, edition: Edition) -> bool:
        """Whether its reader had no briefing of an earlier day."""
        sql = "SELECT 1 FROM told WHERE reader = ? AND day < ?"
        return next(iter(self.db.query(sql, (edition.reader, edition.day.isoformat()))), None) is None

    def _shown(self, edition: Edition) -> list[Quote]:
        place = (edition.reader, edition.day.isoformat(), edition.topic)
        rows = self.db.query("SELECT shown FROM told WHERE reader = ? AND day = ? AND topic = ?", place)
        return [quote for row in rows for quote in _quotes(row["shown"])]

    def forget(self, reader: str) -> None:
        """Forget a reader."""
        self.db.table("told").delete_where("reader = ?", [reader])


def _columns(edition: Edition) -> tuple[str, str, str, str]:
    return edition.reader, edition.day.isoformat(), edition.topic, edition.state


def _row(quotes: Iterable[Quote]) -> str:
    return json.dumps([(quote.article, quote.span.start, quote.span.end) for quote in quotes])


def _quotes(row: str) -> list[Quote]:
    places: Sequence[tuple[str, int, int]] = json.loads(row)
    return [Quote(article, Span(start, end)) for article, start, end in places]

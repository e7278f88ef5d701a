"""The nouns of delivery: where messages go, and what a chat wants when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

EVERY_DAY = frozenset(range(1, 8))


class State(StrEnum):
    """Whether editions are made: wanted, stopped by its people, or gone (the bot was blocked, removed, the chat deleted)."""

    ON = "on"
    STOPPED = "stopped"
    GONE = "gone"


class Length(StrEnum):
    """How much of a briefing comes by itself: its first page, or all of them."""

    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Place:
    """Where messages go: a chat, and in a forum its topic (0 for none)."""

    chat: int
    thread: int = 0


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a place wants. Minutes are of the local day, days ISO weekdays (1 is Monday), `quiet` from and to such minutes.

    `late` is how many minutes an edition may come too late; nothing is due that was due before `since` or `paused`.
    Without a zone nothing is due either: its people have still to say where they are. `topics` are in the form of `bot.topics`;
    `skips` says that nothing comes where nothing is new, `alerts` how many alerts a day may come.
    """

    place: Place
    since: dt.datetime
    minutes: tuple[int, ...] = (450,)
    zone: str | None = None
    days: frozenset[int] = EVERY_DAY
    topics: tuple[str, ...] = ()
    length: Length = Length.SHORT
    quiet: tuple[int, int] | None = None
    silent: bool = False
    late: int = 180
    state: State = State.ON
    paused: dt.datetime | None = None
    skips: bool = False
    alerts: int = 0
    id: int | None = None

    @property
    def clock(self) -> str:
        """The zone by whose clock days begin there: UTC until its people have said where they are."""
        return self.zone or "UTC"

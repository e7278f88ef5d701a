"""Editions: gather whose local time has passed, decide what each place gets, compose each text once, write all to the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple, Protocol

from bot.answers.wording import Wording
from bot.delivery.schedule import Hour, Slot, decide, next_slot, not_before
from bot.delivery.subscription import Length, Place, Subscription
from bot.model import Message, Reply, Request
from bot.shell.flows.wants import Wants
from bot.shell.store.outbox import Edition
from bot.shell.store.people import PeopleStore

ASKED = "schedule asked"
# The most messages of a briefing that comes whole.
_PAGES = 6
# That nothing was due is written down only now and then.
_MARK = dt.timedelta(minutes=10)


class Answering(Protocol):
    """What can answer a request: the desk."""

    @property
    def wording(self) -> Wording:
        """In which words."""
        ...

    def answer(
        self, request: Request, now: dt.datetime, *, reader: str | None = None, wants: Wants | None = None
    ) -> Reply:
        """The reply to a request; briefings tell a reader nothing twice, and what its people want."""
        ...


class Text(NamedTuple):
    """All on which the text of an edition depends: who shares these shares the text."""

    topics: tuple[str, ...]
    muted: tuple[str, ...]
    length: Length
    day: dt.date
    next: Hour | None
    first: bool
    skips: bool
    # The minutes of those who get several a day, and which of them this is: what the first told, the second does not.
    minutes: tuple[int, ...] = ()
    minute: int | None = None

    @property
    def reader(self) -> str:
        """Those who follow and have muted the same, at the same hours where these are several, are told the same: they are one
        reader."""
        about = [
            *self.topics,
            *(f"without {name}" for name in self.muted),
            *(f"at {minute}" for minute in self.minutes),
        ]
        return f"subscribers {', '.join(about)}"

    @property
    def wants(self) -> Wants:
        """What its readers want."""
        ahead = _PAGES - 1 if self.length is Length.FULL else 0
        return Wants(self.topics, frozenset(self.muted), self.next, self.first, self.minute, ahead)


class Due(NamedTuple):
    """A subscription with its slots that have passed, the outlets that its chat has muted, whether nothing came to it yet, and
    its next hour."""

    subscription: Subscription
    slots: list[Slot]
    muted: tuple[str, ...] = ()
    first: bool = False
    next: Hour | None = None


def gather(store: PeopleStore, now: dt.datetime) -> list[Due]:
    """Whose slots have passed without an edition."""
    passed = store.subscriptions.passed(now, store.marked(ASKED))
    subscriptions = store.subscriptions.by_id(passed)
    muted, served = store.muted(), store.outbox.served(passed)
    return [
        Due(one, slots, muted.get(one.place.chat, ()), id not in served, _next(one, now))
        for id, slots in passed.items()
        if (one := subscriptions[id])
    ]


def texts_wanted(due: Iterable[Due], now: dt.datetime) -> set[Text]:
    """The texts that have to be composed, each once."""
    verdicts = [(one, decide(one.slots, one.subscription.late, now)) for one in due]
    return {_text(one, verdict.send) for one, verdict in verdicts if verdict.send}


def compose(desk: Answering, wanted: Text, now: dt.datetime) -> tuple[Message, ...]:
    """The messages of a text: its first page, or all of them, without buttons to turn them; none where nothing is new and its
    readers want to hear nothing then."""
    day = wanted.day.isoformat()
    reply = desk.answer(Request("brief", first=day, last=day), now, reader=wanted.reader, wants=wanted.wants)
    if wanted.skips and not reply.items:
        return ()
    return tuple(Message(one.html) for one in reply.messages) if wanted.length is Length.FULL else reply.messages


def editions(
    due: Iterable[Due], texts: Mapping[Text, tuple[Message, ...]], wording: Wording, now: dt.datetime
) -> Iterator[Edition]:
    """What each gets. A place whose text could not be composed is left out, and asked for again."""
    for one in due:
        subscription = one.subscription
        verdict = decide(one.slots, subscription.late, now)
        if verdict.send and _text(one, verdict.send) not in texts:
            continue
        for slot in verdict.needless:
            yield Edition(subscription, slot, "needless")
        yield from _missed(subscription, verdict.missed, wording, now)
        if verdict.send:
            text = texts[_text(one, verdict.send)]
            fate = "sent" if text else "needless"
            yield Edition(subscription, verdict.send, fate, text, not_before(subscription, now))


def keep(store: PeopleStore, made: Sequence[Edition], now: dt.datetime, *, whole: bool) -> int:
    """Editions into the outbox; where all could be made, the question need not look back beyond now. How many are new."""
    new = store.outbox.write(made, now) if made else 0
    before = store.marked(ASKED)
    if whole and (new or before is None or abs(now - before) > _MARK):
        store.mark(ASKED, now)
    return new


def _missed(
    subscription: Subscription, slots: tuple[Slot, ...], wording: Wording, now: dt.datetime
) -> Iterator[Edition]:
    """However many were missed, that is said once: with the last of them."""
    for slot in slots:
        last = slot is slots[-1]
        said = (Message(wording.render("delivery/missed", slots=slots, subscription=subscription)),) if last else ()
        yield Edition(subscription, slot, "missed", said, not_before(subscription, now))


def _text(one: Due, slot: Slot) -> Text:
    subscription = one.subscription
    wanted = (subscription.topics, one.muted, subscription.length, slot.day)
    several = (subscription.minutes, slot.minute) if len(subscription.minutes) > 1 else ((), None)
    return Text(*wanted, one.next, one.first, subscription.skips, *several)


def _next(subscription: Subscription, now: dt.datetime) -> Hour | None:
    """The hour of the next edition, worked out once for all who have the same hours."""
    alike = replace(subscription, place=Place(0), since=now, topics=(), id=None, silent=False, late=0, alerts=0)
    return _hour(alike, now)


@lru_cache(maxsize=1024)
def _hour(subscription: Subscription, now: dt.datetime) -> Hour | None:
    ahead = next_slot(subscription, now)
    return Hour(ahead.day, ahead.minute) if ahead else None

"""When editions are due: a local day and a minute of it -> an instant, and what to do about those that have passed.

A local day has each minute once for us, whatever its clocks do: a minute that comes twice counts the first time, one that is
skipped counts as long after midnight as it would have been (PEP 495, fold=0). Hence exactly one edition a day and slot.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.delivery.subscription import Subscription

# A weekly edition that was slept through is noticed up to a week later; the eighth day is for zones ahead of others.
LOOK_BACK = dt.timedelta(days=8)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A minute of a local day, and when that is."""

    at: dt.datetime
    day: dt.date
    minute: int


class Hour(NamedTuple):
    """A minute of a local day, wherever that is."""

    day: dt.date
    minute: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of the slots of one place that have passed: one edition to send, some that a later one makes needless,
    and some that come too late."""

    send: Slot | None
    needless: tuple[Slot, ...]
    missed: tuple[Slot, ...]


def instant(day: dt.date, minute: int, zone: str) -> dt.datetime:
    """When a minute of a local day is, in UTC."""
    return dt.datetime.combine(day, dt.time(*divmod(minute, 60)), ZoneInfo(zone)).astimezone(dt.UTC)


def local_day(moment: dt.datetime, zone: str) -> dt.date:
    """Which day it is there."""
    return moment.astimezone(ZoneInfo(zone)).date()


def passed(zone: str, minute: int, after: dt.datetime, now: dt.datetime) -> Iterator[Slot]:
    """The slots of a minute in a zone that lie after an instant and not after now, in order."""
    day = after.astimezone(ZoneInfo(zone)).date() - dt.timedelta(days=1)
    last = now.astimezone(ZoneInfo(zone)).date()
    while day <= last:
        at = instant(day, minute, zone)
        if after < at <= now:
            yield Slot(at, day, minute)
        day += dt.timedelta(days=1)


def decide(slots: Sequence[Slot], late: int, now: dt.datetime) -> Verdict:
    """The newest slot is sent where it is not too late; those before it would say the same again, or are missed."""
    limit = now - dt.timedelta(minutes=late)
    fresh = [slot for slot in sorted(slots) if slot.at >= limit]
    missed = tuple(slot for slot in sorted(slots) if slot.at < limit)
    return Verdict(fresh[-1] if fresh else None, tuple(fresh[:-1]), missed)


def wanted(subscription: Subscription, slot: Slot) -> bool:
    """Whether a subscription wants a slot: its day, and not from before it began or was resumed."""
    begins = max(filter(None, (subscription.since, subscription.paused)))
    return slot.day.isoweekday() in subscription.days and slot.at > begins


def next_slot(subscription: Subscription, now: dt.datetime) -> Slot | None:
    """The next slot to come; None where none does (no zone, no time, no day)."""
    if not subscription.zone:
        return None
    begins = max(filter(None, (now, subscription.paused)))
    ahead = (
        slot
        for minute in subscription.minutes
        for slot in passed(subscription.zone, minute, begins, begins + LOOK_BACK)
        if slot.day.isoweekday() in subscription.days
    )
    return min(ahead, default=None)


def not_before(subscription: Subscription, now: dt.datetime) -> dt.datetime:
    """From when on a message may come: now, or the end of the quiet hours in which now lies."""
    if not subscription.quiet or not subscription.zone:
        return now
    local = now.astimezone(ZoneInfo(subscription.zone))
    begins, ends = subscription.quiet
    minute = local.hour * 60 + local.minute
    within = begins <= minute < ends if begins <= ends else minute >= begins or minute < ends
    if not within:
        return now
    day = local.date() if minute < ends else local.date() + dt.timedelta(days=1)
    return max(now, instant(day, ends, subscription.zone))

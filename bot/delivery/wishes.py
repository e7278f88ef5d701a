"""What people wish of a subscription, and what becomes of it then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from bot.delivery.schedule import local_day
from bot.delivery.subscription import Length, State, Subscription
from bot.topics import topic_of

_MOST_TIMES = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed: None (or nothing) where it says nothing. `target` is another chat; times and days may be added (+),
    taken away (-) or set; `place` is a city, to be looked up."""

    target: str | None = None
    times: tuple[tuple[str, int], ...] = ()
    days: tuple[tuple[str, frozenset[int]], ...] = ()
    weekly: bool = False
    zone: str | None = None
    place: str | None = None
    topics: tuple[str, ...] | None = None
    length: Length | None = None
    quiet: tuple[int, int] | None = None
    loud_hours: bool = False
    silent: bool | None = None
    late: int | None = None
    skips: bool | None = None
    alerts: int | None = None


def applied(wish: Wish, subscription: Subscription, now: dt.datetime) -> Subscription:
    """The subscription as wished. What is new in it counts from now on: an hour that has passed today is not made up for."""
    minutes = _changed(subscription.minutes, [(sign, {minute}) for sign, minute in wish.times])
    days = _changed(subscription.days, [(sign, set(days)) for sign, days in wish.days])
    if wish.weekly and not wish.days:
        days = {local_day(now, wish.zone or subscription.clock).isoweekday()}
    changed = replace(
        subscription,
        minutes=tuple(sorted(minutes)[:_MOST_TIMES]) or subscription.minutes,
        days=frozenset(days) or subscription.days,
        zone=wish.zone or subscription.zone,
        topics=subscription.topics if wish.topics is None else _topics(wish.topics, subscription),
        length=wish.length or subscription.length,
        quiet=None if wish.loud_hours else wish.quiet or subscription.quiet,
        silent=subscription.silent if wish.silent is None else wish.silent,
        late=wish.late or subscription.late,
        skips=subscription.skips if wish.skips is None else wish.skips,
        alerts=subscription.alerts if wish.alerts is None else wish.alerts,
    )
    when = ("minutes", "days", "zone")
    if any(getattr(changed, name) != getattr(subscription, name) for name in when):
        changed = replace(changed, since=max(now, subscription.since))
    return changed


def resumed(subscription: Subscription, now: dt.datetime) -> Subscription:
    """Wanted again, from now on."""
    return replace(subscription, state=State.ON, paused=None, since=now)


def _topics(wished: tuple[str, ...], subscription: Subscription) -> tuple[str, ...]:
    """The topics wished for in place of those followed before; what is muted stays."""
    muted = [topic for topic in subscription.topics if topic_of(topic).muted]
    return tuple(dict.fromkeys([*(str(topic_of(topic)) for topic in wished), *muted]))


def _changed(before: Any, changes: list[tuple[str, set[int]]]) -> set[int]:
    """Added to, taken from, or, by the first without a sign, replaced."""
    after = set(before) if not changes or changes[0][0] else set()
    for sign, values in changes:
        after = after - values if sign == "-" else after | values
    return after

"""What people wish of a subscription, and what becomes of it then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.delivery.schedule import local_day
from bot.delivery.subscription import Length, State, Subscription
from bot.topics import Topic, topic_of

MOST_TOPICS = 20
_MOST_TIMES = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed: None (or nothing) where it says nothing. `target` is another chat; times and days may be added (+),
    taken away (-) or set, and so may topics (`added`, `removed`, `topics`); `place` is a city, to be looked up; `words` are
    what no rule knows, and `refused` what is of a kind ("time") but no such thing ("25:00")."""

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
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def about_words(self) -> Wish:
        """The same, where words that no rule knows are topics."""
        return replace(self, topics=(*(self.topics or ()), *self.words), words=()) if self.words else self


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
        topics=_topics(wish, subscription.topics),
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


def with_topics(before: Iterable[str], added: Sequence[Topic], removed: Sequence[Topic] = ()) -> tuple[str, ...]:
    """The topics with some more, the last ones of too many, and without others, followed or muted."""
    gone = {topic.name for topic in (*added, *removed)}
    kept = [topic for topic in map(topic_of, before) if topic.name not in gone]
    last = [topic for topic in (*kept, *added) if topic.value][-MOST_TOPICS:]
    return tuple(dict.fromkeys(map(str, last)))


def _topics(wish: Wish, before: tuple[str, ...]) -> tuple[str, ...]:
    """The topics wished for in place of those followed before, or beside them. What is muted stays; and who only mutes goes
    on following what they did."""
    wished = [topic_of(text) for text in wish.topics or ()]
    anew = wish.topics is not None and (not wished or any(not topic.muted for topic in wished))
    muted = [topic for topic in map(topic_of, before) if topic.muted]
    now = with_topics((), [*wished, *muted]) if anew else with_topics(before, wished)
    return with_topics(now, [*map(topic_of, wish.added)], [*map(topic_of, wish.removed)])


def _changed(before: Any, changes: list[tuple[str, set[int]]]) -> set[int]:
    """Added to, taken from, or, by the first without a sign, replaced."""
    after = set(before) if not changes or changes[0][0] else set()
    for sign, values in changes:
        after = after - values if sign == "-" else after | values
    return after

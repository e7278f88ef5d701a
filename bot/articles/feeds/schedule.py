"""When a feed is asked again: often where it often has news, seldom where not, ever later while it fails, and never when gone.

The rules are those of a good guest: what the server asks for is obeyed, and chance keeps many feeds from coming due at once.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

FIRST, SHORTEST, LONGEST = dt.timedelta(minutes=30), dt.timedelta(minutes=10), dt.timedelta(hours=12)
# While it fails; and what a server may ask for at most.
_LONGEST_PAUSE, _LONGEST_WISH = dt.timedelta(days=1), dt.timedelta(days=7)
_JITTER = 0.1
_MOST_DOUBLINGS = 10


class Brought(StrEnum):
    """What a poll brought."""

    NEWS = "news"
    NOTHING = "nothing"
    FAILURE = "failure"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A feed's polling: `due` is None for a feed that is gone."""

    due: dt.datetime | None
    interval: dt.timedelta = FIRST
    failures: int = 0


def after(rhythm: Rhythm, brought: Brought, now: dt.datetime, chance: float, wish: float | None = None) -> Rhythm:
    """The rhythm after a poll. `chance` (0 to 1) spreads the feeds, `wish` are the seconds the server wants to be left alone."""
    if brought is Brought.GONE:
        return replace(rhythm, due=None)
    failures = rhythm.failures + 1 if brought is Brought.FAILURE else 0
    interval = _interval(rhythm.interval, brought)
    pause = min(interval * 2 ** min(failures, _MOST_DOUBLINGS), _LONGEST_PAUSE if failures else LONGEST)
    spread = pause * (1 + _JITTER * (2 * chance - 1))
    asked = min(dt.timedelta(seconds=wish or 0), _LONGEST_WISH)
    return Rhythm(now + max(spread, asked), interval, failures)


def _interval(interval: dt.timedelta, brought: Brought) -> dt.timedelta:
    if brought is Brought.NEWS:
        return max(SHORTEST, interval / 2)
    if brought is Brought.NOTHING:
        return min(LONGEST, interval * 1.5)
    return interval

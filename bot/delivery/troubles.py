"""Which troubles to tell those who run the bot: one message when something fails, one when it is well again, never a flood."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

# A trouble that comes and goes is one trouble: it is over when it has been well for so long.
_CALM = dt.timedelta(seconds=30)
# The same kind of trouble is told again at the earliest after so long.
_AGAIN = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Notice:
    """A line to those who run the bot: what fails and why (the first reason), or that it is well again, and since when."""

    kind: str
    why: str
    since: dt.datetime
    well: bool
    times: int = 1


@dataclass(slots=True)
class _Trouble:
    why: str
    since: dt.datetime
    last: dt.datetime
    told: bool
    times: int = 1


class Troubles:
    """The troubles there are, by kind ("disk", "sender", "source bbc")."""

    def __init__(self) -> None:
        self._there: dict[str, _Trouble] = {}
        self._told: dict[str, dt.datetime] = {}

    def trouble(self, kind: str, why: str, now: dt.datetime) -> Notice | None:
        """Something failed; a notice where that is news."""
        there = self._there.get(kind)
        if there is None:
            there = self._there[kind] = _Trouble(why, now, now, told=False)
        else:
            there.last, there.times = now, there.times + 1
        if there.told or (kind in self._told and now - self._told[kind] < _AGAIN):
            return None
        there.told, self._told[kind] = True, now
        return Notice(kind, there.why, there.since, well=False, times=there.times)

    def well(self, kind: str, now: dt.datetime) -> Notice | None:
        """Something works; a notice where it was told that it does not, and it has worked for a while."""
        there = self._there.get(kind)
        if there is None or now - there.last < _CALM:
            return None
        del self._there[kind]
        return Notice(kind, there.why, there.since, well=True, times=there.times) if there.told else None

    def now(self) -> dict[str, str]:
        """What fails at present, and why."""
        return {kind: there.why for kind, there in self._there.items()}

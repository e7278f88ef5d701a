"""What people type behind /subscribe, /settings and /pause -> what they wish. The buttons of /settings say the same words.

"7:30 weekdays Europe/Berlin iraq" | pieces | each rule takes the pieces that it knows from the front | the rest is a topic
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from bot.delivery.schedule import instant
from bot.delivery.subscription import Length
from bot.delivery.wishes import Wish
from bot.prompts import lexicon

_TIME = re.compile(r"([+-]?)(\d{1,2})(?:[:.h](\d{2})?)?\s*([ap]m)?")
_TARGET = re.compile(r"@\w{4,32}|-\d{6,20}")
_SPAN = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?")
_COUNT = re.compile(r"(\d{1,4})\s*([a-z]+)")
MOST_TOPICS = 20
_LONGEST_LATE = 1440
# Alerts a day, where nothing else is said, and at most.
ALERTS, _MOST_ALERTS = 3, 20


def wish_of(text: str) -> Wish:
    """What the words wish for."""
    reading = _Reading(text.replace(",", " , ").split())
    if reading.left and _TARGET.fullmatch(reading.left[0]):
        reading.wish = replace(reading.wish, target=reading.left.pop(0))
    while reading.left:
        if not any(rule(reading) for rule in RULES):
            reading.topic.append(reading.left.pop(0))
    topics = tuple(filter(None, (part.strip() for part in " ".join(reading.topic).split(","))))
    return replace(reading.wish, topics=topics[:MOST_TOPICS]) if topics else reading.wish


def pause_of(text: str, now: dt.datetime, zone: str) -> dt.datetime | None:
    """Until when "3 days", "2 weeks", "until 2026-12-01" (as that day begins in the zone) is; None where it says nothing of
    the kind."""
    words = text.lower().split()
    day = words[-1] if words else ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        try:
            return instant(dt.date.fromisoformat(day), 0, zone)
        except (ValueError, OverflowError):
            return None
    minutes = _minutes(" ".join(words))
    return now + dt.timedelta(minutes=minutes) if minutes else None


def is_off(text: str) -> bool:
    """Whether the words take something back."""
    return text.strip().lower() in lexicon("subscribing")["off"]


def clock(text: str) -> int | None:
    """The minute of the day that "14:05" or "2:05 pm" means; None for anything else."""
    found = _TIME.fullmatch(text.strip().lower())
    return None if found is None or found[1] else _minute(found)


# ------------------------------------------------------------------ rules: each takes what it knows from the front


@dataclass
class _Reading:
    left: list[str]
    wish: Wish = field(default_factory=Wish)
    topic: list[str] = field(default_factory=list)

    @property
    def word(self) -> str:
        return self.left[0].lower()

    def take(self, number: int = 1, **found: Any) -> bool:
        """Takes words from the front, and notes what they mean."""
        del self.left[:number]
        self.wish = replace(self.wish, **found)
        return True


def target_words(reading: _Reading) -> bool:
    """ "about iraq, jakarta": all that follows is topics."""
    if reading.word not in _words("about") or len(reading.left) == 1:
        return False
    reading.topic = reading.left[1:]
    return reading.take(len(reading.left))


def everything(reading: _Reading) -> bool:
    """No topic."""
    return reading.word in _words("everything") and reading.take(topics=())


def time(reading: _Reading) -> bool:
    """7:30, 7.30, 7h, 7am, "7 am", +7:30, -7:30; a bare number is none."""
    for words in (2, 1):
        found = _TIME.fullmatch(" ".join(reading.left[:words]).lower())
        plain = found and found[0].lstrip("+-").isdecimal()
        if found and not plain and (minute := _minute(found)) is not None:
            return reading.take(words, times=(*reading.wish.times, (found[1], minute)))
    return False


def days(reading: _Reading) -> bool:
    """weekdays, mon-fri, +sat, -sun."""
    sign, word = (reading.word[0], reading.word[1:]) if reading.word[0] in "+-" else ("", reading.word)
    first, _, last = word.partition("-")
    found = _days().get(word)
    if found is None and first in _days() and last in _days():
        begins, ends = min(_days()[first]), min(_days()[last])
        found = frozenset((begins + n - 1) % 7 + 1 for n in range((ends - begins) % 7 + 1))
    return found is not None and reading.take(days=(*reading.wish.days, (sign, found)))


def weekly(reading: _Reading) -> bool:
    """Once a week: on the day that is named, or on that of today."""
    return reading.word in _words("weekly") and reading.take(weekly=True)


def zone(reading: _Reading) -> bool:
    """A name of the IANA's, in any case."""
    found = zone_named(reading.left[0])
    return found is not None and reading.take(zone=found)


def zone_of_place(reading: _Reading) -> bool:
    """ "zone new york": a city, up to three words that no other rule takes."""
    if reading.word not in _words("zone") or len(reading.left) == 1:
        return False
    if found := zone_named(reading.left[1]):
        return reading.take(2, zone=found)
    words = 1
    while words < min(4, len(reading.left)) and reading.left[words] != "," and not _known(reading.left[words]):
        words += 1
    return words > 1 and reading.take(words, place=" ".join(reading.left[1:words]))


def sound(reading: _Reading) -> bool:
    """Silent, or not."""
    if reading.word in _words("silent"):
        return reading.take(silent=True)
    return reading.word in _words("loud") and reading.take(silent=False)


def length(reading: _Reading) -> bool:
    """Short, or full."""
    if reading.word in _words("short"):
        return reading.take(length=Length.SHORT)
    return reading.word in _words("full") and reading.take(length=Length.FULL)


def quiet(reading: _Reading) -> bool:
    """ "quiet 22-7", "quiet 22:00-07:30", "quiet off"."""
    if reading.word not in _words("quiet") or len(reading.left) == 1:
        return False
    if is_off(reading.left[1]):
        return reading.take(2, loud_hours=True)
    found = _SPAN.fullmatch(reading.left[1])
    if not found:
        return False
    begins, ends = (int(found[n]) * 60 + int(found[n + 1] or 0) for n in (1, 3))
    return begins != ends and max(begins, ends) < 1440 and reading.take(2, quiet=(begins, ends))


def late(reading: _Reading) -> bool:
    """ "late 3h", "late 90 minutes"."""
    if reading.word not in _words("late"):
        return False
    for words in (3, 2):
        minutes = _minutes(" ".join(reading.left[1:words]).lower())
        if minutes:
            return reading.take(words, late=min(minutes, _LONGEST_LATE))
    return False


def quiet_days(reading: _Reading) -> bool:
    """ "skip quiet days", "tell quiet days": whether a briefing comes that has nothing to tell."""
    if reading.word not in _words("quiet_days") or len(reading.left) == 1:
        return False
    saying = next((n for n in (3, 2) if " ".join(reading.left[1:n]).lower() in _words("days_without_news")), None)
    return saying is not None and reading.take(saying, skips=reading.word in _words("skip"))


def alerts(reading: _Reading) -> bool:
    """ "alerts", "alerts 5", "alerts off": so many a day at most."""
    if reading.word not in _words("alerts"):
        return False
    behind = reading.left[1].lower() if len(reading.left) > 1 else ""
    if is_off(behind):
        return reading.take(2, alerts=0)
    if behind.isdecimal():
        return reading.take(2, alerts=min(int(behind), _MOST_ALERTS))
    return reading.take(alerts=ALERTS)


def filler(reading: _Reading) -> bool:
    """Words that mean nothing here, where no topic has begun."""
    return not reading.topic and reading.word in {",", *_words("filler")} and reading.take()


Rule = Callable[[_Reading], bool]
RULES: list[Rule] = [
    target_words, everything, time, days, weekly, zone, zone_of_place, sound, length, quiet_days, quiet, late, alerts,
    filler,
]  # fmt: skip


def zone_named(word: str) -> str | None:
    """The IANA's name of a zone, typed in any case; None where there is none."""
    return _zones().get(word.lower())


@cache
def _zones() -> dict[str, str]:
    """Names with a slash, and UTC; "Japan" or "Iran" would rather be topics."""
    return {name.lower(): name for name in available_timezones() if "/" in name} | {"utc": "UTC", "gmt": "UTC"}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("subscribing")[name])


@cache
def _days() -> dict[str, frozenset[int]]:
    return {
        word: frozenset(map(int, digits)) for digits, words in lexicon("subscribing")["days"].items() for word in words
    }


def _known(word: str) -> bool:
    """Whether another rule would take the word."""
    names = ("about", "everything", "weekly", "silent", "loud", "short", "full", "quiet", "late", "alerts")
    taken = frozenset().union(*(_words(name) for name in names), _days())
    return word.lower() in taken or zone_named(word) is not None or word[:1].isdecimal()


def _minutes(text: str) -> int | None:
    found = _COUNT.fullmatch(text)
    units = {word: int(number) for number, words in lexicon("subscribing")["minutes"].items() for word in words}
    return int(found[1]) * units[found[2]] if found and found[2] in units else None


def _minute(found: re.Match[str]) -> int | None:
    hour, minute, half = int(found[2]), int(found[3] or 0), found[4]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return hour * 60 + minute if hour < 24 and minute < 60 else None

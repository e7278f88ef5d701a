"""What people type behind /subscribe, /settings and /pause -> what they wish. The buttons of /settings say the same words.

"7:30 weekdays Europe/Berlin iraq" | pieces | each rule takes the pieces that it knows from the front | the rest are words: a
topic for /subscribe, and for /settings nothing that it understands
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from bot.delivery.schedule import instant
from bot.delivery.subscription import Length
from bot.delivery.wishes import MOST_TOPICS, Wish
from bot.prompts import lexicon

_TIME = re.compile(r"([+-]?)(\d{1,2})(?:[:.h](\d{2})?)?\s*(?:([ap])\.?m\.?)?")
# What only an hour looks like, whether there is such an hour or not.
_LIKE_TIME = re.compile(r"[+-]?\d+(?:(?:[:.]\d\d|:\d*|h\d*)(?:\s*[ap]\.?m\.?)?|\s*[ap]\.?m\.?)")
_TARGET = re.compile(r"@\w{4,32}|-\d{6,20}")
_COUNT = re.compile(r"(\d{1,4})\s*([a-z]+)")
_LONGEST_LATE = 1440
# Alerts a day, where nothing else is said, and at most.
ALERTS, _MOST_ALERTS = 3, 20
# "hours from 10:30 pm to 7:30 am", a word each; a rule looks no farther than that.
_FARTHEST = 8
_PLACE_WORDS = 3


def wish_of(text: str) -> Wish:
    """What the words wish for."""
    reading = _Reading(text.replace(",", " , ").split())
    if reading.left and _TARGET.fullmatch(reading.left[0]):
        reading.wish = replace(reading.wish, target=reading.left.pop(0))
    while reading.left:
        if not any(rule(reading) for rule in RULES):
            reading.unknown.append(reading.left.pop(0))
    return replace(reading.wish, words=_parts(reading.unknown))


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
    unknown: list[str] = field(default_factory=list)

    @property
    def word(self) -> str:
        return self.left[0].lower()

    def opening(self, number: int) -> str:
        """The first words that are left."""
        return " ".join(self.left[:number]).lower()

    def take(self, number: int = 1, **found: Any) -> bool:
        """Takes words from the front, and notes what they mean."""
        del self.left[:number]
        self.wish = replace(self.wish, **found)
        return True

    def refuse(self, kind: str, number: int) -> bool:
        """Takes words that are of a kind, and mean nothing."""
        words = " ".join(self.left[:number])
        return self.take(number, refused=(*self.wish.refused, (kind, words)))


def about(reading: _Reading) -> bool:
    """ "about iraq, jakarta": all that follows is topics."""
    topics = _parts(reading.left[1:]) if reading.word in _words("about") else ()
    return bool(topics) and reading.take(len(reading.left), topics=topics)


def everything(reading: _Reading) -> bool:
    """No topic."""
    return reading.word in _words("everything") and reading.take(topics=())


def signed(reading: _Reading) -> bool:
    """ "add 18:00", "remove sunday": the same as "+18:00", "-sunday"."""
    sign = next((sign for sign in "+-" if reading.word in _words(sign)), None)
    if sign is None or len(reading.left) == 1:
        return False
    first = f"{sign}{reading.left[1]}"
    if not any(rule(_Reading([first])) for rule in (time, days)):
        return False
    reading.left[:2] = [first]
    return True


def added(reading: _Reading) -> bool:
    """ "add ghosn", "remove ghosn", "mute football": beside the topics that there are."""
    for name, opening in (("+", ""), ("mute", "-")):
        topics = _parts(reading.left[1:]) if reading.word in _words(name) else ()
        if topics:
            return reading.take(len(reading.left), added=tuple(f"{opening}{topic}" for topic in topics))
    topics = _parts(reading.left[1:]) if reading.word in _words("-") else ()
    return bool(topics) and reading.take(len(reading.left), removed=topics)


def time(reading: _Reading) -> bool:
    """7:30, 7.30, 7h, 7am, "7 am", +7:30, -7:30; a bare number where no other words have begun, or behind "at"."""
    at = len(reading.left) > 1 and reading.word in _words("at")
    for words in (2, 1):
        found = _TIME.fullmatch(" ".join(reading.left[at : at + words]).lower())
        spoken = found and (at or not reading.unknown or not found[0].isdecimal())
        if found and spoken:
            minute = _minute(found)
            return minute is not None and reading.take(at + words, times=(*reading.wish.times, (found[1], minute)))
    return False


def no_time(reading: _Reading) -> bool:
    """25:00, 13 pm; and a number that is no hour, if nothing else is said."""
    for words in (2, 1):
        alone = words == len(reading.left) == 1 and not reading.unknown and reading.word.isdecimal()
        if _LIKE_TIME.fullmatch(reading.opening(words)) or (alone and len(reading.word) <= 2):
            return reading.refuse("time", words)
    return False


def days(reading: _Reading) -> bool:
    """weekdays, "every day", mon-fri, "mon to fri", +sat, -sun."""
    for words in (3, 2, 1):
        text = reading.opening(words)
        sign, rest = (text[0], text[1:]) if text[0] in "+-" else ("", text)
        if found := _days_of(rest):
            return reading.take(words, days=(*reading.wish.days, (sign, found)))
    return False


def weekly(reading: _Reading) -> bool:
    """Once a week: on the day that is named, or on that of today."""
    return reading.word in _words("weekly") and reading.take(weekly=True)


def zone(reading: _Reading) -> bool:
    """A name of the IANA's, in any case."""
    found = zone_named(reading.left[0])
    return found is not None and reading.take(zone=found)


def zone_of_place(reading: _Reading) -> bool:
    """ "zone new york", "in munich": a city, up to three words of which no rule takes the second or third; but "troops in iraq"
    is a topic."""
    said = reading.word in _words("zone") or (reading.word in _words("in") and not reading.unknown)
    if not said or len(reading.left) == 1 or reading.left[1] == ",":
        return False
    if found := zone_named(reading.left[1]):
        return reading.take(2, zone=found)
    behind = range(2, min(1 + _PLACE_WORDS, len(reading.left)))
    words = next((n for n in behind if _known(reading.left[n:])), behind.stop)
    return reading.take(words, place=" ".join(reading.left[1:words]))


def no_zone(reading: _Reading) -> bool:
    """Europe/Brlin: a zone, as it begins, but none of the IANA's."""
    region, slash, _ = reading.word.partition("/")
    return bool(slash) and region in _words("regions") and reading.take(place=reading.left[0])


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
    """ "quiet 22-7", "quiet 22:00-07:30", "quiet from 10 pm to 7 am", "quiet off"."""
    if reading.word not in _words("quiet") or len(reading.left) == 1:
        return False
    if is_off(reading.left[1]):
        return reading.take(2, loud_hours=True)
    for words in range(min(_FARTHEST, len(reading.left)), 1, -1):
        if span := _span(" ".join(reading.left[1:words]).lower()):
            return reading.take(words, quiet=span)
    return reading.left[1][0].isdecimal() and reading.refuse("quiet", 2)


def late(reading: _Reading) -> bool:
    """ "late 3h", "late 90 minutes"."""
    if reading.word not in _words("late") or len(reading.left) == 1:
        return False
    for words in (3, 2):
        minutes = _minutes(" ".join(reading.left[1:words]).lower())
        if minutes:
            return reading.take(words, late=min(minutes, _LONGEST_LATE))
    return reading.left[1][0].isdecimal() and reading.refuse("late", 2)


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
    """Words that mean nothing here, where no others have begun."""
    return not reading.unknown and reading.word in {",", *_words("filler")} and reading.take()


Rule = Callable[[_Reading], bool]
RULES: list[Rule] = [
    about, everything, signed, added, time, no_time, days, weekly, zone, zone_of_place, no_zone, sound, length, quiet_days,
    quiet, late, alerts, filler,
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


def _known(left: Sequence[str]) -> bool:
    """Whether a rule takes what comes next."""
    reading = _Reading(list(left[:_FARTHEST]))
    return any(rule(reading) for rule in RULES)


def _parts(words: Sequence[str]) -> tuple[str, ...]:
    """What stands between commas."""
    parts = (part.strip() for part in " ".join(words).split(","))
    return tuple(filter(None, parts))[:MOST_TOPICS]


def _days_of(text: str) -> frozenset[int] | None:
    """The days of a name, or from one to another: "fri-mon" is four."""
    if text in _days():
        return _days()[text]
    first, *others = _between("to").split(text)
    if len(others) != 1 or first not in _days() or others[0] not in _days():
        return None
    begins, ends = min(_days()[first]), min(_days()[others[0]])
    return frozenset((begins + n - 1) % 7 + 1 for n in range((ends - begins) % 7 + 1))


def _span(text: str) -> tuple[int, int] | None:
    """Two minutes of the day, from one to the other."""
    bare = re.sub(rf"^(?:(?:{'|'.join(_words('span'))})\s+)+", "", text)
    match [clock(part) for part in _between("to", "and").split(bare)]:
        case [int(begins), int(ends)] if begins != ends:
            return begins, ends
    return None


@cache
def _between(*names: str) -> re.Pattern[str]:
    """What stands between the first and the last: a dash, or "to"."""
    words = "|".join(sorted(word for name in names for word in _words(name)))
    return re.compile(rf"\s*[-–]\s*|\s+(?:{words})\s+")


def _minutes(text: str) -> int | None:
    found = _COUNT.fullmatch(text)
    units = {word: int(number) for number, words in lexicon("subscribing")["minutes"].items() for word in words}
    return int(found[1]) * units[found[2]] if found and found[2] in units else None


def _minute(found: re.Match[str]) -> int | None:
    hour, minute, half = int(found[2]), int(found[3] or 0), found[4]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return hour * 60 + minute if hour < 24 and minute < 60 else None

"""Exactly one edition a local day, whatever the clocks do: the question is put to a real store, as the bot puts it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.schedule import Slot, decide, next_slot, not_before, passed
from bot.delivery.subscription import Place, Subscription
from bot.shell.flows import editions
from bot.shell.store.people import PeopleStore
from tests.load.light import LightDesk

# Clocks that change at night, at midnight, by half an hour, and in the other hemisphere.
CHANGES = [
    ("Europe/Berlin", dt.date(2026, 3, 29)),
    ("Europe/Berlin", dt.date(2026, 10, 25)),
    ("America/New_York", dt.date(2026, 3, 8)),
    ("America/New_York", dt.date(2026, 11, 1)),
    ("America/Havana", dt.date(2026, 3, 8)),
    ("America/Havana", dt.date(2026, 11, 1)),
    ("Australia/Lord_Howe", dt.date(2026, 4, 5)),
    ("Australia/Lord_Howe", dt.date(2026, 10, 4)),
]
HALF_HOURS = range(0, 1440, 30)
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
NOON = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PeopleStore]:
    """An empty store that does not wait for the disk."""
    store = PeopleStore(tmp_path)
    store.db.execute("PRAGMA synchronous=OFF")
    yield store
    store.close()


def subscribe(store: PeopleStore, since: dt.datetime, zone: str, minutes: Iterable[int], late: int = 180) -> None:
    """A subscriber for each minute, whose chat is the minute (and one more, for there is no chat 0)."""
    for minute in minutes:
        store.subscriptions.save(Subscription(Place(minute + 1), since, (minute,), zone, late=late))


def ask(store: PeopleStore, now: dt.datetime) -> int:
    """What the bot does every two seconds."""
    due, desk = editions.gather(store, now), LightDesk()
    texts = {wanted: editions.compose(desk, wanted, now) for wanted in editions.texts_wanted(due, now)}
    return editions.keep(store, list(editions.editions(due, texts, desk.wording, now)), now, whole=True)


def sent(store: PeopleStore, fate: str = "sent") -> Counter[tuple[int, str]]:
    """How many editions there are of each chat and local day."""
    return Counter(store.db.execute("SELECT chat, day FROM editions WHERE fate = ?", (fate,)).fetchall())


@pytest.mark.parametrize(("zone", "change"), CHANGES, ids=[f"{zone} {change}" for zone, change in CHANGES])
def test_one_a_local_day_at_every_half_hour(store: PeopleStore, zone: str, change: dt.date) -> None:
    """4 zones, 48 half hours, both changes: 384 cases."""
    local = ZoneInfo(zone)
    now = dt.datetime.combine(change - DAY, dt.time(), local).astimezone(dt.UTC) - dt.timedelta(seconds=1)
    end = dt.datetime.combine(change + 2 * DAY, dt.time(), local).astimezone(dt.UTC)
    subscribe(store, now, zone, HALF_HOURS)
    while now < end:
        ask(store, now)
        now += dt.timedelta(minutes=10)
    days = [(change + n * DAY).isoformat() for n in (-1, 0, 1)]
    assert sent(store) == Counter({(minute + 1, day): 1 for minute in HALF_HOURS for day in days})


@pytest.mark.parametrize("steps", [[HOUR, -HOUR], [-HOUR, HOUR], [HOUR] * 3 + [-3 * HOUR], [-HOUR] * 2 + [2 * HOUR]])
def test_the_clock_is_set_forth_and_back(store: PeopleStore, steps: list[dt.timedelta]) -> None:
    subscribe(store, NOON, "Europe/Berlin", [450])
    now, begins = NOON, NOON
    while now < begins + 3 * DAY:
        ask(store, now)
        now += dt.timedelta(minutes=7)
        for step in steps if (now - begins) % DAY < dt.timedelta(minutes=7) else []:
            ask(store, now + step)
    assert set(sent(store).values()) == {1}
    assert len(sent(store)) == 3


@pytest.mark.parametrize(("away", "late", "fate"), [(10, 180, "sent"), (170, 180, "sent"), (200, 180, "missed")])
def test_a_bot_that_slept_over_the_hour(store: PeopleStore, away: int, late: int, fate: str) -> None:
    subscribe(store, NOON, "Europe/Berlin", [450], late)
    due = dt.datetime(2026, 6, 11, 5, 30, tzinfo=dt.UTC)
    ask(store, due - dt.timedelta(minutes=1))
    assert not sent(store)
    assert ask(store, due + dt.timedelta(minutes=away)) == 1
    assert ask(store, due + dt.timedelta(minutes=away + 1)) == 0
    assert sent(store, fate) == {(451, "2026-06-11"): 1}


def test_an_hour_that_has_passed_when_somebody_subscribes_waits_for_tomorrow(store: PeopleStore) -> None:
    subscribe(store, NOON, "Europe/Berlin", [450])
    assert ask(store, NOON + HOUR) == 0
    assert ask(store, NOON + DAY) == 1


def test_a_pause_is_not_made_up_for(store: PeopleStore) -> None:
    one = Subscription(Place(7), NOON, (450,), "UTC", paused=NOON + 3 * DAY)
    store.subscriptions.save(one)
    assert [ask(store, NOON + n * DAY) for n in range(1, 6)] == [0, 0, 0, 1, 1]


def test_only_on_its_days(store: PeopleStore) -> None:
    store.subscriptions.save(Subscription(Place(7), NOON, (450,), "UTC", days=frozenset({6, 7})))
    for hour in range(24 * 8):
        ask(store, NOON + hour * HOUR)
    assert [day for _, day in sorted(sent(store))] == ["2026-06-13", "2026-06-14"]


def test_after_a_long_sleep_one_message_tells_of_all_that_was_missed(store: PeopleStore) -> None:
    subscribe(store, NOON, "UTC", [450])
    assert ask(store, NOON + 5 * DAY) == 5
    assert store.db.execute("SELECT count(*) FROM deliveries").fetchone() == (1,)


def test_of_several_hours_that_passed_the_last_is_sent(store: PeopleStore) -> None:
    store.subscriptions.save(Subscription(Place(7), NOON, (420, 450, 480), "UTC"))
    ask(store, NOON + DAY - 4 * HOUR + dt.timedelta(minutes=5))
    assert store.db.execute("SELECT minute, fate FROM editions ORDER BY minute").fetchall() == [
        (420, "needless"), (450, "needless"), (480, "sent"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("quiet", "hour", "until"),
    [
        ((1320, 420), 23, 7),
        ((1320, 420), 3, 7),
        ((1320, 420), 12, 12),
        ((780, 840), 13, 14),
        ((780, 840), 14, 14),
        (None, 3, 3),
    ],
)
def test_quiet_hours(quiet: tuple[int, int] | None, hour: int, until: int) -> None:
    one = Subscription(Place(7), NOON, zone="UTC", quiet=quiet)
    held = not_before(one, NOON.replace(hour=hour))
    assert held.hour == until
    assert dt.timedelta() <= held - NOON.replace(hour=hour) < DAY


moments = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2035, 1, 1), timezones=st.just(dt.UTC))
zones = st.sampled_from(
    ["Europe/Berlin", "America/Havana", "Asia/Tehran", "Pacific/Apia", "Africa/Cairo", "Australia/Lord_Howe"]
)


@given(zones, st.integers(0, 1439), moments, st.integers(1, 400))
def test_time_cut_into_pieces_has_every_slot_once(zone: str, minute: int, begins: dt.datetime, hours: int) -> None:
    cuts = [begins + n * hours * HOUR for n in range(6)]
    pieces = [slot for one, other in pairwise(cuts) for slot in passed(zone, minute, one, other)]
    assert pieces == list(passed(zone, minute, cuts[0], cuts[-1]))
    assert len({slot.day for slot in pieces}) == len(pieces)


@given(st.lists(st.integers(0, 10_000), max_size=8), st.integers(1, 1440))
def test_of_what_has_passed_at_most_one_is_sent_and_none_is_forgotten(ages: list[int], late: int) -> None:
    slots = [Slot(NOON - dt.timedelta(minutes=age), dt.date(2026, 6, 10), age) for age in set(ages)]
    verdict = decide(slots, late, NOON)
    assert sorted(filter(None, [verdict.send, *verdict.needless, *verdict.missed])) == sorted(slots)
    assert all(NOON - slot.at > dt.timedelta(minutes=late) for slot in verdict.missed)
    assert verdict.send is None or all(slot <= verdict.send for slot in slots)


@given(zones, st.sets(st.integers(0, 1439), min_size=1, max_size=3), st.sets(st.integers(1, 7), min_size=1), moments)
def test_the_next_one_comes_within_eight_days(zone: str, minutes: set[int], days: set[int], now: dt.datetime) -> None:
    one = Subscription(Place(7), now, tuple(minutes), zone, frozenset(days))
    slot = next_slot(one, now)
    assert slot is not None
    assert now < slot.at <= now + 8 * DAY
    assert slot.day.isoweekday() in days

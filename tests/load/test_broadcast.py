"""Everybody is due at once, and Telegram is in a bad mood: nothing lost, nothing twice, no limit broken, in the least time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.load.delivering import Bot, StandIn, outbox, serving, standing_in, subscribed, until

WITH_FAULTS = {"too_many": 0.01, "bad_gateway": 0.01, "blocked": 0.005}
# A short form has a tenth of Telegram's second, so that the machine's own delays weigh ten times as much.
FULL, SHORT = 10_000, 300
FORMS = [pytest.param(FULL, 1.0, marks=pytest.mark.load, id="full"), pytest.param(SHORT, 0.2, id="short")]


class Reckoning(NamedTuple):
    """What the stand-in counted, against what had to arrive."""

    lost: int
    twice: int
    count: dict[str, Any]
    seconds: float
    least: float


def reckon(standin: StandIn, chats: range, scale: float) -> Reckoning:
    """Who got nothing though not blocked, who got more than one."""
    count, texts = standin.control("count"), standin.texts()
    editions = {chat: [text for _, text in texts.get(chat, []) if "Briefing" in text] for chat in chats}
    blocked = set(count["blocked"])
    return Reckoning(
        lost=sum(not editions[chat] for chat in chats if chat not in blocked),
        twice=sum(len(editions[chat]) > 1 for chat in chats),
        count=count,
        seconds=count["last"] - count["first"],
        least=count["requests"] / 30 * scale,
    )


def deliver(bot: Bot, home: Path, standin: StandIn, number: int, scale: float) -> None:
    """Wait until the outbox is empty."""
    until(lambda: standin.control("count")["requests"] > 0, 60)
    limit = number / 30 * scale * 3 + 60

    def done() -> bool:
        counts = outbox(home)
        return not counts.get("due") and not counts.get("sending")

    until(done, limit, every=0.5 if scale < 1 else 2)


@pytest.mark.parametrize(("number", "scale"), FORMS)
def test_everybody_at_once(number: int, scale: float, tmp_path: Path) -> None:
    chats = range(1001, 1001 + number)
    home = subscribed(tmp_path, chats)
    with standing_in(faults=WITH_FAULTS, second=scale) as standin, serving(home, standin, scale=scale) as bot:
        waits = ask_meanwhile(standin, number, scale)
        deliver(bot, home, standin, number, scale)
        found = reckon(standin, chats, scale)
    show(f"{number} at once", found, waits)
    assert (found.lost, found.twice) == (0, 0)
    assert found.count["over_limit"] == found.count["same_chat"] == found.count["to_blocked"] == 0
    assert found.count["in_a_halt"] == 0
    if scale == 1.0:
        assert found.seconds <= 1.05 * found.least
        assert waits[int(len(waits) * 0.95)] <= 2


def ask_meanwhile(standin: StandIn, number: int, scale: float) -> list[float]:
    """Questions of people who are not subscribed, while the editions go out; how long each waited, in order."""
    until(lambda: standin.control("count")["requests"] > 0, 60)
    waits = []
    for chat in range(5, 5 + max(5, number // 100)):
        began = time.monotonic()
        standin.say(chat, f"question {chat}")
        until(lambda chat=chat: standin.texts(chat)[chat] or is_blocked(standin, chat), 30, every=0.05)  # type: ignore[misc]
        waits.append(time.monotonic() - began)
    return sorted(waits)


def is_blocked(standin: StandIn, chat: int) -> bool:
    """Whether the chat was among those that block the bot."""
    return chat in standin.control("count")["blocked"]


@pytest.mark.parametrize(("number", "scale"), FORMS)
def test_everybody_has_to_wait(number: int, scale: float, tmp_path: Path) -> None:
    chats = range(1001, 1001 + number)
    home = subscribed(tmp_path, chats)
    faults = {"too_many": 0.002 if number == FULL else 0.01, "halt": True}
    with standing_in(faults=faults, second=scale) as standin, serving(home, standin, scale=scale) as bot:
        deliver(bot, home, standin, number, scale)
        found = reckon(standin, chats, scale)
    show(f"{number}, halts for all", found)
    assert (found.lost, found.twice, found.count["over_limit"], found.count["same_chat"]) == (0, 0, 0, 0)
    # At each halt one more is tried, which tells that all are meant; what was on its way before cannot be called back.
    assert found.count["in_a_halt"] <= 2 * found.count["told"]["too_many"]
    if scale == 1.0:
        assert found.seconds <= 1.05 * (found.least + found.count["halted"])


@pytest.mark.parametrize("never_lost", [False, True], ids=["never twice", "never lost"])
@pytest.mark.parametrize(("number", "scale"), FORMS)
def test_lost_answers(number: int, scale: float, never_lost: bool, tmp_path: Path) -> None:
    chats = range(1001, 1001 + number)
    home = subscribed(tmp_path, chats)
    faults = {"lost": 0.01, "dropped": 0.01}
    with (
        standing_in(faults=faults, second=scale) as standin,
        serving(home, standin, scale=scale, never_lost=never_lost) as bot,
    ):
        deliver(bot, home, standin, number, scale)
        found = reckon(standin, chats, scale)
    told = found.count["told"]
    show(f"{number}, answers lost, {'never lost' if never_lost else 'never twice'}", found)
    assert outbox(home)["doubts"] == told.get("lost", 0) + told.get("dropped", 0)
    assert found.count["over_limit"] == found.count["same_chat"] == 0
    if never_lost:
        assert found.lost == 0
        assert found.twice <= told.get("lost", 0)
    else:
        assert found.twice == 0
        assert found.lost == told.get("dropped", 0)


def test_stop_is_obeyed_at_once(tmp_path: Path) -> None:
    chats = range(1001, 1201)
    home = subscribed(tmp_path, chats)
    with standing_in() as standin, serving(home, standin):
        until(lambda: standin.control("count")["requests"] > 0, 60, every=0.02)
        standin.say(1190, "/stop")
        until(lambda: any("stop" in text.lower() for _, text in standin.texts(1190)[1190]), 5)
        until(lambda: outbox(home).get("due", 0) == 0, 30)
        assert all("Briefing" not in text for _, text in standin.texts(1190)[1190])


def show(name: str, found: Reckoning, waits: list[float] | None = None) -> None:
    """A line of the table."""
    count, told = found.count, dict(found.count["told"])
    share = found.seconds / (found.least + count["halted"])
    asked = f", questions p95 {waits[int(len(waits) * 0.95)]:.2f} s" if waits else ""
    print(
        f"\n{name}: lost {found.lost}, twice {found.twice}, over the limit {count['over_limit']}, "
        f"twice in a second {count['same_chat']}, tried in a halt {count['in_a_halt']}, {count['requests']} requests in "
        f"{found.seconds:.1f} s ({share:.3f} of the least), {told}{asked}"
    )
